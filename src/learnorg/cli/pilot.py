"""`learnorg pilot`: a trial in a small place first, and what is decided after it."""

from collections.abc import Iterator, Sequence
from typing import Annotated, Any, NamedTuple

import typer

from learnorg.cli.answer import finish, short
from learnorg.cli.console import Output, answer, say
from learnorg.cli.options import Because, Id, On, Wishes, with_bundles
from learnorg.cli.session import Session
from learnorg.errors import LearnorgError
from learnorg.files.splice import Edit
from learnorg.kinds.guards import Lacking, completed
from learnorg.kinds.improvement import IMPROVEMENT
from learnorg.kinds.improvement.model import Improvement
from learnorg.kinds.improvement.workflow import UNSTARTED, standing
from learnorg.page import Block, Fields, Page, Say, Text, Tone
from learnorg.periods import happened
from learnorg.register.changes import Change
from learnorg.register.governing import Decided, decided
from learnorg.register.moves import NotAnImprovement, note
from learnorg.register.records import Stored, read, revised, revision

DECISIONS = ("go", "adapt", "stop")
TONES: dict[str, Tone] = {"go": "good", "adapt": "warn", "stop": "bad"}


class NoSuchDecision(LearnorgError):
    """A decision that no pilot ends with."""

    hint = "Decide go (roll it out), adapt (change it and try on) or stop."

    def __init__(self, typed: str) -> None:
        super().__init__(f"a pilot cannot end with '{typed}'")


class NotDecidable(LearnorgError):
    """A pilot of which something is missing that a decision stands on."""

    exit_code = 7

    def __init__(self, name: str, lacking: tuple[Lacking, ...], command: str) -> None:
        listed = "".join(f"\n  - {gap.what}" for gap in lacking)
        super().__init__(f"the pilot of {name} cannot be decided yet; it lacks{listed}")
        self.hint = completed(command, lacking)


class Decision(NamedTuple):
    """How a pilot is to go on, why, and since when."""

    word: str
    because: str
    on: str


@with_bundles
def pilot(
    ctx: typer.Context,
    typed: Id,
    cohort: Annotated[
        str, typer.Option("--cohort", help="Who tries it, or where.", metavar="WHO")
    ] = "",
    criteria: Annotated[
        str, typer.Option("--criteria", help="What is to be seen for it to go on.", metavar="TEXT")
    ] = "",
    decide: Annotated[
        str,
        typer.Option(
            "--decide",
            help="go, adapt or stop.",
            metavar="DECISION",
            autocompletion=lambda incomplete: [d for d in DECISIONS if d.startswith(incomplete)],
        ),
    ] = "",
    because: Because = "",
    on: On = "",
    *,
    wishes: Wishes,
) -> None:
    """
    Show a pilot, say who tries what, or decide how it goes on.

    [dim]$[/] learnorg pilot 7k3 --cohort "Team Leeds" --criteria "Half the calls in 4 weeks"
    [dim]$[/] learnorg pilot 7k3 --decide go --because "61 % fewer calls, no complaint"
    [dim]$[/] learnorg pilot 7k3
    """
    session: Session = ctx.obj
    entry = session.register.entry(typed)
    if entry.kind is not IMPROVEMENT:
        raise NotAnImprovement(entry)
    decision = Decision(decide, because, on)
    _speaks_of_one(entry.identity, decision, session.command)
    if not (cohort or criteria or decide):
        answer(_page(entry.identity, session.register.plain(entry)), Output(wishes.form))
        return
    stored = read(session.register.root, entry)
    said = {"cohort": cohort, "criteria": criteria}
    said = {key: value for key, value in said.items() if value}
    known = _pilot(stored.plain)
    if said and decide != "adapt" and (word := decided(stored.plain)):
        raise Decided(entry.identity, typed, word)
    edits = [Edit(("pilot", key), value) for key, value in said.items()]
    edits += _decided(session, stored, known | said, decision) if decide else []
    if lost := _lost(known, criteria, edits):
        edits.append(note(stored, session.who.known_as, session.today, lost))
    reason = f"{decide}: {because}" if decide else ""
    change = Change("pilot", (revision(stored, revised(stored, edits)),), reason)
    finish(session, change, wishes)
    if decide and not wishes.quiet and not wishes.dry_run and wishes.form == "auto":
        _tell_of_next(session, stored, decide)


def _speaks_of_one(name: str, decision: Decision, command: str) -> None:
    """Refuse a decision that there is not, and a reason or a day without one."""
    if decision.word and decision.word not in DECISIONS:
        raise NoSuchDecision(decision.word)
    if not decision.word and (decision.on or decision.because):
        raise NotDecidable(name, (Lacking("a decision", "--decide go|adapt|stop"),), command)


def _lacking(known: dict[str, str], decision: Decision) -> Iterator[Lacking]:
    """What a decision stands on and that is not there."""
    if not known.get("cohort"):
        yield Lacking("a cohort: who tried it", '--cohort "WHO"')
    if not known.get("criteria"):
        yield Lacking("criteria: what was to be seen", '--criteria "WHAT"')
    if not decision.because:
        yield Lacking("a reason", '--because "WHAT WAS SEEN"')


def _decided(
    session: Session, stored: Stored, known: dict[str, str], decision: Decision
) -> list[Edit]:
    """The edits that make a decision."""
    if gaps := tuple(_lacking(known, decision)):
        raise NotDecidable(stored.identity, gaps, session.command)
    word, because, on = decision
    before = (known.get("decision"), known.get("because", "").strip())
    if before == (word, because.strip()) and not on:
        return []
    when = happened(on, session.today) if on else session.today
    return [
        Edit(("pilot", "decision"), word),
        Edit(("pilot", "on"), when),
        Edit(("pilot", "because"), because),
    ]


def _lost(known: dict[str, str], criteria: str, edits: Sequence[Edit]) -> str:
    """What stood there and is replaced, so that a note may keep it: criteria, a decision."""
    before = known.get("criteria", "").strip()
    replaced = bool(before) and bool(criteria) and criteria.strip() != before
    decided = any(edit.path == ("pilot", "decision") for edit in edits)
    told = [_earlier(known)] if decided and known.get("decision") else []
    told += [f"Pilot's criteria were: {before}"] if replaced else []
    return "\n".join(told)


def _earlier(known: dict[str, str]) -> str:
    """What was decided before."""
    when = f" on {known['on']}" if known.get("on") else ""
    why = f": {known['because'].strip()}" if known.get("because") else ""
    with_whom = f" with {known['cohort']}" if known.get("cohort") else ""
    return f"The pilot{with_whom} was decided {known['decision']}{when}{why}"


def _tell_of_next(session: Session, stored: Stored, decide: str) -> None:
    """Say how the improvement itself may go on after a decision."""
    name = short(session, stored.identity)
    record = stored.record()
    unstarted = isinstance(record, Improvement) and standing(record) in UNSTARTED
    if decide == "adapt":
        say(f"The pilot stays open: learnorg pilot {name} --decide go|adapt|stop --because WHY")
    elif decide == "stop" and unstarted:
        say(f'To give it up: learnorg decline {name} --because "WHY"')
    elif decide == "stop":
        say(f"To give it up: learnorg close {name} --outcome withdrawn "
            '--learned "WHAT WAS LEARNED"')  # fmt: skip
    else:
        say(f'Plan the roll-out: learnorg plan add {name} "WHAT TO DO"')


def _pilot(plain: dict[str, Any]) -> dict[str, str]:
    """The pilot as its record has it."""
    said = plain.get("pilot")
    return {k: v for k, v in said.items() if isinstance(v, str)} if isinstance(said, dict) else {}


def _page(identity: str, plain: dict[str, Any]) -> Page:
    """The pilot as a page, whether there is one or not."""
    known = _pilot(plain)
    title = f"{identity}  {plain.get('title') or ''}".rstrip()
    decision = known.get("decision", "")
    data: dict[str, Any] = {"id": identity}
    data |= {key: known.get(key) for key in ("cohort", "criteria", "decision", "on", "because")}
    data["open"] = bool(known) and decision not in ("go", "stop")
    if not known:
        none = f'No pilot. learnorg pilot {identity} --cohort "WHO" --criteria "WHAT IS TO BE SEEN"'
        return Page(title, (Text(none, "quiet"),), "pilot", data)
    on = f" on {known['on']}" if known.get("on") else ""
    items = [
        ("cohort", known.get("cohort") or Say("not said", "warn")),
        ("criteria", known["criteria"].strip() if "criteria" in known else Say("none", "warn")),
        ("decision", Say(f"{decision}{on}", TONES.get(decision, ""))
         if decision else Say("open", "quiet")),
    ]  # fmt: skip
    items += [("because", known["because"].strip())] if known.get("because") else []
    blocks: tuple[Block, ...] = (Fields(items),)
    return Page(title, blocks, "pilot", data)
