"""Lines of a document that are told without parsing it."""

import pytest
from forms import FORMS, Written

from learnorg.files.lines import key_line
from learnorg.files.loader import Form, load


@pytest.mark.parametrize("written", [one for one in FORMS if one.form is Form.YAML], ids=str)
def test_key_line(written: Written) -> None:
    """The line of a key is that at which the document has it, or is not told."""
    data = written.text.encode()
    document = load(data)
    for key in document.root.entries:
        assert key_line(data, key) in (0, document.locate((key,))[0])


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (b"id: x\ndue: 2026-11-30\n", 2),
        (b"id: x\r\n\r\ndue:\r\n", 3),
        (b"due: 2026-11-30", 1),
        (b"problem: |\n  due: soon\ndue: 2026-11-30\n", 3),
        (b"due_on: x\n", 0),
        (b"'due': 2026-11-30\n", 0),
        (b"title: 'a\ndue: b'\ndue: 2026-11-30\n", 0),
        (b"id: x\rdue: 2026-11-30\n", 0),
        ("title: a\u2028b\ndue: 2026-11-30\n".encode(), 0),
    ],
)
def test_told(data: bytes, line: int) -> None:
    """A key that stands once at the left margin is found; what cannot be told is not guessed."""
    assert key_line(data, "due") == line
