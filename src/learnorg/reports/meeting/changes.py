"""What became of improvements between two meetings: by git, or by the dates they state."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from learnorg.kinds.differences import differences
from learnorg.kinds.improvement import IMPROVEMENT
from learnorg.register.index import TOPS
from learnorg.register.passages import Blobs, History, by_record
from learnorg.register.places import record_at
from learnorg.register.query import Query
from learnorg.register.register import Register
from learnorg.register.steps import Step, people, plain, steps
from learnorg.register.trail import Trail
from learnorg.reports.outcomes.finished import Plain, Teams, flowing, section, text

if TYPE_CHECKING:  # it is git's
    from learnorg.history.objects import Touch

FINISHED = ("closed", "declined")


class Change(NamedTuple):
    """What became of one improvement: its state then and now, how it ended, and whose doing."""

    identity: str
    title: str
    was: str
    """The state at the last meeting; empty for what was not there."""
    became: str
    """The state now; empty for what is gone."""
    result: str
    because: str
    """What shows how it ended, or why it was declined."""
    by: tuple[str, ...]
    """
    The teams of whoever raised it, if it is new, else made the last move, or if there was none
    edited it; none if unknown.
    """
    fields: tuple[str, ...] = ()
    """Which fields differ; as the dates alone cannot tell."""

    @property
    def sort(self) -> str:
        """Under which head it stands: new, moved, finished, gone or edited."""
        if not self.became:
            return "gone"
        if self.became in FINISHED and self.was != self.became:
            return "finished"
        if not self.was:
            return "new"
        return "moved" if self.was != self.became else "edited"


def by_git(register: Register, trail: Trail, base: str, tip: str) -> list[Change]:
    """
    What differs between two commits, the base being empty where nothing was there yet.

    Edits that are not committed are not in it. What was moved and moved back is only edited.
    """
    from learnorg.history.objects import contents  # git, which minutes without it do without

    net = {
        key[1]: (old, new)
        for key, (old, new) in by_record(_touches(trail, base, tip), _key(trail)).items()
        if key[0] == IMPROVEMENT.name and old != new
    }
    blobs = [blob for pair in net.values() for blob in pair if blob]
    held = {blob: plain(data, IMPROVEMENT.name) for blob, data in contents(trail.git, blobs)}
    net, now = _followed(net, held)
    made = _made(trail, base, tip, now)
    known, teams = people(register), Teams(register)
    found = []
    for identity, (old, new) in net.items():
        before = _said(held, old) if old else None
        after = _said(held, new) if new else None
        by = _line(made.get(identity, []))
        moved = [step for step in by if step.moves][:1]
        makers = [known.get(step.email.lower(), "") for step in moved or by]
        change = _change(identity, before, after, makers, teams)
        found.append(change._replace(fields=_fields(before, after)))
    return sorted(found, key=_order)


def _touches(trail: Trail, base: str, tip: str) -> Iterable["Touch"]:
    """The files that differ; all of them, where there was nothing."""
    from learnorg.history.objects import Touch, touched, tree  # as above

    folders = [trail.prefix + top for top in TOPS]
    if base:
        return touched(trail.git, base, tip, *folders)
    return [Touch(path, None, e) for path, e in tree(trail.git, tip, *folders).items()]


def _key(trail: Trail) -> Any:
    return lambda path: record_at(path.removeprefix(trail.prefix))


def _said(held: dict[str, Any], blob: str | None) -> Plain:
    """What a content says; nothing, if it cannot be read."""
    said = held.get(blob or "")
    return said if isinstance(said, dict) else {}


def _fields(before: Plain | None, after: Plain | None) -> tuple[str, ...]:
    """The fields that differ between two contents, in the order of the record."""
    if before is None or after is None:
        return ()
    return tuple(dict.fromkeys(one.path[0] for one in differences(before, after)))


def _made(trail: Trail, base: str, tip: str, now: Mapping[str, str]) -> dict[str, list[Step]]:
    """What the commits of a range did to each improvement, as it is called now, newest first."""
    _, new = History(trail.git, trail.prefix).apart(base, tip)
    listed = json.dumps([commit for commit, _ in new])
    among = "commits.id IN (SELECT value FROM json_each(?)) AND kind = ?"
    found: dict[str, list[Step]] = {}
    for step in steps(trail, among, (listed, IMPROVEMENT.name)):
        found.setdefault(now.get(step.identity, step.identity), []).append(step)
    return found


def _line(made: Sequence[Step]) -> list[Step]:
    """The steps of one improvement, where another identity is an edit and no end or beginning."""
    born = {step.commit for step in made if step.old is None}
    left = {step.commit: step.was for step in made if step.new is None and step.commit in born}
    return [
        step._replace(was=left[step.commit]) if step.commit in left else step
        for step in made
        if step.new or step.commit not in left
    ]


def _change(
    identity: str,
    before: Plain | None,
    after: Plain | None,
    makers: Sequence[str],
    teams: Teams,
) -> Change:
    now = after if after is not None else before or {}
    outcome = section(now, "outcome")
    first = IMPROVEMENT.states[0]
    people = [text(now, "raised_by")] if before is None else makers
    return Change(
        identity,
        text(now, "title"),
        "" if before is None else text(before, "state") or first,
        "" if after is None else text(after, "state") or first,
        text(outcome, "result"),
        flowing(outcome.get("evidence") or outcome.get("because")),
        tuple(dict.fromkeys(team for who in people for team in teams.of(who))),
    )


def _followed(
    net: Mapping[str, Blobs], held: dict[str, Any]
) -> tuple[dict[str, Blobs], dict[str, str]]:
    """
    Both contents of each improvement, and which of other names is which one now.

    One that goes on under another identity is neither new nor gone.
    """
    found, now = dict(net), dict[str, str]()
    gone = {identity: old for identity, (old, new) in net.items() if new is None}
    for identity, (old, new) in net.items():
        names = _names(_said(held, new).get("aliases")) if old is None else ()
        if before := [name for name in names if name in gone]:
            found[identity] = (gone[before[0]], new)
            now.update((name, identity) for name in names if name in gone or name not in net)
            for name in before:
                found.pop(name, None)
    return found, now


def _names(aliases: Any) -> Sequence[str]:
    return [aliases] if isinstance(aliases, str) else aliases or ()


def _order(one: Change) -> tuple[int, str]:
    states = IMPROVEMENT.states
    return (states.index(one.became) if one.became in states else -1, one.identity)


def by_dates(register: Register, since: date, today: date) -> list[Change]:
    """
    What the records' own dates tell of the days after one, as far as today.

    They tell when a state was first reached: what was taken up again, held for the second
    time, edited or taken away does not show.
    """
    from learnorg.register.course import courses  # what git tells needs none of it

    teams = Teams(register)
    found = []
    wanted = courses(register, Query(kind=IMPROVEMENT.name), today, "outcome")
    for one in wanted:
        stays = one.stays
        if not any(since < begun <= today for _, begun, _ in stays):
            continue
        stood = (s for s, begun, ended in stays if begun <= since and (not ended or ended > since))
        was = next(stood, "")
        said = {"title": one.title, "state": one.state, "raised_by": one.raised_by}
        after = {**said, "outcome": one.more[0]}
        found.append(_change(one.identity, {"state": was} if was else None, after, (), teams))
    return sorted((one for one in found if one.sort != "edited"), key=_order)
