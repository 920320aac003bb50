"""Which record somebody means."""

from bisect import bisect_left
from collections.abc import Callable
from typing import Any, NamedTuple

from learnorg.errors import LearnorgError
from learnorg.kinds import BY_NAME
from learnorg.kinds.kind import Kind
from learnorg.refs import LENGTH, MINTED, SHORTEST, wanted
from learnorg.register.index import Index

MANY = 200
"""Identities from which on it is cheaper to fetch all neighbours than to ask for each."""

NO_TEXT = ("unreadable", "symlink")
"""What is wrong with files that no editor can mend."""

COLUMNS = "n, id, kind, path, state, title, broken"


class Entry(NamedTuple):
    """A record as the index knows it: enough to name it and to find its file."""

    n: int
    identity: str
    kind: Kind
    path: str
    state: str
    title: str
    broken: str | None = None


class NoSuchRecord(LearnorgError):
    """No record goes by what somebody typed."""

    exit_code = 3

    def __init__(self, typed: str, near: list[Entry]) -> None:
        super().__init__(f"there is no record '{typed}'")
        self.near = near
        few = f"Give at least {SHORTEST} symbols of an identity. "
        self.hint = few if len(typed) < SHORTEST else ""
        self.hint += (
            "Near it: " + "; ".join(f"{e.identity} {_line(e.title)}" for e in near) + "."
            if near
            else "Find it with `learnorg find WORDS`, or list them with `learnorg list --all`."
        )


class Ambiguous(LearnorgError):
    """Several records go by what somebody typed."""

    exit_code = 3

    def __init__(self, typed: str, candidates: list[Entry]) -> None:
        listed = "".join(f"\n  {e.identity}  {_line(e.title)}" for e in candidates[:10])
        more = f"\n  and {len(candidates) - 10} more" if len(candidates) > 10 else ""
        super().__init__(f"'{typed}' could be any of these records:{listed}{more}")
        self.near = candidates
        self.hint = "Give more symbols of the one you mean."


class Broken(LearnorgError):
    """The record that somebody means cannot be read."""

    exit_code = 4

    def __init__(self, path: str, line: int, col: int, message: str, hint: str) -> None:
        super().__init__(f"{_line(path)}:{line}:{col}: {message}")
        self.hint = hint


def _line(text: str) -> str:
    return " ".join(text.split())


def look_up(index: Index, typed: str) -> Entry:
    """
    The one record that somebody means.

    Tried in this order: the exact identity, an alias, a slug, then the beginning of an
    identity's symbols. Upper and lower case, `o` and `0`, `i`, `l` and `1` are the same.
    """
    typed = typed.encode("utf-8", "replace").decode()  # a command line's bytes may be no text
    want = wanted(typed)
    for condition, parameters in (
        ("id = ?", (want.exact if want.exact and not want.kind else typed,)),
        ("n IN (SELECT n FROM aliases WHERE alias = ?)", (typed,)),
        ("id IN (?, ?) AND kind = ?" if want.kind else "id = ?",
         (want.exact, want.slug, want.kind) if want.kind else (want.slug,)),
        ("symbols >= ? AND symbols < ? AND instr(id, ?)",
         (want.symbols, want.symbols + "~", want.before) if want.symbols else ("~", "~", "")),
    ):  # fmt: skip
        found = entries(index, condition, parameters)
        if len(found) == 1:
            return found[0]
        if found:
            raise Ambiguous(typed, found)
    raise NoSuchRecord(typed, _near(index, typed))


def readable(entry: Entry, *, as_text: bool = False) -> Entry:
    """The entry, unless its file cannot be read as a record, or not even `as_text`."""
    if entry.broken:
        import json  # only for bad news

        rule, line, col, message, hint = json.loads(entry.broken)
        if not as_text or rule in NO_TEXT:
            raise Broken(entry.path, line, col, message, hint)
    return entry


def entries(index: Index, condition: str, parameters: tuple[Any, ...]) -> list[Entry]:
    """The records for which a condition on the index holds."""
    rows = index.rows(
        f"SELECT {COLUMNS} FROM records WHERE kind != '' AND ({condition}) ORDER BY id",
        parameters,
    )
    return [Entry(n, i, BY_NAME[k], p, s, t, b) for n, i, k, p, s, t, b in rows]


def _near(index: Index, typed: str) -> list[Entry]:
    """Records whose identity begins or ends alike."""
    symbols = wanted(typed).symbols or wanted(typed).exact[-LENGTH:]
    if len(symbols) > SHORTEST:
        beginning = symbols[:SHORTEST]
        return entries(index, "symbols >= ? AND symbols < ?", (beginning, beginning + "~"))[:5]
    return entries(index, "instr(id, ?) OR instr(lower(title), ?)", (typed, typed.lower()))[:5]


def shortest(index: Index, identities: list[str]) -> dict[str, str]:
    """The shortest beginning of each identity's symbols that means it alone; a slug stays whole."""
    names = {
        name.lower()
        for (name,) in index.rows(
            "SELECT alias FROM aliases WHERE length(alias) <= ?1 "
            "UNION SELECT id FROM records WHERE length(id) <= ?1",
            (LENGTH,),
        )
    }
    neighbours = _neighbours(index, len(identities) > MANY)
    found = {}
    for identity in identities:
        symbols = identity[-LENGTH:] if MINTED.fullmatch(identity) else ""
        if not symbols:
            found[identity] = identity
            continue
        before, after = neighbours(symbols)
        shared = max(_shared(symbols, before), _shared(symbols, after))
        length = max(SHORTEST, shared + 1)
        while length < LENGTH and symbols[:length] in names:
            length += 1
        found[identity] = identity if symbols[:length] in names else symbols[:length]
    return found


def _neighbours(index: Index, many: bool) -> Callable[[str], tuple[str, str]]:
    """What stands before and after some symbols; for many, all are fetched at once."""
    if not many:
        return lambda symbols: (
            index.one("SELECT max(symbols) FROM records WHERE symbols < ?", (symbols,)) or "",
            index.one("SELECT min(symbols) FROM records WHERE symbols > ?", (symbols,)) or "",
        )
    known = [s for (s,) in index.rows("SELECT DISTINCT symbols FROM records ORDER BY symbols")]
    around = zip(["", *known], [*known[1:], ""], strict=False)
    beside: dict[str, tuple[str, str]] = dict(zip(known, around, strict=False))

    def found(symbols: str) -> tuple[str, str]:
        if symbols in beside:
            return beside[symbols]
        at = bisect_left(known, symbols)  # of a record that the index has yet to see
        return (known[at - 1] if at else "", known[at] if at < len(known) else "")

    return found


def _shared(one: str, other: str) -> int:
    n = 0
    while n < min(len(one), len(other)) and one[n] == other[n]:
        n += 1
    return n
