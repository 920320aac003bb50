"""Sentences that look for somebody to blame instead of for what happened."""

from collections.abc import Iterator

from learnorg.checks.check import Remark, Seen, over_records
from learnorg.findings import Level
from learnorg.kinds.article import ARTICLE
from learnorg.kinds.review import REVIEW


@over_records(Level.WARNING)
def blaming_words(seen: Seen) -> Iterator[Remark]:
    """
    A sentence that makes somebody the cause, or judges by what was known only afterwards.

    Looked at are reviews, and articles of type lesson.

    Why it matters: whoever fears to be blamed tells less, and what is not told is not mended.
    It speaks of the sentence, which may be worded otherwise, and never of people; how many there
    are is told nowhere.

        The queue stood still through human error.

    Instead, say what was done and what made it possible; `learnorg review lint ID` tells for
    each sentence why it matters, and how to begin:

        The runbook does not name the queue, and nothing told that it stood still.

    What is quoted, code and links are not looked at. A sentence that is to stay has a comment
    above it, or behind it, with the name that stands in brackets in the message:

        <!-- wording: labels because these are the words of the public statement -->

    An organisation's own rules in `templates/wording` hold here, too; what they and ours call
    `info` is told by `review lint` alone.
    """
    if not _is_worded(seen):
        return
    from learnorg.checks.sentences import found  # patterns and rules, for reviews and lessons

    lang = seen.plain.get("lang")
    for one in found(seen.document, seen.lexicon.usable(lang if isinstance(lang, str) else None)):
        line, col, _, hit = one
        if hit.level >= Level.WARNING:
            message = f"{hit.message} ({hit.rule})"
            instead = " ".join(hit.instead.split())
            yield Remark(message, (), instead, level=hit.level, place=(line, col))


def _is_worded(seen: Seen) -> bool:
    """Whether a record is one whose wording is looked at."""
    return seen.kind is REVIEW or (seen.kind is ARTICLE and seen.plain.get("type") == "lesson")
