"""Timelines joined with what a review has."""

from itertools import product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learnorg.exchange.timelines.entries import Entry, Timeline
from learnorg.exchange.timelines.merging import fresh, merged
from learnorg.exchange.timelines.reading import MAX_BYTES, UnknownForm, read_file
from learnorg.files.bounded import NotRead
from learnorg.kinds.review.model import Entry as Kept
from learnorg.refs import PART, SYMBOLS


def timeline(*said: tuple[str, str]) -> Timeline:
    return Timeline(tuple(Entry(at, what, "chat") for at, what in said))


def told(entries: list[dict[str, Any]]) -> list[str]:
    return [entry["what"] for entry in entries]


def test_new_entries() -> None:
    """New entries stand before the first that is later; those there are left as they are."""
    had = [
        {"id": "bcd", "at": "2026-11-20 09:12", "what": "alert"},
        {"id": "bcf", "at": "2026-11-20T09:30", "what": "over", "x": "1"},
    ]
    new = timeline(("2026-11-20 09:00", "a"), ("2026-11-20 09:12", "b"), ("2026-11-20 09:31", "c"))
    found = merged(had, new)
    assert told(found) == ["a", "alert", "b", "over", "c"]
    assert [entry for entry in found if entry in had] == had
    assert all(PART.fullmatch(entry["id"]) for entry in found)


def test_what_is_there() -> None:
    """The same moment and words are not added again, however they are written."""
    had = [{"at": "2026-11-20T10:12+01:00", "what": "alert:\n  503"}]
    assert fresh(had, timeline(("2026-11-20 09:12Z", "alert: 503"))) == []
    assert len(fresh(had, timeline(("2026-11-20 09:12", "alert: 503")))) == 1
    assert (
        len(fresh(had, timeline(("2026-11-20 09:12Z", "alert"), ("2026-11-20 09:13Z", "a")))) == 2
    )


def test_identities() -> None:
    """New parts are called like no other part of the record."""
    new = timeline(*((f"2026-11-20 09:{n:02}", "x") for n in range(60)))
    every = ["".join(signs) for signs in product(SYMBOLS, repeat=3)]
    free = set(every[::270])
    ids = [entry["id"] for entry in merged([], new, set(every) - free)]
    assert len(set(ids)) == 60
    assert set(ids) <= free
    assert every[0] not in {entry["id"] for entry in merged([{"id": every[0]}], new)[1:]}


@pytest.mark.parametrize("had", [None, "text", {}, [None, "x", {"what": "y"}, {"at": ["z"]}]])
def test_odd_timelines(had: Any) -> None:
    """What cannot be read in a review stays where it is."""
    there = had if isinstance(had, list) else []
    found = merged(had, timeline(("2026-11-20 09:12", "a")))
    assert found[: len(there)] == there
    assert found[-1]["what"] == "a"


def test_the_model_takes_it() -> None:
    """Every entry that is joined is one of a review's model."""
    for entry in merged(None, timeline(("2026-11-20 09:12:01+01:00", "a\nb"))):
        assert str(Kept.model_validate(entry).what) == "a\nb"


moments = st.datetimes().map(lambda at: at.isoformat(" ", "seconds"))
times = moments | moments.map(lambda at: at + "Z") | moments.map(lambda at: at + "+05:00")
words = st.sampled_from(["a", "b", " a"])
had = st.lists(
    st.none() | st.text() | st.fixed_dictionaries({"at": times | st.text(), "what": words}),
    max_size=5,
)


@given(had, st.lists(st.tuples(times, words), max_size=5))
def test_twice_is_once(had: list[Any], said: list[tuple[str, str]]) -> None:
    """A timeline joined again adds nothing, and what was there keeps its order."""
    new = timeline(*said)
    once = merged(had, new)
    assert merged(once, new) == once
    assert [entry for entry in once if not (isinstance(entry, dict) and "id" in entry)] == had


def test_files(tmp_path: Path) -> None:
    """A file is read by its ending, within bounds."""
    sheet = tmp_path / "a.CSV"
    sheet.write_text("time,what\n2026-11-20 09:12,Alert\n")
    assert [entry.source for entry in read_file(sheet).entries] == ["a.CSV"]
    other = tmp_path / "a.xlsx"
    other.write_bytes(b"PK")
    with pytest.raises(UnknownForm):
        read_file(other)
    sheet.write_bytes(b"a" * (MAX_BYTES + 1))
    with pytest.raises(NotRead, match="larger"):
        read_file(sheet)
