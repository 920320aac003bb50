"""Reading `learnorg.yaml`: what the organisation decided, or what is wrong with it and where."""

import re
from collections.abc import Callable, Iterator
from dataclasses import asdict, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

from learnorg.errors import LearnorgError
from learnorg.history.repository import BareRepository, is_bare
from learnorg.kinds import KINDS
from learnorg.settings import (
    FILE,
    FORMAT,
    Evidence,
    Knowledge,
    Level,
    Policy,
    Reviews,
    Scoring,
    Small,
)
from learnorg.spelling import did_you_mean

if TYPE_CHECKING:
    from learnorg.findings import Finding

LISTS = frozenset(
    {
        "authority", "objectives", "teams", "services", "environments", "sources", "people",
        "levels",
    }
)  # fmt: skip


SHAPES = {
    "": Policy,
    "small": Small,
    "scoring": Scoring,
    "evidence": Evidence,
    "levels": Level,
    "reviews": Reviews,
    "knowledge": Knowledge,
}
"""What the mappings with keys of our own are, by the key they stand under."""

CRITERION = "[A-Za-z0-9_-]+"
"""What an assignment can name, as `register.assignments` reads it."""

Wrong = tuple[tuple[str | int, ...], str, str, str]
"""Where, by which rule, what, and what to do."""


class NotARegister(LearnorgError):
    """No register at or above a folder."""

    exit_code = 3
    hint = "Run `learnorg init` to start one here, or pass --root."

    def __init__(self, where: Path) -> None:
        super().__init__(f"{where} is not inside a register (no {FILE} here or above)")


class BadPolicy(LearnorgError):
    """A `learnorg.yaml` that says something it cannot say."""

    def __init__(self, findings: "list[Finding]") -> None:
        findings = sorted(findings)
        told = [f"{f.path}:{f.line}:{f.col}: {' '.join(f.message.split())}" for f in findings]
        super().__init__("\n".join(told))
        hints = " ".join(dict.fromkeys(f.hint for f in findings if f.hint))
        self.hint = " ".join(hints.split())
        self.findings = findings


class LinkedPolicy(LearnorgError):
    """A `learnorg.yaml` that stands elsewhere."""

    hint = "Put the file itself here; a link may lead to what is not the register's."

    def __init__(self) -> None:
        super().__init__(f"{FILE} is a symlink, which is not followed")


class FormatTooNew(LearnorgError):
    """A register written by a newer learnorg."""

    exit_code = 4
    hint = "Upgrade learnorg, for example with `pip install --upgrade learnorg`."

    def __init__(self, found: str) -> None:
        found = found if len(found) <= 20 else found[:19] + "…"
        super().__init__(f"this register has format {found}; this learnorg knows up to {FORMAT}")


def find_root(start: Path) -> Path:
    """The folder of the register that a folder belongs to."""
    start = start.resolve()
    for folder in (start, *start.parents):
        if (folder / FILE).is_file():
            return folder
    if is_bare(start):
        raise BareRepository(start)
    raise NotARegister(start)


def parse_policy(data: bytes) -> Policy:
    """The policy that the content of a `learnorg.yaml` states."""
    # Policy is parsed only when its file has changed; a warm read takes it from the index.
    from pydantic import TypeAdapter

    from learnorg.files.loader import Refused, load
    from learnorg.findings import Finding
    from learnorg.kinds.problems import problems_of

    try:
        document = load(data)
    except Refused as refused:
        unread = Finding(
            FILE, refused.line, refused.col, refused.rule, refused.message, hint=refused.hint
        )
        raise BadPolicy([unread]) from None
    plain = _stated(document.plain())
    _refuse_newer(plain.get("format"))
    policy, found = problems_of(TypeAdapter(Policy), plain, Policy)
    if found:
        raise BadPolicy([_finding(document, p.path, p.rule, p.message, p.hint) for p in found])
    assert isinstance(policy, Policy)
    if wrong := [each for doubt in DOUBTS for each in doubt(policy)]:
        raise BadPolicy([_finding(document, *one) for one in wrong])
    return policy


def _refuse_newer(stated: Any) -> None:
    if isinstance(stated, str) and re.fullmatch("[0-9]+", stated):
        digits = stated.lstrip("0")
        if int(digits[:9] or 0) > FORMAT:  # as many as tell it; more than 4,300 Python refuses
            raise FormatTooNew(digits)


def _unclear_levels(policy: Policy) -> Iterator[Wrong]:
    """Levels whose names do not tell them apart."""
    seen = {"authority"}
    for n, level in enumerate(policy.levels):
        if level.name in seen:
            yield (
                ("levels", n, "name"),
                "level-twice",
                f"'levels.{n + 1}.name': there is a level '{level.name}' already",
                "Give it a name of its own; the authority is above all levels.",
            )
        seen.add(level.name)


def _unknown_levels(policy: Policy) -> Iterator[Wrong]:
    """Rights that name a level which is not there."""
    known = {"authority", *(level.name for level in policy.levels)}
    for move, level in policy.rights.items():
        if level not in known:
            yield (
                ("rights", move),
                "unknown-level",
                f"'rights.{move}': there is no level '{level}'",
                did_you_mean(level, sorted(known)) or f"Levels: {', '.join(sorted(known))}.",
            )


def _unfit_limits(policy: Policy) -> Iterator[Wrong]:
    """Limits on states that are not there, or in which no work is."""
    finished = KINDS[0].finished
    limited = [state for state in KINDS[0].states if state not in finished]
    for state in policy.wip:
        if state not in limited:
            why = "what is finished has no limit" if state in finished else "there is no such state"
            yield (
                ("wip", state),
                "unknown-state",
                f"'wip.{state}': {why}",
                did_you_mean(state, limited) or f"States: {', '.join(limited)}.",
            )


def _unweighed(policy: Policy) -> Iterator[Wrong]:
    """A ranking by criteria that nobody has named."""
    if policy.scoring.model == "weighted" and not policy.scoring.criteria:
        yield (
            ("scoring", "model"),
            "no-criteria",
            "'scoring.model': there are no criteria to weigh",
            "Name them with their weights under `scoring: criteria:`, like `risk: 3`.",
        )


def _unnameable(policy: Policy) -> Iterator[Wrong]:
    """Criteria that no command can name, as `learnorg set ID estimates.criteria.risk=3` does."""
    for name in policy.scoring.criteria:
        if not re.fullmatch(CRITERION, name):
            plain = re.sub("[ .]+", "-", name)
            write = f"Write {plain}: names" if re.fullmatch(CRITERION, plain) else "Names"
            yield (
                ("scoring", "criteria", name),
                "criterion-name",
                f"'scoring.criteria': '{name}' is no name for a criterion",
                f"{write} are made of the letters a to z, digits, hyphens and underscores.",
            )


DOUBTS: tuple[Callable[[Policy], Iterator[Wrong]], ...] = (
    _unclear_levels,
    _unknown_levels,
    _unfit_limits,
    _unweighed,
    _unnameable,
)
"""What is well written in a policy, and cannot be followed."""


def _finding(
    document: Any, path: tuple[str | int, ...], rule: str, message: str, hint: str
) -> "Finding":
    from learnorg.findings import Finding  # bad news only

    line, col = document.locate(path)
    return Finding(FILE, line, col, rule, message, hint=hint or "Correct it, or take it out.")


def _stated(plain: Any, key: str = "") -> Any:
    """What is really stated: known keys without a value left out, single words in lists."""
    if isinstance(plain, dict):
        known = {field.name for field in fields(SHAPES[key])} if key in SHAPES else set()
        return {k: _stated(v, k) for k, v in plain.items() if v is not None or k not in known}
    if isinstance(plain, list):
        return [_stated(item, key) if isinstance(item, dict) else item for item in plain]
    return [plain] if key in LISTS and isinstance(plain, str) else plain


def to_plain(policy: Policy) -> dict[str, Any]:
    """The policy as JSON can hold it."""
    return asdict(policy)


def from_plain(plain: dict[str, Any]) -> Policy:
    """The policy that `to_plain` took apart."""
    known = {field.name for field in fields(Policy)}
    values: dict[str, Any] = {
        key: tuple(value) if isinstance(value, list) else value
        for key, value in plain.items()
        if key in known
    }
    values["small"] = Small(**plain["small"])
    values["scoring"] = Scoring(**plain["scoring"])
    values["evidence"] = Evidence(**plain["evidence"])
    values["reviews"] = Reviews(**plain["reviews"])
    values["knowledge"] = Knowledge(**plain["knowledge"])
    values["levels"] = tuple(Level(x["name"], tuple(x["people"])) for x in plain["levels"])
    return Policy(**values)
