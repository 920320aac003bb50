"""What a shell offers when somebody presses Tab: from the index, never from the files."""

import re
import sqlite3
from collections.abc import Iterator
from typing import Any

from learnorg.cli.session import here
from learnorg.errors import LearnorgError
from learnorg.kinds import KINDS
from learnorg.kinds.improvement import RESULTS
from learnorg.refs import RELATIONS
from learnorg.register.register import Register
from learnorg.render.safe import on_one_line
from learnorg.settings import SOURCES

MOST = 50
FORMS = ("table", "json", "jsonl", "csv", "tsv", "md")


def forms(incomplete: str) -> list[str]:
    """Output formats."""
    return [form for form in FORMS if form.startswith(incomplete)]


def records(incomplete: str) -> list[tuple[str, str]]:
    """Identities, or their symbols alone where those are typed, with titles; open ones first."""
    return [
        (
            identity if identity.startswith(incomplete) else symbols,
            _safe(f"{title}, {state}"),
        )
        for identity, symbols, title, state in _asked(
            "SELECT id, symbols, title, state FROM records WHERE broken IS NULL AND "
            "(symbols LIKE ? OR id LIKE ?) ORDER BY open DESC, raised DESC LIMIT ?",
            (incomplete + "%", incomplete + "%", MOST),
        )
    ]


def states(incomplete: str) -> list[str]:
    """The states that an improvement can be in."""
    return [s for s in KINDS[0].states if s.startswith(incomplete)]


def owners(incomplete: str) -> list[str]:
    """Owners in use, and people listed."""
    return _one_column(
        "SELECT DISTINCT owner FROM records WHERE owner LIKE ? AND owner != '' "
        "UNION SELECT id FROM records WHERE kind = 'person' AND id LIKE ? LIMIT ?",
        (incomplete + "%", incomplete + "%", MOST),
    )


def relations(incomplete: str) -> list[str]:
    """How records can be linked."""
    return [relation for relation in RELATIONS if relation.startswith(incomplete)]


def results(incomplete: str) -> list[str]:
    """How improvements end."""
    return [result for result in RESULTS if result.startswith(incomplete)]


def sources(incomplete: str) -> list[str]:
    """Where improvements come from."""
    return [source for source in SOURCES if source.startswith(incomplete)]


def terms(field: str) -> Any:
    """A completer of a many-valued field's values."""

    def offered(incomplete: str) -> list[str]:
        return _one_column(
            "SELECT DISTINCT value FROM terms WHERE field = ? AND value LIKE ? "
            "ORDER BY value LIMIT ?",
            (field, incomplete + "%", MOST),
        )

    return offered


def rules(incomplete: str) -> list[str]:
    """The names of the rules that `check` knows."""
    from learnorg.checks import CHECKS

    return [check.name for check in CHECKS if check.name.startswith(incomplete)]


def query(incomplete: str) -> list[str]:
    """Filters, and after the colon the values in use."""
    from learnorg.register.query import FIELDS

    negation = "not:" if incomplete.startswith("not:") else ""
    name, colon, beginning = incomplete.removeprefix("not:").partition(":")
    if not colon:
        names = [*FIELDS, "sort", "has", "is", "not"]
        return [f"{negation}{field}:" for field in names if field.startswith(name)]
    return [f"{negation}{name}:{value}" for value in _values(name, beginning)]


def _values(name: str, beginning: str) -> Iterator[str]:
    if name == "state":
        yield from states(beginning)
    elif name in ("owner", "team", "source", "type", "size", "priority"):
        column = name
        for value in _one_column(
            f"SELECT DISTINCT {column} FROM records WHERE {column} LIKE ? "
            f"AND {column} != '' LIMIT ?",
            (beginning + "%", MOST),
        ):
            yield value.replace(" ", "-")
    else:
        for value in terms(name)(beginning):
            yield value.replace(" ", "-")


def _safe(text: str) -> str:
    """A title that no shell can take for anything but words; shells evaluate what they show."""
    return re.sub(r"[^\w .,:/%@+-]", " ", on_one_line(text))


def _typable(word: str) -> bool:
    """Whether a word means itself on a command line."""
    return re.fullmatch(r"[\w.:@/+-]+", word) is not None


def _one_column(sql: str, parameters: tuple[Any, ...]) -> list[str]:
    return [row[0] for row in _asked(sql, parameters) if _typable(row[0].replace(" ", "-"))]


def _asked(sql: str, parameters: tuple[Any, ...]) -> list[tuple[Any, ...]]:
    """What the index answers; nothing where there is no register to ask."""
    try:
        return Register.open(here(None)).index.rows(sql, parameters)
    except (LearnorgError, sqlite3.Error, OSError):
        return []
