"""What is wrong with a record's fields, in words for whoever wrote them."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from types import SimpleNamespace
from typing import Any, Literal, NamedTuple, TypeVar, get_args, get_origin, get_type_hints

from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from learnorg.spelling import did_you_mean

Shape = TypeVar("Shape", bound=BaseModel)


class Problem(NamedTuple):
    """One thing that is wrong: where in the record, which rule, what, and what to do."""

    path: tuple[str | int, ...]
    rule: str
    message: str
    hint: str = ""

    @property
    def field(self) -> str:
        """The field's path as people write it: `measures.1.target`."""
        return ".".join(str(step + 1) if isinstance(step, int) else step for step in self.path)


def problems(model: type[Shape], plain: Any) -> tuple[Shape | None, list[Problem]]:
    """The record that some content makes, or what keeps it from being one."""
    try:
        made = model.model_validate(plain)
    except ValidationError as wrong:
        return None, [_problem(model, error, plain) for error in wrong.errors(include_url=False)]
    twice = list(_twice(plain))
    return (None, twice) if twice else (made, [])


def problems_of(adapter: TypeAdapter[Any], plain: Any, model: Any) -> tuple[Any, list[Problem]]:
    """The same for a plain dataclass, which pydantic validates through an adapter."""
    try:
        return adapter.validate_python(plain), []
    except ValidationError as wrong:
        return None, [_problem(model, error, plain) for error in wrong.errors(include_url=False)]


def _twice(plain: Any) -> Iterator[Problem]:
    """Parts of one list that bear one identity."""
    for key, parts in plain.items():
        if type(parts) is not list or len(parts) < 2:
            continue
        seen: dict[str, int] = {}
        for n, part in enumerate(parts):
            own = part.get("id") if isinstance(part, dict) else None
            if own is not None and seen.setdefault(own, n) != n:
                yield Problem(
                    (key, n, "id"),
                    "wrong-field",
                    f"'{key}.{n + 1}.id': '{own}' is what '{key}.{seen[own] + 1}' is called",
                    "Give one of them three other symbols, unless it is the same part twice.",
                )


def _problem(model: Any, error: ErrorDetails, plain: Any) -> Problem:
    path = tuple(step for step in error["loc"] if step != "[key]")
    name = str(path[-1]) if path else ""
    match error["type"]:
        case "missing" | "missing_argument":
            hint = f"Add `{name}:` with its value."
            if _stands(plain, path):
                hint = f"Write its value behind `{name}:`, in quotes if it begins with `#`."
            return Problem(path, "missing-field", f"'{name}' is missing", hint)
        case "extra_forbidden" | "unexpected_keyword_argument":
            known = known_keys(model, path[:-1])
            hint = did_you_mean(name, known) or (
                "Put fields of your own under `extra:`."
                if "extra" in known
                else f"Keys: {', '.join(known)}."
            )
            said = f"'{_short(name)}' is no known key{_in(path)}"
            return Problem(path, "unknown-key", said, hint)
        case "value_error":
            wrong = error["ctx"]["error"]
            hint = getattr(wrong, "hint", "")
            return Problem(path, "wrong-field", f"'{_name(path)}': {wrong}", hint)
        case "literal_error":
            expected = error["ctx"]["expected"].replace("'", "").replace(" or ", ", ")
            words = expected.split(", ")
            hint = did_you_mean(str(error["input"]), words) or f"One of: {', '.join(words)}."
            if error["loc"][-1] == "[key]":
                return Problem(path, "unknown-key", f"'{name}' is no known key{_in(path)}", hint)
            if error["input"] is None:
                return Problem(path, "wrong-field", f"'{_name(path)}' has no value", hint)
            if isinstance(error["input"], dict | list):
                return Problem(path, "wrong-field", f"'{_name(path)}' is to be one word", hint)
            return Problem(
                path, "wrong-field", f"'{_name(path)}' cannot be '{_short(error['input'])}'", hint
            )
    if error["input"] is None:
        return Problem(path, "wrong-field", f"'{_name(path)}' has no value")
    bounds = error.get("ctx", {})
    for bound, words in _BOUNDS.items():
        if bound in bounds and error["type"] in _BOUNDED:
            return Problem(path, "wrong-field", f"'{_name(path)}' {words} {_figure(bounds[bound])}")
    said = f"'{_name(path)}' {_SAID.get(error['type'], error['msg'])}"
    return Problem(path, "wrong-field", said, _instead(model, path, error))


def _instead(model: Any, path: tuple[str | int, ...], error: ErrorDetails) -> str:
    """What to write where another shape is due."""
    match error["type"], error["input"]:
        case (("model_type" | "dataclass_type"), _):
            return f"Keys: {', '.join(known_keys(model, path))}."
        case "string_type", dict():
            return "A colon and a blank make a key of a word: put the text in quotes."
        case "string_type", list():
            return "Give one value, without `- ` or brackets."
    return ""


def _stands(plain: Any, path: tuple[str | int, ...]) -> bool:
    """Whether a key is there, if without a value."""
    for step in path[:-1]:
        inside = isinstance(step, str) and isinstance(plain, dict) and step in plain
        if not inside and not (isinstance(step, int) and isinstance(plain, list)):
            return False
        plain = plain[step]
    return isinstance(plain, dict) and path[-1] in plain


_SAID = {
    "string_type": "is to be text",
    "tuple_type": "is to be a list, one item a line",
    "model_type": "is to be keys with values, indented",
    "dict_type": "is to be keys with values, indented",
    "date_type": "is to be a date, written 2026-11-30",
    "is_instance_of": "is to be a number",
    "string_too_long": "is too long for a title; put the rest into `problem`",
    "int_parsing": "is to be a whole number",
    "int_type": "is to be a whole number",
    "int_parsing_size": "is too large",
    "float_parsing": "is to be a number",
    "float_type": "is to be a number",
    "decimal_type": "is to be a number",
    "bool_type": "is to be true or false",
    "bool_parsing": "is to be true or false",
    "dataclass_type": "is to be keys with values, indented",
}
_BOUNDS = {
    "ge": "is to be at least",
    "le": "is to be at most",
    "gt": "is to be more than",
    "lt": "is to be less than",
}
_BOUNDED = ("greater_than_equal", "less_than_equal", "greater_than", "less_than")


def known_keys(model: Any, path: tuple[str | int, ...]) -> list[str]:
    """The keys that may stand at a place in a record."""
    for step in path:
        if isinstance(step, int):
            continue
        model = _inner(model, step)
    if is_dataclass(model):
        return [field.name for field in fields(model)]
    shape = getattr(model, "model_fields", {})
    return [field.alias or name for name, field in shape.items()]


def annotation(model: Any, path: tuple[str | int, ...]) -> Any:
    """The declared type at a place in a record, or None where there is no such field."""
    found: Any = model
    for step in path:
        if isinstance(step, str):
            field = _field(found, step)
            if field is None:
                return None
            found = field.annotation
        found = _unwrapped(found)
    return found


def is_listed(model: Any, path: tuple[str | int, ...]) -> bool:
    """Whether a list stands at a place in a record: of texts, or of parts with keys."""
    if not path or isinstance(path[-1], int):
        return False
    field = _field(annotation(model, path[:-1]), path[-1])
    return field is not None and get_origin(field.annotation) is tuple


def _field(model: Any, name: str) -> Any:
    if is_dataclass(model):
        return SimpleNamespace(annotation=get_type_hints(model).get(name))
    for key, field in getattr(model, "model_fields", {}).items():
        if name in (field.alias, key):
            return field
    return None


def _inner(model: Any, name: str) -> Any:
    if get_origin(model) is dict:
        return _unwrapped(get_args(model)[1])
    field = _field(model, name)
    return _unwrapped(field.annotation) if field is not None else None


def _unwrapped(kind: Any) -> Any:
    """The model or type inside `X | None`, `tuple[X, ...]` and annotations."""
    if get_origin(kind) is Literal:
        return kind
    inside = [arg for arg in getattr(kind, "__args__", ()) if arg not in (type(None), Ellipsis)]
    return _unwrapped(inside[0]) if len(inside) == 1 else kind


def _figure(number: Any) -> str:
    return f"{int(number):,}" if number == int(number) else str(number)


def _in(path: tuple[str | int, ...]) -> str:
    above = path[:-1]
    if not above:
        return ""
    return f" in '{above[-1] if isinstance(above[-1], str) else _name(above)}'"


def _name(path: tuple[str | int, ...]) -> str:
    return ".".join(str(step + 1) if isinstance(step, int) else str(step) for step in path)


def _short(value: Any) -> str:
    text = str(value)
    return text if len(text) <= 40 else text[:39] + "…"
