"""A record while it is being filled from a row: nothing that is put in is ever lost."""

import json
import re
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from learnorg.exchange.rows import Cell, Remark
from learnorg.exchange.targets import NEEDED, steps
from learnorg.exchange.values import visible
from learnorg.findings import Level
from learnorg.refs import slug

LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class Reference:
    """What a row says of another record: the relation, and the number it gives."""

    rel: str
    text: str
    column: str
    why: str = ""
    within: bool = False
    """Whether the number stands somewhere in a text: "See CSI-105"."""


@dataclass(slots=True)
class Whole:
    """What only the whole row can tell, gathered on the way through its cells."""

    cells: dict[str, tuple[str, Cell]] = field(default_factory=dict)

    def text(self, wanted: str) -> str:
        """The text of the cell for a target; nothing if there is none."""
        return self.cells[wanted][1].text.strip() if wanted in self.cells else ""


@dataclass(slots=True)
class Draft:
    """What is known of a record so far, and what is to be said about it."""

    where: str
    data: dict[str, Any] = field(default_factory=dict)
    extra: dict[str, Any] = field(default_factory=dict)
    remarks: list[Remark] = field(default_factory=list)
    references: list[Reference] = field(default_factory=list)

    def say(self, column: str, message: str, level: Level = Level.WARNING) -> None:
        """Remark on a column of this row."""
        self.remarks.append(Remark(self.where, column, message, level))

    def at(self, target: str) -> Any:
        """What stands at a target, or nothing."""
        found: Any = self.data
        for step in steps(target):
            try:
                found = found[step]
            except (KeyError, IndexError):
                return None
        return found

    def put(self, target: str, value: Any, column: str, cell: Cell) -> None:
        """Fill a target; what another column has filled already stays, and this is kept."""
        there = self.at(target)
        if there is None:
            self.fill(target, value)
        elif there != value:
            self.keep(column, cell)
            self.say(column, f"{target} is filled already; this is kept in `extra`", Level.INFO)

    def fill(self, target: str, value: Any) -> None:
        """Set what stands at a target, with the parts that lead to it."""
        way = steps(target)
        last = way[-1]
        part: Any = self.data
        for step, then in pairwise(way):
            part = _inside(part, step, [] if isinstance(then, int) else {})
        if isinstance(part, list):
            part[_grown(part, last)] = value
        else:
            part[last] = value

    def keep(self, column: str, cell: Cell | str) -> None:
        """Keep a cell as it is, under the column's name in `extra`."""
        held = Cell(cell) if isinstance(cell, str) else cell
        if held.blank:
            return
        value: Any = visible(held.text)
        if held.items is not None:
            value = [visible(item) for item in held.items]
        name = free = extra_name(column)
        number = 1
        while free in self.extra:
            if self.extra[free] == value:
                return
            number += 1
            free = f"{name}-{number}"
        self.extra[free] = value

    def finish(self) -> dict[str, Any]:
        """The record's content, without parts that lack what makes them whole."""
        for part, needed in NEEDED.items():
            match self.data.get(part):
                case list() as several:
                    whole = [
                        self._whole(f"{part}.{n}", p, needed) for n, p in enumerate(several, 1)
                    ]
                    self.data[part] = [piece for piece in whole if piece]
                case dict() as one:
                    self.data[part] = self._whole(part, one, needed)
        self.data["measures"] = [piece for piece in self.data.get("measures", []) if piece]
        if self.extra:
            self.data["extra"] = {**self.data.get("extra", {}), **self.extra}
        return {key: value for key, value in self.data.items() if value not in (None, [], {}, "")}

    def _whole(self, name: str, part: dict[str, Any], needed: tuple[str, ...]) -> dict[str, Any]:
        missing = [key for key in needed if key not in part]
        if not part or not missing:
            return part
        for key, value in part.items():
            self.keep(f"{name}.{key}", str(value))
        lack = " and ".join(f"`{key}`" for key in missing)
        self.say("", f"{name} has no {lack}, so what there is of it is kept in `extra`")
        return {}


def extra_name(column: str) -> str:
    """A column's name as a key below `extra`."""
    words = re.findall(r"[^\W_]+", column.casefold())
    name = slug(column) if column.isascii() else "-".join(words)
    return name[:LONGEST_NAME].strip("-") or "column"


def as_kept(value: Any) -> str | list[str]:
    """A piece of a record as text that `extra` can hold."""
    if isinstance(value, str):
        return value
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return value
    return json.dumps(value, ensure_ascii=False, default=str)


def _inside(part: Any, step: Any, new: Any) -> Any:
    """The part below a step, made where it was not."""
    if isinstance(part, list):
        at = _grown(part, step)
        part[at] = part[at] or new
        return part[at]
    return part.setdefault(step, new)


def _grown(part: list[Any], at: Any) -> int:
    part.extend({} for _ in range(int(at) + 1 - len(part)))
    return int(at)
