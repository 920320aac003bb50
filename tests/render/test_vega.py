import json
import re
import sys
from collections.abc import Callable
from itertools import pairwise
from xml.etree.ElementTree import Element, fromstring

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from learnorg.page import Axis, Chart, Mark, Point, Series
from learnorg.render.palette import PALETTE, TONES, colours
from learnorg.render.stylesheet import DARK, LIGHT
from learnorg.render.svg import ATTRIBUTES, SPACE, cleaned
from learnorg.render.vega import PicturesMissing, spec, svg
from render.pictures import BENEFIT, EMPTY, FINISHED, FLOW, PICTURES, VALUES, strange

ALLOWED = {"svg", "g", "path", "line", "rect", "text", "tspan", "title"}
HOSTILE = [
    "<script>alert(1)</script>",
    "]]><x>",
    "&#x41;&lt;",
    "\x1b[2J\x00\x9b",
    "\u202eevil\u2066",
    "\ud800\ufffe",
    '" onload="x',
    "__proto__",
    "constructor",
    "datum.x",
    "{expr}",
]
pictures = pytest.mark.parametrize("name", PICTURES)
forms = pytest.mark.parametrize("form", ["bars", "areas", "lines", "points"])


def luminance(colour: str) -> float:
    """How bright a colour is (WCAG 2.2, relative luminance)."""
    whole = colour.lstrip("#")
    parts = whole if len(whole) == 6 else "".join(2 * digit for digit in whole)
    shares = [int(parts[n : n + 2], 16) / 255 for n in (0, 2, 4)]
    linear = [s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """The contrast of two colours (WCAG 2.2)."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def sheet(names: str) -> dict[str, str]:
    """The colours of a style sheet, by name."""
    return dict(each.removeprefix("--").split(":") for each in names.split(";"))


@pytest.mark.parametrize("paper", [sheet(LIGHT)["paper"], sheet(DARK)["paper"]])
@pytest.mark.parametrize("colour", sorted({*PALETTE, *TONES.values()}))
def test_seen_on_both(colour: str, paper: str) -> None:
    """Every colour of a series stands out from light and dark paper, as graphics need."""
    assert contrast(colour, paper) >= 3


def test_different_colours() -> None:
    """Series of one tone have different colours; the first keeps the tone's."""
    chart = Chart("lines", "", Axis(""), Axis(""), [Series(str(n), [], "good") for n in range(5)])
    found = colours(chart)
    assert found[0] == TONES["good"]
    assert len(set(found)) == 5


def test_specs(expected: Callable[[str, str], None]) -> None:
    """Every form of picture has its specification."""
    whole = {name: spec(chart) for name, chart in PICTURES.items()}
    expected("vega.json", json.dumps(whole, ensure_ascii=False, indent=1) + "\n")


def elements(drawn: str) -> list[Element]:
    return list(fromstring(drawn).iter())


def texts(drawn: str) -> set[str]:
    return {e.text or "" for e in elements(drawn) if e.tag in (SPACE + "text", SPACE + "title")}


def harmless(drawn: str) -> None:
    """Only shapes and texts, without style, script, link, identity or foreign colour."""
    found = elements(drawn)
    assert {e.tag.removeprefix(SPACE) for e in found} <= ALLOWED
    for element in found[1:]:
        assert set(element.keys()) <= ATTRIBUTES
        assert all(
            value in ("none", "currentColor", *PALETTE)
            for name, value in element.items()
            if name in ("fill", "stroke")
        )
    assert set(found[0].keys()) <= {"role", "aria-label", "width", "height", "viewBox"}


@pictures
def test_svg(name: str) -> None:
    """A picture is an image with a title, drawn in the page's ink and the series' colours."""
    drawn = svg(PICTURES[name])
    harmless(drawn)
    root = fromstring(drawn)
    assert root.get("role") == "img"
    assert root.get("aria-label") == root[0].text == PICTURES[name].title
    assert 'fill="currentColor"' in drawn
    for one, colour in zip(PICTURES[name].series, colours(PICTURES[name]), strict=True):
        assert f'"{colour}"' in drawn, one.name


@pictures
def test_same_again(name: str) -> None:
    """The same picture is drawn the same each time."""
    assert svg(PICTURES[name]) == svg(PICTURES[name])


def test_names_and_values() -> None:
    """Series, places, marks and values have their words in the picture."""
    assert {"achieved", "delivered", "2026-09", "aim: 6", "new service desk", "4.5"} <= texts(
        svg(FINISHED)
    )
    assert {"-4", "0.05", "夜間 batch"} <= texts(svg(BENEFIT))


def test_points_tell_their_records() -> None:
    """A point says which record it is."""
    assert {p.label for one in VALUES.series for p in one.points} <= texts(svg(VALUES))


def test_stacked() -> None:
    """Areas are stacked in the series' order, over the places of all."""
    chart = FLOW._replace(
        series=[Series("a", [Point("2026-06-01", 1)]), Series("b", [Point("2026-06-08", 2)])]
    )
    rows = spec(chart)["layer"][0]["data"]["values"]
    assert [(row["series"], row["turn"], row["y"]) for row in rows] == [
        (" a", 0, 1),
        (" a", 0, 0),
        (" b", 1, 0),
        (" b", 1, 2),
    ]


def test_apart() -> None:
    """Points at one name and height are moved aside, each by another step."""
    four = [Series("", [Point("accepted", 5)] * 4)]
    chart = Chart("points", "", Axis("", "name"), Axis(""), four)
    rows = spec(chart)["layer"][0]["data"]["values"]
    assert sorted(row["aside"] for row in rows) == [-2, -1, 0, 1]


def test_marks_do_not_touch() -> None:
    """The names of marks at nearly the same value stand below one another."""
    chart = VALUES._replace(marks=[Mark("y", 5 + n / 100, f"m{n}") for n in range(4)])
    places = [
        layer["encoding"]["y"]["value"]
        for layer in spec(chart)["layer"]
        if layer["mark"]["type"] == "text"
    ]
    assert len(places) == 4
    assert all(later - earlier >= 14 for earlier, later in pairwise(places))


@forms
@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
def test_hostile(form: str, text: str) -> None:
    """Whatever strangers write stays text, also where it looks like markup or a program."""
    drawn = svg(strange(form, text))
    harmless(drawn)
    shown = fromstring(drawn)[0].text or ""
    assert not re.search(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\u202e\u2066]", drawn)
    assert shown.isprintable()


def test_long_names() -> None:
    """Long names are cut between characters, and stay unlike one another."""
    long = [f"{'🙂' * 40} {n}" for n in range(3)]
    chart = Chart(
        "bars", "", Axis("", "name"), Axis(""), [Series("", [Point(name, 1) for name in long])]
    )
    assert {"🙂" * 14 + "…", "🙂" * 13 + "… 2", "🙂" * 13 + "… 3"} <= texts(svg(chart))


@forms
@given(text=st.text(min_size=1, max_size=40))
@settings(max_examples=10)
def test_any_text(form: str, text: str) -> None:
    """Any text makes a valid picture that is titled with it."""
    harmless(svg(strange(form, text)))


@forms
@given(values=st.lists(st.floats(), min_size=1, max_size=6))
@settings(max_examples=10)
def test_any_numbers(form: str, values: list[float]) -> None:
    """Any numbers make a valid picture."""
    points = [Point(n, y) for n, y in enumerate(values)]
    harmless(svg(Chart(form, "", Axis(""), Axis(""), [Series("s", points)])))  # type: ignore[arg-type]


def test_nothing() -> None:
    """A picture without points is an empty frame, not a failure."""
    harmless(svg(EMPTY))


def test_dropped() -> None:
    """What is no shape or text is left out, and so is every attribute that is not known."""
    drawn = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="2" viewBox="0 0 1 2">'
        '<script>x</script><style>y</style><image href="z"/><a href="z"><text>t</text></a>'
        '<g onclick="x" style="fill:red"><path id="i" d="M0,0" class="c"/></g>'
        '<path d=""/><path class="background" d="M0,0"/><foreignObject/></svg>'
    )
    assert cleaned(drawn, "<") == (
        '<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="&lt;" width="1" '
        'height="2" viewBox="0 0 1 2"><title>&lt;</title><path d="M0,0"/></svg>'
    )


def test_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the library for pictures it is said how to get it, and how to do without."""
    monkeypatch.setitem(sys.modules, "vl_convert", None)
    with pytest.raises(PicturesMissing) as missing:
        svg(FLOW)
    assert missing.value.exit_code == 3
    assert "pip install 'learnorg[site]'" in missing.value.hint
    assert "--no-pictures" in missing.value.hint
