"""Waivers that have nothing to waive any more."""

from collections.abc import Iterator, Sequence

from learnorg.checks.check import Remark, after_all
from learnorg.checks.waivers import Waiver
from learnorg.findings import Finding, Level


@after_all(Level.INFO)
def waiver_unused(waivers: Sequence[Waiver], found: Sequence[Finding]) -> Iterator[Remark]:
    """
    A waiver of what is not found any more.

    Why it matters: it says that something is wrong which is not, and would hide the next
    case of it.

        # learnorg: waive improvement-overdue because the vendor is late
        due: 2027-03-31

    Instead, take the comment out.
    """
    there = {(finding.path, finding.rule) for finding in found}
    for waiver in waivers:
        if (waiver.path, waiver.rule) not in there:
            yield Remark(
                f"{waiver.rule} is not found here, so there is nothing to waive",
                (),
                "Take the comment out, or that rule's name.",
                waiver.path,
                place=(waiver.line, waiver.col),
            )
