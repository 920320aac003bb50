"""History that was rewritten, and records that it lost."""

import re
from collections.abc import Iterator

from learnorg.errors import LearnorgError
from learnorg.findings import Level
from learnorg.history.objects import NoSuchCommit, is_ancestor, resolve
from learnorg.register.trail import Trail
from learnorg.reports.auditing.sources import Fault, Sources, takes_back

HASH = re.compile(r"[0-9a-f]{7,64}")


class CannotSee(LearnorgError):
    """A witness that a shallow clone may have lost sight of."""

    exit_code = 4
    hint = "Fetch all of history: git fetch --unshallow."

    def __init__(self, witness: str) -> None:
        super().__init__(f"this clone is shallow, so whether {witness} is in it cannot be seen")


def rewritten(trail: Trail, witness: str) -> Iterator[Fault]:
    """Whether the commit that was verified last is no longer part of this history."""
    try:
        commit = resolve(trail.git, witness)
    except NoSuchCommit:
        if trail.shallow:
            raise CannotSee(witness) from None
        if not HASH.fullmatch(witness):
            raise
        why = f"{witness[:10]}, which was verified before, is not in this repository any more"
    else:
        if is_ancestor(trail.git, commit, trail.tip):
            return
        why = f"{witness[:10]}, which was verified before, is no longer part of HEAD's history"
    hint = "Compare with a clone that has it, before anything is done here."
    yield Fault("", "", 1, "history-rewritten", Level.ERROR, why, hint, witness)


def deleted(sources: Sources) -> Iterator[Fault]:
    """Records that were there and are gone, and that no command took away."""
    for key, some in sources.past.items():
        last = some[-1]
        if key in sources.files or not sources.counts(last):
            continue
        if (last.commit, key) in sources.renamed:
            continue
        level = Level.ERROR
        why = "taken away" if last.new is None else "gone, though no commit took it away"
        if takes_back(last, some):
            level, why = Level.WARNING, "taken away again, by what takes its beginning back"
        before = f"{last.commit[:10]}{'^' if last.new is None else ''}"
        hint = f"It is still in {before}: learnorg show {key[1]} --as-of {before}"
        yield sources.fault(last, "record-deleted", level, why, hint=hint)
