from collections.abc import Callable

from learnorg.methods.stability import Firmness
from learnorg.register.register import Register
from learnorg.render.terminal import show
from learnorg.reports.stability import Draws, bar, derive, lay_out
from registers import TODAY
from reports.ranked import QUERY, over


def test_page(register: Register, expected: Callable[[str, str], None]) -> None:
    found = derive(register, QUERY, TODAY, "", Draws(top=1))
    expected("stability.txt", show(lay_out(found), 90, colour=False))


test_page.__doc__ = over("Each place has a bar, an interval and the chance of the top.")


def test_ranges(register: Register) -> None:
    found = derive(register, QUERY, TODAY)
    assert found.found
    assert [one.identity[-6:] for one in found.scored] == ["hhh111", "bbb222", "ccc333"]
    narrow, wide = (f.high - f.low for f in (found.found.items[2], found.found.items[0]))
    assert narrow <= wide


test_ranges.__doc__ = over("What nothing comes near keeps its place in every draw.")


def test_bar() -> None:
    """A bar reaches from the 5th to the 95th percentile, its dot at the likely place."""
    assert bar(Firmness(1, 1, 24, 1.0), 1, 24) == "●" + "━" * 23
    assert bar(Firmness(3, 3, 3, 0.0), 3, 24) == "··●"
    assert bar(Firmness(2, 3, 4, 0.0), 5, 24) == "·━━━●"
