import pytest

from learnorg.register.dependencies import WouldCloseARing, require_no_ring, told, waits
from learnorg.register.register import Register

RECORDS = """
---
id: IMP-2611-bbb111
title: Shorter hand-over
state: accepted
raised: 2026-11-02
links:
  - {rel: depends-on, to: IMP-2611-ccc222}
  - {rel: depends-on, to: "IMP-2611-ddd333#s1x"}
  - {rel: depends-on, to: "IMP-2611-ddd333#s2x"}
  - {rel: depends-on, to: IMP-2611-fff444}
  - {rel: depends-on, to: IMP-2611-000000}
  - {rel: depends-on, to: "servicenow:INC1"}
  - {rel: depends-on, to: lea}
  - {rel: relates-to, to: IMP-2611-ddd333}
---
id: IMP-2611-ccc222
title: Fewer calls
state: declined
raised: 2026-11-02
---
id: IMP-2611-ddd333
title: New disks
state: in-progress
raised: 2026-11-02
plan:
  - {id: s1x, do: Order them, done: 2026-11-10}
  - {id: s2x, do: Set them up}
links:
  - {rel: part-of, to: IMP-2611-fff444}
---
id: IMP-2611-fff444
title: New store
state: closed
raised: 2026-11-02
---
id: lea
title: Lea
links:
  - {rel: part-of, to: "person:ada"}
---
id: ada
title: Ada
"""


def test_waits(register: Register) -> None:
    found = waits(register, ["IMP-2611-bbb111", "IMP-2611-ddd333"])
    assert {name: [(w.named, w.state) for w in held] for name, held in found.items()} == {
        "IMP-2611-bbb111": [
            ("IMP-2611-ccc222", "declined"),
            ("IMP-2611-ddd333#s2x", "in-progress"),
        ]
    }


test_waits.__doc__ = (
    "Improvements are waited for until they are closed, steps until they are done; nothing else is."
    + RECORDS
)


@pytest.mark.parametrize(
    ("start", "relation", "to", "ring"),
    [
        ("IMP-2611-ccc222", "depends-on", "IMP-2611-bbb111",
         "IMP-2611-ccc222 -> IMP-2611-bbb111 -> IMP-2611-ccc222"),
        ("IMP-2611-ddd333", "depends-on", "IMP-2611-bbb111",
         "IMP-2611-ddd333 -> IMP-2611-bbb111 -> IMP-2611-ddd333"),
        ("IMP-2611-fff444", "part-of", "IMP-2611-ddd333",
         "IMP-2611-fff444 -> IMP-2611-ddd333 -> IMP-2611-fff444"),
        ("person:ada", "part-of", "person:lea", "person:ada -> person:lea -> person:ada"),
        ("IMP-2611-fff444", "depends-on", "IMP-2611-ddd333", ""),
        ("IMP-2611-ddd333", "relates-to", "IMP-2611-bbb111", ""),
        ("IMP-2611-ccc222", "depends-on", "IMP-2611-ddd333", ""),
    ],
)  # fmt: skip
def test_refused(register: Register, start: str, relation: str, to: str, ring: str) -> None:
    if not ring:
        require_no_ring(register, start, relation, to)
        return
    with pytest.raises(WouldCloseARing) as refused:
        require_no_ring(register, start, relation, to)
    assert str(refused.value).endswith(f": {ring}")
    assert refused.value.exit_code == 7


test_refused.__doc__ = (
    "A link that would close a ring of its own relation is refused; others are not." + RECORDS
)


def test_told() -> None:
    """A short ring is named whole, of a long one the two ends."""
    assert told(["a", "b"]) == "a -> b -> a"
    assert told([*"abcdefghi"]) == "a -> b -> c -> d -> e -> f -> g -> h -> i -> a"
    assert told([*"abcdefghij"]) == "a -> b -> c -> d -> … 2 more … -> g -> h -> i -> j -> a"
