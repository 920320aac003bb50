"""What one rule finds in a register, or in a change of one."""

import inspect
import json
import os
import subprocess
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, TypeVar

from checkouts import Checkout
from learnorg.checks.check import Check
from learnorg.checks.judging.judge import judge
from learnorg.checks.run import findings
from learnorg.findings import Finding
from learnorg.kinds import kind_of
from learnorg.kinds.person import PERSON
from learnorg.refs import SLUG
from learnorg.register.register import Register
from registers import TODAY

ADA = "Ada <ada@example.org>"
BEN = "Ben <ben@example.org>"
LEA = "Lea <lea@example.org>"

Claim = TypeVar("Claim", bound=Callable[..., None])

Changes = Mapping[str, Any]
"""Paths or identities, each with its new text, a function that makes it of the old one, or none."""


def found(rule: Check, register: Register, today: date = TODAY) -> list[str]:
    """What a rule finds, as `line:col message`, the lines counted within the record."""
    again, every = findings(register.root, today)
    again.index.close()
    return [f"{f.line}:{f.col} {f.message}" for f in every if f.rule == rule.name]


def judged(
    rule: Check,
    repo: Checkout,
    changes: Changes | None = None,
    *,
    by: str = ADA,
    on: date = TODAY,
    actors: Mapping[str, Any] | None = None,
) -> list[str]:
    """What a rule finds in a change, as `level line:col message`; without one, in the branch."""
    if changes is not None:
        committed(repo, changes, by=by, on=on)
    return told(rule, over(repo, actors))


def told(rule: Check, every: list[Finding]) -> list[str]:
    """What a rule finds among all there is, as `level line:col message`."""
    return [f"{f.level} {f.line}:{f.col} {f.message}" for f in every if f.rule == rule.name]


def over(repo: Checkout, actors: Mapping[str, Any] | None = None) -> list[Finding]:
    """Everything that is found in the branch `change`."""
    file = repo.path.parent / "actors.json"
    file.write_text(json.dumps(actors))
    return judge(repo.path, "main", "change", file if actors is not None else None).findings


def committed(
    repo: Checkout,
    changes: Changes,
    *,
    by: str = ADA,
    on: date = TODAY,
    committer: str = "",
    branch: str = "change",
    key: str = "",
) -> str:
    """One more commit on a branch that begins at main, signed where a key is given; its hash."""
    on_branch(repo, branch)
    for name, new in changes.items():
        path = path_of(name)
        text = new(repo.words(path) or "") if callable(new) else new
        if text is None:
            (repo.path / path).unlink()
        else:
            repo.put(path, text)
    repo.git("add", "-A")
    signing = ("-c", "gpg.format=ssh", "-c", f"user.signingKey={key}") if key else ()
    run(repo, *signing, "commit", "--quiet", "--allow-empty", "--message=Change",
        *(["--gpg-sign"] if key else []), by=by, committer=committer or by, on=on)  # fmt: skip
    return repo.git("rev-parse", "HEAD").strip()


def merged(repo: Checkout, other: str, *, by: str = ADA, on: date = TODAY) -> None:
    """A merge of another branch into the one that is checked out, whatever git makes of it."""
    run(repo, "merge", "--quiet", "--no-ff", "--no-edit", other, by=by, committer=by, on=on)


def placed(repo: Checkout, path: str, mode: str, id_: str) -> None:
    """One more commit in whose tree something stands that a work tree could not hold."""
    on_branch(repo, "change")
    *folders, name = path.split("/")
    kind = {"160000": "commit", "40000": "tree"}.get(mode, "blob")
    for depth in range(len(folders), -1, -1):
        folder = "/".join(folders[:depth])
        there = repo.git("ls-tree", f"HEAD:{folder}", ok=False).splitlines(keepends=True)
        kept = "".join(line for line in there if line.rstrip("\n").partition("\t")[2] != name)
        id_ = repo.git("mktree", "--missing", stdin=f"{kept}{mode} {kind} {id_}\t{name}\n").strip()
        mode, kind, name = "40000", "tree", folders[depth - 1] if depth else ""
    commit = repo.git("commit-tree", "-p", "HEAD", "-m", "Place", id_).strip()
    repo.git("update-ref", "HEAD", commit)


def blob(repo: Checkout, text: str) -> str:
    """The id of a stored text."""
    return repo.git("hash-object", "-w", "--stdin", stdin=text).strip()


def on_branch(repo: Checkout, name: str) -> None:
    """Check a branch out, one from main where it is not there yet."""
    if repo.git("branch", "--show-current").strip() != name:
        there = repo.git("branch", "--list", name).strip()
        repo.git("switch", "-q", *([name] if there else ["-c", name, "main"]))


def run(repo: Checkout, *words: str, by: str, committer: str, on: date) -> None:
    """A git command with an author, a committer and a day."""
    named: dict[str, str] = {}
    for role, who in (("AUTHOR", by), ("COMMITTER", committer)):
        name, _, email = who.rstrip(">").partition(" <")
        named |= {f"GIT_{role}_NAME": name, f"GIT_{role}_EMAIL": email}
        named |= {f"GIT_{role}_DATE": f"{on}T12:00:00+0000"}
    done = subprocess.run(
        ["git", *words], cwd=repo.path, env=os.environ | named, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr


def path_of(name: str) -> str:
    """Where a record of this identity stands; a path is itself."""
    kind = kind_of(name) or (PERSON if SLUG.fullmatch(name) else None)
    return kind.path(name) if kind and "/" not in name else name


def upon(*records: str) -> Callable[[Claim], Claim]:
    """Put records that several tests stand on below the claim of one."""

    def made(test: Claim) -> Claim:
        blocks = (inspect.cleandoc(block).strip("\n") for block in records)
        test.__doc__ = "\n---\n".join([inspect.cleandoc(test.__doc__ or ""), *blocks])
        return test

    return made


def swapped(*words: str) -> Callable[[str], str]:
    """A text with some words in place of others: `swapped("old", "new", "old", "new")`."""

    def made(text: str) -> str:
        for old, new in zip(words[::2], words[1::2], strict=True):
            assert text.count(old) == 1, f"{old!r} in\n{text}"
            text = text.replace(old, new)
        return text

    return made


def added(words: str) -> Callable[[str], str]:
    """A text with some words at its end."""
    return lambda text: text + words
