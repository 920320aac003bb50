"""`check` for other programs: every form, from the command line to the schema."""

import json
import re
from collections.abc import Callable

import pytest

from checkouts import Checkout
from cli.test_check import WRONG
from cli.test_verbs import OWNED
from commandline import Learnorg
from learnorg import __version__
from learnorg.cli.check import FORMATS
from registers import laid_out
from render.findings.test_every_form import WELL_FORMED

Expected = Callable[[str, str], None]
KEPT = {
    "text": "check-text.txt",
    "json": "check.json",
    "jsonl": "check.jsonl",
    "github": "check-github.txt",
    "gitlab": "check-gitlab.json",
    "sarif": "check.sarif",
    "junit": "check-junit.xml",
    "md": "check.md",
}


@pytest.fixture
def below(repo: Checkout) -> Checkout:
    """A register in a folder of its repository, with records that are not all in order."""
    laid_out(repo.path / "our team", WRONG + OWNED)
    repo.git("rm", "-q", "learnorg.yaml")
    repo.git("add", ".")
    repo.git("commit", "-qm", "What stands")
    return repo


def test_all_kept() -> None:
    """Every form has its kept answer."""
    assert set(KEPT) == set(FORMATS) == set(WELL_FORMED)


@pytest.mark.parametrize("form", FORMATS)
def test_forms(learnorg: Learnorg, below: Checkout, form: str, expected: Expected) -> None:
    """Each form is kept, well formed, the same each time, and exits as the others do."""
    ran = learnorg("-C", "our team", "check", "--format", form)
    assert ran.code == 1
    expected(f"kept/{KEPT[form]}", ran.out.replace(f'"{__version__}"', '"VERSION"'))
    WELL_FORMED[form](ran.out)
    assert learnorg("-C", "our team", "check", "--format", form).out == ran.out
    assert bool(ran.err) == (form in ("text", "md", "github"))


@pytest.mark.parametrize("form", FORMATS)
def test_paths(learnorg: Learnorg, below: Checkout, form: str) -> None:
    """What code hosting reads names files from the repository's top, the rest from the root."""
    out = learnorg("-C", "our team", "check", "--format", form).out
    inside = "our.team" if form == "junit" else "our%20team" if form == "sarif" else "our team"
    hosted = form in ("github", "gitlab", "sarif", "junit")
    assert (inside in out or "our team" in out) == hosted


@pytest.mark.parametrize("form", FORMATS)
def test_clean(learnorg: Learnorg, repo: Checkout, form: str) -> None:
    """A sound register is well formed in every form, and passes."""
    ran = learnorg("check", "--format", form)
    assert ran.code == 0
    WELL_FORMED[form](ran.out)


@pytest.mark.parametrize("form", FORMATS)
def test_into_a_file(learnorg: Learnorg, below: Checkout, form: str) -> None:
    """A file gets what stdout would have got."""
    out = learnorg("-C", "our team", "check", "--format", form).out
    ran = learnorg("-C", "our team", "check", "--format", form, "-o", "found.txt")
    assert (ran.code, ran.out) == (1, "")
    assert below.words("found.txt") == out


@pytest.mark.parametrize("form", ["auto", "table"])
def test_other_names(learnorg: Learnorg, below: Checkout, form: str) -> None:
    """What other commands call a table is text here."""
    text = learnorg("-C", "our team", "check")
    assert learnorg("-C", "our team", "check", "--format", form) == text


def test_strict_junit(learnorg: Learnorg, below: Checkout) -> None:
    """A test fails where its finding fails the check."""
    below.put("our team/learnorg.yaml", "format: 1\nrules: {wrong-field: warning}\n")
    words = ("-C", "our team", "check", "--format", "junit", "--select", "wrong-field")
    assert 'failures="0"' in learnorg(*words).out
    assert 'failures="1"' in learnorg(*words, "--strict").out


def test_severities(learnorg: Learnorg, below: Checkout) -> None:
    """What policy says of a rule is what every form says."""
    below.put("our team/learnorg.yaml", "format: 1\nrules: {wrong-field: info}\n")
    words = ("-C", "our team", "check", "--select", "wrong-field", "--format")
    assert learnorg(*words, "github").out.startswith("::notice ")
    assert json.loads(learnorg(*words, "gitlab").out)[0]["severity"] == "info"
    (run,) = json.loads(learnorg(*words, "sarif").out)["runs"]
    assert run["results"][0]["level"] == "note"


HOSTILE = "a\n::error file=x::b]]>\x1b[31m\u202e##[error]"


@pytest.mark.parametrize("form", FORMATS)
def test_hostile(learnorg: Learnorg, repo: Checkout, form: str) -> None:
    """Text and folders that would steer a reader stay text in every form."""
    said = json.dumps(HOSTILE)  # YAML's double quotes take JSON's escapes
    record = f"id: IMP-2611-7k3mqx\ntitle: One\nstate: {said}\n{said}: 1\nraised: 2026-11-02\n"
    repo.put("register/improvements/a\n::warning::b]]>,c:d/IMP-2611-7k3mqx.yaml", record)
    ran = learnorg("check", "--format", form)
    assert ran.code == 1
    WELL_FORMED[form](ran.out)
    assert not re.search("[\x1b\u202e]", ran.out)
    own = {"github": r"^::error file=", "md": r"^\| "}.get(form)
    for line in ran.out.splitlines():
        if own:
            assert re.search(r"^::(error|warning|notice) file=reg|^[|#]|^$", line)
        assert own or not line.lstrip().startswith("::")
