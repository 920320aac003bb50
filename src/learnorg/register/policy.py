"""Reading `learnorg.yaml`: what the organisation decided, or what is wrong with it and where."""

import re
from dataclasses import asdict, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

from learnorg.errors import LearnorgError
from learnorg.kinds import KINDS
from learnorg.settings import FILE, FORMAT, Level, Policy, Scoring, Small
from learnorg.spelling import did_you_mean

if TYPE_CHECKING:
    from learnorg.findings import Finding

LISTS = frozenset(
    {
        "authority", "objectives", "teams", "services", "environments", "sources", "people",
        "levels",
    }
)  # fmt: skip


class NotARegister(LearnorgError):
    """No register at or above a folder."""

    exit_code = 3
    hint = "Run `learnorg init` to start one here, or pass --root."

    def __init__(self, where: Path) -> None:
        super().__init__(f"{where} is not inside a register (no {FILE} here or above)")


class BadPolicy(LearnorgError):
    """A `learnorg.yaml` that says something it cannot say."""

    def __init__(self, findings: "list[Finding]") -> None:
        super().__init__("\n".join(f"{f.path}:{f.line}:{f.col}: {f.message}" for f in findings))
        self.hint = " ".join(dict.fromkeys(f.hint for f in findings if f.hint))
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

    def __init__(self, found: int) -> None:
        super().__init__(f"this register has format {found}; this learnorg knows up to {FORMAT}")


def find_root(start: Path) -> Path:
    """The folder of the register that a folder belongs to."""
    start = start.resolve()
    for folder in (start, *start.parents):
        if (folder / FILE).is_file():
            return folder
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
        wrong = Finding(
            FILE, refused.line, refused.col, refused.rule, refused.message, hint=refused.hint
        )
        raise BadPolicy([wrong]) from None
    plain = _stated(document.plain())
    stated = str(plain.get("format", FORMAT))
    if re.fullmatch("[0-9]{1,9}", stated) and int(stated) > FORMAT:
        raise FormatTooNew(int(stated))
    policy, found = problems_of(TypeAdapter(Policy), plain, Policy)
    if found:
        raise BadPolicy([_finding(document, p.path, p.rule, p.message, p.hint) for p in found])
    _consistent(policy, document)
    assert isinstance(policy, Policy)
    return policy


def _consistent(policy: Any, document: Any) -> None:
    """Refuse rights that name a level which is not there."""
    known = {"authority", *(level.name for level in policy.levels)}
    wrong = [
        _finding(
            document,
            ("rights", move),
            "unknown-level",
            f"'rights.{move}': there is no level '{level}'",
            f"Levels: {', '.join(sorted(known))}.",
        )
        for move, level in policy.rights.items()
        if level not in known
    ]
    states = KINDS[0].states
    wrong += [
        _finding(
            document,
            ("wip", state),
            "unknown-state",
            f"'wip.{state}': there is no such state",
            did_you_mean(state, states) or f"States: {', '.join(states)}.",
        )
        for state in policy.wip
        if state not in states
    ]
    if wrong:
        raise BadPolicy(wrong)


def _finding(
    document: Any, path: tuple[str | int, ...], rule: str, message: str, hint: str
) -> "Finding":
    from learnorg.findings import Finding  # bad news only

    line, col = document.locate(path)
    return Finding(FILE, line, col, rule, message, hint=hint)


def _stated(plain: Any, key: str = "") -> Any:
    """What is really stated: absent values left out, single words where lists are due wrapped."""
    if isinstance(plain, dict):
        return {k: _stated(v, k) for k, v in plain.items() if v is not None}
    if isinstance(plain, list):
        return [_stated(item) for item in plain if item is not None]
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
    values["levels"] = tuple(Level(x["name"], tuple(x["people"])) for x in plain["levels"])
    return Policy(**values)
