from collections.abc import Callable
from datetime import date

import pytest

from learnorg.page import Text
from learnorg.periods import Period, period
from learnorg.register.register import Register
from learnorg.render.terminal import show
from learnorg.reports.link_rate import HEALTHY, LinkRate, derive, lay_out
from registers import TODAY
from rules import upon

AUTUMN = period("2026-09..2026-11", TODAY)

RECORDS = """
id: IMP-2609-000001
title: An article learned from it
state: closed
dates: {closed: 2026-09-10}
---
id: IMP-2609-000002
title: It names an article
state: closed
dates: {closed: 2026-11-10}
links: [{rel: relates-to, to: KB-2609-7k3mqx}]
---
id: IMP-2609-000003
title: No article
state: closed
dates: {closed: 2026-11-22}
links: [{rel: relates-to, to: IMP-2609-000001}]
---
id: IMP-2609-000004
title: Declined
state: declined
dates: {declined: 2026-11-10}
---
id: IMP-2609-000005
title: Before
state: closed
dates: {closed: 2026-08-31}
---
id: IMP-2609-000006
title: Nobody knows when
state: closed
---
id: REV-2609-000001
title: A finding stands in an article
type: post-mortem
state: closed
dates: {closed: 2026-11-12}
findings: [{id: b7k, what: Alarms, home: [KB-2609-7k3mqx]}]
---
id: REV-2609-000002
title: Open
type: post-mortem
state: reviewed
links: [{rel: relates-to, to: KB-2609-7k3mqx}]
---
id: KB-2609-7k3mqx
title: An article
type: fix
state: wip
links: [{rel: learned-from, to: IMP-2609-000001}]
"""


def rate(register: Register, span: Period = AUTUMN) -> LinkRate:
    return derive(register, span, TODAY)


@upon(RECORDS)
def test_rate(register: Register) -> None:
    """What was closed with an article at either end of a link, of all that was closed."""
    found = rate(register)
    assert [(one.kind, one.on.day, one.linked) for one in found.closed] == [
        ("improvement", 10, True),
        ("improvement", 10, True),
        ("review", 12, True),
        ("improvement", 22, False),
    ]
    assert found.undated == 1
    assert [(f"{m.first:%m}", m.number, linked) for m, linked in found.months()] == [
        ("09", 1, 1), ("10", 0, 0), ("11", 3, 2),
    ]  # fmt: skip


@upon(RECORDS)
def test_data(register: Register) -> None:
    """Programs get shares of each kind, and none of a month in which nothing was closed."""
    data = lay_out(rate(register)).data
    assert isinstance(data, dict)
    assert data["all"] == {"count": 3, "of": 4, "share": 0.75}
    assert data["improvements"] == {"count": 2, "of": 3, "share": pytest.approx(0.6667)}
    assert data["reviews"] == {"count": 1, "of": 1, "share": 1.0}
    assert data["imported"] == {"count": 0, "of": 0, "share": None}
    assert [one["share"] for one in data["months"]] == [1.0, None, 0.6667]


@upon(RECORDS)
def test_page(register: Register, expected: Callable[[str, str], None]) -> None:
    """The rate on a terminal."""
    expected("link-rate.txt", show(lay_out(rate(register)), 80, colour=False))


def test_imported(register: Register) -> None:
    """
    Only where cases were imported is there a band to compare with, which is no target.
    ---
    id: IMP-2609-000001
    title: A case
    state: closed
    dates: {closed: 2026-09-10}
    imported: {from: servicenow}
    """
    assert Text(HEALTHY, "quiet") in lay_out(rate(register)).blocks
    early = rate(register, Period(date(2026, 9, 11), date(2026, 9, 12)))
    told = "Not enough data: nothing was closed in that time."
    assert lay_out(early).blocks == (Text(told, "quiet"),)
