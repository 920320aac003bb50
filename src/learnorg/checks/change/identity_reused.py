"""New records under an identity that was used before."""

from collections.abc import Iterator

from learnorg.checks.change.turn import Case, over_case
from learnorg.checks.check import Remark
from learnorg.findings import Level


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
        one.path: one.identity for one in case.passages if one.kind and one.will_be and not one.was
    }
    for path in case.ever(list(born)) if born else ():
        yield Remark(
            f"{born[path]} was another record's identity before",
            ("id",),
            f"Give it one of its own: learnorg rekey {born[path]}.",
            path,
        )
