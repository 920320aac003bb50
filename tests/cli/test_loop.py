"""`learnorg loop` and `report learning`, as people call them."""

import json

import pytest

from commandline import Learnorg
from reports.learnt import LABELS, LATE, RUNNING, STOPPED, over


def items(learnorg: Learnorg, *words: str) -> list[dict[str, object]]:
    ran = learnorg("loop", *words, "--format", "json")
    assert ran.code == 0, ran.err
    found: list[dict[str, object]] = json.loads(ran.out)["data"]["items"]
    return found


def test_options(learnorg: Learnorg) -> None:
    open_ = items(learnorg)
    assert {one["open"] for one in open_} == {True}
    assert {one["open"] for one in items(learnorg, "--all")} == {True, False}
    assert len(items(learnorg, "--limit", "1")) == len(open_)
    assert {one["record"] for one in items(learnorg, "--team", "service desk")} == {LATE}
    since = {one["record"] for one in items(learnorg, "--since", "2026-11-12", "--service", "shop")}
    assert LABELS in since
    assert not since & {STOPPED, RUNNING}


test_options.__doc__ = over("What is asked for narrows the loop; a limit is for pages alone.")


@pytest.mark.parametrize("form", ["html", "md", "csv", "table"])
def test_forms(learnorg: Learnorg, form: str) -> None:
    ran = learnorg("loop", "--format", form)
    assert (ran.code, ran.err) == (0, "")
    assert STOPPED in ran.out
    assert form != "html" or "<svg" in ran.out
    assert "<svg" not in learnorg("loop", "--format", form, "--no-pictures").out


test_forms.__doc__ = over("The loop comes as a page in every medium, and as a table of its ends.")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("loop", "--since", "tomorrow"), "has not come yet"),
        (("loop", "--since", "nonsense"), "'nonsense' is not a date"),
        (("loop", "--limit", "-1"), "Invalid value for '--limit'"),
        (("report", "learning", "--period", "2027"), "the period begins on 2027-01-01"),
    ],
)
def test_refused(learnorg: Learnorg, words: tuple[str, ...], said: str) -> None:
    """
    What cannot be answered is told, and stdout stays empty.
    ---
    # path: learnorg.yaml
    format: 1
    """
    ran = learnorg(*words)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err


def test_report(learnorg: Learnorg) -> None:
    ran = learnorg("report", "learning", "--service", "shop", "--format", "json")
    data = json.loads(ran.out)["data"]
    assert (data["service"], data["silent_services"]) == ("shop", None)
    assert [one["id"] for one in data["reviews"]] == [STOPPED]
    html = learnorg("report", "learning", "--format", "html").out
    assert "<svg" in html
    assert learnorg("report", "learning", "--format", "csv").out.splitlines()[1].startswith(STOPPED)


test_report.__doc__ = over("What was learned of a service, for programs, browsers and sheets.")


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (("loop", "--service", "shp"), "Did you mean 'shop'?"),
        (("report", "learning", "--service", "shp"), "Did you mean 'shop'?"),
        (("loop", "--team", "Platfrom"), "Did you mean 'Platform'?"),
        (("loop", "--team", "zzz"), "There are: Platform, Service desk, Warehouse."),
    ],
)
def test_unknown(learnorg: Learnorg, words: tuple[str, ...], hint: str) -> None:
    ran = learnorg(*words)
    assert (ran.code, ran.out) == (3, "")
    assert hint in ran.err


test_unknown.__doc__ = over("A service or a team that nobody knows is refused, with those near.")


def test_asked(learnorg: Learnorg) -> None:
    """
    A lesson of which somebody was asked waits for an answer; one that does not apply is apart.
    ---
    id: REV-2611-r4xbcd
    title: A railway rehearses
    type: outside-lesson
    state: in-review
    raised: 2026-11-20
    outside: {organisation: A railway}
    verdict: {answer: ask, because: who knows?}
    ---
    id: REV-2611-r5xbcd
    title: A harbour has one crane
    type: outside-lesson
    state: closed
    dates: {closed: 2026-11-20}
    raised: 2026-11-19
    outside: {organisation: A harbour}
    verdict: {answer: does-not-apply, because: we have none}
    """
    [one] = items(learnorg)
    assert one["next"] == "learnorg lessons triage REV-2611-r4xbcd --applies"
    ran = learnorg("report", "learning", "--format", "md")
    assert "no review was closed so far" in ran.out
    assert "REV-2611-r5xbcd: does not apply, because we have none" in ran.out
    data = json.loads(learnorg("report", "learning", "--format", "json").out)["data"]
    assert (data["reviews"], [each["id"] for each in data["does_not_apply"]]) == (
        [], ["REV-2611-r5xbcd"],
    )  # fmt: skip


def test_titles(learnorg: Learnorg) -> None:
    told = learnorg("report", "learning", "--format", "md").out
    assert f"**The shop stopped {STOPPED}**" in " ".join(told.split())


test_titles.__doc__ = over("The title of each review stands out in Markdown, too.")
