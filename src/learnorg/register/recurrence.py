"""
What comes again: contributing factors that an earlier review, closed before, had named already.

Precision first: a sentence is taken for an earlier one only where it is much alike
(`methods.resemblance`), somewhat less where both have a category, or a service, in common.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from learnorg.methods.resemblance import Shelf, Wording, recognised, wording
from learnorg.register.homes import Home, cures, homes
from learnorg.register.origins import origins
from learnorg.register.query import Filter
from learnorg.register.register import Register
from learnorg.register.reviews import EVERY, Factor, Review, review, reviews

FEW = 20
"""Up to so many factors it is cheaper to look into each text first than to take all apart."""

CLOSED = EVERY._replace(filters=(Filter("state", ("closed",)),))


class Earlier(NamedTuple):
    """
    A factor of an earlier review, how much alike it is (0 to 1), and what came of it.

    `to_cure` is whether the review's findings say which factors they answer, so that `cures` are
    what was to cure this one; otherwise they are all improvements that came of the review.
    """

    review: Review
    factor: Factor
    likeness: float
    cures: tuple[Home, ...] = ()
    to_cure: bool = False

    @property
    def told(self) -> str:
        """Where it was named, and what became of what was to cure it, in a sentence."""
        when = f", closed {self.review.closed}" if self.review.closed else ""
        was = "was to cure it" if self.to_cure else "came of that review"
        cured = "; ".join(f"{one.target} {was}: {one.told}" for one in self.cures)
        none = "Nothing was to cure it" if self.to_cure else "No improvement came of it"
        return f"named in {self.review.identity}{when}. {cured or none}."


class Recurring(NamedTuple):
    """A factor of a review that earlier ones had named, the most alike first."""

    n: int
    """Its place among the review's factors, counted from 0."""
    factor: Factor
    earlier: tuple[Earlier, ...]


def told(register: Register, plain: Mapping[str, Any], today: date) -> list[Recurring]:
    """Which factors of a review, as its record has it, an earlier, closed review had named."""
    one = review(plain)
    if not one.causes:
        return []
    return recurrences(register, [one], today).get(one.identity, [])


def recurrences(
    register: Register, among: Iterable[Review], today: date
) -> dict[str, list[Recurring]]:
    """
    The factors of some reviews that came again, by the review's identity.

    Recurrence is a factor shared with an earlier, closed review (formulas: Reviews): one that was
    closed before this one was raised, or started. A closing on no day that is known is none, and
    what made a success possible is nothing to be cured of.
    """
    asked = [one for one in among if one.causes]
    if not asked:
        return {}
    wordings = [wording(factor.what) for one in asked for factor in one.causes]
    held = [
        (one, factor)
        for one in reviews(register, CLOSED, today)
        if one.closed
        for factor in one.causes
        if len(wordings) > FEW or _among(factor, wordings)
    ]
    shelf = Shelf(wording(factor.what) for _, factor in held)
    found = {one.identity: again for one in asked if (again := _again(one, held, shelf, today))}
    before = [e for every in found.values() for r in every for e in r.earlier]
    cured = iter(_cured(register, before))
    return {
        identity: [
            each._replace(earlier=tuple(next(cured) for _ in each.earlier)) for each in every
        ]
        for identity, every in found.items()
    }


def _cured(register: Register, before: Sequence[Earlier]) -> Iterator[Earlier]:
    """Factors of earlier reviews with what was to cure them, or with what came of the review."""
    came = cures(register, {one.review.identity for one in before if not _says(one.review)})
    aimed = _aimed(register, [one for one in before if _says(one.review)])
    known = homes(register, [to for targets in aimed.values() for to in targets])
    for one in before:
        if _says(one.review):
            meant = aimed[one.review.identity, one.factor.id]
            yield one._replace(cures=tuple(known[to] for to in meant), to_cure=True)
        else:
            yield one._replace(cures=tuple(came.get(one.review.identity, ())))


def _says(one: Review) -> bool:
    """Whether any finding of a review says which factors it answers."""
    return any(finding.factors for finding in one.findings)


def _aimed(register: Register, before: Sequence[Earlier]) -> dict[tuple[str, str], list[str]]:
    """
    What was to cure each of some factors, by review and factor.

    Those are the homes of the findings that answer it, and what says that it came of one of them.
    """
    came = origins(register, [one.review for one in before]) if before else {}
    found: dict[tuple[str, str], list[str]] = {}
    for earlier in before:
        one, factor = earlier.review, earlier.factor
        answering = {
            f"{one.identity}#{finding.id or n}": finding
            for n, finding in enumerate(one.findings, 1)
            if factor.id and factor.id in finding.factors
        }
        targets = [to for finding in answering.values() for to in finding.home]
        targets += [identity for identity, of in came.items() if answering.keys() & {*of}]
        found[one.identity, factor.id] = list(dict.fromkeys(targets))
    return found


def _among(factor: Factor, wordings: Iterable[Wording]) -> bool:
    """Whether a factor may be like any of some, which takes little to tell."""
    text = factor.what.casefold()
    return any(one.may_be_in(text) for one in wordings)


def _again(
    one: Review, held: list[tuple[Review, Factor]], shelf: Shelf, today: date
) -> list[Recurring]:
    """The factors of a review that are among those held, of reviews that were over before."""
    begun = one.begun or today
    found = []
    for n, factor in enumerate(one.causes):
        words = wording(factor.what)
        best: dict[str, Earlier] = {}
        for place in shelf.near(words):
            other, before = held[place]
            if other.identity == one.identity or not other.closed or other.closed >= begun:
                continue
            alike = recognised(words, shelf.wordings[place], *_shared(one, factor, other, before))
            if alike is None:
                continue
            known = best.get(other.identity)
            if known is None or alike > known.likeness:
                best[other.identity] = Earlier(other, before, round(alike, 4))
        if best:
            found.append(Recurring(n, factor, tuple(sorted(best.values(), key=_order))))
    return found


def _shared(one: Review, factor: Factor, other: Review, before: Factor) -> tuple[bool, bool]:
    """Whether two factors are of one category, and whether their reviews share a service."""
    category = bool(factor.category) and factor.category.casefold() == before.category.casefold()
    places = {name.casefold() for name in one.services}
    return category, any(name.casefold() in places for name in other.services)


def _order(one: Earlier) -> tuple[float, int]:
    """The most alike first, of equals the latest."""
    return -one.likeness, -(one.review.closed.toordinal() if one.review.closed else 0)
