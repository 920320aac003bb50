"""How well knowledge is kept and used, from plain counts (formulas: Knowledge)."""

from datetime import date, timedelta


def share(part: int, whole: int) -> float | None:
    """
    A part of a whole, from 0 to 1; None where there is no whole.

    Coverage is needs with at least one validated source / needs; the lesson link rate is what
    was closed with at least one article / all closed; freshness is articles reviewed within
    their interval / articles that have one; reuse is uses by others than those who wrote it /
    uses; the zero-use share is articles never used / articles.
    """
    return part / whole if whole else None


def checklist_score(misses: int, asked: int) -> float | None:
    """
    1 - misses / asked, from 0 to 1, where asked is articles sampled x criteria.

    Five articles by ten criteria with two misses are 0.96. None where nothing was asked.
    """
    missed = share(misses, asked)
    return None if missed is None else 1 - missed


def attention(uses: int, days: int, flags: int) -> int:
    """
    How soon an article is to be looked at: uses x age in days x (1 + open flags), in no unit.

    What many rely on, what nobody has looked at for long and what is doubted comes first; the
    age counts from the day on which somebody last found it right or fixed it.
    """
    return uses * days * (1 + flags)


def kept_until(checked: date | None, within: int, review_by: date | None) -> date | None:
    """
    The last day of the interval within which an article counts as reviewed.

    That is so many days after it was last checked, or the day that it names itself if that is
    earlier or nobody has checked it. None where neither is known.
    """
    last = date.max
    if checked and (date.max - checked).days >= within:
        last = checked + timedelta(days=within)
    known = [day for day in (last if checked else None, review_by) if day]
    return min(known, default=None)
