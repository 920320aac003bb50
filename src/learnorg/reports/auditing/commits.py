"""Commits that are not when, or of whom, they say."""

from collections.abc import Iterator

from learnorg.findings import Level
from learnorg.history.objects import content
from learnorg.history.signatures import Signed, signed
from learnorg.register.claims import introduced
from learnorg.reports.auditing.sources import SLACK, Fault, Sources, by_commit, of_all
from learnorg.settings import Evidence


def backwards(sources: Sources) -> Iterator[Fault]:
    """Commits that say to be older than what they build on."""
    said = sources.claims
    for commit, made in by_commit(sources, sources.before).items():
        above = said.newest_above(commit)
        if above and said.when[above] - said.when[commit] > SLACK.total_seconds():
            why = f"committed on {said.days[commit]}, upon a commit of {said.days[above]}"
            yield of_all(sources, made, "date-backwards", Level.WARNING, why)


def signatures(sources: Sources) -> Iterator[Fault]:
    """Commits that are not signed by whoever they say they are of, since there are signers."""
    trail, evidence = sources.trail, sources.policy.evidence
    if not trail.tip:
        return
    path = trail.prefix + evidence.signers
    signers = content(trail.git, trail.tip, path)
    demanded = evidence.demand == "signature"
    if signers is None and not demanded:
        return
    begin = introduced(trail.git, trail.tip, path)
    earlier = sources.claims.below(begin)
    made = by_commit(sources, sources.before | earlier)
    for one in signed(trail.git, made, signers or b"") if made else ():
        wrong = _signature(one, evidence)
        if wrong:
            rule, grave, why = wrong
            level = Level.ERROR if grave or demanded else Level.WARNING
            yield of_all(sources, made[one.commit], rule, level, why)


def _signature(one: Signed, evidence: Evidence) -> tuple[str, bool, str] | None:
    """What is wrong with how a commit is signed, if anything is, and whether that is grave."""
    if one.verdict == "none":
        return "unsigned-change", False, "the commit is not signed"
    if one.verdict == "bad":
        return "signature-wrong", True, "the signature is of something else than this commit"
    if one.verdict == "unknown":
        return "signature-wrong", False, f"signed by a key that {evidence.signers} gives to nobody"
    if one.by == one.author == one.committer or (one.by == one.committer and evidence.squash):
        return None
    of = f"the author is {one.author}, the committer {one.committer}"
    return "signature-wrong", one.by != one.committer, f"signed by {one.by}, but {of}"
