"""
A campaign against the promise: faults at every point of every command.

    python tests/torture/campaign.py                  every point, every fault (the full campaign)
    python tests/torture/campaign.py --points 8       eight points of each command and fault
    python tests/torture/campaign.py --only set,power,57

A point is a call that changes files, made by learnorg or by a git that it started. An
undisturbed run counts them; then each is struck in turn, in a repository of its own.
Exits with 1 when anything was torn, lost, foreign, stuck or untold.
"""

import argparse
import os
import random
import re
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from multiprocessing.pool import ThreadPool
from pathlib import Path

import faults
import judge
import lived_in
from commands import BY_NAME, COMMANDS, Command
from faults import UNDISTURBED, Fault, Run
from judge import Expected, Sight, Verdict

FSCK_EVERY = 8
"""One point in so many is looked at with `git fsck`, which is slow."""


@dataclass(frozen=True)
class Point:
    """One fault, at one point of one command."""

    command: str
    fault: Fault
    at: int
    fsck: bool = True


@dataclass(frozen=True)
class Found:
    """A point, the call that was struck there, how the command ended, and the verdict."""

    point: Point
    struck: str
    code: int
    verdict: Verdict


class Ground:
    """Where a campaign is fought: the repository to copy, and what each command does to it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.shim = faults.compiled(folder)
        self.env = lived_in.surroundings(folder / "home")
        self.source = lived_in.build(folder / "source", self.env)
        self.before: dict[str, Sight] = {}
        self.wanted: dict[str, Expected] = {}
        self.calls: dict[str, int] = {}
        self.traces: dict[str, str] = {}
        with ThreadPool(os.cpu_count()) as pool:
            pool.map(self._measure, [each for each in COMMANDS if not each.prepare], chunksize=1)
        for each in COMMANDS:
            if each.prepare:
                self._measure(each)

    def _measure(self, command: Command) -> None:
        """Count an undisturbed run's calls, and keep what it did."""
        name = command.name
        if command.furnish:
            shutil.copytree(self.source, self._source(command), symlinks=True)
            command.furnish(self._source(command), self.env)
        where, self.before[name] = self._prepared(command, f"{name}-measured")
        done = self.run(command, where)
        assert done.code == 0, (name, done.err)
        after = judge.look(where, self.env)
        self.wanted[name] = judge.expected(self.before[name], after, command.may, command.begun)
        self.calls[name] = done.calls
        self.traces[name] = done.trace
        shutil.rmtree(where)

    def run(self, command: Command, where: Path, fault: Fault = UNDISTURBED, at: int = 0) -> Run:
        """A command, struck at a point."""
        return faults.run(
            [*command.program, *command.words],
            cwd=where,
            env=self._env(command, where),
            stdin=command.stdin,
            shim=self.shim,
            fault=fault,
            point=at,
        )

    def points(
        self, many: int | None, chance: random.Random, *, equal: bool = False
    ) -> list[Point]:
        """All points, or a share of each command's, spread evenly."""
        found = []
        for place, command in enumerate(COMMANDS):
            last = self.calls[command.name]
            for turn, fault in enumerate(command.faults, start=place):
                # One more than there are: the power may also go after a good end.
                all_ = range(1, last + 1 + fault.cut, command.every)
                share = 1 if equal else command.share
                few = None if many is None else many * (turn + 1) // share - many * turn // share
                for n, at in enumerate(_even(all_, few, chance)):
                    found.append(Point(command.name, fault, at, fsck=n % FSCK_EVERY == 0))
        return found

    def fight(self, point: Point) -> Found:
        """One fault, and the verdict."""
        command, fault = BY_NAME[point.command], point.fault
        where, before = self._prepared(command, f"{command.name}-{fault.name}-{point.at}")
        done = self.run(command, where, fault, point.at)
        if fault.cut:
            faults.cut_power(where, done.unsynced)
        again = None
        if command.again:
            words = [*command.program, *command.again]
            again = partial(faults.run, words, cwd=where, env=self._env(command, where))
        verdict = judge.judge(
            before,
            self.wanted[command.name],
            done,
            where,
            self.env,
            fsck=point.fsck,
            again=again,
        )
        shutil.rmtree(where)
        return Found(point, done.struck.replace(str(self.folder), ""), done.code, verdict)

    def _env(self, command: Command, where: Path) -> dict[str, str]:
        own = {name: value.format(where=where) for name, value in command.env.items()}
        return self.env | own

    def _source(self, command: Command) -> Path:
        """The repository that a command's are copies of."""
        return self.folder / f"source-{_plain(command.name)}" if command.furnish else self.source

    def _prepared(self, command: Command, name: str) -> tuple[Path, Sight]:
        """A repository of its own, and how it looks before anything is begun."""
        where = self.folder / _plain(name)
        shutil.copytree(self._source(command), where, symlinks=True)
        before = self.before.get(command.name) or judge.look(where, self.env)
        if command.prepare:
            command.prepare(self, where)
        return where, before


def _plain(name: str) -> str:
    return re.sub(r"\W+", "-", name)


def _even(all_: Sequence[int], many: int | None, chance: random.Random) -> Iterator[int]:
    """So many of them, spread evenly, beginning anywhere."""
    if many is None or many >= len(all_):
        yield from all_
        return
    if not many:
        return
    width = len(all_) / many
    start = chance.random() * width
    yield from (all_[int(start + n * width)] for n in range(many))


def fought(ground: Ground, points: Sequence[Point], workers: int) -> Iterator[Found]:
    """What was found at each point."""
    # Processes, for the commands that follow a fault run within them; new ones now and then.
    # (Not concurrent.futures, which hangs when its processes are renewed.)
    with get_context("spawn").Pool(workers, maxtasksperchild=100) as pool:
        yield from pool.imap(ground.fight, points)


HEADS = ("points", "torn", "lost", "foreign", "stuck", "untold", "refused", "recovered")


def table(found: Sequence[Found]) -> list[str]:
    """What was found, a line for each command and fault."""
    rows: dict[tuple[str, str], list[int]] = {}
    for each in found:
        verdict = each.verdict
        row = rows.setdefault((each.point.command, each.point.fault.name), [0] * len(HEADS))
        row[0] += 1
        for n, head in enumerate(HEADS[1:], start=1):
            row[n] += bool(getattr(verdict, head))
    rows["all", ""] = [sum(row[n] for row in rows.values()) for n in range(len(HEADS))]
    lines = [f"{'command':16} {'fault':7}" + "".join(f"{head:>10}" for head in HEADS)]
    for (command, fault), row in rows.items():
        lines.append(f"{command:16} {fault:7}" + "".join(f"{number:10}" for number in row))
    return lines


def told(each: Found) -> str:
    """A point at which the promise was broken, so that it can be tried again."""
    point = each.point
    wrong = "\n  ".join(dict.fromkeys(each.verdict.wrong))
    return (
        f"{point.command}, {point.fault.name} at {point.at} ({each.struck}), "
        f"exit {each.code}:\n  {wrong}"
    )


def _only(points: Sequence[Point], only: str) -> list[Point]:
    """Those points whose command, fault and number are among the words."""
    words = [word for word in only.split(",") if word]
    return [
        point
        for point in points
        if all(w in (point.command, point.fault.name, str(point.at)) for w in words)
    ]


def main() -> int:
    """The campaign, its table, and whether the promise held."""
    words = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    words.add_argument("--points", default="all", help="all, or how many of each command and fault")
    words.add_argument("--seed", type=int, default=0, help="where an even share begins")
    words.add_argument("--only", default="", help="command, fault, point: those alone")
    words.add_argument("--workers", type=int, default=2)
    words.add_argument("--where", default=None, help="a folder to work in (the system's own)")
    words.add_argument("--trace", action="store_true", help="show each command's calls, and end")
    words.add_argument("--equal", action="store_true", help="as many of commands that go alike")
    asked = words.parse_args()
    many = None if asked.points == "all" else int(asked.points)
    started = time.monotonic()
    with tempfile.TemporaryDirectory(dir=asked.where, prefix="torture-") as folder:
        ground = Ground(Path(folder))
        if asked.trace:
            for name, trace in ground.traces.items():
                print(f"{name}: {ground.calls[name]}\n{trace.replace(folder, '')}")
            return 0
        all_ = ground.points(many, random.Random(asked.seed), equal=asked.equal)
        points = _only(all_, asked.only)
        found = []
        for each in fought(ground, points, asked.workers):
            found.append(each)
            if each.verdict.wrong:
                print(told(each), flush=True)
            if len(found) % 100 == 0:
                print(f"{len(found)} of {len(points)}", file=sys.stderr, flush=True)
    print("\n".join(table(found)))
    print(f"{time.monotonic() - started:.0f} s")
    return 1 if any(each.verdict.wrong for each in found) else 0


if __name__ == "__main__":
    sys.exit(main())
