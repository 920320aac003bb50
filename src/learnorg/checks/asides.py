"""
Comments in a text that let the wording of one line stand, each with its reason.

    <!-- wording: hindsight because these are the words of the public statement -->

One that stands alone is about the next line with a text, one behind a text about its own line.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from learnorg.kinds.sections import FENCE
from learnorg.methods.quoting import without_comments

if TYPE_CHECKING:  # an unchanged register is checked without YAML
    from learnorg.files.loader import Document

BEGIN, END, WORD = "<!--", "-->", "wording:"
SAID = re.compile(
    r"(?P<rules>[^\s,]+(?: ?, ?[^\s,]+)*)(?: because(?: (?P<reason>.*))?)?", re.DOTALL
)


class Aside(NamedTuple):
    """A comment about the wording of a line: where it stands, which line, and what it says."""

    line: int
    col: int
    on: int
    said: str

    @property
    def rules(self) -> tuple[str, ...]:
        """The wording rules that are to let the line stand; none where it says nothing sound."""
        found = SAID.fullmatch(self.said)
        return tuple(rule.strip() for rule in found["rules"].split(",")) if found else ()

    @property
    def reason(self) -> str:
        """Why they are to; nothing where it does not say."""
        found = SAID.fullmatch(self.said)
        return ((found and found["reason"]) or "").strip()


def asides(document: "Document") -> Iterator[Aside]:
    """The comments below a record's head that are about wording."""
    body = document.body
    if WORD in body:
        yield from asides_in(body, document.text.count("\n", 0, document.body_start))


def asides_in(text: str, above: int = 0) -> Iterator[Aside]:
    """The same of a text with some lines above it, as an editor counts."""
    lines = text.split("\n")
    starts = list(accumulate((len(line) + 1 for line in lines), initial=0))
    fenced, texts = _fenced(lines), _texts(without_comments(text).split("\n"))
    here = 0
    while (start := text.find(BEGIN, here)) >= 0 and (end := text.find(END, start)) >= 0:
        here = end + len(END)
        said = " ".join(text[start + len(BEGIN) : end].split())
        first, last = bisect_right(starts, start) - 1, bisect_right(starts, end) - 1
        if said.startswith(WORD) and first not in fenced:
            alone = not lines[first][: start - starts[first]].strip()
            on = texts[last] if alone else first
            said = said.removeprefix(WORD).strip()
            yield Aside(above + first + 1, start - starts[first] + 1, above + on + 1, said)


def _texts(lines: Sequence[str]) -> list[int]:
    """For each line the next one with a text, itself included; the last where there is none."""
    found, after = [0] * len(lines), len(lines) - 1
    for n in reversed(range(len(lines))):
        after = n if lines[n].strip() else after
        found[n] = after
    return found


def _fenced(lines: Sequence[str]) -> set[int]:
    """The lines of code between fences, and the fences."""
    found, fence = set(), ""
    for n, line in enumerate(lines):
        mark = FENCE.match(line)
        if fence or mark:
            found.add(n)
        if mark and not fence:
            fence = mark[1]
        elif mark and mark[1].startswith(fence) and not line[mark.end() :].strip():
            fence = ""
    return found
