"""What rules remark on articles that may no longer be right."""

from collections.abc import Iterable, Iterator

from learnorg.checks.check import Remark
from learnorg.register.register import Register
from learnorg.register.relevance import Doubt


def remarks(register: Register, doubts: Iterable[tuple[str, Doubt]]) -> Iterator[Remark]:
    """Each doubt as a remark on its article's file."""
    found = list(doubts)
    paths: dict[str, str] = dict(
        register.index.rows("SELECT id, path FROM records WHERE kind = 'article'") if found else ()
    )
    for identity, doubt in found:
        yield Remark(doubt.told, doubt.at, doubt.hint, paths[identity])
