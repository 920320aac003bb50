"""Where what reviews found has landed, and how that stands."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from learnorg.kinds import BY_NAME
from learnorg.refs import target
from learnorg.register.homes import Home, homes
from learnorg.register.origins import origins, review_of
from learnorg.register.register import Register
from learnorg.register.reviews import Finding, Review

NO_ACTION, NO_HOME, NOT_HERE = "no action", "no home", "elsewhere"
SORTS = ("improvement", "article", NOT_HERE, NO_ACTION, NO_HOME)
"""Where something may land, in the order in which it is told; other kinds before elsewhere."""


class Landing(NamedTuple):
    """How many improvements, articles or other places stand alike, or findings have none."""

    sort: str
    standing: str
    number: int

    @property
    def name(self) -> str:
        """Both in a few words, those first that tell them apart where there is little room."""
        return f"{self.standing} ({self.sort})" if self.standing else self.sort


class Landed(NamedTuple):
    """What became of each home of some reviews' findings, and how many stand alike."""

    homes: Mapping[str, Home]
    landings: list[Landing]

    def records(self, kind: str) -> int:
        """How many records of a kind came of the reviews."""
        return sum(one.number for one in self.landings if one.sort == kind)


def landed(register: Register, reviews: Sequence[Review]) -> Landed:
    """
    Where the findings of some reviews landed; each record or place counts once.

    Improvements and articles that say themselves that they came of one of the reviews count, too.
    """
    findings = [finding for one in reviews for finding in one.findings]
    named = [to for one in findings for to in one.home]
    among = {one.identity for one in reviews}
    came = [
        identity
        for identity, addresses in origins(register, reviews).items()
        if any(review_of(address) in among for address in addresses)
    ]
    known = homes(register, [*named, *came])
    places = {_place(to): known[to] for to in (*named, *came)}
    counts = Counter(_standing(one) for one in places.values())
    counts[NO_ACTION, ""] = sum(1 for one in findings if one.no_action and not one.home)
    counts[NO_HOME, ""] = sum(1 for one in findings if not one.no_action and not one.home)
    alike = [Landing(*key, number) for key, number in counts.items() if number]
    return Landed(known, sorted(alike, key=_order))


def told(finding: Finding, known: Mapping[str, Home]) -> str:
    """Where a finding landed, and how that stands, in a line."""
    if finding.home:
        return ", ".join(f"{to} ({known[to].told})" for to in finding.home)
    return f"no action: {finding.no_action}" if finding.no_action else "no home"


def reasons(reviews: Sequence[Review]) -> Iterator[tuple[Review, Finding]]:
    """The findings on which nothing is done, with their reviews."""
    for one in reviews:
        yield from ((one, each) for each in one.findings if each.no_action and not each.home)


def _place(to: str) -> str:
    """What a target is counted as: a record whatever part of it is named."""
    at = target(to, BY_NAME)
    return at.identity if at and at.identity else to


def _standing(home: Home) -> tuple[str, str]:
    if home.kind:
        return home.kind, home.told
    at = target(home.target, BY_NAME)
    return (NOT_HERE, "") if at and at.elsewhere else (NO_HOME, home.told)


def _order(one: Landing) -> tuple[int, int, str]:
    place = 2 * SORTS.index(one.sort) if one.sort in SORTS else 2 * SORTS.index(NOT_HERE) - 1
    return place, -one.number, one.standing
