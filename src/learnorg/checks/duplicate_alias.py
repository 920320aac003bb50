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
    for alias, paths in register.index.rows(
        "SELECT alias, group_concat(path, char(10)) FROM "
        "(SELECT DISTINCT alias, path FROM aliases JOIN records USING (n)) "
        "GROUP BY alias HAVING count(*) > 1 ORDER BY alias"
    ):
        first, *others = sorted(paths.split("\n"))
        for path in others:
            yield Remark(f"the alias {alias} is in {first} already", ("aliases",), path=path)
