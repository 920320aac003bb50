"""What a check has to say about one place in one file."""

from dataclasses import dataclass, field
from enum import IntEnum

from learnorg.page import Tone


class Level(IntEnum):
    """How much a finding matters; only an error fails a check."""

    INFO = 1
    WARNING = 2
    ERROR = 3

    def __str__(self) -> str:
        return self.name.lower()

    @property
    def tone(self) -> Tone:
        """How it looks."""
        tones: dict[Level, Tone] = {Level.ERROR: "bad", Level.WARNING: "warn", Level.INFO: "quiet"}
        return tones[self]

    @classmethod
    def named(cls, name: str) -> "Level":
        """The level of a name as policy writes it, `warning`."""
        return cls[name.upper()]


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One remark about one place: where, how bad, by which rule, and what to do."""

    path: str
    line: int
    col: int
    rule: str
    message: str
    level: Level = field(default=Level.ERROR, compare=False)
    hint: str = field(default="", compare=False)
    record: str = field(default="", compare=False)

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.col}: {self.level}: {self.message} [{self.rule}]"
