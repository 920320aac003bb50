"""The upkeep of articles: what mending, archiving and bringing one back means for the record."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from learnorg.errors import LearnorgError
from learnorg.files.splice import Edit
from learnorg.kinds.article import ARTICLE
from learnorg.kinds.article.model import Article
from learnorg.kinds.guards import Move, OutOfOrder
from learnorg.kinds.kind import Plain
from learnorg.register.authority import Mover
from learnorg.register.course import day
from learnorg.register.deeds import owns
from learnorg.register.lifecycle import Along, advanced
from learnorg.register.links import ToItself
from learnorg.register.lookup import Entry
from learnorg.register.records import Revision, Stored, read, revised, revision
from learnorg.register.register import Register
from learnorg.settings import Policy


class Archived(LearnorgError):
    """An archived article, with which this is not done."""

    exit_code = 7

    def __init__(self, entry: Entry) -> None:
        super().__init__(f"{entry.identity} is archived")
        self.hint = f'Bring it back first: learnorg article reopen {entry.identity} --because "WHY"'


class NotArchived(LearnorgError):
    """An article to bring back that was not put away."""

    exit_code = 7

    def __init__(self, entry: Entry) -> None:
        super().__init__(f"{entry.identity} is {entry.state}, and not archived")
        self.hint = (
            f'To go back a step: learnorg article move STATE {entry.identity} --because "WHY"'
        )


class VerifierIsAuthor(LearnorgError):
    """An article under compliance that its author or owner would find right."""

    exit_code = 7

    def __init__(self, entry: Entry, who: Mover) -> None:
        super().__init__(
            f"{entry.identity} is under compliance, so it is verified by somebody other than its "
            f"author and owner; you are {who.told}"
        )
        self.hint = f"Ask somebody else to read it and to call: learnorg validate {entry.identity}"


def require_verifier(register: Register, entry: Entry, who: Mover) -> None:
    """Nothing, if somebody may find an article right: under compliance no author or owner."""
    plain = register.plain(entry)
    if _governance(plain) == "compliance" and owns(plain, who):
        raise VerifierIsAuthor(entry, who)


def require_later(register: Register, entry: Entry, on: date) -> None:
    """Nothing, if an article was not found right on a later day."""
    validation = register.plain(entry).get("validation")
    before = day(validation.get("on")) if isinstance(validation, dict) else None
    if before and on < before:
        raise OutOfOrder(entry.identity, "validated", on, "validated", before)


def require_open(entry: Entry) -> None:
    """Nothing, if an article is not archived."""
    if entry.state == "archived":
        raise Archived(entry)


def require_archived(entry: Entry) -> None:
    """Nothing, if an article is archived."""
    if entry.state != "archived":
        raise NotArchived(entry)


def sound(stored: Stored) -> Article:
    """An article with all its types; raises `NotSound` where something in it is wrong."""
    record = stored.record()
    assert isinstance(record, Article)
    return record


def standing(plain: Plain) -> str:
    """The state to which an archived article comes back: what it says is to be validated anew."""
    dates = plain.get("dates")
    reached = dates if isinstance(dates, dict) else {}
    first, second = ARTICLE.states[:2]
    return second if {"not-validated", "validated"} & reached.keys() else first


def kept(
    before: Stored, after: Stored, policy: Policy, who: Mover, today: date, why: str
) -> Stored:
    """
    An article that was mended, in the state that it keeps.

    Reuse is review: kept by experience, a validated one stays validated. Under compliance it is
    no longer what its verifier saw, so it goes back, and a note says so.
    """
    ruled = "compliance" in (_governance(before.plain), _governance(after.plain))
    validated = before.plain.get("state") == after.plain.get("state") == "validated"
    if before.data == after.data or not (ruled and validated):
        return after
    because = f"changed since it was validated{f': {why}' if why else ''}"
    back = Move("not-validated", today, who.known_as, because)
    return advanced(after, back, Along(), policy, who, "")


def superseding(
    register: Register, successor: Entry, replaced: Sequence[Entry]
) -> tuple[Revision, ...]:
    """The revision by which an article says that it supersedes others; none if it says so."""
    require_open(successor)
    stored = read(register.root, successor)
    links = [one for one in stored.plain.get("links") or [] if isinstance(one, dict)]
    there = {one.get("to") for one in links if one.get("rel") == "supersedes"}
    edits: list[Edit] = []
    for entry in replaced:
        if entry == successor:
            raise ToItself(entry.identity)
        if entry.identity not in there:
            one: dict[str, Any] = {"rel": "supersedes", "to": entry.identity}
            edits.append(Edit(("links", len(links) + len(edits)), one))
    return (revision(stored, revised(stored, edits)),) if edits else ()


def _governance(plain: Plain) -> str:
    return str(plain.get("governance") or "")
