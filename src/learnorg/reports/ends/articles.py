"""The ends of articles: are they found right, does anybody use them, do they hold?"""

from collections.abc import Iterator, Sequence
from datetime import date

from learnorg.page import counted
from learnorg.register.articles import Article
from learnorg.register.course import day
from learnorg.register.relevance import Doubt, banner
from learnorg.reports.ends.end import End

UNUSED = "article-unused"
"""The doubt that says no more than that nobody uses it."""

PAST_REVIEW = "article-past-review"

CLOSING = {
    "article-flagged": "fix {id}",
    "article-superseded": 'archive {id} --because "it was superseded"',
    PAST_REVIEW: "validate {id}",
    UNUSED: "validate {id}",
    "article-cites-undone": "fix {id}",
    "article-owner-gone": "set {id} owner=NAME",
}
"""What answers each doubt; `relevance` says what else one may do."""


def ends(
    article: Article, doubts: Sequence[Doubt], flagged: date | None, written: date | None
) -> Iterator[End]:
    """
    The ends of an article that is not archived.

    It has landed when it is validated, is used when anybody ever used it, and is true as long as
    nothing speaks against it (`register.relevance`). `flagged` is the day of its first open flag,
    `written` that on which it came into its state.
    """
    whose = article.owner or article.team
    common = ("article", article.identity, "", article.title)
    validate = f"learnorg validate {article.identity}"
    if article.state == "validated":
        yield End("landed", *common, "validated", False, article.validated, whose)
        yield _used(article, common, whose)
    else:
        told = "being written" if article.state == "wip" else "not validated"
        since = written or article.raised
        yield End("landed", *common, told, True, since, whose, validate)
    never = article.state == "validated" and not article.uses.uses
    against = [one for one in doubts if not (never and one.rule == UNUSED)]
    if against:
        due = article.until if against[0].rule == PAST_REVIEW else None
        since = flagged or due or article.checked or article.raised
        closing = CLOSING.get(against[0].rule, "show {id}").format(id=article.identity)
        yield End("true", *common, banner(against), True, since, whose, f"learnorg {closing}")
    elif article.state == "validated":
        told = "nothing speaks against it"
        yield End("true", *common, told, False, article.checked, whose)


def _used(article: Article, common: tuple[str, str, str, str], whose: str) -> End:
    """Whether anybody used it, ever."""
    uses = article.uses
    if uses.uses:
        told = f"used {counted(uses.uses, 'time')}, last on {uses.last_used}"
        return End("used", *common, told, False, day(uses.last_used), whose)
    next_ = f"learnorg used {article.identity} --for TARGET"
    return End("used", *common, "never used", True, article.validated, whose, next_)
