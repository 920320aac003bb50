"""Work that is not committed, seen without trusting the repository."""

import os
from pathlib import Path

import pytest

from checkouts import Checkout
from learnorg.history.repository import locate
from learnorg.history.uncommitted import uncommitted
from pasts import ID, commit, place, put, tip


def left(repo: Checkout) -> list[str]:
    """What is not committed in the register's folder."""
    repository = locate(repo.path)
    assert repository
    return uncommitted(repository, tip(repo), ["register"])


@pytest.mark.parametrize("how", ["edited", "staged", "new", "gone"])
def test_uncommitted(empty: Checkout, how: str) -> None:
    """An edit counts, staged or not, a new file and one that is gone; other folders do not."""
    put(empty)
    commit(empty, "add")
    empty.put("docs/notes.md", "words\n")
    assert left(empty) == []
    at = place(ID)
    if how == "gone":
        (empty.path / at).unlink()
    elif how == "new":
        at = "register/people/ada.yaml"
        empty.put(at, "id: ada\n")
    else:
        put(empty, owner="lea")
    if how == "staged":
        empty.git("add", at)
    assert left(empty) == [at]


def test_touched(empty: Checkout) -> None:
    """A file that was only touched is as it was; git's own index stays as it is, too."""
    put(empty)
    commit(empty, "add")
    index = empty.path / ".git" / "index"
    before = index.read_bytes()
    file = empty.path / place(ID)
    os.utime(file, (1, 1))
    assert left(empty) == []
    put(empty, owner="lea")
    os.utime(file, (1, 1))
    assert left(empty) == [place(ID)]
    assert index.read_bytes() == before


def test_same_moment(empty: Checkout) -> None:
    """An edit of the same length in the moment in which the index was written is seen."""
    put(empty, owner="ada")
    commit(empty, "add")
    file, index = empty.path / place(ID), empty.path / ".git" / "index"
    os.utime(file, (1_000_000_000, 1_000_000_000))
    empty.git("config", "core.trustctime", "false")
    empty.git("update-index", "--refresh")
    file.write_bytes(file.read_bytes().replace(b"ada", b"lea"))
    os.utime(file, (1_000_000_000, 1_000_000_000))
    os.utime(index, (1_000_000_000, 1_000_000_000))
    assert left(empty) == [place(ID)]


def test_filters_do_not_run(empty: Checkout, tmp_path: Path) -> None:
    """What the repository would run to compare files stays where it is."""
    canary = tmp_path / "canary"
    put(empty)
    empty.put(".gitattributes", "* filter=trap\n")
    commit(empty, "add")
    empty.git("config", "filter.trap.clean", f"touch {canary}; cat")
    empty.git("config", "core.fsmonitor", f"touch {canary}")
    put(empty, owner="lea")
    assert left(empty) == [place(ID)]
    assert not canary.exists()
    empty.git("status")
    assert canary.exists(), "the trap would not have sprung"
