"""A spreadsheet goes out, is changed, and comes back as a plan."""

import csv
import io
import json
import re
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from checkouts import Checkout
from cli.speaking import commits, everything, improvements, record, steady
from commandline import Learnorg
from exchange.spreadsheet.sheets_by_hand import TABLE, Formula, Table, grids, resaved, saved

REGISTER = """
    ---
    # path: learnorg.yaml
    format: 1
    name: Ours
    services: [mail, web]
    ---
    id: IMP-2611-7k3mqx
    title: Cut password-reset calls
    state: proposed
    dates:
      proposed: 2026-11-02
    raised: 2026-11-02
    raised_by: ada
    services:
      - mail
    problem: |
      Resets are 22 % of all calls.
      They come on Mondays.
    estimates:
      value: 8
      confidence: 0.80
    ---
    id: IMP-2610-x2wbcd
    title: Cache build dependencies
    state: in-progress
    dates:
      proposed: 2026-10-05
      accepted: 2026-10-06
      in-progress: 2026-10-12
    owner: platform
    raised: 2026-10-05
    measures:
      - id: b7k
        name: Build time
        baseline: 08:30
        target: 1.10
    plan:
      - id: c3d
        do: Set a cache up
        done: 2026-10-14
      - id: f5g
        do: Warm it at night
    ---
    id: IMP-2609-90bcdf
    title: Drop the old gateway
    state: closed
    dates:
      proposed: 2026-09-01
      accepted: 2026-09-02
      in-progress: 2026-09-03
      closed: 2026-10-01
    owner: platform
    raised: 2026-09-01
    outcome:
      result: delivered
      on: 2026-10-01
    learned: Ask first.
"""
RESETS, CACHE, GATEWAY = "IMP-2611-7k3mqx", "IMP-2610-x2wbcd", "IMP-2609-90bcdf"

Change = Callable[[Table], None]


def with_register(test: Any) -> Any:
    """A test on the register above."""
    test.__doc__ = (test.__doc__ or "").rstrip() + REGISTER
    return test


@pytest.fixture
def book(learnorg: Learnorg, repo: Checkout, tmp_path: Path) -> Path:
    """The register as a workbook."""
    path = tmp_path / "register.xlsx"
    ran = learnorg("export", "--to", "xlsx", "-o", str(path))
    assert (ran.code, ran.out) == (0, ""), ran.err
    return path


def differences(learnorg: Learnorg, path: Path, *more: str) -> list[tuple[Any, ...]]:
    """What a plan says, briefly."""
    ran = learnorg("import", str(path), "--format", "json", *more)
    said = json.loads(ran.out)
    assert said["kind"] == "import-plan"
    bad = said["data"]["counts"]["conflicting"] + said["data"]["counts"]["refused"]
    assert ran.code == (1 if bad else 0), ran.err
    return [(d["what"], d["id"], d["field"], d["after"]) for d in said["data"]["differences"]]


@with_register
def test_nothing_changed(learnorg: Learnorg, repo: Checkout, book: Path) -> None:
    """A workbook that somebody only saved anew changes nothing, and nothing is written."""
    before = everything(repo)
    assert differences(learnorg, book) == []
    assert differences(learnorg, resaved(book), "--apply") == []
    assert everything(repo) == before


@with_register
def test_changes(learnorg: Learnorg, repo: Checkout, book: Path) -> None:
    """Cells that say something else are changes; they are written with --apply, in one commit."""

    def change(table: Table) -> None:
        table.put(RESETS, title="Fewer calls", problem="", due=date(2027, 2, 1), tags="a; b")
        table.put(RESETS, estimates__value=9)
        table.put(CACHE, plan__2__do="Warm it at dawn", plan__1__do="", plan__1__done="")

    resaved(book, change)
    before = everything(repo)
    wanted = [
        ("changed", RESETS, "title", "Fewer calls"),
        ("changed", RESETS, "tags", "a; b"),
        ("changed", RESETS, "problem", None),
        ("changed", RESETS, "due", "2027-02-01"),
        ("changed", RESETS, "estimates.value", "9"),
        ("changed", CACHE, "plan.1.do", None),
        ("changed", CACHE, "plan.1.done", None),
        ("changed", CACHE, "plan.2.do", "Warm it at dawn"),
    ]
    assert sorted(differences(learnorg, book), key=str) == sorted(wanted, key=str)
    assert everything(repo) == before
    ran = learnorg("import", str(book), "--apply")
    assert ran.code == 0, ran.err
    assert commits(repo) == ["Import: 2 changed from register.xlsx", "Begin"]
    assert "Take it back: git revert" in ran.err
    text = record(repo, RESETS)
    assert "problem" not in text
    assert "title: Fewer calls\n" in text
    assert "  value: 9\n  confidence: 0.80\n" in text
    assert "tags:\n  - a\n  - b\n" in text
    assert "plan:\n  - id: f5g\n    do: Warm it at dawn\n" in record(repo, CACHE)
    assert "c3d" not in record(repo, CACHE)
    assert differences(learnorg, book) == []


@with_register
def test_both_changed(learnorg: Learnorg, repo: Checkout, book: Path) -> None:
    """Where both sides have changed the register's word stays; what only one changed goes on."""
    learnorg("set", RESETS, "title=Ours", "tags+=ours", "plan.1.do=Ours")
    learnorg("set", CACHE, "owner=both", "plan.1.do=Reordered")

    def change(table: Table) -> None:
        table.put(RESETS, title="Theirs", owner="theirs")
        table.put(CACHE, owner="both")

    resaved(book, change)
    assert differences(learnorg, book, "--apply") == [
        ("changed", RESETS, "owner", "theirs"),
        ("conflicting", RESETS, "title", "Theirs"),
    ]
    text = record(repo, RESETS)
    assert "title: Ours" in text
    assert "owner: theirs" in text
    assert "  - ours" in text
    ran = learnorg("import", str(book))
    assert "both have changed since it was 'Cut password-reset calls'" in ran.out
    assert "the register says 'Ours'" in " ".join(ran.out.split())


@with_register
def test_parts_that_moved(learnorg: Learnorg, repo: Checkout, book: Path) -> None:
    """A part of a list is found by its short identity, wherever it stands by now."""
    file = repo.path / "register/improvements/2026/10/IMP-2610-x2wbcd.yaml"
    text = file.read_text()
    gone = "      - id: c3d\n        do: Set a cache up\n        done: 2026-10-14\n"
    gone = gone.replace("      - ", "  - ").replace("        ", "    ")
    assert gone in text
    file.write_text(text.replace(gone, ""))
    repo.git("commit", "-qam", "Take a step out")

    def change(table: Table) -> None:
        table.put(CACHE, plan__2__do="Warm it at dawn", plan__1__do="Set two caches up")

    resaved(book, change)
    assert differences(learnorg, book, "--apply") == [
        ("changed", CACHE, "plan.2.do", "Warm it at dawn"),
        ("conflicting", CACHE, "plan.1.do", "Set two caches up"),
    ]
    assert "plan:\n  - id: f5g\n    do: Warm it at dawn\n" in record(repo, CACHE)


@with_register
def test_moves(learnorg: Learnorg, repo: Checkout, book: Path) -> None:
    """A changed state is a move with its guards; the rest of a refused row is written."""

    def change(table: Table) -> None:
        table.put(RESETS, state="accepted", title="Fewer calls")
        table.put(CACHE, state="closed", outcome__result="delivered", learned="Ask the night shift")
        table.put(GATEWAY, state="in-progress")

    resaved(book, lambda table: table.put(RESETS, state=""))
    assert "'state' is not set by hand" in " ".join(learnorg("import", str(book)).out.split())
    learnorg("export", "--to", "xlsx", "-o", str(book))
    resaved(book, change)
    ran = learnorg("import", str(book), "--apply")
    assert ran.code == 1
    said = " ".join(ran.out.split())
    assert f"learnorg move accepted {RESETS} --owner NAME" in said
    assert f'learnorg move in-progress {GATEWAY} --because "WHY"' in said
    assert "title: Fewer calls\nstate: proposed\n" in record(repo, RESETS)
    closed = record(repo, CACHE)
    assert "state: closed\n" in closed
    assert "  closed: 2026-11-22\n" in closed
    assert "result: delivered" in closed
    assert commits(repo)[0] == "Import: 2 changed from register.xlsx"


@with_register
def test_reasons(learnorg: Learnorg, repo: Checkout, book: Path) -> None:
    """A hold takes its reason from its cells, other moves and frozen goals from --because."""
    learnorg("hold", RESETS, "--because", "for the column to be there")
    learnorg("resume", RESETS)
    learnorg("hold", RESETS, "--because", "waits")
    learnorg("export", "--to", "xlsx", "-o", str(book))

    def change(table: Table) -> None:
        table.put(CACHE, state="on-hold", hold__because="The vendor is late", title="Cache")
        table.put(GATEWAY, state="in-progress")

    resaved(book, change)
    assert differences(learnorg, book, "--apply", "--because", "It came back") == [
        ("changed", GATEWAY, "state", "in-progress"),
        ("changed", CACHE, "title", "Cache"),
        ("changed", CACHE, "state", "on-hold"),
        ("changed", CACHE, "hold.because", "The vendor is late"),
    ]
    assert "because: The vendor is late\n  state: in-progress" in record(repo, CACHE)
    assert "Back to in-progress: It came back" in record(repo, GATEWAY)


@with_register
def test_what_stays_as_it_is(learnorg: Learnorg, repo: Checkout, book: Path) -> None:
    """What no hand changes no spreadsheet changes either."""

    def change(table: Table) -> None:
        table.put(RESETS, raised=date(2026, 1, 1), dates__proposed=date(2026, 1, 1), size="XXL")
        table.put(CACHE, measures__1__target=2, plan__1__id="zzz", services="fax")
        table.put(GATEWAY, outcome__result="not-achieved", learned="Another lesson")

    resaved(book, change)
    assert sorted(differences(learnorg, book, "--apply"), key=str) == [
        ("changed", GATEWAY, "learned", "Another lesson"),
        ("refused", GATEWAY, "outcome.result", "not-achieved"),
        ("refused", CACHE, "measures.1.target", "2"),
        ("refused", CACHE, "plan.1.id", "zzz"),
        ("refused", CACHE, "services", "fax"),
        ("refused", RESETS, "dates.proposed", "2026-01-01"),
        ("refused", RESETS, "raised", "2026-01-01"),
        ("refused", RESETS, "size", "XXL"),
    ]
    assert repo.last() == ["register/improvements/2026/09/IMP-2609-90bcdf.yaml"]
    said = " ".join(learnorg("import", str(book)).out.split())
    assert "frozen since it became in-progress" in said
    assert "'outcome' changes although it is closed" in said
    assert "'raised' never changes" in said


@with_register
def test_new_rows(learnorg: Learnorg, repo: Checkout, book: Path) -> None:
    """A row without `id` becomes a record, once; it begins as proposed and goes on by moves."""

    def change(table: Table) -> None:
        table.add(title="From the sheet", services="web; mail", estimates__value=5.0)
        table.add(title="Taken up", state="accepted", owner="platform")
        table.add(title="Too far", state="closed", dates__accepted=date(2026, 1, 1))
        table.put("", plan__1__id="b7k", plan__1__do="Begin")
        table.add(owner="nobody")

    resaved(book, change)
    ids = improvements(repo)
    plan = differences(learnorg, book)
    assert [(what, field, after) for what, _, field, after in plan] == [
        ("added", None, "From the sheet"),
        ("added", None, "Taken up"),
        ("added", None, "Too far"),
        ("refused", "state", "closed"),
        ("refused", None, None),
    ]
    assert {identity for _, identity, _, _ in plan} == {None}  # none is given before it is written
    assert improvements(repo) == ids
    ran = learnorg("import", str(book), "--apply")
    assert ran.code == 1
    assert commits(repo)[0] == "Import: 3 added from register.xlsx"
    new = [record(repo, one) for one in improvements(repo) if one not in ids]
    (first,) = (text for text in new if "From the sheet" in text)
    assert "state: proposed\n" in first
    assert "raised: 2026-11-22\nraised_by: Ada\n" in first
    assert "services:\n  - web\n  - mail\n" in first
    assert "dates:\n  proposed: 2026-11-22\n" in first
    assert "    do: Begin\n" in first
    assert "b7k" not in first
    (second,) = (text for text in new if "Taken up" in text)
    assert "state: accepted\ndates:\n  proposed: 2026-11-22\n  accepted: 2026-11-22" in second
    again = learnorg("import", str(book), "--apply")
    assert "it came in before" in again.err
    assert len(improvements(repo)) == 6


@with_register
def test_deleted_rows_and_columns(learnorg: Learnorg, repo: Checkout, book: Path) -> None:
    """A deleted row is told and deletes nothing; a deleted column is not touched."""

    def change(table: Table) -> None:
        table.drop(GATEWAY)
        for name in ("title", "problem", "raised", "estimates.value", "dates.proposed"):
            table.drop_column(name)
        table.grid[1:] = table.grid[:0:-1]  # sorted the other way round

    resaved(book, change)
    before = everything(repo)
    assert differences(learnorg, book, "--apply") == [("deleted", GATEWAY, None, None)]
    assert everything(repo) == before
    assert "decline or close it instead" in learnorg("import", str(book)).out
    resaved(book, lambda table: table.drop_column("id"))
    assert "no column 'id'" in learnorg("import", str(book)).err


@with_register
def test_columns_of_their_own(learnorg: Learnorg, repo: Checkout, book: Path) -> None:
    """A column that is no field is told; under `extra.` it is kept."""

    def change(table: Table) -> None:
        for name, value in (("Our colour", "red"), ("extra.cab", "yes"), ("Empty", "")):
            table.grid[0].append(name)
            for row in table.grid[1:]:
                row.append(value if row[0] == RESETS else "")

    resaved(book, change)
    ran = learnorg("import", str(book), "--apply")
    assert "'extra.Our colour' would be kept" in ran.err
    assert "Empty" not in ran.err
    assert "extra:\n  cab: yes\n" in record(repo, RESETS).replace("'", "")


@with_register
def test_formulas(learnorg: Learnorg, repo: Checkout, book: Path) -> None:
    """What a formula has computed is never taken, and told with its place."""

    def change(table: Table) -> None:
        table.put(RESETS, title=Formula('=HYPERLINK("https://example.org")'))
        table.add(title=Formula("=1+1"), owner="platform")

    resaved(book, change)
    assert differences(learnorg, book) == [
        ("refused", None, None, "computed"),
        ("refused", RESETS, "title", "computed"),
    ]
    said = json.loads(learnorg("import", str(book), "--format", "json").out)["data"]
    assert said["differences"][1]["where"] in ("B2", "B3", "B4")
    assert "holds a formula (=…): type the value" in said["differences"][1]["reason"]


@with_register
def test_odd_rows(learnorg: Learnorg, repo: Checkout, book: Path) -> None:
    """Rows that stand twice, or name no record of ours, are refused; one that is gone is told."""

    def change(table: Table) -> None:
        table.grid.append(list(table.grid[table.row(RESETS)]))
        table.add(id="IMP-2611-zzzzzz", title="A stranger")
        table.put(GATEWAY, title="Gone")

    resaved(book, change)
    repo.git("rm", "-q", "register/improvements/2026/09/IMP-2609-90bcdf.yaml")
    repo.git("commit", "-qm", "Remove")
    assert [one[:2] for one in differences(learnorg, book)] == [
        ("refused", RESETS),
        ("refused", "IMP-2611-zzzzzz"),
    ]
    assert f"{GATEWAY}: the register has it no more" in learnorg("import", str(book)).err


@with_register
def test_authority(learnorg: Learnorg, repo: Checkout, book: Path) -> None:
    """A move that policy reserves for others is refused, as the verbs refuse it."""
    repo.put("learnorg.yaml", "format: 1\nauthority: [lea@example.org]\n")
    resaved(book, lambda table: table.put(RESETS, state="accepted", owner="platform"))
    ran = learnorg("import", str(book), "--apply", "--include-edits")
    assert ran.code == 1
    assert "policy lets only the authority accept" in " ".join(ran.out.split())
    assert "owner: platform" in record(repo, RESETS)
    assert "state: proposed" in record(repo, RESETS)


@with_register
def test_told_once(learnorg: Learnorg, repo: Checkout, book: Path) -> None:
    """What is the reason for several is told once; rows and cells are counted apart."""
    repo.put("learnorg.yaml", "format: 1\nauthority: [lea@example.org]\n")

    def change(table: Table) -> None:
        table.put(RESETS, state="declined")
        table.put(CACHE, state="on-hold", title=Formula("=1+1"), due=date(2027, 1, 4))
        table.add(title="Taken up", state="declined")

    resaved(book, change)
    ran = learnorg("import", str(book), "--because", "We wait")
    told = " ".join(ran.out.split())
    assert told.count("policy lets only the authority decline") == 1
    assert "C5 state, 7k3 state: policy lets" in told
    assert "Rows: 1 added, 1 changed, 1 held back, 1 unchanged." in told
    assert "Cells: 2 changed, 3 refused." in told
    ran = learnorg("import", str(book), "--because", "We wait", "--format", "json")
    said = json.loads(ran.out)["data"]
    assert (said["rows"]["held_back"], said["cells"]["refused"]) == (1, 3)


@with_register
def test_not_committed(learnorg: Learnorg, repo: Checkout, tmp_path: Path) -> None:
    """An export of what is not committed is warned of, and found again once it is committed."""
    path = tmp_path / "register.xlsx"
    learnorg("set", RESETS, "title=Not yet", "--no-commit")
    ran = learnorg("export", "--to", "xlsx", "-o", str(path))
    assert "1 of them has edits that are not committed" in ran.err
    repo.git("commit", "-qam", "Commit it")
    learnorg("set", RESETS, "title=Ours")
    resaved(path, lambda table: table.put(RESETS, owner="theirs"))
    assert differences(learnorg, path) == [("changed", RESETS, "owner", "theirs")]


@with_register
def test_never_committed(learnorg: Learnorg, repo: Checkout, tmp_path: Path) -> None:
    """Where nobody knows what was exported, a difference is a conflict."""
    path = tmp_path / "register.xlsx"
    learnorg("set", RESETS, "title=Not yet", "--no-commit")
    learnorg("export", "--to", "xlsx", "-o", str(path))
    learnorg("set", RESETS, "title=Ours", "--no-commit")
    resaved(path, lambda table: table.put(RESETS, title="Theirs"))
    assert differences(learnorg, path) == [("conflicting", RESETS, "title", "Theirs")]
    assert "is not to be found here" in " ".join(learnorg("import", str(path)).out.split())


def test_without_git(learnorg: Learnorg, tmp_path: Path) -> None:
    """
    Without git a workbook goes both ways as long as the register stays as it is.
    ---
    id: IMP-2611-7k3mqx
    title: Cut password-reset calls
    state: proposed
    raised: 2026-11-02
    """
    path = tmp_path / "register.xlsx"
    ran = learnorg("export", "--to", "xlsx", "-o", str(path))
    assert "Nothing is committed here" in ran.err
    resaved(path, lambda table: table.put(RESETS, title="Theirs"))
    assert differences(learnorg, path, "--apply") == [("changed", RESETS, "title", "Theirs")]
    assert differences(learnorg, path) == []


@with_register
def test_csv(learnorg: Learnorg, repo: Checkout, tmp_path: Path) -> None:
    """A CSV file goes both ways by the small file beside it."""
    path = tmp_path / "register.csv"
    ran = learnorg("export", "-o", str(path))
    assert "register.csv.base" in ran.err
    rows = list(csv.reader(io.StringIO(path.read_text(), newline="")))
    assert differences(learnorg, path) == []
    at = rows[0].index("title")
    rows = [[text.replace("2026-11-02", "02.11.2026") for text in row] for row in rows]
    next(row for row in rows if RESETS in row)[at] = "Fewer calls"
    out = io.StringIO()
    csv.writer(out, delimiter=";").writerows(rows)
    path.write_bytes(b"\xef\xbb\xbf" + out.getvalue().encode())
    learnorg("set", RESETS, "owner=ours")
    assert differences(learnorg, path) == [("changed", RESETS, "title", "Fewer calls")]
    path.with_name("register.csv.base").unlink()
    assert differences(learnorg, path, "--base", "HEAD~1", "--apply") == [
        ("changed", RESETS, "title", "Fewer calls")
    ]
    assert "owner: ours" in record(repo, RESETS)


@with_register
def test_csv_without_a_base(learnorg: Learnorg, repo: Checkout, tmp_path: Path) -> None:
    """A CSV file of which nobody knows where it came from stays an import that changes nothing."""
    path = tmp_path / "register.csv"
    path.write_text(learnorg("export").out.replace("Cut password", "Theirs"))
    ran = learnorg("import", str(path))
    assert (ran.code, "1 changed in the source" in ran.out) == (0, True)
    assert (
        "--apply is for what `learnorg export` wrote"
        in learnorg("import", str(path), "--apply").err
    )
    assert "there is no commit 'nix'" in learnorg("import", str(path), "--base", "nix").err
    path.with_suffix(".json").write_text(learnorg("export", "--to", "json").out)
    ran = learnorg("import", str(path.with_suffix(".json")), "--base", "HEAD")
    assert ran.code == 2


@with_register
def test_where_it_goes(learnorg: Learnorg, repo: Checkout, tmp_path: Path) -> None:
    """A workbook needs a file, and no register's own."""
    assert learnorg("export", "--to", "xlsx").code == 2
    assert "-o register.xlsx" in learnorg("export", "--to", "xlsx", "-o", "-").err
    assert "csv, json, jsonl, xlsx" in learnorg("export", "--to", "xls").err
    (repo.path / "register" / "x.csv.base").write_text("ours")
    assert learnorg("export", "-o", "register/x.csv").code == 2


@with_register
def test_dry_run(learnorg: Learnorg, repo: Checkout, book: Path) -> None:
    """A dry run shows the plan and the diff, and writes nothing."""
    resaved(book, lambda table: table.put(RESETS, title="Fewer calls"))
    before = everything(repo)
    ran = learnorg("import", str(book), "--apply", "--dry-run")
    assert "+title: Fewer calls" in ran.out
    assert everything(repo) == before
    said = json.loads(learnorg("import", str(book), "-n", "--format", "json").out)["data"]
    assert said["applied"] is False
    assert "+title: Fewer calls" in said["diff"]


@with_register
def test_the_table(
    learnorg: Learnorg, repo: Checkout, book: Path, expected: Callable[[str, str], None]
) -> None:
    """The plan is a table of what changes, and why what does not."""
    learnorg("set", GATEWAY, "title=Ours")

    def change(table: Table) -> None:
        table.put(RESETS, title="Fewer calls", state="accepted")
        table.put(GATEWAY, title="Theirs")
        table.drop(CACHE)
        table.add(title="From the sheet")

    resaved(book, change)
    expected("kept/import-plan.txt", steady(learnorg("import", str(book)).out))


@with_register
def test_an_older_workbook(learnorg: Learnorg, repo: Checkout, book: Path) -> None:
    """A workbook of a form that nobody knows yet is refused, with what to do."""
    sheets = grids(book)
    sheets["learnorg"][0][1] = "2"
    saved(book, {"Extra": [["hello"]], **sheets})
    ran = learnorg("import", str(book))
    assert ran.code == 4
    assert "or a newer one" in ran.err
    sheets["learnorg"][0][1] = "1"
    sheets["Renamed"] = sheets.pop(TABLE)
    saved(book, {"Renamed": sheets["Renamed"], "learnorg": sheets["learnorg"]})
    assert differences(learnorg, book) == []


@with_register
def test_errors(learnorg: Learnorg, repo: Checkout, book: Path) -> None:
    """A cell with an error is refused with its place and word, and empties no field."""

    def change(table: Table) -> None:
        table.put(RESETS, title="ERRONEOUS")
        table.add(id="ERRONEOUS", title="A row whose record nobody can tell")

    resaved(book, change)
    with_errors(book)
    assert differences(learnorg, book, "--apply") == [
        ("refused", "#N/A", None, "A row whose record nobody can tell"),
        ("refused", RESETS, "title", "#N/A"),
    ]
    said = json.loads(learnorg("import", str(book), "--format", "json").out)["data"]
    assert said["differences"][0]["reason"].startswith("its `id` holds an error (#N/A)")
    assert said["differences"][1]["where"][0] == "B"
    assert "title: Cut password-reset calls" in record(repo, RESETS)


def with_errors(book: Path) -> None:
    """Make an error of every cell that says so."""
    with zipfile.ZipFile(book) as whole:
        parts = {name: whole.read(name).decode() for name in whole.namelist()}
    texts = re.findall(r"<si>.*?</si>", parts["xl/sharedStrings.xml"])
    at = next(n for n, text in enumerate(texts) if "ERRONEOUS" in text)
    for name in parts:
        if name.startswith("xl/worksheets/"):
            parts[name] = parts[name].replace(f't="s"><v>{at}</v>', 't="e"><v>#N/A</v>')
    with zipfile.ZipFile(book, "w") as whole:
        for name, text in parts.items():
            whole.writestr(name, text)


def new_columns(table: Table, *names: str) -> None:
    """Add columns to a table."""
    for row in table.grid:
        row.extend([""] * len(names))
    table.grid[0][-len(names) :] = names


@with_register
def test_one_wrong_cell_of_a_part(learnorg: Learnorg, repo: Checkout, book: Path) -> None:
    """The right cells of a new part stay in one; mended and imported again, it is the same one."""

    def change(table: Table) -> None:
        new_columns(table, "measures.1.by", "plan.3.owner", "plan.3.do", "plan.3.due")
        table.put(RESETS, measures__1__name="Calls", measures__1__baseline="420")
        table.put(RESETS, measures__1__by="nonsense", measures__1__target="x-y")
        table.put(CACHE, plan__3__owner="ada", plan__3__do="Cool it", plan__3__due="nonsense")

    resaved(book, change)
    assert sorted(differences(learnorg, book, "--apply")) == [
        ("changed", CACHE, "plan.3.do", "Cool it"),
        ("changed", CACHE, "plan.3.owner", "ada"),
        ("changed", RESETS, "measures.1.baseline", "420"),
        ("changed", RESETS, "measures.1.name", "Calls"),
        ("refused", CACHE, "plan.3.due", "nonsense"),
        ("refused", RESETS, "measures.1.by", "nonsense"),
        ("refused", RESETS, "measures.1.target", "x-y"),
    ]
    assert steady(record(repo, RESETS)).endswith(
        "measures:\n  - id: ABC\n    name: Calls\n    baseline: 420\n"
    )
    resaved(book, lambda table: table.put(CACHE, plan__3__due=date(2026, 12, 1)))
    assert ("changed", CACHE, "plan.3.due", "2026-12-01") in differences(learnorg, book, "--apply")
    assert steady(record(repo, CACHE)).endswith(
        "  - id: ABC\n    do: Cool it\n    owner: ada\n    due: 2026-12-01\n"
    )
    assert record(repo, RESETS).count("name: Calls") == 1


@with_register
def test_a_part_without_what_it_needs(learnorg: Learnorg, repo: Checkout, book: Path) -> None:
    """A new part that cannot be without a cell which is missing is refused, with its reason."""

    def change(table: Table) -> None:
        new_columns(table, "plan.3.owner", "plan.3.due", "plan.4.do", "plan.4.owner")
        table.put(CACHE, plan__3__owner="ada", plan__3__due=date(2026, 12, 1))
        table.put(CACHE, plan__4__do="Cool it", plan__4__owner="bob")

    resaved(book, change)
    assert sorted(differences(learnorg, book, "--apply")) == [
        ("changed", CACHE, "plan.4.do", "Cool it"),
        ("changed", CACHE, "plan.4.owner", "bob"),
        ("refused", CACHE, "plan.3.due", "2026-12-01"),
        ("refused", CACHE, "plan.3.owner", "ada"),
    ]
    assert steady(record(repo, CACHE)).endswith("  - id: ABC\n    do: Cool it\n    owner: bob\n")
    assert "'do' is missing" in " ".join(learnorg("import", str(book)).out.split())


@with_register
def test_links(learnorg: Learnorg, repo: Checkout, book: Path) -> None:
    """Links that lead nowhere, to themselves or in a ring are refused, as `link` refuses them."""

    def change(table: Table) -> None:
        new_columns(table, "links.1.rel", "links.1.to", "links.2.rel", "links.2.to")
        table.put(CACHE, links__1__rel="depends-on", links__1__to=RESETS)
        table.put(RESETS, links__1__rel="depends-on", links__1__to=CACHE)
        table.put(RESETS, links__2__rel="relates-to", links__2__to=GATEWAY)
        table.put(GATEWAY, links__1__rel="relates-to", links__1__to=GATEWAY)
        table.add(title="New", links__1__rel="relates-to", links__1__to="IMP-2611-zzzzzz")

    resaved(book, change)
    plan = differences(learnorg, book, "--apply")
    assert [one[0] for one in plan if one[2] == "links.1.to"] == ["changed", *["refused"] * 3]
    assert ("changed", RESETS, "links.2.to", GATEWAY) in plan
    said = " ".join(learnorg("import", str(book)).out.split())
    assert "in a ring, 'depends on'" in said
    assert "cannot be linked to itself" in said
    assert f"links:\n  - rel: relates-to\n    to: {GATEWAY}\n" in record(repo, RESETS)
    assert learnorg("check").code == 0, learnorg("check").out


@with_register
@pytest.mark.parametrize(
    ("to", "code", "said"),
    [
        ("IMP-2611-zzzzzz", 3, "there is no record"),
        (RESETS, 2, "cannot be linked to itself"),
        ("x2w", 3, "Write IMP-2610-x2wbcd."),
        ("Nothing at all", 3, "nothing a link can point to"),
        (f"{CACHE}#zzz", 3, "has no part '#zzz'"),
        ("cache", 3, "there is no record"),
    ],
)
def test_links_by_set(learnorg: Learnorg, repo: Checkout, to: str, code: int, said: str) -> None:
    """What a workbook may not link, `set` may not either."""
    before = everything(repo)
    ran = learnorg("set", RESETS, "links.1.rel=depends-on", f"links.1.to={to}")
    assert (ran.code, said in ran.err) == (code, True), ran.err
    assert everything(repo) == before
    assert learnorg("set", RESETS, "links.1.rel=depends-on", f"links.1.to={CACHE}#c3d").code == 0


@with_register
def test_small_by_the_same_row(learnorg: Learnorg, repo: Checkout, book: Path) -> None:
    """What is small only by the row that approves it is not for anybody to approve."""
    policy = "format: 1\nworkflow: full\nsmall:\n  effort: 3\n"
    repo.put("learnorg.yaml", policy)
    repo.git("commit", "-qam", "Policy")
    learnorg("set", RESETS, "owner=platform", "measures.1.name=Calls", "measures.1.baseline=4")
    learnorg("set", RESETS, "measures.1.target=2", "plan.1.do=Do it")
    assert learnorg("move", "assessed", RESETS).code == 0
    repo.put("learnorg.yaml", f"{policy}authority: [lea@example.org]\n")
    repo.git("commit", "-qam", "Policy")
    learnorg("export", "--to", "xlsx", "-o", str(book))
    resaved(book, lambda table: table.put(RESETS, state="approved", estimates__effort=1))
    assert differences(learnorg, book, "--apply") == [
        ("changed", RESETS, "estimates.effort", "1"),
        ("refused", RESETS, "state", "approved"),
    ]
    assert "state: assessed" in record(repo, RESETS)
    learnorg("export", "--to", "xlsx", "-o", str(book))
    resaved(book, lambda table: table.put(RESETS, state="approved"))
    assert differences(learnorg, book) == [("changed", RESETS, "state", "approved")]  # small by now


@with_register
def test_owner_by_the_same_row(learnorg: Learnorg, repo: Checkout, book: Path) -> None:
    """Nobody approves what was their own until the row that approves it."""
    repo.put("learnorg.yaml", "format: 1\nworkflow: full\n")
    repo.git("commit", "-qam", "Policy")
    learnorg("set", RESETS, "owner=ada", "measures.1.name=Calls", "measures.1.baseline=4")
    learnorg("set", RESETS, "measures.1.target=2", "plan.1.do=Do it")
    assert learnorg("move", "assessed", RESETS).code == 0
    learnorg("export", "--to", "xlsx", "-o", str(book))
    resaved(book, lambda table: table.put(RESETS, state="approved", owner="platform"))
    assert differences(learnorg, book) == [
        ("changed", RESETS, "owner", "platform"),
        ("refused", RESETS, "state", "approved"),
    ]
    assert "an approver other than its owner" in learnorg("import", str(book)).out


@with_register
def test_raised_in_the_future(learnorg: Learnorg, repo: Checkout, book: Path) -> None:
    """A new row is raised today at the latest."""

    def change(table: Table) -> None:
        table.add(title="From tomorrow", raised=date(2026, 11, 23))
        table.add(title="From today", raised=date(2026, 11, 22))

    resaved(book, change)
    assert [(one[0], one[3]) for one in differences(learnorg, book)] == [
        ("added", "From today"),
        ("refused", "From tomorrow"),
    ]
    assert "2026-11-23 has not come yet" in " ".join(learnorg("import", str(book)).out.split())


@with_register
def test_decided_pilot(learnorg: Learnorg, repo: Checkout, book: Path) -> None:
    """What a pilot was judged by, and its decision, stay: by workbook, `set` and `pilot` alike."""
    learnorg("pilot", RESETS, "--cohort", "Leeds", "--criteria", "Half")
    assert learnorg("set", RESETS, "pilot.criteria=A third").code == 0
    learnorg("pilot", RESETS, "--decide", "go", "--because", "seen")
    learnorg("export", "--to", "xlsx", "-o", str(book))
    change = {"pilot__criteria": "Anything", "pilot__decision": "stop", "pilot__because": "Seen"}
    resaved(book, lambda table: table.put(RESETS, **change))
    assert sorted(differences(learnorg, book)) == [
        ("changed", RESETS, "pilot.because", "Seen"),
        ("refused", RESETS, "pilot.criteria", "Anything"),
        ("refused", RESETS, "pilot.decision", "stop"),
    ]
    for word in ("pilot.criteria=Anything", "pilot.decision=stop", "pilot.cohort="):
        ran = learnorg("set", RESETS, word)
        assert (ran.code, "is decided: go" in ran.err) == (7, True), word
    assert learnorg("pilot", RESETS, "--criteria", "Other").code == 7


@with_register
def test_somebody_elses_base(learnorg: Learnorg, repo: Checkout, tmp_path: Path) -> None:
    """A file that no export wrote is not overwritten; nothing is written then."""
    path = tmp_path / "out.csv"
    beside = tmp_path / "out.csv.base"
    beside.write_text("my own notes\n")
    ran = learnorg("export", "-o", str(path))
    assert (ran.code, path.exists(), beside.read_text()) == (5, False, "my own notes\n")
    assert "was not written by an export" in ran.err
    beside.unlink()
    assert [learnorg("export", "-o", str(path)).code for _ in range(2)] == [0, 0]


@with_register
def test_a_commit_that_is_not_here(learnorg: Learnorg, repo: Checkout, tmp_path: Path) -> None:
    """A base whose commit is not here is told as such, with what is compared instead."""
    path = tmp_path / "register.csv"
    learnorg("export", "-o", str(path))
    beside = path.with_name("register.csv.base")
    beside.write_text(beside.read_text().replace(repo.git("rev-parse", "HEAD").strip(), "0" * 40))
    path.write_text(path.read_text().replace("Cut password-reset calls", "Fewer calls"))
    said = " ".join(learnorg("import", str(path)).out.split())
    assert "from commit 0000000000, which is not here" in said
    assert "Compared with commit" not in said
    assert differences(learnorg, path) == [("changed", RESETS, "title", "Fewer calls")]
    data = json.loads(learnorg("import", str(path), "--format", "json").out)["data"]
    assert data["base"]["here"] is False


@with_register
def test_one_alias_twice(learnorg: Learnorg, repo: Checkout, book: Path) -> None:
    """An alias names one record: the second that is given it is refused, with the first's place."""
    learnorg("set", GATEWAY, "aliases=OLD-1", "--because", "as it was")
    learnorg("export", "--to", "xlsx", "-o", str(book))

    def change(table: Table) -> None:
        table.put(RESETS, aliases="CSI-1")
        table.put(CACHE, aliases="csi-1")
        table.add(title="New", aliases="OLD-1")

    resaved(book, change)
    said = " ".join(learnorg("import", str(book)).out.split())
    assert "the alias OLD-1 is that of IMP-" in said
    assert "the alias CSI-1 is given at " in said
    assert [one[0] for one in differences(learnorg, book, "--apply") if one[2]] == [
        "changed",
        "refused",
        "refused",
    ]
    assert learnorg("check").code == 0, learnorg("check").out
