"""
Write the reference pages from the code: `python docs/generate.py`.

With `--check` nothing is written, and the exit code is 1 where a page is not the code's.
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer

from learnorg.checks import CHECKS
from learnorg.checks.change import CHANGE_CHECKS
from learnorg.cli import COMMANDS, app
from learnorg.kinds import KINDS
from learnorg.reports.auditing.pages import AUDITED

HERE = Path(__file__).parent


def commands() -> Iterator[str]:
    """Every command with its options, as help has them."""
    yield "# Commands"
    yield ""
    yield "Made from the code by `make docs`; every command says the same under `--help`."
    house = typer.main.get_command(app)
    panel = ""
    for command in COMMANDS:
        if command.hidden:
            continue
        if command.panel != panel:
            panel = command.panel
            yield from ("", f"## {panel}")
        found = house.commands[command.name]  # type: ignore[attr-defined]
        yield from _command(f"learnorg {command.name}", found)


def _command(name: str, command: Any) -> Iterator[str]:
    yield from ("", f"### `{name}`", "")
    yield from _help(command.help or "")
    inner = getattr(command, "commands", None)
    if inner:
        for word, one in inner.items():
            yield from _command(f"{name} {word}", one)
        return
    rows = [row for row in map(_parameter, command.params) if row]
    if rows:
        yield from ("", "| | |", "|---|---|", *rows)


def _help(text: str) -> Iterator[str]:
    """The docstring, its examples as a block."""
    inside = False
    for line in text.strip().split("\n"):
        plain = re.sub(r"\[/?(?:dim)?\]", "", line).rstrip()
        example = plain.startswith("$ ")
        if example != inside:
            yield "```console" if example else "```"
            inside = example
        yield plain
    if inside:
        yield "```"


def _parameter(parameter: Any) -> str:
    if parameter.name == "help":
        return ""
    if parameter.param_type_name == "argument":
        name = parameter.metavar or parameter.name.upper()
    else:
        name = ", ".join([*parameter.opts, *parameter.secondary_opts])
        if parameter.metavar:
            name += f" {parameter.metavar}"
    told = (parameter.help or "").replace("|", "\\|")
    return f"| `{name.replace('|', chr(92) + '|')}` | {told} |"


def rules() -> Iterator[str]:
    """Every rule's page."""
    yield "# Rules"
    yield ""
    yield "What `learnorg check` finds. Made from the code by `make docs`; "
    yield "`learnorg explain RULE` prints the same. "
    yield "`rules:` in `learnorg.yaml` sets how much each matters."
    for check in sorted(CHECKS, key=lambda one: one.name):
        yield from ("", f"## {check.name}", "", f"Level: {check.level}.", "", check.page)
    yield ""
    yield "# Rules over a change"
    yield ""
    yield "What `learnorg check --base REF` finds besides."
    for check in CHANGE_CHECKS:
        yield from ("", f"## {check.name}", "", f"Level: {check.level}.", "", check.page)
    yield ""
    yield "# Of an audit"
    yield ""
    yield "What `learnorg audit` finds besides."
    for one in AUDITED:
        yield from ("", f"## {one.name}", "", f"Level: {one.level}.", "", one.page)


def kinds() -> Iterator[str]:
    """Every kind's fields."""
    yield "# Records"
    yield ""
    yield "Every kind of record and its fields, in the order in which they stand in a file. "
    yield "Made from the code by `make docs`."
    for kind in KINDS:
        home = kind.path(f"{kind.prefix}-2611-7k3mqx" if kind.prefix else "a-slug")
        yield from (
            "",
            f"## {kind.name}",
            "",
            f"Lives in `{home}`. States: {', '.join(kind.states)}.",
        )
        yield ""
        schema = kind.model().model_json_schema(by_alias=True)
        needed = set(schema.get("required", ()))
        yield from ("| field | holds |", "|---|---|")
        for key in kind.keys:
            held = _held(schema["properties"][key], schema.get("$defs", {}))
            yield f"| `{key}`{' (needed)' if key in needed else ''} | {held} |"


def _held(field: dict[str, Any], parts: dict[str, Any]) -> str:
    if "anyOf" in field:
        inside = [one for one in field["anyOf"] if one.get("type") != "null"]
        return " or ".join(dict.fromkeys(_held(one, parts) for one in inside))
    if "$ref" in field:
        part = parts[field["$ref"].rpartition("/")[2]]
        return "{" + ", ".join(part["properties"]) + "}"
    if "enum" in field:
        return ", ".join(field["enum"])
    if field.get("type") == "array":
        return f"a list of {_held(field['items'], parts)}"
    if field.get("format") == "date":
        return "a date"
    kind = field.get("type", "text")
    words = {
        "string": "text",
        "number": "a number",
        "object": "keys with values",
        "boolean": "true or false",
    }
    return (
        words.get(kind, "a value")
        if isinstance(kind, str)
        else "a number, a time of day or a duration"
    )


PAGES = {"commands.md": commands, "rules.md": rules, "records.md": kinds}


def main() -> int:
    """Write the pages, or say which are not the code's."""
    stale = []
    for name, made in PAGES.items():
        text = "\n".join(made()) + "\n"
        page = HERE / name
        if not page.exists() or page.read_text(encoding="utf-8") != text:
            stale.append(name)
            if "--check" not in sys.argv:
                page.write_text(text, encoding="utf-8")
    for name in stale:
        print(
            f"docs/{name}"
            + (" is not as the code has it: make docs" if "--check" in sys.argv else "")
        )
    return 1 if stale and "--check" in sys.argv else 0


if __name__ == "__main__":
    sys.exit(main())
