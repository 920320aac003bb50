"""Deeds: that somebody used an article, flagged, mended or validated it, for the activity log."""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from learnorg.errors import LearnorgError
from learnorg.kinds.article import ARTICLE
from learnorg.kinds.kind import Plain
from learnorg.page import counted
from learnorg.refs import slug
from learnorg.register.activity import Event, event, events, open_flags
from learnorg.register.activity.appending import actor, appended
from learnorg.register.activity.event import MOST_ANSWERS
from learnorg.register.authority import Mover
from learnorg.register.changes import Change, Noted
from learnorg.register.lookup import Entry
from learnorg.register.records import Revision
from learnorg.register.register import Register


class NotAnArticle(LearnorgError):
    """A record of which nobody notes how it was used."""

    exit_code = 7
    hint = "Find the article that is meant: learnorg article list."

    def __init__(self, entry: Entry) -> None:
        a = "an" if entry.kind.name[0] in "aeiou" else "a"
        super().__init__(f"{entry.identity} is {a} {entry.kind.name}, and no article")


class Doer(NamedTuple):
    """Somebody who does something with articles, on a day, and whom the log names for it."""

    who: Mover
    on: date
    actor: str

    @classmethod
    def of(cls, register: Register, who: Mover, on: date, *, named: bool) -> "Doer":
        """Whoever is at work; `named` is whether they wish to be, where policy lets them."""
        return cls(who, on, actor(register, who.person, named=named))


class Deed(NamedTuple):
    """What was done with one article, and how that is told."""

    entry: Entry
    event: Event
    what: str

    @property
    def noted(self) -> Noted:
        """What a change notes of it."""
        entry = self.entry
        return Noted(entry.kind, entry.identity, entry.title, self.what, self.event._asdict())


def article(register: Register, typed: str) -> Entry:
    """The article that somebody means."""
    entry = register.entry(typed)
    if entry.kind is not ARTICLE:
        raise NotAnArticle(entry)
    return entry


def owns(plain: Plain, who: Mover) -> bool:
    """Whether an article is somebody's own: they wrote it, or it is theirs to keep right."""
    said = {name for key in ("raised_by", "owner") if isinstance(name := plain.get(key), str)}
    return any(form in who.stands_as for name in said for form in (name.lower(), slug(name)))


def deed(
    register: Register, doer: Doer, verb: str, entry: Entry, what: str = "", **said: Any
) -> Deed:
    """
    Something that was done with an article; `said` is what the event says besides.

    Raises `NoSuchEvent` where the log cannot say it.
    """
    own = owns(register.plain(entry), doer.who)
    done = event(doer.on, doer.actor, verb, entry.identity, own=own, **said)
    return Deed(entry, done, what or verb)


def noted(register: Register, doer: Doer, entry: Entry, used_for: str) -> list[Event]:
    """
    What a team has noted on a day of its use of an article for the same; nothing for nothing.

    A vote that came after a use tells whether that helped.
    """
    day = doer.on.isoformat()
    since: list[Event] = events(register, entry.identity, day) if used_for else []
    return [
        one
        for one in since
        if one.verb in ("used", "voted")
        and (one.on, one.actor, one.context.get("for")) == (day, doer.actor, used_for)
    ]


def answers(register: Register, doer: Doer, entry: Entry, text: str) -> list[Deed]:
    """
    That an article was mended, or looked at: one event for every so many of its open flags.

    Writing on in an article that is still in progress, and that nobody has flagged, is none.
    """
    flags = [flag.id for flag in open_flags(register, entry.identity)]
    if not flags and entry.state == ARTICLE.states[0]:
        return []
    some = [flags[n : n + MOST_ANSWERS] for n in range(0, len(flags), MOST_ANSWERS)] or [[]]
    what = f"fixed, {counted(len(flags), 'flag')} answered" if flags else "fixed"
    return [
        deed(register, doer, "fixed", entry, what, text=text, answers=answered) for answered in some
    ]


def change(
    register: Register,
    action: str,
    deeds: Sequence[Deed],
    revisions: Sequence[Revision] = (),
    *,
    because: str = "",
    told: str = "",
) -> Change:
    """The change that notes some deeds in the activity log, and revises records with it."""
    return Change(
        action,
        tuple(revisions),
        because,
        told=told,
        files=appended(register, [one.event for one in deeds]),
        noted=tuple(one.noted for one in deeds),
    )
