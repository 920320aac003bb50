import re
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from learnorg.kinds.improvement import IMPROVEMENT
from learnorg.periods import NotADate
from learnorg.register.query import (
    CONTAINING,
    DATES,
    FIELDS,
    LISTED,
    MOST,
    NUMBERS,
    SORTS,
    STANDINGS,
    BadQuery,
    Filter,
    Query,
    guide,
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


@pytest.mark.parametrize(
    ("words", "about"),
    [
        ("state:closed", True),
        ("is:open", True),
        ("outcome:achieved", True),
        ("not:outcome:achieved", True),
        ("has:outcome", True),
        ("closed:2026", True),
        ("printer owner:lea has:owner due:2026", False),
        ("", False),
    ],
)
def test_open_only(words: str, about: bool) -> None:
    """What is finished is left out, unless the query speaks of where things stand."""
    query = parse(words.split())
    assert query.about_standing == about
    assert (query.open_only() == query) == about
    assert query.open_only().about_standing


def test_did_you_mean() -> None:
    """A misspelt field is refused with the one that is near."""
    with pytest.raises(BadQuery) as refusal:
        parse(["ownr:lea"])
    assert refusal.value.hint.startswith("Did you mean 'owner'? There are: state, ")


def test_addresses_are_words() -> None:
    """An address is looked for in the text; it filters nothing."""
    assert parse(["https://example.org"]).words == ("https://example.org",)


def test_no_doubles() -> None:
    """No field is named twice where they are listed, and all are told to whoever asks for help."""
    for listed in (FIELDS, SORTS):
        assert len(set(listed)) == len(listed)
    told = set(re.findall(r"[a-z-]+", guide()))
    assert told >= {*FIELDS, *SORTS, *STANDINGS, "has", "not", "sort"}


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
outcome: {result: achieved}
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
        ("owned-by:jo,lea", "bb"),
        ("owner:TEAM,nobody", "aa"),
        ("who:lea", "aa bb cc"),
        ("has:owner", "aa bb"),
        ("not:has:owner", "cc"),
        ("team:night-desk", "aa"),
        ("has:team", "aa"),
        ("tag:Night", "aa"),
        ("tag:Night,nobody", "aa"),
        ("service:e-mail,nothing", "aa"),
        ("service:Fax,payroll", "aa"),
        ("not:tag:later,nobody", "bb cc"),
        ("not:tag:later", "bb cc"),
        ("service:e-mail", "aa"),
        ("services:payroll", "aa"),
        ("has:tag", "aa"),
        ("size:s", "aa"),
        ("size:xl,s", "aa"),
        ("id:IMP-2611-0000aa", "aa"),
        ("id:imp-2611-0000aa", "aa"),
        ("id:0000b", "bb"),
        ("id:OOOO", "aa bb cc"),
        ("id:2611-0000", "aa"),
        ("id:00", ""),
        ("id:0000b,0000c", "bb cc"),
        ("not:id:0000b", "aa cc"),
        ("outcome:achieved", "cc"),
        ("outcome:Achieved,delivered", "cc"),
        ("outcome:delivered", ""),
        ("not:outcome:achieved", "aa bb"),
        ("has:outcome", "cc"),
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


@pytest.mark.parametrize(
    "word",
    ["state:open", "outcome:done", "due:soon", "value:much", "value:1..x", "value:nan", "'", "-"],
)
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


VALUES = {
    "state": "proposed",
    "outcome": "achieved",
    **dict.fromkeys(DATES, "2026"),
}


@pytest.mark.parametrize("field", sorted(LISTED))
def test_thousands_of_values(register: Register, field: str) -> None:
    """
    Fields that are compared with a list take a list of any length.
    ---
    id: IMP-2611-0000aa
    title: Shorter hand-over
    state: proposed
    raised: 2026-11-02
    tags: [night]
    outcome: {result: delivered}
    """
    many = ",".join(VALUES.get(field, f"value-{n}") for n in range(50_000))
    last = {
        "id": "IMP-2611-0000aa", "state": "PROPOSED", "tag": "Night", "outcome": "DELIVERED",
    }  # fmt: skip
    assert found(register, f"{field}:{many},{last.get(field, 'x')}") == ["aa"] * (field in last)


def test_thousands_of_beginnings(register: Register) -> None:
    """
    So may the beginnings of identities be, whatever they begin with.
    ---
    id: IMP-2611-0000aa
    title: Shorter hand-over
    state: proposed
    raised: 2026-11-02
    """
    many = ",".join(f"{n:05}" for n in range(1, 30_000))
    assert found(register, f"id:{many}") == []
    assert found(register, f"id:{many},0000") == ["aa"]


@pytest.mark.parametrize("field", sorted(set(FIELDS) - LISTED))
def test_as_many_as_may_be(register: Register, field: str) -> None:
    """
    Of other conditions there may be some hundreds, in one filter or in many; more are refused.
    ---
    id: IMP-2611-0000aa
    title: Shorter hand-over
    state: proposed
    raised: 2026-11-02
    """
    values = [VALUES.get(field, str(n) if field in NUMBERS else f"a-{n}") for n in range(MOST)]
    for words in ([f"{field}:{','.join(values)}"], [f"not:{field}:{v}" for v in values]):
        if field == "text":
            words = [word.replace("-", "") for word in words]
        found(register, *words)
        with pytest.raises(BadQuery, match="more than 500"):
            found(register, *words, f"{field}:{VALUES.get(field, '1')}", "owner:lea")


def test_as_many_filters_as_may_be(register: Register) -> None:
    """
    Filters of fields that take a list count, too: each is one condition.
    ---
    id: IMP-2611-0000aa
    title: Shorter hand-over
    state: proposed
    raised: 2026-11-02
    """
    assert found(register, *(["not:tag:a,b"] * MOST)) == ["aa"]
    with pytest.raises(BadQuery, match="more than 500 conditions"):
        found(register, *(["not:tag:a,b"] * (MOST + 1)))


def test_as_many_words_as_may_be(register: Register) -> None:
    """
    Words are looked for once, however often they are given; too many of them are refused.
    ---
    id: IMP-2611-0000aa
    title: Shorter hand-over
    state: proposed
    raised: 2026-11-02
    """
    assert found(register, *(["shorter"] * 10_000)) == ["aa"]
    assert found(register, " ".join(f"w{n}" for n in range(MOST))) == []
    with pytest.raises(BadQuery, match="more than 500 words"):
        found(register, " ".join(f"w{n}" for n in range(MOST + 1)))


@pytest.mark.parametrize("field", [*FIELDS, "sort", "has", "is", "nonsense"])
def test_long_text(register: Register, field: str) -> None:
    """
    A value of a hundred thousand letters is looked for, or refused in few words.
    ---
    id: lea
    title: Lea
    """
    word = f"{field}:{'a' * 100_000}"
    if field in (*CONTAINING, *LISTED, "text") and field not in ("state", "outcome"):
        assert found(register, word) == []
    else:
        with pytest.raises((BadQuery, NotADate)) as refusal:
            found(register, word)
        assert len(str(refusal.value)) < 400 or field in DATES


def test_sorted_once(register: Register) -> None:
    """
    A field to sort by counts once, however often it is named.
    ---
    id: lea
    title: Lea
    """
    assert parse([f"sort:due,{'score,' * 5000}due"]).sort == ("due", "score")


@pytest.mark.parametrize("name", ["owner", "tag", "text"])
def test_no_text(name: str) -> None:
    """An option's bytes that are no text are refused as a word's are."""
    with pytest.raises(BadQuery, match="is no text"):
        parse([]).also(name, ["caf\udce9"])


lengths = st.sampled_from([1, 2, MOST, MOST + 1, 3 * MOST])
lists = st.tuples(pieces, st.sampled_from([",", " ", ""]), lengths).map(
    lambda made: (made[0] + made[1]) * made[2]
)
long = st.builds(
    lambda beginning, values, times: [beginning + values] * times,
    st.sampled_from(["", "not:", *(f"{field}:" for field in FIELDS), "sort:", "is:", "has:"]),
    lists,
    lengths,
)


@given(long)
@settings(max_examples=60)
def test_anything_many_times(register: Register, words: list[str]) -> None:
    """
    However much is asked, it is answered or refused.
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
    assert found(register, f"{field}:{VALUES.get(field, '1')}") == []


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
