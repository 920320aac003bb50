"""
Phrases as a wording rule writes them, and the patterns that find them.

A phrase is words with a blank between them:

    word        that word, in upper or lower case
    a|b         one of these
    forgot*     a word that begins so; `*ed` one that ends so; `*` any word
    (word)      perhaps
    <person>    one of a list that the rule brings along
    ...         up to three words of any kind
    ,           a comma
    ^ and $     the beginning and the end of the sentence

This is less than regular expressions can say, on purpose: a rule may come with a stranger's
branch, and no phrase can make a search take longer than in proportion to the text.
"""

import re
from collections.abc import Iterable, Mapping, Sequence

from learnorg.spelling import did_you_mean

Lists = Mapping[str, Sequence[str]]
"""Words under a name, for `<name>` in a phrase."""

LONGEST = 500
PIECES = 12
LOOSE = 4
"""So many pieces of a phrase may be `(…)` or `...`: each multiplies the ways to read it."""

WORD = r"[\w'’/-]++"
BREAK = r",?\s++"
GAP = rf"(?:{BREAK}{WORD}){{0,3}}?"
ENDED = r"[\s.!?…)]*+\Z"
BEFORE, BEHIND = r"(?<![\w'’-])(?=\w)", r"(?![\w-])"
LETTERS = r"[\w'’-]*"

STARRED = re.compile(r"\*?[\w'’/-]+|[\w'’/-]+\*|\*")
NAMED = re.compile(r"<([\w-]+)>")


class BadPhrase(ValueError):  # a signal between functions: what is wrong with it, as people say it
    """A phrase that means nothing."""


def finder(phrases: Iterable[str], lists: Lists, ignorecase: bool = True) -> re.Pattern[str]:
    """
    A pattern that finds any of some phrases in a sentence; raises `BadPhrase`.

    With `ignorecase` the sentence is to be in lower case, which is three times as fast as a
    pattern that looks for either.
    """
    if ignorecase:
        phrases = (phrase.lower() for phrase in phrases)
        lists = {name.lower(): [word.lower() for word in words] for name, words in lists.items()}
    found = "|".join(pattern(phrase, lists) for phrase in phrases)
    return re.compile(f"{BEFORE}(?:{found})")


def pattern(phrase: str, lists: Lists) -> str:
    """A phrase as a regular expression that never goes back further than over a few words."""
    pieces = phrase.split()
    opened, closed = pieces[:1] == ["^"], pieces[-1:] == ["$"]
    inner = pieces[opened : len(pieces) - closed]
    _sound(inner)
    made, begun = "", False
    for piece in inner:
        made += _piece(piece, lists, begun)
        begun = begun or _is_word(piece)
    return (r"\A" if opened else "") + made + BEHIND + (ENDED if closed else "")


def ways(phrase: str) -> int:
    """In how many ways a phrase can lie over a sentence, from one word of it on."""
    pieces = phrase.split()
    return 1 << 2 * pieces.count("...") + sum(map(_perhaps, pieces))


def _sound(pieces: Sequence[str]) -> None:
    """Nothing, if the pieces make a phrase whose search is bounded."""
    if not any(_is_word(piece) for piece in pieces):
        raise BadPhrase("it has no word that is to be there")
    if pieces[0] in ("...", ","):
        raise BadPhrase(f"it begins with '{pieces[0]}'; it is to begin with a word")
    if sum(map(len, pieces)) > LONGEST:
        raise BadPhrase(f"it is longer than {LONGEST} characters")
    if len(pieces) > PIECES:
        raise BadPhrase(f"it has {len(pieces)} pieces; {PIECES} are the most")
    if sum(piece == "..." or _perhaps(piece) for piece in pieces) > LOOSE:
        raise BadPhrase(f"it has more than {LOOSE} pieces that may be missing")


def _is_word(piece: str) -> bool:
    return piece not in ("...", ",") and not _perhaps(piece)


def _perhaps(piece: str) -> bool:
    return piece.startswith("(") and piece.endswith(")")


def _piece(piece: str, lists: Lists, begun: bool) -> str:
    match piece:
        case "...":
            return GAP
        case ",":
            return "(?=,)"
    if _perhaps(piece):
        one = _alternatives(piece[1:-1], lists)
        return f"(?:{BREAK}{one})?" if begun else f"(?:{one}{BREAK})?"
    one = _alternatives(piece, lists)
    return BREAK + one if begun else one


def _alternatives(piece: str, lists: Lists) -> str:
    words = [word for each in piece.split("|") for word in _meant(each, lists)]
    return f"(?:{'|'.join(words)})"


def _meant(word: str, lists: Lists) -> list[str]:
    """One word of a phrase, or the words of the list that it names."""
    if not (named := NAMED.fullmatch(word)):
        return [_starred(word)]
    name = named[1]
    if name not in lists:
        raise BadPhrase(f"there is no list '{name}'. {did_you_mean(name, tuple(lists))}".strip())
    if not lists[name]:
        raise BadPhrase(f"the list '{name}' is empty")
    return [r"\s++".join(_starred(one) for one in item.split()) for item in lists[name]]


def _starred(word: str) -> str:
    if word.startswith("(") or word.endswith(")"):
        raise BadPhrase(f"'{word}': brackets stand around one piece; give several words a list")
    if not STARRED.fullmatch(word):
        raise BadPhrase(f"'{word}' is neither a word nor a sign that phrases have")
    if word == "*":
        return WORD
    plain = re.escape(word.strip("*")).replace("'", "['’]")
    return (LETTERS if word[0] == "*" else "") + plain + (LETTERS if word[-1] == "*" else "")
