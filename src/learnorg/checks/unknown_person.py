"""People whom the register does not know."""

import json
from collections.abc import Iterator
from datetime import date

from learnorg.checks.check import Remark, across_register
from learnorg.findings import Level
from learnorg.register.people import NAMING, Known, people
from learnorg.register.register import Register


@across_register(Level.WARNING)
def unknown_person(register: Register, _today: date) -> Iterator[Remark]:
    """
    Somebody a record counts on who is no listed person and no team.

    Why it matters: where a register keeps people, a name that is not among them gets no
    mail, sees nothing under `mine` and is missed when somebody leaves. This holds for whoever
    owns a record or a step of its plan, sponsors it, is consulted or informed, and for whoever
    leads a review or took part in it. Where a register keeps no people, any words will do; so
    will plain words, such as `everybody in HR`.

        owner: servce-desk-lead

    Instead, name a listed person or team, or add one: `learnorg person new SLUG`.
    """
    known = Known(register)
    if not known.listed:
        return
    strangers = _strangers(register, known)
    if not strangers:
        return
    fields = ", ".join(f"'$.{name}'" for name in NAMING)  # names of our own
    rows = register.index.rows(
        f"SELECT path, json_extract(json, {fields}) FROM records JOIN contents USING (n) "
        "WHERE kind != 'person' AND n IN (SELECT n FROM terms WHERE field = 'who' "
        "AND value IN (SELECT value FROM json_each(?))) ORDER BY path",
        [json.dumps([*strangers])],
    )
    for path, text in rows:
        for at, name in people(dict(zip(NAMING, json.loads(text), strict=True))):
            if hint := strangers.get(name):
                yield Remark(f"'{name}' is no listed person or team", at, hint, path)


def _strangers(register: Register, known: Known) -> dict[str, str]:
    """Whom nobody knows of all who are named, each with what to do about them."""
    named = register.index.rows(
        "SELECT DISTINCT value COLLATE BINARY FROM terms WHERE field = 'who'"
    )
    found = {name: known.stranger(name) for (name,) in named}
    return {name: hint for name, hint in found.items() if hint}
