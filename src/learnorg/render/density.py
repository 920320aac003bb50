"""
How much of somebody's Markdown is signs, each of which may be a mark.

A parser takes time for every sign, some of it in proportion to those that stand around it. So
it is bounded how many there may be: what holds more is shown or told as text.
"""

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

LONGEST = 256 * 1024
"""Characters of a text that is parsed; a second or two."""
SIGNS = "\n!#$%&*+-:<=>@[\\]^_`{}~"
"""The signs at which markdown-it stops, to see whether a mark begins there."""
AT_ONCE, IN_ALL = 5_000, 50_000
"""Signs in one paragraph, item or cell, and in all those of a text."""


def signs(text: str) -> int:
    """How many signs a text holds."""
    return sum(map(text.count, SIGNS))


def bound(parser: MarkdownIt, in_all: int = IN_ALL) -> None:
    """Let a parser leave empty, and mark as `dense`, each passage with too many signs."""

    def thin(state: StateCore) -> None:
        held = 0
        for token in state.tokens:
            if token.type == "inline":
                there = signs(token.content)
                held += there
                if there > AT_ONCE or held > in_all:
                    token.content, token.meta = "", {"dense": True}

    parser.core.ruler.before("inline", "density", thin)


def is_dense(token: Token) -> bool:
    """Whether a token is a passage that was left empty."""
    return "dense" in token.meta
