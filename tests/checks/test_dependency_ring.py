from learnorg.checks.dependency_ring import dependency_ring
from learnorg.register.register import Register
from rules import found


def test_yes(register: Register) -> None:
    """
    A ring is found once, at the link of the record with the smallest identity.
    ---
    id: IMP-2611-ddd333
    title: New disks
    state: accepted
    raised: 2026-11-02
    links: [{rel: depends-on, to: "IMP-2611-bbb111#b7k"}]
    ---
    id: IMP-2611-ccc222
    title: Fewer calls
    state: accepted
    raised: 2026-11-02
    links:
      - rel: depends-on
        to: IMP-2611-ddd333
    ---
    id: IMP-2611-bbb111
    title: Shorter hand-over
    state: accepted
    raised: 2026-11-02
    plan:
      - {id: b7k, do: Try it}
    links:
      - rel: relates-to
        to: IMP-2611-ccc222
      - rel: depends-on
        to: IMP-2611-ccc222
    """
    (told,) = found(dependency_ring, register)
    assert told == (
        "11:5 'depends-on' leads in a ring: IMP-2611-bbb111 -> IMP-2611-ccc222 -> "
        "IMP-2611-ddd333 -> IMP-2611-bbb111"
    )


def test_no(register: Register) -> None:
    """
    A chain is no ring, nor is a whole that depends on its part, nor a link to itself.
    ---
    id: IMP-2611-bbb111
    title: Shorter hand-over
    state: accepted
    raised: 2026-11-02
    links:
      - {rel: depends-on, to: IMP-2611-ccc222}
      - {rel: depends-on, to: IMP-2611-ddd333}
      - {rel: depends-on, to: IMP-2611-bbb111}
    ---
    id: IMP-2611-ccc222
    title: Fewer calls
    state: accepted
    raised: 2026-11-02
    links:
      - {rel: part-of, to: IMP-2611-bbb111}
      - {rel: depends-on, to: IMP-2611-ddd333}
    ---
    id: IMP-2611-ddd333
    title: New disks
    state: accepted
    raised: 2026-11-02
    links:
      - {rel: relates-to, to: IMP-2611-bbb111}
      - {rel: depends-on, to: IMP-2611-000000}
    """
    assert found(dependency_ring, register) == []


def test_edge(register: Register) -> None:
    """
    Parts in a ring are found, among people too, and rings that share a record each by itself.
    ---
    id: IMP-2611-bbb111
    title: Shorter hand-over
    state: accepted
    raised: 2026-11-02
    links:
      - {rel: part-of, to: IMP-2611-ccc222}
    ---
    id: IMP-2611-ccc222
    title: Fewer calls
    state: closed
    raised: 2026-11-02
    links:
      - {rel: part-of, to: IMP-2611-bbb111}
      - {rel: part-of, to: IMP-2611-ddd333}
    ---
    id: IMP-2611-ddd333
    title: New disks
    state: accepted
    raised: 2026-11-02
    links:
      - {rel: part-of, to: IMP-2611-ccc222}
    ---
    id: ada
    title: Ada
    links:
      - {rel: part-of, to: lea}
    ---
    id: lea
    title: Lea
    links:
      - {rel: part-of, to: "person:ada"}
    """
    assert found(dependency_ring, register) == [
        "6:20 'part-of' leads in a ring: IMP-2611-bbb111 -> IMP-2611-ccc222 -> IMP-2611-bbb111",
        "7:20 'part-of' leads in a ring: IMP-2611-ccc222 -> IMP-2611-ddd333 -> IMP-2611-ccc222",
        "4:20 'part-of' leads in a ring: person:ada -> person:lea -> person:ada",
    ]
