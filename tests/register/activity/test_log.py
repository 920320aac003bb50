import os
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checkouts import Checkout
from learnorg.register.activity.event import Event
from learnorg.register.activity.log import CACHE, Log, NotThen
from learnorg.register.past import moment, register_at
from learnorg.register.register import Register
from learnorg.register.scan import SLACK
from register.activity.happenings import ELSEWHERE, FILE, KB, happened, kept, made, numbered
from registers import TODAY, put

Held = tuple[list[Any], list[Any], list[Any]]


def held(log: Log) -> Held:
    """All that a log holds, but for the numbers of files."""
    events = log.rows(
        "SELECT path, line, id, day, actor, verb, object, result, context, helped, own, again "
        "FROM events JOIN files USING (n) ORDER BY path, line"
    )
    return events, log.rows("SELECT * FROM uses ORDER BY object"), log.faults()


def afresh(root: Path) -> Held:
    """What a log holds that has never seen the files before."""
    with closing(Log(root, None)) as log:
        log.refresh()
        return held(log)


def seen(register: Register) -> list[str]:
    """The ids of the events that a register's log holds."""
    log = Log.of(register)
    assert log
    with closing(log):
        return [id_ for (id_,) in log.rows("SELECT id FROM events ORDER BY id")]


def settle() -> None:
    """Wait until the files are older than what two writes may be apart unseen."""
    time.sleep(1.5 * SLACK / 1e9)


@pytest.fixture
def taken(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The files that were read, in their order."""
    files: list[str] = []
    take = Log._take

    def taking(log: Log, path: str, *more: Any) -> None:
        files.append(path)
        take(log, path, *more)

    monkeypatch.setattr(Log, "_take", taking)
    return files


def test_nothing_done(register: Register) -> None:
    """Where nothing was ever done there is no log, and no cache of one is made."""
    assert Log.of(register) is None
    assert register.index.folder
    assert not (register.index.folder / CACHE).exists()


def test_untouched(register: Register, taken: list[str]) -> None:
    """Only what has changed is read again, and as a whole."""
    kept(register.root, [happened(1)])
    kept(register.root, [happened(2, by="service-desk")], ELSEWHERE)
    settle()
    assert seen(register) == [numbered(1), numbered(2)]
    assert sorted(taken) == [FILE, ELSEWHERE]
    taken.clear()
    assert seen(register) == [numbered(1), numbered(2)]
    assert taken == []
    kept(register.root, [happened(1), happened(3)])
    assert seen(register) == [numbered(1), numbered(2), numbered(3)]
    assert taken == [FILE]


def test_same_stamp(register: Register) -> None:
    """A file that changed as soon as it was read, in its size and its time the same, is seen."""
    file = kept(register.root, [happened(1)])
    at = file.stat()
    assert seen(register) == [numbered(1)]
    file.write_bytes(file.read_bytes().replace(b"000000000001", b"000000000002"))
    os.utime(file, ns=(at.st_atime_ns, at.st_mtime_ns))
    assert seen(register) == [numbered(2)]


def test_gone(register: Register) -> None:
    """What goes is forgotten, with what was wrong with it."""
    kept(register.root, [happened(1)])
    put(register.root, ELSEWHERE, "{\n")
    assert seen(register) == [numbered(1)]
    (register.root / FILE).unlink()
    (register.root / ELSEWHERE).unlink()
    assert seen(register) == []
    assert held(Log(register.root, register.index.folder)) == ([], [], [])


def test_twice(register: Register) -> None:
    """An event that stands in two places counts once, until it stands in one again."""
    one = happened(1, context={"own": True})
    kept(register.root, [one, one])
    uses = (KB, 1, 0, 0, 0, 0, 0, "2026-11-20")
    assert afresh(register.root)[1:] == ([uses], [])
    kept(register.root, [happened(2), one])
    log = Log.of(register)
    assert log
    assert held(log)[1] == [(KB, 2, 1, 0, 0, 0, 0, "2026-11-20")]


def test_at_odds(register: Register) -> None:
    """An id that stands for two things is told, and the first place counts."""
    kept(register.root, [happened(1)])
    kept(register.root, [happened(1, "thanked", by="service-desk")], ELSEWHERE)
    events, uses, faults = afresh(register.root)
    assert uses == [(KB, 1, 1, 0, 0, 0, 0, "2026-11-20")]
    assert [(row[0], row[-1]) for row in events] == [(FILE, 0), (ELSEWHERE, 1)]
    assert faults == [
        (ELSEWHERE, 1, 1, f"{numbered(1)} says something else in {FILE}:1", faults[0][-1])
    ]


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("register/activity/notes.txt", "only folders for months, such as 2026-11, belong here"),
        ("register/activity/teams/a.jsonl", "only folders for months, such as 2026-11, belong"),
        ("register/activity/2026-11/notes.txt", "this is no file of the activity log"),
        ("register/activity/2026-11/deep/a.jsonl", "this is no file of the activity log"),
        ("register/activity/2026-11/a.jsonl", "no file of the activity log belongs here"),
        ("register/activity/2026-11/a\u202eb.jsonl", "this is no name of the activity log's"),
    ],
)
def test_foreign(register: Register, path: str, why: str) -> None:
    """What does not belong into the log's folder is told, and hidden files are let be."""
    put(register.root, "register/activity/2026-11/.gitkeep", "")
    put(register.root, path, "{}\n")
    (fault,) = afresh(register.root)[2]
    assert fault[3].startswith(why)
    assert path.startswith(fault[0].partition("\\")[0])


def test_no_folder(register: Register) -> None:
    """A file in the place of the log's folder is told."""
    put(register.root, "register/activity", "")
    (fault,) = afresh(register.root)[2]
    assert fault[:4] == ("register/activity", 1, 1, "a folder belongs here")


def test_links(register: Register, tmp_path: Path) -> None:
    """Links are told and not followed, be they files or folders."""
    kept(register.root, [happened(1)])
    (register.root / ELSEWHERE).symlink_to(register.root / FILE)
    (register.root / "register/activity/2026-10").symlink_to(register.root / FILE)
    events, _, faults = afresh(register.root)
    assert len(events) == 1
    assert [(row[0], row[3]) for row in faults] == [
        ("register/activity/2026-10", "only folders for months, such as 2026-11, belong here"),
        (ELSEWHERE, "a symlink stands here; it is not followed"),
    ]


def test_no_file(register: Register) -> None:
    """A pipe that nobody writes to is told, and not waited for."""
    kept(register.root, [happened(1)])
    os.mkfifo(register.root / ELSEWHERE)
    assert [row[3] for row in afresh(register.root)[2]] == ["it is no regular file"]


def test_damaged(register: Register) -> None:
    """A cache that was damaged is made anew, and answers as before."""
    kept(register.root, [happened(1)])
    assert seen(register) == [numbered(1)]
    assert register.index.folder
    (register.index.folder / CACHE).write_bytes(b"not a database at all" * 99)
    assert seen(register) == [numbered(1)]


def test_damaged_meanwhile(register: Register) -> None:
    """So is one that is damaged between the look and the question."""
    kept(register.root, [happened(1)])
    log = Log.of(register)
    assert log
    log.connection.execute("DROP TABLE uses")
    assert log.rows("SELECT object FROM uses") == [(KB,)]


def test_at_once(register: Register) -> None:
    """Several that take the same files in at once count nothing twice."""
    kept(register.root, [happened(n) for n in range(200)])

    def taken_in(_: int) -> None:
        with closing(Log(register.root, register.index.folder)) as log:
            log.refresh()

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(taken_in, range(8)))
    assert len(seen(register)) == 200
    log = Log.of(register)
    assert log
    assert held(log) == afresh(register.root)


@settings(max_examples=40)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(
                [FILE, FILE.replace("7k3mqx9z", "x2w90bcd"), FILE.replace("-11", "-x")]
            ),
            st.one_of(st.none(), st.lists(made(), max_size=4)),
        ),
        max_size=6,
    )
)
def test_however(steps: list[tuple[str, list[Event] | None]]) -> None:
    """However files come, change and go, the log says what a plain reading of them says."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "register/activity").mkdir(parents=True)
        with closing(Log(root, root / "cache")) as log:
            for path, events in steps:
                if events is None:
                    (root / path).unlink(missing_ok=True)
                else:
                    kept(root, events, path)
                log.refresh()
                assert held(log) == afresh(root)


def test_then(repo: Checkout, register: Register) -> None:
    """Of a register as it stood there is no log, rather than the one of today."""
    kept(register.root, [happened(1)])
    past = register_at(register, moment(register, "HEAD", TODAY).commit)
    with pytest.raises(NotThen):
        Log.of(past)
