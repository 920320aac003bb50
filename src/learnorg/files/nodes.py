"""What a document is made of: text, lists and mappings, each with its place."""

from typing import ClassVar, TypeAlias

Plain: TypeAlias = "str | list[Plain] | dict[str, Plain] | None"

# How deep lists and mappings may stand within each other, read or written.
MAX_DEPTH = 16

ABSENT = frozenset(("", "~", "null", "Null", "NULL"))


class Scalar:
    """One piece of text as its writer spelt it, between two offsets of the document."""

    flow: ClassVar[bool] = False

    __slots__ = ("col", "end", "line", "start", "style", "text")

    def __init__(self, start: int, end: int, line: int, col: int, text: str, style: str) -> None:
        self.start = start
        self.end = end
        self.line = line
        self.col = col
        self.text = text
        self.style = style

    @property
    def absent(self) -> bool:
        """Whether this stands for nothing: an empty value, `~` or `null`, unquoted."""
        return not self.style and self.text in ABSENT

    def plain(self) -> str | None:
        """The text, or nothing."""
        return None if self.absent else self.text


class Sequence:
    """A list: of lines that begin with a dash, or, if `flow`, in brackets."""

    __slots__ = ("col", "end", "flow", "items", "line", "start")

    def __init__(self, start: int, line: int, col: int, flow: bool) -> None:
        self.start = self.end = start
        self.line = line
        self.col = col
        self.flow = flow
        self.items: list[Node] = []

    def plain(self) -> list[Plain]:
        """The items as plain data."""
        return [
            item.text if type(item) is Scalar and item.text not in ABSENT else item.plain()
            for item in self.items
        ]


class Mapping:
    """Keys and their values: a line each, or, if `flow`, in braces."""

    __slots__ = ("col", "end", "entries", "flow", "line", "start")

    def __init__(self, start: int, line: int, col: int, flow: bool) -> None:
        self.start = self.end = start
        self.line = line
        self.col = col
        self.flow = flow
        self.entries: dict[str, tuple[Scalar, Node]] = {}

    def plain(self) -> dict[str, Plain]:
        """The entries as plain data."""
        return {
            key: value.text  # two calls less for almost every value of a record
            if type(value) is Scalar and value.text not in ABSENT
            else value.plain()
            for key, (_, value) in self.entries.items()
        }


Node: TypeAlias = Scalar | Sequence | Mapping
