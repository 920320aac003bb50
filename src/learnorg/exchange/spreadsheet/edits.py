"""The edits of a record's file that carry out what a spreadsheet wants of one part of it."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from learnorg.errors import LearnorgError
from learnorg.exchange.exports import flat, parted
from learnorg.exchange.spreadsheet.columns import sort
from learnorg.exchange.spreadsheet.three_way import Wish
from learnorg.files.splice import GONE, Edit
from learnorg.register.assignments import Assignment, edits
from learnorg.register.records import Stored


class HasParts(LearnorgError):
    """A field of the organisation's own that a cell cannot say whole."""

    exit_code = 7

    def __init__(self, name: str, identity: str) -> None:
        super().__init__(f"'{name}' has parts of its own")
        self.hint = f"learnorg edit {identity}"


def edits_of(stored: Stored, wishes: Sequence[Wish], today: date) -> list[Edit]:
    """The edits that carry out the wishes for one part of a record."""
    now = flat(stored.plain)
    gone = _emptied(now, wishes)
    made = [Edit(path, GONE) for path in sorted(set(gone.values()), reverse=True)]
    asked = []
    placed = _placed(stored, wishes)
    for wish in wishes:
        if wish in gone:
            continue
        path = placed[wish]
        if path[0] == "extra":
            made.append(_own(stored, wish))
        elif sort(wish.column) == "items":
            made.append(Edit(path, list(wish.value or ()) or GONE))
        else:
            asked.append(Assignment(path, "=", str(wish.value or "")))
    return [*edits(stored, asked, today), *made]


def _placed(stored: Stored, wishes: Sequence[Wish]) -> dict[Wish, tuple[str, ...]]:
    """Where each wish goes: parts that are new in the sheet come after those that are there."""
    new = sorted({w.path[1] for w in wishes if w.path[1:2] and w.path[1][:1] == "+"}, key=_numeral)
    there = stored.plain.get(wishes[0].path[0]) if wishes else None
    first = len(there) + 1 if isinstance(there, list) else 1
    at = {name: str(first + n) for n, name in enumerate(new)}
    return {
        w: (w.path[0], at[w.path[1]], *w.path[2:]) if w.path[1:2] and w.path[1] in at else w.path
        for w in wishes
    }


def _numeral(place: str) -> int:
    return int(place.removeprefix("+"))


def _emptied(now: dict[str, str], wishes: Sequence[Wish]) -> dict[Wish, tuple[str | int, ...]]:
    """The wishes that leave nothing of a part, with the part that is to go as a whole."""
    gone: dict[Wish, tuple[str | int, ...]] = {}
    cleared = {".".join(wish.path) for wish in wishes if wish.value is None}
    for wish in wishes:
        item = len(wish.path) > 2 and wish.path[1].isdigit()
        above = wish.path[:2] if item else wish.path[:1]
        name = ".".join(above) + "."
        rest = {one for one in now if one.startswith(name) and one != f"{name}id"}
        kept = [w for w in wishes if w.value and ".".join(w.path).startswith(name)]
        if len(wish.path) > 1 and wish.value is None and rest <= cleared and not kept:
            gone[wish] = (above[0], int(above[1]) - 1) if item else above
    return gone


def _own(stored: Stored, wish: Wish) -> Edit:
    """The edit of a field of the organisation's own."""
    path = ("extra", wish.path[1])
    extra: Any = stored.plain.get("extra") or {}
    there = extra.get(wish.path[1]) if isinstance(extra, dict) else None
    if wish.value is None:
        return Edit(path, GONE)
    if isinstance(there, list) and all(isinstance(item, str) for item in there):
        return Edit(path, parted(wish.after))
    if isinstance(there, dict | list):
        raise HasParts(wish.column, stored.identity)
    return Edit(path, wish.after)
