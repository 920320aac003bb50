from checkouts import Checkout
from checks.change.knowledge import ARTICLE, DRAFT, KB, REV
from learnorg.checks.change.record_deleted import record_deleted
from learnorg.checks.judging.judge import judge
from rules import committed, judged, over, upon

ID = "IMP-2611-7k3mqx"
RECORD = """
id: IMP-2611-7k3mqx
title: Shorter hand-over
state: proposed
raised: 2026-11-02
"""
WRONG = f"register/improvements/{ID}.yaml"


@upon(RECORD)
def test_yes(repo: Checkout) -> None:
    """A record that is taken away is an error."""
    assert judged(record_deleted, repo, {ID: None}) == [f"error 1:1 {ID} would be gone"]


@upon(RECORD, "id: lea\ntitle: Lea\n")
def test_hint(repo: Checkout) -> None:
    """It is said how to get it back, without which it cannot be declined."""
    committed(repo, {ID: None, "lea": None})
    found = {one.path: one.hint for one in over(repo) if one.rule == record_deleted.name}
    one, lea = f"register/improvements/2026/11/{ID}.yaml", "register/people/lea.yaml"
    assert found == {
        one: f"Put it back first: git checkout BASE -- {one}. "
        f'Then decline it: learnorg decline {ID} --because "WHY".',
        lea: f"Put it back first: git checkout BASE -- {lea}. "
        "Then say that they left: learnorg set person:lea state=left.",
    }


@upon(RECORD, "# path: register/people/lea.txt\nLea\n", "# path: notes/lea.yaml\nid: lea\n")
def test_no(repo: Checkout) -> None:
    """What is no record may go."""
    change = {"register/people/lea.txt": None, "notes/lea.yaml": None}
    assert judged(record_deleted, repo, change) == []


@upon(RECORD.replace("\nid", f"\n# path: {WRONG}\nid"))
def test_edge(repo: Checkout) -> None:
    """A record that goes to another place is not gone, and is judged as the same."""
    moved = repo.words(WRONG)
    assert judged(record_deleted, repo, {WRONG: None, ID: moved}) == []
    assert over(repo) == []


@upon(RECORD)
def test_another_name(repo: Checkout) -> None:
    """One that gets another identity is gone under its own."""
    text = repo.words(f"register/improvements/2026/11/{ID}.yaml")
    assert text
    new = text.replace(ID, "IMP-2611-000000")
    assert judged(record_deleted, repo, {ID: None, "IMP-2611-000000": new}) == [
        f"error 1:1 {ID} would be gone"
    ]


@upon(RECORD)
def test_to_the_wrong_place(repo: Checkout) -> None:
    """That a record goes where it does not belong is found as such."""
    found = judge_of(
        repo, {ID: None, WRONG: repo.words(f"register/improvements/2026/11/{ID}.yaml")}
    )
    why = f"{ID} does not belong here"
    assert found == [("misplaced-record", why), ("wrong-place", why)]


@upon(RECORD)
def test_as_another_kind(repo: Checkout) -> None:
    """A record of another kind under its name does not take its place."""
    text = repo.words(f"register/improvements/2026/11/{ID}.yaml")
    change = {ID: None, f"register/people/{ID}.yaml": text}
    assert judged(record_deleted, repo, change) == [f"error 1:1 {ID} would be gone"]


@upon(RECORD)
def test_policy(repo: Checkout) -> None:
    """The policy is not taken away, whatever it says of rules."""
    committed(repo, {"learnorg.yaml": "format: 1\nrules: {}\n"}, branch="main")
    assert judged(record_deleted, repo, {"learnorg.yaml": None}) == [
        "error 1:1 the policy would be gone"
    ]


def judge_of(repo: Checkout, changes: dict[str, str | None]) -> list[tuple[str, str]]:
    committed(repo, changes)
    return [(one.rule, one.message) for one in judge(repo.path, "main").findings]


@upon(DRAFT, ARTICLE)
def test_what_to_do_instead(repo: Checkout) -> None:
    """A review stays, and an article is archived."""
    committed(repo, {REV: None, KB: None})
    hints = {one.path.rpartition("/")[2]: one.hint for one in judge(repo.path, "main").findings}
    assert hints[f"{REV}.md"].endswith(
        f"It stays for what it teaches: learnorg review close {REV}."
    )
    assert hints[f"{KB}.md"].endswith(f'Then archive it: learnorg archive {KB} --because "WHY".')
