from collections.abc import Callable

from learnorg.page import Text
from learnorg.register.query import parse
from learnorg.register.register import Register
from learnorg.render.terminal import show
from learnorg.reports.knowledge_health import Health, derive, lay_out, wants
from registers import TODAY
from reports.known import ACCOUNT, DONE, OUTLOOK, VPN, done, over


def health(register: Register, *words: str) -> Health:
    return derive(register, parse(words, "article"), TODAY)


def test_health(register: Register) -> None:
    done(register, *DONE)
    found = health(register)
    assert {one.identity: wants(one) for one in found.articles} == {
        ACCOUNT: ["1 open flag"],
        OUTLOOK: [],
        VPN: ["not validated", "never used"],
    }
    assert found.all == ("", 1, 3, 2, 2, 1, 1, 0, 1)
    assert [one.team for one in found.teams] == ["Platform", "Service desk", ""]


test_health.__doc__ = over("Each article has what it wants; work in progress is only counted.")


def test_without_use(register: Register) -> None:
    found = health(register)
    assert {one.identity: wants(one) for one in found.articles} == {
        ACCOUNT: ["stale", "never used"],
        OUTLOOK: ["never used"],
        VPN: ["not validated", "never used"],
    }


test_without_use.__doc__ = over("What experience keeps goes stale without use.")


def test_orphan(register: Register) -> None:
    """
    An article to which nothing points is an orphan, also if it points elsewhere itself.
    ---
    id: KB-2609-7k3mqx
    title: One
    type: fix
    state: not-validated
    raised: 2026-09-02
    links: [{rel: learned-from, to: IMP-2609-7k3mqx}]
    ---
    id: KB-2609-x2wbcd
    title: Two
    type: fix
    state: not-validated
    raised: 2026-09-02
    ---
    id: IMP-2609-7k3mqx
    title: Label the racks
    state: proposed
    raised: 2026-09-02
    links: [{rel: relates-to, to: KB-2609-x2wbcd}]
    """
    assert [one.linked for one in health(register).articles] == [False, True]


def test_data(register: Register) -> None:
    done(register, *DONE)
    data = lay_out(health(register, "team:platform")).data
    assert isinstance(data, dict)
    assert data["all"] == {
        "articles": 1,
        "in_progress": 0,
        "fresh": {"count": 1, "of": 1, "share": 1.0},
        "open_flags": 0,
        "flagged": 0,
        "orphans": {"count": 0, "of": 1, "share": 0.0},
        "never_used": {"count": 0, "of": 1, "share": 0.0},
    }
    assert [one["id"] for one in data["articles"]] == [OUTLOOK]


test_data.__doc__ = over("Programs get counts with what they are a share of, for a query alone.")


def test_page(register: Register, expected: Callable[[str, str], None]) -> None:
    done(register, *DONE)
    expected("knowledge-health.txt", show(lay_out(health(register)), 80, colour=False))


test_page.__doc__ = over("Health on a terminal.")


def test_nothing(register: Register) -> None:
    """Without an article nothing is fresh and nothing is not."""
    page = lay_out(health(register))
    assert page.blocks[1] == Text("Not enough data: no article is there to be used yet.", "quiet")
    assert isinstance(page.data, dict)
    assert page.data["all"]["fresh"] == {"count": 0, "of": 0, "share": None}
