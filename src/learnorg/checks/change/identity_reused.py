"""New records under an identity that was used before."""

from collections.abc import Iterator

from learnorg.checks.change.turn import Case, over_case
from learnorg.checks.check import Remark
from learnorg.findings import Level
from learnorg.kinds.kind import Kind
from learnorg.register.scan import SUFFIXES


@over_case(Level.ERROR)
def identity_reused(case: Case) -> Iterator[Remark]:
    """
    A new record under an identity that another one had, anywhere in the base's history.

    Why it matters: whoever follows an old link would find something else.

        # IMP-2609-h0dbbb was deleted last year, and is added anew
        id: IMP-2609-h0dbbb

    Instead, give it an identity of its own: `learnorg rekey ID`, or `learnorg add`.
    """
    born = {
        one.path: (one.kind, one.identity)
        for one in case.passages
        if one.kind and one.will_be and not one.was
    }
    homes = {path: {path, *_homes(*record)} for path, record in born.items()}
    used = case.ever(sorted(set().union(*homes.values()))) if born else frozenset()
    for path, (_, identity) in born.items():
        if homes[path] & used:
            yield Remark(
                f"{identity} was another record's identity before",
                ("id",),
                f"Give it one of its own: learnorg rekey {identity}.",
                path,
            )


def _homes(kind: Kind, identity: str) -> Iterator[str]:
    """Where a record of an identity may have stood, with whatever ending."""
    home = kind.path(identity).removesuffix(kind.suffix)
    yield from (home + suffix for suffix in SUFFIXES)
