"""What a map may say, and what it is told when it says something else."""

from fnmatch import fnmatchcase

import pytest
from hypothesis import given
from hypothesis import strategies as st
from incoming import MAPS, a_map, shipped

from learnorg.exchange.maps import BadMap, Map
from learnorg.exchange.targets import TARGETS, WORDS, form, general, steps


@pytest.mark.parametrize("path", sorted(MAPS.glob("*.yaml")), ids=lambda path: path.stem)
def test_shipped_maps(path: object) -> None:
    """Every map that ships can be followed."""
    assert shipped(getattr(path, "stem")).columns  # noqa: B009  # paths come untyped from pytest


def refused(text: str) -> str:
    with pytest.raises(BadMap) as wrong:
        a_map(text)
    return str(wrong.value)


def test_unknown_key() -> None:
    """A key that no map has is refused at its place, with what may have been meant."""
    said = refused("""\
        columns:
          A: title
        state:
          New: proposed
        """)
    assert said == "map.yaml:3:1: 'state' is no known key. Did you mean 'states'?"


def test_unknown_field() -> None:
    """A target that no improvement has is refused at its place."""
    said = refused("""\
        columns:
          A: title
          B: ownr
        """)
    assert said == "map.yaml:3:3: 'ownr' is no field of an improvement. Did you mean 'owner'?"


def test_unknown_state() -> None:
    """States are ours on the right side."""
    assert "map.yaml:2:3" in refused("states:\n  Open: opened\n")


def test_every_fault_at_once() -> None:
    """All faults are told, not just the first."""
    said = refused("""\
        columns:
          A: nothing.here
        words:
          size:
            Small: tiny
        dates: [DD/MM]
        split:
          Tags: ''
        """)
    assert [line.split(": ")[0] for line in said.split("\n")] == [
        "map.yaml:2:3",
        "map.yaml:5:5",
        "map.yaml:6:9",
        "map.yaml:8:3",
    ]


def test_not_yaml() -> None:
    """A map that is no YAML is refused like any file."""
    assert refused("columns: *all\n").startswith("map.yaml:1:")


def test_names_are_folded() -> None:
    """Columns are found whatever their case and spacing."""
    assert a_map("columns:\n  'Date  Raised': raised\n").targets == {"date raised": "raised"}


@given(st.text("ab*", max_size=8).filter(lambda form: "*" in form), st.text("ab", max_size=8))
def test_stars(form: str, name: str) -> None:
    """A star stands for any text, also for none, as it does in file names."""
    assert Map(ignore=(form,)).ignores(name) == fnmatchcase(name, form)


def test_many_stars() -> None:
    """However many stars there are, a long name is compared in no time."""
    form = "a*" * 1000
    wanted = Map(ignore=(form + "b",))
    assert not wanted.ignores("a" * 100_000 + "c")
    assert wanted.ignores("a" * 100_000 + "b")


@pytest.mark.parametrize("row", ["²", "٣", "1.5", "-1", "one", "9" * 5000])
def test_header(row: str) -> None:
    """A header stands in a row that has a plain number, and this is said in plain words."""
    shown = row if len(row) < 41 else "9" * 39 + "…"
    assert refused(f"header: '{row}'\n") == f"map.yaml:1:1: 'header': '{shown}' is no row number"


def test_fields_of_own() -> None:
    """`extra` takes any name, `dates` the life cycle's states only."""
    assert a_map("columns:\n  A: extra.our-field\n  B: dates.accepted\n").targets["a"]
    assert "dates.acepted" in refused("columns:\n  B: dates.acepted\n")


def test_targets_hold_together() -> None:
    """Every target's form is found under numbers, and closed lists belong to targets."""
    assert all(form(target.replace(".N.", ".3.")) for target in TARGETS)
    assert all(general(target) in TARGETS for target in WORDS)
    assert steps("measures.2.unit") == ("measures", 1, "unit")
    assert steps("extra.a.b") == ("extra", "a.b")
