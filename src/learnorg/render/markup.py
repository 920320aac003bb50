"""Text that stands in HTML, XML and SVG as text."""

import re
from html import escape

from learnorg.render.safe import COMMAND, visible

NO_CHARACTER = "[\ufffe\uffff\ufdd0-\ufdef]"
"""What XML, or HTML, has no place for."""


def text(value: str) -> str:
    """The text between tags or in a quoted attribute, with control characters made visible."""
    return escape(readable(value))


def readable(value: str) -> str:
    """The text with what XML has no place for, and every control character, made visible."""
    return re.sub(NO_CHARACTER, lambda odd: f"\\u{ord(odd[0]):04x}", visible(value))


def no_command(markup: str) -> str:
    """The same document, in which no CI service that logs it finds a command to itself."""
    if "::" not in markup and "##" not in markup:
        return markup
    return re.sub(COMMAND, lambda found: f"{found[0][:-1]}&#{ord(found[0][-1])};", markup)
