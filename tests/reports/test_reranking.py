from collections.abc import Callable

import pytest

from checkouts import Checkout
from commandline import Learnorg
from learnorg.register.past import moment, register_at
from learnorg.register.register import Register
from learnorg.render.terminal import show
from learnorg.reports.reranking import Reranking, derive, lay_out
from registers import TODAY, laid_out
from reports.ranked import QUERY, RECORDS

CHANGED = (
    RECORDS.replace("  value: 3\n  confidence: 1\n", "  value: 7-8-9\n  confidence: 1\n")
    .replace("title: Move the archive\nstate: proposed", "title: Move the archive\nstate: declined")
    .replace(
        "problem: Nobody knows what it is worth.",
        "estimates:\n  value: 5\n  confidence: 1\n  effort: 5",
    )
)


def reranked(repo: Checkout, text: str) -> Reranking:
    """How the ranking moved from the records to a text of them."""
    for day, words in (("2026-11-10", RECORDS), ("2026-11-12", text)):
        laid_out(repo.path, f"What stands.\n---\n{words}")
        repo.git("add", ".")
        repo.git("commit", "-qm", "Change", "--allow-empty", f"--date={day}T12:00:00")
    register = Register.open(repo.path)
    then = moment(register, "HEAD~1", TODAY)
    past = register_at(register, then.commit)
    return derive(register, past, then.day, then.commit.id, QUERY, TODAY)


def test_page(repo: Checkout, expected: Callable[[str, str], None]) -> None:
    """What moved stands with what moved it; what gave way is told as such; what went, too."""
    found = reranked(repo, CHANGED)
    shown = show(lay_out(found), 100, colour=False)
    known = {found.commit[:10]: "COMMIT", str(found.since): "THEN"}
    for what, word in known.items():
        shown = shown.replace(what, word)
    expected("reranking.txt", shown)


def test_unmoved(repo: Checkout) -> None:
    """Where nothing changed, nothing moved."""
    found = reranked(repo, RECORDS)
    assert "Nothing moved." in show(lay_out(found), 80, colour=False)
    assert all(place.was == place.now and not place.edits for place in found.places)


def changes(repo: Checkout, *texts: str, name: str = "") -> Reranking:
    """How the ranking moved since HEAD's commit tagged `base`, to what stands now."""
    register = Register.open(repo.path)
    then = moment(register, "base", TODAY)
    past = register_at(register, then.commit)
    return derive(register, past, then.day, then.commit.id, QUERY, TODAY, name)


@pytest.fixture
def based(repo: Checkout) -> Checkout:
    laid_out(repo.path, f"What stands.\n---\n{RECORDS}")
    repo.git("add", ".")
    repo.git("commit", "-qm", "Base", "--date=2026-11-10T12:00:00")
    repo.git("tag", "base")
    return repo


def test_taken_away_on_a_branch(based: Checkout) -> None:
    """A number that a branch took away is laid to its commit, however old that is."""
    file = next(based.path.glob("register/improvements/*/*/IMP-2611-bbb222.yaml"))
    based.git("checkout", "-qb", "other", "base")
    file.write_text(file.read_text().replace("  confidence: 1\n", ""))
    based.git("commit", "-qam", "Drop it", "--date=2026-10-01T12:00:00", "--author=Bob <b@x.org>")
    based.git("checkout", "-q", "main")
    based.git("merge", "-q", "--no-ff", "--no-edit", "other")
    place = next(p for p in changes(based).places if p.identity == "IMP-2611-bbb222")
    (edit,) = place.edits
    assert (edit.field, edit.before, edit.after) == ("confidence", "1", "")
    assert edit.commit == based.git("rev-parse", "other").strip()


def test_rekeyed(based: Checkout, learnorg: Learnorg) -> None:
    """A record that got another identity is the same one, with its edits."""
    assert learnorg("prioritize", "bbb222", "--value", "9").code == 0
    assert learnorg("rekey", "bbb222").code == 0
    found = changes(based)
    assert "IMP-2611-bbb222" not in {place.identity for place in found.places}
    (place,) = [p for p in found.places if p.title == "Label the racks"]
    assert (place.was, place.now, place.told) == (2, 1, "")
    assert [(e.field, e.before, e.after, e.who) for e in place.edits] == [
        ("value", "3", "9", "Ada")
    ]


def test_what_counts(based: Checkout, learnorg: Learnorg) -> None:
    """Under a model only what it reads is told; of a criterion, the number itself."""
    assert learnorg("prioritize", "ccc333", "--value", "5", "--criterion", "joy=9",
                    "--criterion", "customer=9").code == 0  # fmt: skip
    by_value, weighted = changes(based), changes(based, name="weighted")
    own = {p.title: [e.field for e in p.edits] for p in by_value.places}
    assert own["Move the archive"] == ["value"]
    place = next(p for p in weighted.places if p.title == "Move the archive")
    assert [(e.field, e.after) for e in place.edits] == [
        ("criteria.joy", "9"),
        ("criteria.customer", "9"),
    ]
    assert all(e.commit for e in place.edits)
