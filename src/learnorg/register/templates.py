"""Where templates come from: the register's own, the installed ones, the checkout's."""

from pathlib import Path

from learnorg.errors import LearnorgError

PACKAGE = Path(__file__).resolve().parent.parent


class NoTemplate(LearnorgError):
    """A template that is nowhere to be found."""

    exit_code = 3
    hint = "Install learnorg again; its templates are part of it."

    def __init__(self, name: str) -> None:
        super().__init__(f"there is no template {name}")


def folders(root: Path | None) -> list[Path]:
    """Where to look, the first first."""
    own = [root / "templates"] if root else []
    return [*own, PACKAGE / "_templates", PACKAGE.parent.parent / "templates"]


def find(name: str, root: Path | None = None) -> Path:
    """The file of a template such as `records/improvement.yaml`."""
    for folder in folders(root):
        if (folder / name).is_file():
            return folder / name
    raise NoTemplate(name)


def named(folder: str, root: Path | None = None) -> dict[str, Path]:
    """Every template in a folder such as `maps`, by its name without the ending."""
    found: dict[str, Path] = {}
    for place in reversed(folders(root)):
        for file in sorted((place / folder).glob("*.yaml")):
            found[file.stem] = file
    return found
