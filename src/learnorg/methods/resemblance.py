"""
Whether two short sentences tell of the same thing: factors of reviews, that come again.

Each pair is judged by itself, so that what was found alike stays so whatever else is written.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from learnorg.methods.similarity import grams

ENOUGH = 0.65
"""From this likeness on, two sentences tell of the same thing."""
SHORT, MORE = 6, 0.12
"""Of fewer telling words each says more: so much more is asked for."""
SAME_CATEGORY, SAME_PLACE = 0.09, 0.02
"""So much less will do where both are said to be about the same, or where they share a service."""

STEM = 4
"""So many letters at the beginning of a word stand for it and its other forms."""
SHARED = 3
"""What has not one in so many words in common, by their stems, is not compared."""
ALONE = 1 + math.log(1.5)
"""What a trigram weighs that one of two texts has."""
LONGEST = 40
"""So many words are compared; a factor is a sentence."""

FILLING = frozenset(
    """
    a an the of to in on at for from by with and or so that which who whom this these it its is
    are was were be been being had has have having not no nobody never only any more alone when
    since as
    """.split()  # noqa: SIM905  # forty-odd words are read more easily than a list of them
)
"""Words that hold English sentences together, and that those about anything have in common."""


@dataclass(frozen=True)
class Wording:
    """A sentence as it is compared: the words that tell something, and their stems."""

    words: str
    stems: frozenset[str]

    @cached_property
    def grams(self) -> Counter[str]:
        """Its trigrams, for those that come to be compared."""
        return grams(self.words)

    @cached_property
    def length(self) -> int:
        """The squared length of its vector of trigrams."""
        return sum(count * count for count in self.grams.values())

    def may_be_in(self, text: str) -> bool:
        """Whether a text in lower case may share enough words with it; false is certain."""
        return sum(stem in text for stem in self.stems) * SHARED >= len(self.stems)


def wording(text: str) -> Wording:
    """The words of a sentence that tell something; all, where none else do."""
    every = re.findall(r"\w+", text.casefold().replace("'s ", " "))
    told = [word for word in every if word not in FILLING] or every or text.split()
    kept = told[:LONGEST]
    return Wording(" ".join(kept), frozenset(word[:STEM] for word in kept))


def resemblance(one: Wording, other: Wording) -> float:
    """
    How much alike two sentences are, from 0 to 1: the likeness of their telling words.

    0 where they share less than a third of their words, counted by those of the longer one.
    """
    if one.words == other.words:
        return 1.0 if one.words else 0.0
    if not _comparable(one, other, len(one.stems & other.stems)):
        return 0.0
    return _likeness(one, other)


def recognised(
    one: Wording, other: Wording, category: bool = False, place: bool = False
) -> float | None:
    """
    How much alike two sentences are (0 to 1) where they tell of the same thing; else None.

    It takes a likeness of 0.65, of fewer than six telling words 0.77; 0.09 less where both are
    of one category, 0.02 less where they share a service. Calibrated on pairs of our own wording
    (`tests/methods/factors.py`) for precision first: what is worded quite otherwise is missed.
    """
    short = min(len(one.stems), len(other.stems)) < SHORT
    asked = ENOUGH + MORE * short - SAME_CATEGORY * category - SAME_PLACE * place
    found = resemblance(one, other)
    return found if found >= asked else None


class Shelf:
    """Sentences to be compared with, found by the stems of their words."""

    def __init__(self, wordings: Iterable[Wording] = ()) -> None:
        self.wordings: list[Wording] = []
        self._by_stem: defaultdict[str, list[int]] = defaultdict(list)
        for one in wordings:
            self.add(one)

    def add(self, one: Wording) -> None:
        """Put another sentence beside the others."""
        for stem in one.stems:
            self._by_stem[stem].append(len(self.wordings))
        self.wordings.append(one)

    def near(self, one: Wording) -> Iterator[int]:
        """The places, counted from 0, of those that share enough words with one."""
        shared = Counter(chain.from_iterable(self._by_stem.get(stem, ()) for stem in one.stems))
        fewest = -(-len(one.stems) // SHARED)
        for place in sorted(place for place, count in shared.items() if count >= fewest):
            if _comparable(one, self.wordings[place], shared[place]):
                yield place


def grouped(texts: Sequence[str], about: Sequence[Hashable] = ()) -> list[str]:
    """
    For each text the one under which it is counted: the commonest that tells of the same thing.

    A text joins the commonest it is enough alike to, the first where equals are; `about` says of
    each what it is about, if that is known. No group is held together by a chain of likenesses.
    """
    known = [wording(text) for text in texts]
    often = Counter(one.words for one in known)
    spelt: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for text, one in zip(texts, known, strict=True):
        spelt[one.words][" ".join(text.split())] += 1
    topics = {one.words: topic for one, topic in zip(known, about, strict=True)} if about else {}
    first = {one.words: one for one in reversed(known)}
    leaders, under = Shelf(), dict[str, str]()
    for words in sorted(often, key=lambda words: -often[words]):  # equals as they came
        alike = [
            (score, -place)
            for place in leaders.near(first[words])
            if (
                score := recognised(
                    first[words],
                    other := leaders.wordings[place],
                    _same(topics.get(words), topics.get(other.words)),
                )
            )
            is not None
        ]
        if alike:
            under[words] = leaders.wordings[-max(alike)[1]].words
        else:
            under[words] = words
            leaders.add(first[words])
    return [spelt[under[one.words]].most_common(1)[0][0] for one in known]


def _likeness(one: Wording, other: Wording) -> float:
    """
    The likeness of two texts alone, as `similarity.likeness` has it.

    Of two texts, what both have weighs 1 and what one has 1 + ln 1.5, so that it takes their
    shared trigrams only: reports compare hundreds of thousands of pairs.
    """
    shared = one.grams.keys() & other.grams.keys()
    counts = [(one.grams[gram], other.grams[gram]) for gram in shared]
    lengths = 1.0
    for length, own in (
        (one.length, sum(a * a for a, _ in counts)),
        (other.length, sum(b * b for _, b in counts)),
    ):
        lengths *= own + (length - own) * ALONE**2
    return min(1.0, sum(a * b for a, b in counts) / math.sqrt(lengths)) if lengths else 0.0


def _comparable(one: Wording, other: Wording, shared: int) -> bool:
    return shared > 0 and shared * SHARED >= max(len(one.stems), len(other.stems))


def _same(one: Hashable, other: Hashable) -> bool:
    return bool(one) and one == other
