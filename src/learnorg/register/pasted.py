"""
Text as it is pasted from a screen: what of it is a filter, and how it would begin an article.

Error messages are full of colons, and whoever looks for one has no time to quote them. So what
is no filter for certain is text.
"""

from collections.abc import Collection, Iterator, Sequence
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


def is_text(argument: str, flags: Collection[str], valued: Collection[str]) -> bool:
    """
    Whether an argument that begins like an option is text, since it can be none that there is.

    `flags` are options by themselves, `valued` take a value. Text is what has blanks, such as
    `-bash: pip: command not found`, and what is longer than any option and spelt like none.
    """
    options = [*flags, *valued]
    name, given, _ = argument.partition("=")
    if not argument.startswith("-") or name in options or _is_cluster(argument, flags, valued):
        return False
    if len(argument.split()) < 2 and len(name) <= max(map(len, options), default=0):
        return False
    near = did_you_mean(name, options) if given or len(argument.split()) < 2 else ""
    return len(argument) > 2 and not near


def _is_cluster(argument: str, flags: Collection[str], valued: Collection[str]) -> bool:
    """Whether it is made of short options, the last of them perhaps with its value: `-aqL5`."""
    if argument.startswith("--") or ": " in argument:
        return False
    left = argument[1:].lstrip("".join(flag[1] for flag in flags if len(flag) == 2))
    return not left or f"-{left[0]}" in valued


def mistaken(words: Sequence[str]) -> Iterator[str]:
    """What to say of a few words that are searched as text and may be meant as filters."""
    for word in words if len(words) <= FEW else ():
        name, colon, value = word.partition(":")
        if colon and value and name in queries.FIELDS and len(word.split()) == 1:
            yield f"'{word}' is searched as text: '{value}' is no value of '{name}'. {_ways(name)}"
        elif colon and value and name.isalpha() and len(word.split()) == 1:
            near = did_you_mean(name, queries.FIELDS)
            if near:
                yield f"'{name}' is no field to filter by. {near}"


def _ways(name: str) -> str:
    """How the values of a field that people compare are written."""
    if name in queries.DATES:
        return f"Write {name}:2026.., {name}:..2026-11-20 or {name}:2026-11."
    if name in queries.NUMBERS:
        return f"Write {name}:3, {name}:2..5 or {name}:..5."
    return f"Write {name}:WORD."


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
