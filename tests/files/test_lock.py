import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from learnorg.files.atomic import CannotWrite
from learnorg.files.lock import Locked, hold

HOLD = """
import sys, time
from pathlib import Path
from learnorg.files.lock import hold
with hold(Path(sys.argv[1]), 5, "learnorg import"):
    print("held", flush=True)
    time.sleep(60)
"""


@pytest.fixture
def holder(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that has the lock."""
    command = [sys.executable, "-c", HOLD, str(tmp_path / "lock")]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout
    assert process.stdout.readline() == "held\n"
    yield process
    process.kill()
    process.communicate()


def test_again(tmp_path: Path) -> None:
    """A lock that was let go can be had again."""
    for _ in range(2):
        with hold(tmp_path / "lock", 0, "learnorg add"):
            pass


def test_says_who(tmp_path: Path, holder: subprocess.Popen[str]) -> None:
    """Who waits in vain hears which process holds the lock, and what it is doing."""
    with pytest.raises(Locked) as error, hold(tmp_path / "lock", 0.1, "learnorg add"):
        pass
    assert error.value.exit_code == 4
    assert f"process {holder.pid} (learnorg import), since 2" in str(error.value)


def test_dies(tmp_path: Path, holder: subprocess.Popen[str]) -> None:
    """A holder that is killed leaves no lock behind."""
    holder.kill()
    holder.wait()
    with hold(tmp_path / "lock", 0, "learnorg add"):
        pass


def test_waits(tmp_path: Path, holder: subprocess.Popen[str]) -> None:
    """Who waits gets the lock when its holder is done."""
    timer = threading.Timer(0.3, holder.kill)
    timer.start()
    with hold(tmp_path / "lock", 30, "learnorg add"):
        timer.join()


def test_holders_words_are_cleaned(tmp_path: Path) -> None:
    """What stands in a lock's file cannot steer a terminal."""
    path = tmp_path / "lock"
    with hold(path, 0, "x"):
        path.write_bytes(b"\x1b[31mred\nred")
        with pytest.raises(Locked) as error, hold(path, 0, "y"):
            pass
    assert "\x1b" not in str(error.value)
    assert "\n" not in str(error.value)


def test_no_place_for_a_lock(tmp_path: Path) -> None:
    """Where no lock can be made, nothing is written."""
    (tmp_path / "file").write_text("")
    with pytest.raises(CannotWrite), hold(tmp_path / "file" / "lock", 0, "x"):
        pass
    assert os.listdir(tmp_path) == ["file"]
