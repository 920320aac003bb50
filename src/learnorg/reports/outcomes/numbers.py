"""Numbers and shares as a report's reader likes them."""


def amount(value: float | None) -> str:
    """A number with its thousands apart; a dash where there is none."""
    return "–" if value is None else f"{value:,.12g}"


def percent(share: float | None) -> str:
    """A share as a percentage; a dash where there is none."""
    return "–" if share is None else f"{share * 100:.0f} %"


def plain(value: float | None) -> float | None:
    """A number as programs get it: without a fraction where it has none."""
    return int(value) if value is not None and value == int(value) else value


def rounded(share: float | None) -> float | None:
    """A share as programs get it."""
    return None if share is None else round(share, 4)
