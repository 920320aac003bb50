"""What differs between two states of a record: field by field, and in a reader's words."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from learnorg.kinds.kind import Plain

Path = tuple[str, ...]
LONG = 60
"""Characters from which on a text is not spelled out in a line of words."""


class Difference(NamedTuple):
    """
    One field before and after; none where it was absent.

    The path names keys, and parts of lists by their ids: `("measures", "#b7k", "target")`.
    An item of a list without ids is a difference of its own, by what it holds.
    """

    path: Path
    before: Plain
    after: Plain

    @property
    def field(self) -> str:
        """The path as people write it: `measures.#b7k.target`."""
        return ".".join(self.path)


def differences(before: Plain, after: Plain) -> list[Difference]:
    """Every field that differs between two contents of a record, in the order of their keys."""
    return list(_differences((), before or {}, after or {}))


def _differences(path: Path, before: Plain, after: Plain) -> Iterator[Difference]:
    if before == after:
        return
    if isinstance(before, dict) and isinstance(after, dict):
        for key in dict.fromkeys((*after, *before)):
            yield from _differences((*path, str(key)), before.get(key), after.get(key))
        return
    if _is_list(before) and _is_list(after) and (before or after):
        yield from _of_lists(path, before or [], after or [])
        return
    yield Difference(path, before, after)


def _of_lists(path: Path, before: list[Plain], after: list[Plain]) -> Iterator[Difference]:
    """Parts by their ids; other items as they come and go."""
    old, new = _parts(before), _parts(after)
    for key in dict.fromkeys((*new, *old)):
        if key in old and key in new:
            yield from _differences((*path, key), old[key], new[key])
        else:
            yield Difference((*path, key), old.get(key), new.get(key))
    loose_before = [item for item in before if not _identified(item)]
    loose_after = [item for item in after if not _identified(item)]
    had, has = set(map(spelled, loose_before)), set(map(spelled, loose_after))
    gone = [item for item in loose_before if spelled(item) not in has]
    come = [item for item in loose_after if spelled(item) not in had]
    yield from (Difference(path, item, None) for item in gone)
    yield from (Difference(path, None, item) for item in come)
    stayed = (loose_before != loose_after) and not gone and not come
    if stayed:  # the same items, in another order or another number
        yield Difference(path, before, after)


def spelled(value: Plain) -> str:
    """One text for all values that are equal, by which many are compared at once."""
    return json.dumps(value, sort_keys=True)


def _is_list(value: Plain) -> bool:
    return value is None or isinstance(value, list)


def _identified(item: Plain) -> bool:
    return isinstance(item, dict) and isinstance(item.get("id"), str)


def _parts(items: Plain) -> dict[str, Plain]:
    """The parts in a list that have ids; none in what is no list."""
    listed = items if isinstance(items, list) else []
    return {f"#{item['id']}": item for item in listed if _identified(item)}


# ---- in words ---------------------------------------------------------------------------


def in_words(before: Plain, after: Plain) -> list[str]:
    """What a change does to a record, a phrase for each thing."""
    found = differences(before, after)
    parts = {name: _parts((after or {}).get(name)) for name in ("plan", "measures")}
    moved = any(difference.path == ("state",) for difference in found)
    told = [
        phrase
        for difference in sorted(found, key=_weight)
        if not (moved and difference.path[0] == "dates" and difference.before is None)
        if (phrase := _phrase(difference, before or {}, after or {}, parts))
    ]
    return list(dict.fromkeys(told))


def _weight(difference: Difference) -> bool:
    """The move comes first."""
    return difference.path != ("state",)


def _phrase(
    difference: Difference, before: Plain, after: Plain, parts: Mapping[str, Mapping[str, Plain]]
) -> str:
    path, old, new = difference
    match path:
        case ("state",):
            return f"moves from {old} to {new}" if old else f"begins as {new}"
        case ("notes", _) if isinstance(new, dict):
            by = f" by {new['by']}" if new.get("by") else ""
            return f"note{by}: {_short(new.get('text'))}"
        case ("plan", part):
            return _step(part, old, new)
        case ("plan", part, "done") if new:
            return f"step done: {_named(parts['plan'], part)}"
        case ("approval",) if isinstance(new, dict):
            return f"approved by {new.get('by') or '?'}"
        case ("approval", *_):
            return f"approval: {_changed(path[-1], old, new)}"
        case ("hold",) if isinstance(new, dict):
            return f"waits: {_short(new.get('because'))}"
        case ("hold",):
            return ""
        case ("outcome",) if isinstance(new, dict) and new.get("result"):
            return f"outcome {new['result']}"
        case ("links",) if isinstance(new, dict):
            return f"now {new.get('rel')} {new.get('to')}"
        case ("links",) if isinstance(old, dict):
            return f"no longer {old.get('rel')} {old.get('to')}"
        case ("measures", part, name):
            which = _named(parts["measures"], part)
            several = len(after.get("measures") or []) > 1
            return (f"{which}: " if several and which else "") + _changed(name, old, new)
        case ("measures", _) if isinstance(new, dict):
            return f"measure added: {_short(new.get('name') or new.get('metric'))}"
        case ("measures", _) if isinstance(old, dict):
            return f"measure taken away: {_short(old.get('name') or old.get('metric'))}"
        case (name,) if _is_item(difference, before, after):
            return f"{name} + {_short(new)}" if old is None else f"{name} - {_short(old)}"
    name = " ".join(word for word in path if not word.startswith("#"))
    return _changed(name.replace("_", " "), old, new)


def _changed(name: str, old: Plain, new: Plain) -> str:
    if isinstance(old, (dict, list)) or isinstance(new, (dict, list)):
        return f"{name} {'added' if old is None else 'cleared' if new is None else 'changed'}"
    if new is None:
        return f"{name} cleared (was {_short(old)})"
    if old is None:
        return f"{name} {_short(new)}"
    if max(len(str(old)), len(str(new))) > LONG:
        return f"{name} rewritten"
    return f"{name} {old} -> {new}"


def _step(part: str, old: Plain, new: Plain) -> str:
    what = "step added" if old is None else "step taken away"
    step = new or old
    return f"{what}: {_short(step.get('do') if isinstance(step, dict) else part)}"


def _named(parts: Mapping[str, Plain], part: str) -> str:
    """What a part of a record is called."""
    item = parts.get(part)
    return _short(item.get("do") or item.get("name") or item.get("metric")) if item else part


def _is_item(difference: Difference, before: Plain, after: Plain) -> bool:
    """Whether a difference is about one item of a list, which came or went."""
    name = difference.path[0]
    of_list = any(isinstance(side.get(name), list) for side in (before, after))
    return of_list and not isinstance(difference.before or difference.after, list)


def _short(value: Plain) -> str:
    """A value in a few words."""
    if isinstance(value, (dict, list)):
        items: Sequence[Any] = list(value.values()) if isinstance(value, dict) else value
        value = ", ".join(str(item) for item in items if isinstance(item, str))
    text = " ".join(str(value or "").split())
    return text if len(text) <= LONG else text[: LONG - 1].rstrip() + "…"
