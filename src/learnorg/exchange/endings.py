"""How a row says that a record ended: the days, the result, the reason."""

import re
from collections.abc import Mapping
from datetime import date

from learnorg.exchange.draft import Draft, Whole
from learnorg.exchange.filling import Filling, read_day
from learnorg.exchange.maps import Map, StateWord, folded
from learnorg.exchange.rows import Cell
from learnorg.exchange.targets import WORDS
from learnorg.exchange.values import NotUnderstood, line
from learnorg.findings import Level
from learnorg.kinds.improvement import IMPROVEMENT
from learnorg.refs import slug
from learnorg.settings import Policy

RESULT = re.compile(r"(?P<word>[^:–—;,.\n]{1,60}?)(?: ?[:–—;,.\n]| - )(?P<rest>.*)", re.DOTALL)
"""A result, the sign that parts it from the rest, and the rest."""


def days(draft: Draft, whole: Whole, wanted: Map, policy: Policy, today: date) -> None:
    """The days on which it was raised and ended."""
    state = draft.data["state"]
    for target in ("dates.ended", "dates.changed"):
        if target not in whole.cells:
            continue
        column, cell = whole.cells[target]
        try:
            on = read_day(draft, Filling(column, cell, target, wanted, policy, today))
        except NotUnderstood as wrong:
            draft.keep(column, cell)
            draft.say(column, f"{wrong}; the text is kept in `extra`")
            del whole.cells[target]
            continue
        whole.cells[target] = (column, Cell(on))
        if target == "dates.changed" and (
            state not in IMPROVEMENT.finished or draft.at(f"dates.{state}")
        ):
            draft.keep(column, cell)
        elif state in IMPROVEMENT.finished:
            draft.put(f"dates.{state}", on, column, cell)
            if target == "dates.changed":
                said = f"no day of its end is given; that of the last change counts as {state}"
                draft.say(column, said, Level.INFO)
        else:
            draft.keep(column, cell)
            draft.say(column, f"it has a day of its end and is {state}; kept in `extra`")
    if raised := draft.data.get("raised"):
        if draft.at("dates.proposed") is None:
            draft.fill("dates.proposed", raised)
        ended = draft.at(f"dates.{state}")
        if ended and ended < raised:
            draft.say("", f"it ended ({ended}) before it was raised ({raised})")


def outcome(draft: Draft, whole: Whole, wanted: Map, word: StateWord | None) -> None:
    """What came of it: a result and its evidence, or a reason."""
    state = draft.data["state"]
    column, cell = whole.cells.get("outcome", ("", Cell("")))
    if not cell.blank:
        match state:
            case "closed":
                _result(draft, wanted, column, cell)
            case "declined":
                draft.put("outcome.because", cell.text.strip(), column, cell)
            case "on-hold":
                draft.put("hold.because", cell.text.strip(), column, cell)
            case _:
                draft.keep(column, cell)
                draft.say(column, f"it has an outcome and is {state}; kept in `extra`")
    if word and word.result and state == "closed" and draft.at("outcome.result") is None:
        draft.fill("outcome.result", word.result)
    if word and word.because and state in ("declined", "on-hold"):
        part = "hold" if state == "on-hold" else "outcome"
        if draft.at(f"{part}.because") is None:
            draft.fill(f"{part}.because", word.because)
    ended = draft.at(f"dates.{state}")
    if ended and draft.data.get("outcome") and draft.at("outcome.on") is None:
        draft.fill("outcome.on", ended)


def _result(draft: Draft, wanted: Map, column: str, cell: Cell) -> None:
    """The result that an outcome begins with, and the rest as its evidence."""
    text = cell.text.strip()
    result = _meant(text, wanted)
    rest = ""
    if result is None and (found := RESULT.fullmatch(text)):
        result = _meant(found["word"], wanted)
        rest = found["rest"].strip() if result else ""
    if result is None:
        draft.put("outcome.evidence", text, column, cell)
        draft.say(column, f"it begins with no result that is known ('{line(text)[:40]}')")
        return
    draft.put("outcome.result", result, column, cell)
    if rest:
        draft.put("outcome.evidence", rest, column, cell)


def _meant(text: str, wanted: Map) -> str | None:
    words: Mapping[str, str] = wanted.vocabulary.get("outcome.result", {})
    own = slug(text) if slug(text) in WORDS["outcome.result"] else None
    return words.get(folded(text), own)
