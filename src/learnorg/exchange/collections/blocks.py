"""The parts of a list in Markdown that may be lessons: items, paragraphs, headings and rows."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from learnorg.exchange.collections.wording import Passage, Piece, bare, passage, plain
from learnorg.render.density import bound, is_dense

NESTING = 60
"""So deep may lists and quotations stand in one another; what lies deeper is not read."""
SIGNS = 100_000
"""So many signs that may be marks are read, in passages of which none has very many."""
LISTS = ("bullet_list", "ordered_list")

Form = Literal["item", "paragraph", "heading", "row", "html", "deep", "dense"]


class Part(NamedTuple):
    """A part of a list: its words, what is said below it, and the headings above it."""

    form: Form
    head: Passage
    line: int
    themes: tuple[str, ...] = ()
    """From the first heading to the nearest."""
    below: tuple[str, ...] = ()
    cells: tuple[tuple[str, Passage], ...] = ()
    """A row's cells with the names of their columns."""

    @property
    def theme(self) -> str:
        """The nearest heading."""
        return self.themes[-1] if self.themes else ""

    @property
    def link(self) -> Piece | None:
        """The first link that leads elsewhere."""
        return next((piece for piece in self.head if piece.source), None)


@dataclass(slots=True)
class Above:
    """The headings that stand above a block, and the last of them while it may be an item."""

    headings: list[tuple[int, str]] = field(default_factory=list)
    linked: Part | None = None

    @property
    def themes(self) -> tuple[str, ...]:
        """Their words, the outermost first."""
        return tuple(words for _, words in self.headings)


def parts(text: str) -> Iterator[Part]:
    """Every part of a text that may be a lesson, in order."""
    parser = MarkdownIt("commonmark", {"maxNesting": NESTING}).enable("table")
    bound(parser, SIGNS)
    tokens = parser.parse(text)
    yield from _parts(SyntaxTreeNode(tokens).children, Above())
    for token in tokens:
        if token.level == NESTING - 1 and token.nesting == 1 and token.map:
            yield Part("deep", (), token.map[0] + 1)
        elif is_dense(token) and token.map:
            yield Part("dense", (), token.map[0] + 1)


def _parts(nodes: Sequence[SyntaxTreeNode], above: Above) -> Iterator[Part]:
    for node in nodes:
        if node.type == "paragraph" and above.linked and not _begins_with_link(node):
            below = (*above.linked.below, plain(_passage(node)))
            above.linked = above.linked._replace(below=below)
            continue
        if above.linked:
            yield above.linked
            above.linked = None
        if node.type == "heading":
            _put(node, above)
        else:
            yield from _block(node, above)
    if above.linked:
        yield above.linked
        above.linked = None


def _put(node: SyntaxTreeNode, above: Above) -> None:
    """A heading above all that follows; it is an item itself if it is a link."""
    level = int(node.tag[1])
    above.headings = [held for held in above.headings if held[0] < level]
    head = _passage(node)
    if any(piece.source for piece in head):
        above.linked = Part("heading", head, _line(node), above.themes)
    above.headings.append((level, bare(head)))


def _block(node: SyntaxTreeNode, above: Above) -> Iterator[Part]:
    if node.type in LISTS:
        for item in node.children:
            yield from _item(item, above.themes)
    elif node.type == "paragraph":
        yield Part("paragraph", _passage(node), _line(node), above.themes)
    elif node.type == "table":
        yield from _rows(node, above.themes)
    elif node.type == "blockquote":
        yield from _parts(node.children, Above(list(above.headings)))
    elif node.type == "html_block" and "href" in node.content.lower():
        yield Part("html", (), _line(node), above.themes)


def _item(node: SyntaxTreeNode, themes: tuple[str, ...]) -> Iterator[Part]:
    """An item with what is said below it; one without a link may be a heading of others."""
    paragraphs = [child for child in node.children if child.type in ("paragraph", "heading")]
    own = [_passage(paragraph) for paragraph in paragraphs]
    told = next((n for n, words in enumerate(own, 1) if any(p.source for p in words)), len(own))
    head = [piece for words in own[:told] for piece in (*words, Piece(" "))][:-1]
    nested = [child for child in node.children if child.type in LISTS]
    if any(piece.source for piece in head) or not any(map(_has_link, nested)):
        rest = [child for child in node.children if child not in paragraphs[:told]]
        below = tuple(words for child in rest for words in _below(child))
        yield Part("item", head, _line(node), themes, below)
        return
    inner = (*themes, bare(head)) if head else themes
    for child in nested:
        for item in child.children:
            yield from _item(item, inner)


def _below(node: SyntaxTreeNode) -> Iterator[str]:
    """What is said below an item: items as items, all else as lines."""
    if node.type == "inline":
        if words := plain(_words(node)):
            yield words
    elif node.type in LISTS:
        for item in node.children:
            lines = [words for child in item.children for words in _below(child)]
            yield from (words if words.startswith("- ") else f"- {words}" for words in lines)
    else:
        for child in node.children:
            yield from _below(child)


def _rows(node: SyntaxTreeNode, themes: tuple[str, ...]) -> Iterator[Part]:
    names, *rows = [
        [_passage(cell) for cell in row.children]
        for section in node.children
        for row in section.children
    ]
    lines = [_line(row) for section in node.children for row in section.children]
    for line, row in zip(lines[1:], rows, strict=True):
        cells = tuple((bare(name), cell) for name, cell in zip(names, row, strict=False))
        yield Part("row", [p for _, cell in cells for p in cell], line, themes, cells=cells)


def _passage(node: SyntaxTreeNode) -> list[Piece]:
    return [piece for child in node.children for piece in _words(child)]


def _words(node: SyntaxTreeNode) -> list[Piece]:
    return passage(node.token) if node.type == "inline" and node.token else []


def _begins_with_link(node: SyntaxTreeNode) -> bool:
    words = _passage(node)
    return bool(words) and words[0].source


def _has_link(node: SyntaxTreeNode) -> bool:
    if node.type == "inline":
        return any(piece.source for piece in _words(node))
    return any(map(_has_link, node.children))


def _line(node: SyntaxTreeNode) -> int:
    return node.map[0] + 1 if node.map else 0
