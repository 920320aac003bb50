"""Reading commands about the register as it stood."""

from dataclasses import replace

from learnorg.cli.console import say
from learnorg.cli.session import Session
from learnorg.register.past import Moment, moment, on, record_then, register_at
from learnorg.register.register import Register
from learnorg.register.steps import meant


def register_as_of(session: Session, when: str) -> Session:
    """A session on the register as it stood, on the day of then."""
    then = moment(session.register, when, session.today)
    return _at(session, then, register_at(session.register, then.commit))


def record_as_of(session: Session, when: str, typed: str) -> tuple[Session, str]:
    """The same with one record and what it is linked to; and the identity it had then."""
    register = session.register
    then = moment(register, when, session.today)
    key = meant(register, typed)
    past, identity = record_then(register, then.commit, key)
    return _at(session, then, past), identity


def _at(session: Session, then: Moment, register: Register) -> Session:
    past = replace(session)
    past.register, past.today = register, then.day
    commit = then.commit
    say(f"As of {commit.id[:10]}, {on(commit)}: {commit.subject}", "quiet")
    return past
