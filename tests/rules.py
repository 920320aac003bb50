"""What one rule finds in a register."""

from datetime import date

from learnorg.checks.check import Check
from learnorg.checks.run import findings
from learnorg.register.register import Register
from registers import TODAY


def found(rule: Check, register: Register, today: date = TODAY) -> list[str]:
    """What a rule finds, as `line:col message`, the lines counted within the record."""
    again, every = findings(register.root, today)
    again.index.close()
    return [f"{f.line}:{f.col} {f.message}" for f in every if f.rule == rule.name]
