"""How soon what somebody flagged was mended."""

from collections.abc import Iterable, Iterator

from learnorg.methods.flow import took
from learnorg.register.activity import Event
from learnorg.register.course import day


def fixes(log: Iterable[Event]) -> Iterator[tuple[str, int | None]]:
    """The ISO day of the first fix that answers each flag, and the days from one to the other."""
    flagged: dict[str, str] = {}
    answered: dict[str, str] = {}
    for event in log:
        if event.verb == "flagged":
            flagged[event.id] = event.on
        for flag in event.context.get("answers", ()) if event.verb == "fixed" else ():
            answered.setdefault(flag, event.on)
    for flag, on in answered.items():
        if flag in flagged:
            yield on, took(day(flagged[flag]), day(on))
