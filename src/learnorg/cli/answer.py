"""How a command that changes the register ends: it shows, writes, and says what became of it."""

from collections.abc import Iterator
from typing import Any

from learnorg.cli.console import put, say
from learnorg.cli.options import Wishes
from learnorg.cli.session import Session
from learnorg.errors import LearnorgError
from learnorg.findings import Finding, Level
from learnorg.kinds.person import PERSON
from learnorg.register import lexicon
from learnorg.register.activity.place import place
from learnorg.register.aliases import require_aliases
from learnorg.register.changes import Change, apply
from learnorg.register.governing import governed
from learnorg.register.linkage import require_links
from learnorg.register.lookup import shortest
from learnorg.register.people import Known, people
from learnorg.register.records import Revision, Stored
from learnorg.register.writer import Saving, Written
from learnorg.render.formats import envelope
from learnorg.render.safe import on_one_line, visible

KEYS = (b"owner", b"sponsor", b"consulted", b"informed", b"facilitator", b"who")
"""The fields that name people, as a file has them."""


def finish(session: Session, change: Change, wishes: Wishes, how: Saving | None = None) -> Written:
    """
    Write a change, or only show it, and tell what changed and how to take it back.

    `how` says how far it is taken into git, where that is not for the user to say.
    """
    _vet(session, change)
    if not wishes.quiet:
        _greet(session, change)
    if wishes.dry_run:
        if wishes.form == "json":
            put([envelope("change", {"dry_run": True, "diff": change.diff(), **_told(change)})])
        else:
            put(visible(change.diff()).splitlines())
            say("Nothing was written (--dry-run).", "quiet")
        return Written()
    if not change.changed:
        if wishes.form == "json":
            told = {"told": change.told} if change.told else {}
            put([envelope("change", _told(change) | told)])
        else:
            say("Nothing to change: it is so already.", "quiet")
        return Written()
    how = how or saving(session, wishes)
    written = apply(session.register, change, how, wishes.include_edits, session.settings)
    if _noting(change) and " revert " in written.undo:  # later lines would stand in git's way
        written = written._replace(undo="learnorg undo")
    _tell(session, change, written, wishes)
    return written


def _noting(change: Change) -> bool:
    """Whether a change touches the activity log, and records at most besides."""
    logs = [file for file in change.files if file.old != file.new]
    return bool(logs) and all(place(file.path) for file in logs)


def by_hand(session: Session, before: Stored, after: Stored, because: str) -> Stored:
    """A change by hand, if a record may change like this, with the note it may need."""
    require_links(session.register, before, after)
    if before.data == after.data:
        return after
    noted = governed(before, after, session.policy, session.who.known_as, session.today, because)
    if noted.plain.get("notes") != after.plain.get("notes"):
        say(f"{before.identity}: {noted.plain['notes'][-1]['text']}", "warn")
    return noted


class WouldNotPass(LearnorgError):
    """A change that `check` would call an error."""

    def __init__(self, found: list[Finding]) -> None:
        super().__init__("\n".join(f"{f.record}: {f.message} [{f.rule}]" for f in found))
        self.hint = " ".join(dict.fromkeys(f.hint for f in found if f.hint))


def _vet(session: Session, change: Change) -> None:
    """Refuse what the rules over single records call an error, and tell what they warn of."""
    require_aliases(session.register, change.real)
    from learnorg.checks.run import added  # every rule, for commands that change something

    errors: list[Finding] = []
    for revision in change.real:
        if revision.after is None:
            continue
        for finding in added(
            *(revision.kind, revision.path, revision.before, revision.after, session.policy),
            lexicon.at(session.register.root),
        ):
            if finding.level is Level.ERROR:
                errors.append(finding)
            elif finding.level is Level.WARNING:
                say(f"{finding.record}: {finding.message}. {finding.hint}".rstrip(), "warn")
    if errors:
        raise WouldNotPass(errors)


def _greet(session: Session, change: Change) -> None:
    """Tell of people whom nobody knows, which no rule over a single record can."""
    revisions = [one for one in change.real if one.kind is not PERSON and _may_name(one)]
    known = Known(session.register) if revisions else None
    if known is None or not known.listed:
        return
    for revision in revisions:
        there = _people(revision.before, revision.path)
        now = _people(revision.after, revision.path)
        for name in dict.fromkeys(name for name in now if name not in there):
            if hint := known.stranger(name):
                say(f"{revision.identity}: '{name}' is no listed person or team. {hint}", "warn")


def _may_name(revision: Revision) -> bool:
    """Whether a new line may name somebody: to read every file of thousands takes seconds."""
    new = {*(revision.after or b"").splitlines()} - {*(revision.before or b"").splitlines()}
    return any(line.lstrip().startswith(b"- ") or any(k in line for k in KEYS) for line in new)


def _people(data: bytes | None, path: str) -> list[str]:
    """Whom a file names; nobody where there is none, or it cannot be read."""
    from learnorg.files.loader import Form, Refused, load  # YAML, for changes only

    try:
        return [name for _, name in people(load(data or b"", Form.of(path)).plain()) if name]
    except Refused:
        return []


def saving(session: Session, wishes: Wishes) -> Saving:
    """How far into git a change is taken: as the user prefers, unless told otherwise."""
    return Saving.NEVER if wishes.no_commit else {
        "each": Saving.EACH, "stage": Saving.STAGE, "never": Saving.NEVER,
    }[session.preferences.commit]  # fmt: skip


def _tell(session: Session, change: Change, written: Written, wishes: Wishes) -> None:
    if written.said:
        say(written.said, "warn")
    if wishes.form == "json":
        outcome = {
            "commit": written.commit,
            "staged": written.staged,
            "undo": written.undo or None,
            "unshared": written.unshared or None,
        }
        outcome |= {"told": change.told} if change.told else {}
        put([envelope("change", _told(change) | outcome)])
        return
    if wishes.quiet:
        put(one.identity for one in change.about)
        return
    put(on_one_line(line) for line in _lines(change))
    if change.told:
        say(change.told)
    if written.commit:
        say(f"Committed {written.commit[:10]}. Take it back: {written.undo}", "quiet")
    elif written.staged:
        back = f" Take it back: {written.undo}" if written.undo else ""
        say(f"Staged, not committed.{back}", "quiet")
    elif written.undo:
        say(f"Written, not committed. Take it back: {written.undo}", "quiet")
    elif session.register.repository is None:
        say("Written. There is no git repository here, so no history is kept.", "warn")
    if written.unshared:
        say(written.unshared, "quiet")


def _lines(change: Change) -> Iterator[str]:
    """The records that changed, one a line; a new identity stands beside the one before."""
    for revision in change.real:
        if former := change.formerly.get(revision.identity):
            yield f"{former} -> {revision.identity}  {revision.title}"
        elif revision.after is not None or revision.identity not in change.formerly.values():
            yield _line(revision)
    for one in change.about[len(change.real) :]:
        yield f"{one.identity}  {one.what}  {one.title}"


def _line(revision: Revision) -> str:
    """One record, and what happened to it."""
    before, after = _stated(revision.before, "state"), _stated(revision.after, "state")
    if before and after and before != after:
        return f"{revision.identity}  {before} -> {after}  {revision.title}"
    return f"{revision.identity}  {revision.title}"


def _stated(data: bytes | None, key: str) -> str:
    """What a file states under a key, read off its own line."""
    for line in (data or b"").splitlines():
        if line.startswith(key.encode() + b":"):
            return (
                line[len(key) + 1 :].split(b"#")[0].strip().strip(b"'\"").decode("utf-8", "replace")
            )
    return ""


def _told(change: Change) -> dict[str, Any]:
    told: dict[str, Any] = {
        "action": change.action,
        "records": [
            {
                "id": r.identity,
                "kind": r.kind.name,
                "title": r.title,
                "path": r.path,
                "from": _stated(r.before, "state") or None,
                "to": _stated(r.after, "state") or None,
            }
            | ({"formerly": change.formerly[r.identity]} if r.identity in change.formerly else {})
            for r in change.real
        ],
    }
    if change.noted:
        told["noted"] = [
            {"id": n.identity, "kind": n.kind.name, "title": n.title, "event": dict(n.event)}
            for n in change.noted
        ]
    return told


def short(session: Session, identity: str) -> str:
    """The shortest way to type an identity."""
    return shortest(session.register.index, [identity])[identity]
