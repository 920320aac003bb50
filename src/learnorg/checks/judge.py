"""
Judging a change: what merging it would make of the base, record by record.

The end decides, under the base's policy; what is found on the way there, commit by commit,
warns. Everything is read as objects, in a repository beside the one that is judged, so that
nothing which the change brings along can run or decide.
"""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import NamedTuple

from learnorg.checks import run
from learnorg.checks.change import CHANGE_CHECKS
from learnorg.checks.change.attributes_changed import DECEIVING
from learnorg.checks.change.record_erased import record_erased
from learnorg.checks.change.secret_added import without_secrets
from learnorg.checks.change.turn import Case, Passage, Side, Turn
from learnorg.checks.check import Check, Remark
from learnorg.errors import LearnorgError
from learnorg.files.loader import Document, Form, Refused, load
from learnorg.findings import Finding, Level
from learnorg.history.git import Git, checking
from learnorg.history.merged import Merged, predicted, scratch
from learnorg.history.objects import (
    Commit,
    Touch,
    changes,
    commits,
    content,
    contents,
    resolve,
    tree,
)
from learnorg.history.repository import Repository, locate
from learnorg.history.signatures import signer
from learnorg.history.trees import Entry
from learnorg.kinds import BY_NAME
from learnorg.kinds.differences import in_words
from learnorg.kinds.kind import Plain
from learnorg.kinds.problems import problems
from learnorg.register.authority import Mover
from learnorg.register.evidence import PROOFS, Actor, Forge, People
from learnorg.register.evidence import forge as forge_of
from learnorg.register.index import TOPS
from learnorg.register.intake import kind_at
from learnorg.register.policy import BadPolicy, parse_policy
from learnorg.register.scan import SUFFIXES
from learnorg.settings import FILE, Policy

AT_ONCE = 200
"""Records whose two sides are held in memory at a time."""

FILES = ("100644", "100755")
"""The modes of plain files."""

Words = tuple[str, str, list[str]]
"""A record's identity and title, and what a change does to it."""


class NoHistory(LearnorgError):
    """A register without git, of which no change can be judged."""

    exit_code = 4
    hint = "Put it into git first: learnorg init --git."

    def __init__(self) -> None:
        super().__init__("there is no git repository here, so there is no change to judge")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is wrong with a change, what it does in words, and how sure it is whose it is."""

    base: str
    head: str
    findings: list[Finding]
    words: list[Words]
    commits: int
    proof: str
    """The least sure proof of who made a part of it."""
    waiting: list[str] = field(default_factory=list)
    """What could not be looked at, and why."""


class _Range(NamedTuple):
    """The commits of a change, the newest first, with what each changes in the register."""

    commits: Mapping[str, Commit]
    touches: Mapping[str, list[Touch]]


def judge(root: Path, base: str, head: str = "HEAD", actors: Path | None = None) -> Verdict:
    """What merging `head` into `base` would do to the register at `root`, and what is wrong."""
    repository = locate(root)
    if repository is None:
        raise NoHistory
    own = checking(repository.git_dir)
    first, last = resolve(own, base), resolve(own, head)
    with scratch(repository) as git:
        return _Court(git, _prefix(root, repository), first, last, actors).verdict()


def _prefix(root: Path, repository: Repository) -> str:
    """What stands before a register's paths in its repository."""
    inside = Path(os.path.realpath(root)).relative_to(repository.work_tree).as_posix()
    return "" if inside == "." else inside + "/"


class _Court:
    """One change before the rules."""

    def __init__(self, git: Git, prefix: str, base: str, head: str, actors: Path | None) -> None:
        self.git, self.prefix, self.base, self.head = git, prefix, base, head
        self.merged = self._of_register(predicted(git, base, head))
        stated = content(git, base, prefix + FILE)
        self.proposed, self.unsound = self._proposal(stated is None)
        self.policy = parse_policy(stated) if stated is not None else self.proposed or Policy()
        self.range = self._range()
        self.people = People(self._people())
        text = actors.read_text("utf-8", "replace") if actors else ""
        self.forge = forge_of(text, str(actors), self.people) if actors else Forge()
        signers = content(git, base, prefix + self.policy.evidence.signers)
        self.signers = signers or b""
        self._actors: dict[str, Actor] = {}

    def verdict(self) -> Verdict:
        """What the rules say, and what the change does in words."""
        found = list(self.unsound)
        words: list[Words] = []
        passages = []
        made_by = self._made_by()
        for turn in self._turns(self.merged.touches, made_by):
            was, will_be = turn.before is not None, turn.after is not None
            passages.append(Passage(turn.path, turn.kind, turn.identity, was, will_be))
            found += self._over(turn)
            words += _words(turn)
        found += self._over_case(passages)
        found += self._on_the_way({(f.rule, f.path, f.message) for f in found})
        found += self._under_the_new()
        proofs = {actor.proof for actor in self._actors.values()} or {"author"}
        return Verdict(
            self.base,
            self.head,
            sorted(set(found)),
            words,
            len(self.range.commits),
            min(proofs, key=PROOFS.index),
        )

    # ---- what is judged ---------------------------------------------------------------

    def _of_register(self, merged: Merged) -> Merged:
        """The part of a merge that bears on the register, with paths from its root."""
        touches = tuple(self._inside(merged.touches))
        conflicts = tuple(
            path.removeprefix(self.prefix)
            for path in merged.conflicts
            if self._is_ours(path) or _name(path) in DECEIVING
        )
        return Merged(touches, conflicts)

    def _inside(self, touches: Iterable[Touch]) -> Iterator[Touch]:
        for touch in touches:
            above = self.prefix.startswith(touch.path[: -len(_name(touch.path))])
            if self._is_ours(touch.path) or (_name(touch.path) in DECEIVING and above):
                yield touch._replace(path=touch.path.removeprefix(self.prefix))

    def _is_ours(self, path: str) -> bool:
        inside = path.removeprefix(self.prefix)
        if not path.startswith(self.prefix):
            return False
        return inside == FILE or inside.partition("/")[0].lower() in {*TOPS, "templates"}

    def _proposal(self, needed: bool) -> tuple[Policy | None, list[Finding]]:
        """The policy that the change brings along, or what is wrong with it."""
        touch = next((t for t in self.merged.touches if t.path == FILE), None)
        if touch is None:
            return None, []
        if touch.after is None:
            why = "the policy would be gone"
            return None, [Finding(FILE, 1, 1, "record-deleted", why, hint="Put it back.")]
        ((_, data),) = contents(self.git, [touch.after.id])
        try:
            return parse_policy(data), []
        except BadPolicy as wrong:
            if needed:
                raise
            return None, list(wrong.findings)

    def _range(self) -> _Range:
        found = {c.id: c for c in commits(self.git, self.head, f"^{self.base}")}
        pairs = [(c.id, parent) for c in found.values() for parent in c.parents or ("",)]
        seen: dict[str, list[list[Touch]]] = {}
        folders = [self.prefix + name for name in (*TOPS, FILE)]
        for id_, touches in changes(self.git, pairs, *folders):
            seen.setdefault(id_, []).append(touches)
        return _Range(
            found,
            {
                id_: list(self._inside(_own(each, max(len(found[id_].parents), 1))))
                for id_, each in seen.items()
            },
        )

    def _people(self) -> Iterator[tuple[str, Plain]]:
        """The people whom the base lists."""
        folder = self.prefix + BY_NAME["person"].folder
        entries = tree(self.git, self.base, folder)
        paths = {e.id: path for path, e in entries.items() if e.mode in FILES}
        for id_, data in contents(self.git, paths):
            try:
                plain = load(data).plain()
            except Refused:
                continue
            if isinstance(plain, dict):
                yield paths[id_].rpartition("/")[2].rpartition(".")[0], plain

    # ---- who made it ------------------------------------------------------------------

    def _made_by(self) -> Callable[[str], Commit | None]:
        """The commit that brought a path's record to its state, or else touched it last."""
        moved: dict[str, str] = {}
        touched: dict[str, str] = {}
        for id_ in self.range.commits:
            for touch in self.range.touches.get(id_, ()):
                touched.setdefault(touch.path, id_)
                if touch.path not in moved and self._state(touch.before) != self._state(
                    touch.after
                ):
                    moved[touch.path] = id_

        def found(path: str) -> Commit | None:
            id_ = moved.get(path) or touched.get(path) or next(iter(self.range.commits), "")
            return self.range.commits.get(id_)

        return found

    def _state(self, entry: Entry | None) -> bytes:
        """The state that a file states, read off its own line."""
        if entry is None or entry.mode not in FILES:
            return b""
        ((_, data),) = contents(self.git, [entry.id])
        return next((line for line in data.splitlines() if line.startswith(b"state:")), b"")

    def _actor(self, commit: Commit | None) -> Actor:
        """Who made a commit, by the surest proof there is."""
        if commit is None:
            return Actor(self.forge.author or Mover(), "forge" if self.forge.author else "author")
        if commit.id not in self._actors:
            self._actors[commit.id] = self._proven(commit)
        return self._actors[commit.id]

    def _proven(self, commit: Commit) -> Actor:
        approvers = self.forge.approvers
        author = commit.author.email.lower()
        committer = commit.committer.email.lower()
        if self.signers and commit.signed == "ssh":
            signed_by = signer(self.git, commit.id, self.signers).lower()
            if signed_by and signed_by == author == committer:
                return Actor(self.people.known(Mover(author)), "signature", approvers)
            if signed_by and signed_by == committer and self.policy.evidence.squash:
                return Actor(self.people.known(Mover(author)), "forge", approvers)
        if self.forge.author:
            return Actor(self.forge.author, "forge", approvers)
        who = Mover(commit.author.email, commit.author.name)
        return Actor(self.people.known(who), "author", approvers)

    # ---- record by record -------------------------------------------------------------

    def _turns(
        self, touches: Sequence[Touch], made_by: Callable[[str], Commit | None]
    ) -> Iterator[Turn]:
        """Every record that is touched, a few in memory at a time."""
        ours = [t for t in touches if t.path.startswith(TOPS) and t.path.endswith(SUFFIXES)]
        for start in range(0, len(ours), AT_ONCE):
            some = ours[start : start + AT_ONCE]
            ids = {e.id for t in some for e in (t.before, t.after) if e and e.mode in FILES}
            held = dict(contents(self.git, sorted(ids)))
            for touch in some:
                commit = made_by(touch.path)
                kind = kind_at(touch.path)
                stem = touch.path.rpartition("/")[2].rpartition(".")[0]
                before, after = (
                    _side(touch.path, held[e.id]) if e and e.mode in FILES else None
                    for e in (touch.before, touch.after)
                )
                day = commit.committer.when.date() if commit else date.max
                actor = self._actor(commit)
                yield Turn(touch.path, kind, stem, before, after, self.policy, actor, day)

    def _over(self, turn: Turn) -> Iterator[Finding]:
        """What the rules over a record say: of the change, and of what it leaves behind."""
        document = (turn.after or turn.before or _NOTHING).document
        for check, remark in _remarks(turn):
            yield from self._finding(check, remark, turn.path, document, turn.identity)
        after = turn.after
        if after is None:
            return
        if isinstance(after.refused, Refused):
            r = after.refused
            yield Finding(turn.path, r.line, r.col, r.rule, r.message, Level.ERROR, r.hint)
            return
        known = {(f.rule, f.message) for f in self._inspected(turn.path, turn.before, self.policy)}
        for found in self._inspected(turn.path, after, self.policy):
            if (found.rule, found.message) not in known:
                yield found

    def _inspected(self, path: str, side: Side | None, policy: Policy) -> list[Finding]:
        """What the rules over single records say of one side."""
        if side is None or side.document is None:
            return []
        found = run.inspected(side.document, side.plain, kind_at(path), path, policy)
        return list(run.levelled(found, policy))

    def _finding(
        self, check: Check, remark: Remark, path: str, document: Document | None, record: str
    ) -> Iterator[Finding]:
        wish = self.policy.rules.get(check.name)
        if wish == "off":
            return
        level = Level.named(wish) if wish else check.level
        if remark.level is not None and (not wish or remark.level < level):
            level = remark.level
        line, col = remark.place or (document.locate(remark.at) if document else (1, 1))
        yield Finding(path, line, col, check.name, remark.message, level, remark.hint, record)

    # ---- as a whole -------------------------------------------------------------------

    def _over_case(self, passages: Sequence[Passage]) -> Iterator[Finding]:
        newest = next(iter(self.range.commits.values()), None)
        by = self._actor(self._made_policy() or newest)
        case = Case(
            self.merged.touches, self.merged.conflicts, passages, self.policy, self.proposed,
            by, self._names, self._ever,
        )  # fmt: skip
        for check in CHANGE_CHECKS:
            for remark in check.case(case) if check.case else ():
                document = self._document(remark.path) if remark.at else None
                stem = remark.path.rpartition("/")[2].rpartition(".")[0]
                record = stem if kind_at(remark.path) else ""
                yield from self._finding(check, remark, remark.path, document, record)

    def _made_policy(self) -> Commit | None:
        """The newest commit that touches the policy."""
        for id_, commit in self.range.commits.items():
            if any(touch.path == FILE for touch in self.range.touches.get(id_, ())):
                return commit
        return None

    def _document(self, path: str) -> Document | None:
        """A file as it would be, for the line of a finding."""
        entry = next((t.after for t in self.merged.touches if t.path == path), None)
        if entry is None or entry.mode not in FILES:
            return None
        ((_, data),) = contents(self.git, [entry.id])
        return _side(path, data).document

    def _names(self) -> Mapping[str, Entry]:
        """Every file of the register as it would be."""
        there = tree(self.git, self.base, *(self.prefix + top for top in TOPS))
        names = {path.removeprefix(self.prefix): entry for path, entry in there.items()}
        for path, _, after in self.merged.touches:
            names.pop(path, None)
            if after:
                names[path] = after
        return names

    def _ever(self, paths: Sequence[str]) -> frozenset[str]:
        """Those of some paths that stood there before, anywhere in the base's history."""

        def used(*some: str) -> bool:
            asked = [self.prefix + path for path in some]
            walk = ("rev-list", "--full-history", "--max-count=1", self.base, "--", *asked)
            return bool(self.git.run(*walk).line)

        if not used(*paths):
            return frozenset()
        return frozenset(path for path in paths if used(path))

    def _on_the_way(self, known: set[tuple[str, str, str]]) -> Iterator[Finding]:
        """What is wrong in single commits and no more at the end; it warns."""
        if len(self.range.commits) < 2:
            return
        for id_, commit in self.range.commits.items():
            touches = self.range.touches.get(id_, [])
            for turn in self._turns(touches, lambda _, commit=commit: commit):  # type: ignore[misc]
                for check, remark in _remarks(turn):
                    for found in self._finding(check, remark, turn.path, None, turn.identity):
                        if (found.rule, found.path, found.message) in known:
                            continue
                        message = f"in commit {id_[:10]}: {found.message}"
                        level = min(found.level, Level.WARNING)
                        yield replace(found, message=message, level=level, line=1, col=1)

    def _under_the_new(self) -> Iterator[Finding]:
        """What the policy that the change brings along calls an error, and the old one did not."""
        if self.proposed is None or self.proposed == self.policy:
            return
        names = {path: e for path, e in self._names().items() if path.endswith(SUFFIXES)}
        paths: dict[str, list[str]] = {}
        for path, entry in names.items():
            if entry.mode in FILES:
                paths.setdefault(entry.id, []).append(path)
        for id_, data in contents(self.git, paths):
            for path in paths[id_]:
                side = _side(path, data)
                old = {(f.rule, f.message) for f in self._inspected(path, side, self.policy)
                       if f.level is Level.ERROR}  # fmt: skip
                for found in self._inspected(path, side, self.proposed):
                    if found.level is Level.ERROR and (found.rule, found.message) not in old:
                        yield replace(found, message=f"under the new policy: {found.message}")


_NOTHING = Side(b"", None, None, None)


def _side(path: str, data: bytes) -> Side:
    """A file on one side of a change, as far as it can be read."""
    try:
        document = load(data, Form.MARKDOWN if path.endswith(".md") else Form.YAML)
    except Refused as refused:
        return Side(data, None, {}, None, refused)
    plain = document.plain()
    kind = kind_at(path)
    record = problems(kind.model(), plain)[0] if kind else None
    return Side(data, document, plain, record)


def _remarks(turn: Turn) -> Iterator[tuple[Check, Remark]]:
    """What the rules over a record's change say; of one that is erased, that it is."""
    for check in (record_erased,) if turn.erases else CHANGE_CHECKS:
        for remark in check.turns(turn) if check.turns else ():
            yield check, remark


def _own(each: Sequence[Sequence[Touch]], parents: int) -> list[Touch]:
    """What a commit changed itself: of a merge, only what differs from every parent."""
    if len(each) < parents:
        return []
    first, *others = each
    elsewhere = [{touch.path for touch in one} for one in others]
    return [touch for touch in first if all(touch.path in paths for paths in elsewhere)]


def _words(turn: Turn) -> Iterator[Words]:
    """What a change does to a record, in a reader's words."""
    before, after = (side.plain if side else None for side in (turn.before, turn.after))
    title = str((after or before or {}).get("title") or "")
    if turn.after is None:
        phrases = ["is taken away"]
    elif turn.before is None:
        phrases = [f"is new, {(after or {}).get('state') or 'without a state'}"]
    elif turn.after.refused:
        phrases = ["cannot be read any more"]
    elif turn.erases:
        phrases = ["its content is taken out"]
    else:
        phrases = in_words(before, after)
    if phrases:
        yield turn.identity, without_secrets(title), [without_secrets(one) for one in phrases]


def _name(path: str) -> str:
    return path.rpartition("/")[2].lower()
