"""A file's bytes as a document: text, the tree of what it says, and where each part stands."""

import re
from collections.abc import Sequence as Words
from enum import Enum
from typing import NamedTuple

from learnorg.files.nodes import Mapping, Node, Plain, Scalar, Sequence
from learnorg.files.refused import Refused

__all__ = ["Document", "Form", "Mapping", "Node", "Plain", "Refused", "Scalar", "Sequence", "load"]

MAX_YAML = 256 * 1024
MAX_MARKDOWN = 1024 * 1024


class Form(Enum):
    """How a record is written: as YAML, or as Markdown below a YAML head."""

    YAML = "yaml"
    MARKDOWN = "markdown"

    @classmethod
    def of(cls, name: str) -> "Form":
        """The form of a file, by the ending of its name."""
        return cls.MARKDOWN if name.endswith(".md") else cls.YAML


class Document(NamedTuple):
    """One file as read: its whole text, its head as a tree, and where its body begins."""

    text: str
    root: Mapping
    form: Form
    body_start: int

    @property
    def body(self) -> str:
        """The prose below a Markdown head, with plain line ends; nothing if it is blank."""
        body = self.text[self.body_start :].replace("\r\n", "\n")
        return body if body and not body.isspace() else ""

    def plain(self) -> dict[str, Plain]:
        """Everything the file says as text, lists and dicts; what is absent is `None`."""
        said = self.root.plain()
        if body := self.body:
            said["body"] = body
        return said

    def locate(self, path: Words[str | int]) -> tuple[int, int]:
        """The line and column of a path, or of as much of it as there is."""
        if self.form is Form.MARKDOWN and tuple(path) == ("body",):
            return self.text.count("\n", 0, self.body_start) + 1, 1
        node: Node = self.root
        place = node.line, node.col
        for step in path:
            if isinstance(node, Mapping) and isinstance(step, str) and step in node.entries:
                key, node = node.entries[step]
                place = key.line, key.col
            elif isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items):
                node = node.items[step]
                place = node.line, node.col
            else:
                break
        return place


def load(data: bytes, form: Form = Form.YAML) -> Document:
    """The document in a file's bytes; refused, with the place, where it is not plain and sound."""
    text = _decoded(data, MAX_YAML if form is Form.YAML else MAX_MARKDOWN)
    if "<<<<<<<" in text:
        _refuse_conflict(text)
    head, body_start = (text, len(text)) if form is Form.YAML else _split(text)
    # libyaml takes 10 ms to import, and reading from the index needs none of it.
    from learnorg.files.parsing import parse

    root = parse(head)
    if form is Form.MARKDOWN and "body" in root.entries:
        key, _ = root.entries["body"]
        raise Refused(
            "duplicate-key",
            "`body` is the text below the head and cannot stand in the head as well",
            "Move its text below the second `---` and take the line out of the head.",
            key.line,
            key.col,
        )
    return Document(text, root, form, body_start)


def _decoded(data: bytes, most: int) -> str:
    if len(data) > most:
        raise Refused(
            "too-large",
            f"the file has {len(data) // 1024:,} KiB; at most {most // 1024:,} KiB are read",
            "Keep long logs, tables and pictures in files of their own and link to them.",
        )
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or _in_pairs(data[:4]):
        raise Refused(
            "not-utf8",
            "the file is UTF-16 text, not UTF-8",
            "Save the file as UTF-8 (`iconv -f utf-16 -t utf-8` does it).",
        )
    if b"\0" in data:
        before = data[: data.index(b"\0")].decode(errors="replace")
        raise Refused(
            "nul-byte",
            "the file holds a NUL byte, so it is not a text file",
            "Take the byte out, or put the file back from git if it was damaged.",
            *place(before, len(before)),
        )
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        before = data[: error.start].decode(errors="replace")
        raise Refused(
            "not-utf8",
            f"byte 0x{data[error.start]:02x} is not UTF-8 text",
            "Save the file as UTF-8 (`iconv -f windows-1252 -t utf-8` often is what it takes).",
            *place(before, len(before)),
        ) from None


def _in_pairs(beginning: bytes) -> bool:
    """Whether four bytes are two Latin letters of UTF-16."""
    return beginning.count(0) == 2 and b"\0\0" in (beginning[::2], beginning[1::2])


def _refuse_conflict(text: str) -> None:
    """Refuse the three marks of an unfinished merge; one alone may be a Markdown heading."""
    at = 0
    places = []
    for mark in (r"^\ufeff?<<<<<<<(?: |\r?$)", r"^=======\r?$", r"^>>>>>>>(?: |\r?$)"):
        found = re.compile(mark, re.MULTILINE).search(text, at)
        if not found:
            return
        places.append(found.start())
        at = found.end()
    raise Refused(
        "conflict-markers",
        "two versions of these lines wait to be merged",
        "Keep the lines that hold, take out `<<<<<<<`, `=======` and `>>>>>>>`, then `git add`.",
        *place(text, places[0]),
    )


def _split(text: str) -> tuple[str, int]:
    """The head of a Markdown record, its first `---` included, and where the body begins."""
    first = re.match(r"\ufeff?---[ \t]*(?:\r?\n|$)", text)
    if not first:
        raise Refused(
            "no-head",
            "the first line is not `---`, so the record has no head",
            "Begin with a line `---`, then `id:`, `title:` and the rest, then a line `---`.",
        )
    last = re.compile(r"^---[ \t]*(?:\r?\n|\Z)", re.MULTILINE).search(text, first.end())
    if not last:
        raise Refused(
            "no-head",
            "the head that begins with `---` does not end",
            "Put a line `---` between the last key and the text.",
        )
    blank = re.compile(r"\r?\n").match(text, last.end())
    return text[: last.start()], blank.end() if blank else last.end()


def place(text: str, at: int) -> tuple[int, int]:
    """The line and column of an offset, as an editor counts them."""
    return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)
