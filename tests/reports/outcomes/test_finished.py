from learnorg.register.register import Register
from learnorg.reports.outcomes.finished import Teams, days_between, finished


def test_teams(register: Register) -> None:
    """
    The teams that took part are the improvement's, its owner's and those of its steps.
    ---
    # path: learnorg.yaml
    teams: [Service desk, Platform]
    ---
    id: lea-park
    title: Lea Park
    teams: [service-desk, night-shift]
    ---
    id: sam
    title: Sam
    emails: [sam@x.org]
    team: platform
    """
    teams = Teams(register)
    plan = [{"do": "a", "owner": "Sam"}, {"do": "b", "owner": "a stranger"}, {"do": "c"}]
    assert teams.behind({"team": "Data", "owner": "lea-park", "plan": plan}) == (
        "Data",
        "Service desk",
        "night-shift",
        "Platform",
    )
    assert teams.behind({"owner": "platform"}) == ("Platform",)
    assert teams.of("Sam@x.org") == ("Platform",)
    assert teams.of("lea  park") == ("Service desk", "night-shift")
    assert teams.of("a stranger") == ()


def test_finished(register: Register) -> None:
    """
    An improvement tells its measures, and how long it took from its proposal.
    ---
    # path: learnorg.yaml
    format: 1
    """
    found = finished(
        "IMP-2611-7k3mqx",
        {
            "title": "Shorter hand-over",
            "raised": "2026-11-02",
            "due": "2026-11-19",
            "outcome": {"result": "achieved", "evidence": "One\ntwo.\n"},
            "measures": [
                {
                    "name": "Wait",
                    "baseline": "4h",
                    "target": "10m",
                    "actual": "5m",
                    "by": "2026-12",
                },
                {"metric": "calls", "baseline": "4", "target": "10m", "actual": "7"},
            ],
            "benefits": [{"kind": "money", "expected": "5", "hard": "false"}, "odd"],
        },
        "2026-11-20",
        Teams(register),
    )
    assert (found.days, found.punctual, found.evidence) == (18, False, "One two.")
    first, second = found.readings
    assert first.attained is not None
    assert round(first.attained, 4) == round(235 / 230, 4)
    assert (second.name, second.attained) == ("calls", None)
    assert [(b.expected, b.actual, b.hard) for b in found.benefits] == [(5, None, "soft")]


def test_days() -> None:
    """There is no time between what are no days."""
    assert days_between("2026-02-28", "2026-03-01") == 1
    assert days_between("", "2026-03-01") is None
    assert days_between("2026-02-30", "2026-03-01") is None
