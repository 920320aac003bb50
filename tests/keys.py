"""Keys to sign commits with."""

import subprocess
from pathlib import Path

import pytest


class Keys:
    """Key pairs, made as they are asked for."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def of(self, name: str) -> str:
        """The file of somebody's key."""
        file = self.folder / name
        if not file.exists():
            made = ("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "ada@example.org")
            subprocess.run([*made, "-f", str(file)], check=True)
        return str(file)

    def line(self, principals: str, name: str, options: str = "") -> str:
        """Somebody's line in a file of allowed signers."""
        kind, key, _ = Path(self.of(name) + ".pub").read_text().split()
        return " ".join(word for word in (principals, options, kind, key) if word) + "\n"


@pytest.fixture
def keys(tmp_path: Path) -> Keys:
    """Nobody's keys yet."""
    folder = tmp_path / "keys"
    folder.mkdir()
    return Keys(folder)
