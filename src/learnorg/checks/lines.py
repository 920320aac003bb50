"""The states that follow one another, by whose days it is told how far a record came."""

from collections.abc import Mapping

from learnorg.kinds.article import ARTICLE
from learnorg.kinds.improvement import IMPROVEMENT, ORDER
from learnorg.kinds.kind import Kind
from learnorg.kinds.review import REVIEW

LINES: Mapping[Kind, tuple[str, ...]] = {
    IMPROVEMENT: ORDER,
    REVIEW: REVIEW.states,
    ARTICLE: tuple(state for state in ARTICLE.states if state not in ARTICLE.aside),
}
"""Of each kind whose states come about by verbs; what is entered from anywhere is left out."""
