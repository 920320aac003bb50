"""Registers with a past: records written and committed by somebody on some day."""

import os
import subprocess
from pathlib import Path

from checkouts import Checkout
from learnorg.kinds import kind_of
from learnorg.kinds.person import PERSON

ID = "IMP-2611-7k3mqx"
OTHER = "IMP-2610-x2wbcd"
ACTION = "Learnorg-Action"
SHARED = "owner: {owner}\n\n\nproblem: |\n  one\n  two\n  three\n\n\ndue: 2026-12-{day:02}\n"
"""What two branches change in one record, so far apart that git merges it by itself."""


def place(identity: str) -> str:
    """Where a record of an identity belongs."""
    return (kind_of(identity) or PERSON).path(identity)


def text(identity: str = ID, **fields: str) -> str:
    """A record as a file has it."""
    said = {"id": identity, "title": "Shorter hand-over", "state": "proposed"}
    said |= {"raised": "2026-11-02", **fields}
    return "".join(f"{key}: {value}\n" for key, value in said.items() if value)


def put(repo: Checkout, identity: str = ID, at: str = "", **fields: str) -> Path:
    """A record in its file, not committed yet."""
    return repo.put(at or place(identity), text(identity, **fields))


def commit(
    repo: Checkout, message: str = "Change", by: str = "Ada", on: str = "2026-11-02", *words: str
) -> str:
    """All there is, committed at noon of a day; its hash, which is the same in every run."""
    repo.git("add", "-A")
    email = f"{by.lower()}@example.org"
    when = f"{on}T12:00:00+00:00"
    env = {
        f"GIT_{who}_{what}": value
        for who in ("AUTHOR", "COMMITTER")
        for what, value in (("NAME", by), ("EMAIL", email), ("DATE", when))
    }
    command = ["git", "commit", "-q", "--allow-empty", *(words or ("-m", message))]
    done = subprocess.run(
        command, cwd=repo.path, env=os.environ | env, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr + done.stdout
    return tip(repo)


def tip(repo: Checkout) -> str:
    """The commit that HEAD is at."""
    return repo.git("rev-parse", "HEAD").strip()


def kept(repo: Checkout, message: str, on: str, by: str = "Ada", **fields: str) -> str:
    """A commit of one record that says this."""
    put(repo, **fields)
    return commit(repo, message, by, on)


def story(repo: Checkout) -> dict[str, str]:
    """A record from its beginning to its end, with the commits by what they did."""
    repo.put("learnorg.yaml", "format: 1\n")
    begun = commit(repo, "Begin", "Ada", "2026-11-01")
    name = "Shorter hand-over"
    days = "proposed: 2026-11-02"
    added = kept(
        repo, f"{ID}: add - {name}\n\n{ACTION}: add", "2026-11-02", "Ben", dates=f"{{{days}}}"
    )
    days += ", accepted: 2026-11-09"
    said = {"state": "accepted", "dates": f"{{{days}}}", "owner": "lea"}
    why = "It costs an hour a night."
    message = f"{ID}: accept - {name}\n\n{why}\n\n{ACTION}: accept\nLearnorg-Record: {ID}"
    accepted = kept(repo, message, "2026-11-09", **said)
    said["tags"] = "[night]"
    by_hand = kept(repo, "Reword it", "2026-11-10", "Cem", **said)
    said |= {"state": "declined", "dates": f"{{{days}, declined: 2026-11-12}}"}
    declined = kept(repo, f"{ID}: decline - {name}\n\n{ACTION}: decline", "2026-11-12", **said)
    made = (begun, added, accepted, by_hand, declined)
    return dict(zip(("begun", "added", "accepted", "by_hand", "declined"), made, strict=True))


def two_branches(repo: Checkout, lines: str) -> None:
    """A record of which one branch changes the owner and another when it is due, merged."""
    repo.put("learnorg.yaml", "format: 1\n")
    repo.put(place(ID), lines.format(owner="a", day=1))
    commit(repo, "add")
    repo.git("switch", "-qc", "side")
    repo.put(place(ID), lines.format(owner="b", day=1))
    commit(repo, "own")
    repo.git("switch", "-q", "main")
    repo.put(place(ID), lines.format(owner="a", day=2))
    commit(repo, "due")
    repo.git("merge", "-q", "--no-edit", "side")
