"""
What comes again: contributing factors that an earlier review, closed before, had named already.

Precision first: a sentence is taken for an earlier one only where it is much alike
(`methods.resemblance`), somewhat less where both have a category, or a service, in common.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

from learnorg.methods.resemblance import Shelf, Wording, recognised, wording
from learnorg.register.homes import Home, cures
from learnorg.register.query import Filter
from learnorg.register.register import Register
from learnorg.register.reviews import EVERY, Factor, Review, review, reviews

FEW = 20
"""Up to so many factors it is cheaper to look into each text first than to take all apart."""

CLOSED = EVERY._replace(filters=(Filter("state", ("closed",)),))


class Earlier(NamedTuple):
    """A factor of an earlier review, how much alike it is (0 to 1), and what was to cure it."""

    review: Review
    factor: Factor
    likeness: float
    cures: tuple[Home, ...] = ()

    @property
    def told(self) -> str:
        """Where it was named, and what became of what was to cure it, in a sentence."""
        when = f", closed {self.review.closed}" if self.review.closed else ""
        cured = "; ".join(f"{one.target} was to cure it: {one.told}" for one in self.cures)
        return f"named in {self.review.identity}{when}. {cured or 'No improvement came of it'}."


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
    cured = cures(
        register,
        {e.review.identity for every in found.values() for r in every for e in r.earlier},
    )
    return {
        identity: [
            each._replace(
                earlier=tuple(
                    e._replace(cures=tuple(cured.get(e.review.identity, ()))) for e in each.earlier
                )
            )
            for each in every
        ]
        for identity, every in found.items()
    }


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
