"""Where an answer may be written."""

import pytest

from checkouts import Checkout
from commandline import Learnorg


@pytest.mark.parametrize(
    "path",
    [
        ".git/hooks/pre-commit",
        ".git/refs/heads/evil",
        ".GIT/hooks/pre-commit",
        "register/people/eve.yaml",
        "register/../register/eve.yaml",
        "register/new/folder/eve.html",
        "register",
        ".gitattributes",
        "link/eve.yaml",
        "bare.git/hooks/pre-commit",
        "sub/.git",
    ],
)
def test_taken(learnorg: Learnorg, repo: Checkout, path: str) -> None:
    """No answer is written among the files of git or of a register, whether it is there or not."""
    repo.put("learnorg.yaml", "format: 1\n")
    repo.put("register/people/ada.yaml", "id: ada\nname: Ada\n")
    (repo.path / "link").symlink_to("register/people")
    (repo.path / "sub").mkdir()
    repo.git("init", "-q", "--bare", "bare.git")
    before = sorted(repo.path.rglob("*"))
    ran = learnorg("list", "--format", "html", "-o", path)
    assert ran.code == 2
    assert f"error: {path} " in ran.err
    assert sorted(p for p in repo.path.rglob("*") if "/.git/learnorg" not in str(p)) == before


@pytest.mark.parametrize("path", ["register.html", "registers/a.html", "docs/.gitattributes", "x"])
def test_free(learnorg: Learnorg, repo: Checkout, path: str) -> None:
    """Beside them an answer is written, and written again."""
    repo.put("learnorg.yaml", "format: 1\n")
    (repo.path / path).parent.mkdir(exist_ok=True)
    for _ in range(2):
        assert learnorg("list", "--format", "html", "-o", path).code == 0
    assert repo.words(path)
