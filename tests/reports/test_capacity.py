from collections.abc import Callable

import pytest

from learnorg.register.register import Register
from learnorg.render.terminal import show
from learnorg.reports.capacity import NothingToAddUp, derive, lay_out
from registers import TODAY
from reports.ranked import QUERY, over


def test_page(register: Register, expected: Callable[[str, str], None]) -> None:
    pages = [lay_out(derive(register, QUERY, TODAY, days)) for days in (24, 4, 0.5)]
    expected("capacity.txt", "\n".join(show(page, 90, colour=False) for page in pages))


test_page.__doc__ = over("The best set, what is left for later, and what hangs on the line.")


def test_worth_more(register: Register) -> None:
    fit = derive(register, QUERY, TODAY, 24)
    assert fit.best.worth > fit.by_rank.worth
    assert fit.best.effort <= fit.days


test_worth_more.__doc__ = over("The best set is worth more than what the ranking alone would take.")


def test_order_only(register: Register) -> None:
    with pytest.raises(NothingToAddUp):
        derive(register, QUERY, TODAY, 24, "moscow")


test_order_only.__doc__ = over("Words have an order, and no sum.")


def test_nothing(register: Register) -> None:
    """Where nothing is scored, nothing fits, and that is the answer."""
    page = lay_out(derive(register, QUERY, TODAY, 24))
    assert "Nothing that is scored fits." in show(page, 80, colour=False)


def test_waits(register: Register) -> None:
    """
    What is not closed is waited for, named once for several links; a step that is done is not.
    ---
    id: IMP-2611-aaa111
    title: Cut the queue
    state: proposed
    raised: 2026-11-02
    estimates: {value: 8, confidence: 1, effort: 2}
    links:
      - {rel: depends-on, to: IMP-2611-bbb222}
      - {rel: depends-on, to: "IMP-2611-bbb222#x1b"}
      - {rel: depends-on, to: "IMP-2611-ccc333#x1a"}
    ---
    id: IMP-2611-bbb222
    title: Label the racks
    state: proposed
    raised: 2026-11-03
    estimates: {value: 3, confidence: 1, effort: 1}
    plan:
      - {id: x1b, do: Buy labels}
    ---
    id: IMP-2611-ccc333
    title: Nobody has looked
    state: in-progress
    raised: 2026-11-04
    plan:
      - {id: x1a, do: Order a disk, done: 2026-11-10}
    """
    fit = derive(register, QUERY, TODAY, 24)
    assert fit.waiting == {"IMP-2611-aaa111": ["IMP-2611-bbb222"]}
    assert not fit.out
