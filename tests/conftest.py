"""
What tests stand on.

`register` is the register in the test's docstring (`registers.py` tells its form), `repo`
the same within a git repository, all committed; `learnorg("list", …)` runs a command there;
`expected("board.txt", text)` compares with the text kept beside the test, which
`pytest --rewrite` writes anew.
"""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from checkouts import Checkout, checkout, empty, nobody
from commandline import Learnorg
from keys import keys
from learnorg.register.register import Register
from registers import TODAY, holds_files, laid_out

__all__ = ["checkout", "empty", "keys", "nobody"]

# No timed tests: a busy machine is no fault. A test's own register is only read by its examples.
settings.register_profile(
    "house", deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
settings.load_profile("house")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--rewrite", action="store_true", help="Write the kept texts anew.")


@pytest.fixture
def somebody(nobody: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The home of Ada, who has set up git and nothing else, on a Sunday."""
    with (nobody / "gitconfig").open("a") as config:
        config.write("[user]\nname = Ada\nemail = ada@example.org\n")
    for name in os.environ:
        if name.startswith("LEARNORG_") or name in ("EDITOR", "VISUAL", "PAGER", "FORCE_COLOR"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(nobody / "config"))
    monkeypatch.setenv("LEARNORG_TODAY", TODAY.isoformat())
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "100")
    return nobody


@pytest.fixture
def folder(somebody: Path, tmp_path: Path) -> Path:
    """Where a test works: an empty folder until it asks for `register` or `repo`."""
    work = tmp_path / "work"
    work.mkdir(exist_ok=True)
    return work


@pytest.fixture
def register(request: pytest.FixtureRequest, folder: Path) -> Iterator[Register]:
    """The register in the test's docstring, opened; in a repository if the test wants one."""
    if "repo" in request.fixturenames:
        request.getfixturevalue("repo")
    else:
        laid_out(folder, request.function.__doc__)
    opened = Register.open(folder)
    yield opened
    opened.index.close()


@pytest.fixture
def repo(request: pytest.FixtureRequest, somebody: Path, empty: Checkout) -> Checkout:
    """A repository with the register in the test's docstring, all committed on main."""
    laid_out(empty.path, request.function.__doc__)
    empty.git("add", ".")
    empty.git("commit", "-qm", "Begin")
    return empty


@pytest.fixture
def learnorg(request: pytest.FixtureRequest, folder: Path) -> Learnorg:
    """Runs commands in the test's folder, where the register in its docstring stands, if any."""
    if "repo" in request.fixturenames:
        request.getfixturevalue("repo")
    elif holds_files(request.function.__doc__):
        laid_out(folder, request.function.__doc__)
    return Learnorg(folder)


@pytest.fixture
def expected(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compares a text with the one kept beside the test, or writes it there anew."""

    def compared(name: str, text: str) -> None:
        kept = request.path.parent / name
        if request.config.getoption("--rewrite"):
            kept.write_bytes(text.encode())
        assert kept.exists(), f"{name} is not there yet: pytest --rewrite, then read it"
        assert text == kept.read_bytes().decode()

    return compared
