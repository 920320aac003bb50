from collections.abc import Callable

from learnorg.page import Table, Text
from learnorg.register.register import Register
from learnorg.render.terminal import show
from learnorg.reports.knowledge_map import derive, lay_out
from registers import TODAY
from reports.known import DONE, OLD, OUTLOOK, PRINTER, done, over


def test_map(register: Register) -> None:
    page = lay_out(derive(register, TODAY))
    assert page.blocks[0] == Text("1 role, 4 needs, 2 with a validated source: 50 % are covered.")
    assert isinstance(page.data, list)
    (desk,) = page.data
    assert [one["do"] for one in desk["activities"]] == [
        "Reset passwords", "Take calls", "Watch alarms",
    ]  # fmt: skip
    outlook = desk["activities"][1]["needs"][0]
    assert (outlook["covered"], outlook["ways"]) == (True, ["article"])
    assert [(s["target"], s["validated"], s["of_use"]) for s in outlook["sources"]] == [
        (OUTLOOK, True, True), (PRINTER, False, True), (OLD, False, False),
    ]  # fmt: skip
    assert outlook["holders"] == [
        {"name": "lea", "left": False}, {"name": "Service desk", "left": False},
    ]  # fmt: skip


test_map.__doc__ = over("Role, activity, need, sources and holders, and how much is covered.")


def test_one(register: Register) -> None:
    page = lay_out(derive(register, TODAY, "clerk"))
    assert page.blocks[0] == Text("1 role, 1 need, 0 with a validated source: 0 % are covered.")


test_one.__doc__ = over("One role alone, also where it is retired.")


def test_for_spreadsheets(register: Register) -> None:
    tables = [b for b in lay_out(derive(register, TODAY)).blocks if isinstance(b, Table)]
    assert [bool(table.programs) for table in tables] == [True]
    assert tables[0].programs
    assert [row[2] for row in tables[0].programs.rows] == [
        "Unlock an account", "Outlook asks for a password", "Speak with upset callers",
        "VPN sessions",
    ]  # fmt: skip


test_for_spreadsheets.__doc__ = over("A spreadsheet gets every need of every role in one table.")


def test_page(register: Register, expected: Callable[[str, str], None]) -> None:
    done(register, *DONE)
    expected("knowledge-map.txt", show(lay_out(derive(register, TODAY)), 80, colour=False))


test_page.__doc__ = over("The map on a terminal, with what speaks against a source.")


def test_nothing(register: Register) -> None:
    """Without a role the way to one is told, and nothing is 0 %."""
    page = lay_out(derive(register, TODAY))
    assert page.blocks == (Text("No role is described yet: learnorg role new SLUG.", "quiet"),)
    assert page.data == []


def test_no_needs(register: Register) -> None:
    """
    Where no need is named, there is no coverage.
    ---
    # path: register/roles/desk.yaml
    id: desk
    title: Desk
    """
    told = show(lay_out(derive(register, TODAY)), 80, colour=False)
    assert "1 role, 0 needs. Not enough data for coverage: no need is named." in told
    assert 'No activity yet: learnorg role activity desk "DO".' in told
