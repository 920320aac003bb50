"""Documents cut into pieces."""

import pytest
from hypothesis import given

from files.forms import FORMS, Written, commented
from learnorg.files.lines import Odd
from learnorg.files.loader import Form, load
from learnorg.files.outline import Block, Leaf, outline


def together(text: str) -> str:
    """What the pieces of a text make."""
    pieces, tail = outline(load(text.encode()))
    return "".join(f"{line}\n" for line in (*(x for one in pieces for x in one.lines()), *tail))


@pytest.mark.parametrize("form", [f for f in FORMS if f.form is Form.YAML], ids=str)
def test_forms(form: Written) -> None:
    """Whatever people write comes apart and together again to the byte."""
    text = form.text.removeprefix("\ufeff").replace("\r\n", "\n")
    text += "" if text.endswith("\n") else "\n"
    assert together(text) == text


@given(commented())
def test_any_record(text: str) -> None:
    """So do records with comments anywhere."""
    text += "" if text.endswith("\n") else "\n"
    assert together(text) == text


def test_who_owns_a_comment() -> None:
    """Comments belong to what stands below them, unless they stand further in than it."""
    text = "id: a\n# above\ntags:\n  # first\n  - b\n    # to b\n  # to the tags\n# the end\n"
    (first, tags), tail = outline(load(text.encode()))
    assert (first.lead, first.tail) == ((), ())
    assert (tags.lead, tags.tail, tail) == (("# above",), ("  # to the tags",), ("# the end",))
    assert isinstance(tags.body, Block)
    (item,) = tags.body.parts
    assert (item.lead, item.tail) == (("# first",), ("  # to b",))


def test_names() -> None:
    """Items are known by their ids, by where they link to, or by what they say."""
    text = (
        "notes:\n  - id: a1b\n    text: x\n  - id: a1b\n    text: y\n"
        "links:\n  - rel: part-of\n    to: b\ntags: [c, 'c']\n"
    )
    pieces, _ = outline(load(text.encode()))
    names = [
        [part.name for part in one.body.parts] for one in pieces if isinstance(one.body, Block)
    ]
    assert names == [["#a1b", "#a1b (2)"], ["part-of b"], ["'c'", "'c' (2)"]]


def test_a_value() -> None:
    """A value stands between what comes before and behind it on its lines."""
    ((piece,), _) = outline(load(b"owner:  'a'  # why\n"))
    assert piece.body == Leaf("owner:  ", "'a'", "  # why", "a")


@pytest.mark.parametrize("text", ["{id: a}\n", "  id: a\n", "", "# nothing\n", "? plan\n: - a\n"])
def test_odd(text: str) -> None:
    """What is not written in lines of keys has no outline."""
    with pytest.raises(Odd):
        outline(load(text.encode()))
