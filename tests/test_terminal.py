"""What happens at a terminal: prompts, colour, width, Ctrl-C and pipes."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pexpect
import pytest

from checkouts import Checkout
from cli.speaking import improvements
from cli.test_every_command import REGISTER
from learnorg.render.safe import width as columns
from registers import laid_out, put

LEARNORG = str(Path(sys.executable).with_name("learnorg"))
ESCAPE = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")


@pytest.fixture
def seen(repo: Checkout) -> Checkout:
    """The register of `test_every_command`, committed."""
    laid_out(repo.path, REGISTER)
    repo.git("add", ".")
    repo.git("commit", "-qm", "What stands")
    return repo


def terminal(folder: Path, *words: str, width: int = 80, **more: str) -> pexpect.spawn:
    """A command at a terminal of a width; colours are wished for unless told otherwise."""
    env = {k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "COLUMNS", "LINES")}
    return pexpect.spawn(
        LEARNORG,
        list(words),
        cwd=str(folder),
        env=env | {"TERM": "xterm-256color"} | more,
        dimensions=(24, width),
        encoding="utf-8",
        timeout=20,
    )


def answered(child: pexpect.spawn) -> str:
    """All that a command still says, once it has ended well."""
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0, child.before
    return child.before.replace("\r\n", "\n")


def test_add_asks(seen: Checkout) -> None:
    """`add` without a title asks for one, and for what happens today."""
    before = improvements(seen)
    child = terminal(seen.path, "add")
    child.expect("Title: ")
    child.sendline("Cut the queue")
    child.expect("What happens today: ")
    child.sendline("Callers wait.")
    child.expect("Service: ")
    child.sendline("")
    assert "Cut the queue" in answered(child)
    (new,) = set(improvements(seen)) - set(before)
    (path,) = seen.path.glob(f"register/improvements/*/*/{new}.yaml")
    assert "problem: Callers wait.\n" in path.read_text()


def test_no_input(seen: Checkout) -> None:
    """`--no-input` never asks, and fails where an answer is missing."""
    child = terminal(seen.path, "--no-input", "add")
    child.expect("an improvement needs a title")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 2


def test_ctrl_c_at_a_prompt(seen: Checkout) -> None:
    """Ctrl-C at a prompt exits with 130, without a trace, and leaves nothing."""
    before = seen.git("rev-parse", "HEAD")
    child = terminal(seen.path, "add")
    child.expect("Title: ")
    child.sendintr()
    # Python's readline first sees an interrupt of the moment between its prompt and its waiting
    # when something else happens; whoever sits there presses again.
    if child.expect([pexpect.EOF, pexpect.TIMEOUT], timeout=5):
        child.sendintr()
        child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 130
    assert "Traceback" not in child.before
    assert seen.status() == []
    assert seen.git("rev-parse", "HEAD") == before


@pytest.mark.parametrize("answer", ["y", "n", ""])
def test_init_offers_git(somebody: Path, tmp_path: Path, answer: str) -> None:
    """Where there is no repository, `init` offers to start one; to agree is one key."""
    folder = tmp_path / "new"
    folder.mkdir()
    child = terminal(folder, "init")
    child.expect(r"Start one\? \[Y/n\]: ")
    child.sendline(answer)
    answered(child)
    assert (folder / "learnorg.yaml").exists()
    assert (folder / ".git").exists() == (answer != "n")


LOOKS = (
    "list --all", "board", "prioritize", "inbox", "show x2w", "find calls", "mine",
    "person list", "plan list x2w", "explain", "--help", "list --help",
)  # fmt: skip


@pytest.mark.parametrize("width", [80, 60])
@pytest.mark.parametrize("words", LOOKS)
def test_fits(seen: Checkout, words: str, width: int) -> None:
    """What a person looks at fits the terminal."""
    out = answered(terminal(seen.path, *shlex.split(words), width=width))
    wide = [line for line in ESCAPE.sub("", out).split("\n") if columns(line) > width]
    assert wide == []


def test_explained_whole(seen: Checkout) -> None:
    """A narrow terminal gets every word of a rule, and of the list of them."""
    for words in (["explain"], ["explain", "unknown-team"]):
        narrow = ESCAPE.sub("", answered(terminal(seen.path, *words, width=60)))
        assert "…" not in narrow
    assert "\nWhy it matters: filters and figures by team miss what is\nspelt" in narrow


def test_no_empty_columns(seen: Checkout) -> None:
    """A list on a terminal leaves out what is empty in every row; a pipe gets every column."""
    shown = ESCAPE.sub("", answered(terminal(seen.path, "list", "title:queue")))
    assert shown.split("\n")[0].split() == ["ID", "STATE", "TITLE", "OWNER"]
    piped = subprocess.run([LEARNORG, "list"], cwd=seen.path, capture_output=True, text=True)
    assert piped.stdout.split("\n")[0].split() == ["id", "state", "title", "owner", "due", "score"]


def test_nothing_to_list(seen: Checkout) -> None:
    """An empty list says why it is empty, or how to fill it."""
    assert "Nothing found." in answered(terminal(seen.path, "list", "owner:nobody"))
    put(seen.path, "register/people/lea.yaml", "id: lea\ntitle: Lea\nstate: left\n")
    (seen.path / "register/people/service-desk-lead.yaml").unlink()
    assert "Nothing is open; 1 are finished" in answered(terminal(seen.path, "person", "list"))
    (seen.path / "register/people/lea.yaml").unlink()
    assert "learnorg person new SLUG" in answered(terminal(seen.path, "person", "list"))


def test_colour(seen: Checkout) -> None:
    """A terminal gets colour; one that is dumb, or whose user wants none, does not."""
    for words in (["list"], ["show", "x2w"], ["board"], ["check"]):
        assert "\x1b[" in answered(terminal(seen.path, *words))
        for more in ({"NO_COLOR": "1"}, {"TERM": "dumb"}):
            assert "\x1b[" not in answered(terminal(seen.path, *words, **more))


def test_colour_preferred(seen: Checkout, somebody: Path) -> None:
    """Who prefers no colour gets none."""
    assert answered(terminal(seen.path, "config", "set", "colour", "never"))
    assert "\x1b[" not in answered(terminal(seen.path, "list"))


def test_table_or_tsv(seen: Checkout) -> None:
    """A terminal gets a table with short identities, a pipe gets TSV with whole ones."""
    assert "7k3  proposed" in ESCAPE.sub("", answered(terminal(seen.path, "list")))
    piped = subprocess.run([LEARNORG, "list"], cwd=seen.path, capture_output=True, text=True)
    assert "IMP-2611-7k3mqx\tproposed\t" in piped.stdout
    assert "\x1b" not in piped.stdout


def test_an_empty_answer(repo: Checkout) -> None:
    """A register without a record says how to begin."""
    assert 'learnorg add "What could be better"' in answered(terminal(repo.path, "list"))


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
def test_an_answer_that_is_lost(seen: Checkout) -> None:
    """Where stdout takes nothing, the change is made all the same, and that is said."""
    ran = subprocess.run(
        ["bash", "-c", f"{LEARNORG} note 7k3 'the vendor called' > /dev/full"],
        cwd=seen.path,
        capture_output=True,
        text=True,
    )
    assert ran.returncode == 5
    assert "could not be written to stdout" in ran.stderr
    assert "What the command did is done" in ran.stderr
    assert "note" in seen.git("log", "-1", "--format=%s")


@pytest.mark.parametrize(
    "words", ["list --format json", "export --to jsonl", "explain", "show x2w", "--help"]
)
def test_a_reader_that_leaves(seen: Checkout, words: str) -> None:
    """`| head -1`, and a reader that reads nothing at all, end in silence."""
    for reader in ("head -1", "true"):
        ran = subprocess.run(
            ["bash", "-c", f"set -o pipefail; {LEARNORG} {words} | {reader}"],
            cwd=seen.path,
            capture_output=True,
            text=True,
        )
        assert (ran.returncode, ran.stderr) == (0, "")
