"""The sample organisation's register, of any size, built into a folder."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from heapq import merge
from itertools import chain
from pathlib import Path

from learnorg.errors import LearnorgError
from learnorg.files.emitter import emit
from learnorg.history import driver
from learnorg.history.repository import locate
from learnorg.kinds.person import PERSON
from learnorg.page import counted
from learnorg.samples import history, volume
from learnorg.samples.cast import Entry, cast
from learnorg.samples.chance import chance
from learnorg.samples.chronicle import BATCH, Chronicle
from learnorg.samples.history import Commit
from learnorg.samples.learning import Learning
from learnorg.samples.organisation import Organisation, read
from learnorg.samples.tales import tales
from learnorg.samples.workdays import at_work, workday_before
from learnorg.settings import FILE

EACH = 100
"""Commits of one improvement: its file is written anew with every one of them."""

SHARE = 4
"""Of how many commits one at most is of a review, an article, or what is done with it."""


class FolderInUse(LearnorgError):
    """A sample would mix with what is there already."""

    exit_code = 3
    hint = "Name a folder that is empty, or that does not exist yet."

    def __init__(self, folder: Path) -> None:
        super().__init__(f"{folder} is not empty")


class TooManyCommits(LearnorgError):
    """More commits than a few improvements can be believed to have."""

    def __init__(self, commits: int, records: int) -> None:
        some = counted(records, "improvement")
        super().__init__(f"{commits:,} commits are too many for {some}")
        self.hint = f"Ask for at most {records * EACH:,}, or for more improvements."


@dataclass(frozen=True, slots=True)
class Built:
    """What a sample holds."""

    records: int
    """How many improvements."""
    commits: int
    people: int
    reviews: int = 0
    articles: int = 0


def build(
    folder: Path,
    source: Path,
    *,
    today: date,
    records: int = 120,
    commits: int | None = None,
    reviews: int | None = None,
    articles: int | None = None,
    seed: int = 2611,
    with_git: bool = True,
) -> Built:
    """
    A register of the organisation that `source` describes, with its history in git.

    With `commits` the history has that many: where its stories take more moves than that,
    part of the records come in by imports; where they take fewer, remarks are added.

    Its reviews, articles, roles and resources are told where all its improvements are and the
    commits leave room for them. With a number of `reviews` or `articles`, so many made-up ones
    take their place, for measuring; they come in by imports, beside those commits.
    """
    if folder.exists() and any(folder.iterdir()):
        raise FolderInUse(folder)
    if commits is not None and commits > max(1, records) * EACH:
        raise TooManyCommits(commits, records)
    folder.mkdir(parents=True, exist_ok=True)
    organisation = read(source)
    last = workday_before(today)
    chronicle = Chronicle(organisation, cast(organisation, records, last, seed), last, seed)
    made_up = list(volume.commits(organisation, chronicle, reviews or 0, articles or 0))
    told = records >= len(organisation.cases) and reviews is None and articles is None
    learning = Learning(organisation, chronicle, tales(source) if told else {})
    if commits is not None and len(learning.turns) * SHARE > commits:
        learning = replace(learning, tales={})
    chronicle = replace(chronicle, entries=learning.entries())
    start = list(_start(organisation))
    first = _first(organisation, chronicle.entries, last, start)
    learned = list(learning.commits(first.when))
    if commits is not None:
        chronicle = replace(chronicle, entries=_fitted(chronicle, commits - len(learned)))
    beside = list(merge(learned, made_up, key=lambda commit: commit.when))
    built = Built(records, 0, len(organisation.people), *_counts(learning, reviews, articles))
    if not with_git:
        others = (file for commit in beside for file in commit.files)
        _written(folder, chain(start, chronicle.files(), others))
        return built
    stream = merge(chronicle.commits(), beside, key=lambda commit: commit.when)
    made = history.write(folder, chain([first], stream))
    repository = locate(folder)
    assert repository
    driver.install(repository)
    return replace(built, commits=made)


def _counts(learning: Learning, *given: int | None) -> tuple[int, int]:
    """How many reviews and articles there are, told or made up."""
    reviews, articles = learning.counts
    return given[0] or reviews, given[1] or articles


def _start(organisation: Organisation) -> Iterator[tuple[str, bytes]]:
    """What a register holds before its first record."""
    lines = (line for lines in driver.ATTRIBUTES for line in lines)
    yield ".gitattributes", "".join(f"{line}\n" for line in lines).encode()
    yield FILE, organisation.policy
    for slug, said in organisation.people.items():
        person = {"id": slug, "state": "active", **said, "emails": [organisation.email(slug)]}
        in_order = {key: person[key] for key in PERSON.keys if key in person}
        yield PERSON.path(slug), emit(in_order, groups=PERSON.groups).encode()


def _first(
    organisation: Organisation,
    entries: Sequence[Entry],
    last: date,
    files: Sequence[tuple[str, bytes]],
) -> Commit:
    """The commit that begins the register, on the working day before its first record."""
    day = workday_before(entries[0].raised) if entries else last
    who = organisation.authority
    message = "init - Begin the improvement register\n\nLearnorg-Action: init\n"
    when = at_work(day, chance(day))
    return Commit(organisation.name(who), organisation.email(who), when, message, files)


def _fitted(chronicle: Chronicle, commits: int) -> list[Entry]:
    """The entries, imported in part or with more remarks, so as to take that many commits."""
    entries = list(chronicle.entries)
    lengths = [len(chronicle.course(entry)) for entry in entries]
    order = list(range(len(entries)))
    chance(chronicle.seed, "imports").shuffle(order)
    taken, told = 1, 0
    while told < len(order):
        imports = -(-(len(order) - told - 1) // BATCH)
        if taken + lengths[order[told]] + imports > commits:
            break
        taken += lengths[order[told]]
        told += 1
    for place in order[told:]:
        entries[place] = replace(entries[place], imported=True)
    more = commits - taken - -(-(len(order) - told) // BATCH)
    if told and more > 0:
        each, rest = divmod(more, told)
        for turn, place in enumerate(order[:told]):
            entries[place] = replace(entries[place], remarks=each + (turn < rest))
    return entries


def _written(folder: Path, files: Iterable[tuple[str, bytes]]) -> None:
    for path, content in files:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
