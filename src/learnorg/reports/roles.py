"""Who answers for what?"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from shlex import quote
from typing import Any

from learnorg.page import Block, Cell, Column, Heading, Items, Page, Say, Table
from learnorg.register.facts import several
from learnorg.register.lookup import Entry, shortest
from learnorg.register.planning import Step, steps
from learnorg.register.register import Register

WHOLE = "as a whole"
LETTERS = ("R", "A", "C", "I")


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with the roles, and what mends it."""

    message: str
    mend: str


@dataclass(frozen=True, slots=True)
class Roles:
    """Who is responsible, accountable, consulted and informed, for the whole and each step."""

    identity: str
    title: str
    accountable: str
    """Its owner, who is one or nobody."""
    responsible: tuple[str, ...]
    """Whoever owns a step; where nobody does, the owner."""
    consulted: tuple[str, ...]
    informed: tuple[str, ...]
    steps: tuple[Step, ...]
    faults: tuple[Fault, ...]

    @property
    def people(self) -> tuple[str, ...]:
        """Everybody who has a role, accountable first; spelled alike they are one."""
        named = (self.accountable, *self.responsible, *self.consulted, *self.informed)
        return _distinct(named)


def derive(register: Register, entry: Entry) -> Roles:
    """The roles on an improvement, as its owner, its steps and its lists have them."""
    plain = register.plain(entry)
    owner = plain.get("owner")
    owner = owner.strip() if isinstance(owner, str) else ""
    plan = tuple(steps(plain.get("plan")))
    consulted, informed = (_distinct(several(plain.get(k))) for k in ("consulted", "informed"))
    name = shortest(register.index, [entry.identity])[entry.identity]
    faults = tuple(_faults(name, owner, plan, consulted, informed))
    doing = _distinct([step.owner for step in plan]) or _distinct([owner])
    return Roles(
        entry.identity, entry.title, owner, doing, consulted, informed, plan, faults
    )  # fmt: skip


def _distinct(names: Sequence[str]) -> tuple[str, ...]:
    """Names without those that say the same again."""
    found: dict[str, str] = {}
    for name in names:
        if name:
            found.setdefault(name.casefold(), name)
    return tuple(found.values())


def _faults(
    name: str, owner: str, plan: Sequence[Step], consulted: Sequence[str], informed: Sequence[str]
) -> Iterator[Fault]:
    if not owner:
        yield Fault("Nobody is accountable.", f"learnorg plan roles {name} --accountable NAME")
    for step in plan:
        if not step.owner and not step.done:
            yield Fault(
                f"Nobody is responsible for step {step.called}, {step.do}.",
                f"learnorg plan set {name} {step.called} --owner NAME",
            )
    told = {one.casefold(): one for one in informed}
    for one in consulted:
        if again := told.get(one.casefold()):
            yield Fault(
                f"{one} is both consulted and informed; whoever is consulted knows.",
                f"learnorg set {name} {quote(f'informed-={again}')}",
            )


def lay_out(found: Roles) -> Page:
    """A row for the whole and each step, a column for each name; below, what is amiss."""
    people = found.people
    columns = [Column("step"), Column("do", flexible=True)]
    columns += [Column(name, flexible=True) for name in people]
    rows: list[list[Cell]] = [["", Say(WHOLE, "strong"), *_letters(found, people)]]
    rows += [[Say(s.called, "id"), s.do, *_of_step(found, s, people)] for s in found.steps]
    blocks: list[Block] = [Table(columns, rows)]
    if found.faults:
        blocks.append(Heading("What is amiss"))
        blocks.append(Items([Say(f"{f.message}\n{f.mend}", "warn") for f in found.faults]))
    return Page(f"{found.identity}  {found.title}", tuple(blocks), "roles", _data(found))


def _letters(found: Roles, people: Sequence[str]) -> list[Cell]:
    """The roles on the whole."""
    holders = (found.responsible, (found.accountable,), found.consulted, found.informed)
    return [_cell(name, holders) for name in people]


def _of_step(found: Roles, step: Step, people: Sequence[str]) -> list[Cell]:
    """The roles on a step: its own owner does it, the improvement's answers for it."""
    return [_cell(name, ((step.owner,), (found.accountable,))) for name in people]


def _cell(name: str, holders: Sequence[Sequence[str]]) -> str:
    return " ".join(
        letter
        for letter, held in zip(LETTERS, holders, strict=False)
        if name.casefold() in {one.casefold() for one in held}
    )


def _data(found: Roles) -> dict[str, Any]:
    return {
        "id": found.identity,
        "title": found.title,
        "responsible": list(found.responsible),
        "accountable": found.accountable or None,
        "consulted": list(found.consulted),
        "informed": list(found.informed),
        "steps": [
            {"step": s.called, "do": s.do, "responsible": s.owner or None,
             "accountable": found.accountable or None, "done": s.done or None}
            for s in found.steps
        ],
        "faults": [{"message": f.message, "mend": f.mend} for f in found.faults],
    }  # fmt: skip
