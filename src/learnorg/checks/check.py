"""What a check is: a rule with a name, a level, and a page that its docstring is."""

import inspect
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from learnorg.findings import Finding, Level
from learnorg.kinds.kind import Kind
from learnorg.register.lexicon import SHIPPED, Lexicon
from learnorg.register.register import Register
from learnorg.settings import Policy

if TYPE_CHECKING:  # an unchanged register is checked without pydantic and YAML
    from learnorg.files.loader import Document
    from learnorg.kinds.article.model import Article
    from learnorg.kinds.improvement.model import Improvement
    from learnorg.kinds.problems import Problem
    from learnorg.kinds.record import Record
    from learnorg.kinds.review.model import Review


class Remark(NamedTuple):
    """What a rule has to say: about which place in a record, and what to do."""

    message: str
    at: tuple[str | int, ...] = ()
    hint: str = ""
    path: str = ""
    """The file, where the rule looks at the whole register."""
    level: Level | None = None
    """How bad it is, where that is not what the rule says."""
    place: tuple[int, int] | None = None
    """Line and column, where what is found is no field."""


class Seen(NamedTuple):
    """One file as a rule over single records sees it."""

    path: str
    kind: Kind | None
    identity: str
    document: "Document"
    plain: dict[str, Any]
    record: "Record | None"
    """The validated record, if there is nothing wrong with its fields."""
    problems: "list[Problem]"
    policy: Policy
    improvement: "Improvement | None"
    """The record, if it is a sound improvement."""
    review: "Review | None" = None
    """The record, if it is a sound review."""
    article: "Article | None" = None
    """The record, if it is a sound article."""
    lexicon: Lexicon = SHIPPED
    """The wording rules that hold here."""


Over = Callable[[Seen], Iterator[Remark]]
Across = Callable[[Register, date], Iterator[Remark]]


@dataclass(frozen=True, slots=True)
class Check:
    """A rule: its name, how bad what it finds is, its manual page, and the rule itself."""

    name: str
    level: Level
    page: str
    over: Over | None = None
    across: Across | None = None
    turns: Callable[[Any], Iterator[Remark]] | None = None
    """Over one record before and after a change."""
    case: Callable[[Any], Iterator[Remark]] | None = None
    """Over a change as a whole."""
    after: Callable[[Sequence[Any], Sequence[Finding]], Iterator[Remark]] | None = None
    """Over what the other rules find, and the waivers of it."""


def named(rule: Callable[..., Any]) -> str:
    """A rule's name: its function's, in kebab case."""
    return rule.__name__.replace("_", "-")


def over_records(level: Level) -> Callable[[Over], Check]:
    """Make a rule that looks at one record at a time, whose findings the index keeps."""

    def made(rule: Over) -> Check:
        return Check(named(rule), level, inspect.getdoc(rule) or "", over=rule)

    return made


def across_register(level: Level) -> Callable[[Across], Check]:
    """Make a rule that looks at the whole register, or at the day it is."""

    def made(rule: Across) -> Check:
        return Check(named(rule), level, inspect.getdoc(rule) or "", across=rule)

    return made


def after_all(level: Level) -> Callable[[Callable[..., Iterator[Remark]]], Check]:
    """Make a rule that looks at what the others found, and at the waivers of it."""

    def made(rule: Callable[..., Iterator[Remark]]) -> Check:
        return Check(named(rule), level, inspect.getdoc(rule) or "", after=rule)

    return made
