"""
What stands within a sentence and is not its author's wording: code, links, quotations.

Each is replaced by as many signs that no word has, so that places stay what they are.
"""

import re
from collections.abc import Iterator

HIDDEN = "\ufffc"
"""Stands for each character that is not looked at."""

TICKS = re.compile(r"`+")
LINK = re.compile(
    r"\[[^\[\]]{0,300}\]"
    r"(?:\([^()\[\]]{0,1000}(?:\([^()\[\]]{0,200}\)[^()\[\]]{0,200})?\)|\[[^\[\]]{0,300}\])"
    r"|\[\[[^\[\]]{0,300}\]\]"
    r"|\bhttps?://\S++|\bwww\.\S++"
)
OPENING = re.compile(r"(?<!\w)(?:[\"“„”‘‚](?=\S)|[«»])")
CLOSING = {
    '"': re.compile(r"(?<=\S)\"(?!\w)"),
    "“": re.compile(r"(?<=\S)”(?!\w)"),
    "„": re.compile(r"(?<=\S)[“”](?!\w)"),
    "”": re.compile(r"(?<=\S)”(?!\w)"),
    "«": re.compile(r"»(?!\w)"),
    "»": re.compile(r"[«»](?!\w)"),
    "‘": re.compile(r"(?<=\S)’(?!\w)"),
    "‚": re.compile(r"(?<=\S)[‘’](?!\w)"),
}
"""What ends a quotation, by the sign that began it; also the ways of Germans, French and Swedes."""
EMPHASIS = re.compile(r"[*~]+|(?<!\w)_++|(?<!_)_++(?!\w)")


def without_comments(text: str) -> str:
    """A text with blanks for its HTML comments; one that is never closed is none."""
    made, here = [], 0
    while (start := text.find("<!--", here)) >= 0 and (end := text.find("-->", start)) >= 0:
        made += [text[here:start], re.sub(r"[^\n]", " ", text[start : end + 3])]
        here = end + 3
    return "".join([*made, text[here:]])


def own_words(text: str) -> str:
    """A paragraph, as long as before, with blanks for emphasis and nothing readable in quotes."""
    text = _hidden(text, _code(text)) if "`" in text else text
    text = LINK.sub(lambda found: HIDDEN * len(found[0]), text)
    text = _hidden(text, _quotations(text))
    return EMPHASIS.sub(lambda found: " " * len(found[0]), text)


def _hidden(text: str, spans: Iterator[tuple[int, int]]) -> str:
    made, here = [], 0
    for start, end in spans:
        made += [text[here:start], HIDDEN * (end - start)]
        here = end
    return "".join([*made, text[here:]])


def _code(text: str) -> Iterator[tuple[int, int]]:
    """Where code stands: from some backticks to as many of them."""
    runs = [found.span() for found in TICKS.finditer(text)]
    last = {end - start: n for n, (start, end) in enumerate(runs)}
    n = 0
    while n < len(runs):
        start, end = runs[n]
        if last[end - start] > n:
            n += 1
            while runs[n][1] - runs[n][0] != end - start:
                n += 1
            yield start, runs[n][1]
        n += 1


def _quotations(text: str) -> Iterator[tuple[int, int]]:
    """Where quotations stand, their signs included."""
    here, endless = 0, set()
    while opened := OPENING.search(text, here):
        here = opened.end()
        if opened[0] in endless:
            continue
        if closed := CLOSING[opened[0]].search(text, here):
            here = closed.end()
            yield opened.start(), here
        else:
            endless.add(opened[0])  # nor would the next one of its kind find an end
