"""Edits that touch the lines they mean and no others, over ordinary hand-written forms."""

from datetime import date
from decimal import Decimal
from difflib import SequenceMatcher

import pytest
from forms import COMMENTED, FORMS, GROUPS, TIDY, Path, Written, commented, nodes, values
from hypothesis import given, settings
from hypothesis import strategies as st

from learnorg.files import splice as splicing
from learnorg.files.loader import Document, Form, Mapping, Node, Sequence, load
from learnorg.files.splice import GONE, Edit, NotSpliceable, splice

# A blank line of spaces below a new block would become its text: that one goes to ruamel.
USUAL = [form for form in FORMS if form.name != "many-blank-lines"]

VALUES = (
    "word",
    "a: b # c",
    "'q\"\x01",
    "",
    "two\nlines\n",
    "no end\n\n\n",
    "  further in\nhere",
    ["x", "y"],
    {"k": "v", "l": ["m\nn\n"]},
    [],
    None,
    Decimal("8.0"),
)


def edited(text: str, path: str, value: object, form: Form = Form.YAML) -> str:
    steps = tuple(int(step) if step.isdigit() else step for step in path.split("."))
    return splice(load(text.encode(), form), [Edit(steps, value)], GROUPS)


def touched(old: str, new: str) -> list[int]:
    """The numbers of the old lines that are not in the new text."""
    steps = SequenceMatcher(None, old.split("\n"), new.split("\n"), autojunk=False).get_opcodes()
    return [line for kind, a, b, _, _ in steps if kind != "equal" for line in range(a + 1, b + 1)]


def lines_of(document: Document, path: Path, node: Node) -> range:
    first, _ = document.locate(path)
    return range(first, document.text.count("\n", 0, node.end) + 2)


@pytest.fixture
def by_line_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """No ruamel: what splicing cannot do fails."""

    def fail(*_: object) -> str:
        raise AssertionError("this went to ruamel")

    monkeypatch.setattr(splicing, "_by_ruamel", fail)


@pytest.mark.parametrize("written", FORMS, ids=str)
@pytest.mark.usefixtures("by_line_only")
def test_own_value(written: Written) -> None:
    """Setting anything to what it already says changes no byte."""
    document = load(written.text.encode(), written.form)
    for path, node in nodes(document.root):
        assert splice(document, [Edit(path, node.plain())], GROUPS) == written.text
    assert splice(document, [Edit(("body",), document.body or None)]) == written.text or (
        written.form is Form.YAML
    )


@pytest.mark.parametrize("written", USUAL, ids=str)
@pytest.mark.usefixtures("by_line_only")
def test_every_value(written: Written) -> None:
    """Any value may become any other, and only its own lines change."""
    document = load(written.text.encode(), written.form)
    for path, node in nodes(document.root):
        own = lines_of(document, path, node)
        # A dash may stand above its item, and comments as far in as a list's items go with it.
        room = range(own.start - isinstance(path[-1], int), own.stop + 1)
        for value in VALUES:
            text = splice(document, [Edit(path, value)], GROUPS)
            assert set(touched(written.text, text)) <= set(room), (path, value)


@pytest.mark.parametrize("written", FORMS, ids=str)
@pytest.mark.usefixtures("by_line_only")
def test_every_removal(written: Written) -> None:
    """Anything can be taken out: its lines go, and at most a blank line beside them."""
    document = load(written.text.encode(), written.form)
    lines = written.text.split("\n")
    for path, node in nodes(document.root):
        text = splice(document, [Edit(path, GONE)], GROUPS)
        own = lines_of(document, path, node)
        for number in touched(written.text, text):
            beside = own.start - 2 <= number <= own.stop + 1 or not lines[number - 1].strip()
            moved_up = isinstance(path[-1], str) and len(path) > 1
            assert number in own or beside or moved_up, (path, number)
        assert text.count("\r\n") == text.count("\n") or "\r" not in written.text


@pytest.mark.parametrize("written", USUAL, ids=str)
@pytest.mark.usefixtures("by_line_only")
def test_every_addition(written: Written) -> None:
    """A new key or item is added to what is there, and changes no line of it."""
    document = load(written.text.encode(), written.form)
    places: list[Path] = [("owner",), ("problem",), ("plan",), ("zzz",), ("new", "a", 0, "b")]
    for path, node in nodes(document.root):
        if isinstance(node, Mapping) and not node.flow:
            places.append((*path, "new"))
        if isinstance(node, Sequence) and not node.flow:
            places.append((*path, len(node.items)))
    for path in places:
        if path[0] in document.root.entries and len(path) == 1:
            continue
        for value in VALUES:
            text = splice(document, [Edit(path, value)], GROUPS)
            gone = [written.text.split("\n")[line - 1] for line in touched(written.text, text)]
            unfinished = written.text.split("\n")[-1]
            assert not [line for line in gone if line.strip() and line != unfinished], (path, value)


def test_a_word() -> None:
    """One word for another: the comment behind it and the quotes stay."""
    text = "id: a\nowner: 'night shift'   # who\n"
    assert edited(text, "owner", "day shift") == "id: a\nowner: 'day shift'   # who\n"
    assert edited(text, "owner", date(2026, 12, 1)) == "id: a\nowner: 2026-12-01   # who\n"


def test_typed_values() -> None:
    """A number, date or truth that reads as what is there is no change."""
    text = "a: '8'\nb: 2026-12-01 # c\nd: true\n"
    edits = [
        Edit(("a",), Decimal(8)),
        Edit(("b",), date(2026, 12, 1)),
        Edit(("d",), True),
    ]
    assert splice(load(text.encode()), edits) == text


def test_prose() -> None:
    """Changed prose stays as far in as it was, and only the changed line is another."""
    text = "problem: |  # why\n     One.\n     Two.\n\nowner: a\n"
    assert edited(text, "problem", "One.\nThree.\n") == text.replace("Two", "Three")


def test_prose_above_a_comment() -> None:
    """Prose does not swallow the comment below it."""
    text = "a: b\n  # about b\nc: d\n"
    assert edited(text, "a", "e\nf\n") == 'a: "e\\nf\\n"\n  # about b\nc: d\n'


def test_a_new_key_in_its_group() -> None:
    """A new key stands behind the last key that comes before it."""
    assert edited("id: a\ntitle: b\n\nowner: c\n", "state", "open") == (
        "id: a\ntitle: b\nstate: open\n\nowner: c\n"
    )


def test_a_new_key_first_in_its_group() -> None:
    """A new key joins its group behind the blank line that begins it."""
    assert (
        edited("id: a\n\n# tags\ntags: b\n", "owner", "c") == "id: a\n\nowner: c\n# tags\ntags: b\n"
    )


def test_a_new_key_that_is_a_group() -> None:
    """A new group stands between blank lines."""
    assert edited("id: a\n\nplan: b\n", "owner", "c") == "id: a\n\nowner: c\n\nplan: b\n"
    assert edited("id: a\nplan: b\n", "owner", "c") == "id: a\n\nowner: c\n\nplan: b\n"
    assert edited("id: a\n", "plan", ["b"]) == "id: a\n\nplan:\n  - b\n"
    assert edited("# header\n\n# own\nplan: b\n", "id", "a") == (
        "# header\n\nid: a\n\n# own\nplan: b\n"
    )


def test_an_unknown_key() -> None:
    """A key of no group stands last, above the comments that end the file."""
    assert edited("id: a\n# end\n", "zzz", "b") == "id: a\n\nzzz: b\n# end\n"


def test_the_first_key() -> None:
    """A record without keys gets its first."""
    assert edited("# nothing yet\n", "id", "a") == "# nothing yet\nid: a\n"
    assert edited("{}\n", "id", "a") == "id: a\n"
    assert edited("---\n---\n\nText.\n", "id", "a", Form.MARKDOWN) == "---\nid: a\n---\n\nText.\n"


def test_lists() -> None:
    """An item keeps the form of its list."""
    assert edited("tags:\n- a\n- b\n", "tags.2", "c") == "tags:\n- a\n- b\n- c\n"
    assert edited("tags: [a, b] # c\n", "tags.2", "c, d") == "tags: [a, b, 'c, d'] # c\n"
    assert edited("tags: []\n", "tags.0", "a") == "tags:\n  - a\n"
    assert edited("id: a\n", "tags.0", "b") == "id: a\n\ntags:\n  - b\n"


def test_a_whole_list() -> None:
    """A list given whole changes where it differs, and keeps the comments of what stays."""
    text = "tags:\n  - a  # one\n  # two\n  - b\n  - c  # three\n"
    assert (
        edited(text, "tags", ["a", "c", "d"])
        == "tags:\n  - a  # one\n  # two\n  - c  # three\n  - d\n"
    )
    assert edited(text, "tags", ["x", "a", "b", "c"]) == text.replace("  - a", "  - x\n  - a")


def test_a_whole_mapping() -> None:
    """A mapping given whole changes key by key."""
    text = "extra:\n  a: b  # one\n  c: d  # two\n  e: f\n"
    assert edited(text, "extra", {"e": "f", "c": "x", "g": "h"}) == (
        "extra:\n  c: x  # two\n  e: f\n  g: h\n"
    )


def test_removal_closes_the_gap() -> None:
    """Where a group vanishes, one blank line goes with it."""
    assert edited("id: a\n\nowner: b\n\nplan: c\n", "owner", GONE) == "id: a\n\nplan: c\n"
    assert edited("id: a\n\nowner: b\n", "owner", GONE) == "id: a\n"
    assert edited("id: a\n\nowner: b\ntags: c\n", "owner", GONE) == "id: a\n\ntags: c\n"


def test_removal_keeps_comments() -> None:
    """Comments above and below what goes stay; who wrote them may take them out."""
    assert edited("# a\na: b  # gone\n# c\nc: d\n", "a", GONE) == "# a\n# c\nc: d\n"


def test_removal_of_the_first_key_of_an_item() -> None:
    """What comes next moves up to the dash."""
    text = "plan:\n  - do: x  # soon\n    # by\n    due: y\n"
    assert edited(text, "plan.0.do", GONE) == "plan:\n    # by\n  - due: y\n"


def test_removal_of_what_is_not_there() -> None:
    """Nothing to take out, nothing changed."""
    assert edited(TIDY, "plan.7.do", GONE) == TIDY
    assert edited(TIDY, "sponsor", GONE) == TIDY


def test_several_edits() -> None:
    """Edits are made in order, each on what the one before left."""
    document = load(COMMENTED.encode())
    edits = [Edit(("tags", 0), GONE), Edit(("tags", 0), "late shift"), Edit(("tags", 1), "ward")]
    said = load(splice(document, edits, GROUPS).encode()).plain()
    assert said["tags"] == ["late shift", "ward"]


@pytest.mark.parametrize("body", ["Text.", "\nText.\n\nMore.\n", None, "---\n"])
@pytest.mark.parametrize("written", [form for form in FORMS if form.form is Form.MARKDOWN], ids=str)
def test_body(written: Written, body: str | None) -> None:
    """A new body leaves the head as it is, byte by byte."""
    document = load(written.text.encode(), Form.MARKDOWN)
    text = splice(document, [Edit(("body",), body)])
    head = written.text[: written.text.index("---", 4) + 3]
    assert text.startswith(head)
    wanted = body if body is None or body.endswith("\n") else body + "\n"
    assert load(text.encode(), Form.MARKDOWN).plain().get("body") == wanted


def test_windows_stays_windows() -> None:
    """New lines end as the file's other lines do."""
    text = edited(TIDY.replace("\n", "\r\n"), "problem", "One.\nTwo.\n")
    assert text.count("\n") == text.count("\r\n")


@pytest.mark.parametrize("path", ["title.first", "tags.9", "tags.x", "plan.0.do.0"])
def test_no_such_place(path: str) -> None:
    """A path that goes through a text, or past the end of a list, is refused."""
    with pytest.raises(NotSpliceable):
        edited(TIDY, path, "x")


@pytest.mark.parametrize(
    ("text", "path", "value"),
    [
        ("? id\n: a\n? owner\n: b\n", "zzz", "c"),
        ("id: a\ntitle: b\n   \nowner: c\n", "state", "two\nlines\n"),
        ("tags:\n  - - a\n  - b\n", "tags.0", ["x", "a"]),
    ],
)
def test_odd_shapes(text: str, path: str, value: object) -> None:
    """A shape that no line edit fits goes through ruamel, and reads back all the same."""
    said = load(edited(text, path, value).encode()).plain()
    steps = [int(step) if step.isdigit() else step for step in path.split(".")]
    for step in steps:
        said = said[step]  # type: ignore[index, assignment]
    assert said == value


@settings(deadline=None)
@given(commented(), st.data())
def test_law(text: str, data: st.DataObject) -> None:
    """Any field of any record takes any value: it reads back, and other lines stay."""
    document = load(text.encode())
    path, node = data.draw(st.sampled_from(list(nodes(document.root))))
    assert splice(document, [Edit(path, node.plain())], GROUPS) == text
    value = data.draw(values | st.just(GONE))
    new = splice(document, [Edit(path, value)], GROUPS)
    own = lines_of(document, path, node)
    if value is not GONE:
        assert set(touched(text, new)) <= set(range(own.start, own.stop + 1))
