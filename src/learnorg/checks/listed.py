"""Names that policy lists, and records that use others."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from learnorg.checks.check import Remark, Seen
from learnorg.refs import slug
from learnorg.register.facts import several
from learnorg.spelling import did_you_mean


@lru_cache(maxsize=64)
def _spellings(known: tuple[str, ...]) -> frozenset[str]:
    """Every way in which the listed names may be written."""
    return frozenset(name.lower() for name in known) | {slug(name) for name in known}


def unlisted(seen: Seen, key: str, known: Sequence[str], noun: str) -> Iterator[Remark]:
    """A remark for each name in a field that is not on a list, where there is a list."""
    value = seen.plain.get(key)
    if not known or value is None:
        return
    allowed = _spellings(tuple(known))
    for n, name in enumerate(several(value)):
        if name.lower() not in allowed:
            place = (key, n) if isinstance(value, list) else (key,)
            hint = did_you_mean(name, known) or f"Listed: {', '.join(known)}."
            yield Remark(f"'{name}' is no {noun} that learnorg.yaml lists", place, hint)
