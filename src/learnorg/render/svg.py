"""SVG, reduced to the shapes and texts of a picture."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element, fromstring  # of what we had drawn

from learnorg.render.markup import text

SPACE = "{http://www.w3.org/2000/svg}"
SHAPES = ("path", "line", "rect", "text", "tspan")
PLACES = ("transform", "d", "x", "y", "x1", "y1", "x2", "y2", "width", "height")
PAINT = ("fill", "fill-opacity", "stroke", "stroke-width", "stroke-opacity", "stroke-dasharray",
         "stroke-linejoin", "stroke-miterlimit", "opacity", "text-anchor", "font-family",
         "font-size", "font-weight")  # fmt: skip
ATTRIBUTES = frozenset(PLACES + PAINT)


def cleaned(drawn: str, title: str) -> str:
    """
    The picture with a title, as an image, of nothing but groups, shapes and text.

    What is not on the list is left out: scripts, styles, links, identities, invisible shapes.
    """
    root = fromstring(drawn)  # noqa: S314  # made by Vega, where texts are text
    inside = "".join(piece for child in root for piece in _kept(child))
    named = f' aria-label="{text(title)}"' if title else ""
    size = " ".join(f'{name}="{text(root.get(name, ""))}"' for name in ("width", "height"))
    return (
        f'<svg xmlns="{SPACE[1:-1]}" role="img"{named} {size} '
        f'viewBox="{text(root.get("viewBox", ""))}">'
        f"<title>{text(title)}</title>{inside}</svg>"
    )


def _kept(element: Element) -> Iterator[str]:
    """An element as text, if it shows something."""
    tag = element.tag.removeprefix(SPACE)
    inside = "".join(piece for child in element for piece in _kept(child))
    attributes = {n: value for n, value in element.items() if n in ATTRIBUTES and value}
    written = "".join(f' {name}="{text(value)}"' for name, value in attributes.items())
    if tag == "g" and inside:
        yield f"<g{written}>{inside}</g>" if written else inside
    elif tag in SHAPES and _shows(element):
        inside = _hover(element) + text(element.text or "") + inside
        yield f"<{tag}{written}>{inside}</{tag}>" if inside else f"<{tag}{written}/>"


def _hover(element: Element) -> str:
    """The name of a point, told where a reader rests on it."""
    named = element.get("aria-roledescription") == "point"
    name = element.get("aria-label", "").strip() if named else ""
    return f"<title>{text(name)}</title>" if name else ""


def _shows(element: Element) -> bool:
    """Whether a shape has an outline or a filling."""
    if element.get("display") == "none" or element.get("d") == "":
        return False
    if element.get("class") in ("background", "foreground"):
        return bool(element.get("stroke") or element.get("fill"))
    return True
