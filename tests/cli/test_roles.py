"""`role` and `resource`: what people need to know, and where they can learn it."""

import json
import shlex
from pathlib import Path
from typing import Any

import pytest

from checkouts import Checkout
from cli.speaking import commits, record
from cli.test_verbs import go, stands
from commandline import Learnorg
from test_terminal import answered, terminal

DESK = """
    ---
    # path: learnorg.yaml
    teams: [Service desk]
    ---
    # path: register/roles/desk.yaml
    id: desk
    title: Desk
    state: live
    activities:
      - id: b0m
        do: Reset passwords
        needs:
          - id: jym
            topic: Unlock an account
      - id: c4w
        do: Take phone calls
    ---
    # path: register/resources/sql-course.yaml
    id: sql-course
    title: SQL course
    type: course
    state: candidate
    dates:
      candidate: 2026-11-02
    ---
    id: KB-2611-7k3mqx
    title: Unlock an account
    type: fix
    state: wip
    raised: 2026-11-02
    ---
    id: lea
    title: Lea
    state: active
"""


def plain(learnorg: Learnorg, name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(learnorg("show", name, "--format", "json").out)["data"]
    record_: dict[str, Any] = found["record"]
    return record_


def test_new(learnorg: Learnorg, repo: Checkout) -> None:
    """A role begins live, its activities with short ids of their own."""
    stands(repo, DESK)
    go(learnorg, "role new clerk --team 'Service desk' --purpose Files --activity File "
                 "--activity 'Look up'")  # fmt: skip
    found = plain(learnorg, "clerk")
    assert [one["do"] for one in found["activities"]] == ["File", "Look up"]
    assert len({one["id"] for one in found["activities"]}) == 2
    assert (found["title"], found["dates"]) == ("Clerk", {"live": "2026-11-22"})
    assert commits(repo)[0] == "clerk: add - Clerk"
    assert learnorg("check").code == 0


def test_activity(learnorg: Learnorg, repo: Checkout) -> None:
    """An activity is added, and its id told, with which needs are said."""
    stands(repo, DESK)
    ran = learnorg("role", "activity", "desk", "Watch alarms")
    assert (ran.code, ran.out) == (0, "desk  Desk\n")
    own = plain(learnorg, "desk")["activities"][2]["id"]
    assert f"Activity #{own} Watch alarms." in ran.err
    go(learnorg, f"role need desk#{own} 'Which alarm means what'")


def test_need(learnorg: Learnorg, repo: Checkout) -> None:
    """A need stands with its activity, sources whole however they were typed."""
    stands(repo, DESK)
    go(learnorg, "role need desk#calls Tone --critical --way course --way pairing "
                 "--source 7k3 --source sql-course --source https://example.org/a "
                 "--holder lea")  # fmt: skip
    (found,) = plain(learnorg, "desk")["activities"][1]["needs"]
    assert {key: value for key, value in found.items() if key not in ("id", "critical")} == {
        "topic": "Tone",
        "ways": ["course", "pairing"],
        "sources": ["KB-2611-7k3mqx", "resource:sql-course", "https://example.org/a"],
        "holders": ["lea"],
    }
    assert "topic: Tone\n        critical: true\n" in record(repo, "desk")
    assert "is a source for" in learnorg("show", "7k3").out


def test_more_of_a_need(learnorg: Learnorg, repo: Checkout) -> None:
    """With a need's id or words, more is said of that need, and said twice it is said once."""
    stands(repo, DESK)
    go(learnorg, "role need desk#jym --holder lea --critical", "role need desk#unlock --source 7k3")
    (found,) = plain(learnorg, "desk")["activities"][0]["needs"]
    assert (found["holders"], found["sources"]) == (["lea"], ["KB-2611-7k3mqx"])
    assert "critical: true" in record(repo, "desk")
    tip = repo.git("rev-parse", "HEAD")
    ran = learnorg("role", "need", "desk#jym", "--holder", "lea")
    assert "Nothing to change: it is so already." in ran.err
    assert repo.git("rev-parse", "HEAD") == tip


def test_a_stranger(learnorg: Learnorg, repo: Checkout) -> None:
    """A holder whom nobody knows is told of, and kept all the same."""
    stands(repo, DESK)
    ran = learnorg("role", "need", "desk#jym", "--holder", "leaa")
    assert (ran.code, ran.err.splitlines()[0]) == (
        0, "'leaa' is no listed person or team. Did you mean 'lea'?",
    )  # fmt: skip
    assert learnorg("role", "need", "desk#jym", "--holder", "bo", "-q").err == ""


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        ("role need desk Tone", 2, "desk: it has several activities: #b0m Reset passwords; #c4w"),
        ("role need desk#zzz Tone", 3, "the role desk has no activity or need 'zzz'"),
        ("role need dsk Tone", 3, "there is no role 'dsk'"),
        ("role need desk#b0m", 2, "nothing was said of a need"),
        ("role need desk#jym", 2, "nothing was said of a need"),
        ("role need desk#b0m --holder lea", 2, "nothing was said of a need"),
        ("role need desk#b0m Tone --way letter", 2, "cannot be 'letter'"),
        ("role need desk#b0m Tone --source KB-2611-000000", 3, "there is no record"),
        ("role need desk#b0m Tone --source '#x y'", 2, "a link cannot point to '#x y'"),
        ("role activity lea Call", 3, "there is no role 'lea'"),
        ("role new desk", 3, "there is a record 'desk' already"),
        ("role new 'The Desk'", 2, "'The Desk' cannot be an identity"),
        ("role new clerk --team Nobodies", 2, "'Nobodies' is no team"),
        ("role add clerk", 2, "learnorg role new"),
        ("resource add sql", 2, "learnorg resource new"),
        ("resource new sql --type corse", 2, "Did you mean 'course'?"),
        ("resource new sql --type course --address javascript:alert(1)", 2, "`javascript:`"),
        ("resource new sql --type course --hours many", 2, "'many' is not a number"),
        ("resource approve sql", 3, "Did you mean 'sql-course'?"),
    ],
)
def test_refused(learnorg: Learnorg, repo: Checkout, words: str, code: int, told: str) -> None:
    """What cannot be said is refused, and nothing is written."""
    stands(repo, DESK)
    tip = repo.git("rev-parse", "HEAD")
    ran = learnorg(*shlex.split(words))
    assert (ran.code, ran.out) == (code, "")
    assert told in ran.err
    assert (repo.git("rev-parse", "HEAD"), repo.status()) == (tip, [])


def test_retire(learnorg: Learnorg, repo: Checkout) -> None:
    """A retired role keeps the reason, and nothing more is asked of its knowledge."""
    stands(repo, DESK)
    assert "1 role, 1 need" in learnorg("knowledge", "map").out
    ran = learnorg("role", "retire", "desk", "--because", "one team now", "--on", "2026-11-20")
    assert ran.out == "desk  live -> retired  Desk\n"
    found = plain(learnorg, "desk")
    assert found["dates"] == {"retired": "2026-11-20"}
    assert found["notes"][0]["text"] == "Retired: one team now"
    assert "No role is described yet" in learnorg("knowledge", "map").out
    assert learnorg("role", "list", "-q").out == ""
    assert learnorg("role", "list", "-q", "--all").out == "desk\n"


def test_resource(learnorg: Learnorg, repo: Checkout) -> None:
    """A resource begins as a candidate, with all that is said of it."""
    stands(repo, DESK)
    go(learnorg, "resource new vpn --type publication --title 'VPN handbook' --provider Acme "
                 "--address https://example.org/vpn --about 'All of it' --topic VPN --topic keys "
                 "--service mail --hours 2.5 --cost '20 EUR' --owner lea --team 'Service desk' "
                 "--review-by 2027-05-01")  # fmt: skip
    found = plain(learnorg, "vpn")
    assert found == {
        "id": "vpn", "title": "VPN handbook", "type": "publication", "state": "candidate",
        "dates": {"candidate": "2026-11-22"}, "owner": "lea", "team": "Service desk",
        "provider": "Acme", "address": "https://example.org/vpn", "cost": "20 EUR", "hours": 2.5,
        "review_by": "2027-05-01", "about": "All of it", "topics": ["VPN", "keys"],
        "services": ["mail"],
    }  # fmt: skip
    assert learnorg("resource", "list", "topic:vpn", "-q").out == "vpn\n"
    assert learnorg("check").code == 0


def test_states_of_a_resource(learnorg: Learnorg, repo: Checkout) -> None:
    """Approved, retired and approved again: each state is dated, and the reasons are kept."""
    stands(repo, DESK)
    go(learnorg, "resource approve sql-course --review-by +1y --because 'six of us took it'")
    found = plain(learnorg, "sql-course")
    assert found["dates"] == {"candidate": "2026-11-02", "approved": "2026-11-22"}
    assert found["review_by"] == "2027-11-22"
    go(learnorg, "resource retire sql-course --because 'no longer offered'")
    assert learnorg("resource", "list", "-q").out == ""
    go(learnorg, "resource approve sql-course")
    found = plain(learnorg, "sql-course")
    assert (found["state"], sorted(found["dates"])) == ("approved", ["approved", "candidate"])
    assert [note["text"] for note in found["notes"]] == [
        "Became approved: six of us took it", "Became retired: no longer offered",
    ]  # fmt: skip
    assert "it is so already" in learnorg("resource", "approve", "sql-course").err
    go(learnorg, "resource approve sql-course --review-by 2028-01-01")
    assert plain(learnorg, "sql-course")["review_by"] == "2028-01-01"


def test_nothing_listed(learnorg: Learnorg, repo: Checkout, tmp_path: Path) -> None:
    """An empty list is empty, with no error."""
    assert learnorg("role", "list").out == "id\tstate\ttitle\tteam\towner\n"
    assert learnorg("resource", "list", "-q").out == ""


def test_comments_stay(learnorg: Learnorg, repo: Checkout) -> None:
    """What somebody wrote beside a need stays as it was."""
    stands(repo, DESK.replace("topic: Unlock an account", "topic: Unlock an account  # ours"))
    go(learnorg, "role need desk#jym --critical", "role activity desk Look")
    assert "topic: Unlock an account  # ours\n" in record(repo, "desk")


def test_asked(repo: Checkout) -> None:
    """At a terminal somebody is asked which of several activities is meant."""
    stands(repo, DESK)
    child = terminal(repo.path, "role", "need", "desk", "Tone")
    child.expect("1  Reset passwords")
    child.expect("2  Take phone calls")
    child.expect("Which one: ")
    child.sendline("3")
    child.expect("Give a number from 1 to 2.")
    child.expect("Which one: ")
    child.sendline("2")
    answered(child)
    assert "do: Take phone calls\n    needs:\n" in record(repo, "desk")
