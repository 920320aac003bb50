"""
A document as an outline: entries and items, each with the lines that are its own.

Comments and blank lines above a piece belong to it; comments below it, if they stand
further in. Put together again, the pieces are the text to the byte.
"""

from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass
from typing import Literal, TypeAlias

from learnorg.files.lines import Odd, dash_of
from learnorg.files.loader import Document
from learnorg.files.nodes import Mapping, Node, Plain, Scalar, Sequence
from learnorg.files.three_way import Lines

OUT = "\b"
"""Stands for one column that a line lacks to stand as far in as its piece; no document has it."""

Shape = Literal["mapping", "list", "brackets"]


@dataclass(frozen=True, slots=True)
class Leaf:
    """A value that is not taken apart: what stands before it, it as it is written, what behind."""

    opening: str
    value: str
    rest: str
    said: Plain

    def lines(self) -> Lines:
        """Its lines."""
        return tuple(f"{self.opening}{self.value}{self.rest}".split("\n"))


@dataclass(frozen=True, slots=True)
class Block:
    """A mapping or list of lines, or a list in brackets: its key or dash, and its pieces."""

    opening: str
    shape: Shape
    inset: int
    parts: "tuple[Piece, ...]"
    rest: str
    said: Plain

    def lines(self) -> Lines:
        """Its lines."""
        if self.shape == "brackets":
            return (in_brackets(self.opening, self.parts, self.rest),)
        inside = [line for part in self.parts for line in part.lines()]
        return below(self.opening, inside, self.inset)


@dataclass(frozen=True, slots=True)
class Piece:
    """An entry or item: what stands above it, it, and comments that belong to it below."""

    name: str
    """Its key; for an item its id, or else what it says."""
    lead: Lines
    body: Leaf | Block
    tail: Lines

    def lines(self) -> Lines:
        """Its lines."""
        return (*self.lead, *self.body.lines(), *self.tail)


Body: TypeAlias = Leaf | Block
Outline: TypeAlias = tuple[tuple[Piece, ...], Lines]
"""Pieces, and what stands below the last of them."""


def in_brackets(opening: str, parts: "tuple[Piece, ...]", rest: str) -> str:
    """The one line of a list in brackets."""
    values = [part.body.value for part in parts if isinstance(part.body, Leaf)]
    return f"{opening}[{', '.join(values)}]{rest}"


def below(opening: str, inside: "list[str]", inset: int) -> Lines:
    """Lines below a key, or behind a dash."""
    moved = [further_in(line, inset) for line in inside]
    return (f"-{moved[0][1:]}", *moved[1:]) if opening == "-" else (opening, *moved)


def further_in(line: str, columns: int) -> str:
    """A line so many columns further in."""
    lacking = len(line) - len(line.lstrip(OUT))
    if not line or lacking >= columns:
        return line[columns:]
    return " " * (columns - lacking) + line[lacking:]


def outline(document: Document) -> Outline:
    """The entries of a document with plain line ends, and what stands below the last of them."""
    root = document.root
    if root.flow or root.col > 1 or not root.entries:
        raise Odd
    reader = _Reader(document.text)
    return reader.pieces(root, 0, len(reader.lines))


class _Reader:
    """Cuts a text into the pieces that its tree has."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.lines = text.removesuffix("\n").split("\n")
        self.starts = [0]
        for line in self.lines:
            self.starts.append(self.starts[-1] + len(line) + 1)

    def pieces(self, node: Mapping | Sequence, top: int, bottom: int) -> Outline:
        """The pieces on the lines from `top` to `bottom`, and what stands below the last."""
        col = node.col - 1
        places = self.places(node)
        names = _names(node)
        found = []
        for n, (start, last, at, value) in enumerate(places):
            limit = places[n + 1][0] if n + 1 < len(places) else bottom
            if self.lines[start][:col].strip():
                raise Odd
            end = self.end(last + 1, limit, col)
            lead = self.cut(top, start, col)
            body, tail = self.body(at, value, start, end, col)
            found.append(Piece(names[n], lead, body, tail))
            top = end
        return tuple(found), self.cut(top, bottom, col)

    def places(self, node: Mapping | Sequence) -> list[tuple[int, int, int, Node]]:
        """First and last line of each entry or item, its colon or dash, and its value."""
        if isinstance(node, Mapping):
            keys = [(key.line - 1, key, value) for key, value in node.entries.values()]
            return [(n, self.last(v, n), self.text.index(":", k.end), v) for n, k, v in keys]
        dashes = [(dash_of(self.text, node, value), value) for value in node.items]
        return [(n := self.line(at), self.last(v, n), at, v) for at, v in dashes]

    def body(self, at: int, value: Node, start: int, end: int, col: int) -> tuple[Body, Lines]:
        """One entry or item, its colon or dash at an offset, and the comments below it."""
        if not isinstance(value, Scalar) and not value.flow:
            return self.block(at, value, start, end, col)
        last = self.last(value, start)
        begin = self.starts[start] + col
        first, behind = (value.start, value.end) if value.end > value.start else (at + 1, at + 1)
        opening, written = self.text[begin:first], self.text[first:behind]
        rest = self.text[behind : self.starts[last + 1] - 1]
        tail = self.cut(last + 1, end, col)
        if isinstance(value, Sequence) and "\n" not in opening:
            parts = self.items(value)
            if in_brackets("", parts, "") == written:
                return Block(opening, "brackets", 2, parts, rest, value.plain()), tail
        deep = [_out(text, col) for text in (opening, written, rest)]
        return Leaf(deep[0], deep[1], deep[2], value.plain()), tail

    def block(
        self, at: int, value: Mapping | Sequence, start: int, end: int, col: int
    ) -> tuple[Block, Lines]:
        """A mapping or list below its key or behind its dash."""
        if self.text[at] == "-":
            opening = "-"
            line = self.lines[start]
            self.lines[start] = f"{line[:col]} {line[col + 1 :]}"
            top = start
        else:
            opening, top = self.lines[start][col:], start + 1
        inner = value.col - 1
        parts, below_last = self.pieces(value, top, end)
        inset = inner - col
        # What stands below the last part belongs to the whole.
        tail = tuple(_out_line(further_in(line, inner), col) for line in below_last)
        shape: Shape = "mapping" if isinstance(value, Mapping) else "list"
        return Block(opening, shape, inset, parts, "", value.plain()), tail

    def items(self, node: Sequence) -> tuple[Piece, ...]:
        """The items of a list in brackets, as if each had a line."""
        names = _names(node)
        return tuple(
            Piece(name, (), Leaf("- ", self.text[one.start : one.end], "", one.plain()), ())
            for name, one in zip(names, node.items, strict=True)
            if isinstance(one, Scalar)
        )

    def end(self, start: int, limit: int, col: int) -> int:
        """Where a piece ends: below the comments that stand further in than it."""
        found = start
        for n in range(start, limit):
            bare = self.lines[n].strip()
            if bare and not (bare.startswith("#") and self.lines[n].index("#") > col):
                break
            if bare:
                found = n + 1
        return found

    def cut(self, start: int, end: int, col: int) -> Lines:
        """Comments and blank lines, as far in as the piece they belong to."""
        for line in self.lines[start:end]:
            bare = line.strip()
            if bare and bare[0] != "#" and bare[:3] != "---":
                raise Odd
        return tuple(_out_line(line, col) for line in self.lines[start:end])

    def last(self, node: Node, line: int) -> int:
        """The last line of a value whose key or dash stands on a line."""
        if isinstance(node, Mapping) and not node.flow:
            key, value = list(node.entries.values())[-1]
            return self.last(value, key.line - 1)
        if isinstance(node, Sequence) and not node.flow:
            return self.last(node.items[-1], self.line(dash_of(self.text, node, node.items[-1])))
        return self.line(node.end) if node.end > node.start else line

    def line(self, at: int) -> int:
        """The line of an offset, counted from 0."""
        return bisect_right(self.starts, at) - 1


def _names(node: Mapping | Sequence) -> list[str]:
    """What tells the entries or items of a node apart."""
    if isinstance(node, Mapping):
        return list(node.entries)
    seen: Counter[str] = Counter()
    names = []
    for item in node.items:
        name = name_of(item.plain())
        seen[name] += 1
        names.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return names


def name_of(item: Plain) -> str:
    """What an item of a list is known by: its id, where it links to, or all it says."""
    if isinstance(item, dict):
        if isinstance(item.get("id"), str):
            return f"#{item['id']}"
        if isinstance(item.get("rel"), str) and isinstance(item.get("to"), str):
            return f"{item['rel']} {item['to']}"
    return repr(item)


def _out(text: str, columns: int) -> str:
    """A text whose lines but the first stand so many columns further out."""
    first, *rest = text.split("\n")
    return "\n".join([first, *(_out_line(line, columns) for line in rest)])


def _out_line(line: str, columns: int) -> str:
    there = min(len(line) - len(line.lstrip(" ")), columns)
    return OUT * (columns - there) + line[there:] if line else line
