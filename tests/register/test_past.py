import subprocess
from datetime import date
from pathlib import Path

import pytest

from checkouts import Checkout
from learnorg.history.objects import NoSuchCommit
from learnorg.register.links import bonds
from learnorg.register.past import NothingYet, NotThen, moment, record_then, register_at
from learnorg.register.register import Register
from learnorg.register.trail import NoHistory
from pasts import ID, OTHER, commit, kept, put, story
from registers import TODAY

KEY = ("improvement", ID)


@pytest.mark.parametrize(
    ("text", "what", "day"),
    [
        ("2026-11-02", "added", "2026-11-02"),
        ("2026-11-08", "added", "2026-11-08"),
        ("2026-11-09", "accepted", "2026-11-09"),
        ("yesterday", "declined", "2026-11-21"),
        ("tuesday", "declined", "2026-11-17"),
        ("2w", "accepted", "2026-11-08"),
        ("2026-11", "declined", "2026-11-22"),
        ("2027", "declined", "2026-11-22"),
        ("HEAD", "declined", "2026-11-12"),
        ("main~2", "accepted", "2026-11-09"),
        ("v1", "accepted", "2026-11-09"),
    ],
)
def test_moment(empty: Checkout, text: str, what: str, day: str) -> None:
    """A day means the last commit before its end; anything else is one of git's names."""
    told = story(empty)
    empty.git("tag", "-a", "v1", "-m", "One", told["accepted"])
    expected = "added" if text == "2w" else what
    then = moment(Register.open(empty.path), text, TODAY)
    assert (then.commit.id, then.day.isoformat()) == (told[expected], day)


def test_first_parents(empty: Checkout) -> None:
    """On a day only what the main line held counts, not what a branch held that came in later."""
    told = story(empty)
    empty.git("switch", "-qc", "side", told["accepted"])
    kept(empty, "on the side", "2026-11-11", state="closed")
    empty.git("switch", "-q", "main")
    empty.git("merge", "-q", "-X", "ours", "--no-commit", "side", ok=False)
    commit(empty, "merge", on="2026-11-15")
    register = Register.open(empty.path)
    assert moment(register, "2026-11-11", TODAY).commit.id == told["by_hand"]


def test_no_moment(empty: Checkout, tmp_path: Path) -> None:
    """Before the first commit there is nothing; a shallow clone says that it may lack it."""
    story(empty)
    register = Register.open(empty.path)
    with pytest.raises(NothingYet, match="nothing was committed by 2026-10-31") as refusal:
        moment(register, "2026-10-31", TODAY)
    assert "learnorg log" in refusal.value.hint
    for name in ("nowhere", "2026-10..2026-11", "--all", ""):
        with pytest.raises(NoSuchCommit):
            moment(register, name, TODAY)
    subprocess.run(
        ["git", "clone", "-q", "--depth", "1", f"file://{empty.path}", str(tmp_path / "clone")],
        check=True,
    )
    with pytest.raises(NothingYet) as refusal:
        moment(Register.open(tmp_path / "clone"), "2026-11-02", TODAY)
    assert "--unshallow" in refusal.value.hint


def test_without_git(folder: Path) -> None:
    """Without git there is no past."""
    (folder / "learnorg.yaml").write_text("format: 1\n")
    with pytest.raises(NoHistory):
        moment(Register.open(folder), "HEAD", TODAY)


def test_register_at(empty: Checkout) -> None:
    """The register of then has the records and the policy of then, and what could not be read."""
    empty.put("learnorg.yaml", "format: 1\nscoring: {sizes: {S: 4}}\n")
    put(empty, size="S", estimates="{value: 8, confidence: 1}")
    put(empty, OTHER)
    empty.put("register/people/lea.yaml", "title: [\n")
    old = commit(empty, "Old")
    empty.put("learnorg.yaml", "format: 1\n")
    (empty.path / "register/people/lea.yaml").unlink()
    kept(empty, "New", "2026-11-03", state="accepted")
    register = Register.open(empty.path)
    then = register_at(register, moment(register, old, TODAY).commit)
    assert then.index.rows("SELECT id, state, score FROM records WHERE id != '' ORDER BY id") == [
        (OTHER, "proposed", None),
        (ID, "proposed", 2),
        ("lea", "", None),
    ]
    assert [one.path for one in then.unreadable()] == ["register/people/lea.yaml"]
    assert then.policy.scoring.sizes == {"S": 4}
    assert register.index.one("SELECT state FROM records WHERE id = ?", (ID,)) == "accepted"


@pytest.mark.parametrize("policy", ["nonsense: [\n", "format: 99\n", None])
def test_policy_of_then(empty: Checkout, policy: str | None) -> None:
    """Where there was no policy that can be read, today's holds."""
    put(empty)
    if policy:
        empty.put("learnorg.yaml", policy)
    old = commit(empty, "Old")
    empty.put("learnorg.yaml", "format: 1\nname: Today\n")
    register = Register.open(empty.path)
    assert register_at(register, moment(register, old, TODAY).commit).policy.name == "Today"


def test_record_then(empty: Checkout) -> None:
    """One record comes with what it is linked to, both ways, and nothing else."""
    empty.put("learnorg.yaml", "format: 1\n")
    put(empty, links=f"[{{rel: depends-on, to: {OTHER}}}]")
    put(empty, OTHER, title="Other")
    put(empty, "IMP-2609-h0dbbb", links=f"[{{rel: replicates, to: {ID}#m1x}}]")
    put(empty, "IMP-2608-c10sdd")
    old = commit(empty, "Old", on="2026-11-02")
    for file in empty.path.glob("register/**/*.yaml"):
        file.unlink()
    commit(empty, "Away", on="2026-11-03")
    register = Register.open(empty.path)
    then, name = record_then(register, moment(register, old, TODAY).commit, KEY)
    assert name == ID
    assert [(b.relation, b.to, b.there) for b in bonds(then, then.entry(ID))] == [
        ("depends-on", OTHER, True),
        ("is replicated by", "IMP-2609-h0dbbb", True),
    ]
    assert then.index.one("SELECT count(*) FROM records") == 3
    with pytest.raises(NotThen, match=f"{ID} was not there in .* of 2026-11-03"):
        record_then(register, moment(register, "HEAD", date(2026, 11, 4)).commit, KEY)


def test_below_the_top(empty: Checkout) -> None:
    """A register below its work tree's top has its own past."""
    empty.put("team/learnorg.yaml", "format: 1\nname: Team\n")
    put(empty, at=f"team/register/improvements/2026/11/{ID}.yaml")
    put(empty)
    commit(empty, "Both")
    register = Register.open(empty.path / "team")
    then = register_at(register, moment(register, "HEAD", TODAY).commit)
    assert then.policy.name == "Team"
    assert then.index.one("SELECT count(*) FROM records") == 1


def test_days_of_committers(repo: Checkout, monkeypatch: pytest.MonkeyPatch) -> None:
    """A day is the committer's own, wherever and whenever it is looked back upon."""
    for day, zone in (("2026-09-01T23:30:00", "-0800"), ("2026-09-03T00:30:00", "+1400")):
        monkeypatch.setenv("GIT_COMMITTER_DATE", f"{day} {zone}")
        repo.git("commit", "-qm", day, "--allow-empty")
    register = Register.open(repo.path)
    for zone in ("UTC", "Pacific/Kiritimati"):
        monkeypatch.setenv("TZ", zone)
        found = {day: moment(register, day, TODAY).commit.subject for day in (
            "2026-09-01", "2026-09-02", "2026-09-03")}  # fmt: skip
        assert found["2026-09-01"] == found["2026-09-02"] == "2026-09-01T23:30:00"
        assert found["2026-09-03"] == "2026-09-03T00:30:00"
