from learnorg.checks.dangling_link import dangling_link
from learnorg.register.register import Register
from rules import found


def test_yes(register: Register) -> None:
    """
    A link to a record that is not there is found at its target.
    ---
    id: IMP-2611-7k3mqx
    title: Shorter hand-over
    state: proposed
    raised: 2026-11-02
    links:
      - rel: depends-on
        to: IMP-2611-000000
    """
    assert found(dangling_link, register) == ["7:5 there is no record 'IMP-2611-000000'"]


def test_no(register: Register) -> None:
    """
    Links to records and their parts, other systems, registers and addresses are not.
    ---
    id: IMP-2611-7k3mqx
    title: Shorter hand-over
    state: proposed
    raised: 2026-11-02
    links:
      - {rel: relates-to, to: lea}
      - {rel: relates-to, to: "person:lea"}
      - {rel: relates-to, to: "IMP-2611-7k3mqx#b7k"}
      - {rel: relates-to, to: "servicenow:INC1"}
      - {rel: relates-to, to: "https://example.org"}
    plan:
      - {id: b7k, do: Try it}
    ---
    id: lea
    title: Lea
    """
    assert found(dangling_link, register) == []


def test_edge(register: Register) -> None:
    """
    A target of no form, one of another kind and a part that is not there are found; a link
    without a target is not a link. So is a factor that its own review does not have.
    ---
    id: IMP-2611-7k3mqx
    title: Shorter hand-over
    state: proposed
    raised: 2026-11-02
    links:
      - {rel: relates-to, to: Two words}
      - {rel: relates-to, to: "improvement:lea"}
      - {rel: relates-to, to: "IMP-2610-svnd00#b7k"}
      - {rel: relates-to, to: "IMP-2610-svnd00#b7x"}
      - {rel: relates-to, to: "person:lea#b7k"}
      - {rel: relates-to}
    ---
    id: IMP-2610-svnd00
    title: Fewer calls
    state: proposed
    raised: 2026-10-02
    plan:
      - {id: b7k, do: Try it}
      - {do: Tell of it}
    ---
    id: lea
    title: Lea
    ---
    id: REV-2611-7k3mqx
    title: New switches
    type: change
    state: draft
    raised: 2026-11-02
    factors:
      - {id: f1x, what: Labels were missing}
    findings:
      - id: b7k
        what: Label them
        factors: [f1x, f9x]
    """
    assert found(dangling_link, register) == [
        "6:23 a link cannot point to 'Two words'",
        "7:23 there is no record 'improvement:lea'",
        "9:23 IMP-2610-svnd00 has no part '#b7x'",
        "10:23 lea has no part '#b7k'",
        "12:20 REV-2611-7k3mqx has no factor 'f9x'",
    ]
