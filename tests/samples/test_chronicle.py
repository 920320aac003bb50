from collections.abc import Iterator
from datetime import UTC, date, datetime
from itertools import pairwise

import pytest

from learnorg.files.loader import load
from learnorg.kinds.guards import Move
from learnorg.kinds.improvement.model import Improvement
from learnorg.kinds.improvement.workflow import frozen, lacking, legal
from learnorg.register.policy import parse_policy
from learnorg.samples.cast import cast
from learnorg.samples.chronicle import Chronicle, message
from learnorg.samples.history import Commit
from learnorg.samples.organisation import Organisation

LAST = date(2026, 11, 20)


@pytest.fixture(scope="module")
def commits(organisation: Organisation) -> list[Commit]:
    entries = cast(organisation, 120, LAST, 2611)
    return list(Chronicle(organisation, entries, LAST, 2611).commits())


@pytest.fixture(scope="module")
def versions(commits: list[Commit]) -> dict[str, list[tuple[datetime, Improvement]]]:
    """Every version that git will have of each record."""
    found: dict[str, list[tuple[datetime, Improvement]]] = {}
    for commit in commits:
        for path, content in commit.files:
            improvement = Improvement.model_validate(load(content).plain())
            found.setdefault(path, []).append((commit.when, improvement))
    return found


Versions = dict[str, list[tuple[datetime, Improvement]]]


def steps(versions: Versions) -> Iterator[tuple[datetime, Improvement, Improvement]]:
    """Each version with the one before it."""
    for each in versions.values():
        for (_, before), (when, after) in pairwise(each):
            yield when, before, after


def test_moves_are_legal(versions: Versions) -> None:
    """A record is born proposed and makes only moves that the light work flow has."""
    assert all(each[0][1].state == "proposed" for each in versions.values())
    for _, before, after in steps(versions):
        assert after.state == before.state or after.state in legal(before, "light"), after.id


def test_guards_are_met(versions: Versions, organisation: Organisation) -> None:
    """Each record has everything that the guards on its way ask for."""
    policy = parse_policy(organisation.policy)
    for (_, improvement), *_ in (each[::-1] for each in versions.values()):
        because = (improvement.hold or improvement.outcome or improvement).__dict__.get("because")
        move = Move(improvement.state, LAST, because=because or "")
        new = improvement.model_copy(update={"state": "proposed"})
        assert list(lacking(new, move, policy)) == [], improvement.id


def test_measures_stay_frozen(versions: Versions) -> None:
    """Once a record is in progress, no baseline and no target of it moves."""
    for _, before, after in steps(versions):
        if frozen(before, "light"):
            was, is_ = ([(m.baseline, m.target) for m in i.measures] for i in (before, after))
            assert was == is_, after.id


def test_estimates_come_true(versions: Versions, organisation: Organisation) -> None:
    """What is off at first is put right in steps of one number, and ends as its story says."""
    said = {case.title: case.estimates for case in organisation.cases}
    revised = 0
    for _, before, after in steps(versions):
        numbers = [estimates(before), estimates(after)]
        if numbers[0] and numbers[0] != numbers[1]:
            revised += 1
            differ = [key for key in numbers[1] if numbers[0].get(key) != numbers[1][key]]
            assert len(differ) == 1, (after.id, differ)
    assert revised > 120
    for each in versions.values():
        last = each[-1][1]
        if last.estimates.on:
            story = said[last.title]
            assert last.estimates.model_copy(update={"by": None, "on": None}) == story, last.id


def estimates(improvement: Improvement) -> dict[str, object]:
    said = improvement.estimates.model_dump(exclude_none=True, exclude={"by", "on"})
    return {key: value for key, value in said.items() if value != {}}


def test_finished_is_not_estimated(versions: Versions) -> None:
    """Nobody estimates anew what is closed or declined."""
    for _, before, after in steps(versions):
        if before.state in ("closed", "declined"):
            assert before.estimates == after.estimates, after.id


def test_pilots_are_decided_in_their_time(versions: Versions) -> None:
    """A pilot's decision comes after the start, on its own day, with its reason."""
    decided = 0
    for when, before, after in steps(versions):
        if after.pilot and after.pilot.decision and not (before.pilot and before.pilot.decision):
            decided += 1
            assert before.state == "in-progress", after.id
            assert after.pilot.on == when.date()
            assert after.pilot.because
    assert decided >= 8


def test_nothing_ahead_of_time(versions: Versions) -> None:
    """No version speaks of something as done that lies after the day of its commit."""
    for each in versions.values():
        for when, improvement in each:
            days = [improvement.raised, *improvement.dates.values()]
            days += [note.on for note in improvement.notes if note.on]
            days += [step.done for step in improvement.plan if step.done]
            assert max(days) <= when.date() <= LAST
            assert list(improvement.dates.values()) == sorted(improvement.dates.values())


def test_only_the_past_is_kept(versions: Versions) -> None:
    """Notes and dates once written stay as they are."""
    for _, before, after in steps(versions):
        assert after.notes[: len(before.notes)] == before.notes
        assert before.dates.items() <= after.dates.items()


def test_working_hours(commits: list[Commit]) -> None:
    """Commits are made one after the other, on working days, in working hours."""
    moments = [commit.when for commit in commits]
    assert moments == sorted(moments)
    assert all(moment.weekday() < 5 and 8 <= moment.hour < 18 for moment in moments)


def test_history_goes_on_till_now(commits: list[Commit]) -> None:
    """There is something to see in each of the last eighteen months, and in the last week."""
    months = {(commit.when.year, commit.when.month) for commit in commits}
    assert len(months) >= 18
    assert commits[-1].when > datetime(2026, 11, 13, tzinfo=UTC)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_links_lead_somewhere(organisation: Organisation, seed: int) -> None:
    """What a story points to was raised before it, whatever the draw."""
    entries = cast(organisation, 120, LAST, seed)
    place = {entry.identity: number for number, entry in enumerate(entries)}
    for number, entry in enumerate(entries):
        assert len(entry.links) == len(entry.case.links), entry.case.key
        assert all(place[link["to"]] < number for link in entry.links)


def test_message_of_one() -> None:
    """A message names the record and the action, gives the reason, and ends in trailers."""
    record = {"id": "IMP-2611-7k3mqx", "title": "Halve password-reset calls"}
    assert message("decline", "It is done already.\n", [record]) == (
        "IMP-2611-7k3mqx: decline - Halve password-reset calls\n\n"
        "It is done already.\n\n"
        "Learnorg-Action: decline\nLearnorg-Record: IMP-2611-7k3mqx\n"
    )


def test_message_of_many() -> None:
    """A message of many records lists fifty of them and counts the rest."""
    records = [{"id": f"IMP-2611-{n:06}", "title": f"Number {n}"} for n in range(120)]
    lines = message("import", "", records).splitlines()
    assert lines[0] == "import 120 improvements"
    assert lines[52:55] == ["- and 70 more", "", "Learnorg-Action: import"]
    assert len(lines) == 55 + 50
