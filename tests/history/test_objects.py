from datetime import UTC, datetime, timedelta, timezone

import pytest

from checkouts import Checkout
from learnorg.files.loader import Form, Refused, load
from learnorg.history.git import Git, GitFailed, checking
from learnorg.history.objects import (
    LARGE,
    MOST,
    NoSuchCommit,
    SeveralCommits,
    Signature,
    changes,
    commits,
    content,
    contents,
    is_ancestor,
    is_shallow,
    merge_bases,
    parsed,
    resolve,
    touched,
    tree,
)

ODD = 'register/a "b"\n\té\udcff.yaml'


@pytest.fixture
def git(checkout: Checkout) -> Git:
    """Git as checks use it."""
    return checking(checkout.repository.git_dir)


def changed(checkout: Checkout, **files: str | None) -> str:
    """A commit in which these files hold this (none: are gone)."""
    for name, words in files.items():
        path = f"register/{name}.yaml"
        if words is None:
            (checkout.path / path).unlink()
        else:
            checkout.put(path, words)
    checkout.git("add", "-A")
    checkout.git("commit", "-qm", f"Change {' '.join(files)}\n\nWhy.\n\nLearnorg-Action: set")
    return checkout.git("rev-parse", "HEAD").strip()


def test_resolve(checkout: Checkout, git: Git) -> None:
    """Branches, tags, hashes and steps back lead to their commit; anything else is told of."""
    head = checkout.git("rev-parse", "HEAD").strip()
    checkout.git("tag", "-a", "v1", "-m", "One")
    for name in ("main", "v1", "HEAD", head, head[:10], "HEAD^0"):
        assert resolve(git, name) == head
    for name in ("nowhere", "", "--all", "HEAD:register", "a\nb"):
        with pytest.raises(NoSuchCommit):
            resolve(git, name)


@pytest.mark.parametrize(
    "name", ["HEAD..HEAD", "main...HEAD", "..HEAD", "HEAD..", "nowhere..HEAD", "^HEAD", "HEAD^!"]
)
def test_range(checkout: Checkout, git: Git, name: str) -> None:
    """A range is told as one, on one line, whether its ends are there or not."""
    changed(checkout, a="words\n")
    with pytest.raises(SeveralCommits) as wrong:
        resolve(git, name)
    assert str(wrong.value) == f"'{name}' is a range of commits, and one is wanted"
    assert wrong.value.exit_code == 4


@pytest.mark.parametrize("name", [":/no such..words", "HEAD^{/no such..words}"])
def test_dots_in_words(checkout: Checkout, git: Git, name: str) -> None:
    """Dots in words to look for make no range."""
    with pytest.raises(NoSuchCommit, match="there is no commit"):
        resolve(git, name)


def test_tree_and_contents(checkout: Checkout, git: Git) -> None:
    """A tree's files have their paths as they are, and their content as it is."""
    (checkout.path / ODD).write_bytes(b"\0\xff\n")
    checkout.git("add", "-A")
    checkout.git("commit", "-qm", "Odd")
    found = tree(git, "HEAD", "register")
    assert sorted(found) == [ODD, "register/one.yaml", "register/two.yaml"]
    assert "other.txt" in tree(git, "HEAD")
    ids = [entry.id for entry in found.values()]
    assert dict(contents(git, ids))[found[ODD].id] == b"\0\xff\n"
    assert content(git, "HEAD", "register/one.yaml") == b"id: one\n"
    assert content(git, "HEAD", "register/none.yaml") is None
    with pytest.raises(GitFailed, match="is missing"):
        list(contents(git, ["1" * 40]))


def test_touched(checkout: Checkout, git: Git) -> None:
    """What differs between two commits is told with what was there and what is."""
    changed(checkout, new="2\n", one=None)
    found = {path: (before, after) for path, before, after in touched(git, "HEAD~1", "HEAD")}
    assert set(found) == {"register/one.yaml", "register/new.yaml"}
    before, after = found["register/one.yaml"]
    assert after is None
    assert before
    assert dict(contents(git, [before.id])) == {before.id: b"id: one\n"}
    assert touched(git, "HEAD~1", "HEAD", "elsewhere") == []


def test_commits(checkout: Checkout, git: Git) -> None:
    """Commits come newest first, with who, when and why."""
    old = resolve(git, "HEAD")
    new = changed(checkout, new="2\n")
    first, second = commits(git, "HEAD")
    assert (first.id, first.parents, second.id, second.parents) == (new, (old,), old, ())
    assert (first.subject, first.trailers("learnorg-action")) == ("Change new", ["set"])
    assert first.author.email == "ada@example.org"
    assert [commit.id for commit in commits(git, f"{old}..HEAD")] == [new]


def test_changes(checkout: Checkout, git: Git) -> None:
    """Each commit tells what it changed against the parent that is asked about."""
    root = resolve(git, "HEAD")
    checkout.git("switch", "-qc", "side")
    side = changed(checkout, side="s\n")
    checkout.git("switch", "-q", "main")
    main = changed(checkout, main="m\n")
    checkout.git("merge", "-q", "--no-edit", "side")
    merge = resolve(git, "HEAD")
    asked = [(merge, main), (merge, side), (side, root), (root, "")]
    told = [(id_, [touch.path for touch in touches]) for id_, touches in changes(git, asked)]
    assert told == [
        (merge, ["register/side.yaml"]),
        (merge, ["register/main.yaml"]),
        (side, ["register/side.yaml"]),
        (root, ["learnorg.yaml", "other.txt", "register/one.yaml", "register/two.yaml"]),
    ]
    assert [id_ for id_, _ in changes(git, asked, "elsewhere")] == []
    assert merge_bases(git, main, side) == [root]
    assert is_ancestor(git, side, merge)
    assert not is_ancestor(git, merge, side)
    assert not is_shallow(git)


def test_many(checkout: Checkout, git: Git, monkeypatch: pytest.MonkeyPatch) -> None:
    """More than is asked for at once comes all the same."""
    monkeypatch.setattr("learnorg.history.objects.AT_ONCE", 2)
    for n in range(5):
        changed(checkout, one=f"{n}\n")
    assert len(list(commits(git, "HEAD"))) == 6


def test_parsed() -> None:
    """A commit with odd signatures, another encoding and a signature over lines is read."""
    stored = (
        b"tree 1\nparent 2\nparent 3\nauthor J\xf6rg <> 1700000000 -0330\n"
        b"committer nobody at all\nencoding iso-8859-1\n"
        b"gpgsig -----BEGIN SSH SIGNATURE-----\n AAAA\n -----END\n\nGr\xfc\xdfe\n\nbody\n"
    )
    commit = parsed("0", stored)
    zone = timezone(-timedelta(hours=3, minutes=30))
    assert commit.author == Signature("Jörg", "", datetime.fromtimestamp(1700000000, zone))
    assert commit.committer == Signature("nobody at all", "", datetime(1970, 1, 1, tzinfo=UTC))
    assert (commit.subject, commit.parents, commit.signed) == ("Grüße", ("2", "3"), "ssh")
    assert parsed("0", b"tree 1\nencoding nonsense\n\n\xff").message == "\ufffd"
    assert parsed("0", b"").parents == ()
    for encoding in (b"a\0b", b"hex", b"punycode", b"idna", b"undefined", b"../x", b"\xff"):
        assert parsed("0", b"tree 1\nencoding " + encoding + b"\n\nm\xfc").message == "m\ufffd"


def test_large(checkout: Checkout, git: Git) -> None:
    """What is too large for a record is not read, unless it is wanted whole; no loader takes it."""
    for name, size in (("fits", MOST), ("large", MOST + 1), ("huge", 20 * MOST)):
        (checkout.path / name).write_bytes(b"x" * size)
    ids = checkout.git("hash-object", "-w", "fits", "large", "huge").split()
    assert [data for _, data in contents(git, ids)] == [b"x" * MOST, LARGE, LARGE]
    assert [len(data) for _, data in contents(git, ids, whole=True)] == [MOST, MOST + 1, 20 * MOST]
    with pytest.raises(Refused, match="at most"):
        load(LARGE, Form.MARKDOWN)
    assert parsed("0", b"author a <b> 99999999999999999999 +9999\n\n").author.when.year == 1970
