"""Identities that their author chooses, as somebody types them."""

from learnorg.errors import LearnorgError
from learnorg.refs import SLUG, slug


class NotASlug(LearnorgError):
    """A name that cannot be an identity."""

    def __init__(self, typed: str, like: str) -> None:
        super().__init__(f"'{typed}' cannot be an identity")
        self.hint = f"Identities are lower case with hyphens: {slug(typed) or like}."


def required(typed: str, like: str) -> None:
    """Nothing, if a name can be an identity, such as the one it is to be like."""
    if SLUG.fullmatch(typed) is None:
        raise NotASlug(typed, like)


def written_out(name: str) -> str:
    """A title for an identity that comes without one."""
    return name.replace("-", " ").capitalize()
