"""The first map: what is recognised, and what is asked."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from incoming import LIGHT, planned, sheet

from learnorg.exchange.maps import Map, read_map
from learnorg.exchange.rows import Reading
from learnorg.exchange.spellings import COLUMNS, DONE, STATES, WORDS, spelt
from learnorg.exchange.suggest import suggest
from learnorg.exchange.targets import WORDS as CLOSED
from learnorg.exchange.targets import form
from learnorg.kinds.improvement import IMPROVEMENT


def suggested(source: Reading) -> Map:
    return read_map(suggest(source, LIGHT).encode(), "suggested.yaml")


ITIL = (
    "Opportunity number,Date raised,Size,Timescale,Description,Priority,KPI metric,Justification,"
    "Raised by,To be actioned by,Date required by,Status\n"
)


def test_itil() -> None:
    """The columns of ITIL's own template need no touch."""
    source = sheet(
        ITIL
        + "1,13/01/2025,Small,Short term,Reports are late. Nobody reads them.,2,Report lead time,"
        + "Saves two days,Service desk,Reporting team,28/02/2025,Open\n"
        + "2,14/01/2025,Large,Long term,Log-in takes long,Urgent,,,Users,Platform,,Completed\n"
    )
    made = planned(source, suggested(source))
    first, second = (new.data for new in made.create)
    assert first["aliases"] == ("1",)
    assert first["title"] == "Reports are late"
    assert (first["raised"], first["due"]) == (date(2025, 1, 13), date(2025, 2, 28))
    assert (first["size"], first["timescale"]) == ("S", "short")
    assert first["priority"]["level"] == "high"
    assert (first["raised_by"], first["team"]) == ("Service desk", "Reporting team")
    assert first["measures"][0]["name"] == "Report lead time"
    assert first["justification"] == "Saves two days"
    assert (first["state"], second["state"]) == ("proposed", "closed")
    assert second["outcome"]["result"] == "delivered"
    assert "extra" not in second


@pytest.mark.parametrize(
    ("header", "target"),
    [
        ("DATE RAISED", "raised"),
        ("raised_on", "raised"),
        ("createdAt", "raised"),
        ("Raised-by:", "raised_by"),
        ("KPI/metric", "measures.1.name"),
        ("Assigned To", "owner"),
        ("Due  date", "due"),
        ("Desciption", "problem"),
    ],
)
def test_spellings(header: str, target: str) -> None:
    """Case, spacing, signs and slips of the pen do not hide a column."""
    source = sheet(f"Title,{header}\nA,2025-01-02\n")
    assert suggested(source).columns[" ".join(header.split())] == target


def test_dates_in_doubt() -> None:
    """Where no date tells day from month, a comment says so."""
    text = suggest(sheet("Title,Raised\nA,03/02/2025\n"), LIGHT)
    assert "# Mind: no value tells DD/MM/YYYY from MM/DD/YYYY" in text


def test_unknown_words() -> None:
    """Words that are not known stand there as questions; the map can be followed all the same."""
    source = sheet("Title,Status,Size,Colour\nA,Parked up,Tiny-ish,red\nB,New,S,\nC,Open,M,\n")
    text = suggest(source, LIGHT)
    assert (
        "# Which state is this? Rows that have it are refused until it is said.\n  # Parked up:"
        in text
    )
    assert "    # Tiny-ish:" in text
    assert "  # Colour: extra.colour" in text
    assert [bad.where for bad in planned(source, suggested(source)).refused] == ["sheet.csv row 2"]


def test_columns_of_other_content() -> None:
    """A column called 'closed' that holds no dates is none of ours."""
    source = sheet("Title,Raised,Closed\nA,2025-01-02,yes\n")
    assert "# Closed: extra.closed  (its cells are no dates)" in suggest(source, LIGHT)


def test_second_column_of_a_kind() -> None:
    """Where two columns could fill a field, the likelier does, and the other says so."""
    text = suggest(sheet("Summary,Title\nA,B\n"), LIGHT)
    assert "  # Summary: extra.summary  (Title fills title already)" in text


def test_no_states() -> None:
    """Without a column of states, what comes in is proposed, and the map says so."""
    assert suggested(sheet("Title,Raised\nA,2025-01-02\n")).defaults == {"state": "proposed"}


def test_header_below_a_title() -> None:
    """The row that names the columns is found, and written down."""
    assert suggested(sheet("Our register,,\nTitle,Raised,Size\nA,2025-01-02,S\n")).header == 2


def test_lists() -> None:
    """Entries that share a cell are parted."""
    assert suggested(sheet('Title,Tags\nA,"x; y"\n')).split == {"Tags": ";"}


def test_spellings_hold_together() -> None:
    """Every spelling is as it is compared, names one target, and leads to a word of ours."""
    assert all(form(target) for target in COLUMNS)
    names = [name for spellings in COLUMNS.values() for name in spellings]
    assert len(names) == len(set(names))
    states = [word for words in STATES.values() for word in words]
    assert len(states) == len(set(states))
    assert set(STATES) <= set(IMPROVEMENT.states)
    assert all(name == spelt(name) for name in (*names, *states, *DONE))
    for target, words in WORDS.items():
        assert set(words) <= set(CLOSED.get(target, words))


@given(st.lists(st.lists(st.text(max_size=12), min_size=1, max_size=4), min_size=2, max_size=5))
def test_any_sheet(table: list[list[str]]) -> None:
    """Whatever a sheet holds, its suggested map can be followed."""
    text = "\n".join(",".join(f'"{cell.replace(chr(34), "")}"' for cell in row) for row in table)
    if text.replace('"', "").replace(",", "").strip() and any(c.strip() for c in table[0]):
        source = sheet("Title,x\n" + text.encode("utf-8", "replace").decode() + "\n")
        planned(source, suggested(source))
