"""What a new record looks like, and that every reader gets out what was put in."""

from datetime import date
from decimal import Decimal

import pytest
import yaml
from forms import GROUPS
from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from learnorg.files.emitter import Unwritable, canonical, emit
from learnorg.files.loader import Form, load

TRICKY = (  # noqa: SIM905  # fifty quoted strings would be harder to read
    "no 012 12:30 1.10 2026-01-01 ~ null Null 1e3 0x1F 0o7 .inf -.INF .NaN = << - -- --- ... ? : "
    "# a# a: 'a' \"a\" [a] {a} a, &a *a !a |a >a @a `a %a y N On 1_000 +1 1:2:3 1. .5 -a ?a :a a:b"
).split()

texts = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"])),
    st.text(" \n\t-:#'\"|>a[]{}&*!%@`,?0.~=<\\\r", max_size=12),
    st.sampled_from(TRICKY),
)
keys = texts.filter(lambda text: len(text) < 200)
nested = st.recursive(
    texts,
    lambda inner: (
        st.lists(inner, min_size=1, max_size=4)
        | st.dictionaries(keys, inner, min_size=1, max_size=4)
    ),
    max_leaves=12,
)
records = st.dictionaries(keys, nested, max_size=5)


def test_a_record() -> None:
    """Keys in order, groups apart, one item a line, prose as it reads."""
    data = {
        "id": "IMP-2611-7k3mqx",
        "title": "Reset: again",
        "state": "open",
        "owner": None,
        "tags": ["no", "shift"],
        "problem": "One.\nTwo.\n",
        "plan": [{"do": "ask", "due": date(2026, 12, 1), "steps": [["a"], 2]}],
        "measures": {"baseline": Decimal("8.0"), "hard": True, "per": {}},
        "links": [],
    }
    assert emit(data, groups=GROUPS) == (
        "id: IMP-2611-7k3mqx\n"
        "title: 'Reset: again'\n"
        "state: open\n"
        "\n"
        "tags:\n"
        "  - 'no'\n"
        "  - shift\n"
        "\n"
        "problem: |\n"
        "  One.\n"
        "  Two.\n"
        "\n"
        "plan:\n"
        "  - do: ask\n"
        "    due: 2026-12-01\n"
        "    steps:\n"
        "      - - a\n"
        "      - 2\n"
        "\n"
        "measures:\n"
        "  baseline: 8.0\n"
        "  hard: true\n"
    )


def test_an_article() -> None:
    """The body stands below the head, after a blank line, with a final line end."""
    assert emit({"id": "KB-1", "body": "# How"}, Form.MARKDOWN) == "---\nid: KB-1\n---\n\n# How\n"
    assert emit({"id": "KB-1", "body": None}, Form.MARKDOWN) == "---\nid: KB-1\n---\n"


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("plain words", "plain words"),
        ("a: b", "'a: b'"),
        ("it's", "it's"),
        ("'tis: so", "'''tis: so'"),
        ("", "''"),
        ("a\tb", '"a\\tb"'),
        ("a\x85b\u2028c\ufeff", '"a\\x85b\\u2028c\\ufeff"'),
        ("\x1b[31m", '"\\e[31m"'),
        ("https://example.org/a#b", "https://example.org/a#b"),
        ("one\ntwo", "|-\n  one\n  two"),
        ("one\n\n", "|+\n  one\n"),
        ("  one\ntwo\n", "|2\n    one\n  two"),
        ("\n", '"\\n"'),
        (8, "8"),
        (Decimal("1E+2"), "100"),
        (0.5, "0.5"),
        (False, "false"),
        ("false", "'false'"),
        ("x" * 300, "x" * 300),
    ],
)
def test_values(value: object, written: str) -> None:
    """Text is quoted where some reader would take it for something else, and only there."""
    assert emit({"k": value}) == f"k: {written}\n"


@pytest.mark.parametrize("text", TRICKY)
def test_retyped(text: str) -> None:
    """What YAML 1.1 or 1.2 could take for another type comes back as text."""
    written = emit({"k": text, "l": [text], text: "k"})
    want = {"k": text, "l": [text], text: "k"}
    assert yaml.safe_load(written) == want
    assert YAML(typ="safe", pure=True).load(written) == want


@pytest.mark.parametrize(
    "value", ["\ud83d", float("nan"), Decimal("inf"), object(), {1: "a"}, {"k" * 300: "a"}]
)
def test_unwritable(value: object) -> None:
    """What no file can carry is refused before a file is touched."""
    with pytest.raises(Unwritable):
        emit({"k": value})


def test_unwritable_depth() -> None:
    """Nothing is written that would not be read."""
    value: object = "deep"
    for _ in range(16):
        value = [value]
    with pytest.raises(Unwritable):
        emit({"k": value})
    assert load(emit({"k": value[0]}).encode())  # type: ignore[index]


@settings(deadline=None)
@given(records, st.booleans())
def test_law(record: dict[str, object], grouped: bool) -> None:
    """Whatever text goes in comes out."""
    groups = [[key] for key in record] if grouped else ()
    assert load(emit(record, groups=groups).encode()).plain() == record


@settings(deadline=None)
@given(records, texts.filter(lambda text: "\0" not in text))
def test_law_of_articles(record: dict[str, object], body: str) -> None:
    """A body comes out with its final line end, and with line ends of one kind."""
    record.pop("body", None)
    want = dict(record)
    told = body.replace("\r\n", "\n").replace("\r", "\n")
    if told.strip():
        want["body"] = told if told.endswith("\n") else told + "\n"
    written = emit({**record, "body": body}, Form.MARKDOWN)
    assert load(written.encode(), Form.MARKDOWN).plain() == want


@settings(deadline=None)
@given(texts)
def test_other_readers(text: str) -> None:
    """PyYAML and ruamel read the same text, so other people's tools do."""
    written = emit({"k": text, "l": [text]})
    want = {"k": text, "l": [text]}
    assert yaml.safe_load(written) == want
    assert YAML(typ="safe", pure=True).load(written) == want


@settings(deadline=None)
@given(records)
def test_canonical_is_what_is_emitted(record: dict[str, object]) -> None:
    """A record fresh from the emitter is in canonical form."""
    groups = [[key] for key in record]
    written = emit(record, groups=groups)
    assert canonical(load(written.encode()), groups) == written
