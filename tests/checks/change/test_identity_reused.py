from checkouts import Checkout
from learnorg.checks.change.identity_reused import identity_reused
from learnorg.checks.judging.judge import judge
from rules import committed, judged, told, upon

ID = "IMP-2611-7k3mqx"
RECORD = """
id: IMP-2611-7k3mqx
title: Shorter hand-over
state: proposed
raised: 2026-11-02
"""
ANOTHER = RECORD.lstrip().replace("Shorter hand-over", "Longer nights")
FOUND = f"error 1:1 {ID} was another record's identity before"


@upon(RECORD)
def test_yes(repo: Checkout) -> None:
    """An identity that was taken away on the base is an error in a new record."""
    committed(repo, {ID: None}, branch="main")
    assert judged(identity_reused, repo, {ID: ANOTHER}) == [FOUND]


@upon(RECORD)
def test_no(repo: Checkout) -> None:
    """One of its own is none, nor is a record that changes."""
    new = ANOTHER.replace("7k3mqx", "000000")
    assert judged(identity_reused, repo, {"IMP-2611-000000": new, ID: ANOTHER}) == []


@upon(RECORD)
def test_edge(repo: Checkout) -> None:
    """A record that is taken away and put back within the change was never gone."""
    committed(repo, {ID: None})
    assert judged(identity_reused, repo, {ID: ANOTHER}) == []


@upon(RECORD)
def test_among_many(repo: Checkout) -> None:
    """Of many new records, the one is found."""
    committed(repo, {ID: None}, branch="main")
    names = [f"IMP-2611-{n:06}" for n in range(300)]
    many = {name: ANOTHER.replace(ID, name) for name in names}
    assert judged(identity_reused, repo, many | {ID: ANOTHER}) == [FOUND]


@upon("# path: register/improvements/2026/11/IMP-2611-7k3mqx.yml" + RECORD)
def test_another_ending(repo: Checkout) -> None:
    """It counts with whatever ending it stood there, and is to stand."""
    old = f"register/improvements/2026/11/{ID}.yml"
    committed(repo, {old: None}, branch="main")
    assert judged(identity_reused, repo, {ID: ANOTHER}) == [FOUND]
    markdown = f"register/improvements/{ID}.md"
    assert judged(identity_reused, repo, {ID: None, markdown: f"---\n{ANOTHER}---\n"}) == [
        FOUND.replace("1:1", "2:1")
    ]


@upon(RECORD)
def test_made_by_a_merge(repo: Checkout) -> None:
    """It counts where a merge alone brought it in."""
    committed(repo, {ID: None}, branch="main")
    committed(repo, {"lea": "id: lea\n"}, branch="side")
    repo.git("switch", "-q", "main")
    repo.git("merge", "-q", "--no-ff", "--no-commit", "side")
    new = ANOTHER.replace(ID, "IMP-2611-000000")
    committed(repo, {"IMP-2611-000000": new}, branch="main")
    committed(repo, {"IMP-2611-000000": None}, branch="main")
    assert len(judged(identity_reused, repo, {"IMP-2611-000000": new})) == 1


@upon(RECORD)
def test_on_a_side_branch(repo: Checkout) -> None:
    """It counts on whatever branch it stood that was merged."""
    committed(repo, {"IMP-2611-000000": ANOTHER.replace(ID, "IMP-2611-000000")}, branch="side")
    committed(repo, {"IMP-2611-000000": None}, branch="side")
    repo.git("switch", "-q", "main")
    repo.git("merge", "-q", "--no-ff", "--no-edit", "side")
    new = {"IMP-2611-000000": ANOTHER.replace(ID, "IMP-2611-000000")}
    assert len(judged(identity_reused, repo, new)) == 1


def test_in_a_folder(repo: Checkout) -> None:
    """
    In a register that stands in a folder, only what stood in that register counts.
    ---
    # path: register/improvements/2026/11/IMP-2611-7k3mqx.yaml
    id: IMP-2611-7k3mqx
    ---
    # path: it/learnorg.yaml
    format: 1
    ---
    # path: it/register/improvements/2026/11/IMP-2611-000000.yaml
    id: IMP-2611-000000
    """
    folder = "register/improvements/2026/11/"
    gone = {f"{folder}{ID}.yaml": None, f"it/{folder}IMP-2611-000000.yaml": None}
    committed(repo, gone, branch="main")
    names = (ID, "IMP-2611-000000")
    committed(repo, {f"it/{folder}{name}.yaml": ANOTHER.replace(ID, name) for name in names})
    found = told(identity_reused, judge(repo.path / "it", "main").findings)
    assert found == [FOUND.replace(ID, "IMP-2611-000000")]
