"""Text that stands in HTML, XML and SVG as text."""

import re
from html import escape

from learnorg.render.safe import visible

NO_CHARACTER = "[\ufffe\uffff\ufdd0-\ufdef]"
"""What XML, or HTML, has no place for."""


def text(value: str) -> str:
    """The text between tags or in a quoted attribute, with control characters made visible."""
    return escape(readable(value))


def readable(value: str) -> str:
    """The text with what XML has no place for, and every control character, made visible."""
    return re.sub(NO_CHARACTER, lambda odd: f"\\u{ord(odd[0]):04x}", visible(value))
