"""What tells one finding from another, run after run: what it says, not the line it is on."""

from collections import Counter
from collections.abc import Iterator, Sequence

from learnorg.findings import Finding


def fingerprints(findings: Sequence[Finding]) -> Iterator[str]:
    """A fingerprint for each finding; those that say the same of a file are counted through."""
    from hashlib import (
        sha256,  # 4 ms for OpenSSL, which the forms without fingerprints need not pay
    )

    seen: Counter[tuple[str, str, str]] = Counter()
    for finding in findings:
        said = finding.rule, finding.path, finding.message
        seen[said] += 1
        told = "\0".join((*said, str(seen[said])))
        yield sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:32]
