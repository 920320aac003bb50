"""
What can be mended without asking anybody: the layout, and a sound record's place.

Everything else is somebody's to say: whether a name or an identity is the wrong one of the
two, no program can tell.
"""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from learnorg.checks.not_canonical import not_canonical
from learnorg.checks.wrong_place import wrong_place
from learnorg.findings import Finding
from learnorg.kinds import kind_of
from learnorg.kinds.kind import Kind
from learnorg.register.register import Register

if TYPE_CHECKING:  # only what is mended needs YAML
    from learnorg.register.records import Revision


@dataclass(frozen=True, slots=True)
class Mending:
    """One file as it stands and as it would be, perhaps elsewhere."""

    path: str
    to: str
    revisions: "tuple[Revision, ...]"

    def __str__(self) -> str:
        return f"{self.path} moved to {self.to}" if self.moved else f"{self.path} laid out anew"

    @property
    def moved(self) -> bool:
        """Whether the file would stand elsewhere."""
        return self.path != self.to


def mendings(register: Register, found: Iterable[Finding]) -> Iterator[Mending]:
    """What can be mended of some findings, a file at a time."""
    rules: dict[str, set[str]] = {}
    for finding in found:
        if finding.rule in (not_canonical.name, wrong_place.name):
            rules.setdefault(finding.path, set()).add(finding.rule)
    for path, there in sorted(rules.items()):
        if mending := _mended(register, path, there):
            yield mending


def _mended(register: Register, path: str, rules: set[str]) -> Mending | None:
    """One file mended, if there is anything that can be."""
    from learnorg.files.canonical import canonical
    from learnorg.files.loader import load
    from learnorg.register.intake import kind_at
    from learnorg.register.records import Revision, form

    stem, _, ending = path.rpartition("/")[2].rpartition(".")
    kind = kind_at(path) or kind_of(stem)
    if kind is None or (ending == "md") != (kind.suffix == ".md"):
        return None
    before = (register.root / path).read_bytes()
    document = load(before, form(kind))
    plain = document.plain()
    to = path
    if wrong_place.name in rules and _certain(register, kind, stem, plain.get("id")):
        to = kind.path(stem)
    after = before
    if not_canonical.name in rules:
        after = canonical(document, kind.groups).encode()
    title = str(plain.get("title") or "")
    if to == path:
        revision = Revision(kind, stem, title, path, before, after)
        return Mending(path, to, (revision,)) if after != before else None
    gone = Revision(kind, stem, title, path, before, None)
    return Mending(path, to, (gone, Revision(kind, stem, title, to, None, after)))


def _certain(register: Register, kind: Kind, stem: str, said: object) -> bool:
    """Whether a record's place is beyond doubt: it has one name, nobody shares it, it is free."""
    others = register.index.one(
        "SELECT count(*) FROM records WHERE id = ?1 OR path LIKE '%/' || ?1 || '.%'", (stem,)
    )
    free = not os.path.lexists(register.root / kind.path(stem))
    return kind.owns(stem) and said == stem and others == 1 and free
