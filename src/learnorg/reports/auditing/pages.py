"""The manual pages of what only `audit` finds; the others are those of the rules over a change."""

from inspect import cleandoc
from typing import NamedTuple

from learnorg.findings import Level


class Looked(NamedTuple):
    """What an audit looks for: its name, how bad it is, and its page."""

    name: str
    level: Level
    page: str


AUDITED = (
    Looked(
        "history-rewritten",
        Level.ERROR,
        cleandoc("""
        A commit that was verified before is no longer part of the history.

        Why it matters: git's history is the audit trail. Whoever forces a push can take out
        of it whatever they like, and git itself does not tell.

            learnorg audit --witness 4f0c2a9be1d7

        Instead, protect the main branch from forced pushes. Compare with a clone that has the
        commit before anything else is done.
        """),
    ),
    Looked(
        "date-long-before",
        Level.WARNING,
        cleandoc("""
        A state that was committed more than a month after the day it is said to be of.

        Why it matters: what is written down late is written from memory, or to fit. Imported
        records are left out, since they say so.

            dates:
              accepted: 2026-01-09  # committed on 2026-06-30

        Instead, move a record when it moves, or say in a note why it was recorded late.
        """),
    ),
    Looked(
        "date-backwards",
        Level.WARNING,
        cleandoc("""
        A commit that says to be more than a day older than the one it builds on.

        Why it matters: whoever makes a commit chooses its date. With an old one it looks as if
        it had been there all along, and `--since` would pass it by if it went by such dates.

            GIT_COMMITTER_DATE=2020-01-01 git commit

        Instead, see what it changed, and whether the clock of whoever made it is right.
        """),
    ),
    Looked(
        "unsigned-change",
        Level.WARNING,
        cleandoc("""
        A commit without a signature, since the register has a file of allowed signers.

        Why it matters: anybody can write any name into a commit. Where policy demands
        signatures it is an error.

            evidence:
              demand: signature

        Instead, sign: `git config gpg.format ssh`, `git config user.signingKey FILE` and
        `git config commit.gpgSign true`. What is committed already stays as it is.
        """),
    ),
    Looked(
        "signature-wrong",
        Level.ERROR,
        cleandoc("""
        A signature that does not fit its commit, or is of somebody else than it says.

        Why it matters: it was changed after it was signed, or somebody signed in another's
        name. A key that the signers file gives to nobody is a warning, unless policy demands
        signatures.

            # allowed_signers
            ada@example.org ssh-ed25519 AAAA...

        Instead, find out who made it. If it is in order, put their key into the file; a key
        that is no longer used gets `valid-before`, so that its old signatures still count.
        """),
    ),
)
"""All of them."""
