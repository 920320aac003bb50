"""What a writer of findings knows besides them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple, TypeAlias

from learnorg.findings import Finding, Level
from learnorg.settings import FILE


class Rule(NamedTuple):
    """A rule as readers elsewhere are told of it: how much it matters, and its manual page."""

    level: Level
    page: str


class About(NamedTuple):
    """The rules that found something, where the register is, and what counts as failing."""

    rules: Mapping[str, Rule] = {}
    prefix: str = ""
    """What stands before the register's paths in its repository."""
    fails: Level = Level.ERROR
    """The level from which on a finding fails the check."""
    colour: bool = False
    width: int = 0
    """How long the lines may be that say what to do; 0 for as long as they are."""

    def path(self, finding: Finding) -> str:
        """The file of a finding, from the repository's top."""
        return self.prefix + (finding.path or FILE)


Writer: TypeAlias = Callable[[Sequence[Finding], About], Iterator[str]]


def sentence(finding: Finding) -> str:
    """What a finding says and what to do about it, on one line."""
    if not finding.hint:
        return finding.message
    ends = finding.message.rstrip().endswith((".", "!", "?", ":"))
    return f"{finding.message}{'' if ends else '.'} {finding.hint}"
