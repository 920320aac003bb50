"""Short ways to say: this source, by this map, into this register."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from textwrap import dedent
from typing import Any

from learnorg.exchange import delimited
from learnorg.exchange.maps import Map, read_map
from learnorg.exchange.plan import ImportPlan, Known, New, plan
from learnorg.exchange.rows import Reading
from learnorg.exchange.sheets import ANYWHERE
from learnorg.files.emitter import emit
from learnorg.files.loader import Plain, load
from learnorg.kinds.improvement import IMPROVEMENT
from learnorg.settings import Policy

TODAY = date(2026, 11, 22)
DATA = Path(__file__).parent / "data"
MAPS = Path(__file__).parents[2] / "templates" / "maps"

LIGHT = Policy()
FULL = Policy(workflow="full")


def a_map(text: str) -> Map:
    return read_map(dedent(text).encode(), "map.yaml")


def shipped(name: str) -> Map:
    return read_map((MAPS / f"{name}.yaml").read_bytes(), name)


def sheet(text: str) -> Reading:
    return delimited.read(dedent(text).lstrip("\n").encode(), "sheet.csv", ANYWHERE)


def planned(
    source: Reading, wanted: Map, known: Known | None = None, policy: Policy = LIGHT
) -> ImportPlan:
    return plan(source, wanted, known or Known(), policy, TODAY)


def one(source: str, wanted: str, policy: Policy = LIGHT) -> tuple[dict[str, Any], list[str]]:
    """The content of the only record that a sheet gives, and what was said about it."""
    made = planned(sheet(source), a_map(wanted), policy=policy)
    (new,) = made.create
    return new.data, [f"{remark.column}: {remark.message}" for remark in made.remarks]


def written(new: New) -> dict[str, Plain]:
    """What a new record's file says."""
    return load(emit(new.data, groups=IMPROVEMENT.groups).encode()).plain()


def register(*plans: ImportPlan) -> Known:
    """A register that holds what some plans made."""
    made = [new for plan in plans for new in plan.create]
    identities = {new.identity for new in made}
    return Known(
        aliases={alias: new.identity for new in made for alias in new.data.get("aliases", ())},
        digests={new.data["imported"]["digest"]: new.identity for new in made},
        places={
            (new.data["imported"]["from"], new.data["imported"]["row"]): new.identity
            for new in made
        },
        taken=identities.__contains__,
    )


def by_title(made: ImportPlan) -> dict[str, New]:
    return {str(new.data["title"]): new for new in made.create}


def warned(made: ImportPlan, where: str) -> list[str]:
    return [str(remark) for remark in made.remarks if remark.where == where]


def kept(values: Iterable[object]) -> str:
    """Everything that some content says, in one text."""
    pieces: list[str] = []
    for value in values:
        if isinstance(value, dict):
            pieces.append(kept(value.values()))
        elif isinstance(value, list | tuple):
            pieces.append(kept(value))
        else:
            pieces.append(str(value))
    return "\n".join(pieces)
