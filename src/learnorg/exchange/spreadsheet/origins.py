"""What records said when they were exported, looked for in the register and in git."""

from collections.abc import Iterable
from typing import Any

from learnorg.exchange.spreadsheet.bases import Base, committed, fingerprint
from learnorg.files.loader import Form, load
from learnorg.files.refused import Refused
from learnorg.history.git import GitFailed
from learnorg.history.objects import NoSuchCommit, contents, resolve
from learnorg.kinds.improvement import IMPROVEMENT
from learnorg.register.past import reader
from learnorg.register.register import Register
from learnorg.register.trail import NoHistory

Plain = dict[str, Any]


def origins(register: Register, base: Base, identities: Iterable[str]) -> dict[str, Plain]:
    """The content of each record at its export; those of which nobody knows it are left out."""
    found: dict[str, Plain] = {}
    wanted: dict[str, str] = {}
    for identity in identities:
        told = base.records.get(identity, "")
        data = _now(register, identity)
        if data is not None and told and fingerprint(data, told) == told:
            _keep(found, identity, data)
        else:
            wanted[identity] = told
    if wanted:
        for identity, data in _then(register, base, wanted):
            _keep(found, identity, data)
    return found


def here(register: Register, base: Base) -> bool:
    """Whether the commit of an export is in the register's repository, or it had none."""
    try:
        return not base.commit or bool(resolve(reader(register), base.commit))
    except (NoHistory, NoSuchCommit):
        return False


def _now(register: Register, identity: str) -> bytes | None:
    try:
        return (register.root / IMPROVEMENT.path(identity)).read_bytes()
    except OSError:
        return None


def _keep(found: dict[str, Plain], identity: str, data: bytes) -> None:
    """Keep what some content says, if it is that of the record."""
    try:
        plain = load(data, Form.of(IMPROVEMENT.suffix)).plain()
    except Refused:
        return
    if plain.get("id") == identity:
        found[identity] = plain


def _then(register: Register, base: Base, wanted: dict[str, str]) -> list[tuple[str, bytes]]:
    """What git has of records: by the names of their contents, or as the commit has them."""
    try:
        git = reader(register)
    except NoHistory:
        return []
    _, there = committed(register, base.commit)
    blobs = {name: told or there.get(IMPROVEMENT.path(name), "") for name, told in wanted.items()}
    known = set(there.values())
    sure = {name: blob for name, blob in blobs.items() if blob in known}
    held = contents(git, sure.values())
    found = [(name, data) for name, (_, data) in zip(sure, held, strict=True)]
    for name, blob in blobs.items():
        if blob and name not in sure:  # exported before it was committed; it may never have been
            try:
                found += [(name, data) for _, data in contents(git, [blob])]
            except GitFailed:
                continue
    return found
