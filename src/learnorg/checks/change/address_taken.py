"""Addresses and aliases of people that another person has."""

from collections.abc import Iterator

from learnorg.checks.change.turn import Turn, over_turns
from learnorg.checks.check import Remark
from learnorg.findings import Level
from learnorg.kinds.person import PERSON
from learnorg.refs import stem
from learnorg.register.evidence import addresses


@over_turns(Level.ERROR)
def address_taken(turn: Turn) -> Iterator[Remark]:
    """
    A person who gets an address or alias that another one has, or is called by.

    Why it matters: what two people have belongs to nobody, so that whoever had it before
    loses their rights with it.

        # register/people/lea.yaml
        emails:
          - ada@example.org

    Instead, leave it with the one; where it is to change hands, take it from the other before.
    """
    if turn.kind is not PERSON or turn.after is None:
        return
    before = turn.before
    known = set(addresses(before.plain)) if before else set()
    themselves = (turn.identity, stem(before.path) if before else "")
    for name in addresses(turn.after.plain):
        if name not in known and (others := turn.people.others(name, *themselves)):
            stated = turn.after.plain.get("emails") or ()
            key = "emails" if name in str(stated).lower() else "aliases"
            hint = "Leave it with one of the two."
            yield Remark(f"{name} belongs to {others[0]} already", (key,), hint)
