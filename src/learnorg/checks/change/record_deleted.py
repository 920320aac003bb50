"""Records that a change takes away."""

import shlex
from collections.abc import Iterator, Mapping

from learnorg.checks.change.turn import Case, over_case
from learnorg.checks.check import Remark
from learnorg.findings import Level

INSTEAD: Mapping[str, str] = {
    "improvement": 'Then decline it: learnorg decline {id} --because "WHY".',
    "review": "It stays for what it teaches: learnorg review close {id}.",
    "article": 'Then archive it: learnorg archive {id} --because "WHY".',
    "role": "Then retire it: learnorg role retire {id}.",
    "resource": "Then retire it: learnorg resource retire {id}.",
    "person": "Then say that they left: learnorg set person:{id} state=left.",
}
"""What is done with a record of each kind that is of no more use."""


@over_case(Level.ERROR)
def record_deleted(case: Case) -> Iterator[Remark]:
    """
    A record that the base has and the change takes away.

    Why it matters: a register is worth what its history is worth; what is gone cannot be
    found, linked to or learned from.

        deleted file: register/improvements/2026/11/IMP-2611-7k3mqx.yaml

    Instead, put it back, and decline, close, archive or retire it. Personal data that must go
    is taken out by `learnorg erase ID --because WHY`, which leaves the identity and the reason.
    """
    for one in case.passages:
        if one.kind and one.was and not one.will_be:
            back = f"Put it back first: git checkout BASE -- {shlex.quote(one.path)}."
            instead = INSTEAD[one.kind.name].format(id=one.identity)
            hint = f"{back} {instead}"
            yield Remark(f"{one.identity} would be gone", path=one.path, hint=hint)
