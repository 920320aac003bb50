"""
The cost of a command: CPU and memory of a process, the least of several runs.

Between the runs, Python alone is started: machines grow faster and slower by a fifth within
minutes, and what is compared with something else must be measured beside it.
"""

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

LEARNORG = str(Path(sys.executable).parent / "learnorg")


@dataclass(frozen=True)
class Cost:
    """CPU seconds (user and system, children that were waited for included) and peak MB."""

    cpu: float
    megabytes: float
    unit: float
    """CPU seconds of `python -c pass` at the same time."""

    @property
    def in_p(self) -> float:
        """The CPU as a multiple of starting Python."""
        return self.cpu / self.unit


def cost(
    words: Sequence[str],
    *,
    runs: int = 15,
    env: Mapping[str, str] | None = None,
    stdin: bytes | None = None,
    ok: Sequence[int] = (0,),
) -> Cost:
    """The least that a command cost in some runs."""
    usual = _usual()
    found, units = [], []
    for _ in range(runs):
        units += [_once((sys.executable, "-c", "pass"), usual, None, (0,))[0] for _ in range(2)]
        found.append(_once(words, {**usual, **(env or {})}, stdin, ok))
    return Cost(min(cpu for cpu, _ in found), min(peak for _, peak in found), min(units))


def _usual() -> dict[str, str]:
    """The environment, without what changes how Python itself starts."""
    return {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}


def _once(
    words: Sequence[str], env: Mapping[str, str], stdin: bytes | None, ok: Sequence[int]
) -> tuple[float, float]:
    process = subprocess.Popen(
        words,
        stdin=subprocess.PIPE if stdin is not None else subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=env,
    )
    if stdin is not None:
        assert process.stdin is not None
        process.stdin.write(stdin)
        process.stdin.close()
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in ok:
        raise SystemExit(f"{' '.join(words)} ended with {process.returncode}")
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def learnorg(folder: Path, *words: str, **how: object) -> Cost:
    """The least that a learnorg command cost in a register."""
    return cost([LEARNORG, "-C", str(folder), *words], **how)  # type: ignore[arg-type]
