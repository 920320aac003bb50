from learnorg.register.links import Bond, bonds
from learnorg.register.register import Register


def test_both_ways(register: Register) -> None:
    """
    A record shows the links it holds and, in other words, those that others hold to it.
    ---
    id: IMP-2611-7k3mqx
    title: Shorter hand-over
    state: proposed
    raised: 2026-11-02
    links:
      - {rel: depends-on, to: IMP-2611-x2w90b}
      - {rel: raised-from, to: "servicenow:INC1"}
      - {rel: relates-to, to: IMP-2611-000000}
    ---
    id: IMP-2611-x2w90b
    title: Fewer calls
    state: closed
    raised: 2026-11-02
    """
    assert bonds(register, register.entry("7k3")) == [
        Bond("depends-on", "IMP-2611-x2w90b", "Fewer calls", "closed", there=True),
        Bond("raised-from", "servicenow:INC1", there=True),
        Bond("relates-to", "IMP-2611-000000", there=False),
    ]
    assert bonds(register, register.entry("x2w")) == [
        Bond("is needed by", "IMP-2611-7k3mqx", "Shorter hand-over", "proposed", there=True)
    ]


def test_itself(register: Register) -> None:
    """
    A record that points to a part of its own shows that once.
    ---
    id: IMP-2611-7k3mqx
    title: Shorter hand-over
    state: proposed
    raised: 2026-11-02
    links:
      - {rel: relates-to, to: "IMP-2611-7k3mqx#b7k"}
    """
    assert [bond.relation for bond in bonds(register, register.entry("7k3"))] == ["relates-to"]


def test_own_relation(register: Register) -> None:
    """
    A relation that is none shows as it was written.
    ---
    id: IMP-2611-7k3mqx
    title: Shorter hand-over
    state: proposed
    raised: 2026-11-02
    links: [{rel: blames, to: lea}]
    ---
    id: lea
    title: Lea
    """
    assert [bond.relation for bond in bonds(register, register.entry("lea"))] == ["blames"]


def test_mutual(register: Register) -> None:
    """
    A relation that says the same from both ends shows once, also where both ends hold it.
    ---
    id: IMP-2611-7k3mqx
    title: Shorter hand-over
    state: proposed
    raised: 2026-11-02
    links:
      - {rel: relates-to, to: IMP-2611-x2w90b}
      - {rel: depends-on, to: IMP-2611-x2w90b}
    ---
    id: IMP-2611-x2w90b
    title: Fewer calls
    state: proposed
    raised: 2026-11-02
    links:
      - {rel: relates-to, to: IMP-2611-7k3mqx}
      - {rel: depends-on, to: IMP-2611-7k3mqx}
    """
    relations = [bond.relation for bond in bonds(register, register.entry("7k3"))]
    assert relations == ["relates-to", "depends-on", "is needed by"]
