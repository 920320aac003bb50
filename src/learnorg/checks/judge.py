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
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from learnorg.checks import CHECKS, run
from learnorg.checks.change import CHANGE_CHECKS
from learnorg.checks.change.attributes_changed import DECEIVING
from learnorg.checks.change.author_unproven import author_unproven
from learnorg.checks.change.born_further import born_further
from learnorg.checks.change.frozen_measures_moved import frozen_measures_moved
from learnorg.checks.change.identity_changed import identity_changed
from learnorg.checks.change.illegal_move import illegal_move
from learnorg.checks.change.immutable_field import immutable_field
from learnorg.checks.change.move_without_guard import move_without_guard
from learnorg.checks.change.mover_without_authority import mover_without_authority
from learnorg.checks.change.record_erased import record_erased
from learnorg.checks.change.secret_added import Blackened, secret_added
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
    is_shallow,
    resolve,
    tree,
)
from learnorg.history.repository import Repository, locate
from learnorg.history.signatures import signer
from learnorg.history.trees import Entry
from learnorg.kinds import BY_NAME
from learnorg.kinds.differences import in_words
from learnorg.kinds.improvement import IMPROVEMENT
from learnorg.kinds.kind import Kind, Plain
from learnorg.kinds.problems import problems
from learnorg.kinds.record import Record
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

OF_ERASED = (author_unproven, identity_changed, immutable_field, record_erased, secret_added)
"""The rules over a change that hold for a record whose content it takes out."""

OF_MOVES = (illegal_move, move_without_guard, mover_without_authority, frozen_measures_moved)
"""The rules over a move, also of what was proposed in the same change."""

USUAL = {check.name: check.level for check in (*CHECKS, *CHANGE_CHECKS)}
"""The level of every rule of which policy says nothing."""

SHALLOW = "whether an identity was used before the oldest commit of this shallow clone"

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
    touches: Mapping[str, list[tuple[Touch, ...]]]
    """Path by path, each against every parent of the commit."""


class _Making(NamedTuple):
    """The commit that brought a record to its state, or else touched it last."""

    last: Commit | None
    entered: Mapping[str, Commit] = {}
    """The newest commit that brought it to each state, where several touched it."""
    touched: Sequence[Commit] = ()


Makers = Callable[[str], _Making]
"""How what stands at a path was made."""


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
        stated = content(git, base, prefix + FILE)
        self.policy = parse_policy(stated) if stated is not None else Policy()
        self.merged = self._of_register(predicted(git, base, head))
        self.proposed, self.unsound = self._proposal(stated is None)
        if stated is None and self.proposed:
            self.policy = self.proposed
        self.range = self._range()
        self.births = _births(self.range)
        self.people = People(self._people())
        text = actors.read_text("utf-8", "replace") if actors else ""
        self.forge = forge_of(text, str(actors), self.people) if actors else Forge()
        signers = content(git, base, prefix + self.policy.evidence.signers)
        self.signers = signers or b""
        self._actors: dict[str, Actor] = {}
        self._blackened = Blackened()

    def verdict(self) -> Verdict:
        """What the rules say, and what the change does in words."""
        found = list(self.unsound)
        words: list[Words] = []
        passages = []
        for turn in self._turns(self.merged.touches, self._made_by()):
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
            sorted({self._without_secrets(one) for one in found}),
            [
                (identity, self._blackened(title), [self._blackened(each) for each in phrases])
                for identity, title, phrases in words
            ],
            len(self.range.commits),
            min(proofs, key=PROOFS.index),
            [SHALLOW] if is_shallow(self.git) else [],
        )

    def _without_secrets(self, found: Finding) -> Finding:
        message, hint = self._blackened(found.message), self._blackened(found.hint)
        return replace(found, message=message, hint=hint)

    # ---- what is judged ---------------------------------------------------------------

    def _of_register(self, merged: Merged) -> Merged:
        """The part of a merge that bears on the register, with paths from its root."""
        touches = tuple(self._inside(merged.touches))
        conflicts = tuple(self._from_root(path) for path in merged.conflicts if self._bears(path))
        return Merged(touches, conflicts)

    def _inside(self, touches: Iterable[Touch]) -> Iterator[Touch]:
        for touch in touches:
            if self._bears(touch.path):
                yield touch._replace(path=self._from_root(touch.path))

    def _bears(self, path: str) -> bool:
        """Whether a file is the register's, or decides how git shows what is."""
        above = self.prefix.startswith(path[: -len(_name(path))])
        return self._is_ours(path) or (above and _name(path) in DECEIVING)

    def _from_root(self, path: str) -> str:
        """A path of the repository as seen from the register."""
        if path.startswith(self.prefix):
            return path.removeprefix(self.prefix)
        name = path.rpartition("/")[2]
        return "../" * self.prefix[len(path) - len(name) :].count("/") + name

    def _is_ours(self, path: str) -> bool:
        inside = path.removeprefix(self.prefix)
        if not path.startswith(self.prefix):
            return False
        if inside.lower() == FILE or inside in self._governing():
            return True
        return inside.partition("/")[0].lower() in {*TOPS, "templates"}

    def _governing(self) -> tuple[str, ...]:
        """The files by which the register is judged."""
        return FILE, self.policy.evidence.signers

    def _proposal(self, needed: bool) -> tuple[Policy | None, list[Finding]]:
        """The policy that the change brings along, or what is wrong with it."""
        touch = next((t for t in self.merged.touches if t.path == FILE), None)
        if touch is None:
            return None, []
        if touch.after is None or touch.after.mode not in FILES:
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
        folders = [self.prefix + name for name in (*TOPS, *self._governing())]
        for id_, touches in changes(self.git, pairs, *folders):
            seen.setdefault(id_, []).append(touches)
        return _Range(
            found,
            {
                id_: _own([list(self._inside(one)) for one in each])
                for id_, each in seen.items()
                if len(each) >= len(found[id_].parents)
            },
        )

    def _people(self) -> Iterator[tuple[str, Plain]]:
        """The people whom the base lists."""
        folder = self.prefix + BY_NAME["person"].folder
        entries = tree(self.git, self.base, folder)
        paths = {e.id: path for path, e in entries.items() if e.mode in FILES and _is_record(path)}
        for id_, data in contents(self.git, paths):
            try:
                plain = load(data).plain()
            except Refused:
                continue
            if isinstance(plain, dict):
                yield paths[id_].rpartition("/")[2].rpartition(".")[0], plain

    # ---- who made it ------------------------------------------------------------------

    def _made_by(self) -> Makers:
        """The commits that brought each path's record to its states, or else touched it."""
        touching: dict[str, list[tuple[Commit, tuple[Touch, ...]]]] = {}
        for id_, commit in self.range.commits.items():
            for each in self.range.touches.get(id_, ()):
                touching.setdefault(each[0].path, []).append((commit, each))
        several = [each for some in touching.values() if len(some) > 1 for _, each in some]
        states = self._states(touch for each in several for touch in each)

        def made(path: str) -> _Making:
            entered: dict[str, Commit] = {}
            for commit, each in touching.get(path, ()):
                state = states(each[0].after)
                if all(states(touch.before) != state for touch in each):
                    entered.setdefault(state, commit)
            touched = [commit for commit, _ in touching.get(path, ())]
            every = chain(entered.values(), touched, self.range.commits.values())
            return _Making(next(every, None), entered, touched)

        return made

    def _states(self, touches: Iterable[Touch]) -> Callable[[Entry | None], str]:
        """What each version of some records says of its state."""
        asked = {e.id: t.path for t in touches for e in t[1:] if e and e.mode in FILES}
        said: dict[str, str] = {}
        for id_, data in contents(self.git, asked):
            try:
                said[id_] = str(load(data, _form(asked[id_])).plain().get("state"))
            except Refused:
                continue
        return lambda entry: said.get(entry.id, "") if entry else ""

    def _actor(self, commit: Commit | None) -> Actor:
        """Who made a commit, by the surest proof there is."""
        if commit is None:
            return self._as_told(Mover())
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
            by_forge = signed_by == committer and not self.people.known(Mover(committer)).person
            if signed_by and by_forge and self.policy.evidence.squash:
                return Actor(self.people.known(Mover(author)), "forge", approvers)
        return self._as_told(self.people.known(Mover(commit.author.email, commit.author.name)))

    def _as_told(self, author: Mover) -> Actor:
        """Whoever made something, as the forge says, or else as the commit does."""
        if self.forge.author:
            return Actor(self.forge.author, "forge", self.forge.approvers)
        return Actor(author, "author", self.forge.approvers)

    # ---- record by record -------------------------------------------------------------

    def _turns(self, touches: Iterable[Touch], made_by: Makers) -> Iterator[Turn]:
        """Every record that is touched, a few in memory at a time."""
        ours = list(_joined([touch for touch in touches if _is_record(touch.path)]))
        for start in range(0, len(ours), AT_ONCE):
            some = ours[start : start + AT_ONCE]
            ids = {e.id for t in some for e in (t.before, t.after) if e and e.mode in FILES}
            held = dict(contents(self.git, sorted(ids)))
            for touch in some:
                made = made_by(touch.path)
                before, after = (
                    _side(path, held[e.id]) if e and e.mode in FILES else None
                    for path, e in ((touch.was_at, touch.before), (touch.path, touch.after))
                )
                for side in (before, after):
                    self._blackened.learn(side.data if side else b"")
                yield Turn(
                    touch.path, kind_at(touch.path), _stem(touch.path), before, after, self.policy,
                    self._actor(made.last),
                    made.last.committer.when.date() if made.last else date.max,
                    {state: self._actor(commit) for state, commit in made.entered.items()},
                    [self._actor(commit) for commit in made.touched],
                )  # fmt: skip

    def _over(self, turn: Turn) -> Iterator[Finding]:
        """What the rules over a record say: of the change, and of what it leaves behind."""
        document = (turn.after or turn.before or _NOTHING).document
        since = self._since_birth(turn)
        remarks = [*_remarks(turn), *_remarks(since, OF_MOVES)] if since else _remarks(turn)
        for check, remark in remarks:
            if not since or check is not born_further:
                yield from self._finding(check, remark, turn.path, document, turn.identity)
        after = turn.after
        if after is None:
            return
        if isinstance(after.refused, Refused):
            r = after.refused
            yield Finding(turn.path, r.line, r.col, r.rule, r.message, Level.ERROR, r.hint)
            return
        known = {(f.rule, f.message) for f in _inspected(turn.before, self.policy)}
        for found in _inspected(after, self.policy):
            if (found.rule, found.message) not in known:
                yield found

    def _since_birth(self, turn: Turn) -> Turn | None:
        """The change since a record was proposed, where it was proposed and moved in one range."""
        first = self.births.get(turn.path)
        if turn.before is not None or turn.after is None or turn.kind is not IMPROVEMENT:
            return None
        if first is None or turn.after.plain.get("state") == IMPROVEMENT.states[0]:
            return None
        ((_, data),) = contents(self.git, [first.id])
        side = _side(turn.path, data)
        if side.plain.get("state") != IMPROVEMENT.states[0]:
            return None
        return replace(turn, before=side)

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
        case = Case(
            self.merged.touches, self.merged.conflicts, passages, self.policy, self.proposed,
            self._policy_maker(), self._names, self._ever, USUAL,
        )  # fmt: skip
        for check in CHANGE_CHECKS:
            for remark in check.case(case) if check.case else ():
                document = self._document(remark.path) if remark.at else None
                record = _stem(remark.path) if kind_at(remark.path) else ""
                yield from self._finding(check, remark, remark.path, document, record)

    def _policy_maker(self) -> Actor:
        """Whoever changes what the register is judged by; of several, one who may not."""
        made = [
            self._actor(commit)
            for id_, commit in self.range.commits.items()
            if any(each[0].path in self._governing() for each in self.range.touches.get(id_, ()))
        ]
        made = made or [self._actor(next(iter(self.range.commits.values()), None))]
        return next((one for one in made if not one.governs(self.policy)), made[0])

    def _document(self, path: str) -> Document | None:
        """A file as it would be, for the line of a finding."""
        entry = next((t.after for t in self.merged.touches if t.path == path), None)
        if entry is None or entry.mode not in FILES:
            return None
        ((_, data),) = contents(self.git, [entry.id])
        return _side(path, data).document

    def _names(self) -> Mapping[str, Entry]:
        """Every file of the register as it would be."""
        there = tree(self.git, self.base, *(self.prefix + name for name in (*TOPS, FILE)))
        names = {path.removeprefix(self.prefix): entry for path, entry in there.items()}
        for path, _, after in self.merged.touches:
            names.pop(path, None)
            if after:
                names[path] = after
        return names

    def _ever(self, paths: Sequence[str]) -> frozenset[str]:
        """Those of some paths that stood there before, anywhere in the base's history."""

        def used(*some: str) -> bool:
            asked = "\n".join([self.base, "--", *(self.prefix + path for path in some), ""])
            walk = ("rev-list", "--full-history", "--max-count=1", "--stdin")
            return bool(self.git.run(*walk, stdin=os.fsencode(asked)).line)

        if not used(*paths):
            return frozenset()
        return frozenset(path for path in paths if used(path))

    def _on_the_way(self, known: set[tuple[str, str, str]]) -> Iterator[Finding]:
        """What is wrong in single commits and no more at the end; it warns."""
        if len(self.range.commits) < 2:
            return
        for id_, commit in self.range.commits.items():
            for found in self._in_commit(commit):
                if (found.rule, found.path, found.message) not in known:
                    message = f"in commit {id_[:10]}: {found.message}"
                    level = min(found.level, Level.WARNING)
                    yield replace(found, message=message, level=level, line=1, col=1)

    def _in_commit(self, commit: Commit) -> list[Finding]:
        """What is wrong with a commit; with a merge, what is against every parent."""
        sides = zip(*self.range.touches.get(commit.id, ()), strict=True)
        first, *others = [list(self._of_commit(commit, touches)) for touches in sides] or [[]]
        return [found for found in first if all(found in other for other in others)]

    def _of_commit(self, commit: Commit, touches: Iterable[Touch]) -> Iterator[Finding]:
        for turn in self._turns(touches, lambda _: _Making(commit)):
            for check, remark in _remarks(turn):
                yield from self._finding(check, remark, turn.path, None, turn.identity)

    def _under_the_new(self) -> Iterator[Finding]:
        """What the policy that the change brings along calls an error, and the old one did not."""
        if self.proposed is None or self.proposed == self.policy:
            return
        paths: dict[str, list[str]] = {}
        for path, entry in self._names().items():
            if entry.mode in FILES and _is_record(path):
                paths.setdefault(entry.id, []).append(path)
        for id_, data in contents(self.git, paths):
            for path in paths[id_]:
                side = _side(path, data)
                old = {(f.rule, f.message) for f in _inspected(side, self.policy)
                       if f.level is Level.ERROR}  # fmt: skip
                for found in _inspected(side, self.proposed):
                    if found.level is Level.ERROR and (found.rule, found.message) not in old:
                        yield replace(found, message=f"under the new policy: {found.message}")


_NOTHING = Side("", b"", None, None, None)


class _Passed(NamedTuple):
    """A record's file before and after, and where it stood before."""

    path: str
    was_at: str
    before: Entry | None
    after: Entry | None


def _joined(touches: Sequence[Touch]) -> Iterator[_Passed]:
    """Touches, with those of a record that goes from one place to another as one."""
    gone = {(kind_at(t.path), _stem(t.path)): t for t in touches if t.after is None}
    come = {(kind_at(t.path), _stem(t.path)) for t in touches if t.before is None}
    for path, before, after in touches:
        record = kind_at(path), _stem(path)
        moves = record[0] is not None and record in gone and record in come
        if before is None and moves:
            yield _Passed(path, gone[record].path, gone[record].before, after)
        elif after is not None or not moves:
            yield _Passed(path, path, before, after)


def _births(change: _Range) -> dict[str, Entry]:
    """The first version of each file that a change brings along."""
    first: dict[str, Entry] = {}
    for id_ in reversed(list(change.commits)):
        for (path, before, after), *_ in change.touches.get(id_, ()):
            if before is None and after is not None and after.mode in FILES:
                first.setdefault(path, after)
    return first


def _side(path: str, data: bytes) -> Side:
    """A file on one side of a change, as far as it can be read."""
    try:
        document = load(data, _form(path))
    except Refused as refused:
        return Side(path, data, None, {}, None, refused)
    plain = document.plain()
    kind = kind_at(path)
    return Side(path, data, document, plain, _record(kind, plain) if kind else None)


def _record(kind: Kind, plain: Plain) -> Record | None:
    """The record that a file makes, without the fields in which something is wrong."""
    record, wrong = problems(kind.model(), plain)
    if record is None:
        spoiled = {problem.path[0] for problem in wrong if problem.path}
        record, _ = problems(kind.model(), {k: v for k, v in plain.items() if k not in spoiled})
    return record


def _inspected(side: Side | None, policy: Policy) -> list[Finding]:
    """What the rules over single records say of one side."""
    if side is None or side.document is None:
        return []
    found = run.inspected(side.document, side.plain, kind_at(side.path), side.path, policy)
    return list(run.levelled(found, policy))


def _remarks(turn: Turn, checks: Sequence[Check] = ()) -> Iterator[tuple[Check, Remark]]:
    """What some rules over a record's change say; of one that is erased, those that still can."""
    for check in checks or (OF_ERASED if turn.erases else CHANGE_CHECKS):
        for remark in check.turns(turn) if check.turns else ():
            yield check, remark


def _own(each: Sequence[Sequence[Touch]]) -> list[tuple[Touch, ...]]:
    """What a commit changed itself, path by path: of a merge, what differs from every parent."""
    first, *others = ({touch.path: touch for touch in one} for one in each)
    return [
        (touch, *(other[path] for other in others))
        for path, touch in first.items()
        if all(path in other for other in others)
    ]


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
        yield turn.identity, title, phrases


def _is_record(path: str) -> bool:
    """Whether a file is read as a record."""
    return path.partition("/")[0] in TOPS and path.endswith(SUFFIXES)


def _form(path: str) -> Form:
    return Form.MARKDOWN if path.endswith(".md") else Form.YAML


def _stem(path: str) -> str:
    return path.rpartition("/")[2].rpartition(".")[0]


def _name(path: str) -> str:
    return path.rpartition("/")[2].lower()
