"""What is known of one record?"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from learnorg.kinds.article import ARTICLE
from learnorg.kinds.kind import Kind
from learnorg.kinds.review import REVIEW
from learnorg.kinds.role import ROLE
from learnorg.methods.progress import whole
from learnorg.methods.scoring import figure
from learnorg.page import Block, Cell, Fields, Heading, Items, Markdown, Page, Prose, Say, Text
from learnorg.register.facts import number, several
from learnorg.register.links import Bond, bonds
from learnorg.register.lookup import Entry, shortest
from learnorg.register.planning import percent, steps
from learnorg.register.register import Register
from learnorg.register.scores import score
from learnorg.reports.states import TONES
from learnorg.reports.telling.parts import (
    benefit,
    bond,
    line,
    measure,
    note,
    parts,
    said,
    standing,
    step,
)

if TYPE_CHECKING:  # what other kinds need, an improvement is shown without
    from learnorg.register.activity.uses import Uses
    from learnorg.register.recurrence import Recurring
    from learnorg.register.relevance import Doubt

FACTS = (
    ("owner", "owner"),
    ("team", "team"),
    ("sponsor", "sponsor"),
    ("consulted", "consulted"),
    ("informed", "informed"),
    ("raised_by", "raised by"),
    ("type", "type"),
    ("services", "services"),
    ("practices", "practices"),
    ("environments", "environments"),
    ("versions", "versions"),
    ("audience", "audience"),
    ("governance", "governance"),
    ("provider", "provider"),
    ("address", "address"),
    ("hours", "hours"),
    ("topics", "topics"),
    ("touches", "touches"),
    ("objectives", "objectives"),
    ("tags", "tags"),
    ("size", "size"),
    ("timescale", "timescale"),
    ("cost", "cost"),
    ("funding", "funding"),
    ("aliases", "also known as"),
    ("emails", "e-mail"),
    ("teams", "teams"),
    ("role", "role"),
    ("lang", "language"),
)
TEXTS = (
    ("purpose", "Purpose"),
    ("about", "About"),
    ("problem", "Problem"),
    ("justification", "Justification"),
    ("vision", "Vision"),
)


class Known(NamedTuple):
    """One record: its content, its score, its links both ways, and the day it is shown."""

    entry: Entry
    plain: dict[str, Any]
    short: str
    score: str
    bonds: list[Bond]
    today: date
    doubts: "Sequence[Doubt]" = ()
    """Why it may no longer be right, if it is an article."""
    again: "Sequence[Recurring]" = ()
    """Which of its factors an earlier review had named, if it is a review."""
    instead: Sequence[str] = ()
    """The articles that supersede it, if it is an article."""
    uses: "Uses | None" = None
    """How it was used, if it is an article; none of the past."""


def derive(register: Register, entry: Entry, today: date) -> Known:
    """Everything that the register knows of a record."""
    plain = register.plain(entry)
    return Known(
        entry,
        plain,
        shortest(register.index, [entry.identity])[entry.identity],
        _score(register, entry.kind, plain),
        bonds(register, entry),
        today,
        _doubts(register, entry, today),
        _again(register, entry, plain, today),
        *_of_article(register, entry),
    )


def _doubts(register: Register, entry: Entry, today: date) -> "Sequence[Doubt]":
    if entry.kind is not ARTICLE:
        return ()
    from learnorg.register.relevance import doubts  # with the activity log, for articles only

    return doubts(register, today, [entry.identity]).get(entry.identity, ())


def _of_article(register: Register, entry: Entry) -> "tuple[Sequence[str], Uses | None]":
    """What supersedes an article, and how it was used."""
    if entry.kind is not ARTICLE:
        return (), None
    from learnorg.register.activity.uses import Uses, totals  # for articles only
    from learnorg.register.relevance import successors

    others = [other.identity for other in successors(register, entry.identity)]
    if register.index.folder is None:  # the log of the past is not kept
        return others, None
    return others, totals(register, [entry.identity]).get(entry.identity, Uses())


def _again(
    register: Register, entry: Entry, plain: dict[str, Any], today: date
) -> "Sequence[Recurring]":
    if entry.kind is not REVIEW or not plain.get("factors"):
        return ()
    from learnorg.register.recurrence import told  # with all reviews, for reviews only

    return told(register, plain, today)


def _score(register: Register, kind: Kind, plain: dict[str, Any]) -> str:
    estimates = plain.get("estimates")
    if kind.name != "improvement" or not isinstance(estimates, dict):
        return ""
    size = plain.get("size")
    found = score(register.policy.scoring, estimates, size if isinstance(size, str) else "")
    if found.value is None:
        return f"not scored: no {' or '.join(found.missing)}"
    return f"{figure(found.value)} = {found.why}"


def lay_out(known: Known) -> Page:
    """The record as a page a person likes to read."""
    plain = known.plain
    title = f"{known.entry.identity}  {line(plain.get('title'))}"
    return Page(title, tuple(_blocks(known)), known.entry.kind.name, _data(known))


def _blocks(known: Known) -> Iterator[Block]:
    plain = known.plain
    if known.entry.kind is ARTICLE and known.entry.state == "archived":
        from learnorg.reports.telling import articles  # as below

        yield Text(articles.archived(known.instead), "warn")
    yield from (
        Text(f"Mind: {doubt.told.rstrip('.')}. {doubt.hint}", "warn") for doubt in known.doubts
    )
    yield Fields(tuple(_facts(known)))
    for key, heading in TEXTS:
        if isinstance(plain.get(key), str):
            yield Heading(heading)
            yield Prose(plain[key])
    yield from _of_its_kind(known)
    yield from _listed("Measures", [measure(m) for m in parts(plain, "measures")])
    if plan := parts(plain, "plan"):
        yield Heading(_plan(plain))
        done = [bool(one.get("done")) for one in plan]
        yield Items([step(one, known.today) for one in plan], to_tick=True, done=done)
    yield from _listed("Benefits", [benefit(b) for b in parts(plain, "benefits")])
    outcome = plain.get("outcome")
    if isinstance(outcome, dict):
        yield Heading("Outcome" if outcome.get("result") else "Why it was declined")
        when = f" on {outcome['on']}" if outcome.get("on") else ""
        if outcome.get("result"):
            yield Prose(f"{outcome['result']}{when}")
        yield from (Prose(line(outcome[k])) for k in ("evidence", "because") if outcome.get(k))
    if isinstance(plain.get("learned"), str):
        yield Heading("What was learned")
        yield Prose(plain["learned"])
    yield from _listed("Links", [bond(one) for one in known.bonds])
    yield from _listed("Notes", [note(n) for n in parts(plain, "notes")])
    for key in ("pilot", "momentum", "extra"):
        value = plain.get(key)
        if isinstance(value, dict) and value:
            yield Heading(key.capitalize() if key != "extra" else "Fields of our own")
            yield Fields([(name, line(v)) for name, v in value.items() if v])


def _of_its_kind(known: Known) -> Iterator[Block]:
    """What records of other kinds have instead: parts of their own, and a body."""
    kind, plain = known.entry.kind, known.plain
    body = plain.get("body")
    if isinstance(body, str):
        from learnorg.kinds.sections import told  # as above

        if words := told(body):
            yield Markdown(words)
    if kind is REVIEW:
        from learnorg.reports.telling import reviews  # as above

        yield from reviews.blocks(plain)
        yield from reviews.seen_before(known.again)
    elif kind is ROLE:
        from learnorg.reports.telling import roles  # as above

        yield from roles.blocks(plain)


def _facts(known: Known) -> Iterator[tuple[str, Cell]]:
    plain, entry = known.plain, known.entry
    yield "state", Say(standing(known.entry, known.plain), TONES.get(entry.state, ""))
    for key, name in FACTS:
        if value := ", ".join(several(plain.get(key))):
            yield name, value
    if known.uses is not None:
        from learnorg.reports.telling import articles  # as above

        if told := articles.use(known.uses, validated=entry.state == "validated"):
            yield "use", told
    if entry.kind is REVIEW:
        from learnorg.reports.telling import reviews  # as above

        yield from reviews.facts(plain)
    for key in ("source", "priority"):
        if value := said(plain.get(key)):
            yield key, value
    due = plain.get(entry.kind.due)
    if isinstance(due, str):
        late = due < known.today.isoformat() and entry.state not in entry.kind.finished
        yield (
            entry.kind.due.replace("_", " "),
            Say(f"{due}{' (overdue)' if late else ''}", "bad" if late else ""),
        )
    if known.score:
        yield "score", known.score
    for key, name in (("approval", "approved"), ("validation", "validated")):
        if value := said(plain.get(key)):
            yield name, value
    dates = plain.get("dates")
    if isinstance(dates, dict) and dates:
        yield "history", " · ".join(f"{state} {day}" for state, day in dates.items())
    elif plain.get("raised"):
        yield "raised", line(plain["raised"])
    imported = plain.get("imported")
    if isinstance(imported, dict):
        yield "imported", ", ".join(line(imported[k]) for k in ("from", "row") if imported.get(k))
    yield "file", Say(entry.path, "quiet")


def _plan(plain: dict[str, Any]) -> str:
    """The heading of the plan, with how much of it is done by weight."""
    done = percent(steps(plain.get("plan")))
    return "Plan" if done is None else f"Plan ({whole(done)} % done)"


def _listed(heading: str, lines: list[Cell]) -> Iterator[Block]:
    if lines:
        yield Heading(heading)
        yield Items(lines)


def _data(known: Known) -> dict[str, Any]:
    """The record for programs: each value of its type, and what is computed beside it."""
    record = _typed(known.plain, known.entry.kind, "")
    return {
        "record": record,
        "path": known.entry.path,
        "short": known.short,
        **(_of_article_data(known) if known.entry.kind is ARTICLE else {}),
        **_seen_before(known),
        "links": [
            {
                "relation": b.relation,
                "to": b.to,
                "title": b.title,
                "state": b.state,
                "there": b.there,
            }
            for b in known.bonds
        ],
    }


def _of_article_data(known: Known) -> dict[str, Any]:
    """How far one may rely on an article, for programs."""
    from learnorg.reports.telling import articles  # as above

    return articles.data([doubt.told for doubt in known.doubts], known.instead, known.uses)


def _seen_before(known: Known) -> dict[str, Any]:
    """What came again of a review's factors, for programs."""
    if not known.again:
        return {}
    from learnorg.reports.telling.recurring import recurring_data  # as above

    return {"seen_before": [recurring_data(each) for each in known.again]}


def _typed(value: Any, kind: Kind, key: str) -> Any:
    """A value with numbers as numbers, truths as truths, and lists where a list is due."""
    if key in kind.lists and isinstance(value, (str, dict)):
        value = [value]
    if isinstance(value, dict):
        return {k: v if k == "extra" else _typed(v, kind, k) for k, v in value.items()}
    if isinstance(value, list):
        return [_typed(item, kind, "") for item in value]
    if key in kind.truths and value in ("true", "false"):
        return value == "true"
    if key in kind.numbers and (found := number(value)) is not None:
        return int(found) if found == int(found) else found
    return value
