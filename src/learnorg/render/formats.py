"""Tables and data as other programs read them: TSV, CSV, Markdown, JSON, JSON Lines."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, is_dataclass
from datetime import date
from typing import Any

from learnorg.page import (
    Chart,
    Fields,
    Heading,
    Items,
    Lanes,
    Markdown,
    Page,
    Prose,
    Table,
    Text,
    ticked,
    words,
)
from learnorg.render.safe import MARK, ODD, no_command, on_one_line, visible

ENVELOPE = 1
"""The version of the JSON that every command answers with."""

BLOCK = r"(?=[#>=:]|[+-](?:[\s+-]|$))|\d+(?=[.)](?:\s|$))"
"""What would make a heading, a quote, a list or a rule of a Markdown line that begins with it."""

DRAWING = 78
"""The columns of a picture that is drawn in text."""

FORMULA = ("=", "+", "-", "@", "\t", "\r")


def tsv(table: Table) -> Iterator[str]:
    """A head line and a line a row, tabs between."""
    yield "\t".join(column.name for column in table.columns)
    for row in table.rows:
        line = "\t".join([on_one_line(words(cell)) for cell in row])
        yield no_command(line) if "##" in line or "::" in line else line


def csv(table: Table) -> Iterator[str]:
    """Comma-separated lines; what a spreadsheet would take for a formula gets a leading `'`."""
    yield ",".join(_quoted(column.name) for column in table.columns)
    for row in table.rows:
        yield ",".join(_quoted(guarded(visible(words(cell)))) for cell in row)


def guarded(text: str) -> str:
    """The text, unable to be a spreadsheet's formula."""
    return "'" + text if text.startswith(FORMULA) and not _is_number(text) else text


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def _quoted(text: str) -> str:
    if any(char in text for char in ',"\n\r'):
        return '"' + text.replace('"', '""') + '"'
    return text


def markdown(page: Page) -> Iterator[str]:
    """The page as Markdown, its texts as text."""
    if page.title:
        yield f"# {_plain_markdown(page.title)}"
    for n, block in enumerate(page.blocks):
        if n or page.title:
            yield ""
        match block:
            case Heading(text):
                yield f"## {_plain_markdown(text)}"
            case Text(text, "strong"):
                yield from (f"**{_escaped(line.strip())}**" for line in visible(text).splitlines())
            case Text(text) | Prose(text):
                yield from (_plain_markdown(line) for line in visible(text).splitlines())
            case Markdown(text):
                yield from _as_written(text)
            case Fields(items):
                yield from (
                    f"- **{_escaped(name)}**: {_plain_markdown(words(c))}" for name, c in items
                )
            case Items():
                yield from (_markdown_item(words(cell), done) for done, cell in ticked(block))
            case Table():
                yield from _markdown_table(block)
            case Lanes(lanes):
                for lane in lanes:
                    yield f"## {_plain_markdown(lane.head)}"
                    for card in lane.cards:
                        yield "- " + _plain_markdown(" · ".join(words(c) for c in card))
                    if lane.more:
                        yield f"- and {lane.more} more"
            case Chart():
                yield from _drawn(block)


def _as_written(text: str) -> list[str]:
    """Markdown as it is; blocks with HTML, or links to what is not wanted, as text."""
    from learnorg.render.markdown import troubled  # for bodies only
    from learnorg.render.markup import readable

    lines = readable(text).strip("\n").split("\n")
    plain = [_plain_markdown(line) for line in lines]
    found = troubled("\n".join(lines))
    mixed = [plain[n] if n in found else line for n, line in enumerate(lines)]
    return plain if troubled("\n".join(mixed)) else mixed


def _markdown_item(text: str, done: bool | None) -> str:
    """An item of a list, as a task where it is there to be ticked off."""
    if done is None:
        return f"- {_plain_markdown(text)}"
    return f"- [{'x' if done else ' '}] {_escaped(text)}"  # behind a mark no block begins


def _drawn(chart: Chart) -> Iterator[str]:
    """The picture in text, fenced by more backticks than stand in it."""
    from learnorg.render.charts import lines  # pages without pictures do without

    drawn = list(lines(chart, DRAWING, colour=False))
    fence = "`" * max(3, *(len(run) + 1 for line in drawn for run in re.findall("`+", line)), 3)
    yield fence + "text"
    yield from drawn
    yield fence


def _markdown_table(table: Table) -> Iterator[str]:
    yield "| " + " | ".join(column.name for column in table.columns) + " |"
    yield "| " + " | ".join("--:" if c.right else "---" for c in table.columns) + " |"
    for row in table.rows:
        cells = (_plain_markdown(words(cell)) for cell in row)
        yield "| " + " | ".join(cells) + " |"


def _plain_markdown(text: str) -> str:
    """The text with everything escaped that Markdown or HTML would act upon."""
    safe = _escaped(text)
    if begins := re.match(BLOCK, safe):
        safe = f"{begins[0]}\\{safe[begins.end() :]}"
    return safe


def _escaped(text: str) -> str:
    """The text with what is escaped wherever it stands in a line."""
    safe = on_one_line(text).strip().replace("&", "&amp;").replace("<", "&lt;")
    for char in "\\`*_[]~|":
        safe = safe.replace(char, "\\" + char)
    return safe


def envelope(
    kind: str, data: Any, unreadable: Sequence[Any] = (), beside: Mapping[str, Any] | None = None
) -> str:
    """The JSON that every command answers with: a version, what it is, and the data."""
    whole: dict[str, Any] = {"learnorg": ENVELOPE, "kind": kind, "data": data, **(beside or {})}
    if unreadable:
        whole["unreadable"] = list(unreadable)
    return _json(whole, indent=2)


def jsonl(rows: Iterable[Any]) -> Iterator[str]:
    """One JSON object a line."""
    for row in rows:
        yield _json(row)


def _json(value: Any, indent: int | None = None) -> str:
    return harmless(json.dumps(value, default=jsonable, ensure_ascii=False, indent=indent))


def harmless(text: str) -> str:
    """JSON that says the same to a program and does nothing to a terminal, or to a CI service."""
    text = re.sub(ODD, _escape, text)
    return re.sub(MARK, r"#\\u0023", text) if "##" in text else text


def _escape(odd: re.Match[str]) -> str:
    """The escape of a character; half a pair, which JSON cannot hold, as text that shows it."""
    if odd[0] > "\uffff":
        return json.dumps(odd[0])[1:-1]  # as a pair
    escape = f"\\u{ord(odd[0]):04x}"
    return "\\" + escape if "\ud800" <= odd[0] <= "\udfff" else escape


def jsonable(value: Any) -> Any:
    """What JSON can hold for a value it does not know."""
    if type(value).__name__ == "Decimal":  # told by name: importing decimal takes 2 ms
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, date):
        return value.isoformat()
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    if isinstance(value, (frozenset, set, tuple)):
        return sorted(value) if isinstance(value, (set, frozenset)) else list(value)
    raise TypeError(f"{type(value).__name__} has no place in JSON")
