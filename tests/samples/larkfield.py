"""The sample that the tests look at."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from learnorg.files.loader import Form, load
from learnorg.kinds.kind import Kind
from learnorg.samples.sample import Built
from learnorg.settings import Policy

TODAY = date(2026, 11, 22)  # a Sunday


@dataclass(frozen=True)
class Sample:
    """A sample as built, what its improvements say, and its policy."""

    folder: Path
    built: Built
    improvements: tuple[dict[str, Any], ...]
    policy: Policy

    def records(self, kind: Kind) -> dict[str, dict[str, Any]]:
        """What all records of a kind say, by their identities."""
        paths = (self.folder / kind.folder).rglob(f"*{kind.suffix}")
        plain = [load(path.read_bytes(), Form.of(path.name)).plain() for path in paths]
        return {said["id"]: said for said in plain}
