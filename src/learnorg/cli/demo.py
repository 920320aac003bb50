"""`learnorg demo`: a believable sample organisation to try things on."""

import os
from pathlib import Path
from typing import Annotated

import typer

from learnorg.cli.console import put, say
from learnorg.cli.session import today
from learnorg.errors import LearnorgError


class NotEmpty(LearnorgError):
    """A folder that holds something already."""

    exit_code = 3
    hint = "Name a folder that is new or empty."

    def __init__(self, folder: Path) -> None:
        super().__init__(f"{folder} is not empty")


def demo(
    folder: Annotated[Path, typer.Argument(help="A new folder.", metavar="DIR")],
    records: Annotated[int, typer.Option("--records", help="How many improvements.", min=1)] = 120,
    commits: Annotated[
        int, typer.Option("--commits", help="How many commits; 0 is as many as the story has.")
    ] = 0,
    seed: Annotated[int, typer.Option("--seed", help="Another seed, another story.")] = 2611,
) -> None:
    """
    Build a sample organisation's register, with 18 months of history in git.

    The same seed, size and day make the same register, commit for commit.

    [dim]$[/] learnorg demo sample
    [dim]$[/] learnorg -C sample board
    """
    from learnorg.samples.history import build  # the sample texts, which nothing else needs

    if folder.exists() and (not folder.is_dir() or os.listdir(folder)):
        raise NotEmpty(folder)
    built = build(
        folder,
        records=records,
        commits=commits or None,
        seed=seed,
        today=today(),
    )
    put([f"{folder}: {built.records} improvements, {built.people} people, {built.commits} commits"])
    say(f"Look around: learnorg -C {folder} board")


