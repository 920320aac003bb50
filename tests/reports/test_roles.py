from collections.abc import Callable

from learnorg.register.register import Register
from learnorg.render.terminal import show
from learnorg.reports.roles import Roles, derive, lay_out

RECORDS = """
---
id: IMP-2611-7k3mqx
title: Cache build dependencies
state: in-progress
owner: platform
consulted: [Security desk, hr]
informed: security desk
raised: 2026-11-02
plan:
  - {id: s1x, do: Order a disk, owner: network}
  - {id: s2x, do: Set it up, owner: Platform}
  - {id: s3x, do: Tell of it}
  - {id: s4x, do: Ask who waits, done: 2026-11-04}
"""


def found(register: Register, name: str = "7k3") -> Roles:
    return derive(register, register.entry(name))


def test_roles(register: Register) -> None:
    roles = found(register)
    assert roles.accountable == "platform"
    assert roles.responsible == ("network", "Platform")
    assert roles.people == ("platform", "network", "Security desk", "hr")


test_roles.__doc__ = (
    "The owner is accountable, whoever owns a step is responsible; spelled alike they are one."
    + RECORDS
)


def test_faults(register: Register) -> None:
    assert [(f.message, f.mend) for f in found(register).faults] == [
        (
            "Nobody is responsible for step s3x, Tell of it.",
            "learnorg plan set 7k3 s3x --owner NAME",
        ),
        (
            "Security desk is both consulted and informed; whoever is consulted knows.",
            "learnorg set 7k3 'informed-=security desk'",
        ),
    ]


test_faults.__doc__ = (
    "A step to do without an owner and one person in two roles are told; a done step is not."
    + RECORDS
)


def test_nobody(register: Register) -> None:
    """
    Without an owner nobody is accountable; without a plan the owner is responsible, too.
    ---
    id: IMP-2611-7k3mqx
    title: Shorter hand-over
    state: proposed
    raised: 2026-11-02
    ---
    id: IMP-2611-x2wbcd
    title: Label the racks
    state: proposed
    owner: network
    raised: 2026-11-02
    plan: []
    """
    nobody = found(register)
    assert (nobody.accountable, nobody.responsible, nobody.people) == ("", (), ())
    assert [f.message for f in nobody.faults] == ["Nobody is accountable."]
    owned = found(register, "x2w")
    assert (owned.accountable, owned.responsible, owned.faults) == ("network", ("network",), ())


def test_page(register: Register, expected: Callable[[str, str], None]) -> None:
    expected("roles.txt", show(lay_out(found(register)), 80, colour=False))


test_page.__doc__ = "The matrix, as a terminal shows it." + RECORDS
