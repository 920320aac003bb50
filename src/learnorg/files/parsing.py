"""A tree from libyaml's stream of events, never composed, refusing all that plain text lacks."""

import re
from typing import Any, TypeAlias

from yaml import MarkedYAMLError
from yaml._yaml import CParser
from yaml.events import (
    AliasEvent,
    DocumentEndEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)
from yaml.reader import ReaderError

from learnorg.files.complaints import complaint
from learnorg.files.nodes import MAX_DEPTH, Mapping, Node, Scalar, Sequence
from learnorg.files.refused import Refused

# The stubs allow for events without a place; libyaml gives none such.
Event: TypeAlias = Any

MAX_NODES = 20_000

# So much of a text is shown.
LONG = 60

TAKE_OUT = "Take it out; the rest of the value may stay."

# What YAML cannot carry, what some readers but no editor take for the end of a line, and what
# shows letters in another order than they stand in.
CONTROL = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufffe\uffff]"
    "|\r(?!\n)|(?<=[\\s\\S])\ufeff"
)


def parse(text: str) -> Mapping:
    """The mapping that a YAML text is; an empty text is an empty one."""
    if not text.isascii() or "\r" in text:
        _refuse_control(text)
    try:
        return _Reader(text).document()
    except ReaderError:
        _refuse_control(text)
        raise
    except MarkedYAMLError as error:
        shift = _shift(text)
        mark, context = error.problem_mark, error.context_mark
        raise Refused(
            *complaint(
                text.split("\n"),
                error.problem or "",
                (mark.line + shift, mark.column + 1) if mark else (1, 1),
                error.context or "",
                (context.line + shift, context.column + 1) if context else (1, 1),
            )
        ) from None


def _shift(text: str) -> int:
    """What makes libyaml's line a person's: one more, but not where a mark became a line."""
    return 0 if text.startswith("\ufeff") else 1


def _refuse_control(text: str) -> None:
    if found := CONTROL.search(text):
        at = found.start()
        alone = text[at] == "\r"
        raise Refused(
            "control-character",
            "this line ends in CR, without the LF that other programs look for"
            if alone
            else f"the text holds the invisible character U+{ord(text[at]):04X}",
            "Save the file with the line ends of Unix (LF)."
            if alone
            else "Take it out; it often comes along when text is pasted from another program.",
            text.count("\n", 0, at) + 1,
            at - text.rfind("\n", 0, at),
        )


class _Reader:
    """Reads events one by one and stops at the first that should not be there."""

    __slots__ = ("event", "left", "shift", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.shift = _shift(text)
        # libyaml skips a byte order mark without counting it; a line end it counts.
        self.event = CParser(text if self.shift else "\n" + text[1:]).get_event
        self.left = MAX_NODES

    def document(self) -> Mapping:
        """The one mapping in the text."""
        self.event()
        if type(self.event()) is StreamEndEvent:
            return Mapping(0, 1, 1, flow=False)
        event = self.event()
        if type(event) is MappingStartEvent:
            root = self.mapping(event, 1)
        elif type(event) is ScalarEvent and not event.value and not event.style:
            root = Mapping(self.scalar(event).start, 1, 1, flow=False)
        else:
            raise self.refused(
                event,
                "not-a-mapping",
                "the file is to be lines of `key: value`, and begins otherwise",
                "Begin with a key such as `title:`, one key a line, at the left margin.",
            )
        while type(event) is not StreamEndEvent:
            if type(event := self.event()) not in (DocumentEndEvent, StreamEndEvent):
                raise self.refused(
                    event,
                    "several-documents",
                    "a second document begins here; a file holds one record",
                    "Put what follows this `---` into a file of its own, or take the line out.",
                )
        return root

    def node(self, event: Event, depth: int) -> Node:
        """Whatever begins with this event, to its end."""
        kind = type(event)
        if kind is ScalarEvent:
            return self.scalar(event)
        if kind is MappingStartEvent:
            return self.mapping(event, depth)
        if kind is SequenceStartEvent:
            return self.sequence(event, depth)
        raise self.refused(
            event,
            "yaml-alias",
            f"`{self.written(event)}` points to another place in the file, which is not read",
            f"Write the value out, or quote it if it is text: '{self.written(event)}'.",
        )

    def scalar(self, event: Event) -> Scalar:
        """A piece of text; a block's last line end is the document's, not the text's."""
        if event.anchor is not None or event.tag is not None:
            self.refuse_property(event)
        self.count(event)
        start = event.start_mark
        begin, end, style = start.index, event.end_mark.index, event.style or ""
        if style in ("|", ">"):
            end = block_end(self.text, begin, end)
        return Scalar(begin, end, start.line + self.shift, start.column + 1, event.value, style)

    def sequence(self, event: Event, depth: int) -> Sequence:
        """A list and its items."""
        self.enter(event, depth)
        start = event.start_mark
        found = Sequence(
            start.index, start.line + self.shift, start.column + 1, bool(event.flow_style)
        )
        items = found.items
        while type(event := self.event()) is not SequenceEndEvent:
            items.append(self.node(event, depth + 1))
        end: Any = event.end_mark
        found.end = end.index if found.flow or not items else items[-1].end
        return found

    def mapping(self, event: Event, depth: int) -> Mapping:
        """Keys and values, no key twice."""
        self.enter(event, depth)
        start = event.start_mark
        found = Mapping(
            start.index, start.line + self.shift, start.column + 1, bool(event.flow_style)
        )
        entries = found.entries
        value: Node | None = None
        while type(event := self.event()) is not MappingEndEvent:
            if type(event) is not ScalarEvent:
                self.refuse_key(event)
            key = self.scalar(event)
            name = key.text
            if name in entries or name == "<<" or key.absent or key.style in ("|", ">"):
                self.refuse_entry(event, key, entries)
            value = self.node(self.event(), depth + 1)
            entries[name] = key, value
        end: Any = event.end_mark
        found.end = end.index if found.flow or value is None else value.end
        return found

    def enter(self, event: Event, depth: int) -> None:
        """Refuse a list or mapping that carries a tag, or is one too deep or too many."""
        if event.anchor is not None or event.tag is not None:
            self.refuse_property(event)
        self.count(event)
        if depth > MAX_DEPTH:
            raise self.refused(
                event,
                "too-deep",
                f"lists and mappings stand within each other more than {MAX_DEPTH} deep",
                "A record needs three or four levels: look for brackets that are never closed.",
            )

    def count(self, event: Event) -> None:
        """Refuse one value too many."""
        self.left -= 1
        if self.left < 0:
            raise self.refused(
                event,
                "too-many-nodes",
                f"the file holds more than {MAX_NODES:,} values",
                "Keep long tables in a CSV file beside the record and link to it.",
            )

    def refuse_property(self, event: Event) -> None:
        """Refuse `&name` and `!type`."""
        written = self.written(event)
        text = self.text[event.start_mark.index : event.end_mark.index]
        plain = type(event) is ScalarEvent and not event.style and text != written
        quoted = text.replace("'", "''") if len(text) <= LONG and "\n" not in text else "…"
        hint = f"Take it out, or quote the value if it is text: '{quoted}'." if plain else TAKE_OUT
        if event.anchor is not None and not isinstance(event, AliasEvent):
            raise self.refused(
                event,
                "yaml-anchor",
                f"`{written}` names this place for use elsewhere, which is not read",
                hint,
            )
        raise self.refused(
            event, "yaml-tag", f"`{written}` asks for a type of its own, which is not read", hint
        )

    def refuse_key(self, event: Event) -> None:
        """Refuse a list, mapping or alias in the place of a key."""
        if isinstance(event, AliasEvent):
            self.node(event, 1)
        at = event.start_mark.index
        raise self.refused(
            event,
            "key-not-text",
            "a key is a word; here stands a list or a mapping",
            "Fill in what `{{…}}` stands for, or put the whole value in quotes."
            if self.text.startswith("{{", at - 1)
            else "Begin the line with a word and a colon, or quote the text: '[draft] plan': …",
        )

    def refuse_entry(
        self, event: Event, key: Scalar, entries: dict[str, tuple[Scalar, Node]]
    ) -> None:
        """Refuse a key for what it says; a quoted `<<` is text like any other."""
        if key.absent or key.style in ("|", ">"):
            raise self.refused(
                event,
                "key-not-text",
                f"a key is a word; here stands {'none' if key.absent else 'a block of text'}",
                "Give the key a name, in quotes if it has to be an odd one.",
            )
        if key.text in entries:
            first, _ = entries[key.text]
            raise self.refused(
                event,
                "duplicate-key",
                f"`{key.text}` stands here twice, first in line {first.line}",
                "Keep one of the two lines; a merge may have brought in the other.",
            )
        if not key.style:
            raise self.refused(
                event,
                "merge-key",
                "`<<` copies keys in from elsewhere, which is not read",
                "Write the keys out where they belong.",
            )

    def written(self, event: Event) -> str:
        """The first word of what the writer put there."""
        at = event.start_mark.index
        ends = r"(?<=>)|\s" if self.text.startswith("!<", at) else r"[\s,\]}]"
        return re.split(ends, self.text[at : at + LONG], maxsplit=1)[0]

    def refused(self, event: Event, rule: str, message: str, hint: str) -> Refused:
        """The refusal of what begins here."""
        mark = event.start_mark
        return Refused(rule, message, hint, mark.line + self.shift, mark.column + 1)


def block_end(text: str, start: int, end: int) -> int:
    """Where a literal or folded block ends, before the line end that closes it."""
    if "+" in text[start + 1 : start + 3]:
        if text.endswith("\r\n", start, end):
            return end - 2
        return end - text.endswith("\n", start, end)
    return start + len(text[start:end].rstrip("\r\n"))
