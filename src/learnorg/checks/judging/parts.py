"""
The parts that a record's turn falls into: the moves that it took, and what each maker did.

The two ends of a change do not always tell the way between them, nor who went it.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import takewhile

from learnorg.checks.change.born_further import FIRST
from learnorg.checks.change.turn import Side, Turn
from learnorg.checks.judging.makers import Makers
from learnorg.checks.judging.proposed import Proposed
from learnorg.checks.judging.sides import side
from learnorg.history.objects import Commit, contents
from learnorg.kinds.differences import spelled
from learnorg.kinds.improvement.workflow import legal
from learnorg.kinds.kind import Plain

Version = tuple[Commit, Side]
"""A commit, and what it made of a record."""


class Parts:
    """Turns in parts, by the versions that the commits of a change made."""

    def __init__(
        self, change: Proposed, makers: Makers, day: Callable[[Commit | None], date]
    ) -> None:
        self._change, self._makers, self._day = change, makers, day

    def legs(self, turn: Turn) -> list[Turn]:
        """
        The way of a record within the change, where its two ends do not tell it.

        That is so for one which was begun and moved on, for one which was moved on and held,
        and for one which was reopened and moved on: they are judged by their moves.
        """
        if turn.kind is None or turn.kind not in FIRST or turn.after is None or turn.erases:
            return []
        if turn.before is not None:
            return self._parted(turn, self._versions(turn.path)) if _veiled(turn) else []
        first = FIRST[turn.kind]
        if _state(turn.after) in first:
            return []
        line = self._versions(turn.path)
        if not line or _state(line[0][1]) not in first:
            return []
        since = replace(turn, before=line[0][1])
        return self._parted(since, line[1:]) or [since]

    def _parted(self, turn: Turn, line: Sequence[Version]) -> list[Turn]:
        """A turn in parts, each of which tells its way; none where it is not known what it was."""
        if not _veiled(turn):
            return []
        assert turn.before is not None
        assert turn.after is not None
        assert turn.kind is not None
        if began := _held(turn):
            for at, (_, between) in reversed(list(enumerate(line))):
                if between.record and _state(between) == began:
                    mover = turn.entered.get(began, turn.by)
                    moved = replace(turn, after=between, by=mover)
                    held = replace(turn, before=between)
                    return [*(self._parted(moved, line[:at]) or [moved]), held]
            return []
        noted = set(map(spelled, _notes(turn.after)))
        left = {_state(turn.before), *turn.kind.finished}
        for at, (_, between) in enumerate(line):
            if not between.record or _state(between) in left:
                continue
            if any(spelled(note) not in noted for note in _notes(between)):
                continue  # the reason for reopening it is to stay
            opener = _opener(line[: at + 1])
            by = self._makers.of(opener)
            opened = replace(turn, after=between, by=by, entered={}, day=self._day(opener))
            rest = replace(turn, before=between)
            return [opened, *(self._parted(rest, line[at + 1 :]) or [rest])]
        return []

    def _versions(self, path: str) -> list[Version]:
        """What the commits that led to a file's end made of it, the oldest first."""
        made, _ = self._change.line(path)
        held = dict(contents(self._change.git, sorted({entry.id for _, entry in made})))
        return [(commit, side(path, held[entry.id])) for commit, entry in made]

    def of_others(self, turn: Turn) -> Iterator[tuple[Turn, bool]]:
        """
        What others did with a record than whoever answers for it, and may not decide.

        With each, whether it came after the last commit of whoever does.
        """
        if turn.after is None or turn.erases or all(maker == turn.by for maker in turn.makers):
            return
        before = turn.before
        line = [(self._makers.of(commit), one) for commit, one in self._versions(turn.path)]
        answers = [n for n, (maker, _) in enumerate(line) if maker == turn.by]
        for n, (maker, after) in enumerate(line):
            later = bool(answers) and n > answers[-1]
            if before is not None and maker != turn.by and not maker.governs(self._change.policy):
                yield replace(turn, before=before, after=after, by=maker, makers=[maker]), later
            before = after


def _state(one: Side) -> str:
    """The state that one side tells; nothing where it tells none."""
    state = one.plain.get("state") if one.plain else None
    return state if isinstance(state, str) else ""


def _held(turn: Turn) -> str:
    """The state from which one is held that was in another one before the change."""
    hold = turn.after.plain.get("hold") if turn.after and _state(turn.after) == "on-hold" else None
    began = hold.get("state") if isinstance(hold, dict) else None
    here = _state(turn.before) if turn.before else ""
    return began if isinstance(began, str) and began not in (here, "on-hold") else ""


def _notes(one: Side) -> list[Plain]:
    """The notes of one side; none in what is no list."""
    notes = one.plain.get("notes")
    return notes if isinstance(notes, list) else []


def _veiled(turn: Turn) -> bool:
    """Whether two ends do not tell the way: held elsewhere, closed anew, or by no single move."""
    ends = {_state(one) for one in (turn.before, turn.after) if one}
    both = turn.moves
    illegal = both is not None and both[1].state not in legal(both[0], turn.policy.workflow)
    return bool(_held(turn)) or ends == {"closed"} or illegal


def _opener(line: Sequence[Version]) -> Commit:
    """The commit that brought the last of some versions to its state."""
    state = _state(line[-1][1])
    still = takewhile(lambda version: _state(version[1]) == state, reversed(line))
    return [commit for commit, _ in still][-1]
