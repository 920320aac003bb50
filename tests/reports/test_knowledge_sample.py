from collections.abc import Callable

from learnorg.exchange.answers import answers
from learnorg.page import Table, Text
from learnorg.register.checklists import Checklist, checklist
from learnorg.register.register import Register
from learnorg.render import formats
from learnorg.render.terminal import show
from learnorg.reports.knowledge_sample import derive, lay_out
from registers import TODAY
from reports.known import ACCOUNT, OUTLOOK, over


def ours() -> Checklist:
    return checklist("article")


def test_sample(register: Register) -> None:
    found = derive(register, ours(), 5, 1, TODAY)
    assert [one.identity for one in found.articles] == [ACCOUNT, OUTLOOK]
    assert (found.validated, found.wanted) == (2, 5)
    assert Text("5 were wanted: there are no more.", "warn") in lay_out(found).blocks


test_sample.__doc__ = over("Only validated articles are drawn; where there are fewer, it is said.")


def test_by_chance(register: Register) -> None:
    drawn = [derive(register, ours(), 1, seed, TODAY).articles[0].identity for seed in range(20)]
    again = [derive(register, ours(), 1, seed, TODAY).articles[0].identity for seed in range(20)]
    assert set(drawn) == {ACCOUNT, OUTLOOK}
    assert drawn == again


test_by_chance.__doc__ = over("Chance draws, and the same seed draws the same.")


def test_there_and_back(register: Register) -> None:
    page = lay_out(derive(register, ours(), 2, 1, TODAY))
    known = ours().names
    text = "\n".join(formats.markdown(page))
    filled = text.replace("[ ]", "[x]").replace("[x] steps", "[ ] steps")
    found = answers(filled.encode(), "sample.md", known)
    assert len(found) == 20
    assert [(one.article, one.criterion) for one in found if one.holds is False] == [
        (ACCOUNT, "steps"), (OUTLOOK, "steps"),
    ]  # fmt: skip
    (table,) = (block for block in page.blocks if isinstance(block, Table))
    assert table.programs
    sheet = "\n".join(formats.csv(table.programs))
    empty = answers(sheet.encode(), "sample.csv", known)
    assert [(one.article, one.criterion) for one in empty] == [
        (one.article, one.criterion) for one in found
    ]
    assert {one.holds for one in empty} == {None}


test_there_and_back.__doc__ = over("What is written as Markdown or CSV is read back as it was.")


def test_page(register: Register, expected: Callable[[str, str], None]) -> None:
    page = lay_out(derive(register, ours(), 1, 1, TODAY))
    expected("knowledge-sample.txt", show(page, 80, colour=False))


test_page.__doc__ = over("A sample of one on a terminal.")


def test_nothing(register: Register) -> None:
    """Where nothing is validated, nothing is drawn."""
    page = lay_out(derive(register, ours(), 5, 1, TODAY))
    assert page.blocks == (Text("Not enough data: no article is validated yet.", "quiet"),)
