import unicodedata

import pytest

from checkouts import Checkout
from learnorg.checks.change.clashing_name import clashing_name
from rules import blob, judged, placed, upon

LEA = "id: lea\ntitle: Lea\n"
FOLDER = "register/people/"


@upon(LEA)
def test_yes(repo: Checkout) -> None:
    """A file whose name differs from another one by case alone is an error."""
    assert judged(clashing_name, repo, {FOLDER + "Lea.yaml": LEA}) == [
        "error 1:1 the same file as register/people/lea.yaml on some systems"
    ]


@upon(LEA)
def test_no(repo: Checkout) -> None:
    """A name of its own is none, nor is a file that changes."""
    change = {"leo": "id: leo\ntitle: Leo\n", "lea": "id: lea\ntitle: Lea L\n"}
    assert judged(clashing_name, repo, change) == []


def test_edge(repo: Checkout) -> None:
    """Two forms of the same letters are one name, and both of a change are found."""
    names = [unicodedata.normalize(form, f"{FOLDER}zoë.yaml") for form in ("NFC", "NFD")]
    assert len(set(names)) == 2
    found = judged(clashing_name, repo, dict.fromkeys(names, LEA))
    assert sorted(found) == sorted(
        f"error 1:1 the same file as {name} on some systems" for name in names
    )


@pytest.mark.parametrize(
    "path",
    ["Register/people/leo.yaml", "register/PEOPLE/leo.yaml", "register/people/le\u200ba.yaml"],
)
@upon(LEA)
def test_folders(repo: Checkout, path: str) -> None:
    """A folder that is the same as another on some systems is one as well."""
    (found,) = judged(clashing_name, repo, {path: LEA})
    assert found.startswith("error 1:1 the same ")


def test_policy(repo: Checkout) -> None:
    """The policy has no double."""
    assert judged(clashing_name, repo, {"LearnOrg.yaml": "format: 1\n"}) == [
        "error 1:1 the same file as learnorg.yaml on some systems"
    ]


@pytest.mark.parametrize("name", [".git", ".GIT", "git~1", ".git ", ".git.", ".g\u200cit", ".."])
@upon(LEA)
def test_git(repo: Checkout, name: str) -> None:
    """A name that some system takes for git's folder, or for the one above, is an error."""
    placed(repo, f"register/x/{name}/config", "100644", blob(repo, "[core]\n"))
    shown = name.lower()
    assert judged(clashing_name, repo) == [
        f"error 1:1 '{shown}' means something else on some systems"
    ]


@pytest.mark.parametrize("name", ["con.yaml", "lea.yaml.", "a:b.yaml", "a\\b.yaml", "LPT1"])
def test_reserved(repo: Checkout, name: str) -> None:
    """So is a name that Windows keeps for itself."""
    assert judged(clashing_name, repo, {FOLDER + name: LEA}) == [
        f"error 1:1 '{name.lower()}' means something else on some systems"
    ]


@pytest.mark.parametrize("name", [".github.yaml", "console.yaml", "git.yaml", ".gitkeep"])
def test_harmless(repo: Checkout, name: str) -> None:
    """What only begins like one of these is let be."""
    assert judged(clashing_name, repo, {FOLDER + name: LEA}) == []


@upon("# path: register/people/Lea.yaml\nid: lea\ntitle: Lea\n", LEA)
def test_there_before(repo: Checkout) -> None:
    """What clashed on the base already is not held against a change."""
    assert judged(clashing_name, repo, {"lea": LEA + "role: lead\n"}) == []


@upon(LEA)
def test_another_case(repo: Checkout) -> None:
    """A file that only changes its case clashes with none."""
    assert judged(clashing_name, repo, {"lea": None, FOLDER + "Lea.yaml": LEA}) == []


@upon(LEA)
def test_another_folder(repo: Checkout) -> None:
    """A record that is called like another one clashes with it in any folder, with any ending."""
    again = {f"{FOLDER}lea.yml": LEA, f"{FOLDER}x/lea.md": "---\nid: lea\n---\n"}
    assert judged(clashing_name, repo, again) == [
        "error 1:1 lea stands in register/people/lea.yaml already",
        "error 1:1 lea stands in register/people/lea.yaml already",
    ]
    assert judged(clashing_name, repo, {"lea": None, f"{FOLDER}x/lea.md": None}) == []


@pytest.mark.parametrize(
    "path",
    [
        "regi\u017fter/x.yaml",
        "reg\u200cister/x.yaml",
        "register./x.yaml",
        "register /x.yaml",
        "REGIST~1/x.yaml",
        "Templates/x.yaml",
        "learnorg.yaml.",
        "LEARNO~1.YAM",
        "LEARNORG.YAML",
    ],
)
def test_look_alikes(repo: Checkout, path: str) -> None:
    """What some system takes for a folder of the register, or its policy, is an error."""
    assert [one.partition(" 1:1 ")[0] for one in judged(clashing_name, repo, {path: LEA})] == [
        "error"
    ]


@pytest.mark.parametrize("path", ["registers/x.yaml", "learn~1.yaml", "docs/learnorg.yaml"])
def test_not_alike(repo: Checkout, path: str) -> None:
    """What is only called similarly is let be."""
    assert judged(clashing_name, repo, {path: LEA}) == []
