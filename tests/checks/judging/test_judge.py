from collections.abc import Callable
from pathlib import Path

import pytest

from checkouts import Checkout
from commandline import Learnorg
from learnorg.checks.change import CHANGE_CHECKS
from learnorg.checks.judging.judge import MENDED, SHALLOW, NoHistory, Verdict, judge
from learnorg.checks.judging.proposed import UNSOUND, Proposed
from learnorg.findings import Level
from learnorg.history.git import ALONE, Git, GitFailed
from learnorg.history.merged import TooShallow, Unrelated
from learnorg.history.objects import NoSuchCommit
from learnorg.register.policy import BadPolicy, FormatTooNew
from rules import ADA, LEA, added, committed, merged, on_branch, over, path_of, swapped, upon

ID = "IMP-2611-7k3mqx"
OTHER = "IMP-2611-000000"
PATH = path_of(ID)
RECORD = """
id: IMP-2611-7k3mqx
title: Shorter hand-over

state: proposed

owner: lea

raised: 2026-11-02

tags:
  - night

problem: |
  It takes too long.
"""
ANOTHER = RECORD.replace(ID, OTHER)
AUTHORITY = """
# path: learnorg.yaml
format: 1
authority: ada@example.org
"""
PEOPLE = """
id: ada
title: Ada
emails: [ada@example.org, ada@home.example]
aliases: "@ada-at-work"
"""
ACCEPTED = {ID: swapped("state: proposed", "state: accepted")}
DECLINED = {
    ID: lambda text: (
        swapped("state: proposed", "state: declined")(text)
        + "\noutcome:\n  because: Costs too much\n"
    )
}


def said(repo: Checkout) -> list[str]:
    """What is found in the branch, as `level: message [rule]`."""
    return [str(one).partition(": ")[2] for one in over(repo)]


def verdict(repo: Checkout, base: str = "main") -> Verdict:
    return judge(repo.path, base, "change")


# ---- the predicted merge ----------------------------------------------------------------


@upon(RECORD)
def test_in_words(repo: Checkout) -> None:
    """A verdict tells what a change does, record by record, and how sure it is whose it is."""
    change = {
        ID: swapped("state: proposed", "state: accepted"),
        OTHER: RECORD.lstrip().replace(ID, OTHER),
        "lea": "id: lea\ntitle: Lea\n",
    }
    head = committed(repo, change)
    judged = verdict(repo)
    assert judged.words == [
        (OTHER, "Shorter hand-over", ["is new, proposed"]),
        (ID, "Shorter hand-over", ["moves from proposed to accepted"]),
        ("lea", "Lea", ["is new, without a state"]),
    ]
    assert (judged.head, judged.commits, judged.proof) == (head, 1, "author")
    assert judged.base == repo.git("rev-parse", "main").strip()
    assert judged.waiting == []


@upon(RECORD, ANOTHER)
def test_base_moved_on(repo: Checkout) -> None:
    """What would be is judged: the base's lines with the change's among them, and no others."""
    on_branch(repo, "change")
    on_main = {ID: swapped("owner: lea\n", ""), OTHER: swapped("state: proposed", "state: closed")}
    committed(repo, on_main, branch="main")
    committed(repo, ACCEPTED)
    judged = verdict(repo)
    assert [one[0] for one in judged.words] == [ID]
    (found,) = (str(one) for one in judged.findings if one.level is Level.ERROR)
    assert found.endswith(
        f"{ID}.yaml:4:1: error: moved from proposed to accepted without an owner: "
        "who takes it up [move-without-guard]"
    )


@upon(RECORD)
def test_merged_already(repo: Checkout) -> None:
    """A change that the base has already does nothing."""
    committed(repo, ACCEPTED)
    repo.git("switch", "-q", "main")
    repo.git("merge", "-q", "--no-ff", "--no-edit", "change")
    judged = verdict(repo)
    assert (judged.words, judged.findings, judged.commits) == ([], [], 0)


@upon(RECORD)
def test_conflict(repo: Checkout) -> None:
    """What is at odds with the base is found as that, and not judged besides."""
    on_branch(repo, "change")
    committed(repo, {ID: swapped("state: proposed", "state: on-hold")}, branch="main")
    committed(repo, ACCEPTED)
    assert said(repo) == ["error: base and change are at odds here [merge-conflict]"]
    assert verdict(repo).words == []


@upon(RECORD)
def test_taken_back(repo: Checkout) -> None:
    """A change that is taken back within the branch is none."""
    committed(repo, {ID: swapped("owner: lea", "owner: leo")})
    committed(repo, {ID: swapped("owner: leo", "owner: lea")})
    assert verdict(repo).words == []
    assert said(repo) == []


# ---- commit by commit -------------------------------------------------------------------


@upon(AUTHORITY, RECORD)
def test_on_the_way(repo: Checkout) -> None:
    """What is wrong in a commit and right at the end is a warning that names the commit."""
    wrong = committed(repo, {ID: swapped("raised: 2026-11-02", "raised: 2026-11-01")})
    committed(repo, {ID: swapped("raised: 2026-11-01", "raised: 2026-11-02")})
    assert (
        f"warning: in commit {wrong[:10]}: 'raised' never changes (2026-11-02 -> 2026-11-01) "
        "[immutable-field]"
    ) in said(repo)
    assert {one.partition(":")[0] for one in said(repo)} == {"warning"}
    assert {one.hint for one in verdict(repo).findings} == {MENDED}


@upon(AUTHORITY, RECORD)
def test_undone(repo: Checkout, learnorg: Learnorg) -> None:
    """A commit that puts back what stood there before is not held against anybody."""
    committed(repo, {})
    assert learnorg("start", ID, "--owner", "lea").code == 0
    assert learnorg("undo").code == 0
    assert verdict(repo).findings == []


@upon(RECORD)
def test_still_wrong(repo: Checkout) -> None:
    """What is wrong in a commit and at the end is told once."""
    committed(repo, {ID: swapped("raised: 2026-11-02", "raised: 2026-11-01")})
    committed(repo, {ID: swapped("title: S", "title: A s")})
    assert [one.partition(":")[0] for one in said(repo)] == ["error"]


@upon(RECORD, ANOTHER)
def test_base_merged_into_it(repo: Checkout) -> None:
    """A merge of the base into the branch is not the branch's doing, by whomever."""
    on_branch(repo, "change")
    wrong = swapped("raised: 2026-11-02", "raised: 2026-11-01")
    committed(repo, {OTHER: wrong, ID: swapped("- night", "- day")}, branch="main")
    committed(repo, {ID: swapped("title: S", "title: A s")})
    merged(repo, "main", by=LEA)
    judged = verdict(repo)
    assert judged.findings == []
    assert judged.words == [
        (ID, "A shorter hand-over", ["title Shorter hand-over -> A shorter hand-over"])
    ]


@upon(RECORD)
def test_wrong_merge(repo: Checkout) -> None:
    """What a merge itself does wrong is its own."""
    on_branch(repo, "change")
    committed(repo, {"README.md": "Read me\n"}, branch="main")
    committed(repo, {ID: swapped("title: S", "title: A s")})
    merged(repo, "main")
    repo.put(PATH, (repo.words(PATH) or "").replace("raised: 2026-11-02", "raised: 2026-11-01"))
    repo.git("commit", "-qa", "--amend", "--no-edit")
    commit = repo.git("rev-parse", "HEAD").strip()
    committed(repo, {ID: swapped("raised: 2026-11-01", "raised: 2026-11-02")})
    assert f"in commit {commit[:10]}: 'raised' never changes" in " ".join(said(repo))


@upon(AUTHORITY, RECORD)
def test_merged_by_somebody_who_may(repo: Checkout) -> None:
    """A move does not become the one's who merges it into a branch."""
    committed(repo, DECLINED, by=LEA, branch="lea")
    committed(repo, {ID: swapped("- night", "- day")}, by=ADA)
    merged(repo, "lea", by=ADA)
    (found,) = said(repo)
    assert found.startswith("error: moved to declined, but policy lets only the authority decline")
    assert "this was Lea <lea@example.org>" in found


# ---- where it looks ---------------------------------------------------------------------


def test_in_a_folder(repo: Checkout) -> None:
    """
    A register may stand in a folder; what is beside it is not judged, and paths begin at it.
    ---
    # path: it/learnorg.yaml
    format: 1
    ---
    # path: it/register/people/lea.yaml
    id: lea
    title: Lea
    ---
    # path: register/people/leo.yaml
    id: leo
    title: Leo
    """
    on_branch(repo, "change")
    committed(repo, {"it/register/people/lea.yaml": added("role: lead\n")}, branch="main")
    change = {
        "it/register/people/lea.yaml": swapped("id: lea", "id: leo"),
        "register/people/leo.yaml": None,
        "learnorg.yaml": "workflow: lite\n",
        "itx/register/people/x.yaml": "-",
    }
    committed(repo, change)
    judged = judge(repo.path / "it", "main", "change")
    assert [str(one) for one in judged.findings if one.rule == "identity-changed"] == [
        "register/people/lea.yaml:1:1: error: the identity lea becomes leo [identity-changed]"
    ]
    assert {one.path for one in judged.findings} == {"register/people/lea.yaml"}
    assert [one[0] for one in judged.words] == ["lea"]


def test_new_register(empty: Checkout) -> None:
    """A register that the base does not have yet is judged under the policy that it brings."""
    committed_first(empty, {"README.md": "Read me\n"})
    policy = "format: 1\nauthority: [ada@example.org]\nrules: {secret-added: info}\n"
    new = {"learnorg.yaml": policy, ID: RECORD.lstrip(), "allowed_signers": "\n"}
    committed(empty, new)
    assert verdict(empty).findings == []
    committed(empty, {OTHER: ANOTHER.lstrip().replace("proposed", "accepted")}, by=LEA)
    assert said(empty) == ["error: begins as accepted, and was not imported [born-further]"]


def test_unsound_new_register(empty: Checkout) -> None:
    """If that says what it cannot say, nothing can be judged."""
    committed_first(empty, {"README.md": "Read me\n"})
    committed(empty, {"learnorg.yaml": "format: 1\nworkflow: lite\n"})
    with pytest.raises(BadPolicy):
        verdict(empty)


def test_no_register(empty: Checkout) -> None:
    """A change without a register is about none."""
    committed_first(empty, {"README.md": "Read me\n"})
    committed(empty, {"README.md": "Read it\n"})
    assert verdict(empty).findings == []


def committed_first(empty: Checkout, files: dict[str, str]) -> None:
    for path, text in files.items():
        empty.put(path, text)
    empty.git("add", ".")
    empty.git("commit", "-qm", "Begin")


@upon(RECORD)
def test_unsound_base(repo: Checkout) -> None:
    """Under a policy that is wrong on the base, nothing can be judged."""
    committed(repo, {"learnorg.yaml": "format: 1\nworkflow: lite\n"}, branch="main")
    committed(repo, ACCEPTED)
    with pytest.raises(BadPolicy):
        verdict(repo)


@upon(RECORD)
def test_mended_base(repo: Checkout) -> None:
    """A change that mends the base's policy is judged by what it mends it to, and says so."""
    committed(repo, {"learnorg.yaml": "format: 1\nworkflow: lite\n"}, branch="main")
    mended = {"learnorg.yaml": "format: 1\nauthority: ada@example.org\n"}
    committed(repo, mended | ACCEPTED, by=LEA)
    judged = verdict(repo)
    assert [one.rule for one in judged.findings] == ["mover-without-authority"]
    assert judged.waiting == [UNSOUND]


@upon(RECORD)
def test_too_new(repo: Checkout) -> None:
    """Nor can a change to a format of later on."""
    committed(repo, {"learnorg.yaml": "format: 2\n"})
    with pytest.raises(FormatTooNew) as error:
        verdict(repo)
    assert error.value.exit_code == 4


@upon(RECORD)
def test_shallow(repo: Checkout, tmp_path: Path) -> None:
    """A clone without the commits on which base and change part is refused."""
    on_branch(repo, "change")
    committed(repo, {ID: swapped("- night", "- day")}, branch="main")
    committed(repo, ACCEPTED)
    for depth in (1, 2):
        clone = Checkout(tmp_path / f"clone-{depth}")
        source = (repo.path.as_uri(), str(clone.path))
        repo.git("clone", "-q", f"--depth={depth}", "--no-single-branch", *source)
        if depth == 1:
            with pytest.raises(TooShallow) as error:
                judge(clone.path, "origin/main")
            assert error.value.exit_code == 4
        else:
            assert judge(clone.path, "origin/main").words == verdict(repo).words


@upon(RECORD)
def test_shallow_enough(repo: Checkout, tmp_path: Path) -> None:
    """One that has them, and no more, is told of what cannot be seen."""
    committed(repo, {ID: swapped("- night", "- day")}, branch="main")
    committed(repo, ACCEPTED)
    clone = Checkout(tmp_path / "clone")
    repo.git("clone", "-q", "--depth=2", "--no-single-branch", repo.path.as_uri(), str(clone.path))
    judged = judge(clone.path, "origin/main")
    assert judged.words == [(ID, "Shorter hand-over", ["moves from proposed to accepted"])]
    assert judged.waiting == [SHALLOW]


@pytest.mark.parametrize("name", ["nowhere", "-x", "", "main:learnorg.yaml", "1" * 40, "ma\nin"])
@upon(RECORD)
def test_no_such_base(repo: Checkout, name: str) -> None:
    """A base that leads to no commit is refused."""
    committed(repo, ACCEPTED)
    with pytest.raises(NoSuchCommit) as error:
        verdict(repo, name)
    assert error.value.exit_code == 4


@upon(RECORD)
def test_unrelated(repo: Checkout) -> None:
    """So is one that has nothing in common with the change."""
    repo.git("switch", "-q", "--orphan", "other")
    repo.git("commit", "-q", "--allow-empty", "-m", "Alone")
    committed(repo, ACCEPTED)
    with pytest.raises(Unrelated) as error:
        verdict(repo, "other")
    assert error.value.exit_code == 4


def test_no_git(tmp_path: Path) -> None:
    """Without git there is no change to judge."""
    with pytest.raises(NoHistory) as error:
        judge(tmp_path, "main")
    assert error.value.exit_code == 4


@upon(RECORD, PEOPLE)
def test_missing_objects(repo: Checkout) -> None:
    """Where part of the base is missing, it is not judged as if it were not there."""
    committed(repo, ACCEPTED)
    for path in ("learnorg.yaml", path_of("ada")):
        id_ = repo.git("rev-parse", f"main:{path}").strip()
        stored = repo.path / ".git" / "objects" / id_[:2] / id_[2:]
        kept = stored.read_bytes()
        stored.unlink()
        with pytest.raises(Exception, match="missing"):
            verdict(repo)
        stored.write_bytes(kept)
    assert verdict(repo).words


@upon(RECORD)
def test_linked_work_tree(repo: Checkout, tmp_path: Path) -> None:
    """A linked work tree of the repository is as good."""
    committed(repo, ACCEPTED)
    repo.git("worktree", "add", "-q", "--detach", str(tmp_path / "linked"), "change")
    assert judge(tmp_path / "linked", "main") == verdict(repo)


# ---- broken records, old sins, new policies ---------------------------------------------


@upon(RECORD)
def test_broken(repo: Checkout) -> None:
    """A record that cannot be read any more is found under the rule of reading."""
    committed(repo, {ID: swapped("owner: lea", "owner: lea\nowner: leo")})
    assert said(repo) == ["error: `owner` stands here twice, first in line 6 [duplicate-key]"]
    assert verdict(repo).words == [(ID, "Shorter hand-over", ["cannot be read any more"])]


@upon(
    RECORD.replace("owner: lea", "owner: lea\nowner: leo").replace("\nid", f"\n# path: {PATH}\nid")
)
def test_mended(repo: Checkout) -> None:
    """One that was broken on the base may be mended in any way that is right by itself."""
    mended = {ID: swapped("owner: leo\n", "", "state: proposed", "state: accepted")}
    committed(repo, mended)
    assert [one for one in said(repo) if one.startswith("error")] == []


@upon(RECORD.replace("owner: lea", "ownr: lea"))
def test_old_sins(repo: Checkout) -> None:
    """What was wrong with a record before is not held against a change; what is new is."""
    committed(repo, {ID: swapped("title: S", "title: A s", "- night", "- night\ntaggs: [x]")})
    assert [one for one in said(repo) if one.startswith("error")] == [
        "error: 'taggs' is no known key [unknown-key]"
    ]


@upon(RECORD, ANOTHER.replace("owner: lea\n", "").replace("proposed", "accepted"))
def test_new_policy(repo: Checkout) -> None:
    """A new policy is held against every record; what the old one found already is not told."""
    committed(repo, {"learnorg.yaml": "format: 1\nrules: {improvement-without-owner: error}\n"})
    (found,) = map(str, over(repo))
    assert found.endswith(
        f"{OTHER}.yaml:4:1: error: under the new policy: accepted, but nobody has taken it up "
        "[improvement-without-owner]"
    )


@upon(RECORD)
def test_under_the_old_policy(repo: Checkout) -> None:
    """A change is judged by the base's policy, whatever policy it brings along."""
    committed(repo, {ID: None, "learnorg.yaml": "format: 1\nrules: {record-deleted: 'off'}\n"})
    assert "error: IMP-2611-7k3mqx would be gone [record-deleted]" in said(repo)


@pytest.mark.parametrize(("level", "found"), [("warning", ["warning"]), ("off", [])])
def test_levels(repo: Checkout, level: str, found: list[str]) -> None:
    """The base's policy says how bad it is."""
    committed(
        repo, {"learnorg.yaml": f"format: 1\nrules: {{record-deleted: '{level}'}}\n"}, branch="main"
    )
    committed(repo, {"lea": "id: lea\ntitle: Lea\n"}, branch="main")
    committed(repo, {"lea": None})
    assert [one.partition(":")[0] for one in said(repo)] == found


# ---- whose it is ------------------------------------------------------------------------


@upon(AUTHORITY, RECORD)
def test_two_people(repo: Checkout) -> None:
    """Of two people's commits, the one counts that moved the state, whichever is newer."""
    committed(repo, {ID: swapped("title: S", "title: A s")}, by=ADA)
    committed(repo, DECLINED, by=LEA)
    committed(repo, {ID: swapped("- night", "- day")}, by=ADA)
    (found,) = [one for one in said(repo) if one.startswith("error")]
    assert "this was Lea" in found


@upon(AUTHORITY, RECORD)
def test_moved_again(repo: Checkout) -> None:
    """Of two who moved it to the same state, the last one counts."""
    committed(repo, ACCEPTED, by=LEA)
    committed(repo, {ID: swapped("state: accepted", "state: proposed")}, by=LEA)
    committed(repo, ACCEPTED, by=ADA)
    assert [one for one in said(repo) if one.startswith("error")] == []


@pytest.mark.parametrize(
    ("by", "faults"),
    [
        ("Whoever <ADA@home.example>", 0),
        ("Ada <ada@elsewhere.example>", 1),
        ("Whoever <lea@example.org>", 1),
    ],
)
@upon(AUTHORITY.replace("ada@example.org", "ada"), RECORD, PEOPLE)
def test_people_of_the_base(repo: Checkout, by: str, faults: int) -> None:
    """Who somebody is, is decided by whom the base lists, and not by whom the change adds."""
    change = {"ada": swapped("ada@home.example]", "ada@home.example, lea@example.org]")}
    committed(repo, change | ACCEPTED, by=by)
    found = [one for one in over(repo) if one.rule == "mover-without-authority"]
    assert len(found) == faults


@upon(AUTHORITY.replace("ada@example.org", "ada, ben"), RECORD)
def test_alike_people(repo: Checkout) -> None:
    """Two people whose files hold the same are two people."""
    same = "title: Somebody\n"
    committed(repo, {"ada": same, "ben": same}, branch="main")
    people = dict(Proposed(Git(("-C", str(repo.path))), "", "main", "main").people())
    assert sorted(people) == ["register/people/ada.yaml", "register/people/ben.yaml"]


@upon(RECORD)
def test_waived(repo: Checkout) -> None:
    """A waiver of the base answers errors; one that the change brings along does not."""
    because = "# learnorg: waive unknown-key because the vendor's tool wants it\n"
    waived = {ID: lambda text: because + text}
    committed(repo, {ID: added("ownr: lea\n")})
    assert "unknown-key" in {one.rule for one in verdict(repo).findings}
    committed(repo, waived)
    assert "unknown-key" in {one.rule for one in verdict(repo).findings}
    committed(repo, waived, branch="main")
    committed(repo, {ID: lambda text: text.replace(because, "", 1)})
    merged(repo, "main")
    assert "unknown-key" not in {one.rule for one in verdict(repo).findings}


@pytest.mark.parametrize("broken", ["emails: [lea@example.org\n", "", "- lea@example.org\n"])
@upon(
    AUTHORITY,
    RECORD,
    "# path: register/people/x.yaml\nid: x\n",
    "# path: register/people/x.txt\nemails: x\n",
)
def test_broken_people(repo: Checkout, broken: str) -> None:
    """People whom the base does not list properly are nobody."""
    committed(repo, {"register/people/x.yaml": broken}, branch="main")
    committed(repo, ACCEPTED, by=LEA)
    assert len([one for one in over(repo) if one.rule == "mover-without-authority"]) == 1


@upon(AUTHORITY, RECORD)
def test_actors(repo: Checkout) -> None:
    """What the forge knows counts for every commit; the proof is the least sure of all."""
    committed(repo, ACCEPTED, by=LEA)
    actors = {"author": {"login": "ada", "email": "ada@example.org"}}
    assert over(repo, actors) == []
    file = repo.path.parent / "actors.json"
    assert judge(repo.path, "main", "change", file).proof == "forge"


# ---- the verbs --------------------------------------------------------------------------

LIGHT: list[list[str]] = [
    ["accept", "--owner", "lea"],
    ["set", "measures.1.name=minutes", "measures.1.baseline=25"],
    ["start"],
    ["hold", "--because", "No money yet"],
    ["resume"],
    ["close", "--outcome", "delivered", "--learned", "Ask first"],
    ["reopen", "--because", "The calls came back"],
    ["close", "--outcome", "withdrawn", "--learned", "Ask first"],
]
WHOLE: list[list[str]] = [
    ["accept", "--owner", "lea"],
    ["assess", "--measure", "minutes", "--baseline", "25"],
    ["approve", "--target", "15", "--step", "Ask the night shift"],
    ["start"],
    ["measure"],
    ["move", "approved", "--because", "The plan was wrong"],
    ["close", "--outcome", "not-achieved", "--learned", "Ask first"],
    ["reopen", "--because", "The calls came back"],
]
GIVEN_UP: list[list[str]] = [
    ["hold", "--because", "No money yet"],
    ["decline", "--because", "There never will be"],
    ["reopen", "--because", "There is after all"],
    ["move", "in-progress", "--owner", "lea"],
]


@pytest.mark.parametrize(
    ("flow", "verbs"), [("light", LIGHT), ("full", WHOLE), ("light", GIVEN_UP)], ids=str
)
@upon(AUTHORITY, RECORD)
def test_verbs(repo: Checkout, learnorg: Learnorg, flow: str, verbs: list[list[str]]) -> None:
    """What the verbs do is in nobody's way, commit by commit or all together."""
    committed(repo, {"learnorg.yaml": added(f"workflow: {flow}\n")}, branch="main")
    on_branch(repo, "change")
    for verb, *words in verbs:
        at = 1 if verb == "move" else 0
        ran = learnorg(verb, *words[:at], ID, *words[at:])
        assert ran.code == 0, ran.err
        errors = [one for one in judge(repo.path, "HEAD~1").findings if one.level is Level.ERROR]
        assert errors == []
    assert [one for one in verdict(repo).findings if one.level is Level.ERROR] == []


@pytest.mark.parametrize("verbs", [LIGHT, GIVEN_UP], ids=str)
@upon(AUTHORITY + "rights: {approve: authority}\n", RECORD)
def test_verbs_of_others(repo: Checkout, learnorg: Learnorg, verbs: list[list[str]]) -> None:
    """What is open to everybody is in nobody's way, whoever governs the register."""
    on_branch(repo, "change")
    for verb, *words in verbs:
        at = 1 if verb == "move" else 0
        ran = learnorg(verb, *words[:at], ID, *words[at:], "--no-commit")
        assert ran.code == 0, ran.err
        committed(repo, {}, by=LEA)
        assert judge(repo.path, "HEAD~1").findings == []
    assert verdict(repo).findings == []


@upon(
    RECORD,
    ANOTHER.replace("owner: lea", "owner: lea\n\nlinks: [{rel: relates-to, to: IMP-2611-7k3mqx}]"),
)
def test_rekeyed(repo: Checkout, learnorg: Learnorg) -> None:
    """A record that gets another identity and keeps the old one is the same record."""
    repo.git("switch", "-qc", "change")
    assert learnorg("rekey", ID, "--because", "A clash").code == 0
    judged = verdict(repo)
    assert [(one.rule, one.level) for one in judged.findings] == [
        ("identity-changed", Level.WARNING)
    ]
    assert not any("taken away" in phrase for *_, phrases in judged.words for phrase in phrases)


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ("state: proposed", "state: closed", "move-without-guard"),
        ("raised: 2026-11-02", "raised: 2026-11-01", "immutable-field"),
        (f"aliases: {ID}", f"aliases: {OTHER}", "record-deleted"),
    ],
)
@upon(AUTHORITY, RECORD)
def test_rekeyed_and_changed(repo: Checkout, old: str, new: str, rule: str) -> None:
    """A new identity hides nothing else."""
    there = "IMP-2611-x2wbcd"
    text = RECORD.lstrip().replace(ID, there) + f"aliases: {ID}\n"
    committed(repo, {ID: None, there: swapped(old, new)(text)})
    assert rule in {one.rule for one in verdict(repo).findings if one.level is Level.ERROR}


@upon(AUTHORITY, RECORD)
def test_closed_anew(repo: Checkout, learnorg: Learnorg) -> None:
    """One that a change reopens and closes with another end is judged by these two moves."""
    committed(repo, {}, branch="main")
    for verb, *words in LIGHT[:6]:
        assert learnorg(verb, ID, *words).code == 0
    repo.git("switch", "-qc", "change")
    assert learnorg("reopen", ID, "--because", "The calls came back").code == 0
    ran = learnorg("close", ID, "--outcome", "not-achieved", "--learned", "Ask first")
    assert ran.code == 0, ran.err
    assert [one for one in verdict(repo).findings if one.level is Level.ERROR] == []
    committed(repo, {}, by=LEA)
    repo.git("reset", "--quiet", "--soft", "main")
    committed(repo, {}, by=LEA)
    rules = {one.rule for one in verdict(repo).findings if one.level is Level.ERROR}
    assert rules == {"closed-record-edited"}


@pytest.mark.parametrize(("by", "faults"), [(ADA, 0), (LEA, 1)])
@upon(AUTHORITY, RECORD)
def test_accepted_and_held(repo: Checkout, learnorg: Learnorg, by: str, faults: int) -> None:
    """A hold does not hide who moved it to where it began."""
    repo.git("switch", "-qc", "change")
    ran = learnorg("accept", ID, "--owner", "lea", "--propose", "--no-commit")
    assert ran.code == 0, ran.err
    committed(repo, {}, by=by)
    ran = learnorg("hold", ID, "--because", "No money yet", "--no-commit")
    assert ran.code == 0, ran.err
    committed(repo, {}, by=LEA)
    rules = [one.rule for one in verdict(repo).findings if one.level is Level.ERROR]
    assert rules == ["mover-without-authority"] * faults


@upon(AUTHORITY + "rights: {reopen: authority, close: authority}\n", RECORD)
def test_closed_anew_by_another(repo: Checkout, learnorg: Learnorg) -> None:
    """Whoever reopens must be somebody who may, whoever closes it again."""
    committed(repo, {}, branch="main")
    for verb, *words in LIGHT[:6]:
        assert learnorg(verb, ID, *words).code == 0
    closed = repo.words(path_of(ID)) or ""
    repo.git("switch", "-qc", "change")
    learnorg("reopen", ID, "--because", "The calls came back", "--no-commit")
    committed(repo, {}, by=LEA)
    learnorg("close", ID, "--outcome", "not-achieved", "--learned", "Ask first", "--no-commit")
    committed(repo, {}, by=ADA)
    assert closed != repo.words(path_of(ID))
    rules = {one.rule for one in verdict(repo).findings if one.level is Level.ERROR}
    assert "mover-without-authority" in rules


# ---- hostile repositories ---------------------------------------------------------------

Trap = Callable[[Checkout, str], None]
"""Sets a repository up so that git would run a command."""


def fsmonitor(repo: Checkout, command: str) -> None:
    repo.git("config", "core.fsmonitor", f"{command}; true")


def hooks(repo: Checkout, command: str) -> None:
    for name in ("post-checkout", "pre-commit", "reference-transaction", "post-index-change"):
        repo.hook(name, command)


def hooks_path(repo: Checkout, command: str) -> None:
    hooks(repo, command)
    repo.git("config", "core.hooksPath", str(repo.path / ".git" / "hooks"))


def merge_driver(repo: Checkout, command: str) -> None:
    repo.put(".git/info/attributes", "* merge=trap\n")
    repo.git("config", "merge.trap.driver", f"{command}; exit 0")


def external_diff(repo: Checkout, command: str) -> None:
    repo.put(".git/info/attributes", "* diff=trap\n")
    repo.git("config", "diff.trap.command", f"{command}; true")
    repo.git("config", "diff.external", f"{command}; true")


def textconv(repo: Checkout, command: str) -> None:
    repo.put(".git/info/attributes", "* diff=trap\n")
    repo.git("config", "diff.trap.textconv", f"{command}; cat")


def smudge(repo: Checkout, command: str) -> None:
    repo.put(".git/info/attributes", "* filter=trap\n")
    repo.git("config", "filter.trap.smudge", f"{command}; cat")
    repo.git("config", "filter.trap.clean", f"{command}; cat")


def gpg(repo: Checkout, command: str) -> None:
    repo.put(".git/trap", f"#!/bin/sh\n{command}\n").chmod(0o755)
    for key in ("gpg.program", "gpg.ssh.program", "gpg.x509.program", "gpg.ssh.defaultKeyCommand"):
        repo.git("config", key, str(repo.path / ".git" / "trap"))
    repo.git("config", "log.showSignature", "true")


def embedded(repo: Checkout, command: str) -> None:
    """A bare repository among the records, as a pull request can bring one along."""
    settings = "[core]\nrepositoryFormatVersion = 0\nbare = false\nworktree = .\n"
    inside = Checkout(repo.path / "register" / "x")
    repo.git("init", "-q", "--bare", "register/x")
    inside.put("config", settings)
    inside.git("--git-dir=.", "--work-tree=.", "add", "HEAD")
    inside.put("config", f'{settings}fsmonitor = "{command}; true"\n')


TRAPS: dict[Trap, tuple[str, ...]] = {
    fsmonitor: ("status",),
    hooks: ("checkout", "main"),
    hooks_path: ("checkout", "main"),
    merge_driver: ("merge", "main"),
    external_diff: ("diff", "main"),
    textconv: ("diff", "main"),
    smudge: ("checkout", "main"),
    gpg: ("log", "signed"),
    embedded: ("-C", "register/x", "status"),
}
"""What sets each trap up, and the git command that would spring it."""

SIGNATURES = {"signed": "PGP SIGNATURE", "signed-ssh": "SSH SIGNATURE"}


@pytest.fixture
def changed(repo: Checkout) -> Checkout:
    """A change that is signed by nobody known, with its base moved on meanwhile."""
    on_branch(repo, "change")
    committed(repo, {ID: swapped("- night", "- day")}, branch="main")
    for name, form in SIGNATURES.items():
        committed(repo, {ID: added(f"  It is {name}.\n")})
        head, _, rest = repo.git("cat-file", "commit", "HEAD").partition("\n\n")
        signed = f"{head}\ngpgsig -----BEGIN {form}-----\n \n AAAA\n -----END {form}-----\n\n{rest}"
        made = repo.git("hash-object", "-t", "commit", "-w", "--stdin", stdin=signed).strip()
        repo.git("update-ref", "HEAD", made)
        repo.git("branch", name)
    return repo


@pytest.mark.parametrize("trap", TRAPS, ids=lambda trap: trap.__name__)
@upon("# path: allowed_signers\nx@example.org ssh-ed25519 AAAA\n", RECORD)
def test_traps(changed: Checkout, tmp_path: Path, trap: Trap) -> None:
    """Whatever a repository would have git run does not run, and the verdict is the same."""
    before = verdict(changed)
    assert before.words
    canary = tmp_path / "canary"
    trap(changed, f"touch {canary}")
    assert verdict(changed) == before
    if trap is embedded:
        with pytest.raises(NoHistory):
            judge(changed.path / "register" / "x", "main")
        committed(changed, {})
        assert [one for one in verdict(changed).findings if one.level is Level.ERROR] == []
    assert not canary.exists()
    changed.git(*TRAPS[trap], ok=False)
    assert canary.exists(), "the trap would not have sprung"


@pytest.mark.parametrize("old", [False, True])
@upon(RECORD)
def test_promisor(
    repo: Checkout, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, old: bool
) -> None:
    """Objects that are missing are fetched from nowhere, by no git."""
    if old:  # as a git does that knows not the variable
        monkeypatch.setitem(ALONE, "GIT_NO_LAZY_FETCH", "0")
    committed(repo, ACCEPTED)
    canary = tmp_path / "canary"
    for key, value in (
        ("core.repositoryFormatVersion", "1"),
        ("extensions.partialClone", "origin"),
        ("remote.origin.promisor", "true"),
        ("remote.origin.url", f"ext::sh -c touch% {canary}"),
        ("protocol.ext.allow", "always"),
    ):
        repo.git("config", key, value)
    repo.put(".git/refs/heads/gone", "1" * 40 + "\n")
    # An old git asks its own `git fetch`, which refuses; at times it is killed by writing to it.
    with pytest.raises(GitFailed, match=r"is missing|transport 'ext' not allowed"):
        verdict(repo, "gone")
    id_ = repo.git("rev-parse", f"main:{PATH}").strip()
    (repo.path / ".git" / "objects" / id_[:2] / id_[2:]).unlink()
    with pytest.raises(Exception, match=r"missing|transport 'ext' not allowed"):
        verdict(repo)
    assert not canary.exists()
    repo.git("cat-file", "-p", id_, ok=False)
    assert canary.exists(), "the trap would not have sprung"


@upon(AUTHORITY, RECORD)
def test_other_histories(repo: Checkout, tmp_path: Path) -> None:
    """Neither replaced commits nor grafts, mail maps or borrowed objects change a verdict."""
    committed(repo, DECLINED, by=LEA)
    before = verdict(repo)
    assert [one.rule for one in before.findings] == ["mover-without-authority"]
    harmless = committed(repo, {ID: swapped("title: S", "title: A s")}, branch="harmless")
    repo.git("switch", "-q", "change")
    base = repo.git("rev-parse", "main").strip()
    lax = committed(repo, {"learnorg.yaml": "format: 1\n"}, branch="lax")
    repo.git("switch", "-q", "change")
    repo.git("replace", before.head, harmless)
    repo.git("replace", base, lax)
    repo.git(
        "replace", *(repo.git("rev-parse", f"{one}:learnorg.yaml").strip() for one in (base, lax))
    )
    repo.put(".git/info/grafts", f"{before.head}\n")
    repo.put(".mailmap", "Ada <ada@example.org> <lea@example.org>\n")
    repo.git("config", "log.mailmap", "true")
    other = Checkout(tmp_path / "other")
    other.path.mkdir()
    other.git("init", "-q")
    repo.put(".git/objects/info/alternates", f"{other.path}/.git/objects\n/nowhere\n")
    assert verdict(repo) == before


@upon(AUTHORITY, RECORD)
def test_environment(
    repo: Checkout, nobody: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nor do variables that lead git elsewhere, or the user's own settings."""
    committed(repo, DECLINED, by=LEA)
    before = verdict(repo)
    canary = tmp_path / "canary"
    other = Checkout(tmp_path / "other")
    other.path.mkdir()
    other.git("init", "-q", "--bare", ".")
    template = tmp_path / "template"
    for name in ("reference-transaction", "post-index-change"):
        Checkout(template).put(f"hooks/{name}", f"#!/bin/sh\ntouch {canary}\n").chmod(0o755)
    with (nobody / "gitconfig").open("a") as config:
        config.write(f'[core]\nfsmonitor = "touch {canary}"\nhooksPath = {template}/hooks\n')
        config.write(f"[init]\ntemplateDir = {template}\ndefaultObjectFormat = sha256\n")
        config.write(f'[diff]\nexternal = "touch {canary}"\n[log]\nshowSignature = true\n')
    misleading = {
        **dict.fromkeys(("GIT_DIR", "GIT_COMMON_DIR", "GIT_WORK_TREE"), str(other.path)),
        "GIT_OBJECT_DIRECTORY": str(other.path / "objects"),
        "GIT_ALTERNATE_OBJECT_DIRECTORIES": str(other.path / "objects"),
        "GIT_INDEX_FILE": str(tmp_path / "index"),
        "GIT_NAMESPACE": "other",
        "GIT_GRAFT_FILE": str(tmp_path / "grafts"),
        "GIT_SHALLOW_FILE": str(tmp_path / "shallow"),
        "GIT_ATTR_SOURCE": "main",
        "GIT_ICASE_PATHSPECS": "1",
        "GIT_GLOB_PATHSPECS": "1",
        "GIT_DEFAULT_HASH": "sha256",
        "GIT_TEMPLATE_DIR": str(template),
        "GIT_EXTERNAL_DIFF": f"touch {canary}",
        "GIT_SSH_COMMAND": f"touch {canary}",
        "GIT_PAGER": f"touch {canary}",
        "GIT_ALLOW_PROTOCOL": "ext:file",
        "GIT_CONFIG_PARAMETERS": f"'core.fsmonitor=touch {canary}' 'core.bare=false'",
        "GIT_CONFIG_COUNT": "1",
        "GIT_CONFIG_KEY_0": "core.fsmonitor",
        "GIT_CONFIG_VALUE_0": f"touch {canary}",
        "GIT_TRACE": "1",
    }
    (tmp_path / "grafts").write_text(f"{before.head}\n")
    (tmp_path / "shallow").write_text(f"{before.head}\n")
    for name, value in misleading.items():
        monkeypatch.setenv(name, value)
    assert verdict(repo) == before
    assert not canary.exists()


@upon(RECORD)
def test_nothing_is_left(repo: Checkout) -> None:
    """Judging writes nothing into the repository."""
    committed(repo, ACCEPTED)

    def everything() -> dict[Path, bytes]:
        return {file: file.read_bytes() for file in repo.path.rglob("*") if file.is_file()}

    before = everything()
    verdict(repo)
    assert everything() == before


# ---- the list ---------------------------------------------------------------------------


def test_every_rule_has_its_tests() -> None:
    """Every rule over a change has a yes, a no and an edge, and one way to look."""
    for rule in CHANGE_CHECKS:
        file = Path(__file__).parent.parent / "change" / f"test_{rule.name.replace('-', '_')}.py"
        for name in ("yes", "no", "edge"):
            assert f"def test_{name}(" in file.read_text()
        assert (rule.turns is None) != (rule.case is None)
    assert [rule.name for rule in CHANGE_CHECKS] == sorted(rule.name for rule in CHANGE_CHECKS)
