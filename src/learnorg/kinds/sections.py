"""The sections of a Markdown body: what stands under each heading of the second level."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

HEADING = re.compile(r"##[ \t]+(.*?)[ \t]*#*[ \t]*")
FENCE = re.compile(r" {0,3}(```+|~~~+)")
ASIDE = re.compile(r" *<!--[ \t]*wording:")


class Section(NamedTuple):
    """A heading, the text below it, and the line of the body, from 1, on which the text begins."""

    heading: str
    text: str
    line: int

    @property
    def has_words(self) -> bool:
        """Whether anybody wrote anything there; what a template asks does not count."""
        return bool(without_comments(self.text).strip())


def sections(body: str) -> list[Section]:
    """The sections of a body, in their order; what stands above the first is left out."""
    lines = body.split("\n")
    found = [
        (heading[1], n + 1)
        for n, line in _outside_code(lines)
        if (heading := HEADING.fullmatch(line))
    ]
    ends = [*(start - 1 for _, start in found[1:]), len(lines)]
    return [
        Section(heading, "\n".join(lines[start:end]), start + 1)
        for (heading, start), end in zip(found, ends, strict=False)
    ]


def told(body: str | None) -> str:
    """The body as people read it: without what a template asks, and headings with nothing below."""
    lines = (body or "").split("\n")
    for one in reversed(sections(body or "")):
        if not one.has_words:
            del lines[one.line - 2 : one.line - 1 + one.text.count("\n") + 1]
    return without_comments("\n".join(lines)).strip("\n")


def _outside_code(lines: Sequence[str]) -> Iterator[tuple[int, str]]:
    """The lines that stand in no block of code between fences, each with its place from 0."""
    fence = ""
    for n, line in enumerate(lines):
        mark = FENCE.match(line)
        if mark and not fence:
            fence = mark[1]
        elif mark and mark[1].startswith(fence) and not line[mark.end() :].strip():
            fence = ""
        elif not fence:
            yield n, line


def section(body: str | None, heading: str) -> Section | None:
    """The section of a heading, whatever its case."""
    there = (one for one in sections(body or "") if one.heading.casefold() == heading.casefold())
    return next(there, None)


def wordless(body: str | None, headings: Iterable[str]) -> list[str]:
    """The headings under which nobody has written anything yet."""
    written = {one.heading.casefold() for one in sections(body or "") if one.has_words}
    return [heading for heading in headings if heading.casefold() not in written]


def without_comments(text: str, *, asides: bool = True) -> str:
    """
    The text without what a template asks: from `<!--` at a line's beginning to `-->`.

    Comments about the wording of a line, which are no hints, go with them only as `asides`.
    """
    if "<!--" not in text:
        return text
    lines = text.split("\n")
    kept, until = list[str](), -1
    begun = {
        n
        for n, line in _outside_code(lines)
        if line.lstrip(" ").startswith("<!--") and (asides or not ASIDE.match(line))
    }
    for n, line in enumerate(lines):
        if n <= until:
            continue
        if n not in begun:
            kept.append(line)
            continue
        until = next((m for m in range(n, len(lines)) if "-->" in lines[m]), len(lines) - 1)
        if rest := lines[until].partition("-->")[2].strip():
            kept.append(rest)
    return "\n".join(kept)


def with_words(body: str | None, said: Mapping[str, str]) -> str:
    """
    The body with words put under some headings: above what stands there, the hints taken out.

    A heading that is not there yet is added at the end.
    """
    text = body or ""
    for heading, words in said.items():
        there = section(text, heading)
        if there is None:
            text = f"{text.rstrip()}\n\n## {heading}\n\n{words.strip()}\n".lstrip("\n")
            continue
        lines = text.split("\n")
        rest = without_comments(there.text, asides=False).strip()
        count = there.text.count("\n") + 1
        put = ["", *words.strip().split("\n"), *(["", rest] if rest else []), ""]
        lines[there.line - 1 : there.line - 1 + count] = put
        text = "\n".join(lines)
    return text if text.endswith("\n") or not text else f"{text}\n"
