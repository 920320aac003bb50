"""
SARIF as Microsoft's own validator reads it.

The tool comes from npm, once for an environment; without npm, or without a network, the
schema that it validates by is held all the same, in `test_every_form.py`.
"""

import json
import os
import platform
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from learnorg.checks import CHECKS
from learnorg.findings import Finding, Level
from learnorg.render.findings.about import About, Rule
from learnorg.render.findings.sarif import sarif

PACKAGE = "@microsoft/sarif-multitool-linux"
VERSION = "5.7.0"
HOME = Path(sys.prefix) / f"sarif-multitool-{VERSION}"
KNOWN = {"SARIF2005"}
"""What is let be: the tool has no address of its own yet."""


@pytest.fixture(scope="session")
def multitool() -> Path:
    """The validator's program."""
    program = HOME / "node_modules" / PACKAGE / "Sarif.Multitool"
    if not program.exists():
        npm = shutil.which("npm")
        if npm is None or platform.system() != "Linux":
            pytest.skip("the validator is a Linux program that npm brings")
        words = [npm, "install", "--ignore-scripts", "--no-save", "--prefix", HOME]
        try:
            subprocess.run(
                [*words, f"{PACKAGE}@{VERSION}"], check=True, capture_output=True, timeout=120
            )
        except (subprocess.CalledProcessError, subprocess.TimeoutExpired):
            pytest.skip("npm cannot bring the validator now")
    program.chmod(0o755)
    return program


def test_valid(multitool: Path, tmp_path: Path) -> None:
    """Findings of every rule, with odd paths and words, are valid to it and without a warning."""
    odd = ("{0} [a](b) ]]>", "\u202egnp", "\x1b[31m", "\ud800", "two\nlines")
    told = [
        Finding(f"register/é %{n}/a b.yaml", n, n, check.name, odd[n % len(odd)], level, "Mend it.")
        for n, check in enumerate(CHECKS, 1)
        for level in Level
    ]
    about = About({check.name: Rule(check.level, check.page) for check in CHECKS}, "my team")
    log, verdict = tmp_path / "log.sarif", tmp_path / "verdict.sarif"
    log.write_text("".join(sarif(told, about)), encoding="utf-8")
    ran = subprocess.run(
        [multitool, "validate", log, "--output", verdict, "--level", "Error;Warning"],
        env=os.environ | {"DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1"},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    (run,) = json.loads(verdict.read_text("utf-8-sig"))["runs"]
    assert {result["ruleId"] for result in run["results"]} <= KNOWN
