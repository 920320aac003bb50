"""How far one may rely on an article: its uses, and what stands in its place."""

import json

from checkouts import Checkout
from cli.articles import ARCHIVED, FIX, KB, OTHER_KB, SUCCESSOR, VALIDATED, article
from cli.test_verbs import go, stands
from commandline import Learnorg

BY = SUCCESSOR + f"    links:\n      - {{rel: supersedes, to: {KB}}}\n"
TAKEN = f"learnorg link {OTHER_KB} supersedes {KB} --remove"


def test_uses(learnorg: Learnorg, repo: Checkout) -> None:
    """`show` tells how often an article was used, whether it helped, its flags and its thanks."""
    stands(repo, VALIDATED)
    assert " use never used " in " ".join(learnorg("show", KB).out.split())
    go(
        learnorg,
        f"used {KB} --helped",
        f"used {KB} --helped --on yesterday",
        f"used {KB} --did-not-help --on 2026-11-01",
        f"flag {KB} 'step 3 fails'",
        f"thank {KB}",
        f"thank {KB}",
    )
    told = " ".join(learnorg("show", KB).out.split())
    uses = "used 3 times (3 by others), helped 2, did not help 1, last 2026-11-22; 1 flag open; "
    assert f"use {uses}thanked 2 times" in told
    data = json.loads(learnorg("show", KB, "--format", "json").out)["data"]
    assert data["uses"] == {
        "uses": 3, "by_others": 3, "helped": 2, "not_helped": 1, "flags_open": 1, "thanks": 2,
        "last_used": "2026-11-22",
    }  # fmt: skip


def test_no_uses(learnorg: Learnorg, repo: Checkout) -> None:
    """That nobody has used an article is told of a validated one alone; a flag is told of any."""
    stands(repo, FIX)
    assert "  use " not in learnorg("show", KB).out
    assert json.loads(learnorg("show", KB, "--format", "json").out)["data"]["uses"]["uses"] == 0
    go(learnorg, f"flag {KB} wrong")
    assert "1 flag open\n" in learnorg("show", KB).out


def test_archived(learnorg: Learnorg, repo: Checkout) -> None:
    """An archived article says so first, and names what supersedes it, as do its refusals."""
    stands(repo, ARCHIVED)
    assert learnorg("show", KB).out.splitlines()[1] == "Mind: archived."
    assert learnorg("validate", KB).err.startswith(f"error: {KB} is archived\nhint: Bring it back")
    stands(repo, BY)
    shown = learnorg("show", KB)
    assert shown.out.splitlines()[1] == f"Mind: archived; superseded by {OTHER_KB}."
    data = json.loads(learnorg("show", KB, "--format", "json").out)["data"]
    assert data["superseded_by"] == [OTHER_KB]
    assert f"{KB}: archived; superseded by {OTHER_KB}\n" in learnorg("used", KB).err
    for words in (["validate", KB], ["fix", KB, "--say", "Cause=x"]):
        ran = learnorg(*words)
        assert ran.code == 7
        assert f"{KB} is archived, superseded by {OTHER_KB}\n" in ran.err
        assert f"hint: See what stands in its place: learnorg show {OTHER_KB}; or" in ran.err


def test_validate_superseded(learnorg: Learnorg, repo: Checkout) -> None:
    """Whoever finds a superseded article right is told what supersedes it."""
    stands(repo, FIX + BY)
    ran = learnorg("validate", KB)
    assert ran.code == 0, ran.err
    assert f"{KB}: superseded by {OTHER_KB} Sign-in with the new portal." in ran.err
    assert "superseded" not in learnorg("validate", OTHER_KB, "--dry-run").err


def test_reopen_superseded(learnorg: Learnorg, repo: Checkout) -> None:
    """A superseded article that comes back is superseded still, until the link is taken away."""
    stands(repo, ARCHIVED + BY)
    ran = learnorg("article", "reopen", KB, "--because", "the old portal is needed")
    assert ran.code == 0, ran.err
    assert f"{TAKEN}\n" in ran.err
    assert f"superseded by {OTHER_KB}" in learnorg("show", KB).out
    assert learnorg(*TAKEN.split()[1:]).code == 0
    assert "supersedes" not in article(repo, OTHER_KB)
    assert "superseded" not in learnorg("show", KB).out


def test_archived_successor(learnorg: Learnorg, repo: Checkout) -> None:
    """What is archived itself stands in nobody's place."""
    stands(repo, FIX + BY.replace("state: wip", "state: archived"))
    assert "superseded by" not in learnorg("validate", KB).err
