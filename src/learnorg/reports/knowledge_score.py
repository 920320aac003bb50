"""How good is the content of the articles that were looked at?"""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from learnorg.methods.knowledge import checklist_score
from learnorg.page import Block, Cell, Column, Fields, Page, Say, Table, Text, counted
from learnorg.register.checklists import Answer, Checklist
from learnorg.reports.tracking.figures import per_cent, rounded


class Score(NamedTuple):
    """What a sheet says: how much was asked and missed, by criterion and in all."""

    articles: int
    """Of which at least one criterion is answered."""
    left: int
    """Articles in the sheet of which none is."""
    asked: int
    misses: int
    open: int
    """Criteria without an answer in articles that were looked at."""
    criteria: list[tuple[str, int, int]]
    """Each criterion with its misses and how often it was answered; none where only a sum is."""

    @property
    def share(self) -> float | None:
        """1 - misses / asked, from 0 to 1; None where nothing was answered."""
        return checklist_score(self.misses, self.asked)


def derive(answers: Iterable[Answer], checklist: Checklist) -> Score:
    """
    The content score, 1 - misses / (articles x criteria), over what was answered.

    Formulas: Knowledge; five articles by ten criteria with two misses are 96 %.
    """
    given = list(answers)
    looked = {one.article for one in given if one.holds is not None}
    asked = Counter(one.criterion for one in given if one.holds is not None)
    missed = Counter(one.criterion for one in given if one.holds is False)
    return Score(
        len(looked),
        len({one.article for one in given} - looked),
        asked.total(),
        missed.total(),
        sum(one.holds is None and one.article in looked for one in given),
        [(name, missed[name], asked[name]) for name in checklist.names if asked[name]],
    )


def of_sum(misses: int, articles: int, checklist: Checklist) -> Score:
    """The score of articles of which only the sum of misses is known."""
    return Score(articles, 0, articles * len(checklist.criteria), misses, 0, [])


def lay_out(found: Score) -> Page:
    """The score, what it is made of, and where it is lost."""
    return Page("Content score", tuple(_blocks(found)), "knowledge-score", _data(found))


def _blocks(found: Score) -> Iterator[Block]:
    if found.share is None:
        yield Text("Not enough data: nothing is filled in.", "quiet")
        return
    yield Fields(tuple(_fields(found, found.share)))
    if found.misses and found.criteria:
        columns = [Column("criterion"), Column("misses", right=True), Column("asked", right=True)]
        lost = sorted(found.criteria, key=lambda one: -one[1])
        rows: list[list[Cell]] = [[name, str(m), str(asked)] for name, m, asked in lost if m]
        yield Table(columns, rows)


def _fields(found: Score, share: float) -> Iterator[tuple[str, Cell]]:
    made_of = f"{counted(found.misses, 'miss', 'misses')} in {found.asked} answers"
    yield "score", Say(f"{per_cent(share)}  ({made_of})", "strong")
    yield "articles", str(found.articles)
    if found.left:
        yield "not looked at", Say(f"{counted(found.left, 'article')}: left out", "warn")
    if found.open:
        yield "not answered", Say(f"{counted(found.open, 'criterion', 'criteria')}", "warn")


def _data(found: Score) -> dict[str, Any]:
    return {
        "score": rounded(found.share),
        "articles": found.articles,
        "not_looked_at": found.left,
        "asked": found.asked,
        "misses": found.misses,
        "not_answered": found.open,
        "criteria": [
            {"name": name, "misses": misses, "asked": asked}
            for name, misses, asked in found.criteria
        ],
    }
