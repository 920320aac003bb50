"""`import` and `export`: from other tools, and out again."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from checkouts import Checkout
from cli.speaking import commits, everything, improvements, record, steady
from cli.test_verbs import OTHER, OWNED, go, stands
from commandline import Learnorg

Expected = Callable[[str, str], None]
DATA = Path(__file__).parents[1] / "exchange" / "data"
SHEET = str(DATA / "csi-register.csv")
ID = "IMP-2611-7k3mqx"


def test_a_spreadsheet(learnorg: Learnorg, repo: Checkout, expected: Expected) -> None:
    """All 17 rows of ITIL's usual register come in, in one commit, each doubt told with its row."""
    ran = learnorg("import", SHEET, "--map", "csi-register")
    assert ran.code == 0, ran.err
    assert len(improvements(repo)) == 17
    assert commits(repo) == ["Import 17 improvements from csi-register.csv", "Begin"]
    assert repo.status() == []
    assert learnorg("check").code == 0
    expected("kept/import.txt", steady(ran.err + ran.out))


def test_old_numbers(learnorg: Learnorg, repo: Checkout) -> None:
    """Old numbers find their records, which stand where they were."""
    go(learnorg, f"import {SHEET} --map csi-register")
    shown = learnorg("show", "CSI-101").out
    assert "Cut password-reset calls" in shown.splitlines()[0]
    assert "state         closed" in shown or "closed" in shown
    assert "420" in shown


def test_a_second_run(learnorg: Learnorg, repo: Checkout) -> None:
    """A second run changes nothing."""
    go(learnorg, f"import {SHEET} --map csi-register")
    before = everything(repo)
    ran = learnorg("import", SHEET, "--map", "csi-register")
    assert (ran.code, len(improvements(repo))) == (0, 17)
    assert everything(repo) == before


def test_what_was_edited_since(learnorg: Learnorg, repo: Checkout, tmp_path: Path) -> None:
    """What was edited since is never overwritten; a row changed in the source is told."""
    sheet = tmp_path / "csi-register.csv"
    sheet.write_bytes(Path(SHEET).read_bytes())
    go(learnorg, f"import {sheet} --map csi-register", "set CSI-103 title='Ours now'")
    text = sheet.read_text(encoding="utf-8")
    sheet.write_text(text.replace("Payroll month-end runs late", "Theirs now"), encoding="utf-8")
    ran = learnorg("import", str(sheet), "--map", "csi-register")
    assert ran.code == 0
    assert "row 4 (IMP-2502-" in ran.err
    assert "which stays as it is" in ran.err
    assert "Ours now" in learnorg("show", "CSI-103").out


def test_dry_run(learnorg: Learnorg, repo: Checkout) -> None:
    """A dry run says what would come in, and writes nothing."""
    before = everything(repo)
    ran = learnorg("import", SHEET, "--map", "csi-register", "--dry-run")
    assert ran.code == 0
    assert "17" in ran.out
    assert "Nothing was written (--dry-run)." in ran.err
    assert everything(repo) == before


def test_suggested_map(learnorg: Learnorg, repo: Checkout, folder_for_maps: Path) -> None:
    """The map that is suggested for ITIL's usual columns works untouched."""
    (folder_for_maps / "map.yaml").write_text(learnorg("import", "--suggest", SHEET).out)
    ran = learnorg("import", SHEET, "--map", str(folder_for_maps / "map.yaml"))
    assert ran.code == 0, ran.err
    assert len(improvements(repo)) == 17


@pytest.fixture
def folder_for_maps(tmp_path: Path) -> Path:
    """A folder outside of the register."""
    (tmp_path / "maps").mkdir()
    return tmp_path / "maps"


def test_suggest_outside(learnorg: Learnorg, folder: Path) -> None:
    """A map is suggested before there is a register."""
    ran = learnorg("import", "--suggest", SHEET)
    assert ran.code == 0
    assert "Title" in ran.out


def test_a_folder(learnorg: Learnorg, repo: Checkout) -> None:
    """A folder of Markdown tasks comes in, every file a record or a reason."""
    ran = learnorg("import", str(DATA / "backlog-md"), "--map", "backlog-md", "--format", "json")
    data = json.loads(ran.out)["data"]
    there = list((DATA / "backlog-md").rglob("*.md"))
    known = data["create"] + data["refused"] + data["skipped"]
    assert len(known) >= len([path for path in there if "tasks" in path.parts])
    assert len(improvements(repo)) == len(data["create"]) > 0


def test_as_json(learnorg: Learnorg, repo: Checkout) -> None:
    """As JSON an import says what came of every row."""
    ran = learnorg("import", SHEET, "--map", "csi-register", "--format", "json")
    whole = json.loads(ran.out)
    assert whole["kind"] == "import"
    assert list(whole["data"]) == [
        "source", "dry_run", "create", "unchanged", "changed_in_source", "refused", "skipped",
        "remarks", "commit", "undo",
    ]  # fmt: skip
    assert len(whole["data"]["create"]) == 17
    assert repo.git("rev-parse", "HEAD").strip() == whole["data"]["commit"]


def test_no_commit(learnorg: Learnorg, repo: Checkout) -> None:
    """`--no-commit` leaves git to the user."""
    assert (
        "Written, not committed."
        in learnorg("import", SHEET, "--map", "csi-register", "--no-commit").err
    )
    assert commits(repo) == ["Begin"]


def test_what_cannot_be_understood(
    learnorg: Learnorg, repo: Checkout, folder_for_maps: Path
) -> None:
    """A row without a title is refused by its row and column; the others come in; exit code 1."""
    sheet = folder_for_maps / "sheet.csv"
    sheet.write_text("Ref,Date raised,Title,Status\nA-1,2026-01-02,,New\nA-2,2026-01-02,Two,New\n")
    ran = learnorg("import", str(sheet), "--map", "csi-register")
    assert ran.code == 1
    assert "refused:" in ran.err
    assert "A-1" in ran.err or "row 2" in ran.err
    assert len(improvements(repo)) == 1


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        ([SHEET], 2, "which column of"),
        ([SHEET, "--map", "csi-registr"], 3, "Give a file, or one that ships"),
        (["nowhere.csv", "--map", "csi-register"], 3, "nowhere.csv"),
        ([SHEET, "--map", "csi-register", "--raised-default", "someday"], 2, "is not a date"),
    ],
)
def test_refused(
    learnorg: Learnorg, repo: Checkout, words: list[str], code: int, told: str
) -> None:
    """What cannot be imported is refused in words, and nothing is written."""
    before = everything(repo)
    ran = learnorg("import", *words)
    assert (ran.code, ran.out) == (code, "")
    assert told in ran.err
    assert everything(repo) == before


@pytest.mark.parametrize("form", ["json", "jsonl"])
def test_there_and_back(
    learnorg: Learnorg, repo: Checkout, folder_for_maps: Path, form: str
) -> None:
    """What was exported as JSON comes in again as it was, identities and all."""
    go(learnorg, f"import {SHEET} --map csi-register")
    there = {identity: record(repo, identity) for identity in improvements(repo)}
    out = str(folder_for_maps / f"out.{form}")
    ran = learnorg("export", "--to", form, "-o", out)
    assert (ran.code, ran.out) == (0, "")
    assert "17 improvements written to" in ran.err
    repo.git("rm", "-qr", "register/improvements")
    repo.git("commit", "-qm", "Empty it")
    ran = learnorg("import", out)
    assert ran.code == 0, ran.err
    assert {identity: record(repo, identity) for identity in improvements(repo)} == there


def test_csv(learnorg: Learnorg, repo: Checkout) -> None:
    """CSV has a row for each improvement, closed ones too, and no formula."""
    stands(repo, OWNED + OTHER)
    go(learnorg, "set 7k3 title='=cmd|calc'", "decline x2w --because no")
    rows = list(csv.DictReader(io.StringIO(learnorg("export").out)))
    assert {row["id"]: row["title"] for row in rows} == {
        ID: "'=cmd|calc",
        "IMP-2611-x2wbcd": "Label the racks",
    }


def test_export_what_is_asked(learnorg: Learnorg, repo: Checkout) -> None:
    """A query narrows what is taken out."""
    stands(repo, OWNED + OTHER)
    lines = learnorg("export", "has:owner", "--to", "jsonl").out.splitlines()
    assert [json.loads(line)["id"] for line in lines] == [ID]


def test_export_refused(learnorg: Learnorg, repo: Checkout) -> None:
    """A form that exports do not come in is refused with those that there are."""
    ran = learnorg("export", "--to", "xml")
    assert (ran.code, ran.out) == (2, "")
    assert "They come as csv, json, jsonl, xlsx." in ran.err
