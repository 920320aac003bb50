"""Figures as people read them, and bars of text for tables."""

from learnorg.methods.flow import Percentiles

EIGHTHS = " ▏▎▍▌▋▊▉█"
WIDTH = 12


def bar(share: float, width: int = WIDTH) -> str:
    """A bar as long as a share (0 to 1) of the width; what is not 0 can be seen."""
    eighths = round(min(max(share, 0.0), 1.0) * width * 8)
    whole, rest = divmod(max(eighths, 1 if share > 0 else 0), 8)
    return EIGHTHS[8] * whole + (EIGHTHS[rest] if rest else "")


def days(number: float | None) -> str:
    """A number of days as text: whole, or with the half that a median may have."""
    return "–" if number is None else f"{number:.0f}" if number >= 10 else f"{number:.2g}"


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
