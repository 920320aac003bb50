"""What LibreOffice saves anew comes back unchanged, and what is edited there comes back as that."""

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from checkouts import Checkout
from cli.speaking import commits, everything, improvements, record
from commandline import Learnorg

SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")

pytestmark = pytest.mark.skipif(
    SOFFICE is None, reason="LibreOffice is not installed (Debian: libreoffice-calc)"
)

RESETS, CACHE, GATEWAY = "IMP-2611-7k3mqx", "IMP-2610-x2wbcd", "IMP-2609-90bcdf"
PLAN = "import-plan"
CSV = "csv:Text - txt - csv (StarCalc):44,34,76,1"
ROW = r"<table:table-row(?:(?!<table:table-row).)*?{}.*?</table:table-row>"


def converted(path: Path, form: str, folder: Path) -> Path:
    """A file as LibreOffice saves it in another form, in a folder."""
    profile = f"-env:UserInstallation=file://{folder.parent}/profile"
    words = [str(SOFFICE), profile, "--headless", "--convert-to", form]
    words += ["--infilter=CSV:44,34,76,1"] if path.suffix == ".csv" else []  # in UTF-8
    words += ["--outdir", str(folder), str(path)]
    done = subprocess.run(words, capture_output=True, text=True, timeout=180)
    made = folder / f"{path.stem}.{form.partition(':')[0]}"
    assert made.exists(), done.stdout + done.stderr
    return made


def planned(learnorg: Learnorg, path: Path, *more: str) -> list[tuple[Any, ...]]:
    ran = learnorg("import", str(path), "--format", "json", *more)
    assert ran.out, ran.err
    said = json.loads(ran.out)
    assert said["kind"] == PLAN, ran.err
    return [(d["what"], d["id"], d["field"], d["after"]) for d in said["data"]["differences"]]


def test_saved_anew(learnorg: Learnorg, repo: Checkout, tmp_path: Path) -> None:
    """
    A workbook that LibreOffice saves as XLSX, ODS or CSV says what it said, to the last digit.
    ---
    # path: learnorg.yaml
    format: 1
    teams: [Platform, Mail]
    services: [mail, web]
    ---
    id: IMP-2611-7k3mqx
    title: "=SUM(1,2) and 'quoted' _x0041_ é😀"
    state: proposed
    dates:
      proposed: 2026-11-02
    raised: 2026-11-02
    services: [mail, web]
    tags: ["007", "1-2", "2026-11", "#N/A", "TRUE"]
    problem: |
      One line.

        One that is set in.	And a tab.
      + No formula.
    estimates:
      value: 3-5-9
      confidence: 0.80
      effort: 1.10
      reach: 123456789012345678
    measures:
      - id: b7k
        name: "08:30"
        unit: "%"
        baseline: 08:30
        target: 2h30m
        actual: 0.1
      - id: c8m
        name: "1.10"
        baseline: 61
        target: -3.25
        actual: 1.50
    benefits:
      - kind: "1E5"
        expected: 1200
        actual: 1234.56
        currency: EUR
        per: year
        hard: true
    extra:
      cab: "yes"
      When: 01/02/2026
      Big: ["1", "2"]
    ---
    id: IMP-2609-90bcdf
    title: 2026-11-02
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
    book = tmp_path / "register.xlsx"
    assert learnorg("export", "--to", "xlsx", "-o", str(book)).code == 0
    before = everything(repo)
    assert 'table:table-column-group table:display="false"' in (
        converted(book, "fods", tmp_path / "flat").read_text(encoding="utf-8")
    )  # its + unfolds the columns that are folded away
    for form in ("xlsx", "ods"):
        saved = converted(book, form, tmp_path / "saved")
        assert planned(learnorg, saved, "--apply") == []
        assert planned(learnorg, converted(saved, "xlsx", tmp_path / "again"), "--apply") == []
    saved = converted(book, CSV, tmp_path / "saved")
    assert planned(learnorg, saved, "--base", "HEAD", "--apply") == []
    table = tmp_path / "table.csv"
    learnorg("export", "-o", str(table))
    saved = converted(table, CSV, tmp_path / "saved")
    shutil.copy(f"{table}.base", f"{saved}.base")
    # CSV knows no text: what LibreOffice takes for a day or a number is in doubt, never changed.
    found = planned(learnorg, saved, "--apply")
    assert [(what, field) for what, _, field, _ in found] == [
        ("refused", "estimates.reach"),
        ("refused", "extra.When"),
    ]
    assert everything(repo) == before


def test_edited(learnorg: Learnorg, repo: Checkout, tmp_path: Path) -> None:
    """
    What is edited in LibreOffice comes back as that: cells, rows, a formula, a conflict.
    ---
    id: IMP-2611-7k3mqx
    title: Cut password-reset calls
    state: proposed
    dates:
      proposed: 2026-11-02
    raised: 2026-11-02
    ---
    id: IMP-2610-x2wbcd
    title: Cache build dependencies
    state: proposed
    dates:
      proposed: 2026-10-05
    owner: platform
    raised: 2026-10-05
    justification: Builds wait.
    ---
    id: IMP-2609-90bcdf
    title: Drop the old gateway
    state: proposed
    dates:
      proposed: 2026-09-01
    raised: 2026-09-01
    """
    book = tmp_path / "register.xlsx"
    learnorg("export", "--to", "xlsx", "-o", str(book))
    learnorg("set", CACHE, "owner=ours")
    flat = converted(book, "fods", tmp_path / "flat")
    flat.write_text(edited(flat.read_text(encoding="utf-8")), encoding="utf-8")
    back = converted(flat, "xlsx", tmp_path / "back")
    wanted = [
        ("added", None, None, "From LibreOffice"),
        ("changed", RESETS, "title", "Fewer password-reset calls"),
        ("conflicting", CACHE, "owner", "theirs"),
        ("refused", CACHE, "justification", "2"),
        ("refused", RESETS, "state", "accepted"),
        ("deleted", GATEWAY, None, None),
    ]
    assert planned(learnorg, back) == wanted
    ran = learnorg("import", str(back), "--apply")
    assert ran.code == 1
    assert f"learnorg move accepted {RESETS} --owner NAME" in " ".join(ran.out.split())
    assert commits(repo)[0] == "Import: 1 changed, 1 added from register.xlsx"
    assert "title: Fewer password-reset calls\nstate: proposed" in record(repo, RESETS)
    assert "owner: ours" in record(repo, CACHE)
    assert len(improvements(repo)) == 4


def edited(text: str) -> str:
    """The flat document after somebody's work on it."""
    gateway = re.search(ROW.format(GATEWAY), text, re.DOTALL)
    assert gateway
    new = gateway[0].replace(GATEWAY, "").replace("Drop the old gateway", "From LibreOffice")
    text = text.replace(gateway[0], new)
    resets = re.search(ROW.format(RESETS), text, re.DOTALL)
    assert resets
    changed = (
        resets[0]
        .replace("Cut password", "Fewer password")
        .replace("<text:p>proposed<", "<text:p>accepted<", 1)
    )
    text = text.replace(resets[0], changed)
    text = text.replace("<text:p>platform<", "<text:p>theirs<", 1)
    cell = re.search(r"<table:table-cell[^>]*>\s*<text:p>Builds wait\.</text:p>", text)
    assert cell
    computed = (
        '<table:table-cell table:formula="of:=1+1" office:value-type="float" office:value="2">'
        "<text:p>2</text:p>"
    )
    return text.replace(cell[0], computed)
