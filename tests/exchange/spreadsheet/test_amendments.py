"""A plan is made from the files as they are, and carried out once."""

from pathlib import Path
from typing import Any

import pytest

from checkouts import Checkout
from commandline import Learnorg
from exchange.spreadsheet.sheets_by_hand import Table, resaved
from learnorg.exchange.spreadsheet.amending import Amender
from learnorg.exchange.spreadsheet.amendments import Amendments, amendments
from learnorg.exchange.spreadsheet.opening import opened
from learnorg.register.authority import Mover
from learnorg.register.changes import CameInMeanwhile, Change, apply
from learnorg.register.register import Register
from learnorg.register.writer import Saving
from registers import TODAY

RESETS = "IMP-2611-7k3mqx"
REGISTER = """
    ---
    id: IMP-2611-7k3mqx
    title: Cut password-reset calls
    state: proposed
    dates:
      proposed: 2026-11-02
    raised: 2026-11-02
"""


def with_register(test: Any) -> Any:
    """A test on the register above."""
    test.__doc__ = (test.__doc__ or "").rstrip() + REGISTER
    return test


@pytest.fixture
def book(learnorg: Learnorg, repo: Checkout, tmp_path: Path) -> Path:
    """The register as a workbook."""
    path = tmp_path / "register.xlsx"
    assert learnorg("export", "--to", "xlsx", "-o", str(path)).code == 0
    return path


def planned(register: Register, book: Path) -> Amendments:
    """What a workbook would change."""
    sheet = opened(book)
    assert sheet is not None
    return amendments(sheet, Amender(register, Mover("ada@example.org", "Ada"), TODAY))


@with_register
def test_changed_behind_the_index(repo: Checkout, book: Path, register: Register) -> None:
    """What somebody wrote after the register was opened is a conflict, and is not overwritten."""
    resaved(book, lambda table: table.put(RESETS, title="Theirs"))
    (file,) = repo.path.rglob(f"{RESETS}.yaml")
    file.write_text(file.read_text().replace("Cut password-reset calls", "Ours"))
    found = planned(register, book)
    assert [(one.what, one.before) for one in found.differences] == [("conflicting", "Ours")]
    assert found.revisions == ()


@with_register
def test_new_rows_at_once(repo: Checkout, book: Path, register: Register) -> None:
    """Two imports of one workbook at once bring its new rows in once."""

    def change(table: Table) -> None:
        table.add(title="Only once")

    resaved(book, change)
    one, other = (planned(register, book) for _ in range(2))
    apply(register, Change("import", one.revisions, once=one.once), Saving.EACH)
    identity = one.revisions[0].identity
    with pytest.raises(CameInMeanwhile, match=f"as {identity}$"):
        apply(register, Change("import", other.revisions, once=other.once), Saving.EACH)
    assert len(list(repo.path.glob("register/improvements/*/*/*.yaml"))) == 2
