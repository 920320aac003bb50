import ast
import os
import subprocess
import sys
import time
from functools import cache
from importlib import import_module
from pathlib import Path

import pytest

import learnorg
from learnorg.kinds import KINDS
from learnorg.reports import REPORTS
from registers import laid_out

HOUSE = Path(learnorg.__file__).parent
CHECKOUT = HOUSE.parent.parent

WARM_READS = (
    ["list"],
    ["list", "state:proposed", "owner:lea", "due:..2027-02", "sort:score", "--format", "json"],
    ["list", "--columns", "id,title,measures.1.target", "--format", "csv"],
    ["find", "hand", "--format", "json"],
    ["board", "--format", "json"],
    ["--version"],
)
HEAVY = ("pydantic", "ruamel", "git", "yaml", "rich", "vl_convert", "markdown_it", "nh3")
HEAVY += ("learnorg.render.charts", "learnorg.render.html", "learnorg.render.vega")


def test_floors() -> None:
    """Nothing imports from a floor above, and no floor has a ring."""
    linted = subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command as c; c()"],
        cwd=CHECKOUT,
        capture_output=True,
        text=True,
    )
    assert linted.returncode == 0, linted.stdout


def test_every_kind() -> None:
    """Every kind's folder is in the list of kinds."""
    folders = {file.parent.name for file in (HOUSE / "kinds").glob("*/model.py")}
    assert {kind.name for kind in KINDS} == folders


def test_every_report() -> None:
    """Every report is in the list, with an answer, a way to it and a page for it."""
    stems = {file.stem for file in (HOUSE / "reports").glob("*.py")}
    stems -= {"__init__", "states"}  # how states look
    assert set(REPORTS) == stems
    for stem in stems:
        module = import_module(f"learnorg.reports.{stem}")
        assert callable(module.derive)
        assert callable(module.lay_out)


def test_one_test_file_each() -> None:
    """Every report has a test of its name."""
    for stem in REPORTS:
        assert (CHECKOUT / "tests" / "reports" / f"test_{stem}.py").exists()


@cache
def imported() -> dict[str, set[str]]:
    """What each room of the house imports, at the top or in a function."""
    found: dict[str, set[str]] = {}
    for file in HOUSE.rglob("*.py"):
        libraries = found.setdefault(file.relative_to(HOUSE).parts[0], set())
        for node in ast.walk(ast.parse(file.read_text())):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            libraries |= {name.partition(".")[0] for name in names}
    return found


@pytest.mark.parametrize(
    ("library", "rooms"),
    [
        ("ruamel", {"files"}),
        ("yaml", {"files"}),
        ("git", {"history"}),
        ("typer", {"cli"}),
        ("rich", {"render", "cli"}),
        ("sqlite3", {"register", "cli"}),
        ("python_calamine", {"exchange"}),
        ("vl_convert", {"render"}),
        ("markdown_it", {"render", "exchange"}),
        ("nh3", {"render"}),
    ],
)
def test_doors(library: str, rooms: set[str]) -> None:
    """Each outside library comes in by one door."""
    entered = {room for room, libraries in imported().items() if library in libraries}
    assert entered <= rooms


def test_nobody_prints() -> None:
    """Nothing below the command line prints or asks."""
    for file in HOUSE.rglob("*.py"):
        if file.relative_to(HOUSE).parts[0] not in ("cli", "__main__.py"):
            calls = {
                ast.unparse(node.func)
                for node in ast.walk(ast.parse(file.read_text()))
                if isinstance(node, ast.Call)
            }
            assert not calls & {"print", "input", "sys.stdout.write", "sys.stderr.write"}, file


def test_today_is_an_argument() -> None:
    """Nothing below the command line looks at the calendar."""
    for file in HOUSE.rglob("*.py"):
        if file.relative_to(HOUSE).parts[0] not in ("cli", "__main__.py"):
            assert "date.today()" not in file.read_text(), file


@pytest.mark.parametrize("words", WARM_READS, ids=" ".join)
def test_warm_reads(folder: Path, words: list[str]) -> None:
    """
    Reading from a warm index loads no library that it does not need.
    ---
    id: IMP-2611-7k3mqx
    title: Shorter hand-over
    state: proposed
    owner: lea
    raised: 2026-11-02
    measures: [{name: minutes, target: 15}]
    """
    if not (folder / "learnorg.yaml").exists():
        laid_out(folder, test_warm_reads.__doc__)
    time.sleep(0.04)  # the files are to be older than the index
    watched = (
        "import sys\nfrom learnorg.__main__ import main\n"
        f"code = main({words!r})\n"
        f"loaded = [n for n in {HEAVY!r} if n in sys.modules]\n"
        "sys.exit(f'{code} {loaded}' if code or loaded else 0)\n"
    )
    for _ in range(2):
        ran = subprocess.run(
            [sys.executable, "-c", watched],
            cwd=folder,
            env=os.environ | {"PYTHONPATH": str(HOUSE.parent)},
            capture_output=True,
            text=True,
        )
    assert ran.returncode == 0, ran.stderr
