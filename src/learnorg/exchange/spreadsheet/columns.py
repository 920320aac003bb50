"""The columns of our own spreadsheets: what people see first, and what sort each is."""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Literal

from learnorg.exchange.exports import rank
from learnorg.exchange.targets import form

Sort = Literal["date", "number", "quantity", "flag", "word", "items", "prose", "line"]

IN_SIGHT = (
    *("id", "title", "state", "owner", "team", "services", "problem", "due"),
    *("estimates.value", "estimates.confidence", "estimates.effort"),
    *("measures.1.name", "measures.1.baseline", "measures.1.target", "measures.1.actual"),
    "outcome.result",
)
"""What people look at most, and see first."""

ALWAYS = (
    *IN_SIGHT,
    *("type", "raised", "raised_by", "source.type", "environments", "objectives", "tags"),
    *("justification", "size", "timescale", "priority.level", "measures.1.unit"),
    *("outcome.evidence", "learned"),
)
"""What stands in every workbook, so that it can be filled in where nothing is yet."""

UNSEEN = re.compile(r"(?:measures|plan|benefits|notes)\.\d+\.id|imported\..+|dates\..+|hold\.state")
"""What programs go by, which stands last."""

ITEM = re.compile(r"(measures|plan|benefits|links|notes)\.[1-9]\d*\.")

WIDTHS: dict[Sort, int] = {
    "date": 11,
    "number": 9,
    "quantity": 10,
    "flag": 8,
    "word": 13,
    "items": 22,
    "prose": 48,
    "line": 18,
}
BUTTON = 3
"""What a filter's button takes of a head."""
WIDEST_HEAD = 24
OWN_WIDTHS = {"id": 17, "title": 40, "state": 12}


@lru_cache(maxsize=4096)
def sort(column: str) -> Sort:
    """What sort of values a column has."""
    general = ITEM.sub(r"\1.1.", column)
    if general == "notes.1.on":
        return "date"
    if general == "notes.1.text":
        return "prose"
    match form(general):
        case "date" | "number" | "quantity" | "flag" | "prose" as own:
            return own
        case "word" | "state":
            return "word"
        case "lines":
            return "items"
    return "line"


def width(column: str) -> int:
    """How wide a column is shown, in characters."""
    own = OWN_WIDTHS.get(column, WIDTHS[sort(column)])
    return max(own, min(len(column) + BUTTON, WIDEST_HEAD))


def arranged(occurring: Iterable[str]) -> list[str]:
    """The columns of a workbook: those in sight, the others, then what programs go by."""
    others = set(occurring) - set(ALWAYS)
    seen = [name for name in others if not UNSEEN.fullmatch(name)]
    unseen = [name for name in others if UNSEEN.fullmatch(name)]
    return [*ALWAYS, *sorted(seen, key=rank), *sorted(unseen, key=rank)]
