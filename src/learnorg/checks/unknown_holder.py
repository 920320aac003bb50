"""Holders of knowledge whom the register does not know."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from learnorg.checks.check import Remark, across_register
from learnorg.findings import Level
from learnorg.kinds.role import ROLE
from learnorg.register.facts import several
from learnorg.register.people import Known
from learnorg.register.register import Register


@across_register(Level.WARNING)
def unknown_holder(register: Register, _today: date) -> Iterator[Remark]:
    """
    Somebody who is said to know something, and is no listed person and no team.

    Why it matters: where a register keeps people, nobody notices that a name which is not
    among them has left, and took along what they knew. Where it keeps none, any words will do;
    so will plain words, such as `the vendor's hotline`.

        holders: [servce-desk-lead]

    Instead, name a listed person or team, or add one: `learnorg person new SLUG`.
    """
    known = Known(register)
    if not known.listed:
        return
    for entry, plain in register.all(ROLE):
        for at, name in _holders(plain):
            if hint := known.stranger(name):
                yield Remark(f"'{name}' is no listed person or team", at, hint, entry.path)


def _holders(plain: dict[str, Any]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Whom a role names as holders, and where."""
    for n, activity in _parts(plain, "activities"):
        for m, need in _parts(activity, "needs"):
            at = ("activities", n, "needs", m, "holders")
            listed = isinstance(need.get("holders"), list)
            for k, name in enumerate(several(need.get("holders"))):
                yield (*at, k) if listed else at, name


def _parts(plain: dict[str, Any], key: str) -> Iterator[tuple[int, dict[str, Any]]]:
    listed = plain.get(key)
    for n, one in enumerate(listed if isinstance(listed, list) else ()):
        if isinstance(one, dict):
            yield n, one
