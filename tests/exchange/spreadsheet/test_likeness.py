"""What a spreadsheet's cell still says, and what it says now."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learnorg.exchange.rows import Cell
from learnorg.exchange.spreadsheet.likeness import Doubtful, Locale, Value, alike, forms, said

BOOK = Locale()
CSV = Locale(retyped=True)
GERMAN = Locale(retyped=True, comma=True)
ODS = Locale(untabbed=True)


@pytest.mark.parametrize(
    ("column", "cell", "text", "locale"),
    [
        ("title", "Shorter hand-over  ", "Shorter hand-over", BOOK),
        ("problem", "one\r\ntwo", "one\ntwo\n", BOOK),
        ("problem", "atab", "a\ttab", ODS),
        ("title", "7", "007", CSV),
        ("title", "1,1", "1.10", GERMAN),
        ("measures.1.target", "1.1", "1.10", BOOK),
        ("measures.1.target", "08:30:00", "08:30", BOOK),
        ("measures.1.target", "8:30", "08:30", CSV),
        ("measures.1.target", "0,8", "0.8", GERMAN),
        ("measures.1.target", "1.200", "1200", GERMAN),
        ("measures.1.target", "08:30:00 PM", "20:30", CSV),
        ("title", "12:05 am", "00:05", CSV),
        ("title", "1.00E+05", "1E5", CSV),
        ("estimates.confidence", "80%", "0.8", CSV),
        ("estimates.value", "3-5-9", "3-5-9", CSV),
        ("due", "02.11.2026", "2026-11-02", CSV),
        ("due", "11/2/2026", "2026-11-02", CSV),
        ("benefits.1.hard", "WAHR", "true", CSV),
        ("type", "FIX", "fix", BOOK),
        ("tags", "a;b", "a; b", BOOK),
        ("tags", "a\nb;", "a; b", BOOK),
    ],
)
def test_still_the_same(column: str, cell: str, text: str, locale: Locale) -> None:
    """What a spreadsheet spells anew still says the same."""
    assert alike(column, Cell(cell), text, locale)


@pytest.mark.parametrize(
    ("column", "cell", "text", "locale"),
    [
        ("title", "7", "007", BOOK),
        ("title", "Fix", "fix", BOOK),
        ("title", "atab", "a\ttab", BOOK),
        ("title", "", "something", CSV),
        ("title", "something", "", CSV),
        ("measures.1.target", "1200", "1.200", BOOK),
        ("measures.1.target", "1.200", "1200", CSV),
        ("due", "03.11.2026", "2026-11-02", CSV),
        ("tags", "a, b", "a; b", BOOK),
        ("tags", "b; a", "a; b", BOOK),
    ],
)
def test_not_the_same(column: str, cell: str, text: str, locale: Locale) -> None:
    """What says something else is a change."""
    assert not alike(column, Cell(cell), text, locale)


@pytest.mark.parametrize(
    ("column", "cell", "there", "locale", "value"),
    [
        ("title", Cell(" "), "Old", BOOK, None),
        ("title", Cell("New "), "Old", BOOK, "New"),
        ("due", Cell("2026-11-30", day=date(2026, 11, 30)), "", BOOK, "2026-11-30"),
        ("due", Cell("30.11.2026"), "", CSV, "2026-11-30"),
        ("due", Cell("soon"), "", CSV, "soon"),
        ("estimates.value", Cell("8"), "5", BOOK, "8"),
        ("estimates.value", Cell("3-5-9"), "5", BOOK, "3-5-9"),
        ("estimates.effort", Cell("2,5"), "2", GERMAN, "2.5"),
        ("measures.1.target", Cell("6:00"), "", BOOK, "06:00"),
        ("benefits.1.hard", Cell("yes"), "", BOOK, "true"),
        ("type", Cell("Fix"), "", BOOK, "fix"),
        ("tags", Cell("a;b"), "", BOOK, ("a", "b")),
        ("tags", Cell("a;b; c"), "a;b", BOOK, ("a;b", "c")),
        ("problem", Cell("one\ntwo"), "", BOOK, "one\ntwo\n"),
        ("title", Cell("Two words"), "1-2", CSV, "Two words"),
        ("title", Cell("200000"), "1e5", CSV, "200000"),
        ("title", Cell("100000"), "1e5", BOOK, "100000"),
        ("title", Cell("#N/A is gone"), "Old", CSV, "#N/A is gone"),
    ],
)
def test_what_it_says(column: str, cell: Cell, there: str, locale: Locale, value: Value) -> None:
    """A changed cell is read as its column's sort of value; what cannot be stays text."""
    assert said(column, cell, there, locale) == value


@pytest.mark.parametrize(
    ("column", "cell", "there", "locale"),
    [
        ("due", Cell("03/04/2026"), "", CSV),
        ("estimates.reach", Cell("1,200"), "", CSV),
        ("estimates.reach", Cell("1.200"), "", GERMAN),
        ("estimates.value", Cell("2009-03-05", day=date(2009, 3, 5)), "", BOOK),
        ("estimates.value", Cell("05.03.2009"), "3-5-9", CSV),
        ("title", Cell("Nov 26"), "2026-11", CSV),
        ("title", Cell("1.23457E+11"), "123456789012", CSV),
        ("title", Cell("100000"), "1e5", CSV),
        ("tags", Cell("0.00015"), "1.5e-4", CSV),
        ("title", Cell("1E+30"), "1e30", CSV),
        ("title", Cell("#N/A"), "Old", CSV),
        ("title", Cell("Err:502"), "Old", CSV),
    ],
)
def test_doubt(column: str, cell: Cell, there: str, locale: Locale) -> None:
    """What could mean two things is doubtful, and told."""
    with pytest.raises(Doubtful, match=cell.text.split()[0].replace("+", r"\+")):
        said(column, cell, there, locale)


def test_days_tell_their_form() -> None:
    """Unchanged days tell in which form the others are."""
    known = forms([("05/03/2026", "2026-03-05"), ("03/04/2026", "2026-03-04"), ("1/2/2026", "")])
    assert known == ("DD/MM/YYYY", "MM/DD/YYYY")  # one for each: still in doubt
    known = forms([("05/03/2026", "2026-03-05"), ("06/03/2026", "2026-03-06")])
    assert said("due", Cell("03/04/2026"), "", CSV._replace(days=known)) == "2026-04-03"


texts = st.text(st.characters(exclude_categories=["Cs", "Cc"]))


@given(st.sampled_from(["title", "tags", "problem", "due", "estimates.value", "size"]), texts)
def test_a_cell_is_like_itself(column: str, text: str) -> None:
    """Whatever is exported says the same when it comes back as it is, in any spreadsheet."""
    for locale in (BOOK, CSV, GERMAN, ODS):
        assert alike(column, Cell(text), text, locale)
