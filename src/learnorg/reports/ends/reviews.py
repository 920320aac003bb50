"""The ends of reviews: themselves, their factors, and what they found."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from learnorg.register.course import day
from learnorg.register.register import Register
from learnorg.register.reviews import Factor, Finding, Review
from learnorg.reports.ends.end import End, late
from learnorg.settings import Policy

EXAMINED = ("reviewed", "closed")
"""The states of reviews in which those who took part agree."""

ON = {"draft": "submit", "in-review": "agree", "reviewed": "close"}
"""The verb that leads on from each state of a review."""

HOME = '--improvement "TITLE" --done-when "HOW ONE WILL TELL"'
"""The home that most findings get, as `review place` takes it."""

BESIDES = """
SELECT r.id, r.team, json_extract(c.json, '$.dates.reviewed'),
    json_extract(c.json, '$.notes') IS NOT NULL
FROM records r JOIN contents c USING (n) WHERE r.kind = 'review' AND r.broken IS NULL
"""


class Besides(NamedTuple):
    """What else the ends of a review need: its team, when it was reviewed, if it has notes."""

    team: str = ""
    reviewed: date | None = None
    noted: bool = False


class Lost(NamedTuple):
    """Why a record is no finding's home any more, and since when."""

    why: str
    since: date | None = None


def besides(register: Register) -> dict[str, Besides]:
    """The same of every review, by identity."""
    return {
        identity: Besides(team, day(reviewed), bool(noted))
        for identity, team, reviewed, noted in register.index.rows(BESIDES)
    }


class Reading(NamedTuple):
    """A review with all that its ends are told by; `lost` are the homes that came to nothing."""

    review: Review
    besides: Besides
    lost: Mapping[str, Lost]
    policy: Policy
    today: date

    @property
    def owner(self) -> str:
        """Whose it is: a person's or role's, else a team's."""
        return self.review.owner or self.besides.team

    @property
    def over(self) -> date | None:
        """When what is reviewed was resolved, else when the review was raised."""
        resolved = self.review.times.resolved
        return resolved.at.date() if resolved else self.review.raised

    @property
    def examined(self) -> date | None:
        """When those who took part agreed, as far as it is known."""
        return self.besides.reviewed or self.review.closed or self.over

    @property
    def beyond(self) -> int:
        """How many days longer it is open than policy gives."""
        given = self.policy.reviews.closed_within(self.review.type)
        open_ = self.over is not None and self.review.state != "closed"
        return max(0, (self.today - self.over).days - given) if open_ and self.over else 0


def ends(read: Reading) -> Iterator[End]:
    """
    The ends of a review, of its factors once it is examined, and of its findings.

    A factor's end is open while its review has found nothing and does not say why. A finding's
    is open while it has neither a home nor a reason for none, or all its homes came to nothing.
    """
    yield from _itself(read)
    if read.review.state in EXAMINED:
        yield from (_factor(read, n, one) for n, one in enumerate(read.review.factors, 1))
    yield from (_finding(read, n, one) for n, one in enumerate(read.review.findings, 1))


def _itself(read: Reading) -> Iterator[End]:
    """Whether it is examined, and once it is, whether it is closed."""
    review = read.review
    common = ("review", review.identity, "", review.title)
    told = f"{review.state}, {late(read.beyond)}" if read.beyond else review.state
    next_ = f"learnorg review {ON.get(review.state, 'submit')} {review.identity}"
    answer = review.verdict.get("answer", "")
    untold = review.type == "outside-lesson" and answer in ("", "ask")
    if untold:
        told = f"{told}, somebody is asked" if answer else f"{told}, without a verdict"
        next_ = f"learnorg lessons triage {review.identity} --applies"
        if review.state == "closed":
            again = f'learnorg review reopen {review.identity} --to draft --because "WHY"'
            next_ = f"{again} && {next_}"
    if untold or review.state not in EXAMINED:
        late_ = read.beyond > 0
        yield End("happened", *common, told, True, read.over, read.owner, next_, late_)
        return
    yield End("happened", *common, "examined", False, read.examined, read.owner)
    if review.state == "closed":
        yield End("examined", *common, "closed", False, review.closed, read.owner)
    else:
        late_ = read.beyond > 0
        yield End("examined", *common, told, True, read.examined, read.owner, next_, late_)


def _factor(read: Reading, n: int, factor: Factor) -> End:
    """Whether anything was found where something made it possible."""
    review = read.review
    common = ("examined", "factor", review.identity, factor.id or str(n), factor.what)
    if review.findings:
        return End(*common, "something was found", False, read.examined, read.owner)
    if review.state == "closed" and read.besides.noted:
        return End(*common, "nothing to find, with a note", False, read.examined, read.owner)
    next_ = f'learnorg review finding {review.identity} "WHAT WAS LEARNED"'
    if review.state == "closed":
        next_ = f'learnorg review reopen {review.identity} --because "WHY" && {next_}'
    return End(*common, "nothing was found", True, read.examined, read.owner, next_)


def _finding(read: Reading, n: int, finding: Finding) -> End:
    """Whether what was found has a home that has not come to nothing."""
    review, since, owner = read.review, read.examined, read.owner
    part = finding.id or str(n)
    common = ("examined", "finding", review.identity, part, finding.what)
    if finding.no_action:
        return End(*common, "no action, with a reason", False, since, owner)
    next_ = f"learnorg review place {review.identity}#{part} {HOME}"
    if not finding.home:
        return End(*common, "no home", True, since, owner, next_)
    lost = [(to, read.lost[to]) for to in finding.home if to in read.lost]
    if len(lost) < len(finding.home):
        return End(*common, "has a home", False, since, owner)
    told = f"no home any more: {'; '.join(f'{to} {one.why}' for to, one in lost)}"
    days = [one.since for _, one in lost if one.since]
    return End(*common, told, True, max(days, default=since), owner, next_)
