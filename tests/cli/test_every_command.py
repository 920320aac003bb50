"""
What all commands have in common: JSON for programs, quiet identities, dry runs, forms, help.

The register below is each test's; `WORDS` says how each command is called on it.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import typer

from checkouts import Checkout
from cli.speaking import everything, steady
from commandline import Learnorg
from learnorg.cli import COMMANDS, app
from registers import laid_out

Expected = Callable[[str, str], None]

REGISTER = """
    ---
    # path: learnorg.yaml
    format: 1
    answer_within: 14
    authority: ada@example.org
    wip:
      in-progress: 3
    ---
    id: IMP-2611-7k3mqx
    title: Cut password-reset calls
    state: proposed
    dates:
      proposed: 2026-11-02
    owner: service-desk-lead
    raised: 2026-11-02
    raised_by: ada
    services:
      - identity
    problem: Resets are 22 % of all calls.
    estimates:
      value: 8
      confidence: 0.8
      effort: 10
    ---
    id: IMP-2610-x2wbcd
    title: Cache build dependencies
    state: in-progress
    dates:
      proposed: 2026-10-05
      accepted: 2026-10-06
      in-progress: 2026-10-12
    owner: platform
    raised: 2026-10-05
    tags: build
    due: 2026-11-20
    estimates:
      value: 6
      confidence: 0.9
      effort: 2
    measures:
      - id: m1x
        name: Build minutes
        baseline: 18
        target: 8
    plan:
      - id: s1x
        do: Order a disk
        owner: platform
        due: 2026-11-10
      - id: s2x
        do: Set it up
    links:
      - rel: depends-on
        to: IMP-2611-7k3mqx
    ---
    id: IMP-2609-h0dbbb
    title: Queue alarms
    state: on-hold
    dates:
      proposed: 2026-09-01
      accepted: 2026-09-02
      on-hold: 2026-09-10
    owner: network
    raised: 2026-09-01
    hold:
      from: 2026-09-10
      because: waits for the vendor
      state: accepted
    ---
    id: IMP-2608-c10sdd
    title: Label the racks
    state: closed
    dates:
      proposed: 2026-08-03
      accepted: 2026-08-03
      in-progress: 2026-08-04
      closed: 2026-08-20
    owner: network
    raised: 2026-08-03
    outcome:
      result: delivered
      on: 2026-08-20
    learned: Labels fall off in the heat.
    ---
    id: REV-2611-r3vbbb
    title: Sign-in failed for 34 minutes
    type: post-mortem
    severity: 2
    state: draft
    dates:
      draft: 2026-11-20
    facilitator: service-desk-lead
    participants:
      - who: network-lead
        role: responder
    raised: 2026-11-20
    services:
      - identity
    times:
      started: 2026-11-20 09:12
      detected: 2026-11-20 09:31
      resolved: 2026-11-20 10:05
    timeline:
      - id: t1x
        at: 2026-11-20 09:31
        what: Three people call the service desk
        source: telephone
      - id: t2x
        at: 2026-11-20 09:50
        what: The failover is begun by hand
    factors:
      - id: f1x
        what: The alarm was set for the primary alone
        category: detection
      - id: f2x
        what: Nobody had rehearsed the failover
    findings:
      - id: d1x
        what: Disk alarms are set by hand for each host
    +++
    ## What happened

    The replica's disk filled.

    ## Impact

    Nobody could sign in.

    ## Why were we surprised?

    The primary was watched, and so we thought both were.

    ## What went well

    The failover worked.

    ## Where we were lucky

    It was before nine in Leeds.
    ---
    id: REV-2610-k0wcdd
    title: New switches in Leeds
    type: change
    state: reviewed
    dates:
      draft: 2026-11-02
      in-review: 2026-11-03
      reviewed: 2026-11-04
    raised: 2026-11-02
    findings:
      - id: d2x
        what: Labels were missing on half of the racks
        home: IMP-2608-c10sdd
    +++
    ## What we expected

    An hour.

    ## What happened

    Two hours.

    ## Why were we surprised?

    Cables bore other names than the plan.

    ## What went well

    Nobody noticed.
    ---
    id: KB-2611-w0kbbb
    title: Queue alarms stay silent
    type: fix
    state: wip
    dates:
      wip: 2026-11-09
    owner: network-lead
    raised: 2026-11-09
    services:
      - identity
    +++
    ## Issue

    The queue stands still, and no alarm comes.

    ## Resolution

    Start the watcher anew.
    ---
    id: KB-2610-v0dccc
    title: Labels that hold in the heat
    type: lesson
    state: validated
    dates:
      wip: 2026-10-05
      not-validated: 2026-10-05
      validated: 2026-10-12
    owner: network-lead
    raised: 2026-10-05
    validation:
      by: service-desk-lead
      on: 2026-10-12
    links:
      - rel: learned-from
        to: IMP-2608-c10sdd
    +++
    ## What we learned

    Engraved labels stay.
    ---
    id: KB-2609-g0nddd
    title: Printed labels
    type: reference
    state: archived
    dates:
      wip: 2026-09-01
      archived: 2026-10-05
    raised: 2026-09-01
    ---
    id: service-desk-lead
    title: Service desk lead
    state: active
    emails: desk@example.org
    ---
    # path: register/roles/rack-keeper.yaml
    id: rack-keeper
    title: Rack keeper
    state: live
    dates:
      live: 2026-08-03
    owner: service-desk-lead
    activities:
      - id: d1w
        do: Label the racks
        needs:
          - id: n1x
            topic: Labels that hold
            critical: true
            ways:
              - article
            sources:
              - KB-2610-v0dccc
            holders:
              - service-desk-lead
          - id: n2x
            topic: The printer's menus
            sources:
              - resource:label-printer
    ---
    # path: register/resources/label-printer.yaml
    id: label-printer
    title: The label printer's handbook
    type: publication
    state: candidate
    dates:
      candidate: 2026-08-03
    provider: The vendor
"""

MUTATIONS: dict[str, tuple[str, ...]] = {
    "add": ("add", "Say when a delivery is late"),
    "estimate": ("estimate", "7k3", "--value", "4-5-8"),
    "prioritize": ("prioritize", "7k3", "--value", "5"),
    "accept": ("accept", "7k3"),
    "start": ("start", "7k3"),
    "close": ("close", "x2w", "--outcome", "delivered", "--learned", "Order disks early"),
    "hold": ("hold", "x2w", "--because", "waits for a disk", "--until", "2026-12"),
    "resume": ("resume", "h0d"),
    "decline": ("decline", "7k3", "--because", "the service ends"),
    "reopen": ("reopen", "c10", "--because", "the labels fell off"),
    "move": ("move", "in-progress", "7k3", "h0d"),
    "set": ("set", "7k3", "size=XL"),
    "note": ("note", "7k3", "the vendor called"),
    "link": ("link", "7k3", "relates-to", "c10"),
    "plan add": ("plan", "add", "x2w", "Measure again"),
    "plan done": ("plan", "done", "x2w", "1"),
    "plan set": ("plan", "set", "x2w", "2", "--owner", "Network team", "--weight", "3"),
    "plan remove": ("plan", "remove", "x2w", "2"),
    "plan roles": ("plan", "roles", "x2w", "--consult", "Network team", "--inform", "Service desk"),
    "pilot": ("pilot", "x2w", "--cohort", "Team Leeds", "--criteria", "Builds under 9 minutes"),
    "review new": ("review", "new", "Queue stopped", "--type", "problem", "--service", "identity"),
    "review finding": ("review", "finding", "r3v", "The runbook names the old host"),
    "review factor": ("review", "factor", "r3v", "documentation: The runbook names the old host"),
    "review say": ("review", "say", "r3v", "Impact", "Forty people waited."),
    "review participant": ("review", "participant", "r3v", "service-desk-lead", "witness"),
    "review timeline add": (
        "review",
        "timeline",
        "add",
        "r3v",
        "09:20",
        "The alarm of another host",
    ),
    "review submit": ("review", "submit", "r3v"),
    "review agree": ("review", "agree", "r3v", "--finding", "The runbook names the old host"),
    "review place": (
        "review",
        "place",
        "r3v#d1x",
        "--improvement",
        "Set alarms from the host list",
        "--done-when",
        "no host is without one",
    ),
    "review close": ("review", "close", "k0w"),
    "review reopen": ("review", "reopen", "k0w", "--because", "the racks were moved"),
    "article new": ("article", "new", "Order a disk", "--from", "r3v#d1x", "--type", "lesson"),
    "article reopen": ("article", "reopen", "g0n", "--because", "the heat is gone"),
    "article move": ("article", "move", "not-validated", "w0k"),
    "used": ("used", "w0k", "v0d", "--for", "servicenow:INC0012345", "--helped"),
    "flag": ("flag", "v0d", "they fade in the sun"),
    "thank": ("thank", "v0d", "for the racks"),
    "fix": ("fix", "v0d", "--say", "What we learned=Away from windows."),
    "validate": ("validate", "w0k", "--because", "followed it"),
    "archive": ("archive", "w0k", "--superseded-by", "v0d"),
    "person new": ("person", "new", "network-lead"),
    "role new": ("role", "new", "clerk", "--activity", "File what comes in"),
    "role activity": ("role", "activity", "rack-keeper", "Order labels"),
    "role need": ("role", "need", "rack-keeper#d1w", "Which rack is where", "--source", "x2w"),
    "role retire": ("role", "retire", "rack-keeper", "--because", "the racks are gone"),
    "resource new": ("resource", "new", "label-course", "--type", "course", "--hours", "2"),
    "resource approve": ("resource", "approve", "label-printer", "--review-by", "+1y"),
    "resource retire": ("resource", "retire", "label-printer"),
    "erase": ("erase", "x2w", "--because", "asked for"),
}
FULL_FLOW = {
    "assess": ("assess", "7k3", "--measure", "Calls", "--baseline", "420"),
    "approve": ("approve", "7k3", "--target", "9", "--step", "Begin", "--measure", "Calls",
                "--baseline", "420"),
    "measure": ("measure", "x2w", "--actual", "7"),
}  # fmt: skip
ANSWERS: dict[str, tuple[str, ...]] = {
    "list": ("list", "--all"),
    "show": ("show", "x2w"),
    "find": ("find", "calls"),
    "board": ("board",),
    "inbox": ("inbox",),
    "mine": ("mine", "--all"),
    "ranking": ("prioritize",),
    "plan list": ("plan", "list", "x2w"),
    "plan list of all": ("plan", "list"),
    "roles": ("plan", "roles", "x2w"),
    "pilot of one": ("pilot", "x2w"),
    "person list": ("person", "list"),
    "review list": ("review", "list"),
    "review timeline show": ("review", "timeline", "show", "r3v"),
    "article list": ("article", "list", "--all"),
    "role list": ("role", "list"),
    "resource list": ("resource", "list"),
    "knowledge map": ("knowledge", "map"),
    "knowledge gaps": ("knowledge", "gaps"),
    "knowledge risk": ("knowledge", "risk"),
    "knowledge health": ("knowledge", "health"),
    "knowledge queue": ("knowledge", "queue"),
    "knowledge sample": ("knowledge", "sample", "--seed", "1"),
    "knowledge score": ("knowledge", "sample", "--score", "2"),
    "knowledge linkrate": ("knowledge", "linkrate"),
    "knowledge reuse": ("knowledge", "reuse"),
    "knowledge search-misses": ("knowledge", "search-misses"),
    "loop": ("loop", "--all"),
    "report learning": ("report", "learning"),
    "check": ("check",),
    "explain": ("explain", "dangling-link"),
    "config list": ("config", "list"),
    "log": ("log",),
    "log of one": ("log", "c10"),
    "blame": ("blame", "h0d"),
    "audit": ("audit",),
}


@pytest.fixture(scope="session")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The register above, committed once for all tests."""
    folder = laid_out(tmp_path_factory.mktemp("begun") / "work", REGISTER)
    ada = ("-c", "user.name=Ada", "-c", "user.email=ada@example.org")
    noon = {f"GIT_{who}_DATE": "2026-11-22T12:00:00Z" for who in ("AUTHOR", "COMMITTER")}
    for words in (("init", "-qb", "main"), ("add", "."), (*ada, "commit", "-qm", "Begin")):
        subprocess.run(["git", *words], cwd=folder, check=True, env=os.environ | noon)
    return folder


@pytest.fixture
def standing(begun: Path, somebody: Path, tmp_path: Path) -> Checkout:
    """A repository with the register above."""
    return Checkout(Path(shutil.copytree(begun, tmp_path / "work", dirs_exist_ok=True)))


def in_full_flow(repo: Checkout, name: str) -> None:
    """Change the policy to the full work flow, for verbs that only it has."""
    if name in FULL_FLOW:
        policy = repo.words("learnorg.yaml") or ""
        repo.put("learnorg.yaml", policy + "workflow: full\n")
        repo.git("commit", "-qam", "Work in the full flow")


ALL = MUTATIONS | FULL_FLOW


@pytest.mark.parametrize("name", ALL)
def test_a_change(learnorg: Learnorg, standing: Checkout, name: str) -> None:
    """
    A dry run shows what the command then does, and touches neither files nor git.

    What it does is one commit, after which nothing is left over and the register is sound;
    `-q` prints identities and nothing else, on neither stream.
    """
    in_full_flow(standing, name)
    before = everything(standing)
    shown = learnorg(*ALL[name], "--dry-run")
    assert (shown.code, shown.err) == (0, "Nothing was written (--dry-run).\n")
    assert everything(standing) == before

    tip = standing.git("rev-parse", "HEAD")
    ran = learnorg(*ALL[name], "-q")
    assert (ran.code, ran.err) == (0, "")
    assert standing.git("rev-parse", "HEAD^") == tip
    done = standing.git("show", "--format=", "--no-renames", "HEAD")
    assert _changed(done) == _changed(shown.out) != []
    assert sorted(ran.out.split()) == _about(standing, done)
    assert standing.status() == []
    assert learnorg("check", "--ignore", "not-canonical").code == 0


def _about(repo: Checkout, diff: str) -> list[str]:
    """The records that a commit is about: those it changes, and those its log speaks of."""
    records = [path for path in repo.last() if not path.endswith(".jsonl")]
    logged = re.findall(r'^\+\{.*?"object": "([^"]+)"', diff, re.MULTILINE)
    return sorted({*(path.rpartition("/")[2].partition(".")[0] for path in records), *logged})


def _changed(diff: str) -> list[str]:
    return sorted(
        line
        for line in steady(diff).splitlines()
        if line[:1] in ("+", "-") and line[:3] not in ("+++", "---")
    )


@pytest.mark.parametrize("name", ["add", "move", "set", "plan add", "person new"])
def test_no_commit(learnorg: Learnorg, standing: Checkout, name: str) -> None:
    """`--no-commit` writes the files; index and history stay as they are."""
    files, index, branches, _ = everything(standing)
    assert learnorg(*ALL[name], "--no-commit").code == 0
    after, *rest = everything(standing)
    assert after != files
    assert rest[:2] == [index, branches]


@pytest.mark.parametrize("name", ALL)
def test_changes_as_json(
    learnorg: Learnorg, standing: Checkout, name: str, expected: Expected
) -> None:
    """A change's JSON is public: its kind and keys stay."""
    in_full_flow(standing, name)
    ran = learnorg(*ALL[name], "--format", "json")
    assert ran.code == 0, ran.err
    expected(f"json/{name.replace(' ', '-')}.json", steady(ran.out))


@pytest.mark.parametrize("name", ANSWERS)
def test_answers_as_json(
    learnorg: Learnorg, standing: Checkout, name: str, expected: Expected
) -> None:
    """An answer's JSON is public: its kind and keys stay."""
    ran = learnorg(*ANSWERS[name], "--format", "json")
    assert ran.code == 0, ran.err
    whole = json.loads(ran.out)
    assert list(whole) == ["learnorg", "kind", "data"]
    assert whole["learnorg"] == 1
    expected(f"json/{name.replace(' ', '-')}.json", ran.out)


@pytest.mark.parametrize(
    "name", ["list", "inbox", "ranking", "plan list", "plan list of all", "person list"]
)
@pytest.mark.parametrize("form", ["tsv", "csv", "md", "table"])
def test_forms(
    learnorg: Learnorg, standing: Checkout, name: str, form: str, expected: Expected
) -> None:
    """A list comes in every form, and a pipe gets TSV unasked."""
    ran = learnorg(*ANSWERS[name], "--format", form)
    assert ran.code == 0
    expected(f"kept/{name.replace(' ', '-')}.{form}", ran.out)
    if form == "tsv" and name != "ranking":
        assert learnorg(*ANSWERS[name]).out == ran.out


@pytest.mark.parametrize("name", ["show", "board", "find", "ranking", "roles", "pilot of one"])
def test_pages_in_a_pipe(
    learnorg: Learnorg, standing: Checkout, name: str, expected: Expected
) -> None:
    """A page in a pipe is plain text without colour."""
    ran = learnorg(*ANSWERS[name])
    assert "\x1b" not in ran.out
    expected(f"kept/{name.replace(' ', '-')}.txt", ran.out)


@pytest.mark.parametrize("name", ["list", "show", "inbox", "board", "find"])
def test_into_a_file(learnorg: Learnorg, standing: Checkout, tmp_path: Path, name: str) -> None:
    """`-o` writes the answer to a file, and stdout stays empty."""
    there = learnorg(*ANSWERS[name], "--format", "json").out
    ran = learnorg(*ANSWERS[name], "--format", "json", "-o", str(tmp_path / "answer"))
    assert (ran.code, ran.out) == (0, "")
    assert (tmp_path / "answer").read_text(encoding="utf-8") == there


def test_no_folder_for_the_file(learnorg: Learnorg, standing: Checkout) -> None:
    """A file that cannot be written is an input/output error, not a traceback."""
    ran = learnorg("list", "-o", "nowhere/list.csv")
    assert (ran.code, ran.out) == (5, "")
    assert "nowhere/list.csv: No such file or directory" in ran.err


@pytest.mark.parametrize("words", [("list", "--format", "pdf"), ("check", "--format", "csv"),
                                   ("show", "x2w", "--format", "csv")])  # fmt: skip
def test_no_such_form(learnorg: Learnorg, standing: Checkout, words: tuple[str, ...]) -> None:
    """A form that an answer does not come in is refused with those it comes in."""
    ran = learnorg(*words)
    assert (ran.code, ran.out) == (2, "")
    assert "this answer does not come as" in ran.err
    assert re.search(r"It comes as (table|text), json", ran.err)


@pytest.mark.parametrize(
    ("words", "code", "name"),
    [
        (("show", "zzz"), 3, "no-such-record"),
        (("accept", "h0d", "--on", "2020-01-01"), 7, "out-of-order"),
        (("decline", "7k3"), 7, "not-ready"),
        (("list", "stat:open"), 2, "bad-query"),
        (("list", "--colums", "id"), 2, "usage"),
        (("nonsense",), 2, "usage"),
    ],
)
def test_refusals_as_json(
    learnorg: Learnorg, standing: Checkout, words: tuple[str, ...], code: int, name: str
) -> None:
    """Where JSON was asked for, a refusal is JSON on stderr, and stdout is empty."""
    ran = learnorg(*words, "--format", "json")
    assert (ran.code, ran.out) == (code, "")
    error = json.loads(ran.err)
    assert list(error) == ["learnorg", "error"]
    assert list(error["error"]) == ["code", "message", "hint"]
    assert error["error"]["code"] == name


def commands() -> Iterator[tuple[str, Any]]:
    """Every command that does something, by its words."""
    house: Any = typer.main.get_command(app)
    for command in COMMANDS:
        yield from inside(command.name, house.commands[command.name])


def inside(name: str, made: Any) -> Iterator[tuple[str, Any]]:
    """A command by its words, or those of a group, whatever groups it has within."""
    inner = getattr(made, "commands", None)
    if inner is None:
        yield name, made
    else:
        for word, one in inner.items():
            yield from inside(f"{name} {word}", one)


def test_changes_are_all_tried() -> None:
    """Every command that offers `--dry-run` is tried with it, here or in its own file."""
    offering = {n for n, c in commands() if any("--dry-run" in p.opts for p in c.params)}
    elsewhere = {
        "init",
        "edit",
        "import",
        "lessons import",
        "lessons triage",
        "sync",
        "rank",
        "rekey",
        "undo",
        "ci github",
        "ci gitlab",
        "plan reopen",
        "review timeline import",
        *(f"article {verb}" for verb in ("used", "flag", "thank", "fix", "validate", "archive")),
    }
    assert offering == set(ALL) | elsewhere


@pytest.mark.parametrize("name", [name for name, _ in commands()])
def test_help(learnorg: Learnorg, name: str) -> None:
    """Every command's help says in a sentence what it does, with an example to paste."""
    for flag in ("-h", "--help"):
        ran = learnorg(*name.split(), flag)
        assert (ran.code, ran.err) == (0, "")
        assert f"Usage: learnorg {name}" in " ".join(ran.out.split())
    assert f"$ learnorg {'prioritize' if name == 'rank' else name}" in ran.out


def test_help_lists_every_command(learnorg: Learnorg) -> None:
    """Help lists all commands but hidden ones, under the heads of their panels."""
    ran = learnorg("--help")
    for command in COMMANDS:
        assert (f"│ {command.name} " in ran.out) is not command.hidden, command.name
        assert f"─ {command.panel} ─" in ran.out


def test_no_words(learnorg: Learnorg) -> None:
    """Without a word there is help, and that is no error."""
    ran = learnorg()
    assert (ran.code, ran.err) == (0, "")
    assert "Usage: learnorg" in ran.out


@pytest.mark.parametrize("word", ["lst", "ad"])
def test_a_command_misspelled(learnorg: Learnorg, word: str) -> None:
    """A misspelled command is refused with the one that was meant."""
    ran = learnorg(word)
    assert (ran.code, ran.out) == (2, "")
    assert {"lst": "'list'", "ad": "'add'"}[word] in ran.err


@pytest.mark.parametrize("flag", ["--version", "-V"])
def test_version(learnorg: Learnorg, flag: str) -> None:
    """`--version` says which learnorg this is, in no register at all."""
    from learnorg import __version__

    ran = learnorg(flag)
    assert (ran.code, ran.out, ran.err) == (0, f"learnorg {__version__}\n", "")


def test_as_a_module(standing: Checkout) -> None:
    """`python -m learnorg` is the same command."""
    ran = subprocess.run(
        [sys.executable, "-m", "learnorg", "list", "-q"],
        cwd=standing.path,
        capture_output=True,
        text=True,
    )
    assert (ran.returncode, ran.stderr) == (0, "")
    assert "IMP-2611-7k3mqx\n" in ran.stdout


def test_another_folder(learnorg: Learnorg, standing: Checkout, tmp_path: Path) -> None:
    """`-C` and $LEARNORG_ROOT work on a register that stands elsewhere."""
    there = learnorg("list", "-q").out
    assert learnorg("-C", str(standing.path), "list", "-q", at=tmp_path).out == there
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LEARNORG_ROOT", str(standing.path))
        assert learnorg("list", "-q", at=tmp_path).out == there


def test_from_below(learnorg: Learnorg, standing: Checkout) -> None:
    """A folder within the register is as good as its root."""
    below = standing.path / "register" / "improvements"
    assert learnorg("list", "-q", at=below).out == learnorg("list", "-q").out


def test_a_broken_neighbour(learnorg: Learnorg, standing: Checkout) -> None:
    """Reading answers what it can, exits 0, and says what could not be read, also in JSON."""
    standing.put("register/improvements/2026/11/IMP-2611-br0kkk.yaml", "id: [\n")
    ran = learnorg("list", "-q")
    assert (ran.code, len(ran.out.split())) == (0, 3)
    ran = learnorg("list")
    assert "1 file could not be read:" in ran.err
    assert "register/improvements/2026/11/IMP-2611-br0kkk.yaml:1:6: a list in brackets" in ran.err
    ran = learnorg("list", "--format", "json")
    assert ran.err == ""
    assert json.loads(ran.out)["unreadable"][0]["rule"] == "not-yaml"
