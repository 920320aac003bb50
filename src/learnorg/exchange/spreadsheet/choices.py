"""What there is to choose from in a spreadsheet's cells: policy's lists and the model's words."""

import re
from typing import NamedTuple

from learnorg.exchange.spreadsheet.columns import ITEM, sort
from learnorg.exchange.targets import WORDS, general
from learnorg.kinds.improvement import FLOWS
from learnorg.register.register import Register

SOMEBODY = re.compile(r"owner|sponsor|raised_by|plan\.\d+\.owner|estimates\.by")


class Choice(NamedTuple):
    """A list to choose from; a closed one refuses whatever else is typed."""

    values: tuple[str, ...]
    closed: bool = False


def choices(register: Register, columns: list[str]) -> dict[str, Choice]:
    """The list of every column that has one."""
    policy = register.policy
    people = tuple(
        identity
        for (identity,) in register.index.rows(
            "SELECT id FROM records WHERE kind = 'person' AND broken IS NULL ORDER BY id"
        )
    )
    told = {
        "state": Choice((*FLOWS[policy.workflow], "on-hold", "declined"), closed=True),
        "team": Choice(policy.teams),
        "source.type": Choice(policy.all_sources),
        "services": Choice(policy.services),
        "environments": Choice(policy.environments),
        "objectives": Choice(policy.objectives),
        "touches": Choice(WORDS["touches"]),
    }
    somebody = Choice((*people, *policy.teams))
    found = {}
    for column in columns:
        choice = told.get(column) or (somebody if SOMEBODY.fullmatch(column) else _words(column))
        if choice.values:
            found[column] = choice
    return found


def _words(column: str) -> Choice:
    """The closed list of a column, if the model has one."""
    if sort(column) == "flag":
        return Choice(("true", "false"), closed=True)
    return Choice(WORDS.get(general(ITEM.sub(r"\1.1.", column)), ()), closed=True)
