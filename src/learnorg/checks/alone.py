"""One file looked at by itself, as an editor holds it: no register is opened for it."""

from collections.abc import Iterator
from pathlib import Path

from learnorg.checks.run import OVER, heeded, inspected, known, levelled
from learnorg.checks.waivers import notes, parted
from learnorg.errors import LearnorgError
from learnorg.files.loader import Form, Refused, load
from learnorg.findings import Finding, Level
from learnorg.register import lexicon
from learnorg.register.index import TOPS
from learnorg.register.intake import kind_at
from learnorg.register.places import is_record
from learnorg.register.policy import BadPolicy, parse_policy
from learnorg.settings import FILE, Policy


class NoRecordThere(LearnorgError):
    """A path at which neither a record nor the policy stands."""

    exit_code = 3

    def __init__(self, path: str) -> None:
        super().__init__(f"{path} is neither a record nor {FILE}")
        self.hint = f"Records stand in {', '.join(f'{top}/' for top in TOPS)}."


def findings(root: Path, path: str, data: bytes) -> list[Finding]:
    """What the rules over single records say of a file, would it stand at this path."""
    if path == FILE:
        return sorted(_of_policy(data))
    if not is_record(path):
        raise NoRecordThere(path)
    policy = _policy((root / FILE).read_bytes())
    try:
        document = load(data, Form.of(path))
    except Refused as no:
        refused = Finding(path, no.line, no.col, no.rule, no.message, Level.ERROR, no.hint)
        return list(levelled([refused], policy))
    words = lexicon.at(root)
    found = list(inspected(document, document.plain(), kind_at(path), path, policy, words))
    names = {check.name for check in OVER}
    waivers = [one for one in parted(notes(document, path))[0] if one.rule in names]
    return sorted(levelled(heeded(waivers, found), policy))


def _of_policy(data: bytes) -> Iterator[Finding]:
    """What is wrong with a policy."""
    try:
        _policy(data)
    except BadPolicy as bad:
        yield from bad.findings


def _policy(data: bytes) -> Policy:
    """The policy in a file's bytes, which names only rules that there are."""
    policy = parse_policy(data)
    known(policy, lambda at: load(data).locate(at))
    return policy
