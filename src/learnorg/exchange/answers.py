"""A checklist that somebody filled in: Markdown with ticks, or CSV with yes and no."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence

from learnorg.errors import LearnorgError
from learnorg.exchange.delimited import decoded, delimiter
from learnorg.refs import MINTED
from learnorg.register.checklists import Answer
from learnorg.spelling import did_you_mean

TICK = re.compile(r"\s*[-*+] \[([ xX])\]\s+([a-z0-9-]+)\s*:.*")
WORDS = {
    **dict.fromkeys(("yes", "y", "x", "true", "1", "ok", "ja"), True),
    **dict.fromkeys(("no", "n", "false", "0", "nein"), False),
    "": None,
}
NEEDED = ("article", "criterion", "holds")


class NotASheet(LearnorgError):
    """A file that is no checklist of ours, or says what it cannot say."""

    hint = "Begin with one: learnorg knowledge sample --format md -o sample.md, or --format csv."

    def __init__(self, source: str, why: str, hint: str = "") -> None:
        super().__init__(f"{source}: {why}")
        self.hint = hint or self.hint


def answers(data: bytes, source: str, known: Sequence[str]) -> list[Answer]:
    """
    What a filled-in sheet says of each article, for criteria of known names.

    In Markdown an article of which nothing is ticked was not looked at; in CSV an empty cell is
    no answer. Raises `NotASheet`, and what `delimited.decoded` raises.
    """
    text = decoded(data, source)
    ticked = any(TICK.fullmatch(line) for line in text.splitlines())
    found = list(_ticked(text) if ticked else _tabled(text, source))
    for line, one in found:
        if one.criterion not in known:
            hint = did_you_mean(one.criterion, known) or f"There are: {', '.join(known)}."
            raise NotASheet(f"{source}:{line}", f"'{one.criterion}' is no criterion", hint)
    if not found:
        raise NotASheet(source, "this is no checklist that `knowledge sample` wrote")
    return [one for _, one in found]


def _ticked(text: str) -> Iterator[tuple[int, Answer]]:
    """The items under the headings that name an article."""
    article = ""
    items: list[tuple[int, str, bool]] = []
    for line, words in enumerate((*text.splitlines(), "# end"), 1):
        if words.startswith("#"):
            yield from _of_one(article, items)
            named = MINTED.search(words)
            article, items = named[0] if named else "", []
        elif (found := TICK.fullmatch(words)) and article:
            items.append((line, found[2], found[1] != " "))


def _of_one(article: str, items: Iterable[tuple[int, str, bool]]) -> Iterator[tuple[int, Answer]]:
    """The answers on an article; none where nothing is ticked."""
    listed = list(items)
    looked = any(ticked for _, _, ticked in listed)
    for line, name, ticked in listed:
        yield line, Answer(article, name, ticked if looked else None)


def _tabled(text: str, source: str) -> Iterator[tuple[int, Answer]]:
    """The rows of a table."""
    rows = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter(text))
    heads = {(name or "").strip().lower(): name for name in rows.fieldnames or ()}
    if not all(name in heads for name in NEEDED):
        raise NotASheet(source, "this is no checklist that `knowledge sample` wrote")
    for row in rows:
        line = rows.line_num
        article, name, said = ((row.get(heads[key]) or "").strip() for key in NEEDED)
        if not article and not name:
            continue
        if MINTED.fullmatch(article) is None:
            raise NotASheet(f"{source}:{line}", f"'{article}' is no article")
        if said.lower() not in WORDS:
            hint = "Write yes or no, or leave it empty."
            raise NotASheet(f"{source}:{line}", f"'{said}' is neither yes nor no", hint)
        yield line, Answer(article, name, WORDS[said.lower()])
