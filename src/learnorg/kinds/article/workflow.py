"""What an article has before others may rely on it."""

from collections.abc import Collection, Iterator

from learnorg.kinds.article import ARTICLE, NEEDED
from learnorg.kinds.article.model import Article
from learnorg.kinds.guards import Lacking, Move
from learnorg.kinds.lifecycle import way
from learnorg.kinds.sections import wordless


def lacking(article: Article, move: Move, who: Collection[str]) -> Iterator[Lacking]:
    """
    What is missing on the way to a state; `who` are the names of whoever moves it.

    Under compliance an article is verified by somebody other than its author and owner.
    """
    entered = way(ARTICLE, article.state, move.to)
    if move.to == "archived":
        if not move.because:
            yield Lacking("why it is no longer of use", '--because "WHY"')
        return
    for heading in wordless(article.body, NEEDED[article.type]):
        yield Lacking(f"words under '{heading}'", "", "fix {id}")
    own = {name.lower() for name in (article.raised_by, article.owner) if name}
    if "validated" in entered and article.governance == "compliance" and own & set(who):
        yield Lacking("a verifier other than its author and owner", "", "log {id}")
