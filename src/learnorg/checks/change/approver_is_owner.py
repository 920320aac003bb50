"""Approvals by those who own what they approve."""

from collections.abc import Iterator

from learnorg.checks.change.turn import Turn, over_turns
from learnorg.checks.check import Remark
from learnorg.findings import Level
from learnorg.kinds.improvement.model import Improvement
from learnorg.kinds.improvement.workflow import small
from learnorg.refs import slug
from learnorg.register.evidence import Actor


@over_turns(Level.ERROR)
def approver_is_owner(turn: Turn) -> Iterator[Remark]:
    """
    An approval by the owner of what is approved.

    Why it matters: an approval is a second pair of eyes. In the light work flow, or where the
    approval says why, it is a warning.

        owner: service-desk-lead
        approval:
          by: service-desk-lead

    Instead, let somebody else approve it, or say why not: `approval.because`.
    """
    after = turn.after.record if turn.after else None
    if not isinstance(after, Improvement) or after.approval is None or not after.owner:
        return
    before = turn.before.record if turn.before else None
    if isinstance(before, Improvement) and before.approval == after.approval:
        return
    meant = turn.people.meant
    owner = {after.owner.lower(), slug(after.owner), meant(after.owner)}
    approver = {after.approval.by.lower(), slug(after.approval.by), meant(after.approval.by)}
    by = turn.entering("approved")
    others = [who for who in by.approvers if not owner & {*who.names, *map(meant, who.names)}]
    if not any(not Actor(who).lacks(turn.policy, "approve") for who in others):
        approver |= {*by.mover.names, *map(meant, by.mover.names)}
    if not owner & approver:
        return
    bent = turn.policy.workflow == "light" or after.approval.because or small(after, turn.policy)
    yield Remark(
        f"approved by its owner, {after.owner}",
        ("approval", "by"),
        "Let somebody else approve it, or give the reason under approval.because.",
        level=Level.WARNING if bent else None,
    )
