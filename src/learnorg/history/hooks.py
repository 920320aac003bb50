"""The user's hooks, run as `git commit` runs them."""

import os
from collections.abc import Mapping
from pathlib import Path

from learnorg.errors import LearnorgError
from learnorg.history.config import Config
from learnorg.history.git import Git
from learnorg.history.repository import Repository


class HookRefused(LearnorgError):
    """A hook said no."""

    exit_code = 6

    def __init__(self, name: str, said: str) -> None:
        super().__init__(f"the {name} hook refused it" + (f":\n{said.strip()}" if said else ""))


def present(repository: Repository, settings: Config, name: str) -> bool:
    """Whether git might find such a hook; where we cannot tell, it is asked."""
    if settings.has_section("hook"):  # newer gits keep hooks in their configuration, too
        return True
    folder = settings.text("core.hookspath")
    if folder.startswith("%("):
        return True
    place = Path(os.path.expanduser(folder)) if folder else repository.common_dir / "hooks"
    return (repository.work_tree / place / name).exists()


def run(git: Git, name: str, *args: str, env: Mapping[str, str]) -> str:
    """What a hook said, if it agrees."""
    output = git.run_hook(name, *args, env={"GIT_EDITOR": ":", **env})
    if output.code != 0:
        raise HookRefused(name, output.stderr)
    return output.stderr
