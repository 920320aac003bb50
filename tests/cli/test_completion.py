"""What a shell offers on Tab: run as shells run it."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from cli.test_every_command import REGISTER
from registers import laid_out

HEAVY = ("pydantic", "ruamel", "git", "yaml", "rich")


@pytest.fixture(scope="module")
def there(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A register, without git."""
    return laid_out(tmp_path_factory.mktemp("there"), REGISTER)


def program() -> str:
    """The console script of this environment."""
    return str(Path(sys.executable).with_name("learnorg"))


def answer(folder: Path, shell: str, **asked: str) -> str:
    """What a shell's script gets from us."""
    ran = subprocess.run(
        [program()],
        cwd=folder,
        env=os.environ | asked | {"_LEARNORG_COMPLETE": f"complete_{shell}"},
        capture_output=True,
        text=True,
    )
    assert ran.stderr == ""
    return "files" if ran.returncode else ran.stdout.removesuffix("\n")


def offered(folder: Path, line: str, shell: str = "bash", breaks: str = "") -> list[str]:
    """What a shell offers for the last word of a line."""
    return answer(folder, shell, COMP_LINE=line, COMP_WORDBREAKS=breaks).splitlines()


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("learnorg pri", ["prioritize"]),
        ("learnorg show 7", ["7k3mqx"]),
        ("learnorg show IMP-2610", ["IMP-2610-x2wbcd"]),
        ("learnorg show serv", ["service-desk-lead"]),
        ("learnorg show 7k3 --as p", ["pdsa"]),
        ("learnorg accept 7k3 h0", ["h0dbbb"]),
        ("learnorg move in", ["in-progress", "in-review"]),
        ("learnorg list --owner p", ["platform"]),
        ("learnorg list --owner s", ["service-desk-lead"]),
        ("learnorg list --tag b", ["build"]),
        ("learnorg list --service i", ["identity"]),
        ("learnorg lessons ide", ["identity"]),
        ("learnorg lessons tri", ["triage"]),
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
        ("learnorg list sort:sc", ["sort:score"]),
        ("learnorg list has:du", ["has:due"]),
        ("learnorg list is:o", ["is:open", "is:overdue"]),
        ("learnorg person list state:a", ["state:active"]),
        ("learnorg review new --type post", ["post-mortem"]),
        ("learnorg review list type:ch", ["type:change"]),
        ("learnorg review list state:in", ["state:in-review"]),
        ("learnorg review submit ", ["REV-2611-r3vbbb"]),
        ("learnorg review close r", ["r3vbbb"]),
        ("learnorg review reopen k", ["k0wcdd"]),
        ("learnorg review reopen k0w --to in", ["in-review"]),
        ("learnorg review say REV-2611", ["REV-2611-r3vbbb"]),
        ("learnorg review place r3v#", ["r3v#d1x"]),
        ("learnorg review place r3v#z", []),
        ("learnorg review place zzz#", []),
        ("learnorg review place k", ["k0wcdd"]),
        ("learnorg review place r3v#d1x --article X --type h", ["how-to"]),
        ("learnorg review factor r3v X --category des", ["design"]),
        ("learnorg review agree r3v --verdict does", ["does-not-apply"]),
        ("learnorg article new --type r", ["reference"]),
        ("learnorg article new --governance c", ["compliance"]),
        ("learnorg article list state:not", ["state:not-validated"]),
        ("learnorg used ", ["KB-2611-w0kbbb", "KB-2610-v0dccc", "KB-2609-g0nddd"]),
        ("learnorg used KB-2611", ["KB-2611-w0kbbb"]),
        ("learnorg used w0k --for c10", ["c10sdd"]),
        ("learnorg fix ", ["KB-2611-w0kbbb", "KB-2610-v0dccc"]),
        ("learnorg article reopen ", ["KB-2609-g0nddd"]),
        ("learnorg article reopen g0n --to n", ["not-validated"]),
        ("learnorg article move v", ["validated"]),
        ("learnorg article move wip v", ["v0dccc"]),
        ("learnorg list --owner=p", ["--owner=platform"]),
        ("learnorg show nothing-of-the-kind", []),
    ],
)
def test_bash(there: Path, line: str, found: list[str]) -> None:
    """Commands, identities, states, owners, tags, filters, forms and rules are offered."""
    assert offered(there, line) == found


@pytest.mark.parametrize(
    ("shell", "found"),
    [
        ("zsh", "7k3mqx:Cut password-reset calls, proposed"),
        ("fish", "7k3mqx\tCut password-reset calls, proposed"),
    ],
)
def test_with_titles(there: Path, shell: str, found: str) -> None:
    """Shells that show a description get the title and the state."""
    assert offered(there, "learnorg show 7", shell) == [found]


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("learnorg list state:on", ["on-hold"]),
        ("learnorg list --owner=p", ["platform"]),
        ('learnorg list "state:on', ["state:on-hold"]),
        ('learnorg list state:"on', ["on-hold"]),
    ],
)
def test_where_bash_takes_words_apart(there: Path, line: str, found: list[str]) -> None:
    """Bash gets the part of a word that it sees; it takes words apart unless they are quoted."""
    assert offered(there, line, breaks=" \t\n\"'@><=;|&(:") == found


@pytest.mark.parametrize(
    ("shell", "asked", "found"),
    [
        ("bash", {"COMP_WORDS": "learnorg show 7", "COMP_CWORD": "2"}, "7k3mqx"),
        ("zsh", {"_TYPER_COMPLETE_ARGS": "learnorg show 7"},
         """_arguments '*: :(("7k3mqx":"Cut password-reset calls, proposed"))'"""),
        ("fish", {"_TYPER_COMPLETE_ARGS": "learnorg show 7",
                  "_TYPER_COMPLETE_FISH_ACTION": "get-args"},
         "7k3mqx\tCut password-reset calls, proposed"),
    ],
)  # fmt: skip
def test_older_scripts(there: Path, shell: str, asked: dict[str, str], found: str) -> None:
    """Scripts that typer installed get the answers that they can read; zsh's evaluates them."""
    assert answer(there, shell, **asked) == found


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("learnorg import x", "files"),
        ("learnorg list -o x", "files"),
        ("learnorg import x --map x", "files"),
        ("learnorg resume x", ""),
        ("learnorg list state:x", ""),
        ("learnorg nothing-of-the-kind", ""),
    ],
)
def test_files(there: Path, line: str, found: str) -> None:
    """The shell's files are offered where one may be meant, not in place of a record."""
    assert answer(there, "bash", COMP_LINE=line) == found


OTHERS = "r3vbbb k0wcdd service-desk-lead w0kbbb v0dccc g0nddd printer keeper"
"""Reviews, articles, people, roles and resources, by the end of what they are called."""

VERBS: dict[str, str] = {
    "accept": "7k3mqx h0dbbb",
    "start": "7k3mqx h0dbbb",
    "close": "7k3mqx x2wbcd h0dbbb",
    "hold": "7k3mqx x2wbcd",
    "decline": "7k3mqx h0dbbb",
    "resume": "h0dbbb",
    "reopen": "c10sdd",
    "move in-progress": "7k3mqx h0dbbb",
    "move accepted": "7k3mqx x2wbcd h0dbbb",
    "assess": "",  # which the light work flow does not have
    "decline 7k3 --duplicate-of": f"7k3mqx x2wbcd h0dbbb c10sdd {OTHERS}",
    "show": f"7k3mqx x2wbcd h0dbbb c10sdd {OTHERS}",
}


@pytest.mark.parametrize("verb", VERBS)
def test_what_can_be_moved(there: Path, verb: str) -> None:
    """Verbs are offered what they can move, and nobody."""
    found = offered(there, f"learnorg {verb} ")
    assert {name.rsplit("-")[-1] for name in found} == {
        name.rsplit("-")[-1] for name in VERBS[verb].split()
    }


EVERY = "proposed accepted assessed approved in-progress measuring on-hold declined closed"


@pytest.mark.parametrize(
    ("flow", "line", "found"),
    [
        ("light", "move", "proposed accepted in-progress on-hold declined closed"),
        ("full", "move", EVERY),
        ("light", "reopen c10 --to", "proposed accepted in-progress"),
        ("light", "list --state", EVERY),
    ],
)
def test_states(tmp_path: Path, flow: str, line: str, found: str) -> None:
    """Where a record is to be brought to a state, it is one of the register's work flow."""
    laid_out(tmp_path, f"\n---\n# path: learnorg.yaml\nformat: 1\nworkflow: {flow}\n")
    assert offered(tmp_path, f"learnorg {line} ") == found.split()


@pytest.mark.parametrize(
    ("typed", "found"), [("arch", ["archived"]), ("not", ["not-validated"]), ("ass", [])]
)
def test_states_of_other_kinds(tmp_path: Path, typed: str, found: list[str]) -> None:
    """Where a state is begun, those of reviews and articles are offered, too."""
    laid_out(tmp_path, "\n---\n# path: learnorg.yaml\nformat: 1\n")
    assert offered(tmp_path, f"learnorg move {typed}") == found


def test_another_register(there: Path, tmp_path: Path) -> None:
    """The register that the line names is asked, not the one around it."""
    assert offered(tmp_path, f"learnorg -C {there} show 7") == ["7k3mqx"]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_source(there: Path, shell: str) -> None:
    """The script that a shell can take in is ours."""
    ran = subprocess.run(
        [program()],
        env=os.environ | {"_LEARNORG_COMPLETE": f"source_{shell}"},
        capture_output=True,
        text=True,
    )
    assert "COMP_LINE=" in ran.stdout
    assert f"_LEARNORG_COMPLETE=complete_{shell}" in ran.stdout


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
@pytest.mark.parametrize("line", ["show 7", "list state:", "list --owner ", "list --s", "sh"])
def test_quick(there: Path, shell: str, line: str) -> None:
    """Once the index is there, Tab loads no library that it does not need."""
    offered(there, "learnorg show 7")
    watched = (
        "import sys\nfrom learnorg.__main__ import main\n"
        "try:\n    main([])\nexcept SystemExit:\n    pass\n"
        f"sys.exit(str([n for n in {HEAVY!r} if n in sys.modules]))\n"
    )
    asked = {"_LEARNORG_COMPLETE": f"complete_{shell}", "COMP_LINE": f"learnorg {line}"}
    for _ in range(2):
        time.sleep(0.04)  # the files are to be older than the index
        ran = subprocess.run(
            [sys.executable, "-c", watched],
            cwd=there,
            env=os.environ | asked,
            capture_output=True,
            text=True,
        )
    assert ran.stdout
    assert ran.stderr == "[]\n"


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


WILD = """
    ---
    id: IMP-2611-7k3mqx
    title: Cut calls
    state: proposed
    owner: Platform team
    raised: 2026-11-02
    services: [Service desk, "$(touch harmed)", "a;b", "`id`", "it's", 'say "so"', "R&D"]
    ---
    id: IMP-2610-x2wbcd
    title: Cache dependencies
    state: proposed
    owner: Platform-team
    raised: 2026-10-05
    services: ["a\\tb", "*", "~root", "$HOME", "#1", "x\\ny", "a\\\\b"]
"""


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("learnorg list --owner ", ["Platform\\ team", "Platform-team"]),
        ("learnorg list --owner Platform\\ t", ["Platform\\ team"]),
        ("learnorg list --owner 'Platform t", ["Platform team"]),
        ('learnorg list --owner "Platform ', ["Platform team"]),
        ("learnorg list --service ", ["Service\\ desk"]),
        ("learnorg list service:", ["service:Service-desk"]),
        ("learnorg list owner:Platform-", ["owner:Platform-team"]),
    ],
)
def test_blanks(tmp_path: Path, line: str, found: list[str]) -> None:
    """Values with blanks stay one word; those that a shell might evaluate are not offered."""
    laid_out(tmp_path, WILD)
    assert offered(tmp_path, line) == found
