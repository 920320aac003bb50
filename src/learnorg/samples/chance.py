"""Chance that comes out the same every time."""

from random import Random


def chance(*words: object) -> Random:
    """Draws that depend on these words and on nothing else."""
    return Random(" ".join(map(str, words)))  # noqa: S311  # to be repeated, not kept secret
