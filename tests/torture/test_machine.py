"""
A register through a long day, held against a small model of it after every step.

People add, set and move with learnorg, edit and commit by hand, switch branches, touch files
and lose the index, in any order. TORTURE=full makes the days longer and
many more (TORTURE_DAYS says how many).
"""

import json
import os
import shutil
import tempfile
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

from faults import Run
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    consumes,
    initialize,
    invariant,
    multiple,
    precondition,
    rule,
)
from lived_in import FOLDER, git, learnorg, policy, surroundings

from learnorg.files.loader import load

FULL = os.environ.get("TORTURE") == "full"
LETTERS = st.characters(categories=("Ll", "Lu", "Nd"), include_characters=" :#'\"-,[]{}&*%|>")
TITLES = st.builds("T{}.".format, st.text(LETTERS, max_size=20)).map(lambda t: " ".join(t.split()))
TAGS = st.sampled_from(("night", "later", "mail", "no", "12:30"))
FORWARD = {"proposed": ("accepted", "in-progress"), "accepted": ("in-progress",)}


@dataclass(frozen=True)
class Record:
    """What the model knows of a record."""

    title: str
    state: str = "proposed"
    tags: tuple[str, ...] = ()


@dataclass
class Branch:
    """A branch's records, as they are committed."""

    records: dict[str, Record] = field(default_factory=dict)


@cache
def source() -> tuple[tempfile.TemporaryDirectory[str], dict[str, str]]:
    """A repository to copy, with something of somebody else's staged."""
    folder = tempfile.TemporaryDirectory(prefix="machine-")
    env = surroundings(Path(folder.name) / "home")
    where = Path(folder.name) / "source"
    where.mkdir()
    git(where, env, "init", "-q")
    shutil.rmtree(where / ".git" / "hooks")
    shutil.copyfile(policy(), where / "learnorg.yaml")
    git(where, env, "add", ".")
    git(where, env, "commit", "-qm", "Begin")
    (where / "staged.txt").write_text("somebody's\n")
    git(where, env, "add", "staged.txt")
    return folder, env


class Day(RuleBasedStateMachine):
    """The register, and the model of it."""

    records = Bundle("records")

    def __init__(self) -> None:
        super().__init__()
        folder, self.env = source()
        self.folder = Path(tempfile.mkdtemp(dir=folder.name))
        self.where = self.folder / "work"
        shutil.copytree(Path(folder.name) / "source", self.where)
        self.branches = {"main": Branch()}
        self.branch = "main"
        self.work: dict[str, Record] = {}
        self.index: dict[str, Record] = {}
        self.hand = 0

    def teardown(self) -> None:
        shutil.rmtree(self.folder)

    def learnorg(self, *words: str) -> Run:
        return learnorg(words, self.where, self.env)

    def git(self, *words: str) -> str:
        return git(self.where, self.env, *words)

    @property
    def committed(self) -> dict[str, Record]:
        return self.branches[self.branch].records

    def dirty(self, identity: str) -> bool:
        """Whether somebody changed a record by hand, or staged it, and has not committed it."""
        was = self.committed.get(identity)
        return self.work.get(identity) != was or self.index.get(identity) != was

    def dirty_ones(self) -> set[str]:
        """All these records."""
        return {i for i in {**self.work, **self.index, **self.committed} if self.dirty(i)}

    def saved(self, identity: str, record: Record) -> None:
        """Take note of a record that learnorg committed."""
        self.work[identity] = self.index[identity] = self.committed[identity] = record

    def file(self, identity: str) -> Path:
        return self.where / FOLDER / f"{identity}.yaml"

    def changed(self, done: Run, identities: list[str], after: dict[str, Record]) -> None:
        """Hold what a command did to the records it changes against what it should have done."""
        if any(self.dirty(identity) for identity in identities):
            assert done.code == 4, done
            return
        assert done.code == 0, done
        for identity in identities:
            self.saved(identity, after[identity])

    # ---- with learnorg ----

    @initialize(target=records, titles=st.lists(TITLES, min_size=2, max_size=3))
    def begins(self, titles: list[str]) -> object:
        return multiple(*(self._added(title) for title in titles))

    @rule(target=records, title=TITLES)
    def adds(self, title: str) -> str:
        return self._added(title)

    def _added(self, title: str) -> str:
        done = self.learnorg("add", "--owner", "platform", "--quiet", "--", title)
        assert done.code == 0, done
        identity = done.out.strip()
        self.saved(identity, Record(title))
        return identity

    @rule(several=st.lists(records, min_size=1, max_size=3, unique=True), tag=TAGS)
    def sets(self, several: list[str], tag: str) -> None:
        several = [identity for identity in several if identity in self.work]
        if not several:
            return
        after = {}
        for identity in several:
            was = self.work[identity]
            tags = was.tags if tag in was.tags else (*was.tags, tag)
            after[identity] = replace(was, tags=tags)
        real = [identity for identity in several if after[identity] != self.work[identity]]
        done = self.learnorg("set", *several, f"tags+={tag}")
        self.changed(done, real, after)

    @rule(identity=records, tag=TAGS)
    def sets_with_edits(self, identity: str, tag: str) -> None:
        if identity not in self.work or tag in self.work[identity].tags:
            return
        done = self.learnorg("set", identity, f"tags+={tag}", "--include-edits")
        assert done.code == 0, done
        was = self.work[identity]
        self.saved(identity, replace(was, tags=(*was.tags, tag)))

    @rule(identity=records, tag=TAGS)
    def sets_without_commit(self, identity: str, tag: str) -> None:
        if identity not in self.work or tag in self.work[identity].tags:
            return
        done = self.learnorg("set", identity, f"tags+={tag}", "--no-commit")
        assert done.code == 0, done
        was = self.work[identity]
        self.work[identity] = replace(was, tags=(*was.tags, tag))

    @rule(several=st.lists(records, min_size=1, max_size=3, unique=True), data=st.data())
    def moves(self, several: list[str], data: st.DataObject) -> None:
        ready = [
            identity
            for identity in several
            if identity in self.work and self.work[identity].state in FORWARD
        ]
        if not ready:
            return
        known = [set(FORWARD[self.work[identity].state]) for identity in ready]
        to = data.draw(st.sampled_from(sorted(set.intersection(*known))))
        done = self.learnorg("move", to, *ready)
        after = {identity: replace(self.work[identity], state=to) for identity in ready}
        self.changed(done, ready, after)

    @rule(several=st.lists(records, min_size=1, max_size=3, unique=True))
    def tries(self, several: list[str]) -> None:
        """A dry run writes nothing, wherever the record stands."""
        several = [identity for identity in several if identity in self.work]
        if several:
            assert self.learnorg("set", *several, "tags+=dry", "--dry-run").code == 0

    # ---- by hand ----

    @rule(identity=records, letter=st.sampled_from("ABC"))
    def edits(self, identity: str, letter: str) -> None:
        """A letter for a letter: the file's size stays, and maybe its time."""
        if identity not in self.work:
            return
        was = self.work[identity]
        title = letter + was.title[1:]
        text = self.file(identity).read_text("utf-8")
        head, mark, rest = text.partition("title: ")
        at = 1 if rest[0] in "'\"" else 0
        self.file(identity).write_text(head + mark + rest[:at] + letter + rest[at + 1 :], "utf-8")
        self.work[identity] = replace(was, title=title)

    @rule(target=records)
    def writes(self) -> str:
        self.hand += 1
        identity = f"IMP-2611-{self.hand:06}"
        self.file(identity).parent.mkdir(parents=True, exist_ok=True)
        self.file(identity).write_text(
            f"# mine\nid: {identity}\ntitle: 'By hand'  # so\nstate: proposed\n"
            "raised: 2026-11-01\nowner: platform\n"
        )
        self.work[identity] = Record("By hand")
        return identity

    @rule(identity=records)
    def removes(self, identity: str) -> None:
        if self.work.pop(identity, None):
            self.file(identity).unlink()

    @rule(identity=records)
    def restores(self, identity: str) -> None:
        if identity in self.committed:
            self.git("checkout", "-q", "HEAD", "--", f"{FOLDER}/{identity}.yaml")
            self.saved(identity, self.committed[identity])

    @rule(identity=records)
    def stages(self, identity: str) -> None:
        if identity in self.work:
            self.git("add", f"{FOLDER}/{identity}.yaml")
            self.index[identity] = self.work[identity]

    @precondition(lambda self: self.work != self.committed)
    @rule()
    def commits(self) -> None:
        """All that stands in the register's folder."""
        self.git("add", "-A", "register")
        self.git("commit", "-qm", "By hand", "--", "register")
        self.branches[self.branch] = Branch(dict(self.work))
        self.index = dict(self.work)

    @rule(identity=records)
    def touches(self, identity: str) -> None:
        if identity in self.work:
            self.file(identity).touch()

    @precondition(lambda self: not self.dirty_ones())
    @rule(name=st.sampled_from(("main", "side")))
    def switches(self, name: str) -> None:
        if name == self.branch:
            return
        self.git("switch", "-q", *(() if name in self.branches else ("-c",)), name)
        if name not in self.branches:
            self.branches[name] = Branch(dict(self.committed))
        self.branch = name
        self.work, self.index = dict(self.committed), dict(self.committed)

    @rule()
    def loses_the_index(self) -> None:
        shutil.rmtree(self.where / ".git" / "learnorg", ignore_errors=True)

    @rule(junk=st.binary(max_size=200))
    def spoils_the_index(self, junk: bytes) -> None:
        for file in (self.where / ".git" / "learnorg").rglob("*.sqlite"):
            with file.open("r+b") as database:
                database.write(junk)

    @rule(identity=consumes(records))
    def forgets(self, identity: str) -> None:
        """Nobody speaks of this record any more; it stays where it is."""

    # ---- and it is so ----

    @invariant()
    def list_tells_what_is_so(self) -> None:
        listed = self.learnorg("list", "--all", "--format", "json")
        assert listed.code == 0, listed
        rows = {row["id"]: (row["title"], row["state"]) for row in json.loads(listed.out)["data"]}
        assert rows == {i: (record.title, record.state) for i, record in self.work.items()}

    @invariant()
    def files_hold_what_was_meant(self) -> None:
        found = {}
        for file in self.where.glob("register/**/*.yaml"):
            plain = load(file.read_bytes()).plain()
            tags = tuple(plain.get("tags") or ())
            found[plain["id"]] = Record(plain["title"], plain["state"], tags)
        assert found == self.work

    @invariant()
    def git_has_the_rest(self) -> None:
        status = self.git("status", "--porcelain", "-uall").splitlines()
        paths = {line[3:] for line in status}
        dirty = {f"{FOLDER}/{identity}.yaml" for identity in self.dirty_ones()}
        assert "A  staged.txt" in status
        assert paths - {"staged.txt"} == dirty, status
        assert self.git("symbolic-ref", "--short", "HEAD").strip() == self.branch


TestDay = Day.TestCase
TestDay.settings = settings(
    max_examples=int(os.environ.get("TORTURE_DAYS", "200")) if FULL else 15,
    stateful_step_count=40 if FULL else 15,
    derandomize=not FULL,
    phases=tuple(Phase) if FULL else (Phase.generate,),  # shrinking takes minutes
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
