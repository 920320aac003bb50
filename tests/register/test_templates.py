from pathlib import Path

import pytest

from learnorg.files.bounded import NotRead
from learnorg.files.loader import Form, load
from learnorg.kinds import article, review
from learnorg.kinds.article import ARTICLE
from learnorg.kinds.improvement import IMPROVEMENT
from learnorg.kinds.kind import Kind
from learnorg.kinds.review import REVIEW
from learnorg.kinds.sections import sections
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


BEGUN = [
    *((IMPROVEMENT, "improvement.yaml", ()),),
    *((REVIEW, f"review-{one}.md", review.SECTIONS[one]) for one in review.TYPES),
    *((ARTICLE, f"article-{one}.md", article.SECTIONS[one]) for one in article.TYPES),
]


@pytest.mark.parametrize(("kind", "name", "headings"), BEGUN, ids=[name for _, name, _ in BEGUN])
def test_records(kind: Kind, name: str, headings: tuple[str, ...]) -> None:
    """What a new record starts from has keys of its kind in their order, and its sections."""
    document = load(find(f"records/{name}").read_bytes(), Form.of(name))
    keys = list(document.root.plain())
    assert keys == [key for key in kind.keys if key in keys]
    found = sections(document.body)
    assert tuple(one.heading for one in found) == headings
    assert not any(one.has_words for one in found)
