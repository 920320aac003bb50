"""
Whether a cell still says what was exported, and if not, what it says now.

Spreadsheets spell things anew when they save: 1.10 becomes 1.1, 2026-11-02 becomes 02.11.2026,
line ends change. What means the same is the same; what could mean two things is said to be
doubtful, and nothing is made of it.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import NamedTuple, TypeAlias

from learnorg.exchange import dates
from learnorg.exchange.exports import BETWEEN, parted
from learnorg.exchange.rows import Cell
from learnorg.exchange.spreadsheet.columns import sort
from learnorg.exchange.targets import WORDS, general
from learnorg.exchange.values import FLAGS as WRITTEN
from learnorg.exchange.values import LOOSE_CLOCK
from learnorg.methods.value import CLOCK, NUMBER

Value: TypeAlias = str | tuple[str, ...] | None
"""What a cell says: a text, a list, or nothing."""

FLAGS = {
    **WRITTEN,
    **dict.fromkeys(("wahr", "vrai", "vero", "verdadero", "waar", "prawda"), "true"),
    **dict.fromkeys(("falsch", "faux", "falso", "onwaar", "fałsz"), "false"),
}
"""Yes and no, in the words of spreadsheets that speak other languages, too."""
NUMERAL = re.compile(r"\+?(-?)0*(\d+(?:[.,]\d+)?)")
GROUPED = re.compile(r"-?[1-9]\d{0,2}(?:([.,])\d{3})+")
PER_CENT = re.compile(r"(\d+(?:[.,]\d+)?) ?%")
DAYLIKE = re.compile(r"\d{1,4}[-/.]\d{1,4}(?:[-/.]\d{1,4})?")
"""Text of which spreadsheets make a day: the range 3-5-9, the month 2026-11."""
DAY = re.compile(r"\d{1,2}\.?[-. /][^\W\d]{3,9}\.?|[^\W\d]{3,9}\.?[-. /]\d{2,4}")
"""A day without its year, or a month: 02-Jan, Nov 26."""
POWER = re.compile(r"[+-]?\d{1,20}(?:[.,]\d{1,20})?[eE][+-]?\d{1,3}")
"""A text that spreadsheets take for a number: 1e5."""
ERRORS = re.compile(r"#(?:N/A|REF!|VALUE!|DIV/0!|NAME\?|NULL!|NUM!|SPILL!|CALC!)|Err:\d{3}")
"""What spreadsheets write where they could compute nothing."""
SCIENTIFIC = re.compile(r"\d(?:[.,]\d{1,20})?E[+-]?\d{1,3}")
TWELVE = re.compile(r"(0?[1-9]|1[0-2])(:[0-5]\d(?::[0-5]\d)?) ?([AaPp])[Mm]")
CLOSE = Decimal("1e-9")
"""What a number may lose, of itself, when a spreadsheet shows it."""
SHARE = "estimates.confidence"


class Doubtful(ValueError):
    """A cell that could mean two things, told so that it can be written clearly."""


class Locale(NamedTuple):
    """How the spreadsheet spelled things."""

    retyped: bool = False
    """Whether all went through text, as in CSV, so that texts may have been taken for values."""
    days: tuple[str, ...] = dates.KNOWN
    """The forms that its days are in, as far as the unchanged ones show."""
    comma: bool = False
    """Whether its numbers are likely to have a decimal comma."""
    untabbed: bool = False
    """Whether tabs are lost, as in ODS."""


def tidy(text: str) -> str:
    """A text with plain line ends, without blanks at its end."""
    return text.replace("\r\n", "\n").replace("\r", "\n").rstrip()


def alike(column: str, cell: Cell, text: str, locale: Locale) -> bool:
    """Whether a cell says what this text of an export said."""
    said, there = tidy(cell.text), tidy(text)
    if said == there or (locale.untabbed and said == there.replace("\t", "")):
        return True
    if not said or not there:
        return False
    match sort(column):
        case "date":
            return cell.day.isoformat() == there if cell.day else there in _days(said, locale)
        case "number" | "quantity":
            return _same(column, said, there, locale)
        case "flag":
            return FLAGS.get(said.casefold()) == there
        case "word":
            return said.casefold() == there.casefold()
        case "items":
            return _items(said, there) == _items(there, there)
    return locale.retyped and _same(column, said, there, locale)


def said(column: str, cell: Cell, there: str, locale: Locale) -> Value:
    """What a cell says, where it is not what was `there`; in doubt, a `Doubtful`."""
    text = tidy(cell.text)
    if not text:
        return None
    if locale.retyped and ERRORS.fullmatch(text):
        raise Doubtful(f"'{text}' is what a spreadsheet writes where it could compute nothing")
    if locale.retyped and sort(column) != "date" and _remade(text, tidy(there), locale):
        raise Doubtful(f"'{text}' may be what a spreadsheet made of '{there}'")
    match sort(column):
        case "date":
            return _day(cell, text, locale)
        case "number" | "quantity":
            return _number(column, cell, text, locale)
        case "flag":
            return FLAGS.get(text.casefold(), text)
        case "word":
            known = WORDS.get(general(column), ())
            return next((k for k in known if k.casefold() == text.casefold()), text)
        case "items":
            return _items(text, there)
        case "prose":
            return f"{text}\n" if "\n" in text or there.endswith("\n") else text
    return text


def forms(pairs: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """The forms that days are in, from texts beside the days that they are if unchanged."""
    seen: Counter[str] = Counter()
    for text, day in pairs:
        seen.update(form for form in dates.KNOWN if day in _read(text, (form,)))
    most = max(seen.values(), default=0)
    return tuple(form for form in dates.KNOWN if seen[form] == most) if most else dates.KNOWN


def _days(text: str, locale: Locale) -> set[str]:
    """The days that a text may name."""
    return _read(text, locale.days) or _read(text, dates.KNOWN)


def _read(text: str, known: Sequence[str]) -> set[str]:
    found = set()
    for form in known:
        try:
            found.add(dates.day(text, (form,)).day.isoformat())
        except dates.NotRead:
            continue
    return found


def _day(cell: Cell, text: str, locale: Locale) -> str:
    if cell.day:
        return cell.day.isoformat()
    found = sorted(_days(text, locale))
    if len(found) > 1:
        raise Doubtful(f"'{text}' may be {' or '.join(found)}; write it like {found[0]}")
    return found[0] if found else text


def _number(column: str, cell: Cell, text: str, locale: Locale) -> str:
    if cell.day:
        raise Doubtful(f"it is the day {cell.text}; write a range as text: '3-5-9")
    found = _numerals(column, text)
    if len(found) > 1 and not (NUMBER.fullmatch(text) and not locale.comma):
        raise Doubtful(f"'{text}' may be {' or '.join(found)}; write it like {found[0]}")
    return text if NUMBER.fullmatch(text) else found[0] if found else text


def _numerals(column: str, text: str) -> list[str]:
    """The numbers (or times of day) that a text may stand for, as records write them."""
    if half := TWELVE.fullmatch(text):
        text = f"{int(half[1]) % 12 + (12 if half[3] in 'pP' else 0):02}{half[2]}"
    if clock := LOOSE_CLOCK.fullmatch(text):
        text = f"0{clock[1]}:{clock[2]}"
    if CLOCK.fullmatch(text):
        return [text.removesuffix(":00") if text.count(":") == 2 else text]
    if column == SHARE and (share := PER_CENT.fullmatch(text)):
        return [f"{(Decimal(share[1].replace(',', '.')) / 100).normalize():f}"]
    if SCIENTIFIC.fullmatch(text):
        return [f"{Decimal(text.replace(',', '.')):f}"]
    found = NUMERAL.fullmatch(text)
    plain = [found[1] + found[2].replace(",", ".")] if found else []
    if grouped := GROUPED.fullmatch(text):
        whole = text.replace(grouped[1], "")
        plain = [*plain, whole] if text.count(grouped[1]) == 1 else [whole]
    return plain


def _same(column: str, said: str, there: str, locale: Locale) -> bool:
    """Whether two texts are one number or one time of day, spelled in two ways."""
    plain = NUMBER.fullmatch(said) and not locale.comma
    ones = [said] if plain else _numerals(column, said)
    other = next(iter(_numerals(column, there)), "")
    if not NUMBER.fullmatch(other):
        return bool(other) and other in ones
    return any(NUMBER.fullmatch(one) and Decimal(one) == Decimal(other) for one in ones)


def _remade(text: str, there: str, locale: Locale) -> bool:
    """Whether a text may have become another without anybody's doing."""
    if DAYLIKE.fullmatch(there):
        return bool(DAY.fullmatch(text) or _days(text, locale))
    if POWER.fullmatch(there):
        was = Decimal(there.replace(",", "."))
        numbers = (Decimal(one) for one in _numerals("", text) if NUMBER.fullmatch(one))
        return any(abs(number - was) <= abs(was) * CLOSE for number in numbers)
    return there.isdigit() and bool(SCIENTIFIC.fullmatch(text))


def _items(text: str, there: str) -> tuple[str, ...]:
    """The items of a list; a bare semicolon parts them, too, where no item held one."""
    items = parted(text)
    if not any(";" in item for item in parted(tidy(there))):
        items = [piece for item in items for piece in item.split(BETWEEN.strip())]
    return tuple(dict.fromkeys(item.strip() for item in items if item.strip()))
