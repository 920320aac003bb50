"""People in what comes from elsewhere: told by their role, or as somebody."""

import re
from collections.abc import Callable, Mapping

from learnorg.exchange.maps import folded
from learnorg.exchange.values import line, visible

SOMEBODY, ADDRESS, NUMBER = "somebody", "(an address)", "(a number)"
NAMES = "names behind an @, now a role or somebody"
ADDRESSES = f"mail addresses, now a role or {ADDRESS}"
NUMBERS = f"telephone numbers, now a role or {NUMBER}"

EVERYBODY = frozenset({"here", "channel", "everyone", "all", "team"})
"""What stands behind an `@` and names nobody."""

MAIL = re.compile(r"(?<![\w.+%@-])(?!git@)@?[\w.+%-]++@(?:[\w-]++\.)+[^\W\d_]{2,}")
NAMED = re.compile(r"(?<![\w@.+-])@(?>[^\W\d_](?:[\w.-]*\w)?)(?!/\w|@)")
PHONE = re.compile(
    r"(?<![\w./=#+-])(?<!\d:)(?P<label>(?i:tel|telephone|phone|telefon|mobile|mobil)\.?:? ?)?"
    r"(?P<number>(?:\+|00)[1-9](?:[ ./()-]{0,3}\d){7,13}"  # +49 (0)30 1234567
    r"|\(?0[1-9]\d{0,4}\)?[ /-]{1,3}\d(?:[ /-]?\d){4,10}"  # (030) 123 45 67
    r"|(?:\([2-9]\d{2}\) ?|[2-9]\d{2}[.-])\d{3}[.-]\d{4}"  # 212-555-0123
    r"|0[1-9]\d{8,11}|(?(label)\d(?:[ /-]?\d){5,13}|(?!)))(?!\w|[.:-]\d)"
)
"""A telephone number as people write it; other long numbers only behind a word that says so."""
DAY = re.compile(r"\d{4}-\d\d-\d\d|^\d{1,2}(?P<sep>[-./ ])\d{1,2}(?P=sep)\d{2,4}$")


class People:
    """Who had which role; names do not pass."""

    def __init__(self, roles: Mapping[str, str]) -> None:
        self.roles = {_called(name): visible(line(role)) for name, role in roles.items()}
        self._changes: list[str] = []

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

    def masked(self, text: str) -> str:
        """A text without names behind an `@`, mail addresses and telephone numbers."""
        text = MAIL.sub(self._put(ADDRESSES, ADDRESS), text)
        text = NAMED.sub(self._put(NAMES, SOMEBODY), text)
        return PHONE.sub(self._put(NUMBERS, NUMBER), text)

    def changes(self) -> tuple[str, ...]:
        """What was masked since this was asked the last time, each time named."""
        found = tuple(self._changes)
        self._changes.clear()
        return found

    def _put(self, kind: str, usual: str) -> Callable[[re.Match[str]], str]:
        def put(found: re.Match[str]) -> str:
            parts = found.groupdict()
            label, told = parts.get("label") or "", parts.get("number") or found[0]
            if _called(told) in EVERYBODY or (kind == NUMBERS and DAY.search(told)):
                return found[0]
            self._changes.append(kind)
            return label + (self.role(told) or usual)

        return put


def _called(name: str) -> str:
    return folded(name).removeprefix("@")
