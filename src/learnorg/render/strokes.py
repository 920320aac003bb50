"""The pieces that a drawn line is made of, and how they are painted."""

from collections.abc import Sequence
from typing import TypeAlias

from learnorg.page import Chart
from learnorg.render.safe import cut
from learnorg.render.safe import width as wide
from learnorg.render.tables import CODES

Stroke: TypeAlias = tuple[str, str]
"""Characters, and the code of the colour that they are drawn in."""

BOLD = CODES["strong"]
QUIET = CODES["quiet"]
CYCLE = ("36", "33", "35", "34", "32", "31")
"""The colours of series that have no tone of their own, told apart by all who see colours."""


def painted(row: Sequence[Stroke], width: int, colour: bool) -> str:
    """A line of strokes, cut to a width."""
    left, pieces = width, list[str]()
    for text, code in row:
        fits = cut(text, left) if left > 0 else ""
        left -= wide(fits)
        pieces.append(f"\x1b[{code}m{fits}\x1b[0m" if colour and code and fits.strip() else fits)
    return "".join(pieces).rstrip()


def codes(chart: Chart) -> list[str]:
    """The colour of each series: its tone's, unless another has it already."""
    taken: list[str] = []
    toned = {CODES[one.tone] for one in chart.series if one.tone}
    spare = [code for code in CYCLE if code not in toned] or list(CYCLE)
    for one in chart.series:
        own = CODES[one.tone] if one.tone else ""
        taken.append(own if own and own not in taken else spare[len(taken) % len(spare)])
    return taken


def runs(cells: Sequence[Stroke]) -> list[Stroke]:
    """Cells side by side as strokes, those of one colour together."""
    found: list[Stroke] = []
    for text, code in cells:
        if found and found[-1][1] == code:
            found[-1] = (found[-1][0] + text, code)
        else:
            found.append((text, code))
    return found
