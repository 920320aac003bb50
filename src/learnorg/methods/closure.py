"""
What gains most together with all that it needs: a maximum closure.

Picard, Maximal Closure of a Graph to Determine Its Best Subset (1976): a maximum flow finds it.
"""

from collections.abc import Sequence
from itertools import pairwise


def closure(gains: list[int], needs: Sequence[Sequence[int]]) -> list[int]:
    """
    The positions that gain most together with all that they need.

    Gains pay for needed losses as far as they reach, along shortest ways, which is a maximum flow:
    `gains` become what remains of each. What remains above 0 is in the set.
    """
    paid: list[dict[int, int]] = [{} for _ in needs]
    reached: set[int] = set()
    for payer in range(len(needs)):
        while gains[payer] > 0 and payer not in reached:
            way = _way(payer, gains, needs, paid, reached)
            if way:
                _pay(way, gains, needs, paid)
    return sorted(reached)


def _way(
    payer: int,
    gains: Sequence[int],
    needs: Sequence[Sequence[int]],
    paid: Sequence[dict[int, int]],
    reached: set[int],
) -> list[int]:
    """The way to the nearest unpaid loss: to needs, and back to who has paid for one; or none."""
    came: dict[int, int] = {payer: payer}
    queue = [payer]
    for piece in queue:
        if gains[piece] < 0:
            way = [piece]
            while way[-1] != payer:
                way.append(came[way[-1]])
            return way[::-1]
        for near in (*needs[piece], *paid[piece]):
            if near not in came and near not in reached:
                came[near] = piece
                queue.append(near)
    reached.update(queue)
    return []


def _pay(
    way: Sequence[int], gains: list[int], needs: Sequence[Sequence[int]], paid: list[dict[int, int]]
) -> None:
    """As much along a way as gain, loss and what may be taken back allow."""
    back = [paid[one][other] for one, other in pairwise(way) if other not in needs[one]]
    amount = min(gains[way[0]], -gains[way[-1]], *back)
    for one, other in pairwise(way):
        if other in needs[one]:
            paid[other][one] = paid[other].get(one, 0) + amount
        else:
            paid[one][other] -= amount
            if not paid[one][other]:
                del paid[one][other]
    gains[way[0]] -= amount
    gains[way[-1]] += amount
