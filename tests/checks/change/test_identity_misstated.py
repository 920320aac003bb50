import pytest

from checkouts import Checkout
from learnorg.checks.change.identity_misstated import identity_misstated
from rules import committed, judged, over, upon

ADA = "id: ada\ntitle: Ada\n"


@upon(ADA)
def test_yes(repo: Checkout) -> None:
    """A new record that says it is another is an error at its id, whatever it waives."""
    waiver = "# learnorg: waive id-unlike-file-name, identity-misstated because of an import\n"
    assert judged(identity_misstated, repo, {"lea": waiver + ADA}) == [
        "error 2:1 its id is ada, its file is called lea"
    ]


def test_no(repo: Checkout) -> None:
    """One that is itself is none, nor is one that says nothing."""
    assert judged(identity_misstated, repo, {"ada": ADA, "lea": "title: Lea\n"}) == []


@pytest.mark.parametrize("said", ["[ada]", "{a: b}", "''", "Lea"])
def test_edge(repo: Checkout, said: str) -> None:
    """The two are compared as they are written."""
    assert len(judged(identity_misstated, repo, {"lea": f"id: {said}\n"})) == 1


@upon("# path: register/people/lea.yaml\n" + ADA)
def test_there_before(repo: Checkout) -> None:
    """What the base has is let be, until it goes to another place."""
    assert judged(identity_misstated, repo, {"lea": ADA + "role: lead\n"}) == []
    moved = {"lea": None, "register/people/x/lea.yaml": ADA}
    assert len(judged(identity_misstated, repo, moved)) == 1


@pytest.mark.parametrize(("name", "writes"), [("lea", True), ("copy_of_ada", False)])
@upon(ADA)
def test_hint(repo: Checkout, name: str, writes: bool) -> None:
    """Only what can be an identity is proposed as one."""
    committed(repo, {f"register/people/{name}.yaml": ADA})
    (hint,) = [one.hint for one in over(repo) if one.rule == identity_misstated.name]
    assert (f"Write id: {name}" in hint) is writes
    assert "ake it out where it is a copy of another record" in hint
