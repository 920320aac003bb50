"""One value as YAML that every reader takes for the same text."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from learnorg.errors import LearnorgError
from learnorg.files.nodes import Plain

# What no YAML file carries as it is; double quotes carry it as an escape.
RAW_NEVER = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff]")
SURROGATE = re.compile("[\ud800-\udfff]")

# Words that YAML 1.1 or 1.2 readers take for something else than text.
RETYPED = frozenset(
    ["~", "null", "true", "false", "yes", "no", "on", "off", "y", "n", "=", "<<", "...", ".nan"]
)
# Numbers of every notation, times, dates: generous, for a quote too many does no harm.
NUMBERLIKE = re.compile(r"[-+.]?[0-9][0-9a-fox_.,:+\-tz ]*|[-+]?\.inf", re.IGNORECASE)
# Estimates such as 3-5-9 or 0.5-0.8-1, which no reader takes for a date: a year has four digits.
RANGE = re.compile(r"(?![0-9]{4}-)[0-9]+(?:\.[0-9]+)?(?:-[0-9]+(?:\.[0-9]+)?){2}")
# Signs that mean something at the start of a value, before a space, or after one.
STRUCTURAL = re.compile(r"^[-?:,\[\]{}#&*!|>'\"%@`]|:(?:\s|$)|\s#|[\t\n]")
FLOW_STRUCTURAL = re.compile(r"[,\[\]{}]|:$|::|^:")

ESCAPES = {"\0": "\\0", "\t": "\\t", "\n": "\\n", "\r": "\\r", "\x1b": "\\e", '"': '\\"'}
ESCAPES |= {"\\": "\\\\"}
TO_ESCAPE = re.compile(f'["\\\\\t\n]|{RAW_NEVER.pattern}')


class Unwritable(LearnorgError):
    """A value that no record can hold."""

    exit_code = 2
    hint = "Give text, a number, a date, yes or no, or lists and mappings of these."


def as_text(value: object) -> str | None:
    """What a reader of the file gets for a single value."""
    match value:
        case None:
            return None
        case str():
            return _sound(value)
        case bool():
            return "true" if value else "false"
        case int():
            return str(int(value))
        case float() if value - value == 0:
            return repr(value)
        case Decimal() if value.is_finite():
            return f"{value:f}"
        case date():
            return value.isoformat()
        case _:
            raise Unwritable(f"{value!r} cannot be written into a record")


def as_plain(value: object) -> Plain:
    """What a reader of the file gets for a value: text, lists, dicts without what is empty."""
    if isinstance(value, Mapping):
        return {name(key): as_plain(part) for key, part in said(value)}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [as_plain(item) for item in value]
    return as_text(value)


def name(key: object) -> str:
    """A key, if it is one."""
    if not isinstance(key, str):
        raise Unwritable(f"{key!r} cannot be a key; a key is text")
    if len(key) > 256:
        raise Unwritable(f"a key of {len(key):,} characters is too long to read back")
    return _sound(key)


def said(value: Mapping[str, object]) -> list[tuple[str, object]]:
    """The entries that say something: not `None`, and not an empty list or mapping."""
    return [(key, part) for key, part in value.items() if not is_empty(part)]


def is_empty(value: object) -> bool:
    """Whether a value is `None`, an empty list, or a mapping of nothing but such."""
    if isinstance(value, Mapping):
        return all(is_empty(part) for part in value.values())
    return value is None or (isinstance(value, (list, tuple)) and not value)


def _sound(text: str) -> str:
    if found := SURROGATE.search(text):
        raise Unwritable(
            f"the text holds half a character (U+{ord(found[0]):04X}), which no file can carry"
        )
    return str.__str__(text)


def inline(value: object, *, flow: bool = False, style: str = "") -> str:
    """A single value on one line, in the quotes of `style` where the text allows them."""
    text = as_text(value)
    if text is None:
        return "null"
    if not isinstance(value, str):
        return text
    fits = not RAW_NEVER.search(text) and "\n" not in text and "\t" not in text
    if style == '"' or not fits:
        return double(text)
    if style == "'" or not _is_bare(text) or (flow and FLOW_STRUCTURAL.search(text)):
        return "'" + text.replace("'", "''") + "'"
    return text


def inline_key(key: object, *, flow: bool = False) -> str:
    """A key on its line; `on`, which the format itself uses, stays bare as in other formats."""
    text = name(key)
    return text if text == "on" else inline(text, flow=flow)


def _is_bare(text: str) -> bool:
    """Whether every reader takes the unquoted text for this text."""
    return bool(
        text
        and text.strip() == text
        and text.lower() not in RETYPED
        and not STRUCTURAL.search(text)
        and (not NUMBERLIKE.fullmatch(text) or RANGE.fullmatch(text))
    )


def double(text: str) -> str:
    """Any text in double quotes."""
    return '"' + TO_ESCAPE.sub(lambda found: _escape(found[0]), text) + '"'


def _escape(char: str) -> str:
    code = ord(char)
    return ESCAPES.get(char) or (f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}")


def literal(text: str) -> tuple[str, list[str]] | None:
    """The mark and the lines of a literal block, or nothing where one cannot hold the text."""
    if "\n" not in text or RAW_NEVER.search(text):
        return None
    lines = text.split("\n")
    ending = "-"
    if not lines[-1]:
        lines.pop()
        ending = "" if lines[-1] else "+"
    first = next((line for line in lines if line), "")
    if not text.strip() or lines[-1].isspace():
        return None
    return ("|2" if first[0] in " \t" else "|") + ending, lines
