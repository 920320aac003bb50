"""Deciders whom the register does not know."""

from collections.abc import Iterator
from datetime import date

from learnorg.checks.check import Remark, across_register
from learnorg.findings import Level
from learnorg.register.people import Known
from learnorg.register.register import Register
from learnorg.settings import FILE, Policy


@across_register(Level.WARNING)
def unknown_authority(register: Register, _today: date) -> Iterator[Remark]:
    """
    Somebody whom policy lets decide, and who is no listed person.

    Why it matters: where a register keeps people, an identity that is not among them is
    nobody's, so the decisions that policy gives to it are open to nobody.

        # learnorg.yaml
        authority:
          - servce-owner

    Instead, name a listed person or an e-mail address, or add the person:
    `learnorg person new SLUG`.
    """
    known = Known(register)
    for at, name in _deciders(register.policy):
        if hint := known.stranger(name):
            yield Remark(f"'{name}' may decide, and is no listed person", at, hint, FILE)


def _deciders(policy: Policy) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Everybody whom policy lets decide, and where it says so."""
    for n, name in enumerate(policy.authority):
        yield ("authority", n), name
    for n, level in enumerate(policy.levels):
        for m, name in enumerate(level.people):
            yield ("levels", n, "people", m), name
