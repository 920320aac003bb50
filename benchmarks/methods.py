"""
What the methods behind a ranking cost: `python benchmarks/methods.py`.

Each runs in a process of its own, with a plain loop that adds ten million numbers before and
after it, since machines grow faster and slower within minutes. Told are the least CPU seconds of
several runs, start of Python included, the multiple of the loop, the peak of memory, and what
is to be reached.
"""

import argparse
import sys
from random import Random

from measure import cost

REACH = {"stability": (2.0, 100), "capacity": (1.0, 100), "entangled": (1.0, 100)}
"""CPU seconds and MB at most."""


def main() -> None:
    """Measure, or be what is measured."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("what", nargs="?", choices=["loop", *REACH])
    words.add_argument("--runs", type=int, default=3)
    said = words.parse_args()
    if said.what:
        MEASURED[said.what]()
        return
    for what, (seconds, megabytes) in REACH.items():
        beside, found = [], []
        for _ in range(said.runs):
            beside.append(cost([sys.executable, __file__, "loop"], runs=1))
            found.append(cost([sys.executable, __file__, what], runs=1))
        cpu, peak = min(one.cpu for one in found), max(one.megabytes for one in found)
        unit = min(one.cpu for one in beside)
        over = "  OVER" if cpu > seconds or peak > megabytes else ""
        print(
            f"{what:10} {cpu:5.2f} s of CPU (loop {unit:.2f} s, {cpu / unit:.1f} x)  "
            f"{peak:4.0f} MB  reach {seconds:.1f} s, {megabytes} MB{over}",
            flush=True,
        )


def loop() -> None:
    """The measure of the machine."""
    total = 0
    for number in range(10_000_000):
        total += number


def stability() -> None:
    """A thousand items of three inputs, no two ranges alike, in 2,000 draws."""
    from learnorg.methods import stability
    from learnorg.methods.ranges import Range

    random = Random(1)

    def drawn(low: float, high: float) -> Range:
        return Range(*sorted(random.uniform(low, high) for _ in range(3)))

    items = [[drawn(1, 10), drawn(0, 1), drawn(0.5, 60)] for _ in range(1000)]
    stability.stability(items, lambda value, confidence, effort: value * confidence / effort, 20)


def capacity() -> None:
    """Three hundred items with a hundred dependencies, chosen among with proof."""
    _choose(100, rings=True)


def entangled() -> None:
    """With five hundred, every state that may be looked at is, and there is no proof."""
    _choose(500, rings=False)


def _choose(dependencies: int, rings: bool) -> None:
    from learnorg.methods.capacity import Item, best_set

    random = Random(1)
    efforts = [random.choice([0.5, 1, 2, 3, 5, 8, 13, 20, 40]) for _ in range(300)]
    needs: list[list[int]] = [[] for _ in efforts]
    for _ in range(dependencies):
        item = random.randrange(1, 300)
        needs[item].append(random.randrange(300 if rings else item))
    items = [
        Item(round(random.uniform(1, 10), 2), effort, tuple(needed))
        for effort, needed in zip(efforts, needs, strict=True)
    ]
    best_set(items, 800)


MEASURED = {
    "loop": loop,
    "stability": stability,
    "capacity": capacity,
    "entangled": entangled,
}

if __name__ == "__main__":
    main()
