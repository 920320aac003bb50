from learnorg.checks.review_not_examined import review_not_examined
from learnorg.register.register import Register
from rules import found


def test_yes(register: Register) -> None:
    """
    A review that is over is found once for each thing that its guards would have asked for.
    ---
    id: REV-2611-7k3mqx
    title: Sign-in failed
    type: post-mortem
    state: reviewed
    raised: 2026-11-02
    times:
      started: 2026-11-01 09:12
    +++
    ## What happened

    The disk filled.

    ## Impact

    <!-- Who was affected? -->

    ## What went well

    ## Where we were lucky

    It was early.
    ---
    id: REV-2611-x2wbcd
    title: A loop elsewhere
    type: outside-lesson
    state: closed
    raised: 2026-11-02
    +++
    ## What happened there

    A loop.

    ## How it is with us

    We have one.
    """
    assert found(review_not_examined, register) == [
        "5:1 reviewed, and it lacks contributing factors: what made it possible, mostly several",
        "5:1 reviewed, and it lacks when it was detected",
        "5:1 reviewed, and it lacks when it was resolved",
        "5:1 reviewed, and it lacks words under 'Impact'",
        "5:1 reviewed, and it lacks words under 'What went well'",
        "5:1 reviewed, and it lacks words under 'Why were we surprised?'",
        "5:1 closed, and it lacks a verdict, does it apply here: applies, does-not-apply, ask",
    ]


def test_no(register: Register) -> None:
    """
    One that tells everything is not, whatever the case of its headings.
    ---
    id: REV-2611-7k3mqx
    title: Which tickets wait
    type: analysis
    state: closed
    raised: 2026-11-02
    +++
    ## WHAT WE FOUND

    Half of them.
    """
    assert found(review_not_examined, register) == []


def test_edge(register: Register) -> None:
    """
    What is not over yet owes nothing, and of what is not sound nothing is said.
    ---
    id: REV-2611-7k3mqx
    title: Sign-in failed
    type: post-mortem
    state: in-review
    raised: 2026-11-02
    ---
    id: REV-2611-x2wbcd
    title: Sign-in failed
    type: nothing
    state: closed
    raised: 2026-11-02
    """
    assert found(review_not_examined, register) == []
