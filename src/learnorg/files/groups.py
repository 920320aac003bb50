"""The order in which keys stand, and the groups that blank lines set apart."""

from collections.abc import Sequence
from functools import lru_cache

Groups = Sequence[Sequence[str]]


def group_of(key: str, groups: Groups) -> int:
    """The number of a key's group; keys of none form the last."""
    return next((number for number, group in enumerate(groups) if key in group), len(groups))


def rank_of(key: str, groups: Groups) -> int:
    """A key's place in the order; keys of no group share the last."""
    order = [known for group in groups for known in group]
    return order.index(key) if key in order else len(order)


@lru_cache(maxsize=1024)
def gaps_of(keys: tuple[str, ...], groups: tuple[tuple[str, ...], ...]) -> tuple[int, ...] | None:
    """The blank lines above each of some keys; none where they are not in order."""
    ranks = [rank_of(key, groups) for key in keys]
    if ranks != sorted(ranks):
        return None
    within = [group_of(key, groups) for key in keys]
    return tuple(int(n > 0 and group != within[n - 1]) for n, group in enumerate(within))
