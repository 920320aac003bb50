from learnorg.register.register import Register
from learnorg.register.reviews import EVERY, reviews
from learnorg.reports.learned.landings import landed, reasons, told
from registers import TODAY


def test_landed(register: Register) -> None:
    """
    Each record counts once, whatever part of it is a home; what is not there is no home.
    ---
    id: REV-2611-r1xbcd
    title: One
    type: problem
    raised: 2026-11-02
    findings:
      - {what: One, home: [IMP-2611-m1xbcd, "IMP-2611-m1xbcd#s1x", servicenow:CHG0000001]}
      - {what: Two, home: [IMP-2611-zzzzzz]}
      - {what: Three, no_action: It stays.}
      - {what: Four}
      - {what: Five, home: [resource:some-course], no_action: Once said.}
    ---
    id: IMP-2611-m1xbcd
    title: At home
    raised: 2026-11-02
    ---
    id: REV-2611-r2xbcd
    title: Another, which is not asked for
    type: problem
    raised: 2026-11-02
    findings: [{what: Six, home: IMP-2611-m2xbcd}]
    ---
    id: IMP-2611-m2xbcd
    title: Not asked for
    raised: 2026-11-02
    ---
    # path: register/resources/some-course.yaml
    id: some-course
    title: A course
    type: course
    state: approved
    """
    one, _ = reviews(register, EVERY, TODAY)
    found = landed(register, [one])
    assert found.landings == [
        ("improvement", "still open: proposed", 1),
        ("resource", "approved", 1),
        ("elsewhere", "", 1),
        ("no action", "", 1),
        ("no home", "", 1),
        ("no home", "no longer there", 1),
    ]
    first, *others = (told(each, found.homes) for each in one.findings)
    assert first.split(", ") == [
        "IMP-2611-m1xbcd (still open: proposed)",
        "IMP-2611-m1xbcd#s1x (still open: proposed)",
        "servicenow:CHG0000001 (kept elsewhere)",
    ]
    assert others == [
        "IMP-2611-zzzzzz (no longer there)",
        "no action: It stays.",
        "no home",
        "resource:some-course (approved)",
    ]
    assert [each.what for _, each in reasons([one])] == ["Three"]
