"""
A document of doorstop's: a folder with `.doorstop.yml`, in which every file is an item.

An item's number, its `uid`, is the name of its file. Its links are the numbers of its parents,
each with the fingerprint that the parent had when the link was last reviewed. Where items are
written as Markdown, the first heading is the header and what follows is the text.
"""

import re
from collections.abc import Mapping
from pathlib import Path

from learnorg.exchange import objects
from learnorg.exchange.rows import Cell
from learnorg.kinds.kind import Plain

MARK = ".doorstop.yml"
HEADER = re.compile(r"\s*#[ \t]+(?P<header>\S.*)(?:\n(?P<text>[\s\S]*))?")
NO = frozenset(("false", "no", "off"))


class Documents:
    """Which folders below one are doorstop's documents, or lie in one."""

    def __init__(self, top: Path) -> None:
        self._top = top
        self._known: dict[Path, bool] = {}

    def holds(self, path: Path) -> bool:
        """Whether a file lies in a document."""
        return self._is_within(path.parent)

    def _is_within(self, folder: Path) -> bool:
        if folder not in self._known:
            above = folder != self._top and self._is_within(folder.parent)
            self._known[folder] = above or (folder / MARK).is_file()
        return self._known[folder]


def left_out(said: Mapping[str, Plain]) -> str:
    """Why doorstop itself does not count an item, if it does not."""
    if str(said.get("active")).casefold() in NO:
        return "it is not active, so doorstop leaves it out as well"
    is_heading = str(said.get("level", "")).endswith(".0")
    if is_heading and str(said.get("normative")).casefold() in NO:
        return "it is a heading of the document and no item"
    return ""


def cells(uid: str, said: Mapping[str, Plain], body: str) -> dict[str, Cell]:
    """An item as cells: its number first, its links as the numbers they lead to."""
    rest = dict(said)
    links = rest.pop("links", None)
    if body.strip():
        found = HEADER.fullmatch(body)
        if found and not rest.get("header"):
            rest["header"], body = found["header"].strip(), found["text"] or ""
        rest["text"] = "\n\n".join(filter(None, (str(rest.get("text") or ""), body.strip("\n"))))
    return {"uid": Cell(uid)} | objects.cells(rest) | _linked(links)


def _linked(links: Plain) -> dict[str, Cell]:
    """The numbers of the parents, and the fingerprints beside them."""
    if not isinstance(links, list):
        return objects.cells({"links": links})
    numbers: list[str] = []
    stamps: list[str] = []
    for link in links:
        for number, stamp in (link if isinstance(link, dict) else {str(link): None}).items():
            numbers.append(str(number))
            stamps += [f"{number}: {stamp}"] if stamp else []
    return {
        name: Cell("\n".join(items), items=tuple(items))
        for name, items in (("links", numbers), ("links.reviewed", stamps))
        if items
    }
