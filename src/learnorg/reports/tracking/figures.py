"""Figures as people read them, and bars of text for tables."""

from math import floor

from learnorg.methods.flow import Percentiles

EIGHTHS = " ▏▎▍▌▋▊▉█"
WIDTH = 12


def bar(share: float, width: int = WIDTH) -> str:
    """A bar as long as a share (0 to 1) of the width; what is not 0 can be seen."""
    eighths = round(min(max(share, 0.0), 1.0) * width * 8)
    whole, rest = divmod(max(eighths, 1 if share > 0 else 0), 8)
    return EIGHTHS[8] * whole + (EIGHTHS[rest] if rest else "")


def days(number: float | None) -> str:
    """A number of days as text: whole, or with a tenth, such as the half of a median."""
    if number is None:
        return "–"
    tenths = floor(round(number * 10, 6) + 0.5)  # halves up; what sums leave behind does not count
    return f"{tenths / 10:.1f}".removesuffix(".0")


def in_days(number: float | None) -> str:
    """The same with its unit: `1 day`, `116.5 days`."""
    told = days(number)
    return f"{told} {'day' if told == '1' else 'days'}"


def per_cent(share: float) -> str:
    """A share as whole per cent."""
    return f"{share * 100:.0f} %"


def spread(took: Percentiles) -> dict[str, float | None]:
    """Percentiles for programs."""
    return {"count": took.number, "50": rounded(took.p50), "85": rounded(took.p85),
            "95": rounded(took.p95)}  # fmt: skip


def rounded(number: float | None) -> float | None:
    """A figure for programs, without the digits that nobody measured."""
    return None if number is None else round(number, 4)
