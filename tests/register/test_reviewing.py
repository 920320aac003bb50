from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learnorg.kinds.guards import Move, NotReady
from learnorg.kinds.lifecycle import AlreadyThere
from learnorg.periods import InTheFuture
from learnorg.register.authority import Mover
from learnorg.register.lifecycle import Along
from learnorg.register.records import NotSound
from learnorg.register.register import Register
from learnorg.register.reviewing import (
    FurtherAlready,
    NotAMoment,
    NotAReview,
    OpenAlready,
    SeveralNotReady,
    Wish,
    day_of,
    moment_said,
    moved,
    review,
)
from registers import TODAY

ADA = Mover("ada@example.org", "Ada", "ada")
BEGAN = date(2026, 11, 19)


def move(register: Register, names: str, to: str, because: str = "", back: bool = False) -> int:
    """How many revisions a move makes."""
    wish = Wish(Move(to, TODAY, ADA.known_as, because), back)
    return len(moved(register, names.split(), wish, Along(), ADA, f"learnorg review x {names}"))


def test_moved(register: Register) -> None:
    """
    A verb moves reviews its own way, each once, and tells what stands against it.
    ---
    id: REV-2611-7k3mqx
    title: Sign-in failed
    type: post-mortem
    state: draft
    raised: 2026-11-20
    ---
    id: REV-2611-x2wbcd
    title: New switches
    type: change
    state: in-review
    raised: 2026-11-20
    ---
    id: REV-2611-br0kkk
    title: New switches
    type: change
    state: begun
    raised: 2026-11-20
    ---
    id: IMP-2611-w0rdzz
    title: Shorter hand-over
    state: proposed
    raised: 2026-11-02
    """
    assert move(register, "x2w x2w", "draft", "too early", back=True) == 1
    with pytest.raises(OpenAlready):
        move(register, "7k3", "in-review", "why", back=True)
    with pytest.raises(OpenAlready):
        move(register, "x2w", "in-review", "why", back=True)
    with pytest.raises(AlreadyThere):
        move(register, "x2w", "in-review")
    with pytest.raises(FurtherAlready):
        move(register, "x2w", "draft")
    with pytest.raises(NotReady):
        move(register, "7k3", "in-review")
    with pytest.raises(NotAReview):
        move(register, "w0r", "in-review")
    with pytest.raises(NotSound):
        move(register, "br0", "in-review")
    with pytest.raises(NotSound):
        move(register, "7k3 br0", "in-review")


def test_several(register: Register) -> None:
    """
    What several reviews lack is told together, with what each gets alone, then what was typed.
    ---
    id: REV-2611-7k3mqx
    title: Sign-in failed
    type: post-mortem
    state: draft
    raised: 2026-11-20
    ---
    id: REV-2611-x2wbcd
    title: New switches
    type: change
    state: in-review
    raised: 2026-11-20
    """
    with pytest.raises(SeveralNotReady) as refused:
        move(register, "7k3 x2w", "in-review")
    assert str(refused.value) == (
        "REV-2611-7k3mqx cannot become in-review yet; it lacks\n"
        "  - a facilitator, who was not a responder\n"
        "REV-2611-x2wbcd is in-review already"
    )
    assert refused.value.hint == (
        "Nothing is to be done.\n"
        "learnorg set REV-2611-7k3mqx facilitator=NAME && learnorg review x 7k3 x2w"
    )


def test_review(register: Register) -> None:
    """
    A review is found by what people type; another record is none.
    ---
    id: REV-2611-7k3mqx
    title: Sign-in failed
    type: post-mortem
    state: draft
    raised: 2026-11-20
    ---
    id: IMP-2611-w0rdzz
    title: Shorter hand-over
    state: proposed
    raised: 2026-11-02
    """
    assert review(register, "7k3").identity == "REV-2611-7k3mqx"
    with pytest.raises(NotAReview, match="IMP-2611-w0rdzz is an improvement, and no review"):
        review(register, "w0r")


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("2026-11-20 09:12", "2026-11-20 09:12"),
        ("2026-11-20T09:12:30Z", "2026-11-20 09:12:30Z"),
        (" 2026-11-20 09:12+01:00 ", "2026-11-20 09:12+01:00"),
        ("today 09:12", "2026-11-22 09:12"),
        ("yesterday 9:12", "2026-11-21 09:12"),
        ("friday 14:00:05", "2026-11-20 14:00:05"),
        ("9:12", "2026-11-19 09:12"),
        ("23:59Z", "2026-11-19 23:59Z"),
        ("-2d 00:00-05:00", "2026-11-20 00:00-05:00"),
    ],
)
def test_moment_said(said: str, meant: str) -> None:
    """A day in any words with a time; a time alone is on the day that is given."""
    assert str(moment_said(said, TODAY, BEGAN)) == meant


@pytest.mark.parametrize(
    "said", ["", "noon", "09", "24:00", "9:60", "2026-11-31 09:12", "someday 09:12", "9:12 today"]
)
def test_no_moment(said: str) -> None:
    """Anything else is refused."""
    with pytest.raises(NotAMoment):
        moment_said(said, TODAY, BEGAN)


@pytest.mark.parametrize("said", ["2026-11-23 09:12", "tomorrow 09:12", "+1d 00:00"])
def test_moment_to_come(said: str) -> None:
    """What has happened has not happened on a day to come."""
    with pytest.raises(InTheFuture):
        moment_said(said, TODAY, BEGAN)


@given(st.datetimes(datetime(1970, 1, 1), datetime(2026, 11, 22, 23, 59)))
def test_moment_as_written(at: datetime) -> None:
    """A moment as a record has it means itself."""
    text = at.isoformat(" ", "seconds" if at.second else "minutes")
    assert str(moment_said(text, TODAY, BEGAN)) == text


def test_day_of() -> None:
    """The day of a moment; what is none has none."""
    assert day_of("2026-11-20 09:12+01:00") == date(2026, 11, 20)
    assert day_of("noon") is None
    assert day_of(None) is None
