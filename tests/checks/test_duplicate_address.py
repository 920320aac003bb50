from learnorg.checks.duplicate_address import duplicate_address
from learnorg.register.register import Register
from rules import found


def test_yes(register: Register) -> None:
    """
    An address that two people have is found in the second.
    ---
    id: ada
    title: Ada
    emails: [ada@example.org, desk@example.org]
    ---
    id: lea
    title: Lea
    emails:
      - desk@example.org
    """
    assert found(duplicate_address, register) == [
        "3:1 desk@example.org is an address of ada already"
    ]


def test_no(register: Register) -> None:
    """
    Addresses that differ are not, nor those of teams and records that are no people.
    ---
    id: ada
    title: Ada
    emails: ada@example.org
    ---
    id: lea
    title: Lea
    emails: lea@example.org
    ---
    id: IMP-2611-7k3mqx
    title: Shorter hand-over
    state: proposed
    raised: 2026-11-02
    aliases: ada@example.org
    """
    assert found(duplicate_address, register) == []


def test_edge(register: Register) -> None:
    """
    An alias may be an address, case makes no difference, and who left had it all the same; one
    person may be known twice by the same.
    ---
    id: ada
    title: Ada
    state: left
    emails: Desk@example.org
    ---
    id: lea
    title: Lea
    emails: [lea@example.org, Lea@example.org]
    aliases: [lea@example.org, desk@Example.org]
    ---
    id: max
    title: Max
    aliases: [CSI-7]
    ---
    id: zoe
    title: Zoe
    aliases: [CSI-7]
    """
    assert found(duplicate_address, register) == [
        "4:1 desk@Example.org is an address of ada already"
    ]
