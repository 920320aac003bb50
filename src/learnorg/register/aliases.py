"""Aliases as a change brings them: each names one record."""

from collections.abc import Iterable, Mapping
from typing import Any

from learnorg.errors import LearnorgError
from learnorg.register.facts import several
from learnorg.register.records import Revision
from learnorg.register.register import Register
from learnorg.register.steps import plain


class AliasTaken(LearnorgError):
    """An alias that another record has, or gets by the same change."""

    exit_code = 7
    hint = "An alias names one record: leave it with one of them."

    def __init__(self, alias: str, whose: str) -> None:
        super().__init__(f"the alias {alias} is {whose} already")


def require_aliases(register: Register, revisions: Iterable[Revision]) -> None:
    """Nothing, if no other record has, or gets, the aliases that a change gives."""
    changed = {one.identity: one for one in revisions}
    given: dict[str, str] = {}
    for identity, one in changed.items():
        if b"aliases" not in (one.after or b""):
            continue
        for alias in new_aliases(_said(one, one.before), _said(one, one.after)):
            if (first := given.setdefault(alias.lower(), identity)) != identity:
                raise AliasTaken(alias, f"that of {first}")
            for other in owners(register, alias, identity):
                kept = changed.get(other)
                if kept is None or alias.lower() in _aliases(_said(kept, kept.after)):
                    raise AliasTaken(alias, f"that of {other}")


def new_aliases(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
    """The aliases that a change brings; the same letters, large or small, are the same alias."""
    there = _aliases(before)
    return [alias for alias in several(after.get("aliases")) if alias.lower() not in there]


def owners(register: Register, alias: str, but: str) -> list[str]:
    """The records that have an alias, without one of them."""
    rows = register.index.rows(
        "SELECT DISTINCT id FROM aliases JOIN records USING (n) WHERE alias = ? AND id != ?",
        (alias, but),
    )
    return [identity for (identity,) in rows]


def _aliases(said: Mapping[str, Any]) -> set[str]:
    return {alias.lower() for alias in several(said.get("aliases"))}


def _said(one: Revision, data: bytes | None) -> dict[str, Any]:
    """What a record says before or after a change; nothing where it is not there or broken."""
    found = plain(data, one.kind.name) if data else None
    return found if isinstance(found, dict) else {}
