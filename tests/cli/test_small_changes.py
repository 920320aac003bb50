"""`note`, `link`, `plan`, `prioritize` and `person`: one thing added to the register."""

import json
import shlex

import pytest

from checkouts import Checkout
from cli.speaking import everything, record
from cli.test_verbs import OTHER, OWNED, go, stands
from commandline import Learnorg

ID = "IMP-2611-7k3mqx"


def test_note(learnorg: Learnorg, repo: Checkout) -> None:
    """A note bears its day and who left it, and is the reason in the commit."""
    stands(repo, OWNED)
    go(learnorg, "note 7k3 'the vendor called' --on yesterday", "note 7k3 'and again'")
    notes = json.loads(learnorg("show", "7k3", "--format", "json").out)["data"]["record"]["notes"]
    assert [(n["on"], n["by"], n["text"]) for n in notes] == [
        ("2026-11-21", "Ada", "the vendor called"),
        ("2026-11-22", "Ada", "and again"),
    ]
    assert "and again" in repo.git("log", "-1", "--format=%b")


def test_an_empty_note(learnorg: Learnorg, repo: Checkout) -> None:
    """A note without a word is refused."""
    stands(repo, OWNED)
    before = everything(repo)
    assert learnorg("note", "7k3", "").code == 2
    assert everything(repo) == before


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("x2w", "IMP-2611-x2wbcd"),
        ("IMP-2611-X2WBCD", "IMP-2611-x2wbcd"),
        ("CSI-142", "IMP-2611-x2wbcd"),
        ("ada", "person:ada"),
        ("servicenow:INC0012345", "servicenow:INC0012345"),
        ("https://example.org/a", "https://example.org/a"),
    ],
)
def test_link(learnorg: Learnorg, repo: Checkout, typed: str, kept: str) -> None:
    """However a record is typed, the link holds its whole identity; other systems' keys stay."""
    stands(repo, OWNED + OTHER + "    aliases: CSI-142\n"
           + "    ---\n    id: ada\n    title: Ada\n    state: active\n")  # fmt: skip
    go(learnorg, f"link 7k3 relates-to {typed} --why 'the third time'")
    assert (
        f"links:\n  - rel: relates-to\n    to: {kept}\n    why: the third time\n" in
        record(repo, ID).replace("'", "")
    )  # fmt: skip
    assert learnorg("check", "--ignore", "unknown-person").code == 0


def test_link_both_ways(learnorg: Learnorg, repo: Checkout) -> None:
    """A link shows at both ends, each in its own words, and is stored at one."""
    stands(repo, OWNED + OTHER)
    go(learnorg, "link 7k3 depends-on x2w")
    assert "depends on IMP-2611-x2wbcd  Label the racks (proposed)" in learnorg("show", "7k3").out
    assert f"is needed by {ID}  Cache build dependencies" in learnorg("show", "x2w").out
    assert "links" not in record(repo, "IMP-2611-x2wbcd")


def test_link_again(learnorg: Learnorg, repo: Checkout) -> None:
    """A link that is there already is not made twice; a new reason is taken."""
    stands(repo, OWNED + OTHER)
    go(learnorg, "link 7k3 depends-on x2w")
    before = everything(repo)
    go(learnorg, "link 7k3 depends-on x2w")
    assert everything(repo) == before
    go(learnorg, "link 7k3 depends-on x2w --why 'racks first'")
    assert record(repo, ID).count("rel:") == 1


def test_unlink(learnorg: Learnorg, repo: Checkout) -> None:
    """A link is taken away again; the last one takes the list along."""
    stands(repo, OWNED + OTHER)
    other = "IMP-2611-x2wbcd"
    there = record(repo, other)
    go(learnorg, "link x2w depends-on 7k3", "link x2w depends-on 7k3 --remove")
    assert record(repo, other) == there


@pytest.mark.parametrize(
    ("command", "told", "code"),
    [
        ("link 7k3 depend-on x2w", "Did you mean 'depends-on'?", 2),
        ("link 7k3 depends-on zzz", "there is no record 'zzz'", 3),
        ("link 7k3 depends-on 7k3", "cannot be linked to itself", 2),
        ("link 7k3 depends-on 'no such thing'", "a link cannot point to", 2),
        ("link 7k3 depends-on x2w --remove", "has no link 'depends-on IMP-2611-x2wbcd'", 3),
        ("plan done 7k3 1", "has no step '1'", 3),
        ("plan add 7k3 Begin --weight heavy", "'heavy' is no number", 2),
        ("plan add 7k3 Begin --type improve", "cannot be 'improve'", 2),
        ("plan add 7k3 Begin --due someday", "'someday' is not a date", 2),
        ("plan add 7k3 ''", "'plan.1.do': it is empty", 2),
        ("prioritize --value 8", "estimates belong to improvements", 2),
        ("prioritize 7k3 --value lots", "'lots' is not a number", 2),
        ("prioritize 7k3 --confidence 1.5", "is to be at most 1", 2),
        ("person new 'Service Desk'", "Identities are lower case with hyphens: service-desk", 2),
        ("person new ada", "there is a record 'ada' already", 3),
        ("person new lea --email Ada@example.org", "is an address of ada already", 3),
    ],
)
def test_refused(learnorg: Learnorg, repo: Checkout, command: str, told: str, code: int) -> None:
    """What cannot be added is refused in words, and nothing is written."""
    ada = "    id: ada\n    title: Ada\n    emails: [ada@example.org]\n    state: active\n"
    stands(repo, OWNED + OTHER + "    ---\n" + ada)
    before = everything(repo)
    ran = learnorg(*shlex.split(command))
    assert (ran.code, ran.out) == (code, "")
    assert told in ran.err
    assert everything(repo) == before


def test_plan(learnorg: Learnorg, repo: Checkout) -> None:
    """Steps are added with owner and due day, ticked off by place or id, and listed."""
    stands(repo, OWNED)
    go(
        learnorg,
        "plan add 7k3 'Order a disk' --owner platform --due +2w --type process --weight 3",
        "plan add 7k3 'Set it up'",
        "plan done 7k3 1 --on yesterday",
    )
    told = learnorg("plan", "add", "7k3", "Measure again").err
    go(learnorg, told.partition("learnorg ")[2].splitlines()[0])
    steps = json.loads(learnorg("plan", "list", "7k3", "--format", "json").out)["data"]
    assert [{k: v for k, v in step.items() if k != "id"} for step in steps] == [
        {
            "do": "Order a disk",
            "owner": "platform",
            "due": "2026-12-06",
            "type": "process",
            "weight": 3,
            "done": "2026-11-21",
        },
        {"do": "Set it up"},
        {"do": "Measure again", "done": "2026-11-22"},
    ]
    assert len({step["id"] for step in steps}) == 3


def test_no_step(learnorg: Learnorg, repo: Checkout) -> None:
    """A step that is not there is refused with those that are."""
    stands(repo, OWNED)
    go(learnorg, "plan add 7k3 'Order a disk'")
    ran = learnorg("plan", "done", "7k3", "2")
    assert ran.code == 3
    assert "It has: 1. #" in ran.err
    assert "Order a disk." in ran.err


def test_estimates(learnorg: Learnorg, repo: Checkout) -> None:
    """Estimates keep who made them and when; a score follows."""
    stands(repo, OWNED + OTHER)
    go(learnorg, "prioritize 7k3 x2w --value 8 --effort 3 --confidence 0.8")
    assert (
        "estimates:\n  value: 8\n  effort: 3\n  confidence: 0.8\n  by: Ada\n  on: 2026-11-22\n"
        in record(repo, ID)
    )
    assert "8 × 0.8 / 3" in learnorg("prioritize").out


def test_priority_by_hand(learnorg: Learnorg, repo: Checkout) -> None:
    """A priority set by hand stands beside the score with its reason, and is cleared again."""
    stands(repo, OTHER + "\n    estimates: {value: 1, effort: 1, confidence: 1}\n")
    there = record(repo, "IMP-2611-x2wbcd")
    go(learnorg, "prioritize x2w --priority high --because 'the auditor asks'")
    assert "priority:\n  level: high\n  because: the auditor asks\n" in record(
        repo, "IMP-2611-x2wbcd"
    )
    assert "high: the auditor asks" in learnorg("prioritize").out
    go(learnorg, "prioritize x2w --priority ''")
    assert record(repo, "IMP-2611-x2wbcd") == there


def test_rank_is_prioritize(learnorg: Learnorg, repo: Checkout) -> None:
    """`rank` is the same as `prioritize`."""
    stands(repo, OWNED + "    estimates: {value: 1, effort: 1, confidence: 1}\n" + OTHER)
    assert learnorg("rank").out == learnorg("prioritize").out
    assert learnorg("rank", "-q").out == f"{ID}\n"


def test_ranked_within_a_query(learnorg: Learnorg, repo: Checkout) -> None:
    """A query narrows what is ranked; what lacks estimates is listed with what is missing."""
    stands(repo, OWNED + OTHER + "    owner: network\n")
    ran = learnorg("prioritize", "owner:network")
    assert "Label the racks" in ran.out
    assert "value, confidence, effort" in ran.out
    assert "Cache" not in ran.out


def test_person(learnorg: Learnorg, repo: Checkout) -> None:
    """A person is named by role, written out, and known to git by e-mail."""
    go(
        learnorg,
        "person new service-desk-lead --email ada@example.org --team 'Service desk' "
        "--role 'First contact'",
    )
    assert record(repo, "service-desk-lead") == (
        "id: service-desk-lead\ntitle: Service desk lead\nemails:\n  - ada@example.org\n\n"
        "state: active\n\nteams:\n  - Service desk\nrole: First contact\n"
    )
    assert learnorg("person", "list", "-q").out == "service-desk-lead\n"
    assert "Service desk lead" in learnorg("show", "service-desk-lead").out


def test_who_left(learnorg: Learnorg, repo: Checkout) -> None:
    """Who left is listed only when asked for."""
    stands(repo, "\n---\nid: ada\ntitle: Ada\nstate: left\n")
    assert learnorg("person", "list", "-q").out == ""
    assert learnorg("person", "list", "-q", "--all").out == "ada\n"
