"""
A row into a record's content, by the map.

Cells that fill a field alone come first; then what only the whole row can tell: the state,
the days it was reached, the outcome, and what stands in for what is missing.
"""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from learnorg.exchange.draft import Draft, Reference, Whole
from learnorg.exchange.endings import days, outcome
from learnorg.exchange.filling import FILLERS, Filling, fill, tidy
from learnorg.exchange.maps import Map, StateWord, folded
from learnorg.exchange.rows import Cell, Remark, Row
from learnorg.exchange.targets import form
from learnorg.exchange.values import Item, line, listed, visible
from learnorg.findings import Level
from learnorg.kinds.improvement import FLOWS, IMPROVEMENT, ORDER
from learnorg.refs import slug
from learnorg.settings import Policy

SENTENCE = re.compile(r"(.+?[.!?])(?:\s|$)")
LONGEST_TITLE = 120


@dataclass(frozen=True, slots=True)
class Translated:
    """What a row became: a record's content without its identity, or why it became none."""

    data: dict[str, Any]
    raised: date
    remarks: tuple[Remark, ...]
    references: tuple[Reference, ...] = ()
    refused: str = ""


class _Refused(Exception):
    """A row that cannot become a record."""


def translate(
    row: Row, wanted: Map, policy: Policy, today: date, instead: date | None = None
) -> Translated:
    """A row as the map reads it; `instead` is the day for rows that do not say when."""
    draft = Draft(row.where)
    if wanted.key and not number(row, wanted):
        draft.say(wanted.key.column, "it has no number; it is known by what it says")
    whole = _filled(draft, row, wanted, policy, today)
    try:
        word = _state(draft, row, whole, wanted, policy)
        _folder(draft, row, whole, wanted)
        days(draft, whole, wanted, policy, today)
        outcome(draft, whole, wanted, word)
        _steps(draft, whole)
        _title(draft)
        raised = _raised(draft, instead or today)
    except _Refused as why:
        return Translated({}, today, tuple(draft.remarks), refused=str(why))
    data = draft.finish()
    remarks, references = tuple(draft.remarks), tuple(draft.references)
    return Translated(data, raised, remarks, references)


def number(row: Row, wanted: Map) -> str:
    """A row's own number, if the map says where it stands and there is one."""
    if wanted.key is None:
        return ""
    name = folded(wanted.key.column)
    return next((line(cell.text) for own, cell in row.cells.items() if folded(own) == name), "")


def _filled(draft: Draft, row: Row, wanted: Map, policy: Policy, today: date) -> Whole:
    """Put every cell where it belongs; what needs the whole row is handed back."""
    whole = Whole()
    key = folded(wanted.key.column) if wanted.key else ""
    for column, raw in row.cells.items():
        name = folded(column)
        target = wanted.target(name)
        if raw.blank or wanted.ignores(name) or (name == key and target is None):
            continue
        cell = tidy(raw, wanted.markers, draft, column)
        if cell.blank:
            continue
        if target is None:
            draft.keep(column, cell)
        elif form(target) in FILLERS:
            fill(draft, Filling(column, cell, target, wanted, policy, today))
        elif target in whole.cells:
            draft.keep(column, cell)
            draft.say(column, f"{target} is filled already; kept in `extra`", Level.INFO)
        else:
            whole.cells[target] = (column, cell)
    for target, text in wanted.defaults.items():
        if form(target) not in FILLERS:
            whole.cells.setdefault(target, ("defaults", Cell(text)))
        elif draft.at(target) is None:
            fill(draft, Filling("defaults", Cell(text), target, wanted, policy, today))
    return whole


def _state(draft: Draft, row: Row, whole: Whole, wanted: Map, policy: Policy) -> StateWord | None:
    """The state that the row's word stands for, in the register's work flow."""
    column, cell = whole.cells.get("state", ("", Cell("")))
    if cell.blank:
        draft.data["state"] = "proposed"
        draft.say(column, "it names no state; it comes in as proposed")
        return None
    text = cell.text.strip()
    word = wanted.state_words.get(folded(text))
    duplicate = wanted.duplicates and folded(text) in map(folded, wanted.duplicates.states)
    if word is None:
        state = "declined" if duplicate else slug(text)
        if state not in IMPROVEMENT.states:
            raise _Refused(
                f"{column}: '{text}' is no state that the map knows; translate it under `states:`"
            )
        word = StateWord.model_validate({"state": state})
    status, word = word, _resolved(draft, row, wanted, word)
    if status.state != word.state:
        draft.keep(column, cell)
    draft.data["state"] = _in_flow(draft, column, cell, word.state, policy)
    same = [other for other in wanted.states.values() if other.state == word.state]
    if len(same) > 1 and slug(text) != word.state:
        draft.keep(column, cell)
    if word.say:
        draft.say(column, f"'{text}': {word.say}", Level.INFO)
    if duplicate and wanted.duplicates:
        _original(draft, row, wanted.duplicates.original)
    return word


def _resolved(draft: Draft, row: Row, wanted: Map, word: StateWord) -> StateWord:
    """What the status of a finished row means, once it is known how it was resolved."""
    if wanted.resolution is None or word.state not in IMPROVEMENT.finished:
        return word
    name = folded(wanted.resolution.column)
    column, cell = next((c for c in row.cells.items() if folded(c[0]) == name), ("", Cell("")))
    if cell.blank:
        return word
    found = wanted.resolution.meanings.get(folded(cell.text))
    if found is None:
        said = f"'{line(cell.text)}' is no resolution that the map knows; the status alone counts"
        draft.say(column, said)
        return word
    return found


def _in_flow(draft: Draft, column: str, cell: Cell, state: str, policy: Policy) -> str:
    """A state, or the last one before it that the register's work flow has."""
    flow = FLOWS[policy.workflow]
    if state in flow or state not in ORDER:
        return state
    nearest = next(s for s in reversed(ORDER[: ORDER.index(state)]) if s in flow)
    draft.keep(column, cell)
    draft.say(
        column,
        f"'{cell.text.strip()}' is {state}, which the {policy.workflow} work flow does not have; "
        f"it comes in as {nearest}",
    )
    return nearest


def _original(draft: Draft, row: Row, column: str) -> None:
    """Note that this is a duplicate, and where the row names the original."""
    texts = [c.text.strip() for name, c in row.cells.items() if folded(name) == folded(column)]
    if text := visible("".join(texts)):
        draft.references.append(Reference("duplicates", text, column, text, within=True))
    else:
        draft.say(column, "a duplicate that does not say of what")


def _folder(draft: Draft, row: Row, whole: Whole, wanted: Map) -> None:
    """What the file's folder says of a record that has not ended."""
    folder = wanted.folder(row.path) if row.path else None
    if folder is None or draft.data["state"] in IMPROVEMENT.finished:
        return
    was = draft.data["state"]
    draft.data["state"] = folder.state
    if "state" in whole.cells:
        draft.keep(*whole.cells["state"])
    if folder.because:
        part = "outcome" if folder.state in IMPROVEMENT.finished else "hold"
        draft.fill(f"{part}.because", folder.because)
    said = f"its state says {was}, its folder {folder.state}; the folder counts"
    draft.say("", said, Level.INFO)


def _steps(draft: Draft, whole: Whole) -> None:
    """A list as steps of the plan; ticked ones are done."""
    column, cell = whole.cells.get("plan", ("", Cell("")))
    if cell.blank:
        return
    items, clean = listed(cell.text)
    if cell.items is not None:
        items, clean = [Item(line(text)) for text in cell.items], True
    if not items and "\n" not in cell.text.strip():
        items, clean = [Item(cell.text.strip())], True
    if not clean:
        draft.keep(column, cell)
        said = "more than a list: its items became steps, all of it is kept in `extra`"
        draft.say(column, said if items else "no list, so no steps; kept in `extra`", Level.INFO)
    state = draft.data["state"]
    done = draft.at(f"dates.{state}") if state in IMPROVEMENT.finished else None
    done = done or whole.text("dates.changed")
    plan = draft.data.setdefault("plan", [])
    for item in items:
        plan.append({"do": item.text} | ({"done": done} if item.ticked and done else {}))
    if any(item.ticked for item in items):
        if done:
            said = "a tick says no day; the last one known of the record is taken"
        else:
            draft.keep(column, cell)
            said = "a tick says no day and none is known; the list is kept in `extra`"
        draft.say(column, said, Level.INFO)


def _title(draft: Draft) -> None:
    """A title for a record without one: how its description begins."""
    if draft.data.get("title"):
        return
    text = line(str(draft.data.get("problem") or draft.data.get("justification") or ""))
    if not text:
        raise _Refused("it has neither a title nor a description")
    sentence = SENTENCE.match(text)
    title = sentence[1].removesuffix(".") if sentence else text
    if len(title) > LONGEST_TITLE:
        title = title[:LONGEST_TITLE].rsplit(" ", 1)[0] + "…"
    draft.data["title"] = title
    draft.say("", "it has no title; the description's first sentence serves", Level.INFO)


def _raised(draft: Draft, instead: date) -> date:
    """The day it was raised, or the one that stands in for it."""
    if "raised" in draft.data:
        return date.fromisoformat(draft.data["raised"])
    first = min(draft.data.get("dates", {}).values(), default=instead.isoformat())
    day = min(instead, date.fromisoformat(first))
    draft.data["raised"] = day.isoformat()
    said = "no day on which it was raised is known"
    why = "" if day == instead else ", the first day that is known of it,"
    draft.say("", f"{said}; {day}{why} was put instead")
    return day
