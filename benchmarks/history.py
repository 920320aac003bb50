"""
What the audit trail costs, as a multiple of what git itself takes: `python benchmarks/history.py`.

A register of 10,000 records with 50,000 commits is generated in a scratch folder (or taken
from, and left in, `--keep DIR`). The first pass is compared with `git log --raw` and `git
cat-file --batch` of the same objects, a `log` after ten new commits with a warm `list`.
All runs take turns, so that a busy machine slows each of them; medians are told, of the time
on the clock and of the CPU time of a process and its children.
"""

import argparse
import compileall
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from measure import LEARNORG

from learnorg.register import trail

HERE = Path(__file__).parent
CACHE = Path(".git", "learnorg", "root", trail.CACHE)
ENVIRONMENT = {"LEARNORG_TODAY": "2026-11-23", "COLUMNS": "80"}


@dataclass(frozen=True)
class Spent:
    """Seconds on the clock and of the CPU."""

    clock: float
    cpu: float

    def __add__(self, other: "Spent") -> "Spent":
        return Spent(self.clock + other.clock, self.cpu + other.cpu)


def main() -> None:
    """Measure, and print a line for each thing."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--records", type=int, default=10_000)
    words.add_argument("--commits", type=int, default=50_000)
    words.add_argument("--runs", type=int, default=5)
    words.add_argument("--keep", type=Path, help="keep the register here, and use the one there")
    said = words.parse_args()
    compileall.compile_dir(HERE.parent / "src", quiet=2)  # as an installed package is
    with _register(said.keep, said.records, said.commits) as folder:
        ids = folder.parent / f"{folder.name}.ids"
        _list_objects(folder, ids)
        print(f"{said.records:,} records, {said.commits:,} commits, medians of {said.runs} runs")
        _first_pass(folder, ids, said.runs)
        _ten_more(folder, max(said.runs, 7))
        _questions(folder, said.runs)


@contextmanager
def _register(keep: Path | None, records: int, commits: int) -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="learnorg-bench-") as scratch:
        folder = (keep or Path(scratch)) / f"history-{records}-{commits}"
        folder.parent.mkdir(parents=True, exist_ok=True)
        if not folder.exists():
            make = [sys.executable, HERE / "generate.py", folder]
            subprocess.run(
                [*make, "--records", str(records), "--commits", str(commits)],
                check=True, stdout=subprocess.DEVNULL,
            )  # fmt: skip
            for key, value in (("user.name", "Bench"), ("user.email", "bench@example.org")):
                subprocess.run(["git", "-C", folder, "config", key, value], check=True)
        for _ in range(3):
            _once([LEARNORG, "-C", str(folder), "list", "-q"])
            time.sleep(0.05)
        yield folder


def _list_objects(folder: Path, ids: Path) -> None:
    """Every content that history brought, in its order."""
    log = ("git", "-C", str(folder), "log", "--raw", "--no-abbrev", "--no-renames", "--format=")
    answer = subprocess.run(log, check=True, capture_output=True, text=True).stdout
    found = (line.split()[3] for line in answer.splitlines() if line.startswith(":"))
    ids.write_text("".join(f"{id_}\n" for id_ in found if id_.strip("0")))


def _first_pass(folder: Path, ids: Path, runs: int) -> None:
    def bare() -> Spent:
        git = ["git", "-C", str(folder)]
        with ids.open("rb") as wanted:
            return _once([*git, "log", "--raw", "--no-abbrev"]) + _once(
                [*git, "cat-file", "--batch", "--buffer"], stdin=wanted
            )

    def ours() -> Spent:
        (folder / CACHE).unlink(missing_ok=True)
        return _log(folder)

    by_git, first = _turns((bare, ours), runs)
    print(f"git log --raw + git cat-file --batch {_told(by_git)}")
    _line("the first log of all", first, by_git, 3)


def _ten_more(folder: Path, runs: int) -> None:
    """A log after ten new commits, for which the cache is put back each time."""
    _log(folder)
    saved = folder.parent / f"{folder.name}.saved"
    shutil.copyfile(folder / CACHE, saved)
    some = _ids(folder)
    for n in range(10):
        _once([LEARNORG, "-C", str(folder), "note", some[n], f"Measured {time.time_ns()}", "-q"])
    for _ in range(3):
        _once([LEARNORG, "-C", str(folder), "list", "-q"])
        time.sleep(0.05)

    def ten() -> Spent:
        shutil.copyfile(saved, folder / CACHE)
        return _log(folder)

    turns = _turns((lambda: _list(folder), ten, lambda: _log(folder)), runs)
    print(f"a warm list {_told(turns[0])}")
    _line("a log after ten new commits", turns[1], turns[0], 1.5)
    _line("a log with nothing new", turns[2], turns[0], None)


def _questions(folder: Path, runs: int) -> None:
    """What else is asked of the trail, in seconds."""
    one = _ids(folder)[0]
    for words in (("log", one), ("blame", one), ("show", one, "--as-of", "2026-11-22"),
                  ("log",), ("diff", "2026-06-30"), ("list", "--as-of", "2026-06-30"),
                  ("audit",)):  # fmt: skip
        (spent,) = _turns((lambda words=words: _learnorg(folder, *words),), min(runs, 3))
        print(f"{' '.join(words):40} {_told(spent)}")


def _ids(folder: Path) -> list[str]:
    listed = (LEARNORG, "-C", str(folder), "list", "-q", "--limit", "10")
    return subprocess.run(listed, check=True, capture_output=True, text=True).stdout.split()


def _list(folder: Path) -> Spent:
    return _learnorg(folder, "list")


def _log(folder: Path) -> Spent:
    return _learnorg(folder, "log", "--limit", "50")


def _learnorg(folder: Path, *words: str) -> Spent:
    return _once([LEARNORG, "-C", str(folder), *words])


def _turns(works: Sequence[Callable[[], Spent]], runs: int) -> list[Spent]:
    """The median of what each of some works takes, which take turns."""
    spent = [[work() for work in works] for _ in range(runs)]
    return [
        Spent(median(s.clock for s in each), median(s.cpu for s in each))
        for each in zip(*spent, strict=True)
    ]


def _once(words: Sequence[str], stdin: object = subprocess.DEVNULL) -> Spent:
    began = time.monotonic()
    process = subprocess.Popen(
        words, stdin=stdin, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        env={**os.environ, **ENVIRONMENT},
    )  # fmt: skip
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):
        raise SystemExit(f"{' '.join(map(str, words))} ended with {process.returncode}")
    return Spent(time.monotonic() - began, used.ru_utime + used.ru_stime)


def _line(what: str, spent: Spent, base: Spent, reach: float | None) -> None:
    ratio, cpu = spent.clock / base.clock, spent.cpu / base.cpu
    over = "  OVER" if reach and ratio > reach else ""
    aim = f", to reach {reach:g}" if reach else ""
    print(f"{what:40} {_told(spent)}: {ratio:.2f} x on the clock, {cpu:.2f} x CPU{aim}{over}")


def _told(spent: Spent) -> str:
    return f"{spent.clock:.2f} s ({spent.cpu:.2f} s CPU)"


if __name__ == "__main__":
    main()
