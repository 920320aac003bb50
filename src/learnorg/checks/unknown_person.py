"""Owners whom the register does not know."""

from collections.abc import Iterator
from datetime import date
from functools import cache

from learnorg.checks.check import Remark, across_register
from learnorg.findings import Level
from learnorg.register.people import Known
from learnorg.register.register import Register


@across_register(Level.WARNING)
def unknown_person(register: Register, _today: date) -> Iterator[Remark]:
    """
    An owner that is no listed person and no team.

    Why it matters: where a register keeps people, a name that is not among them gets no
    mail, sees nothing under `mine` and is missed when somebody leaves. Where it keeps
    none, any words will do.

        owner: servce-desk-lead

    Instead, name a listed person or team, or add one: `learnorg person new SLUG`.
    """
    stranger = cache(Known(register).stranger)  # owners recur, and to find near names takes long
    for path, owner in register.index.rows(
        "SELECT path, owner FROM records WHERE kind = 'improvement' AND owner != '' ORDER BY path"
    ):
        if hint := stranger(owner):
            yield Remark(f"'{owner}' is no listed person or team", ("owner",), hint, path)
