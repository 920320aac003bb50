"""Whether a change waits to be finished, at the cost of one look."""

from pathlib import Path

NAME = "journal.json"


def pending(folder: Path) -> bool:
    """Whether a change was interrupted, or is being made right now, in a private folder."""
    return (folder / NAME).exists()
