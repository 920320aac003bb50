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
from learnorg.refs import slug
from learnorg.register.authority import Mover
from learnorg.register.course import day
from learnorg.register.deeds import owns
from learnorg.register.lifecycle import Along, advanced
from learnorg.register.links import ToItself
from learnorg.register.lookup import Entry
from learnorg.register.records import Revision, Stored, read, revised, revision
from learnorg.register.register import Register
from learnorg.register.relevance import successors
from learnorg.settings import Policy

WORDS = ("title", "body")
"""What an article says; whoever changes it under compliance has mended it."""


class Archived(LearnorgError):
    """An archived article, with which this is not done."""

    exit_code = 7

    def __init__(self, entry: Entry, instead: Sequence[Entry] = ()) -> None:
        by = " and ".join(other.identity for other in instead)
        super().__init__(f"{entry.identity} is archived{f', superseded by {by}' if by else ''}")
        back = f'learnorg article reopen {entry.identity} --because "WHY"'
        self.hint = f"Bring it back first: {back}"
        if instead:
            there = f"learnorg show {instead[0].identity}"
            self.hint = f"See what stands in its place: {there}; or bring it back first: {back}"


class NotArchived(LearnorgError):
    """An article to bring back that was not put away."""

    exit_code = 7

    def __init__(self, entry: Entry) -> None:
        super().__init__(f"{entry.identity} is {entry.state}, and not archived")
        self.hint = (
            f'To go back a step: learnorg article move STATE {entry.identity} --because "WHY"'
        )


class VerifierIsAuthor(LearnorgError):
    """An article under compliance that its author, owner or mender would find right."""

    exit_code = 7

    def __init__(self, entry: Entry, who: Mover) -> None:
        super().__init__(
            f"{entry.identity} is under compliance, so it is verified by somebody other than its "
            f"author, its owner and whoever mended it last; you are {who.told}"
        )
        self.hint = f"Ask somebody else to read it and to call: learnorg validate {entry.identity}"


def require_verifier(register: Register, entry: Entry, who: Mover) -> None:
    """Nothing, if somebody may find an article right: under compliance none of its own people."""
    plain = register.plain(entry)
    if _governance(plain) == "compliance" and (owns(plain, who) or _mended(plain, who)):
        raise VerifierIsAuthor(entry, who)


def require_later(register: Register, entry: Entry, on: date) -> None:
    """Nothing, if an article was not found right on a later day."""
    validation = register.plain(entry).get("validation")
    before = day(validation.get("on")) if isinstance(validation, dict) else None
    if before and on < before:
        raise OutOfOrder(entry.identity, "validated", on, "validated", before)


def require_open(register: Register, entry: Entry) -> None:
    """Nothing, if an article is not archived."""
    if entry.state == "archived":
        raise Archived(entry, successors(register, entry.identity))


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
    no longer what its verifier saw, so it goes back, and a note says so; and it keeps who mended
    it, since they are not to verify their own words.
    """
    ruled = "compliance" in (_governance(before.plain), _governance(after.plain))
    if before.data == after.data or not ruled:
        return after
    if any(before.plain.get(key) != after.plain.get(key) for key in WORDS):
        after = revised(after, [Edit(("revision",), {"by": who.known_as, "on": today})])
    if not before.plain.get("state") == after.plain.get("state") == "validated":
        return after
    because = f"changed since it was validated{f': {why}' if why else ''}"
    back = Move("not-validated", today, who.known_as, because)
    return advanced(after, back, Along(), policy, who, "")


def superseding(
    register: Register, successor: Entry, replaced: Sequence[Entry]
) -> tuple[Revision, ...]:
    """The revision by which an article says that it supersedes others; none if it says so."""
    require_open(register, successor)
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


def _mended(plain: Plain, who: Mover) -> bool:
    """Whether somebody mended an article last."""
    revision = plain.get("revision")
    by = revision.get("by") if isinstance(revision, dict) else None
    return isinstance(by, str) and bool({by.lower(), slug(by)} & who.stands_as)


def _governance(plain: Plain) -> str:
    return str(plain.get("governance") or "")
