import json

import pytest

from learnorg.register import deeds
from learnorg.register.authority import Mover
from learnorg.register.changes import apply
from learnorg.register.deeds import Doer, NotAnArticle
from learnorg.register.register import Register
from learnorg.register.writer import Saving
from registers import TODAY

LEA = Mover("lea@example.org", "Lea Roth", "lea", listed=frozenset({"lroth"}))


@pytest.mark.parametrize(
    ("said", "own"),
    [
        ({}, False),
        ({"owner": "platform", "raised_by": "ben"}, False),
        ({"owner": "lea"}, True),
        ({"raised_by": "LEA"}, True),
        ({"raised_by": "Lea Roth"}, True),
        ({"owner": "lea@example.org"}, True),
        ({"owner": "lroth"}, True),
        ({"owner": "lea and ben"}, False),
        ({"owner": ["lea"]}, False),
    ],
)
def test_owns(said: dict[str, object], own: bool) -> None:
    """An article is its owner's and its author's, by any name they go by, and nobody else's."""
    assert deeds.owns(said, LEA) is own


def test_no_article(register: Register) -> None:
    """
    Deeds are done with articles.
    ---
    id: IMP-2611-7k3mqx
    title: Shorter hand-over
    state: proposed
    raised: 2026-11-02
    """
    with pytest.raises(NotAnArticle):
        deeds.article(register, "7k3")


def test_a_change(register: Register) -> None:
    """
    What is done with several articles is one file appended to, and told of each of them.
    ---
    id: KB-2611-7k3mqx
    title: Sign-in fails
    type: fix
    state: validated
    raised: 2026-11-02
    owner: lea
    ---
    id: KB-2611-000001
    title: Tills stop
    type: fix
    state: wip
    raised: 2026-11-02
    """
    doer = Doer.of(register, LEA, TODAY, named=False)
    done = [
        deeds.deed(register, doer, "used", deeds.article(register, name), helped=True)
        for name in ("7k3", "KB-2611-000001")
    ]
    change = deeds.change(register, "used", done, because="tried it")
    assert change.revisions == ()
    assert [one.identity for one in change.about] == ["KB-2611-7k3mqx", "KB-2611-000001"]
    assert change.message().subject == "used 2 articles"
    assert "- KB-2611-000001 Tills stop" in change.message().body
    assert ("Learnorg-Record", "KB-2611-000001") in change.message().trailers
    (file,) = change.files
    assert file.old is None
    lines = [json.loads(line) for line in (file.new or b"").splitlines()]
    assert [line.get("context") for line in lines] == [{"own": True}, None]
    apply(register, change, Saving.NEVER)
    assert (register.root / file.path).read_bytes() == file.new


def test_answers(register: Register) -> None:
    """
    Mending answers the flags that are open and no others; what is in progress has no fixes.
    ---
    id: KB-2611-7k3mqx
    title: Sign-in fails
    type: fix
    state: validated
    raised: 2026-11-02
    ---
    id: KB-2611-000001
    title: Tills stop
    type: fix
    state: wip
    raised: 2026-11-02
    """
    doer = Doer.of(register, LEA, TODAY, named=False)
    one, other = (deeds.article(register, name) for name in ("7k3", "KB-2611-000001"))
    flags = [
        deeds.deed(register, doer, "flagged", entry, text=text)
        for entry, text in ((one, "wrong"), (one, "wrong again"), (other, "empty"))
    ]
    assert deeds.answers(register, doer, other, "") == []
    assert [deed.event.context for deed in deeds.answers(register, doer, one, "")] == [{}]
    apply(register, deeds.change(register, "flag", flags), Saving.NEVER)
    for entry, ids in ((one, {flags[0].event.id, flags[1].event.id}), (other, {flags[2].event.id})):
        (answer,) = deeds.answers(register, doer, entry, "mended")
        assert set(answer.event.context["answers"]) == ids
        apply(register, deeds.change(register, "fix", [answer]), Saving.NEVER)
    assert [deed.event.context for deed in deeds.answers(register, doer, one, "")] == [{}]
