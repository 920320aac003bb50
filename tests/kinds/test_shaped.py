"""Files that are no records, read or refused."""

from collections.abc import Iterator

import pytest
from pydantic import BaseModel, ConfigDict

from learnorg.kinds.problems import Problem
from learnorg.kinds.shaped import Misshapen, shaped


class Shelf(BaseModel):
    model_config = ConfigDict(extra="forbid")

    books: tuple[str, ...]


class BadShelf(Misshapen):
    hint = "Look at the shelf beside it."


def doubts(shelf: Shelf) -> Iterator[Problem]:
    for n, book in enumerate(shelf.books):
        if book == "lent":
            yield Problem(("books", n), "", "a lent book stands on no shelf", "Take it out.")


def read(text: str) -> Shelf:
    return shaped(Shelf, text.encode(), "shelf.yaml", BadShelf, doubts)


def test_read() -> None:
    """What fits the shape is read."""
    assert read("books: [A, B]\n").books == ("A", "B")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("books: *all\n", "shelf.yaml:1:8: "),
        ("boks: [A]\n", "shelf.yaml:1:1: 'boks' is no known key. Did you mean 'books'?"),
        ("books: [A,\n  lent]\n", "shelf.yaml:2:3: a lent book stands on no shelf. Take it out"),
    ],
)
def test_refused(text: str, told: str) -> None:
    """What does not is refused at its place, with its own error's hint."""
    with pytest.raises(BadShelf) as wrong:
        read(text)
    assert told in str(wrong.value)
    assert wrong.value.hint == "Look at the shelf beside it."


def test_every_fault() -> None:
    """Everything that is wrong is told at once."""
    with pytest.raises(BadShelf) as wrong:
        read("books: [lent, A, lent]\n")
    assert [line.split(": ")[0] for line in str(wrong.value).split("\n")] == [
        "shelf.yaml:1:9",
        "shelf.yaml:1:18",
    ]
