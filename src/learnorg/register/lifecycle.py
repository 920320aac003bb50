"""Moving reviews and articles along their life cycles: what comes along, guards, notes."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from learnorg.files.splice import Edit
from learnorg.kinds.article import ARTICLE
from learnorg.kinds.article import workflow as articles
from learnorg.kinds.article.model import Article
from learnorg.kinds.guards import Lacking, Move, NotReady
from learnorg.kinds.kind import Kind
from learnorg.kinds.lifecycle import backward, edits
from learnorg.kinds.review import REVIEW
from learnorg.kinds.review import workflow as reviews
from learnorg.kinds.review.model import Review
from learnorg.kinds.sections import with_words
from learnorg.refs import mint_part
from learnorg.register.authority import Mover
from learnorg.register.links import parts
from learnorg.register.lookup import Entry
from learnorg.register.moves import NotAnImprovement, note
from learnorg.register.records import Revision, Stored, read, revised, revision
from learnorg.register.register import Register
from learnorg.settings import Policy

MOVED = frozenset({REVIEW, ARTICLE})
"""The kinds whose records are moved here."""


class Along(NamedTuple):
    """What comes along with a move: fields, words under headings, parts to add."""

    fields: Mapping[tuple[str | int, ...], Any] = {}
    words: Mapping[str, str] = {}
    parts: Sequence[tuple[str, Mapping[str, Any]]] = ()
    """The list each part is added to, and what the part says besides its identity."""


def moved(
    register: Register,
    moves: Sequence[tuple[Entry, Move]],
    along: Along,
    who: Mover,
    command: str,
) -> list[Revision]:
    """The revisions that some moves make; refused as a whole where one is."""
    revisions = []
    for entry, move in moves:
        if entry.kind not in MOVED:
            raise NotAnImprovement(entry)
        stored = read(register.root, entry)
        after = advanced(stored, move, along, register.policy, who, command)
        revisions.append(revision(stored, after))
    return revisions


def advanced(
    stored: Stored, move: Move, along: Along, policy: Policy, who: Mover, command: str
) -> Stored:
    """
    A record after a move and what comes along with it; an article may be validated again.

    Raises `NotReady` with everything that is missing, and what `kinds.lifecycle` raises.
    """
    given = revised(stored, list(added(stored, along))) if any(along) else stored
    record = given.record()
    again = isinstance(record, Article) and record.state == move.to == "validated"
    wanted = [] if again else list(edits(stored.kind, record, move))
    gaps = tuple(lacking(record, move, who.names))
    if gaps:
        raise NotReady(stored.identity, move.to, gaps, command)
    wanted += _marks(record, move, policy)
    if move.because and not (isinstance(record, Article) and move.to == "validated"):
        wanted.append(note(given, move.by, move.on, _told(stored.kind, record.state, move)))
    return revised(given, wanted)


def added(stored: Stored, along: Along) -> Iterator[Edit]:
    """The edits that bring along what is given; parts get identities of their own."""
    plain = stored.plain
    for path, value in along.fields.items():
        yield Edit(path, value)
    taken = parts(plain)
    counts: dict[str, int] = {}
    for key, said in along.parts:
        own = mint_part(taken)
        taken.add(own)
        place = counts.get(key, len(plain.get(key) or []))
        counts[key] = place + 1
        yield Edit((key, place), {"id": own, **said})
    if along.words:
        yield Edit(("body",), with_words(plain.get("body"), along.words))


def lacking(record: object, move: Move, who: Collection[str]) -> Iterator[Lacking]:
    """
    What guards ask for on the way of a review or an article; nothing on a way back.

    `who` are the names of whoever moves it. What comes out of the archive beyond the first
    state is asked as if it came from there.
    """
    if isinstance(record, Review) and not backward(REVIEW, record.state, move.to):
        yield from reviews.lacking(record, move)
    elif isinstance(record, Article) and _onward(record.state, move.to):
        yield from articles.lacking(record, move, who)


def _onward(state: str, to: str) -> bool:
    """Whether an article is led on, or out of the archive further than it began."""
    archived = state in ARTICLE.aside and to != ARTICLE.states[0]
    return archived or not backward(ARTICLE, state, to)


def _marks(record: object, move: Move, policy: Policy) -> Iterator[Edit]:
    """What a move leaves besides state and date: who found an article right, and until when."""
    if not isinstance(record, Article) or move.to != "validated":
        return
    said = {"by": move.by or "unknown", "on": move.on}
    if move.because:
        said["because"] = move.because
    yield Edit(("validation",), said)
    if record.governance == "compliance":
        yield Edit(("review_by",), _after(move.on, policy.knowledge.review_every))


def _after(day: date, days: int) -> date:
    return day + timedelta(days=days)


def _told(kind: Kind, state: str, move: Move) -> str:
    back = "Back to" if backward(kind, state, move.to) else "Became"
    return f"{back} {move.to}: {move.because}"
