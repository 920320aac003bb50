"""What stands in a catalogue under a name of its own: roles and resources, found and moved."""

from collections.abc import Iterator
from datetime import date

from learnorg.errors import LearnorgError
from learnorg.files.splice import GONE, Edit
from learnorg.kinds.kind import Kind
from learnorg.register.lookup import Entry, NoSuchRecord
from learnorg.register.records import Stored
from learnorg.register.register import Register
from learnorg.spelling import did_you_mean


class NotInCatalogue(LearnorgError):
    """A name that nothing of a kind has."""

    exit_code = 3

    def __init__(self, kind: Kind, typed: str, known: list[str]) -> None:
        super().__init__(f"there is no {kind.name} '{typed}'")
        near = did_you_mean(typed, known)
        self.hint = near or f"They are listed by `learnorg {kind.name} list --all`."


def entry(register: Register, kind: Kind, typed: str) -> Entry:
    """The record of a kind that somebody means, who need not name the kind."""
    word = typed.removeprefix(f"{kind.name}:")
    try:
        return register.entry(f"{kind.name}:{word}")
    except NoSuchRecord:
        rows = register.index.rows("SELECT id FROM records WHERE kind = ?", (kind.name,))
        raise NotInCatalogue(kind, typed, [slug for (slug,) in rows]) from None


def moved(stored: Stored, to: str, on: date) -> Iterator[Edit]:
    """The edits that bring a record into a state; what was finished and goes on is so no more."""
    plain = stored.plain
    state = str(plain.get("state") or stored.kind.states[0])
    dates = plain.get("dates")
    dates = dates if isinstance(dates, dict) else {}
    if state == to:
        return
    yield Edit(("state",), to)
    if state in stored.kind.finished and state in dates:
        yield Edit(("dates", state), GONE)
    if to not in dates:
        yield Edit(("dates", to), on)
