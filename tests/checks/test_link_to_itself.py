from learnorg.checks.link_to_itself import link_to_itself
from learnorg.register.register import Register
from rules import found


def test_yes(register: Register) -> None:
    """
    A link from a record to itself is found at its target, whatever its relation.
    ---
    id: IMP-2611-7k3mqx
    title: Shorter hand-over
    state: proposed
    raised: 2026-11-02
    links:
      - rel: relates-to
        to: lea
      - rel: depends-on
        to: IMP-2611-7k3mqx
    ---
    id: lea
    title: Lea
    links:
      - rel: relates-to
        to: person:lea
    """
    assert found(link_to_itself, register) == [
        "9:5 'depends-on' leads from IMP-2611-7k3mqx to itself",
        "5:5 'relates-to' leads from lea to itself",
    ]


def test_no(register: Register) -> None:
    """
    A link to another record, system or address is not.
    ---
    id: IMP-2611-7k3mqx
    title: Shorter hand-over
    state: proposed
    raised: 2026-11-02
    links:
      - {rel: depends-on, to: IMP-2611-x2w90b}
      - {rel: relates-to, to: "servicenow:IMP-2611-7k3mqx"}
      - {rel: relates-to, to: "https://example.org/IMP-2611-7k3mqx"}
    ---
    id: IMP-2611-x2w90b
    title: Fewer calls
    state: proposed
    raised: 2026-11-02
    """
    assert found(link_to_itself, register) == []


def test_edge(register: Register) -> None:
    """
    A part of a record is the record; a slug of another kind's is not, nor is what is no target.
    ---
    id: IMP-2611-7k3mqx
    title: Shorter hand-over
    state: proposed
    raised: 2026-11-02
    links:
      - {rel: relates-to, to: "IMP-2611-7k3mqx#b7k"}
      - {rel: relates-to, to: Two words}
    ---
    id: lea
    title: Lea
    links:
      - {rel: relates-to, to: "improvement:lea"}
    """
    assert found(link_to_itself, register) == [
        "6:23 'relates-to' leads from IMP-2611-7k3mqx to itself"
    ]
