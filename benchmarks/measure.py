"""The cost of a command: CPU and memory of a process, the least of several runs."""

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


def cost(
    words: Sequence[str],
    *,
    runs: int = 7,
    env: Mapping[str, str] | None = None,
    stdin: bytes | None = None,
    ok: Sequence[int] = (0,),
) -> Cost:
    """The least that a command cost in some runs."""
    found = [_once(words, {**_usual(), **(env or {})}, stdin, ok) for _ in range(runs)]
    return Cost(min(c.cpu for c in found), min(c.megabytes for c in found))


def _usual() -> dict[str, str]:
    """The environment, without what changes how Python itself starts."""
    return {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}


def _once(
    words: Sequence[str], env: Mapping[str, str], stdin: bytes | None, ok: Sequence[int]
) -> Cost:
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
    return Cost(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def learnorg(folder: Path, *words: str, **how: object) -> Cost:
    """The least that a learnorg command cost in a register."""
    return cost([LEARNORG, "-C", str(folder), *words], **how)  # type: ignore[arg-type]
