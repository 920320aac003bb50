"""The beginning of a repository."""

from pathlib import Path

from learnorg.history.git import Git


def repository(folder: Path) -> None:
    """Start a git repository in a folder, on the branch that the user's config names, or main."""
    options = ("-C", str(folder))
    told = Git(options).run("config", "init.defaultBranch", ok=(0, 1)).line
    Git(options).run("init", "--quiet", f"--initial-branch={told or 'main'}")
