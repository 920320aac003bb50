"""Where in a JSON text the items of its list stand, which a parser does not tell."""

import json
import re
from collections.abc import Iterator

TOKEN = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"|[\[\]{},]|[^\s\[\]{},:"]+', re.DOTALL)


def lines(text: str, key: str) -> list[int]:
    """The line that each item begins on, of the list that the text is or has under a key."""
    found: list[int] = []
    at, line = 0, 1
    for begin in _items(text, key):
        line += text.count("\n", at, begin)
        at = begin
        found.append(line)
    return found


def _items(text: str, key: str) -> Iterator[int]:
    depth = 0
    inside = 0  # how deep the list's items stand, once it is found
    before = ""
    awaited = False
    for token in TOKEN.finditer(text):
        sign = token[0]
        if awaited and depth == inside and sign != "]":
            yield token.start()
        awaited = False
        if sign in "[{":
            depth += 1
            if sign == "[" and not inside and (depth == 1 or (depth == 2 and before == key)):
                inside, awaited = depth, True
        elif sign in "]}":
            depth -= 1
            if depth < inside:
                return
        elif sign == "," and depth == inside:
            awaited = True
        elif sign[0] == '"' and depth == 1:
            before = json.loads(sign, strict=False)
