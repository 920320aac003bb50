"""What is read, where it stands, and what is refused."""

import pytest
from forms import FORMS, TIDY, Written

from learnorg.files.loader import Form, Mapping, Node, Refused, Scalar, Sequence, load


def read(text: str, form: Form = Form.YAML) -> dict[str, object]:
    return dict(load(text.encode(), form).plain())


def refused(text: str | bytes, form: Form = Form.YAML) -> Refused:
    with pytest.raises(Refused) as caught:
        load(text if isinstance(text, bytes) else text.encode(), form)
    return caught.value


def scalars(node: Node) -> list[Scalar]:
    match node:
        case Mapping():
            found = [part for key, value in node.entries.values() for part in (key, value)]
        case Sequence():
            found = node.items
        case _:
            return [node]
    return [scalar for part in found for scalar in scalars(part)]


def test_every_value_is_text() -> None:
    """No value is turned into a number, a date or a truth behind its writer's back."""
    text = "a: no\nb: 012\nc: 12:30\nd: 1.10\ne: 2026-01-01\nf: 1e3\n"
    assert read(text) == {
        "a": "no",
        "b": "012",
        "c": "12:30",
        "d": "1.10",
        "e": "2026-01-01",
        "f": "1e3",
    }


def test_absent() -> None:
    """Empty, `~` and `null` mean that there is nothing; in quotes they are text."""
    text = "a:\nb: ~\nc: null\nd: 'null'\ne: \"\"\nf: [~, '~']\n"
    assert read(text) == {"a": None, "b": None, "c": None, "d": "null", "e": "", "f": [None, "~"]}


@pytest.mark.parametrize("text", ["", "\n", "# only a comment\n", "---\n", "\ufeff"])
def test_empty(text: str) -> None:
    """A file without a key is an empty record, not a broken one."""
    assert read(text) == {}


@pytest.mark.parametrize("written", FORMS, ids=str)
def test_spans(written: Written) -> None:
    """Between its offsets stands exactly what was written, whatever the line ends and script."""
    document = load(written.text.encode(), written.form)
    for scalar in scalars(document.root):
        span = document.text[scalar.start : scalar.end]
        lines = document.text[: scalar.start].removeprefix("\ufeff").split("\n")
        assert (scalar.line, scalar.col) == (len(lines), len(lines[-1]) + 1)
        if scalar.style in ("|", ">"):
            assert span.startswith(scalar.style)
            assert not span.endswith("\n") or "+" in span[:3]
        elif "\n" in span or scalar.style:
            indented = span.replace("\n", "\n ")
            assert read(f"k: {indented}") == {"k": scalar.text}
        else:
            assert span == scalar.text


def test_windows_and_byte_order_mark() -> None:
    """Line ends and a mark at the start are the editor's affair and change no value."""
    assert read("\ufeff" + TIDY.replace("\n", "\r\n")) == read(TIDY)


def test_lines_with_a_byte_order_mark() -> None:
    """A mark at the start moves no line."""
    document = load("\ufeffa: b\nc: d\n".encode())
    assert document.locate(["c"]) == (2, 1)
    assert refused("\ufeffa: b\na: d\n").line == 2
    assert refused("\ufeffa: b\nc: @d\n").line == 2


def test_locate() -> None:
    """A path leads to its key, an item to its own place."""
    document = load(TIDY.encode())
    assert document.locate(["owner"]) == (5, 1)
    assert document.locate(["tags", 1]) == (8, 5)
    assert document.locate(["plan", 0, "due"]) == (17, 5)


def test_locate_what_is_not_there() -> None:
    """A path that leads nowhere stops at the deepest thing that is there."""
    document = load(TIDY.encode())
    assert document.locate(["plan", 0, "owner"]) == (15, 5)
    assert document.locate(["plan", 7, "owner"]) == (14, 1)
    assert document.locate(["nothing", "at", "all"]) == (1, 1)


def test_markdown() -> None:
    """The prose below the head is the field `body`, without the blank line above it."""
    text = "---\nid: KB-1\n---\n\n# How\n\nText: [more\n"
    document = load(text.encode(), Form.MARKDOWN)
    assert document.plain() == {"id": "KB-1", "body": "# How\n\nText: [more\n"}
    assert document.locate(["body"]) == (5, 1)


def test_markdown_body_is_not_yaml() -> None:
    """In the body, tabs, rulers and form feeds are the writer's own."""
    text = "---\nid: KB-1\n---\n\tcode\n---\n\x0c=======\n"
    assert read(text, Form.MARKDOWN)["body"] == "\tcode\n---\n\x0c=======\n"


@pytest.mark.parametrize("end", ["", "\n", "\n\n", "\n\n  \n"])
def test_markdown_without_a_body(end: str) -> None:
    """A blank body is no body."""
    assert read("---\nid: KB-1\n---" + end, Form.MARKDOWN) == {"id": "KB-1"}


REFUSED = [
    ("conflict-markers", "a: b\n<<<<<<< HEAD\nc: d\n=======\nc: e\n>>>>>>> theirs\n", 2, 1),
    ("conflict-markers", "<<<<<<< a\n||||||| b\n=======\r\n>>>>>>> c\n", 1, 1),
    ("duplicate-key", "a: b\nc:\n  d: e\n  'd': f\n", 4, 3),
    ("yaml-alias", "a: b\nc: *a\n", 2, 4),
    ("yaml-alias", "*a : b\n", 1, 1),
    ("yaml-anchor", "a: &b c\n", 1, 4),
    ("yaml-anchor", "a: &b [c]\n", 1, 4),
    ("yaml-tag", "a: !!python/object:os.system b\n", 1, 4),
    ("yaml-tag", "a: !b {c: d}\n", 1, 4),
    ("merge-key", "a:\n  <<: {b: c}\n", 2, 3),
    ("several-documents", "a: b\n---\nc: d\n", 2, 1),
    ("tab-indentation", "a:\n\tb: c\n", 2, 1),
    ("tab-indentation", "a: |\n\tb\n", 2, 1),
    ("nul-byte", "a: b\nc: \0\n", 2, 4),
    ("control-character", "a: b\nc: d\x1b[31m\n", 2, 5),
    ("control-character", "a: b\u2028c: d\n", 1, 5),
    ("control-character", "a: b\rc: d\n", 1, 5),
    ("too-deep", "a: " + "[" * 16, 1, 19),
    ("too-many-nodes", "a: [" + "b, " * 20_000 + "]", 1, 59_996),
    ("not-a-mapping", "- a\n- b\n", 1, 1),
    ("not-a-mapping", "\nhello\n", 2, 1),
    ("key-not-text", "[a]: b\n", 1, 1),
    ("key-not-text", "? {a: b}\n: c\n", 1, 3),
    ("key-not-text", "~: b\n", 1, 1),
    ("not-yaml", "a: b\nc: d: e\n", 2, 5),
]


@pytest.mark.parametrize(("rule", "text", "line", "col"), REFUSED)
def test_refused(rule: str, text: str, line: int, col: int) -> None:
    """What plain text has no need of is refused by name, with its place and a way on."""
    error = refused(text)
    assert (error.rule, error.line, error.col) == (rule, line, col)
    assert error.message
    assert error.hint.endswith(".") or "…" in error.hint


def test_not_utf8() -> None:
    """Another encoding is named with the byte that shows it."""
    error = refused("a: b\nc: ü\n".encode("latin-1"))
    assert (error.rule, error.line, error.col) == ("not-utf8", 2, 4)
    assert "0xfc" in error.message


def test_too_large() -> None:
    """A record of more than 256 KiB is not read, an article of more than 1 MiB is not either."""
    assert refused(b"a: " + b"b" * 256 * 1024).rule == "too-large"
    assert refused(b"---\n---\n" + b"b" * 1024 * 1024, Form.MARKDOWN).rule == "too-large"
    assert load(b"---\n---\n" + b"b" * 300_000, Form.MARKDOWN)


@pytest.mark.parametrize("text", ["id: a\n", "# Title\n\nText\n", "", "---\nid: a\n"])
def test_no_head(text: str) -> None:
    """Markdown without a head between two rulers is refused."""
    assert refused(text, Form.MARKDOWN).rule == "no-head"


def test_body_in_the_head() -> None:
    """The body has one place."""
    assert refused("---\nbody: a\n---\nb\n", Form.MARKDOWN).rule == "duplicate-key"


@pytest.mark.parametrize("text", ["a: |\n  =======\n", "a: |\n  <<<<<<< b\n", "'<<': a\n"])
def test_not_refused(text: str) -> None:
    """One mark alone, or a mark further in, may be part of a text."""
    assert read(text)


@pytest.mark.parametrize(
    "bomb",
    [
        "[" * 200_000,
        "a: " + "[" * 200_000,
        "a: " + "{a: " * 50_000,
        "- " * 100_000,
        "? " * 100_000,
        "a: " + "- " * 100_000,
        "a: &a {x: 1}\nb: &b {<<: [*a, *a, *a]}\nc: {<<: [*b, *b, *b]}\n",
        "<<<<<<< a\n" * 20_000,
    ],
    ids=["[", "a: [", "{", "-", "?", "a: -", "<<", "<<<<<<<"],
)
def test_bombs(bomb: str) -> None:
    """A file made to choke its reader is refused like any other."""
    assert refused(bomb).rule


COMPLAINTS = [
    ("title: Reset: again\n", "reads like another key", "title: 'Reset: again'"),
    ("plan:\n  - do: try: it\n", "reads like another key", "do: 'try: it'"),
    ("owner: @anna\n", "cannot begin with `@`", "owner: '@anna'"),
    ("title: `ls` hangs\n", "cannot begin with a backtick", "'`ls` hangs'"),
    ("a: %5\n", "cannot begin with `%`", "'%5'"),
    ("a: *very* bad\n", "begins with `*`", "'*very* bad'"),
    ("a: & more\n", "begins with `&`", "'& more'"),
    ("title: [draft] it's new\n", "more text follows", "title: '[draft] it''s new'"),
    ("title: {x} y\n", "more text follows", "'{x} y'"),
    ('title: "a" b\n', "after the closing quote", "'\"a\" b'"),
    ("title: 'it's'\n", "after the closing quote", "double an apostrophe"),
    ("a: - b\n", "a list begins on the line of its key", "line of its own"),
    ("a: 'b\nc: d\n", "never closed", "same quote"),
    ("a: [b, c\nd: e\n", "bracket that begins here", "close the bracket"),
    ("a: b\nc\nd: e\n", "line without a colon", "indent it"),
    ("a:\n  b: c\n d: e\n", "indentation does not fit", "same number of spaces"),
    (" a: b\nc: d\n", "indentation does not fit", "same number of spaces"),
    ("a:\n  - b\n c: d\n", "indentation does not fit", "same number of spaces"),
    ('a: "C:\\dir"\n', "backslash", "single quotes"),
    ('a: "\\xZZ"\n', "hexadecimal", "single quotes"),
    ("a: |x\n  b\n", "after `|` or `>`", "next line"),
    ("a: ]\n", "cannot begin with this character", "quotes"),
    ("a: b\n  c: d\n", "where no key can be", "spaces"),
    ("%FOO\n---\na: b\n", "a line that begins with `%` is not text", "Take it out"),
]


@pytest.mark.parametrize(("text", "message", "hint"), COMPLAINTS)
def test_complaints(text: str, message: str, hint: str) -> None:
    """What trips people up is told in their words, with their own line mended."""
    error = refused(text)
    assert error.rule == "not-yaml"
    assert message in error.message
    assert hint in error.hint


def test_complaint_about_a_quote_stands_where_it_opens() -> None:
    """A quote that never closes is noticed at the end, and told where it begins."""
    error = refused("a: b\nc: 'd\ne: f\ng: h\n")
    assert (error.line, error.col) == (2, 4)
