"""Why does an improvement stand where it stands?"""

from collections.abc import Callable, Iterator
from datetime import date
from math import ceil, floor, log10
from typing import Any, NamedTuple

from learnorg.errors import LearnorgError
from learnorg.methods.ranges import Range
from learnorg.methods.scales import Scale, scale
from learnorg.methods.scoring import MOSCOW, Model, figure, moscow, ranks
from learnorg.page import Block, Cell, Column, Fields, Heading, Items, Page, Say, Table, Text
from learnorg.register.candidates import Candidate, candidates
from learnorg.register.lookup import Entry, shortest
from learnorg.register.query import Query
from learnorg.register.register import Register
from learnorg.reports.blame import Line
from learnorg.reports.ranking import flag, named

NARROWED = 60
"""Halvings of a span until the place of a threshold is known."""
NOISE = 1e-9
"""What is nearer to a whole number of steps than this is that number."""
FAR = 1000
"""How many times an estimate without an upper end may grow before it is out of reach."""


class NotRanked(LearnorgError):
    """A record that no ranking of this query holds."""

    exit_code = 3
    hint = "Open improvements are ranked; leave the query out, or see `learnorg prioritize`."

    def __init__(self, identity: str, state: str) -> None:
        super().__init__(f"{identity} is not in this ranking (state {state})")


class Input(NamedTuple):
    """One number of the score: what it is, how that is known, and what would change the place."""

    name: str
    range_: Range | None
    source: str
    line: Line | None
    """The commit by which it came to say this, where history tells."""
    up: float | None
    """From where on it would pass the one above; None where no number would."""
    down: float | None


class Explained(NamedTuple):
    """An improvement's place, its neighbours, and each number behind its score."""

    model: Model
    one: Candidate
    place: int | None
    of: int
    above: Candidate | None
    below: Candidate | None
    inputs: list[Input]
    short: dict[str, str]


def derive(
    register: Register,
    entry: Entry,
    query: Query,
    today: date,
    name: str = "",
    history: list[Line] | None = None,
) -> Explained:
    """How an improvement's place among others comes about; `history` tells who said what."""
    model, every = candidates(register, query, today, name)
    one = next((each for each in every if each.identity == entry.identity), None)
    if one is None:
        raise NotRanked(entry.identity, entry.state)
    scored = [each for each in every if each.score.value is not None]
    above = below = place = None
    if one.score.value is not None:
        place = ranks([each.score.value or 0 for each in scored])[scored.index(one)]
        better = [each for each in scored if (each.score.value or 0) > one.score.value]
        worse = [each for each in scored if (each.score.value or 0) < one.score.value]
        above, below = (better[-1] if better else None), (worse[0] if worse else None)
    said = {line.field: line for line in history or ()}
    inputs = [_input(register, model, one, input_, above, below, said) for input_ in model.inputs]
    around = [each.identity for each in (one, above, below) if each]
    return Explained(
        model, one, place, len(scored), above, below, inputs, shortest(register.index, around)
    )


def _input(
    register: Register,
    model: Model,
    one: Candidate,
    name: str,
    above: Candidate | None,
    below: Candidate | None,
    said: dict[str, Line],
) -> Input:
    scoring = register.policy.scoring
    way = scale(name, model.name, scoring.highest, scoring.scale == "fibonacci")
    from_size = name == "effort" and "effort" not in one.estimates and bool(one.size)
    line = said.get("size" if from_size else f"estimates.{name}")
    if name not in one.read:
        return Input(name, None, "not estimated", line, None, None)
    source = (
        f"size {one.size}, which policy takes for so many days" if from_size else _estimated(one)
    )
    up = _threshold(model, one, name, way, above) if above else None
    down = _threshold(model, one, name, way, below) if below else None
    return Input(name, one.read[name], source, line, up, down)


def _estimated(one: Candidate) -> str:
    by, on = one.estimates.get("by"), one.estimates.get("on")
    said = "estimated"
    said += f" by {by}" if isinstance(by, str) else ""
    return said + (f" on {on}" if isinstance(on, str) else "")


def _threshold(
    model: Model, one: Candidate, name: str, way: Scale, other: Candidate
) -> float | None:
    """
    The number at which one's score equals another's, everything else as it is.

    Every model rises or falls steadily in each of its inputs, so that halving finds it; None
    where the scale ends before.
    """
    wanted = other.score.value or 0
    now = one.read[name].likely

    def score(number: float) -> float:
        values = [number if n == name else one.read[n].likely for n in model.inputs]
        return model.formula(*values)

    if name == "moscow":
        return _category(now, wanted)
    least = way.low or now / FAR
    ends = (least, way.high if way.high is not None else max(now, 1.0) * FAR)
    return next(
        (at for end in ends if (at := _crossing(score, wanted, now, end)) is not None), None
    )


def _category(now: float, wanted: float) -> float | None:
    """The nearest word that stands above another one, or beneath it."""
    beyond = [n for n in MOSCOW.values() if (n > wanted if wanted > now else n < wanted)]
    return min(beyond, key=lambda n: abs(n - now), default=None)


def _crossing(
    score: Callable[[float], float], wanted: float, near: float, far: float
) -> float | None:
    """Where between two numbers a steady score is what is wanted; None if nowhere."""
    rising = score(near) <= wanted
    if near == far or (score(far) <= wanted if rising else score(far) >= wanted):
        return None  # at its very end the scale reaches it, and does not pass
    for _ in range(NARROWED):
        middle = (near + far) / 2
        if (score(middle) <= wanted) == rising:
            near = middle
        else:
            far = middle
    return far


def lay_out(found: Explained) -> Page:
    """The score, a line for each number behind it, and what would change the place."""
    one = found.one
    blocks: list[Block] = [Fields(tuple(_facts(found)))]
    blocks += [Heading("Where each number comes from"), _table(found)]
    changes = [*_changes(found, found.above, "up"), *_changes(found, found.below, "down")]
    if changes:
        blocks += [Heading("What would change its place"), Items(changes)]
    missing = [each for each in found.inputs if each.range_ is None]
    if missing:
        how = " ".join(f"--{flag(each.name)} …" for each in missing)
        blocks.append(Text(f"To score it: learnorg estimate {found.short[one.identity]} {how}"))
    return Page(f"{one.identity}  {one.title}", tuple(blocks), "explanation", _data(found))


def _facts(found: Explained) -> Iterator[tuple[str, Cell]]:
    one = found.one
    if found.place is None:
        missing = ", ".join(named(name) for name in one.score.missing)
        yield "place", Say(f"not scored: no {missing}", "warn")
    else:
        yield "place", f"{found.place} of {found.of} by {found.model.name}"
        yield "score", f"{figure(one.score.value or 0)} = {one.score.why}"
    yield "model", found.model.about
    for name, other in (("above it", found.above), ("below it", found.below)):
        if other:
            its = figure(other.score.value or 0)
            yield name, f"{found.short[other.identity]} {other.title} ({its})"
    if one.priority:
        because = f": {one.because}" if one.because else ""
        yield "priority", f"{one.priority}{because} (set by hand; the score stays as it is)"


def _table(found: Explained) -> Table:
    rows: list[list[Cell]] = []
    for each in found.inputs:
        number = "–" if each.range_ is None else _number(each.name, each.range_)
        who, when, commit = "", "", ""
        if each.line and not each.line.step.first:
            who, when, commit = each.line.who, each.line.step.day, each.line.step.commit
        source = each.source.partition(" by ")[0] if who else each.source
        rows.append([named(each.name), Say(number, "warn" if number == "–" else ""), source,
                     when, who, Say(commit[:10], "quiet", commit)])  # fmt: skip
    columns = [Column("number"), Column("is", right=True), Column("from", flexible=True),
               Column("set on"), Column("by", flexible=True), Column("commit")]  # fmt: skip
    kept = [n for n in range(len(columns)) if n < 3 or any(_text(row[n]) for row in rows)]
    return Table([columns[n] for n in kept], [[row[n] for n in kept] for row in rows])


def _text(cell: Cell) -> str:
    return cell if isinstance(cell, str) else cell.text


def _number(name: str, range_: Range) -> str:
    if name == "moscow":
        return moscow(range_.likely)
    if range_.low == range_.high:
        return f"{range_.likely:g}"
    return f"{range_.low:g}-{range_.likely:g}-{range_.high:g}"


def _changes(found: Explained, other: Candidate | None, way: str) -> list[Cell]:
    """For each number, from where on the improvement would pass another, or be passed by it."""
    if other is None or found.place is None:
        return []
    short = found.short[other.identity]
    told: list[Cell] = []
    for each in found.inputs:
        at = each.up if way == "up" else each.down
        if at is not None and each.range_ is not None:
            now = each.range_.likely
            verb = f"up past {short}" if way == "up" else f"down behind {short}"
            told.append(f"{named(each.name)} {_beyond(each.name, at, now)}: {verb}")
    if not told:
        told.append(f"No single number within its scale would move it {way} past {short}.")
    return told


def _beyond(name: str, at: float, now: float) -> str:
    """From where on, and what it is now; rounded to the safe side."""
    if name == "moscow":
        return f"{moscow(at)} (now {moscow(now)})"
    step = 10 ** (floor(log10(abs(at))) - 2) if at else 1.0
    steps = at / step
    if abs(steps - round(steps)) > NOISE:
        steps = ceil(steps) if at > now else floor(steps)
    side = "above" if at > now else "below"
    return f"{side} {round(steps) * step:,.12g} (now {now:,.12g})"


def _data(found: Explained) -> dict[str, Any]:
    one = found.one
    return {
        "id": one.identity,
        "title": one.title,
        "model": found.model.name,
        "rank": found.place,
        "of": found.of,
        "score": None if one.score.value is None else round(one.score.value, 4),
        "why": one.score.why or None,
        "missing": list(one.score.missing),
        "above": found.above.identity if found.above else None,
        "below": found.below.identity if found.below else None,
        "inputs": [
            {"name": each.name,
             "low": each.range_.low if each.range_ else None,
             "likely": each.range_.likely if each.range_ else None,
             "high": each.range_.high if each.range_ else None,
             "from": each.source,
             "set_on": each.line.step.day if each.line else None,
             "set_by": each.line.who if each.line else None,
             "commit": each.line.step.commit if each.line else None,
             "passes_above_at": _figure(each.up), "falls_below_at": _figure(each.down)}
            for each in found.inputs
        ],
    }  # fmt: skip


def _figure(number: float | None) -> float | None:
    return None if number is None else round(number, 4)
