from learnorg.register.needs import Need, roles
from learnorg.register.register import Register
from reports.known import ACCOUNT, OLD, OUTLOOK, PRINTER, VPN, over


def needs(register: Register) -> dict[str, Need]:
    (role,) = roles(register)
    return {need.id: need for _, need in role.needs}


def test_roles(register: Register) -> None:
    (role,) = roles(register)
    assert (role.identity, role.title, role.team) == ("desk-agent", "Desk agent", "Service desk")
    assert [activity.do for activity in role.activities] == [
        "Reset passwords", "Take calls", "Watch alarms",
    ]  # fmt: skip
    assert [need.topic for _, need in role.needs] == [
        "Unlock an account", "Outlook asks for a password", "Speak with upset callers",
        "VPN sessions",
    ]  # fmt: skip
    (clerk,) = roles(register, "clerk")
    assert clerk.state == "retired"


test_roles.__doc__ = over("Live roles come with activities and needs; a retired one if asked for.")


def test_sources(register: Register) -> None:
    found = needs(register)
    assert [(s.target, s.state, s.sound, s.open) for s in found["jym"].sources] == [
        ("https://example.org/unlock", "", False, True),
        (ACCOUNT, "validated", True, True),
    ]
    assert [(s.target, s.sound, s.open) for s in found["gzh"].sources] == [
        (OUTLOOK, True, True),
        (PRINTER, False, True),
        (OLD, False, False),
    ]
    assert [(s.target, s.sound, s.open) for s in found["tpc"].sources] == [
        (VPN, False, True),
        ("resource:vpn-course", False, True),
        ("resource:gone", False, False),
    ]
    assert {name: need.covered for name, need in found.items()} == {
        "jym": True, "gzh": True, "bjh": False, "tpc": False,
    }  # fmt: skip


test_sources.__doc__ = over(
    "Sources are what a need names and what says that it documents it; validated ones are sound."
)


def test_holders(register: Register) -> None:
    found = needs(register)
    assert [(h.name, h.left, h.team) for h in found["jym"].holders] == [
        ("Lea Braun", False, False),
        ("bo", True, False),
    ]
    assert found["jym"].held_by_one
    assert not found["gzh"].held_by_one
    assert (found["bjh"].here, found["bjh"].held_by_one) == ([], False)
    assert (found["tpc"].holders, found["tpc"].held_by_one) == ([], False)


test_holders.__doc__ = over(
    "A person under two names is one holder, who has left is none, and a team is more than one."
)


def test_the_team_alone(register: Register) -> None:
    """
    A listed team that alone holds something is not one person; other plain words are.
    ---
    # path: learnorg.yaml
    teams: [Service desk]
    ---
    # path: register/roles/desk.yaml
    id: desk
    title: Desk
    activities:
      - {do: Call, needs: [{id: c2x, topic: Tone, holders: service desk}]}
      - {do: File, needs: [{id: b2x, topic: Names, holders: [the hotline]}]}
    """
    (role,) = roles(register)
    assert [need.held_by_one for _, need in role.needs] == [False, True]
    assert [need.address for _, need in role.needs] == ["role:desk#c2x", "role:desk#b2x"]


def test_odd_shapes(register: Register) -> None:
    """
    What stands in another form than it should is passed over.
    ---
    # path: register/roles/desk.yaml
    id: desk
    title: Desk
    activities: [Call, {do: [File], needs: none}, {do: Look, needs: [{topic: X, sources: {a: b}}]}]
    ---
    # path: register/roles/empty.yaml
    id: empty
    title: Empty
    activities: none
    """
    desk, empty = roles(register)
    assert [(a.do, len(a.needs)) for a in desk.activities] == [("", 0), ("Look", 1)]
    assert desk.activities[1].needs[0].sources == []
    assert empty.activities == []
