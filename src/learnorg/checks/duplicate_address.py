"""Addresses that two people have."""

from collections.abc import Iterator
from datetime import date

from learnorg.checks.check import Remark, across_register
from learnorg.findings import Level
from learnorg.register.register import Register

KNOWN = """
WITH known AS (
    SELECT n, id, path, terms.value AS name, 'emails' AS field FROM terms JOIN records USING (n)
    WHERE terms.field = 'email' AND kind = 'person'
    UNION
    SELECT n, id, path, alias COLLATE NOCASE, 'aliases' FROM aliases JOIN records USING (n)
    WHERE kind = 'person'
)
"""
"""Everything that people are known by, each with the field that says so."""

SHARED = f"""{KNOWN}
SELECT min(name) FROM known WHERE name != '' GROUP BY name COLLATE NOCASE
HAVING count(DISTINCT n) > 1 AND max(field) = 'emails' ORDER BY 1
"""


@across_register(Level.ERROR)
def duplicate_address(register: Register, _today: date) -> Iterator[Remark]:
    """
    An e-mail address by which two people are known, be it an alias of one of them.

    Why it matters: git knows people by their address, and it decides what they may decide.
    Where two people have the same, one acts with the other's rights.

        # register/people/ada.yaml
        emails:
          - desk@example.org

        # register/people/lea.yaml
        emails:
          - desk@example.org

    Instead, leave the address with one of them.
    """
    for (name,) in register.index.rows(SHARED):
        (owner, *_), *others = register.index.rows(
            f"{KNOWN} SELECT id, path, max(field), name FROM known WHERE name = ? COLLATE NOCASE "
            "GROUP BY n ORDER BY path",
            (name,),
        )
        for _, path, field, said in others:
            why = f"{said} is an address of {owner} already"
            yield Remark(why, (field,), "Leave it with one of the two.", path)
