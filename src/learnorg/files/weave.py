"""
Three versions of a document made into one, entry by entry and item by item.

What one side changed is taken as its writer left it; what both changed in their own way
is a clash. The outcome is the same whichever side is called ours.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple, TypeAlias

from learnorg.files.loader import load
from learnorg.files.nodes import Plain
from learnorg.files.orders import AtOdds, Place, in_order
from learnorg.files.outline import (
    Block,
    Body,
    Leaf,
    Outline,
    Piece,
    further_in,
    in_brackets,
    name_of,
)
from learnorg.files.refused import Refused
from learnorg.files.three_way import (
    Clash,
    Line,
    Lines,
    bare,
    merged_comments,
    merged_lines,
    picked,
    tied,
)

Path: TypeAlias = "tuple[str, ...]"
STEP = 2
BLOCKS = ("|", ">")


@dataclass(frozen=True)
class Rules:
    """What is to be known of the fields of a record."""

    lists: frozenset[str]
    """Fields that hold a set, of which a file may give a single item without a list."""
    whole: frozenset[str]
    """Fields that are never made up of the parts of two versions."""
    first: frozenset[str]
    """Lists whose first item counts for more than the others."""
    contested: Callable[[Path], bool]
    """Whether any difference between the two sides is for a person to settle."""
    rank: Callable[[Path], int]
    """Where an entry belongs among its neighbours."""


class Woven(NamedTuple):
    """Some lines, and what they say where they hold no clash."""

    lines: list[Line]
    said: Plain


def woven(rules: Rules, base: Outline, ours: Outline, theirs: Outline) -> Woven:
    """The whole document with what both sides did to it."""
    weaver = _Weaver(rules)
    found = weaver.parts((), base[0], ours[0], theirs[0], listed=False)
    return Woven([*found.lines, *merged_comments(base[1], ours[1], theirs[1])], found.said)


@dataclass(frozen=True)
class _Weaver:
    rules: Rules

    def parts(
        self,
        path: Path,
        base: Sequence[Piece],
        ours: Sequence[Piece],
        theirs: Sequence[Piece],
        *,
        listed: bool,
    ) -> Woven:
        """The entries of a mapping, or the items of a list."""
        old, mine, others = ({piece.name: piece for piece in side} for side in (base, ours, theirs))
        if listed:
            self._told_apart(path, old, mine, others)
        fixed = listed and path[-1] not in self.rules.lists
        lines: list[Line] = []
        said: list[tuple[str, Plain]] = []
        for name in in_order(old, mine, others, self._place(path, mine | others), fixed):
            found = self.piece((*path, name), old.get(name), mine.get(name), others.get(name))
            if found.lines:
                lines += found.lines
                said.append((name, found.said))
        return Woven(lines, [one for _, one in said] if listed else dict(said))

    def piece(
        self, path: Path, base: Piece | None, ours: Piece | None, theirs: Piece | None
    ) -> Woven:
        """One entry or item; no lines where it is gone."""
        if ours is None or theirs is None:
            return self._alone(path, base, ours, theirs)
        lead = merged_comments(base.lead if base else (), ours.lead, theirs.lead)
        tail = merged_comments(base.tail if base else (), ours.tail, theirs.tail)
        try:
            lines, said = self.body(path, base.body if base else None, ours.body, theirs.body)
        except AtOdds:
            lines, said = [Clash(ours.body.lines(), theirs.body.lines())], None
        if lines:
            return Woven([*lead, *lines, *tail], said)
        if not bare((*lead, *tail)):
            return Woven([], None)
        nothing = "[]" if isinstance(said, list) else "{}"
        return Woven([*lead, f"{ours.body.opening.rstrip()} {nothing}", *tail], said)

    def _alone(
        self, path: Path, base: Piece | None, ours: Piece | None, theirs: Piece | None
    ) -> Woven:
        """What only one side has: added by it, or taken away by the other."""
        there = ours or theirs
        assert there is not None
        lines = there.lines()
        clash = Woven([Clash(lines if ours else (), lines if theirs else ())], None)
        if self.rules.contested(path):
            return clash
        if base is None:
            return Woven([*lines], there.body.said)
        if there.body.said == base.body.said and bare(lines) == bare(base.lines()):
            return Woven([], None)
        left = self._emptied(path, base, there, mine=ours is not None)
        if left is None or (not left.lines and bare((*there.lead, *there.tail))):
            return clash
        return Woven([*there.lead, *left.lines, *there.tail], left.said) if left.lines else left

    def _emptied(self, path: Path, base: Piece, there: Piece, *, mine: bool) -> Woven | None:
        """A list of which one side took all items away; nothing where that was more than a list."""
        before, after = self._as_list(path, base.body), self._as_list(path, there.body)
        if before is None or after is None or path[-1] in self.rules.whole or after.opening == "-":
            return None
        if before == after or _on_lines(before).opening != _on_lines(after).opening:
            return None  # the other side has only comments to it
        empty = replace(after, parts=(), said=[])
        try:
            return self.body(path, before, *((after, empty) if mine else (empty, after)))
        except AtOdds:
            return None

    def body(self, path: Path, base: Body | None, ours: Body, theirs: Body) -> Woven:
        """The lines of an entry or item itself."""
        if ours == theirs:
            return Woven([*ours.lines()], ours.said)
        if not self.rules.contested(path):
            taken = picked(base, ours, theirs)
            if taken is not None:
                return Woven([*taken.lines()], taken.said)
        if len(path) == 1 and path[0] in self.rules.whole and _both_changed(base, ours, theirs):
            raise AtOdds
        if _shape(ours) == _shape(theirs) == "mapping":
            assert isinstance(ours, Block)
            assert isinstance(theirs, Block)
            return self.block(path, base if _shape(base) == "mapping" else None, ours, theirs)
        if isinstance(ours, Leaf) and isinstance(theirs, Leaf):
            try:
                return self.leaf(path, base if isinstance(base, Leaf) else None, ours, theirs)
            except AtOdds:
                if path[-1] not in self.rules.lists:
                    raise
        mine, others = self._as_list(path, ours), self._as_list(path, theirs)
        if mine and others:
            return self.block(path, self._as_list(path, base), mine, others)
        return self._reshaped(path, base, ours, theirs)

    def _reshaped(self, path: Path, base: Body | None, ours: Body, theirs: Body) -> Woven:
        """What one side only wrote in another form, as the other side has it."""
        if base is not None and not self.rules.contested(path):
            for side, other in ((ours, theirs), (theirs, ours)):
                if side.said == base.said and not any("#" in line for line in side.lines()):
                    return Woven([*other.lines()], other.said)
        raise AtOdds

    def block(self, path: Path, base: Body | None, ours: Block, theirs: Block) -> Woven:
        """A mapping or list, its parts for themselves."""
        if not ours.shape == theirs.shape == "brackets":
            ours, theirs = _on_lines(ours), _on_lines(theirs)
        before = base if isinstance(base, Block) else None
        if before is not None and ours.shape != "brackets":
            before = _on_lines(before)
        opening = picked(before.opening if before else None, ours.opening, theirs.opening)
        rest = picked(before.rest if before else None, ours.rest, theirs.rest)
        if opening is None or rest is None:
            raise AtOdds
        insets = (before.inset if before else None, ours.inset, theirs.inset)
        inset = picked(*insets) or min(ours.inset, theirs.inset)
        parts = before.parts if before else ()
        listed = ours.shape != "mapping"
        found = self.parts(path, parts, ours.parts, theirs.parts, listed=listed)
        if not found.lines and ours.shape != "brackets":
            if before is None or before.opening != opening:
                raise AtOdds  # a new comment behind a key that would go
            return found
        if ours.shape == "brackets":
            return Woven([_bracketed(opening, found.lines, rest)], found.said)
        return Woven(_below(opening, found.lines, inset), found.said)

    def leaf(self, path: Path, base: Leaf | None, ours: Leaf, theirs: Leaf) -> Woven:
        """A value that is not taken apart, unless it is prose."""
        if self.rules.contested(path) and ours.said != theirs.said:
            raise AtOdds
        if ours.value == theirs.value:
            opening = picked(base.opening if base else None, ours.opening, theirs.opening)
            taken = replace(ours, opening=opening or tied(ours.opening, theirs.opening))
        elif found := _one_of(base, ours, theirs):
            taken = found
        elif base and all(leaf.value[:1] in BLOCKS for leaf in (base, ours, theirs)):
            return _prose(base, ours, theirs)
        else:
            raise AtOdds
        for side in (ours, theirs):
            if "#" in side.opening and side.opening not in (taken.opening, base and base.opening):
                raise AtOdds  # a comment between a key and its value
        rest = picked(base.rest if base else None, ours.rest, theirs.rest)
        if rest is None or (rest and taken.value[:1] in BLOCKS):
            raise AtOdds
        return Woven([*replace(taken, rest=rest).lines()], taken.said)

    def _told_apart(
        self,
        path: Path,
        base: Mapping[str, Piece],
        ours: Mapping[str, Piece],
        theirs: Mapping[str, Piece],
    ) -> None:
        """Nothing, if it can be told which items of the two lists are the same."""
        pieces = (*base.values(), *ours.values(), *theirs.values())
        parts = all(isinstance(piece.body.said, dict) for piece in pieces)
        names = [*base], [*ours], [*theirs]
        if path[-1] not in self.rules.lists and not parts and picked(*names) is None:
            raise AtOdds
        changed = {name for name in base if name[0] == "{"} - {*ours} - {*theirs}
        if changed and any(name[0] == "{" and name not in base for name in (*ours, *theirs)):
            raise AtOdds  # an item without an id that both sides rewrote, perhaps
        if path[-1] in self.rules.first and picked(*(side[:1] for side in names)) is None:
            raise AtOdds

    def _place(self, path: Path, pieces: Mapping[str, Piece]) -> Place:
        """Where something new belongs among other things that are new."""

        def place(name: str) -> tuple[object, ...]:
            said = pieces[name].body.said
            day = said.get("on") or said.get("at") if isinstance(said, dict) else None
            return self.rules.rank((*path, name)), day if isinstance(day, str) else "", name

        return place

    def _as_list(self, path: Path, body: Body | None) -> Block | None:
        """A list as such, also where a single item stands for it."""
        if isinstance(body, Block):
            return body if body.shape != "mapping" else None
        if body is None or path[-1] not in self.rules.lists or len(body.lines()) > 1:
            return None
        if isinstance(body.said, list | dict):
            return None
        item = Piece(name_of(body.said), (), Leaf("- ", body.value, "", body.said), ())
        parts = () if body.said is None else (item,)
        said: Plain = [piece.body.said for piece in parts]
        return Block(body.opening.rstrip() + body.rest, "list", STEP, parts, "", said)


def _one_of(base: Leaf | None, ours: Leaf, theirs: Leaf) -> Leaf | None:
    """The side whose value holds, if one does: changed by it alone, or only spelt differently."""
    pairs = (ours, theirs), (theirs, ours)
    if base is not None:
        for one, other in pairs:
            if one.value == base.value:
                return other
    if ours.said == theirs.said:
        taken = ours if tied(ours.value, theirs.value) == ours.value else theirs
        return None if _remarked(theirs if taken is ours else ours) else taken
    if base is not None:
        for one, other in pairs:
            if one.said == base.said and not _remarked(one):
                return other
    return None


def _remarked(leaf: Leaf) -> bool:
    """Whether comments may stand within a value."""
    return "\n" in leaf.value and "#" in leaf.value


def _prose(base: Leaf, ours: Leaf, theirs: Leaf) -> Woven:
    """A literal or folded block, line by line."""
    sides = [tuple(leaf.value.split("\n")) for leaf in (base, ours, theirs)]
    opening = picked(base.opening, ours.opening, theirs.opening)
    mark, *lines = merged_lines(*sides)
    if opening is None or not isinstance(mark, str):
        raise AtOdds
    whole = (mark, *(line for line in lines if isinstance(line, str)))
    if len({_margin(side) for side in (*sides, whole)}) > 1:
        raise AtOdds  # the same line says something else in a block further in
    try:
        said = load(("x: " + "\n".join(whole) + "\n").encode()).plain()["x"]
    except Refused as refused:
        raise AtOdds from refused
    return Woven([opening + mark, *lines], said)


def _margin(lines: Lines) -> int:
    """How far in the lines of a block stand, by its first one."""
    first = next((line for line in lines[1:] if line.strip()), "")
    return len(first) - len(first.lstrip(" "))


def _both_changed(base: Body | None, ours: Body, theirs: Body) -> bool:
    return picked(base.said if base else None, ours.said, theirs.said) is None


def _shape(body: Body | None) -> str:
    return body.shape if isinstance(body, Block) else ""


def _on_lines(block: Block) -> Block:
    """A list with a line for each item."""
    if block.shape != "brackets":
        return block
    return replace(block, shape="list", opening=block.opening.rstrip() + block.rest, rest="")


def _below(opening: str, lines: Sequence[Line], inset: int) -> list[Line]:
    """Lines below a key, or behind a dash."""
    moved: list[Line] = [_further_in(line, inset) for line in lines]
    if opening != "-":
        return [opening, *moved]
    first = moved[0]
    if isinstance(first, Clash):
        raise AtOdds  # both sides need the dash
    return [f"-{first[1:]}", *moved[1:]]


def _further_in(line: Line, inset: int) -> Line:
    if isinstance(line, str):
        return further_in(line, inset)
    return Clash(*(tuple(further_in(one, inset) for one in side) for side in line))


def _bracketed(opening: str, lines: Sequence[Line], rest: str) -> str:
    """Items in brackets again."""
    values = [line.removeprefix("- ") for line in lines if isinstance(line, str)]
    if len(values) < len(lines):
        raise AtOdds
    parts = tuple(Piece("", (), Leaf("", value, "", None), ()) for value in values)
    return in_brackets(opening, parts, rest)
