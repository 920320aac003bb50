"""JSON from elsewhere: read with nothing lost, and what is wrong told in words of our own."""

import json
from collections.abc import Sequence
from typing import Any

from learnorg.files.loader import place

SAID = {
    "Expecting value": "a value is missing here, or is no text in double quotes and no number",
    "Expecting ',' delimiter": "a comma or a closing bracket is missing here",
    "Expecting ':' delimiter": "a colon is missing here, between a key and its value",
    "Expecting property name": "a key in double quotes is missing here",
    "Illegal trailing comma": "a key in double quotes is missing here",
    "Unterminated string": "the text that begins here is never closed",
    "Invalid control character": "a line end or another control character stands in a text here",
    "Invalid \\": "a backslash begins an escape here that does not exist; double it",
    "Extra data": "more follows here, after the end",
    "Exceeds the limit": "a number has more digits than can be read",
}
"""Python's complaints, by how they begin, in the words of somebody who wants to mend a file."""

NUMBERS = ("parse_float", "parse_int", "parse_constant")


class NotRead(Exception):
    """Text that is no JSON, and where it stops being it, as far as that can be told."""

    def __init__(self, why: str, at: tuple[int, int] | None = None) -> None:
        where = "line {}, column {}: ".format(*at) if at else ""
        super().__init__(f"{where}{why}")
        self.why = why
        self.at = at


class Twice(NotRead):
    """A key that stands twice in one object, so that one of its values would be lost."""

    def __init__(self, key: str) -> None:
        super().__init__(f"the key '{key}' stands twice in one object")


def decoded(data: bytes) -> str:
    """A file's bytes as text; a byte order mark, which some programs put first, is no part."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        if data.startswith((b"\xff\xfe", b"\xfe\xff")):
            raise NotRead("it is UTF-16 text; save it as UTF-8") from None
        before = data[: wrong.start].decode("utf-8", "replace")
        said = f"byte 0x{data[wrong.start]:02x} is not UTF-8 text; save the file as UTF-8"
        raise NotRead(said, place(before, len(before))) from None


def parsed(text: str, *, as_written: bool = False) -> Any:
    """What a text says in JSON, its numbers as they are written if that is wished."""
    numbers: dict[str, Any] = dict.fromkeys(NUMBERS, str) if as_written else {}
    try:
        return json.loads(text, object_pairs_hook=_once, **numbers)
    except json.JSONDecodeError as wrong:
        if not text.strip():
            raise NotRead("it is empty") from None
        cut_off = wrong.pos >= len(text.rstrip())
        why = "it ends here, in the middle" if cut_off else _told(wrong)
        raise NotRead(why, (wrong.lineno, wrong.colno)) from None
    except RecursionError:
        raise NotRead("it is nested too deep") from None
    except ValueError as wrong:  # more digits than Python reads
        raise NotRead(_told(wrong)) from None


def _told(wrong: ValueError) -> str:
    said = str(wrong)
    return next((told for begins, told in SAID.items() if said.startswith(begins)), said)


def _once(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    said = dict(pairs)
    if len(said) < len(pairs):
        keys = [key for key, _ in pairs]
        raise Twice(next(key for key in keys if keys.count(key) > 1))
    return said
