"""Who said last what a record says, field by field?"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from learnorg.kinds.differences import Path
from learnorg.kinds.kind import Plain
from learnorg.page import Cell, Column, Page, Say, Table
from learnorg.register.places import Key
from learnorg.register.register import Register
from learnorg.register.steps import Step, of_record, people, read
from learnorg.register.trail import Trail
from learnorg.reports.trail import spelled, who

Said = Mapping[Path, Plain]


class Line(NamedTuple):
    """A field that stands in a record, and the step by which it came to say this."""

    field: str
    value: Plain
    step: Step
    who: str


def derive(register: Register, trail: Trail, key: Key) -> list[Line]:
    """Every field of a record as it is committed, with the last step that changed it."""
    found = of_record(trail, key)
    said = {blob: dict(leaves(plain)) for blob, plain in read(trail, found).items()}
    known = people(register)
    now = next((step.new for step in found if step.new), "")
    lines = []
    for path, value in said.get(now, {}).items():
        step = last(found, said, path, value) or found[-1]
        lines.append(Line(".".join(path), value, step, who(step, known)))
    return lines


def last(found: Iterable[Step], said: Mapping[str, Said], path: Path, value: Plain) -> Step | None:
    """The newest step after which a field said this, or nothing, and before which it did not."""
    for step in found:
        before = [said.get(blob or "", {}).get(path) for blob in step.before]
        if said.get(step.new or "", {}).get(path) == value and value not in before:
            return step
    return None


def leaves(plain: Plain, path: Path = ()) -> Iterator[tuple[Path, Plain]]:
    """Every value with the path of keys, and of parts by their ids, that leads to it."""
    if isinstance(plain, dict) and plain:
        for key, value in plain.items():
            yield from leaves(value, (*path, str(key)))
    elif isinstance(plain, list) and plain and all(_is_part(item) for item in plain):
        for item in plain:
            rest = {key: value for key, value in item.items() if key != "id"}
            yield from leaves(rest, (*path, f"#{item['id']}"))
    elif plain not in (None, [], {}):
        yield path, plain


def _is_part(item: Plain) -> bool:
    return isinstance(item, dict) and isinstance(item.get("id"), str) and len(item) > 1


def lay_out(lines: list[Line], brief: bool = False) -> Page:
    """A line for each field; a brief one is for a person."""
    who_, value = Column("who", flexible=brief), Column("value", flexible=brief)
    columns = [Column("field"), value, Column("when"), who_, Column("commit")]
    rows = [list(_cells(line)) for line in lines]
    return Page("", (Table(columns, rows),), "blame", [_data(line) for line in lines])


def _cells(line: Line) -> Iterator[Cell]:
    step = line.step
    yield line.field
    yield spelled(line.value)
    if step.first:
        yield from ("", Say("before this clone begins", "quiet"), "")
        return
    yield from (step.day, line.who, Say(step.commit[:10], "quiet", step.commit))


def _data(line: Line) -> dict[str, Any]:
    known = not line.step.first
    return {
        "field": line.field,
        "value": line.value,
        "when": line.step.day if known else None,
        "who": line.who if known else None,
        "email": line.step.email if known else None,
        "commit": line.step.commit if known else None,
    }
