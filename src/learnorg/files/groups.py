"""The order in which keys stand, and the groups that blank lines set apart."""

from collections.abc import Sequence

Groups = Sequence[Sequence[str]]


def group_of(key: str, groups: Groups) -> int:
    """The number of a key's group; keys of none form the last."""
    return next((number for number, group in enumerate(groups) if key in group), len(groups))


def rank_of(key: str, groups: Groups) -> int:
    """A key's place in the order; keys of no group share the last."""
    order = [known for group in groups for known in group]
    return order.index(key) if key in order else len(order)
