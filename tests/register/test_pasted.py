from shlex import split

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learnorg.register.pasted import LONGEST_ISSUE, LONGEST_TITLE, asked, flat, instead, mistaken
from learnorg.register.query import BadQuery, Filter


@pytest.mark.parametrize(
    ("arguments", "filters", "words"),
    [
        (["toner", "state:closed"], 1, ("toner",)),
        (["toner", "not:tag:later", "is:open", "due:..2027-02"], 3, ("toner",)),
        (["toner", "owner:night shift"], 1, ("toner",)),
        (["owner:night shift"], 0, ("owner:night shift",)),
        (["ORA-12154: TNS:could not"], 0, ("ORA-12154: TNS:could not",)),
        (["ORA-12154:", "TNS:could"], 0, ("ORA-12154:", "TNS:could")),
        (["source:", "State:closed", "https://x:1"], 0, ("source:", "State:closed", "https://x:1")),
        (["type::Foo", "source: none"], 0, ("type::Foo", "source: none")),
        (["not: found", "gone"], 0, ("not: found", "gone")),
    ],
)
def test_asked(arguments: list[str], filters: int, words: tuple[str, ...]) -> None:
    """What is of the form of a filter that there is filters, and the rest is text."""
    query = asked(arguments)
    assert (len(query.filters), query.words) == (filters, words)


def test_kind() -> None:
    """A kind stands beside what is asked."""
    assert asked(["toner", "state:archived"], "article").kind == "article"
    assert asked(["toner", "kind:article"]).filters == (Filter("kind", ("article",)),)


def test_refused() -> None:
    """A filter that means nothing is refused as ever."""
    with pytest.raises(BadQuery, match="turns nothing round"):
        asked(["toner", "not:later"])


def test_no_text() -> None:
    """Bytes that are no text do not make a search stumble."""
    assert asked(["a\udcff b"]).words == ("a? b",)


def test_mistaken() -> None:
    """A word that is nearly a filter is told, in a text none is."""
    assert [*mistaken(("stat:closed", "TNS:could"))] == [
        "'stat' is no field to filter by. Did you mean 'state'?"
    ]
    (told,) = mistaken(("raised:>2026",))
    assert told == (
        "'raised:>2026' is searched as text: '>2026' is no value of 'raised'. "
        "Write raised:2026.., raised:..2026-11-20 or raised:2026-11."
    )
    assert not [*mistaken(("stat:closed",) * 9)]
    assert not [*mistaken(("stat: closed", "stat:"))]


def test_instead() -> None:
    """The line that says what is wrong is the title, all of it the issue."""
    text = (
        "Traceback (most recent call last):\n  File x.py, line 1\nKeyError: 'till'\n"
    )  # fmt: skip
    assert split(instead(asked([text]))) == [
        "learnorg", "article", "new", "KeyError: 'till'", "--type", "fix", "--say",
        "Issue=Traceback (most recent call last): File x.py, line 1 KeyError: 'till'",
    ]  # fmt: skip
    assert split(instead(asked(["\n--- no such key\nmore"])))[3] == "no such key"


def test_no_article() -> None:
    """Where no article is looked for, or a filter was mistyped, none is proposed."""
    assert not instead(asked(["toner", "kind:improvement"]))
    assert not instead(asked(["toner", "stat:closed"]))
    assert instead(asked(["toner", "not:kind:improvement"]))


@given(st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=600))
def test_command(text: str) -> None:
    """The command is one line that a shell reads as one title and one issue, of sane length."""
    command = instead(asked([f"{text} x:"]))
    assert command.isprintable()
    *_, title, _, kind, _, issue = split(command)
    assert kind == "fix"
    assert 0 < len(title) <= LONGEST_TITLE + 2
    assert not title.startswith("-")
    assert issue.removeprefix("Issue=").strip()
    assert len(issue) <= LONGEST_ISSUE + 8


def test_flat() -> None:
    """Long text is cut between words, or within one that is too long."""
    assert flat("one\n two\tthree", 40) == "one two three"
    assert flat("one two, three", 10) == "one two …"
    assert flat("x" * 9, 5) == "xxxxx …"
    assert flat("a\x1b\u202eb", 9) == "a b"
