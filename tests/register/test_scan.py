import os
from pathlib import Path

import pytest

from learnorg.register.scan import NO_FOLDER, Folder, folders
from registers import put


def signature(root: Path) -> dict[str, bytes]:
    return {folder.path: folder.signature for folder in folders(str(root), ("register",))}


def test_files(tmp_path: Path) -> None:
    """Every folder is told with its files of records, nothing hidden, nothing else."""
    put(tmp_path, "register/a.yaml", "")
    put(tmp_path, "register/b/c.md", "")
    put(tmp_path, "register/b/d.yml", "")
    put(tmp_path, "register/b/e.csv", "")
    put(tmp_path, "register/.git/f.yaml", "")
    put(tmp_path, "other/g.yaml", "")
    found = {f.path: sorted(f.names) for f in folders(str(tmp_path), ("register", "nowhere"))}
    assert found == {"register": ["a.yaml"], "register/b": ["c.md", "d.yml"]}


def test_stamps(tmp_path: Path) -> None:
    """A file's stamp is its size, its times of change and its inode."""
    file = put(tmp_path, "register/a.yaml", "four")
    at = file.stat()
    (folder,) = folders(str(tmp_path), ("register",))
    assert dict(folder.files()) == {"a.yaml": (4, at.st_mtime_ns, at.st_ctime_ns, at.st_ino)}
    assert folder.youngest() == at.st_ctime_ns


@pytest.mark.parametrize("name", ["a.yaml", "b.yaml"])
def test_signature(tmp_path: Path, name: str) -> None:
    """A folder's signature changes with every file in it, and only its own."""
    put(tmp_path, "register/a.yaml", "one")
    put(tmp_path, "register/b.yaml", "two")
    put(tmp_path, "register/deep/c.yaml", "three")
    before = signature(tmp_path)
    assert signature(tmp_path) == before
    file = tmp_path / "register" / name
    os.utime(file, ns=(0, 1))
    touched = signature(tmp_path)
    file.rename(file.with_name("z.yaml"))
    renamed = signature(tmp_path)
    assert before["register"] != touched["register"] != renamed["register"]
    assert before["register/deep"] == renamed["register/deep"]


def test_names_do_not_run_together() -> None:
    """Files and symlinks of other names never look the same."""
    one, other = Folder("x"), Folder("x")
    one.names += ["a", "b"]
    other.names += ["a"]
    other.symlinks += ["b"]
    assert one.signature != other.signature


def test_symlinks(tmp_path: Path) -> None:
    """Symlinks are told and not followed, at the top, too."""
    put(tmp_path, "real/a.yaml", "")
    (tmp_path / "register").mkdir()
    (tmp_path / "register/deep").symlink_to(tmp_path / "real")
    (tmp_path / "articles").symlink_to(tmp_path / "real")
    found = {
        f.path: (f.names, f.symlinks) for f in folders(str(tmp_path), ("register", "articles"))
    }
    assert found == {"register": ([], ["deep"]), "articles": ([], ["."])}


def test_gone_meanwhile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that vanishes while its folder is read is not there."""
    put(tmp_path, "register/a.yaml", "")
    put(tmp_path, "register/b.yaml", "")

    class Scanned:
        def __init__(self, descriptor: int) -> None:
            self.entries = list(scandir(descriptor))
            (tmp_path / "register/a.yaml").unlink()

        def __enter__(self) -> "list[os.DirEntry[str]]":
            return self.entries

        def __exit__(self, *_: object) -> None: ...

    scandir = os.scandir
    monkeypatch.setattr("learnorg.register.scan.os.scandir", Scanned)
    (folder,) = folders(str(tmp_path), ("register",))
    assert folder.names == ["b.yaml"]


def test_no_folder(tmp_path: Path) -> None:
    """A file in the place of a folder that there is to be is told; any other is left out."""
    put(tmp_path, "register/people", "Ada, Lea\n")
    put(tmp_path, "register/notes", "x\n")
    (folder,) = folders(str(tmp_path), ("register",), frozenset({"register/people"}))
    assert folder.odd == {"people": NO_FOLDER}
    (folder,) = folders(str(tmp_path), ("register",))
    assert folder.odd == {}
