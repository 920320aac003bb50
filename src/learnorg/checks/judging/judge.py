"""
Judging a change: what merging it would make of the base, record by record.

The end decides, under the base's policy; what is found on the way there, commit by commit,
warns. Everything is read as objects, in a repository beside the one that is judged, so that
nothing which the change brings along can run or decide.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from learnorg.checks import CHECKS
from learnorg.checks.activity_unreadable import activity_unreadable, early
from learnorg.checks.activity_unreadable import brought as brought_to_log
from learnorg.checks.change import CHANGE_CHECKS
from learnorg.checks.change.activity_rewritten import activity_rewritten, at_odds
from learnorg.checks.change.address_taken import address_taken
from learnorg.checks.change.approval_rewritten import approval_rewritten
from learnorg.checks.change.author_unproven import author_unproven
from learnorg.checks.change.authority_readdressed import authority_readdressed
from learnorg.checks.change.born_further import born_further
from learnorg.checks.change.closed_record_edited import closed_record_edited
from learnorg.checks.change.closed_review_rewritten import closed_review_rewritten
from learnorg.checks.change.dates_rewritten import dates_rewritten
from learnorg.checks.change.frozen_measures_moved import frozen_measures_moved
from learnorg.checks.change.hold_misstated import hold_misstated
from learnorg.checks.change.identity_changed import identity_changed
from learnorg.checks.change.illegal_move import illegal_move
from learnorg.checks.change.immutable_field import immutable_field
from learnorg.checks.change.move_without_guard import move_without_guard
from learnorg.checks.change.mover_without_authority import mover_without_authority
from learnorg.checks.change.note_rewritten import note_rewritten
from learnorg.checks.change.record_erased import record_erased
from learnorg.checks.change.result_while_open import result_while_open
from learnorg.checks.change.secret_added import Blackened, secret_added
from learnorg.checks.change.turn import Case, Passage, Side, Turn
from learnorg.checks.change.validation_misstated import validation_misstated
from learnorg.checks.check import Check, Remark
from learnorg.checks.judging.makers import Makers, Making
from learnorg.checks.judging.parts import Parts
from learnorg.checks.judging.proposed import Proposed
from learnorg.checks.judging.sides import NOTHING, brought, inspected, joined, side
from learnorg.checks.wording_rule_unsound import brought as brought_to_rules
from learnorg.checks.wording_rule_unsound import wording_rule_unsound
from learnorg.errors import LearnorgError
from learnorg.files.loader import Document, Refused
from learnorg.findings import Finding, Level
from learnorg.history.git import checking
from learnorg.history.merged import scratch
from learnorg.history.objects import Commit, Touch, contents, is_shallow, resolve
from learnorg.history.repository import locate
from learnorg.kinds.differences import in_words
from learnorg.refs import stem
from learnorg.register.activity.place import within
from learnorg.register.erasing import logged
from learnorg.register.evidence import Actor
from learnorg.register.facts import several
from learnorg.register.intake import kind_at
from learnorg.register.lexicon import is_rule
from learnorg.register.places import FILES, is_record

AT_ONCE = 200
"""Records whose two sides are held in memory at a time."""

OF_ERASED = (
    author_unproven, authority_readdressed, identity_changed, immutable_field, record_erased,
    secret_added,
)  # fmt: skip
"""The rules over a change that hold for a record whose content it takes out."""

OF_MOVES = (
    illegal_move,
    move_without_guard,
    mover_without_authority,
    frozen_measures_moved,
    dates_rewritten,
    hold_misstated,
)
"""The rules over a move, also of what moves several times in the same change."""

OF_ENDS = (
    born_further,
    closed_record_edited,
    closed_review_rewritten,
    dates_rewritten,
    hold_misstated,
)
"""The rules that look at where a record was and is, and not at how it came there."""

OF_MAKERS = (
    address_taken,
    approval_rewritten,
    authority_readdressed,
    closed_record_edited,
    closed_review_rewritten,
    dates_rewritten,
    frozen_measures_moved,
    hold_misstated,
    immutable_field,
    note_rewritten,
    result_while_open,
    validation_misstated,
)
"""The rules over a record in which each commit is its maker's."""

OF_OTHERS = (activity_rewritten, secret_added)
"""The rules over what is no record."""

OF_WAYS = (illegal_move, move_without_guard, mover_without_authority)
"""The rules over a move that say nothing of the whole where each of its parts is judged."""

OF_WHOLE = tuple(check for check in CHANGE_CHECKS if check not in (*OF_ENDS, *OF_WAYS))
"""The rules over a record that hold for the whole of its way, in however many parts it was."""

BRINGING = (
    (activity_unreadable, within, brought_to_log),
    (wording_rule_unsound, is_rule, brought_to_rules),
)
"""The rules over files that are no records: for which paths, and what a change brings along."""

USUAL = {check.name: check.level for check in (*CHECKS, *CHANGE_CHECKS)}
"""The level of every rule of which policy says nothing."""

MENDED = "At the end of the change it is so no more."
"""What there is to do about what single commits did and later ones took back."""

SHALLOW = (
    "this clone is shallow, so identities that were used before its oldest commit are not known"
)

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


def judge(
    root: Path, base: str, head: str = "HEAD", actors: Path | None = None, today: date = date.max
) -> Verdict:
    """What merging `head` into `base` would do to the register at `root`, and what is wrong."""
    repository = locate(root)
    if repository is None:
        raise NoHistory
    own = checking(repository.git_dir)
    first, last = resolve(own, base), resolve(own, head)
    with scratch(repository) as git:
        change = Proposed(git, repository.prefix(root), first, last)
        return _Court(change, Makers(change, actors), today).verdict()


class _Court:
    """One change before the rules."""

    def __init__(self, change: Proposed, makers: Makers, today: date) -> None:
        self.change, self.makers, self.today = change, makers, today
        self.git, self.policy = change.git, change.policy
        self._parts = Parts(change, makers, self._day)
        self._blackened = Blackened()

    def verdict(self) -> Verdict:
        """What the rules say, and what the change does in words."""
        change = self.change
        found = list(change.unsound)
        words: list[Words] = []
        passages = []
        making = self.makers.making()
        erased: set[str] = set()
        for turn in self._turns(change.merged.touches, making):
            was = turn.before is not None and stem(turn.before.path) == turn.identity
            will_be = turn.after is not None
            passages.append(Passage(turn.path, turn.kind, turn.identity, was, will_be))
            found += self._over(turn)
            words += _words(turn)
            erased |= _erased(turn)
        found += self._over_case(passages)
        found += self._over_others(making, frozenset(erased))
        found += self._on_the_way({(f.rule, f.path, f.message) for f in found})
        found += self._under_the_new()
        return Verdict(
            change.base,
            change.head,
            sorted({self._without_secrets(one) for one in found}),
            [
                (identity, self._blackened(title), [self._blackened(each) for each in phrases])
                for identity, title, phrases in words
            ],
            len(change.commits),
            self.makers.proof,
            [*change.waiting, *([SHALLOW] if is_shallow(self.git) else [])],
        )

    def _without_secrets(self, found: Finding) -> Finding:
        message, hint = self._blackened(found.message), self._blackened(found.hint)
        return replace(found, message=message, hint=hint)

    # ---- record by record -------------------------------------------------------------

    def _turns(self, touches: Iterable[Touch], making: Callable[[str], Making]) -> Iterator[Turn]:
        """Every record that is touched, a few in memory at a time."""
        ours = joined([touch for touch in touches if is_record(touch.path)], self.git)
        for start in range(0, len(ours), AT_ONCE):
            some = ours[start : start + AT_ONCE]
            ids = {e.id for t in some for e in (t.before, t.after) if e and e.mode in FILES}
            held = dict(contents(self.git, sorted(ids)))
            for touch in some:
                made = making(touch.path)
                before, after = (
                    side(path, held[e.id]) if e and e.mode in FILES else None
                    for path, e in ((touch.was_at, touch.before), (touch.path, touch.after))
                )
                for one in (before, after):
                    self._blackened.learn(one.data if one else b"")
                yield Turn(
                    touch.path, kind_at(touch.path), stem(touch.path), before, after, self.policy,
                    self.makers.of(made.last),
                    self._day(made.last),
                    {state: self.makers.of(commit) for state, commit in made.entered.items()},
                    [self.makers.of(commit) for commit in made.touched],
                    people=self.makers.people,
                )  # fmt: skip

    def _day(self, commit: Commit | None) -> date:
        """When a commit was made; one that says tomorrow was made today at the latest."""
        return min(commit.committer.when.date(), self.today) if commit else self.today

    def _over(self, turn: Turn) -> Iterator[Finding]:
        """What the rules over a record say: of the change, and of what it leaves behind."""
        legs = self._parts.legs(turn)
        found = list(self._remarked(turn, OF_WHOLE if legs else ()))
        for leg in legs:
            found += self._remarked(leg, OF_MOVES)
        yield from self._by_each(turn, found)
        after = turn.after
        if after is None:
            return
        if isinstance(after.refused, Refused):
            r = after.refused
            yield Finding(turn.path, r.line, r.col, r.rule, r.message, Level.ERROR, r.hint)
            return
        yield from brought(turn.before, after, self.policy, self.change.lexicon)

    def _remarked(self, turn: Turn, checks: Sequence[Check] = ()) -> Iterator[Finding]:
        """What some rules over a record, or all of them, say of it."""
        document = (turn.after or turn.before or NOTHING).document
        for check, remark in _remarks(turn, checks):
            yield from self._finding(check, remark, turn.path, document, turn.identity)

    def _by_each(self, turn: Turn, found: list[Finding]) -> Iterator[Finding]:
        """
        What is found in a record, as grave as it is by whoever did it.

        Where several people touched it, whoever brought it to its state answers for the whole.
        What others did before is theirs as far as it lasts, and what they did after is theirs.
        """
        graver: dict[tuple[str, str], Finding] = {}
        lasting = {(one.rule, one.message) for one in found}
        for part, later in self._parts.of_others(turn):
            for one in self._remarked(part, OF_MAKERS):
                if one.level is Level.ERROR and (later or (one.rule, one.message) in lasting):
                    graver.setdefault((one.rule, one.message), one)
        yield from (one for one in found if (one.rule, one.message) not in graver)
        yield from graver.values()

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
        change = self.change
        case = Case(
            change.merged.touches, change.merged.conflicts, passages, self.policy,
            change.new_policy, self.makers.of_policy(), change.names, change.ever, USUAL,
        )  # fmt: skip
        for check in CHANGE_CHECKS:
            for remark in check.case(case) if check.case else ():
                document = self._document(remark.path) if remark.at else None
                record = stem(remark.path) if kind_at(remark.path) else ""
                yield from self._finding(check, remark, remark.path, document, record)

    def _over_others(
        self, making: Callable[[str], Making], erased: frozenset[str]
    ) -> Iterator[Finding]:
        """What is wrong in what is no record: policy, signers, templates, the activity log."""
        touches = [t for t in self.change.merged.touches if not is_record(t.path)]
        ids = {e.id for t in touches for e in t[1:] if e and e.mode in FILES}
        held = dict(contents(self.git, sorted(ids)))
        for path, *entries in touches:
            before, after = (
                Side(path, held[e.id], None, {}, None) if e and e.mode in FILES else None
                for e in entries
            )
            by = self._least(making(path)) if within(path) else self.makers.of(None)
            turn = Turn(path, None, "", before, after, self.policy, by, self.today, erased=erased)
            for check, remark in _remarks(turn, OF_OTHERS):
                yield from self._finding(check, remark, path, None, "")
            if after and within(path):
                for remark in early(path, before.data if before else b"", after.data, self.today):
                    yield from self._finding(activity_unreadable, remark, path, None, "")
            for check, holds, brings in BRINGING:
                if after and holds(path):
                    for remark in brings(path, before.data if before else b"", after.data):
                        yield from self._finding(check, remark, path, None, "")

        yield from self._told_twice({touch.path: touch for touch in touches if within(touch.path)})

    def _told_twice(self, touched: Mapping[str, Touch]) -> Iterator[Finding]:
        """Events of the log that a change brings under ids that others have."""
        if not touched:
            return
        now = {path: e for path, e in self.change.names().items() if within(path)}
        was = {path: touch.before for path, touch in touched.items() if touch.before}
        ids = {e.id for e in (*now.values(), *was.values()) if e.mode in FILES}
        held = dict(contents(self.git, sorted(ids)))
        before, after = (
            {path: held[e.id] for path, e in side_.items() if e.mode in FILES}
            for side_ in (was, now)
        )
        for path, remark in at_odds(before, after, touched.keys()):
            yield from self._finding(activity_rewritten, remark, path, None, "")

    def _least(self, made: Making) -> Actor:
        """Whoever touched a file; of several, one who does not govern the register."""
        every = [self.makers.of(commit) for commit in made.touched]
        every = every or [self.makers.of(made.last)]
        return next((one for one in every if not one.governs(self.policy)), every[0])

    def _document(self, path: str) -> Document | None:
        """A file as it would be, for the line of a finding."""
        data = self.change.after(path)
        return None if data is None else side(path, data).document

    def _on_the_way(self, known: set[tuple[str, str, str]]) -> Iterator[Finding]:
        """What is wrong in single commits and no more at the end; it warns."""
        if len(self.change.commits) < 2:
            return
        lasting = {(rule, path) for rule, path, _ in known}
        for id_, commit in self.change.commits.items():
            for found in self._in_commit(commit):
                if (found.rule, found.path, found.message) not in known:
                    message = f"in commit {id_[:10]}: {found.message}"
                    level = min(found.level, Level.WARNING)
                    hint = found.hint if (found.rule, found.path) in lasting else MENDED
                    yield replace(found, message=message, level=level, line=1, col=1, hint=hint)

    def _in_commit(self, commit: Commit) -> list[Finding]:
        """What is wrong with a commit; with a merge, what is against every parent."""
        sides = zip(*self.change.touches.get(commit.id, ()), strict=True)
        first, *others = [list(self._of_commit(commit, touches)) for touches in sides] or [[]]
        return [found for found in first if all(found in other for other in others)]

    def _of_commit(self, commit: Commit, touches: Iterable[Touch]) -> Iterator[Finding]:
        back = self.change.taken_back
        moved_on = [touch for touch in touches if (commit.id, touch.path) not in back]
        for turn in self._turns(moved_on, lambda _: Making(commit)):
            for check, remark in _remarks(turn):
                yield from self._finding(check, remark, turn.path, None, turn.identity)

    def _under_the_new(self) -> Iterator[Finding]:
        """What the policy that the change brings along calls an error, and the old one did not."""
        new = self.change.new_policy
        if new is None or new == self.policy:
            return
        words = self.change.lexicon
        for path, data in self.change.records():
            one = side(path, data)
            old = {(f.rule, f.message) for f in inspected(one, self.policy, words)
                   if f.level is Level.ERROR}  # fmt: skip
            for found in inspected(one, new, words):
                if found.level is Level.ERROR and (found.rule, found.message) not in old:
                    yield replace(found, message=f"under the new policy: {found.message}")


def _remarks(turn: Turn, checks: Sequence[Check] = ()) -> Iterator[tuple[Check, Remark]]:
    """What some rules over a record's change say; of one that is erased, those that still can."""
    for check in checks or (OF_ERASED if turn.erases else CHANGE_CHECKS):
        for remark in check.turns(turn) if check.turns else ():
            yield check, remark


def _erased(turn: Turn) -> set[str]:
    """By what the activity log names a record that is erased, which may have been renamed."""
    if not turn.erases or turn.kind is None or turn.after is None:
        return set()
    names = (turn.identity, *several(turn.after.plain.get("aliases")))
    return {name for one in names for name in logged(turn.kind, one)}


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
