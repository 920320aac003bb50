"""One improvement through the questions of a framework."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learnorg.files.emitter import emit
from learnorg.files.loader import Form
from learnorg.kinds.improvement import IMPROVEMENT
from learnorg.register import templates
from learnorg.register.frameworks import FOLDER, framework
from learnorg.register.register import Register
from learnorg.render.formats import envelope, markdown
from learnorg.render.terminal import show
from learnorg.reports.frames import Framed, NoImprovement, derive, lay_out
from registers import TODAY, put
from reports.test_entry import values

PATH = "register/improvements/2026/11/IMP-2611-7k3mqx.yaml"
HEAD = "id: IMP-2611-7k3mqx\ntitle: Shorter hand-over\nraised: 2026-11-02\n"

CLOSED = """
---
id: IMP-2611-7k3mqx
title: Shorter hand-over
state: closed
dates: {proposed: 2026-09-02, accepted: 2026-09-03, in-progress: 2026-09-09, closed: 2026-11-12}
owner: lea
raised: 2026-09-02
objectives: Calm nights
problem: |
  The log is read by nobody.
  It is long.
measures:
  - {name: Hand-over, baseline: 30m, target: 15m, by: 2026-11-01, actual: 18m}
plan:
  - {id: b7k, do: Ask them, owner: ada, done: 2026-09-10}
outcome: {result: partly-achieved, on: 2026-11-12, evidence: Four weeks of stop watch.}
learned: Ask first.
notes:
  - {id: d9n, on: 2026-09-10, by: ada, text: They are glad.}
---
id: IMP-2611-x2w90b
title: Shorter hand-over in Leeds
state: proposed
raised: 2026-11-12
links: [{rel: raised-from, to: IMP-2611-7k3mqx}]
"""


def framed(register: Register, name: str = "model", typed: str = "7k3") -> Framed:
    return derive(register, register.entry(typed), name, TODAY)


def summary(found: Framed) -> str:
    text = lay_out(found).blocks[0][0]
    assert isinstance(text, str)
    return text


def test_answer(register: Register) -> None:
    """
    What is filled counts, and the step that is empty is named.
    ---
    id: IMP-2611-7k3mqx
    title: Shorter hand-over
    state: closed
    raised: 2026-09-02
    vision: Calm nights for all.
    measures: [{name: Hand-over, baseline: 30, target: 15, actual: 12}]
    plan: [{do: Ask them}]
    outcome: {result: achieved}
    """
    found = framed(register)
    assert found.called("empty") == ["momentum"]
    assert found.called("answered") == [step.short for step in found.framework.steps[:5]]
    assert summary(found) == "5 of 6 steps answered; empty: momentum"
    page = show(lay_out(found), 80, colour=False)
    assert 'learnorg set 7k3 momentum.watch_until=+3m momentum.checks="' in page
    assert "(120 % of the way)" in page


WANTED = "vision: Calm.\nmeasures: [{baseline: 3, target: 1}]\nplan: [{do: Ask}]"


@pytest.mark.parametrize(
    ("said", "each"),
    [
        ("state: proposed", "empty empty - - - -"),
        ("state: proposed\nproblem: Long.", "empty partly - - - -"),
        ("state: accepted\nvision: Calm.", "yes empty empty empty - -"),
        (f"state: in-progress\n{WANTED}", "yes yes yes yes - -"),
        (f"state: measuring\n{WANTED}", "yes yes yes yes empty -"),
        (f"state: closed\n{WANTED}", "yes yes yes yes empty empty"),
        (f"state: closed\nlearned: Ask.\n{WANTED}", "yes yes yes yes partly empty"),
        (f"state: proposed\nmomentum: {{checks: Weekly}}\n{WANTED}", "yes yes yes yes - yes"),
        ("state: on-hold\nhold: {state: accepted}", "empty empty empty empty - -"),
        ("state: on-hold\nhold: {state: proposed}", "empty empty - - - -"),
        ("state: on-hold\ndates: {accepted: 2026-11-03}", "empty empty empty empty - -"),
        ("state: on-hold", "empty empty - - - -"),
        ("state: declined\nproblem: Long.\noutcome: {because: No.}", "- - - - - -"),
        ("state: closed\nvision: Calm.\noutcome: {result: withdrawn}", "yes - - - yes -"),
    ],
)
def test_due(register: Register, said: str, each: str) -> None:
    """A question is not asked before its time, nor after an early end."""
    put(register.root, PATH, f"{HEAD}{said}\n")
    register.index.refresh()
    words = {"yes": "answered", "-": "not-due"}
    statuses = [stage.status for stage in framed(register).stages]
    assert statuses == [words.get(word, word) for word in each.split()]


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (
            "accepted\nproblem: Long.",
            "0 of 4 steps answered; in part: plan; not yet: do, study, act",
        ),
        ("in-progress", "0 of 4 steps answered; empty: plan, do; not yet: study, act"),
        ("declined", "0 of 4 steps answered; not asked any more: plan, do, study, act"),
    ],
)
def test_summary(register: Register, said: str, told: str) -> None:
    """The first line says how much is answered, and which steps are not."""
    put(register.root, PATH, f"{HEAD}state: {said}\n")
    register.index.refresh()
    assert summary(framed(register, "pdsa")) == told


@pytest.mark.parametrize(("flow", "due"), [("light", "closed"), ("full", "measuring")])
def test_flow(register: Register, flow: str, due: str) -> None:
    """What is not asked yet is asked in a state that the register's work flow has."""
    put(register.root, "learnorg.yaml", f"format: 1\nworkflow: {flow}\n")
    put(register.root, PATH, f"{HEAD}state: in-progress\n")
    opened = Register.open(register.root)
    page = show(lay_out(framed(opened)), 80, colour=False)
    opened.index.close()
    assert f"Not yet: asked once it is {due}." in page


@pytest.mark.parametrize(
    ("state", "reason"), [("accepted", ""), ("in-progress", ' --because "WHY ONLY NOW"')]
)
def test_frozen(register: Register, state: str, reason: str) -> None:
    """Where measures are frozen, the command that sets one asks for the reason."""
    put(register.root, PATH, f"{HEAD}state: {state}\n")
    register.index.refresh()
    commands = [stage.how for stage in framed(register).stages]
    assert commands[2] == f"learnorg set 7k3 measures.1.target=VALUE{reason}"
    assert commands[4] == "learnorg set 7k3 measures.1.actual=VALUE"


def test_person(register: Register) -> None:
    """
    People are not laid out as improvements.
    ---
    id: ada
    title: Ada
    state: active
    """
    with pytest.raises(NoImprovement, match="ada is no improvement, but a person") as wrong:
        framed(register, typed="ada")
    assert wrong.value.hint == "See it as it is: learnorg show ada"


def test_own(register: Register) -> None:
    """
    An organisation's own framework asks its own questions.
    ---
    # path: templates/frameworks/safety.yaml
    name: Safety first
    about: What our safety board asks.
    source: our safety board
    steps:
      - name: Who could be hurt?
        short: hurt
        asks: Whoever works near it.
        fields: extra.at_risk
        how: learnorg set ID extra.at_risk="WHO"
    ---
    id: IMP-2611-7k3mqx
    title: Shorter ladders
    state: proposed
    raised: 2026-11-02
    extra: {at_risk: Everyone in hall 3}
    """
    found = framed(register, "safety")
    assert summary(found) == "1 of 1 step answered"
    page = show(lay_out(found), 80, colour=False)
    assert "Who could be hurt?\n  at risk  Everyone in hall 3\n" in page
    assert page.endswith("Safety first: our safety board\n")


def test_data(register: Register) -> None:
    found = lay_out(framed(register))
    data: Any = json.loads(envelope(found.kind, found.data))
    assert data["kind"] == "framework-view"
    steps = data["data"]["steps"]
    assert (data["data"]["framework"], data["data"]["answered"]) == ("model", 6)
    assert [step["filled"] for step in steps] == [True] * 6
    assert steps[4]["content"][0] == {
        "field": "measures.actual",
        "label": "measure",
        "text": "Hand-over: from 30m, to 15m, now 18m, by 2026-11-01 (80 % of the way)",
        "attainment": 0.8,
    }
    assert steps[5]["content"] == [
        {
            "field": "links.gave-rise-to",
            "label": "link",
            "text": "gave rise to IMP-2611-x2w90b  Shorter hand-over in Leeds (proposed)",
        }
    ]


test_data.__doc__ = "Programs get each step, if it is filled, and its content by field." + CLOSED


def test_pages(register: Register, expected: Callable[[str, str], None]) -> None:
    names = sorted(templates.named(FOLDER))
    for name in names:
        expected(f"frames-{name}.txt", show(lay_out(framed(register, name)), 80, colour=False))
    expected("frames.md", "\n".join(markdown(lay_out(framed(register)))) + "\n")
    early = show(lay_out(framed(register, "model", "x2w")), 80, colour=False)
    expected("frames-early.txt", early)


test_pages.__doc__ = "The same record through every framework that ships." + CLOSED


@given(
    st.dictionaries(st.sampled_from(IMPROVEMENT.keys), values, max_size=6),
    st.sampled_from(sorted(templates.named(FOLDER))),
)
def test_any_shape(register: Register, said: dict[str, Any], name: str) -> None:
    """Whatever shape a record is in, each step is answered, in part, empty or not due."""
    whole = emit({"id": "IMP-2611-7k3mqx"} | said, Form.YAML, IMPROVEMENT.groups)
    put(register.root, PATH, whole)
    register.index.refresh()
    found = framed(register, name)
    assert len(found.stages) == len(framework(name).steps)
    assert all((stage.status == "empty") <= (not stage.said) for stage in found.stages)
    page = lay_out(found)
    assert show(page, 80, colour=False)
    assert list(markdown(page))
    assert envelope(page.kind, page.data)
