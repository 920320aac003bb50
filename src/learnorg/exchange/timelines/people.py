"""People in what comes from elsewhere: told by their role, or as somebody."""

from collections.abc import Mapping

from learnorg.exchange.maps import folded
from learnorg.exchange.values import line, visible

SOMEBODY = "somebody"


class People:
    """Who had which role; names do not pass."""

    def __init__(self, roles: Mapping[str, str]) -> None:
        self.roles = {_called(name): visible(line(role)) for name, role in roles.items()}

    def role(self, *names: str) -> str:
        """The role of the person who has one of the names, nothing where none is known."""
        return next((self.roles[n] for name in names if (n := _called(name)) in self.roles), "")

    def mentioned(self, *names: str) -> str:
        """How a person is told within a sentence."""
        return self.role(*names) or SOMEBODY

    def said(self, text: str, *names: str) -> str:
        """What a person said, with the role in front if it is known."""
        role = self.role(*names)
        return f"{role}: {text}" if role else text


def _called(name: str) -> str:
    return folded(name).removeprefix("@")
