"""What was learned elsewhere, for an article: an improvement's or a review's words, by heading."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from learnorg.errors import LearnorgError
from learnorg.kinds.improvement import IMPROVEMENT
from learnorg.kinds.improvement.model import Improvement, Measure
from learnorg.kinds.review import FOUND, HAPPENED, REVIEW, THERE
from learnorg.kinds.review.model import Finding, Review
from learnorg.kinds.sections import FENCE, section, without_comments
from learnorg.register.placing import Spot, placed, spot
from learnorg.register.records import Revision, read, revision
from learnorg.register.register import Register

LONGEST = 120
"""Characters of a title that is taken from a finding's first sentence."""

HEADING = re.compile(r"\A#{1,2}(?=[ \t]|\Z)")
SENTENCE = re.compile(r"(.+?)[.!?]?(?:(?<=[.!?])\s|\Z)", re.DOTALL)

UNDER: Mapping[str, Mapping[str, str]] = {
    "fix": {
        "happened": "Issue",
        "where": "Environment",
        "cause": "Cause",
        "found": "Cause",
        "learned": "Resolution",
        "shown": "Resolution",
    },
    "how-to": {
        "happened": "Before you begin",
        "where": "Before you begin",
        "cause": "Before you begin",
        "found": "Before you begin",
        "learned": "Steps",
        "shown": "How to tell that it worked",
    },
    "lesson": {
        "happened": "What happened",
        "cause": "What happened",
        "found": "What we learned",
        "learned": "What we learned",
        "shown": "What we do now",
    },
    "reference": {
        "happened": "Scope",
        "where": "Scope",
        "cause": "Facts",
        "found": "Facts",
        "learned": "Facts",
        "shown": "Facts",
    },
}
"""
Under which heading of each type of article the parts of a story stand at first.

What a review found tells what was wrong, and never what to do.
"""

AMONG_OTHERS = ("Cause", "Before you begin")
"""Headings that do not say of themselves that what stands there was found."""


class NothingToLearnFrom(LearnorgError):
    """A record that an article cannot begin from."""

    exit_code = 7
    hint = (
        "Name an improvement (IMP-…), a review (REV-…) or one of its findings (REV-…#c7k). "
        "Anything else is linked: learnorg link KB-… documents TARGET."
    )

    def __init__(self, typed: str) -> None:
        super().__init__(f"'{typed}' is no improvement, no review and no finding of one")


class Story(NamedTuple):
    """What a record has to tell: its title, where it was, and the parts that it has words for."""

    to: str
    """The record as links name it, with the finding if it is one."""
    title: str
    services: tuple[str, ...]
    environments: tuple[str, ...]
    parts: Mapping[str, str]
    finding: Spot | None = None

    def words(
        self,
        of_type: str,
        services: Sequence[str],
        environments: Sequence[str],
        told: Collection[str] = (),
    ) -> dict[str, str]:
        """
        Its parts under the headings of an article of a type, and where that article holds.

        What happened is left out where somebody has `told` it under the heading it would have.
        """
        parts = {**self.parts, "where": "; ".join(_where(services, environments))}
        if UNDER[of_type]["happened"].casefold() in {heading.casefold() for heading in told}:
            parts.pop("happened", None)
        said: dict[str, str] = {}
        for part, heading in UNDER[of_type].items():
            if text := parts.get(part):
                if part == "found" and heading in AMONG_OTHERS:
                    text = f"What was found:\n\n{text}"
                said[heading] = f"{said[heading]}\n\n{text}" if heading in said else text
        return said

    def placed(self, identity: str) -> tuple[Revision, ...]:
        """The revision that names an article as the finding's home; none without a finding."""
        if self.finding is None:
            return ()
        return (revision(self.finding.stored, placed(self.finding, identity)),)


def story(register: Register, typed: str) -> Story:
    """What the record that somebody means has to tell; `7k3#c7k` is a finding of a review."""
    name, _, part = typed.partition("#")
    entry = register.entry(name)
    if entry.kind is IMPROVEMENT and not part:
        record = read(register.root, entry).record()
        assert isinstance(record, Improvement)
        return Story(record.id, record.title, *_whereabouts(record), _parts(record))
    if entry.kind is not REVIEW:
        raise NothingToLearnFrom(typed)
    if part:
        at = spot(register, typed)
        title = _title(at.finding.what)
        parts = _reviewed(at.review, (at.finding,))
        return Story(at.name, title, *_whereabouts(at.review), parts, at)
    record = read(register.root, entry).record()
    assert isinstance(record, Review)
    return Story(record.id, record.title, *_whereabouts(record), _reviewed(record, record.findings))


def _whereabouts(record: Improvement | Review) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return record.services, record.environments


def _parts(record: Improvement) -> dict[str, str]:
    """An improvement: what hurt, what was learned, and what shows that it worked."""
    shown = [f"- {line}" for one in record.measures if (line := _measured(one))]
    evidence = (record.outcome.evidence or "").strip() if record.outcome else ""
    return _told(
        happened=record.problem or "",
        learned=record.learned or "",
        shown="\n\n".join(each for each in (evidence, "\n".join(shown)) if each),
    )


def _reviewed(record: Review, findings: tuple[Finding, ...]) -> dict[str, str]:
    """A review: what happened in short, what contributed to it, and what was found."""
    headings = (section(record.body, heading) for heading in (HAPPENED, THERE, FOUND))
    happened = next((one.text for one in headings if one and one.has_words), "")
    found = [one.what.strip() for one in findings]
    return _told(
        happened=without_comments(happened).strip().partition("\n\n")[0],
        cause="\n".join(f"- {_in_item(one.what)}" for one in record.factors),
        found=found[0] if len(found) == 1 else "\n".join(f"- {_in_item(one)}" for one in found),
    )


def _told(**parts: str) -> dict[str, str]:
    """The parts that have words, headings in them set below those of an article's sections."""
    kept = {name: contained(text.strip()) for name, text in parts.items()}
    return {name: text for name, text in kept.items() if text}


def contained(text: str) -> str:
    """A text that ends no section it is put into: no heading as high, no listing left open."""
    lines, fence = [], ""
    for line in text.split("\n"):
        mark = FENCE.match(line)
        if mark and not fence:
            fence = mark[1]
        elif mark and mark[1].startswith(fence) and not line[mark.end() :].strip():
            fence = ""
        lines.append(line if fence else HEADING.sub("###", line))
    return "\n".join([*lines, fence] if fence else lines)


def _where(services: Sequence[str], environments: Sequence[str]) -> Iterator[str]:
    for one, several in (("Service", services), ("Environment", environments)):
        if several:
            yield f"{one}{'s' if len(several) > 1 else ''}: {', '.join(several)}"


def _measured(one: Measure) -> str:
    """What a measure was and became; empty while it has no value."""
    values = (("before", one.baseline), ("target", one.target), ("now", one.actual))
    told = [f"{name} {value}" for name, value in values if value is not None]
    unit = f" ({one.unit})" if one.unit else ""
    return f"{one.called}{unit}: {', '.join(told)}" if told else ""


def _title(text: str) -> str:
    """A finding in a line: all of it, else its first sentence, cut where that is long, too."""
    words = " ".join(text.split())
    if len(words) <= LONGEST:
        return words.removesuffix(".")
    said = SENTENCE.match(words)
    first = said[1] if said else words
    return first if len(first) <= LONGEST else f"{first[: LONGEST - 1].rstrip()}…"


def _in_item(text: str) -> str:
    """A text as one item of a list, its further lines below it."""
    return "\n  ".join(text.strip().split("\n"))
