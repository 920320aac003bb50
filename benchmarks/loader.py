"""The bare loader over a register's files: reading and parsing with positions, nothing else."""

import sys
from pathlib import Path

from measure import Cost, cost

WORK = """
import gc, os, sys
from learnorg.files.loader import load
gc.disable()
for folder, _, names in os.walk(sys.argv[1]):
    for name in names:
        if name.endswith(".yaml"):
            with open(os.path.join(folder, name), "rb") as file:
                load(file.read())
"""


def bare(folder: Path, runs: int = 2) -> Cost:
    """What it costs to read and parse every record of a register, interpreter included."""
    return cost([sys.executable, "-c", WORK, str(folder / "register")], runs=runs)


if __name__ == "__main__":
    print(bare(Path(sys.argv[1])))
