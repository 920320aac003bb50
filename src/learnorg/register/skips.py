"""What somebody has left unscored on purpose, remembered for this clone alone."""

import json
from collections.abc import Iterable
from contextlib import suppress

from learnorg.errors import LearnorgError
from learnorg.files import bounded
from learnorg.files.atomic import put
from learnorg.history.repository import private_folder
from learnorg.register.register import Register

NAME = "skipped.json"
MOST = 16 << 20
"""Bytes of the file that are read: some 100,000 improvements are remembered in so many."""


def skipped(register: Register) -> set[str]:
    """The improvements that were skipped, and have not changed since."""
    asked = _read(register)
    if not asked:
        return set()
    rows = register.index.rows(
        "SELECT id, hash FROM records WHERE id IN (SELECT value FROM json_each(?))",
        [json.dumps([*asked])],
    )
    return {identity for identity, digest in rows if asked[identity] == (digest or b"").hex()}


def skip(register: Register, identities: Iterable[str]) -> None:
    """Remember that somebody leaves improvements unscored, as they stand now."""
    file = private_folder(register.root, register.repository) / NAME
    kept = {name: digest for name, digest in _read(register).items() if name in skipped(register)}
    for identity in identities:
        digest = register.index.one("SELECT hash FROM records WHERE id = ?", (identity,))
        kept[identity] = (digest or b"").hex()
    file.parent.mkdir(parents=True, exist_ok=True)
    put(file, json.dumps(kept, indent=1).encode())


def _read(register: Register) -> dict[str, str]:
    """What was remembered; nothing where the file is none of ours."""
    file = private_folder(register.root, register.repository) / NAME
    found: object = None
    with suppress(LearnorgError, ValueError, RecursionError):
        found = json.loads(bounded.read(file, MOST))
    if not isinstance(found, dict):
        return {}
    return {k: v for k, v in found.items() if isinstance(k, str) and isinstance(v, str)}
