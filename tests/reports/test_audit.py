import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from checkouts import Checkout
from keys import Keys
from learnorg.findings import Level
from learnorg.history.objects import NoSuchCommit
from learnorg.register.register import Register
from learnorg.register.trail import Trail
from learnorg.render.terminal import show
from learnorg.reports import auditing
from learnorg.reports.audit import Verdict, derive, lay_out
from learnorg.reports.auditing import pages
from learnorg.reports.auditing.endings import CannotSee
from learnorg.reports.auditing.pages import AUDITED
from pasts import ID, OTHER, commit, kept, place, put, story, tip

PROPOSED = "proposed: 2026-11-02"


def audited(repo: Checkout, witness: str = "", since: str = "") -> Verdict:
    register = Register.open(repo.path)
    return derive(register, Trail.of(register), witness, since)


needs_keys = pytest.mark.skipif(
    shutil.which("ssh-keygen") is None, reason="keys are made and verified by ssh-keygen"
)


def signed(repo: Checkout, keys: Keys, key: str, by: str) -> None:
    """A commit of a record, signed where a key is named."""
    put(repo, tags="[night]", dates=f"{{{PROPOSED}}}")
    signing = ("-c", "gpg.format=ssh", "-c", f"user.signingKey={keys.of(key)}") if key else ()
    named = ("-c", f"user.name={by}", "-c", f"user.email={by.lower()}@example.org")
    repo.git("add", "-A")
    repo.git(*signing, *named, "commit", "-qm", "Say it", *(["-S"] if key else []))


def found(repo: Checkout, since: str = "") -> list[tuple[str, str]]:
    """Each fault's rule, and what was found."""
    return [(fault.rule, fault.message) for fault in audited(repo, since=since).faults]


@pytest.fixture
def repo(empty: Checkout) -> Checkout:
    """A repository with a register in the full work flow, and one proposal."""
    empty.put("learnorg.yaml", "format: 1\nworkflow: full\nsmall: {effort: 2}\n")
    kept(empty, "add", "2026-11-02", dates=f"{{{PROPOSED}}}")
    return empty


def test_nothing(empty: Checkout) -> None:
    """Where git and the register agree, nothing is found, and the tip to keep is told."""
    told = story(empty)
    verdict = audited(empty)
    assert verdict.faults == []
    assert (verdict.tip, verdict.steps, verdict.records) == (told["declined"], 4, 1)
    assert verdict.whole


def test_nothing_committed(empty: Checkout) -> None:
    """Before the first commit there is nothing to compare."""
    empty.put("learnorg.yaml", "format: 1\n")
    assert audited(empty) == Verdict("", [], {}, 0, 0, True)


# ---- dates -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("accepted", "rules"),
    [
        ("2026-11-09", []),
        ("2026-11-10", []),
        ("2026-11-11", ["date-after-commit"]),
        ("2026-10-09", []),
        ("2026-10-08", ["date-long-before"]),
        ("soon", []),
        ("[a]", []),
    ],
)
def test_dates(repo: Checkout, accepted: str, rules: list[str]) -> None:
    """A state reached later than its commit, or recorded much later, does not go with git."""
    dates = f"{{{PROPOSED}, accepted: {accepted}}}"
    kept(repo, "accept", "2026-11-09", state="accepted", dates=dates)
    assert [rule for rule, _ in found(repo)] == rules


def test_where_a_date_stands(repo: Checkout) -> None:
    """What is wrong with a date is told with the commit, and the line on which it stands."""
    dates = f"\n  {PROPOSED}\n  accepted: 2026-12-24"
    sha = kept(repo, "accept", "2026-11-09", "Ben", state="accepted", dates=dates)
    (fault,) = audited(repo).faults
    assert fault == (
        ID, place(ID), 7, "date-after-commit", Level.ERROR,
        "accepted on 2026-12-24, after the commit of 2026-11-09 that brought it there", "",
        sha, "2026-11-09", "Ben",
    )  # fmt: skip


def test_dates_on_the_way(repo: Checkout) -> None:
    """States that one commit passes are compared with that commit."""
    dates = f"{{{PROPOSED}, accepted: 2026-11-09, assessed: 2026-12-24, approved: 2026-11-09}}"
    kept(repo, "approve", "2026-11-09", state="approved", dates=dates)
    assert found(repo) == [
        (
            "date-after-commit",
            "assessed on 2026-12-24, after the commit of 2026-11-09 that brought it there",
        )
    ]


def test_dates_of_the_last_time(repo: Checkout) -> None:
    """A record that was closed twice has the date of the last time."""
    dates = f"{PROPOSED}, accepted: 2026-11-03"
    kept(repo, "close", "2026-11-04", state="closed", dates=f"{{{dates}, closed: 2026-11-04}}")
    kept(repo, "reopen", "2026-11-05", state="accepted", dates=f"{{{dates}}}")
    kept(repo, "close", "2026-11-12", state="closed", dates=f"{{{dates}, closed: 2026-11-12}}")
    assert found(repo) == []


def test_amended_later(repo: Checkout) -> None:
    """A commit that was amended counts from its author's day to that of its committer."""
    kept(repo, "accept", "2026-11-03", state="accepted")
    put(repo, state="accepted", dates=f"{{{PROPOSED}, accepted: 2026-11-12}}")
    commit(repo, "", "Ada", "2026-11-12", "--amend", "--no-edit", "--date=2026-11-03T12:00:00Z")
    assert found(repo) == []


@pytest.mark.parametrize(
    ("how", "rules"),
    [
        ("imported", []),
        ("rekey", []),
        ("says import", ["born-further", "date-long-before"]),
        ("says rekey", ["born-further", "date-long-before"]),
        ("another state", ["born-further", "date-long-before"]),
    ],
)
def test_from_elsewhere(repo: Checkout, how: str, rules: list[str]) -> None:
    """What was imported, or had another identity, came about long ago, if its file says so, too."""
    third = "IMP-2611-aaaaaa"
    put(repo, third, state="accepted", dates=f"{{{PROPOSED}, accepted: 2026-11-02}}")
    commit(repo, "add")
    said = {"dates": "{accepted: 2025-02-01}", "state": "accepted"}
    if how == "imported":
        said["imported"] = "{from: x.csv, row: '1'}"
    if how in ("rekey", "another state"):
        (repo.path / place(third)).unlink()
        said["aliases"] = f"[{third}]"
    if how == "another state":
        said |= {"state": "assessed", "dates": "{assessed: 2025-02-01}"}
    trailer = {"imported": "", "says import": "\n\nLearnorg-Action: import"}
    put(repo, OTHER, **said)
    commit(repo, "bring in" + trailer.get(how, "\n\nLearnorg-Action: rekey"))
    faults = audited(repo).faults
    assert sorted(one.rule for one in faults if one.identity == OTHER) == rules


# ---- moves -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("was", "became", "rules"),
    [
        ("proposed", "accepted", []),
        ("proposed", "closed", []),
        ("assessed", "proposed", []),
        ("on-hold", "declined", []),
        ("declined", "proposed", []),
        ("declined", "accepted", ["illegal-move"]),
        ("closed", "proposed", ["illegal-move"]),
        ("closed", "declined", ["illegal-move"]),
        ("in-progress", "declined", ["illegal-move"]),
        ("accepted", "frozen", ["illegal-move"]),
        ("frozen", "accepted", []),
    ],
)
def test_moves(repo: Checkout, was: str, became: str, rules: list[str]) -> None:
    """A state may be left only as the life cycle has it, in one of its work flows."""
    put(repo, OTHER, state=was, imported="{from: x.csv, row: '1'}")
    commit(repo, "bring in")
    put(repo, OTHER, state=became, imported="{from: x.csv, row: '1'}")
    commit(repo, "move")
    assert [rule for rule, _ in found(repo)] == rules


def test_taken_back(repo: Checkout, monkeypatch: pytest.MonkeyPatch) -> None:
    """What takes a move back is no move of its own, if it does what it says."""
    monkeypatch.setenv("GIT_COMMITTER_DATE", "2026-11-04T13:00:00Z")
    put(repo, state="declined")
    made = commit(repo, "start", on="2026-11-03")
    repo.git("revert", "--no-edit", made)
    kept(repo, "on", "2026-11-04", state="closed")
    repo.git("revert", "--no-edit", "HEAD")
    assert found(repo) == []
    kept(repo, "close", "2026-11-05", state="closed")
    lied = kept(repo, f"Revert\n\nThis reverts commit {made}.", "2026-11-06", state="declined")
    assert [(fault.rule, fault.commit) for fault in audited(repo).faults] == [
        ("illegal-move", lied)
    ]


@pytest.mark.parametrize(
    ("fields", "rules"),
    [
        ({"state": "proposed"}, []),
        ({"state": "closed"}, ["born-further"]),
        ({"state": "closed", "dates": "{closed: 2026-11-03}"}, ["born-further"]),
        ({"state": "closed", "dates": "{proposed: 2026-11-02, closed: 2026-11-03}"}, []),
        ({"state": "closed", "imported": "{from: x.csv, row: '1'}"}, []),
    ],
)
def test_births(repo: Checkout, fields: dict[str, str], rules: list[str]) -> None:
    """A record begins as proposed, unless it was imported or tells of its way."""
    put(repo, OTHER, **fields)
    commit(repo, "Squashed or not", on="2026-11-03")
    assert [rule for rule, _ in found(repo)] == rules


def test_since(repo: Checkout) -> None:
    """Of what commits did, only those from a day on are looked at."""
    kept(repo, "close", "2026-11-04", state="closed")
    kept(repo, "decline", "2026-11-05", state="declined")
    (repo.path / place(ID)).unlink()
    commit(repo, "away", on="2026-11-06")
    assert [rule for rule, _ in found(repo)] == ["illegal-move", "record-deleted"]
    assert [rule for rule, _ in found(repo, since="2026-11-06")] == ["record-deleted"]
    assert found(repo, since="2026-11-07") == []


# ---- deletions ---------------------------------------------------------------------------


def test_deleted(repo: Checkout) -> None:
    """A record that is gone is found, with the commit that still has it."""
    (repo.path / place(ID)).unlink()
    sha = commit(repo, "away", "Ben", "2026-11-05")
    (fault,) = audited(repo).faults
    assert (fault.rule, fault.message, fault.commit, fault.who) == (
        "record-deleted", "taken away", sha, "Ben"
    )  # fmt: skip
    assert fault.hint == f"It is still in {sha[:10]}^: learnorg show {ID} --as-of {sha[:10]}^"


def test_lost_in_a_merge(repo: Checkout) -> None:
    """A record that a merge drops is found, too."""
    repo.git("switch", "-qc", "side")
    put(repo, OTHER)
    commit(repo, "add other", on="2026-11-03")
    repo.git("switch", "-q", "main")
    repo.git("merge", "-q", "--no-edit", "-s", "ours", "side")
    assert found(repo) == [("record-deleted", "gone, though no commit took it away")]


@pytest.mark.parametrize(
    ("how", "levels"),
    [
        ("rekey", []),
        ("put back", []),
        ("moved", []),
        ("revert", [Level.WARNING]),
        ("undo", [Level.WARNING]),
        ("says rekey", [Level.ERROR]),
        ("parked", [Level.ERROR]),
        ("changed", [Level.ERROR]),
    ],
)
def test_not_deleted(repo: Checkout, how: str, levels: list[Level]) -> None:
    """What is back, elsewhere or has another name is not lost; an undone beginning is told of."""
    put(repo, OTHER)
    added = commit(repo, "add other", on="2026-11-03")
    if how == "revert":
        repo.git("revert", "--no-edit", "HEAD")
    else:
        if how == "changed":
            put(repo, OTHER, state="accepted")
            commit(repo, "accept", on="2026-11-04")
        (repo.path / place(OTHER)).unlink()
        undone = f"x\n\nThis reverts commit {added}.\n\nLearnorg-Action: undo"
        rekey = "x\n\nLearnorg-Action: rekey"
        said = {"rekey": rekey, "says rekey": rekey, "undo": undone, "changed": undone}
        if how == "rekey":
            put(repo, "IMP-2611-aaaaaa", aliases=f"[{OTHER}]")
        if how == "moved":
            put(repo, OTHER, at=f"register/improvements/else/{OTHER}.yaml")
        if how == "parked":
            put(repo, OTHER, at=f"register/people/{OTHER}.yaml")
        commit(repo, said.get(how, "away"), on="2026-11-04")
        if how == "put back":
            put(repo, OTHER)
            commit(repo, "back", on="2026-11-05")
    faults = audited(repo).faults
    assert [(one.rule, one.level) for one in faults] == [("record-deleted", x) for x in levels]


# ---- dates of commits --------------------------------------------------------------------


def test_backwards(repo: Checkout) -> None:
    """A commit that says to be older than its parent is found, and not passed by for its date."""
    kept(repo, "accept", "2026-11-05", state="accepted")
    (repo.path / place(ID)).unlink()
    commit(repo, "away", on="2020-01-01")
    told = ["date-backwards", "record-deleted"]
    assert [rule for rule, _ in found(repo)] == told
    for since in ("2026-11-04", "2026-11-05", "2026-11-06", "2027-01-01"):
        assert [rule for rule, _ in found(repo, since=since)] == told
    commit(repo, "honest", on="2026-11-20")
    assert [rule for rule, _ in found(repo, since="2026-11-20")] == told
    assert found(repo, since="2026-11-21") == []


def test_a_day_apart(repo: Checkout) -> None:
    """A day may lie between clocks."""
    kept(repo, "accept", "2026-11-03", state="accepted")
    kept(repo, "tag", "2026-11-02", state="accepted", tags="[night]")
    assert found(repo) == []


# ---- approvals ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("by", "author", "more", "level"),
    [
        ("ben", "Ben", {}, None),
        ("lea", "Ben", {}, Level.ERROR),
        ("Lea", "Ben", {}, Level.ERROR),
        ("lea", "Ben", {"estimates": "{effort: 2}"}, Level.WARNING),
        ("ben", "Lea", {}, Level.WARNING),
        ("", "Lea", {}, Level.WARNING),
    ],
)
def test_approvals(
    repo: Checkout, by: str, author: str, more: dict[str, str], level: Level | None
) -> None:
    """An approval by the owner is found, in the record as in the commit."""
    kept(repo, "accept", "2026-11-03", state="accepted", owner="lea")
    put(repo, state="approved", owner="lea", approval=f"{{by: {by}}}", **more)
    commit(repo, "approve", author, "2026-11-04")
    kept(repo, "start", "2026-11-05", state="in-progress", owner="lea", approval=f"{{by: {by}}}")
    faults = audited(repo).faults
    assert [(fault.rule, fault.level) for fault in faults] == (
        [("approver-is-owner", level)] if level else []
    )


def test_with_a_reason(repo: Checkout) -> None:
    """An approval by the owner that says why is a warning; so is a person known by address."""
    repo.put("register/people/lea.yaml", "id: lea\ntitle: Lea\nemails: cem@example.org\n")
    put(repo, state="in-progress", owner="lea", approval="{by: lea, because: alone today}")
    put(repo, OTHER, state="approved", owner="lea", approval="{by: ben}", dates=f"{{{PROPOSED}}}")
    commit(repo, "approve", "Cem", "2026-11-04")
    assert sorted((f.identity, f.level, f.message) for f in audited(repo).faults) == [
        (OTHER, Level.WARNING, "approved by ben, in a commit of its owner, lea"),
        (ID, Level.WARNING, "approved by its owner, lea"),
    ]


def test_quoted(repo: Checkout) -> None:
    """An approval counts however its key is written."""
    text = put(repo, state="approved", owner="lea", approval="{by: lea}").read_text()
    repo.put(place(ID), text.replace("approval:", '"\\x61pproval":'))
    commit(repo, "approve", "Ben", "2026-11-04")
    assert [rule for rule, _ in found(repo)] == ["approver-is-owner"]


# ---- witnesses ---------------------------------------------------------------------------


def test_witness(repo: Checkout, tmp_path: Path) -> None:
    """A commit that was verified before must still be part of history."""
    before = tip(repo)
    kept(repo, "accept", "2026-11-03", state="accepted")
    after = tip(repo)
    assert audited(repo, witness=before).faults == []
    assert audited(repo, witness=after).faults == []
    repo.git("reset", "-q", "--hard", before)
    (fault,) = audited(repo, witness=after).faults
    assert (fault.rule, fault.level) == ("history-rewritten", Level.ERROR)
    assert "is no longer part of HEAD's history" in fault.message
    (fault,) = audited(repo, witness="1" * 40).faults
    assert "is not in this repository any more" in fault.message
    with pytest.raises(NoSuchCommit):
        audited(repo, witness="nonsense")
    kept(repo, "accept", "2026-11-03", state="accepted")
    subprocess.run(
        ["git", "clone", "-q", "--depth", "1", f"file://{repo.path}", str(tmp_path / "clone")],
        check=True,
    )
    with pytest.raises(CannotSee):
        audited(Checkout(tmp_path / "clone"), witness=before)


def test_shallow(repo: Checkout, tmp_path: Path) -> None:
    """In a shallow clone what it cannot see is no fault, and that it lacks something is told."""
    kept(repo, "close", "2026-11-30", state="closed", dates="{closed: 2025-01-01}")
    kept(repo, "reword", "2026-12-01", state="closed", dates="{closed: 2025-01-01}", title="x")
    subprocess.run(
        ["git", "clone", "-q", "--depth", "1", f"file://{repo.path}", str(tmp_path / "clone")],
        check=True,
    )
    verdict = audited(Checkout(tmp_path / "clone"))
    assert (verdict.faults, verdict.whole) == ([], False)
    assert [rule for rule, _ in found(repo)] == ["date-long-before"]


# ---- signatures --------------------------------------------------------------------------


@needs_keys
@pytest.mark.parametrize(
    ("by", "key", "rules"),
    [
        ("Ada", "ada", []),
        ("Ada", "", [("unsigned-change", Level.WARNING)]),
        ("Ada", "eve", [("signature-wrong", Level.WARNING)]),
        ("Ben", "ada", [("signature-wrong", Level.ERROR)]),
    ],
)
def test_signatures(
    repo: Checkout, keys: Keys, by: str, key: str, rules: list[tuple[str, Level]]
) -> None:
    """Since there are signers, commits are signed, by whoever they say they are of."""
    repo.put("allowed_signers", keys.line("ada@example.org", "ada"))
    commit(repo, "Begin to sign", "Ada", "2026-11-04")
    signed(repo, keys, key, by)
    assert [(fault.rule, fault.level) for fault in audited(repo).faults] == rules
    repo.put("learnorg.yaml", "format: 1\nevidence: {demand: signature}\n")
    commit(repo, "Demand it", "Ada", "2026-11-05")
    found = [(fault.rule, fault.level) for fault in audited(repo).faults]
    assert found == [(rule, Level.ERROR) for rule, _ in rules]


@needs_keys
def test_unsigned_and_backdated(repo: Checkout, keys: Keys) -> None:
    """That a commit says to be older than the signers does not save it from being looked at."""
    repo.put("allowed_signers", keys.line("ada@example.org", "ada"))
    commit(repo, "Begin to sign", "Ada", "2026-11-04")
    kept(repo, "accept", "2026-10-01", state="accepted")
    assert [rule for rule, _ in found(repo)] == ["date-backwards", "unsigned-change"]


@needs_keys
def test_forged(repo: Checkout, keys: Keys) -> None:
    """A signature of something else is an error, whoever made it."""
    repo.put("allowed_signers", keys.line("ada@example.org", "ada"))
    commit(repo, "Begin to sign", "Ada", "2026-11-04")
    signed(repo, keys, "ada", "Ada")
    stored = repo.git("cat-file", "commit", "HEAD").replace("Say it", "Say so")
    forged = repo.git("hash-object", "-t", "commit", "-w", "--stdin", stdin=stored).strip()
    repo.git("update-ref", "HEAD", forged)
    assert [(fault.rule, fault.level) for fault in audited(repo).faults] == [
        ("signature-wrong", Level.ERROR)
    ]


def test_unreadable(repo: Checkout) -> None:
    """A record that cannot be read is no fault of its past; `check` tells of it."""
    repo.put(place(ID), "state: [\n")
    commit(repo, "break")
    repo.put(place(OTHER), "dates: x\nstate: closed\napproval: x\n")
    commit(repo, "odd")
    assert [rule for rule, _ in found(repo)] == ["born-further"]


def test_page(repo: Checkout, expected: Callable[[str, str], None]) -> None:
    """What was found, as a terminal shows it."""
    dates = f"{{{PROPOSED}, accepted: 2026-12-24}}"
    kept(repo, "accept", "2026-11-09", state="accepted", dates=dates)
    put(repo, OTHER)
    commit(repo, "add", on="2026-11-09")
    (repo.path / place(OTHER)).unlink()
    commit(repo, "away", "Ben", "2026-11-10")
    expected("audit.txt", show(lay_out(audited(repo, "1" * 40), brief=True), 80, colour=False))


def test_pages() -> None:
    """Everything that an audit finds has a page, of its own or among the rules over a change."""
    looks = set(Path(auditing.__file__).parent.glob("*.py")) - {Path(pages.__file__)}
    house = "".join(file.read_text() for file in looks)
    named = set(re.findall(r'"([a-z]+(?:-[a-z]+)+)"', house)) - {"in-progress"}
    assert named == {one.name for one in AUDITED} | {
        "approver-is-owner",
        "born-further",
        "date-after-commit",
        "illegal-move",
        "record-deleted",
    }
    for one in AUDITED:
        assert "Why it matters" in one.page
        assert "Instead" in one.page
