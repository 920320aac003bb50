"""Who approved what, by themselves perhaps."""

from collections.abc import Iterator

from learnorg.findings import Level
from learnorg.history.objects import contents
from learnorg.kinds.improvement import IMPROVEMENT
from learnorg.kinds.kind import Plain
from learnorg.methods.ranges import parse
from learnorg.refs import slug
from learnorg.register.steps import Step
from learnorg.reports.auditing.sources import Fault, File, Sources, as_file, entering
from learnorg.settings import Policy


def approved(sources: Sources) -> Iterator[Fault]:
    """Approvals by those who own what was approved."""
    approving = {
        step.new: step
        for some in sources.past.values()
        for state, step in entering(some)
        if state == "approved" and step.new and not step.first and sources.counts(step)
    }
    for blob, data in contents(sources.trail.git, approving):
        if b"approval" in data or b"\\" in data:  # in quotes, it may be spelled with escapes
            file = as_file("", data, IMPROVEMENT.name)
            yield from _approval(sources, approving[blob], file)


def _approval(sources: Sources, step: Step, file: File) -> Iterator[Fault]:
    approval, owner = file.plain.get("approval"), file.plain.get("owner")
    if not isinstance(approval, dict) or not isinstance(owner, str) or file.document is None:
        return
    by = str(approval.get("by") or "")
    person = sources.people.get(step.email.lower(), "")
    policy = sources.policy
    if _same(owner, by):
        bent = policy.workflow == "light" or approval.get("because") or _small(file.plain, policy)
        level, why = (Level.WARNING if bent else Level.ERROR), f"approved by its owner, {owner}"
    elif _same(owner, step.name, step.email, person):
        level = Level.WARNING
        why = f"approved by {by or 'nobody named'}, in a commit of its owner, {owner}"
    else:
        return
    line, _ = file.document.locate(("approval", "by"))
    yield sources.fault(step, "approver-is-owner", level, why, line)


def _same(one: str, *others: str) -> bool:
    """Whether one of some names stands for somebody of that name."""
    names = {name for other in others for name in (other.lower(), slug(other)) if name}
    return bool(names & {one.lower(), slug(one)})


def _small(plain: Plain, policy: Policy) -> bool:
    """Whether policy has approved work of this size beforehand."""
    estimates = plain.get("estimates")
    stated = estimates.get("effort") if isinstance(estimates, dict) else None
    effort = parse(stated) if isinstance(stated, str) else None
    return effort is not None and effort.high <= policy.small.effort
