"""Aliases that could be taken for another record's identity."""

from collections.abc import Iterator
from datetime import date

from learnorg.checks.check import Remark, across_register
from learnorg.findings import Level
from learnorg.refs import LENGTH, SHORTEST
from learnorg.register.register import Register

TAIL = "substr(alias, length(rtrim(alias, replace(alias, '-', ''))) + 1)"
"""What follows the last hyphen of an alias, in SQL."""

SHADOWED = f"""
WITH named AS (
    SELECT n, path, alias, lower({TAIL}) AS tail,
           upper(substr(alias, 1, length(alias) - length({TAIL}))) AS head
    FROM aliases JOIN records USING (n)
)
SELECT alias, named.path, o.id FROM named JOIN records o ON o.n != named.n
AND length(tail) >= {SHORTEST} AND o.symbols >= tail AND o.symbols < tail || '~'
AND head IN ('', substr(o.id, -{LENGTH + 5}, 5), substr(o.id, 1, length(o.id) - {LENGTH}))
UNION
SELECT alias, named.path, o.id FROM named JOIN records o ON o.n != named.n AND o.id = lower(alias)
ORDER BY 2, 1, 3
"""


@across_register(Level.INFO)
def alias_shadows(register: Register, _today: date) -> Iterator[Remark]:
    """
    An alias that is the identity of another record, or the beginning of one.

    Why it matters: an alias goes before the beginning of an identity, so whoever types it
    for the other record gets this one.

        # in IMP-2611-x2w90b, beside IMP-2611-7k3mqx
        aliases:
          - 7k3

    Instead, write it as the system that it comes from does, or take it away:

        aliases:
          - CSI-7k3
    """
    for alias, path, identity in register.index.rows(SHADOWED):
        yield Remark(f"the alias {alias} could also mean {identity}", ("aliases",), path=path)
