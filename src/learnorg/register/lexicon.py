"""
The wording rules that hold somewhere: those that ship, with an organisation's own in their place.

Own ones come from a register's folder, or from a commit where a change is judged. Rules are made
when they are asked for, and once only: a check of thousands of records asks for each.
"""

import os
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from learnorg.errors import LearnorgError
from learnorg.files import bounded
from learnorg.register import templates

if TYPE_CHECKING:  # an unchanged register is checked without pydantic
    from learnorg.methods.wording import Rule

FOLDER = "wording"
PLACE = f"{templates.OWN}/{FOLDER}"
MISNAMED = "a wording rule's file ends in .yaml; rename it, or it is not read"


class Fault(NamedTuple):
    """Something for which a file of own rules cannot be applied, and where it stands."""

    path: str
    line: int
    col: int
    message: str


class BadLexicon(LearnorgError):
    """Own rules of which some cannot be applied, with every place that is to be mended."""

    hint = "See `templates/wording/` of learnorg for rules that work."

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__("\n".join(f"{f.path}:{f.line}:{f.col}: {f.message}" for f in faults))


class Lexicon(NamedTuple):
    """The files of own rules, by their names without the ending, and what cannot be read there."""

    own: tuple[tuple[str, bytes], ...] = ()
    unread: tuple[Fault, ...] = ()

    @property
    def faults(self) -> tuple[Fault, ...]:
        """All for which own rules cannot be applied."""
        return _faults(self) if self.own or self.unread else ()

    @property
    def key(self) -> str:
        """What is the same as long as the rules are."""
        files = templates.named(FOLDER).values()
        shipped = max((file.stat().st_mtime_ns for file in files), default=0)
        return f"{len(files)} {shipped} {_digest(self)}".rstrip()

    def rules(self, lang: str | None = None) -> "tuple[Rule, ...]":
        """The rules for a language, English where none is named; raises `BadLexicon`."""
        if self.faults:
            raise BadLexicon([*self.faults])
        return _rules(self, lang or "")

    def usable(self, lang: str | None = None) -> "tuple[Rule, ...]":
        """The same; where own rules cannot be applied, those that ship alone."""
        return _rules(SHIPPED if self.faults else self, lang or "")


SHIPPED = Lexicon()
"""The rules that come with learnorg."""


def at(root: Path) -> Lexicon:
    """The rules that hold in the register at a folder."""
    if not os.path.lexists(root / PLACE):
        return SHIPPED
    own: list[tuple[str, bytes]] = []
    unread: list[Fault] = []
    try:
        for name, path in sorted(templates.named(FOLDER, root).items()):
            if templates.shown(path, root) == f"{PLACE}/{name}.yaml":
                own.append((name, templates.read(path, root)))
        short = sorted(path.name for path in (root / PLACE).glob("*.yml"))
        unread += [Fault(f"{PLACE}/{name}", 1, 1, MISNAMED) for name in short]
    except bounded.NotRead as wrong:
        where, _, why = str(wrong).partition(": ")
        unread.append(Fault(where.removesuffix(":1:1"), 1, 1, why))
    return Lexicon(tuple(own), tuple(unread))


def of(files: Mapping[str, bytes]) -> Lexicon:
    """The rules that hold where some files have these contents, by their paths in a register."""
    own: list[tuple[str, bytes]] = []
    unread: list[Fault] = []
    for path, data in sorted(files.items()):
        if is_rule(path) and _is_misnamed(path):
            unread.append(Fault(path, 1, 1, MISNAMED))
        elif is_rule(path) and len(data) > templates.MOST:
            told = f"it is larger than {templates.MOST // 1024:,} KiB"
            unread.append(Fault(path, 1, 1, told))
        elif is_rule(path):
            own.append((PurePosixPath(path).stem, data))
    return Lexicon(tuple(own), tuple(unread))


def is_rule(path: str) -> bool:
    """Whether a file at a path from the register's root is meant as a wording rule."""
    place = PurePosixPath(path)
    return place.parent.as_posix() == PLACE and place.suffix in (".yaml", ".yml")


def _is_misnamed(path: str) -> bool:
    return path.endswith(".yml")


def faults_in(path: str, data: bytes) -> Iterator[Fault]:
    """All for which the rule in a file's bytes cannot be applied."""
    from learnorg.register.wording import BadWording, read_wording  # pydantic, as in all below

    if _is_misnamed(path):
        yield Fault(path, 1, 1, MISNAMED)
        return
    try:
        read_wording(data, path)
    except BadWording as bad:
        yield from (Fault(path, *fault) for fault in bad.faults)


@lru_cache(maxsize=16)
def _faults(lexicon: Lexicon) -> tuple[Fault, ...]:
    return tuple(_each_fault(lexicon))


def _each_fault(lexicon: Lexicon) -> Iterator[Fault]:
    from learnorg.register.wording import MOST, TooManyRules

    yield from lexicon.unread
    count = len({*templates.named(FOLDER), *(name for name, _ in lexicon.own)})
    if count > MOST:
        yield Fault(PLACE, 1, 1, str(TooManyRules(count)))
        return
    for name, data in lexicon.own:
        yield from faults_in(f"{PLACE}/{name}.yaml", data)


@lru_cache(maxsize=32)
def _rules(lexicon: Lexicon, lang: str) -> "tuple[Rule, ...]":
    from learnorg.register.wording import rules_in

    shipped = {
        name: (str(path), path.read_bytes()) for name, path in templates.named(FOLDER).items()
    }
    own = {name: (f"{PLACE}/{name}.yaml", data) for name, data in lexicon.own}
    return rules_in(shipped | own, lang)


@lru_cache(maxsize=4)
def _digest(lexicon: Lexicon) -> str:
    if not lexicon.own and not lexicon.unread:
        return ""
    from hashlib import blake2b  # 3 ms for OpenSSL, only where there are own rules

    return blake2b(repr(lexicon).encode(), digest_size=16).hexdigest()
