"""What commands change of a role: its activities, and what each needs people to know."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from learnorg.errors import LearnorgError
from learnorg.files.splice import Edit
from learnorg.refs import mint_part
from learnorg.register.assignments import value_at
from learnorg.register.facts import several
from learnorg.register.links import parts
from learnorg.register.records import Stored

Path = tuple[str | int, ...]


class Part(NamedTuple):
    """An activity or a need of a role: where it stands, its short id and its text."""

    path: Path
    id: str
    text: str

    @property
    def is_need(self) -> bool:
        """Whether it is a need, and not an activity."""
        return len(self.path) > 2

    def __str__(self) -> str:
        return f"#{self.id} {self.text}" if self.id else self.text


class NoSuchPart(LearnorgError):
    """An activity or need that a role does not have."""

    exit_code = 3

    def __init__(self, identity: str, typed: str, known: Sequence[Part]) -> None:
        super().__init__(f"the role {identity} has no activity or need '{typed}'")
        listed = "; ".join(map(str, known))
        self.hint = f"It has: {listed}." if known else NO_ACTIVITY.format(slug=identity)


class WhichPart(LearnorgError):
    """Several activities, any of which may be meant."""

    def __init__(self, identity: str, typed: str, known: Sequence[Part]) -> None:
        self.known = known
        asked = f"'{typed}' could be any of these" if typed else "it has several activities"
        super().__init__(f"{identity}: {asked}: {'; '.join(map(str, known))}")
        self.hint = f"Name the one you mean: {identity}#{known[0].id or known[0].text}."


class NoActivity(LearnorgError):
    """A need without an activity that it could belong to."""

    exit_code = 3

    def __init__(self, identity: str) -> None:
        super().__init__(f"the role {identity} has no activity yet")
        self.hint = NO_ACTIVITY.format(slug=identity)


NO_ACTIVITY = 'Say what is done in it: learnorg role activity {slug} "DO".'


def activities(stored: Stored) -> list[Part]:
    """The activities of a role, in their order."""
    return list(_listed(stored.plain, ("activities",), "do"))


def needs(stored: Stored) -> list[Part]:
    """Every need of a role, by activity."""
    found: list[Part] = []
    for activity in activities(stored):
        found += _listed(stored.plain, (*activity.path, "needs"), "topic")
    return found


def part(stored: Stored, typed: str) -> Part:
    """
    The activity or need that somebody means: by its short id, its text, or a piece of it.

    Without a word it is the only activity. Raises `NoSuchPart`, `WhichPart` and `NoActivity`.
    """
    done, known = activities(stored), needs(stored)
    if not typed:
        if not done:
            raise NoActivity(stored.identity)
        return _one(stored, typed, done)
    word = typed.casefold()
    for one in (*done, *known):
        if one.id == word:
            return one
    for exact in (True, False):
        for among in (done, known):
            alike = [one for one in among if _alike(one, word, exact)]
            if alike:
                return _one(stored, typed, alike)
    raise NoSuchPart(stored.identity, typed, (*done, *known))


def new_activity(stored: Stored, do: str) -> Edit:
    """The edit that adds an activity."""
    there = stored.plain.get("activities") or []
    own = mint_part(parts(stored.plain))
    return Edit(("activities", len(there)), {"id": own, "do": do})


def new_need(stored: Stored, activity: Part, said: Mapping[str, Any]) -> Iterator[Edit]:
    """The edits that add a need to an activity, which gets a short id if it has none."""
    taken = parts(stored.plain)
    if not activity.id:
        taken.add(own := mint_part(taken))
        yield Edit((*activity.path, "id"), own)
    there = value_at(stored.plain, (*activity.path, "needs")) or []
    whole = {"id": mint_part(taken)} | {key: value for key, value in said.items() if value}
    yield Edit((*activity.path, "needs", len(there)), whole)


def more_of(stored: Stored, need: Part, said: Mapping[str, Any]) -> Iterator[Edit]:
    """The edits that say more of a need: what it lists is added to, and nothing taken away."""
    if not need.id:
        yield Edit((*need.path, "id"), mint_part(parts(stored.plain)))
    for key, value in said.items():
        at = (*need.path, key)
        there = value_at(stored.plain, at)
        if not isinstance(value, list):
            if value is not None and _as_text(value) != (there or "false"):
                yield Edit(at, value)
            continue
        new = [one for one in value if one not in several(there)]
        if isinstance(there, list):
            yield from (Edit((*at, len(there) + n), one) for n, one in enumerate(new))
        elif new:
            yield Edit(at, [*several(there), *new])


def _listed(plain: Mapping[str, Any], at: Path, key: str) -> Iterator[Part]:
    listed = value_at(plain, at)
    for n, one in enumerate(listed if isinstance(listed, list) else ()):
        if isinstance(one, dict):
            yield Part((*at, n), str(one.get("id") or ""), str(one.get(key) or ""))


def _as_text(value: Any) -> str:
    """A value as its file has it."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def _alike(one: Part, word: str, exact: bool) -> bool:
    text = one.text.casefold()
    return text == word if exact else word in text


def _one(stored: Stored, typed: str, alike: Sequence[Part]) -> Part:
    if len(alike) > 1:
        raise WhichPart(stored.identity, typed, alike)
    return alike[0]
