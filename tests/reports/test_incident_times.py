import json
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from commandline import Learnorg
from learnorg.methods.behaviour import Signal
from learnorg.page import Chart, Text
from learnorg.periods import period
from learnorg.register.register import Register
from learnorg.register.reviews import About
from learnorg.render.terminal import show
from learnorg.reports.incident_times import Lasted, derive, lay_out
from registers import TODAY, put

Expected = Callable[[str, str], None]

TIMES = ((10, 30), (12, 40), (8, None), (11, 35), (9, 45), (10, 30), (90, 300))
"""Minutes to detect and to resolve; the resolving of one is not known."""


def review(n: int, detect: int, resolve: int | None, of_type: str = "post-mortem") -> str:
    """A review of something that broke at eight in the morning, so many days after the first."""
    over = "" if resolve is None else f", resolved: '{_at(n, detect + resolve)}'"
    return (
        f"---\nid: REV-2610-00000{n}\ntitle: Number {n}\ntype: {of_type}\nstate: draft\n"
        f"raised: 2026-10-{n + 10}\nseverity: {n % 2 + 1}\nservices: [mail]\n"
        f"times: {{started: '{_at(n, 0)}', detected: '{_at(n, detect)}'{over}}}\n---\n"
    )


def _at(n: int, minutes: int) -> str:
    hours, rest = divmod(minutes, 60)
    return f"2026-10-{n + 10} {8 + hours:02}:{rest:02}"


def laid_out(folder: Path, times: Sequence[tuple[int, int | None]] = TIMES) -> Register:
    put(folder, "learnorg.yaml", "format: 1\n")
    for n, (detect, resolve) in enumerate(times):
        path = f"register/reviews/2026/10/REV-2610-00000{n}.md"
        put(folder, path, review(n, detect, resolve))
    return Register.open(folder)


def lasted(register: Register, span: str = "2026", about: About = About()) -> Lasted:  # noqa: B008  # a value
    return derive(register, about, period(span, TODAY), TODAY)


def test_medians(folder: Path) -> None:
    """
    Medians and the middle half are those of the known times; limits go by median ranges.

    To detect: sorted 8 9 10 10 11 12 90, median 10, quarters 9.5 and 11.5 (between the closest
    ranks); moving ranges 2 4 3 2 1 80, median 2.5, so the upper limit is 10 + 3.145 x 2.5, the
    lower 10 - 3.145 x 2.5, and the range's limit 3.865 x 2.5.
    """
    detect, mitigate, resolve = lasted(laid_out(folder)).measured
    assert [detect.quantile(share) for share in (0.25, 0.5, 0.75)] == [9.5, 10, 11.5]
    assert detect.limits is not None
    assert detect.limits.upper == pytest.approx(17.8625)
    assert detect.limits.lower == pytest.approx(2.1375)
    assert detect.limits.range_upper == pytest.approx(9.6625)
    assert detect.signals == [
        Signal(6, "beyond a limit", "high"),
        Signal(6, "range beyond its limit", "high"),
    ]
    assert (mitigate.known, mitigate.limits, mitigate.quantile(0.5)) == ([], None, None)
    assert resolve.values == [30, 40, None, 35, 45, 30, 300]
    assert resolve.quantile(0.5) == 37.5


def test_gap(folder: Path) -> None:
    """
    A review that lacks a time breaks the moving range: |40 - 30|, |45 - 35|, |30 - 45|, |300 - 30|.

    Their median is 12.5, and the median of the times 37.5; the floor cuts the lower limit.
    """
    resolve = lasted(laid_out(folder)).measured[2]
    assert resolve.limits is not None
    assert resolve.limits.upper == pytest.approx(37.5 + 3.145 * 12.5)
    assert resolve.limits.lower == 0
    assert {signal.place for signal in resolve.signals} == {6}
    assert resolve.spans[2].missing == "no resolved"


def test_few(folder: Path) -> None:
    """Of five there is no median, no limit and no chart, and it says what is missing."""
    page = lay_out(lasted(laid_out(folder, TIMES[:5])))
    assert Text("To detect: not enough data for limits, 5 values of at least 6.", "quiet") in (
        page.blocks
    )
    assert not any(isinstance(block, Chart) for block in page.blocks)
    assert isinstance(page.data, dict)
    told = page.data["times"]["detect"]
    assert (told["median"], told["limits"]) == (None, None)
    assert told["missing"] == "not enough data: 5 values of at least 6"


def test_none(folder: Path) -> None:
    """Without any it says so."""
    page = lay_out(lasted(laid_out(folder, ())))
    assert page.blocks == (
        Text("Not enough data: no review of what broke in that time states times.", "quiet"),
    )


def test_which(folder: Path) -> None:
    """Only what broke is looked at, unless a type is named; severity and service narrow it."""
    register = laid_out(folder)
    put(folder, "register/reviews/2026/10/REV-2610-00000z.md",
        review(9, 600, 900, "problem").replace("000009", "00000z"))  # fmt: skip
    register = Register.open(folder)
    assert len(lasted(register).reviews) == 7
    problem = lasted(register, about=About(type="problem"))
    assert [one.identity for one in problem.reviews] == ["REV-2610-00000z"]
    assert len(lasted(register, about=About(severity=2)).reviews) == 3
    assert lasted(register, about=About("payroll")).reviews == []
    assert len(lasted(register, "2026-10-12..2026-10-14").reviews) == 3


def test_page(folder: Path, expected: Expected) -> None:
    """Medians, every review, and a process behaviour chart of each time that has limits."""
    page = lay_out(lasted(laid_out(folder)))
    expected("incident-times.txt", "\n".join(show(page, 80, False).splitlines()) + "\n")
    charts = [block for block in page.blocks if isinstance(block, Chart)]
    assert [[mark.name for mark in chart.marks] for chart in charts] == [
        ["median", "upper limit", "lower limit"], ["median", "upper limit"],
    ]  # fmt: skip


def test_command(folder: Path, learnorg: Learnorg) -> None:
    """The command has them for programs, in minutes, with what is missing."""
    laid_out(folder)
    data = json.loads(learnorg("review", "times", "--format", "json").out)
    assert data["kind"] == "review-times"
    assert data["data"]["times"]["detect"]["signals"] == [
        {"id": "REV-2610-000006", "rule": "beyond a limit", "side": "high"},
        {"id": "REV-2610-000006", "rule": "range beyond its limit", "side": "high"},
    ]
    assert data["data"]["reviews"][2]["missing"] == {
        "mitigate": "no mitigated", "resolve": "no resolved",
    }  # fmt: skip
    assert data["data"]["times"]["resolve"]["lacking"] == {"no resolved": 1}
    assert learnorg("review", "times", "--severity", "9").code == 2
    csv = learnorg("review", "times", "--format", "csv").out.splitlines()
    assert csv[1] == "detect,7,10,9.5,11.5,17.8625,1"
