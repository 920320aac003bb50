"""The documentation is the code's: generated pages are fresh, nothing is left out, links hold."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from learnorg.checks import CHECKS
from learnorg.cli import COMMANDS
from learnorg.cli.schemas import schemas
from learnorg.kinds import KINDS

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").glob("*.md"))]


def test_generated_pages() -> None:
    """The reference is as the code has it: otherwise `make docs`."""
    ran = subprocess.run(
        [sys.executable, "docs/generate.py", "--check"], cwd=ROOT, capture_output=True, text=True
    )
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "", "")


@pytest.mark.parametrize(("path", "text"), schemas().items())
def test_schemas(path: str, text: str) -> None:
    """Our own register's schemas are as the code has them: otherwise `learnorg init`."""
    assert (ROOT / path).read_text("utf-8") == text


@pytest.mark.parametrize("name", [command.name for command in COMMANDS if not command.hidden])
def test_every_command(name: str) -> None:
    """Every command has its place in the reference."""
    assert f"### `learnorg {name}`\n" in (ROOT / "docs" / "commands.md").read_text("utf-8")


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.name)
def test_every_rule(check: object) -> None:
    """Every rule's page says what it finds, why that matters, and what to do instead."""
    name, page = check.name, check.page  # type: ignore[attr-defined]
    what = page.split("\n")[0]
    assert what.endswith(".")
    assert what[0].isupper()
    assert "\n\nWhy it matters: " in page
    assert "\n\nInstead" in page
    assert f"## {name}\n" in (ROOT / "docs" / "rules.md").read_text("utf-8")


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_every_kind(kind: object) -> None:
    """Every kind has all its fields in the reference, and a template or a schema to start from."""
    page = (ROOT / "docs" / "records.md").read_text("utf-8")
    assert f"## {kind.name}\n" in page  # type: ignore[attr-defined]
    for key in kind.keys:  # type: ignore[attr-defined]
        assert f"| `{key}`" in page


def links() -> Iterator[tuple[str, str]]:
    """Every link from a page to a file of the project."""
    for page in PAGES:
        for target in re.findall(r"\]\(([^)\s]+)\)", page.read_text("utf-8")):
            if "://" not in target and not target.startswith(("#", "mailto:")):
                yield page.relative_to(ROOT).as_posix(), target


@pytest.mark.parametrize(("page", "target"), list(links()))
def test_links(page: str, target: str) -> None:
    """What a page links to is there, its heading too."""
    path, _, heading = target.partition("#")
    there = (ROOT / page).parent / path
    assert there.exists(), f"{page} links to {target}"
    if heading:
        headings = re.findall(r"^#+ (.*)$", there.read_text("utf-8"), re.MULTILINE)
        anchors = [re.sub(r"[^\w\- ]", "", one.lower()).replace(" ", "-") for one in headings]
        assert heading in anchors


def test_examples_in_help() -> None:
    """Every command that the documentation's examples show exists."""
    known = {command.name for command in COMMANDS}
    for page in PAGES:
        for name in re.findall(
            r"(?:^\$ |`)learnorg ([a-z]+)", page.read_text("utf-8"), re.MULTILINE
        ):
            assert name in known, f"{page.name}: learnorg {name}"
