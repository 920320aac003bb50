"""What to say where nothing was found."""

from collections.abc import Sequence
from contextlib import suppress
from shlex import quote

from learnorg.cli.console import say
from learnorg.register.index import Index
from learnorg.register.lookup import Ambiguous, NoSuchRecord, look_up


def tell_of_identities(index: Index, words: Sequence[str]) -> None:
    """Say which words, found in no text, mean a record all the same."""
    for word in words:
        with suppress(NoSuchRecord, Ambiguous):
            found = look_up(index, word)
            is_ = found.identity if word != found.identity else f"no word but {_a(found.kind.name)}"
            say(f"{word} is {is_}: learnorg show {quote(word)}")


def _a(noun: str) -> str:
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"
