import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learnorg.checks.baseline import BadBaseline, Baseline, baseline, read, written
from learnorg.findings import Finding


def at(line: int, message: str = "late", rule: str = "improvement-overdue") -> Finding:
    return Finding("register/a.yaml", line, 1, rule, message)


def text(standing: Baseline) -> bytes:
    return "".join(f"{line}\n" for line in written(standing)).encode()


def test_lines_may_move() -> None:
    """What stands in a baseline is let be, wherever in its file it stands now."""
    standing = baseline([at(1), at(5, "other")])
    assert standing.fresh([at(3), at(1, "other")]) == []
    assert standing.fresh([Finding("register/b.yaml", 1, 1, "improvement-overdue", "late")])


def test_counted() -> None:
    """What says the same several times is let be as often as it stood."""
    standing = baseline([at(1), at(2)])
    assert standing.fresh([at(1), at(2), at(3)]) == [at(3)]
    assert standing.mended([at(1), at(2), at(3)]) == []
    assert standing.mended([at(9)]) == [("register/a.yaml", "improvement-overdue", "late")]


def test_broken_files() -> None:
    """A file that cannot be read is never let be, not even where a baseline says so."""
    broken = at(1, rule="duplicate-key")
    assert baseline([broken]).counts == {}
    told = Baseline({("register/a.yaml", "duplicate-key", "late"): 1})
    assert told.fresh([broken]) == [broken]


def test_an_entry_a_line() -> None:
    """A baseline is JSON, sorted, an entry a line, so that a diff shows what was mended."""
    lines = list(written(baseline([at(5, "b"), at(1, "a"), at(7, "b")])))
    assert lines == [
        '{"learnorg": 1, "kind": "baseline", "findings": [',
        '{"path": "register/a.yaml", "rule": "improvement-overdue", "message": "a", "count": 1},',
        '{"path": "register/a.yaml", "rule": "improvement-overdue", "message": "b", "count": 2}',
        "]}",
    ]
    assert list(written(baseline([]))) == [lines[0], "]}"]


@given(st.lists(st.tuples(st.text(), st.text(), st.text())))
def test_there_and_back(said: list[tuple[str, str, str]]) -> None:
    """Any text that is written is read as it was, one entry a line."""
    standing = baseline(Finding(path, 1, 1, rule, message) for path, rule, message in said)
    again = text(standing)
    assert read(again, "b.json") == standing
    assert len(again.splitlines()) == len(standing.counts) + 2


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "it is empty"),
        (b"\n\xff", "line 2, column 1: byte 0xff is not UTF-8 text"),
        (b'{"kind"', "line 1, column 8: it ends here, in the middle"),
        (b"[" * 100_000, "it is nested too deep"),
        (b'{"kind": "baseline", "learnorg": 1, "learnorg": 1}', "'learnorg' stands twice"),
        (b'{"kind": "baseline", "learnorg": true, "findings": []}', "another learnorg"),
        (b'{"kind": "baseline", "findings": []}', "another learnorg"),
        (b"[]", '"kind": "baseline"'),
        (b'{"kind": "findings", "findings": []}', '"kind": "baseline"'),
        (b'{"kind": "baseline", "learnorg": 2, "findings": []}', "another learnorg"),
        (b'{"kind": "baseline", "learnorg": 1}', "lists no findings"),
        (b'{"kind": "baseline", "learnorg": 1, "findings": [7]}', "entry 1 has no path"),
    ],
)
def test_bad(data: bytes, why: str) -> None:
    """What is no baseline is refused with the reason."""
    with pytest.raises(BadBaseline, match="is no baseline") as refusal:
        read(data, "b.json")
    assert why in str(refusal.value)


@pytest.mark.parametrize("count", [0, -1, True, "1", 1.5, None])
def test_bad_count(count: object) -> None:
    """A count is a whole number from 1."""
    entry = {"path": "a", "rule": "b", "message": "c", "count": count}
    whole = {"learnorg": 1, "kind": "baseline", "findings": [entry]}
    with pytest.raises(BadBaseline):
        read(json.dumps(whole).encode(), "b.json")
