"""One cell into the field that the map names for it."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from fnmatch import fnmatchcase

from learnorg.exchange import values
from learnorg.exchange.draft import Draft, Reference
from learnorg.exchange.maps import Map, folded
from learnorg.exchange.rows import Cell
from learnorg.exchange.targets import WORDS, Form, form, general
from learnorg.exchange.values import NotUnderstood
from learnorg.findings import Level
from learnorg.refs import ADDRESS, slug
from learnorg.settings import Policy

LONGEST_TITLE = 300
TRAILING = re.compile(r" \d+$")
LISTED = re.compile(r"(?:.*\.)?(?P<list>[^.]+)\.\d+(?:\.[^.]+)?")
SIGNED = re.compile(r"(?P<on>[^;\n]{6,40});(?P<by>[^;\n]{0,100});(?P<text>.*\S.*)", re.DOTALL)
SHARES = frozenset(("estimates.confidence",))
DAYS = frozenset(("d", "day", "days", "pd", "person-day", "person-days"))


@dataclass(frozen=True, slots=True)
class Filling:
    """A cell on its way into a field."""

    column: str
    cell: Cell
    target: str
    map: Map
    policy: Policy
    today: date

    @property
    def text(self) -> str:
        """The cell's text without blank ends."""
        return self.cell.text.strip()

    def translated(self) -> str | None:
        """What the map's words make of the cell, if they know it."""
        return self.map.vocabulary.get(general(self.target), {}).get(folded(self.text))


def fill(draft: Draft, filling: Filling) -> None:
    """Put a cell into its field, or keep it and say why it is not there."""
    wanted = form(filling.target) or "extra"
    if wanted not in FILLERS:
        raise AssertionError(f"{filling.target} is filled by the whole row")
    try:
        FILLERS[wanted](draft, filling)
    except NotUnderstood as wrong:
        draft.keep(filling.column, filling.cell)
        draft.say(filling.column, f"{wrong}; the text is kept in `extra`")


def tidy(cell: Cell, markers: tuple[str, ...], draft: Draft, column: str) -> Cell:
    """A cell without marker lines, its unprintable characters written out."""
    text = cell.text
    if markers:
        kept = [
            line
            for line in text.split("\n")
            if not any(fnmatchcase(line.strip(), marker) for marker in markers)
        ]
        text = "\n".join(kept)
    seen = values.visible(text)
    items = cell.items
    if items is not None:
        items = tuple(values.visible(item) for item in items)
    if seen != text:
        draft.say(column, "it holds unprintable characters, which are written out as \\x…")
    if text.startswith("=") and len(text) > 1:
        draft.say(column, "it looks like a formula; it is text here and never run", Level.INFO)
    if seen == cell.text and items == cell.items:
        return cell
    return Cell(seen.strip("\n"), items, cell.day)


def _line(draft: Draft, filling: Filling) -> None:
    text = filling.text
    if filling.cell.items is not None:
        items = values.several(filling.cell, None)
        text = items[0]
        if len(items) > 1:
            draft.keep(filling.column, filling.cell)
            more = f"{filling.target} takes one; the first is used, all are kept in `extra`"
            draft.say(filling.column, more)
    elif "\n" in text:
        draft.keep(filling.column, filling.cell)
        said = f"{filling.target} stands on one line; the text with its lines is kept in `extra`"
        draft.say(filling.column, said, Level.INFO)
    draft.put(filling.target, _worded(draft, filling, text), filling.column, filling.cell)


def _worded(draft: Draft, filling: Filling, text: str) -> str:
    """A short text, by the words of the map or the policy where there are any."""
    words = filling.map.vocabulary.get(general(filling.target), {})
    known = words.get(folded(text))
    if known is not None:
        keep_if_merged(draft, filling, words)
        return known
    if filling.target == "source.type":
        if slug(text) in filling.policy.all_sources:
            return slug(text)
        draft.say(filling.column, f"'{text}' is none of the policy's sources; kept as it is")
    elif words:
        said = f"'{text}' is none of the map's words for {filling.target}; kept as it is"
        draft.say(filling.column, said)
    if filling.target == "title" and len(text) > LONGEST_TITLE:
        draft.keep(filling.column, filling.cell)
        draft.say(filling.column, "a title this long is cut; all of it is kept in `extra`")
        return values.line(text)[: LONGEST_TITLE - 1].rstrip() + "…"
    return values.line(text)


def keep_if_merged(draft: Draft, filling: Filling, words: Mapping[str, str]) -> None:
    """Keep a word in `extra` where the map has several for one, so that it can be told again."""
    meaning = words[folded(filling.text)]
    others = [word for word, same in words.items() if same == meaning]
    if len(others) > 1 and slug(filling.text) != slug(meaning):
        draft.keep(filling.column, filling.cell)


def _prose(draft: Draft, filling: Filling) -> None:
    text = filling.cell.text.strip("\n").rstrip()
    there = draft.at(filling.target)
    draft.fill(filling.target, f"{there}\n\n{text}" if there else text)


def _note(draft: Draft, filling: Filling) -> None:
    title = _named(filling)
    text = filling.cell.text.strip("\n").rstrip()
    note = _signed(title, text, filling) or {"text": f"{title}:\n{text}"}
    draft.data.setdefault("notes", []).append(note)


def _named(filling: Filling) -> str:
    """What a note's column is called, whichever of several it is."""
    title = filling.column.removeprefix("## ")
    if folded(filling.column) in filling.map.targets:
        return title
    listed = LISTED.fullmatch(title)
    return listed["list"] if listed else TRAILING.sub("", title)


def _signed(title: str, text: str, filling: Filling) -> dict[str, str] | None:
    """A note that begins with its day and its author, `03/Feb/25 2:14 PM;ada;…`, if it does."""
    found = SIGNED.fullmatch(text)
    if found is None:
        return None
    try:
        on = values.day(Cell(found["on"]), filling.map.dates)
    except NotUnderstood:
        return None
    said = f"{title} ({found['on']}):\n{found['text'].strip()}"
    note = {"on": on.day.isoformat(), "by": values.line(found["by"]), "text": said}
    return {key: value for key, value in note.items() if value}


def _lines(draft: Draft, filling: Filling) -> None:
    separator = filling.map.separator(filling.column)
    words = filling.map.vocabulary.get(general(filling.target), {})
    known = WORDS.get(general(filling.target), ())
    there: list[str] = draft.at(filling.target) or []
    for item in values.several(filling.cell, separator):
        word = words.get(folded(item), item)
        if known and word not in known:
            word = next((k for k in known if folded(k) == folded(item)), "")
        if not word:
            draft.keep(filling.column, filling.cell)
            draft.say(filling.column, f"'{item}' is none of {', '.join(known)}; kept in `extra`")
        elif word not in there:
            there = [*there, word]
    if there:
        draft.fill(filling.target, there)


def _word(draft: Draft, filling: Filling) -> None:
    known = WORDS[general(filling.target)]
    word = filling.translated()
    if word is not None:
        keep_if_merged(draft, filling, filling.map.vocabulary[general(filling.target)])
    else:
        word = next((k for k in known if folded(k) == folded(filling.text)), None)
    if word is None:
        raise NotUnderstood(
            f"'{filling.text}' is none of {', '.join(known)}, and the map's "
            f"`words: {filling.target}:` does not translate it"
        )
    draft.put(filling.target, word, filling.column, filling.cell)


def read_day(draft: Draft, filling: Filling) -> str:
    """The day in a cell, as records write it; what else the cell says is kept."""
    found = values.day(filling.cell, filling.map.dates)
    if found.timed:
        draft.keep(filling.column, filling.cell)
    if found.also:
        said = f"'{filling.text}' could also be {found.also}; the map's first form makes it"
        draft.say(filling.column, f"{said} {found.day}")
    return found.day.isoformat()


def _date(draft: Draft, filling: Filling) -> None:
    on = read_day(draft, filling)
    happened = filling.target.startswith(("raised", "dates.", "approval.on", "outcome.on"))
    if happened and date.fromisoformat(on) > filling.today:
        draft.say(filling.column, f"{on} has not come yet, and is said to have happened")
    draft.put(filling.target, on, filling.column, filling.cell)


def _number(draft: Draft, filling: Filling) -> None:
    style = filling.map.numbers
    text = filling.translated() or filling.text
    if filling.target in SHARES:
        value = values.share(text, style)
    elif filling.target == "estimates.effort":
        found = values.measured(text, style)
        if found.unit and found.unit.casefold() not in DAYS:
            raise NotUnderstood(f"'{text}' is no effort in person-days")
        value = found.value
    else:
        value = values.number(text, style)
    draft.put(filling.target, value, filling.column, filling.cell)


def _quantity(draft: Draft, filling: Filling) -> None:
    found = values.measured(filling.translated() or filling.text, filling.map.numbers)
    unit = filling.target.rpartition(".")[0] + ".unit"
    there = draft.at(unit)
    if found.unit and there and there != found.unit:
        raise NotUnderstood(f"'{filling.text}' is in another unit than the measure ({there})")
    if found.unit and not there:
        draft.fill(unit, found.unit)
        if found.unit.isalpha():
            said = f"'{filling.text}' is read as {found.value}, its unit as '{found.unit}'"
            draft.say(filling.column, said, Level.INFO)
    draft.put(filling.target, found.value, filling.column, filling.cell)


def _flag(draft: Draft, filling: Filling) -> None:
    draft.put(filling.target, values.flag(filling.text), filling.column, filling.cell)


def _link(draft: Draft, filling: Filling) -> None:
    rel = filling.target.removeprefix("links.")
    separator = filling.map.separator(filling.column)
    for item in values.several(filling.cell, separator):
        found = None if re.fullmatch(ADDRESS, item) else re.search(ADDRESS, item)
        # Words around an address say why it is there.
        to, why = (found[0].rstrip(".,;:)>"), item) if found else (item, "")
        draft.references.append(Reference(rel, to, filling.column, why))


def _extra(draft: Draft, filling: Filling) -> None:
    draft.keep(filling.target.removeprefix("extra."), filling.cell)


FILLERS: Mapping[Form, Callable[[Draft, Filling], None]] = {
    "line": _line,
    "prose": _prose,
    "note": _note,
    "lines": _lines,
    "word": _word,
    "date": _date,
    "number": _number,
    "quantity": _quantity,
    "flag": _flag,
    "link": _link,
    "extra": _extra,
}
"""What fills each form from its cell alone; the others need the whole row."""
