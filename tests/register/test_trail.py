import os
import shutil
import sqlite3
import subprocess
import tempfile
import threading
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from checkouts import Checkout
from learnorg.history.piped import Piped
from learnorg.register.places import record_at
from learnorg.register.register import Register
from learnorg.register.steps import steps
from learnorg.register.trail import NoHistory, Trail
from pasts import ID, OTHER, commit, kept, place, put, story, tip

Passed = list[tuple[str, str | None, str | None]]


def trail_of(repo: Checkout, inside: str = "") -> Trail:
    register = Register.open(repo.path / inside)
    trail = Trail.of(register)
    register.index.close()
    return trail


def moves(trail: Trail, identity: str = ID) -> Passed:
    """Each step's subject with the states before and after, the oldest first."""
    found = steps(trail, "identity = ?", (identity,))
    return [(step.subject, step.was, step.became) for step in reversed(found)]


def everything(trail: Trail) -> list[Any]:
    """All that a trail holds, but for the numbers."""
    return sorted(steps(trail), key=str)


def afresh(repo: Checkout) -> list[Any]:
    """What a trail holds that has seen none of it before."""
    trail = Trail(repo.path, repo.repository, None)
    trail.refresh()
    found = everything(trail)
    trail.close()
    return found


@pytest.fixture
def repo(empty: Checkout) -> Checkout:
    """A repository with a register that holds no record."""
    empty.put("learnorg.yaml", "format: 1\n")
    commit(empty, "Begin", on="2026-11-01")
    return empty


def test_a_story(empty: Checkout) -> None:
    """Every commit that touches a record is a step, with who, when, why and what learnorg did."""
    told = story(empty)
    trail = trail_of(empty)
    last, by_hand, accepted, added = steps(trail)
    assert [last.commit, by_hand.commit, accepted.commit, added.commit] == [
        told["declined"], told["by_hand"], told["accepted"], told["added"]
    ]  # fmt: skip
    assert (added.was, added.became, added.old) == (None, "proposed", None)
    assert (accepted.was, accepted.became, accepted.old) == ("proposed", "accepted", added.new)
    assert (accepted.day, accepted.name, accepted.email) == ("2026-11-09", "Ada", "ada@example.org")
    assert (accepted.action, accepted.because) == ("accept", "It costs an hour a night.")
    assert (by_hand.action, by_hand.because, by_hand.moves) == ("", "", False)
    assert trail.tip == told["declined"]
    assert not trail.shallow


def test_renamed(repo: Checkout) -> None:
    """A file that moves is the same record: moved alone it is no step, moved and edited it is."""
    kept(repo, "add", "2026-11-02")
    repo.git("mv", "register/improvements/2026", "register/improvements/moved")
    commit(repo, "move")
    repo.git("rm", "-q", f"register/improvements/moved/11/{ID}.yaml")
    put(repo, state="accepted")
    commit(repo, "move back and accept")
    assert moves(trail_of(repo)) == [
        ("add", None, "proposed"),
        ("move back and accept", "proposed", "accepted"),
    ]


def test_gone_and_back(repo: Checkout) -> None:
    """A record that is taken away and put back has a step for each."""
    kept(repo, "add", "2026-11-02")
    repo.git("rm", "-q", place(ID))
    commit(repo, "away")
    kept(repo, "back", "2026-11-04", state="accepted")
    assert moves(trail_of(repo)) == [
        ("add", None, "proposed"),
        ("away", "proposed", None),
        ("back", None, "accepted"),
    ]


def test_squashed(repo: Checkout) -> None:
    """What a branch did in several commits is one step once it is squashed."""
    kept(repo, "add", "2026-11-02")
    repo.git("switch", "-qc", "side")
    kept(repo, "accept", "2026-11-03", state="accepted", owner="lea")
    kept(repo, "start", "2026-11-04", state="in-progress", owner="lea")
    repo.git("switch", "-q", "main")
    repo.git("merge", "-q", "--squash", "side")
    commit(repo, "All of it", on="2026-11-05")
    assert moves(trail_of(repo)) == [
        ("add", None, "proposed"),
        ("All of it", "proposed", "in-progress"),
    ]


def test_rebased(repo: Checkout) -> None:
    """After a rebase the trail has the new commits, and nothing of the old ones."""
    kept(repo, "add", "2026-11-02")
    repo.git("switch", "-qc", "side")
    kept(repo, "accept", "2026-11-03", state="accepted")
    assert len(moves(trail_of(repo))) == 2
    repo.git("switch", "-q", "main")
    put(repo, OTHER)
    commit(repo, "other", on="2026-11-04")
    repo.git("switch", "-q", "side")
    repo.git("rebase", "-q", "main")
    trail = trail_of(repo)
    assert moves(trail) == [("add", None, "proposed"), ("accept", "proposed", "accepted")]
    assert {s.day for s in steps(trail, "subject = 'accept'")} == {"2026-11-03"}
    assert everything(trail) == afresh(repo)


def test_amended_and_reset(repo: Checkout) -> None:
    """An amended commit takes the place of the one before; a reset takes it away."""
    kept(repo, "add", "2026-11-02")
    kept(repo, "accept", "2026-11-03", state="accepted")
    assert len(moves(trail_of(repo))) == 2
    put(repo, state="declined")
    commit(repo, "", "Ada", "2026-11-03", "--amend", "-m", "decline")
    assert moves(trail_of(repo))[1] == ("decline", "proposed", "declined")
    repo.git("reset", "-q", "--hard", "HEAD~1")
    assert moves(trail_of(repo)) == [("add", None, "proposed")]


def test_merged(repo: Checkout) -> None:
    """A merge counts only for what it has of its own."""
    kept(repo, "add", "2026-11-02")
    put(repo, OTHER)
    commit(repo, "add other")
    repo.git("switch", "-qc", "side")
    kept(repo, "accept", "2026-11-03", state="accepted")
    repo.git("switch", "-q", "main")
    put(repo, OTHER, state="accepted")
    commit(repo, "accept other", on="2026-11-04")
    repo.git("merge", "-q", "--no-edit", "side")
    assert sorted(step.subject for step in steps(trail_of(repo))) == [
        "accept", "accept other", "add", "add other"
    ]  # fmt: skip
    put(repo, state="declined")
    commit(repo, "", "Ada", "2026-11-05", "--amend", "-m", "an evil merge")
    assert moves(trail_of(repo))[-1] == ("an evil merge", "proposed", "declined")


def test_state_of_a_merge(repo: Checkout) -> None:
    """A merge of one record moves it only where no parent was in that state."""
    body = "problem: |\n  one\n  two\n  three\n"
    repo.put(place(ID), "id: x\nstate: proposed\n\n\n" + body)
    commit(repo, "add")
    repo.git("switch", "-qc", "side")
    repo.put(place(ID), "id: x\nstate: accepted\n\n\n" + body)
    commit(repo, "accept")
    repo.git("switch", "-q", "main")
    repo.put(place(ID), "id: x\nstate: proposed\n\n\n" + body + "owner: lea\n")
    commit(repo, "own")
    repo.git("merge", "-q", "--no-edit", "side")
    merge = steps(trail_of(repo))[0]
    assert (merge.was, merge.became, merge.moves) == ("accepted", "accepted", False)
    assert len(merge.before) == 2


def test_incremental(empty: Checkout) -> None:
    """What is new is taken in, and what was known is not asked for again."""
    told = story(empty)
    trail_of(empty).close()
    kept(empty, "reopen", "2026-11-13")
    asked: list[str] = []
    listed = Piped.streamed

    def watched(self: Piped, *args: str, **how: Any) -> Any:
        asked.append(" ".join(args))
        return listed(self, *args, **how)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Piped, "streamed", watched)
        assert moves(trail_of(empty))[-1] == ("reopen", "declined", "proposed")
        assert asked[0] == (
            f"rev-list --topo-order --parents --left-right {told['declined']}...{tip(empty)} --"
        )
        asked.clear()
        assert len(moves(trail_of(empty))) == 5
        assert asked == []


class TrailOverHistory(RuleBasedStateMachine):
    """However history goes on or is rewritten, the trail says what a new one says."""

    names = st.sampled_from([ID, OTHER, "lea"])
    states = st.sampled_from(["proposed", "accepted", "closed"])

    @initialize()
    def begin(self) -> None:
        self.folder = Path(tempfile.mkdtemp())
        os.environ |= {"GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_NOSYSTEM": "1"}
        self.repo = Checkout(self.folder / "work")
        self.repo.path.mkdir()
        self.repo.git("init", "-qb", "main")
        for key, value in (("name", "Ada"), ("email", "ada@example.org")):
            self.repo.git("config", f"user.{key}", value)
        self.repo.put("learnorg.yaml", "format: 1\n")
        commit(self.repo, "Begin")
        self.repo.git("branch", "side")
        self.trail = Trail(self.repo.path, self.repo.repository, self.folder / "cache")
        self.count = 0

    def teardown(self) -> None:
        self.trail.close()
        shutil.rmtree(self.folder)

    def said(self) -> str:
        self.count += 1
        return f"{self.count}"

    @rule(name=names, state=states, amend=st.booleans())
    def write(self, name: str, state: str, amend: bool) -> None:
        for file in self.repo.path.glob(f"register/**/{name}.yaml"):
            file.unlink()
        put(self.repo, name, state=state, title=self.said())
        words = ("--amend", "-m", self.said()) if amend else ()
        commit(self.repo, self.said(), "Ada", "2026-11-02", *words)

    @precondition(lambda self: list(self.repo.path.glob("register/**/*.yaml")))
    @rule(data=st.data(), gone=st.booleans())
    def move(self, data: st.DataObject, gone: bool) -> None:
        files = sorted(self.repo.path.glob("register/**/*.yaml"))
        file = data.draw(st.sampled_from(files))
        if gone:
            file.unlink()
        else:
            there = self.repo.path / "register" / "people" / self.said() / file.name
            there.parent.mkdir(parents=True)
            file.rename(there)
        commit(self.repo, self.said())

    @rule()
    def switch(self) -> None:
        here = self.repo.git("symbolic-ref", "--short", "HEAD").strip()
        self.repo.git("switch", "-q", "side" if here == "main" else "main")

    @rule(how=st.sampled_from(["ours", "theirs"]), squash=st.booleans())
    def merge(self, how: str, squash: bool) -> None:
        here = self.repo.git("symbolic-ref", "--short", "HEAD").strip()
        other = "side" if here == "main" else "main"
        flags = ["--squash"] if squash else ["--no-commit", "--no-ff"]
        self.repo.git("merge", "-q", *flags, "-X", how, other, ok=False)
        commit(self.repo, self.said())

    @rule()
    def reset(self) -> None:
        self.repo.git("reset", "-q", "--hard", "HEAD~1", ok=False)

    @rule()
    def tidy(self) -> None:
        self.repo.git("reflog", "expire", "--expire=now", "--all")
        self.repo.git("gc", "-q", "--prune=now")

    @invariant()
    def says_what_history_says(self) -> None:
        if hasattr(self, "trail"):
            self.trail.refresh()
            assert everything(self.trail) == afresh(self.repo)
            here = {record_at(p) for p in self.repo.git("ls-files", "register").split()}
            last = {step.key: step for step in reversed(steps(self.trail))}
            assert {key for key, step in last.items() if step.new} <= here


TestTrailOverHistory = TrailOverHistory.TestCase
TestTrailOverHistory.settings = settings(max_examples=15, stateful_step_count=12, deadline=None)


@pytest.mark.parametrize("damage", [b"", b"garbage " * 200, b"SQLite format 3\0" + b"\xff" * 5000])
def test_damaged(empty: Checkout, damage: bytes) -> None:
    """A damaged cache is made anew without a word."""
    story(empty)
    trail = trail_of(empty)
    trail.close()
    trail.file.write_bytes(damage)
    assert len(moves(trail_of(empty))) == 4


@pytest.mark.parametrize("table", ["meta", "commits", "touches"])
def test_foreign(empty: Checkout, table: str) -> None:
    """A cache that lacks a table is made anew, too."""
    story(empty)
    trail = trail_of(empty)
    trail.close()
    connection = sqlite3.connect(trail.file)
    connection.execute(f"DROP TABLE {table}")
    connection.commit()
    connection.close()
    assert len(moves(trail_of(empty))) == 4


def test_of_another_history(empty: Checkout) -> None:
    """A cache whose tip nobody knows is thrown away."""
    story(empty)
    trail = trail_of(empty)
    trail.keep("tip", "1" * 40)
    trail.close()
    assert len(moves(trail_of(empty))) == 4


def test_nowhere_to_keep_it(empty: Checkout) -> None:
    """Where no cache can be kept, history is read all the same."""
    story(empty)
    (empty.path / ".git" / "learnorg").write_text("")
    assert len(moves(trail_of(empty))) == 4


def test_two_at_once(empty: Checkout) -> None:
    """Two processes may use it at once."""
    story(empty)
    found: list[int] = []

    def read() -> None:
        trail = trail_of(empty)
        found.append(len(moves(trail)))
        trail.close()

    readers = [threading.Thread(target=read) for _ in range(4)]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()
    assert found == [4] * 4


def test_parts(empty: Checkout, monkeypatch: pytest.MonkeyPatch) -> None:
    """A long history is taken in part by part, and comes out the same."""
    monkeypatch.setattr("learnorg.register.passages.AT_ONCE", 2)
    told = story(empty)
    assert [step.commit for step in steps(trail_of(empty))] == [
        told["declined"], told["by_hand"], told["accepted"], told["added"]
    ]  # fmt: skip


def test_below_the_top(empty: Checkout) -> None:
    """A register below its work tree's top has its own trail, and nothing of what is beside it."""
    for root in ("team", "other"):
        empty.put(f"{root}/learnorg.yaml", "format: 1\n")
        put(empty, at=f"{root}/{place(ID)}", title=root)
        commit(empty, f"add in {root}")
    assert moves(trail_of(empty, "team")) == [("add in team", None, "proposed")]
    assert moves(trail_of(empty, "other")) == [("add in other", None, "proposed")]


def test_linked_work_tree(empty: Checkout, tmp_path: Path) -> None:
    """A linked work tree has the trail of its own HEAD."""
    story(empty)
    empty.git("worktree", "add", "-q", str(tmp_path / "linked"), "HEAD~1")
    linked = Checkout(tmp_path / "linked")
    assert len(moves(trail_of(linked))) == 3
    assert len(moves(trail_of(empty))) == 4
    empty.git("worktree", "add", "-q", "-b", "side", str(tmp_path / "branch"), "HEAD~2")
    assert len(moves(trail_of(Checkout(tmp_path / "branch")))) == 2


def test_shallow(empty: Checkout, tmp_path: Path) -> None:
    """A shallow clone knows where its history begins; deepened, it knows the rest."""
    story(empty)
    subprocess.run(
        ["git", "clone", "-q", "--depth", "2", f"file://{empty.path}", str(tmp_path / "clone")],
        check=True,
    )
    clone = Checkout(tmp_path / "clone")
    trail = trail_of(clone)
    assert trail.shallow
    assert [(s.subject, s.first) for s in reversed(steps(trail))] == [
        ("Reword it", 1), (f"{ID}: decline - Shorter hand-over", 0)
    ]  # fmt: skip
    clone.git("fetch", "-q", "--unshallow")
    trail = trail_of(clone)
    assert not trail.shallow
    assert [step.first for step in steps(trail)] == [0, 0, 0, 0]


def test_nothing_committed(empty: Checkout) -> None:
    """Before the first commit the trail is empty."""
    empty.put("learnorg.yaml", "format: 1\n")
    trail = trail_of(empty)
    assert (trail.tip, steps(trail)) == ("", [])


@pytest.mark.parametrize("how", ["packed", "detached", "elsewhere"])
def test_where_head_is(empty: Checkout, how: str) -> None:
    """HEAD's commit is found wherever git keeps it."""
    told = story(empty)
    if how == "packed":
        empty.git("pack-refs", "--all")
    elif how == "detached":
        empty.git("switch", "-q", "--detach")
    else:
        empty.git("symbolic-ref", "refs/heads/alias", "refs/heads/main")
        empty.git("symbolic-ref", "HEAD", "refs/heads/alias")
    assert trail_of(empty).tip == told["declined"]


def test_without_git(folder: Path) -> None:
    """Without git there is no history, and that is said."""
    (folder / "learnorg.yaml").write_text("format: 1\n")
    with pytest.raises(NoHistory):
        Trail.of(Register.open(folder))


def test_what_is_no_record(repo: Checkout) -> None:
    """Links, hidden files, other endings and other folders leave no trace."""
    for path in ("notes/x.yaml", "register/people/.lea.yaml", "register/people/lea.txt",
                 "register/else/lea.yaml"):  # fmt: skip
        repo.put(path, "id: lea\nstate: active\n")
    (repo.path / "register/people/link.yaml").symlink_to("lea.txt")
    (repo.path / os.fsdecode(b"register/people/l\xe9a.yaml")).write_text("id: x\n")
    commit(repo, "Odd things")
    assert steps(trail_of(repo)) == []


def test_file_becomes_link(repo: Checkout) -> None:
    """A record whose file becomes a link is gone."""
    kept(repo, "add", "2026-11-02")
    (repo.path / place(ID)).unlink()
    (repo.path / place(ID)).symlink_to("elsewhere")
    commit(repo, "link")
    assert moves(trail_of(repo))[-1] == ("link", "proposed", None)


def test_odd_commit(repo: Checkout) -> None:
    """A commit whose encoding yields what no database takes is kept all the same."""
    put(repo)
    repo.git("add", "-A")
    tree = repo.git("write-tree").strip()
    person = "Ad\\ud800a <ada@example.org> 1793620800 +0000"
    stored = (
        f"tree {tree}\nparent {tip(repo)}\nauthor {person}\ncommitter {person}\n"
        "encoding unicode_escape\n\nOdd \\ud800\n"
    )
    made = repo.git("hash-object", "-t", "commit", "-w", "--stdin", stdin=stored).strip()
    repo.git("update-ref", "HEAD", made)
    (step,) = steps(trail_of(repo))
    assert (step.subject, step.name) == ("Odd ?", "Ad?a")
