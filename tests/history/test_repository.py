import os
import subprocess
import sys
from pathlib import Path

from checkouts import Checkout
from learnorg.history.repository import head, is_bare, locate, private_folder


def test_from_any_folder(checkout: Checkout) -> None:
    """The repository is found from its top, from below, and through a link."""
    below = checkout.path / "register"
    link = checkout.path.parent / "link"
    link.symlink_to(below)
    for start in (checkout.path, below, link):
        found = locate(start)
        assert found
        assert found.work_tree == checkout.path
        assert found.git_dir == found.common_dir == checkout.path / ".git"


def test_linked_work_tree(checkout: Checkout) -> None:
    """A linked work tree has a git folder of its own, and one that all share."""
    other = checkout.path.parent / "other"
    checkout.git("worktree", "add", "-q", "-b", "side", str(other))
    found = locate(other / "register")
    assert found
    assert found.work_tree == other
    assert found.git_dir == checkout.path / ".git" / "worktrees" / "other"
    assert found.common_dir == checkout.path / ".git"
    assert head(found) == "side"


def test_separate_git_folder(nobody: Path, tmp_path: Path) -> None:
    """A `.git` file, as submodules have, is followed; its path may be relative."""
    work, git = tmp_path / "work", tmp_path / "elsewhere"
    subprocess.run(["git", "init", "-q", f"--separate-git-dir={git}", work], check=True)
    (work / ".git").write_text("gitdir: ../elsewhere\n")
    found = locate(work)
    assert found
    assert found.git_dir == git


def test_bare(nobody: Path, tmp_path: Path) -> None:
    """A bare repository has no work tree, and neither has the inside of a git folder."""
    subprocess.run(["git", "init", "-q", "--bare", tmp_path / "bare.git"], check=True)
    assert locate(tmp_path / "bare.git" / "objects") is None
    assert is_bare(tmp_path / "bare.git" / "objects")


def test_no_repository(tmp_path: Path) -> None:
    """Outside of git there is none, and it is not bare either."""
    (tmp_path / ".git").write_text("not a git file\n")
    assert locate(tmp_path) is None
    assert not is_bare(tmp_path)


def test_head(checkout: Checkout) -> None:
    """A branch has a name, with its slashes; a detached HEAD has none."""
    assert head(checkout.repository) == "main"
    checkout.git("switch", "-qc", "team/reset-calls")
    assert head(checkout.repository) == "team/reset-calls"
    checkout.git("switch", "-q", "--detach")
    assert head(checkout.repository) is None


def test_private_folder(checkout: Checkout) -> None:
    """Each register of a work tree has a private folder of its own inside git's."""
    repository = checkout.repository
    inside = checkout.path / ".git" / "learnorg"
    assert private_folder(checkout.path, repository) == inside / "root"
    one = private_folder(checkout.path / "a" / "b", repository)
    other = private_folder(checkout.path / "a-b", repository)
    assert one.parent == other.parent == inside
    assert one.name.startswith("a-b-")
    assert one != other
    assert not inside.exists()


def test_private_folder_elsewhere(checkout: Checkout, nobody: Path, tmp_path: Path) -> None:
    """Without git, or where it cannot be written, the folder is among the user's caches."""
    assert private_folder(tmp_path, None).parent == nobody / "cache" / "learnorg"
    if os.geteuid() != 0:
        (checkout.path / ".git").chmod(0o500)
        assert private_folder(checkout.path, checkout.repository).parent.parent == nobody / "cache"
        (checkout.path / ".git").chmod(0o700)


def test_looking_starts_no_git() -> None:
    """Finding the repository loads no GitPython."""
    script = "import sys, learnorg.history.repository as r; print('git' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert done.stdout == "False\n"
