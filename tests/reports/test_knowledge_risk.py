from collections.abc import Callable

from learnorg.page import Text
from learnorg.register.register import Register
from learnorg.render.terminal import show
from learnorg.reports.knowledge_risk import derive, lay_out
from registers import TODAY
from reports.known import over


def test_risk(register: Register) -> None:
    found = derive(register, TODAY)
    assert [(one.need.topic, one.reasons) for one in found.risks] == [
        ("Speak with upset callers", ("no source", "no holder")),
        ("Unlock an account", ("one holder",)),
        ("VPN sessions", ("no holder",)),
    ]
    data = lay_out(found).data
    assert isinstance(data, dict)
    assert (data["needs"], [one["need"] for one in data["risks"]]) == (4, ["bjh", "jym", "tpc"])


test_risk.__doc__ = over(
    "Needs with at most one source or holder are at risk; who has left holds nothing."
)


def test_page(register: Register, expected: Callable[[str, str], None]) -> None:
    expected("knowledge-risk.txt", show(lay_out(derive(register, TODAY)), 80, colour=False))


test_page.__doc__ = over("What hangs on little, on a terminal.")


def test_none(register: Register) -> None:
    """
    Two sources, of which one is kept elsewhere, and two holders are enough.
    ---
    # path: register/roles/desk.yaml
    id: desk
    title: Desk
    activities:
      - do: Doors
        needs:
          - {id: b0m, topic: Keys, sources: [wiki:keys, https://example.org], holders: [a, b]}
    """
    page = lay_out(derive(register, TODAY))
    told = "1 need in 1 role: none hangs on one source or one holder."
    assert page.blocks == (Text(told, "good"),)


def test_no_needs(register: Register) -> None:
    """
    A role without needs has nothing at risk that anybody knows of.
    ---
    # path: register/roles/desk.yaml
    id: desk
    title: Desk
    """
    told = "Not enough data: no role says what it needs yet (learnorg role need SLUG TOPIC)."
    assert lay_out(derive(register, TODAY)).blocks == (Text(told, "quiet"),)
