from collections.abc import Callable

from checkouts import Checkout
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
