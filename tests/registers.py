"""
Registers that stand in a test's docstring.

The docstring's first part is the claim. Below a line `---` stand files, with `---` between
them: each record goes where its identity belongs, and what begins with `# path: …` goes
there instead, such as `# path: learnorg.yaml`, the policy. Where a record is Markdown, a line
`+++` stands between its head and its body, in place of the lines `---` around the head.
"""

import inspect
import re
from datetime import date
from pathlib import Path

from learnorg.kinds import kind_of
from learnorg.kinds.person import PERSON

TODAY = date(2026, 11, 22)  # a Sunday

POLICY = "format: 1\n"
PATH = re.compile(r"# path: (\S+)\n")
IDENTITY = re.compile(r"^id: *(\S+)", re.MULTILINE)


def holds_files(docstring: str | None) -> bool:
    """Whether anything stands below a line `---` in a docstring."""
    return len(_blocks(docstring)) > 1


def _blocks(docstring: str | None) -> list[str]:
    return re.split(r"^---\n", inspect.cleandoc(docstring or "") + "\n", flags=re.MULTILINE)


def files(docstring: str | None) -> dict[str, str]:
    """The files that a docstring holds, by their paths from the register's root."""
    _, *blocks = _blocks(docstring)
    return {"learnorg.yaml": POLICY} | dict(_file(block) for block in blocks)


def _file(block: str) -> tuple[str, str]:
    if path := PATH.match(block):
        return path[1], _written(path[1], block[path.end() :])
    identity = IDENTITY.search(block)
    assert identity, f"neither `# path: …` nor `id: …` in\n{block}"
    place = (kind_of(identity[1]) or PERSON).path(identity[1])
    return place, _written(place, block)


def _written(path: str, block: str) -> str:
    """A file's text, a Markdown record's with its head marked off."""
    if not path.endswith(".md"):
        return block
    head, _, body = block.partition("+++\n")
    return f"---\n{head}---\n" + (f"\n{body}" if body else "")


def put(folder: Path, path: str, text: str) -> Path:
    """A file with this text, its folders made."""
    file = folder / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text.encode())
    return file


def laid_out(folder: Path, docstring: str | None) -> Path:
    """The register that a docstring holds, in a folder."""
    for path, text in files(docstring).items():
        put(folder, path, text)
    return folder
