"""What the index keeps of a record: the columns that filters need, and what is searched."""

import re
from collections.abc import Sequence
from math import isinf
from typing import Any, NamedTuple

from learnorg.kinds.kind import Kind
from learnorg.refs import target
from learnorg.settings import Policy

COLUMNS = (
    "kind", "id", "symbols", "state", "open", "title", "owner", "team", "raised", "raised_by",
    "due", "since", "closed", "source", "type", "size", "priority", "value", "confidence",
    "effort", "score",
)  # fmt: skip
"""The columns of the index, in order; all text but `open` and the last four."""

NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?")
"""What `kinds.fields` takes for a number; stated here again, since it would load pydantic."""

PEOPLE = ("owner", "raised_by", "sponsor", "consulted", "informed")
SKIPPED = frozenset({"id", "on", "from", "until", "due", "done", "by", "rel", "row", "digest"})


class Facts(NamedTuple):
    """The columns of one record, its searched text, and its many-valued fields."""

    columns: tuple[Any, ...]
    words: str
    terms: Sequence[tuple[str, str]] = ()
    links: Sequence[tuple[str, str, str, str]] = ()
    aliases: Sequence[str] = ()


def facts(
    kind: Kind, identity: str, plain: dict[str, Any], policy: Policy, kinds: frozenset[str]
) -> Facts:
    """What the index keeps of a record's content, whatever shape that content is in."""
    from learnorg.register.scores import likely, score  # the models, which warm reads do without

    get = plain.get
    state = _text(get("state")) or kind.states[0]
    dates = get("dates")
    dates = dates if isinstance(dates, dict) else {}
    estimates = get("estimates")
    estimates = estimates if isinstance(estimates, dict) else {}
    value, confidence = likely(estimates.get("value")), likely(estimates.get("confidence"))
    effort = likely(estimates.get("effort"))
    size = _text(get("size"))
    raised = _text(get("raised"))
    columns = (
        kind.name,
        identity,
        identity[-6:] if kind.prefix else "",
        state,
        0 if state in kind.finished else 1,
        _text(get("title")),
        _text(get("owner")),
        _text(get("team")),
        raised,
        _text(get("raised_by")),
        _text(get("due")),
        _text(dates.get(state)) or (raised if state == kind.states[0] else ""),
        _text(dates.get("closed")),
        _inside(get("source"), "type"),
        _text(get("type")),
        size,
        _inside(get("priority"), "level"),
        value,
        confidence,
        effort,
        score(policy.scoring, estimates, size).value,
    )
    links = get("links")
    return Facts(
        columns,
        _words(kind, plain) if not plain.keys().isdisjoint(kind.prose) else "",
        _terms(kind, plain),
        _links(links, kinds) if isinstance(links, list) else [],
        [a for a in several(get("aliases")) if a],
    )


def number(text: Any) -> float | None:
    """The number a text stands for, if it does."""
    if not isinstance(text, str) or not NUMBER.fullmatch(text):
        return None
    found = float(text)
    return None if isinf(found) else found


def several(value: Any) -> list[str]:
    """The texts of a field that may hold one or a list of them."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, list):
        return [item for item in value if isinstance(item, str)]
    return []


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _inside(value: Any, key: str) -> str:
    return _text(value.get(key)) if isinstance(value, dict) else _text(value)


def _terms(kind: Kind, plain: dict[str, Any]) -> list[tuple[str, str]]:
    """Every (word of a query, value) of the many-valued fields, who takes part, and the outcome."""
    terms = [
        (word, value)
        for key, word in kind.many.items()
        if key in plain
        for value in several(plain[key])
    ]
    people = {name for key in PEOPLE if key in plain for name in several(plain[key])}
    plan = plain.get("plan")
    if isinstance(plan, list):
        people.update(_inside(step, "owner") for step in plan if isinstance(step, dict))
    terms += [("who", name) for name in people if name]
    outcome = plain.get("outcome")
    if isinstance(outcome, dict) and (result := _inside(outcome, "result")):
        terms.append(("outcome", result))
    return terms


def _links(links: list[Any], kinds: frozenset[str]) -> list[tuple[str, str, str, str]]:
    """Every (relation, identity pointed to, kind named, text as written)."""
    found = []
    for link in links:
        if isinstance(link, dict) and (to := _text(link.get("to"))):
            at = target(to, kinds)
            identity, named = (at.identity, at.kind) if at else ("", "")
            found.append((_text(link.get("rel")), identity, named, to))
    return found


def _words(kind: Kind, plain: dict[str, Any]) -> str:
    """Everything a person wrote into the searched fields, one piece a line."""
    pieces: list[str] = []
    prose = kind.prose
    for key, value in plain.items():
        if key in prose:
            if isinstance(value, str):
                pieces.append(value)
            elif value:
                _gather(value, pieces)
    return "\n".join(pieces)


def _gather(value: Any, pieces: list[str]) -> None:
    if isinstance(value, str):
        pieces.append(value)
    elif isinstance(value, list):
        for item in value:
            _gather(item, pieces)
    elif isinstance(value, dict):
        for key, item in value.items():
            if item and key not in SKIPPED:
                _gather(item, pieces)
