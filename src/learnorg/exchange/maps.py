"""
The map: which column fills which field, and how words, states and dates translate.

It is written by people who know the sheet, not the code: every key is a plain word, unknown
ones are refused with the place and what may have been meant.
"""

import re
from collections.abc import Iterator, Sequence
from fnmatch import fnmatchcase
from functools import cached_property, lru_cache
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from learnorg.exchange.dates import is_form
from learnorg.exchange.targets import TARGETS, WORDS, form, general
from learnorg.kinds.fields import Line, Prose
from learnorg.kinds.improvement import IMPROVEMENT
from learnorg.kinds.problems import Problem
from learnorg.kinds.record import Lines
from learnorg.kinds.shaped import Misshapen, shaped
from learnorg.spelling import did_you_mean

State = Literal[
    "proposed",
    "accepted",
    "assessed",
    "approved",
    "in-progress",
    "measuring",
    "on-hold",
    "declined",
    "closed",
]
Result = Literal["achieved", "partly-achieved", "not-achieved", "delivered", "withdrawn"]


ROW = re.compile("[0-9]{1,9}")
SHOWN = 40
"""So much of what is no row number is told."""

SEVERAL = frozenset(("lines", "link", "note"))
"""Forms that all the columns of one name fill together."""


class BadMap(Misshapen):
    """A map that cannot be followed, with every place that is to be mended."""

    hint = "See `templates/maps/` for maps that work, or let `learnorg import --suggest` write one."


class Entry(BaseModel):
    """A part of a map: frozen, and closed to unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Key(Entry):
    """Which column holds the old numbers, and how they are written."""

    column: Line
    form: Line | None = None
    """How a number looks, `BACK-*`."""
    also: Lines = ()
    """How others may point to the same number: `task-*`, `*`."""
    prefer: Lines = ()
    """Folders in the order in which they keep a number that occurs twice."""


class StateWord(Entry):
    """What a word of the source's status column means here."""

    state: State
    result: Result | None = None
    """The outcome of what is closed, where the source has no column for it."""
    because: Prose | None = None
    """The reason of what is declined or waits, where the source gives none."""
    say: Line | None = None
    """What whoever imports should be told about this word."""


class Duplicates(Entry):
    """How the source marks what somebody had raised before, and where it names the original."""

    states: Lines
    original: Line


class Folder(Entry):
    """What lying in a folder says of a record that has not ended."""

    state: State
    because: Prose | None = None


def _lifted(key: str) -> BeforeValidator:
    """A lone word where a group of keys may stand: it is the group's main one."""
    return BeforeValidator(lambda value: {key: value} if isinstance(value, str) else value)


class Resolution(Entry):
    """A column that says how what is finished came to its end, and may correct its state."""

    column: Line
    words: dict[Line, Annotated[StateWord, _lifted("state")]] = Field(default_factory=dict)

    @cached_property
    def meanings(self) -> dict[str, StateWord]:
        """By its folded spelling, what a word of the column means."""
        return {folded(word): meaning for word, meaning in self.words.items()}


class Numbers(Entry):
    """How the source writes numbers."""

    decimal: Literal[".", ","] = "."
    thousands: Literal[".", ",", "'", " ", ""] = ""


def _none_is_empty(value: Any) -> Any:
    return {} if value is None else value


Targets = Annotated[dict[Line, Line], BeforeValidator(_none_is_empty)]


class Map(Entry):
    """How a source's rows become improvements."""

    about: Prose | None = None
    sheet: Line | None = None
    header: Annotated[int, Field(ge=1), BeforeValidator(lambda text: _whole(text))] | None = None
    key: Annotated[Key, _lifted("column")] | None = None
    needs: Lines = ()
    """The columns by which the source is known; where some are named, others may be missing."""
    columns: Targets = Field(default_factory=dict)
    sections: Targets = Field(default_factory=dict)
    body: Line | None = None
    """The column whose text stands under the sections' headings, as issue forms write it."""
    markers: Lines = ()
    ignore: Lines = ()
    skip: dict[Line, Line] = Field(default_factory=dict)
    states: dict[Line, Annotated[StateWord, _lifted("state")]] = Field(default_factory=dict)
    resolution: Resolution | None = None
    words: dict[Line, dict[Line, Line]] = Field(default_factory=dict)
    dates: Lines = ("YYYY-MM-DD",)
    numbers: Numbers = Field(default_factory=Numbers)
    split: dict[Line, str] = Field(default_factory=dict)
    duplicates: Duplicates | None = None
    folders: dict[Line, Annotated[Folder, _lifted("state")]] = Field(default_factory=dict)
    defaults: dict[Line, Line] = Field(default_factory=dict)

    @cached_property
    def targets(self) -> dict[str, str]:
        """Every column and section that is mapped, by its folded name, with its target."""
        columns = {folded(name): target for name, target in self.columns.items()}
        return columns | {folded(section(name)): to for name, to in self.sections.items()}

    @cached_property
    def ignored(self) -> frozenset[str]:
        """The folded names of columns that are left out on purpose."""
        return frozenset(folded(name) for name in self.ignore)

    @cached_property
    def _ignored_forms(self) -> tuple[list[str], ...]:
        # Names may hold brackets, so the star alone stands for something else.
        return tuple(name.split("*") for name in self.ignored if "*" in name)

    @cached_property
    def separators(self) -> dict[str, str]:
        """By a column's folded name, what separates the items of its cells."""
        return {folded(name): separator for name, separator in self.split.items()}

    @cached_property
    def state_words(self) -> dict[str, StateWord]:
        """By its folded spelling, what a word of the status column means."""
        return {folded(word): meaning for word, meaning in self.states.items()}

    @cached_property
    def vocabulary(self) -> dict[str, dict[str, str]]:
        """By target and folded word, the words that translate."""
        return {
            general(target): {folded(word): meaning for word, meaning in words.items()}
            for target, words in self.words.items()
        }

    @property
    def named(self) -> Iterator[str]:
        """Every column that the map counts on."""
        yield from self.needs or self.columns
        if self.key:
            yield self.key.column
        if self.duplicates:
            yield self.duplicates.original
        if self.resolution and not self.needs:
            yield self.resolution.column
        if self.body:
            yield self.body

    def target(self, name: str) -> str | None:
        """What the column of a folded name fills, if it fills anything."""
        found = self.targets.get(name) or self.targets.get(counted(name))
        if found is None and (target := self.targets.get(first(name))) and form(target) in SEVERAL:
            return target
        return found

    def separator(self, column: str) -> str | None:
        """What separates the items of a column's cells, if the map says so."""
        name = folded(column)
        return self.separators.get(name) or self.separators.get(first(name))

    def ignores(self, name: str) -> bool:
        """Whether the column of a folded name is left out on purpose."""
        if not {name, counted(name), first(name)}.isdisjoint(self.ignored):
            return True
        own = {name, counted(name)}
        return any(_fits(spelling, form) for form in self._ignored_forms for spelling in own)

    def skipped(self, path: str) -> str | None:
        """Why a file of a folder is left out, if it is."""
        return next((why for glob, why in self.skip.items() if fnmatchcase(path, glob)), None)

    def folder(self, path: str) -> Folder | None:
        """What the folder that a file lies in says of it."""
        return next((f for glob, f in self.folders.items() if fnmatchcase(path, glob)), None)


@lru_cache(maxsize=4096)
def folded(name: str) -> str:
    """A name as it is compared: whatever its case and spacing."""
    return " ".join(name.split()).casefold()


@lru_cache(maxsize=4096)
def counted(name: str) -> str:
    """The name by which a map calls every part of a list: `labels.2.name` is `labels.n.name`."""
    return re.sub(r"\.\d+(?=\.|$)", ".n", name)


@lru_cache(maxsize=4096)
def first(name: str) -> str:
    """The name of the first of several columns of one name: `labels 2` is `labels` again."""
    return re.sub(r" \d+$", "", name)


def _fits(name: str, pieces: Sequence[str]) -> bool:
    """Whether a name has these pieces in their order, from its beginning to its end."""
    start, *inner, end = pieces
    if not (name.startswith(start) and name.endswith(end)):
        return False
    at = len(start)
    for piece in inner:  # the first place is as good as any: it leaves most for the others
        at = name.find(piece, at, len(name) - len(end))
        if at < 0:
            return False
        at += len(piece)
    return at <= len(name) - len(end)


def section(heading: str) -> str:
    """The name of the cell that holds the text under a heading."""
    return f"## {heading}"


def read_map(data: bytes, path: str) -> Map:
    """The map in a file's bytes; refused with every fault and its place."""
    return shaped(Map, data, path, BadMap, _doubts)


def _doubts(wanted: Map) -> Iterator[Problem]:
    """What is well written in a map and means nothing."""
    for part in ("columns", "sections"):
        for name, target in getattr(wanted, part).items():
            if not _is_target(target):
                yield _unknown((part, name), target)
    for target in wanted.defaults:
        if not _is_target(target):
            yield _unknown(("defaults", target), target)
    for target, words in wanted.words.items():
        if not _is_target(target):
            yield _unknown(("words", target), target)
        for word, meaning in words.items():
            known = WORDS.get(general(target), ())
            if known and meaning not in known:
                hint = did_you_mean(meaning, known) or f"One of: {', '.join(known)}."
                yield Problem(
                    ("words", target, word), "", f"'{target}' cannot be '{meaning}'", hint
                )
    for number, wrong in enumerate(wanted.dates):
        if not is_form(wrong):
            yield Problem(
                ("dates", number),
                "",
                f"'{wrong}' is no date form",
                "Write it with YYYY or YY, MM or MMM, and DD: DD/MM/YYYY.",
            )
    if wanted.numbers.thousands == wanted.numbers.decimal:
        hint = "One of the two is another sign, such as '.' or ','."
        yield Problem(("numbers", "thousands"), "", "one sign parts thousands and decimals", hint)
    for name, separator in wanted.split.items():
        if not separator:
            yield Problem(("split", name), "", "nothing separates nothing", "Write ';' or ','.")


def _is_target(target: str) -> bool:
    if target.startswith("dates.") and target not in TARGETS:
        return target.removeprefix("dates.") in IMPROVEMENT.states
    return form(target) is not None


def _unknown(path: tuple[str, ...], target: str) -> Problem:
    known = [name.replace(".N.", ".1.") for name in TARGETS if not name.endswith("*")]
    hint = did_you_mean(target, known) or "Fields of your own go to `extra.some-name`."
    return Problem(path, "", f"'{target}' is no field of an improvement", hint)


def _whole(text: Any) -> Any:
    if isinstance(text, str):
        if not ROW.fullmatch(text):
            shown = text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"
            raise ValueError(f"'{shown}' is no row number")
        return int(text)
    return text
