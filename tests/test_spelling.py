import pytest

from learnorg.spelling import did_you_mean

RULES = (
    "closed-without-lesson", "closed-without-outcome", "declined-without-reason",
    "held-without-reason", "improvement-without-owner", "unknown-person", "unknown-source",
    "unknown-team",
)  # fmt: skip
PEOPLE = (
    "network-lead", "service-desk-lead", "platform-lead", "web-shop-lead", "knowledge-manager",
)  # fmt: skip


@pytest.mark.parametrize(
    ("word", "known", "meant"),
    [
        ("ownr", ("owner", "due"), "'owner'"),
        ("Owner", ("owner", "due"), "'owner'"),
        ("raisedby", ("raised_by", "raised"), "'raised_by'"),
        ("raised-by", ("raised_by", "raised"), "'raised_by'"),
        ("unknown-persn", RULES, "'unknown-person'"),
        ("source-unknown", RULES, "'unknown-source'"),
        ("clsoed", RULES, "'closed-without-lesson' or 'closed-without-outcome'"),
        ("owner", RULES, "'improvement-without-owner'"),
        ("netwrk-lead", PEOPLE, "'network-lead'"),
        ("network-laed", PEOPLE, "'network-lead'"),
        ("servce-desk-lead", PEOPLE, "'service-desk-lead'"),
        ("desk-lead", PEOPLE, "'service-desk-lead'"),
        ("shop", PEOPLE, "'web-shop-lead'"),
    ],
)
def test_meant(word: str, known: tuple[str, ...], meant: str) -> None:
    """A name is near one that is spelt alike, or that has the same words."""
    assert did_you_mean(word, known) == f"Did you mean {meant}?"


@pytest.mark.parametrize(
    ("word", "known"),
    [
        ("xyz", ("owner", "due")),
        ("km-lead", PEOPLE),
        ("hr-lead", PEOPLE),
        ("lead", PEOPLE),
        ("without", RULES),
        ("", RULES),
        ("-", RULES),
        ("owner", ()),
    ],
)
def test_nothing_near(word: str, known: tuple[str, ...]) -> None:
    """What only ends alike is not near, nor is what a word shared by many would name."""
    assert did_you_mean(word, known) == ""
