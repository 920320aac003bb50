"""What is remembered as skipped, whatever became of the file that remembers it."""

import os

import pytest

from checkouts import Checkout
from learnorg.history.repository import private_folder
from learnorg.register.register import Register
from learnorg.register.skips import NAME, skip, skipped

ID = "IMP-2611-7k3mqx"


@pytest.mark.parametrize(
    "words",
    [
        b"[" * 100_000,
        b'{"a":' * 100_000,
        b"{",
        b"\xff\xfe\xfd",
        b"[1]",
        b'{"IMP-2611-7k3mqx": 1}',
        b'{"\\ud800": "\\ud800"}',
        b"9" * 5000,
    ],
)
def test_damaged(register: Register, repo: Checkout, words: bytes) -> None:
    """
    A damaged file remembers nothing, and is written anew.
    ---
    id: IMP-2611-7k3mqx
    title: Shorter hand-over
    state: proposed
    raised: 2026-11-02
    """
    skip(register, [ID])
    file = private_folder(register.root, repo.repository) / NAME
    file.write_bytes(words)
    assert skipped(register) == set()
    skip(register, [ID])
    assert skipped(register) == {ID}


@pytest.mark.parametrize("odd", ["symlink", "pipe", "endless"])
def test_odd(register: Register, repo: Checkout, odd: str) -> None:
    """
    What is no file of ours is not read, and makes room for one.
    ---
    id: IMP-2611-7k3mqx
    title: Shorter hand-over
    state: proposed
    raised: 2026-11-02
    """
    skip(register, [ID])
    file = private_folder(register.root, repo.repository) / NAME
    if odd == "symlink":
        file.rename(file.with_name("elsewhere"))
        file.symlink_to("elsewhere")
    elif odd == "pipe":
        file.unlink()
        os.mkfifo(file)
    else:
        file.unlink()
        file.symlink_to("/dev/zero")
    assert skipped(register) == set()
    skip(register, [ID])
    assert skipped(register) == {ID}
    assert not file.is_symlink()
