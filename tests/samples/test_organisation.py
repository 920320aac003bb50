from learnorg.kinds.improvement.workflow import met
from learnorg.register.policy import parse_policy
from learnorg.samples.guesses import REVISED
from learnorg.samples.organisation import Organisation
from learnorg.settings import SOURCES


def test_policy_is_valid(organisation: Organisation) -> None:
    """The policy can be read, and names people, teams and services that there are."""
    policy = parse_policy(organisation.policy)
    named = {*policy.authority, *(person for level in policy.levels for person in level.people)}
    assert named <= set(organisation.people)
    assert {team for said in organisation.people.values() for team in said["teams"]} == set(
        policy.teams
    )
    cases = organisation.cases
    assert {service for case in cases for service in case.services} == set(policy.services)
    assert {goal for case in cases for goal in case.objectives} == set(policy.objectives)
    criteria = {name for case in cases for name in case.estimates.criteria}
    assert criteria == set(policy.scoring.criteria)
    assert {place for case in cases for place in case.environments} <= set(policy.environments)


def test_people_in_stories_are_listed(organisation: Organisation) -> None:
    """Whoever owns, sponsors, is consulted or does a step is one of the organisation's roles."""
    for case in organisation.cases:
        steps = (step.owner for step in case.plan)
        named = {case.owner, case.sponsor, *case.consulted, *case.informed, *steps} - {None}
        assert named <= set(organisation.people), case.key


def test_stories_are_varied(organisation: Organisation) -> None:
    """No two stories have the same title or problem, and every source has at least five."""
    cases = organisation.cases
    assert len(cases) == len({case.title for case in cases}) == len({c.problem for c in cases})
    sources = [case.source.type for case in cases]
    assert set(sources) == set(SOURCES)
    assert all(sources.count(source) >= 5 for source in SOURCES)


def test_values_fit_the_result(organisation: Organisation) -> None:
    """Measures meet their targets where all was achieved, and the first one only there."""
    for case in organisation.cases:
        reached = [met(measure) for measure in case.measures]
        if case.ends == "achieved":
            assert all(reached), case.key
        elif reached:
            assert reached[0] is not True, case.key


def test_reasons_for_every_revision(organisation: Organisation) -> None:
    """Whatever number is put right, up or down, there is more than one reason to give."""
    kinds = {f"{field}-{way}" for field in REVISED for way in ("more", "less")}
    assert set(organisation.revisions) == kinds
    assert all(len(texts) > 1 for texts in organisation.revisions.values())


def test_ranges(organisation: Organisation) -> None:
    """Of the numbers that are guessed most, between a third and two thirds are ranges."""
    given = [
        getattr(case.estimates, field)
        for case in organisation.cases
        for field in ("value", "effort", "confidence", "reach", "cost_of_delay")
    ]
    stated = [number for number in given if number is not None]
    assert 1 / 3 < sum(isinstance(number, str) for number in stated) / len(stated) < 2 / 3


def test_places_differ(organisation: Organisation) -> None:
    """No two of three thousand places are the same, so that titles differ at any size."""
    assert len({organisation.place(number) for number in range(3000)}) == 3000
