"""The steps of a plan, read off what the index has of a record."""

from datetime import date
from typing import Any, NamedTuple

from learnorg.methods.progress import percent_complete
from learnorg.register.facts import number


class Step(NamedTuple):
    """A step of a plan, each value as text or empty, and its place, counted from 1."""

    place: int
    id: str
    do: str
    owner: str
    due: str
    type: str
    weight: float | None
    done: str

    @property
    def called(self) -> str:
        """What people call it by: its short id, or its place."""
        return self.id or str(self.place)

    def late(self, today: date) -> bool:
        """Whether it should have been done before today."""
        return not self.done and "" < self.due < today.isoformat()

    @property
    def weighs(self) -> float | None:
        """Its weight for a calculation; what is no weight counts as none stated."""
        return self.weight if self.weight is None or self.weight >= 0 else None


def steps(plan: Any) -> list[Step]:
    """The steps in a record's `plan`, whatever shape that is in."""
    items = plan if isinstance(plan, list) else []
    return [_step(n, item) for n, item in enumerate(items, 1) if isinstance(item, dict)]


def percent(plan: list[Step]) -> float | None:
    """How much of a plan is done by weight, in percent; None where there is nothing to do."""
    return percent_complete([(step.weighs, bool(step.done)) for step in plan])


def _step(place: int, item: dict[str, Any]) -> Step:
    def said(key: str) -> str:
        value = item.get(key)
        return value if isinstance(value, str) else ""

    return Step(
        place, said("id"), said("do"), said("owner"), said("due"), said("type"),
        number(item.get("weight")), said("done"),
    )  # fmt: skip
