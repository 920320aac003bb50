"""`learnorg demo`: a believable sample organisation to try things on."""

from pathlib import Path
from shlex import quote
from typing import Annotated

import typer

from learnorg.cli.console import put, say
from learnorg.cli.session import today
from learnorg.register import templates
from learnorg.render.safe import on_one_line

MOST_RECORDS = 100_000
MOST_COMMITS = 1_000_000


def demo(
    folder: Annotated[Path, typer.Argument(help="A new folder.", metavar="DIR")],
    records: Annotated[
        int,
        typer.Option("--records", help="How many improvements.", min=1, max=MOST_RECORDS),
    ] = 120,
    commits: Annotated[
        int,
        typer.Option(
            "--commits",
            help="How many commits; 0 is as many as the story has.",
            min=0,
            max=MOST_COMMITS,
        ),
    ] = 0,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Say no more than that.")] = False,
    seed: Annotated[int, typer.Option("--seed", help="Another seed, another story.")] = 2611,
) -> None:
    """
    Build a sample organisation's register, with 18 months of history in git.

    The same seed, size and day make the same register, commit for commit.

    [dim]$[/] learnorg demo sample
    [dim]$[/] learnorg -C sample board
    """
    from learnorg.samples.sample import build  # the sample texts, which nothing else needs

    built = build(
        folder,
        templates.find("demo/learnorg.yaml").parent,
        records=records,
        commits=commits or None,
        seed=seed,
        today=today(),
    )
    said = f"{built.records} improvements, {built.people} people, {built.commits} commits"
    put([on_one_line(f"{folder}: {said}")])
    if not quiet:
        say(f"Look around: learnorg -C {quote(str(folder))} board")
