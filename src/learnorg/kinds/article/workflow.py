"""What an article has before others may rely on it."""

from collections.abc import Collection, Iterator
from shlex import quote

from learnorg.kinds.article import ARTICLE, NEEDED
from learnorg.kinds.article.model import Article
from learnorg.kinds.guards import Lacking, Move
from learnorg.kinds.lifecycle import way
from learnorg.kinds.sections import wordless
from learnorg.refs import slug


def lacking(article: Article, move: Move, who: Collection[str]) -> Iterator[Lacking]:
    """
    What is missing on the way to a state; `who` are the names of whoever moves it.

    Under compliance an article is verified by somebody other than its author, its owner and
    whoever mended it last; so it has to say who wrote it.
    """
    entered = way(ARTICLE, article.state, move.to)
    if move.to == "archived":
        if not move.because:
            yield Lacking("why it is no longer of use", '--because "WHY"')
        return
    for heading in wordless(article.body, NEEDED[article.type]):
        own = f"fix {{id}} --say {quote(f'{heading}=WORDS')}"
        yield Lacking(f"words under '{heading}'", "", own)
    if "validated" in entered and article.governance == "compliance":
        if not article.raised_by:
            yield Lacking("who wrote it (raised_by)", "", "set {id} raised_by=NAME")
        if its_own(article, who):
            yield Lacking("a verifier other than its author, owner and mender", "", "log {id}")


def its_own(article: Article, who: Collection[str]) -> bool:
    """Whether one of these names is an article's author's, its owner's or its last mender's."""
    mender = article.revision.by if article.revision else None
    return any(
        form in who
        for name in (article.raised_by, article.owner, mender)
        if name
        for form in (name.lower(), slug(name))
    )
