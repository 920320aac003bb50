"""What wording rules find, and what they leave alone."""

import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from learnorg.findings import Level
from learnorg.methods.phrases import finder
from learnorg.methods.wording import ACTION, EVERYWHERE, Hit, Rule, findings
from learnorg.register.wording import rules

CORPORA = Path(__file__).parent / "wording"
SHIPPED = {lang: rules(lang=lang) for lang in ("en", "de")}


class Case(NamedTuple):
    lang: str
    where: str
    text: str
    wanted: frozenset[str]


def cases() -> Iterator[Case]:
    """Every sentence of the corpora: its language, where it stands, and what is to find it."""
    for lang, name in (("en", "corpus.yaml"), ("de", "corpus.de.yaml")):
        sorted_by_place = yaml.safe_load((CORPORA / name).read_text())
        for where, by_rule in sorted_by_place.items():
            for names, sentences in by_rule.items():
                wanted = frozenset() if names == "none" else frozenset(names.split(", "))
                yield from (Case(lang, where, text, wanted) for text in sentences)


CASES = list(cases())


def found(case: Case) -> list[Hit]:
    """What the shipped rules say of one sentence, where it stands."""
    text = case.text
    if case.where not in ("text", ACTION):
        text = f"## {case.where}\n\n{text}\n"
    return findings(text, SHIPPED[case.lang], action=case.where == ACTION)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.text[:60])
def test_corpus(case: Case) -> None:
    """Each sentence is found by the rules that are to find it, and by no other."""
    assert {hit.rule for hit in found(case)} == case.wanted


def test_precision_and_recall() -> None:
    """Over the corpora nothing is found that is not there, and nothing is missed."""
    counts: dict[str, Counter[str]] = {lang: Counter() for lang in SHIPPED}
    for case in CASES:
        names = {hit.rule for hit in found(case)}
        counts[case.lang]["right"] += len(names & case.wanted)
        counts[case.lang]["false"] += len(names - case.wanted)
        counts[case.lang]["missed"] += len(case.wanted - names)
    for lang, count in counts.items():
        precision = count["right"] / (count["right"] + count["false"])
        recall = count["right"] / (count["right"] + count["missed"])
        print(f"{lang}: {count['right']} right, precision {precision:.3f}, recall {recall:.3f}")
        assert (precision, recall) == (1, 1)


def test_size() -> None:
    """The corpora are large, half of each good or nearly so, and try every rule."""
    for lang, size, good in (("en", 900, 500), ("de", 200, 90)):
        there = [case for case in CASES if case.lang == lang]
        assert len(there) >= size
        assert sum(not case.wanted for case in there) >= good
    for lang, shipped in SHIPPED.items():
        tried = {name for case in CASES if case.lang == lang for name in case.wanted}
        assert tried == {rule.name for rule in shipped}


def rule(*tokens: str, scope: tuple[str, ...] = (EVERYWHERE,), innocent: str = "") -> Rule:
    """A rule that finds some phrases."""
    finds = ((finder(tokens, {}), ""),) if tokens else ()
    allowed = finder([innocent], {}) if innocent else None
    return Rule("ours", Level.WARNING, "'%s'", "reason", "instead", scope, finds, allowed)


def places(text: str, *rules_: Rule, action: bool = False) -> list[tuple[int, int, str]]:
    return [(hit.line, hit.col, hit.words) for hit in findings(text, rules_, action)]


def test_place() -> None:
    """A place is counted from 1, in characters of the text as it is given."""
    text = "# Title\n\nÄ tab\tand **human\n  error** here.\r\nHuman error.\n"
    (first, second) = findings(text, [rule("human error")])
    assert (first.line, first.col, first.length) == (3, 13, 13)
    assert (first.words, first.message) == ("human error", "'human error'")
    assert (second.line, second.col, second.level) == (5, 1, Level.WARNING)
    assert (second.reason, second.instead) == ("reason", "instead")


def test_order() -> None:
    """Findings stand in the order of the text, whatever rule finds them."""
    text = "beta alpha beta\n\nalpha"
    assert [hit[2] for hit in places(text, rule("alpha"), rule("beta"))] == [
        "beta",
        "alpha",
        "beta",
        "alpha",
    ]


EXEMPT = [
    "```\nwho erred\n```",
    "~~~ sh\nwho erred\n\nwho erred\n~~~~",
    "- item\n\n  ```\n  who erred\n  ```",
    "Before.\n\n    who erred\n\n    who erred",
    "`who erred`",
    "``a ` who erred``",
    "> who erred\nwho erred",
    "- > who erred",
    '"who erred"',
    "“who erred”, he wrote",
    "„who erred“",
    "»who erred«",
    "« who erred »",
    "‘don’t say who erred’",
    "[who erred](https://example.org)",
    "[who erred][1]",
    "[[who erred]]",
    "[x](<who erred>)",
    "https://example.org/who erred?",
    "# who erred",
    "who erred\n=========",
    "## A\n\nwho erred\n---",
    "<!-- who erred -->",
    "<!--\n\nwho erred\n-->",
    "who: erred",
    "who, said `x`, erred",
]


@pytest.mark.parametrize("text", EXEMPT)
def test_exempt(text: str) -> None:
    """What is quoted, linked, code, a heading, a comment or a key is not what the author says."""
    if text.startswith("https"):
        text = text.replace(" ", "-")
    assert places(text, rule("who erred")) == []


SAID = [
    "who erred",
    "- [ ] who erred",
    "1. who erred",
    "* **who erred**",
    "note: who erred",
    "| a | who erred |",
    "who\nerred",
    "who _erred_",
    "`code` who erred `code",
    'A 19" rack, who erred',
    "It's who erred, isn't it",
    "<!-- never closed: who erred",
    "- item\n\n      who erred",
    "> quoted\n\nwho erred",
    "```\ncode\n```\nwho erred",
    "[who erred]",
    "who, erred",
]


@pytest.mark.parametrize("text", SAID)
def test_said(text: str) -> None:
    """What only looks like a quotation, or is marked in another way, is said."""
    assert len(places(text, rule("who erred"))) == 1


@pytest.mark.parametrize(
    "text", ["who. Erred", "who\n\nerred", "- who\n- erred", "| who | erred |"]
)
def test_sentences(text: str) -> None:
    """A phrase does not reach from one sentence, item or cell into the next."""
    assert places(text, rule("who erred")) == []


def test_exception() -> None:
    """A place that an exception overlaps is innocent, and its neighbour is not."""
    ours = rule("error", innocent="no ... error")
    assert places("There was no grave error.", ours) == []
    assert places("There was no grave, sad, human, known error.", ours) == [(1, 39, "error")]
    assert places("There was no error. An error!", ours) == [(1, 24, "error")]


def test_scopes() -> None:
    """A rule holds everywhere, in actions, or below headings of a name and what they head."""
    text = "error\n# What went well?\n## Part\nerror\n# Other\nerror\n"
    assert len(places(text, rule("error"))) == 3
    assert places(text, rule("error", scope=("what went well",))) == [(4, 1, "error")]
    assert places(text, rule("error", scope=(ACTION,))) == []
    assert len(places(text, rule("error", scope=(ACTION,)), action=True)) == 3


@pytest.mark.parametrize(
    "below",
    ["It held.", "`x`", "> it held", "```\nx\n```", "### Part\nIt held.", "![x](y.png)", "- 5"],
)
def test_not_empty(below: str) -> None:
    """Whatever stands below a heading makes it no empty one, even a quotation."""
    assert places(f"## 4. Went *well*:\n{below}\n", rule(scope=("Went well",))) == []


@pytest.mark.parametrize("below", ["", "\n\n", "-", "* \n* ", "<!-- x -->", "### Part", "…"])
def test_empty(below: str) -> None:
    """A heading with nothing but marks, comments and headings below it is empty."""
    text = f"# A\n## Went well\n{below}\n## Next\nx\n"
    assert places(text, rule(scope=("Went well",))) == [(2, 1, "## Went well")]


def test_swap() -> None:
    """A substitution says what to write instead, and what is written."""
    swapping = Rule(
        "ours",
        Level.INFO,
        "'%s', not '%s'",
        "",
        "",
        (EVERYWHERE,),
        ((finder(["the root cause"], {}), "factors"), (finder(["cause"], {}), "reason")),
    )
    said = [hit.message for hit in findings("The root cause. A cause.", [swapping])]
    assert said == ["'factors', not 'The root cause'", "'reason', not 'cause'"]


SIGNS = '" ` ``` > [ ]( ) ** _ “ ” „ » « <!-- --> | . = --- x: é İ'
pieces = st.sampled_from(
    ["who", "erred", " ", "\n", "- ", "# ", "    ", "\t", "\r\n", *SIGNS.split()]
)
texts = st.one_of(st.text(max_size=200), st.lists(pieces, max_size=60).map("".join))
ALL = [*SHIPPED["en"], *SHIPPED["de"], rule("who"), rule("*"), rule(scope=("who",))]


@given(texts)
@example("# who")
def test_inside(text: str) -> None:
    """Any text is taken, and every place lies within its line and holds the words."""
    lines = text.split("\n")
    for hit in findings(text, ALL, action=True):
        rest = "\n".join([lines[hit.line - 1][hit.col - 1 :], *lines[hit.line :]])
        assert 0 < hit.length <= len(rest)
        assert " ".join(rest[: hit.length].split())[:50] == hit.words[:50]


@given(st.text(st.characters(exclude_characters='"“”„«»‘’‚`'), max_size=60))
def test_quoted_is_silent(text: str) -> None:
    """Whatever is said in quotation marks within a paragraph, or in a fence, is silent."""
    said = " ".join(f"human error {text} who forgot to".split())
    assert findings(f'It said "{said}".', SHIPPED["en"]) == []
    assert findings(f"```\n{said}\n```\n", SHIPPED["en"]) == []


BIG = 1_000_000
HOSTILE = {
    "brackets": "[" * BIG,
    "links": "[a](" * (BIG // 4),
    "quotes": '"' * BIG,
    "openings": ' "a' * (BIG // 3),
    "german": " „a" * (BIG // 3),
    "stars": "*" * BIG,
    "underscores": "a" + "_" * BIG + "a",
    "backticks": "".join("`" * n + "a" for n in range(1, 1400)),
    "one word": "e" * BIG,
    "one line": "we should " * (BIG // 10),
    "blanks": "we" + " " * BIG + "should",
    "dots": "a" + "." * BIG + "a",
    "brackets after dots": "a." + ")" * BIG,
    "comments": "<!--" * (BIG // 4),
    "headings": "# a\n" * (BIG // 4),
    "depths": "# a\n## b\n### c\n" * (BIG // 15),
    "bars": "|" * BIG,
    "items": "- [ ] " * (BIG // 6),
    "quoted": ">" * BIG,
    "numbers": "1" * BIG + ".",
    "address": "https://" * (BIG // 8),
    "marks": "!?" * (BIG // 2),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_linear(name: str) -> None:
    """A megabyte of anything takes at most some ten times as long as a tenth of it does."""
    text = HOSTILE[name]
    short = min(_seconds(text[: len(text) // 10]) for _ in range(2))
    assert _seconds(text) < 30 * short + 1


def _seconds(text: str) -> float:
    start = time.process_time()
    findings(text, SHIPPED["en"], action=True)
    return time.process_time() - start
