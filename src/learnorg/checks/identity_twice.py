"""Identities that two files claim."""

from collections.abc import Iterator
from datetime import date

from learnorg.checks.check import Remark, across_register
from learnorg.findings import Level
from learnorg.register.register import Register


@across_register(Level.ERROR)
def identity_twice(register: Register, _today: date) -> Iterator[Remark]:
    """
    Two files that claim the same identity.

    Why it matters: whoever points to it means one of them, and nobody knows which.

        register/improvements/2026/11/IMP-2611-7k3mqx.yaml
        register/improvements/2026/10/IMP-2611-7k3mqx.yaml

    Instead, take one of them away, or give it an identity of its own.
    """
    for kind, identity in register.index.rows(
        "SELECT kind, id FROM records WHERE kind != '' AND id != '' "
        "GROUP BY id, kind HAVING count(*) > 1"
    ):
        (first,), *others = register.index.rows(
            "SELECT path FROM records WHERE kind = ? AND id = ? ORDER BY path", (kind, identity)
        )
        for (path,) in others:
            yield Remark(f"{identity} stands in {first} already", ("id",), path=path)
