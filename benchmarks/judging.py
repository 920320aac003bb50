"""
What judging a change costs, as a multiple of a warm `list`: `python benchmarks/judging.py`.

A register of 100,000 records is generated in a scratch folder (or taken from, and left in,
`--keep DIR`); in branches of it ten and a thousand records are changed. `check --base` and
`list` take turns, so that a busy machine slows both; the least CPU of several runs is told,
with the peak of memory.
"""

import argparse
import compileall
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from bench import ENVIRONMENT, register
from measure import Cost, learnorg

HERE = Path(__file__).parent
REACH = {10: 3.0}
"""What is to be reached for so many changed records, in warm lists."""


def main() -> None:
    """Measure, and print a line for each size of a change."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--records", type=int, default=100_000)
    words.add_argument("--changed", type=int, nargs="*", default=[10, 1_000])
    words.add_argument("--runs", type=int, default=5)
    words.add_argument("--keep", type=Path, help="keep the register here, and use the one there")
    said = words.parse_args()
    compileall.compile_dir(HERE.parent / "src", quiet=2)  # as an installed package is
    with _scratch(said.keep) as scratch:
        folder = register(scratch, said.records)
        for changed in said.changed:
            base, head = _changed(folder, changed)
            judged, listed = _turns(folder, said.runs, base, head)
            ratio = judged.cpu / listed.cpu
            reach = REACH.get(changed, 0) if said.records == 100_000 else 0
            mark = f"reach {reach:.1f}" + ("  OVER" if ratio > reach else "") if reach else ""
            print(
                f"check --base, {changed:,} of {said.records:,} records changed  "
                f"{ratio:.2f} x list  {judged.cpu:.2f} s of CPU, {judged.megabytes:.0f} MB  "
                f"{mark}".rstrip(),
                flush=True,
            )


@contextmanager
def _scratch(keep: Path | None) -> Iterator[Path]:
    if keep:
        yield keep
        return
    with tempfile.TemporaryDirectory(prefix="learnorg-bench-") as folder:
        yield Path(folder)


def _changed(folder: Path, many: int) -> tuple[str, str]:
    """A commit in which many records get another line, made without touching the work tree."""
    base = _git(folder, "rev-parse", "HEAD")
    listed = _git(folder, "ls-tree", "-r", "HEAD", "--", "register/improvements").splitlines()
    every = len(listed) // many
    stream = [f"commit refs/heads/bench-judging\ncommitter B <b@example.org> 1795262400 +0000\n"
              f"data 6\nChange\nfrom {base}\n".encode()]  # fmt: skip
    for line in listed[::every][:many]:
        about, path = line.split("\t")
        mode, _, id_ = about.split()
        shown = subprocess.run(
            ["git", "-C", folder, "cat-file", "blob", id_], check=True, capture_output=True
        ).stdout
        data = shown + b"extra:\n  bench: changed\n" if b"\nextra:" not in shown else shown + b"\n"
        stream.append(f"M {mode} inline {path}\ndata {len(data)}\n".encode() + data + b"\n")
    subprocess.run(
        ["git", "-C", folder, "fast-import", "--quiet", "--force"],
        input=b"".join(stream), check=True,
    )  # fmt: skip
    return base, _git(folder, "rev-parse", "refs/heads/bench-judging")


def _turns(folder: Path, runs: int, base: str, head: str) -> tuple[Cost, Cost]:
    judged, listed = [], []
    for _ in range(runs):
        check: Sequence[str] = ("check", "--base", base, "--head", head)
        judged.append(learnorg(folder, *check, runs=1, env=ENVIRONMENT, ok=(0, 1)))
        listed.append(learnorg(folder, "list", "--limit", "50", runs=1, env=ENVIRONMENT))
    return min(judged, key=_cpu), min(listed, key=_cpu)


def _cpu(cost: Cost) -> float:
    return cost.cpu


def _git(folder: Path, *words: str) -> str:
    done = subprocess.run(["git", "-C", folder, *words], check=True, capture_output=True, text=True)
    return done.stdout.strip()


if __name__ == "__main__":
    main()
