"""`show --as`: one improvement through the questions of a framework."""

import json
import re
import shlex
from typing import Any

import pytest

from checkouts import Checkout
from commandline import Learnorg
from learnorg.register import templates
from learnorg.register.frameworks import FOLDER, framework

SPOKEN = {"VALUE": "12", "RESULT": "delivered"}


def view(learnorg: Learnorg, name: str, *more: str) -> Any:
    ran = learnorg("show", "7k3", "--as", name, "--format", "json", *more)
    assert (ran.code, json.loads(ran.out)["kind"]) == (0, "framework-view"), ran.err
    return json.loads(ran.out)["data"]


@pytest.mark.parametrize("name", sorted(templates.named(FOLDER)))
@pytest.mark.parametrize("state", ["accepted", "measuring", "closed"])
def test_fill(learnorg: Learnorg, repo: Checkout, name: str, state: str) -> None:
    """
    The command that an empty step names fills it.
    ---
    # path: learnorg.yaml
    format: 1
    workflow: full
    ---
    id: IMP-2611-7k3mqx
    title: Shorter hand-over
    state: proposed
    dates: {proposed: 2026-11-02}
    owner: lea
    raised: 2026-11-02
    """
    path = "register/improvements/2026/11/IMP-2611-7k3mqx.yaml"
    text = (repo.path / path).read_text()
    repo.put(path, text.replace("state: proposed", f"state: {state}"))
    repo.git("commit", "-qam", "Move on by hand")
    asked = [step["short"] for step in view(learnorg, name)["steps"] if step["status"] == "empty"]
    assert asked
    for short in asked:
        (step,) = (one for one in view(learnorg, name)["steps"] if one["short"] == short)
        if step["filled"]:
            continue  # by the command of a step before
        program, *words = shlex.split(step["how"])
        assert program == "learnorg"
        words = [re.sub(r"=([A-Z]+)$", _spoken, word) for word in words]
        ran = learnorg(*words)
        assert ran.code == 0, ran.err
        (after,) = (one for one in view(learnorg, name)["steps"] if one["short"] == short)
        assert after["status"] != "empty"


def _spoken(found: re.Match[str]) -> str:
    return "=" + SPOKEN.get(found[1], found[1])


def test_unknown(learnorg: Learnorg) -> None:
    """
    A view that is not there is refused with those that are.
    ---
    id: IMP-2611-7k3mqx
    title: Shorter hand-over
    state: proposed
    raised: 2026-11-02
    """
    ran = learnorg("show", "7k3", "--as", "a4")
    assert (ran.code, ran.out) == (3, "")
    assert "There are: a3, itil4, model, pdsa." in ran.err


def test_as_of(learnorg: Learnorg, repo: Checkout) -> None:
    """
    A view of the record as it stood knows nothing of what came later.
    ---
    id: IMP-2611-7k3mqx
    title: Shorter hand-over
    state: proposed
    raised: 2026-11-02
    """
    assert learnorg("set", "7k3", "vision=Calm nights").code == 0
    assert view(learnorg, "model")["empty"] == ["where are we now"]
    then = view(learnorg, "model", "--as-of", "HEAD~1")
    assert then["empty"] == ["vision", "where are we now"]


def test_every_step_has_a_command() -> None:
    """What fills a step is a command that there is, about one record."""
    from learnorg.cli import COMMANDS

    known = {command.name for command in COMMANDS}
    for name in templates.named(FOLDER):
        for step in framework(name).steps:
            program, command, *words = shlex.split(step.how)
            assert (program, command in known, words.count("ID")) == ("learnorg", True, 1)
