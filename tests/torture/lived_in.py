"""A repository that people work in: other things staged, edited, stashed, and lying about."""

import io
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

from faults import Run

from learnorg.__main__ import main
from learnorg.files.atomic import MANY

TODAY = "2026-11-20"
LEARNORG = (sys.executable, "-m", "learnorg")
FOLDER = "register/improvements/2026/11"
OURS = ("IMP-2611-bbbbbb", "IMP-2611-cccccc", "IMP-2611-dddddd")
"""Records that a campaign changes."""

SETTINGS = """\
[user]
name = Ada
email = ada@example.org
[init]
defaultBranch = main
[core]
fsmonitor = false
"""

RECORD = """\
id: {id}
title: {title}  # as the night shift calls it
state: accepted
dates:
  proposed: 2026-11-02
  accepted: 2026-11-03

owner: "night-shift leads"
raised: 2026-11-02
tags:
  - one
"""


def rows(many: int) -> str:
    """A register of another tool."""
    return "title,owner\n" + "".join(f"Row number {n},platform\n" for n in range(1, many + 1))


MAP = "columns:\n  title: title\n  owner: owner\ndefaults:\n  state: proposed\n"


class GitRefused(Exception):
    """A git command that should have worked."""


def surroundings(home: Path) -> dict[str, str]:
    """An environment that is nobody's."""
    home.mkdir(exist_ok=True)
    (home / "gitconfig").write_text(SETTINGS)
    # A driver is found on the PATH; an editor's own calls are nobody's points.
    _script(home, "learnorg", f'exec "{sys.executable}" -m learnorg "$@"')
    _script(home, "editor", 'unset LD_PRELOAD\nexec sed -i s/one/two/ "$1"')
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("GIT_", "XDG_", "LEARNORG_", "PYTEST_"))
        and name not in ("EMAIL", "VISUAL")
    }
    return kept | {
        "HOME": str(home),
        "TMPDIR": str(home),
        "XDG_CACHE_HOME": str(home / "cache"),
        "XDG_CONFIG_HOME": str(home / "config"),
        "GIT_CONFIG_GLOBAL": str(home / "gitconfig"),
        "GIT_CONFIG_NOSYSTEM": "1",
        "PATH": f"{home / 'bin'}:{kept['PATH']}",
        "EDITOR": str(home / "bin/editor"),
        "LEARNORG_TODAY": TODAY,
        "PYTHONDONTWRITEBYTECODE": "1",
        "NO_COLOR": "1",
    }


def _script(home: Path, name: str, words: str) -> None:
    put(home, f"bin/{name}", f"#!/bin/sh\n{words}\n").chmod(0o755)


def git(where: Path, env: Mapping[str, str], *words: str, ok: bool = True) -> str:
    """What git says."""
    done = subprocess.run(["git", *words], cwd=where, env=env, capture_output=True)
    if ok and done.returncode != 0:
        raise GitRefused(words, done.stdout, done.stderr)
    return done.stdout.decode("utf-8", "surrogateescape")


def learnorg(words: Sequence[str], where: Path, env: Mapping[str, str]) -> Run:
    """What a command says that nobody disturbs, run in this process, which is quick."""
    out, err = io.StringIO(), io.StringIO()
    here, was = os.getcwd(), dict(os.environ)
    try:
        os.chdir(where)
        os.environ.clear()
        os.environ.update(env)
        with redirect_stdout(out), redirect_stderr(err):
            code = main(words)
    finally:
        os.environ.clear()
        os.environ.update(was)
        os.chdir(here)
    return Run(words, code, out.getvalue(), err.getvalue())


def policy() -> Path:
    """The policy that `init` writes."""
    return Path(__file__).parents[2] / "templates" / "learnorg.yaml"


def build(where: Path, env: Mapping[str, str]) -> Path:
    """The repository."""
    where.mkdir()
    git(where, env, "init", "-q")
    shutil.rmtree(where / ".git" / "hooks")
    shutil.copyfile(policy(), where / "learnorg.yaml")
    for n, identity in enumerate((*OURS, "IMP-2611-kkkkkk"), start=1):
        put(where, f"{FOLDER}/{identity}.yaml", RECORD.format(id=identity, title=f"Number {n}"))
    for name in ("other.txt", "notes.md", "both.txt", "gone.txt"):
        put(where, name, f"{name}, first line\nlast line\n")
    git(where, env, "add", ".")
    git(where, env, "commit", "-qm", "Begin")
    git(where, env, "switch", "-qc", "elsewhere")
    put(where, "elsewhere.txt", "there\n")
    git(where, env, "add", ".")
    git(where, env, "commit", "-qm", "There")
    git(where, env, "switch", "-q", "main")
    put(where, "other.txt", "put aside\n")
    git(where, env, "stash", "-q")
    _disturb(where, env)
    subprocess.run([*LEARNORG, "list"], cwd=where, env=env, check=True, capture_output=True)
    return where


def _disturb(where: Path, env: Mapping[str, str]) -> None:
    """What stands in the repository besides: staged, edited, announced, not tracked."""
    put(where, "staged.txt", "staged, new\n")
    put(where, "notes.md", "staged edit\n")
    put(where, "both.txt", "staged\n")
    git(where, env, "add", "staged.txt", "notes.md", "both.txt")
    git(where, env, "rm", "-q", "--cached", "gone.txt")
    put(where, "both.txt", "staged, then edited again\n")
    put(where, "other.txt", "edited\n")
    put(where, "later.txt", "announced\n")
    git(where, env, "add", "-N", "later.txt")
    put(where, "scratch.txt", "nobody tracks this\n")
    mine = "id: IMP-2611-hhhhhh\ntitle:   'By hand'   # mine\nstate: proposed\nraised: 2026-11-04\n"
    put(where, f"{FOLDER}/IMP-2611-hhhhhh.yaml", mine)
    edited = where / FOLDER / "IMP-2611-kkkkkk.yaml"
    edited.write_text(edited.read_text().replace("Number 4", "Number four, by hand"))
    put(where, "rows.csv", rows(5))
    put(where, "many.csv", rows(MANY + 2))
    put(where, "map.yaml", MAP)


def hooks(where: Path) -> None:
    """Hooks as teams have them: one looks at what is staged, one at the message."""
    for name, script in (
        ("pre-commit", "git diff --cached --name-only | grep -q improvements"),
        ("commit-msg", 'grep -q . "$1"'),
    ):
        file = put(where, f".git/hooks/{name}", f"#!/bin/sh\n{script}\n")
        file.chmod(0o755)


def put(where: Path, path: str, words: str) -> Path:
    """A file of these words."""
    file = where / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(words)
    return file
