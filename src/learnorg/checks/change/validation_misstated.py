"""Validations of articles that nobody gave, or somebody else than they say."""

from collections.abc import Iterator

from learnorg.checks.change.turn import Turn, over_turns
from learnorg.checks.check import Remark
from learnorg.findings import Level
from learnorg.kinds.article.model import Article, Validation
from learnorg.kinds.article.workflow import its_own
from learnorg.register.authority import Mover


@over_turns(Level.ERROR)
def validation_misstated(turn: Turn) -> Iterator[Remark]:
    """
    A validation that is changed by hand: it names somebody who did not give it, is dated back,
    or goes. Under compliance the same holds for the day of review, and for who mended an article.

    Why it matters: it says who found an article right, and how far others can rely on it. By
    somebody who governs the register it is a warning.

        validation:
        -  by: night-shift-lead
        +  by: problem-manager
           on: 2026-11-10

    Instead, let whoever found it right say so: `learnorg validate ID`.
    """
    after = turn.after.record if turn.after else None
    before = turn.before.record if turn.before else None
    if not isinstance(after, Article) or (before is None and after.imported):
        return
    was = before.validation if isinstance(before, Article) else None
    level = Level.WARNING if turn.by.governs(turn.policy) else None
    at = ("validation",) if after.validation else ()
    hint = f"Take it back, and use: learnorg validate {turn.identity}."
    if was != after.validation and (said := _misstated(turn, after, was)):
        yield Remark(said, at, hint, level=level)
    if isinstance(before, Article) and not turn.erases:
        if said := _put_off(before, after):
            yield Remark(said, ("review_by",), hint, level=level)
        if said := _unowned(turn, before, after):
            mend = f"Take it back, and use: learnorg fix {turn.identity}."
            yield Remark(said, ("revision",), mend, level=level)


def _misstated(turn: Turn, after: Article, was: Validation | None) -> str:
    """What is wrong with a validation that a change brings; nothing if somebody gave it."""
    found = after.validation
    if found is None:
        return f"the validation by {was.by if was else 'nobody'} goes"
    if after.state != "validated" and "validated" not in turn.entered:
        return f"a validation comes to an article that is {after.state}"
    if was is not None and found.on < was.on:
        return f"validated on {found.on}, as it says now, and on {was.on} before"
    by = turn.entered.get("validated", turn.by)
    if any(_is(turn, found.by, who) for who in (by.mover, *by.approvers)):
        return ""
    return f"validated by {found.by}, as it says, and this was {by.told}"


def _put_off(before: Article, after: Article) -> str:
    """How the day of review of what is validated under compliance moves, with no validation."""
    kept = before.state == after.state == "validated" and before.validation == after.validation
    if not kept or before.governance != "compliance" or before.review_by == after.review_by:
        return ""
    now = f"is {after.review_by} now" if after.review_by else "goes"
    return f"its day of review, {before.review_by or 'none'}, {now}, and nobody validates it"


def _unowned(turn: Turn, before: Article, after: Article) -> str:
    """What is wrong with who mended an article under compliance, as it says."""
    makers = [one.mover for one in (*turn.makers, turn.by)]
    was, now = before.revision, after.revision
    named = now is not None and any(_is(turn, now.by, who) for who in makers)
    if was != now and not named:
        said = f"mended by {now.by if now else ''}, as it says, and this was others"
        return said if now else "who mended it goes"
    words = (before.title, before.body) != (after.title, after.body)
    if not words or after.governance != "compliance" or named:
        return ""
    if all(its_own(after, who.stands_as) for who in makers):
        return ""
    return f"its words change, and it does not say that {turn.by.mover.known_as} mended them"


def _is(turn: Turn, name: str, who: Mover) -> bool:
    """Whether a record means somebody by a name."""
    meant = turn.people.meant
    return name.lower() in who.stands_as or meant(name) in {meant(one) for one in who.names}
