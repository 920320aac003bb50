import pytest

from learnorg.page import Page, Say, words


def test_words() -> None:
    """A cell's text is the same with a tone and without."""
    assert words("late") == words(Say("late", "bad")) == "late"


def test_frozen() -> None:
    """A page stays as it was laid out."""
    with pytest.raises(AttributeError):
        Page("title").title = "other"  # type: ignore[misc]  # that is what is tested
