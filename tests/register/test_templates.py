from pathlib import Path

import pytest

from learnorg.files.bounded import NotRead
from learnorg.files.loader import load
from learnorg.kinds import KINDS
from learnorg.kinds.kind import Kind
from learnorg.register.templates import MOST, NoTemplate, find, named, read, shown
from registers import put


def test_own_first(tmp_path: Path) -> None:
    """A register's own template stands before the one that comes along."""
    own = put(tmp_path, "templates/records/improvement.yaml", "title:\n")
    assert find("records/improvement.yaml", tmp_path) == own
    assert find("records/improvement.yaml") != own


def test_read(tmp_path: Path) -> None:
    """A register's own is told by its place in it and read in bounds; ours are read as they are."""
    own = put(tmp_path, "templates/maps/ours.yaml", "columns:\n")
    assert read(own, tmp_path) == b"columns:\n"
    assert shown(own, tmp_path) == "templates/maps/ours.yaml"
    own.write_bytes(b"#" * (MOST + 1))
    with pytest.raises(NotRead, match=r"^templates/maps/ours\.yaml:1:1: it is larger than 256 KiB"):
        read(own, tmp_path)
    ours = named("maps", tmp_path)["csi-register"]
    assert read(ours, tmp_path) == ours.read_bytes()
    assert shown(ours, tmp_path) == str(ours)


@pytest.mark.parametrize("linked", ["templates", "templates/maps"])
def test_linked(tmp_path: Path, linked: str) -> None:
    """Folders that stand elsewhere are neither listed nor read from."""
    root = tmp_path / "root"
    there = put(tmp_path / "elsewhere", "maps/ours.yaml", "").parent
    (root / linked).parent.mkdir(parents=True)
    (root / linked).symlink_to(there if linked.endswith("maps") else there.parent)
    with pytest.raises(NotRead, match=f"^{linked}: a symlink stands here"):
        named("maps", root)
    with pytest.raises(NotRead, match=f"^{linked}: a symlink stands here"):
        read(find("maps/ours.yaml", root), root)


def test_none() -> None:
    """A template that is nowhere is refused by name."""
    with pytest.raises(NoTemplate, match=r"there is no template records/wish\.yaml"):
        find("records/wish.yaml")


def test_named(tmp_path: Path) -> None:
    """A folder's templates are all there are, the register's own in place of others."""
    given = named("maps")
    own = put(tmp_path, "templates/maps/csi-register.yaml", "")
    new = put(tmp_path, "templates/maps/ours.yaml", "")
    assert named("maps", tmp_path) == given | {"csi-register": own, "ours": new}
    assert named("nowhere") == {}


@pytest.mark.parametrize("kind", [k for k in KINDS if k.prefix], ids=lambda kind: kind.name)
def test_records(kind: Kind) -> None:
    """What a new record starts from has only keys of its kind, in their order."""
    keys = list(load(find(f"records/{kind.name}.yaml").read_bytes()).plain())
    assert keys == [key for key in kind.keys if key in keys]
