"""Closed reviews that found something of which nothing became."""

from collections.abc import Iterator

from learnorg.checks.check import Remark, Seen, over_records
from learnorg.findings import Level


@over_records(Level.ERROR)
def finding_without_home(seen: Seen) -> Iterator[Remark]:
    """
    A finding of a closed review that has no home, and no reason why it needs none.

    The review itself is no home of what it found, and a dash is no reason.

    Why it matters: what was learned once is paid for again if it lands nowhere.

        state: closed
        findings:
          - id: b7k
            what: Disk alarms are set by hand for each host

    Instead, name the improvement, article or ticket in which it goes on, or say why nothing is
    done: `learnorg review place ID#b7k`.

        findings:
          - id: b7k
            what: Disk alarms are set by hand for each host
            home: IMP-2611-7k3mqx
          - id: b2x
            what: The old cluster restarts slowly
            no_action: It goes in January.
    """
    review = seen.review
    if review is None or review.state != "closed":
        return
    for n, finding in enumerate(review.findings):
        homes = [to for to in finding.home if to.partition("#")[0] != review.id]
        if not finding.at_home or (finding.home and not homes):
            part = finding.id or n + 1
            lacks = "has no home but the review itself" if finding.home else "has no home"
            yield Remark(
                f"closed, and finding #{part} {lacks}",
                ("findings", n),
                f"learnorg review place {review.id}#{part} --to TARGET",
            )
