import re
from importlib import import_module
from pathlib import Path

import pytest

import learnorg.checks
from learnorg.checks import CHECKS
from learnorg.checks.check import Check
from learnorg.checks.reading import READING
from learnorg.findings import Level

HOUSE = Path(learnorg.__file__).parent
BASES = {
    *("__init__", "alone", "asides", "baseline", "check", "doubtful", "listed", "mending"),
    *("lines", "reading", "run", "sentences", "waivers"),
}

each = pytest.mark.parametrize("rule", CHECKS, ids=lambda rule: rule.name)


def test_every_module() -> None:
    """Every rule's file is in the list, under its own name, and nothing else is."""
    stems = {file.stem for file in (HOUSE / "checks").glob("*.py")} - BASES
    own = [rule for rule in CHECKS if rule not in READING]
    assert {rule.name for rule in own} == {stem.replace("_", "-") for stem in stems}
    for stem in stems:
        module = import_module(f"learnorg.checks.{stem}")
        assert getattr(module, stem) in CHECKS


def test_in_order() -> None:
    """The list reads like a table of contents."""
    names = [rule.name for rule in CHECKS if rule not in READING]
    assert names == sorted(names)
    assert len({rule.name for rule in CHECKS}) == len(CHECKS)


def test_one_test_each() -> None:
    """Every rule has a yes, a no and an edge."""
    for rule in CHECKS:
        if rule not in READING:
            file = Path(__file__).with_name(f"test_{rule.name.replace('-', '_')}.py")
            tests = re.findall(r"^def test_(\w+)", file.read_text(), re.MULTILINE)
            assert tests == ["yes", "no", "edge"]


@each
def test_page(rule: Check) -> None:
    """Every rule's page says what it finds, why that matters and what to do instead."""
    first, *rest = rule.page.split("\n\n")
    assert first.endswith(".")
    assert any(part.startswith("Why it matters: ") for part in rest)
    assert any(part.startswith(("Instead", "What to do")) for part in rest)


@each
def test_blames_nobody(rule: Check) -> None:
    """No rule's page speaks of anybody's failure."""
    assert not re.search(r"\b(you (must|should|failed)|forgot|careless|fault of)\b", rule.page)


@each
def test_one_way_to_look(rule: Check) -> None:
    """A rule looks at records, the register or what is found; the loader's look at nothing."""
    looks = [look for look in (rule.over, rule.across, rule.after) if look]
    assert len(looks) == (0 if rule in READING else 1)
    assert isinstance(rule.level, Level)


def test_everything_refused_has_a_page() -> None:
    """Whatever name a file is refused under, `explain` knows it."""
    refused = set()
    for file in [*(HOUSE / "files").glob("*.py"), HOUSE / "register" / "intake.py"]:
        text = file.read_text()
        refused |= set(re.findall(r"[Rr]efused?\w*\(\s*\"([a-z0-9]+(?:-[a-z0-9]+)+)\"", text))
        refused |= set(re.findall(r"told = \(\"([a-z-]+)\"", text))
    assert {"duplicate-key", "symlink", "not-utf8"} <= refused
    assert refused <= {rule.name for rule in READING}
