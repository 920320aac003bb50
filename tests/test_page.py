import pytest

from learnorg.page import Column, Items, Page, Say, Table, spelled_out, ticked, words


def test_words() -> None:
    """A cell's text is the same with a tone and without."""
    assert words("late") == words(Say("late", "bad")) == "late"


def test_ticked() -> None:
    """Items to tick are open unless it is said that they are done; others are neither."""
    both = Items(["a", "b"], to_tick=True, done=[False, True])
    assert ticked(both) == [(False, "a"), (True, "b")]
    assert ticked(Items(["a"], to_tick=True)) == [(False, "a")]
    assert ticked(Items(["a"])) == [(None, "a")]


def test_ticked_short() -> None:
    """As many items are said to be done or not as there are."""
    with pytest.raises(ValueError, match=r"zip\(\)"):
        ticked(Items(["a", "b"], to_tick=True, done=[True]))


def test_frozen() -> None:
    """A page stays as it was laid out."""
    with pytest.raises(AttributeError):
        Page("title").title = "other"  # type: ignore[misc]  # that is what is tested


def test_programs() -> None:
    """What is short for something is spelled out, in the table for people and that for programs."""
    rows, whole = [[Say("7k3", "id", "IMP-2611-7k3mqx")]], [[Say("IMP-2611-7k3mqx", "id")]]
    heads = [Column("id")]
    page = Page("", (Table(heads, rows, Table(heads, rows)), Table(heads, rows)))
    assert spelled_out(page).blocks == (
        Table(heads, whole, Table(heads, whole)),
        Table(heads, whole),
    )
