"""Wording rules of the organisation that cannot be applied."""

from collections.abc import Iterator
from datetime import date

from learnorg.checks.check import Remark, across_register
from learnorg.findings import Level
from learnorg.register import lexicon
from learnorg.register.lexicon import Fault
from learnorg.register.register import Register


@across_register(Level.ERROR)
def wording_rule_unsound(register: Register, _today: date) -> Iterator[Remark]:
    """
    A file in `templates/wording` that is no rule.

    Why it matters: as long as one of the organisation's own rules cannot be applied, none of them
    is, and reviews are read by the rules that ship alone.

        # in templates/wording/our-words.yaml
        extends: existence
        message: "'%s' is not how we speak"

    Instead, mend what the message names; a rule of `learnorg` itself is a good one to start from:

        extends: existence
        message: "'%s' is not how we speak"
        reason: Customers read our reviews.
        instead: Say it as to a customer.
        tokens: [screwed up]
    """
    for fault in lexicon.at(register.root).faults:
        yield _remark(fault)


def brought(path: str, before: bytes, after: bytes) -> Iterator[Remark]:
    """The same of one file, as far as a change brings it along."""
    known = {fault.message for fault in lexicon.faults_in(path, before)} if before else set()
    for fault in lexicon.faults_in(path, after):
        if fault.message not in known:
            yield _remark(fault)


def _remark(fault: Fault) -> Remark:
    hint = lexicon.BadLexicon.hint
    return Remark(fault.message, hint=hint, path=fault.path, place=(fault.line, fault.col))
