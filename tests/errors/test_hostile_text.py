"""
Text that would steer a terminal, pose as markup, or pose as another record.

A title may hold any of these; what is shown holds none of it raw, in whatever form.
"""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from checkouts import Checkout
from cli.speaking import everything, improvements
from commandline import Learnorg, Ran

ID = "IMP-2611-7k3mqx"
PATH = f"register/improvements/2026/11/{ID}.yaml"
RAW = [chr(code) for code in (*range(9), *range(11, 32), *range(127, 160), 0x202E, 0x2028)]

TITLES = {
    "red": '"[red]alarm[/red] [bold"',
    "closing": '"[/] and [/bold]"',
    "escape": '"\\e[31mred\\e[0m \\e]0;title\\a"',
    "bell": '"ring \\a\\b\\v"',
    "c1": '"csi \\x9b31m"',
    "nul": '"nul \\0 byte"',
    "delete": '"\\x7f gone"',
    "overwrite": '"fine\\rbad"',
    "bidi": '"abc \\u202e fed \\u2066x"',
    "line-separator": '"one\\u2028two"',
    "link": "'[click](javascript:alert(1)) <script>alert(1)</script>'",
    "tabs": '"one\\ttwo\\nthree"',
    "surrogates": '"broken \\ud800 half"',
    "ci-command": "'::error file=x::made up'",
}
"""YAML's spelling of each title: most are wrong in a record, and all must be told."""

COMMANDS = [
    ("list", "--all"),
    ("show", ID),
    ("find", "alarm"),
    ("find", "state:proposed", "a"),
    ("board",),
    ("inbox",),
    ("prioritize",),
    ("check",),
    ("set", ID, "owner=x", "--dry-run"),
    ("accept", ID, "--owner", "x", "--dry-run"),
    ("edit", ID),
    ("show", "7k"),
    ("add", "ring alarm", "--dry-run"),
]
FORMS = ["table", "tsv", "csv", "json", "jsonl", "md"]


def written(folder: Path, title: str) -> None:
    """A register with one record of this title and more of the kind."""
    (folder / PATH).parent.mkdir(parents=True, exist_ok=True)
    (folder / "learnorg.yaml").write_text("format: 1\n")
    (folder / PATH).write_text(
        f"id: {ID}\ntitle: {title}\nstate: proposed\nraised: 2026-11-02\nowner: {title}\n"
        f"tags:\n  - {title}\nproblem: {title}\nextra:\n  note: {title}\n"
    )


def harmless(ran: Ran) -> None:
    """Neither stream holds a raw control character."""
    assert ran.code in (0, 1, 2, 3, 4, 7), ran.err
    for stream in (ran.out, ran.err):
        assert [char for char in RAW if char in stream] == []
        assert "Traceback" not in stream


@pytest.mark.parametrize("name", TITLES)
def test_shown(
    learnorg: Learnorg, folder: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No command and no form lets a raw control character through."""
    monkeypatch.setenv("EDITOR", "true")
    written(folder, TITLES[name])
    for words in COMMANDS:
        harmless(learnorg(*words))
    for words in (("list", "--all"), ("show", ID), ("inbox",), ("find", "a"), ("board",)):
        for form in FORMS:
            harmless(learnorg(*words, "--format", form))


@pytest.mark.parametrize("name", ["red", "closing"])
def test_markup_is_text(
    learnorg: Learnorg, folder: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What looks like markup is shown as it was written, with colour and without."""
    title = TITLES[name].strip('"')
    written(folder, TITLES[name])
    for command in (["list", "--format", "table"], ["show", ID], ["inbox", "--format", "table"]):
        assert title in learnorg(*command).out
    board = "".join(learnorg("board").out.split())
    assert "".join(title.split())[:12] in board
    monkeypatch.delenv("NO_COLOR")
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert title in learnorg("show", ID).out
    assert json.loads(learnorg("list", "--format", "json").out)["data"][0]["title"] == title


def test_json_keeps_it(learnorg: Learnorg, folder: Path) -> None:
    """JSON escapes what a title holds, and loses nothing of it."""
    written(folder, TITLES["escape"])
    ran = learnorg("list", "--all", "--format", "json")
    assert json.loads(ran.out)["data"][0]["title"] == "\x1b[31mred\x1b[0m \x1b]0;title\x07"


def test_markdown_is_text(learnorg: Learnorg, folder: Path) -> None:
    """In Markdown no link and no tag of a stranger comes to life."""
    written(folder, TITLES["link"])
    out = learnorg("list", "--format", "md").out
    assert "[click](" not in out
    assert "<script" not in out


def test_a_line_stays_a_line(learnorg: Learnorg, folder: Path) -> None:
    """A title with tabs and line ends makes no further column or row."""
    written(folder, TITLES["tabs"])
    lines = learnorg("list", "--all", "--format", "tsv").out.splitlines()
    assert len(lines) == 2
    assert lines[1].count("\t") == lines[0].count("\t")


@pytest.mark.parametrize("title", ["[red]alarm[/red]", "[/]", "=1+1", "'quoted'", "- a", "no", "~"])
def test_added(learnorg: Learnorg, repo: Checkout, title: str) -> None:
    """A harmless title that looks like something else is added as it was said."""
    assert learnorg("add", "--format", "json", "--", title).code == 0
    (shown,) = json.loads(learnorg("list", "--format", "json").out)["data"]
    assert shown["title"] == title


@pytest.mark.parametrize(
    "title", ["\x1b[31mred", "bell\x07", "a\u2028b", "a\rb", "\x9b31m", "\x00"]
)
def test_not_added(learnorg: Learnorg, repo: Checkout, title: str) -> None:
    """A title with a control character is refused, and the refusal holds it only escaped."""
    before = everything(repo)
    ran = learnorg("add", title)
    assert (ran.code, ran.out) == (2, "")
    harmless(ran)
    assert everything(repo) == before
    harmless(learnorg("list", f"title:{title}"))
    harmless(learnorg("show", title))
    harmless(learnorg(title))


def test_commit_message(learnorg: Learnorg, repo: Checkout) -> None:
    """No control character gets into a commit's message either."""
    learnorg("add", "One")
    (identity,) = improvements(repo)
    ran = learnorg("note", identity, "two\nlines and a \ttab")
    assert ran.code == 0
    message = repo.git("log", "-1", "--format=%B")
    assert [char for char in RAW if char in message] == []


def test_file_names(learnorg: Learnorg, folder: Path) -> None:
    """A file's name is a stranger's text, too."""
    written(folder, "fine")
    (folder / "register" / "improvements" / "2026" / "11" / "IMP-\x1b[31m.yaml").write_text("id: [")
    for words in (("list",), ("check",), ("fmt", "--check"), ("doctor",)):
        harmless(learnorg(*words))


def test_undecodable_words(folder: Path, somebody: Path) -> None:
    """Words on the command line that are no text are refused or found nowhere, not traced."""
    written(folder, "fine")
    ran = subprocess.run(
        [sys.executable, "-m", "learnorg", "add", b"caf\xe9", "--dry-run"],
        cwd=folder,
        capture_output=True,
    )
    assert ran.returncode in (0, 2)
    assert b"Traceback" not in ran.stderr
