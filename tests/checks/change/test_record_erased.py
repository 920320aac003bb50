import pytest

from checkouts import Checkout
from learnorg.checks.change.record_erased import record_erased
from rules import ADA, LEA, committed, judged, over, upon

ID = "IMP-2611-7k3mqx"
RECORD = """
id: IMP-2611-7k3mqx
title: What Mr Smith does
state: proposed
owner: smith
raised: 2026-11-02
"""
POLICY = """
# path: learnorg.yaml
format: 1
authority: ada@example.org
"""
ERASED = """\
id: IMP-2611-7k3mqx
title: (erased)
state: declined
raised: 2026-11-02
outcome:
  on: 2026-11-20
  because: (erased)
notes:
  - {on: 2026-11-20, by: Ada, text: 'Erased: it was about a person'}
"""


@upon(POLICY, RECORD)
def test_yes(repo: Checkout) -> None:
    """A record that somebody erases who may not decline it is an error at its title."""
    (found,) = judged(record_erased, repo, {ID: ERASED}, by=LEA)
    told, _, by = found.partition(", and this was ")
    assert told == "error 2:1 its content is taken out; only the authority may do that"
    assert by == "Lea <lea@example.org>, as the commit says, unverified"


@upon(POLICY, RECORD)
def test_no(repo: Checkout) -> None:
    """One that only changes is not erased."""
    change = {ID: RECORD.lstrip().replace("What Mr Smith does", "Something else")}
    assert judged(record_erased, repo, change) == []


@upon(POLICY, RECORD)
def test_edge(repo: Checkout) -> None:
    """By the authority it is a warning, and nothing else is said of it."""
    assert judged(record_erased, repo, {ID: ERASED}, by=ADA) == [
        "warning 2:1 its content is taken out"
    ]
    assert [one.rule for one in over(repo) if one.level.name != "INFO"] == [record_erased.name]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("(erased)\nstate", "erased\nstate"),
        ("Erased: ", "Gone: "),
        ("raised", "owner: lea\nraised"),
    ],
)
@upon(POLICY, RECORD)
def test_not_wholly(repo: Checkout, old: str, new: str) -> None:
    """What looks like it and is not is judged like any other change."""
    committed(repo, {ID: ERASED.replace(old, new)}, by=LEA)
    assert "mover-without-authority" in {one.rule for one in over(repo)}


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ("id: IMP-2611-7k3mqx", "id: IMP-2611-000000", "identity-changed"),
        ("it was about", "password=hunter2hunter2", "secret-added"),
        ("raised: 2026-11-02", "raised: 2026-11-03", "immutable-field"),
    ],
)
@upon(POLICY, RECORD)
def test_under_cover(repo: Checkout, old: str, new: str, rule: str) -> None:
    """Erasing a record does not let its identity, its age or a secret through."""
    committed(repo, {ID: ERASED.replace(old, new)}, by=ADA)
    assert rule in {one.rule for one in over(repo) if one.level.name == "ERROR"}


@upon(POLICY + "evidence: {demand: forge}\n", RECORD)
def test_unproven(repo: Checkout) -> None:
    """Nor does it take less of a proof than any change."""
    committed(repo, {ID: ERASED}, by=ADA)
    assert "author-unproven" in {one.rule for one in over(repo)}
