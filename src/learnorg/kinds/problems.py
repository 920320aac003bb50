"""What is wrong with a record's fields, in words for whoever wrote them."""

from dataclasses import fields, is_dataclass
from types import SimpleNamespace
from typing import Any, NamedTuple, TypeVar, get_type_hints

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
        return model.model_validate(plain), []
    except ValidationError as wrong:
        return None, [_problem(model, error) for error in wrong.errors(include_url=False)]


def problems_of(adapter: TypeAdapter[Any], plain: Any, model: Any) -> tuple[Any, list[Problem]]:
    """The same for a plain dataclass, which pydantic validates through an adapter."""
    try:
        return adapter.validate_python(plain), []
    except ValidationError as wrong:
        return None, [_problem(model, error) for error in wrong.errors(include_url=False)]


def _problem(model: Any, error: ErrorDetails) -> Problem:
    path = tuple(step for step in error["loc"] if step != "[key]")
    name = str(path[-1]) if path else ""
    match error["type"]:
        case "missing" | "missing_argument":
            return Problem(
                path, "missing-field", f"'{name}' is missing", f"Add `{name}:` with its value."
            )
        case "extra_forbidden" | "unexpected_keyword_argument":
            known = known_keys(model, path[:-1])
            hint = did_you_mean(name, known) or (
                "Put fields of your own under `extra:`."
                if "extra" in known
                else f"Keys: {', '.join(known)}."
            )
            return Problem(path, "unknown-key", f"'{name}' is no known key{_in(path)}", hint)
        case "value_error":
            return Problem(path, "wrong-field", f"'{_name(path)}': {error['ctx']['error']}")
        case "literal_error":
            expected = error["ctx"]["expected"].replace("'", "").replace(" or ", ", ")
            words = expected.split(", ")
            hint = did_you_mean(str(error["input"]), words) or f"One of: {', '.join(words)}."
            if error["loc"][-1] == "[key]":
                return Problem(path, "unknown-key", f"'{name}' is no known key{_in(path)}", hint)
            if error["input"] is None:
                return Problem(path, "wrong-field", f"'{_name(path)}' has no value", hint)
            return Problem(
                path, "wrong-field", f"'{_name(path)}' cannot be '{_short(error['input'])}'", hint
            )
    if error["input"] is None:
        return Problem(path, "wrong-field", f"'{_name(path)}' has no value")
    bounds = error.get("ctx", {})
    for bound, words in _BOUNDS.items():
        if bound in bounds and error["type"] in _BOUNDED:
            return Problem(path, "wrong-field", f"'{_name(path)}' {words} {_figure(bounds[bound])}")
    return Problem(path, "wrong-field", f"'{_name(path)}' {_SAID.get(error['type'], error['msg'])}")


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


def _field(model: Any, name: str) -> Any:
    if is_dataclass(model):
        return SimpleNamespace(annotation=get_type_hints(model).get(name))
    for key, field in getattr(model, "model_fields", {}).items():
        if name in (field.alias, key):
            return field
    return None


def _inner(model: Any, name: str) -> Any:
    field = _field(model, name)
    return _unwrapped(field.annotation) if field is not None else None


def _unwrapped(kind: Any) -> Any:
    """The model or type inside `X | None`, `tuple[X, ...]` and annotations."""
    inside = [arg for arg in getattr(kind, "__args__", ()) if arg not in (type(None), Ellipsis)]
    origin = getattr(kind, "__origin__", None)
    if origin is not None and getattr(origin, "__module__", "") == "typing":
        return kind
    return _unwrapped(inside[0]) if len(inside) == 1 else kind


def _figure(number: Any) -> str:
    return f"{int(number):,}" if number == int(number) else str(number)


def _in(path: tuple[str | int, ...]) -> str:
    return f" in '{path[-2]}'" if len(path) > 1 and isinstance(path[-2], str) else ""


def _name(path: tuple[str | int, ...]) -> str:
    return ".".join(str(step + 1) if isinstance(step, int) else str(step) for step in path)


def _short(value: Any) -> str:
    text = str(value)
    return text if len(text) <= 40 else text[:39] + "…"
