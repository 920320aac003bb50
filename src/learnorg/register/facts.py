"""What the index keeps of a record: the columns that filters need, and what is searched."""

import re
from collections.abc import Iterator, Sequence
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
SKIPPED = frozenset(
    {
        *("id", "on", "from", "until", "due", "done", "by", "rel", "row", "digest"),
        *("at", "critical", "ways", "holders", "answer"),
    }
)


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
        _text(get(kind.due)),
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
        [
            *(_links(links, kinds) if isinstance(links, list) else ()),
            *(_pointers(kind, plain, kinds) if kind.pointing else ()),
        ],
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
    people.update(name for key in kind.people for name in _named(plain.get(key)))
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


def _named(value: Any) -> Iterator[str]:
    """Who is named under a key: by text, or under `who` in a list of parts."""
    if isinstance(value, list):
        yield from (_inside(one, "who") for one in value)
    else:
        yield _text(value)


def pointers(kind: Kind, plain: dict[str, Any]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Where a record points to others besides its `links`, and to what, as written."""
    for way in kind.pointing:
        yield from _reached(plain, way, ())


def _reached(
    value: Any, way: tuple[str, ...], path: tuple[str | int, ...]
) -> Iterator[tuple[tuple[str | int, ...], str]]:
    if isinstance(value, list) and way:
        for n, item in enumerate(value):
            yield from _reached(item, way, (*path, n))
    elif isinstance(value, dict) and way:
        yield from _reached(value.get(way[0]), way[1:], (*path, way[0]))
    elif not way:
        for n, to in enumerate(several(value)):
            yield (*path, n) if isinstance(value, list) else path, to


def _pointers(
    kind: Kind, plain: dict[str, Any], kinds: frozenset[str]
) -> Iterator[tuple[str, str, str, str]]:
    for path, to in pointers(kind, plain):
        at = target(to, kinds)
        identity, named = (at.identity, at.kind) if at else ("", "")
        yield [str(step) for step in path if isinstance(step, str)][-1], identity, named, to


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
