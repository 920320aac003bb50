import pytest

from checkouts import Checkout
from learnorg.kinds.improvement import IMPROVEMENT
from learnorg.kinds.person import PERSON
from learnorg.register.lookup import Broken, NoSuchRecord
from learnorg.register.register import Register

RECORDS = """
---
id: IMP-2611-x2w90b
title: Fewer calls
state: closed
raised: 2026-11-02
---
id: IMP-2611-7k3mqx
title: Shorter hand-over
state: proposed
raised: 2026-11-02
---
# path: register/improvements/2026/11/IMP-2611-000000.yaml
id: IMP-2611-000000
tags: &a [x]
---
# path: register/people/lea.yaml
id: lea
id: ada
"""


def test_all(register: Register) -> None:
    found = [(entry.identity, plain["title"]) for entry, plain in register.all(IMPROVEMENT)]
    assert found == [
        ("IMP-2611-7k3mqx", "Shorter hand-over"),
        ("IMP-2611-x2w90b", "Fewer calls"),
    ]
    assert [e.identity for e, _ in register.all(IMPROVEMENT, "open")] == ["IMP-2611-7k3mqx"]
    assert list(register.all(PERSON)) == []


test_all.__doc__ = "All readable records of a kind come in order, with what they say." + RECORDS


def test_unreadable(register: Register) -> None:
    assert [(one.path, one.line, one.col, one.rule) for one in register.unreadable()] == [
        ("register/improvements/2026/11/IMP-2611-000000.yaml", 2, 7, "yaml-anchor"),
        ("register/people/lea.yaml", 2, 1, "duplicate-key"),
    ]
    assert all(one.message and one.hint for one in register.unreadable())
    with pytest.raises(Broken):
        register.entry("IMP-2611-000000")


test_unreadable.__doc__ = "What cannot be read is told with its place and what to do." + RECORDS


SPARSE = """
---
id: IMP-2611-7k3mqx
title: Shorter hand-over
state: proposed
raised: 2026-11-02
---
id: IMP-2610-x2w90b
title: Fewer calls
state: proposed
raised: 2026-10-02
"""


def test_left_out(repo: Checkout) -> None:
    repo.git("sparse-checkout", "set", "register/improvements/2026/10")
    register = Register.open(repo.path)
    assert register.left_out() == ["register/improvements/2026/11/IMP-2611-7k3mqx.yaml"]
    with pytest.raises(NoSuchRecord) as missing:
        register.entry("7k3")
    assert "`git sparse-checkout list`" in missing.value.hint
    repo.git("sparse-checkout", "disable")
    register = Register.open(repo.path)
    assert register.left_out() == []
    with pytest.raises(NoSuchRecord) as missing:
        register.entry("zzz")
    assert "sparse" not in missing.value.hint


test_left_out.__doc__ = "A record that is not found may be one that is not checked out." + SPARSE


def test_broken_in_a_merge(repo: Checkout) -> None:
    """
    What git could not merge is mended first; how to go on then is told as well.
    ---
    id: IMP-2611-7k3mqx
    title: Shorter hand-over
    state: proposed
    raised: 2026-11-02
    """
    path = "register/improvements/2026/11/IMP-2611-7k3mqx.yaml"
    text = repo.words(path) or ""
    for branch, title in (("side", "Theirs"), ("main", "Ours")):
        repo.git("switch", "-q", *(["-c", branch] if branch == "side" else [branch]))
        repo.put(path, text.replace("Shorter hand-over", title))
        repo.git("commit", "-qam", title)
    repo.git("merge", "side", ok=False)
    with pytest.raises(Broken) as refusal:
        Register.open(repo.path).entry("7k3")
    assert refusal.value.exit_code == 4
    assert refusal.value.hint.endswith(
        "then `git add`. A merge is under way here: then go on with `git merge --continue`, "
        "or take it back with `git merge --abort`."
    )


def test_plain(register: Register) -> None:
    """
    Content comes as the file has it: text, whatever it looks like, and nothing for nothing.
    ---
    id: lea
    title: 012
    tags: [no, "1.10"]
    owner:
    extra: {on: yes}
    """
    assert register.plain(register.entry("lea")) == {
        "id": "lea",
        "title": "012",
        "tags": ["no", "1.10"],
        "owner": None,
        "extra": {"on": "yes"},
    }


def test_people_kept(register: Register) -> None:
    """
    A register keeps people from the first one on.
    ---
    id: lea
    title: Lea
    """
    assert register.people_kept()


def test_no_people_kept(register: Register) -> None:
    """Without people, none are kept."""
    assert not register.people_kept()


def test_from_within(register: Register) -> None:
    """
    A register is opened from any folder in it.
    ---
    id: lea
    title: Lea
    """
    within = Register.open(register.root / "register" / "people")
    assert within.root == register.root
    assert within.index.file == register.index.file
    within.index.close()
