from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learnorg.kinds.improvement import IMPROVEMENT
from learnorg.periods import NotADate
from learnorg.register.query import (
    FIELDS,
    SORTS,
    BadQuery,
    Filter,
    Query,
    order,
    parse,
    where,
)
from learnorg.register.register import Register
from registers import TODAY


def found(register: Register, *words: str, kind: str = "improvement") -> list[str]:
    """The last two symbols of what a query finds, in its order."""
    query = parse(words, kind)
    clause = where(query, TODAY)
    rows = register.index.rows(
        f"SELECT id FROM records WHERE {clause.sql} ORDER BY {order(query.sort, IMPROVEMENT)}",
        clause.parameters,
    )
    return [identity[-2:] for (identity,) in rows]


# ---- what words mean --------------------------------------------------------------------


def test_parse() -> None:
    """Filters, words and sort fields may stand in any order."""
    assert parse(
        ["sort:score,due", "printer", "state:proposed,accepted", "not:tag:later"]
    ) == Query(
        (Filter("state", ("proposed", "accepted")), Filter("tag", ("later",), negated=True)),
        ("printer",),
        ("score", "due"),
    )


@pytest.mark.parametrize(
    ("word", "message"),
    [
        ("ownr:lea", "'ownr' is no field to filter by"),
        ("state:", "'state:' gives no value"),
        ("state:,", "'state:,' gives no value"),
        ("not:printer", "'not:printer' turns nothing round"),
        ("sort:colour", "'colour' is no field to sort by"),
        ("has:colour", "'colour' is no field to filter by"),
        ("has:text", "'text' is nothing that a record has"),
        ("is:late", "'is:late' is not known"),
    ],
)
def test_bad(word: str, message: str) -> None:
    """What cannot be asked is refused, and the hint says what can be."""
    with pytest.raises(BadQuery) as refusal:
        parse([word])
    assert str(refusal.value) == message
    assert refusal.value.hint


def test_did_you_mean() -> None:
    """A misspelt field is refused with the one that is near."""
    with pytest.raises(BadQuery) as refusal:
        parse(["ownr:lea"])
    assert refusal.value.hint.startswith("Did you mean 'owner'? There are: state, ")


def test_addresses_are_words() -> None:
    """An address is looked for in the text; it filters nothing."""
    assert parse(["https://example.org"]).words == ("https://example.org",)


def test_also() -> None:
    """Options add conditions as words do; without a value they add none."""
    query = parse([]).also("owner", ["lea"]).also("state", []).also("tag", [""])
    assert query == Query((Filter("owner", ("lea",)),))


# ---- what they find ---------------------------------------------------------------------

NIGHT = """
---
id: IMP-2611-0000aa
title: Shorter hand-over on the night shift
state: in-progress
owner: Platform Team
team: Night desk
raised: 2026-11-02
dates: {proposed: 2026-11-02, in-progress: 2026-11-09}
services: [E-mail, Payroll]
tags: [night, later]
problem: Nobody reads the printer's log.
due: 2027-02-15
size: S
estimates: {value: 8, confidence: 0.5, effort: 4}
consulted: lea
---
id: IMP-2610-0000bb
title: Fewer calls
state: proposed
owner: lea
raised: 2026-10-05
due: 2026-11-21
estimates: {value: 3}
---
id: IMP-2609-0000cc
title: Earlier reports
state: closed
raised: 2026-09-01
dates: {proposed: 2026-09-01, closed: 2026-10-30}
due: 2026-10-01
plan:
  - do: Ask them
    owner: lea
"""


@pytest.mark.parametrize(
    ("words", "ends"),
    [
        ("", "aa bb cc"),
        ("state:closed", "cc"),
        ("state:closed,proposed", "bb cc"),
        ("state:CLOSED", "cc"),
        ("not:state:closed", "aa bb"),
        ("is:open", "aa bb"),
        ("is:closed", "cc"),
        ("is:overdue", "bb"),
        ("not:is:overdue", "aa cc"),
        ("owner:platform", "aa"),
        ("owner:platform-team", "aa"),
        ("owned-by:lea", "bb"),
        ("who:lea", "aa bb cc"),
        ("has:owner", "aa bb"),
        ("not:has:owner", "cc"),
        ("team:night-desk", "aa"),
        ("has:team", "aa"),
        ("tag:Night", "aa"),
        ("not:tag:later", "bb cc"),
        ("service:e-mail", "aa"),
        ("services:payroll", "aa"),
        ("has:tag", "aa"),
        ("size:s", "aa"),
        ("id:IMP-2611-0000aa", "aa"),
        ("title:hand-over", "aa"),
        ("raised:2026-Q4", "aa bb"),
        ("raised:..2026-09", "cc"),
        ("due:..today", "bb cc"),
        ("due:2027", "aa"),
        ("closed:2026-10", "cc"),
        ("since:2026-11", "aa"),
        ("has:closed", "cc"),
        ("value:3..5", "bb"),
        ("value:3..", "aa bb"),
        ("value:..5", "bb"),
        ("value:8", "aa"),
        ("score:1", "aa"),
        ("has:score", "aa"),
        ("not:has:score", "bb cc"),
        ("printer", "aa"),
        ("print", "aa"),
        ("night printer", "aa"),
        ("night calls", ""),
        ("text:log", "aa"),
        ("printer's", "aa"),
        ("owner:%", ""),
        ("owner:_ea", ""),
        ("sort:due", "cc bb aa"),
        ("sort:value", "aa bb cc"),
        ("sort:state", "bb aa cc"),
        ("sort:title", "cc bb aa"),
        ("sort:owner", "aa bb cc"),
    ],
)
def test_finds(register: Register, words: str, ends: str) -> None:
    assert found(register, *words.split()) == ends.split()


test_finds.__doc__ = "Each query finds what it says." + NIGHT


def test_reverse() -> None:
    """Turned round, the other end comes first, and what is empty still comes last."""
    assert order(["value"], IMPROVEMENT) == "records.value IS NULL, records.value DESC, records.id"
    turned = order(["value"], IMPROVEMENT, reverse=True)
    assert turned == "records.value IS NULL, records.value ASC, records.id"


@pytest.mark.parametrize("word", ["state:open", "due:soon", "value:much", "value:1..x", "'", "-"])
def test_no_such_value(register: Register, word: str) -> None:
    """
    A state, day or number that is none, and words without a letter, are refused.
    ---
    id: lea
    title: Lea
    """
    with pytest.raises((BadQuery, NotADate)):
        found(register, word)


def test_states_of_the_kind(register: Register) -> None:
    """
    A kind's own states are those that can be asked for.
    ---
    id: lea
    title: Lea
    teams: [Night desk]
    """
    assert found(register, "state:active", "team:night-desk", kind="person") == ["ea"]
    with pytest.raises(BadQuery):
        found(register, "state:proposed", kind="person")


pieces = st.one_of(
    st.sampled_from([*FIELDS, "not:", "has:", "is:", "sort:", ":", ",", "..", "2026", '"', "*"]),
    st.text(st.characters(exclude_categories=()), max_size=4),
)
queries = st.lists(st.lists(pieces, max_size=4).map("".join), max_size=4)


@given(queries)
def test_anything(register: Register, words: list[str]) -> None:
    """
    Whatever is asked is answered, or refused as a query or a date.
    ---
    id: lea
    title: Lea
    """
    with suppress(BadQuery, NotADate):
        found(register, *words)


@pytest.mark.parametrize("field", FIELDS)
def test_every_field(register: Register, field: str) -> None:
    """
    Every field of the language can be asked about.
    ---
    id: lea
    title: Lea
    """
    value = {"state": "closed", "raised": "2026", "due": "2026", "since": "2026", "closed": "2026"}
    assert found(register, f"{field}:{value.get(field, '1')}") == []


@pytest.mark.parametrize("field", SORTS)
def test_every_sort(register: Register, field: str) -> None:
    """
    Every field of the list can be sorted by, whatever is empty.
    ---
    id: IMP-2611-0000aa
    title: Shorter hand-over
    state: proposed
    raised: 2026-11-02
    """
    assert found(register, f"sort:{field}") == ["aa"]


def test_empty_last(register: Register) -> None:
    """
    What has no owner comes after whoever has one.
    ---
    id: IMP-2611-0000aa
    title: Shorter hand-over
    state: proposed
    raised: 2026-11-02
    ---
    id: IMP-2611-0000bb
    title: Fewer calls
    state: proposed
    owner: lea
    raised: 2026-11-02
    """
    assert found(register, "sort:owner") == ["bb", "aa"]


def test_broken_neighbour(register: Register) -> None:
    """
    A file that cannot be read is in no answer, and hides none.
    ---
    id: IMP-2611-0000aa
    title: Shorter hand-over
    state: proposed
    raised: 2026-11-02
    ---
    # path: register/improvements/2026/11/IMP-2611-0000bb.yaml
    id: IMP-2611-0000bb
    title: [
    """
    assert found(register) == ["aa"]
