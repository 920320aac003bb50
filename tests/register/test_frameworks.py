"""Frameworks: which there are, and what a file of one is told when it says something else."""

from pathlib import Path
from textwrap import dedent

import pytest

from learnorg.register import templates
from learnorg.register.frameworks import (
    FOLDER,
    BadFramework,
    Framework,
    NoSuchFramework,
    framework,
    read_framework,
)
from registers import put

WHOLE = """\
name: Ours
about: Two questions.
source: ourselves
steps:
  - name: Why?
    short: why
    asks: The reason.
    fields: [problem, links.measures, extra.cause, dates.on-hold]
    how: learnorg set ID problem="WHY"
"""


@pytest.mark.parametrize("name", sorted(templates.named(FOLDER)))
def test_shipped(name: str) -> None:
    """Every framework that ships can be followed, and cites its source."""
    found = framework(name)
    assert found.source.startswith("after ")
    assert len(found.steps) >= 4


def test_which_ship() -> None:
    """The six steps, ITIL 4's seven, the four of PDSA and the sheet of A3 come along."""
    steps = {name: len(framework(name).steps) for name in templates.named(FOLDER)}
    assert steps == {"a3": 7, "itil4": 7, "model": 6, "pdsa": 4}


def test_take_action() -> None:
    """ITIL 4's model is the six steps with one more."""
    six, seven = framework("model").steps, framework("itil4").steps
    assert [step for step in seven if step not in six] == [seven[4]]
    assert seven[4].short == "take action"


def test_own(tmp_path: Path) -> None:
    """An organisation's own file overrides one that ships, or adds one."""
    put(tmp_path, "templates/frameworks/model.yaml", WHOLE)
    put(tmp_path, "templates/frameworks/ours.yaml", WHOLE)
    assert framework("model", tmp_path).name == "Ours"
    assert framework("ours", tmp_path).name == "Ours"
    assert framework("model").name == "Six-step model"


@pytest.mark.parametrize("name", ["modl", "", "../maps/csi-register", "/etc/passwd"])
def test_unknown(name: str) -> None:
    """One that is not there is refused with those that are."""
    with pytest.raises(NoSuchFramework) as wrong:
        framework(name)
    assert wrong.value.exit_code == 3
    assert wrong.value.hint.endswith("There are: a3, itil4, model, pdsa.")


def read(text: str) -> Framework:
    return read_framework(dedent(text).encode(), "ours.yaml")


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        (
            "[problem,",
            "[problm,",
            "8:14: 'problm' is no field of an improvement. Did you mean 'problem'?",
        ),
        (
            "[problem,",
            "[measures.basline,",
            "8:14: 'measures.basline' is no field of an improvement. Did you mean 'measures.base",
        ),
        (
            "links.measures",
            "links.mesures",
            "8:23: 'links.mesures' is no field of an improvement. Did you mean 'links.measures'?",
        ),
        ("dates.on-hold", "dates.held", "8:52: 'dates.held' is no field of an improvement."),
        ("problem,", "problem.why,", "8:14: 'problem.why' is no field of an improvement."),
        ("problem,", "plan.do.it,", "8:14: 'plan.do.it' is no field of an improvement."),
        ("asks:", "ask:", "7:5: 'ask' is no known key in 'steps.1'. Did you mean 'asks'?"),
        ("set ID", "set 7k3", "9:5: the command names no ID."),
        ("    how:", "    from: begun\n    how:", "9:5: 'steps.1.from' cannot be 'begun'."),
        (
            "    how:",
            "    needed: [problem, plan]\n    how:",
            "9:23: 'plan' is not among its fields.",
        ),
        ("name: Ours\n", "", "1:1: 'name' is missing."),
    ],
)
def test_refused(before: str, after: str, told: str) -> None:
    """A file that means nothing is refused at its place, with what may have been meant."""
    assert WHOLE.count(before) == 1
    with pytest.raises(BadFramework) as wrong:
        read(WHOLE.replace(before, after))
    assert any(line.startswith(f"ours.yaml:{told}") for line in str(wrong.value).split("\n"))


def test_no_steps() -> None:
    """A framework without questions is none; nor is a question that nothing answers."""
    with pytest.raises(BadFramework, match="there are no steps"):
        read("name: Ours\nabout: x\nsource: x\nsteps: []\n")
    with pytest.raises(BadFramework, match="no field answers it"):
        read(WHOLE.replace("[problem, links.measures, extra.cause, dates.on-hold]", "[]"))


def test_same_name() -> None:
    """Steps are told apart by their short names."""
    step = WHOLE[WHOLE.index("  - name") :]
    with pytest.raises(BadFramework, match=r"ours\.yaml:11:5: there is a step 'why' already"):
        read(WHOLE + step)


def test_place(tmp_path: Path) -> None:
    """The register's own file is named from its root."""
    put(tmp_path, "templates/frameworks/ours.yaml", "name: *x\n")
    with pytest.raises(BadFramework, match=r"^templates/frameworks/ours\.yaml:1:"):
        framework("ours", tmp_path)


@pytest.mark.parametrize(
    ("needed", "answered", "filled"),
    [
        ("any", {"plan"}, True),
        ("any", set(), False),
        ("all", {"plan"}, False),
        ("all", {"plan", "problem"}, True),
        ("problem", {"plan"}, False),
        ("problem", {"problem"}, True),
    ],
)
def test_filled(needed: str, answered: set[str], filled: bool) -> None:
    """Any field answers a question, or all have to, or one of those that are named."""
    text = WHOLE.replace("[problem, links.measures, extra.cause, dates.on-hold]", "[problem, plan]")
    step = read(f"{text}    needed: {needed}\n").steps[0]
    assert step.filled(answered) is filled
