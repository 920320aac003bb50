"""Lessons of others that become reviews: which of a collection are taken, and what each says."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from learnorg.errors import LearnorgError
from learnorg.exchange.collections.lessons import Collection, Lesson, address
from learnorg.exchange.collections.reading import read_file
from learnorg.exchange.values import file_name
from learnorg.kinds.review import REVIEW, THERE
from learnorg.kinds.sections import with_words
from learnorg.refs import slug
from learnorg.register.blanks import filled
from learnorg.register.drafts import minted
from learnorg.register.register import Register
from learnorg.register.reviews import EVERY, reviews
from learnorg.register.service_lessons import OUTSIDE
from learnorg.spelling import did_you_mean

MARKS = re.compile(r"^(?=\s{0,3}(?:#|<!--|```|~~~))", re.MULTILINE)
"""Where a line of somebody else's words would be taken for a heading, a hint or code."""


class NoSuchTheme(LearnorgError):
    """A theme that none of a list's headings names."""

    exit_code = 3

    def __init__(self, typed: str, known: list[str]) -> None:
        super().__init__(f"no lesson stands under a heading like '{typed}'")
        listed = f"There are: {', '.join(known[:20])}." if known else "The list has no headings."
        self.hint = did_you_mean(typed, known) or listed


class Wanted(NamedTuple):
    """Which lessons of a list are wanted: under these headings, with these words, so many."""

    themes: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    limit: int = 0

    def fits(self, lesson: Lesson) -> bool:
        """Whether a lesson is among them, the limit apart."""
        theme = lesson.theme.casefold()
        told = f"{lesson.organisation} {lesson.title} {theme} {lesson.text}".casefold()
        return (not self.themes or any(one.casefold() in theme for one in self.themes)) and all(
            word.casefold() in told for word in self.words
        )


class Taken(NamedTuple):
    """What of a collection is taken: the new ones, and how many are there, or are not wanted."""

    source: str
    collection: Collection
    new: list[Lesson]
    there: list[tuple[Lesson, str]]
    """Those whose address a review has already, with that review."""
    beyond: int
    """Wanted, and beyond the limit."""
    unwanted: int


def taken(register: Register, path: Path, wanted: Wanted, today: date) -> Taken:
    """
    What of a list in Markdown is taken; what a review has the address of already is left.

    Raises what `collections.reading` raises, and `NoSuchTheme`.
    """
    collection = read_file(path)
    themes = list(dict.fromkeys(one.theme for one in collection.lessons if one.theme))
    for theme in wanted.themes:
        if not any(theme.casefold() in known.casefold() for known in themes):
            raise NoSuchTheme(theme, themes)
    known = _known(register, today)
    fitting = [one for one in collection.lessons if wanted.fits(one)]
    new = [one for one in fitting if address(one.source) not in known]
    there = [(one, known[address(one.source)]) for one in fitting if one not in new]
    kept = new[: wanted.limit or None]
    return Taken(
        file_name(path.name),
        collection,
        kept,
        there,
        len(new) - len(kept),
        len(collection.lessons) - len(fitting),
    )


def drafts(
    register: Register, lessons: Iterable[Lesson], licence: str, by: str, today: date, source: str
) -> list[dict[str, Any]]:
    """The reviews that some lessons become: drafts of type outside-lesson, words as they were."""
    return [
        minted(register, REVIEW, _said(register, lesson, licence, by, source), today)
        for lesson in lessons
    ]


def _said(
    register: Register, lesson: Lesson, licence: str, by: str, source: str
) -> Mapping[str, Any]:
    outside = {"organisation": lesson.organisation, "source": lesson.source, "licence": licence}
    said = {
        "title": lesson.title,
        "type": OUTSIDE,
        "raised_by": by,
        "outside": outside,
        "tags": [theme] if (theme := slug(lesson.theme)) else [],
        "imported": {"from": source, "row": str(lesson.line)},
    }
    plain = filled(register, REVIEW, said)
    words = MARKS.sub(r"\\", lesson.text or lesson.title)
    return plain | {"body": with_words(plain.get("body"), {THERE: words})}


def _known(register: Register, today: date) -> dict[str, str]:
    """The review that has each address already."""
    return {
        address(source): one.identity
        for one in reviews(register, EVERY, today)
        if (source := one.outside.get("source"))
    }
