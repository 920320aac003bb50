"""Whose key signed a commit, as far as a file of allowed signers knows."""

import re
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal, NamedTuple

from learnorg.history.git import Git

GOOD = re.compile(r'^Good "git" signature for (.+) with \S+ key \S+$', re.MULTILINE)


VERDICTS: dict[str, "Verdict"] = {"N": "none", "G": "good", "B": "bad"}
"""What git's letters say; all others stand for keys that nobody is known by."""

Verdict = Literal["none", "good", "bad", "unknown"]


class Signed(NamedTuple):
    """A commit, whose it says it is, and whose signature it bears."""

    commit: str
    author: str
    committer: str
    verdict: Verdict
    by: str
    """The address that the signers file gives the key to."""


def signer(git: Git, commit: str, signers: bytes) -> str:
    """
    The address whose SSH key signed a commit; empty where none of the signers did.

    Only SSH signatures are looked at: they need no key ring, just the one file, which is
    to come from where the author of the commit cannot have changed it.
    """
    with _trusting(signers) as trust:
        verified = git.run(*trust, "verify-commit", "--raw", commit, ok=range(256))
    good = GOOD.search(verified.stderr)
    return good[1] if good and verified.code == 0 else ""


def signed(git: Git, commits: Iterable[str], signers: bytes) -> Iterator[Signed]:
    """How some commits are signed, each looked at as `signer` does."""
    asked = "".join(f"{commit}\n" for commit in commits).encode()
    form = "--format=%H%x00%ae%x00%ce%x00%G?%x00%GS"
    with _trusting(signers) as trust:
        told = git.run(*trust, "log", "--no-walk=unsorted", "--stdin", form, stdin=asked).stdout
    for line in told.decode("utf-8", "surrogateescape").splitlines():
        commit, author, committer, letter, by = line.split("\0")
        verdict = VERDICTS.get(letter, "unknown")
        yield Signed(commit, author.lower(), committer.lower(), verdict, by.lower())


@contextmanager
def _trusting(signers: bytes) -> Iterator[tuple[str, ...]]:
    """Git's options to look at SSH signatures by these signers, and to start nothing for others."""
    with tempfile.TemporaryDirectory(prefix="learnorg-") as folder:
        allowed = Path(folder, "allowed_signers")
        allowed.write_bytes(signers)
        settings = {
            "gpg.ssh.allowedSignersFile": allowed,
            "gpg.ssh.program": "ssh-keygen",
            "gpg.minTrustLevel": "undefined",
            "gpg.program": "false",
            "gpg.x509.program": "false",
        }
        yield tuple(word for key, value in settings.items() for word in ("-c", f"{key}={value}"))
