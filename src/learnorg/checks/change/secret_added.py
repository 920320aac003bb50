"""Secrets that a change brings along."""

import re
from collections.abc import Iterator

from learnorg.checks.change.turn import Turn, over_turns
from learnorg.checks.check import Remark
from learnorg.findings import Level
from learnorg.history.objects import LARGE

SECRETS = re.compile(
    rb"(?P<key>-----BEGIN (?:[A-Z]+ )?PRIVATE KEY(?: BLOCK)?-----)"
    rb"|(?P<aws>\b(?:AKIA|ASIA)[0-9A-Z]{16}\b)"
    rb"|(?P<github>\bgh[pousr]_[A-Za-z0-9]{36,}|\bgithub_pat_[A-Za-z0-9_]{50,})"
    rb"|(?P<gitlab>\bglpat-[A-Za-z0-9_-]{20,})"
    rb"|(?P<slack>\bxox[abprs]-[A-Za-z0-9-]{10,})"
    rb"|(?P<token>\beyJ[A-Za-z0-9_-]{10,400}\.eyJ[A-Za-z0-9_-]{10,8000}\.[A-Za-z0-9_-]{10,})"
    rb"|(?P<address>\b[a-z][a-z0-9+.-]{1,15}://[^\s/:@\"']{1,64}:(?P<pin>[^\s/@\"']{3,128})@)"
    rb"|(?P<password>(?i:\b(?:password|passwd|api[_-]?key|secret)\s*[:=]\s*)[\"']?"
    rb"(?P<word>(?![$<{*])(?=[^\s\"',;]{0,64}[0-9!#$%&*+@^~])[^\s\"',;]{8,}))"
)
"""What keys, tokens and passwords look like; bounded, so that no text takes long to search."""

KEY = re.compile(r"(-----BEGIN (?:[A-Z]+ )?PRIVATE KEY).*", re.DOTALL)
SPACE = re.compile(r"\s|$")
MOST = 50
"""How many are told of one file; whoever cleans it up looks at all of it anyway."""

HEAD = 8
"""Characters by which a secret is recognised where it stands shortened."""

NAMES = {
    "key": "a private key",
    "aws": "an access key of AWS",
    "github": "a token of GitHub",
    "gitlab": "a token of GitLab",
    "slack": "a token of Slack",
    "token": "a signed token",
    "address": "an address with a password",
    "password": "a password",
}


class Blackened:
    """Makes texts in which no secret is shown: none that it sees, and none that it saw before."""

    def __init__(self) -> None:
        self._heads: set[str] = set()

    def learn(self, data: bytes) -> None:
        """Take note of the secrets in a file, which texts about it may quote in part."""
        for found in SECRETS.finditer(data):
            secret = found["pin"] or found["word"] or found[0]
            if not found["key"] and len(secret) >= HEAD:
                self._heads.add(secret.decode("utf-8", "replace")[:HEAD])

    def __call__(self, text: str) -> str:
        """The text with every secret in it blackened."""
        seen = KEY.sub("[hidden]", text)
        if self._heads:
            seen = "".join(self._pieces(seen))
        raw = seen.encode("utf-8", "surrogateescape")
        return SECRETS.sub(b"[hidden]", raw).decode("utf-8", "surrogateescape")

    def _pieces(self, text: str) -> Iterator[str]:
        """The text without the words, from there on, that begin with a secret."""
        sizes = {len(head) for head in self._heads}
        kept = at = 0
        while at < len(text):
            size = next((s for s in sizes if text[at : at + s] in self._heads), 0)
            if not size:
                at += 1
                continue
            yield text[kept:at] + "[hidden]"
            end = SPACE.search(text, at + size)
            kept = at = end.start() if end else len(text)
        yield text[kept:]


@over_turns(Level.ERROR)
def secret_added(turn: Turn) -> Iterator[Remark]:
    """
    Something that looks like a key, a token or a password, in a line that a change adds.

    Why it matters: git keeps it for good, and everybody with the repository has it. The
    finding says where it stands, never what it is.

        problem: log in with password=hunter2hunter2

    Instead, take it out before the change is merged, make it invalid where it belongs, and
    write where it is kept.
    """
    if turn.after is None:
        return
    if turn.after.data == LARGE:
        yield Remark("too large to be searched for secrets", hint="Keep it elsewhere, and link it.")
        return
    known = set(turn.before.data.splitlines()) if turn.before else set()
    for told, (name, place) in enumerate(_added(turn.after.data, known)):
        if told == MOST:
            yield Remark(f"and more that look like secrets than these {MOST}", place=place)
            return
        yield Remark(
            f"this looks like {name}",
            hint="Take it out, and make it invalid where it belongs: git keeps it.",
            place=place,
        )


def _added(data: bytes, known: set[bytes]) -> Iterator[tuple[str, tuple[int, int]]]:
    """What looks like a secret in lines that are not known, and where."""
    for number, line in enumerate(data.splitlines(), start=1):
        if line in known:
            continue
        at, column = 0, 1
        for found in SECRETS.finditer(line):
            name = next(NAMES[key] for key, value in found.groupdict().items() if value)
            column += len(line[at : found.start()].decode("utf-8", "replace"))
            at = found.start()
            yield name, (number, column)
