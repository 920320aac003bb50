"""The bare loader over a register's files: reading and parsing with positions, nothing else."""

import sys
from pathlib import Path

from measure import Cost, cost

WORK = """
import gc, os, sys
from learnorg.files.loader import Form, load
gc.disable()
for top in sys.argv[1:]:
    for folder, _, names in os.walk(top):
        for name in names:
            if name.endswith((".yaml", ".md")):
                with open(os.path.join(folder, name), "rb") as file:
                    load(file.read(), Form.of(name))
"""


def bare(folder: Path, runs: int = 2) -> Cost:
    """What it costs to read and parse every record of a register, interpreter included."""
    tops = (str(folder / "register"), str(folder / "articles"))
    return cost([sys.executable, "-c", WORK, *tops], runs=runs)


if __name__ == "__main__":
    print(bare(Path(sys.argv[1])))
