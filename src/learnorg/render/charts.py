"""
A picture as lines of text: bars, areas, lines and points drawn in blocks.

Shapes and names carry everything; colour, where there is some, only repeats it.
"""

from collections.abc import Iterator, Sequence

from learnorg.page import Chart
from learnorg.render.bars import bars
from learnorg.render.plots import FILLS, SYMBOLS, areas, curves, points
from learnorg.render.safe import width as wide
from learnorg.render.scales import drawable, keyed
from learnorg.render.strokes import BOLD, QUIET, Stroke, codes, painted

FORMS = {"bars": bars, "areas": areas, "lines": curves, "points": points}
KEYS = {"areas": FILLS, "lines": SYMBOLS, "points": SYMBOLS}
"""What the series of each form are told by; bars have their names beside them."""


def lines(chart: Chart, width: int, colour: bool, titled: bool = True) -> Iterator[str]:
    """The lines of a picture, none wider than so many columns, with its title and its key."""
    chart = drawable(chart)
    rows: list[Sequence[Stroke]] = [[(chart.title, BOLD)]] if titled and chart.title else []
    if any(one.points for one in chart.series):
        rows += [*FORMS[chart.form](chart, width), *_key(chart, width)]
    else:
        rows += [[("Nothing to draw.", QUIET)]]
    for row in rows:
        yield painted(row, width, colour)


def _key(chart: Chart, width: int) -> Iterator[Sequence[Stroke]]:
    """What the fills and symbols mean, as many to a line as fit."""
    symbols, row = KEYS.get(chart.form, ""), list[Stroke]()
    for n, (one, code) in enumerate(zip(chart.series, codes(chart), strict=True)):
        if symbols and one.name and keyed(chart):
            text = f"{symbols[n % len(symbols)]} {one.name}"
            if row and sum(wide(piece) for piece, _ in row) + 2 + wide(text) > width:
                yield row
                row = []
            row += [("  ", ""), (text, code)] if row else [(text, code)]
    if row:
        yield row
