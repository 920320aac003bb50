"""`learnorg merge-driver`: what git calls to merge a record that two sides changed."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from learnorg.checks.run import added
from learnorg.cli.console import put, say
from learnorg.errors import LearnorgError
from learnorg.files import atomic
from learnorg.files.lines import Odd
from learnorg.files.loader import Form, Refused, load
from learnorg.files.three_way import Marks
from learnorg.findings import Level
from learnorg.history import driver
from learnorg.history.repository import BareRepository
from learnorg.kinds.kind import Kind
from learnorg.register.intake import kind_at
from learnorg.register.merge import Judge, Merged, NotMerged, Versions, merged, side_by_side
from learnorg.register.policy import NotARegister, find_root, parse_policy
from learnorg.settings import FILE, Policy

Label = Annotated[str, typer.Option(help="What a side is called between conflict marks.")]
Version = Annotated[Path, typer.Argument(help="A file with one version of the record.")]


def merge_driver(
    base: Version,
    ours: Version,
    theirs: Version,
    path: Annotated[str, typer.Argument(help="Where the record stands in the work tree.")],
    ours_label: Label = "",
    theirs_label: Label = "",
    marker_size: Annotated[int, typer.Option(help="How long conflict marks are.", min=1)] = 7,
) -> None:
    """
    Merge two versions of a record by its fields; git calls this, and nobody else needs to.

    The outcome is written over OURS. It says `merged`, or `conflict` where marks are in it.

    [dim]$[/] learnorg merge-driver base.yaml ours.yaml theirs.yaml register/people/ada.yaml
    """
    marks = Marks(_called(ours_label, "ours"), _called(theirs_label, "theirs"), marker_size)
    files = (base, ours, theirs)
    found = _merged(files, Versions(*(file.read_bytes() for file in files)), path, marks)
    atomic.put(ours, found.data)
    if found.why:
        say(f"{path}: {found.why}.", "warn")
    put(["merged" if found.clean else "conflict"])
    if not found.clean:
        raise typer.Exit(1)


def _called(label: str, usual: str) -> str:
    """What a side is called; a git before 2.44 has no names for them."""
    return usual if label[:1] in ("", "%") else " ".join(label.split())


def _merged(files: Sequence[Path], versions: Versions, path: str, marks: Marks) -> Merged:
    """The merged record; by its lines where it cannot be told into fields."""
    kind, inside, policy = _about(path)
    if kind is None:
        return _by_lines(files, versions, marks)
    judge = _judge(kind, inside, policy)
    try:
        return merged(versions, kind, policy, judge, marks)
    except (Refused, Odd, NotMerged) as reason:
        why = f"merged by lines, since {reason}" if str(reason) else "merged by lines"
    except Exception as surprise:  # noqa: BLE001  # whatever it is, git has to get both versions
        why = f"merged by lines, since learnorg failed ({surprise!r})"
        judge = _never
    found = _by_lines(files, versions, marks)
    if found.clean and not _sound(found.data, versions, Form.of(path), judge):
        return Merged(side_by_side(versions.ours, versions.theirs, marks), clean=False, why=why)
    return replace(found, why=why)


def _about(path: str) -> tuple[Kind | None, str, Policy]:
    """What a path of the work tree is in its register: its kind, its path there, the policy."""
    folder = (Path.cwd() / path).parent.resolve()
    try:
        root = find_root(folder)
    except (NotARegister, BareRepository):
        return None, path, Policy()
    inside = (folder / Path(path).name).relative_to(root).as_posix()
    try:
        policy = parse_policy(atomic.read(root / FILE) or b"")
    except (LearnorgError, OSError):  # it waits to be merged itself, perhaps
        policy = Policy()
    return kind_at(inside), inside, policy


def _judge(kind: Kind, path: str, policy: Policy) -> Judge:
    """What the rules over single records find in an outcome, and in neither side."""

    def found(ours: bytes, theirs: bytes, after: bytes) -> list[int]:
        new = added(kind, path, theirs, after, policy)
        known = {(finding.rule, finding.message) for finding in new}
        return [
            finding.line
            for finding in added(kind, path, ours, after, policy)
            if finding.level >= Level.WARNING and (finding.rule, finding.message) in known
        ]

    return found


def _never(*_: bytes) -> list[int]:
    """No outcome will do: a person is to look at both versions."""
    return [1]


def _by_lines(files: Sequence[Path], versions: Versions, marks: Marks) -> Merged:
    """What git makes of the versions by their lines; both side by side where it cannot."""
    base, ours, theirs = map(str, files)
    found = driver.by_lines(base, ours, theirs, (marks.ours, marks.theirs), marks.size)
    if found is None:
        return Merged(side_by_side(versions.ours, versions.theirs, marks), clean=False)
    return Merged(*found)


def _sound(data: bytes, versions: Versions, form: Form, judge: Judge) -> bool:
    """Whether an outcome can be read, and the rules find nothing new in it."""
    try:
        load(data, form)
    except Refused:
        return False
    return not judge(versions.ours, versions.theirs, data)
