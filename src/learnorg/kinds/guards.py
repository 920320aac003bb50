"""Moves along a life cycle: the wish, what a guard asks for, and how a refusal tells it."""

import shlex
from datetime import date
from typing import NamedTuple

from learnorg.errors import LearnorgError


class NotReady(LearnorgError):
    """A move whose guards ask for something that is not there yet."""

    exit_code = 7

    def __init__(self, name: str, to: str, lacking: "tuple[Lacking, ...]", command: str) -> None:
        listed = "".join(f"\n  - {gap.what}" for gap in lacking)
        super().__init__(f"{name} cannot become {to} yet; it lacks{listed}")
        self.lacking = lacking
        apart = dict.fromkeys(gap.own.format(id=name) for gap in lacking if not gap.flag)
        own = (f"learnorg {one}" for one in apart)
        asked = completed(command, tuple(gap for gap in lacking if gap.flag))
        self.hint = " && ".join((*own, asked))


class OutOfOrder(LearnorgError):
    """A move dated before something that came before it."""

    exit_code = 7

    def __init__(self, name: str, to: str, on: date, before: str, when: date) -> None:
        super().__init__(f"{name} cannot have become {to} on {on}: it was {before} on {when}")
        self.hint = f"Give a day from {when} on, or mend the earlier date: learnorg edit {name}."


class Lacking(NamedTuple):
    """Something a guard asks for, and the flag that gives it, or none where no flag does."""

    what: str
    flag: str
    own: str = ""
    """The command that gives it to one record alone, where others have it already."""
    again: bool = False
    """Whether the flag may be given several times, so that what was typed of it stays."""


def completed(command: str, lacking: "tuple[Lacking, ...]") -> str:
    """What was typed together with what is missing, options that come anew left out."""
    flags = list(dict.fromkeys(gap.flag for gap in lacking))
    anew = {gap.flag.split()[0] for gap in lacking if not gap.again}
    words = shlex.split(command)
    kept = [
        word
        for before, word in zip(["", *words], words, strict=False)
        if word not in anew and before not in anew
    ]
    return " ".join([shlex.join(kept), *flags])


class Move(NamedTuple):
    """A wish to bring a record to a state, on a day, by somebody, for a reason."""

    to: str
    on: date
    by: str = ""
    because: str = ""
    until: date | None = None
