"""Faults at a chosen point of a run: what shim.c does, from Python."""

import errno
import os
import shutil
import signal
import struct
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

PYTHON = sys.executable
SOURCE = Path(__file__).with_name("shim.c")
WAIT = 90
"""Seconds after which a command hangs."""

COUNT, KILL, FULL, FAIL, INTERRUPT, KILL_ONE = range(6)
HEAD = struct.Struct("=6q512s")
SLOT = struct.Struct("=Qq")
SLOTS, TRACE = 4096, 262144


@dataclass(frozen=True)
class Fault:
    """What happens at the point: to the call, and to what was not yet on the disk."""

    name: str
    how: int
    error: int = 0
    cut: bool = False


FAULTS = (
    Fault("kill", KILL),
    Fault("power", KILL, cut=True),
    Fault("ctrl-c", INTERRUPT),
    Fault("full", FULL, errno.ENOSPC),
    Fault("eio", FAIL, errno.EIO),
    Fault("eacces", FAIL, errno.EACCES),
)
ALONE = Fault("alone", KILL_ONE)
"""One process killed of several, and the others see it end: for what has others do its work."""
UNDISTURBED = Fault("none", COUNT)


@dataclass(frozen=True)
class Run:
    """How a command ended, how many calls it made, and at which it was struck."""

    words: Sequence[str]
    code: int
    out: str
    err: str
    calls: int = 0
    struck: str = ""
    trace: str = ""
    unsynced: frozenset[int] = frozenset()


def possible() -> bool:
    """Whether there is a compiler, and a loader that takes libraries before others."""
    return os.uname().sysname == "Linux" and shutil.which("cc") is not None


def compiled(folder: Path) -> Path:
    """The shim, as a library."""
    library = folder / "shim.so"
    words = ["cc", "-shared", "-fPIC", "-O1", "-Wall", "-o", library, SOURCE, "-ldl"]
    subprocess.run(words, check=True, capture_output=True)
    return library


def run(
    words: Sequence[str],
    *,
    cwd: Path,
    env: Mapping[str, str],
    stdin: str = "",
    shim: Path | None = None,
    fault: Fault = UNDISTURBED,
    point: int = 0,
) -> Run:
    """A command, struck at a point; in a process group of its own, which ends with it."""
    board = cwd.parent / f"{cwd.name}.board"
    told = dict(env)
    if shim:
        head = HEAD.pack(0, point, fault.how, fault.error, 0, 0, b"")
        board.write_bytes(head.ljust(HEAD.size + SLOTS * SLOT.size + TRACE, b"\0"))
        told |= {"LD_PRELOAD": str(shim), "TORTURE_BOARD": str(board)}
    process = subprocess.Popen(
        words,
        cwd=cwd,
        env=told,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
        # Whoever runs us in the background has interrupts ignored, which children inherit.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    try:
        out, err = process.communicate(stdin.encode(), timeout=WAIT)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        out, err = process.communicate()
        err += b"\nTraceback: it hung"
    told_us = out.decode(errors="replace"), err.decode(errors="replace")
    said = (words, process.returncode, *told_us)
    if not shim:
        return Run(*said)
    data = board.read_bytes()
    board.unlink()
    calls, _, _, _, fired, traced, what = HEAD.unpack_from(data)
    slots = SLOT.iter_unpack(data[HEAD.size : HEAD.size + SLOTS * SLOT.size])
    return Run(
        *said,
        calls,
        what.rstrip(b"\0").decode(errors="replace") if fired else "",
        data[-TRACE:][: min(traced, TRACE)].decode(errors="replace"),
        frozenset(inode for inode, dirty in slots if dirty),
    )


def cut_power(folder: Path, unsynced: frozenset[int]) -> list[str]:
    """
    The files below a folder that were not brought to the disk, emptied.

    Git's own logs are left out: git never syncs them, and no promise rests on them. A remote
    is another machine, where the light stays on.
    """
    lost = []
    for above, _, names in os.walk(folder):
        for name in names:
            path = os.path.join(above, name)
            if os.lstat(path).st_ino not in unsynced:
                continue
            if "/.git/logs/" not in path and "/elsewhere.git/" not in path:
                os.truncate(path, 0)
                lost.append(path)
    return lost
