"""How far back history can be seen from here."""

from learnorg.cli.console import say
from learnorg.register.trail import Trail


def tell_of_horizon(trail: Trail) -> None:
    """Say where a shallow clone begins, since it does not know what came before."""
    if trail.shallow:
        since = trail.one("SELECT min(committed) FROM commits WHERE first")
        begins = f"its history begins on {since}" if since else "it lacks the older history"
        say(f"This clone is shallow: {begins}. For all of it: git fetch --unshallow", "warn")
