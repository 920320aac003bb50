from datetime import date

import pytest

from learnorg.register.activity import Uses
from learnorg.register.articles import Article
from learnorg.register.relevance import Doubt
from learnorg.reports.ends.articles import CLOSING, ends
from learnorg.reports.ends.end import End
from registers import TODAY

ID = "KB-2610-k1xbcd"
CHECKED, FLAGGED, WRITTEN = date(2026, 10, 20), date(2026, 11, 10), date(2026, 10, 19)


def found(state: str, uses: Uses, *rules: str, flagged: date | None = None) -> list[End]:
    checked = CHECKED if state == "validated" else None
    article = Article(
        ID, "How alarms are set", "how-to", state, "", "Platform", date(2026, 10, 1), checked,
        checked, date(2026, 11, 20) if checked else None, True, uses, TODAY,
    )  # fmt: skip
    doubts = [Doubt(rule, f"told by {rule}", "") for rule in rules]
    return list(ends(article, doubts, flagged, WRITTEN))


def told(some: list[End]) -> list[tuple[str, bool, str, date | None]]:
    return [(one.stage, one.open, one.told, one.since) for one in some]


def test_states() -> None:
    """What is not validated has not landed, and nobody asks yet whether it is used."""
    assert told(found("wip", Uses())) == [("landed", True, "being written", WRITTEN)]
    assert told(found("not-validated", Uses(3))) == [("landed", True, "not validated", WRITTEN)]


def test_used() -> None:
    """What was used once is used; it holds while nothing speaks against it."""
    assert told(found("validated", Uses(1, last_used="2026-11-02"))) == [
        ("landed", False, "validated", CHECKED),
        ("used", False, "used 1 time, last on 2026-11-02", date(2026, 11, 2)),
        ("true", False, "nothing speaks against it", CHECKED),
    ]


def test_never_used() -> None:
    """That nobody uses an article is told once."""
    _, used, true = found("validated", Uses(), "article-unused")
    assert told([used, true]) == [
        ("used", True, "never used", CHECKED),
        ("true", False, "nothing speaks against it", CHECKED),
    ]
    unused = found("validated", Uses(1, last_used="2026-01-02"), "article-unused")
    assert told(unused[-1:]) == [("true", True, "told by article-unused", CHECKED)]


def test_since() -> None:
    """A doubt counts from the first flag, else from its day of review, else from the last look."""
    uses = Uses(1, last_used="2026-11-02")
    flag = found("validated", uses, "article-flagged", "article-superseded", flagged=FLAGGED)
    due = found("validated", uses, "article-past-review")
    gone = found("validated", uses, "article-owner-gone")
    assert [some[-1].since for some in (flag, due, gone)] == [FLAGGED, date(2026, 11, 20), CHECKED]
    assert flag[-1].told == "told by article-flagged; told by article-superseded"


@pytest.mark.parametrize("rule", CLOSING)
def test_next(rule: str) -> None:
    """Each doubt has the command that answers it."""
    end = found("validated", Uses(1, last_used="2026-11-02"), rule)[-1]
    assert end.next == f"learnorg {CLOSING[rule].format(id=ID)}"


def test_every_doubt() -> None:
    """Every rule by which an article is doubted has its command."""
    from learnorg.checks import CHECKS

    rules = {check.name for check in CHECKS if check.name.startswith("article-")}
    assert set(CLOSING) == rules - {"article-without-words"}
