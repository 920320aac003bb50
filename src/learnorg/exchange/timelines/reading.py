"""A file as a timeline, whatever its form."""

from collections.abc import Mapping
from datetime import tzinfo
from pathlib import Path, PurePath

from learnorg.errors import LearnorgError
from learnorg.exchange.timelines import sheet, slack
from learnorg.exchange.timelines.entries import Timeline
from learnorg.exchange.timelines.people import People
from learnorg.exchange.values import file_name
from learnorg.files import bounded

MAX_BYTES = 4 * 1024 * 1024
"""A busy day of a channel has one or two MiB."""
SHEETS = (".csv", ".tsv", ".txt")


class UnknownForm(LearnorgError):
    """A file of a form that is no timeline."""

    hint = "Give a .csv file with columns `time` and `what`, or a .json file of a Slack export."

    def __init__(self, name: str) -> None:
        super().__init__(f"{name} is in none of the forms that timelines are read from")


def read_file(
    path: Path,
    *,
    zone: tzinfo | None = None,
    roles: Mapping[str, str] | None = None,
    programs: bool = False,
) -> Timeline:
    """The timeline in a file, as `read` reads it; raises `bounded.NotRead` for what is none."""
    data = bounded.read(path, MAX_BYTES, named=True)
    return read(path, data, zone=zone, roles=roles or {}, programs=programs)


def read(
    path: PurePath,
    data: bytes,
    *,
    zone: tzinfo | None,
    roles: Mapping[str, str],
    programs: bool = False,
) -> Timeline:
    """
    The timeline that a file's bytes hold, by how the file is called.

    Moments are told in the time zone; without one, as far from UTC as the source has them.
    `roles` tells by a name, or by Slack's own sign for a person, who had which role: such
    people's entries begin with it, and all others' names are left out. Messages of programs,
    such as alerts, are entries only if wished. Raises UnknownForm, and what the forms raise.
    """
    ending = path.suffix.lower()
    people = People(roles)
    if ending == ".json":
        return slack.read(data, path, zone, people, programs=programs)
    name = file_name(path.name)
    if ending not in SHEETS:
        raise UnknownForm(name)
    return sheet.read(data, name, zone, people)
