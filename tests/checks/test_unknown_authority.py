from learnorg.checks.unknown_authority import unknown_authority
from learnorg.register.register import Register
from rules import found


def test_yes(register: Register) -> None:
    """
    An identity that may decide and is nobody's is found where people are listed.
    ---
    # path: learnorg.yaml
    authority:
      - leaa
    levels:
      - name: team
        people: [lea, ada]
    ---
    id: lea
    title: Lea
    """
    assert found(unknown_authority, register) == [
        "2:5 'leaa' may decide, and is no listed person",
        "5:19 'ada' may decide, and is no listed person",
    ]


def test_no(register: Register) -> None:
    """
    Listed people and addresses are not.
    ---
    # path: learnorg.yaml
    authority: [lea, ada@example.org]
    ---
    id: lea
    title: Lea
    """
    assert found(unknown_authority, register) == []


def test_edge(register: Register) -> None:
    """
    Where nobody is listed, anybody may decide who is named; a single name needs no list.
    ---
    # path: learnorg.yaml
    authority: leaa
    """
    assert found(unknown_authority, register) == []
