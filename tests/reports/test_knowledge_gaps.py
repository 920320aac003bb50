from collections.abc import Callable

import pytest

from learnorg.page import Text
from learnorg.register.needs import Need, Source
from learnorg.register.register import Register
from learnorg.render.terminal import show
from learnorg.reports.knowledge_gaps import derive, fill, lay_out
from registers import TODAY
from reports.known import OLD, OUTLOOK, over
from rules import upon


def test_gaps(register: Register) -> None:
    found = derive(register, TODAY)
    assert [need.topic for _, _, need in found.gaps] == ["Speak with upset callers", "VPN sessions"]
    assert (found.needs, found.critical, found.open_critical) == (4, 2, 1)
    data = lay_out(found).data
    assert isinstance(data, dict)
    assert data["coverage"] == {"count": 2, "of": 4, "share": 0.5}
    assert data["critical"] == {"count": 1, "of": 2, "share": 0.5}
    assert data["gaps"][1]["fill"] == "learnorg validate KB-2610-c10sdd"


test_gaps.__doc__ = over("Needs without a validated source are gaps, critical ones first.")


def need(*sources: Source, ways: tuple[str, ...] = ()) -> Need:
    return Need("desk", "b0m", "Reset the boss's key", False, ways, sources, ())


KEY = "'Reset the boss'\"'\"'s key'"
WIP = Source(OUTLOOK, "article", "Outlook", "wip")
SEEN = Source("KB-2611-h0dbbb", "article", "Printer", "not-validated")
COURSE = Source("resource:keys", "resource", "Keys", "candidate")


@pytest.mark.parametrize(
    ("one", "command"),
    [
        (need(WIP), "learnorg validate x2w"),
        (need(WIP, SEEN), "learnorg validate KB-2611-h0dbbb"),
        (need(COURSE), "learnorg resource approve keys"),
        (need(Source(OLD, "article", "", "archived", open=False)),
         f"learnorg article new {KEY} --type how-to"),
        (need(Source("https://example.org")), f"learnorg article new {KEY} --type how-to"),
        (need(ways=("pairing", "course")),
         f"learnorg resource new reset-the-boss-s-key --type course --title {KEY} --topic {KEY}"),
        (need(ways=("article", "course")), f"learnorg article new {KEY} --type how-to"),
    ],
)  # fmt: skip
def test_fill(one: Need, command: str) -> None:
    """What is nearest to a validated source is to become one; else a new one is begun."""
    assert fill(one, {OUTLOOK: "x2w"}) == command


def test_page(register: Register, expected: Callable[[str, str], None]) -> None:
    expected("knowledge-gaps.txt", show(lay_out(derive(register, TODAY)), 80, colour=False))


test_page.__doc__ = over("The gaps on a terminal, with the commands that fill them.")


@upon("""
# path: register/resources/keys.yaml
id: keys
title: Keys
type: course
state: approved
links: [{rel: teaches, to: role:desk#b0m}]
---
# path: register/roles/desk.yaml
id: desk
title: Desk
activities: [{id: d0m, do: Doors, needs: [{id: b0m, topic: Keys, critical: true}]}]
""")
def test_none(register: Register) -> None:
    """An approved course that teaches a need leaves no gap."""
    page = lay_out(derive(register, TODAY))
    assert page.blocks == (Text("1 need in 1 role: 100 % have a validated source.", "good"),)


def test_nothing(register: Register) -> None:
    """Without a role there is nothing to cover, and so no coverage."""
    page = lay_out(derive(register, TODAY))
    told = "Not enough data: no role is described yet (learnorg role need SLUG TOPIC)."
    assert page.blocks == (Text(told, "quiet"),)
    assert isinstance(page.data, dict)
    assert page.data["coverage"] == {"count": 0, "of": 0, "share": None}
