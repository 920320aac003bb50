import pytest

from learnorg.register.register import Register
from learnorg.register.similar import ENOUGH, similar

FEW = """
---
id: IMP-2611-0000aa
title: Cut password-reset calls
state: proposed
raised: 2026-11-02
---
id: IMP-2611-0000bb
title: Fewer calls about password resets
state: closed
raised: 2026-11-02
---
id: IMP-2611-0000cc
title: Shorter hand-over on the night shift
problem: They call about passwords.
state: proposed
raised: 2026-11-02
---
id: password
title: Password
"""


def test_alike(register: Register) -> None:
    found = similar(register, "Fewer password reset calls")
    assert [one.identity[-2:] for one in found] == ["bb", "aa"]
    assert all(ENOUGH <= one.likeness <= 1 for one in found)
    assert found[0].state == "closed"


test_alike.__doc__ = "What resembles a title is found, closed ones too, nearest first." + FEW


def test_most(register: Register) -> None:
    assert len(similar(register, "Cut password-reset calls", most=1)) == 1
    assert similar(register, "Cut password-reset calls")[0].likeness == 1


test_most.__doc__ = "The same title is wholly alike, and no more are told than wished." + FEW


@pytest.mark.parametrize("title", ["", "a b", "___", "²²²", "Buy new chairs", '"*" (NEAR)'])
def test_nothing_alike(register: Register, title: str) -> None:
    assert similar(register, title) == []


test_nothing_alike.__doc__ = "Titles without a like, and without a word, find nothing." + FEW
