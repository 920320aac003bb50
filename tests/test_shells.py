"""
Tab in shells as people use them: real ones, at a terminal, with our script installed.

Each shell tells its line when Ctrl-G is pressed, so that nobody has to guess when it is done.
"""

import os
import re
import shlex
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pexpect
import pytest

from registers import laid_out

BIN = Path(sys.executable).parent
PACKAGE = Path("/usr/share/bash-completion/bash_completion")

REGISTER = """
    ---
    id: IMP-2611-7k3mqx
    title: Cut `touch harmed` calls; $(touch harmed)
    state: proposed
    owner: Platform team
    raised: 2026-11-02
    services: [Service desk, Serving, "$(touch harmed)", "Z;touch harmed", "'", "Z\\tab"]
    tags: [onboarding]
    ---
    id: IMP-2610-x2wbcd
    title: Cache dependencies
    state: in-progress
    owner: ada@example.org
    raised: 2026-10-05
    ---
    id: IMP-2608-c10sdd
    title: Label the racks
    state: closed
    owner: Netzwerk-Köln
    raised: 2026-08-03
"""

ASKS = {
    "bash": "bash --rcfile {home}/.bashrc -i",
    "bash, bash-completion": "bash --rcfile {home}/.bashrc -i",
    "zsh": "zsh -i",
    "fish": "fish -i",
}
"""How each shell is started; the second one with the package that distributions bring."""

TELL = {
    "bash": r"""
        PS1='> '; bind 'set enable-bracketed-paste off'; bind 'set bell-style none'
        told() { printf '<%s|%s>\n' line "$READLINE_LINE"; }; bind -x '"\C-g": told'
    """,
    "zsh": r"""
        PS1='> '; unsetopt prompt_cr prompt_sp beep; bindkey -e
        told() { print -r -- "<li""ne|$BUFFER>" }; zle -N told; bindkey '^G' told
    """,
    "fish": r"""
        function told; echo '<li''ne|'(commandline)'>'; end; bind \cg told
    """,
}


class Shell:
    """A shell at a terminal."""

    def __init__(self, name: str, home: Path, work: Path) -> None:
        self.name = name.partition(",")[0]
        self.work = work
        (home / ".bashrc").touch()
        if name != self.name:
            (home / ".bashrc").write_text(f"source {PACKAGE}\n")
        self.start = shlex.split(ASKS[name].format(home=home))
        self.env = {
            "HOME": str(home),
            "PATH": f"{BIN}:{os.environ['PATH']}",
            "TERM": "xterm" if self.name == "fish" else "dumb",
            "LANG": "C.UTF-8",
            "INPUTRC": "/dev/null",
            "SHELL": shutil.which(self.name) or "",
        }
        self.open()
        self.run("learnorg --install-completion")
        self.close()
        self.open()

    def open(self) -> None:
        """Start the shell, and teach it to tell its line."""
        self.child = pexpect.spawn(
            self.start[0], self.start[1:], cwd=str(self.work), env=self.env,
            encoding="utf-8", timeout=30, dimensions=(40, 300),
        )  # fmt: skip
        self.run("; ".join(line.strip() for line in TELL[self.name].strip().splitlines()))

    def run(self, command: str) -> str:
        """What a command says."""
        self.child.sendline(f"{command}; echo do''ne")
        self.child.expect("done\r\n")
        return self.child.before

    def tab(self, typed: str, tabs: int = 1) -> str:
        """The line after Tab."""
        self.child.send(typed + "\t" * tabs + "\x07")
        self.child.expect(r"<line\|(.*?)>")
        line = self.child.match[1]
        self.child.send("\x15")
        return line

    def close(self) -> None:
        """Leave."""
        self.child.close(force=True)


@pytest.fixture(scope="module", params=ASKS)
def shell(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Shell]:
    """A shell in a register, new after `--install-completion`."""
    name = request.param.partition(",")[0]
    if not shutil.which(name):
        pytest.skip(f"{name} is not installed here")
    if request.param != name and not PACKAGE.exists():
        pytest.skip("the package bash-completion is not installed here")
    work = laid_out(tmp_path_factory.mktemp("work"), REGISTER)
    (work / "in.csv").touch()
    opened = Shell(request.param, tmp_path_factory.mktemp("home"), work)
    yield opened
    opened.close()


def test_at_once(shell: Shell) -> None:
    """The first Tab in a new shell completes, and the next."""
    assert shell.tab("learnorg pri") == "learnorg prioritize "
    assert shell.tab("learnorg list state:on") == "learnorg list state:on-hold "


def test_the_shell_stays_as_it_was(shell: Shell) -> None:
    """What bash takes words apart by is everybody's, and stays."""
    if shell.name != "bash":
        pytest.skip("only bash has COMP_WORDBREAKS")
    before = shell.run('printf %s "$COMP_WORDBREAKS" | od -c')
    shell.tab("learnorg list state:on")
    assert shell.run('printf %s "$COMP_WORDBREAKS" | od -c') == before
    assert ":" in before


LINES = {
    # after a colon, and before one
    "state:in": "state:in-progress ",
    "sta": "state:",
    "tag:on": "tag:onboarding ",
    "not:tag:on": "not:tag:onboarding ",
    "owner:Pl": "owner:Platform-team ",
    "owner:Netzwerk-K": "owner:Netzwerk-Köln ",
    "owner:ada@ex": "owner:ada@example.org ",
    "state:nowhere": "state:nowhere",
    # values with blanks
    "--owner Pl": "--owner Platform\\ team ",
    "--owner Platform\\ t": "--owner Platform\\ team ",
    '--owner "Platform t': '--owner "Platform team" ',
    "--owner 'Pl": "--owner 'Platform team' ",
    "--owner=Pl": "--owner=Platform\\ team ",
    "--owner ada@ex": "--owner ada@example.org ",
    "--service Serv": "--service Servi",
    "--service Service": "--service Service\\ desk ",
    "--service Z": "--service Z",
    # in quotes
    '"state:in': '"state:in-progress" ',
    "'a b' state:in": "'a b' state:in-progress ",
    # files
    "-o i": "-o in.csv ",
}


@pytest.mark.parametrize("typed", LINES)
def test_list(shell: Shell, typed: str) -> None:
    """Filters and options are completed as one word, escaped where that needs it."""
    assert shell.tab(f"learnorg list {typed}") == f"learnorg list {LINES[typed]}"


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        ("accept 7", "accept 7k3mqx "),
        ("accept c", "accept c"),
        ("resume ", "resume "),
        ("reopen ", "reopen IMP-2608-c10sdd "),
        ("move acc", "move accepted "),
        ("move m", "move m"),
        ("import i", "import in.csv "),
        ("import x --map backlog", "import x --map backlog-md "),
    ],
)
def test_others(shell: Shell, typed: str, line: str) -> None:
    """Verbs get what they can move, never a file; files are offered where one is meant."""
    assert shell.tab(f"learnorg {typed}") == f"learnorg {line}"


def test_not_alone(shell: Shell) -> None:
    """The command need not be the first on the line, nor called by its bare name."""
    assert shell.tab("true; learnorg list state:on") == "true; learnorg list state:on-hold "
    there = f"{BIN}/learnorg list state:on"
    assert shell.tab(there) == there + "-hold "


def test_one_argument(shell: Shell) -> None:
    """What Tab has put in, the command takes."""
    line = shell.tab("learnorg list --owner Pl")
    assert "7k3" in shell.run(line)
    line = shell.tab("learnorg list owner:Platf")
    assert "7k3" in shell.run(line)


def test_harmless(shell: Shell) -> None:
    """What stands in a record is shown, never run."""
    for typed in ("show ", "list --service ", "list service:", "list --owner ", "list service:Z"):
        shell.tab(f"learnorg {typed}", tabs=2)
    assert not (shell.work / "harmed").exists()
    assert "$(" not in shell.tab("learnorg list --service ", tabs=3)


def test_quiet(shell: Shell, tmp_path: Path) -> None:
    """Where there is no register, Tab says nothing."""
    shell.child.sendline(f"cd {tmp_path}")
    assert shell.tab("learnorg show 7") == "learnorg show 7"
    assert not re.search("rror|Trace", shell.child.before)
    shell.run(f"cd {shell.work}")
