"""What a command's repository has before it, besides what all of them have."""

import subprocess
from collections.abc import Mapping
from pathlib import Path

from lived_in import FOLDER, LEARNORG, OURS, RECORD, git, put

from learnorg.history import driver

Env = Mapping[str, str]
FIRST, SECOND, THIRD = OURS
REMOTE = ".git/elsewhere.git"
"""Where others push to: within the repository's own folder, so that it is copied along."""


def planned(where: Path, env: Env) -> None:
    """A plan with a step."""
    _learnorg(where, env, "plan", "add", FIRST, "Ask the others")


def done_before(where: Path, env: Env) -> None:
    """Something that learnorg did."""
    _learnorg(where, env, "set", *OURS[:2], "tags+=two")


def linked(where: Path, env: Env) -> None:
    """Two records that point to the first one."""
    for each in OURS[1:]:
        _learnorg(where, env, "link", each, "depends-on", FIRST)


def reviewed(where: Path, env: Env) -> None:
    """A review with a finding that has no home."""
    text = (
        "---\nid: REV-2611-rrrrrr\ntitle: Disk full\ntype: process\nstate: draft\n"
        "raised: 2026-11-02\nfindings:\n  - id: b7k\n    what: One host has no alarm\n---\n"
    )
    _commit(where, env, {"register/reviews/2026/11/REV-2611-rrrrrr.md": text})


def flagged(where: Path, env: Env) -> None:
    """A validated article, which another clone has flagged."""
    text = (
        "---\nid: KB-2611-rrrrrr\ntitle: Disk full\ntype: fix\nstate: validated\n"
        "raised: 2026-11-02\nvalidation: {by: lea, on: 2026-11-03}\n---\n\n"
        "## Issue\n\nDisk full.\n\n## Resolution\n\nEmpty it.\n"
    )
    event = (
        '{"id": "bbbbbbbbbbbb", "on": "2026-11-04", "actor": "desk", "verb": "flagged", '
        '"object": "KB-2611-rrrrrr", "result": {"text": "empty what?"}}\n'
    )
    log = "register/activity/2026-11/desk-bbbbbbbb.jsonl"
    _commit(where, env, {"articles/2026/11/KB-2611-rrrrrr.md": text, log: event})


def role(where: Path, env: Env) -> None:
    """A role with an activity."""
    text = "id: desk\ntitle: Desk\nactivities:\n  - id: b7k\n    do: Take calls\n"
    _commit(where, env, {"register/roles/desk.yaml": text})


def out_of_place(where: Path, env: Env) -> None:
    """A record in the folder of another month."""
    path = f"{FOLDER[:-2]}10/IMP-2611-wwwwww.yaml"
    _commit(where, env, {path: RECORD.format(id="IMP-2611-wwwwww", title="Elsewhere")})


def ended(where: Path, env: Env) -> None:
    """No register."""
    git(where, env, "rm", "-q", "learnorg.yaml")
    git(where, env, "commit", "-qm", "End", "--", "learnorg.yaml")


def preferring(where: Path, _: Env) -> None:
    """Preferences of the user's own."""
    put(where, "own/learnorg/config.yaml", "# mine\ncommit: each\n")


def exported(where: Path, _: Env) -> None:
    """An older answer."""
    put(where, "out.csv", "what stood here before\n")


def apart(where: Path, env: Env) -> None:
    """A branch on which others changed the same record and more, and git's driver for it."""
    git(where, env, "reset", "-q")
    lines = [line for lines in driver.ATTRIBUTES for line in lines]
    _commit(where, env, {".gitattributes": "".join(f"{line}\n" for line in lines)})
    for key, value in driver.SETTINGS.items():
        git(where, env, "config", key, value)
    git(where, env, "branch", "-q", "theirs")
    _by_others(where, env, "theirs", push="theirs")
    _commit(where, env, {**_tagged(where, FIRST, "ours"), **_tagged(where, SECOND, "ours")})


def clashing(where: Path, env: Env) -> None:
    """A merge under way, in which both sides made a record of the same identity."""
    git(where, env, "reset", "-q", "--hard")
    _commit(where, env, {".gitattributes": "\n".join(driver.ATTRIBUTES[1]) + "\n"})
    git(where, env, "branch", "-q", "theirs")
    path = f"{FOLDER}/IMP-2611-ffffff.yaml"
    for branch, title in (("main", "Ours"), ("theirs", "Theirs, quite another matter")):
        git(where, env, "switch", "-q", branch)
        text = RECORD.format(id="IMP-2611-ffffff", title=title).replace("platform", title)
        _commit(where, env, {path: text})
    git(where, env, "switch", "-q", "main")
    git(where, env, "merge", "-q", "theirs", ok=False)


def shared(where: Path, env: Env) -> None:
    """A remote to which others pushed meanwhile, and commits of our own."""
    git(where, env, "reset", "-q")
    lines = [line for lines in driver.ATTRIBUTES for line in lines]
    _commit(where, env, {".gitattributes": "".join(f"{line}\n" for line in lines)})
    git(where, env, "clone", "-q", "--bare", ".", REMOTE)
    git(where, env, "remote", "add", "origin", REMOTE)
    git(where, env, "fetch", "-q")
    git(where, env, "branch", "-q", "--set-upstream-to=origin/main")
    _by_others(where, env, "main", push="main", remote=REMOTE)
    _commit(where, env, {**_tagged(where, FIRST, "ours"), **_tagged(where, SECOND, "ours")})


def rebasing(where: Path, env: Env) -> None:
    """The same where git is told to rebase, which it does in a clean work tree only."""
    git(where, env, "reset", "-q", "--hard")
    shared(where, env)
    git(where, env, "config", "pull.rebase", "true")


def _by_others(where: Path, env: Env, branch: str, *, push: str, remote: str = ".") -> None:
    """What others did: a tag that meets ours, a record, a file."""
    clone = where.parent / f"{where.name}-others"
    git(where, env, "clone", "-q", "-b", branch, remote, str(clone))
    new = RECORD.format(id="IMP-2611-ffffff", title="By others")
    files = {f"{FOLDER}/IMP-2611-ffffff.yaml": new, "theirs.txt": "theirs\n"}
    _commit(clone, env, {**files, **_tagged(clone, FIRST, "theirs")})
    git(clone, env, "push", "-q", "origin", f"HEAD:{push}")
    subprocess.run(["rm", "-rf", clone], check=True)


def _tagged(where: Path, identity: str, tag: str) -> dict[str, str]:
    """A record with one more tag at its end."""
    path = f"{FOLDER}/{identity}.yaml"
    return {path: (where / path).read_text() + f"  - {tag}\n"}


def _commit(where: Path, env: Env, files: Mapping[str, str]) -> None:
    """A commit of these files and no others."""
    for path, text in files.items():
        put(where, path, text)
    git(where, env, "add", "--", *files)
    git(where, env, "commit", "-qm", "Change", "--", *files)


def _learnorg(where: Path, env: Env, *words: str) -> None:
    subprocess.run([*LEARNORG, *words], cwd=where, env=env, check=True, capture_output=True)
