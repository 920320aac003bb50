"""
Fields as people name and set them: `owner=platform`, `tags+=later`, `measures.1.target=3`.

A field's own type reads its value; days may be said as `friday` or `+2w`; list items are
named by their place, counted from 1, or by their short id.
"""

import re
from collections.abc import Collection, Iterable, Sequence
from contextlib import suppress
from datetime import date
from typing import Any, NamedTuple, get_args

from learnorg.errors import LearnorgError
from learnorg.files.splice import GONE, Edit
from learnorg.kinds.kind import Kind
from learnorg.kinds.problems import annotation, is_listed, known_keys
from learnorg.periods import day, happened
from learnorg.refs import mint_part
from learnorg.register.links import parts
from learnorg.register.records import Stored, WouldBeWrong, typed
from learnorg.spelling import did_you_mean

ASSIGNMENT = re.compile(r"([a-z_]+(?:\.[A-Za-z0-9_-]+)*)(\+=|-=|=)(.*)", re.DOTALL)
HAPPENED = frozenset({"on", "done", "raised", "from"})
UNSETTABLE = {
    "id": "An identity never changes.",
    "state": "Use the verbs ({verbs}), which keep the dates.",
    "approval": "Approvals are given: learnorg approve ID.",
    "validation": "Articles are validated: learnorg validate ID.",
    "revision": "It says who mended an article: learnorg fix ID.",
    "imported": "It says where a record came from, and stays.",
}
"""What is not set by hand, and how it comes about instead."""


def instead(kind: Kind, key: str) -> str:
    """How what is not set by hand comes about in records of a kind."""
    own = list(kind.verbs.values()) or ["accept"]
    verbs = ", ".join(f"`learnorg {verb}`" for verb in [*own, "move STATE ID"])
    return UNSETTABLE[key].format(verbs=verbs)


class BadAssignment(LearnorgError):
    """Words that set no field."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.hint = hint


class Assignment(NamedTuple):
    """What is to become of one field."""

    path: tuple[str, ...]
    sign: str
    value: str

    @property
    def name(self) -> str:
        """The field as it was typed."""
        return ".".join(self.path)


def parse(word: str) -> Assignment:
    """The assignment that a word makes."""
    found = ASSIGNMENT.fullmatch(word)
    if found is None:
        raise BadAssignment(
            f"'{word}' sets no field",
            "Write field=value, field= to clear it, tags+=word or tags-=word.",
        )
    return Assignment(tuple(found[1].split(".")), found[2], found[3])


def edits(stored: Stored, assignments: Iterable[Assignment], today: date) -> list[Edit]:
    """The edits that some assignments ask for, each value of its field's own type."""
    made: list[Edit] = []
    plain = stored.plain
    for one in assignments:
        edit = _edit(stored.kind, plain, one, today)
        if edit is None:
            continue
        new = [*_own_id(stored.kind, plain, edit.path), edit]
        made += new
        try:
            for each in new:
                _apply(plain, each)
        except (TypeError, AttributeError, KeyError, IndexError):
            raise BadAssignment(
                f"'{one.name}' has no place there: what stands above it is of another form",
                "Mend the record first: learnorg check says what is wrong with it.",
            ) from None
    return [_typed(stored.kind, plain, stored.identity, edit) for edit in made]


def _own_id(kind: Kind, plain: dict[str, Any], path: tuple[str | int, ...]) -> list[Edit]:
    """The short identities of parts that are new with an edit, where such parts have one."""
    made: list[Edit] = []
    taken = parts(plain)
    for n, place in enumerate(path[:-1]):
        if not isinstance(place, int) or path[n + 1] == "id":
            continue
        there = value_at(plain, path[:n]) or []
        if place >= len(there) and "id" in known_keys(kind.model(), path[:n]):
            made.append(Edit((*path[: n + 1], "id"), mint_part(taken)))
            taken.add(str(made[-1].value))
    return made


def _edit(kind: Kind, plain: dict[str, Any], one: Assignment, today: date) -> Edit | None:
    """The edit, its value still text."""
    if one.path[0] in UNSETTABLE and (one.name == "id" or kind.by_verbs):
        raise BadAssignment(f"'{one.name}' is not set by hand", instead(kind, one.path[0]))
    one = _taking(kind, plain, one)
    path = _resolved(kind, plain, one)
    kind_of_value = annotation(kind.model(), path)
    listed = _is_list(kind, path)
    if one.sign == "=" and not one.value:
        return Edit(path, GONE) if value_at(plain, path) is not None else None
    if one.sign == "=":
        if listed and one.value.startswith("[") and one.value.endswith("]"):
            bare = one.value[1:-1].replace(", ", ",")
            raise BadAssignment(
                f"'{one.name}' takes its items without brackets", f"Write {one.name}={bare}."
            )
        if parts := _parts(kind, path):
            raise BadAssignment(
                f"'{one.name}' has parts, and is not set as a whole",
                f"Set one of {', '.join(parts)}: {_first(kind, path, one, parts)}={one.value}.",
            )
        if listed:
            return Edit(path, [piece.strip() for piece in one.value.split(",") if piece.strip()])
        return Edit(path, _said(kind_of_value, path, one.value, today))
    if not listed:
        raise BadAssignment(
            f"'{one.name}' holds one value, so nothing is added or taken away",
            f"Write {one.name}=VALUE.",
        )
    return _listed(plain, path, one)


def _taking(kind: Kind, plain: dict[str, Any], one: Assignment) -> Assignment:
    """`ways-=x` as what takes from `ways`, where that holds a list; names may end in a dash."""
    *above, last = one.path
    if one.sign != "=" or not last.endswith("-"):
        return one
    taking = Assignment((*above, last[:-1]), "-=", one.value)
    with suppress(BadAssignment):
        if _is_list(kind, _resolved(kind, plain, taking)):
            return taking
    return one


def _listed(plain: dict[str, Any], path: tuple[str | int, ...], one: Assignment) -> Edit | None:
    current = value_at(plain, path)
    items = [current] if isinstance(current, str) else list(current or [])
    if one.sign == "+=":
        if one.value in items:
            return None
        if isinstance(current, list):
            return Edit((*path, len(items)), one.value)
        return Edit(path, [*items, one.value])
    if one.value not in items:
        raise BadAssignment(
            f"'{one.value}' is not among '{one.name}'",
            did_you_mean(one.value, [i for i in items if isinstance(i, str)])
            or f"There are: {', '.join(map(str, items)) or 'none'}.",
        )
    if len(items) == 1 or isinstance(current, str):
        return Edit(path, GONE)
    return Edit((*path, items.index(one.value)), GONE)


def _parts(kind: Kind, path: tuple[str | int, ...]) -> list[str]:
    """The keys of what stands at a path, if that is a mapping with keys of its own."""
    if path[0] == "extra" or path == ("dates",):
        return []
    return known_keys(kind.model(), path)


def _first(kind: Kind, path: tuple[str | int, ...], one: Assignment, parts: Sequence[str]) -> str:
    """How a part is named that may be set: of a list, by its place in it."""
    place = ".1" if is_listed(kind.model(), path) else ""
    return f"{one.name}{place}.{next(part for part in parts if part != 'id')}"


def _said(kind_of_value: Any, path: tuple[str | int, ...], value: str, today: date) -> Any:
    """The value as text; words for days become the day."""
    reached = path[0] == "dates"
    if reached or _is_date(kind_of_value):
        gone = reached or path[-1] in HAPPENED
        when = happened(value, today) if gone else day(value, today)
        return when.isoformat()
    return value


def _is_date(kind_of_value: Any) -> bool:
    return kind_of_value is date or any(_is_date(arg) for arg in get_args(kind_of_value))


def _is_list(kind: Kind, path: tuple[str | int, ...]) -> bool:
    """Whether a field holds several short texts."""
    model = kind.model()
    return is_listed(model, path) and not known_keys(model, path)


def _resolved(kind: Kind, plain: dict[str, Any], one: Assignment) -> tuple[str | int, ...]:
    """The path with list items as places counted from 0."""
    model = kind.model()
    path: list[str | int] = []
    here: Any = plain
    for step in one.path:
        if isinstance(here, list) or is_listed(model, tuple(path)):
            place = _place(here if isinstance(here, list) else [], step, one)
            path.append(place)
            here = here[place] if isinstance(here, list) and place < len(here) else None
            continue
        free = path[:1] == ["extra"] or path[-1:] in (["criteria"], ["dates"])
        if not free and annotation(model, (*path, step)) is None:
            known = known_keys(model, tuple(path))
            raise BadAssignment(
                f"'{one.name}' is no field",
                did_you_mean(step, known) or f"There are: {', '.join(known)}.",
            )
        path.append(step)
        here = here.get(step) if isinstance(here, dict) else None
    return tuple(path)


def _place(items: list[Any], step: str, one: Assignment) -> int:
    for n, item in enumerate(items):
        if isinstance(item, dict) and item.get("id") == step:
            return n
    if step.isdigit() and 1 <= int(step) <= len(items) + 1:
        return int(step) - 1
    names = ", ".join(str(i.get("id")) for i in items if isinstance(i, dict) and i.get("id"))
    raise BadAssignment(
        f"'{one.name}': there is no item '{step}'",
        f"Count from 1 to {len(items)}{f', or name one of {names}' if names else ''}; "
        f"{len(items) + 1} adds one.",
    )


def value_at(plain: Any, path: tuple[str | int, ...]) -> Any:
    """What stands at a path in plain content, or nothing."""
    for step in path:
        if isinstance(plain, dict) and isinstance(step, str):
            plain = plain.get(step)
        elif isinstance(plain, list) and isinstance(step, int) and step < len(plain):
            plain = plain[step]
        else:
            return None
    return plain


def _apply(plain: dict[str, Any], edit: Edit) -> None:
    """Carry an edit out on plain data, so that the next one sees it."""
    here: Any = plain
    for step, following in zip(edit.path[:-1], edit.path[1:], strict=True):
        fresh: Any = [] if isinstance(following, int) else {}
        if isinstance(here, list):
            if int(step) == len(here):
                here.append(fresh)
            here = here[int(step)]
        else:
            if here.get(step) is None:
                here[step] = fresh
            here = here[step]
    last = edit.path[-1]
    if edit.value is GONE:
        del here[last]
    elif isinstance(here, list) and last == len(here):
        here.append(edit.value)
    else:
        here[last] = edit.value


def _typed(kind: Kind, plain: dict[str, Any], name: str, edit: Edit) -> Edit:
    """The edit with its value of the field's own type, so that it is written as it should be."""
    if edit.value is GONE or edit.path[0] == "extra":
        return edit
    try:
        whole = typed(kind, plain, name)
    except WouldBeWrong:
        return edit  # the record is wrong as it is; `revised` tells whether this edit is to blame
    value = value_at(_listy(whole), edit.path)
    return Edit(edit.path, value if value is not None else edit.value)


def _listy(value: Any) -> Any:
    if isinstance(value, dict):
        return {k: _listy(v) for k, v in value.items()}
    if isinstance(value, (tuple, list)):
        return [_listy(item) for item in value]
    return value


def with_part_ids(items: list[dict[str, Any]], known: Collection[str] = ()) -> list[dict[str, Any]]:
    """Parts with short identities of their own, unlike those known, for others to point to."""
    taken = {*known, *(item["id"] for item in items if item.get("id"))}
    for item in items:
        if not item.get("id"):
            item["id"] = mint_part(taken)
            taken.add(item["id"])
    return [{"id": item["id"], **item} for item in items]
