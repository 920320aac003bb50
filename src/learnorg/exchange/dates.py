"""
Days as other tools and people write them.

A form is written with `YYYY`, `YY`, `MM`, `MMM` (Jan), `MMMM` (January) and `DD`; everything
else stands for itself: `DD/MM/YYYY`. One-digit days and months are understood, and a time of
day may follow any form.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
TOKEN = re.compile(r"YYYY|YY|MMMM|MMM|MM|DD")
TOKENS = {
    "YYYY": r"(?P<year>\d{4})",
    "YY": r"(?P<short>\d{2})",
    "MMMM": r"(?P<name>[A-Za-z]{3,9}\.?)",
    "MMM": r"(?P<name>[A-Za-z]{3,9}\.?)",
    "MM": r"(?P<month>\d{1,2})",
    "DD": r"(?P<day>\d{1,2})",
}
CLOCK = (
    r"(?P<clock>[T ,]+\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?"
    r"(?: ?[AaPp][Mm])?(?: ?(?:Z|UTC|GMT|[+-]\d{2}:?\d{2}))?)?"
)
MIDNIGHT = re.compile(r"[T ,]+(?:0?0:00(?::00(?:\.0+)?)?|12:00(?::00)? ?[Aa][Mm])")
TURN = 70
"""Two-digit years from here on lie in the last century."""

KNOWN = (
    "YYYY-MM-DD",
    "DD/MM/YYYY",
    "MM/DD/YYYY",
    "DD.MM.YYYY",
    "DD-MM-YYYY",
    "MM-DD-YYYY",
    "YYYY/MM/DD",
    "YYYY.MM.DD",
    "YYYYMMDD",
    "DD MMM YYYY",
    "DD-MMM-YYYY",
    "DD/MMM/YYYY",
    "DD. MMM YYYY",
    "MMM DD, YYYY",
    "MMM DD YYYY",
    "DD MMM YY",
    "DD-MMM-YY",
    "DD/MMM/YY",
    "DD/MM/YY",
    "MM/DD/YY",
    "DD.MM.YY",
    "DD-MM-YY",
)
"""The forms that a suggested map may name."""

TWINS = {
    "DD/MM/YYYY": "MM/DD/YYYY",
    "DD-MM-YYYY": "MM-DD-YYYY",
    "DD/MM/YY": "MM/DD/YY",
}
"""Forms that only their values tell apart."""


@dataclass(frozen=True, slots=True)
class Day:
    """A day that was read, and what of the text the day alone does not keep."""

    day: date
    timed: bool = False
    also: date | None = None
    """What another of the forms would have made of it."""


class NotRead(ValueError):
    """Text that is no day in any of the forms, told so that it can be mended."""


def is_form(form: str) -> bool:
    """Whether a form names a year, a month and a day, each once."""
    return sorted(found[0] for found in TOKEN.findall(form)) == ["D", "M", "Y"]


def day(text: str, forms: Sequence[str]) -> Day:
    """The day that a text names in the first of the forms that fits."""
    word = " ".join(text.split())
    read: list[Day] = []
    shaped = False
    for form in forms:
        if found := _pattern(form).fullmatch(word):
            shaped = True
            if (on := _date(found)) is not None:
                clock = found["clock"] or ""
                read.append(Day(on, bool(clock) and not MIDNIGHT.fullmatch(clock)))
    if not read:
        if shaped:
            raise NotRead(f"'{word}' is no day of the calendar")
        raise NotRead(f"'{word}' is in none of the map's date forms ({', '.join(forms)})")
    others = [other.day for other in read if other.day != read[0].day]
    return Day(read[0].day, read[0].timed, others[0] if others else None)


@dataclass(frozen=True, slots=True)
class Recognised:
    """Which forms a column's values are in, and what stays in doubt."""

    forms: tuple[str, ...]
    doubts: tuple[str, ...]
    read: int
    """How many values have the shape of a date."""


def recognised(values: Iterable[str]) -> Recognised:
    """The forms that the values of date columns occur in."""
    words = [" ".join(value.split()) for value in values if value.strip()]
    forms: list[str] = []
    doubts: list[str] = []
    count = 0
    for form in KNOWN:
        if form in TWINS.values():
            continue
        shaped = [found for word in words if (found := _pattern(form).fullmatch(word))]
        shaped = [found for found in shaped if _named(found) != 0]
        if not shaped:
            continue
        count += len(shaped)
        if form in TWINS:
            form, doubt = _twin(form, shaped)
            doubts += [doubt] if doubt else []
        forms.append(form)
    return Recognised(tuple(forms), tuple(doubts), count)


def _twin(form: str, shaped: Sequence[re.Match[str]]) -> tuple[str, str]:
    """Day or month first: which form the values show, and the doubt that stays."""
    first = next((found[0] for found in shaped if int(found["day"]) > 12), "")
    second = next((found[0] for found in shaped if int(found["month"]) > 12), "")
    twin = TWINS[form]
    if first and second:
        return form, f"'{first}' has the day first and '{second}' the month: look at every date"
    if not first and not second:
        return form, f"no value tells {form} from {twin}: change it if the month stands first"
    return (form, "") if first else (twin, "")


@lru_cache(maxsize=64)
def _pattern(form: str) -> re.Pattern[str]:
    pieces: list[str] = []
    at = 0
    for found in TOKEN.finditer(form):
        pieces += [re.escape(form[at : found.start()]), TOKENS[found[0]]]
        at = found.end()
    text = "".join([*pieces, re.escape(form[at:])])
    if form == "YYYYMMDD":
        text = text.replace(r"\d{1,2}", r"\d{2}")
    return re.compile(text + CLOCK)


def _date(found: re.Match[str]) -> date | None:
    parts = found.groupdict()
    year = int(parts["year"]) if parts.get("year") else _century(int(parts["short"]))
    month = int(parts["month"]) if parts.get("month") else _named(found)
    try:
        return date(year, month, int(parts["day"]))
    except ValueError:
        return None


def _century(short: int) -> int:
    return short + (1900 if short >= TURN else 2000)


def _named(found: re.Match[str]) -> int:
    """The number of the month that is named; 0 for no month, -1 where none is named."""
    name = found.groupdict().get("name")
    if name is None:
        return -1
    word = name.lower().rstrip(".").replace("sept", "sep", 1) if len(name) < 6 else name.lower()
    return next((n for n, month in enumerate(MONTHS, 1) if month.startswith(word)), 0)
