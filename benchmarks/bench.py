"""
What each command costs, as a multiple of starting Python: `make bench`.

P is the CPU time of `python -c pass`, measured between the runs of each command; a ratio is
the CPU time of the command over P, both the least of several runs. Registers are generated once
a run, in a scratch folder. `--sizes 1000,10000` leaves the largest out.

Growth compares such ratios as well, since the machine's speed is another one by the time the
next size is measured: P, `--version`, or the bare loader for each record, whichever ran beside.

`--mixed N` says how many articles stand beside as many improvements where `find` is measured.
"""

import argparse
import compileall
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

from loader import bare as bare_loader
from measure import LEARNORG, Cost, cost, learnorg

HERE = Path(__file__).parent
WARM = {1_000: (9, 45), 10_000: (12, 45), 100_000: (40, 110)}
REVIEWED = 20
"""For how many articles there is one review where articles are measured."""

ALIKE = 1.5
"""How many warm lists a find may cost there."""

ENVIRONMENT = {"LEARNORG_TODAY": "2026-11-22", "COLUMNS": "80"}


@dataclass(frozen=True)
class Line:
    """One measured thing: what was reached, and what is to be reached."""

    what: str
    ratio: float
    unit: str
    reach: float | None
    note: str = ""

    def __str__(self) -> str:
        reach = f"{self.reach:6.1f}" if self.reach is not None else "     –"
        mark = "" if self.reach is None or self.ratio <= self.reach else "  OVER"
        return f"{self.what:58} {self.ratio:8.2f} {self.unit:12} {reach}  {self.note}{mark}"


def main() -> None:
    """Measure, and print a line for each thing as it is known."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--sizes", default="1000,10000,100000")
    words.add_argument("--mixed", type=int, default=10_000, help="0 leaves this out")
    words.add_argument("--keep", type=Path, help="keep the registers here, and use those there")
    said = words.parse_args()
    sizes = [int(size) for size in said.sizes.split(",")]
    compileall.compile_dir(HERE.parent / "src", quiet=2)  # as an installed package is
    print(f"P = {cost([LEARNORG, '--version']).unit * 1000:.1f} ms of CPU, `python -c pass`")
    print(f"{'what':58} {'ratio':>8} {'unit':12} {'reach':>6}")
    spent: dict[str, dict[int, float]] = {}
    with _scratch(said.keep) as scratch:
        for line in _starting():
            print(line, flush=True)
        for size in sizes:
            folder = register(scratch, size)
            for name, line, units in _sized(folder, size):
                spent.setdefault(name, {})[size] = units
                print(line, flush=True)
        for line in _mixed(scratch, said.mixed) if said.mixed else ():
            print(line, flush=True)
    for name, by_size in spent.items():
        for small, large in pairwise(sizes):
            if small in by_size and large in by_size and small * 10 == large:
                grown = by_size[large] / by_size[small]
                print(Line(f"growth of {name}, {small:,} to {large:,}", grown, "x", 11))


@contextmanager
def _scratch(keep: Path | None) -> Iterator[Path]:
    if keep:
        keep.mkdir(parents=True, exist_ok=True)
        yield keep
        return
    with tempfile.TemporaryDirectory(prefix="learnorg-bench-") as folder:
        yield Path(folder)


def register(scratch: Path, size: int, articles: int = 0) -> Path:
    """A generated register of a size, in git, its index warm."""
    folder = scratch / (f"mixed{size}" if articles else str(size))
    if not folder.exists():
        subprocess.run(
            [sys.executable, HERE / "generate.py", folder, "--records", str(size),
             "--commits", str(min(size, 50_000)), "--articles", str(articles),
             "--reviews", str(articles // REVIEWED)],
            check=True, stdout=subprocess.DEVNULL,
        )  # fmt: skip
        for key, value in (("user.name", "Bench"), ("user.email", "bench@example.org")):
            subprocess.run(["git", "-C", folder, "config", key, value], check=True)
    _warm(folder)
    return folder


def _warm(folder: Path) -> None:
    for _ in range(3):
        subprocess.run([LEARNORG, "-C", folder, "list", "-q"], check=True, capture_output=True)
        time.sleep(0.05)


def _starting() -> Iterator[Line]:
    yield Line("learnorg --version", cost([LEARNORG, "--version"]).in_p, "P", 8)


def _sized(folder: Path, size: int) -> Iterator[tuple[str, Line, float]]:
    def line(name: str, found: Cost, reach: float | None, most: float | None = None) -> Line:
        note = f"{found.megabytes:.0f} MB" + (f" of {most:.0f}" if most else "")
        note += "  OVER" if most and found.megabytes > most else ""
        return Line(f"{name}, {size:,}", found.in_p, "P", reach, note)

    def timed(name: str, *words: str, reach: float | None = None, most: float | None = None,
              runs: int = 15) -> tuple[str, Line, float]:  # fmt: skip
        found = learnorg(folder, *words, runs=runs, env=ENVIRONMENT)
        return name, line(name, found, reach, most), found.in_p

    reach, most = WARM.get(size, (None, None))
    yield timed("warm list --limit 50", "list", "--limit", "50", reach=reach, most=most)
    some = subprocess.run(
        [LEARNORG, "-C", folder, "list", "-q", "--limit", "1"], capture_output=True, text=True
    ).stdout.strip()
    middle = size == 10_000
    yield timed("warm show ID", "show", some, reach=14 if middle else None)
    yield timed("warm find two words", "find", "order", "state", reach=14 if middle else None)
    found = _completion(folder, some[:11])
    yield "a completion", line("a completion", found, 12 if middle else None), found.in_p
    runs = 3 if size < 100_000 else 1
    everything = ("list", "--all", "--limit", "0")
    yield timed("list of all, piped", *everything, reach=40 if middle else None, runs=runs)
    if size <= 10_000:
        found = _on_terminal(folder, *everything)
        yield (
            "list of all, on a terminal",
            line("list of all, on a terminal", found, 40),
            found.in_p,
        )
    yield timed("board", "board", runs=runs)
    yield timed("prioritize", "prioritize", "--limit", "20", runs=runs)
    yield from _cold(folder, size)
    yield from _checked(folder, size)
    yield from _added(folder, size)
    if middle:
        yield from _imported()


def _mixed(scratch: Path, size: int) -> Iterator[Line]:
    """What articles cost beside as many improvements: above all to be found by their words."""
    folder = register(scratch, size, articles=size)
    listed, found = _taking_turns(folder, ("list", "--limit", "50"), ("find", "order", "state"))
    beside = f"{size:,} articles beside as many improvements"
    yield Line(f"warm list --limit 50, {beside}", listed.in_p, "P", None)
    yield Line(f"warm find two words, {beside}", found.in_p, "P", None)
    yield Line("warm find two words there", found.cpu / listed.cpu, "warm list", ALIKE)
    article = next(folder.glob("articles/*/*/KB-*.md")).stem
    shown = learnorg(folder, "show", article, env=ENVIRONMENT)
    yield Line("warm show KB there", shown.in_p, "P", None)
    for _, line, _ in (*_cold(folder, 2 * size), *_checked(folder, 2 * size)):
        yield replace(line, reach=None)  # nothing was promised of these yet


def _taking_turns(folder: Path, *commands: tuple[str, ...], rounds: int = 15) -> tuple[Cost, ...]:
    """The least that some commands cost, a run of each after the other."""
    runs = [
        [learnorg(folder, *words, runs=1, env=ENVIRONMENT) for words in commands]
        for _ in range(rounds)
    ]
    return tuple(min(each, key=lambda cost: cost.cpu) for each in zip(*runs, strict=True))


def _completion(folder: Path, beginning: str) -> Cost:
    env = {
        **ENVIRONMENT,
        "LEARNORG_ROOT": str(folder),
        "_LEARNORG_COMPLETE": "complete_bash",
        "COMP_WORDS": f"learnorg show {beginning}",
        "COMP_CWORD": "2",
    }
    return cost([LEARNORG], env=env, ok=(0, 1))


def _on_terminal(folder: Path, *words: str) -> Cost:
    """The same with a pseudo-terminal for stdout, as `script` gives one."""
    command = " ".join([LEARNORG, "-C", str(folder), *words])
    return cost(["script", "-qec", command, "/dev/null"], runs=3, env=ENVIRONMENT)


def _without_index(folder: Path, size: int, *words: str) -> tuple[Cost, Cost]:
    """What a command costs that finds no index, and what the bare loader costs beside it."""
    found, bare = [], []
    for _ in range(1 if size > 10_000 else 5):
        bare.append(bare_loader(folder, runs=1))
        shutil.rmtree(folder / ".git" / "learnorg", ignore_errors=True)
        found.append(learnorg(folder, *words, runs=1, env=ENVIRONMENT, ok=(0, 1)))
    return min(found, key=lambda c: c.cpu), min(bare, key=lambda c: c.cpu)


def _cold(folder: Path, size: int) -> Iterator[tuple[str, Line, float]]:
    found, bare = _without_index(folder, size, "list", "--limit", "1")
    line = Line(
        f"first index, {size:,}", found.cpu / bare.cpu, "bare loader",
        2 if size >= 10_000 else None, f"{found.cpu:.1f} s, {found.megabytes:.0f} MB",
    )  # fmt: skip
    yield "first index", line, found.cpu / bare.cpu * size
    _warm(folder)


def _checked(folder: Path, size: int) -> Iterator[tuple[str, Line, float]]:
    found, bare = _without_index(folder, size, "check")
    reach = 2.5 if size == 10_000 else None
    told = f"{found.cpu:.1f} s, {found.megabytes:.0f} MB"
    line = Line(f"check, cold, {size:,}", found.cpu / bare.cpu, "bare loader", reach, told)
    yield "check, cold", line, found.cpu / bare.cpu * size
    _warm(folder)
    again = learnorg(folder, "check", runs=3, env=ENVIRONMENT, ok=(0, 1))
    reach = 25 if size == 10_000 else None
    line = Line(f"check, unchanged, {size:,}", again.in_p, "P", reach)
    yield "check, unchanged", line, again.in_p


def _added(folder: Path, size: int) -> Iterator[tuple[str, Line, float]]:
    """`add` with its commit, against `--version` plus git's own add and commit of one file."""
    version, found, bare = [], [], []
    for n in range(7):
        version.append(cost([LEARNORG, "--version"], runs=1).cpu)
        found.append(learnorg(folder, "add", f"Measured {n}", runs=1, env=ENVIRONMENT).cpu)
        file = folder / "register" / "improvements" / f"bench-{n}.txt"
        file.write_text(f"one file, {time.time_ns()}\n")
        git = ["git", "-C", str(folder)]
        bare.append(
            cost([*git, "add", str(file)], runs=1).cpu
            + cost([*git, "commit", "-qm", "one", "--", str(file)], runs=1).cpu
        )
    ratio = min(found) / (min(version) + min(bare))
    told = f"{min(found) * 1000:.0f} ms; git alone {min(bare) * 1000:.0f} ms"
    reach = 3 if size == 10_000 else None
    line = Line(f"add, {size:,}", ratio, "version+git", reach, told)
    yield "add", line, min(found) / min(version)


def _imported() -> Iterator[tuple[str, Line, float]]:
    """10,000 rows of a spreadsheet in one commit, into a register of their own."""
    with tempfile.TemporaryDirectory() as scratch:
        sheet = Path(scratch) / "rows.csv"
        rows = ["Ref,Date raised,Title,Description,Status,Owner,Service"]
        rows += [
            f'R-{n},2026-0{n % 9 + 1}-1{n % 9},Row number {n},"It hurts. Case {n}.",New,Desk,Mail'
            for n in range(10_000)
        ]
        sheet.write_text("\n".join(rows) + "\n", encoding="utf-8")
        team = Path(scratch) / "team"
        for words in (["git", "init", "-q", str(team)],
                      ["git", "-C", str(team), "config", "user.name", "Bench"],
                      ["git", "-C", str(team), "config", "user.email", "b@example.org"],
                      [LEARNORG, "-C", str(team), "init"]):  # fmt: skip
            subprocess.run(words, check=True, capture_output=True)
        map_ = Path(scratch) / "map.yaml"
        told = subprocess.run(
            [LEARNORG, "-C", team, "import", "--suggest", sheet], check=True, capture_output=True
        )
        map_.write_bytes(told.stdout)
        began = time.monotonic()
        learnorg(team, "import", str(sheet), "--map", str(map_), runs=1, env=ENVIRONMENT)
        seconds = time.monotonic() - began
    yield "import", Line("import of 10,000 rows, one commit", seconds, "s", 30), seconds


if __name__ == "__main__":
    main()
