from collections.abc import Callable

from learnorg.page import Text
from learnorg.register.query import parse
from learnorg.register.register import Register
from learnorg.render.terminal import show
from learnorg.reports.knowledge_queue import Queue, derive, lay_out
from registers import TODAY
from reports.known import ACCOUNT, DONE, OUTLOOK, PRINTER, VPN, done, numbered, over


def queue(register: Register, *words: str) -> Queue:
    return derive(register, parse(words, "article"), TODAY)


def test_queue(register: Register) -> None:
    flag = numbered(9, "flagged", PRINTER, "2026-11-20", result={"text": "which one?"})
    done(register, *DONE, flag)
    found = queue(register)
    assert [(one.identity, one.attention) for one in found.articles] == [
        (ACCOUNT, 2 * 73 * 2),
        (OUTLOOK, 1 * 10 * 1),
        (PRINTER, 0),  # flagged
        (VPN, 0),
    ]
    assert [one.identity for one in queue(register, "owner:lea").articles] == [OUTLOOK]


test_queue.__doc__ = over("Uses x age x (1 + flags); of the unused ones the flagged come first.")


def test_page(register: Register, expected: Callable[[str, str], None]) -> None:
    done(register, *DONE)
    expected("knowledge-queue.txt", show(lay_out(queue(register), 3), 80, colour=False))


test_page.__doc__ = over("The first three of the queue on a terminal.")


def test_undated(register: Register) -> None:
    """
    What has no day at all has no age, and is told instead of counted as new.
    ---
    id: KB-2609-7k3mqx
    title: One
    type: fix
    state: wip
    """
    page = lay_out(queue(register))
    assert page.blocks[1:] == (
        Text("1 article of no known day, left out: KB-2609-7k3mqx.", "warn"),
    )


def test_nothing(register: Register) -> None:
    """Without an article the way to one is told."""
    page = lay_out(queue(register))
    told = 'There is no article yet: learnorg article new "TITLE".'
    assert page.blocks == (Text(told, "quiet"),)
