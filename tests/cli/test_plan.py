"""`plan`, `pilot`, and what waits for what: steps, roles, trials, rings."""

import json
import shlex
from typing import Any

import pytest

from checkouts import Checkout
from cli.speaking import everything, record
from cli.test_verbs import OTHER, OWNED, go, stands
from commandline import Learnorg

ID = "IMP-2611-7k3mqx"
OTHER_ID = "IMP-2611-x2wbcd"

PLANNED = (
    OWNED
    + """
    plan:
      - id: s1x
        do: Order a disk
        owner: network
        due: 2026-11-10
        weight: 3
        done: 2026-11-09
      - id: s2x
        do: Set it up
        due: 2026-11-20
      - id: s3x
        do: Tell of it
        owner: platform
        type: process
"""
)
BROKEN_ITEM = (
    OWNED
    + """
    plan:
      - Order a disk
      - id: s2x
        do: Set it up
"""
)


def answered(learnorg: Learnorg, line: str) -> Any:
    """The data of a command's JSON."""
    ran = learnorg(*shlex.split(line), "--format", "json")
    assert ran.code == 0, ran.err
    return json.loads(ran.out)["data"]


def plan(learnorg: Learnorg) -> list[dict[str, Any]]:
    """The steps as a program is told of them."""
    steps: list[dict[str, Any]] = answered(learnorg, "plan list 7k3")
    return steps


# ---- steps ----------------------------------------------------------------------------


def test_reopen(learnorg: Learnorg, repo: Checkout) -> None:
    """A step that is not done after all loses its day and nothing else; again is no change."""
    stands(repo, PLANNED)
    before = record(repo, ID)
    dry = learnorg("plan", "reopen", "7k3", "s1x", "--dry-run")
    assert "-    done: 2026-11-09" in dry.out
    assert record(repo, ID) == before
    go(learnorg, "plan reopen 7k3 #s1x")
    assert record(repo, ID) == before.replace("    done: 2026-11-09\n", "")
    tip = repo.git("rev-parse", "HEAD")
    go(learnorg, "plan reopen 7k3 1")
    assert repo.git("rev-parse", "HEAD") == tip


def test_set(learnorg: Learnorg, repo: Checkout) -> None:
    """What is said of a step changes field by field; what is given empty goes."""
    stands(repo, PLANNED)
    go(
        learnorg,
        "plan set 7k3 2 --do 'Set both up' --owner network --due friday --weight 1.5",
        "plan set 7k3 s1x --weight '' --owner ''",
        "plan set 7k3 3 --type prevent --due ''",
    )
    assert plan(learnorg) == [
        {"id": "s1x", "do": "Order a disk", "due": "2026-11-10", "done": "2026-11-09"},
        {"id": "s2x", "do": "Set both up", "owner": "network", "due": "2026-11-27", "weight": 1.5},
        {"id": "s3x", "do": "Tell of it", "owner": "platform", "type": "prevent"},
    ]


def test_remove(learnorg: Learnorg, repo: Checkout) -> None:
    """A step is taken out, the last one with the whole plan; who is linked to it is told."""
    stands(repo, OWNED + OTHER)
    go(learnorg, "plan add 7k3 'Order a disk'", "plan add 7k3 'Set it up'")
    first, second = (step["id"] for step in plan(learnorg))
    go(learnorg, f"link x2w depends-on 7k3#{second}")
    assert "linked" not in learnorg("plan", "remove", "7k3", first).err
    ran = learnorg("plan", "remove", "7k3", "1")
    assert f"{OTHER_ID} is linked to {ID}#{second}." in ran.err
    assert "plan" not in record(repo, ID)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("plan done 7k3 2", "Done: #s2x Set it up. 2 of 3 steps, 80 % by weight."),
        ("plan reopen 7k3 1", "Open again: #s1x Order a disk. 0 of 3 steps, 0 % by weight."),
        (
            "plan set 7k3 3 --do 'Tell all.'",
            "Changed: #s3x Tell all. 1 of 3 steps, 60 % by weight.",
        ),
        ("plan set 7k3 1 --weight ''", "Changed: #s1x Order a disk. 1 of 3 steps, 33 %."),
        ("plan remove 7k3 1", "Removed: #s1x Order a disk. 0 of 2 steps, 0 %."),
    ],
)
def test_told(learnorg: Learnorg, repo: Checkout, line: str, told: str) -> None:
    """Each change of a step names the step, and how far the plan is then."""
    stands(repo, PLANNED)
    ran = learnorg(*shlex.split(line))
    assert (ran.code, ran.err.splitlines()[0]) == (0, told)


def test_told_of_the_last(learnorg: Learnorg, repo: Checkout) -> None:
    """When the last step goes there is no progress to tell."""
    stands(repo, OWNED)
    go(learnorg, "plan add 7k3 'Order a disk'")
    assert "Order a disk. No step is left.\n" in learnorg("plan", "remove", "7k3", "1").err


def test_places_of_a_faulty_plan(learnorg: Learnorg, repo: Checkout) -> None:
    """Beside an item that is no step, places stay those of the file."""
    stands(repo, BROKEN_ITEM)
    go(learnorg, "plan done 7k3 2 --on 2026-11-20")
    assert "do: Set it up\n    done: 2026-11-20\n" in record(repo, ID)
    assert learnorg("plan", "done", "7k3", "1").code == 3


@pytest.mark.parametrize(
    ("line", "told", "code"),
    [
        ("plan set 7k3 2", "nothing was said of step #s2x", 2),
        ("plan set 7k3 2 --do ''", "'plan.2.do': it is empty", 2),
        ("plan set 7k3 2 --weight heavy", "'heavy' is no number", 2),
        ("plan set 7k3 2 --weight=-1", "'plan.2.weight'", 2),
        ("plan set 7k3 2 --type improve", "cannot be 'improve'", 2),
        ("plan set 7k3 2 --due someday", "'someday' is not a date", 2),
        ("plan set 7k3 s9x --due friday", "has no step 's9x'", 3),
        ("plan reopen 7k3 4", "has no step '4'", 3),
        ("plan remove 7k3 0", "has no step '0'", 3),
        ("plan remove 7k3 ²", "has no step '²'", 3),
    ],
)
def test_refused(learnorg: Learnorg, repo: Checkout, line: str, told: str, code: int) -> None:
    """What cannot be done to a step is refused, and nothing is written."""
    stands(repo, PLANNED)
    before = everything(repo)
    ran = learnorg(*shlex.split(line))
    assert (ran.code, ran.out) == (code, "")
    assert told in ran.err
    assert everything(repo) == before


# ---- lists ----------------------------------------------------------------------------


def test_list_of_one(learnorg: Learnorg, repo: Checkout) -> None:
    """A plan is listed with types, weights and shares, and how much of it is done is told."""
    stands(repo, PLANNED)
    ran = learnorg("plan", "list", "7k3")
    assert ran.out.splitlines() == [
        "place\tstep\tdo\towner\ttype\tweight\tshare\tdue\tdone",
        "1\ts1x\tOrder a disk\tnetwork\t\t3\t60\t2026-11-10\t2026-11-09",
        "2\ts2x\tSet it up\t\t\t\t20\t2026-11-20\t",
        "3\ts3x\tTell of it\tplatform\tprocess\t\t20\t\t",
    ]
    assert ran.err == "60 % done by weight: 1 of 3 steps.\n"


def test_list_of_all(learnorg: Learnorg, repo: Checkout) -> None:
    """What is still to do in open improvements stands by its day; a query narrows it."""
    stands(repo, PLANNED + OTHER)
    go(learnorg, "plan add x2w 'Print labels' --due 2026-11-15", "accept x2w --owner network")
    listed = answered(learnorg, "plan list")
    assert [(one["step"]["do"], one["late"], one["percent"]) for one in listed] == [
        ("Print labels", True, 0),
        ("Set it up", True, 60),
        ("Tell of it", False, 60),
    ]
    for words in ("owner:network", "labels racks", "not:owner:platform"):
        assert [one["id"] for one in answered(learnorg, f"plan list {words}")] == [OTHER_ID]
    go(learnorg, "close x2w --outcome delivered --learned 'Labels fall off'")
    assert {one["id"] for one in answered(learnorg, "plan list")} == {ID}


def test_count_of_all(learnorg: Learnorg, repo: Checkout) -> None:
    """The list of all closes with how many steps are open and late; programs read both plainly."""
    stands(repo, PLANNED + OTHER)
    go(learnorg, "plan add x2w 'Print labels' --due 2026-11-15")
    ran = learnorg("plan", "list")
    assert ran.err == "3 open steps, 2 late.\n"
    head, first, *_ = (line.split("\t") for line in ran.out.splitlines())
    assert dict(zip(head, first, strict=True)) | {"step": ""} == {
        "due": "2026-11-15", "late": "late", "id": OTHER_ID, "step": "", "do": "Print labels",
        "owner": "", "type": "", "percent": "0", "title": "Label the racks",
    }  # fmt: skip
    assert learnorg("plan", "list", "due:2026-12..").err == (
        "Nothing is planned there that is not done.\n"
    )


def test_nothing_to_list(learnorg: Learnorg, repo: Checkout) -> None:
    """An empty answer says so; a word that names nothing is refused with the way to search."""
    stands(repo, OWNED)
    ran = learnorg("plan", "list")
    assert (ran.code, ran.err) == (0, "Nothing is planned there that is not done.\n")
    ran = learnorg("plan", "list", "zzz")
    assert (ran.code, ran.out) == (3, "")
    assert "plan list text:zzz" in ran.err
    assert learnorg("plan", "list", "text:zzz").code == 0


# ---- roles ----------------------------------------------------------------------------


def test_roles(learnorg: Learnorg, repo: Checkout) -> None:
    """Roles are set as one change, each flag in place of what was there; empty takes all away."""
    stands(repo, PLANNED)
    tip = repo.git("rev-parse", "HEAD")
    go(learnorg, "plan roles 7k3 --accountable desk --consult hr --consult council --inform all")
    assert repo.git("rev-parse", "HEAD^") == tip
    assert "owner: desk\nconsulted:\n  - hr\n  - council\ninformed:\n  - all\n" in record(repo, ID)
    go(learnorg, "plan roles 7k3 --consult hr")
    assert "consulted:\n  - hr\ninformed:\n  - all\n" in record(repo, ID)
    go(learnorg, "plan roles 7k3 --consult '' --inform ''")
    assert "consulted" not in record(repo, ID)
    assert "informed" not in record(repo, ID)
    known = answered(learnorg, "plan roles 7k3")
    assert (known["accountable"], known["responsible"]) == ("desk", ["network", "platform"])


def test_nobody_accountable(learnorg: Learnorg, repo: Checkout) -> None:
    """An owner who is taken away leaves a fault, with the command that mends it."""
    stands(repo, PLANNED)
    go(learnorg, "plan roles 7k3 --accountable ''")
    assert "owner: platform" not in record(repo, ID).partition("plan:")[0]
    faults = answered(learnorg, "plan roles 7k3")["faults"]
    assert faults[0] == {
        "message": "Nobody is accountable.",
        "mend": "learnorg plan roles 7k3 --accountable NAME",
    }
    go(learnorg, *(fault["mend"].removeprefix("learnorg ") for fault in faults))
    assert answered(learnorg, "plan roles 7k3")["faults"] == []


def test_roles_of_a_person(learnorg: Learnorg, repo: Checkout) -> None:
    """Other kinds have neither roles nor pilots."""
    stands(repo, OWNED + "    ---\n    id: ada\n    title: Ada\n    state: active\n")
    assert learnorg("plan", "roles", "ada").code == 7
    assert learnorg("pilot", "ada", "--cohort", "Team Leeds").code == 7


KNOWN = PLANNED + "    ---\n    id: ada\n    title: Ada\n    state: active\n"


@pytest.mark.parametrize(
    "line",
    [
        "set 7k3 owner=adaa",
        "set 7k3 sponsor=adaa",
        "set 7k3 consulted+=adaa",
        "plan set 7k3 2 --owner adaa",
        "plan add 7k3 'Look back' --owner adaa",
        "plan roles 7k3 --inform adaa",
    ],
)
def test_stranger(learnorg: Learnorg, repo: Checkout, line: str) -> None:
    """Whoever is named and not listed is told of once, wherever the name stands."""
    stands(repo, KNOWN)
    ran = learnorg(*shlex.split(line))
    assert ran.code == 0
    assert ran.err.count("'adaa' is no listed person or team. Did you mean 'ada'?") == 1
    assert "no listed person" not in learnorg("set", "7k3", "tags+=later").err
    assert "no listed person" not in learnorg(*shlex.split(line.replace("adaa", "ada"))).err
    assert "no listed person" not in learnorg("plan", "set", "7k3", "1", "--owner", "All HR").err


# ---- pilots ---------------------------------------------------------------------------


def test_pilot(learnorg: Learnorg, repo: Checkout) -> None:
    """A pilot has a cohort and criteria first, and then a decision with its day and reason."""
    stands(repo, OWNED)
    assert answered(learnorg, "pilot 7k3")["open"] is False
    go(learnorg, "pilot 7k3 --cohort 'Team Leeds' --criteria 'Half the calls'")
    assert answered(learnorg, "pilot 7k3")["open"] is True
    go(learnorg, "pilot 7k3 --decide go --because '61 % fewer' --on friday")
    assert answered(learnorg, "pilot 7k3") == {
        "id": ID, "cohort": "Team Leeds", "criteria": "Half the calls", "decision": "go",
        "on": "2026-11-20", "because": "61 % fewer", "open": False,
    }  # fmt: skip
    assert "go: 61 % fewer" in repo.git("log", "-1", "--format=%b")
    assert learnorg("check").code == 0


def test_adapted(learnorg: Learnorg, repo: Checkout) -> None:
    """A pilot that is adapted stays open; what was decided before is kept as a note."""
    stands(repo, OWNED)
    go(learnorg, "pilot 7k3 --cohort Leeds --criteria 'Half the calls'")
    ran = learnorg("pilot", "7k3", "--decide", "adapt", "--because", "too slow")
    assert "The pilot stays open" in ran.err
    assert answered(learnorg, "pilot 7k3")["open"] is True
    go(learnorg, "pilot 7k3 --cohort York", "pilot 7k3 --decide go --because 'now it works'")
    assert (
        "text: 'The pilot with York was decided adapt on 2026-11-22: too slow'"
        in record(repo, ID)
    )  # fmt: skip
    before = everything(repo)
    go(learnorg, "pilot 7k3 --decide go --because 'now it works'")
    assert everything(repo) == before


def test_other_criteria(learnorg: Learnorg, repo: Checkout) -> None:
    """Criteria that are replaced stay in a note; the same ones again leave none."""
    stands(repo, OWNED)
    go(learnorg, "pilot 7k3 --cohort Leeds --criteria 'Half the calls'")
    assert "notes:" not in record(repo, ID)
    go(learnorg, "pilot 7k3 --criteria 'A tenth of them'")
    assert "text: 'Pilot''s criteria were: Half the calls'" in record(repo, ID)
    before = record(repo, ID)
    go(learnorg, "pilot 7k3 --criteria 'A tenth of them'")
    assert record(repo, ID) == before


def test_other_criteria_with_a_decision(learnorg: Learnorg, repo: Checkout) -> None:
    """A decision and criteria that are replaced at once stay in one note."""
    stands(repo, OWNED)
    go(
        learnorg,
        "pilot 7k3 --cohort Leeds --criteria Calls --decide go --because fine",
        "pilot 7k3 --criteria Mails --decide adapt --because 'we try again'",
    )
    assert (
        "      The pilot with Leeds was decided go on 2026-11-22: fine\n"
        "      Pilot's criteria were: Calls\n"
    ) in record(repo, ID)
    assert record(repo, ID).count("text:") == 1


@pytest.mark.parametrize(
    ("first", "hint"),
    [
        ("note 7k3 'as proposed'", "learnorg decline 7k3 --because"),
        ("accept 7k3", "learnorg decline 7k3 --because"),
        ("start 7k3", "learnorg close 7k3 --outcome withdrawn"),
        ("move on-hold 7k3 --because 'no disk'", "learnorg decline 7k3 --because"),
    ],
)
def test_stopped(learnorg: Learnorg, repo: Checkout, first: str, hint: str) -> None:
    """After *stop* the way to give it up is told, which is one that the state allows."""
    stands(repo, OWNED)
    go(learnorg, first)
    words = "--cohort Leeds --criteria Calls --decide stop --because 'nobody liked it'"
    ran = learnorg("pilot", "7k3", *shlex.split(words))
    assert ran.code == 0
    assert hint in ran.err
    line = next(line for line in ran.err.splitlines() if hint in line)
    go(learnorg, line.partition("learnorg ")[2])


@pytest.mark.parametrize(
    ("line", "told", "code"),
    [
        ("pilot 7k3 --decide go --because fine", '--cohort "WHO" --criteria "WHAT"', 7),
        ("pilot 7k3 --decide go --cohort Leeds --criteria Calls", "a reason", 7),
        ("pilot 7k3 --decide gone", "a pilot cannot end with 'gone'", 2),
        ("pilot 7k3 --because fine", "a decision", 7),
        ("pilot 7k3 --decide go --cohort L --criteria C --because f --on tomorrow",
         "has not come yet", 2),
    ],
)  # fmt: skip
def test_undecidable(learnorg: Learnorg, repo: Checkout, line: str, told: str, code: int) -> None:
    """A decision that stands on nothing is refused with the command that gives what is missing."""
    stands(repo, OWNED)
    before = everything(repo)
    ran = learnorg(*shlex.split(line))
    assert (ran.code, ran.out) == (code, "")
    assert told in ran.err
    assert everything(repo) == before


def test_no_other_criteria_afterwards(learnorg: Learnorg, repo: Checkout) -> None:
    """What a pilot was judged by stays as it was once it is decided."""
    stands(repo, OWNED)
    go(learnorg, "pilot 7k3 --cohort Leeds --criteria Calls --decide go --because fine")
    ran = learnorg("pilot", "7k3", "--criteria", "Anything")
    assert (ran.code, ran.out) == (7, "")
    go(learnorg, "pilot 7k3 --criteria Anything --decide adapt --because 'we try again'")


# ---- what waits for what --------------------------------------------------------------


@pytest.mark.parametrize("relation", ["depends-on", "part-of"])
def test_no_ring(learnorg: Learnorg, repo: Checkout, relation: str) -> None:
    """A link that would close a ring is refused with its way; the hint opens it."""
    stands(repo, OWNED + OTHER)
    go(learnorg, f"link 7k3 {relation} x2w")
    before = everything(repo)
    ran = learnorg("link", "x2w", relation, "7k3")
    assert (ran.code, ran.out) == (7, "")
    assert f"{OTHER_ID} -> {ID} -> {OTHER_ID}" in ran.err
    assert everything(repo) == before
    hint = next(line for line in ran.err.splitlines() if line.startswith("hint:"))
    go(learnorg, hint.partition("learnorg ")[2], f"link x2w {relation} 7k3")


def test_people_in_a_ring(learnorg: Learnorg, repo: Checkout) -> None:
    """What has a name of its own is neither linked to itself nor in a ring."""
    stands(repo, "".join(f"    ---\n    id: {name}\n    title: {name}\n    state: active\n"
                         for name in ("ada", "lea")))  # fmt: skip
    assert "cannot be linked to itself" in learnorg("link", "ada", "part-of", "person:ada").err
    go(learnorg, "link ada part-of lea")
    ran = learnorg("link", "lea", "part-of", "ada")
    assert ran.code == 7
    assert "person:lea -> person:ada -> person:lea" in ran.err


def test_a_ring_by_hand(learnorg: Learnorg, repo: Checkout) -> None:
    """A ring that came by another way is found by `check`; its links can be mended."""
    stands(repo, OWNED + OTHER)
    go(learnorg, "link 7k3 depends-on x2w", "link x2w relates-to 7k3")
    assert "in a ring" in learnorg("set", "x2w", "links.1.rel=depends-on").err
    (file,) = repo.path.rglob(f"{OTHER_ID}.yaml")
    file.write_text(file.read_text().replace("relates-to", "depends-on"))
    repo.git("commit", "-qam", "By hand")
    ran = learnorg("check")
    assert ran.code == 1
    assert f"{ID} -> {OTHER_ID} -> {ID} [dependency-ring]" in ran.out
    go(learnorg, "link 7k3 depends-on x2w --why 'racks first'")  # it is there, and no new one
    mend = ran.out.partition("such as: learnorg ")[2].splitlines()[0]
    go(learnorg, mend, "check")


def test_start_waiting(learnorg: Learnorg, repo: Checkout) -> None:
    """Work may begin on what waits for something; that it does is told."""
    stands(repo, OWNED + OTHER)
    go(learnorg, "link 7k3 depends-on x2w")
    ran = learnorg("start", "7k3")
    assert ran.code == 0
    assert f"{ID} waits for {OTHER_ID} (proposed).\n" in ran.err
    assert "waits" not in learnorg("hold", "7k3", "--because", "no racks").err
    go(learnorg, "move closed x2w --owner network --outcome delivered --learned much")
    assert "waits" not in learnorg("move", "in-progress", "7k3").err


def test_show(learnorg: Learnorg, repo: Checkout) -> None:
    """A record's page says how much of its plan is done."""
    stands(repo, PLANNED)
    assert "\nPlan (60 % done)\n" in learnorg("show", "7k3").out
