"""
The promise under fire: a share of the campaign that fits into every test run.

`python tests/torture/campaign.py` fights the whole of it; TORTURE_POINTS and TORTURE_SEED
change this share.
"""

import os
import random
from pathlib import Path

import faults
import pytest
from campaign import Ground, Point, fought, table, told
from faults import FAULTS
from lived_in import OURS

POINTS = int(os.environ.get("TORTURE_POINTS", "2"))
SEED = int(os.environ.get("TORTURE_SEED", "0"))

pytestmark = pytest.mark.skipif(
    not faults.possible(), reason="needs Linux's loader and a C compiler"
)


@pytest.fixture(scope="module")
def ground(tmp_path_factory: pytest.TempPathFactory) -> Ground:
    return Ground(tmp_path_factory.mktemp("torture"))


def test_promise(ground: Ground) -> None:
    """Whatever happens where, files are whole, what exited 0 stays, and the next command mends."""
    points = ground.points(POINTS, random.Random(SEED))
    found = list(fought(ground, points, os.cpu_count() or 1))
    print("\n".join(table(found)))
    wrong = [told(each) for each in found if each.verdict.wrong]
    assert not wrong, "\n".join(wrong)


def test_every_fault_strikes(ground: Ground) -> None:
    """The campaign would notice: each kind of fault does to a command what it is to do."""
    ends = {}
    trace = ground.traces["set"].splitlines()
    at = next(n for n, call in enumerate(trace, 1) if call.endswith(f"{OURS[0]}.yaml"))
    for fault in FAULTS:
        ends[fault.name] = ground.fight(Point("set", fault, at))
    assert all(each.struck.endswith(f"{OURS[0]}.yaml") for each in ends.values())
    assert {name: each.code for name, each in ends.items()} == {
        "kill": -9,
        "power": -9,
        "ctrl-c": 130,
        "full": 5,
        "eio": 5,
        "eacces": 5,
    }


def test_unsynced_files_are_known(ground: Ground, tmp_path: Path) -> None:
    """What was written and not brought to the disk is lost in a power cut; the rest is not."""
    script = (
        "import os; a = open('kept', 'w'); a.write('x'); a.flush(); os.fsync(a.fileno()); "
        "b = open('lost', 'w'); b.write('x'); b.close(); os.rename('lost', 'renamed')"
    )
    where = tmp_path / "work"
    where.mkdir()
    words = [faults.PYTHON, "-c", script]
    done = faults.run(words, cwd=where, env=ground.env, shim=ground.shim)
    assert [Path(path).name for path in faults.cut_power(where, done.unsynced)] == ["renamed"]
    assert (where / "kept").read_text() == "x"
