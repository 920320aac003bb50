"""Steps: what one commit did to one record, asked of the trail, and what changed by it."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from learnorg.files.loader import Refused, load
from learnorg.kinds import BY_NAME
from learnorg.kinds.differences import Difference, differences, in_words
from learnorg.kinds.kind import Plain
from learnorg.refs import LENGTH, MINTED, wanted
from learnorg.register.facts import several
from learnorg.register.index import TOPS
from learnorg.register.lookup import Ambiguous, Entry, NoSuchRecord, look_up
from learnorg.register.places import FILES, Key, form, record_at
from learnorg.register.register import Register
from learnorg.register.trail import Trail

REKEY = "rekey"
"""The action that gives a record another identity."""

COLUMNS = (
    "commits.id, day, committed, name, email, subject, because, action, first, "
    "kind, identity, old, new, others, was, became"
)


class Step(NamedTuple):
    """What one commit did to one record."""

    commit: str
    day: str
    """When its author made it."""
    committed: str
    """When it got into this history; a rebase makes it later."""
    name: str
    email: str
    subject: str
    because: str
    action: str
    """What learnorg did, if it made the commit."""
    first: int
    """Whether a shallow clone begins here, so that what came before is not known."""
    kind: str
    identity: str
    old: str | None
    new: str | None
    others: str
    """What the further parents of a merge had, `-` for nothing."""
    was: str | None
    became: str | None

    @property
    def key(self) -> Key:
        """The record."""
        return self.kind, self.identity

    @property
    def before(self) -> list[str | None]:
        """The contents before it, one for each parent of a merge."""
        return [self.old, *(None if blob == "-" else blob for blob in self.others.split())]

    @property
    def moves(self) -> bool:
        """Whether the state is another one afterwards."""
        return self.was != self.became


Contents = Mapping[str, Plain]
"""What stands in files, by git's ids; None for what cannot be read."""


def steps(
    trail: Trail, condition: str = "1", parameters: Iterable[Any] = (), limit: int = 0
) -> list[Step]:
    """The steps for which a condition holds, the newest first."""
    sql = (
        f"SELECT {COLUMNS} FROM touches JOIN commits USING (n) WHERE {condition} "
        f"ORDER BY n DESC, identity LIMIT {limit or -1}"
    )
    return [Step(*row) for row in trail.rows(sql, parameters)]


def of_record(trail: Trail, key: Key) -> list[Step]:
    """
    All that happened to a record, also under identities it had before, the newest first.

    What led to another record of the same identity, on a branch that came in, is left out.
    """
    return _line(trail, key, _standing(trail, key))


def _line(trail: Trail, key: Key, blobs: Iterable[str | None]) -> list[Step]:
    """The steps that led to some contents of a record; all of them, if none did."""
    every = steps(trail, "kind = ? AND identity = ?", key)
    found, wanted = [], set(blobs)
    for step in every:
        if step.new in wanted:
            found.append(step)
            wanted.update(step.before)
    found = found or every
    if not found or any(found[-1].before):
        return found
    born = found[-1]
    if born.action == REKEY:
        gone = steps(trail, "commits.id = ? AND kind = ? AND new IS NULL", (born.commit, key[0]))
        came = (gone[0].key, gone[0].old) if len(gone) == 1 else None
    else:
        came = _taken_out(trail, born) if born.others else None
    if came is None:
        return found
    before, blob = came
    earlier = [step for step in _line(trail, before, {blob}) if step.commit != born.commit]
    was = next((step.became for step in earlier if step.new == blob), None)
    return [*found[:-1], born._replace(old=blob, others="", was=was), *earlier]


def _standing(trail: Trail, key: Key) -> set[str | None]:
    """What the trail's last commit holds of a record; none, if it is gone."""
    from learnorg.history.objects import tree  # as in `_stored`

    home = trail.prefix + BY_NAME[key[0]].path(key[1])
    if not trail.tip:
        return set()
    if there := tree(trail.git, trail.tip, home).get(home):
        return {there.id}
    every = tree(trail.git, trail.tip, *(trail.prefix + top for top in TOPS))
    elsewhere: set[str | None] = {
        entry.id
        for path, entry in every.items()
        if record_at(path.removeprefix(trail.prefix)) == key
    }
    return elsewhere or {None}


def _taken_out(trail: Trail, born: Step) -> tuple[Key, str] | None:
    """
    The record of a merge's parent that the merge gave another identity, and what it held.

    `rekey` does so in the middle of a merge, whose message does not tell of it.
    """
    from learnorg.history.objects import commits, touched  # as in `_stored`

    commit = next(commits(trail.git, "--max-count=1", born.commit))
    folder = trail.prefix + BY_NAME[born.kind].path(born.identity).rpartition("/")[0]
    sides = [
        (key, entry.id)
        for path, ours, theirs in touched(trail.git, *commit.parents[:2], folder)
        if (key := record_at(path.removeprefix(trail.prefix)))
        and all(entry and entry.mode in FILES for entry in (ours, theirs))
        for entry in (theirs, ours)
        if entry
    ]
    kinds = {blob: born.kind for blob in (born.new, *(blob for _, blob in sides)) if blob}
    said = {blob: plain(data, kind) or {} for blob, kind, data in _of_blobs(trail, kinds)}
    now = said[born.new or ""]
    alike = [side for side in sides if _content(said[side[1]]) == _content(now)]
    known = [side for side in sides if side[0][1] in several(now.get("aliases"))]
    return next(iter(alike or known), None)


def _content(said: Plain) -> Plain:
    """What a record says, without what another identity changes in it."""
    return {key: value for key, value in said.items() if key not in ("id", "aliases", "links")}


def read(trail: Trail, some: Iterable[Step]) -> dict[str, Plain]:
    """The contents before and after some steps."""
    return {blob: plain(data, kind) for blob, kind, data in _stored(trail, some)}


def touching(trail: Trail, some: Sequence[Step], key: str) -> list[Step]:
    """Those of some steps in which the lines of a key are not the same before and after."""
    lines = {blob: _lines(data, key.encode()) for blob, _, data in _stored(trail, some)}
    lines[""] = b""
    return [
        step
        for step in some
        if any(lines[step.new or ""] != lines[blob or ""] for blob in step.before)
    ]


def _stored(trail: Trail, some: Iterable[Step]) -> Iterator[tuple[str, str, bytes]]:
    """Every content before and after some steps, with the kind of record that it is of."""
    return _of_blobs(
        trail,
        {blob: step.kind for step in some for blob in (step.new, *step.before) if blob is not None},
    )


def _of_blobs(trail: Trail, kinds: Mapping[str, str]) -> Iterator[tuple[str, str, bytes]]:
    """The same for contents of which the kinds are known."""
    from learnorg.history.objects import contents  # 10 ms, which most of the trail does without

    return ((blob, kinds[blob], data) for blob, data in contents(trail.git, kinds))


def _lines(data: bytes, key: bytes) -> bytes:
    """The lines of a key and what is below it; everything where the key is spelled oddly."""
    found = re.search(rb"^%s:.*(?:\n(?:[ \t\r#-].*)?$)*" % key, data, re.MULTILINE)
    return found[0].rstrip() if found else (data if key in data else b"")


def plain(data: bytes, kind: str) -> Plain:
    """What a record's file says; None if it cannot be read."""
    try:
        return load(data, form(kind)).plain()
    except Refused:
        return None


def changed(step: Step, held: Contents) -> list[Difference]:
    """Every field that a step changed, and of lists each item; of a merge, what no parent had."""
    first, *others = (held[blob] if blob else {} for blob in step.before)
    after = held[step.new] if step.new else {}
    elsewhere = [differences(said, after) for said in others]

    def everywhere(one: Difference) -> bool:
        item = _is_item(one, first, after)
        return all(
            one in found if item else any(one.path == other.path for other in found)
            for found in elsewhere
        )

    return [one for one in differences(first, after) if everywhere(one)]


def _is_item(one: Difference, *sides: Plain) -> bool:
    """Whether a difference is an item of a list, such as a tag, that came or went."""
    if one.before is not None and one.after is not None:
        return False
    return not isinstance(one.before or one.after, list) and any(
        isinstance(_at(said, one.path), list) for said in sides
    )


def _at(said: Plain, path: Sequence[str]) -> Plain:
    """What stands at a difference's path."""
    for word in path:
        if isinstance(said, list):
            parts = (item for item in said if isinstance(item, dict))
            said = next((item for item in parts if f"#{item.get('id')}" == word), None)
        else:
            said = said.get(word) if isinstance(said, dict) else None
    return said


def told(step: Step, fields: Sequence[Difference], held: Contents) -> list[str]:
    """The same in words; some of the fields, or all of them."""
    if step.new is None:
        return ["taken away"]
    after = held[step.new]
    if after is None or (step.old and held[step.old] is None):
        return ["cannot be read" if after is None else "can be read again"]
    keys = {one.path[0] for one in fields} - {"id"}
    before = held[step.old] if step.old else {}
    apart = [{k: v for k, v in side.items() if k in keys} for side in (before, after)]
    return in_words(*apart)


def meant(register: Register, typed: str) -> Key:
    """The record that somebody means, be it one that only history knows."""
    try:
        found = look_up(register.index, typed)
    except NoSuchRecord:
        gone = _gone(Trail.of(register), typed) if register.repository else []
        if len(gone) == 1:
            return gone[0]
        if gone:
            entries = [Entry(0, name, BY_NAME[kind], "", "", "") for kind, name in gone]
            raise Ambiguous(typed, entries) from None
        raise
    return found.kind.name, found.identity


def _gone(trail: Trail, typed: str) -> list[Key]:
    """The records of all history that somebody may mean."""
    want = wanted(typed)
    known: list[Key] = [
        (kind, name)
        for kind, name in trail.rows("SELECT DISTINCT kind, identity FROM touches")
        if not want.kind or want.kind == kind
    ]
    exact = [key for key in known if key[1] in (typed, want.exact, want.slug)]
    return exact or [
        (kind, name)
        for kind, name in known
        if want.symbols
        and MINTED.fullmatch(name)
        and name[-LENGTH:].startswith(want.symbols)
        and want.before in name
    ]


def people(register: Register) -> dict[str, str]:
    """The listed people by their e-mail addresses."""
    return {
        email.lower(): person
        for email, person in register.index.rows(
            "SELECT t.value, r.id FROM terms t JOIN records r USING (n) "
            "WHERE t.field = 'email' AND r.kind = 'person' ORDER BY r.id DESC"
        )
    }
