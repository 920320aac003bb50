"""What somebody may have meant."""

from collections.abc import Sequence


def did_you_mean(word: str, known: Sequence[str]) -> str:
    """A hint that names the known word nearest to one, or nothing."""
    from difflib import get_close_matches  # bad news only

    near = get_close_matches(word, known, n=1, cutoff=0.6)
    return f"Did you mean '{near[0]}'?" if near else ""
