"""Changes made to stop the judge, and honest ones that look like them."""

from itertools import repeat

import pytest

from checkouts import Checkout
from commandline import Learnorg
from learnorg.checks.judging.judge import judge
from learnorg.checks.judging.proposed import Proposed, TooManyAlike
from learnorg.findings import Level
from learnorg.history.git import checking
from learnorg.history.merged import scratch
from learnorg.history.objects import Touch, resolve
from rules import ADA, LEA, added, blob, committed, on_branch, over, path_of, swapped, upon

ID = "IMP-2611-7k3mqx"
NEW = "IMP-2611-x2wbcd"
PATH = path_of(ID)
AUTHORITY = """
# path: learnorg.yaml
format: 1
authority: ada@example.org
"""
RECORD = """
id: IMP-2611-7k3mqx
title: Shorter hand-over

state: proposed
dates:
  proposed: 2026-11-02

owner: lea

raised: 2026-11-02
"""
DECLINED = RECORD.replace(
    "state: proposed\ndates:\n", "state: declined\ndates:\n  declined: 2026-11-02\n"
)
DECLINED += "\noutcome:\n  because: Costs too much\n"
CLOSED = RECORD.replace("state: proposed", "state: closed").replace(
    "  proposed: 2026-11-02\n",
    "  proposed: 2026-11-02\n  accepted: 2026-11-02\n  in-progress: 2026-11-02\n"
    "  closed: 2026-11-02\n",
)
END = "\noutcome:\n  result: delivered\n  on: 2026-11-02\n\nlearned: Ask first\n"


def errors(repo: Checkout) -> list[str]:
    """The rules that stop the branch."""
    return [one.rule for one in over(repo) if one.level is Level.ERROR]


def by_verb(repo: Checkout, learnorg: Learnorg, who: str, *words: str) -> None:
    """One more commit, by somebody, of what a verb does."""
    on_branch(repo, "change")
    ran = learnorg(*words, "--no-commit")
    assert ran.code == 0, ran.err
    committed(repo, {}, by=who)


# ---- contents of any shape ---------------------------------------------------------------

SHAPES = ["abc", "{a: b}", "[a, [b], {c: [d]}]", "[{id: {a: b}, text: [c]}]", "1", "[]"]


@pytest.mark.parametrize("shape", SHAPES)
@upon(AUTHORITY, CLOSED + END)
def test_notes_of_any_shape(repo: Checkout, shape: str) -> None:
    """Closed again with notes of any shape it is judged all the same."""
    opened = swapped("state: closed", "state: accepted", END, "", "  closed: 2026-11-02\n", "")
    note = "\nnotes:\n  - id: b7k\n    text: Back\n"
    committed(repo, {ID: lambda text: opened(text) + note}, by=LEA)
    committed(repo, {ID: f"{CLOSED.lstrip()}{END}\nnotes: {shape}\n"}, by=LEA)
    assert ("wrong-field" in errors(repo)) is (shape != "[]")


FIELDS = [
    *("state", "dates", "hold", "notes", "aliases", "outcome", "measures", "plan", "approval"),
    *("owner", "links", "title", "id", "tags", "estimates", "imported"),
]


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("state", ["proposed", "on-hold", "closed"])
@upon(AUTHORITY, CLOSED + END)
def test_fields_of_any_shape(repo: Checkout, state: str, shape: str) -> None:
    """No field whose shape is another one stops the judge, at the end or on the way."""
    for place, field in enumerate(FIELDS):
        kept = [
            *(f"id: {ID}", "title: A", f"state: {state}", "raised: 2026-11-02"),
            "hold: {state: accepted}",
        ]
        kept = [line for line in kept if not line.startswith(f"{field}:")]
        committed(repo, {ID: "\n".join([*kept, f"{field}: {shape}", ""])}, by=(ADA, LEA)[place % 2])
    assert errors(repo)


# ---- several moves in one change ---------------------------------------------------------


@pytest.mark.parametrize(
    ("opener", "acceptor", "faults"),
    [(ADA, ADA, []), (LEA, ADA, []), (ADA, LEA, ["mover-without-authority"])],
)
@upon(AUTHORITY, DECLINED)
def test_reopened_and_accepted(
    repo: Checkout, learnorg: Learnorg, opener: str, acceptor: str, faults: list[str]
) -> None:
    """What is reopened and moved on is judged by its moves, each by who made it."""
    by_verb(repo, learnorg, opener, "reopen", ID, "--because", "New facts")
    by_verb(repo, learnorg, acceptor, "accept", ID)
    assert errors(repo) == faults
    by_verb(repo, learnorg, LEA, "hold", ID, "--because", "No money yet")
    assert errors(repo) == faults


@upon(AUTHORITY + "rights: {reopen: authority}\n", DECLINED)
def test_reopened_without_authority(repo: Checkout, learnorg: Learnorg) -> None:
    """Whoever reopens must be somebody who may, whoever moves it on."""
    by_verb(repo, learnorg, LEA, "reopen", ID, "--because", "New facts")
    committed(repo, {ID: added("\nproblem: Long\n")}, by=ADA)
    by_verb(repo, learnorg, ADA, "accept", ID)
    assert errors(repo) == ["mover-without-authority"]


@upon(AUTHORITY, DECLINED)
def test_squashed(repo: Checkout, learnorg: Learnorg) -> None:
    """Two moves in one commit are none that there is."""
    by_verb(repo, learnorg, ADA, "reopen", ID, "--because", "New facts")
    by_verb(repo, learnorg, ADA, "accept", ID)
    repo.git("reset", "--quiet", "--soft", "main")
    committed(repo, {})
    assert "illegal-move" in errors(repo)


# ---- rekeyed within the change -----------------------------------------------------------


def rekeyed(repo: Checkout, by: str) -> None:
    """One more commit, in which the record has another identity and keeps the old one."""
    text = repo.words(PATH) or ""
    committed(repo, {ID: None, NEW: text.replace(ID, NEW) + f"\naliases: {ID}\n"}, by=by)


ACCEPTED = {
    ID: swapped(
        "state: proposed", "state: accepted",
        "  proposed: 2026-11-02\n", "  proposed: 2026-11-02\n  accepted: 2026-11-02\n",
    )
}  # fmt: skip


@pytest.mark.parametrize(
    ("acceptor", "namer", "faults"),
    [(ADA, LEA, []), (LEA, ADA, ["mover-without-authority"])],
)
@upon(AUTHORITY)
def test_born_and_rekeyed(repo: Checkout, acceptor: str, namer: str, faults: list[str]) -> None:
    """Who moved a record that is new is known through its new identity."""
    committed(repo, {ID: RECORD.lstrip()}, by=LEA)
    committed(repo, ACCEPTED, by=acceptor)
    rekeyed(repo, namer)
    assert errors(repo) == faults


@pytest.mark.parametrize(
    ("acceptor", "namer", "faults"),
    [(ADA, LEA, []), (LEA, ADA, ["mover-without-authority"])],
)
@upon(AUTHORITY, RECORD)
def test_accepted_and_rekeyed(repo: Checkout, acceptor: str, namer: str, faults: list[str]) -> None:
    """Who moved a record that the base has is, too, also where the base was merged meanwhile."""
    committed(repo, ACCEPTED, by=acceptor)
    rekeyed(repo, namer)
    assert errors(repo) == faults
    committed(repo, {"README.md": "More\n"}, branch="main")
    on_branch(repo, "change")
    repo.git("merge", "--quiet", "--no-edit", "main")
    assert errors(repo) == faults


@upon(AUTHORITY)
def test_rekeyed_from_nothing(repo: Checkout) -> None:
    """An alias of a record that does not go makes no history."""
    committed(repo, {ID: RECORD.lstrip()}, by=LEA)
    text = RECORD.lstrip().replace(ID, NEW).replace("state: proposed", "state: approved")
    committed(repo, {NEW: text + f"\naliases: {ID}\n"}, by=ADA)
    assert "born-further" in errors(repo)


# ---- what lies elsewhere -----------------------------------------------------------------


def bomb(repo: Checkout) -> str:
    """A tree of ten trees of ten trees …, which takes no room and holds a billion files."""
    id_, kind = blob(repo, "x"), "100644 blob"
    for _ in range(9):
        lines = (f"{kind} {one}\tf{n}\n" for n, one in enumerate(repeat(id_, 10)))
        id_, kind = repo.git("mktree", stdin="".join(lines)).strip(), "040000 tree"
    return id_


def planted(repo: Checkout, *lines: str) -> None:
    """A commit on the branch with more in its topmost folder than main has."""
    tree = repo.git("ls-tree", "main") + "".join(line + "\n" for line in lines)
    id_ = repo.git("mktree", "--missing", stdin=tree).strip()
    commit = repo.git("commit-tree", "-p", "main", "-m", "Plant", id_).strip()
    repo.git("update-ref", "refs/heads/change", commit)


@upon(AUTHORITY, RECORD)
def test_bomb(repo: Checkout) -> None:
    """What lies outside of the register is not looked into."""
    planted(repo, f"040000 tree {bomb(repo)}\tdocs")
    assert errors(repo) == []


@pytest.mark.parametrize(
    ("name", "rule"),
    [
        ("LEARNORG.YAML", "clashing-name"),
        ("learnorg.yaml.", "clashing-name"),
        ("LEARNO~1.YAM", "clashing-name"),
        (".GitAttributes", "attributes-changed"),
        (".mailmap", "attributes-changed"),
    ],
)
@upon(AUTHORITY, RECORD)
def test_look_alike_files(repo: Checkout, name: str, rule: str) -> None:
    """A file that some system takes for one of the register's is seen."""
    planted(repo, f"100644 blob {blob(repo, 'format: 1')}\t{name}")
    on_branch(repo, "other")
    committed(repo, {}, by=LEA, branch="other")
    assert rule in [one.rule for one in over(repo)]


@pytest.mark.parametrize("name", ["Register", "REGIST~1", "register ", "Templates", "KEYS"])
@upon(AUTHORITY + "evidence: {signers: keys/of/all}\n", RECORD)
def test_look_alike_folders(repo: Checkout, name: str) -> None:
    """And so is a folder, below which only what bears on the register is looked at."""
    file = blob(repo, "x")
    of = repo.git("mktree", stdin=f"100644 blob {file}\tALL\n").strip()
    lines = f"040000 tree {of}\tOf\n" + (f"040000 tree {bomb(repo)}\tx\n" if name == "KEYS" else "")
    planted(repo, f"040000 tree {repo.git('mktree', stdin=lines).strip()}\t{name}")
    assert f"{name}/Of/ALL" in [touch.path for touch in touches(repo)]


@upon("""
    # path: teams/it/learnorg.yaml
    format: 1
""")
def test_in_a_folder(repo: Checkout) -> None:
    """Of a register in a folder, the folders above count with what decides how git shows it."""
    names = [".gitattributes", "teams/.MAILMAP", "teams/it/LEARNORG.YAML", "teams/it/register/a"]
    others = ["LEARNORG.YAML", "register/a", "teams/Register/a", "teams/hr/.gitattributes"]
    committed(repo, dict.fromkeys([*names, *others], "x\n"))
    assert sorted(touch.path for touch in touches(repo, "teams/it/")) == sorted(
        ["../../.gitattributes", "../.MAILMAP", "LEARNORG.YAML", "register/a"]
    )


@upon(AUTHORITY)
def test_too_many_look_alikes(repo: Checkout) -> None:
    """More of them than git can be asked for are an error, and no traceback."""
    file = blob(repo, "x")
    planted(repo, *(f"100644 blob {file}\tREGIST~{n}" for n in range(20_000)))
    with pytest.raises(TooManyAlike):
        judge(repo.path, "main", "change")


def touches(repo: Checkout, prefix: str = "") -> tuple[Touch, ...]:
    """What the branch touches of the register."""
    own = checking(repo.repository.git_dir)
    with scratch(repo.repository) as git:
        return Proposed(git, prefix, resolve(own, "main"), resolve(own, "change")).merged.touches
