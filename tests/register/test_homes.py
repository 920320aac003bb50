import pytest

from learnorg.register.homes import Home, cures, homes
from learnorg.register.register import Register

RECORDS = """
---
id: REV-2610-7k3mqx
title: Sign-in failed
type: post-mortem
state: closed
raised: 2026-10-06
findings:
  - {id: d1x, what: Rehearse it, home: [IMP-2610-000001, KB-2610-000001]}
---
id: IMP-2610-000001
title: Rehearse the failover
state: closed
raised: 2026-10-07
outcome: {result: achieved}
---
id: IMP-2610-000002
title: Raised from a finding
state: in-progress
raised: 2026-10-07
links: [{rel: raised-from, to: 'REV-2610-7k3mqx#d1x'}]
---
id: IMP-2610-000003
title: Names it as its source
state: closed
raised: 2026-10-07
outcome: {result: delivered}
source: {type: major-incident-review, ref: REV-2610-7k3mqx}
---
id: IMP-2610-000004
title: Names another as its source
state: declined
raised: 2026-10-07
source: {type: major-incident-review, ref: REV-2610-7k3mqy}
---
id: KB-2610-000001
title: How to rehearse
type: how-to
state: validated
raised: 2026-10-07
"""


def test_cures(register: Register) -> None:
    found = cures(register, ["REV-2610-7k3mqx", "REV-2610-zzzzzz"])
    assert {name: [(one.target, one.told) for one in every] for name, every in found.items()} == {
        "REV-2610-7k3mqx": [
            ("IMP-2610-000001", "shown to work"),
            ("IMP-2610-000002", "still open: in-progress"),
            ("IMP-2610-000003", "done, benefit not measured"),
        ]
    }
    assert cures(register, []) == {}


test_cures.__doc__ = (
    "What was to cure something is at home in a finding, raised from it, or names it." + RECORDS
)


def test_homes(register: Register) -> None:
    wanted = ("KB-2610-000001", "IMP-2610-000004", "servicenow:INC1", "IMP-2610-zzzzzz", "? ?")
    told = {to: (one.told, one.open, one.lost, one.applied)
            for to, one in homes(register, wanted).items()}  # fmt: skip
    assert told == {
        "KB-2610-000001": ("validated", False, False, True),
        "IMP-2610-000004": ("declined", False, False, False),
        "servicenow:INC1": ("kept elsewhere", False, False, False),
        "IMP-2610-zzzzzz": ("no longer there", False, True, False),
        "? ?": ("no longer there", False, True, False),
    }


test_homes.__doc__ = "A home is told by what became of it, wherever it is." + RECORDS


@pytest.mark.parametrize(
    ("state", "result", "told", "applied"),
    [
        ("closed", "achieved", "shown to work", True),
        ("closed", "partly-achieved", "worked in part", False),
        ("closed", "not-achieved", "did not work", False),
        ("closed", "delivered", "done, benefit not measured", True),
        ("closed", "withdrawn", "withdrawn", False),
        ("closed", "", "closed without an outcome", False),
        ("declined", "", "declined", False),
        ("on-hold", "", "still open: on-hold", False),
    ],
)
def test_endings(state: str, result: str, told: str, applied: bool) -> None:
    """Only what was achieved is shown to work; what was delivered is never told as that."""
    one = Home("IMP-2610-000001", "improvement", "", state, result)
    assert (one.told, one.applied, one.open) == (told, applied, state == "on-hold")
