"""
The README's tour, run as written.

The `$` lines of its console blocks run in one shell, in an empty folder; what the README
shows below a line is compared with what came, identities and hashes replaced by ID and HASH.
"""

import os
import re
import subprocess
import sys
from pathlib import Path

from commandline import Learnorg

README = Path(__file__).parents[1] / "README.md"
BLOCK = re.compile(r"^```console\n(.*?)^```", re.MULTILINE | re.DOTALL)
MARK = "--- learnorg README ---"


def steps() -> list[tuple[str, list[str]]]:
    """Each command of the tour, with the lines that the README shows below it."""
    found: list[tuple[str, list[str]]] = []
    for block in BLOCK.findall(README.read_text(encoding="utf-8")):
        for line in block.splitlines():
            if line.startswith("$ "):
                found.append((line[2:], []))
            else:
                found[-1][1].append(line)
    return found


def steady(text: str) -> list[str]:
    """Lines with ID for identities, long or short, and HASH for commits; columns closed up."""
    text = re.sub(r"IMP-\d{4}-[0-9a-z]{6}", "ID", text)
    lines = []
    for line in text.splitlines():
        line = re.sub(r"^[0-9a-f]{7,12} ", "HASH ", line)
        line = re.sub(r"^( +\d+  )(?!ID)[0-9a-z]{3,6}\b", r"\1ID", line)
        lines.append(re.sub(r"  +", "  ", line.strip()))
    return lines


def test_tour(somebody: Path, tmp_path: Path) -> None:
    """Every command of the README works in the order given, and shows what the README shows."""
    tour = steps()
    assert len(tour) > 20
    script = "set -e\n" + "".join(f"{command}\necho '{MARK}'\n" for command, _ in tour)
    beside = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    (tmp_path / "empty").mkdir()
    ran = subprocess.run(
        ["bash", "-c", script],
        cwd=tmp_path / "empty",
        env=os.environ | {"PATH": beside},
        capture_output=True,
        text=True,
    )
    assert ran.returncode == 0, ran.stderr
    came = ran.stdout.split(MARK + "\n")[:-1]
    assert len(came) == len(tour)
    for (command, lines), text in zip(tour, came, strict=True):
        if lines:
            assert steady(text) == steady("\n".join(lines)), command


def test_other_commands(learnorg: Learnorg) -> None:
    """Commands outside of the tour have the options with which they are shown."""
    text = README.read_text(encoding="utf-8")
    rest = BLOCK.sub("", text)
    mentioned = re.findall(r"^learnorg ([a-z]+)(.*)$", rest, re.MULTILINE)
    mentioned += re.findall(r"`learnorg ([a-z]+)([^`]*)`", rest)
    assert len(mentioned) >= 5
    for name, words in mentioned:
        first = words.split()[:1] if name in ("report", "plan", "config") else []
        shown = learnorg(name, *first, "--help")
        assert shown.code == 0, name
        for flag in re.findall(r"--[a-z-]+", words):
            assert flag in shown.out, f"{name} {flag}"
