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
