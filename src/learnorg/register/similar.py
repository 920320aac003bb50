"""Whether something alike is in the register already."""

import re
from typing import NamedTuple

from learnorg.kinds.improvement import IMPROVEMENT
from learnorg.kinds.kind import Kind
from learnorg.methods.similarity import likeness
from learnorg.register.query import WORD
from learnorg.register.register import Register

ENOUGH = 0.45
"""From this likeness on, a person wants to look."""

CANDIDATES = 60


class Alike(NamedTuple):
    """A record that resembles a title, and how much (0 to 1)."""

    identity: str
    title: str
    state: str
    likeness: float


def similar(register: Register, title: str, most: int = 3, kind: Kind = IMPROVEMENT) -> list[Alike]:
    """The records of a kind whose titles most resemble one, the most alike first."""
    words = [word for word in re.findall(WORD, title) if len(word) > 2][:12]
    if not words:
        return []
    asked = " OR ".join(f'"{word}"*' if len(word) < 5 else f'"{word[:5]}"*' for word in words)
    rows = register.index.rows(
        "SELECT records.id, records.title, records.state FROM texts "
        "JOIN records ON records.n = texts.rowid WHERE texts MATCH ? AND records.kind = ? "
        "ORDER BY bm25(texts, 4.0, 0.2) LIMIT ?",
        (f"title : ({asked})", kind.name, CANDIDATES),
    )
    scores = likeness(title, [row[1] for row in rows])
    found = [
        Alike(row[0], row[1], row[2], round(score, 2))
        for row, score in zip(rows, scores, strict=True)
    ]
    found.sort(key=lambda one: -one.likeness)
    return [one for one in found if one.likeness >= ENOUGH][:most]
