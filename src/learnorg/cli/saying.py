"""Words under headings, as an option says them: `--say "Cause=The cache was full"`."""

from collections.abc import Sequence
from typing import Annotated, TypeAlias

import typer

from learnorg.cli.console import say
from learnorg.errors import LearnorgError
from learnorg.kinds.sections import section, sections
from learnorg.spelling import did_you_mean

Say: TypeAlias = Annotated[
    list[str] | None,
    typer.Option(
        "--say",
        help="Words to put under a heading, above what stands there.",
        metavar="HEADING=WORDS",
    ),
]


class UnderNoHeading(LearnorgError):
    """Words that name no heading, or a heading without words."""

    hint = 'Write the heading, an equals sign and the words: --say "Cause=The cache was full".'

    def __init__(self, typed: str) -> None:
        super().__init__(f"'{typed}' does not say what stands under which heading")


def said(pairs: Sequence[str] | None) -> dict[str, str]:
    """The words under each heading; what is said twice of one stands below the other."""
    found: dict[str, str] = {}
    for pair in pairs or ():
        heading, _, words = (part.strip() for part in pair.partition("="))
        if not heading or not words or "\n" in heading:
            raise UnderNoHeading(pair)
        heading = next((one for one in found if one.casefold() == heading.casefold()), heading)
        found[heading] = f"{found[heading]}\n\n{words}" if heading in found else words
    return found


def tell_of_new_headings(body: str | None, said: Sequence[str]) -> None:
    """Say which headings are not in a text yet, and may have been mistyped."""
    there = [one.heading for one in sections(body or "")]
    for heading in said:
        if there and section(body, heading) is None:
            near = did_you_mean(heading, there)
            say(f"'{heading}' is a new heading, at the end. {near}".rstrip(), "warn")
