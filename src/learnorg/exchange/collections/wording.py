"""The words and links of a passage of Markdown."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from markdown_it.token import Token

from learnorg.exchange.values import line, visible

ADDRESS = re.compile(r"https?://[^\W_]\S*", re.IGNORECASE)
BARE = re.compile(r"https?://[^\W_][^\s<>\"'`|]*", re.IGNORECASE)
AFTER = ".,;:!?)]}*_"
"""Signs after an address that stands bare in a sentence, and belong to the sentence."""
BREAKS = ("softbreak", "hardbreak")


class Piece(NamedTuple):
    """Some words of a passage; those of a link with where it leads."""

    text: str
    to: str = ""
    strong: bool = False

    @property
    def source(self) -> bool:
        """Whether it leads to a page elsewhere, and has words to be called by."""
        return bool(self.text.strip()) and is_address(self.to)


Passage = Sequence[Piece]


def is_address(text: str) -> bool:
    """Whether a text is the address of a page, with nothing in it that cannot be seen."""
    return ADDRESS.fullmatch(text) is not None and text.isprintable()


def passage(inline: Token) -> list[Piece]:
    """The pieces of a passage; emphasis is dropped, code keeps its marks, pictures are none."""
    runs: list[tuple[list[str], str, bool]] = [([], "", False)]
    for token in inline.children or ():
        within = runs[-1][1]
        if token.type == "link_open":
            runs.append(([], str(token.attrs.get("href", "")), False))
        elif token.type == "link_close" or (token.type == "strong_close" and not within):
            runs.append(([], "", False))
        elif token.type == "strong_open" and not within:
            runs.append(([], "", True))
        else:
            runs[-1][0].append(_words(token))
    pieces = (Piece("".join(words), to, strong) for words, to, strong in runs)
    return [part for piece in pieces for part in _parted(piece) if part.text or part.to]


def plain(pieces: Iterable[Piece]) -> str:
    """The words of pieces on one line, links with where they lead."""
    return visible(line("".join(map(_told, pieces))))


def bare(pieces: Iterable[Piece]) -> str:
    """The words of pieces on one line, links without where they lead."""
    return visible(line("".join(piece.text for piece in pieces)))


def _words(token: Token) -> str:
    if token.type == "code_inline":
        return f"`{token.content}`"
    if token.type in BREAKS:
        return " "
    return token.content if token.type == "text" else ""


def _told(piece: Piece) -> str:
    return (
        piece.text if not piece.source or piece.text == piece.to else f"{piece.text} ({piece.to})"
    )


def _parted(piece: Piece) -> Iterator[Piece]:
    """A piece, with the addresses that stand bare in its text as links."""
    if piece.to:
        yield piece
        return
    at = 0
    for found in BARE.finditer(piece.text):
        address = found[0].rstrip(AFTER)
        yield piece._replace(text=piece.text[at : found.start()])
        yield Piece(address, address)
        at = found.start() + len(address)
    yield piece._replace(text=piece.text[at:])
