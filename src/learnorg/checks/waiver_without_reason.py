"""Waivers that do not say why, or waive what cannot be waived."""

from collections.abc import Iterator

from learnorg.checks.asides import asides
from learnorg.checks.check import Remark, Seen, over_records
from learnorg.checks.waivers import UNWAIVED, Comment, comments
from learnorg.findings import Level
from learnorg.spelling import did_you_mean

FORM = "Write it as: # learnorg: waive RULE because REASON"
ASIDE = "Write it as: <!-- wording: RULE because REASON -->"


@over_records(Level.WARNING)
def waiver_without_reason(seen: Seen) -> Iterator[Remark]:
    """
    A waiver that gives no reason, or names a rule that there is not.

    Why it matters: without a reason nobody can tell later whether it still holds, and a
    waiver of a misspelt rule waives nothing. A file that cannot be read is never waived, nor
    is what a change does.

        # learnorg: waive improvement-overdue
        due: 2026-03-31

    Instead, say why, on one line; several rules have commas between them:

        # learnorg: waive improvement-overdue because the vendor is late
        due: 2026-03-31

    The wording of one line is waived by a comment above it, or behind it:

        <!-- wording: hindsight because these are the words of the public statement -->
    """
    for comment in comments(seen.document):
        for message, hint in _wrong(comment):
            yield Remark(message, (), hint, place=(comment.line, comment.col))
    for aside in asides(seen.document):
        if not aside.reason:
            told = "a waiver that does not say why" if aside.rules else "this comment is no waiver"
            yield Remark(told, (), f"{ASIDE}.", place=(aside.line, aside.col))


def _wrong(comment: Comment) -> Iterator[tuple[str, str]]:
    """What is wrong with a comment to learnorg, and what to do."""
    from learnorg.checks import CHECKS  # the list that this rule stands in
    from learnorg.checks.change import CHANGE_CHECKS  # and the models, which are here

    if not comment.rules:
        yield "this comment to learnorg is no waiver", f"{FORM}."
        return
    known = [check.name for check in CHECKS]
    fixed = UNWAIVED.union(check.name for check in CHANGE_CHECKS)
    for rule in comment.rules:
        if rule in fixed:
            yield f"{rule} cannot be waived", "Mend what it finds, and take the waiver out."
        elif rule not in known:
            yield f"there is no rule '{rule}' to waive", did_you_mean(rule, known) or f"{FORM}."
    if not comment.reason:
        yield "a waiver that does not say why", f"{FORM}."
