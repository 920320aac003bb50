"""Old numbers that two records claim."""

from collections.abc import Iterator
from datetime import date

from learnorg.checks.check import Remark, across_register
from learnorg.findings import Level
from learnorg.register.register import Register


@across_register(Level.ERROR)
def duplicate_alias(register: Register, _today: date) -> Iterator[Remark]:
    """
    An alias that two records have.

    Why it matters: `learnorg show CSI-142` cannot know which one is meant.

        aliases:
          - CSI-142

    Instead, leave the alias with one of them.
    """
    for (alias,) in register.index.rows(
        "SELECT alias FROM aliases GROUP BY alias HAVING count(DISTINCT n) > 1 ORDER BY alias"
    ):
        (_, first), *others = register.index.rows(
            "SELECT min(alias), path FROM aliases JOIN records USING (n) WHERE alias = ? "
            "GROUP BY path ORDER BY path",
            (alias,),
        )
        for said, path in others:
            yield Remark(f"the alias {said} is in {first} already", ("aliases",), path=path)
