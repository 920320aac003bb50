import pytest

from checkouts import Checkout
from learnorg.files.atomic import ChangedMeanwhile
from learnorg.kinds.improvement import IMPROVEMENT
from learnorg.kinds.kind import Kind
from learnorg.kinds.person import PERSON
from learnorg.register.changes import Change, apply
from learnorg.register.records import Edit, Revision, created, read, revised, revision
from learnorg.register.register import Register
from learnorg.register.writer import FileChange, Saving

LOG = "register/activity/2026-11/platform-7k3mqx9z.jsonl"


def change_of(
    before: str | None, after: str | None, n: int = 0, kind: Kind = IMPROVEMENT
) -> Revision:
    identity = f"IMP-2611-00000{n}"
    return Revision(
        kind,
        identity,
        "Shorter hand-over",
        f"x/{n}.yaml",
        None if before is None else before.encode(),
        None if after is None else after.encode(),
    )


def test_diff() -> None:
    """The diff shows what a pull request will show: new files, changed lines, no last line end."""
    change = Change("set", (change_of("a: 1\nb: 2\n", "a: 1\nb: 3\n"), change_of(None, "new", 1)))
    assert change.diff() == (
        "--- a/x/0.yaml\n+++ b/x/0.yaml\n@@ -1,2 +1,2 @@\n a: 1\n-b: 2\n+b: 3\n"
        "--- /dev/null\n+++ b/x/1.yaml\n@@ -0,0 +1 @@\n+new\n\\ No newline at end of file\n"
    )


def test_nothing_to_change() -> None:
    """What stays as it is is no part of the change."""
    change = Change("set", (change_of("a\n", "a\n"),))
    assert (change.real, change.diff()) == ((), "")


def test_message() -> None:
    """One record: which, what and its title; the reason; what programs read."""
    change = Change("accept", (change_of("a\n", "b\n"),), "They asked for it.")
    assert change.message().render() == (
        "IMP-2611-000000: accept - Shorter hand-over\n\n"
        "They asked for it.\n\n"
        "Learnorg-Action: accept\nLearnorg-Record: IMP-2611-000000\n"
    )


def test_message_of_several() -> None:
    """Several records: how many of what, and a list that ends."""
    many = tuple(change_of("a\n", "b\n", n) for n in range(9))
    message = Change("set", many * 7).message()
    assert message.subject == "set 63 improvements"
    assert message.body.count("\n- IMP") == 49
    assert message.body.endswith("- and 13 more")
    mixed = Change("set", (many[0], change_of("a", "b", 1, PERSON))).message()
    assert mixed.subject == "set 2 records"
    assert Change("import", many, subject="Import csi.xlsx").message().subject == "Import csi.xlsx"


def test_apply(repo: Checkout, register: Register) -> None:
    """
    A change is written and committed, and the register knows of it at once.
    ---
    id: lea
    title: Lea
    """
    stored = read(register.root, register.entry("lea"))
    revised_one = revision(stored, revised(stored, [Edit(("title",), "Lea Park")]))
    new = created(PERSON, {"id": "ada", "title": "Ada", "state": "active"})
    done = apply(register, Change("set", (revised_one, new)), Saving.EACH)
    assert done.commit
    assert repo.last() == ["register/people/ada.yaml", "register/people/lea.yaml"]
    assert repo.status() == []
    register.index.refresh()
    assert register.entry("ada").title == "Ada"
    assert register.entry("lea").title == "Lea Park"


def test_other_files() -> None:
    """Files that are no records are shown and written with them; the message speaks of records."""
    more = FileChange(LOG, b"1\n", b"1\n2\n")
    same = FileChange("x/same.txt", b"a", b"a")
    change = Change("fix", (change_of("a\n", "b\n"),), files=(more, same))
    assert [file.path for file in change.changed] == ["x/0.yaml", LOG]
    assert change.diff().endswith(f"--- a/{LOG}\n+++ b/{LOG}\n@@ -1 +1,2 @@\n 1\n+2\n")
    assert change.message().subject == "IMP-2611-000000: fix - Shorter hand-over"
    assert Change("used", (), files=(more,)).message().subject == "used"


def test_grown(repo: Checkout, register: Register) -> None:
    """What is appended to a log that has grown meanwhile comes after what others appended."""
    change = Change("used", (), files=(FileChange(LOG, None, b"ours\n"),))
    repo.put(LOG, "theirs, without an end")
    apply(register, change, Saving.NEVER)
    assert repo.words(LOG) == "theirs, without an end\nours\n"
    again = Change("used", (), files=(FileChange(LOG, b"theirs", b"theirs\nmore\n"),))
    apply(register, again, Saving.NEVER)
    assert repo.words(LOG) == "theirs, without an end\nours\n\nmore\n"


@pytest.mark.parametrize(
    ("path", "new", "now"),
    [
        (LOG, "a\nb\n", "other\n"),
        (LOG, "b\n", "a\nc\n"),
        ("register/notes.txt", "a\nb\n", "a\nc\n"),
    ],
)
def test_rewritten_meanwhile(
    repo: Checkout, register: Register, path: str, new: str, now: str
) -> None:
    """A file that was rewritten meanwhile, or is no log, is not written over."""
    change = Change("used", (), files=(FileChange(path, b"a\n", new.encode()),))
    repo.put(path, now)
    with pytest.raises(ChangedMeanwhile):
        apply(register, change, Saving.NEVER)
    assert repo.words(path) == now


def test_record_changed_meanwhile(repo: Checkout, register: Register) -> None:
    """
    A record that changed meanwhile stops the change, and nothing is appended.
    ---
    id: lea
    title: Lea
    """
    stored = read(register.root, register.entry("lea"))
    revised_one = revision(stored, revised(stored, [Edit(("title",), "Lea Park")]))
    repo.put(PERSON.path("lea"), "id: lea\ntitle: Leah\n")
    repo.put(LOG, "theirs\n")
    change = Change("fix", (revised_one,), files=(FileChange(LOG, None, b"ours\n"),))
    with pytest.raises(ChangedMeanwhile):
        apply(register, change, Saving.NEVER)
    assert repo.words(LOG) == "theirs\n"
