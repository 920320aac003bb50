"""What somebody may have meant."""

import re
from collections.abc import Sequence

ALIKE = 0.6
"""How alike two names are that may be the same, from 0 to 1."""
SAME = 0.75
"""How alike two words within names are; alone they say less than whole names do."""
FEW = 3
"""So many names may share a word that tells which one was meant."""

Words = tuple[str, ...]


def did_you_mean(word: str, known: Sequence[str]) -> str:
    """A hint that names the known words nearest to one, or nothing."""
    near = [f"'{name}'" for name in _nearest(word, known) or _sharing(word, known)]
    return f"Did you mean {' or '.join(near)}?" if near else ""


def _words(name: str) -> Words:
    """The words within a name, of any case."""
    return tuple(re.findall(r"[^-_.\s]+", name.lower()))


def _nearest(word: str, known: Sequence[str]) -> list[str]:
    """The name that is spelt most alike, or has the same words in another order."""
    found = {name: _likeness(_words(word), _words(name)) for name in known}
    best = max(found, key=lambda name: found[name], default="")
    return [best] if best and found[best] >= ALIKE else []


def _likeness(one: Words, other: Words) -> float:
    """How alike two names are, from 0 to 1; in what they differ, where they end alike."""
    if sorted(one) == sorted(other):
        return 1
    shared = 0
    while shared < min(len(one), len(other)) and one[-1 - shared] == other[-1 - shared]:
        shared += 1
    if 0 < shared < min(len(one), len(other)):
        one, other = one[:-shared], other[:-shared]
    return _ratio("-".join(one), "-".join(other))


def _ratio(one: str, other: str) -> float:
    from difflib import SequenceMatcher  # bad news only

    match = SequenceMatcher(None, one, other)
    if match.real_quick_ratio() < ALIKE or match.quick_ratio() < ALIKE:
        return 0
    return match.ratio()


def _sharing(word: str, known: Sequence[str]) -> list[str]:
    """The few names that hold all the words of one, as far as they can be told apart."""
    wanted = _words(word)
    found = [
        name
        for name in known
        if wanted and all(any(_same(w, other) for other in _words(name)) for w in wanted)
    ]
    return found if len(found) <= FEW else []


def _same(one: str, other: str) -> bool:
    return one == other or (len(one) > FEW and _ratio(one, other) >= SAME)
