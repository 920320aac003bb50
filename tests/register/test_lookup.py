import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learnorg.refs import LENGTH, SYMBOLS
from learnorg.register.index import Index
from learnorg.register.lookup import (
    Ambiguous,
    Broken,
    NoSuchRecord,
    look_up,
    readable,
    shortest,
)
from learnorg.register.register import Register
from learnorg.register.schema import TABLES


def found(register: Register, typed: str) -> str:
    return look_up(register.index, typed).identity


def test_every_way(register: Register) -> None:
    """
    A record goes by its identity, an old number, and any beginning of its symbols.
    ---
    id: IMP-2611-7k0mqx
    title: Shorter hand-over
    state: proposed
    raised: 2026-11-02
    aliases: [CSI-142]
    ---
    id: IMP-2611-x2w90b
    title: Fewer calls
    state: proposed
    raised: 2026-11-02
    """
    for typed in (
        "IMP-2611-7k0mqx",
        "imp-26il-7KOMQX",
        " IMP-2611-7k0mqx ",
        "7k0mqx",
        "7k0",
        "7KO",
        "2611-7k0",
        "IMP-2611-7k0",
        "CSI-142",
        "csi-142",
    ):
        assert found(register, typed) == "IMP-2611-7k0mqx"


def test_other_month(register: Register) -> None:
    """
    Kind and month, where somebody gives them, are part of what they mean.
    ---
    id: IMP-2611-7k3mqx
    title: Shorter hand-over
    state: proposed
    raised: 2026-11-02
    """
    for typed in ("IMP-2612-7k3mqx", "REV-2611-7k3mqx", "IMP-2612-7k3", "2610-7k3"):
        with pytest.raises(NoSuchRecord) as refusal:
            found(register, typed)
        assert str(refusal.value) == f"there is no record '{typed}'"


def test_ambiguous(register: Register) -> None:
    """
    A beginning that two records share is refused with both, and nothing is guessed.
    ---
    id: IMP-2611-7k3mqx
    title: Shorter hand-over
    state: proposed
    raised: 2026-11-02
    ---
    id: IMP-2610-7k3x90
    title: Fewer calls
    state: proposed
    raised: 2026-10-02
    """
    with pytest.raises(Ambiguous) as refusal:
        found(register, "7k3")
    assert "IMP-2611-7k3mqx  Shorter hand-over" in str(refusal.value)
    assert "IMP-2610-7k3x90  Fewer calls" in str(refusal.value)
    assert found(register, "7k3m") == "IMP-2611-7k3mqx"
    assert found(register, "2610-7k3") == "IMP-2610-7k3x90"


def test_titles_on_one_line(register: Register) -> None:
    r"""
    A title with line breaks makes no line of its own among the candidates.
    ---
    id: IMP-2611-7k3mqx
    title: "One\n::error ::two"
    state: proposed
    raised: 2026-11-02
    ---
    id: IMP-2611-7k3bbb
    title: Fewer calls
    state: proposed
    raised: 2026-11-02
    """
    with pytest.raises(Ambiguous) as refusal:
        found(register, "7k3")
    assert len(str(refusal.value).splitlines()) == 3
    with pytest.raises(NoSuchRecord) as missing:
        found(register, "7k3m000")
    assert "\n" not in missing.value.hint


def test_slugs(register: Register) -> None:
    """
    A named record goes by its slug, in any case, with its kind or without; whole, not begun.
    ---
    id: lea-park
    title: Lea Park
    """
    for typed in ("lea-park", "Lea-Park", "person:lea-park", "person:Lea-Park"):
        assert found(register, typed) == "lea-park"
    for typed in ("lea", "improvement:lea-park", "metric:lea-park"):
        with pytest.raises(NoSuchRecord):
            found(register, typed)


def test_kind_and_identity(register: Register) -> None:
    """
    A minted identity may be given with its kind, too.
    ---
    id: IMP-2611-7k3mqx
    title: Shorter hand-over
    state: proposed
    raised: 2026-11-02
    """
    assert found(register, "improvement:IMP-2611-7k3mqx") == "IMP-2611-7k3mqx"
    with pytest.raises(NoSuchRecord):
        found(register, "person:IMP-2611-7k3mqx")


def test_alias_before_symbols(register: Register) -> None:
    """
    An old number that looks like symbols means the record that bears it.
    ---
    id: IMP-2611-142mqx
    title: Shorter hand-over
    state: proposed
    raised: 2026-11-02
    ---
    id: IMP-2611-x2w90b
    title: Fewer calls
    state: proposed
    raised: 2026-11-02
    aliases: "142"
    """
    assert found(register, "142") == "IMP-2611-x2w90b"
    assert shortest(register.index, ["IMP-2611-142mqx"]) == {"IMP-2611-142mqx": "142m"}


def test_near(register: Register) -> None:
    """
    What is not there is refused with what is near, by identity or title.
    ---
    id: IMP-2611-7k3mqx
    title: Shorter hand-over
    state: proposed
    raised: 2026-11-02
    """
    with pytest.raises(NoSuchRecord) as refusal:
        found(register, "hand")
    assert refusal.value.hint == "Near it: IMP-2611-7k3mqx Shorter hand-over."
    with pytest.raises(NoSuchRecord) as refusal:
        found(register, "7k3mqz")
    assert "IMP-2611-7k3mqx" in refusal.value.hint


@pytest.mark.parametrize("typed", ["", " ", "%", "'", "\x00", "\udcff", "x" * 1000, ":", "a:b:c"])
def test_anything(register: Register, typed: str) -> None:
    """
    Whatever somebody types is looked up without harm, beside files that are no records, too.
    ---
    # path: register/notes.yaml
    title: Not a record
    """
    with pytest.raises(NoSuchRecord):
        look_up(register.index, typed)


def test_broken(register: Register) -> None:
    """
    A record that cannot be read is found, and the place of its fault is told.
    ---
    # path: register/improvements/2026/11/IMP-2611-7k3mqx.yaml
    id: IMP-2611-7k3mqx
    title: one
    title: two
    """
    entry = look_up(register.index, "7k3")
    with pytest.raises(Broken, match=r"IMP-2611-7k3mqx\.yaml:3:1: "):
        readable(entry)


@given(st.sets(st.text(SYMBOLS, min_size=LENGTH, max_size=LENGTH), max_size=30), st.data())
def test_shortest(all_symbols: set[str], data: st.DataObject) -> None:
    """The shortest way to type an identity leads back to it, and to no other."""
    index = Index.__new__(Index)
    index.connection = _holding(all_symbols, data)
    identities = [f"IMP-2611-{symbols}" for symbols in all_symbols]
    for identity, short in shortest(index, identities).items():
        assert look_up(index, short).identity == identity
        assert look_up(index, short.upper()).identity == identity


def _holding(all_symbols: set[str], data: st.DataObject) -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:")
    for statement in TABLES.split(";\n"):
        connection.execute(statement)
    connection.executemany(
        "INSERT INTO records (path, folder, name, kind, id, symbols, state, title) "
        "VALUES (?1, '', '', 'improvement', 'IMP-2611-' || ?1, ?1, 'proposed', '')",
        [(symbols,) for symbols in all_symbols],
    )
    # old numbers that look like the beginnings of identities, as imports bring them
    beginnings = sorted({symbols[:3] for symbols in all_symbols})
    aliases = data.draw(st.lists(st.sampled_from(beginnings), unique=True)) if beginnings else []
    connection.execute(
        "INSERT INTO records (n, path, folder, name, kind, id, symbols, state, title) "
        "VALUES (9999, 'p', '', '', 'person', 'somebody', '', 'active', '')"
    )
    connection.executemany("INSERT INTO aliases VALUES (9999, ?)", [(a,) for a in aliases])
    return connection


def test_shortest_is_short(register: Register) -> None:
    """
    Three symbols do where they are enough; a slug stays whole.
    ---
    id: IMP-2611-7k3mqx
    title: Shorter hand-over
    state: proposed
    raised: 2026-11-02
    ---
    id: IMP-2611-7k3mzz
    title: Fewer calls
    state: proposed
    raised: 2026-11-02
    ---
    id: IMP-2611-x2w90b
    title: Earlier reports
    state: proposed
    raised: 2026-11-02
    ---
    id: lea-park
    title: Lea Park
    """
    names = ["IMP-2611-7k3mqx", "IMP-2611-x2w90b", "lea-park"]
    assert list(shortest(register.index, names).values()) == ["7k3mq", "x2w", "lea-park"]
