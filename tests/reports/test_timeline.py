from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learnorg.page import Page, Table
from learnorg.render.terminal import show
from learnorg.reports.timeline import derive, lay_out, told

ID = "REV-2611-7k3mqx"
TIMELINE: list[dict[str, Any]] = [
    {"id": "b7k", "at": "2026-11-20 09:12", "what": "The replica's disk is full.",
     "source": "alert"},
    {"id": "c7k", "at": "2026-11-20 09:31:40", "what": "Three people call the\nservice desk."},
    {"id": "d7k", "at": "2026-11-20 09:32", "what": "The failover begins.", "source": "Slack #ops"},
    {"at": "2026-11-22 10:05", "what": "Sign-in works everywhere."},
]  # fmt: skip


def gaps(*moments: str) -> list[str]:
    plain = {"timeline": [{"at": at, "what": "x"} for at in moments]}
    return [told(one.gap) for one in derive(ID, plain).happenings]


def test_gaps() -> None:
    """Each entry tells the time since the one before; entries are told by time."""
    assert gaps("2026-11-20 09:12", "2026-11-20 10:05", "2026-11-20 09:31") == [
        "", "19 min", "34 min",
    ]  # fmt: skip
    assert gaps("2026-11-20 09:12+01:00", "2026-11-20 08:13Z") == ["", "1 min"]


def test_mixed_clocks() -> None:
    """Where clocks cannot be compared the order is the file's, and no gap is made up."""
    assert gaps("2026-11-20 09:12", "2026-11-20 09:13Z", "2026-11-20 09:11Z", "soon") == [
        "", "", "-2 min", "",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("gap", "words"),
    [
        (timedelta(), "0 s"),
        (timedelta(seconds=59), "59 s"),
        (timedelta(minutes=1), "1 min"),
        (timedelta(hours=3, minutes=5), "3 h 05"),
        (timedelta(days=2, hours=4, minutes=59), "2 d 4 h"),
        (-timedelta(minutes=20), "-20 min"),
        (None, ""),
    ],
)
def test_told(gap: timedelta | None, words: str) -> None:
    """A gap is told in the two units that matter."""
    assert told(gap) == words


def test_page(expected: Callable[[str, str], None]) -> None:
    """The entries with the gaps between them, as a terminal shows them."""
    page = lay_out(derive(ID, {"timeline": TIMELINE}))
    expected("timeline.txt", show(page, 78, colour=False))


def test_data() -> None:
    """For programs gaps are seconds, and what is not known is nothing."""
    page = lay_out(derive(ID, {"timeline": TIMELINE}))
    assert isinstance(page.data, list)
    assert page.data[1] == {
        "id": "c7k", "at": "2026-11-20 09:31:40", "seconds": 1180,
        "what": "Three people call the\nservice desk.", "source": None,
    }  # fmt: skip
    assert [one["seconds"] for one in page.data] == [None, 1180, 20, 174780]
    assert page.data[3]["id"] is None
    assert columns(page) == ["at", "after", "what", "source", "entry"]
    unsourced = {"timeline": [{"at": "2026-11-20 09:12", "what": "x"}]}
    assert columns(lay_out(derive(ID, unsourced))) == ["at", "after", "what", "entry"]


def columns(page: Page) -> list[str]:
    (table,) = page.blocks
    assert isinstance(table, Table)
    return [column.name for column in table.columns]


anything = st.one_of(st.none(), st.text(max_size=20), st.lists(st.text(max_size=3), max_size=2),
                     st.sampled_from(["2026-11-20 09:12", "2026-11-20 09:12Z"]))  # fmt: skip


@given(
    st.one_of(
        anything,
        st.lists(
            st.one_of(
                anything, st.dictionaries(st.sampled_from(["id", "at", "what", "source"]), anything)
            )
        ),
    )
)
def test_whatever_a_record_says(timeline: object) -> None:
    """A record that is not sound has a timeline as far as it goes."""
    found = derive(ID, {"timeline": timeline})
    count = sum(isinstance(one, dict) for one in timeline) if isinstance(timeline, list) else 0
    assert len(found.happenings) == count
    assert isinstance(lay_out(found).data, list)
