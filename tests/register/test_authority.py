import pytest

from learnorg.register.authority import (
    Mover,
    NotAllowed,
    level_of,
    mover,
    open_to_all,
    require,
    reserved,
)
from learnorg.register.register import Register
from learnorg.settings import Level, Policy

LEA = Mover("lea@example.org", "Lea Park", "lea-park")
ADA = Mover("ada@example.org", "Ada")
POLICY = Policy(
    authority=("lea-park",),
    levels=(Level("team-lead", ("ADA@example.org",)), Level("head", ("jo",))),
    rights={"accept": "team-lead", "approve": "head", "decline": "authority"},
)


def test_mover(register: Register) -> None:
    """
    Whoever works is the person to whom their address belongs, in any case.
    ---
    id: lea-park
    title: Lea Park
    emails: [Lea@example.org, lea@old.example.org]
    """
    assert mover(register, "lea@example.org", "L.") == Mover("lea@example.org", "L.", "lea-park")
    assert mover(register, "ada@example.org", "Ada") == ADA
    assert mover(register, "", "") == Mover()


@pytest.mark.parametrize(
    ("who", "known_as"),
    [(LEA, "lea-park"), (ADA, "Ada"), (Mover("x@y"), "x@y"), (Mover(), "unknown")],
)
def test_known_as(who: Mover, known_as: str) -> None:
    """Records name the listed person, else the name, else the address."""
    assert who.known_as == known_as


def test_names() -> None:
    """Policy and records may mean somebody by slug, name or address."""
    assert LEA.names == {"lea@example.org", "lea park", "lea-park"}
    assert Mover().names == frozenset()


def test_levels() -> None:
    """Everybody stands on their highest level; the authority stands above all."""
    assert level_of(POLICY, LEA) == (3, "authority")
    assert level_of(POLICY, ADA) == (1, "team-lead")
    assert level_of(POLICY, Mover(person="jo")) == (2, "head")
    assert level_of(POLICY, Mover()) == (0, "")


@pytest.mark.parametrize(
    ("who", "allowed"),
    [
        (LEA, {"accept", "approve", "decline", "start"}),
        (Mover(person="jo"), {"accept", "approve", "start"}),
        (ADA, {"accept", "start"}),
        (Mover(), {"start"}),
    ],
)
def test_require(who: Mover, allowed: set[str]) -> None:
    """A level may do what lower ones may; what no right names, anybody may."""
    for action in ("accept", "approve", "decline", "start"):
        if action in allowed:
            require(POLICY, action, who)
        else:
            with pytest.raises(NotAllowed):
                require(POLICY, action, who)


def test_refusal() -> None:
    """A refusal says who may, and speaks of the level, not of a fault."""
    with pytest.raises(NotAllowed) as refusal:
        require(POLICY, "approve", ADA)
    assert str(refusal.value) == "policy lets only head approve; you are Ada <ada@example.org>"
    assert refusal.value.hint.startswith(
        "Ask head: jo, or propose it on a branch: the same with --propose."
    )


def test_reserved() -> None:
    """To whom a move is reserved is told with those who stand there, unless one stands there."""
    assert str(reserved(POLICY, "approve", ADA)) == "head (jo)"
    assert str(reserved(POLICY, "decline", ADA)) == "the authority (lea-park)"
    assert reserved(POLICY, "accept", ADA) is None


def test_nobody_named() -> None:
    """Where policy names nobody, anybody may decide; one name is enough to change that."""
    assert open_to_all(Policy())
    require(Policy(), "approve", Mover())
    assert open_to_all(Policy(levels=(Level("team-lead"),)))
    assert not open_to_all(Policy(levels=(Level("team-lead", ("ada",)),)))
    assert not open_to_all(Policy(authority=("lea",)))
