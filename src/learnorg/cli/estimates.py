"""Estimates, as `learnorg prioritize` records them."""

from learnorg.cli.answer import finish
from learnorg.cli.options import Wishes
from learnorg.cli.session import Session
from learnorg.errors import LearnorgError
from learnorg.register.assignments import Assignment, edits
from learnorg.register.changes import Change
from learnorg.register.records import read, revised, revision


class NothingToEstimate(LearnorgError):
    """Estimates without an improvement, or an improvement without estimates."""

    hint = "learnorg prioritize ID --value 8 --effort 3 --confidence 0.8"

    def __init__(self) -> None:
        super().__init__("estimates belong to improvements: name at least one")


def estimate(
    session: Session,
    ids: list[str],
    stated: dict[str, str],
    because: str,
    wishes: Wishes,
) -> None:
    """Record what improvements are worth, or the priority that somebody sets by hand."""
    if not ids:
        raise NothingToEstimate
    revisions = []
    for entry in dict.fromkeys(session.register.entry(typed) for typed in ids):
        stored = read(session.register.root, entry)
        asked = [Assignment(tuple(n.split(".")), "=", text) for n, text in stated.items()]
        if any(name.startswith("estimates") for name in stated):
            asked.append(Assignment(("estimates", "by"), "=", session.who.known_as))
            asked.append(Assignment(("estimates", "on"), "=", session.today.isoformat()))
        if stated.get("priority.level") == "":
            asked = [a for a in asked if a.path[0] != "priority"]
            asked.append(Assignment(("priority",), "=", ""))
        elif because and "priority.level" in stated:
            asked.append(Assignment(("priority", "because"), "=", because))
        revisions.append(revision(stored, revised(stored, edits(stored, asked, session.today))))
    finish(session, Change("prioritize", tuple(revisions), because), wishes)
