"""Links that lead nowhere."""

import json
from collections.abc import Iterator
from datetime import date

from learnorg.checks.check import Remark, across_register
from learnorg.findings import Level
from learnorg.kinds import BY_NAME
from learnorg.refs import target
from learnorg.register.register import Register


@across_register(Level.ERROR)
def dangling_link(register: Register, _today: date) -> Iterator[Remark]:
    """
    A link to a record that is not there, or to nothing that links can point to.

    Why it matters: what it was meant to explain is lost.

        links:
          - rel: depends-on
            to: IMP-2611-000000

    Instead, link what is there: `learnorg link ID depends-on TARGET`. Other systems' keys
    are written `servicenow:INC0012345`, other registers' `payroll:IMP-2611-7k3mqx`. An alias
    such as `CSI-142` is for typing; a file names the record itself.
    """
    rows = register.index.rows(
        "SELECT r.path, c.json, l.raw FROM links l JOIN records r USING (n) "
        "JOIN contents c USING (n) LEFT JOIN records o ON o.id = l.identity "
        "AND (l.kind = '' OR o.kind = l.kind) WHERE (l.identity != '' AND o.n IS NULL) "
        "OR l.identity = '' ORDER BY r.path"
    )
    for path, text, raw in rows:
        at = target(raw, tuple(BY_NAME))
        if at is not None and at.elsewhere:
            continue
        links = json.loads(text).get("links") or []
        place = next(
            (n for n, x in enumerate(links) if isinstance(x, dict) and x.get("to") == raw), 0
        )
        why = f"there is no record '{raw}'" if at else f"a link cannot point to '{raw}'"
        yield Remark(why, ("links", place, "to"), _instead(register, raw), path)


def _instead(register: Register, raw: str) -> str:
    """What to write: the identity of the one record that goes by that name as an alias."""
    alias, hash_, part = raw.partition("#")
    named = register.index.rows(
        "SELECT DISTINCT id FROM aliases JOIN records USING (n) WHERE alias = ?", (alias,)
    )
    if len(named) != 1:
        return "Correct it, or take the link away."
    return f"{alias} is an alias: write {named[0][0]}{hash_}{part}."
