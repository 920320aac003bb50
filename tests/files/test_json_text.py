import pytest

from learnorg.files.json_text import NotRead, Twice, decoded, parsed


def test_good() -> None:
    """What is JSON is read as Python reads it; a byte order mark is no part of it."""
    assert parsed(decoded(b'\xef\xbb\xbf{"a": [1, 2.5, "x", null, true]}')) == {
        "a": [1, 2.5, "x", None, True]
    }


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "it is empty"),
        (" \n", "it is empty"),
        ('{"a": ', "line 1, column 7: it ends here, in the middle"),
        ('{"a": 1\n', "line 2, column 1: it ends here, in the middle"),
        ("[1 2]", "line 1, column 4: a comma or a closing bracket is missing here"),
        ('{"a" 1}', "line 1, column 6: a colon is missing here, between a key and its value"),
        ("{a: 1}", "line 1, column 2: a key in double quotes is missing here"),
        ('["a]', "line 1, column 2: the text that begins here is never closed"),
        ("[1]\n[2]", "line 2, column 1: more follows here, after the end"),
        ("[" * 100_000, "it is nested too deep"),
        ("9" * 5000, "a number has more digits than can be read"),
        ('{"a": {"b": 1, "c": 2, "b": 3}}', "the key 'b' stands twice in one object"),
    ],
)
def test_bad(text: str, why: str) -> None:
    """What is none is told with its place, where there is one."""
    with pytest.raises(NotRead) as wrong:
        parsed(text)
    assert str(wrong.value) == why
    assert isinstance(wrong.value, Twice) is ("twice" in why)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b'{\n"\xfc"}', "line 2, column 2: byte 0xfc is not UTF-8 text; save the file as UTF-8"),
        ("{}".encode("utf-16"), "it is UTF-16 text; save it as UTF-8"),
    ],
)
def test_other_encodings(data: bytes, why: str) -> None:
    """Bytes that are no UTF-8 are told, never read as something else."""
    with pytest.raises(NotRead) as wrong:
        decoded(data)
    assert str(wrong.value) == why
