from pathlib import Path

import pytest

from learnorg.files.loader import load
from learnorg.kinds import KINDS
from learnorg.kinds.kind import Kind
from learnorg.register.templates import NoTemplate, find, named
from registers import put


def test_own_first(tmp_path: Path) -> None:
    """A register's own template stands before the one that comes along."""
    own = put(tmp_path, "templates/records/improvement.yaml", "title:\n")
    assert find("records/improvement.yaml", tmp_path) == own
    assert find("records/improvement.yaml") != own


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
