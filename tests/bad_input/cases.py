r"""
How the corpus is written: a family a file, each case with its input and the kept answer.

    === a tab indents
    <SOUND>
    estimates:
    <TAB>value: 8
    ---
    7:1: error: a tab indents this line; YAML knows only spaces [tab-indentation]
        Put two spaces in the place of each tab.
        > <TAB>value: 8

What stands above the first case tells how the family's inputs are used. The last line `---` of a
case parts the input from its answer; a new case ends with it, and `pytest --rewrite` adds the
answer. Below each finding stands its hint, and behind `>` the text that its line and column
point to. `<SOUND>` stands for those of four sound lines whose keys the case does not have itself.

What an editor would not show stands in angle brackets: a byte is `<ff>`, a character `<U+202E>`,
`<TAB>`, `<SP>`, `<CR>`, and a text many times over `<[ x 2000>`. `<NO NEWLINE>` ends a file that
lacks its last line end, `<as utf-16>` begins one in that encoding. Files of a case that has
several begin with `+++ path`; `+++ path -> target` is a symlink, `+++ path/` a folder.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

ID = "IMP-2611-7k3mqx"
SOUND = {"id": ID, "title": "Cache build dependencies", "state": "proposed", "raised": "2026-11-02"}

NAMED = {"TAB": "\t", "SP": " ", "CR": "\r"}
MANY = re.compile(r"<([^<>\n]{1,40}?) x ([0-9]+)>")
ODD = re.compile(r"<(?:([0-9a-f]{2})|U\+([0-9A-F]{4,6})|(TAB|SP|CR))>")
UNSHOWN = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\xa0\xad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufffd-\uffff]"
)
ENCODED = re.compile(r"<as ([\w-]+)>")


class Case(NamedTuple):
    """One bad input, and what was said of it."""

    name: str
    text: str
    answer: str


class File(NamedTuple):
    """One file of a case; a symlink has a target."""

    path: str
    text: str
    target: str = ""


def read(text: str) -> tuple[str, list[Case]]:
    """What a family says of itself, and its cases."""
    head, *blocks = re.split(r"^=== ", text, flags=re.MULTILINE)
    return head, [_case(block) for block in blocks]


def _case(block: str) -> Case:
    name, _, rest = block.partition("\n")
    parts = re.split(r"^---\n", rest, flags=re.MULTILINE)
    assert len(parts) > 1, f"the case '{name}' has no line `---`"
    return Case(name, "---\n".join(parts[:-1]), parts[-1])


def written(head: str, cases: list[Case]) -> str:
    """The family's text."""
    return head + "".join(f"=== {name}\n{text}---\n{answer}" for name, text, answer in cases)


def files(text: str) -> Iterator[File]:
    """The files of a case that has several."""
    for block in re.split(r"^\+\+\+ ", text, flags=re.MULTILINE)[1:]:
        place, _, content = block.partition("\n")
        path, _, target = place.partition(" -> ")
        yield File(path, content, target)


def raw(text: str) -> bytes:
    """The bytes that a text stands for."""
    encoding = "utf-8"
    if encoded := ENCODED.match(text):
        encoding, text = encoded[1], text[encoded.end() :]
    text = MANY.sub(lambda many: many[1] * int(many[2]), _sound(text))
    text = text.replace("<NO NEWLINE>\n", "")
    return ODD.sub(_meant, text).encode(encoding, "surrogateescape")


def _sound(text: str) -> str:
    missing = {k: v for k, v in SOUND.items() if not re.search(f"^{k} ?:", text, re.MULTILINE)}
    return text.replace("<SOUND>\n", "".join(f"{k}: {v}\n" for k, v in missing.items()))


def _meant(odd: re.Match[str]) -> str:
    byte, code, name = odd.groups()
    if byte:
        return bytes([int(byte, 16)]).decode("utf-8", "surrogateescape")
    return chr(int(code, 16)) if code else NAMED[name]


def shown(text: str, most: int = 50) -> str:
    """A text as the corpus writes it, not more than a glimpse of what is long."""
    short = text if len(text) <= most else text[: most - 1] + "…"
    names = {char: name for name, char in NAMED.items()}
    return UNSHOWN.sub(lambda odd: f"<{names.get(odd[0], f'U+{ord(odd[0]):04X}')}>", short)
