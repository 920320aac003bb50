"""How far one may rely on an article: how it was used, and what stands in its place."""

from collections.abc import Iterator, Sequence
from typing import Any

from learnorg.page import counted
from learnorg.register.activity import Uses


def archived(instead: Sequence[str]) -> str:
    """That an article is archived, and what supersedes it."""
    return "; ".join(["Mind: archived", *(f"superseded by {other}" for other in instead)]) + "."


def use(uses: Uses, *, validated: bool) -> str:
    """How an article was used; that it never was is worth telling of a validated one."""
    return "; ".join(_use(uses, validated))


def data(doubts: Sequence[str], instead: Sequence[str], uses: Uses | None) -> dict[str, Any]:
    """The same for programs; of a register of the past it is not known how one was used."""
    used = uses._asdict() | {"last_used": uses.last_used or None} if uses else None
    return {"doubts": [*doubts], "superseded_by": [*instead], "uses": used}


def _use(uses: Uses, validated: bool) -> Iterator[str]:
    if uses.uses:
        others = f" ({uses.by_others} by others)" if uses.by_others else ""
        told = [f"used {counted(uses.uses, 'time')}{others}"]
        told += [f"helped {uses.helped}"] if uses.helped else []
        told += [f"did not help {uses.not_helped}"] if uses.not_helped else []
        yield ", ".join([*told, f"last {uses.last_used}"])
    elif validated:
        yield "never used"
    if uses.flags_open:
        yield f"{counted(uses.flags_open, 'flag')} open"
    if uses.thanks:
        yield f"thanked {counted(uses.thanks, 'time')}"
