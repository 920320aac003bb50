"""
Strangers' text, made harmless: control characters become visible, widths are known.

Most text is printable ASCII, which needs none of it: expressions are compiled when one does not.
"""

import re

ODD = (
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f"
    r"\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
)
"""Control characters, and the invisible ones that reorder or hide text."""

MARK = r"##(?=[a-z]*\[)"
"""What begins a command to GitHub or Azure anywhere in a line: `##[`, `##vso[`."""

COMMAND = rf"(?m)^[^\S\n]*:(?=:)|{MARK}"
"""The same, and `::`, which begins one to GitHub where a line begins."""

NARROW = r"[ -\u02ff\u0370-\u0482\u2010-\u2027\u20a0-\u20bf]*"
"""Text of which every character takes one column, without asking for each."""


def visible(text: str) -> str:
    """The text with every control character as a visible escape; lines and tabs stay."""
    return text if text.isprintable() else re.sub(ODD, _escape, text)


def on_one_line(text: str) -> str:
    """The text safe to show on one line: breaks become spaces, control characters visible."""
    if "\n" in text or "\t" in text:
        text = " ".join(text.split())
    return visible(text)


def no_command(text: str) -> str:
    """The text, in which no CI service that logs it finds a command to itself."""
    return re.sub(COMMAND, lambda found: f"{found[0][:-1]}\\x{ord(found[0][-1]):02x}", text)


def _escape(found: re.Match[str]) -> str:
    code = ord(found[0])
    if code < 256:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 65536 else f"\\U{code:08x}"


def width(text: str) -> int:
    """How many columns of a terminal a text takes."""
    if _is_narrow(text):
        return len(text)
    return sum(_columns(char) for char in text)


def _is_narrow(text: str) -> bool:
    return (text.isascii() and text.isprintable()) or re.fullmatch(NARROW, text) is not None


def _columns(char: str) -> int:
    from unicodedata import category, east_asian_width  # 1 ms, which plain text need not pay

    if category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if east_asian_width(char) in "WF" else 1


def wrapped(text: str, most: int) -> list[str]:
    """The text in lines of at most so many columns, broken between words where that is possible."""
    lines = [""]
    for word in text.split():
        for piece in _folded(word, most):
            longer = f"{lines[-1]} {piece}" if lines[-1] else piece
            if lines[-1] and width(longer) > most:
                lines.append(piece)
            else:
                lines[-1] = longer
    return lines


def _folded(word: str, most: int) -> list[str]:
    """The word in pieces that fit, broken after a hyphen where that is possible."""
    if width(word) <= most:
        return [word]
    pieces = [""]
    for char in word:
        if pieces[-1] and width(pieces[-1] + char) > most:
            begun, hyphen, rest = pieces[-1].rpartition("-")
            pieces[-1:] = [begun + hyphen, rest] if begun else [pieces[-1], ""]
        pieces[-1] += char
    return pieces


def cut(text: str, most: int) -> str:
    """The text in at most so many columns, with an ellipsis where it was cut."""
    if width(text) <= most:
        return text
    if _is_narrow(text):
        return text[: most - 1].rstrip() + "…"
    taken, used = [], 0
    for char in text:
        used += _columns(char)
        if used > most - 1:
            break
        taken.append(char)
    return "".join(taken).rstrip() + "…"
