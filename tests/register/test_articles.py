from datetime import date

from learnorg.register.articles import Article, articles
from learnorg.register.query import parse
from learnorg.register.register import Register
from registers import TODAY
from reports.known import ACCOUNT, DONE, OUTLOOK, PRINTER, VPN, done, numbered, over


def known(register: Register, *words: str) -> dict[str, Article]:
    return {one.identity: one for one in articles(register, parse(words, "article"), TODAY)}


def test_standing(register: Register) -> None:
    done(register, *DONE)
    found = known(register)
    assert {i: one.until for i, one in found.items()} == {
        ACCOUNT: date(2026, 12, 1),  # used on 2026-11-01, thirty days
        OUTLOOK: date(2027, 2, 20),  # validated on 2026-11-12, a hundred days
        PRINTER: None,
        VPN: None,
    }
    assert {i: one.fresh for i, one in found.items()} == {
        ACCOUNT: True, OUTLOOK: True, PRINTER: None, VPN: None,
    }  # fmt: skip
    assert {i: one.linked for i, one in found.items()} == {
        ACCOUNT: True, OUTLOOK: True, PRINTER: True, VPN: True,
    }  # fmt: skip
    assert set(known(register, "team:platform")) == {OUTLOOK}


test_standing.__doc__ = over(
    "Compliance runs from the validation, experience from validation or use; the rest has none."
)


def test_attention(register: Register) -> None:
    done(register, *DONE, numbered(9, "fixed", VPN, "2026-11-20"))
    found = known(register)
    assert {i: (one.age, one.attention) for i, one in found.items()} == {
        ACCOUNT: (73, 2 * 73 * 2),  # validated on 2026-09-10, two uses, a flag
        OUTLOOK: (10, 1 * 10 * 1),
        PRINTER: (20, 0),
        VPN: (2, 0),
    }


test_attention.__doc__ = over("The age runs from the last validation or fix, else from raised.")


def test_unused(register: Register) -> None:
    """
    Kept by experience and not used for long is stale; a day of its own may come earlier.
    ---
    id: KB-2609-7k3mqx
    title: One
    type: fix
    state: validated
    raised: 2026-01-02
    dates: {validated: 2026-05-25}
    ---
    id: KB-2609-x2wbcd
    title: Two
    type: fix
    state: validated
    raised: 2026-01-02
    dates: {validated: 2026-05-26}
    ---
    id: KB-2609-h0dbbb
    title: Three
    type: fix
    state: validated
    raised: 2026-01-02
    validation: {by: lea, on: 2026-11-20}
    review_by: 2026-11-21
    ---
    id: KB-2609-c10sdd
    title: Four
    type: fix
    state: validated
    """
    found = known(register)
    assert [one.title for one in found.values()] == ["One", "Four", "Three", "Two"]
    assert [one.fresh for one in found.values()] == [False, None, False, True]
    assert [one.age for one in found.values()] == [181, None, 2, 180]
