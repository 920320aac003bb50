"""Whose key signed a commit, as far as a file of allowed signers knows."""

import re
import tempfile
from pathlib import Path

from learnorg.history.git import Git

GOOD = re.compile(r'^Good "git" signature for (.+) with \S+ key \S+$', re.MULTILINE)


def signer(git: Git, commit: str, signers: bytes) -> str:
    """
    The address whose SSH key signed a commit; empty where none of the signers did.

    Only SSH signatures are looked at: they need no key ring, just the one file, which is
    to come from where the author of the commit cannot have changed it.
    """
    with tempfile.TemporaryDirectory(prefix="learnorg-") as folder:
        allowed = Path(folder, "allowed_signers")
        allowed.write_bytes(signers)
        verified = git.run(
            *("-c", f"gpg.ssh.allowedSignersFile={allowed}", "-c", "gpg.ssh.program=ssh-keygen"),
            *("-c", "gpg.minTrustLevel=undefined", "verify-commit", "--raw", commit),
            ok=range(256),
        )
    good = GOOD.search(verified.stderr)
    return good[1] if good and verified.code == 0 else ""
