"""
One cell's text as one field's value, or why it cannot be.

Values are plain text as a record's file has it; the record's own model gives them types.
"""

import os
import re
from dataclasses import dataclass

from learnorg.exchange import dates
from learnorg.exchange.maps import Numbers
from learnorg.exchange.rows import Cell
from learnorg.methods.value import CLOCK, DURATION, NUMBER

NEVER = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
"""Characters that no record holds as they are."""

UNIT = r"%|‰|[A-Za-zµ°€$£][\w./€$£µ°-]{0,29}"
MEASURED = re.compile(rf"(?P<sign>[€$£]?)\s*(?P<number>[-+]?[\d.,' ]*\d)\s*(?P<unit>{UNIT})?")
LONGEST = 60
LOOSE_CLOCK = re.compile(r"(\d):([0-5]\d(?::[0-5]\d)?)")
ITEM = re.compile(r"\s*(?:[-*+]|\d+[.)])\s+(?:\[(?P<tick>[ xX])\]\s+)?(?:#\d+\s+)?(?P<text>\S.*)")
FLAGS = {
    "true": "true",
    "yes": "true",
    "y": "true",
    "x": "true",
    "false": "false",
    "no": "false",
    "n": "false",
}


class NotUnderstood(ValueError):
    """Text that a field cannot take, told so that the source or the map can be mended."""


@dataclass(frozen=True, slots=True)
class Measured:
    """A measured value, with the unit that stood beside it."""

    value: str
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a list, ticked or not."""

    text: str
    ticked: bool = False


def visible(text: str) -> str:
    r"""The text with characters that no record holds written out, `\x0b`."""
    return NEVER.sub(lambda found: found[0].encode("unicode_escape").decode(), text)


def file_name(name: str) -> str:
    r"""A file's name as a record may hold it; bytes that are no UTF-8 are written out, `\xe9`."""
    text = visible(os.fsencode(name).decode("utf-8", "backslashreplace"))
    return text.replace("\n", "\\n").replace("\t", "\\t")


def line(text: str) -> str:
    """The text on one line."""
    return " ".join(text.split())


def day(cell: Cell, forms: tuple[str, ...]) -> dates.Day:
    """The day in a cell: the one the source itself knows, or the one its text names."""
    if cell.day is not None:
        return dates.Day(cell.day, timed=cell.text != cell.day.isoformat())
    try:
        return dates.day(cell.text, forms)
    except dates.NotRead as wrong:
        raise NotUnderstood(str(wrong)) from None


def number(text: str, style: Numbers) -> str:
    """A number as records write it."""
    word = "".join(text.split()) if style.thousands == " " else text.strip()
    if style.thousands and style.thousands != " ":
        word = _ungrouped(word, style)
    if style.decimal == ",":
        if "." in word:
            raise NotUnderstood(f"'{text}' is no number as the map writes them (1,5)")
        word = word.replace(",", ".")
    word = re.sub(r"^(-?)0+(?=\d)", r"\1", word.removeprefix("+"))
    if NUMBER.fullmatch(word) is None:
        raise NotUnderstood(f"'{text}' is no number")
    return word


def measured(text: str, style: Numbers) -> Measured:
    """A number with or without its unit, a time of day or a duration."""
    word = text.strip()
    if clock := LOOSE_CLOCK.fullmatch(word):
        word = f"0{clock[1]}:{clock[2]}"
    if CLOCK.fullmatch(word) or DURATION.fullmatch(word):
        return Measured(word)
    found = MEASURED.fullmatch(word) if len(word) <= LONGEST else None
    if found is None or (found["sign"] and found["unit"]):
        raise NotUnderstood(f"'{text}' is no number, time of day or duration")
    return Measured(number(found["number"], style), found["unit"] or found["sign"] or "")


def share(text: str, style: Numbers) -> str:
    """A share from 0 to 1; per cents are understood."""
    if not text.strip().endswith("%"):
        return number(text, style)
    hundredths = number(text.strip().removesuffix("%"), style)
    return f"{float(hundredths) / 100:g}"


def flag(text: str) -> str:
    """Yes or no."""
    try:
        return FLAGS[text.strip().casefold()]
    except KeyError:
        raise NotUnderstood(f"'{text}' is neither yes nor no") from None


def several(cell: Cell, separator: str | None) -> list[str]:
    """The items of a list: the source's own, or those between the map's separators."""
    if cell.items is not None:
        pieces = list(cell.items)
    elif separator:
        pieces = cell.text.split(separator)
    else:
        pieces = [cell.text]
    return list(dict.fromkeys(tidy for piece in pieces if (tidy := line(piece))))


def listed(text: str) -> tuple[list[Item], bool]:
    """The items of a list in prose, and whether the text has nothing else."""
    items: list[Item] = []
    rest = False
    for row in text.split("\n"):
        if found := ITEM.fullmatch(row):
            items.append(Item(found["text"].rstrip(), (found["tick"] or " ") in "xX"))
        elif row.startswith((" ", "\t")) and row.strip() and items:
            last = items.pop()
            items.append(Item(f"{last.text} {row.strip()}", last.ticked))
        elif row.strip():
            rest = True
    return items, not rest


def _ungrouped(word: str, style: Numbers) -> str:
    """A number without the signs between its thousands, if they stand where they should."""
    whole, point, part = word.partition(style.decimal)
    groups = whole.lstrip("+-").split(style.thousands)
    if len(groups) > 1 and not (
        1 <= len(groups[0]) <= 3 and all(len(group) == 3 for group in groups[1:])
    ):
        raise NotUnderstood(f"'{word}' is no number")
    return whole.replace(style.thousands, "") + point + part
