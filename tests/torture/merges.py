"""
A campaign of merges: people change copies of a record, and the copies are merged.

    python tests/torture/merges.py                   10,000 merges (`make merges`)
    python tests/torture/merges.py --merges 500 --seed 7

Each merge is made twice: by git's lines, as without the driver, and by fields. A conflict is
*false* where the two sides changed different things and all of it may stand together. Exits
with 1 where a merge by fields lost something, broke a rule, or came out differently with
the sides exchanged.
"""

import argparse
import os
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from learnorg.checks.run import added
from learnorg.errors import LearnorgError
from learnorg.files.canonical import canonical
from learnorg.files.emitter import emit
from learnorg.files.lines import Odd
from learnorg.files.loader import Refused, load
from learnorg.files.splice import GONE, Edit, splice
from learnorg.findings import Level
from learnorg.kinds.differences import differences
from learnorg.kinds.guards import Move
from learnorg.kinds.improvement import IMPROVEMENT, workflow
from learnorg.kinds.improvement.model import Improvement
from learnorg.kinds.problems import problems
from learnorg.refs import SYMBOLS
from learnorg.register.merge import Merged, NotMerged, Versions, merged
from learnorg.register.records import typed
from learnorg.settings import Policy

IDENTITY = "IMP-2610-7k3mqx"
PATH = IMPROVEMENT.path(IDENTITY)
BEGUN = date(2026, 11, 1)
PEOPLE = ("platform", "network", "service-desk-lead", "ada", "night-shift")
WORDS = ("calls", "disk", "build", "reset", "shift", "queue", "label", "alarm", "order", "rack",
         "night", "vendor")  # fmt: skip
TAGS = ("handover", "shift", "build", "later", "quick", "night")
FIELDS: dict[str, Sequence[Any]] = {
    "owner": PEOPLE, "team": ("Platform", "Identity"), "sponsor": PEOPLE,
    "due": (date(2026, 12, 1), date(2027, 2, 1)), "size": ("S", "M", "L"),
    "timescale": ("short", "long"), "cost": ("small", "4,000 EUR"), "funding": ("own budget",),
    "vision": ("Nobody waits.", "Calls: none # at all"), "type": ("fix", "improve"),
    "estimates.value": (3, 5, 8), "estimates.effort": (2, 10), "estimates.confidence": ("0.5", 1),
    "priority.level": ("high", "low"), "source.ref": ("INC0012345",),
}  # fmt: skip
SETS = {"tags": TAGS, "services": ("identity", "web-shop", "mail"), "aliases": ("CSI-142", "A-1"),
        "touches": ("people", "process"), "consulted": PEOPLE}  # fmt: skip

Act = Callable[[random.Random, str], "str | None"]


# ---- what people do to a record ----------------------------------------------------------


def edited(text: str, *edits: Edit) -> str:
    """A record with some edits, as our own commands make them."""
    return splice(load(text.encode()), edits, IMPROVEMENT.groups)


def plain(text: str) -> dict[str, Any]:
    """What a record says."""
    return load(text.encode()).plain()


def part_id(chance: random.Random) -> str:
    """A short id for a part."""
    return "".join(chance.choice(SYMBOLS) for _ in range(3))


def words(chance: random.Random) -> str:
    """A few words."""
    return " ".join(chance.choice(WORDS) for _ in range(chance.randint(2, 5)))


def some_day(chance: random.Random) -> date:
    """A day on which somebody did something."""
    return BEGUN + timedelta(days=chance.randint(10, 20))


def note(chance: random.Random, text: str) -> str:
    """Leave a note."""
    whole = {"id": part_id(chance), "on": some_day(chance), "by": chance.choice(PEOPLE)}
    whole["text"] = chance.choice([words(chance), f"{words(chance)}\n{words(chance)}\n"])
    return edited(text, Edit(("notes", len(plain(text).get("notes") or [])), whole))


def set_field(chance: random.Random, text: str) -> str:
    """Set a field, or clear it."""
    name = chance.choice([*FIELDS])
    path = tuple(name.split("."))
    value = GONE if chance.random() < 0.15 else chance.choice(FIELDS[name])
    if name == "source.ref" and not plain(text).get("source"):
        return edited(text, Edit(("source",), {"type": "audit", "ref": value}))
    return edited(text, Edit(path, value))


def retitle(chance: random.Random, text: str) -> str:
    """Say in the title what it is about."""
    return edited(text, Edit(("title",), words(chance).capitalize()))


def change_set(chance: random.Random, text: str) -> str | None:
    """Add a tag, a service or the like, or take one away."""
    name = chance.choice([*SETS])
    there = plain(text).get(name) or []
    there = [there] if isinstance(there, str) else there
    if there and chance.random() < 0.3:
        left = [one for one in there if one != chance.choice(there)]
        return edited(text, Edit((name,), left or GONE))
    new = chance.choice(SETS[name])
    return None if new in there else edited(text, Edit((name,), [*there, new]))


def write_prose(chance: random.Random, text: str) -> str:
    """Change, add or strike out a line of the problem."""
    lines = (plain(text).get("problem") or "").splitlines()
    at = chance.randint(0, len(lines))
    how = chance.random()
    if at < len(lines) and how < 0.4:
        lines[at] = words(chance)
    elif at < len(lines) and how < 0.5 and len(lines) > 2:
        del lines[at]
    else:
        lines.insert(at, words(chance))
    return edited(text, Edit(("problem",), "".join(f"{line}\n" for line in lines)))


def change_plan(chance: random.Random, text: str) -> str:
    """Add a step, tick one off, put another date to it, or strike it out."""
    steps = plain(text).get("plan") or []
    how = chance.random()
    if not steps or how < 0.4:
        step: dict[str, Any] = {"id": part_id(chance), "do": words(chance)}
        if chance.random() < 0.5:
            step["due"] = some_day(chance)
        return edited(text, Edit(("plan", len(steps)), step))
    at = chance.randrange(len(steps))
    if how < 0.9:
        key = chance.choice(["done", "due", "owner"])
        value = chance.choice(PEOPLE) if key == "owner" else some_day(chance)
        return edited(text, Edit(("plan", at, key), value))
    return edited(text, Edit(("plan", at) if len(steps) > 1 else ("plan",), GONE))


def change_measures(chance: random.Random, text: str) -> str:
    """Add a measure, give its value now, or aim for something else."""
    there = plain(text).get("measures") or []
    if not there or chance.random() < 0.3:
        one = {"id": part_id(chance), "name": words(chance), "baseline": chance.randint(10, 20)}
        return edited(text, Edit(("measures", len(there)), one | {"target": 8}))
    key = chance.choice(["actual", "actual", "target"])
    at = chance.randrange(len(there))
    return edited(text, Edit(("measures", at, key), chance.randint(1, 9)))


def change_benefits(chance: random.Random, text: str) -> str:
    """Add a benefit, or say what it was in the end."""
    there = plain(text).get("benefits") or []
    if there and chance.random() < 0.5:
        at = chance.randrange(len(there))
        return edited(text, Edit(("benefits", at, "actual"), chance.randint(1, 999)))
    one = {"id": part_id(chance), "kind": chance.choice(WORDS), "expected": 100}
    return edited(text, Edit(("benefits", len(there)), one))


def change_links(chance: random.Random, text: str) -> str:
    """Link it to something, or take a link away."""
    there = plain(text).get("links") or []
    if there and chance.random() < 0.3:
        at = ("links", chance.randrange(len(there))) if len(there) > 1 else ("links",)
        return edited(text, Edit(at, GONE))
    to = f"IMP-2610-{''.join(chance.choice(SYMBOLS) for _ in range(6))}"
    link = {"rel": chance.choice(["relates-to", "depends-on"]), "to": to}
    return edited(text, Edit(("links", len(there)), link))


def move(chance: random.Random, text: str) -> str | None:
    """Move it along its life cycle."""
    record, _ = problems(Improvement, plain(text))
    if record is None:
        return None
    to = chance.choice(workflow.legal(record, "light"))
    said = []
    if not record.owner:
        said.append(Edit(("owner",), chance.choice(PEOPLE)))
    if to == "closed":
        said.append(Edit(("outcome", "result"), chance.choice(["delivered", "not-achieved"])))
        said.append(Edit(("learned",), words(chance)))
    text = edited(text, *said)
    record, _ = problems(Improvement, plain(text))
    if record is None:
        return None
    day = max(some_day(chance), workflow.latest(record)[1])
    wish = Move(to, day, "ada", words(chance))
    return edited(text, *workflow.moved(record, wish, Policy()))


def comment(chance: random.Random, text: str) -> str:
    """Write a comment by hand, above a key or behind a value."""
    lines = text.splitlines()
    entries = list(load(text.encode()).root.entries.values())
    key, value = chance.choice(entries)
    said = f"# {words(chance)}"
    if chance.random() < 0.5 or "\n" in text[key.start : value.end] or value.flow:
        lines.insert(key.line - 1, said)
    elif "#" not in lines[key.line - 1]:
        lines[key.line - 1] += f"  {said}"
    return "".join(f"{line}\n" for line in lines)


def lay_out(_: random.Random, text: str) -> str:
    """Lay it out anew."""
    return canonical(load(text.encode()), IMPROVEMENT.groups)


ACTS: tuple[tuple[Act, int], ...] = (
    (note, 6), (set_field, 6), (change_set, 4), (change_plan, 4), (write_prose, 3), (move, 3),
    (change_measures, 2), (change_links, 2), (change_benefits, 1), (comment, 1), (retitle, 1),
    (lay_out, 1),
)  # fmt: skip
"""What people do, and how often one does it."""


def born(chance: random.Random) -> str:
    """A record that some people have worked on, laid out by our commands or by hand."""
    said = {
        "id": IDENTITY, "title": words(chance), "state": "proposed", "dates": {"proposed": BEGUN},
        "raised": BEGUN, "problem": "".join(f"{words(chance)}\n" for _ in range(4)),
    }  # fmt: skip
    text = emit(typed(IMPROVEMENT, load(emit(said).encode()).plain(), "it"), groups=())
    text = canonical(load(text.encode()), IMPROVEMENT.groups)
    text = acted(chance, text, chance.randint(0, 8))
    shape = chance.random()
    if shape < 0.1:  # without blank lines, lists under their keys
        text = "".join(f"{line}\n" for line in text.splitlines() if line)
        text = text.replace("\n  - ", "\n- ").replace("\n    ", "\n  ")
    elif shape < 0.2:
        text = edited(text, Edit(("tags",), GONE)) + "tags: [build, 'night']  # two\n"
    return text


def acted(chance: random.Random, text: str, times: int) -> str:
    """The record after so many acts, each of which leaves it sound."""
    for _ in range(times):
        (act,) = chance.choices([act for act, _ in ACTS], [often for _, often in ACTS])
        try:
            new = act(chance, text)
        except LearnorgError:
            continue
        if new and problems(Improvement, plain(new))[0] and not broken(new):
            text = new
    return text


def broken(text: str) -> bool:
    """Whether a rule over single records finds an error in it."""
    return any(
        f.level is Level.ERROR for f in added(IMPROVEMENT, PATH, None, text.encode(), POLICY)
    )


POLICY = Policy()


def within(path: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether a field is another one, or in it; two words of a set are two things."""
    return path[: len(other)] == other and not (path == other and path[-1] in SETS)


@dataclass(frozen=True)
class ThreeWay:
    """A record as it was, and as two people have it."""

    base: str
    ours: str
    theirs: str

    @property
    def versions(self) -> Versions:
        return Versions(*(text.encode() for text in (self.base, self.ours, self.theirs)))

    @property
    def apart(self) -> bool:
        """Whether the two changed different things."""
        mine, others = (
            {one.path for one in differences(plain(self.base), plain(side))}
            for side in (self.ours, self.theirs)
        )
        return not any(within(one, other) or within(other, one) for one in mine for other in others)

    @property
    def ruled(self) -> bool:
        """Whether a rule wants a person to look: goals set while another began, or first goals."""
        before, *after = (plain(text) for text in (self.base, self.ours, self.theirs))
        aimed = [side.get("measures") != before.get("measures") for side in after]
        moved = [side["state"] != before["state"] for side in after]
        return all(aimed) or (aimed[0] and moved[1]) or (aimed[1] and moved[0])


def three_way(chance: random.Random) -> ThreeWay:
    """What one and another make of the same record."""
    base = born(chance)
    sides = (acted(chance, base, chance.randint(1, 3)) for _ in range(2))
    return ThreeWay(base, *sides)


# ---- what becomes of it ------------------------------------------------------------------


def judge(ours: bytes, theirs: bytes, after: bytes) -> list[int]:
    """What the rules find in an outcome and in neither side, as the command asks."""
    new = [added(IMPROVEMENT, PATH, side, after, POLICY) for side in (ours, theirs)]
    known = {(f.rule, f.message) for f in new[0] if f.level >= Level.WARNING}
    return [f.line for f in new[1] if (f.rule, f.message) in known]


def by_fields(case: ThreeWay) -> Merged:
    """What the driver makes of it."""
    return merged(case.versions, IMPROVEMENT, POLICY, judge)


def by_lines(case: ThreeWay) -> bool:
    """Whether git alone would merge it."""
    with tempfile.TemporaryDirectory() as folder:
        for name, text in (("ours", case.ours), ("base", case.base), ("theirs", case.theirs)):
            Path(folder, name).write_text(text, "utf-8")
        command = ["git", "merge-file", "-q", "-p", "ours", "base", "theirs"]
        return subprocess.run(command, cwd=folder, capture_output=True).returncode == 0


def sides(text: str) -> tuple[str, str]:
    """A conflict as each side would settle it."""
    settled: tuple[list[str], list[str]] = [], []
    into = (0, 1)
    for line in text.splitlines(keepends=True):
        if line.startswith("<<<<<<< "):
            into = (0,)
        elif line == "=======\n" and into == (0,):
            into = (1,)
        elif line.startswith(">>>>>>> "):
            into = (0, 1)
        else:
            for side in into:
                settled[side].append(line)
    return "".join(settled[0]), "".join(settled[1])


def leaves(value: Any) -> Iterator[str]:
    """Every line of text in some content."""
    if isinstance(value, str):
        yield from value.splitlines()
    for inner in (
        value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    ):
        yield from leaves(inner)


def faults(case: ThreeWay) -> Iterator[str]:
    """What is wrong with the outcome of a merge."""
    outcome = by_fields(case)
    text = outcome.data.decode()
    again = by_fields(ThreeWay(case.base, case.theirs, case.ours))
    exchanged = sides(again.data.decode())
    if again.clean != outcome.clean or exchanged != sides(text)[::-1]:
        yield "not the same with the sides exchanged"
    contents = [plain(side) for side in sides(text)]
    there = {line for content in contents for line in leaves(content)}
    told = {line.strip() for line in text.splitlines()}
    for side in (case.ours, case.theirs):
        for one in differences(plain(case.base), plain(side)):
            new = {*leaves(one.after)} - {*leaves(one.before)}
            yield from (f"{one.field}: lost {line}" for line in sorted(new - there))
        for line in {*side.splitlines()} - {*case.base.splitlines()}:
            remark = line.partition("# ")[2]
            if remark and not any(remark in one for one in told):
                yield f"comment lost: {remark}"
    if outcome.clean and judge(case.ours.encode(), case.theirs.encode(), outcome.data):
        yield "a rule is broken"


@dataclass
class Tally:
    """What became of some merges."""

    counts: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)


def fought(numbers: Sequence[int]) -> Tally:
    """The merges of some numbers, each of which makes a merge of its own."""
    tally = Tally()
    for number in numbers:
        case = three_way(random.Random(number))
        if case.ours in (case.base, case.theirs) or case.theirs == case.base:
            continue
        tally.counts["merges"] += 1
        try:
            fields, lines = by_fields(case).clean, by_lines(case)
        except (Refused, Odd, NotMerged) as reason:
            tally.wrong.append(f"{number}: not merged by fields: {reason!r}")
            continue
        tally.counts["apart"] += case.apart
        for name, clean in (("fields", fields), ("lines", lines)):
            tally.counts[name] += not clean
            meant = "ruled" if case.ruled else "false"
            tally.counts[f"{name} {meant}"] += not clean and case.apart
        tally.wrong += [f"{number}: {what}" for what in faults(case)]
    return tally


def campaign(many: int, seed: int = 0, workers: int = 1) -> Tally:
    """So many merges, told together."""
    numbers = range(seed * 1_000_000, seed * 1_000_000 + many)
    shares = [numbers[n::workers] for n in range(workers)]
    whole = Tally()
    if workers == 1:
        found = map(fought, shares)
    else:
        found = get_context("fork").Pool(workers).imap_unordered(fought, shares)
    for tally in found:
        whole.counts += tally.counts
        whole.wrong += tally.wrong
    return whole


def table(tally: Tally) -> list[str]:
    """The figures, a line each."""
    counts = tally.counts
    rows = [f"{counts['merges']:,} merges, {counts['apart']:,} of changes to different things"]
    for name, what in (("lines", "by lines, without the driver"), ("fields", "by fields")):
        false, ruled = counts[f"{name} false"], counts[f"{name} ruled"]
        share = 100 * false / max(counts["apart"], 1)
        told = f"{counts[name]:,} conflicts, {false:,} of them false ({share:.1f} %)"
        rows.append(f"{what}: {told}, {ruled:,} about goals that a rule protects")
    return rows


def main() -> int:
    """Fight, and say what came of it."""
    asked = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    asked.add_argument("--merges", type=int, default=10_000)
    asked.add_argument("--seed", type=int, default=0)
    asked.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    wish = asked.parse_args()
    began = time.monotonic()
    tally = campaign(wish.merges, wish.seed, wish.workers)
    print("\n".join([*table(tally), f"{time.monotonic() - began:.0f} s"]))
    print("\n".join(tally.wrong[:20]))
    return 1 if tally.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
