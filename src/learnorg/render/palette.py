"""The colours, dashes and shapes that tell series apart, and the look of a picture's frame."""

from collections.abc import Mapping

from learnorg.page import Chart, Tone

BLUE, VERMILION, GREEN, OCHRE = "#1f7fc4", "#d55e00", "#009e73", "#b87a00"
PURPLE, GREY, BROWN, TEAL = "#c0649a", "#7d7d7d", "#9a6a4f", "#2b93a8"
PALETTE = (BLUE, VERMILION, GREEN, PURPLE, OCHRE, GREY, TEAL, BROWN)
"""
Okabe and Ito's colours, the light ones darkened: each at least 3 to 1 on white and near-black.

Source: Okabe, M. and Ito, K. (2008), Color Universal Design; WCAG 2.2, 1.4.11.
"""
TONES: Mapping[Tone, str] = {
    "good": GREEN,
    "bad": VERMILION,
    "warn": OCHRE,
    "quiet": GREY,
    "strong": BLUE,
    "id": TEAL,
}
DASHES = ([1, 0], [6, 3], [2, 2], [8, 3, 2, 3], [4, 4], [1, 3], [10, 4], [6, 2, 1, 2])
SHAPES = ("circle", "square", "triangle-up", "diamond", "cross", "triangle-down", "wedge", "stroke")

CONFIG = {
    "font": "Helvetica, Arial, sans-serif",
    "view": {"stroke": None},
    "axis": {
        "labelColor": "currentColor",
        "titleColor": "currentColor",
        "domainColor": "currentColor",
        "tickColor": "currentColor",
        "gridColor": "currentColor",
        "domainOpacity": 0.5,
        "tickOpacity": 0.5,
        "gridOpacity": 0.15,
        "labelFontSize": 12,
        "titleFontSize": 12,
        "titleFontWeight": "normal",
        "titlePadding": 8,
        "labelLimit": 0,
        "labelPadding": 5,
    },
    "legend": {
        "labelColor": "currentColor",
        "labelFontSize": 12,
        "labelLimit": 0,
        "symbolSize": 110,
        "orient": "top",
        "title": None,
    },
}


def colours(chart: Chart) -> list[str]:
    """The colour of each series: its tone's, unless another has it already."""
    taken: list[str] = []
    toned = {TONES[one.tone] for one in chart.series if one.tone}
    spare = [colour for colour in PALETTE if colour not in toned] or list(PALETTE)
    for one in chart.series:
        own = TONES[one.tone] if one.tone else ""
        taken.append(own if own and own not in taken else spare[len(taken) % len(spare)])
    return taken
