"""`learnorg report`: each report in each medium."""

import json

import pytest

from checkouts import Checkout
from commandline import Learnorg
from pasts import story

REPORTS = ("achievements", "flow", "sources", "plan", "learning", "inbox", "minutes")
RECORDS = """
---
# path: learnorg.yaml
format: 1
---
id: IMP-2610-x2wbcd
title: Cache build dependencies
state: in-progress
raised: 2026-10-05
owner: platform
source: {type: kpi-monitoring}
dates: {proposed: 2026-10-05, accepted: 2026-10-06, in-progress: 2026-10-12}
plan:
  - {id: a1x, do: Order a disk, due: 2026-11-10}
---
id: IMP-2611-7k3mqx
title: Shorter hand-over
state: proposed
raised: 2026-11-02
---
id: IMP-2608-c10sdd
title: Label the racks
state: closed
raised: 2026-08-03
owner: network
dates: {proposed: 2026-08-03, in-progress: 2026-08-04, closed: 2026-10-20}
outcome: {result: achieved, evidence: All have one.}
learned: Labels fall off in the heat.
"""


@pytest.mark.parametrize("name", REPORTS)
def test_forms(learnorg: Learnorg, name: str) -> None:
    for form, begins in (("html", "<!DOCTYPE html>"), ("md", "# "), ("json", "{"), ("csv", "")):
        ran = learnorg("report", name, "--format", form)
        assert ran.code == 0, ran.err
        assert ran.out.startswith(begins)
    assert learnorg("report", name).out != ""
    assert "," in ran.out.splitlines()[0]


test_forms.__doc__ = "Each report comes as text, HTML, Markdown, JSON and CSV." + RECORDS


def test_terminal(learnorg: Learnorg) -> None:
    ran = learnorg("report", "achievements", "--no-pictures")
    assert learnorg("report", "achievements", "--format", "terminal", "--no-pictures") == ran
    assert "In 2026-Q4 1 improvement was finished so far: 1 achieved." in " ".join(ran.out.split())
    assert "2026-Q4 is not over, it ends on 2026-12-31" in " ".join(ran.out.split())


test_terminal.__doc__ = "Without a period the achievements are those of the running quarter." + (
    RECORDS
)


def test_pictures(learnorg: Learnorg) -> None:
    words = ("report", "achievements", "--period", "2026-10..2026-11", "--format", "md")
    drawn, plain = learnorg(*words), learnorg(*words, "--no-pictures")
    assert drawn.code == plain.code == 0
    assert "Finished a month, by outcome" in drawn.out
    assert "Finished a month, by outcome" not in plain.out
    assert "| 2026-10 | 1 |" in plain.out
    html = learnorg(*words[:-1], "html", "--no-pictures")
    assert html.out.startswith("<!DOCTYPE html>")
    assert "<svg" not in html.out
    assert "Finished a month, by outcome" in html.out


test_pictures.__doc__ = "`--no-pictures` leaves the tables." + RECORDS


def test_query(learnorg: Learnorg) -> None:
    found = learnorg("report", "achievements", "owner:platform", "--format", "json")
    data = json.loads(found.out)["data"]
    assert (data["finished"], data["query"]) == (0, "owner:platform")


test_query.__doc__ = "A query narrows a report, which says so." + RECORDS


def test_into_a_file(learnorg: Learnorg) -> None:
    ran = learnorg("report", "minutes", "--format", "md", "-o", "agenda.md")
    assert (ran.code, ran.out) == (0, "")
    text = (learnorg.folder / "agenda.md").read_text()
    assert text.startswith("# Register meeting, 2026-11-22\n")
    assert "- [ ] IMP-2611-7k3mqx  Shorter hand-over: accept or decline\n" in text
    html = learnorg("report", "minutes", "--format", "html").out
    assert "IMP-2611-7k3mqx</span>  Shorter hand-over: accept or decline</li>" in html


test_into_a_file.__doc__ = "The minutes go into a file, with decisions to tick off." + RECORDS


def test_without_git(learnorg: Learnorg) -> None:
    out = " ".join(learnorg("report", "minutes").out.split())
    assert "by the dates in the records: there is no git repository here" in out


test_without_git.__doc__ = "Without git the minutes say what they go by." + RECORDS


def test_since(learnorg: Learnorg, empty: Checkout) -> None:
    """The minutes go back to a day or a commit, or tell a period that is over as it stood."""
    made = story(empty)
    ran = learnorg("report", "minutes", "--since", made["added"][:10], "--format", "json")
    data = json.loads(ran.out)["data"]
    assert [(one["from"], one["to"]) for one in data["finished"]] == [("proposed", "declined")]

    ran = learnorg("report", "minutes", "--period", "2026-11-03..2026-11-10", "--format", "json")
    data = json.loads(ran.out)["data"]
    assert (data["day"], data["since"]["tip"]) == ("2026-11-10", made["by_hand"])
    assert [(one["from"], one["to"]) for one in data["moved"]] == [("proposed", "accepted")]
    assert "As of " in ran.err


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("minutes", "--since", "2026-11-01", "--period", "2026-11"), 2, "both say from when"),
        (("minutes", "--period", "..2026-11"), 2, "does not say when the last meeting was"),
        (("minutes", "--since", "nonsense"), 2, "'nonsense' is not a date"),
        (("minutes", "--since", "tomorrow"), 2, "has not come yet"),
        (("minutes", "--period", "tomorrow"), 2, "the period begins on"),
        (("achievements", "--period", "2027"), 2, "the period begins on 2027-01-01"),
        (("achievements", "--format", "pdf"), 2, "does not come as pdf"),
        (("nonsense",), 2, "No such command 'nonsense'"),
    ],
)
def test_refused(learnorg: Learnorg, words: tuple[str, ...], code: int, said: str) -> None:
    """
    What cannot be answered is told, and stdout stays empty.
    ---
    # path: learnorg.yaml
    format: 1
    """
    ran = learnorg("report", *words)
    assert (ran.code, ran.out) == (code, "")
    assert said in ran.err


def test_list_of_reports(learnorg: Learnorg) -> None:
    """
    `report` alone lists them.
    ---
    # path: learnorg.yaml
    format: 1
    """
    ran = learnorg("report")
    for name in REPORTS:
        assert f" {name} " in ran.out
