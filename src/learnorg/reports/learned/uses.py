"""What was written down and used by others, and how soon what they doubted was mended."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from learnorg.methods.flow import percentile
from learnorg.register.activity import Event, events, open_flags
from learnorg.register.register import Register
from learnorg.reports.knowledge.fixes import fixes
from learnorg.reports.outcomes.window import Window


class Used(NamedTuple):
    """An article or a resource with its uses by others, and for what that was."""

    identity: str
    title: str
    """Empty for what is no longer there."""
    by_others: int
    targets: tuple[str, ...]


class Reuse(NamedTuple):
    """What others used in a window, the most used first; no more than counts of whoever did."""

    used: list[Used]
    uses: int
    by_others: int
    fixing: float | None
    """Median days from a flag to the first fix that answers it, of fixes in the window."""
    fixed: int
    """How many flags that is taken over."""
    flags: int
    """How many are open today."""


def reuse(register: Register, titles: Mapping[str, str], within: Window, only: bool) -> Reuse:
    """
    The uses of articles and resources in a window; with `only`, of those that have a title.

    Reuse is uses by others than the author or owner / uses (formulas: Knowledge).
    """
    log = [one for one in events(register) if not only or one.object in titles]
    uses = [one for one in log if one.verb == "used" and one.on in within]
    others = [one for one in uses if not one.context.get("own")]
    took = [days for on, days in fixes(log) if on in within and days is not None]
    flags = [one for one in open_flags(register) if not only or one.object in titles]
    used = sorted(_used(others, titles), key=lambda one: (-one.by_others, one.identity))
    return Reuse(used, len(uses), len(others), percentile(took, 0.5), len(took), len(flags))


def _used(among: Iterable[Event], titles: Mapping[str, str]) -> Iterator[Used]:
    by_object: dict[str, list[Event]] = {}
    for event in among:
        by_object.setdefault(event.object, []).append(event)
    for identity, some in by_object.items():
        targets = dict.fromkeys(str(e.context["for"]) for e in some if e.context.get("for"))
        yield Used(identity, titles.get(identity, ""), len(some), tuple(targets))
