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
            say(f"{word} is {found.identity}: learnorg show {quote(word)}")
