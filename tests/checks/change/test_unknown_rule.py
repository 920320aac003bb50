from checkouts import Checkout
from learnorg.checks.change.unknown_rule import unknown_rule
from rules import judged


def test_yes(repo: Checkout) -> None:
    """A rule that there is not is an error where policy speaks of it."""
    change = {"learnorg.yaml": "format: 1\nrules:\n  nonsense: warning\n"}
    assert judged(unknown_rule, repo, change) == ["error 3:3 there is no rule 'nonsense'"]


def test_no(repo: Checkout) -> None:
    """Rules over records, over the register and over changes are known."""
    rules = "{unknown-key: error, dangling-link: error, secret-added: error}"
    change = {"learnorg.yaml": f"format: 1\nrules: {rules}\n"}
    assert judged(unknown_rule, repo, change) == []


def test_edge(repo: Checkout) -> None:
    """A change that lets policy be says nothing of it."""
    assert judged(unknown_rule, repo, {"lea": "id: lea\n"}) == []
