from learnorg.register.activity import Event
from learnorg.reports.knowledge.fixes import fixes

KB = "KB-2611-7k3mqx"


def event(id_: str, on: str, verb: str, *answers: str) -> Event:
    """Something done to one article."""
    return Event(id_, on, "platform", verb, KB, {}, {"answers": list(answers)} if answers else {})


def test_fixes() -> None:
    """The first fix that answers a flag counts, once for each flag it answers."""
    log = [
        event("a", "2026-11-02", "flagged"),
        event("b", "2026-11-04", "flagged"),
        event("c", "2026-11-05", "fixed", "a", "b"),
        event("d", "2026-11-09", "fixed", "a"),
    ]
    assert list(fixes(log)) == [("2026-11-05", 3), ("2026-11-05", 1)]


def test_unanswered() -> None:
    """A flag that nobody answered, and an answer to none that is known, count as nothing."""
    log = [event("a", "2026-11-02", "flagged"), event("c", "2026-11-05", "fixed", "x")]
    assert list(fixes(log)) == []
