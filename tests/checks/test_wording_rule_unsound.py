from learnorg.checks.wording_rule_unsound import wording_rule_unsound
from learnorg.register.register import Register
from rules import found, upon

LEA = "id: lea\ntitle: Lea"
SOUND = """
# path: templates/wording/ours.yaml
extends: existence
message: "'%s' is not how we speak"
reason: Customers read it.
instead: Say it as to a customer.
tokens: [screwed up]
"""
UNSOUND = SOUND.replace("existence", "magic").replace("reason: Customers read it.\n", "")


@upon(LEA, UNSOUND)
def test_yes(register: Register) -> None:
    """A rule that cannot be applied is found, with every place that is to be mended."""
    first, second = found(wording_rule_unsound, register)
    assert first.startswith("1:1 'extends'")
    assert second.startswith("1:1 'reason'")


@upon(LEA, SOUND)
def test_no(register: Register) -> None:
    """One that can is not."""
    assert found(wording_rule_unsound, register) == []


@upon(LEA, SOUND.replace("wording/ours", "maps/ours").replace("existence", "magic"))
def test_edge(register: Register) -> None:
    """Other templates are not looked at."""
    assert found(wording_rule_unsound, register) == []
