from learnorg.checks.resource_past_review import resource_past_review
from learnorg.register.register import Register
from rules import found


def test_yes(register: Register) -> None:
    """
    A resource past its day is found, approved or not.
    ---
    # path: register/resources/sql.yaml
    id: sql
    title: SQL
    type: course
    state: approved
    review_by: 2026-11-21
    """
    assert found(resource_past_review, register) == ["5:1 was to be reviewed by 2026-11-21"]


def test_no(register: Register) -> None:
    """
    A resource without a day, or one that is retired, is not.
    ---
    # path: register/resources/sql.yaml
    id: sql
    title: SQL
    type: course
    state: retired
    review_by: 2026-11-21
    ---
    # path: register/resources/vpn.yaml
    id: vpn
    title: VPN
    type: course
    """
    assert found(resource_past_review, register) == []


def test_edge(register: Register) -> None:
    """
    On its day it is in time.
    ---
    # path: register/resources/sql.yaml
    id: sql
    title: SQL
    type: course
    review_by: 2026-11-22
    """
    assert found(resource_past_review, register) == []
