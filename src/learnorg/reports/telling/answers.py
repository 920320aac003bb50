"""What the fields of a record say, each under a name of its own: `measures.baseline`, `plan`."""

from collections.abc import Iterator
from datetime import date
from math import floor, isfinite
from typing import Any, NamedTuple

from learnorg.kinds.improvement import IMPROVEMENT
from learnorg.methods.value import attainment, comparable
from learnorg.page import Cell, Say
from learnorg.register.facts import several
from learnorg.register.links import Bond
from learnorg.reports.telling.parts import (
    benefit,
    bond,
    called,
    line,
    measure,
    note,
    parts,
    said,
    step,
)

LABELS = {
    "plan": "step",
    "measures": "measure",
    "benefits": "benefit",
    "notes": "note",
    "checks": "check",
    "watch_until": "watched until",
}


class Answer(NamedTuple):
    """A line of a record under its label, and how far a measure got where it tells that."""

    label: str
    cell: Cell
    attained: float | None = None


class Told(NamedTuple):
    """What is told of: the record's content, its links both ways, and the day it is told."""

    plain: dict[str, Any]
    bonds: list[Bond]
    today: date


def answers(told: Told, field: str) -> list[Answer]:
    """What a field of the record says, in lines; nothing where it is empty."""
    key, _, part = field.partition(".")
    return [answer for answer in _answers(told, key, part) if _is_said(answer.cell)]


def _answers(told: Told, key: str, part: str) -> Iterator[Answer]:
    plain = told.plain
    match key:
        case "plan" if part in ("", "done"):
            steps = (one for one in parts(plain, key) if one.get("done") or not part)
            yield from (Answer("step", step(one, told.today)) for one in steps)
        case "measures":
            yield from (_measured(one, part) for one in parts(plain, key))
        case "benefits":
            yield from (_benefit(one, part) for one in parts(plain, key))
        case "notes":
            yield from (Answer("note", note(one)) for one in parts(plain, key))
        case "links":
            ends = ((one.relation.replace(" ", "-"), one) for one in told.bonds)
            yield from (Answer("link", bond(one)) for rel, one in ends if part in ("", rel))
        case "dates" if not part and isinstance(plain.get(key), dict):
            reached = (f"{state} {line(day)}" for state, day in plain[key].items())
            yield Answer("history", " · ".join(reached))
        case "source" | "priority" | "approval" | "hold" if not part:
            yield Answer(key, said(plain.get(key)))
        case "estimates" if part == "effort" and isinstance(plain.get(key), dict):
            days = line(plain[key].get(part))
            yield Answer(part, days and f"{days} person-day{'' if days == '1' else 's'}")
        case "outcome" if part == "result" and isinstance(plain.get(key), dict):
            yield Answer("outcome", _ending(plain[key]))
        case _:
            yield from _inside(plain.get(key), key, part)


def _inside(value: Any, key: str, part: str) -> Iterator[Answer]:
    """The lines of a field without a form of its own, or of one part of it."""
    if isinstance(value, dict):
        for name in [part] if part else value:
            yield from _inside(value.get(name), name, "")
    elif not part:
        label = LABELS.get(key) or IMPROVEMENT.many.get(key) or key.replace("_", " ")
        yield from (Answer(label, text.strip("\n")) for text in several(value) or [line(value)])


def _measured(one: dict[str, Any], part: str) -> Answer:
    if not part:
        return Answer("measure", measure(one))
    if not one.get(part):
        return Answer(part, "")
    if part == "actual":
        share = attained(one)
        how_far = _no_share(one) if share is None else f"{floor(share * 100 + 1e-9)} % of the way"
        return Answer("measure", f"{_text(measure(one))} ({how_far})", share)
    unit = f" {line(one['unit'])}" if one.get("unit") and part in ("baseline", "target") else ""
    by = f", by {line(one['by'])}" if one.get("by") and part == "target" else ""
    return Answer(part, f"{called(one)}: {line(one[part])}{unit}{by}")


def attained(one: dict[str, Any]) -> float | None:
    """Which share of the way from baseline to target a measure made, if that can be told."""
    sizes = _sizes(one, "actual", "baseline", "target")
    share = attainment(*sizes) if sizes else None
    return share if share is not None and isfinite(share) else None


def _sizes(one: dict[str, Any], *names: str) -> tuple[float, ...] | None:
    return comparable(*(line(one.get(name)) for name in names))


def _no_share(one: dict[str, Any]) -> str:
    """Why nobody can tell how far a measure got."""
    lacking = [name for name in ("baseline", "target") if not one.get(name)]
    if lacking:
        return f"how far is not known: no {' and no '.join(lacking)}"
    sizes = _sizes(one, "baseline", "target")
    if sizes and sizes[0] == sizes[1]:
        return "its target is its baseline"
    return "how far is not known: its values do not compare"


def _benefit(one: dict[str, Any], part: str) -> Answer:
    if not part:
        return Answer("benefit", benefit(one))
    only = {name: one[name] for name in ("kind", "currency", "per", part) if one.get(name)}
    return Answer("benefit", benefit(only) if one.get(part) else "")


def _ending(outcome: dict[str, Any]) -> str:
    result = line(outcome.get("result"))
    return f"{result} on {line(outcome['on'])}" if result and outcome.get("on") else result


def _text(cell: Cell) -> str:
    return cell.text if isinstance(cell, Say) else cell


def _is_said(cell: Cell) -> bool:
    return not _text(cell).isspace() and bool(_text(cell))
