"""Two people's work put together by git, with the merge driver and without."""

import json
import re
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from checkouts import Checkout
from cli.speaking import commits, everything, files, improvements, record
from commandline import Learnorg
from learnorg.history import commits as commits_
from learnorg.history import driver

ID = "IMP-2611-7k3mqx"
PATH = f"register/improvements/2026/11/{ID}.yaml"
RECORD = f"""\
id: {ID}
title: Cut password-reset calls

state: proposed
dates:
  proposed: 2026-11-02

owner: service-desk-lead  # since the summer

raised: 2026-11-02

tags:
  - later
"""


@pytest.fixture
def reachable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder on the PATH in which git finds learnorg, and nothing else finds anything."""
    folder = tmp_path / "bin"
    folder.mkdir()
    program(folder, f'exec "{sys.executable}" -m learnorg "$@"')
    git = shutil.which("git")
    assert git
    monkeypatch.setenv("PATH", f"{folder}:{Path(git).parent}:/usr/bin:/bin")
    return folder


def program(folder: Path, script: str) -> None:
    """Make a script what `learnorg` is on the PATH."""
    file = folder / "learnorg"
    file.write_text(f"#!/bin/sh\n{script}\n")
    file.chmod(0o755)


@pytest.fixture
def team(learnorg: Learnorg, empty: Checkout, somebody: Path, reachable: Path) -> Checkout:
    """A register whose git knows the driver, with one record."""
    assert learnorg("init").code == 0
    empty.put(PATH, RECORD)
    empty.git("add", ".")
    empty.git("commit", "-qm", "What stands")
    empty.git("branch", "theirs")
    return empty


Work = tuple[tuple[str, ...], ...]


def conflicted(repo: Checkout) -> str:
    """The record as a merge left it; what the sides are called differs from git to git."""
    text = re.sub("^<<<<<<< .*$", "<<<<<<< ours", record(repo, ID), flags=re.MULTILINE)
    return re.sub("^>>>>>>> .*$", ">>>>>>> theirs", text, flags=re.MULTILINE)


def work(learnorg: Learnorg, repo: Checkout, branch: str, *commands: tuple[str, ...]) -> None:
    """Do something on a branch."""
    repo.git("switch", "-q", branch)
    for words in commands:
        ran = learnorg(*words)
        assert ran.code == 0, ran.err


def parted(learnorg: Learnorg, repo: Checkout, ours: Work, theirs: Work) -> None:
    """Two branches with the work of two people; ours is checked out."""
    work(learnorg, repo, "theirs", *theirs)
    work(learnorg, repo, "main", *ours)


NOTES: tuple[Work, Work] = ((("note", "7k3", "one of ours"),), (("note", "7k3", "one of theirs"),))

WAYS = {
    "merge": ("merge", "--no-edit", "theirs"),
    "rebase": ("rebase", "theirs"),
    "cherry-pick": ("cherry-pick", "theirs"),
}


@pytest.mark.parametrize("way", WAYS)
def test_two_notes(learnorg: Learnorg, team: Checkout, way: str) -> None:
    """Two people's notes on one record go together, however git puts them together."""
    parted(learnorg, team, *NOTES)
    team.git(*WAYS[way])
    text = record(team, ID)
    assert "text: one of ours\n" in text
    assert "text: one of theirs\n" in text
    assert text.startswith(RECORD)
    assert team.status() == []
    assert learnorg("check", "--strict").code == 0


def test_the_same_either_way(learnorg: Learnorg, team: Checkout) -> None:
    """Whoever merges whom, the record is the same."""
    ours = (("set", "7k3", "tags+=a", "team=Desk"), ("note", "7k3", "ours"))
    theirs = (("set", "7k3", "tags+=b", "due=2027-01-01"), ("note", "7k3", "theirs"))
    parted(learnorg, team, ours, theirs)
    team.git("branch", "before")
    team.git("merge", "--no-edit", "theirs")
    text = record(team, ID)
    team.git("switch", "-q", "theirs")
    team.git("merge", "--no-edit", "before")
    assert record(team, ID) == text
    for piece in ("team: Desk", "due: 2027-01-01", "  - a\n  - b\n", "text: ours", "text: theirs"):
        assert piece in text


def not_told(repo: Checkout, _: Path) -> None:
    """A clone whose git was never told the command."""
    repo.git("config", "--remove-section", "merge.learnorg")


def not_there(_: Checkout, folder: Path) -> None:
    """A machine without learnorg."""
    (folder / "learnorg").unlink()


def spoilt(_: Checkout, folder: Path) -> None:
    """An installation that fails as Python does."""
    program(folder, "echo Traceback >&2; exit 1")


@pytest.mark.parametrize("lacking", [not_told, not_there, spoilt])
@pytest.mark.parametrize("way", WAYS)
def test_without_the_driver(
    learnorg: Learnorg,
    team: Checkout,
    reachable: Path,
    lacking: Callable[[Checkout, Path], None],
    way: str,
) -> None:
    """Without the driver git merges by lines, as everywhere: a conflict with both sides' lines."""
    parted(learnorg, team, *NOTES)
    lacking(team, reachable)
    team.git(*WAYS[way], ok=False)
    assert team.git("diff", "--name-only", "--diff-filter=U").split() == [PATH]
    text = record(team, ID)
    for piece in ("<<<<<<< ", "one of ours", "=======", "one of theirs", ">>>>>>> "):
        assert piece in text
    assert learnorg("check").code == 1


@pytest.mark.parametrize("lacking", [not_told, not_there, spoilt])
def test_clean_without_the_driver(
    learnorg: Learnorg, team: Checkout, reachable: Path, lacking: Callable[[Checkout, Path], None]
) -> None:
    """What git can merge by lines it merges without the driver, too."""
    ours, theirs = (("set", "7k3", "title=Halve"),), (("note", "7k3", "theirs"),)
    parted(learnorg, team, ours, theirs)
    lacking(team, reachable)
    team.git("merge", "--no-edit", "theirs")
    assert "title: Halve\n" in record(team, ID)
    assert "text: theirs\n" in record(team, ID)


def test_conflict(learnorg: Learnorg, team: Checkout) -> None:
    """What both changed stands between marks, all else is merged, and `check` finds the place."""
    parted(
        learnorg, team,
        (("set", "7k3", "owner=network"), ("note", "7k3", "ours")),
        (("set", "7k3", "owner=platform"), ("note", "7k3", "theirs")),
    )  # fmt: skip
    assert "CONFLICT" in team.git("merge", "theirs", ok=False)
    text = conflicted(team)
    between = text[text.index("<<<<<<<") : text.index(">>>>>>>")]
    assert between == (
        "<<<<<<< ours\nowner: network  # since the summer\n"
        "=======\nowner: platform  # since the summer\n"
    )
    assert "text: ours\n" in text
    assert "text: theirs\n" in text
    ran = learnorg("check")
    assert ran.code == 1
    assert f"{PATH}:8:1: error: two versions of these lines wait to be merged" in ran.out

    team.put(PATH, text.replace(between, "owner: both\n").replace(">>>>>>> theirs\n", ""))
    team.git("add", PATH)
    team.git("commit", "-qm", "Merge")
    assert learnorg("check", "--strict").code == 0


def test_two_decisions(learnorg: Learnorg, team: Checkout) -> None:
    """Accepted here and declined there is for a person to settle, with all that belongs to it."""
    parted(learnorg, team, (("accept", "7k3"),), (("decline", "7k3", "--because", "no"),))
    team.git("merge", "theirs", ok=False)
    text = conflicted(team)
    assert "<<<<<<< ours\nstate: accepted\n=======\nstate: declined\n>>>>>>> theirs\n" in text
    assert "<<<<<<< ours\n  accepted: 2026-11-22\n=======\n  declined: 2026-11-22\n" in text
    assert text.count("<<<<<<<") == 3


def test_a_decision_and_work(learnorg: Learnorg, team: Checkout) -> None:
    """Accepted here and worked on there goes together."""
    parted(learnorg, team, (("accept", "7k3"),), (("plan", "add", "7k3", "Order a disk"),))
    team.git("merge", "--no-edit", "theirs")
    assert "state: accepted\n" in record(team, ID)
    assert "do: Order a disk\n" in record(team, ID)
    assert learnorg("check", "--strict").code == 0


def test_a_rule_that_both_keep(learnorg: Learnorg, team: Checkout) -> None:
    """Accepted here and left without an owner there would break a rule, and is for a person."""
    team.git("switch", "-q", "theirs")
    team.put(PATH, record(team, ID).replace("owner: service-desk-lead  # since the summer\n\n", ""))
    team.git("commit", "-qam", "Nobody's")
    work(learnorg, team, "main", ("accept", "7k3"))
    team.git("merge", "theirs", ok=False)
    assert "<<<<<<< ours\nstate: accepted\n=======\nstate: proposed\n" in conflicted(team)


REVIEW = "REV-2611-b7kmqx"


def test_a_review(learnorg: Learnorg, team: Checkout) -> None:
    """What one adds to a review and another writes into its text go together."""
    text = f"---\nid: {REVIEW}\ntitle: Sign-in failed\ntype: problem\n\nstate: draft\n"
    body = "raised: 2026-11-02\n---\n\n## Impact\n\nNobody could sign in.\n"
    team.put(f"register/reviews/2026/11/{REVIEW}.md", f"{text}\n{body}")
    team.git("add", ".")
    team.git("commit", "-qm", "A review")
    team.git("branch", "-qf", "theirs")
    ours = (("review", "finding", "b7k", "one of ours"), ("review", "submit", "b7k"))
    said = ("review", "say", "b7k", "Impact", "38 minutes.")
    theirs = (("review", "finding", "b7k", "one of theirs"), said)
    parted(learnorg, team, ours, theirs)
    team.git("merge", "--no-edit", "theirs")
    both = team.words(f"register/reviews/2026/11/{REVIEW}.md") or ""
    assert "state: in-review\n" in both
    assert "what: one of ours\n" in both
    assert "what: one of theirs\n" in both
    assert "38 minutes.\n\nNobody could sign in.\n" in both
    assert learnorg("check").code == 0


def test_articles_before_markdown(learnorg: Learnorg, team: Checkout) -> None:
    """Of a register whose git merges texts in Markdown by lines, doctor says so."""
    attributes = team.words(".gitattributes") or ""
    kept = [line for line in attributes.splitlines(keepends=True) if ".md" not in line]
    team.put(".gitattributes", "".join(kept))
    team.git("commit", "-qam", "As it was")
    level, mend = about(learnorg, "merging")
    assert (level, mend) == ("note", "learnorg init adds the lines that do.")
    assert "merge reviews and articles by their fields" in learnorg("doctor").out
    learnorg("init")
    assert about(learnorg, "merging")[0] == "good"


def test_below_the_root(
    learnorg: Learnorg, empty: Checkout, somebody: Path, reachable: Path
) -> None:
    """A register in a folder of a larger repository is merged by its fields, too."""
    assert learnorg("init", "deep/er").code == 0
    there = empty.path / "deep" / "er"
    empty.put(f"deep/er/{PATH}", RECORD)
    empty.git("add", ".")
    empty.git("commit", "-qm", "What stands")
    empty.git("switch", "-qc", "theirs")
    assert learnorg("note", "7k3", "theirs", at=there).code == 0
    empty.git("switch", "-q", "main")
    assert learnorg("note", "7k3", "ours", at=there).code == 0
    empty.git("merge", "--no-edit", "theirs")
    assert empty.status() == []


def test_the_policy_counts(learnorg: Learnorg, team: Checkout) -> None:
    """Which states there are, and what freezes goals, is as the work tree's policy has it."""
    policy = (team.words("learnorg.yaml") or "").replace("workflow: light", "workflow: full")
    for branch in ("main", "theirs"):
        team.git("switch", "-q", branch)
        team.put("learnorg.yaml", policy)
        team.git("commit", "-qam", "Work in the full flow")
    measured = ("assess", "7k3", "--measure", "Calls", "--baseline", "9")
    parted(learnorg, team, (("accept", "7k3"), measured), (("note", "7k3", "theirs"),))
    team.git("merge", "--no-edit", "theirs")
    assert "state: assessed\n" in record(team, ID)


# ---- the command itself ------------------------------------------------------------------


@pytest.fixture
def versions(team: Checkout) -> Callable[[str, str, str], tuple[str, ...]]:
    """Writes three versions to files, and names them as git does."""

    def written(*texts: str) -> tuple[str, ...]:
        for name, text in zip(("base", "ours", "theirs"), texts, strict=True):
            (team.path / name).write_bytes(text.encode("utf-8", "surrogateescape"))
        return ("merge-driver", "base", "ours", "theirs", PATH)

    return written


Versions = Callable[[str, str, str], tuple[str, ...]]
OURS, THEIRS = (RECORD.replace("service-desk-lead", name) for name in ("network", "platform"))


def test_what_it_says(learnorg: Learnorg, team: Checkout, versions: Versions) -> None:
    """It says what came of it in a word, and with its exit code."""
    ran = learnorg(*versions(RECORD, OURS, RECORD + "\nsize: M\n"))
    assert (ran.code, ran.out, ran.err) == (0, "merged\n", "")
    assert team.words("ours") == OURS + "\nsize: M\n"
    ran = learnorg(*versions(RECORD, OURS, THEIRS))
    assert (ran.code, ran.out, ran.err) == (1, "conflict\n", "")


def test_marks(learnorg: Learnorg, team: Checkout, versions: Versions) -> None:
    """Marks are as long, and called, as git wishes; what an older git leaves open has a name."""
    wishes = ("--marker-size=9", "--ours-label=HEAD", "--theirs-label=%Y")
    learnorg(*versions(RECORD, OURS, THEIRS), *wishes)
    text = team.words("ours") or ""
    assert "\n<<<<<<<<< HEAD\n" in text
    assert "\n=========\n" in text
    assert "\n>>>>>>>>> theirs\n" in text


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "why"),
    [
        (RECORD, OURS + "id: twice\n", THEIRS, "`id` stands here twice"),
        (RECORD, OURS + "\tx: 1\n", THEIRS, "tab"),
        (RECORD, "{id: a}\n", THEIRS, "merged by lines"),
        (RECORD, "\udcff\n" + OURS, THEIRS, "is not UTF-8 text"),
        (RECORD, "\0" + OURS, THEIRS, "NUL byte"),
        ("x: [\n" + RECORD, OURS, THEIRS, "merged by lines"),
        (RECORD, OURS + "x: [\n", RECORD, "merged by lines"),
    ],
)
def test_no_record(
    learnorg: Learnorg,
    team: Checkout,
    versions: Versions,
    base: str,
    ours: str,
    theirs: str,
    why: str,
) -> None:
    """What cannot be read is merged by lines, with marks and a word why, and nothing gets lost."""
    ran = learnorg(*versions(base, ours, theirs))
    if theirs == base:  # nobody changed it on the other side
        assert (ran.out, ran.err) == ("merged\n", "")
        return
    assert (ran.code, ran.out) == (1, "conflict\n")
    assert why in ran.err
    text = (team.path / "ours").read_bytes()
    for piece in (b"<<<<<<< ours\n", b"\n=======\n", b">>>>>>> theirs\n", b"owner: platform"):
        assert piece in text


def test_mended_on_one_side(learnorg: Learnorg, team: Checkout, versions: Versions) -> None:
    """Where lines merge into a sound record, what could not be read before is in nobody's way."""
    broken = RECORD.replace("tags:", "x: [\ntags:")
    ran = learnorg(*versions(broken, RECORD, broken.replace("Cut", "Halve")))
    assert (ran.code, ran.out) == (0, "merged\n")
    assert team.words("ours") == RECORD.replace("Cut", "Halve")


def test_surprise(
    learnorg: Learnorg, team: Checkout, versions: Versions, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where learnorg itself fails, git still gets both versions, and a person to look at them."""

    def fails(*_: object) -> None:
        raise RecursionError("too deep")

    monkeypatch.setattr("learnorg.cli.merge_driver.merged", fails)
    for theirs in (THEIRS, RECORD + "\nsize: M\n"):
        ran = learnorg(*versions(RECORD, OURS, theirs))
        assert (ran.code, ran.out) == (1, "conflict\n")
        assert "merged by lines, since learnorg failed" in ran.err
        assert "owner: network" in (team.words("ours") or "")
        assert theirs.splitlines()[-1] in (team.words("ours") or "")


@pytest.mark.parametrize("policy", ["nmae: x\n", "<<<<<<< ours\n=======\n>>>>>>> theirs\n", None])
def test_no_policy(
    learnorg: Learnorg, team: Checkout, versions: Versions, policy: str | None
) -> None:
    """A policy that waits to be mended itself, or is not there, is no hindrance."""
    words = versions(RECORD, OURS, RECORD + "\nsize: M\n")
    if policy is None:
        (team.path / "learnorg.yaml").unlink()
    else:
        team.put("learnorg.yaml", policy)
    assert learnorg(*words).out == "merged\n"


def test_no_kind(learnorg: Learnorg, team: Checkout, versions: Versions) -> None:
    """Other YAML files are merged by lines."""
    words = (*versions("a: 1\nb: 1\n", "a: 2\nb: 1\n", "a: 1\nb: 2\n")[:-1], "register/x.yaml")
    assert learnorg(*words).code == 1


# ---- telling git -------------------------------------------------------------------------


def about(learnorg: Learnorg, name: str) -> tuple[str, str]:
    """What doctor says about something: how it is, and what mends it."""
    found = json.loads(learnorg("doctor", "--format", "json").out)["data"]
    return next((one["health"], one["mend"]) for one in found if one["about"] == name)


def test_init_again(learnorg: Learnorg, team: Checkout, reachable: Path) -> None:
    """In a clone git has to be told anew: doctor says so, and init does it and nothing else."""
    assert about(learnorg, "merging") == ("good", "")
    not_told(team, reachable)
    assert about(learnorg, "merging") == (
        "note", "learnorg init tells it how to merge them by their fields.",
    )  # fmt: skip
    before = everything(team)
    ran = learnorg("init")
    assert (ran.code, ran.out) == (0, "")
    assert ran.err == "Told this clone's git how to merge records: by their fields.\n"
    assert everything(team) == before
    assert about(learnorg, "merging") == ("good", "")
    assert team.git("config", driver.DRIVER) == driver.COMMAND + "\n"


def test_an_older_register(learnorg: Learnorg, team: Checkout) -> None:
    """A register from before gets the line that asks for the driver."""
    attributes = team.words(".gitattributes") or ""
    team.put(".gitattributes", attributes[: attributes.index("# Two")])
    team.git("commit", "-qam", "As it was")
    assert about(learnorg, "merging")[0] == "note"
    assert learnorg("init").out == ".gitattributes\n"
    assert team.words(".gitattributes") == attributes


def test_before_the_log(learnorg: Learnorg, team: Checkout) -> None:
    """A register from before the activity log gets the line that keeps all of it."""
    attributes = team.words(".gitattributes") or ""
    team.put(".gitattributes", attributes[: attributes.index("# What two")])
    team.git("commit", "-qam", "As it was")
    assert about(learnorg, "merging")[0] == "good"
    assert ".gitattributes" in learnorg("doctor").out
    assert learnorg("init").out == ".gitattributes\n"
    path = "register/activity/2026-11/platform-7k3mqx9z.jsonl"
    assert team.git("check-attr", "merge", "--", path) == f"{path}: merge: union\n"


def test_out_of_reach(learnorg: Learnorg, team: Checkout, reachable: Path) -> None:
    """Where git cannot find learnorg, doctor says so."""
    not_there(team, reachable)
    assert about(learnorg, "merging")[0] == "note"


def test_dry_run(learnorg: Learnorg, team: Checkout, reachable: Path) -> None:
    """A dry run tells git nothing."""
    not_told(team, reachable)
    learnorg("init", "--dry-run")
    assert team.git("config", driver.DRIVER, ok=False) == ""


def test_sync(learnorg: Learnorg, team: Checkout, reachable: Path, tmp_path: Path) -> None:
    """`sync` tells a clone's git before it takes in what others did."""
    team.git("clone", "-q", "--bare", str(team.path), str(tmp_path / "origin"))
    team.git("remote", "add", "origin", str(tmp_path / "origin"))
    team.git("fetch", "-q", "origin")
    team.git("branch", "-qu", "origin/main")
    team.git("clone", "-q", str(tmp_path / "origin"), str(tmp_path / "clone"))
    clone = Checkout(tmp_path / "clone")
    learnorg("note", "7k3", "ours")
    learnorg("sync")
    assert learnorg("note", "7k3", "from the clone", at=clone.path).code == 0
    ran = learnorg("sync", at=clone.path)
    assert ran.code == 0, ran.err
    assert "Told this clone's git how to merge records" in ran.err
    assert "text: ours\n" in record(clone, ID)
    assert "text: from the clone\n" in record(clone, ID)


# ---- two records of one identity ---------------------------------------------------------


OTHER = RECORD.replace("Cut password-reset calls", "Label the racks")
THIRD = "IMP-2611-x2wbcd"
LINK = f"links:\n  - rel: depends-on\n    to: {ID}#b1b\n"
POINTING = RECORD.replace(ID, THIRD)


@pytest.fixture
def clashing(team: Checkout) -> Checkout:
    """Two branches that both made a record of one identity; theirs also points to it."""
    team.git("rm", "-q", PATH)
    team.put(PATH.replace(ID, THIRD), POINTING)
    team.git("add", ".")
    team.git("commit", "-qm", "Another start")
    team.git("branch", "-qf", "theirs")
    for branch, text in (("theirs", OTHER), ("main", RECORD)):
        team.git("switch", "-q", branch)
        team.put(PATH, text)
        if branch == "theirs":
            team.put(PATH.replace(ID, THIRD), f"{POINTING}\n{LINK}")
        team.git("add", ".")
        team.git("commit", "-qm", f"Make it on {branch}")
    return team


def test_identity_clash(learnorg: Learnorg, clashing: Checkout) -> None:
    """Two records of one identity are never mixed; the way out is named."""
    said = clashing.git("merge", "theirs", ok=False)
    assert "CONFLICT (add/add)" in said
    assert conflicted(clashing) == f"<<<<<<< ours\n{RECORD}=======\n{OTHER}>>>>>>> theirs\n"


@pytest.mark.parametrize("way", ["merge", "rebase"])
def test_rekey_settles_it(learnorg: Learnorg, clashing: Checkout, way: str) -> None:
    """`rekey` gives theirs an identity of its own, and its links; git then goes on."""
    clashing.git(*(("merge", "theirs") if way == "merge" else ("rebase", "theirs")), ok=False)
    ran = learnorg("rekey", "7k3")
    assert ran.code == 0, ran.err
    assert f"git {way} --continue" in ran.err
    assert "Staged, not committed.\n" in ran.err
    (new,) = set(improvements(clashing)) - {ID, THIRD}
    title = "Label the racks" if way == "merge" else "Cut password-reset calls"
    assert f"{ID} -> {new}  {title}\n" in ran.out
    ours, theirs = (RECORD, OTHER) if way == "merge" else (OTHER, RECORD)
    assert record(clashing, ID) == ours
    assert record(clashing, new) == theirs.replace(ID, new)
    assert clashing.git("diff", "--name-only", "--diff-filter=U") == ""
    clashing.git("-c", "core.editor=true", way, "--continue")
    assert clashing.status() == []
    assert learnorg("check", "--ignore", "dangling-link").code == 0
    pointed = new if way == "merge" else ID  # in the rebase, the link was upstream's
    assert f"to: {pointed}#b1b\n" in record(clashing, THIRD)


def test_settled_by_hand(learnorg: Learnorg, clashing: Checkout) -> None:
    """Who has made one record of the two already is not overruled."""
    clashing.git("merge", "theirs", ok=False)
    clashing.put(PATH, RECORD + "\nsize: M\n")
    ran = learnorg("rekey", "7k3")
    assert (ran.code, ran.out) == (4, "")
    assert "was settled by hand" in ran.err
    assert record(clashing, ID) == RECORD + "\nsize: M\n"
    clashing.git("checkout", "--merge", "--", PATH)
    assert learnorg("rekey", "7k3").code == 0


class Crash(BaseException):
    """What nothing catches, as a kill."""


def test_rekey_killed(
    learnorg: Learnorg, clashing: Checkout, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Killed before it put the records to git, it is finished, and gives no second identity."""

    def killed(*_: object) -> None:
        raise Crash

    clashing.git("merge", "theirs", ok=False)
    with monkeypatch.context() as patched:
        patched.setattr("learnorg.history.commits.stage", killed)
        with pytest.raises(Crash):
            learnorg("rekey", "7k3")
    assert "An interrupted change was finished" in learnorg("list").err
    assert clashing.git("diff", "--name-only", "--diff-filter=U") == ""
    (new,) = set(improvements(clashing)) - {ID, THIRD}
    assert record(clashing, new) == OTHER.replace(ID, new)


def test_rekey_stopped(
    learnorg: Learnorg, clashing: Checkout, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Stopped while it puts the records to git, it leaves the conflict as it was."""
    real, calls = commits_._on_index, []

    def stopped(*words: object, feed: str) -> None:
        real(*words, feed=feed)  # type: ignore[arg-type]  # passed on as it came
        calls.append(words)
        if len(calls) == 1:
            raise KeyboardInterrupt

    clashing.git("merge", "theirs", ok=False)
    before = files(clashing.path), clashing.git("ls-files", "--stage"), clashing.status()
    with monkeypatch.context() as patched:
        patched.setattr(commits_, "_on_index", stopped)
        assert learnorg("rekey", "7k3").code == 130
    assert (files(clashing.path), clashing.git("ls-files", "--stage"), clashing.status()) == before
    assert learnorg("rekey", "7k3").code == 0


def test_rekey_shows(learnorg: Learnorg, clashing: Checkout) -> None:
    """A dry run in the middle of a merge changes nothing."""
    clashing.git("merge", "theirs", ok=False)
    before = everything(clashing)
    ran = learnorg("rekey", "7k3", "--dry-run")
    assert ran.code == 0
    assert "+title: Label the racks" in ran.out
    assert everything(clashing) == before


def test_rekey(learnorg: Learnorg, team: Checkout) -> None:
    """Outside of a merge it renames a record and all that points to it, in one commit."""
    team.put(PATH.replace(ID, THIRD), f"{POINTING}\n{LINK}")
    team.git("add", ".")
    team.git("commit", "-qm", "Another")
    ran = learnorg("rekey", "7k3", "--because", "it was read out wrongly")
    assert ran.code == 0, ran.err
    (new,) = set(improvements(team)) - {THIRD}
    assert new[:9] == ID[:9]
    assert ran.out.splitlines() == [
        f"{ID} -> {new}  Cut password-reset calls",
        f"{THIRD}  Cut password-reset calls",
    ]
    assert (
        record(team, new) == RECORD.replace(f"id: {ID}", f"id: {new}") + f"\naliases:\n  - {ID}\n"
    )
    assert f"to: {new}#b1b\n" in record(team, THIRD)
    assert commits(team)[0] == f"{new}: rekey - Cut password-reset calls"
    assert f"It was {ID}. it was read out wrongly" in team.git("log", "-1", "--format=%b")
    assert team.status() == []
    assert learnorg("list", ID, "-q").code == 0
    assert new in learnorg("show", ID).out
    assert learnorg("check", "--ignore", "dangling-link").code == 0


def test_rekey_dry_run(learnorg: Learnorg, team: Checkout) -> None:
    """A dry run shows what would be renamed, and touches neither files nor git."""
    before = everything(team)
    ran = learnorg("rekey", "7k3", "-n")
    assert (ran.code, ran.err) == (0, "Nothing was written (--dry-run).\n")
    assert f"+  - {ID}" in ran.out
    assert everything(team) == before


def test_rekey_refused(learnorg: Learnorg, team: Checkout) -> None:
    """A name is its author's choice, and is not minted anew."""
    assert learnorg("person", "new", "ada-lead").code == 0
    before = files(team.path)
    ran = learnorg("rekey", "ada-lead")
    assert (ran.code, ran.out) == (7, "")
    assert files(team.path) == before
