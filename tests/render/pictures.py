"""Pictures of every form, with marks, several series and texts that strangers may write."""

from math import sin

from learnorg.page import Axis, Chart, Mark, Point, Series

WEEKS = [f"2026-{month:02}-{day:02}" for month in range(6, 11) for day in (1, 8, 15, 22)]
STATES = ("accepted", "assessed", "approved", "in-progress", "measuring")

FLOW = Chart(
    "areas",
    "Cumulative flow",
    Axis("week", "day"),
    Axis("improvements"),
    [
        Series(state, [Point(week, 2 + turn + n * turn // 2) for n, week in enumerate(WEEKS)])
        for turn, state in enumerate(("closed", "in-progress", "proposed"))
    ],
)
FINISHED = Chart(
    "bars",
    "Finished per month, by result",
    Axis("month", "name"),
    Axis("finished improvements"),
    [
        Series(
            "achieved", [Point("2026-09", 8), Point("2026-10", 3), Point("2026-11", 12)], "good"
        ),
        Series("partly-achieved", [Point("2026-09", 2), Point("2026-11", 1)], "warn"),
        Series("delivered", [Point("2026-10", 4.5)], "quiet"),
    ],
    [Mark("y", 6, "aim"), Mark("x", "2026-11", "new service desk")],
)
BENEFIT = Chart(
    "bars",
    "Benefit",
    Axis("service", "name"),
    Axis("thousand EUR"),
    [
        Series(
            "",
            [
                Point("web shop and all that belongs to it", 12.5),
                Point("identity", -4),
                Point("夜間 batch", 0.05),
                Point("mail", 0),
            ],
        )
    ],
)
CALLS = Chart(
    "lines",
    "Calls about passwords",
    Axis("week", "day"),
    Axis("calls"),
    [Series("calls", [Point(week, 120 + 12 * round(sin(n), 3)) for n, week in enumerate(WEEKS)])],
    [
        Mark("y", 118, "median"),
        Mark("y", 150, "upper natural process limit"),
        Mark("x", "2026-09-10", "self-service"),
    ],
)
MONEY = Chart(
    "lines",
    "Expected and actual",
    Axis("month"),
    Axis("EUR"),
    [
        Series("expected", [Point(n, 100 * n) for n in range(13)]),
        Series("actual", [Point(n, 100 * n - 20 * n * (n % 3)) for n in range(9)]),
    ],
)
AGES = Chart(
    "points",
    "Age of open work",
    Axis("state", "name", STATES),
    Axis("age, days"),
    [
        Series(
            "open",
            [Point(STATES[n % 5 // 2 + 1], n * 13 % 97, f"IMP-2611-{n:06}") for n in range(25)],
        )
    ],
    [Mark("y", 31, "50 %"), Mark("y", 64, "85 %"), Mark("y", 66, "95 %")],
)
VALUES = Chart(
    "points",
    "Value and effort",
    Axis("effort, person-days"),
    Axis("value"),
    [
        Series("quick wins", [Point(n, 9 - n % 3, f"near {n}") for n in range(1, 6)]),
        Series("big bets", [Point(20 + n, 8 + n % 2, f"far {n}") for n in range(5)]),
    ],
    [Mark("x", 10, "small enough")],
)
EMPTY = Chart("lines", "Nothing yet", Axis("day", "day"), Axis("calls"), [Series("calls", [])])

PICTURES = {
    "flow": FLOW,
    "finished": FINISHED,
    "benefit": BENEFIT,
    "calls": CALLS,
    "money": MONEY,
    "ages": AGES,
    "values": VALUES,
}


def strange(form: str, text: str) -> Chart:
    """A picture in which every text is this one."""
    points = [Point(text, 1, text), Point("other", 2.5, text)]
    marks = [Mark("y", 2, text), Mark("x", text, text)]
    axes = Axis(text, "name"), Axis(text)
    return Chart(form, text, *axes, [Series(text, points)], marks)  # type: ignore[arg-type]
