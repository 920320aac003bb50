"""Closed reviews of which something is reworded or taken away."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from learnorg.checks.change.turn import Turn, over_turns
from learnorg.checks.check import Remark
from learnorg.findings import Level
from learnorg.kinds.review.model import Entry, Factor, Finding, Review

LISTS: Mapping[str, str] = {"timeline": "entry", "factors": "factor", "findings": "finding"}
"""What a review tells in parts, and what each part is called."""

OPEN = {"id", "home", "no_action"}
"""Parts of a finding that stay open: where it goes on may change."""


@over_turns(Level.ERROR)
def closed_review_rewritten(turn: Turn) -> Iterator[Remark]:
    """
    A closed review whose findings, factors, times or timeline are reworded or taken away.

    Why it matters: those who took part agreed with what it tells, and improvements and articles
    were made of it. Homes, links, notes and tags stay open, and so does what only comes along.

        state: closed
        findings:
          - id: b7k
        -    what: Disk alarms are set by hand for each host
        +    what: Disk alarms could be better

    Instead, take it up again with a reason, `learnorg review reopen ID --because "WHY"`, and
    close it again.
    """
    before, after = turn.lined or (None, None)
    if not isinstance(before, Review) or not isinstance(after, Review):
        return
    if {before.state, after.state} != {"closed"}:
        return
    hint = f'Reopen it first: learnorg review reopen {turn.identity} --because "WHY".'
    for at, message in (*_times(before, after), *_parts(before, after), *_homes(before, after)):
        yield Remark(message, at, hint)


def _times(before: Review, after: Review) -> Iterator[tuple[tuple[str, ...], str]]:
    """Times that change or go."""
    now = after.times.model_dump()
    for name, was in before.times.model_dump().items():
        if was is not None and was != now[name]:
            said = f"'times.{name}' changes although it is closed ({was} -> {now[name] or 'none'})"
            yield ("times", name), said


def _parts(before: Review, after: Review) -> Iterator[tuple[tuple[str, ...], str]]:
    """Parts that are reworded or taken away."""
    for key, called in LISTS.items():
        there: Sequence[Entry | Factor | Finding] = getattr(after, key)
        kept = [(one.id, _said(one)) for one in there]
        for n, one in enumerate(getattr(before, key), 1):
            if not any(said == _said(one) and one.id in (None, id_) for id_, said in kept):
                told = f"{called} #{one.id or n} changes or goes although it is closed"
                yield (key,), f"{told}: '{' '.join(one.what.split())[:40]}'"


def _said(part: Entry | Factor | Finding) -> dict[str, Any]:
    """What a part tells, without what stays open."""
    return part.model_dump(exclude=OPEN)


def _homes(before: Review, after: Review) -> Iterator[tuple[tuple[str, ...], str]]:
    """Findings that had a home, or a reason for none, and have neither."""
    lost = {one.id for one in after.findings if one.id and not one.at_home}
    for one in before.findings:
        if one.at_home and one.id in lost:
            yield ("findings",), f"finding #{one.id} has no home any more"
