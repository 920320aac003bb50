"""What a shell offers on Tab: run as shells run it."""

import os
import subprocess
from pathlib import Path

import pytest

from cli.test_every_command import REGISTER
from registers import laid_out


@pytest.fixture(scope="module")
def there(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A register, without git."""
    return laid_out(tmp_path_factory.mktemp("there"), REGISTER)


def program() -> str:
    """The console script of this environment."""
    import sys

    return str(Path(sys.executable).with_name("learnorg"))


def offered(folder: Path, line: str, shell: str = "bash") -> list[str]:
    """What a shell offers for the last word of a line."""
    words = line.split(" ")
    extra = {
        "bash": {"COMP_WORDS": line, "COMP_CWORD": str(len(words) - 1)},
        "zsh": {"_TYPER_COMPLETE_ARGS": line},
        "fish": {"_TYPER_COMPLETE_ARGS": line, "_TYPER_COMPLETE_FISH_ACTION": "get-args"},
    }[shell]
    ran = subprocess.run(
        [program()],
        cwd=folder,
        env=os.environ | extra | {"_LEARNORG_COMPLETE": f"complete_{shell}"},
        capture_output=True,
        text=True,
    )
    assert ran.stderr == ""
    return ran.stdout.split("\n")[:-1] if ran.stdout.strip() else []


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("learnorg pri", ["prioritize"]),
        ("learnorg show 7", ["7k3mqx"]),
        ("learnorg show IMP-2610", ["IMP-2610-x2wbcd"]),
        ("learnorg show serv", ["service-desk-lead"]),
        ("learnorg accept 7k3 h0", ["h0dbbb"]),
        ("learnorg move in", ["in-progress"]),
        ("learnorg list --owner p", ["platform"]),
        ("learnorg list --owner s", ["service-desk-lead"]),
        ("learnorg list --tag b", ["build"]),
        ("learnorg list --service i", ["identity"]),
        ("learnorg list stat", ["state:"]),
        ("learnorg list state:on", ["state:on-hold"]),
        ("learnorg list owner:pl", ["owner:platform"]),
        ("learnorg list not:tag:b", ["not:tag:build"]),
        ("learnorg list --format js", ["json", "jsonl"]),
        ("learnorg check --select dang", ["dangling-link"]),
        ("learnorg explain dang", ["dangling-link"]),
        ("learnorg link 7k3 dep", ["depends-on"]),
        ("learnorg close 7k3 --outcome del", ["delivered"]),
        ("learnorg add --source au", ["audit"]),
        ("learnorg export --to j", ["json", "jsonl"]),
        ("learnorg import x --map back", ["backlog-md"]),
        ("learnorg config set comm", ["commit"]),
        ("learnorg show nothing-of-the-kind", []),
    ],
)
def test_bash(there: Path, line: str, found: list[str]) -> None:
    """Commands, identities, states, owners, tags, filters, forms and rules are offered."""
    assert offered(there, line) == found


@pytest.mark.parametrize(
    ("shell", "found"),
    [
        ("zsh", '"7k3mqx":"Cut password-reset calls, proposed"'),
        ("fish", "7k3mqx\tCut password-reset calls, proposed"),
    ],
)
def test_with_titles(there: Path, shell: str, found: str) -> None:
    """Shells that show a description get the title and the state."""
    assert found in "\n".join(offered(there, "learnorg show 7", shell))


def test_no_register(tmp_path: Path) -> None:
    """Where there is no register, nothing is offered, and nothing complains."""
    assert offered(tmp_path, "learnorg show 7") == []


def test_a_title_that_would_mislead(tmp_path: Path) -> None:
    """Control characters of a title reach no shell."""
    laid_out(
        tmp_path,
        '\n---\nid: IMP-2611-7k3mqx\ntitle: "a\\eb\\nc"\nstate: proposed\nraised: 2026-11-02\n',
    )
    for shell in ("zsh", "fish"):
        assert "\x1b" not in "".join(offered(tmp_path, "learnorg show 7", shell))
