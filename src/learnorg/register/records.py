"""One record's file: read whole, and revised by splicing."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from learnorg.errors import LearnorgError
from learnorg.files.emitter import emit
from learnorg.files.loader import Document, Form, load
from learnorg.files.splice import GONE, Edit, splice
from learnorg.kinds.kind import Kind
from learnorg.kinds.problems import Problem, problems
from learnorg.kinds.record import Record
from learnorg.register.lookup import Entry


class Vanished(LearnorgError):
    """A record whose file is no longer where it was."""

    exit_code = 3
    hint = "Run the command again; if it stays away, look in `git status`."

    def __init__(self, path: str) -> None:
        super().__init__(f"{path} is not there any more")


class WouldBeWrong(LearnorgError):
    """A change after which a record would say something it cannot say."""

    def __init__(self, name: str, found: Sequence[Problem]) -> None:
        listed = "; ".join(problem.message for problem in found)
        super().__init__(f"{name}: {listed}")
        self.hint = " ".join(dict.fromkeys(problem.hint for problem in found if problem.hint))


class NotSound(LearnorgError):
    """A record that says what it cannot say, so that nothing can be done with it."""

    exit_code = 4

    def __init__(self, path: str, document: Document, found: Sequence[Problem]) -> None:
        lines = []
        for problem in found:
            line, col = document.locate(problem.path)
            lines.append(f"{path}:{line}:{col}: {problem.message}")
        super().__init__("\n".join(lines))
        hints = [problem.hint for problem in found if problem.hint]
        self.hint = " ".join(dict.fromkeys((*hints, "Mend it first, with `set` or `edit`.")))


class Stored(NamedTuple):
    """A record as its file has it."""

    kind: Kind
    identity: str
    path: str
    data: bytes
    document: Document

    @property
    def plain(self) -> dict[str, Any]:
        """The content as text, lists and mappings."""
        return self.document.plain()

    def record(self) -> Record:
        """The validated record; what is wrong with it is an error."""
        record, found = problems(self.kind.model(), self.plain)
        if record is None:
            raise NotSound(self.path, self.document, found)
        return record


class Revision(NamedTuple):
    """One file before and after a change."""

    kind: Kind
    identity: str
    title: str
    path: str
    before: bytes | None
    after: bytes | None


def form(kind: Kind) -> Form:
    """The form of a kind's files."""
    return Form.of(kind.suffix)


def read(root: Path, entry: Entry) -> Stored:
    """The record that stands in an entry's file now."""
    try:
        data = (root / entry.path).read_bytes()
    except FileNotFoundError:
        raise Vanished(entry.path) from None
    return Stored(entry.kind, entry.identity, entry.path, data, load(data, form(entry.kind)))


def revised(stored: Stored, edits: Sequence[Edit]) -> Stored:
    """
    The record after some edits, each touching only the lines it means to.

    What was wrong before is let be; an edit that would add something wrong is refused.
    """
    text = splice(stored.document, edits, stored.kind.groups)
    data = text.encode()
    after = Stored(stored.kind, stored.identity, stored.path, data, load(data, form(stored.kind)))
    model = stored.kind.model()
    _, wrong = problems(model, after.plain)
    if wrong:
        _, before = problems(model, stored.plain)
        known = {(p.path, p.message) for p in before}
        added = [p for p in wrong if (p.path, p.message) not in known]
        if added:
            raise WouldBeWrong(stored.identity, added)
    return after


def revision(before: Stored, after: Stored) -> Revision:
    """What a change does to one file."""
    title = str(after.plain.get("title") or "")
    return Revision(before.kind, before.identity, title, before.path, before.data, after.data)


def created(kind: Kind, data: dict[str, Any]) -> Revision:
    """A new record with its canonical text; keys are brought into the kind's order."""
    identity = str(data["id"])
    text = written(kind, data, f"the new {kind.name}")
    return Revision(kind, identity, str(data.get("title", "")), kind.path(identity), None, text)


def written(kind: Kind, data: dict[str, Any], name: str) -> bytes:
    """The canonical text of a record that says just this, keys in the kind's order."""
    ordered = {key: data[key] for key in kind.keys if key in data}
    text = emit(ordered, form(kind), kind.groups).encode()
    _, wrong = problems(kind.model(), load(text, form(kind)).plain())
    if wrong:
        raise WouldBeWrong(name, wrong)
    return text


def typed(kind: Kind, plain: dict[str, Any], name: str) -> dict[str, Any]:
    """The content with each value of its own type, as the emitter wants it."""
    record, wrong = problems(kind.model(), plain)
    if record is None:
        raise WouldBeWrong(name, wrong)
    return record.model_dump(by_alias=True, exclude_unset=True)


__all__ = [
    "GONE",
    "Edit",
    "Revision",
    "Stored",
    "created",
    "form",
    "read",
    "revised",
    "revision",
    "typed",
    "written",
]
