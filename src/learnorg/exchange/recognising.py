"""What a source's columns are, as far as their names and their cells tell."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches

from learnorg.exchange import dates
from learnorg.exchange.maps import Numbers, section
from learnorg.exchange.rows import Cell, Reading
from learnorg.exchange.spellings import COLUMNS, KEY, ORIGINAL, WORDS, meant, spelt
from learnorg.exchange.targets import form
from learnorg.exchange.values import NotUnderstood, measured

DAYS = frozenset(("date", "ended", "changed"))
MANY = frozenset(("note", "link"))
"""Forms that several columns may fill."""
NEAR = 0.88
NUMBERED = re.compile(r"(?P<before>[A-Za-z]*[-_ #]?)(?P<number>\d[\w.]*)")


@dataclass(slots=True)
class Found:
    """What was recognised in a source."""

    reading: Reading
    key: str = ""
    original: str = ""
    targets: dict[str, str] = field(default_factory=dict)
    asked: dict[str, str] = field(default_factory=dict)
    """Columns of no target, each with what to say of it."""
    near: dict[str, str] = field(default_factory=dict)
    """Columns that are nearly spelt like the name they were taken for."""

    def column(self, target: str) -> str:
        """The column that fills a target."""
        return next((column for column, to in self.targets.items() if to == target), "")

    def cells(self, column: str) -> list[Cell]:
        """What stands in a column, without its blank cells."""
        found = (row.cells.get(column) for row in self.reading.rows)
        return [cell for cell in found if cell is not None and not cell.blank]

    def usual(self, column: str, share: int = 10) -> bool:
        """Whether a column is filled in one row of so many, or more."""
        return len(self.cells(column)) * share >= len(self.reading.rows)

    def words(self, target: str) -> list[str]:
        """The different words that the column of a target holds, the frequent ones first."""
        texts = Counter(
            " ".join(item.split())
            for cell in self.cells(self.column(target))
            for item in (cell.items or (cell.text,))
        )
        return [text for text, _ in texts.most_common()]


def recognised(reading: Reading) -> Found:
    """What a source's columns are."""
    found = Found(reading)
    names = {
        column: spelt(column.removeprefix(section("")))
        for column in reading.columns
        if not is_section(column) or found.usual(column)
    }
    heads = {column: name for column, name in names.items() if not is_section(column)}
    found.key = _first({c: n for c, n in heads.items() if found.usual(c, 2)}, KEY)
    found.original = _first(heads, ORIGINAL)
    for target, spellings in COLUMNS.items():
        for column in _all(names, spellings):
            if column in (found.key, found.original) or column in found.targets:
                continue
            if found.column(target) and form(target) not in MANY:
                found.asked[column] = f"{found.column(target)} fills {target} already"
            elif why := _unfit(found, column, target):
                found.asked[column] = why
            else:
                found.targets[column] = target
                found.asked.pop(column, None)
    _nearly(found, heads)
    if not found.column("title") and found.column("problem"):
        found.asked[""] = "without a title, the description's first sentence serves"
    return found


def other_prefixes(found: Found) -> tuple[str, list[str]]:
    """The letters before the source's numbers, and others that stand before the same numbers."""
    keys = [NUMBERED.fullmatch(cell.text.strip()) for cell in found.cells(found.key)]
    named = Counter(key["before"] for key in keys if key)
    if not named:
        return "", []
    own = named.most_common(1)[0][0]
    numbers = {key["number"] for key in keys if key and key["before"] == own}
    columns = [column for column, target in found.targets.items() if form(target) == "link"]
    others: Counter[str] = Counter()
    for cell in (cell for column in columns for cell in found.cells(column)):
        for item in cell.items or (cell.text,):
            key = NUMBERED.fullmatch(item.strip())
            if key and key["number"] in numbers and key["before"].casefold() != own.casefold():
                others[key["before"]] += 1
    return own, [before for before, _ in others.most_common()]


def marker_lines(found: Found) -> list[str]:
    """Lines that stand alone in many texts and only mark where something begins or ends."""
    lines = Counter(
        line.strip()
        for column in filter(is_section, found.reading.columns)
        for cell in found.cells(column)
        for line in cell.text.split("\n")
        if line.startswith("<!--") and line.rstrip().endswith("-->")
    )
    often = len(found.reading.rows) / 20
    return [line for line, count in lines.items() if count >= max(often, 2)]


def is_section(column: str) -> bool:
    """Whether a column is the text under a heading."""
    return column.startswith(section(""))


def _first(names: dict[str, str], spellings: Iterable[str]) -> str:
    return next(iter(_all(names, spellings)), "")


def _all(names: dict[str, str], spellings: Iterable[str]) -> list[str]:
    """The columns that bear one of the names, the likelier name first."""
    return [column for name in spellings for column, own in names.items() if own == name]


def _nearly(found: Found, names: dict[str, str]) -> None:
    """Columns whose names are mistyped."""
    spellings = {name: target for target, all_ in COLUMNS.items() for name in all_ if len(name) > 4}
    for column, name in names.items():
        taken = column in found.targets or column in found.asked
        if taken or column in (found.key, found.original):
            continue
        near = get_close_matches(name, spellings, n=1, cutoff=NEAR)
        target = spellings[near[0]] if near else ""
        if (
            target
            and name[:1] == near[0][:1]
            and not found.column(target)
            and not _unfit(found, column, target)
        ):
            found.targets[column] = target
            found.near[column] = near[0]


def _unfit(found: Found, column: str, target: str) -> str:
    """Why a column's cells do not suit a target, if most do not."""
    cells = found.cells(column)
    if not cells:
        return ""
    kind = form(target)
    texts = [cell.text for cell in cells]
    if kind in DAYS:
        read = dates.recognised(texts).read
        return "" if read * 2 >= len(texts) else "its cells are no dates"
    if kind == "word":
        words = sum(meant(text, WORDS[target]) is not None for text in texts)
        return "" if words * 2 >= len(texts) else "its words are others than ours"
    if kind in ("number", "quantity"):
        return "" if sum(map(_measures, texts)) * 2 >= len(texts) else "its cells are no numbers"
    return ""


def _measures(text: str) -> bool:
    try:
        measured(text, Numbers())
    except NotUnderstood:
        return False
    return True
