from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import pytest

from learnorg.kinds.guards import Move, NotReady, OutOfOrder
from learnorg.kinds.improvement.workflow import IllegalMove
from learnorg.register.authority import Mover, NotAllowed
from learnorg.register.moves import Given, NotAnImprovement, SeveralNotReady, moved
from learnorg.register.records import Revision
from learnorg.register.register import Register
from registers import TODAY

ADA = Mover("ada@example.org", "Ada", "ada")
LEA = Mover("lea@example.org", "Lea", "lea")


def move(
    register: Register, names: str, to: str, who: Mover = ADA, because: str = "", **given: Any
) -> list[Revision]:
    moves = [
        (register.entry(name), Move(to, TODAY, who.known_as, because)) for name in names.split()
    ]
    return moved(register, moves, Given(**given), who, f"learnorg {to} {names}")


def added(revisions: Sequence[Revision]) -> list[str]:
    """The lines that are new in the first of some revisions, without random identities."""
    (before, after) = (revisions[0].before or b"", revisions[0].after or b"")
    old = before.decode().splitlines()
    return [line for line in after.decode().splitlines() if line.strip() and line not in old]


def test_accept(register: Register) -> None:
    """
    Accepting with an owner sets the state, its date and the owner, and nothing else.
    ---
    id: IMP-2611-7k3mqx
    title: Shorter hand-over  # as they call it
    state: proposed
    dates:
      proposed: 2026-11-02
    raised: 2026-11-02
    """
    made = move(register, "7k3", "accepted", fields={"owner": "lea"})
    assert added(made) == ["state: accepted", "  accepted: 2026-11-22", "owner: lea"]
    assert b"# as they call it" in (made[0].after or b"")


def test_nothing_written(register: Register) -> None:
    """
    A move is a value: the file stays as it is until somebody writes it.
    ---
    id: IMP-2611-7k3mqx
    title: Shorter hand-over
    state: proposed
    raised: 2026-11-02
    """
    move(register, "7k3", "accepted", fields={"owner": "lea"})
    assert register.plain(register.entry("7k3"))["state"] == "proposed"
    assert (register.root / register.entry("7k3").path).read_text().endswith("raised: 2026-11-02\n")


def test_everything_given(register: Register) -> None:
    """
    A measure, steps and links may come along, each part with an identity of its own.
    ---
    # path: learnorg.yaml
    workflow: full
    ---
    id: IMP-2611-7k3mqx
    title: Shorter hand-over
    state: proposed
    raised: 2026-11-02
    """
    made = move(
        register,
        "7k3",
        "approved",
        fields={"owner": "lea", "tags": ["night"]},
        measure={"name": "minutes", "baseline": "30", "target": "15"},
        steps=["Ask them", "Try it"],
        links=[{"rel": "raised-from", "to": "servicenow:INC1"}],
    )
    text = (made[0].after or b"").decode()
    for words in ("name: minutes", "do: Ask them", "do: Try it", "to: servicenow:INC1", "by: ada"):
        assert words in text
    dates = [line for line in added(made) if line.endswith(": 2026-11-22")]
    assert dates == ["  accepted: 2026-11-22", "  assessed: 2026-11-22", "  approved: 2026-11-22",
                     "  on: 2026-11-22"]  # fmt: skip
    assert text.count("  - id: ") == 3


def test_measure_there(register: Register) -> None:
    """
    A value given goes into the measure that is there; another name adds another one.
    ---
    id: IMP-2611-7k3mqx
    title: Shorter hand-over
    state: in-progress
    raised: 2026-11-02
    owner: lea
    measures:
      - name: minutes
        target: 15
    """
    given: dict[str, Any] = {"fields": {"outcome.result": "achieved", "learned": "Ask first."}}
    made = move(register, "7k3", "closed", measure={"actual": Decimal(12)}, **given)
    assert "    actual: 12" in added(made)
    made = move(
        register, "7k3", "closed", measure={"name": "minutes", "actual": Decimal(12)}, **given
    )
    assert "    actual: 12" in added(made)
    with pytest.raises(NotReady, match="the value that 'minutes' has now"):
        move(register, "7k3", "closed", measure={"name": "calls", "actual": Decimal(12)}, **given)


def test_lacking(register: Register) -> None:
    """
    Everything that is missing is told at once, with one command that gives it.
    ---
    id: IMP-2611-7k3mqx
    title: Shorter hand-over
    state: proposed
    raised: 2026-11-02
    """
    with pytest.raises(NotReady) as refusal:
        move(register, "7k3", "closed")
    assert str(refusal.value).count("\n  - ") == 3
    assert refusal.value.hint == (
        'learnorg closed 7k3 --owner NAME --outcome RESULT --learned "WHAT WAS LEARNED"'
    )


def test_all_or_none(register: Register) -> None:
    """
    Of several moves all are made or none, and every refusal is told.
    ---
    id: IMP-2611-7k3mqx
    title: Shorter hand-over
    state: proposed
    owner: lea
    raised: 2026-11-02
    ---
    id: IMP-2611-x2w90b
    title: Fewer calls
    state: proposed
    raised: 2026-11-02
    ---
    id: IMP-2611-z0z0z0
    title: Earlier reports
    state: closed
    raised: 2026-11-02
    """
    assert len(move(register, "7k3 x2w", "accepted", fields={"owner": "lea"})) == 2
    with pytest.raises(SeveralNotReady, match="IMP-2611-x2w90b") as refusal:
        move(register, "7k3 x2w", "accepted")
    own, shared = refusal.value.hint.split(" && ")
    assert own == "learnorg set IMP-2611-x2w90b owner=NAME"
    assert shared == "learnorg accepted 7k3 x2w"
    with pytest.raises(SeveralNotReady) as refusal:
        move(register, "x2w z0z", "on-hold")
    assert "IMP-2611-x2w90b" in str(refusal.value)
    assert "IMP-2611-z0z0z0" in str(refusal.value)


def test_illegal_first(register: Register) -> None:
    """
    A move that there is not is refused as such, whatever else is missing.
    ---
    id: IMP-2611-7k3mqx
    title: Shorter hand-over
    state: in-progress
    raised: 2026-11-02
    """
    with pytest.raises(IllegalMove):
        move(register, "7k3", "declined")


def test_out_of_order(register: Register) -> None:
    """
    A move before something that has happened is refused.
    ---
    id: IMP-2611-7k3mqx
    title: Shorter hand-over
    state: accepted
    owner: lea
    raised: 2026-11-02
    dates:
      accepted: 2026-12-01
    """
    with pytest.raises(OutOfOrder):
        move(register, "7k3", "in-progress")


def test_person(register: Register) -> None:
    """
    People are not moved by these verbs.
    ---
    id: lea
    title: Lea
    """
    with pytest.raises(NotAnImprovement, match="lea is a person"):
        move(register, "lea", "accepted")


def test_back_leaves_a_note(register: Register) -> None:
    """
    Going back leaves the reason in the record, by whoever gave it.
    ---
    id: IMP-2611-7k3mqx
    title: Shorter hand-over
    state: closed
    dates:
      proposed: 2026-11-02
      closed: 2026-11-09
    raised: 2026-11-02
    outcome:
      result: delivered
    """
    made = move(register, "7k3", "in-progress", because="It came back")
    text = (made[0].after or b"").decode()
    assert "by: ada" in text
    assert "Back to in-progress: It came back" in text
    assert "result:" not in text
    assert "It was closed as delivered." in text


RIGHTS = """
---
# path: learnorg.yaml
workflow: full
authority: lea
levels:
  - name: team-lead
    people: [ada]
rights: {accept: team-lead, approve: authority, reopen: authority}
small: {effort: 2}
---
id: IMP-2611-7k3mqx
title: Shorter hand-over
state: assessed
owner: jo
raised: 2026-11-02
estimates: {effort: 5}
measures: [{name: minutes, baseline: 30, target: 15}]
plan: [{do: Ask them}]
---
id: IMP-2611-x2w90b
title: Fewer calls
state: assessed
owner: lea
raised: 2026-11-02
estimates: {effort: 2}
measures: [{name: calls, baseline: 30, target: 15}]
plan: [{do: Ask them}]
"""


def test_authority(register: Register) -> None:
    with pytest.raises(NotAllowed, match="policy lets only the authority approve; you are ada"):
        move(register, "7k3", "approved")
    with pytest.raises(NotAllowed):
        move(register, "7k3", "in-progress")
    assert "  level: authority" in added(move(register, "7k3", "approved", LEA))


test_authority.__doc__ = "What policy reserves is refused on the whole way to a state." + RIGHTS


def test_small(register: Register) -> None:
    assert "  by: ada" in added(move(register, "x2w", "approved"))
    assert "  by: lea" in added(move(register, "x2w", "approved", LEA))


test_small.__doc__ = "Small work is approved beforehand, by whomever, also its owner." + RIGHTS


def test_reopen(register: Register) -> None:
    with pytest.raises(NotAllowed, match="reopen"):
        move(register, "7k3", "accepted", because="Not yet")
    assert move(register, "7k3", "accepted", LEA, because="Not yet")


test_reopen.__doc__ = "Going back is a right of its own." + RIGHTS


def test_own_work(register: Register) -> None:
    """
    In the full work flow nobody approves what they own, unless they say why.
    ---
    # path: learnorg.yaml
    workflow: full
    ---
    id: IMP-2611-7k3mqx
    title: Shorter hand-over
    state: assessed
    owner: Ada
    raised: 2026-11-02
    measures: [{name: minutes, baseline: 30, target: 15}]
    plan: [{do: Ask them}]
    """
    with pytest.raises(NotReady, match="an approver other than its owner"):
        move(register, "7k3", "approved")
    assert "  because: On leave" in added(move(register, "7k3", "approved", because="On leave"))
    assert move(register, "7k3", "approved", LEA)


def test_resume(register: Register) -> None:
    """
    Going on where the hold began needs no right and repeats no guard.
    ---
    # path: learnorg.yaml
    authority: lea
    rights: {start: authority, close: authority}
    ---
    id: IMP-2611-7k3mqx
    title: Shorter hand-over
    state: on-hold
    owner: jo
    raised: 2026-11-02
    hold: {from: 2026-11-09, because: Waits, state: in-progress}
    """
    made = move(register, "7k3", "in-progress")
    assert b"hold:" not in (made[0].after or b"")
    with pytest.raises(NotAllowed):
        move(register, "7k3", "closed", fields={"outcome.result": "delivered", "learned": "Ask."})
