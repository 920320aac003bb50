import os
import shutil
import sqlite3
import tempfile
import threading
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from learnorg.register.index import Index
from learnorg.register.intake import Place
from learnorg.register.policy import BadPolicy
from learnorg.register.register import Register
from learnorg.register.scan import SLACK
from registers import POLICY, laid_out, put

MONTH = "register/improvements/2026/11"
ONE = f"{MONTH}/IMP-2611-7k3mqx.yaml"

TABLES = {
    "records": "path, folder, name, hash, broken, kind, id, symbols, state, open, title, owner, "
    "team, raised, raised_by, due, since, closed, source, type, size, priority, value, confidence, "
    "effort, score",
    "contents": "contents.title, words, json",
    "terms": "field, terms.value",
    "links": "rel, identity, links.kind, raw",
    "aliases": "alias",
}


def held(index: Index) -> dict[str, list[Any]]:
    """Everything that an index holds of the files, table by table."""
    return {
        table: sorted(
            index.rows(
                f"SELECT path, {columns} FROM records"
                + (f" JOIN {table} USING (n)" if table != "records" else "")
            ),
            key=repr,
        )
        for table, columns in TABLES.items()
    }


def afresh(root: Path) -> dict[str, list[Any]]:
    """What an index holds that has never seen the files before."""
    index = Index(root, root / "learnorg.yaml")  # no folder, so it is kept in memory
    index.refresh()
    found = held(index)
    index.close()
    return found


def settle() -> None:
    """Wait until the files are older than what two writes may be apart unseen."""
    time.sleep(1.5 * SLACK / 1e9)


def record(end: str, title: str, **more: str) -> str:
    said = {"id": f"IMP-2611-{end}", "title": title, "state": "proposed", "raised": "2026-11-02"}
    return "".join(f"{key}: {value}\n" for key, value in (said | more).items())


class IndexOverFiles(RuleBasedStateMachine):
    """However files come, change and go, the index says what a plain reading of them says."""

    ends = st.sampled_from(["0000aa", "0000bb", "0000cc"])
    months = st.sampled_from(["2026/10", "2026/11"])
    paths = st.one_of(
        st.builds("register/improvements/{}/IMP-2611-{}.yaml".format, months, ends),
        st.sampled_from(
            ["register/people/lea.yaml", "register/else.yaml", f"{MONTH}/.hidden.yaml"]
        ),
    )
    contents = st.one_of(
        st.builds(record, ends, st.sampled_from(["one", "two", "six"])),
        st.builds(record, ends, st.just("one"), size=st.sampled_from("SM"), tags=st.just("[a, b]")),
        st.builds(
            record, ends, st.just("two"),
            links=st.just("\n  - {rel: relates-to, to: IMP-2611-0000aa}"),
            estimates=st.just("{value: 3, confidence: 1}"), size=st.just("L"),
        ),
        st.builds(record, ends, st.just("two"), aliases=st.just("CSI-1"), problem=st.just("words")),
        st.sampled_from(
            ["", "title: [\n", "id: lea\ntitle: Lea\n", "state: [a]\ndates: x\n", "\xff"]
        ),
    )  # fmt: skip

    @initialize()
    def begin(self) -> None:
        self.folder = Path(tempfile.mkdtemp())
        self.root = self.folder / "work"
        put(self.root, "learnorg.yaml", POLICY)
        self.index = Index(self.root, self.folder / "cache")

    def teardown(self) -> None:
        self.index.close()
        shutil.rmtree(self.folder)

    def files(self) -> list[Path]:
        return sorted(f for f in self.root.glob("register/**/*") if f.is_file() or f.is_symlink())

    def pick(self, data: st.DataObject) -> Path:
        return data.draw(st.sampled_from(self.files()))

    @rule(path=paths, text=contents)
    def write(self, path: str, text: str) -> None:
        (self.root / path).unlink(missing_ok=True)
        put(self.root, path, text)

    @precondition(lambda self: self.files())
    @rule(data=st.data(), text=contents)
    def edit_in_place(self, data: st.DataObject, text: str) -> None:
        file = self.pick(data)
        if not file.is_symlink():
            file.write_text(text)

    @precondition(lambda self: self.files())
    @rule(data=st.data())
    def edit_unseen(self, data: st.DataObject) -> None:
        """The same size and the same time of change."""
        file = self.pick(data)
        if not file.is_symlink():
            before = file.stat()
            file.write_text(file.read_text().replace("one", "two"))
            os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))

    @precondition(lambda self: self.files())
    @rule(data=st.data())
    def delete(self, data: st.DataObject) -> None:
        self.pick(data).unlink()

    @precondition(lambda self: self.files())
    @rule(data=st.data(), path=paths)
    def rename(self, data: st.DataObject, path: str) -> None:
        (self.root / path).parent.mkdir(parents=True, exist_ok=True)
        self.pick(data).rename(self.root / path)

    @precondition(lambda self: self.files())
    @rule(data=st.data())
    def touch(self, data: st.DataObject) -> None:
        os.utime(self.pick(data), follow_symlinks=False)

    @precondition(lambda self: self.files())
    @rule(data=st.data(), path=paths)
    def link(self, data: st.DataObject, path: str) -> None:
        there = self.root / path
        source = self.pick(data)
        if source != there:
            there.parent.mkdir(parents=True, exist_ok=True)
            there.unlink(missing_ok=True)
            there.symlink_to(source)

    @rule(one=months, other=months)
    def rename_folder(self, one: str, other: str) -> None:
        there = self.root / "register/improvements" / other
        here = self.root / "register/improvements" / one
        if here.exists() and not there.exists():
            here.rename(there)

    @rule(month=months)
    def delete_folder(self, month: str) -> None:
        shutil.rmtree(self.root / "register/improvements" / month, ignore_errors=True)

    @rule(days=st.integers(1, 9))
    def change_policy(self, days: int) -> None:
        put(self.root, "learnorg.yaml", f"format: 1\nscoring: {{sizes: {{S: 2, L: {days}}}}}\n")

    @rule()
    def rest(self) -> None:
        self.index.refresh()
        settle()
        self.index.refresh()

    @rule(lost=st.booleans())
    def begin_anew(self, lost: bool) -> None:
        self.index.close()
        if lost:
            shutil.rmtree(self.folder / "cache")
        self.index = Index(self.root, self.folder / "cache")

    @invariant()
    def says_what_files_say(self) -> None:
        if not hasattr(self, "index"):
            return
        self.index.refresh()
        assert held(self.index) == afresh(self.root)
        paths = {str(f.relative_to(self.root)) for f in self.files() if f.name[0] != "."}
        assert {path for (path,) in self.index.rows("SELECT path FROM records")} == paths
        self.index.connection.execute("INSERT INTO texts (texts) VALUES ('integrity-check')")


TestIndexOverFiles = IndexOverFiles.TestCase
TestIndexOverFiles.settings = settings(max_examples=20, stateful_step_count=12, deadline=None)


@pytest.fixture
def work(folder: Path) -> Path:
    """A register of one improvement, not opened yet."""
    return laid_out(folder, "x\n---\n" + record("7k3mqx", "Shorter hand-over"))


def titles(root: Path) -> list[str]:
    opened = Register.open(root)
    found = [title for (title,) in opened.index.rows("SELECT title FROM records ORDER BY title")]
    opened.index.close()
    return found


def reads(monkeypatch: pytest.MonkeyPatch, root: Path) -> list[str]:
    """The files that opening a register reads."""
    read: list[str] = []
    take = Index._take_file

    def watched(self: Index, place: Place, *rest: Any) -> None:
        read.append(place.name)
        take(self, place, *rest)

    with monkeypatch.context() as patch:
        patch.setattr(Index, "_take_file", watched)
        titles(root)
    return read


def index_file(root: Path) -> Path:
    opened = Register.open(root)
    opened.index.close()
    return opened.index.file


@pytest.mark.parametrize("damage", [b"", b"garbage " * 200, b"SQLite format 3\0" + b"\xff" * 5000])
def test_damaged(work: Path, damage: bytes) -> None:
    """A damaged index is made anew without a word."""
    index_file(work).write_bytes(damage)
    assert titles(work) == ["Shorter hand-over"]
    assert titles(work) == ["Shorter hand-over"]


@pytest.mark.parametrize("table", ["meta", "records", "contents", "texts", "folders", "terms"])
def test_foreign(work: Path, table: str) -> None:
    """An index that lacks a table is made anew, too."""
    connection = sqlite3.connect(index_file(work))
    connection.execute(f"DROP TABLE {table}")
    connection.commit()
    connection.close()
    put(work, ONE, record("7k3mqx", "Other"))
    assert titles(work) == ["Other"]


def test_nowhere_to_keep_it(work: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no cache can be kept, the files are read all the same."""
    file = work.parent / "a file"
    file.write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(file))
    assert titles(work) == ["Shorter hand-over"]


def test_nothing_written(work: Path) -> None:
    """Reading writes nothing into the register."""
    before = sorted(work.rglob("*"))
    titles(work)
    assert sorted(work.rglob("*")) == before


def test_unchanged(work: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A register that has settled is not read again."""
    settle()
    titles(work)

    def read_again(*_: object) -> None:
        raise AssertionError("a file was read that had not changed")

    monkeypatch.setattr(Index, "_take_file", read_again)
    monkeypatch.setattr(Index, "_update", read_again)
    monkeypatch.setattr("learnorg.register.index.parse_policy", read_again)
    assert titles(work) == ["Shorter hand-over"]


def test_one_changed(work: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where one file has changed, its neighbours are not read again."""
    put(work, f"{MONTH}/IMP-2611-x2w90b.yaml", record("x2w90b", "Fewer calls"))
    settle()
    titles(work)
    put(work, ONE, record("7k3mqx", "Calmer hand-over"))
    assert reads(monkeypatch, work) == ["IMP-2611-7k3mqx.yaml"]
    assert titles(work) == ["Calmer hand-over", "Fewer calls"]


def test_young(work: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file as young as the index is read again: two writes may bear one time stamp."""
    monkeypatch.setattr("learnorg.register.index.SLACK", 10**12)
    titles(work)
    assert reads(monkeypatch, work) == ["IMP-2611-7k3mqx.yaml"]


def test_new_policy(work: Path) -> None:
    """A new policy gives new scores to records that have not changed."""
    put(work, ONE, record("7k3mqx", "x", size="S", estimates="{value: 8, confidence: 1}"))
    settle()
    opened = Register.open(work)
    assert opened.index.one("SELECT score FROM records") == 4
    put(work, "learnorg.yaml", "scoring: {sizes: {S: 4}}\n")
    opened.index.refresh()
    assert opened.index.one("SELECT score FROM records") == 2
    opened.index.close()


def test_bad_policy(work: Path) -> None:
    """A policy that cannot be read is refused, and nothing that was known is lost."""
    settle()
    titles(work)
    put(work, "learnorg.yaml", "workflow: heavy\n")
    with pytest.raises(BadPolicy):
        titles(work)
    put(work, "learnorg.yaml", POLICY)
    assert titles(work) == ["Shorter hand-over"]


def test_two_at_once(work: Path) -> None:
    """Two processes may use it at once."""
    for n in range(50):
        put(work, f"{MONTH}/IMP-2611-0000{n:02}.yaml", record(f"0000{n:02}", "Many"))
    found: list[int] = []
    readers = [threading.Thread(target=lambda: found.append(len(titles(work)))) for _ in range(4)]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()
    assert found == [51] * 4


def test_markdown_and_hidden(register: Register) -> None:
    """
    Only files of records are read: no hidden ones, no other endings, nothing beside the folders.
    ---
    # path: register/people/lea.yaml
    id: lea
    title: Lea
    ---
    # path: register/people/.draft.yaml
    id: draft
    ---
    # path: register/people/lea.txt
    id: other
    ---
    # path: notes/lea.yaml
    id: beside
    """
    assert [path for (path,) in register.index.rows("SELECT path FROM records")] == [
        "register/people/lea.yaml"
    ]


def test_symlinks(register: Register, tmp_path: Path) -> None:
    """
    A symlink is told as one and never followed, be it a file or a folder.
    ---
    id: lea
    title: Lea
    """
    secret = put(tmp_path, "outside/secret.yaml", "id: secret\ntitle: Secret\n")
    (register.root / "register/people/secret.yaml").symlink_to(secret)
    (register.root / "register/improvements").symlink_to(secret.parent)
    register.index.refresh()
    told = {one.path: one.rule for one in register.unreadable()}
    assert told == {"register/people/secret.yaml": "symlink", "register/improvements": "symlink"}
    assert not register.index.rows("SELECT 1 FROM contents WHERE title = 'Secret'")
