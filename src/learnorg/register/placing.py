"""Giving what a review found a home: a new improvement or article, what is there, or a reason."""

import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from learnorg.errors import LearnorgError
from learnorg.files.splice import GONE, Edit
from learnorg.kinds.article import ARTICLE
from learnorg.kinds.guards import Lacking, completed
from learnorg.kinds.improvement import IMPROVEMENT
from learnorg.kinds.review import SOURCES
from learnorg.kinds.review.model import Finding, Review, says_why
from learnorg.kinds.sections import with_words
from learnorg.refs import mint_part
from learnorg.register.blanks import filled
from learnorg.register.drafts import minted
from learnorg.register.linkage import pointed
from learnorg.register.links import ToItself, parts
from learnorg.register.records import Revision, Stored, created, revised
from learnorg.register.register import Register
from learnorg.register.reviewing import review, sound

UNDER: Mapping[str, str] = {
    "lesson": "What we learned",
    "fix": "Issue",
    "how-to": "Goal",
    "reference": "Facts",
}
"""The section of an article of each type in which a finding stands at first."""

VERBS = frozenset(
    {
        *("improve", "fix", "investigate", "monitor", "check", "look", "consider", "discuss"),
        *("think", "do", "make", "handle", "address", "ensure", "communicate", "train", "be"),
        *("pay", "follow", "tbd", "todo", "tba"),
    }
)
NOUNS = frozenset(
    {
        *("communication", "monitoring", "documentation", "awareness", "alerting", "testing"),
        "training",
    }
)
FILLING = frozenset(
    {
        *("a", "an", "the", "and", "into", "about", "to", "up", "our", "we", "should", "must"),
        *("need", "please", "it", "this", "that", "these", "them", "thing", "things", "stuff"),
        *("something", "everything", "better", "more", "all", "further", "careful", "attention"),
        *("problem", "problems", "issue", "issues", "improvement", "improvements"),
    }
)
"""Words that name nothing to act on: verbs and nouns each want the other, these want both."""


class NoSuchFinding(LearnorgError):
    """A finding that the review does not have."""

    exit_code = 3

    def __init__(self, name: str, typed: str, there: Sequence[str]) -> None:
        super().__init__(f"{name} has no finding '{typed}'")
        self.hint = f'Add one: learnorg review finding {name} "WHAT WAS LEARNED"'
        if there:
            self.hint = f"It has: {'; '.join(there).rstrip('.')}."


class WhichFinding(LearnorgError):
    """A review with several findings that have no home, where one is to be placed."""

    exit_code = 3

    def __init__(self, name: str, there: Sequence[str]) -> None:
        listed = "".join(f"\n  {one}" for one in there)
        super().__init__(f"{name} has {len(there)} findings without a home:{listed}")
        self.hint = f"Name the one you mean, such as {name}{there[0].split()[0]}."


class AllAtHome(LearnorgError):
    """A review in which no finding waits for a home."""

    exit_code = 7

    def __init__(self, name: str, some: bool) -> None:
        super().__init__(
            f"every finding of {name} has a home" if some else f"{name} has no findings"
        )
        self.hint = (
            "To give one another home, name it: `learnorg show` lists them."
            if some
            else f'Add one: learnorg review finding {name} "WHAT WAS LEARNED"'
        )


class HasAHome(LearnorgError):
    """A reason why nothing is done about a finding on which something is done."""

    exit_code = 7

    def __init__(self, name: str, home: Sequence[str]) -> None:
        super().__init__(f"{name} has a home already: {', '.join(home)}")
        self.hint = "Take that out first, with `learnorg edit`, if it is none."


class NoReason(LearnorgError):
    """A reason why nothing is done about a finding that holds no words."""

    hint = 'Say it in words: --no-action "WHY"'

    def __init__(self, because: str) -> None:
        super().__init__(f"'{because}' does not say why nothing is done")


class NoAction(LearnorgError):
    """An improvement to be made of a finding that is not yet something one can do."""

    exit_code = 7

    def __init__(self, title: str, lacking: tuple[Lacking, ...], command: str) -> None:
        listed = "".join(f"\n  - {gap.what}" for gap in lacking)
        super().__init__(f"'{title}' is no action yet; it lacks{listed}")
        self.hint = f'{completed(command, lacking)}\nor say why it does without: --because "WHY"'


class Spot(NamedTuple):
    """A finding in its review: its place from 0, and its short id, which may be new."""

    stored: Stored
    review: Review
    n: int
    part: str

    @property
    def finding(self) -> Finding:
        """What was found."""
        return self.review.findings[self.n]

    @property
    def name(self) -> str:
        """The finding as links name it: `REV-2611-7k3mqx#b7k`."""
        return f"{self.stored.identity}#{self.part}"

    @property
    def others(self) -> int:
        """How many other findings of the review have no home yet."""
        rest = enumerate(self.review.findings)
        return sum(1 for n, one in rest if n != self.n and not one.at_home)


class Action(NamedTuple):
    """What is said of an improvement that a finding leads to."""

    title: str
    owner: str = ""
    measure: str = ""
    """How one will know that it is done."""
    because: str = ""
    """Why it does without."""
    by: str = ""


def spot(register: Register, typed: str) -> Spot:
    """
    The finding that somebody means: `7k3#b7k`, `7k3#2`, or `7k3` where one alone has no home.

    Raises `NoSuchFinding`, `WhichFinding` and `AllAtHome`.
    """
    name, _, word = typed.partition("#")
    stored = review(register, name)
    record = sound(stored)
    n = _named(stored.identity, record, word) if word else _waiting(stored.identity, record)
    return Spot(stored, record, n, record.findings[n].id or mint_part(parts(stored.plain)))


def vague(title: str) -> bool:
    """Whether a title names nothing to act on, such as `Improve` or `Be more careful`."""
    words = {*re.findall(r"\w+", title.lower())} - FILLING
    return words <= VERBS or words <= NOUNS


def improvement(
    register: Register, at: Spot, action: Action, today: date, command: str
) -> Revision:
    """
    The improvement that acts on a finding: proposed, due as policy has it for its severity.

    Raises `NoAction` with what is missing, and `command` mended, unless it is said why.
    """
    lacking = tuple(_lacking(action))
    if lacking and not action.because:
        raise NoAction(action.title, lacking, command)
    record, finding = at.review, at.finding
    severity = finding.severity or record.severity
    days = register.policy.reviews.due_within(str(severity or ""))
    said = _shared(at, action) | {
        "problem": finding.what,
        "source": {"type": SOURCES[record.type], "ref": at.name},
        "due": (today + timedelta(days=days)).isoformat(),
        "measures": [{"name": action.measure}] if action.measure else None,
        "links": [{"rel": "raised-from", "to": at.name}],
        "notes": _note(action, today) if lacking else None,
    }
    return created(IMPROVEMENT, minted(register, IMPROVEMENT, said, today))


def article(register: Register, at: Spot, action: Action, of_type: str, today: date) -> Revision:
    """The article that keeps a finding, begun from the template of its type."""
    said = _shared(at, action) | {
        "type": of_type,
        "links": [{"rel": "learned-from", "to": at.name}],
    }
    whole = filled(register, ARTICLE, {key: value for key, value in said.items() if value})
    whole["body"] = with_words(whole.get("body"), {UNDER[of_type]: at.finding.what})
    return created(ARTICLE, minted(register, ARTICLE, whole, today))


def elsewhere(register: Register, at: Spot, typed: str) -> str:
    """What is there already and is to be a finding's home, in full."""
    to = pointed(register, typed)
    if to.partition("#")[0] == at.stored.identity:
        raise ToItself(at.stored.identity)
    return to


def placed(at: Spot, to: str) -> Stored:
    """The review once a finding has a home, or one more."""
    home = at.stored.plain["findings"][at.n].get("home") or []
    there = [home] if isinstance(home, str) else home
    edits = [*_identified(at)]
    if to not in there:
        edits.append(Edit(("findings", at.n, "home"), [*there, to]))
    if at.finding.no_action:
        edits.append(Edit(("findings", at.n, "no_action"), GONE))
    return revised(at.stored, edits)


def left(at: Spot, because: str) -> Stored:
    """The review once it says why nothing is done about it; raises `HasAHome` and `NoReason`."""
    if at.finding.home:
        raise HasAHome(at.name, at.finding.home)
    if not says_why(because):
        raise NoReason(because)
    return revised(at.stored, [*_identified(at), Edit(("findings", at.n, "no_action"), because)])


def _named(name: str, record: Review, word: str) -> int:
    """The place of the finding of a short id, or of a place from 1."""
    for n, one in enumerate(record.findings):
        if one.id == word:
            return n
    if word.isdecimal() and 1 <= int(word) <= len(record.findings):
        return int(word) - 1
    raise NoSuchFinding(name, word, [_told(n, one) for n, one in enumerate(record.findings)])


def _waiting(name: str, record: Review) -> int:
    """The place of the only finding that has no home."""
    waiting = [(n, one) for n, one in enumerate(record.findings) if not one.at_home]
    if not waiting:
        raise AllAtHome(name, bool(record.findings))
    if len(waiting) > 1:
        raise WhichFinding(name, [_told(n, one) for n, one in waiting])
    return waiting[0][0]


def _told(n: int, finding: Finding) -> str:
    """A finding by its short id, or its place, and its words."""
    return f"#{finding.id or n + 1} {' '.join(finding.what.split())}"


def _lacking(action: Action) -> list[Lacking]:
    """What keeps an action from being specific, and bounded."""
    gaps = []
    if vague(action.title):
        gaps.append(Lacking("what is to be done, and to what", '--improvement "DO WHAT TO WHAT"'))
    if not action.measure:
        asked = "how one will know that it is done (--done-when, or --measure, the name of one)"
        gaps.append(Lacking(asked, '--done-when "HOW ONE WILL TELL"'))
    return gaps


def _shared(at: Spot, action: Action) -> dict[str, Any]:
    """What any record says that comes of a finding."""
    record = at.review
    return {
        "title": action.title,
        "owner": action.owner,
        "team": record.team,
        "raised_by": action.by,
        "lang": record.lang,
        "services": list(record.services),
        "environments": list(record.environments),
    }


def _note(action: Action, today: date) -> list[dict[str, str]]:
    """The note that says why an action was taken in that is not bounded."""
    text = f"Placed as it is, although it is not told how one will know: {action.because}"
    if action.measure:
        text = f"Placed as it is, although it is vague: {action.because}"
    note = {"on": today.isoformat(), "by": action.by, "text": text}
    return [{key: value for key, value in note.items() if value}]


def _identified(at: Spot) -> list[Edit]:
    """The edit that gives a finding the short id that it lacks."""
    return [] if at.finding.id else [Edit(("findings", at.n, "id"), at.part)]
