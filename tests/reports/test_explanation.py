from collections.abc import Callable

import pytest

from learnorg.register.register import Register
from learnorg.render.terminal import show
from learnorg.reports.explanation import NotRanked, derive, lay_out
from registers import TODAY
from reports.ranked import QUERY, over


def shown(register: Register, identity: str, model: str = "") -> str:
    found = derive(register, register.entry(identity), QUERY, TODAY, model)
    return show(lay_out(found), 90, colour=False)


def test_page(register: Register, expected: Callable[[str, str], None]) -> None:
    pages = [shown(register, "hhh111"), shown(register, "bbb222"), shown(register, "ddd444"),
             shown(register, "hhh111", "weighted")]  # fmt: skip
    expected("explanation.txt", "\n".join(pages))


test_page.__doc__ = over("Each number has its origin, and what would change the place is told.")


@pytest.mark.parametrize("model", ["value-effort", "rice", "ice", "wsjf", "cd3", "weighted"])
def test_thresholds(register: Register, model: str) -> None:
    entry = register.entry("bbb222")
    found = derive(register, entry, QUERY, TODAY, model)
    assert found.place
    tried = 0
    for n, each in enumerate(found.inputs):
        for at, other in ((each.up, found.above), (each.down, found.below)):
            if at is None or other is None:
                continue
            values = [found.one.read[name].likely for name in found.model.inputs]
            values[n] = at
            assert found.model.formula(*values) == pytest.approx(other.score.value)
            tried += 1
    assert tried


test_thresholds.__doc__ = over("At a threshold the two scores are equal, under every model.")


def test_closed(register: Register) -> None:
    with pytest.raises(NotRanked):
        shown(register, "ggg555")


test_closed.__doc__ = over("What is closed has no place.")
