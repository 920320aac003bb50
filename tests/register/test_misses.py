from datetime import date
from pathlib import Path

import pytest

from checkouts import Checkout
from learnorg.register import misses
from learnorg.register.misses import Miss, forget, place, remember
from learnorg.register.register import Register
from registers import TODAY


def test_misses(register: Register, repo: Checkout) -> None:
    """What is looked for in vain is counted, whatever its case, the most often first."""
    remember(register, "vpn  0x800", date(2026, 11, 20))
    remember(register, "printer", date(2026, 11, 21))
    remember(register, "VPN 0x800", TODAY)
    assert misses.misses(register) == [
        Miss("vpn 0x800", 2, "2026-11-20", "2026-11-22"),
        Miss("printer", 1, "2026-11-21", "2026-11-21"),
    ]


def test_nowhere_else(register: Register, repo: Checkout) -> None:
    """It stands beside the index: git sees nothing of it, and others on the machine neither."""
    remember(register, "who is paid what", TODAY)
    assert repo.status() == []
    assert place(register).is_relative_to(repo.path / ".git")
    assert place(register).stat().st_mode & 0o077 == 0


def test_forget(register: Register) -> None:
    """What was kept can be taken away."""
    assert not forget(register)
    remember(register, "vpn", TODAY)
    assert forget(register)
    assert misses.misses(register) == []


def test_nothing_said(register: Register) -> None:
    """A search without a word is no miss; a long one is cut."""
    remember(register, " \n ", TODAY)
    assert misses.misses(register) == []
    remember(register, "x" * 5000, TODAY)
    assert len(misses.misses(register)[0].words) == misses.LONGEST


def test_odd_lines(register: Register) -> None:
    """Lines that are none of ours are passed over."""
    remember(register, "vpn", TODAY)
    with place(register).open("ab") as file:
        file.write(b'\xff\n[]\n{"on": 1, "words": "x"}\n{"on": "2026-11-22"}\nnull\n{"on"\n')
    assert [one.words for one in misses.misses(register)] == ["vpn"]


def test_growing(register: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the file grows long, its older half goes."""
    monkeypatch.setattr(misses, "MOST", 400)
    for n in range(40):
        remember(register, f"thing {n:02}", TODAY)
    kept = sorted(one.words for one in misses.misses(register))
    assert place(register).stat().st_size < 500
    assert kept[-1] == "thing 39"
    assert "thing 00" not in kept


def test_no_place(register: Register) -> None:
    """Where nothing can be kept, a search is none the worse for it."""
    place(register).parent.mkdir(parents=True, exist_ok=True)
    place(register).mkdir()
    remember(register, "vpn", TODAY)
    assert misses.misses(register) == []


def test_a_link(register: Register, tmp_path: Path) -> None:
    """A link in the file's place is not followed."""
    other = tmp_path / "other"
    other.write_text("mine\n")
    place(register).parent.mkdir(parents=True, exist_ok=True)
    place(register).symlink_to(other)
    remember(register, "vpn", TODAY)
    assert other.read_text() == "mine\n"
