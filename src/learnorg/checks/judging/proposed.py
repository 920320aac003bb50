"""
A change as git has it: what merging it would make of the base, and the commits it consists of.

Everything is read as objects, and every path is one from the register's root.
"""

import os
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import accumulate, chain

from learnorg.checks.change.attributes_changed import DECEIVING
from learnorg.checks.change.clashing_name import SHORTENED, seen_as
from learnorg.checks.judging.sides import joined
from learnorg.errors import LearnorgError
from learnorg.findings import Finding
from learnorg.history.git import Git
from learnorg.history.merged import Merged, predicted
from learnorg.history.objects import (
    Commit,
    Touch,
    changes,
    commits,
    content,
    contents,
    level,
    merge_bases,
    touched,
    tree,
)
from learnorg.history.trees import Entry
from learnorg.kinds import BY_NAME
from learnorg.register import lexicon
from learnorg.register.index import TOPS
from learnorg.register.places import FILES, is_record
from learnorg.register.policy import BadPolicy, parse_policy
from learnorg.settings import FILE, Policy

UNSOUND = "the policy of the base cannot be read; the change is judged by the one it brings along"
WORDLESS = "own wording rules of the base cannot be applied; those that ship are, alone"

LOOK_ALIKES = 100_000
"""Characters that the names may have together which some system takes for the register's."""

Made = tuple[str, tuple[Touch, ...]]
"""A commit, and what it does to a file against each of its parents."""


class TooManyAlike(LearnorgError):
    """A change with more names than git can be asked for."""

    exit_code = 4
    hint = "Look through the branch by hand: nobody needs so many."

    def __init__(self) -> None:
        super().__init__("too many names in the change may stand for the register's own files")


class Proposed:
    """What a change would make of a register, and how it came about."""

    def __init__(self, git: Git, prefix: str, base: str, head: str) -> None:
        self.git, self.prefix, self.base, self.head = git, prefix, base, head
        self.waiting: list[str] = []
        """What could not be looked at, and why."""
        self.unsound: list[Finding] = []
        """What is wrong with the policy that the change brings along."""
        self.policy = Policy()
        """What the register is judged by: the base's policy, or the first that there is."""
        self.new_policy = self._policies(predicted(git, base, head, prefix + FILE))
        """The policy that the change brings along, if it changes it."""
        self.lexicon = self._lexicon()
        """The wording rules of the base."""
        merged = predicted(git, base, head, *self._bearing())
        self.merged = self._of_register(merged)
        self._above = [t.path for t in merged.touches if self._bears(t.path, ours=False)]
        self.commits = {c.id: c for c in commits(git, head, f"^{base}")}
        """The commits of the change, the newest first."""
        self.touches = self._touches()
        """What each commit changes itself, path by path, each against every parent."""

    @property
    def governing(self) -> tuple[str, ...]:
        """The files by which the register is judged."""
        return FILE, self.policy.evidence.signers

    def is_ruled_by(self, path: str) -> bool:
        """Whether the register is judged, or shown by git, as a file says."""
        return path in self.governing or path.rpartition("/")[2].lower() in DECEIVING

    # ---- by what it is judged ---------------------------------------------------------

    def _policies(self, merged: Merged) -> Policy | None:
        """Settle by what the change is judged; the policy that it brings along."""
        touch = next((t for t in merged.touches if t.path == self.prefix + FILE), None)
        new = self._new_policy(touch) if touch else None
        stated = content(self.git, self.base, self.prefix + FILE)
        try:
            self.policy = parse_policy(stated) if stated is not None else new or Policy()
        except BadPolicy:
            if new is None:
                raise
            self.policy = new  # a change that mends it could not be judged otherwise
            self.waiting.append(UNSOUND)
        if stated is None and self.unsound:
            raise BadPolicy(self.unsound)
        return new

    def _new_policy(self, touch: Touch) -> Policy | None:
        if touch.after is None or touch.after.mode not in FILES:
            why = "the policy would be gone"
            self.unsound = [Finding(FILE, 1, 1, "record-deleted", why, hint="Put it back.")]
            return None
        ((_, data),) = contents(self.git, [touch.after.id])
        try:
            return parse_policy(data)
        except BadPolicy as wrong:
            self.unsound = list(wrong.findings)
            return None

    def _lexicon(self) -> lexicon.Lexicon:
        there = tree(self.git, self.base, f"{self.prefix}{lexicon.PLACE}/")
        files = {path: entry.id for path, entry in there.items() if entry.mode in FILES}
        held = dict(contents(self.git, sorted({*files.values()})))
        own = {path.removeprefix(self.prefix): held[id_] for path, id_ in files.items()}
        found = lexicon.of(own)
        if found.faults:
            self.waiting.append(WORDLESS)
        return found

    # ---- what is touched --------------------------------------------------------------

    def _bearing(self) -> list[str]:
        """
        Where git has what bears on the register, in every spelling that may stand for it.

        All else is left alone: a tree that holds another one many times over, which takes no
        room, would be listed for ever.
        """
        above = list(accumulate(self.prefix.split("/")[:-1], "{}{}/".format, initial=""))
        found = [self.prefix + name for name in (*TOPS, "templates", *self.governing)]
        found += [folder + name for folder in above for name in DECEIVING]
        found += [p for folder in above for p in self._in(folder) if self._bears(p, ours=False)]
        waiting = [self.prefix]
        ways = {way for path in self._ruling for way in accumulate(path.split("/"), "{}/{}".format)}
        for folder in waiting:
            for path in self._in(folder):
                if self._is_ours(path):
                    found.append(path)
                elif seen_as(path.removeprefix(self.prefix)) in ways:
                    waiting.append(path + "/")
            if sum(map(len, (*found, *waiting))) > LOOK_ALIKES:
                raise TooManyAlike
        return list(dict.fromkeys(found))

    def _in(self, folder: str) -> list[str]:
        """What stands in a folder, before or after, and not what stands below that."""
        both = (level(self.git, commit, folder) for commit in (self.base, self.head))
        return list(dict.fromkeys(chain.from_iterable(both)))

    def _of_register(self, merged: Merged) -> Merged:
        """The part of a merge that bears on the register, with paths from its root."""
        touches = tuple(self._inside(merged.touches))
        conflicts = tuple(self._from_root(path) for path in merged.conflicts if self._bears(path))
        return Merged(touches, conflicts)

    def _inside(self, touches: Iterable[Touch]) -> Iterator[Touch]:
        for touch in touches:
            if self._bears(touch.path):
                yield touch._replace(path=self._from_root(touch.path))

    def _bears(self, path: str, *, ours: bool = True) -> bool:
        """Whether a file is the register's (if those count), or decides how git shows it."""
        if self._is_ours(path):
            return ours
        name = path.rpartition("/")[2]
        return self.prefix.startswith(path[: len(path) - len(name)]) and name.lower() in DECEIVING

    def _from_root(self, path: str) -> str:
        """A path of the repository as seen from the register."""
        if path.startswith(self.prefix):
            return path.removeprefix(self.prefix)
        name = path.rpartition("/")[2]
        return "../" * self.prefix[len(path) - len(name) :].count("/") + name

    def _is_ours(self, path: str) -> bool:
        """Whether a file or folder is the register's, as every system sees it."""
        if not path.startswith(self.prefix):
            return False
        inside = seen_as(path.removeprefix(self.prefix))
        if inside in self._ruling:
            return True
        top = inside.partition("/")[0]
        return top in {*TOPS, "templates"} or bool(SHORTENED.fullmatch(top))

    @cached_property
    def _ruling(self) -> frozenset[str]:
        """The files by which the register is judged, as every system sees them."""
        return frozenset(map(seen_as, self.governing))

    @cached_property
    def _folders(self) -> tuple[str, ...]:
        """Where git has the register's files, and what decides how it shows them."""
        return (*(self.prefix + name for name in (*TOPS, *self.governing)), *self._above)

    def _between(self, before: str, after: str) -> Iterator[Touch]:
        """What differs in the register between two commits."""
        return self._inside(touched(self.git, before, after, *self._folders))

    def _touches(self) -> Mapping[str, list[tuple[Touch, ...]]]:
        pairs = [(c.id, parent) for c in self.commits.values() for parent in c.parents or ("",)]
        seen: dict[str, list[list[Touch]]] = {}
        for id_, touches in changes(self.git, pairs, *self._folders):
            seen.setdefault(id_, []).append(list(self._inside(touches)))
        return {
            id_: _own(each)
            for id_, each in seen.items()
            if len(each) >= len(self.commits[id_].parents)
        }

    def line(self, path: str) -> tuple[list[tuple[Commit, Entry]], bool]:
        """
        The commits that led to a file as the change leaves it, the oldest first, with what
        each made of it; and whether they begin where the base is.

        What stood in branches that were merged and not taken is no part of it.
        """
        made, begins = self.made.get(path, []), self._begins(path)
        led: dict[str, Entry | None] = {}
        waiting, left = [self._ends.get(path)], []
        while waiting:
            here = waiting.pop()
            by = None if here in begins else _maker(made, here, led)
            if by is None:
                left.append(here)
            else:
                led[by[0]] = here
                waiting += [touch.before for touch in by[1]]
        found = [
            (commit, entry)
            for id_, commit in reversed(self.commits.items())
            if (entry := led.get(id_)) and entry.mode in FILES
        ]
        return found, all(one in begins for one in left)

    @cached_property
    def made(self) -> Mapping[str, list[Made]]:
        """
        The commits that touch each file, the newest first, with what they do to it.

        Those of a record that has another path at the end begin with the path where it was.
        """
        made, order = self._made_here, {id_: at for at, id_ in enumerate(self.commits)}
        return made | {
            path: sorted(
                (one for place in places for one in made[place] if not self._left(place, one)),
                key=lambda one: order[one[0]],
            )
            for path in self._merged_at
            if len(places := self._places(path)) > 1
        }

    @cached_property
    def _made_here(self) -> dict[str, list[Made]]:
        """The same, path by path; what comes from another path was there before."""
        found: dict[str, list[Made]] = {}
        for id_ in self.commits:
            came = self._came.get(id_, {})
            for each in self.touches.get(id_, ()):
                path = each[0].path
                made = (came[path]._replace(path=path),) if path in came else each
                found.setdefault(path, []).append((id_, made))
        return found

    @cached_property
    def _came(self) -> Mapping[str, Mapping[str, Touch]]:
        """The records that a commit moves or rekeys, by their new paths, with where they stood."""
        found = {}
        for id_, touches in self.touches.items():
            alone = [each[0] for each in touches if len(each) == 1 and is_record(each[0].path)]
            if any(t.before is None for t in alone) and any(t.after is None for t in alone):
                found[id_] = {
                    one.path: Touch(one.was_at, one.before, one.after)
                    for one in joined(alone, self.git)
                    if one.path != one.was_at
                }
        return found

    def _left(self, place: str, one: Made) -> bool:
        """Whether a commit took a record from a place to another one."""
        id_, (touch, *_) = one
        came = self._came.get(id_, {}).values()
        return touch.after is None and any(one.path == place for one in came)

    def _places(self, path: str) -> list[str]:
        """A file's path, and those at which the change had it before."""
        places = [path]
        for place in places:
            for id_, _ in self._made_here.get(place, ()):
                came = self._came.get(id_, {}).get(place)
                if came and came.path not in places:
                    places.append(came.path)
        return places

    @cached_property
    def _ends(self) -> Mapping[str, Entry | None]:
        """What stands at the head where it is not what the base has."""
        return {touch.path: touch.after for touch in self._between(self.base, self.head)}

    @cached_property
    def _origins(self) -> Mapping[str, Entry | None]:
        """What stood where base and head parted, where it is not what the base has now."""
        met = merge_bases(self.git, self.base, self.head)
        if len(met) != 1:
            return {}
        return {touch.path: touch.before for touch in self._between(met[0], self.base)}

    def _begins(self, path: str) -> set[Entry | None]:
        """What a line of versions may begin with."""
        return {
            self._origins.get(
                place, touch.before if (touch := self._merged_at.get(place)) else None
            )
            for place in self._places(path)
        }

    @cached_property
    def _merged_at(self) -> Mapping[str, Touch]:
        """What merging the change does to each file."""
        return {touch.path: touch for touch in self.merged.touches}

    @cached_property
    def taken_back(self) -> frozenset[tuple[str, str]]:
        """The commits, with the paths at which they put back what stood there before."""
        stood: dict[str, set[str]] = {}
        found = set()
        for id_ in reversed(self.commits):
            for (path, before, after), *_ in self.touches.get(id_, ()):
                known = stood.setdefault(path, set())
                if after and after.id in known:
                    found.add((id_, path))
                if before:
                    known.add(before.id)
        return frozenset(found)

    # ---- what stands where ------------------------------------------------------------

    def after(self, path: str) -> bytes | None:
        """A file that the change touches, as it would be."""
        touch = self._merged_at.get(path)
        if touch is None or touch.after is None or touch.after.mode not in FILES:
            return None
        ((_, data),) = contents(self.git, [touch.after.id])
        return data

    def names(self) -> Mapping[str, Entry]:
        """Every file of the register as it would be."""
        there = tree(self.git, self.base, *(self.prefix + name for name in (*TOPS, FILE)))
        names = {path.removeprefix(self.prefix): entry for path, entry in there.items()}
        for path, _, after in self.merged.touches:
            names.pop(path, None)
            if after:
                names[path] = after
        return names

    def records(self) -> Iterator[tuple[str, bytes]]:
        """Every record of the register as it would be, by its path."""
        return self._held(self.names())

    def people(self) -> Iterator[tuple[str, bytes]]:
        """Everybody whom the base lists, by their paths."""
        folder = self.prefix + BY_NAME["person"].folder
        there = tree(self.git, self.base, folder)
        return self._held({path.removeprefix(self.prefix): e for path, e in there.items()})

    def _held(self, entries: Mapping[str, Entry]) -> Iterator[tuple[str, bytes]]:
        """The records among some files; several may have the same content."""
        paths: dict[str, list[str]] = {}
        for path, entry in entries.items():
            if entry.mode in FILES and is_record(path):
                paths.setdefault(entry.id, []).append(path)
        for id_, data in contents(self.git, paths):
            for path in paths[id_]:
                yield path, data

    def ever(self, paths: Sequence[str]) -> frozenset[str]:
        """Those of some paths that stood there before, anywhere in the base's history."""
        asked = "\n".join([self.base, "--", *(self.prefix + path for path in paths), ""])
        told = self.git.run(
            *("log", "-z", "--full-history", "-m", "--root", "--no-renames"),
            *("--format=", "--name-only", "--stdin"),
            stdin=os.fsencode(asked),
        ).stdout
        names = {os.fsdecode(name).strip("\n") for name in told.split(b"\0")}
        return frozenset(path for path in paths if self.prefix + path in names)


def _maker(made: Sequence[Made], here: Entry | None, but: Container[str]) -> Made | None:
    """The newest of some commits that left a file like this, but for those that are known."""
    return next((one for one in made if one[1][0].after == here and one[0] not in but), None)


def _own(each: Sequence[Sequence[Touch]]) -> list[tuple[Touch, ...]]:
    """What a commit changed itself, path by path: of a merge, what differs from every parent."""
    first, *others = ({touch.path: touch for touch in one} for one in each)
    return [
        (touch, *(other[path] for other in others))
        for path, touch in first.items()
        if all(path in other for other in others)
    ]
