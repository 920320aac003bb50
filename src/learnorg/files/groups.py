"""The order in which keys stand, and the groups that blank lines set apart."""

from collections.abc import Mapping, Sequence
from functools import lru_cache

Groups = Sequence[Sequence[str]]


def group_of(key: str, groups: Groups) -> int:
    """The number of a key's group; keys of none form the last."""
    return next((number for number, group in enumerate(groups) if key in group), len(groups))


def rank_of(key: str, groups: Groups) -> int:
    """A key's place in the order; keys of no group share the last."""
    order = [known for group in groups for known in group]
    return order.index(key) if key in order else len(order)


@lru_cache(maxsize=16)
def places_of(groups: tuple[tuple[str, ...], ...]) -> Mapping[str, tuple[int, int]]:
    """Every known key's group and rank, worked out once for each order."""
    order = [(number, key) for number, group in enumerate(groups) for key in group]
    return {key: (number, rank) for rank, (number, key) in enumerate(order)}
