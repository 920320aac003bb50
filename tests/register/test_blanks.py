import pytest

from learnorg.files.bounded import NotRead
from learnorg.kinds.article import ARTICLE
from learnorg.kinds.article import SECTIONS as OF_ARTICLES
from learnorg.kinds.article import TYPES as ARTICLES
from learnorg.kinds.improvement import IMPROVEMENT
from learnorg.kinds.kind import Kind
from learnorg.kinds.problems import problems
from learnorg.kinds.review import REVIEW, SECTIONS, TYPES
from learnorg.kinds.sections import sections
from learnorg.register.blanks import blank, filled, given
from learnorg.register.register import Register
from learnorg.register.templates import NoTemplate

BORN = {"title": "X", "raised": "2026-11-22"}


@pytest.mark.parametrize(
    ("kind", "of_type", "asked"),
    [
        *((REVIEW, one, SECTIONS[one]) for one in TYPES),
        *((ARTICLE, one, OF_ARTICLES[one]) for one in ARTICLES),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_every_type(register: Register, kind: Kind, of_type: str, asked: tuple[str, ...]) -> None:
    """
    Each type has a template that makes a sound record, with all the headings it asks for.
    ---
    id: IMP-2611-w0rdzz
    title: Shorter hand-over
    state: proposed
    raised: 2026-11-02
    """
    said = filled(register, kind, BORN | {"type": of_type})
    whole = said | {"id": f"{kind.prefix}-2611-7k3mqx", "state": kind.states[0]}
    assert problems(kind.model(), whole)[1] == []
    assert {*asked} <= {one.heading for one in sections(said["body"])}
    assert set(said) == {"title", "raised", "type", "body"}


def test_own(register: Register) -> None:
    """
    The register's own template stands before ours; what is said stands before what it says.
    ---
    # path: templates/records/review-change.md
    tags: [cab]
    owner: ben
    times:
      started:
    +++
    ## Ours
    """
    said = filled(register, REVIEW, {"type": "change", "owner": "ada"})
    assert said.pop("body").strip() == "## Ours"
    assert said == {"type": "change", "owner": "ada", "tags": ["cab"]}


def test_without_a_type(register: Register) -> None:
    """
    A kind whose records are all begun alike has one template.
    ---
    id: IMP-2611-w0rdzz
    title: Shorter hand-over
    state: proposed
    raised: 2026-11-02
    """
    assert "title" in blank(register, IMPROVEMENT).plain()
    with pytest.raises(NoTemplate):
        blank(register, REVIEW, "nothing")


def test_broken(register: Register) -> None:
    """
    A template that cannot be read is refused with its place.
    ---
    # path: templates/records/review-change.md
    tags: [
    +++
    """
    with pytest.raises(NotRead, match=r"templates/records/review-change\.md:2:8"):
        blank(register, REVIEW, "change")


def test_given() -> None:
    """What is left open is left out, inside mappings, too; nothing else is touched."""
    said = {"a": None, "b": {"c": "", "d": "x"}, "e": {"f": None}, "g": [], "h": ["", {"i": None}]}
    assert given(said) == {"b": {"d": "x"}, "h": ["", {"i": None}]}
