from collections.abc import Callable
from datetime import date

from learnorg.page import Text
from learnorg.register.misses import remember
from learnorg.register.register import Register
from learnorg.render.terminal import show
from learnorg.reports.search_misses import derive, lay_out
from registers import TODAY


def test_page(register: Register, expected: Callable[[str, str], None]) -> None:
    """What was looked for in vain, the most often first, with what would fill the hole."""
    remember(register, "vpn drops", date(2026, 11, 20))
    remember(register, "it's 0x800", date(2026, 11, 21))
    remember(register, "VPN drops", TODAY)
    page = lay_out(derive(register, True, TODAY))
    expected("search-misses.txt", show(page, 80, colour=False))
    assert page.data == {
        "kept": True,
        "window": {"first": "2026-11-20", "last": "2026-11-22"},
        "misses": [
            {"words": "vpn drops", "times": 2, "first": "2026-11-20", "last": "2026-11-22"},
            {"words": "it's 0x800", "times": 1, "first": "2026-11-21", "last": "2026-11-21"},
        ],
    }


def test_not_kept(register: Register) -> None:
    """Where searches are not kept, how to have them kept is told."""
    first, second = lay_out(derive(register, False, TODAY)).blocks
    told = "Searches are not kept. To keep them, here and nowhere else: "
    assert first == Text(f"{told}learnorg config set search_misses true.")
    assert second == Text("Not enough data: no search that found nothing is kept.", "quiet")
