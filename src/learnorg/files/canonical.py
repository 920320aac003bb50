"""A record in the one form that `learnorg fmt` writes, its comments kept."""

import re
from collections.abc import Iterator

from learnorg.files.groups import Groups, gaps_of, group_of, rank_of
from learnorg.files.lines import BLOCK, Odd, block_indent, head_end, head_start
from learnorg.files.loader import Document, Form, load
from learnorg.files.nodes import Mapping, Node, Scalar, Sequence

STEP = "  "

COMMENT = re.compile(r"(?:^|(?<=[\s:,\[\]{}]))#.*")
# What may stand between two pieces of text, comments apart.
BETWEEN = re.compile(r"[\s:,\-\[\]{}]*")
MARKER = re.compile(r"---|\.\.\.")
BLOCKS = ("|", ">")


def canonical(document: Document, groups: Groups = ()) -> str:
    """
    The same record with keys in order, groups apart and lists one item a line.

    Texts keep their words, quotes and lines. A record whose comments would get
    lost is given back as it is.
    """
    try:
        text = _rewritten(document, groups)
        again = load(text.encode(), document.form)
        if again.root.plain() == document.root.plain() and _rewritten(again, groups) == text:
            return text
    except Odd:
        pass
    return document.text


def is_canonical(document: Document, groups: Groups = ()) -> bool:
    """Whether a record is written in that form already; for most, told from the places alone."""
    return _stands(document, groups) or canonical(document, groups) == document.text


def _stands(document: Document, groups: Groups) -> bool:
    """
    Whether every line is where it belongs, going by lines and columns only.

    Says no where it cannot tell, as with comments, flow lists or text over several lines. That
    a text has one line is seen by what stands below it, on the next line.
    """
    text, root = document.text, document.root
    head = text[: document.body_start]
    body = document.body
    closing = "" if document.form is Form.YAML else "---\n\n" if body else "---\n"
    gaps = gaps_of(tuple(root.entries), tuple(map(tuple, groups)))
    if gaps is None or root.flow or "#" in head or "\r" in text or " \n" in head:
        return False
    if (text != head and not body) or text[:1] == "\ufeff":  # blank lines below, or a mark above
        return False
    if not text.endswith("\n") or not head.endswith(closing):
        return False
    line = 1 if document.form is Form.YAML else 2
    for (key, value), gap in zip(root.entries.values(), gaps, strict=True):
        line += gap
        if key.col != 1 or key.line != line or (gap and text[key.start - 2] != "\n"):
            return False
        line = _below(text, key.end + 2, value, line, 3)
        if not line:
            return False
    return line == head.count("\n") + 1 - closing.count("\n")


def _inside(text: str, node: Sequence | Mapping, line: int, col: int) -> int:
    """The line below a block list or mapping that begins on a line; 0 if it is not as it should."""
    if isinstance(node, Mapping):
        for key, value in node.entries.values():
            if key.col != col or key.line != line:
                return 0
            line = _below(text, key.end + 2, value, line, col + 2)
            if not line:
                return 0
        return line
    for item in node.items:
        if item.line != line or item.col != col + 2:
            return 0
        if isinstance(item, Scalar):
            line = _below(text, item.start, item, line, col + 2)
        else:
            line = 0 if item.flow else _inside(text, item, line, col + 2)
        if not line:
            return 0
    return line


def _below(text: str, start: int, value: Node, line: int, col: int) -> int:
    """The line below a value whose key or dash stands on a line, and its text at an offset."""
    if isinstance(value, Scalar):
        if value.start == value.end:
            return line + 1
        if value.start != start or value.line != line:
            return 0
        if value.style not in BLOCKS:
            return line + 1
        first = text.find("\n", start) + 1
        indented = text.startswith(" " * (col - 1), first) and text[first + col - 1] not in " \n"
        return line + text.count("\n", start, value.end) + 1 if indented else 0
    if value.flow or value.line != line + 1 or value.col != col:
        return 0
    return _inside(text, value, line + 1, col)


def _rewritten(document: Document, groups: Groups) -> str:
    lines = _Writer(document).written(groups)
    if document.form is Form.YAML:
        return "".join(line + "\n" for line in lines)
    body = document.body
    end = "" if not body or body.endswith("\n") else "\n"
    return "\n".join(["---", *lines, "---", "\n" if body else ""]) + body + end


class _Writer:
    """Walks from text to text in order and finds a place for each comment between them."""

    def __init__(self, document: Document) -> None:
        self.text = document.text
        self.root = document.root
        self.lines: list[str] = []
        # Comments, with their columns, and blank lines, until what they stand above is written.
        self.waiting: list[tuple[int, str]] = []
        # Whether the last text keeps the blank lines below it as its own.
        self.keeps = False
        self.starts = [leaf.start for leaf in _leaves(self.root)]
        self.starts.append(head_end(document))
        self.starts.reverse()
        self.pass_gap(head_start(document), fresh=True)
        if self.root.flow:
            raise Odd

    def written(self, groups: Groups) -> list[str]:
        """All lines of the head, top-level keys in order."""
        lines = self.header()
        parts = []
        for name, (key, value) in self.root.entries.items():
            self.lines = []
            self.lead("", first=True)
            self.entry(key, value, "", self.root)
            parts.append((rank_of(name, groups), group_of(name, groups), self.lines, self.keeps))
        before, keeps = -1, False
        for _, group, part, part_keeps in sorted(parts, key=lambda part: part[0]):
            if before not in (-1, group) and not keeps:
                lines.append("")
            lines += part
            before, keeps = group, part_keeps
        self.lines = lines
        self.lead("", first=keeps or not parts)
        while self.lines and not self.lines[-1] and not keeps:
            self.lines.pop()
        return self.lines

    def header(self) -> list[str]:
        """Comments at the top that a blank line sets apart from the first key."""
        texts = [text for _, text in self.waiting]
        if not self.root.entries or "" not in texts:
            return []
        size = len(texts) - texts[::-1].index("")
        del self.waiting[:size]
        return texts[:size] if texts[0] else texts[1:size]

    def entry(self, key: Scalar, value: Node, opening: str, within: Mapping) -> None:
        """One key with its value."""
        indent = " " * len(opening)
        self.lines.append(f"{opening}{self.text[key.start : key.end]}:")
        if _is_leaf(value):
            self.pass_gap(key.end, bare=True)
            self.leaf(value, indent, within)
        else:
            self.pass_gap(key.end)
            self.inside(value, indent + STEP, within)

    def inside(self, node: Node, opening: str, within: Node) -> None:
        """The entries or items of a mapping or list, the first one behind an opening."""
        indent = " " * len(opening)
        first = True
        if isinstance(node, Mapping):
            for key, value in node.entries.values():
                self.lead(indent, first)
                self.entry(key, value, opening if first else indent, node)
                first = False
        elif isinstance(node, Sequence):
            for value in node.items:
                self.lead(indent, first)
                dash = f"{opening if first else indent}- "
                first = False
                if _is_leaf(value):
                    self.lines.append(dash.rstrip())
                    self.leaf(value, indent, node)
                else:
                    self.inside(value, dash, node)
        if not node.flow:
            self.tail(max(node.col, within.col + 1), indent)

    def leaf(self, node: Node, indent: str, within: Node) -> None:
        """A text, or an empty list or mapping, as its writer wrote it."""
        first, *rest = self.text[node.start : node.end].replace("\r\n", "\n").split("\n")
        self.keeps = False
        if isinstance(node, Scalar) and node.style in BLOCKS:
            found = BLOCK.fullmatch(first)
            if not found:
                raise Odd
            chomp = found["before"] + found["after"]
            self.keeps = chomp == "+"
            first = found["kind"] + ("2" if found["indent"] else "") + chomp + found["rest"]
            cut = block_indent(self.text, node, within.col - 1)
            rest = [line[cut:] for line in rest]
        else:
            rest = [line.lstrip(" \t") for line in rest]
        if first:
            self.lines[-1] += f" {first.rstrip()}"
        self.lines += [indent + STEP + line if line else "" for line in rest]
        self.pass_gap(node.end)

    def pass_gap(self, start: int, *, fresh: bool = False, bare: bool = False) -> None:
        """On to the next text; a comment on this line stays on it, others wait."""
        gap = self.text[start : self.starts.pop()].split("\n")
        for number, line in enumerate(gap):
            own = fresh or number > 0
            found = COMMENT.search(line)
            before = line[: found.start()] if found else line
            if not BETWEEN.fullmatch(before) or (own and MARKER.match(before)):
                raise Odd
            if found and (bare or (number > 0 and re.search(r"[\]}]", before))):
                raise Odd
            if found and own:
                self.waiting.append((found.start() + 1, found[0].rstrip()))
            elif found:
                spaces = len(before) - len(before.rstrip())
                self.lines[-1] += " " * max(spaces, 1) + found[0].rstrip()
            elif own and number < len(gap) - 1 and not before.strip() and not bare:
                self.blank()

    def blank(self) -> None:
        """One blank line waits, however many stand there."""
        if not self.waiting or self.waiting[-1][1]:
            self.waiting.append((0, ""))

    def lead(self, indent: str, first: bool) -> None:
        """What waits, written above what comes next; no blank line above a first item."""
        if first and self.waiting and not self.waiting[0][1]:
            del self.waiting[0]
        self.lines += [indent + text if text else "" for _, text in self.waiting]
        self.waiting = []

    def tail(self, col: int, indent: str) -> None:
        """Comments below the last item that stand as far in as the items."""
        size = 0
        for number, (at, text) in enumerate(self.waiting, start=1):
            if text and at < col:
                break
            if text:
                size = number
        self.keeps = self.keeps and not size
        self.lines += [indent + text if text else "" for _, text in self.waiting[:size]]
        del self.waiting[:size]


def _is_leaf(node: Node) -> bool:
    return isinstance(node, Scalar) or not (
        node.items if isinstance(node, Sequence) else node.entries
    )


def _leaves(node: Node) -> Iterator[Node]:
    if _is_leaf(node):
        yield node
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from _leaves(item)
    elif isinstance(node, Mapping):
        for key, value in node.entries.values():
            yield key
            yield from _leaves(value)
