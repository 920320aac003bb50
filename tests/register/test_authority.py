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
    lea = mover(register, "lea@example.org", "L.")
    assert lea[:3] == ("lea@example.org", "L.", "lea-park")
    assert mover(register, "ada@example.org", "Ada") == ADA
    assert mover(register, "", "") == Mover()


def test_listed(register: Register) -> None:
    """
    Policy may name a person by whatever the register lists of them and of nobody else.
    ---
    id: lea-park
    title: Lea Park
    emails: [Lea@Example.org, lea@old.example.org, desk@example.org]
    aliases: [Lea-At-Work, ada, CSI-7]
    ---
    id: ada
    title: Ada
    emails: desk@EXAMPLE.org
    ---
    id: ben
    title: Ben
    aliases: csi-7
    """
    lea = mover(register, "lea@old.example.org", "L.")
    assert lea.listed == {"lea@example.org", "lea@old.example.org", "lea-at-work"}
    for name in ("LEA@example.org", "lea-at-work", "@lea-at-work", "lea-park"):
        assert level_of(Policy(authority=(name,)), lea) == (1, "authority")
    for name in ("desk@example.org", "ada", "csi-7", "@lea-park"):
        assert level_of(Policy(authority=(name,)), lea) == (0, "")


@pytest.mark.parametrize(
    ("who", "known_as"),
    [(LEA, "lea-park"), (ADA, "Ada"), (Mover("x@y"), "x@y"), (Mover(), "unknown")],
)
def test_known_as(who: Mover, known_as: str) -> None:
    """Records name the listed person, else the name, else the address."""
    assert who.known_as == known_as


def test_names() -> None:
    """Records may mean somebody by slug, name or address; policy by all that is listed, too."""
    assert LEA.names == {"lea@example.org", "lea park", "lea-park"}
    assert Mover().names == Mover().stands_as == frozenset()
    lea = LEA._replace(listed=frozenset({"l@example.org", "lea"}))
    assert lea.names == LEA.names
    assert lea.stands_as == {*LEA.names, "l@example.org", "lea", "@lea"}


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
