"""When something is done, or how much by then, going by how much was done in past weeks."""

from collections.abc import Sequence
from itertools import accumulate
from math import ceil
from typing import NamedTuple

SHARES = (50, 85, 95)
"""Per cent of the draws that a forecast holds for."""

FEWEST_WEEKS = 4
HORIZON = 520
"""Weeks, ten years: what takes longer in a draw is not followed to its end."""

DRAWS = 2000


class Forecast(NamedTuple):
    """What holds in 50, 85 and 95 % of the draws; or, without values, what is missing."""

    values: dict[int, int | None]
    missing: str = ""


def when_done(n: int, weekly_throughput: Sequence[int], seed: int, draws: int = DRAWS) -> Forecast:
    """
    Weeks until `n` more are done, at 50, 85 and 95 %.

    Monte Carlo: each draw adds up weeks drawn at random, with replacement, from past ones until
    `n` are done (Magennis 2011; Vacanti 2015). The value is the smallest number of whole weeks
    that so many draws do not exceed; None lies beyond ten years. With fewer than four weeks, or
    nothing finished in them, there is no forecast but what is missing.
    """
    if missing := _missing(weekly_throughput):
        return Forecast({}, missing)
    took = sorted(_weeks(n, weekly_throughput, seed, draw) for draw in range(draws))
    found = {share: took[_place(share, draws)] for share in SHARES}
    return Forecast({share: w if w <= HORIZON else None for share, w in found.items()})


def how_many(
    weeks: int, weekly_throughput: Sequence[int], seed: int, draws: int = DRAWS
) -> Forecast:
    """
    How many are done at least after so many weeks, at 50, 85 and 95 %.

    The same draws as `when_done`, read the other way: at 85 %, 85 of 100 draws reach the number.
    """
    if missing := _missing(weekly_throughput):
        return Forecast({}, missing)
    weeks = min(weeks, HORIZON)
    done = sorted(
        (sum(_drawn(weekly_throughput, seed, draw, weeks)) for draw in range(draws)), reverse=True
    )
    return Forecast({share: done[_place(share, draws)] for share in SHARES})


def _missing(weekly_throughput: Sequence[int]) -> str:
    weeks = len(weekly_throughput)
    if weeks < FEWEST_WEEKS:
        return f"{weeks} whole weeks of at least {FEWEST_WEEKS}"
    return "" if sum(weekly_throughput) > 0 else f"nothing was finished in {weeks} weeks"


def _place(share: int, draws: int) -> int:
    """Where, among the ranked draws, stands the one that a share of them reaches."""
    return ceil(share * draws / 100) - 1


def _weeks(n: int, past: Sequence[int], seed: int, draw: int) -> int:
    """The weeks of one draw, or one more than are followed."""
    if n <= 0:
        return 0
    drawn = 0
    for length in (n // max(past) + 16, HORIZON):  # most draws are over before long
        drawn = min(length, HORIZON)
        for week, done in enumerate(accumulate(_drawn(past, seed, draw, drawn)), start=1):
            if done >= n:
                return week
    return drawn + 1


def _drawn(past: Sequence[int], seed: int, draw: int, weeks: int) -> list[int]:
    """The weeks of one draw: the same for the same seed, and a beginning of any longer one."""
    from random import Random  # 5 ms for its hashes, which only forecasts need

    return Random(f"{seed} {draw}").choices(past, k=weeks)  # noqa: S311  # chance, not secrecy
