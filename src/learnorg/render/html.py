"""A page as an HTML document that stands by itself: nothing is fetched, nothing runs."""

import re
from base64 import b64encode
from collections.abc import Iterator, Sequence
from hashlib import sha256

from learnorg.page import (
    Cell,
    Chart,
    Fields,
    Heading,
    Items,
    Lane,
    Lanes,
    Markdown,
    Page,
    Prose,
    Table,
    Text,
    ticked,
    words,
)
from learnorg.render.markup import no_command, text
from learnorg.render.safe import on_one_line
from learnorg.render.stylesheet import STYLE

DRAWING = 78
"""The columns of a picture that is drawn in text."""
TICKS = {None: "", False: "☐ ", True: "☑ "}
SHORT = 20
"""Cells of at most so many characters are not broken, dates and names among them."""
UNBROKEN = re.compile(
    r"(\b(?:[A-Z]{2,4}-[0-9]{4}-[0-9a-z]{6}(?:#[0-9a-z]{3,8})?|[0-9]{4}-[0-9]{2}-[0-9]{2})\b)"
)
"""Identities and days, of which each stays on one line."""
HASH = b64encode(sha256(STYLE.encode()).digest()).decode()
POLICY = f"default-src 'none'; style-src 'sha256-{HASH}'; base-uri 'none'; form-action 'none'"


def html(page: Page, pictures: bool = True) -> Iterator[str]:
    """
    The lines of the document, its texts as text.

    Without pictures they are drawn in text. Raises `render.vega.PicturesMissing`.
    """
    titled = on_one_line(page.title).strip() or page.kind[:1].upper() + page.kind[1:]
    title = no_command(text(titled))
    yield "<!DOCTYPE html>"
    yield '<html lang="en">'
    yield "<head>"
    yield '<meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield '<meta name="referrer" content="no-referrer">'
    yield '<meta name="generator" content="learnorg">'
    yield f"<title>{title}</title>"
    yield f"<style>{STYLE}</style>"
    yield "</head>"
    yield "<body>"
    yield "<main>"
    yield f"<h1>{title}</h1>"
    yield from map(no_command, blocks(page, pictures))
    yield "</main>"
    yield "</body>"
    yield "</html>"


def blocks(page: Page, pictures: bool = True) -> Iterator[str]:
    """What stands under the page's title."""
    below, above = 2, page.title
    for block in page.blocks:
        match block:
            case Heading(said):
                below, above = 3, said
                yield f"<h2>{_whole(said)}</h2>"
            case Text(said, tone):
                yield _element("p", said, tone)
            case Prose(said):
                yield _element("div", said.strip("\n"), "prose")
            case Markdown(said):
                from learnorg.render import markdown  # for bodies only

                yield f'<div class="markdown">{markdown.html(said)}</div>'
            case Fields(items):
                yield from _fields(items)
            case Items():
                yield from _items(block)
            case Table():
                yield from _table(block, above)
            case Lanes(lanes):
                yield '<div class="lanes">'
                for lane in lanes:
                    yield from _lane(lane, below)
                yield "</div>"
            case Chart():
                yield from _figure(block, pictures)


def _element(tag: str, said: str, kind: str = "") -> str:
    """An element of a class, if it has one."""
    named = f' class="{kind}"' if kind else ""
    return f"<{tag}{named}>{text(said)}</{tag}>"


def _cell(cell: Cell) -> str:
    """A cell's text, in its tone."""
    if isinstance(cell, str) or not cell.tone:
        return _whole(words(cell))
    return f'<span class="{cell.tone}">{_whole(cell.text)}</span>'


def _whole(said: str) -> str:
    """A text in which nothing that is to be copied or read at once is broken."""
    if said.startswith("learnorg "):
        return _element("code", said)
    parts = UNBROKEN.split(said)
    return "".join(_element("span", one, "whole") if n % 2 else text(one)
                   for n, one in enumerate(parts))  # fmt: skip


def _fields(items: Sequence[tuple[str, Cell]]) -> Iterator[str]:
    yield "<dl>"
    for name, cell in items:
        yield f"<dt>{text(name)}</dt><dd>{_cell(cell)}</dd>"
    yield "</dl>"


def _items(block: Items) -> Iterator[str]:
    yield '<ul class="ticks">' if block.to_tick else "<ul>"
    yield from (f"<li>{TICKS[done]}{_cell(item)}</li>" for done, item in ticked(block))
    yield "</ul>"


def _table(table: Table, above: str) -> Iterator[str]:
    """The table in a box of its own, in which it scrolls where it is too wide."""
    yield _box("Table", above)
    yield "<table>"
    classes = [_class(table, n) for n in range(len(table.columns))]
    heads = (
        f'<th scope="col"{kind}><span>{text(column.name.replace("_", " "))}</span></th>'
        for column, kind in zip(table.columns, classes, strict=True)
    )
    yield f"<thead><tr>{''.join(heads)}</tr></thead>"
    yield "<tbody>"
    for row in table.rows:
        cells = (f"<td{kind}>{_cell(cell)}</td>" for kind, cell in zip(classes, row, strict=True))
        yield f"<tr>{''.join(cells)}</tr>"
    yield "</tbody>"
    yield "</table>"
    yield "</div>"


def _box(what: str, title: str) -> str:
    """The start of a box that scrolls by keys, too, and says what stands in it."""
    called = text(": ".join(word for word in (what, on_one_line(title).strip()) if word))
    return f'<div class="scroll" role="region" aria-label="{called}" tabindex="0">'


def _class(table: Table, n: int) -> str:
    """How a column stands: to the right, on one line each, or with room for sentences."""
    column = table.columns[n]
    if column.right:
        return ' class="right"'
    short = all(len(words(row[n])) <= SHORT for row in table.rows)
    return ' class="short"' if short else ' class="wide"'


def _lane(lane: Lane, level: int) -> Iterator[str]:
    """A lane's head, its cards, and how many more there are."""
    yield '<section class="lane">'
    yield _element(f"h{level}", lane.head, lane.tone)
    if lane.cards:
        yield "<ul>"
        yield from (f"<li>{' '.join(_cell(cell) for cell in card)}</li>" for card in lane.cards)
        yield "</ul>"
    if lane.more:
        yield f"<p>and {lane.more} more</p>"
    if not lane.cards and not lane.more:
        yield "<p>–</p>"
    yield "</section>"


def _figure(chart: Chart, pictures: bool) -> Iterator[str]:
    """The picture under its title: as SVG, or drawn in text."""
    yield "<figure>"
    if chart.title:
        yield _element("figcaption", chart.title)
    yield _box("Picture", chart.title)
    if pictures and any(one.points for one in chart.series):
        from learnorg.render.vega import svg  # only pages with pictures need it

        yield svg(chart)
    else:
        from learnorg.render.charts import lines

        yield f"<pre>{text(chr(10).join(lines(chart, DRAWING, False, titled=False)))}</pre>"
    yield "</div>"
    yield "</figure>"
