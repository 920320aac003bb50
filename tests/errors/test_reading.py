"""
Files that cannot be read: what `check` and `show` say about each.

The kept text stands in `reading/`, one file a case.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cli.speaking import files
from commandline import Learnorg
from learnorg.checks.reading import PAGES

Expected = Callable[[str, str], None]
ID = "IMP-2611-7k3mqx"
PATH = f"register/improvements/2026/11/{ID}.yaml"
HEAD = f"id: {ID}\ntitle: Cache build dependencies\nstate: proposed\nraised: 2026-11-02\n"

REFUSED: dict[str, str | bytes] = {
    "conflict-markers": HEAD
    + "<<<<<<< HEAD\nowner: platform\n=======\nowner: net\n>>>>>>> theirs\n",
    "control-character": HEAD + "owner: plat\x0bform\n",
    "duplicate-key": HEAD + "owner: platform\nowner: network\n",
    "duplicate-key-inside": HEAD + "estimates:\n  value: 8\n  value: 9\n",
    "key-not-text": HEAD + "? [a, b]\n: value\n",
    "merge-key": HEAD + "<<: {owner: platform}\n",
    "not-a-mapping": "- just\n- a list\n",
    "not-a-mapping-text": "Cache build dependencies\n",
    "not-utf8": HEAD.encode() + b"owner: B\xfcro\n",
    "nul-byte": HEAD.encode() + b"owner: \x00\n",
    "several-documents": HEAD + "---\nid: IMP-2611-x2wbcd\n",
    "tab-indentation": HEAD + "estimates:\n\tvalue: 8\n",
    "too-deep": HEAD + "extra: " + "{a: " * 20 + "b" + "}" * 20 + "\n",
    "too-deep-by-far": HEAD + "extra: " + "[" * 200_000 + "\n",
    "too-large": HEAD + "problem: |\n" + "  Much to say.\n" * 20_000,
    "too-many-nodes": HEAD + "extra: [" + "1," * 25_000 + "]\n",
    "yaml-alias": HEAD + "owner: *boss\n",
    "yaml-anchor": HEAD + "owner: &boss platform\n",
    "yaml-tag": HEAD + "due: !!timestamp 2026-11-30\n",
    "not-yaml-colon": HEAD.replace("Cache build", "Build: cache"),
    "not-yaml-quote": HEAD + "owner: 'platform\nteam: build\n",
    "not-yaml-after-quote": HEAD + "owner: 'platform' and network\n",
    "not-yaml-apostrophe": HEAD + "owner: 'it's platform'\n",
    "not-yaml-bracket": HEAD + "tags: [a, b\nowner: platform\n",
    "not-yaml-after-bracket": HEAD + "owner: [urgent] platform\n",
    "not-yaml-percent": HEAD + "owner: %platform\n",
    "not-yaml-at": HEAD + "owner: @platform\n",
    "not-yaml-backtick": HEAD + "owner: `platform`\n",
    "not-yaml-indentation": HEAD + "  owner: platform\n",
    "not-yaml-no-colon": HEAD + "owner platform\nteam: build\n",
    "not-yaml-escape": HEAD + 'owner: "C:\\quota"\n',
    "not-yaml-list": HEAD + "tags: - a\n",
    "not-yaml-block": HEAD + "problem: | Builds are slow.\n",
    "not-yaml-dash": HEAD + "tags:\n  - a\n  b\n",
}
"""What stands in the record's file, by the name of its kept text."""


@pytest.mark.parametrize("name", REFUSED)
def test_refused(learnorg: Learnorg, folder: Path, name: str, expected: Expected) -> None:
    """What cannot be read is told with place, reason and remedy, and stays as it is."""
    content = REFUSED[name]
    put(folder, content.encode() if isinstance(content, str) else content)
    before = files(folder)
    expected(f"reading/{name}.txt", told(learnorg, "check") + told(learnorg, "show", "7k3"))
    assert files(folder) == before


def test_symlink(learnorg: Learnorg, folder: Path, expected: Expected) -> None:
    """A symlink in a record's place is not followed."""
    (folder / "elsewhere.yaml").write_text(HEAD)
    put(folder, b"")
    (folder / PATH).unlink()
    (folder / PATH).symlink_to(folder / "elsewhere.yaml")
    expected("reading/symlink.txt", told(learnorg, "check"))
    assert "title" not in learnorg("show", "7k3").out


def test_unreadable(
    learnorg: Learnorg, folder: Path, expected: Expected, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file that may not be opened is told like any other that cannot be read."""
    put(folder, HEAD.encode())
    really = open

    def locked(path: Any, *rest: Any, **more: Any) -> Any:
        if str(path).endswith(f"{ID}.yaml"):
            raise PermissionError(13, "Permission denied", path)
        return really(path, *rest, **more)

    monkeypatch.setattr("builtins.open", locked)
    expected("reading/unreadable.txt", told(learnorg, "check") + told(learnorg, "show", "7k3"))


def test_all_are_here() -> None:
    """Every rule of reading has its case."""
    cases = {*REFUSED, "symlink", "unreadable"}
    markdown = {"no-head"}  # no kind of record is Markdown yet
    assert {name for name in PAGES if not any(case.startswith(name) for case in cases)} == markdown


def put(folder: Path, content: bytes) -> None:
    """The register with this one record."""
    (folder / PATH).parent.mkdir(parents=True)
    (folder / PATH).write_bytes(content)
    (folder / "learnorg.yaml").write_text("format: 1\n")


def told(learnorg: Learnorg, *words: str) -> str:
    """What came of a command, as a terminal would show it."""
    ran = learnorg(*words)
    assert ran.code == (1 if words == ("check",) else 4), ran
    assert "Traceback" not in ran.err
    return f"$ learnorg {' '.join(words)}\n{ran.out}{ran.err}[exit code {ran.code}]\n"
