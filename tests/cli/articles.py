"""What the tests of articles stand on: records, and what the activity log and an article say."""

import json
from typing import Any

from checkouts import Checkout

KB = "KB-2611-7k3mqx"
OTHER_KB = "KB-2611-x2wbcd"

FIX = """
    ---
    id: KB-2611-7k3mqx
    title: Sign-in fails with AADSTS50011
    type: fix
    state: wip
    dates: {wip: 2026-11-02}
    owner: identity
    raised: 2026-11-02
    raised_by: lea
    services: sign-in
    +++
    ## Issue

    Sign-in fails after a password change.

    ## Environment

    <!-- Where it occurs. -->

    ## Resolution

    1. Register the reply address.
    2. Sign in again.
"""
VALIDATED = (
    FIX.replace("state: wip", "state: validated")
    .replace("{wip: 2026-11-02}", "{wip: 2026-11-02, validated: 2026-11-09}")
    .replace("    services:", "    validation: {by: ben, on: 2026-11-09}\n    services:")
)
COMPLIANCE = VALIDATED.replace(
    "    services:", "    governance: compliance\n    review_by: 2027-11-09\n    services:"
)
ARCHIVED = FIX.replace("state: wip", "state: archived").replace(
    "{wip: 2026-11-02}", "{wip: 2026-11-02, archived: 2026-11-09}"
)
SUCCESSOR = """
    ---
    id: KB-2611-x2wbcd
    title: Sign-in with the new portal
    type: how-to
    state: wip
    raised: 2026-11-03
"""
TEAMS = """
    ---
    id: ada
    title: Ada
    state: active
    emails: ada@example.org
    teams: Service desk
"""


def events(repo: Checkout) -> list[dict[str, Any]]:
    """The lines of the activity log without their ids, in the order of files and lines."""
    found = []
    for path in sorted(repo.path.glob("register/activity/*/*.jsonl")):
        found += [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    for one in found:
        assert one.pop("id")
    return found


def article(repo: Checkout, identity: str = KB) -> str:
    """An article's text as it stands."""
    (path,) = repo.path.glob(f"articles/*/*/{identity}.md")
    return path.read_text(encoding="utf-8")


def new(repo: Checkout) -> str:
    """The text of the only article there is."""
    (path,) = repo.path.glob("articles/*/*/KB-*.md")
    return path.read_text(encoding="utf-8")
