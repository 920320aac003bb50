"""
What an organisation decides in `learnorg.yaml`, and what a user prefers.

Plain dataclasses without validation, so that reading a register needs no pydantic:
`register.policy` validates them when the file has changed and keeps the outcome in the index.
"""

import re
from dataclasses import dataclass, field
from typing import Annotated, Any, Literal, TypeVar, dataclass_transform

FORMAT = 1
"""The newest format of records that this learnorg knows."""

FILE = "learnorg.yaml"

SOURCES = (
    "service-review",
    "staff-suggestion",
    "process-review",
    "kpi-monitoring",
    "assessment",
    "benchmark",
    "supplier-review",
    "major-incident-review",
    "problem-review",
    "change-review",
    "project-review",
    "audit",
    "customer-survey",
    "outside-idea",
)
"""Where improvements come from; policy may add its own."""

FORBID = {"extra": "forbid"}

NUMERAL = r"-?[0-9]+(?:\.[0-9]+)?"
CONTROL = r"[\x00-\x1f\x7f-\x9f\u2028\u2029]"


class Within:
    """The bounds of a number, told to pydantic as a plain dict so that it need not be loaded."""

    def __init__(self, most: float = 1_000_000, **least: float) -> None:
        self.bounds = {"le": most, **least}

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> dict[str, Any]:
        """A number that is written as one, between the bounds."""
        return {
            "type": "function-before",
            "function": {"type": "no-info", "function": _numeral},
            "schema": {**handler(source), **self.bounds},
        }


class OnOneLine:
    """A name that people can read and type."""

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> dict[str, Any]:
        """Text that is refused if it is empty, or holds what nobody sees."""
        return {
            "type": "function-after",
            "function": {"type": "no-info", "function": _legible},
            "schema": handler(source),
        }


def _numeral(value: Any) -> Any:
    """The value, or nothing if it is text like `nan`, `1e9` or `1_000`."""
    return value if not isinstance(value, str) or re.fullmatch(NUMERAL, value) else ""


def _legible(text: str) -> str:
    if not text.strip():
        raise ValueError("it is empty")
    if "\n" in text:
        raise ValueError("it is to stand on one line")
    if found := re.search(CONTROL, text):
        raise ValueError(f"it holds the control character U+{ord(found[0]):04X}; take it out")
    if text != text.strip():
        raise ValueError("it begins or ends with a blank")
    return text


Class = TypeVar("Class")


@dataclass_transform(frozen_default=True)
def settled(decided: type[Class]) -> type[Class]:
    """
    A dataclass that nobody changes, as type checkers see to.

    Python is not asked to see to it, too: that takes as long to define as all the rest.
    """
    return dataclass(repr=False)(decided)


Name = Annotated[str, OnOneLine()]
Size = Literal["S", "M", "L", "XL"]
Severity = Literal["off", "info", "warning", "error"]
Rights = Literal["accept", "assess", "approve", "start", "measure", "close", "decline", "reopen"]


@settled
class Level:
    """A level of decision, and who stands on it: people's slugs or e-mail addresses."""

    __pydantic_config__ = FORBID

    name: Name
    people: tuple[Name, ...] = ()


@settled
class Small:
    """What counts as small: pre-approved work, as ITIL's standard change is."""

    __pydantic_config__ = FORBID

    effort: Annotated[float, Within(ge=0)] = 0


MODELS = ("value-effort", "rice", "ice", "wsjf", "cd3", "moscow", "weighted")
"""The models of ranking; `methods.scoring` says what each computes."""

ScoringModel = Literal["value-effort", "rice", "ice", "wsjf", "cd3", "moscow", "weighted"]


@settled
class Scoring:
    """How improvements are ranked."""

    __pydantic_config__ = FORBID

    model: ScoringModel = "value-effort"
    highest: Annotated[float, Within(gt=1)] = 10
    """The upper end of the scale on which value and its like are estimated; the lower is 1."""
    scale: Literal["even", "fibonacci"] = "even"
    """The steps of that scale: every whole number, or 1, 2, 3, 5, 8, 13, 20."""
    criteria: dict[Name, Annotated[float, Within(gt=0)]] = field(default_factory=dict)
    """The weight of each criterion of the model `weighted`."""
    days_a_month: Annotated[float, Within(most=31, gt=0)] = 20
    """Person-days in a person-month, in which RICE counts effort."""
    days_a_week: Annotated[float, Within(most=7, gt=0)] = 5
    """Person-days in a week, in which CD3 counts duration."""
    sizes: dict[Size, Annotated[float, Within(gt=0)]] = field(
        default_factory=lambda: {"S": 2, "M": 8, "L": 20, "XL": 60}
    )


@settled
class Evidence:
    """How sure it must be who made a change, for it to count under its author's rights."""

    __pydantic_config__ = FORBID

    demand: Literal["author", "forge", "signature"] = "author"
    signers: Name = "allowed_signers"
    """The file of keys and the addresses they sign for, from the register's root."""
    squash: bool = False
    """Whether the forge's own signature, on a commit it made of a pull request, counts."""


REVIEWS = (
    "post-mortem",
    "major-incident",
    "problem",
    "change",
    "project",
    "service-review",
    "supplier",
    "process",
    "audit",
    "analysis",
    "outside-lesson",
    "success",
)
"""The types of reviews; `kinds.review` says what each is to tell."""

ReviewType = Literal[
    "post-mortem",
    "major-incident",
    "problem",
    "change",
    "project",
    "service-review",
    "supplier",
    "process",
    "audit",
    "analysis",
    "outside-lesson",
    "success",
]
Grade = Literal["1", "2", "3", "4", "5"]
"""How severe something is; 1 is the worst."""


@settled
class Reviews:
    """How soon reviews are closed, and what came of them is done."""

    __pydantic_config__ = FORBID

    actions: dict[Grade, Annotated[int, Within(ge=1)]] = field(
        default_factory=lambda: {"1": 15, "2": 30}
    )
    """Days until an action is due, by severity; what is not named has as long as the longest."""
    within: dict[ReviewType, Annotated[int, Within(ge=1)]] = field(
        default_factory=lambda: {"post-mortem": 14, "major-incident": 14}
    )
    """Days within which a review of a type is to be closed; the others have thirty."""

    def closed_within(self, of_type: str) -> int:
        """Days from what is reviewed to the review's end."""
        return dict[str, int](**self.within).get(of_type, 30)

    def due_within(self, severity: str) -> int:
        """Days until an action on something so severe is due."""
        days = dict[str, int](**self.actions)
        return days.get(severity) or max(days.values(), default=30)


@settled
class Knowledge:
    """How articles are kept relevant, and who is told to have used them."""

    __pydantic_config__ = FORBID

    unused_after: Annotated[int, Within(ge=1)] = 180
    """Days without use after which an article kept by experience is looked at again."""
    review_every: Annotated[int, Within(ge=1)] = 365
    """Days from one verification of an article under compliance to the next."""
    actors: Literal["team", "person"] = "team"
    """Whom the activity log names: the team, or the person, if that person prefers so."""


@settled
class Policy:
    """Everything `learnorg.yaml` may say, with what holds where it says nothing."""

    __pydantic_config__ = FORBID

    format: Annotated[int, Within(FORMAT, ge=1)] = FORMAT
    name: Name = ""
    workflow: Literal["light", "full"] = "light"
    small: Small = field(default_factory=Small)
    authority: tuple[Name, ...] = ()
    levels: tuple[Level, ...] = ()
    rights: dict[Rights, str] = field(
        default_factory=lambda: {
            "accept": "authority",
            "approve": "authority",
            "decline": "authority",
        }
    )
    objectives: tuple[Name, ...] = ()
    teams: tuple[Name, ...] = ()
    services: tuple[Name, ...] = ()
    environments: tuple[Name, ...] = ()
    sources: tuple[Name, ...] = ()
    scoring: Scoring = field(default_factory=Scoring)
    wip: dict[str, Annotated[int, Within(ge=1)]] = field(default_factory=dict)
    answer_within: Annotated[int, Within(ge=0)] = 14
    stuck_after: Annotated[int, Within(ge=1)] = 30
    """Days without a move after which open work counts as stuck."""
    headcount: Annotated[int, Within(ge=1)] | None = None
    """How many people there are, for the share that takes part."""
    reviews: Reviews = field(default_factory=Reviews)
    knowledge: Knowledge = field(default_factory=Knowledge)
    evidence: Evidence = field(default_factory=Evidence)
    rules: dict[str, Severity] = field(default_factory=dict)

    @property
    def all_sources(self) -> tuple[str, ...]:
        """The sources an improvement may name: the usual ones and the organisation's own."""
        return (*SOURCES, *(s for s in self.sources if s not in SOURCES))


@settled
class Preferences:
    """What one user prefers; never changes a check's verdict."""

    __pydantic_config__ = FORBID

    commit: Literal["each", "stage", "never"] = "each"
    editor: str = ""
    colour: Literal["auto", "always", "never"] = "auto"
    named: bool = False
    """Whether the activity log may name them, where policy lets it name people at all."""
    search_misses: bool = False
    """Whether searches that find nothing are kept, on this machine alone."""
