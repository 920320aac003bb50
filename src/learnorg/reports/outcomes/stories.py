"""Each finished improvement in its own words: how it ended, what shows it, what it taught."""

from collections.abc import Iterator, Sequence
from typing import Any

from learnorg.kinds.improvement import RESULTS
from learnorg.page import Block, Cell, Fields, Heading, Say, Text, Tone, counted
from learnorg.reports.outcomes.finished import Finished, Reading, days_between
from learnorg.reports.outcomes.numbers import percent, plain, rounded
from learnorg.reports.outcomes.tally import WORDS

DISAPPOINTING = ("partly-achieved", "not-achieved", "withdrawn")
TONES: dict[str, Tone] = {"achieved": "good", "partly-achieved": "warn", "not-achieved": "bad"}


def worked(closed: Sequence[Finished]) -> list[Finished]:
    """Those that came to what they were for, or were delivered and not measured."""
    return [one for one in closed if one.result in RESULTS and one.result not in DISAPPOINTING]


def disappointed(closed: Sequence[Finished]) -> list[Finished]:
    """Those that did not, or not wholly."""
    return [one for one in closed if one.result in DISAPPOINTING]


def unsaid(closed: Sequence[Finished]) -> list[Finished]:
    """Those of which nobody said how they ended."""
    return [one for one in closed if one.result not in RESULTS]


def told(heading: str, some: Sequence[Finished], of: str) -> Iterator[Block]:
    """Improvements one under the other, each with all that is known of its end; `of` how many."""
    if not some:
        return
    yield Heading(f"{heading} ({len(some):,}{of})")
    for one in some:
        yield Text(f"{one.title}  {one.identity}", "strong")
        yield Fields(tuple(_fields(one)))


def _fields(one: Finished) -> Iterator[tuple[str, Cell]]:
    yield "outcome", Say(_ending(one), TONES.get(one.result, ""))
    for n, reading in enumerate(one.readings):
        yield "measure" if n == 0 else "besides", _reading(reading)
    for name in ("evidence", "because"):
        if said := getattr(one, name):
            yield name, said
    if one.owner:
        yield "owner", one.owner
    if one.teams:
        yield "teams", ", ".join(one.teams)
    lesson = Say("nothing is written down", "quiet")
    yield "learned", one.learned or lesson


def _ending(one: Finished) -> str:
    words = {**WORDS, "delivered": "delivered", "": "closed", "declined": "declined"}
    after = {"delivered": "not measured", "": "no outcome given", "declined": "after it was begun"}
    pieces = [f"{words.get(one.result, one.result)} on {one.on}", after.get(one.result, "")]
    pieces += [] if one.days is None else [f"{counted(one.days, 'day')} after it was raised"]
    if one.punctual is False:
        pieces += [f"due {one.due}", f"{counted(days_between(one.due, one.on) or 0, 'day')} late"]
    return ", ".join(filter(None, pieces))


def _reading(reading: Reading) -> str:
    unit = f" {reading.unit}" if reading.unit else ""
    values = (("from", reading.baseline), ("to", reading.target), ("now", reading.actual))
    said = ", ".join(f"{word} {value}{unit}" for word, value in values if value)
    share = "" if reading.attained is None else f" ({percent(reading.attained)} of the way)"
    return f"{reading.name}: {said or 'no values'}{share}"


def data(one: Finished) -> dict[str, Any]:
    """An improvement's end for programs."""
    return {
        "id": one.identity,
        "title": one.title,
        "outcome": one.result or None,
        "on": one.on,
        "days": one.days,
        "due": one.due or None,
        "on_time": one.punctual,
        "owner": one.owner or None,
        "teams": list(one.teams),
        "services": list(one.services),
        "objectives": list(one.objectives),
        "evidence": one.evidence or None,
        "because": one.because or None,
        "learned": one.learned or None,
        "measures": [
            {key: value or None for key, value in reading._asdict().items() if key != "attained"}
            | {"attainment": rounded(reading.attained)}
            for reading in one.readings
        ],
        "benefits": [
            {key: None if value == "" else value for key, value in benefit._asdict().items()}
            | {"expected": plain(benefit.expected), "actual": plain(benefit.actual)}
            for benefit in one.benefits
        ],
    }
