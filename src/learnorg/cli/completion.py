"""What a shell offers when somebody presses Tab: from the index, never from the files."""

import re
import sqlite3
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import typer

from learnorg.cli.session import here
from learnorg.errors import LearnorgError
from learnorg.kinds import BY_NAME
from learnorg.kinds.article import ARTICLE
from learnorg.kinds.article import TYPES as ARTICLE_TYPES
from learnorg.kinds.improvement import FLOWS, IMPROVEMENT, ORDER, RESULTS, VERBS
from learnorg.kinds.kind import Kind
from learnorg.kinds.review import CATEGORIES, REVIEW, VERDICTS
from learnorg.kinds.review import TYPES as REVIEW_TYPES
from learnorg.refs import RELATIONS
from learnorg.register.register import Register
from learnorg.render.safe import on_one_line
from learnorg.settings import MODELS, SOURCES

MOST = 50
BEFORE = {
    "submit": ("draft",),
    "agree": ("draft", "in-review"),
    "close": ("draft", "in-review", "reviewed"),
    "reopen": ("reviewed", "closed"),
}
"""The states of reviews that each verb is for; the others are for all."""

FORMS = ("table", "terminal", "json", "jsonl", "csv", "tsv", "md", "html")


def forms(incomplete: str) -> list[str]:
    """Output formats."""
    return [form for form in FORMS if form.startswith(incomplete)]


def records(ctx: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """Identities, or their symbols alone where those are typed, with titles; open ones first."""
    register = _register(ctx)
    return [
        (
            identity if identity.startswith(incomplete) else symbols,
            _safe(f"{title}, {state}"),
        )
        for identity, symbols, title, state in _rows(
            register,
            "SELECT id, symbols, title, state FROM records WHERE broken IS NULL AND "
            f"(symbols LIKE ? OR id LIKE ?) AND {_movable(ctx, register)} "
            "ORDER BY open DESC, raised DESC LIMIT ?",
            (incomplete + "%", incomplete + "%", MOST),
        )
        if _typable(identity)
    ]


def reviews(ctx: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """Reviews that the verb being typed is for, with titles; open ones first."""
    return _minted(ctx, REVIEW, BEFORE.get(ctx.info_name or "", REVIEW.states), incomplete)


def articles(ctx: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """Articles that the verb being typed is for, with titles; archived ones last."""
    archived = ARTICLE.states[-1:]
    verb = ctx.info_name
    wanted = archived if verb == "reopen" else ARTICLE.states
    wanted = ARTICLE.states[:-1] if verb in ("fix", "validate", "archive") else wanted
    return _minted(ctx, ARTICLE, wanted, incomplete)


def _minted(
    ctx: typer.Context, kind: Kind, states: Sequence[str], incomplete: str
) -> list[tuple[str, str]]:
    """Records of a kind in some states, by their identities or symbols, with titles."""
    return [
        (identity if identity.startswith(incomplete) else symbols, _safe(f"{title}, {state}"))
        for identity, symbols, title, state in _rows(
            _register(ctx),
            "SELECT id, symbols, title, state FROM records WHERE kind = ? AND broken IS "
            "NULL AND (symbols LIKE ? OR id LIKE ?) AND "
            f"state IN ({', '.join(map(repr, states))}) "
            "ORDER BY open DESC, raised DESC LIMIT ?",
            (kind.name, incomplete + "%", incomplete + "%", MOST),
        )
        if _typable(identity)
    ]


def findings(ctx: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """Findings of a review behind its `#`, those without a home first; before it, reviews."""
    name, hash_, beginning = incomplete.partition("#")
    register = _register(ctx)
    if not hash_ or register is None:
        return reviews(ctx, incomplete)
    try:
        found = register.plain(register.entry(name)).get("findings")
    except LearnorgError:
        return []
    there = [one for one in found or [] if isinstance(one, dict) and one.get("id")]
    return [
        (f"{name}#{one['id']}", _safe(str(one.get("what") or "")))
        for one in sorted(there, key=lambda one: bool(one.get("home") or one.get("no_action")))
        if _typable(one["id"]) and one["id"].startswith(beginning)
    ]


def review_types(incomplete: str) -> list[str]:
    """The types of reviews."""
    return [type_ for type_ in REVIEW_TYPES if type_.startswith(incomplete)]


def article_types(incomplete: str) -> list[str]:
    """The types of articles."""
    return [type_ for type_ in ARTICLE_TYPES if type_.startswith(incomplete)]


def categories(incomplete: str) -> list[str]:
    """What contributing factors are mostly about."""
    return [category for category in CATEGORIES if category.startswith(incomplete)]


def verdicts(incomplete: str) -> list[str]:
    """What can be said of a lesson from outside."""
    return [verdict for verdict in VERDICTS if verdict.startswith(incomplete)]


def review_states(incomplete: str) -> list[str]:
    """The states of reviews that one can go back to."""
    return [state for state in REVIEW.states[:-1] if state.startswith(incomplete)]


def states(ctx: typer.Context, incomplete: str) -> list[str]:
    """The states that a record can be in; where it is to be moved, those of the work flow."""
    known: Sequence[str] = BY_NAME.get(_above(ctx).info_name or "", IMPROVEMENT).states
    if ctx.info_name in ("move", "reopen"):
        known = _flow(_register(ctx))
    if ctx.info_name == "reopen":
        known = [state for state in known if state in ORDER and state != "closed"]
    elif ctx.info_name == "move" and incomplete:  # also where reviews and articles go
        known = tuple(dict.fromkeys((*known, *REVIEW.states, *ARTICLE.states)))
    return [state for state in known if state.startswith(incomplete)]


def owners(ctx: typer.Context, incomplete: str) -> list[str]:
    """Owners in use, and people listed."""
    return _one_column(
        ctx,
        "SELECT DISTINCT owner FROM records WHERE owner LIKE ? AND owner != '' "
        "UNION SELECT id FROM records WHERE kind = 'person' AND id LIKE ? LIMIT ?",
        (incomplete + "%", incomplete + "%", MOST),
    )


def relations(incomplete: str) -> list[str]:
    """How records can be linked."""
    return [relation for relation in RELATIONS if relation.startswith(incomplete)]


def models(incomplete: str) -> list[str]:
    """The models of ranking."""
    return [model for model in MODELS if model.startswith(incomplete)]


def results(incomplete: str) -> list[str]:
    """How improvements end."""
    return [result for result in RESULTS if result.startswith(incomplete)]


def sources(incomplete: str) -> list[str]:
    """Where improvements come from."""
    return [source for source in SOURCES if source.startswith(incomplete)]


def terms(field: str) -> Any:
    """A completer of a many-valued field's values."""

    def offered(ctx: typer.Context, incomplete: str) -> list[str]:
        return _one_column(
            ctx,
            "SELECT DISTINCT value FROM terms WHERE field = ? AND value LIKE ? "
            "ORDER BY value LIMIT ?",
            (field, incomplete + "%", MOST),
        )

    return offered


def named(kind: Kind) -> Any:
    """A completer of the identities in a kind's catalogue."""

    def offered(ctx: typer.Context, incomplete: str) -> list[str]:
        return _one_column(
            ctx,
            "SELECT id FROM records WHERE kind = ? AND id LIKE ? ORDER BY id LIMIT ?",
            (kind.name, incomplete + "%", MOST),
        )

    return offered


def frameworks(ctx: typer.Context, incomplete: str) -> list[str]:
    """The frameworks through which an improvement can be seen."""
    from learnorg.register import templates  # 1 ms, of which no other command line has need

    register = _register(ctx)
    names: list[str] = []
    with suppress(LearnorgError):  # where a symlink stands in the templates' place
        names = sorted(templates.named("frameworks", register.root if register else None))
    return [name for name in names if name.startswith(incomplete) and _typable(name)]


def rules(incomplete: str) -> list[str]:
    """The names of the rules that `check` knows."""
    from learnorg.checks import CHECKS
    from learnorg.checks.change import CHANGE_CHECKS

    names = [check.name for check in (*CHECKS, *CHANGE_CHECKS)]
    return [name for name in names if name.startswith(incomplete)]


def query(ctx: typer.Context, incomplete: str) -> list[str]:
    """Filters, and after the colon the values in use."""
    from learnorg.register.query import FIELDS, SORTS

    negation = "not:" if incomplete.startswith("not:") else ""
    name, colon, beginning = incomplete.removeprefix("not:").partition(":")
    if not colon:
        names = [*FIELDS, "sort", "has", "is", "not"]
        return [f"{negation}{field}:" for field in names if field.startswith(name)]
    own = {"sort": SORTS, "has": FIELDS, "is": ("open", "closed", "overdue")}
    values = own.get(name) or _values(ctx, name, beginning)
    return [f"{negation}{name}:{value}" for value in values]


def _values(ctx: typer.Context, name: str, beginning: str) -> list[str]:
    """A field's values in use, with hyphens for their blanks, as queries take them."""
    if name == "state":
        return states(ctx, beginning)
    column, table = "value", "terms WHERE field = ?"
    parameters: tuple[Any, ...] = (name,)
    if name in ("owner", "team", "source", "type", "size", "priority"):
        column, table, parameters = name, f"records WHERE {name} != ''", ()
    found = _one_column(
        ctx,
        f"SELECT DISTINCT {column} FROM {table} AND replace({column}, ' ', '-') LIKE ? "
        f"ORDER BY {column} LIMIT ?",
        (*parameters, beginning + "%", MOST),
    )
    return list(dict.fromkeys(value.replace(" ", "-") for value in found))


def _movable(ctx: typer.Context, register: Register | None) -> str:
    """The condition that a record can make the move which is being typed, if one is."""
    verb = ctx.info_name or ""
    if verb not in (*VERBS, "resume", "reopen", "move") or _is_original(ctx):
        return "1"
    before = _before(verb, VERBS.get(verb) or str(ctx.params.get("state")), _flow(register))
    return f"kind = 'improvement' AND state IN ({', '.join(map(repr, before))})"


def _is_original(ctx: typer.Context) -> bool:
    """Whether a duplicate's original is asked for, which may be in any state."""
    return bool(_above(ctx).args[-1:] == ["--duplicate-of"])


def _before(verb: str, goal: str, flow: Sequence[str]) -> list[str]:
    """The states that a verb leads on from; `move` also leads back."""
    if verb == "resume":
        return ["on-hold"]
    if verb == "reopen":
        return ["closed", "declined"]
    if goal not in flow:
        return []
    last = goal if verb != "move" and goal in ORDER else "closed"
    last = "in-progress" if goal == "declined" else last
    return [s for s in (*ORDER[: ORDER.index(last)], "on-hold") if s != goal]


def _flow(register: Register | None) -> list[str]:
    """The states of the register's work flow."""
    line = FLOWS[register.policy.workflow] if register else ORDER
    return [state for state in IMPROVEMENT.states if state in line or state not in ORDER]


def _above(ctx: typer.Context) -> Any:
    """The command that holds this one."""
    return ctx.parent or ctx


def _safe(text: str) -> str:
    """A title that no shell can take for anything but words; shells evaluate what they show."""
    return re.sub(r"[^\w .,:/%@+-]", " ", on_one_line(text))


def _typable(word: str) -> bool:
    """Whether a word means itself on a command line."""
    return re.fullmatch(r"[\w.:@/+-]+", word) is not None


def _one_column(ctx: typer.Context, sql: str, parameters: tuple[Any, ...]) -> list[str]:
    rows = _rows(_register(ctx), sql, parameters)
    return [row[0] for row in rows if _typable(row[0].replace(" ", "-"))]


def _rows(
    register: Register | None, sql: str, parameters: tuple[Any, ...]
) -> list[tuple[Any, ...]]:
    """What the index answers; nothing where there is no register to ask."""
    try:
        return register.index.rows(sql, parameters) if register else []
    except sqlite3.Error:
        return []


def _register(ctx: typer.Context) -> Register | None:
    """The register that the command line is about, if there is one."""
    root = ctx.find_root().params.get("root")
    try:
        return Register.open(here(Path(root).expanduser() if root else None))
    except (LearnorgError, sqlite3.Error, OSError):
        return None
