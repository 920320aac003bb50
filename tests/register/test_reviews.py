from datetime import date

import pytest

from learnorg.methods.moments import moment
from learnorg.register.register import Register
from learnorg.register.reviews import EVERY, About, Factor, Finding, about, review, reviews
from learnorg.register.services import NoSuchService, service, services
from registers import TODAY

ONE = """
---
id: REV-2610-7k3mqx
title: Sign-in failed
type: post-mortem
severity: 2
state: closed
dates: {draft: 2026-10-06, closed: 2026-10-20}
owner: desk
raised: 2026-10-06
services: [Identity, web shop]
times: {started: '2026-10-05 23:50', detected: '2026-10-06 00:10', resolved: never}
factors:
  - {id: f1x, what: "Nobody had\\n rehearsed it", category: knowledge}
  - {id: f2x}
findings:
  - {id: d1x, what: Rehearse it, severity: 1, home: IMP-2610-7k3mqx}
  - {id: d2x, what: Say it, no_action: it is said}
---
id: REV-2611-x2wbcd
title: Half a fixture of a success
type: success
state: draft
raised: 2026-11-02
services: identity
factors: [{what: It was practised}]
---
# path: learnorg.yaml
format: 1
services: [identity, mail]
"""


def test_all_it_says(register: Register) -> None:
    one = reviews(register, EVERY, TODAY)[0]
    assert (one.identity, one.type, one.severity, one.open) == (
        "REV-2610-7k3mqx", "post-mortem", 2, False,
    )  # fmt: skip
    assert one.factors == (Factor("f1x", "Nobody had rehearsed it", "knowledge"),)
    assert one.findings == (
        Finding("d1x", "Rehearse it", 1, ("IMP-2610-7k3mqx",), ""),
        Finding("d2x", "Say it", None, (), "it is said"),
    )
    assert one.times.resolved is None
    assert one.times.started == moment("2026-10-05 23:50")
    assert one == review(register.plain(register.entry("7k3")), one.path)


test_all_it_says.__doc__ = "A review from the index is as it is from its record." + ONE


def test_days(register: Register) -> None:
    one, success = reviews(register, EVERY, TODAY)
    assert (one.happened, one.begun, one.closed) == (
        date(2026, 10, 5), date(2026, 10, 6), date(2026, 10, 20),
    )  # fmt: skip
    assert (success.happened, success.begun, success.closed) == (
        date(2026, 11, 2), date(2026, 11, 2), None,
    )  # fmt: skip


test_days.__doc__ = "It happened when it started; without times, when it was raised." + ONE


def test_causes(register: Register) -> None:
    one, success = reviews(register, EVERY, TODAY)
    assert len(one.causes) == 1
    assert (len(success.factors), success.causes) == (1, ())


test_causes.__doc__ = "What made a success possible is nothing to be cured of." + ONE


def test_about(register: Register) -> None:
    def titles(wanted: About) -> list[str]:
        return [one.title for one in about(register, wanted, TODAY)]

    assert len(titles(About())) == len(titles(About("identity"))) == 2
    assert titles(About("identity", "post-mortem", 2)) == ["Sign-in failed"]
    assert titles(About(severity=1)) == titles(About("mail")) == []
    assert About("identity", "change", 1).told == "identity, change, severity 1"


test_about.__doc__ = "Reviews are found by service, type and severity." + ONE


def test_services(register: Register) -> None:
    assert services(register) == ["identity", "mail", "web shop"]
    assert service(register, "IDENTITY") == "identity"
    assert service(register, "web-shop") == "web shop"
    with pytest.raises(NoSuchService) as refused:
        service(register, "mial")
    assert refused.value.hint == "Did you mean 'mail'?"


test_services.__doc__ = "A service is one that policy lists or a record names, as it does." + ONE


def test_odd_shapes(register: Register) -> None:
    """
    A record whose fields are of another shape than they should be is read as far as it goes.
    ---
    id: REV-2610-7k3mqx
    title: Odd
    type: [post-mortem]
    state: closed
    raised: yesterday
    severity: worst
    times: once
    factors: none
    findings: [one, {what: [a, b], home: {to: x}}]
    outside: [a]
    """
    [one] = reviews(register, EVERY, TODAY)
    assert (one.raised, one.closed, one.happened, one.begun) == (None, None, None, None)
    assert (one.severity, one.factors, one.outside) == (None, (), {})
    assert one.findings == (Finding("", "", None, (), ""),)
