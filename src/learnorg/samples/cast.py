"""Which stories a register tells, when each was raised, and under which identity."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from math import sqrt
from random import Random

from learnorg.kinds.improvement import IMPROVEMENT
from learnorg.refs import LENGTH, SYMBOLS
from learnorg.samples.chance import chance
from learnorg.samples.organisation import Case, Organisation
from learnorg.samples.workdays import workday

MONTH = 30
SHORTEST, LONGEST = 18 * MONTH, 120 * MONTH
RECORDS_A_MONTH = 800
"""From here on a register reaches further back, or its folders would grow too large."""

AGES = {
    "proposed": (1, 40),
    "accepted": (16, 75),
    "in-progress": (40, 190),
    "on-hold": (80, 240),
    "declined": (30, SHORTEST),
    "closed": (110, SHORTEST),
}
"""Youngest and oldest age in days, by the state a record is in now."""

BEFORE = {"learned-from": 160, "supersedes": 140, "responds-to": 60}
"""By how many days what a link points to is older, at least; 12 where nothing is said."""

CHAIN = 4
"""A story may point to one that points to another, and so on: so many links in a row."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One story to tell: as whose, where, since when, and linked to which others."""

    case: Case
    number: int
    place: str
    raised: date
    identity: str = ""
    links: tuple[Mapping[str, str], ...] = ()
    imported: bool = False
    remarks: int = 0
    """How many remarks it has beyond its story's own."""
    source: str = ""
    """The finding of a review that it came of."""


def cast(organisation: Organisation, records: int, last: date, seed: int) -> list[Entry]:
    """The stories of a register of some size, in the order they were raised in."""
    random = chance(seed, "cast")
    span = max(SHORTEST, min(LONGEST, records // RECORDS_A_MONTH * MONTH))
    drawn: list[tuple[date, int, int, Case]] = []
    for round_, cases in enumerate(_rounds(organisation, records)):
        ages = _ages(cases, span, random, first=round_ == 0)
        for case in cases:
            raised = workday(last - timedelta(days=ages[case.key]), last)
            drawn.append((raised, len(drawn), round_, case))
    drawn.sort(key=lambda one: one[:2])
    return _linked(drawn, organisation, random)


def _rounds(organisation: Organisation, records: int) -> Iterator[tuple[Case, ...]]:
    """The stories of each round; the first round tells each story as it is written down."""
    every = organisation.cases
    ended = tuple(case for case in every if case.state in IMPROVEMENT.finished)
    round_ = 0
    while records > 0:
        # Most of a large register is history: what is open comes along every fourth time.
        cases = ended if round_ % 4 else every
        if records < len(cases):
            cases = tuple(cases[number * len(cases) // records] for number in range(records))
        yield cases
        records -= len(cases)
        round_ += 1


def _ages(cases: tuple[Case, ...], span: int, random: Random, *, first: bool) -> dict[str, int]:
    """How many days ago each story was raised; what another points to came before it."""
    ages = {}
    for case in cases:
        youngest, oldest = AGES[case.state]
        # What has ended lies anywhere in the past; what is open grows older, but not as fast.
        far = span if oldest == SHORTEST else int(oldest * sqrt(span / SHORTEST))
        ages[case.key] = random.randint(youngest, far)
        if case.aliases and first:
            # Their numbers come from an older register, in the order they had there.
            ages[case.key] = span - int(case.aliases[0].partition("-")[2]) % 100
        if case.links:
            ages[case.key] = min(ages[case.key], span - 200)
    for _ in range(CHAIN):
        for case in cases:
            for link in case.links:
                if link.to in ages:
                    least = ages[case.key] + BEFORE.get(link.rel, 12)
                    ages[link.to] = max(ages[link.to], least)
    return ages


def _linked(
    drawn: list[tuple[date, int, int, Case]], organisation: Organisation, random: Random
) -> list[Entry]:
    """The entries with their identities, and links to those that were there before them."""
    taken: set[str] = set()
    known: dict[tuple[int, str], str] = {}
    entries = []
    for raised, number, round_, case in drawn:
        identity = _identity(raised, taken, random)
        known[round_, case.key] = identity
        entry = Entry(case, number, _place(organisation, round_), raised, identity)
        if case.links:
            links = (
                {"rel": link.rel, "to": known[round_, link.to]}
                for link in case.links
                if (round_, link.to) in known
            )
            entry = replace(entry, links=tuple(links))
        entries.append(entry)
    return entries


def _place(organisation: Organisation, round_: int) -> str:
    return organisation.place(round_ - 1) if round_ else ""


def _identity(raised: date, taken: set[str], random: Random) -> str:
    """An identity from the seed, so that the same sample has the same ones."""
    while True:
        symbols = "".join(random.choices(SYMBOLS, k=LENGTH))
        identity = f"{IMPROVEMENT.prefix}-{raised:%y%m}-{symbols}"
        if identity not in taken:
            taken.add(identity)
            return identity
