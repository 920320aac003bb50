"""`used`, `flag` and `thank`: what the activity log, the commit and the reader are told."""

import json

import pytest

from checkouts import Checkout
from cli.articles import ARCHIVED, FIX, KB, OTHER_KB, SUCCESSOR, TEAMS, VALIDATED, article, events
from cli.speaking import commits, everything
from cli.test_verbs import OWNED, go, stands
from commandline import Learnorg


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("servicenow:INC0012345", "servicenow:INC0012345"),
        ("https://example.org/t/7", "https://example.org/t/7"),
        ("IMP-2611-7K3MQX", "IMP-2611-7k3mqx"),
        ("person:ada", "person:ada"),
    ],
)
def test_used_for(learnorg: Learnorg, repo: Checkout, typed: str, kept: str) -> None:
    """A use names its team, its day and what it was for, whatever that is, and is a commit."""
    stands(repo, FIX + OWNED + TEAMS)
    before = article(repo)
    ran = learnorg("used", KB, "--for", typed, "--on", "yesterday")
    assert ran.code == 0, ran.err
    assert ran.out == f"{KB}  used for {kept}  Sign-in fails with AADSTS50011\n"
    assert events(repo) == [
        {"on": "2026-11-21", "actor": "service-desk", "verb": "used", "object": KB,
         "context": {"for": kept}}
    ]  # fmt: skip
    assert commits(repo)[0] == f"{KB}: used - Sign-in fails with AADSTS50011"
    assert f"Learnorg-Record: {KB}" in repo.git("log", "-1", "--format=%b")
    assert article(repo) == before
    assert repo.status() == []


def test_used_for_nothing_named(learnorg: Learnorg, repo: Checkout) -> None:
    """What an article was used for need not be said, nor whether it helped; both can be."""
    stands(repo, FIX + SUCCESSOR)
    go(learnorg, f"used {KB} x2w", f"used {KB} --helped", f"used {KB} --did-not-help")
    assert [(one["object"][-6:], one.get("result")) for one in events(repo)] == [
        ("7k3mqx", None),
        ("x2wbcd", None),
        ("7k3mqx", {"helped": True}),
        ("7k3mqx", {"helped": False}),
    ]
    assert commits(repo)[:3] == [
        f"{KB}: used - Sign-in fails with AADSTS50011",
        f"{KB}: used - Sign-in fails with AADSTS50011",
        "used 2 articles",
    ]


def test_noted_already(learnorg: Learnorg, repo: Checkout) -> None:
    """The same use on the same day is noted once, and again where somebody says so."""
    stands(repo, FIX + SUCCESSOR + TEAMS)
    words = ("used", KB, "--for", "servicenow:INC0012345")
    go(learnorg, " ".join(words))
    before = everything(repo)
    ran = learnorg(*words)
    assert (ran.code, ran.out) == (0, "")
    assert ran.err == (
        f"{KB}: noted already: 2026-11-22, for servicenow:INC0012345\n--again notes it once more.\n"
    )
    told = json.loads(learnorg(*words, "--format", "json").out)["data"]
    assert (told.get("noted"), told["told"]) == (None, ran.err.strip())
    assert learnorg(*words, "-q").err == ""
    assert everything(repo) == before
    assert f"{OTHER_KB}  used for" in learnorg(*words, OTHER_KB).out
    assert len(events(repo)) == 2
    for more in (("--again",), ("--on", "yesterday")):
        assert learnorg(*words, *more).out
    go(learnorg, f"used {KB} --for servicenow:INC0099999", f"used {KB}", f"used {KB}")
    assert [one["object"] for one in events(repo)].count(KB) == 6


def test_noted_already_by_another_team(learnorg: Learnorg, repo: Checkout) -> None:
    """What one team has noted keeps no other from noting the same."""
    stands(repo, FIX)
    go(learnorg, f"used {KB} --for servicenow:INC0012345")
    stands(repo, TEAMS)
    go(learnorg, f"used {KB} --for servicenow:INC0012345")
    assert sorted(one["actor"] for one in events(repo)) == ["everybody", "service-desk"]


def test_helped_afterwards(learnorg: Learnorg, repo: Checkout) -> None:
    """Whether a use helped may be said later that day; it counts as one use all the same."""
    stands(repo, FIX)
    words = f"used {KB} --for servicenow:INC0012345"
    go(learnorg, words, f"{words} --helped", f"{words} --helped", words)
    assert [(one["verb"], one.get("result")) for one in events(repo)] == [
        ("used", None),
        ("voted", {"helped": True}),
    ]
    assert "used 1 time (1 by others), helped 1, " in learnorg("show", KB).out


@pytest.mark.parametrize("key", ["owner", "raised_by"])
def test_its_own(learnorg: Learnorg, repo: Checkout, key: str) -> None:
    """The use of an article by its owner or author is marked as their own."""
    names = {"owner": ("identity", "Ada"), "raised_by": ("lea", "ada")}
    stands(repo, FIX.replace(f"{key}: {names[key][0]}", f"{key}: {names[key][1]}"))
    go(learnorg, f"used {KB}")
    assert events(repo)[0]["context"] == {"own": True}


def test_nobody_is_named(learnorg: Learnorg, repo: Checkout) -> None:
    """Where nobody's team is known the log says `everybody`; a person only where both want it."""
    stands(repo, FIX + "    ---\n    id: ada\n    title: Ada\n    state: active\n"
           "    emails: ada@example.org\n")  # fmt: skip
    go(learnorg, f"used {KB}", "config set named true", f"used {KB}")
    repo.put("learnorg.yaml", "format: 1\nknowledge: {actors: person}\n")
    go(learnorg, f"used {KB}", "config set named false", f"used {KB}")
    assert sorted(one["actor"] for one in events(repo)) == ["ada", *["everybody"] * 3]


def test_what_one_should_know(learnorg: Learnorg, repo: Checkout) -> None:
    """Whoever uses an article that is flagged or archived is told so."""
    stands(repo, FIX)
    go(learnorg, f"flag {KB} 'step 3 fails on 12'")
    assert f"{KB}: flagged: step 3 fails on 12\n" in learnorg("used", KB).err
    told = json.loads(learnorg("used", KB, "--format", "json").out)["data"]
    assert told["told"] == f"{KB}: flagged: step 3 fails on 12"
    assert told["records"] == []
    assert [(one["id"], one["event"]["verb"]) for one in told["noted"]] == [(KB, "used")]
    stands(repo, ARCHIVED)
    assert f"{KB}: archived\n" in learnorg("used", KB).err


def test_flag(learnorg: Learnorg, repo: Checkout) -> None:
    """A flag says what is wrong, and tells who keeps the article and which flags are open."""
    stands(repo, VALIDATED)
    ran = learnorg("flag", KB, "step 3 fails on 12")
    assert ran.code == 0
    assert ran.out == f"{KB}  flagged: step 3 fails on 12  Sign-in fails with AADSTS50011\n"
    assert ran.err.startswith(f"1 flag open; owner: identity\nMend it: learnorg fix {KB}\n")
    again = learnorg("flag", KB, "and 4, too")
    assert "2 flags open; owner: identity\n  - step 3 fails on 12\n  - and 4, too\n" in again.err
    assert [one["result"]["text"] for one in events(repo)] == ["step 3 fails on 12", "and 4, too"]
    assert "and 4, too" in repo.git("log", "-1", "--format=%b")
    assert "[article-flagged]" in learnorg("check").out


def test_thank(learnorg: Learnorg, repo: Checkout) -> None:
    """Thanks may say what for."""
    stands(repo, FIX)
    go(learnorg, f"thank {KB} 'saved us an hour'", f"article thank {KB}")
    assert [(one["verb"], one.get("result")) for one in events(repo)] == [
        ("thanked", {"text": "saved us an hour"}),
        ("thanked", None),
    ]


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("used", "IMP-2611-7k3mqx"), 7, "IMP-2611-7k3mqx is an improvement, and no article"),
        (("used", KB, "--for", "nothing at all"), 2, "a link cannot point to 'nothing at all'"),
        (("used", KB, "--for", "IMP-2611-zzzzzz"), 3, "there is no record 'IMP-2611-zzzzzz'"),
        (("used", KB, "--for", "REV-2699-nothere"), 3, "there is no record 'REV-2699-nothere'"),
        (("used", KB, "--for", "IMP-2611-7k3mqx#zzz"), 3, "IMP-2611-7k3mqx has no part '#zzz'"),
        (("used", KB, "--on", "tomorrow"), 2, "2026-11-23 has not come yet"),
        (("flag", KB, " "), 2, "'text' is empty"),
        (("flag", KB, "two\nlines"), 2, "'text' holds the control character U+000A"),
        (("flag", KB, "x" * 1001), 2, "'text' has 1,001 characters; 1,000 are the most"),
        (("thank", "zzz"), 3, "there is no record 'zzz'"),
    ],
)
def test_refused(
    learnorg: Learnorg, repo: Checkout, words: tuple[str, ...], code: int, told: str
) -> None:
    """What the log cannot say is refused, and nothing is written."""
    stands(repo, FIX + OWNED)
    before = everything(repo)
    ran = learnorg(*words)
    assert (ran.code, ran.out) == (code, ""), ran.err
    assert told in ran.err
    assert "hint: " in ran.err
    assert everything(repo) == before


def test_not_committed(learnorg: Learnorg, repo: Checkout) -> None:
    """`--no-commit` leaves the log's file to the user, and says how to take it back."""
    stands(repo, FIX)
    ran = learnorg("used", KB, "--no-commit")
    (line,) = repo.status()
    assert line.startswith("?? register/activity/")
    assert "Take it back: git clean" in ran.err


def test_broken_log(learnorg: Learnorg, repo: Checkout) -> None:
    """A line of the log that cannot be read keeps nobody from flagging."""
    stands(repo, FIX)
    repo.put("register/activity/2026-11/desk-bbbbbbbb.jsonl", "{\n")
    repo.git("add", ".")
    repo.git("commit", "-qm", "Break it")
    assert learnorg("flag", KB, "wrong").code == 0
    assert "[activity-unreadable]" in learnorg("check").out


def test_flag_without_words(learnorg: Learnorg, repo: Checkout) -> None:
    """A flag that says nothing is refused, in words for whoever types it."""
    stands(repo, VALIDATED)
    ran = learnorg("flag", KB, "")
    assert (ran.code, ran.out) == (2, "")
    assert "the flag does not say what is wrong\nhint: Say it in a few words" in ran.err
