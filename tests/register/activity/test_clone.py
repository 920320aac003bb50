import json
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from checkouts import Checkout
from learnorg.files.atomic import CannotWrite
from learnorg.history.repository import private_folder
from learnorg.register.activity import clone
from learnorg.register.register import Register


def token_of(root: Path) -> str:
    register = Register.open(root)
    found = clone.token(register)
    register.index.close()
    return found


def file_of(register: Register) -> Path:
    return private_folder(register.root, register.repository) / clone.NAME


def test_stays(repo: Checkout, register: Register) -> None:
    """A clone keeps its token, out of git's sight."""
    first = clone.token(register)
    assert clone.TOKEN.fullmatch(first)
    assert clone.token(register) == first
    assert token_of(repo.path) == first
    assert repo.status() == []


def test_without_git(register: Register) -> None:
    """Without git it has one as well, and nothing of it stands in the register."""
    assert clone.token(register) == clone.token(register)
    assert [file.name for file in register.root.iterdir()] == ["learnorg.yaml"]


def test_work_trees(repo: Checkout, tmp_path: Path) -> None:
    """Two work trees of one clone have two tokens, and so have two clones."""
    repo.git("worktree", "add", "-q", str(tmp_path / "other"))
    repo.git("clone", "-q", str(repo.path), str(tmp_path / "third"))
    found = {token_of(folder) for folder in (repo.path, tmp_path / "other", tmp_path / "third")}
    assert len(found) == 3


def test_copied(repo: Checkout, tmp_path: Path) -> None:
    """A clone that was copied, with all that git has, draws a token of its own."""
    first = token_of(repo.path)
    shutil.copytree(repo.path, tmp_path / "copy", symlinks=True)
    assert token_of(tmp_path / "copy") != first
    assert token_of(repo.path) == first


def test_in_its_place(repo: Checkout, tmp_path: Path) -> None:
    """A copy that takes the place of its model draws another one, too."""
    first = token_of(repo.path)
    shutil.copytree(repo.path, tmp_path / "copy", symlinks=True)
    shutil.move(repo.path, tmp_path / "model")
    shutil.move(tmp_path / "copy", repo.path)
    assert token_of(repo.path) != first


def test_first_at_once(register: Register) -> None:
    """Of several that draw the first one at once, all go by the same."""
    with ThreadPoolExecutor(8) as pool:
        found = set(pool.map(lambda _: clone.token(register), range(8)))
    assert len(found) == 1


@pytest.mark.parametrize(
    "kept", ["", "{", "[]", "{}", '{"token": "../../x"}', '{"token": 7, "for": 1}']
)
def test_spoiled(register: Register, kept: str) -> None:
    """What cannot be read as a token is drawn anew, and stays then."""
    clone.token(register)
    file_of(register).write_text(kept)
    found = clone.token(register)
    assert clone.TOKEN.fullmatch(found)
    assert clone.token(register) == found


def test_spoiled_token(register: Register) -> None:
    """A token that could lead elsewhere is none."""
    clone.token(register)
    said = json.loads(file_of(register).read_text())
    file_of(register).write_text(json.dumps(said | {"token": "../../x"}))
    assert clone.TOKEN.fullmatch(clone.token(register))


def test_renewed(register: Register) -> None:
    """Another token is the clone's from then on."""
    first = clone.token(register)
    second = clone.renewed(register)
    assert first != second == clone.token(register)


def test_no_room(register: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nothing can be written, it is told which file was to be."""

    def full(*_: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(clone.os, "open", full)
    with pytest.raises(CannotWrite, match=f"cannot write .*{clone.NAME}: No space left"):
        clone.token(register)
