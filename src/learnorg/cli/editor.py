"""The user's editor, opened on a record; what was written there is never lost."""

import os
import shlex
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import typer

from learnorg.cli.console import say
from learnorg.cli.session import Session
from learnorg.errors import LearnorgError
from learnorg.files.loader import load
from learnorg.files.splice import Edit, splice
from learnorg.history.commits import NotCommitted
from learnorg.kinds.kind import Kind
from learnorg.kinds.problems import problems
from learnorg.refs import mint
from learnorg.register.blanks import blank
from learnorg.register.lookup import Entry
from learnorg.register.records import form


class NoEditor(LearnorgError):
    """No editor could be opened."""

    def __init__(self, command: str, why: str) -> None:
        super().__init__(f"the editor '{command}' could not be used: {why}")
        self.hint = "Set $EDITOR, or `learnorg config set editor nano`."


class NothingWritten(LearnorgError):
    """The editor was closed without a change."""

    hint = "Write something and save it before you close the editor."

    def __init__(self) -> None:
        super().__init__("nothing was changed in the editor, so nothing was done")


class NotYetRight(LearnorgError):
    """What was written in the editor is no record yet; it is kept."""

    def __init__(self, kept: str, why: str) -> None:
        super().__init__(why)
        self.hint = f"What you wrote is kept in {kept}."


def open_editor(session: Session, path: str) -> None:
    """Let the user edit a file, and wait until the editor is closed."""
    command = (
        session.preferences.editor or os.environ.get("VISUAL") or os.environ.get("EDITOR") or "vi"
    )
    try:
        done = subprocess.run([*shlex.split(command), path], check=False)
    except (OSError, ValueError) as wrong:
        raise NoEditor(command, str(wrong)) from None
    if done.returncode:
        raise NoEditor(command, f"it ended with code {done.returncode}; {path} is as it left it")


@contextmanager
def edited_text(session: Session, text: str, name: str, wrong: Any) -> Iterator[str]:
    """
    A text after the user edited it, once nothing is wrong with it.

    `wrong` tells what is: the user is asked whether to go on editing. The text is kept in
    a file where they give up, and where it is refused before it is written.
    """
    folder = tempfile.mkdtemp(prefix="learnorg-")
    path = Path(folder, name)
    path.write_bytes(text.encode("utf-8", "surrogateescape"))
    while True:
        open_editor(session, str(path))
        written = _left_by(path).decode("utf-8", "surrogateescape")
        if written == text:
            shutil.rmtree(folder, ignore_errors=True)
            raise NothingWritten
        if not (why := wrong(written)):
            break
        if session.may_ask:
            say(why, "bad")
            if typer.confirm("Go on editing?", default=True, err=True):
                continue
        raise NotYetRight(str(path), why)
    try:
        yield written
    except NotCommitted:  # what was written is in the register's own file
        shutil.rmtree(folder, ignore_errors=True)
        raise
    except LearnorgError as refused:
        refused.hint = f"{refused.hint} What you wrote is kept in {path}.".strip()
        raise
    shutil.rmtree(folder, ignore_errors=True)


def _left_by(path: Path) -> bytes:
    """What the editor left in the file."""
    if not path.is_file():
        raise NoEditor(path.name, f"it left no file in {path.parent}")
    return path.read_bytes()


@contextmanager
def edited_record(
    session: Session, kind: Kind, said: dict[str, Any], of_type: str = ""
) -> Iterator[dict[str, Any]]:
    """A new record's content as the user wrote it, starting from the template of its type."""
    document = blank(session.register, kind, of_type)
    text = splice(document, [*_known(said, document.plain())], kind.groups)
    stand_in = mint(kind.prefix, session.today, lambda _: False)

    def wrong(written: str) -> str:
        try:
            plain = _there(load(written.encode("utf-8", "surrogateescape"), form(kind)).plain())
        except LearnorgError as refused:
            line, col = getattr(refused, "line", 1), getattr(refused, "col", 1)
            return f"{line}:{col}: {refused}. {refused.hint}"
        _, found = problems(kind.model(), {"id": stand_in, "state": kind.states[0], **plain})
        return "\n".join(f"{p.message}. {p.hint}".strip() for p in found)

    with edited_text(session, text, f"{kind.name}{kind.suffix}", wrong) as written:
        yield _there(load(written.encode(), form(kind)).plain())


def _known(said: dict[str, Any], there: dict[str, Any]) -> Iterator[Edit]:
    """The edits that fill in what was said; what the template asks besides stays open."""
    for key, value in said.items():
        if isinstance(value, dict) and isinstance(there.get(key), dict):
            yield from (Edit((key, inner), one) for inner, one in value.items())
        else:
            yield Edit((key,), value)


def _there(plain: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in plain.items() if value is not None}


@contextmanager
def edited_file(session: Session, entry: Entry, data: bytes) -> Iterator[bytes]:
    """A record's file as the user left it, once it holds a sound record of the same identity."""

    def wrong(written: str) -> str:
        try:
            document = load(written.encode("utf-8", "surrogateescape"), form(entry.kind))
        except LearnorgError as refused:
            place = f"{getattr(refused, 'line', 1)}:{getattr(refused, 'col', 1)}"
            return f"{entry.path}:{place}: {refused}. {refused.hint}"
        _, found = problems(entry.kind.model(), document.plain())
        lines = []
        for problem in found:
            line, col = document.locate(problem.path)
            lines.append(f"{entry.path}:{line}:{col}: {problem.message}. {problem.hint}".rstrip())
        if not found and document.plain().get("id") != entry.identity:
            lines.append(f"{entry.path}: the id is to stay {entry.identity}")
        return "\n".join(lines)

    text, name = data.decode("utf-8", "surrogateescape"), entry.path.rpartition("/")[2]
    with edited_text(session, text, name, wrong) as written:
        yield written.encode("utf-8", "surrogateescape")
