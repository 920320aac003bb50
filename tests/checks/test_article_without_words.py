from learnorg.checks.article_without_words import article_without_words
from learnorg.register.register import Register
from rules import found


def test_yes(register: Register) -> None:
    """
    A section that its type lives by and that says nothing is found, each for itself.
    ---
    id: KB-2611-7k3mqx
    title: Sign-in fails
    type: fix
    state: validated
    raised: 2026-11-02
    +++
    ## Issue

    <!-- In the words of whoever has it. -->

    ## Environment
    ---
    id: KB-2611-x2wbcd
    title: How to sign in
    type: how-to
    state: not-validated
    raised: 2026-11-02
    +++
    ## Steps

    1. Sign in.
    ---
    id: KB-2611-z3wbcd
    title: What we learned of it
    type: lesson
    state: validated
    raised: 2026-11-02
    ---
    id: KB-2611-z4wbcd
    title: Ports
    type: reference
    state: not-validated
    raised: 2026-11-02
    """
    assert found(article_without_words, register) == [
        "5:1 validated, but nothing stands under 'Issue'",
        "5:1 validated, but nothing stands under 'Resolution'",
        "5:1 not-validated, but nothing stands under 'Goal'",
        "5:1 validated, but nothing stands under 'What we learned'",
        "5:1 not-validated, but nothing stands under 'Facts'",
    ]


def test_no(register: Register) -> None:
    """
    What says what it is to say is not, nor what is in progress or archived.
    ---
    id: KB-2611-7k3mqx
    title: Sign-in fails
    type: lesson
    state: validated
    raised: 2026-11-02
    +++
    ## what we LEARNED

    It fails on Mondays.
    ---
    id: KB-2611-000001
    title: Begun
    type: lesson
    state: wip
    raised: 2026-11-02
    ---
    id: KB-2611-000002
    title: Put away
    type: lesson
    state: archived
    raised: 2026-11-02
    """
    assert found(article_without_words, register) == []


def test_edge(register: Register) -> None:
    """
    A heading within a listing is none; what came from elsewhere has its own headings.
    ---
    id: KB-2611-7k3mqx
    title: Sign-in fails
    type: reference
    state: not-validated
    raised: 2026-11-02
    +++
    ```
    ## Facts
    Port 443.
    ```
    ---
    id: KB-2611-000001
    title: From the wiki
    type: reference
    state: validated
    raised: 2026-11-02
    imported: {from: wiki.csv}
    """
    assert found(article_without_words, register) == [
        "5:1 not-validated, but nothing stands under 'Facts'"
    ]
