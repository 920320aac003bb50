"""Every page of a record stays harmless, whatever hostile people write into whichever field."""

from collections.abc import Iterator
from itertools import chain, islice
from pathlib import Path
from typing import Any

import pytest

from commandline import Learnorg
from learnorg.files.emitter import emit
from learnorg.files.loader import Form
from learnorg.kinds import KINDS
from learnorg.kinds.kind import Kind
from learnorg.refs import SYMBOLS
from registers import POLICY, put
from render.judge import in_browser, in_log, on_terminal
from render.payloads import HTML, TERMINAL

kinds = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)

MANY = 40
"""So many texts stand in a field of one record; more and larger pages take longer to read."""


def batches() -> Iterator[list[str]]:
    """All hostile texts, some at a time; a file cannot hold NUL, or half a pair."""
    texts = chain.from_iterable((*HTML.values(), TERMINAL))
    fit = (text.replace("\0", "").replace("\udcff\ud800", "") for text in texts)
    while batch := list(islice(fit, MANY)):
        yield batch


def schema_of(kind: Kind) -> dict[str, Any]:
    return kind.model().model_json_schema()


def filled(schema: dict[str, Any], whole: dict[str, Any], text: str, strict: bool) -> Any:
    """
    What a field of this schema may look like in a hostile file: its text, wherever there is any.

    Strictly, days are days, numbers are numbers and words are among those allowed, so that the
    page goes on to what it makes of these.
    """
    if "$ref" in schema:
        return filled(whole["$defs"][schema["$ref"].split("/")[-1]], whole, text, strict)
    for branch in ("anyOf", "allOf", "oneOf"):
        if branch in schema:
            return filled(schema[branch][0], whole, text, strict)
    kind = schema.get("type")
    kind = kind[0] if isinstance(kind, list) else kind
    if kind == "object" and "properties" in schema:
        fields = schema["properties"].items()
        return {name: filled(field, whole, text, strict) for name, field in fields}
    if kind == "object":
        return {"2026" if strict else text[:120]: text}
    if kind == "array":
        return [filled(schema.get("items", {}), whole, text, strict)]
    if strict and schema.get("format") == "date":
        return "2026-11-02"
    if strict and "enum" in schema:
        return schema["enum"][0]
    return {"number": "3", "integer": "3", "boolean": "true"}.get(kind, text) if strict else text


def record(kind: Kind, identity: str, batch: list[str], strict: bool) -> str:
    """A file of a kind with these texts in every field that has any."""
    whole = schema_of(kind)
    fields = whole["properties"].items()
    plain = {name: filled(field, whole, " ".join(batch), strict) for name, field in fields}
    plain |= {"id": identity, "state": kind.states[0]}
    if "body" in plain:
        plain["body"] = "\n\n".join(batch)
    form = Form.MARKDOWN if kind.suffix == ".md" else Form.YAML
    return emit(plain, form, kind.groups)


def laid_out(kind: Kind, folder: Path) -> list[str]:
    """A register of hostile records, every fourth also strictly, and their identities."""
    put(folder, "learnorg.yaml", POLICY)
    found = []
    for n, batch in enumerate(batches()):
        for strict in (False, True) if n % 4 == 0 else (False,):
            one = f"{SYMBOLS[n]}{SYMBOLS[strict]}"
            found.append(f"{kind.prefix}-2611-7k3m{one}" if kind.prefix else f"hostile-{one}")
            put(folder, kind.path(found[-1]), record(kind, found[-1], batch, strict))
    return found


@kinds
def test_texts_are_everywhere(kind: Kind) -> None:
    """A hostile file has its text in every field that a file of the kind may have."""
    plain = record(kind, "x", ["<hostile>"], strict=False)
    for name in set(kind.keys) - {"id", "state"}:
        assert f"\n{name}:" in plain or name == "body"
    assert plain.count("<hostile>") >= len(kind.keys) - 2


@kinds
def test_hostile(
    kind: Kind, learnorg: Learnorg, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Shown in a browser, on a terminal or in a log, a hostile record does nothing."""
    for identity in laid_out(kind, folder):
        document, written, plain = (
            learnorg("show", identity, "--format", form) for form in ("html", "md", "table")
        )
        assert [ran.code for ran in (document, written, plain)] == [0, 0, 0], plain.err
        assert in_browser(document.out) == []
        for ran in (document, written, plain):
            assert in_log(ran.out + ran.err) == []
        assert on_terminal(written.out) == []
        with monkeypatch.context() as patch:
            patch.delenv("NO_COLOR")
            patch.setenv("FORCE_COLOR", "1")
            painted = learnorg("show", identity, "--format", "table")
        assert on_terminal(plain.out) == []
        assert on_terminal(plain.out, painted.out) == []
