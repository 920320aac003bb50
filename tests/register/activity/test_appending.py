import os
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checkouts import Checkout
from learnorg.files.bounded import NotRead
from learnorg.history import driver
from learnorg.kinds.person import PERSON
from learnorg.register.activity import Event, event, events, faults
from learnorg.register.activity.appending import EVERYBODY, actor, appended
from learnorg.register.activity.event import line
from learnorg.register.activity.lines import reading
from learnorg.register.activity.place import FULL, MOST, place
from learnorg.register.changes import Change, apply
from learnorg.register.records import Edit, read, revised, revision
from learnorg.register.register import Register
from learnorg.register.writer import Saving
from register.activity.happenings import FILE, KB, OTHER, happened, kept, made
from registers import put
from rules import upon

DAY = date(2026, 11, 20)
TEAMS = "# path: learnorg.yaml\nformat: 1\nteams: [Service Desk, Platform]\n"
NAMED = "# path: learnorg.yaml\nformat: 1\nknowledge: {actors: person}\n"

WRITER = """
import sys
from datetime import date
from pathlib import Path
from learnorg.register.activity import event
from learnorg.register.activity.appending import appended
from learnorg.register.changes import Change, apply
from learnorg.register.register import Register
from learnorg.register.writer import Saving
register = Register.open(Path.cwd())
for n in range(int(sys.argv[2])):
    of = f"KB-2611-00000{sys.argv[1]}"
    one = event(date(2026, 11, 20), "platform", "used", of, used_for=f"system:{n}")
    apply(register, Change("used", (), files=appended(register, [one])), Saving(sys.argv[3]))
"""


def apart(register: Register, *some: Event) -> Change:
    """A change that appends some events."""
    return Change("used", (), files=appended(register, some))


# ---- what is written --------------------------------------------------------------------


def test_appended(repo: Checkout, register: Register) -> None:
    """Events come to the end of their month's file, in a commit of it alone."""
    first, second = happened(1), happened(2, "thanked")
    done = apply(register, apart(register, first), Saving.EACH)
    assert done.commit
    (path,) = repo.last()
    found = place(path)
    assert found
    assert (found.month, found.actor) == ("2026-11", "platform")
    apply(register, apart(register, second), Saving.EACH)
    assert repo.last() == [path]
    assert repo.words(path) == (line(first) + line(second)).decode()
    assert repo.status() == []
    assert events(register) == [first, second]


def test_several_files(register: Register) -> None:
    """Other months and other teams have files of their own, written together."""
    some = [happened(1), happened(2, on="2026-10-31"), happened(3, by="lab"), happened(4)]
    files = appended(register, some)
    assert [(f.path.rpartition("-")[0], f.old) for f in files] == [
        ("register/activity/2026-11/platform", None),
        ("register/activity/2026-10/platform", None),
        ("register/activity/2026-11/lab", None),
    ]
    assert len({f.path.rpartition("-")[2] for f in files}) == 1
    assert files[0].new == line(some[0]) + line(some[3])


@pytest.mark.parametrize("saving", list(Saving))
def test_with_a_record(repo: Checkout, register: Register, saving: Saving) -> None:
    """
    A record and an event about it are written together, however far into git.
    ---
    id: lea
    title: Lea
    """
    stored = read(register.root, register.entry("lea"))
    after = revised(stored, [Edit(("title",), "Lea Park")])
    change = Change("fix", (revision(stored, after),), files=appended(register, [happened(1)]))
    assert change.message().subject == "lea: fix - Lea Park"
    apply(register, change, saving)
    assert events(register) == [happened(1)]
    assert "Lea Park" in (repo.words(PERSON.path("lea")) or "")
    if saving is Saving.EACH:
        assert len(repo.last()) == 2


def test_ended(register: Register) -> None:
    """A last line without an end is ended first."""
    (file,) = appended(register, [happened(1)])
    put(register.root, file.path, line(happened(1)).decode().rstrip())
    (file,) = appended(register, [happened(2)])
    assert file.new == line(happened(1)) + line(happened(2))


def test_full(register: Register) -> None:
    """A file that is full is left, and the clone begins another one."""
    (file,) = appended(register, [happened(1)])
    old = kept(register.root, [happened(n) for n in range(FULL // 100)], file.path)
    before = old.read_bytes()
    one = happened(10**6)
    apply(register, apart(register, one), Saving.NEVER)
    assert old.read_bytes() == before
    assert one in events(register)
    assert faults(register) == []
    assert apart(register, happened(10**6 + 1)).files[0].old == line(one)


def test_many(register: Register) -> None:
    """Many at once go into as many files as they need, and none is too large."""
    some = [happened(n) for n in range(MOST // 100)]
    files = appended(register, some)
    assert len(files) > 1
    assert all(len(f.new or b"") <= FULL for f in files)
    apply(register, Change("used", (), files=files), Saving.NEVER)
    assert events(register) == some


def test_link(register: Register, tmp_path: Path) -> None:
    """A link in a file's place is not written through."""
    (file,) = appended(register, [happened(1)])
    (register.root / file.path).parent.mkdir(parents=True)
    (register.root / file.path).symlink_to(tmp_path / "secret")
    with pytest.raises(NotRead, match="symlink"):
        appended(register, [happened(1)])


# ---- several at once --------------------------------------------------------------------


def test_grown_meanwhile(repo: Checkout, register: Register) -> None:
    """Of two changes made of the same file, the later one comes after the other's lines."""
    one, two, three = (apart(register, happened(n)) for n in (1, 2, 3))
    for change in (one, two, three):
        apply(register, change, Saving.EACH)
    assert [e.id for e in events(register)] == [happened(n).id for n in (1, 2, 3)]
    assert repo.git("rev-list", "--count", "HEAD").strip() == "4"


@pytest.mark.parametrize("saving", [Saving.EACH, Saving.NEVER])
def test_at_once(repo: Checkout, register: Register, saving: Saving) -> None:
    """Of several commands that append at once to one file, nothing is lost and all is sound."""
    apply(register, apart(register, happened(1)), saving)  # so that the token is there
    writers = [
        subprocess.Popen([sys.executable, "-c", WRITER, str(n), "4", saving.value], cwd=repo.path)
        for n in range(4)
    ]
    assert [writer.wait(120) for writer in writers] == [0] * 4
    found = events(register)
    assert len(found) == 17
    assert faults(register) == []
    assert {(e.object, e.context.get("for")) for e in found[1:] if e.context} == {
        (f"KB-2611-00000{n}", f"system:{m}") for n in range(4) for m in range(4)
    }
    assert len(list(register.root.glob("register/activity/*/*.jsonl"))) == 1


# ---- branches ---------------------------------------------------------------------------


@settings(max_examples=25)
@given(*[st.lists(made(), max_size=4)] * 3)
def test_union(base: list[Event], ours: list[Event], theirs: list[Event]) -> None:
    """Whatever two branches append, git's union holds the events of both, each whole."""
    with tempfile.TemporaryDirectory() as folder:
        for name, more in (("base", []), ("ours", ours), ("theirs", theirs)):
            Path(folder, name).write_bytes(b"".join(map(line, [*base, *more])))
        merged = subprocess.run(
            ["git", "merge-file", "-p", "-q", "--union", "ours", "base", "theirs"],
            cwd=folder,
            capture_output=True,
            check=True,
        ).stdout
    found = reading(FILE, merged)
    assert found.faults == []
    assert {line(one) for _, one in found.events} == {line(e) for e in [*base, *ours, *theirs]}


def test_branches(repo: Checkout, register: Register) -> None:
    """Two branches of one clone that both append merge, as `.gitattributes` says."""
    lines = [words for block in driver.ATTRIBUTES for words in block]
    repo.put(".gitattributes", "\n".join(lines) + "\n")
    repo.git("add", "-A")
    repo.git("commit", "-qm", "Attributes")
    apply(register, apart(register, happened(1)), Saving.EACH)
    repo.git("checkout", "-q", "-b", "other")
    apply(register, apart(register, happened(2)), Saving.EACH)
    repo.git("checkout", "-q", "main")
    apply(register, apart(register, happened(3)), Saving.EACH)
    repo.git("merge", "-q", "--no-edit", "other")
    assert events(register) == [happened(1), happened(2), happened(3)]
    assert faults(register) == []


# ---- who acts ---------------------------------------------------------------------------


@upon(TEAMS, "id: lea\ntitle: Lea\nteams: [Übung, Service Desk]\n", "id: ada\ntitle: Ada\n")
def test_team(register: Register) -> None:
    """The actor is the first team of whoever is at work, by its slug; never the person."""
    assert actor(register, "lea", named=True) == "bung"
    assert actor(register, "ada", named=True) == EVERYBODY
    assert actor(register, "") == EVERYBODY


@upon(TEAMS, "id: lea\ntitle: Lea\nteam: Platform\n")
def test_team_of_the_head(register: Register) -> None:
    """The team that the head of their record names serves where it lists none."""
    assert actor(register, "lea") == "platform"


@upon("# path: learnorg.yaml\nformat: 1\nteams: [Service Desk]\n", "id: ada\ntitle: Ada\n")
def test_only_team(register: Register) -> None:
    """Where there is one team only, it is everybody's."""
    assert actor(register, "ada") == actor(register, "") == "service-desk"


@upon(NAMED, "id: lea\ntitle: Lea\nteams: [運用, Night]\n")
def test_named(register: Register) -> None:
    """A person is named where policy allows it and they wish so, and not otherwise."""
    assert actor(register, "lea", named=True) == "lea"
    assert actor(register, "lea") == "night"
    assert actor(register, "", named=True) == EVERYBODY


@upon(NAMED, f"id: lea\ntitle: Lea\nteams: [{'long ' * 60}]\n")
def test_long_name(register: Register) -> None:
    """A team's name that is longer than the log takes is cut."""
    name = actor(register, "lea")
    assert event(DAY, name, "used", KB).actor == name
    assert name.startswith("long-long")
    assert len(os.fsencode(appended(register, [event(DAY, name, "used", OTHER)])[0].path)) < 200
