"""Timelines in sheets."""

from contextlib import suppress
from pathlib import PurePath
from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learnorg.errors import LearnorgError
from learnorg.exchange.delimited import NotUtf8
from learnorg.exchange.timelines import clocks, reading
from learnorg.exchange.timelines.entries import AGAIN, MIXED, Entry, Timeline
from learnorg.exchange.timelines.sheet import NoTimeline
from learnorg.methods.moments import moment


def read(text: str, zone: str = "", roles: dict[str, str] | None = None) -> Timeline:
    data = dedent(text).lstrip("\n").encode()
    where = clocks.zone(zone) if zone else None
    return reading.read(PurePath("outage.csv"), data, zone=where, roles=roles or {})


def faults(found: Timeline) -> list[str]:
    return [str(fault) for fault in found.faults]


def counts(found: Timeline) -> dict[str, int]:
    return {left.reason: left.count for left in found.left_out}


def test_entries() -> None:
    """Rows become entries by time; those that say no source were known from the file."""
    found = read("""
        Timestamp,What happened,Channel
        2026-11-20 09:30,Traffic is back,status page
        2026-11-20T09:12:07Z,"Alert: ""503"", twice",
        """)
    assert found.entries == (
        Entry("2026-11-20 09:12:07Z", 'Alert: "503", twice', "outage.csv"),
        Entry("2026-11-20 09:30", "Traffic is back", "status page"),
    )
    assert [remark.message for remark in found.remarks] == [MIXED]


@pytest.mark.parametrize(
    "names",
    [
        "at,what",
        "When,Event",
        "TIME,Message",
        "date_time,Text",
        "Date,Description",
        "Zeit,Ereignis",
    ],
)
def test_spellings(names: str) -> None:
    """Columns are known by what people call them."""
    assert read(f"{names}\n2026-11-20 09:12,Alert\n").entries[0].what == "Alert"


def test_day_and_time_apart() -> None:
    """A day and a time of day in two columns are one moment."""
    found = read("Date;Time;What\n20.11.2026;09:12;Alert\n;2026-11-20 09:13;All quiet\n")
    assert [entry.at for entry in found.entries] == ["2026-11-20 09:12", "2026-11-20 09:13"]


def test_zone_of_a_column() -> None:
    """A column's name may say that its clock shows UTC."""
    text = "Time (UTC),What\n2026-11-20 09:12,Alert\n"
    assert read(text).entries[0].at == "2026-11-20 09:12Z"
    assert read(text, "Europe/Berlin").entries[0].at == "2026-11-20 10:12+01:00"


def test_people_stay_out() -> None:
    """Names are not copied, and their cells are counted; a role that is told stands in front."""
    text = "time,who,what\n2026-11-20 09:12,Ada L.,Rolled back\n2026-11-20 09:13,Grace,Paged\n"
    found = read(text, roles={"@ada l.": "on call"})
    assert [entry.what for entry in found.entries] == ["on call: Rolled back", "Paged"]
    assert list(counts(found).items()) == [
        ("names of people; who had which role may be told instead (column 'who')", 2)
    ]
    assert "Ada" not in str(read(text))
    assert "Grace" not in str(found)


def test_other_columns() -> None:
    """Cells that no entry has a place for are counted."""
    found = read("time,what,Severity,Link\n2026-11-20 09:12,Alert,1,\n")
    assert counts(found) == {"cells that no entry has a place for (column 'Severity')": 1}


def test_bad_rows() -> None:
    """Every row that is no entry is told with its line, and why."""
    found = read("""
        time,what
        soon,Alert
        2026-11-20 09:12,
        ,Alert

        2026-11-20 09:13,Alert, and nobody there
        2026-11-20 09:14,"two
        lines"
        2026-11-20 09:15,\u200b
        """)
    assert [entry.what for entry in found.entries] == ["two\nlines"]
    assert faults(found) == [
        "outage.csv:2: 'soon' tells no time of day; write it as 2026-11-20 09:12",
        "outage.csv:3: it does not say what happened",
        "outage.csv:4: it does not say when it was",
        "outage.csv:6: it has more cells than are named; put text with commas in quotes",
        "outage.csv:9: it does not say what happened",
    ]


def test_unseen_source() -> None:
    """A source that nobody can see is none: the entry is known from the file."""
    found = read("time,what,source\n2026-11-20 09:12,Alert,\u200b\n")
    assert found.entries == (Entry("2026-11-20 09:12", "Alert", "outage.csv"),)


def test_repeats() -> None:
    """The same words at the same moment are one entry, whatever the clock; others are not."""
    found = read("""
        time,what
        2026-11-20 09:12Z,Alert
        2026-11-20 10:12+01:00,Alert
        2026-11-20 09:12Z,Alert again
        2026-11-20 09:13Z,Alert
        """)
    assert [entry.what for entry in found.entries] == ["Alert", "Alert again", "Alert"]
    assert counts(found) == {AGAIN: 1}


def test_days_in_doubt() -> None:
    """Where no value tells the day from the month, the reading is told."""
    found = read("time,what\n03/11/2026 09:12,Alert\n")
    assert found.entries[0].at == "2026-11-03 09:12"
    assert "MM/DD/YYYY" in found.remarks[0].message
    assert read("time,what\n13/11/2026 09:12,Alert\n").remarks == ()


def test_doubtful_hour() -> None:
    """A row in the hour that came twice is read, and told with its line."""
    found = read("time,what\n2026-10-25 02:30,Alert\n", "Europe/Berlin")
    assert found.entries[0].at == "2026-10-25 02:30+02:00"
    assert str(found.remarks[0]).startswith("outage.csv:2, time: warning: 02:30 on 2026-10-25")


def test_finer_than_seconds() -> None:
    """Fractions of a second keep the order, and are not kept themselves."""
    found = read("time,what\n2026-11-20 09:12:00.9,second\n2026-11-20 09:12:00.1,first\n")
    assert [entry.what for entry in found.entries] == ["first", "second"]
    assert {entry.at for entry in found.entries} == {"2026-11-20 09:12"}


def test_formulas_and_signs() -> None:
    """What could be a formula is text, and signs that no record holds are written out."""
    found = read(
        'time,what\n2026-11-20 09:12,"\'=HYPERLINK(""x"")"\n2026-11-20 09:13,a\x1bb\u2028c\n'
    )
    assert [entry.what for entry in found.entries] == ['=HYPERLINK("x")', r"a\x1bb\u2028c"]


@pytest.mark.parametrize("names", ["when,who", "what,who", "a,b"])
def test_no_such_columns(names: str) -> None:
    """A sheet without when or what is refused with the columns it has."""
    with pytest.raises(NoTimeline, match=f"no column says .*; it has {names.replace(',', ', ')}"):
        read(f"{names}\n1,2\n")


def test_other_encodings() -> None:
    """Another encoding is refused with what to do."""
    with pytest.raises(NotUtf8):
        reading.read(PurePath("x.csv"), "time,what\n".encode("utf-16"), zone=None, roles={})


rows = st.lists(st.lists(st.text(max_size=12), max_size=4), max_size=6)


@given(rows, st.sampled_from([",", ";", "\t"]))
def test_any_sheet(cells: list[list[str]], sign: str) -> None:
    """Any text is a timeline in order, of moments and visible words, or refused."""
    text = "\n".join([sign.join(("time", "what", "who")), *map(sign.join, cells)])
    found = Timeline(())
    with suppress(LearnorgError):
        found = read(text.encode("utf-8", "replace").decode())
    assert all(moment(entry.at) and entry.what.strip() for entry in found.entries)


moments = st.datetimes().map(lambda at: at.isoformat(" ", "seconds"))


@given(st.lists(st.tuples(moments, st.sampled_from("abc")), min_size=1))
def test_order_and_nothing_lost(said: list[tuple[str, str]]) -> None:
    """Entries stand by time; every row is an entry or counted."""
    found = read("at,what\n" + "".join(f"{at},{what}\n" for at, what in said))
    at = [entry.at for entry in found.entries]
    assert at == sorted(at, key=lambda text: (text + ":00")[:19])
    assert len(at) == len(set(said))
    assert counts(found).get(AGAIN, 0) + len(at) == len(said)
