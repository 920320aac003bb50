"""What tests stand on does what its docstrings say."""

from collections.abc import Callable

import pytest

from checkouts import Checkout
from commandline import Learnorg
from learnorg.register.register import Register
from registers import files


def test_files() -> None:
    """Below the claim stand files: at their own place, or where a comment says."""
    assert files(
        """
        A claim.
        ---
        id: IMP-2611-7k3mqx
        ---
        id: lea
        ---
        # path: learnorg.yaml
        workflow: full
        """
    ) == {
        "learnorg.yaml": "workflow: full\n",
        "register/improvements/2026/11/IMP-2611-7k3mqx.yaml": "id: IMP-2611-7k3mqx\n",
        "register/people/lea.yaml": "id: lea\n",
    }


def test_command(learnorg: Learnorg) -> None:
    """
    A command reads the register below, and its answer and its talk come apart.
    ---
    id: IMP-2611-7k3mqx
    title: Shorter hand-over
    state: proposed
    raised: 2026-11-02
    """
    ran = learnorg("list", "--columns", "title")
    assert (ran.code, ran.out, ran.err) == (0, "title\nShorter hand-over\n", "")
    ran = learnorg("show", "nothing")
    assert (ran.code, ran.out) == (3, "")
    assert "there is no record 'nothing'" in ran.err


def test_no_register(learnorg: Learnorg) -> None:
    """Without records there is no register, either."""
    assert learnorg("list").code == 3


def test_both(register: Register, repo: Checkout, learnorg: Learnorg) -> None:
    """
    Register, repository and commands are about the same folder, in whatever order.
    ---
    id: lea
    title: Lea
    """
    assert register.repository is not None
    assert register.root == repo.path == learnorg.folder
    assert repo.status() == []
    assert repo.git("branch", "--show-current") == "main\n"


def test_kept(expected: Callable[[str, str], None], request: pytest.FixtureRequest) -> None:
    """A text that differs from the one kept is a failure, unless it is to be kept anew."""
    if not request.config.getoption("--rewrite"):
        with pytest.raises(AssertionError, match="is not there yet"):
            expected("no-such-text.txt", "")
