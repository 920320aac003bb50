import json

import pytest

from learnorg.register.authority import Mover
from learnorg.register.evidence import Actor, BadActors, Forge, People, forge
from learnorg.settings import Evidence, Level, Policy

PEOPLE = People(
    [
        ("ada", {"emails": ["ada@example.org", "Ada@Home.example"], "aliases": "@ada-at-work"}),
        ("lea", {"emails": "lea@example.org", "aliases": ["lea-at-work", "CSI-7"]}),
        ("odd", {"emails": {"a": "b"}, "aliases": [["x"], None, ""]}),
    ]
)
NOBODY = People([])


def told(said: object, people: People = PEOPLE) -> Forge:
    return forge(json.dumps(said).encode(), "actors.json", people)


def test_ambiguous() -> None:
    """What two people are known by, or another one is called, is nobody's."""
    people = People(
        [
            ("aaa", {"emails": ["ada@example.org", "a@example.org"], "aliases": ["ada", "x"]}),
            ("ada", {"emails": "ADA@example.org", "aliases": "ada-at-work"}),
            ("x", {"aliases": "x"}),
        ]
    )
    known = {who: people.known(Mover(who)).person for who in ("ada@example.org", "a@example.org")}
    assert known == {"ada@example.org": "", "a@example.org": "aaa"}
    logins = ("ada", "ada-at-work", "x")
    assert [people.known(Mover(login=f"@{login}")).person for login in logins] == ["", "ada", ""]


def test_meant() -> None:
    """A record means a person by slug, address, alias or name; others are who they are called."""
    for name in ("ada", "Ada", "ADA@home.example", "@ada-at-work"):
        assert PEOPLE.meant(name) == "ada"
    assert PEOPLE.meant("Night shift") == PEOPLE.meant("night-shift") == "night-shift"
    assert PEOPLE.meant("夜") == "夜"


def test_others() -> None:
    """An address, alias or slug is somebody else's or nobody's."""
    assert PEOPLE.others("LEA@example.org", "ada") == PEOPLE.others("lea", "ada") == ["lea"]
    assert PEOPLE.others("lea@example.org", "lea") == PEOPLE.others("x", "lea") == []


def test_good() -> None:
    """A forge's file says who made and who approved a change."""
    said = told(
        {
            "author": {"login": "Leo", "email": "leo@example.org", "name": "Leo", "id": 7},
            "approvers": [{"login": "Ada-At-Work"}, {"email": "LEA@example.org", "login": None}],
        }
    )
    assert said.author == Mover("leo@example.org", login="@leo")
    assert [who.person for who in said.approvers] == ["ada", "lea"]
    assert said.author.told == "@leo <leo@example.org>"


@pytest.mark.parametrize("said", [{}, {"author": None, "approvers": None}])
def test_nothing_said(said: object) -> None:
    """One that says nothing names nobody."""
    assert told(said) == Forge()


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "it is empty"),
        ("{", "line 1, column 2: it ends here, in the middle"),
        ("[" * 100_000, "it is nested too deep"),
        (
            '{"author": {"login": "\udcc0da"}}',
            "line 1, column 23: byte 0xc0 is not UTF-8 text; save the file as UTF-8",
        ),
        ('{"author": null, "author": {}}', "the key 'author' stands twice in one object"),
        ('{"number": ' + "9" * 5000 + "}", "a number has more digits than can be read"),
        ('{"autor": {"login": "ada"}}', "'autor' is no known key"),
        ('{"author": {}}', "`author` has neither `login` nor `email`"),
        ('{"author": {"user": "ada"}}', "`author` has neither `login` nor `email`"),
        ('{"author": {"login": ""}}', "`author` has neither `login` nor `email`"),
        ('{"approvers": [{"login": "a"}, {}]}', "`approvers.2` has neither `login` nor `email`"),
        ('{"author": {"login": 7, "email": "a@b"}}', "`author.login` is no text"),
        ('{"author": {"login": "a", "email": ["a@b"]}}', "`author.email` is no text"),
        ('{"approvers": [{"login": true}]}', "`approvers.1.login` is no text"),
        ('{"approvers": false}', "`approvers` is no list of objects"),
        ("[]", "it is no object"),
        ('"ada"', "it is no object"),
        ('{"author": "ada"}', "`author` is no object"),
        ('{"author": ["ada"]}', "`author` is no object"),
        ('{"approvers": {"login": "ada"}}', "`approvers` is no list of objects"),
        ('{"approvers": ["ada"]}', "`approvers` is no list of objects"),
        ('{"approvers": [null]}', "`approvers` is no list of objects"),
    ],
)
def test_bad(text: str, why: str) -> None:
    """What is none is refused, and what is the matter is said."""
    with pytest.raises(BadActors) as error:
        forge(text.encode("utf-8", "surrogateescape"), "actors.json", PEOPLE)
    assert str(error.value) == f"actors.json does not say who made the change: {why}"


def test_hints() -> None:
    """A key that is misspelt is known again, and the right form is always told."""
    with pytest.raises(BadActors) as error:
        told({"autor": {"login": "ada"}})
    assert error.value.hint.startswith("Did you mean 'author'? It holds {")
    with pytest.raises(BadActors) as error:
        told({"author": {"mail": "ada@example.org"}})
    assert error.value.hint.startswith("Did you mean 'email'? It holds {")


def test_byte_order_mark() -> None:
    """The mark that some programs put first is no part of it."""
    said = forge('\ufeff{"author": {"login": "leo"}}'.encode(), "actors.json", PEOPLE)
    assert said.author == Mover(login="@leo")


POLICY = Policy(
    authority=("ada", "Grace Hopper", "@root"),
    levels=(Level("team-lead", ("lea",)), Level("empty")),
    rights={"accept": "team-lead", "approve": "authority"},
)


@pytest.mark.parametrize(
    ("who", "right"),
    [
        ({"login": "ada"}, False),
        ({"login": "@ada"}, False),
        ({"login": "x", "name": "ada"}, False),
        ({"login": "Grace Hopper"}, False),
        ({"login": "grace-hopper", "name": "Grace Hopper"}, False),
        ({"login": "x", "email": "ada@elsewhere.example"}, False),
        ({"login": "lea-at-work"}, False),
        ({"login": "root"}, True),
        ({"login": "ROOT"}, True),
        ({"login": "ada-at-work"}, True),
        ({"login": "x", "email": "ada@home.example"}, True),
    ],
)
def test_rights(who: dict[str, str], right: bool) -> None:
    """
    Rights come by a login that policy or a listed person names, or by a listed address.

    To be called like somebody with rights gives none.
    """
    made = told({"author": who}).author
    assert made
    assert Actor(made, "forge").lacks(POLICY, "approve") == ("" if right else "the authority")
    approvers = told({"author": {"login": "y"}, "approvers": [who]}).approvers
    assert Actor(Mover(), "forge", approvers).governs(POLICY) is right


def test_listed_and_named() -> None:
    """Whoever is listed as a person keeps the rights that policy gives to the login."""
    policy = Policy(authority=("@ada-at-work",))
    made = told({"author": {"login": "ada-at-work"}}).author
    assert made
    assert made.person == "ada"
    assert Actor(made).lacks(policy, "accept") == ""


def test_own_approval() -> None:
    """Nobody approves their own change, under whatever of their names."""
    author = {"login": "ada-at-work"}
    same = {"login": "x", "email": "ada@example.org"}
    assert told({"author": author, "approvers": [author, same, {"login": "y"}]}).approvers == (
        Mover(login="@y"),
    )


@pytest.mark.parametrize(
    ("who", "known"),
    [
        (Mover("ADA@example.org", "A"), Mover("ADA@example.org", "A", "ada")),
        (Mover("csi-7"), Mover("csi-7", "", "lea")),
        (Mover("x@example.org", "X"), Mover("x@example.org", "X")),
        (Mover("x@example.org", "Ada"), Mover("x@example.org", "")),
        (Mover("lea@example.org", "Ada"), Mover("lea@example.org", "", "lea")),
        (Mover("lea@example.org", "Lea"), Mover("lea@example.org", "Lea", "lea")),
        (Mover(), Mover()),
    ],
)
def test_people(who: Mover, known: Mover) -> None:
    """Listed people are known by address; being called like one is nothing."""
    assert PEOPLE.known(who)[:4] == known[:4]


@pytest.mark.parametrize("name", ["ada@example.org", "Ada@Home.example", "@ada-at-work", "ada"])
@pytest.mark.parametrize(
    "who", [{"login": "ada-at-work"}, {"email": "ada@home.example"}, {"email": "ada@example.org"}]
)
def test_by_any_name(name: str, who: dict[str, str]) -> None:
    """Policy may name a listed person by whatever of their names, and git know them by another."""
    made = told({"author": who}).author
    assert made
    assert Actor(made).governs(Policy(authority=(name,)))
    assert PEOPLE.known(Mover()).listed == frozenset()


def test_shared() -> None:
    """What two people are known by, or another one is called, gives rights to neither."""
    people = People(
        [
            ("ada", {"emails": ["ada@example.org", "desk@example.org"], "aliases": ["lea", "a"]}),
            ("lea", {"emails": ["lea@example.org", "desk@example.org"]}),
        ]
    )
    assert people.known(Mover("ada@example.org")).listed == {"ada@example.org", "a"}


@pytest.mark.parametrize("name", ["CSI-7", "csi 7", "Lea at work"])
def test_called_like_an_alias(name: str) -> None:
    """To be called by what somebody else is known by is nothing, either."""
    assert PEOPLE.known(Mover("ada@example.org", name)).name == ""
    assert PEOPLE.known(Mover("lea@example.org", name)).name == name


def test_names() -> None:
    """All that a person is called and known by, also what somebody else is."""
    assert PEOPLE.names("lea") == {"lea", "lea@example.org", "lea-at-work", "csi-7"}
    assert PEOPLE.names("x") == {"x"}


def test_nobody_listed() -> None:
    """Where nobody is listed, whoever somebody says to be is all there is."""
    assert NOBODY.known(Mover("x@example.org", "Ada")) == Mover("x@example.org", "Ada")


@pytest.mark.parametrize(
    ("proof", "demand", "proven"),
    [
        ("author", "author", True),
        ("author", "forge", False),
        ("forge", "forge", True),
        ("signature", "forge", True),
        ("forge", "signature", False),
    ],
)
def test_proven(proof: str, demand: str, proven: bool) -> None:
    """A proof is as good as a surer one that is demanded, or it is none."""
    policy = Policy(evidence=Evidence(demand=demand))  # type: ignore[arg-type]  # from parameters
    assert Actor(Mover(), proof).proven(policy) is proven


def test_lacks() -> None:
    """Whoever made or approved it may stand on the level; else the level is named."""
    lea, nobody = Mover(person="lea"), Mover("x@example.org")
    assert Actor(nobody).lacks(POLICY, "accept") == "team-lead"
    assert Actor(nobody, approvers=(nobody, lea)).lacks(POLICY, "accept") == ""
    assert Actor(lea).lacks(POLICY, "approve") == "the authority"
    assert Actor(nobody).lacks(POLICY, "start") == ""


@pytest.mark.parametrize(
    ("policy", "who", "governs"),
    [
        (Policy(), "x", True),
        (Policy(evidence=Evidence(demand="forge")), "x", False),
        (POLICY, "ada", True),
        (POLICY, "lea", False),
        (Policy(levels=(Level("low", ("lea",)), Level("high", ("ada",)))), "lea", False),
        (Policy(levels=(Level("low", ("lea",)), Level("high", ("ada",)))), "ada", True),
        (Policy(levels=(Level("low", ("lea",)), Level("empty"))), "lea", True),
    ],
)
def test_governs(policy: Policy, who: str, governs: bool) -> None:
    """Policy is changed by whoever stands as high as anybody, if that is sure enough."""
    assert Actor(Mover(person=who)).governs(policy) is governs
