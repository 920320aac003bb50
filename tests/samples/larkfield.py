"""The sample that the tests look at."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

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
