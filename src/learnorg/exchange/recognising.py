"""What a source's columns are, as far as their names and their cells tell."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from fnmatch import fnmatchcase

from learnorg.exchange import dates
from learnorg.exchange.maps import Numbers, first, section
from learnorg.exchange.rows import Cell, Reading
from learnorg.exchange.spellings import (
    COLUMNS,
    KEY,
    ORIGINAL,
    PLUMBING,
    RESOLUTIONS,
    WORDS,
    bare,
    meant,
    spelt,
)
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
    columns: Mapping[str, tuple[str, ...]]
    """Each column, those of one list or one name as one, with all that it stands for."""
    key: str = ""
    original: str = ""
    resolution: str = ""
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
        names = self.columns.get(column, (column,))
        found = (row.cells.get(name) for row in self.reading.rows for name in names)
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
    found = Found(reading, _together(reading))
    names = {
        column: spelt(bare(column.removeprefix(section(""))))
        for column in found.columns
        if (not is_section(column) or found.usual(column)) and not is_plumbing(column)
    }
    heads = {column: name for column, name in names.items() if not is_section(column)}
    found.key = _first({c: n for c, n in heads.items() if found.usual(c, 2)}, KEY)
    found.original = _first(heads, ORIGINAL)
    found.resolution = _resolution(found, heads)
    for target, spellings in COLUMNS.items():
        for column in _all(names, spellings):
            if column in (found.key, found.original, found.resolution) or column in found.targets:
                continue
            if found.column(target) and form(target) not in MANY:
                found.asked[column] = f"{found.column(target)} fills {target} already"
            elif why := _unfit(found, column, target):
                found.asked[column] = why
            else:
                found.targets[column] = target
                found.asked.pop(column, None)
    if found.column("outcome") and found.column("outcome.result"):
        found.targets[found.column("outcome")] = "outcome.evidence"
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


def is_plumbing(column: str) -> bool:
    """Whether a column only serves the program that wrote it."""
    return any(fnmatchcase(column, form) for form in PLUMBING)


def _together(reading: Reading) -> dict[str, tuple[str, ...]]:
    """The columns, with those of one list, `labels.2.name`, or one name, `Labels 2`, as one."""
    groups: dict[str, list[str]] = {}
    filled = {name for row in reading.rows for name, cell in row.cells.items() if not cell.blank}
    parents = {name[:at] for name in filled for at, sign in enumerate(name) if sign == "."}
    for column in reading.columns:
        if column in parents and column not in filled:
            continue  # what has parts in some rows, and in others nothing
        name = column
        if not is_section(column):
            name = re.sub(r"\.\d+(?=\.|$)", ".N", column)
            name = first(name) if first(name) in groups else name
        groups.setdefault(name, []).append(column)
    return {name: tuple(group) for name, group in groups.items()}


def _resolution(found: Found, heads: dict[str, str]) -> str:
    """The column that says how what is finished was resolved, if its words are known ones."""
    column = _first(heads, ("resolution",))
    texts = [cell.text for cell in found.cells(column)]
    known = sum(meant(text, RESOLUTIONS) is not None for text in texts)
    return column if column and known * 2 >= len(texts) > 0 else ""


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
        if taken or column in (found.key, found.original, found.resolution):
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
    if kind == "link":
        return _astray(found, texts)
    if kind in ("number", "quantity"):
        return "" if sum(map(_measures, texts)) * 2 >= len(texts) else "its cells are no numbers"
    return ""


def _astray(found: Found, texts: list[str]) -> str:
    """Why numbers do not point to rows, if they are figures that no row's number has."""
    keys = (NUMBERED.fullmatch(cell.text.strip()) for cell in found.cells(found.key))
    numbers = {key["number"] for key in keys if key}
    figures = {text.strip() for text in texts}
    if not numbers or not all(map(str.isdigit, figures)) or not figures.isdisjoint(numbers):
        return ""
    return "its cells are the numbers of no row"


def _measures(text: str) -> bool:
    try:
        measured(text, Numbers())
    except NotUnderstood:
        return False
    return True
