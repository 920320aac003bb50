import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learnorg.checks.asides import asides, asides_in
from learnorg.checks.waiver_unused import waiver_unused
from learnorg.checks.waiver_without_reason import waiver_without_reason
from learnorg.files.loader import Form, load
from learnorg.kinds.sections import with_words
from learnorg.register.register import Register
from rules import found

SAID = "<!-- wording: hindsight because so it was said -->"


@pytest.mark.parametrize(
    ("text", "places"),
    [
        (f"One.\n{SAID}\nTwo.\n", [(2, 1, 3)]),
        (f"One.\n{SAID}\n\n\nTwo.\n", [(2, 1, 5)]),
        (f"One. {SAID}\nTwo.\n", [(1, 6, 1)]),
        (f"{SAID}\n  {SAID}\nTwo.\n", [(1, 1, 3), (2, 3, 3)]),
        ("<!--\n  wording: a because\n  b\n-->\nTwo.\n", [(1, 1, 5)]),
        (f"One.\n{SAID}\n", [(2, 1, 3)]),
        (f"```\n{SAID}\n```\nTwo.\n", []),
        ("<!-- What could be seen? -->\nTwo.\n", []),
        (f"{SAID[:-3]}\nTwo.\n", []),
    ],
)
def test_places(text: str, places: list[tuple[int, int, int]]) -> None:
    """A comment alone is about the next line with a text, one behind a text about its line."""
    assert [(one.line, one.col, one.on) for one in asides_in(text)] == places


@pytest.mark.parametrize(
    ("said", "rules", "reason"),
    [
        ("hindsight because x", ("hindsight",), "x"),
        ("a, b ,c  because  x because y", ("a", "b", "c"), "x because y"),
        ("a because", ("a",), ""),
        ("a", ("a",), ""),
        ("a b because x", (), ""),
        ("", (), ""),
    ],
)
def test_read(said: str, rules: tuple[str, ...], reason: str) -> None:
    """It names wording rules with commas between them, and says why."""
    (one,) = asides_in(f"<!-- wording: {said} -->\nOne.\n")
    assert (one.rules, one.reason) == (rules, reason)


def test_in_a_record() -> None:
    """Lines are counted in the file, its head included; the head itself waives nothing so."""
    text = f'---\nid: x\ntitle: "{SAID}"\n---\n\nOne.\n{SAID}\nTwo.\n'
    for ended in (text, text.replace("\n", "\r\n")):
        (one,) = asides(load(ended.encode(), Form.MARKDOWN))
        assert (one.line, one.col, one.on) == (7, 1, 8)


@given(st.text(st.sampled_from("<!-> wording:\n`~ab,"), max_size=80))
def test_any_text(text: str) -> None:
    """Whatever a text holds, comments and the lines they are about are within it."""
    for one in asides_in(text):
        assert 1 <= one.line <= one.on <= text.count("\n") + 1


@pytest.mark.parametrize("text", ["<!-- wording: a because b -->\n", "<!-- wording: ", "<!--\n"])
def test_hostile(text: str) -> None:
    """A text of nothing but comments takes no longer than its length asks for."""
    many = text * (400_000 // len(text))
    before = time.process_time()
    assert len(list(asides_in(many))) in (0, many.count("-->"))
    assert time.process_time() - before < 5


REVIEW = """
    ---
    id: REV-2611-7k3mqx
    title: Sign-in failed
    type: process
    state: draft
    raised: 2026-11-20
    +++
"""


def test_no_reason(register: Register) -> None:
    assert found(waiver_without_reason, register) == [
        "12:1 a waiver that does not say why",
        "15:1 this comment is no waiver",
    ]


test_no_reason.__doc__ = f"""
    A comment on wording that says no reason, or names no rule, is found.
    {REVIEW}
    ## What we found

    <!-- wording: labels -->
    It was human error.

    <!-- wording: all of them because we like it -->
    {SAID}
    It was human error.
"""


def test_unused(register: Register) -> None:
    assert found(waiver_unused, register) == [
        "12:1 hindsight is not found on line 13, so there is nothing to waive",
        "16:5 hindsight is not found on line 16, so there is nothing to waive",
    ]


test_unused.__doc__ = f"""
    One that waives what is not found on its line is told, however often it is found elsewhere.
    {REVIEW}
    ## What we found

    {SAID.replace("hindsight", "labels, hindsight")}
    It was human error.

    It was human error.
    One {SAID}
"""


def test_kept() -> None:
    """Words that are put under a heading leave comments on wording where they are; hints go."""
    body = f"## Impact\n\n<!-- For whom? -->\n\n{SAID}\nIt was human error.\n"
    after = with_words(body, {"Impact": "Nobody could sign in."})
    assert after == (f"## Impact\n\nNobody could sign in.\n\n{SAID}\nIt was human error.\n")
