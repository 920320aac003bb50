"""
Text as it is pasted from a screen: what of it is a filter, and how it would begin an article.

Error messages are full of colons, and whoever looks for one has no time to quote them. So what
is no filter for certain is text.
"""

from collections.abc import Iterator, Sequence
from shlex import quote

from learnorg.kinds.article import ARTICLE
from learnorg.register import query as queries
from learnorg.register.query import Query
from learnorg.spelling import did_you_mean

NAMES = frozenset({*queries.FIELDS, "services", "tags", "raised_by", "sort", "has", "is"})
"""Words before a colon that make a filter."""

FEW = 8
"""Words that may be filters each by itself; more are a text."""

LONGEST_TITLE = 70
LONGEST_ISSUE = 240
"""Characters that are taken from a paste into the command that begins an article."""

TRACEBACK = "Traceback (most recent call last)"
"""How Python begins where the last line says what is wrong."""


def asked(arguments: Sequence[str], kind: str = "") -> Query:
    """
    The query that arguments make: filters of the query language, and any other text as words.

    What has blanks and begins like a filter is one where words are given besides, and text
    where it stands alone.
    """
    words = [one for one in arguments if not _is_filter(one)]
    filters = [one for one in arguments if _is_filter(one)]
    if not words:
        words = [one for one in filters if len(one.split()) > 1]
        filters = [one for one in filters if one not in words]
    query = queries.parse(filters, kind)
    # A command line's bytes may be no text.
    return query._replace(words=tuple(w.encode("utf-8", "replace").decode() for w in words))


def _is_filter(argument: str) -> bool:
    """Whether an argument is of the form `name:value` or `not:…`, with a name that is known."""
    name, _, value = argument.removeprefix("not:").partition(":")
    if argument.startswith("not:") and len(argument.split()) == 1:
        return True
    return name in NAMES and (value[:1].isalnum() or value.startswith(("..", "-", "_")))


def mistaken(words: Sequence[str]) -> Iterator[str]:
    """What to say of a few words that are searched as text and may be meant as filters."""
    for word in words if len(words) <= FEW else ():
        name, colon, value = word.partition(":")
        if colon and value and name.isalpha() and len(word.split()) == 1:
            near = did_you_mean(name, queries.FIELDS)
            if near:
                yield f"'{name}' is no field to filter by. {near}"


def instead(query: Query) -> str:
    """The command that would fill the hole where nothing is found; empty if no article would."""
    kinds = {query.kind} - {""}
    kinds.update(v for f in query.filters if f.field == "kind" for v in f.values if not f.negated)
    text = " ".join(query.words)
    title = flat(_headline(text), LONGEST_TITLE).lstrip("- ")
    if not title or (kinds and ARTICLE.name not in kinds) or any(mistaken(query.words)):
        return ""
    issue = quote(f"Issue={flat(text, LONGEST_ISSUE)}")
    return f"learnorg article new {quote(title)} --type fix --say {issue}"


def flat(text: str, most: int) -> str:
    """The text on one line, without what cannot be seen, and of so many characters at most."""
    seen = "".join(char if char.isprintable() else " " for char in text)
    flat = " ".join(seen.split())
    if len(flat) <= most:
        return flat
    cut = flat[:most]
    return (cut.rpartition(" ")[0] or cut).rstrip(" ,;:.-") + " …"


def _headline(text: str) -> str:
    """The line of a paste that most probably says what is wrong."""
    if "\n" not in text.strip():
        return text
    lines = [line for line in text.splitlines() if any(map(str.isalnum, line))]
    return lines[-1 if lines[0].lstrip().startswith(TRACEBACK) else 0] if lines else ""
