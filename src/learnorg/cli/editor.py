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
from learnorg.files.bounded import NotRead
from learnorg.files.loader import Refused, load
from learnorg.files.splice import Edit, splice
from learnorg.history.commits import NotCommitted
from learnorg.kinds.kind import Kind
from learnorg.kinds.problems import problems
from learnorg.refs import mint
from learnorg.register import templates


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
def edited_record(session: Session, kind: Kind, said: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """A new record's content as the user wrote it, starting from the kind's template."""
    root = session.register.root
    path = templates.find(f"records/{kind.name}.yaml", root)
    try:
        document = load(templates.read(path, root))
    except Refused as refused:
        place = f"{templates.shown(path, root)}:{refused.line}:{refused.col}"
        raise NotRead(place, str(refused), refused.hint) from None
    known = [Edit((key,), value) for key, value in said.items()]
    text = splice(document, known, kind.groups)
    stand_in = mint(kind.prefix, session.today, lambda _: False)

    def wrong(written: str) -> str:
        try:
            plain = load(written.encode("utf-8", "surrogateescape")).plain()
        except LearnorgError as refused:
            line, col = getattr(refused, "line", 1), getattr(refused, "col", 1)
            return f"{line}:{col}: {refused}. {refused.hint}"
        _, found = problems(
            kind.model(), {"id": stand_in, "state": kind.states[0], **_there(plain)}
        )
        return "\n".join(f"{p.message}. {p.hint}".strip() for p in found)

    with edited_text(session, text, f"{kind.name}.yaml", wrong) as written:
        yield _there(load(written.encode()).plain())


def _there(plain: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in plain.items() if value is not None}
