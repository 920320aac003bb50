"""Waivers that have nothing to waive any more."""

from collections.abc import Iterator, Sequence

from learnorg.checks.check import Remark, after_all
from learnorg.checks.waivers import Waiver, keys
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
    there = {key for finding in found for key in keys(finding)}
    for waiver in waivers:
        if waiver.key not in there:
            yield Remark(
                f"{_what(waiver)}, so there is nothing to waive",
                (),
                "Take the comment out, or that rule's name.",
                waiver.path,
                place=(waiver.line, waiver.col),
            )


def _what(waiver: Waiver) -> str:
    if waiver.on:
        return f"{waiver.wording} is not found on line {waiver.on}"
    return f"{waiver.rule} is not found here"
