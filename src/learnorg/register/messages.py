"""What commit messages tell: what learnorg did, why, and what was taken back."""

import re

ACTION = "Learnorg-Action"
"""The trailer that says that learnorg made a commit, and what it did."""

REVERTS = re.compile(r"This reverts commit ([0-9a-f]{7,64})")
"""What git and learnorg write into a commit that takes another one back."""

TRAILER = re.compile(r"[A-Za-z0-9-]+: .*")
LISTED = re.compile(r"- .*")


def why(message: str, action: str) -> str:
    """The reason that a message gives: its body without trailers and learnorg's own list."""
    _, *paragraphs = message.strip().split("\n\n")
    if paragraphs and all(TRAILER.fullmatch(line) for line in paragraphs[-1].splitlines()):
        paragraphs.pop()
    if action and paragraphs and all(LISTED.fullmatch(x) for x in paragraphs[-1].splitlines()):
        paragraphs.pop()
    return "\n\n".join(paragraphs).strip()
