"""Running the rules: over what has changed, across the register, in an order that never varies."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

from learnorg import __version__
from learnorg.checks import CHECKS
from learnorg.checks.activity_unreadable import activity_unreadable
from learnorg.checks.check import Check, Remark, Seen
from learnorg.checks.not_canonical import not_canonical
from learnorg.checks.reading import READING
from learnorg.checks.waivers import Waiver, notes, parted, unwaived
from learnorg.errors import LearnorgError
from learnorg.findings import Finding, Level
from learnorg.kinds.article import ARTICLE
from learnorg.kinds.improvement import IMPROVEMENT
from learnorg.kinds.kind import Kind, Plain
from learnorg.kinds.review import REVIEW
from learnorg.refs import stem
from learnorg.register import lexicon
from learnorg.register.lexicon import SHIPPED, Lexicon
from learnorg.register.places import is_record
from learnorg.register.policy import BadPolicy, find_root
from learnorg.register.register import Register
from learnorg.settings import FILE, Policy
from learnorg.spelling import did_you_mean

if TYPE_CHECKING:  # an unchanged register is checked without pydantic and YAML
    from learnorg.files.loader import Document
    from learnorg.kinds.article.model import Article
    from learnorg.kinds.improvement.model import Improvement
    from learnorg.kinds.review.model import Review

OVER = tuple(check for check in CHECKS if check.over)
ACROSS = tuple(check for check in CHECKS if check.across)
AFTER = tuple(check for check in CHECKS if check.after)
UNSILENCED = frozenset((*(check.name for check in READING), activity_unreadable.name))
BY_NAME = {check.name: check for check in CHECKS}


class NoSuchRule(LearnorgError):
    """A rule that there is not."""

    exit_code = 2

    def __init__(self, name: str) -> None:
        super().__init__(f"there is no rule '{name}'")
        self.hint = (
            did_you_mean(name, (*BY_NAME, *_over_changes()))
            or "`learnorg explain` lists the rules."
        )


def rule(name: str) -> Check:
    """The rule of a name."""
    if name in BY_NAME:
        return BY_NAME[name]
    found = _over_changes().get(name)
    if found is None:
        raise NoSuchRule(name)
    return found


@cache
def _over_changes() -> dict[str, Check]:
    """The rules over changes, by their names."""
    from learnorg.checks.change import CHANGE_CHECKS  # with the models, which checks may spare

    return {check.name: check for check in CHANGE_CHECKS}


def findings(start: Path, today: date) -> tuple[Register, list[Finding]]:
    """Everything that needs attention in a register, each with its level under the policy."""
    words = lexicon.at(find_root(start))
    inspect = partial(_noted, words)
    register = Register.open(start, inspect, inspected_by=f"{_tool()} {words.key}")
    known(register.policy, lambda at: _place(register, FILE, at))
    waivers, kept = parted(_kept(register))
    found = heeded(waivers, [*kept, *_unreadable(register), *_across(register, today)])
    return register, sorted(levelled(found, register.policy))


def heeded(waivers: Sequence[Waiver], found: Sequence[Finding]) -> list[Finding]:
    """What is found and not waived, and what is to be said of the waivers themselves."""
    waivers = [waiver for waiver in waivers if waiver.rule in BY_NAME]
    left = unwaived(waivers, found)
    for check in AFTER:
        assert check.after is not None
        for remark in check.after(waivers, found):
            left.append(_finding(check, remark, remark.path, None, stem(remark.path)))
    return left


def _noted(
    words: Lexicon, document: "Document", plain: Plain, kind: Kind | None, path: str, policy: Policy
) -> Iterator[Finding]:
    """What the index is to keep of one file: what the rules say, and its waivers."""
    yield from inspected(document, plain, kind, path, policy, words)
    yield from notes(document, path)


def inspected(
    document: "Document",
    plain: Plain,
    kind: Kind | None,
    path: str,
    policy: Policy,
    words: Lexicon = SHIPPED,
) -> Iterable[Finding]:
    """What the rules over single records say of one file."""
    from learnorg.kinds.problems import problems  # pydantic, where a file was read anyway

    name = stem(path)
    record, wrong = problems(kind.model(), plain) if kind else (None, [])
    identity = name if kind is None or kind.owns(name) else str(plain.get("id") or name)
    improvement = cast("Improvement | None", record if kind is IMPROVEMENT else None)
    review = cast("Review | None", record if kind is REVIEW else None)
    article = cast("Article | None", record if kind is ARTICLE else None)
    seen = Seen(
        *(path, kind, identity, document, plain, record, wrong, policy),
        *(improvement, review, article, words),
    )
    for check in OVER:
        assert check.over is not None
        for remark in check.over(seen):
            yield _finding(check, remark, path, document, identity)


def added(
    kind: Kind,
    path: str,
    before: bytes | None,
    after: bytes,
    policy: Policy,
    words: Lexicon = SHIPPED,
) -> list[Finding]:
    """What a change adds to the findings on one record; the layout is let be."""
    known = {(f.rule, f.message) for f in _seen(kind, path, before, policy, words)}
    found = [f for f in _seen(kind, path, after, policy, words) if (f.rule, f.message) not in known]
    return sorted(levelled((f for f in found if f.rule != not_canonical.name), policy))


def _seen(
    kind: Kind, path: str, data: bytes | None, policy: Policy, words: Lexicon
) -> list[Finding]:
    from learnorg.files.loader import Form, Refused, load

    if data is None:
        return []
    try:
        return looked_at(load(data, Form.of(path)), kind, path, policy, words)
    except Refused:  # a broken file that is being mended
        return []


def looked_at(
    document: "Document", kind: Kind | None, path: str, policy: Policy, words: Lexicon = SHIPPED
) -> list[Finding]:
    """What the rules over single records say of one file, and no waiver in it answers."""
    waivers, _ = parted(notes(document, path))
    return unwaived(waivers, inspected(document, document.plain(), kind, path, policy, words))


def _finding(
    check: Check, remark: Remark, path: str, document: "Document | None", record: str
) -> Finding:
    line, col = remark.place or (document.locate(remark.at) if document is not None else (1, 1))
    level = remark.level or check.level
    return Finding(path, line, col, check.name, remark.message, level, remark.hint, record)


def _kept(register: Register) -> Iterator[Finding]:
    """What the index keeps of the rules over single records."""
    for path, line, col, name, message, level, hint, identity in register.index.rows(
        "SELECT path, line, col, rule, message, level, hint, id "
        "FROM findings JOIN records USING (n)"
    ):
        yield Finding(path, line, col, name, message, Level(level), hint, identity)


def _unreadable(register: Register) -> Iterator[Finding]:
    for one in register.unreadable():
        yield Finding(one.path, one.line, one.col, one.rule, one.message, Level.ERROR, one.hint)


def _across(register: Register, today: date) -> Iterator[Finding]:
    for check in ACROSS:
        assert check.across is not None
        for remark in check.across(register, today):
            record = stem(remark.path) if is_record(remark.path) else ""
            place = remark.place or _place(register, remark.path, remark.at)
            placed = remark._replace(place=place)
            yield _finding(check, placed, remark.path, None, record)


def _place(register: Register, path: str, at: Sequence[str | int]) -> tuple[int, int]:
    """The line and column of a field; only files on which something is remarked are read."""
    from learnorg.files.lines import key_line
    from learnorg.files.loader import Form, Refused, load

    try:
        data = (register.root / path).read_bytes()
        form = Form.of(path)
        head = data if form is Form.YAML else data[: data.find(b"\n---", 1) + 1]
        if len(at) == 1 and (line := key_line(head, str(at[0]))):
            return line, 1
        return load(data, form).locate(at)
    except (OSError, Refused):
        return 1, 1


def levelled(found: Iterable[Finding], policy: Policy) -> Iterator[Finding]:
    """The findings with the levels that policy gives their rules; `off` drops them."""
    for finding in found:
        wish = policy.rules.get(finding.rule)
        if finding.rule in UNSILENCED and wish in ("off", "info"):
            wish = "warning"  # a broken file is never skipped in silence
        if wish != "off":
            yield replace(finding, level=Level.named(wish)) if wish else finding


def known(policy: Policy, place: Callable[[Sequence[str | int]], tuple[int, int]]) -> None:
    """Refuse a policy that speaks of rules there are not; a field's place is asked for then."""
    wrong = [n for n in policy.rules if n not in BY_NAME and n not in _over_changes()]
    if not wrong:
        return
    found = []
    for name in wrong:
        line, col = place(("rules", name))
        refusal = NoSuchRule(name)
        found.append(Finding(FILE, line, col, "unknown-rule", str(refusal), hint=refusal.hint))
    raise BadPolicy(found)


def chosen(
    found: Iterable[Finding],
    select: Collection[str] = (),
    ignore: Collection[str] = (),
    paths: Collection[str] = (),
) -> list[Finding]:
    """The findings of some rules, about some files or folders."""
    for name in (*select, *ignore):
        rule(name)
    return [
        finding
        for finding in found
        if (not select or finding.rule in select)
        and finding.rule not in ignore
        and (not paths or any(within_folder(finding.path, path) for path in paths))
    ]


def within_folder(path: str, folder: str) -> bool:
    """Whether a path is a folder's, or is the folder itself."""
    return folder in ("", ".") or path == folder or path.startswith(folder.rstrip("/") + "/")


def _tool() -> str:
    """What changes when the rules do, so that findings of an older tool are not believed."""
    house = Path(__file__).parent.parent
    files = [
        *(house / "checks").glob("*.py"), *(house / "kinds").rglob("*.py"),
        *(house / "files").glob("*.py"), *(house / "methods").glob("*.py"),
        house / "register" / "lexicon.py", house / "register" / "wording.py",
    ]  # fmt: skip
    return f"{__version__} {max(file.stat().st_mtime_ns for file in files)}"
