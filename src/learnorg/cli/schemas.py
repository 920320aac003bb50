"""JSON Schemas, so that YAML editors complete and validate records as they are written."""

import json
from typing import Any

from pydantic import TypeAdapter

from learnorg.kinds import KINDS
from learnorg.settings import Policy

FOLDER = "register/.schemas"


def schemas() -> dict[str, str]:
    """Every schema's text, by its path in a register."""
    found = {f"{FOLDER}/learnorg.json": _text(TypeAdapter(Policy).json_schema())}
    for kind in KINDS:
        found[f"{FOLDER}/{kind.name}.json"] = _text(kind.model().model_json_schema(by_alias=True))
    return found


def _text(schema: dict[str, Any]) -> str:
    draft = {"$schema": "http://json-schema.org/draft-07/schema#"}
    return json.dumps(draft | _nullable(schema), indent=2, ensure_ascii=False) + "\n"


def _nullable(schema: Any) -> Any:
    """The schema with `definitions` as editors know them; an empty value is an absent one."""
    if isinstance(schema, list):
        return [_nullable(item) for item in schema]
    if not isinstance(schema, dict):
        return schema.replace("#/$defs/", "#/definitions/") if isinstance(schema, str) else schema
    return {
        ("definitions" if key == "$defs" else key): _nullable(value)
        for key, value in schema.items()
    }
