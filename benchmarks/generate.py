"""
A register of any size, for measuring: `python benchmarks/generate.py DIR --records 10000`.

The day is fixed, so that the same arguments give the same commits on every machine.
"""

import argparse
import gc
import time
from datetime import date
from pathlib import Path
from resource import RUSAGE_SELF, getrusage

from learnorg.samples.sample import build

SOURCE = Path(__file__).parent.parent / "templates" / "demo"
TODAY = date(2026, 11, 23)


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("folder", type=Path, help="a folder that is empty or does not exist")
    words.add_argument("--records", type=int, default=1_000)
    words.add_argument("--commits", type=int, help="as many as the stories take, unless given")
    words.add_argument("--articles", type=int, default=0, help="made-up ones, beside the records")
    words.add_argument("--reviews", type=int, default=0, help="made-up ones, beside the records")
    words.add_argument("--seed", type=int, default=2611)
    words.add_argument("--today", type=date.fromisoformat, default=TODAY)
    words.add_argument("--no-git", action="store_true", help="the files only")
    said = words.parse_args()
    gc.disable()  # nothing here goes in circles, and looking for that takes a quarter of the time
    began = time.monotonic()
    built = build(
        said.folder,
        SOURCE,
        today=said.today,
        records=said.records,
        commits=said.commits,
        articles=said.articles,
        reviews=said.reviews,
        seed=said.seed,
        with_git=not said.no_git,
    )
    seconds, memory = time.monotonic() - began, getrusage(RUSAGE_SELF).ru_maxrss // 1024
    beside = f"{built.articles} articles, {built.reviews} reviews"
    what = f"{built.records} records, {beside}, {built.commits} commits"
    print(f"{what}: {seconds:.1f} s, {memory} MB")


if __name__ == "__main__":
    main()
