"""`list`, `show`, `find`, `board`, `mine` and `inbox`: what a person looks at."""

import json
from pathlib import Path

import pytest

from cli.test_every_command import REGISTER
from cli.test_verbs import go
from commandline import Learnorg
from registers import laid_out, put

OPEN = ["IMP-2611-7k3mqx", "IMP-2610-x2wbcd", "IMP-2609-h0dbbb"]
CLOSED = "IMP-2608-c10sdd"


@pytest.fixture
def seen(learnorg: Learnorg) -> Learnorg:
    """The register of `test_every_command`, without git."""
    laid_out(learnorg.folder, REGISTER)
    return learnorg


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("", OPEN),
        ("--all", [*OPEN, CLOSED]),
        ("state:closed", [CLOSED]),
        ("--state closed", [CLOSED]),
        ("state:on-hold,proposed", [OPEN[0], OPEN[2]]),
        ("--state proposed --state on-hold", [OPEN[0], OPEN[2]]),
        ("owner:platform", [OPEN[1]]),
        ("--owner platform", [OPEN[1]]),
        ("--tag build", [OPEN[1]]),
        ("not:tag:build", [OPEN[0], OPEN[2]]),
        ("--service identity", [OPEN[0]]),
        ("--text calls", [OPEN[0]]),
        ("resets", [OPEN[0]]),
        ("title:queue", [OPEN[2]]),
        ("due:..2027-02", [OPEN[1]]),
        ("due:2027", []),
        ("raised:2026-10", [OPEN[1]]),
        ("score:1..", [OPEN[1]]),
        ("has:tag", [OPEN[1]]),
        ("not:has:score", [OPEN[2]]),
        ("is:overdue", [OPEN[1]]),
        ("is:closed", [CLOSED]),
        ("outcome:delivered", [CLOSED]),
        ("closed:2026-08", [CLOSED]),
        ("id:x2w,7k3", [OPEN[0], OPEN[1]]),
        ("--limit 0", OPEN),
        ("sort:score", [OPEN[1], OPEN[0], OPEN[2]]),
        ("--sort title", [OPEN[1], OPEN[0], OPEN[2]]),
        ("--sort title --reverse", [OPEN[2], OPEN[0], OPEN[1]]),
        ("--limit 1", [OPEN[0]]),
        ("owner:nobody", []),
    ],
)
def test_filters(seen: Learnorg, words: str, found: list[str]) -> None:
    """Filters, as options or in the query language, find what they say."""
    ran = seen("list", "-q", *words.split())
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.split() == found


def test_columns(seen: Learnorg) -> None:
    """Any field of a record can be a column, also one within a part."""
    ran = seen("list", "tag:build", "--columns", "id,measures.1.target,plan,raised-by")
    assert ran.out.splitlines()[0] == "id\tmeasures.1.target\tplan\traised_by"
    assert ran.out.splitlines()[1].startswith("IMP-2610-x2wbcd\t8\t")


def test_limited(seen: Learnorg) -> None:
    """What a limit leaves out is said."""
    assert "1 of 3 shown; --limit 0 shows all." in seen("list", "--limit", "1").err


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("stat:open", "Did you mean 'state'?"),
        ("state:opne", "'opne' is no state"),
        ("--sort colour", "'colour' is no field to sort by"),
        ("due:someday", "'someday' is not a date"),
        ("due:2027..2026", "ends (2026-12-31) before it begins"),
        ("score:lots", "'lots'"),
        ("is:late", "There are is:open, is:closed and is:overdue."),
        ("--columns ttile", "'ttile' is no column"),
        ("--limit some", "'some' is not a valid int"),
        ("--limit -1", "-1 is not in the range x>=0"),
        ("outcome:acheived", "Did you mean 'achieved'?"),
    ],
)
def test_filters_refused(seen: Learnorg, words: str, told: str) -> None:
    """A query that asks for what there is not is refused, with what there is."""
    ran = seen("list", *words.split())
    assert (ran.code, ran.out) == (2, "")
    assert told in ran.err


@pytest.mark.parametrize(
    "typed",
    ["IMP-2610-x2wbcd", "imp-2610-x2wbcd", "x2wbcd", "x2w", "X2W", "2610-x2w", "IMP-2610-x2w"],
)
def test_looked_up(seen: Learnorg, typed: str) -> None:
    """A record is found by its identity, or by any unique beginning of its symbols."""
    ran = seen("show", typed)
    assert ran.code == 0
    assert ran.out.startswith("IMP-2610-x2wbcd  Cache build dependencies\n")


@pytest.mark.parametrize("typed", ["c10", "clo", "CIO", "h0d", "hod", "HOD"])
def test_read_aloud(seen: Learnorg, typed: str) -> None:
    """What was heard as o, i or l is read as 0 and 1."""
    assert seen("show", typed).code == 0


def test_alias(seen: Learnorg) -> None:
    """A number from an older register finds its record."""
    go(seen, "set x2w aliases=CSI-142")
    assert seen("show", "CSI-142").out.startswith("IMP-2610-x2wbcd ")


def test_a_named_record(seen: Learnorg) -> None:
    """A named record is found by its slug, alone or with its kind."""
    assert seen("show", "service-desk-lead").out == seen("show", "person:service-desk-lead").out


def test_links_both_ways(seen: Learnorg) -> None:
    """A record shows the links that others have to it, in the words of that end."""
    assert "is needed by IMP-2610-x2wbcd  Cache build dependencies" in seen("show", "7k3").out


def test_found_anywhere(seen: Learnorg) -> None:
    """Words are found in any text of any record, open or closed, of any kind."""
    assert seen("find", "labels", "heat", "-q").out == f"KB-2610-v0dccc\n{CLOSED}\n"
    assert "service-desk-lead" in seen("find", "desk", "-q").out
    assert seen("find", "order", "disk", "state:in-progress", "-q").out == f"{OPEN[1]}\n"
    assert seen("find", "depend", "-q").out == f"{OPEN[1]}\n"


def test_found_in_its_words(seen: Learnorg) -> None:
    """What was found is shown among the words around it."""
    assert "»calls«" in seen("find", "calls").out


def test_nothing_found(seen: Learnorg) -> None:
    """To find nothing is no error, and said."""
    ran = seen("find", "unheard-of")
    assert ran.code == 0
    assert "Nothing holds 'unheard-of'." in ran.out
    assert json.loads(seen("find", "unheard-of", "--format", "json").out)["data"] == []


@pytest.mark.parametrize("words", [("…",), ("",), ('"',), ("AND",), ("NEAR(",), ("*",), ("a:b",)])
def test_odd_words(seen: Learnorg, words: tuple[str, ...]) -> None:
    """No words make the search stumble: they are looked for, or refused in words."""
    ran = seen("find", *words)
    assert ran.code in (0, 2)
    assert "fts5" not in ran.err
    assert "Traceback" not in ran.err


def test_board(seen: Learnorg) -> None:
    """The board has the states of the work flow, limits, and a query's cards alone."""
    board = json.loads(seen("board", "owner:platform", "--format", "json").out)["data"]
    assert [(c["state"], c["limit"], len(c["cards"])) for c in board] == [
        ("proposed", None, 0),
        ("accepted", None, 0),
        ("in-progress", 3, 1),
        ("on-hold", None, 0),
    ]


def test_board_too_full(seen: Learnorg) -> None:
    """A state over its limit says so."""
    policy = seen.folder / "learnorg.yaml"
    policy.write_text(policy.read_text().replace("in-progress: 3", "in-progress: 1"))
    go(seen, "resume h0d", "start h0d")
    assert "in-progress 2/1" in " ".join(seen("board").out.split())


def test_board_cut(seen: Learnorg) -> None:
    """What does not fit on the board is counted."""
    go(seen, "set x2w tags=a", "move proposed x2w --because 'too early'")
    assert "and 1 more" in seen("board", "--cards", "1").out


def test_mine(seen: Learnorg) -> None:
    """What is yours goes by git's e-mail address and the people listed."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GIT_AUTHOR_NAME", "Somebody")
        patch.setenv("GIT_AUTHOR_EMAIL", "desk@example.org")
        assert seen("mine", "-q").out == "IMP-2611-7k3mqx\n"
        assert seen("mine", "-q", "state:closed").out == ""
        patch.setenv("GIT_AUTHOR_EMAIL", "other@example.org")
        assert seen("mine", "-q").out == ""


def test_inbox(seen: Learnorg) -> None:
    """What waits for a decision has its age, and what waits too long is said."""
    ran = seen("inbox")
    assert ran.out.splitlines()[1].split("\t")[:3] == [
        "IMP-2611-7k3mqx",
        "20",
        "accept or decline",
    ]
    assert ran.err == "1 wait longer than the 14 days that policy promises.\n"


def test_an_empty_register(learnorg: Learnorg) -> None:
    """
    A register without a record answers everything, and nothing is an error.
    ---
    id: ada
    title: Ada
    state: active
    """
    for words in (
        ["list"],
        ["board"],
        ["inbox"],
        ["mine"],
        ["prioritize"],
        ["find", "x"],
        ["check"],
    ):
        assert learnorg(*words).code == 0, words


def test_without_git(seen: Learnorg) -> None:
    """A register without git is worked with all the same, and what is missing is said."""
    ran = seen("note", "7k3", "no git here")
    assert ran.code == 0
    assert "There is no git repository here, so no history is kept." in ran.err
    assert "no git here" in seen("show", "7k3").out


def test_lists_are_lists(learnorg: Learnorg) -> None:
    """
    What the format calls a list is one in JSON, also where the file gives a single item.
    ---
    id: IMP-2611-7k3mqx
    title: Cut password-reset calls
    state: proposed
    raised: 2026-11-02
    services: identity
    touches: people
    tags: [night, build]
    momentum:
      checks: Ask the service desk
    extra:
      tags: one
    """
    shown = json.loads(learnorg("show", "7k3", "--format", "json").out)["data"]["record"]
    assert (shown["services"], shown["touches"]) == (["identity"], ["people"])
    assert shown["tags"] == ["night", "build"]
    assert shown["momentum"] == {"checks": ["Ask the service desk"]}
    assert shown["extra"] == {"tags": "one"}


@pytest.mark.parametrize(
    "words",
    [
        "list", "list -q", "list -q --format json", "list --limit 1", "find calls",
        "find calls -q", "find unheard-of", "mine", "mine -q", "person list", "person list -q",
        "board", "inbox", "prioritize", "prioritize -q", "show x2w",
    ],
)  # fmt: skip
def test_never_in_silence(seen: Learnorg, words: str) -> None:
    """What cannot be read is told by every command that would have shown it, and fails none."""
    put(seen.folder, "register/improvements/2026/11/IMP-2611-bbbbbb.yaml", "title: [\n")
    ran = seen(*words.split())
    assert ran.code == 0
    assert "1 file could not be read:\n  register/improvements/2026/11/IMP-2611-bbb" in ran.err


def test_quiet_into_a_file(seen: Learnorg, tmp_path: Path) -> None:
    """Identities alone go into the file that was named, too."""
    for words in (["list"], ["find", "calls"], ["prioritize"], ["mine", "--all"]):
        ran = seen(*words, "-q", "-o", "ids.txt")
        assert (ran.code, ran.out) == (0, "")
        assert (seen.folder / "ids.txt").read_text() == seen(*words, "-q").out


def test_ranked_in_part(seen: Learnorg) -> None:
    """A limit holds for identities alone, too."""
    assert seen("prioritize", "-q", "--limit", "1").out == f"{OPEN[1]}\n"
    assert seen("prioritize", "--limit", "-1").code == 2


@pytest.mark.parametrize(
    "words", ["list x2w", "list x2w -q", "find X2W", "mine x2w", "board x2w", "prioritize x2w"]
)
def test_an_identity_looked_for(seen: Learnorg, words: str) -> None:
    """A word that is found nowhere, and is the beginning of an identity, is told as such."""
    ran = seen(*words.split())
    typed = words.split()[1]
    assert ran.code == 0
    assert f"{typed} is IMP-2610-x2wbcd: learnorg show {typed}\n" in ran.err


def test_no_identity_looked_for(seen: Learnorg) -> None:
    """A word that is found, or that means no record, or several, is only looked for."""
    for words in ("list build", "find calls", "list unheard-of", "find IMP"):
        assert seen(*words.split()).err == ""


def test_everything_in_help(seen: Learnorg) -> None:
    """The help of `list` names all that a query may say."""
    told = " ".join(seen("list", "--help").out.split())
    assert "On numbers, like score:2..5: score, value, confidence, effort." in told
    assert "outcome" in told


def test_mine_of_a_stranger(seen: Learnorg) -> None:
    """Whoever is nobody listed is told so, and how to be known."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GIT_AUTHOR_NAME", "Ada")
        patch.setenv("GIT_AUTHOR_EMAIL", "ada@example.org")
        told = seen("mine").err
    assert told == (
        "ada@example.org belongs to nobody listed.\n"
        "Owners were compared with Ada and ada@example.org.\n"
        "To be known by another name:\n"
        "  learnorg person new SLUG --email ada@example.org\n"
    )


def test_mine_among_nobody(learnorg: Learnorg) -> None:
    """
    Where nobody is listed, that is why nothing is found; what is found is no reason to speak.
    ---
    id: IMP-2611-7k3mqx
    title: Cut password-reset calls
    state: proposed
    owner: lea
    raised: 2026-11-02
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GIT_AUTHOR_EMAIL", "lea@example.org")
        patch.setenv("GIT_AUTHOR_NAME", "Somebody")
        assert seen_by(learnorg)[1].startswith("Nobody is listed.\nOwners were compared with ")
        patch.setenv("GIT_AUTHOR_NAME", "Lea")
        assert seen_by(learnorg) == ("IMP-2611-7k3mqx\n", "")


def seen_by(learnorg: Learnorg) -> tuple[str, str]:
    ran = learnorg("mine", "-q")
    return ran.out, ran.err


def test_mine_of_nobody(learnorg: Learnorg) -> None:
    """
    Whom git does not know owns nothing, and is told how to be known.
    ---
    id: IMP-2611-7k3mqx
    title: Cut password-reset calls
    state: proposed
    raised: 2026-11-02
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("learnorg.cli.session.git_identity", lambda _: ("", ""))
        ran = learnorg("mine")
    assert (ran.code, ran.out) == (2, "")
    assert "git does not know who you are" in ran.err
    assert "git config --global user.email ADDRESS" in ran.err


def test_board_of_states(seen: Learnorg) -> None:
    """The states that a query names are those of the board."""
    board = json.loads(seen("board", "state:closed", "--format", "json").out)["data"]
    assert [(column["state"], column["count"]) for column in board] == [("closed", 1)]


def test_done_already(seen: Learnorg) -> None:
    """A step that is done stays done on its day, unless another day is given."""
    go(seen, "plan done x2w 1 --on 2026-11-10")
    before = seen("show", "x2w").out
    again = seen("plan", "done", "x2w", "s1x")
    assert (again.code, again.out) == (0, "")
    assert again.err.startswith("Step #s1x is done already, since 2026-11-10.\n")
    assert seen("show", "x2w").out == before
    said = json.loads(seen("plan", "done", "x2w", "1", "--format", "json").out)
    assert said["data"]["records"] == []
    go(seen, "plan done x2w 1 --on 2026-11-11")
    assert "done 2026-11-11" in seen("show", "x2w").out


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("person add lea", "learnorg person new"),
        ("person nwe lea", "'new'"),
        ("plan 7k3", "learnorg plan list 7k3"),
        ("plan CSI-142", "learnorg plan list CSI-142"),
        ("plan lst 7k3", "'list'"),
    ],
)
def test_commands_meant(seen: Learnorg, words: str, meant: str) -> None:
    """What is no command of a group is refused with the one that was meant."""
    ran = seen(*words.split())
    assert (ran.code, ran.out) == (2, "")
    assert f"Did you mean {meant}" in ran.err.replace("`", "")
