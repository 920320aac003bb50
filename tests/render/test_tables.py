from hypothesis import given
from hypothesis import strategies as st

from learnorg.page import Column, Say, Table
from learnorg.render.safe import width
from learnorg.render.tables import CODES, GAP, NARROWEST, fitted, lines, paint

columns = st.lists(
    st.builds(
        Column,
        st.sampled_from(["id", "title", "raised_by"]),
        st.booleans(),
        st.booleans(),
        st.just(False),
    ),
    min_size=1,
    max_size=5,
)
cells = st.one_of(
    st.text(max_size=50), st.builds(Say, st.text(max_size=50), st.sampled_from([*CODES]))
)


@st.composite
def tables(draw: st.DrawFn) -> Table:
    heads = draw(columns)
    row = st.tuples(*[cells] * len(heads))
    return Table(heads, draw(st.lists(row, max_size=4)))


TABLE = Table(
    [Column("id"), Column("title", flexible=True), Column("score", right=True)],
    [
        [Say("7k3", "id"), "Shorter hand-over on the night shift", "1.33"],
        [Say("x2w", "id"), "Fewer\ncalls", ""],
    ],
)


def test_fits() -> None:
    """A table takes what it needs; numbers stand on the right, line ends are bare."""
    assert list(lines(TABLE, 100, colour=False)) == [
        "ID   TITLE                                 SCORE",
        "7k3  Shorter hand-over on the night shift   1.33",
        "x2w  Fewer calls",
    ]


def test_narrow() -> None:
    """Where there is less room, the flexible column gives way, and says so."""
    assert list(lines(TABLE, 30, colour=False)) == [
        "ID   TITLE               SCORE",
        "7k3  Shorter hand-over…   1.33",
        "x2w  Fewer calls",
    ]


def test_wrapped() -> None:
    """A column that is wrapped goes on below itself, and loses nothing."""
    table = Table(
        [Column("id"), Column("title", flexible=True, wrapped=True), Column("score", right=True)],
        TABLE.rows,
    )
    assert list(lines(table, 30, colour=False)) == [
        "ID   TITLE               SCORE",
        "7k3  Shorter hand-over    1.33",
        "     on the night shift",
        "x2w  Fewer calls",
    ]
    assert list(lines(table, 100, colour=False)) == list(lines(TABLE, 100, colour=False))


def test_whole_words() -> None:
    """Dates and names in wrapped columns stay whole as long as another column can be cut."""
    heads = [
        Column("field"), Column("title", flexible=True),
        Column("before", flexible=True, wrapped=True), Column("after", flexible=True, wrapped=True),
    ]  # fmt: skip
    row = ["due", "A spare printer for every store", "2026-11-19 (service-desk-lead)", "2026-11-20"]
    assert list(lines(Table(heads, [row]), 56, colour=False)) == [
        "FIELD  TITLE        BEFORE                    AFTER",
        "due    A spare pr…  2026-11-19                2026-11-20",
        "                    (service-desk-lead)",
    ]
    assert list(lines(Table(heads, [row]), 50, colour=False))[1:] == [
        "due    A spare…  2026-11-19             2026-11-20",
        "                 (service-desk-lead)",
    ]


def test_broken_words() -> None:
    """Where nothing is left to cut, words are broken, after a hyphen if there is one."""
    heads = [Column("why", flexible=True, wrapped=True)]
    assert list(lines(Table(heads, [["service-improvement-manager"]]), 21, colour=False)) == [
        "WHY",
        "service-improvement-",
        "manager",
    ]


wrapping = st.lists(
    st.builds(Column, st.just("why"), st.just(False), st.booleans(), st.booleans()),
    min_size=1,
    max_size=5,
)


@given(wrapping, st.data(), st.integers(1, 120))
def test_words_before_titles(heads: list[Column], data: st.DataObject, most: int) -> None:
    """A word is broken only when whatever may be cut is as narrow as it may be."""
    sizes = st.lists(st.integers(1, 80), min_size=len(heads), max_size=len(heads))
    words = data.draw(sizes)
    natural = [max(pair) for pair in zip(words, data.draw(sizes), strict=True)]
    words = [word if head.wrapped else 0 for head, word in zip(heads, words, strict=True)]
    widths = fitted(heads, natural, most, words)
    broken = any(now < word for now, word in zip(widths, words, strict=True))
    cut_too_wide = any(
        head.flexible and not head.wrapped and now > NARROWEST
        for head, now in zip(heads, widths, strict=True)
    )
    assert not (broken and cut_too_wide)


def test_colour() -> None:
    """Colour changes no width: the same text stands between the codes."""
    painted = list(lines(TABLE, 100, colour=True))
    plain = list(lines(TABLE, 100, colour=False))
    assert painted[1].startswith("\x1b[36m7k3\x1b[0m  Shorter")
    for code in CODES.values():
        painted = [line.replace(f"\x1b[{code}m", "") for line in painted]
    assert [line.replace("\x1b[0m", "").rstrip() for line in painted] == plain


def test_no_tone() -> None:
    """Text without a tone, and a tone without text, get no codes."""
    assert (paint("x", ""), paint("", "bad")) == ("x", "")


@given(tables(), st.integers(20, 120))
def test_lines(table: Table, most: int) -> None:
    """A line for the head and one for each row, none wider than it has to be."""
    shown = list(lines(table, most, colour=False))
    assert len(shown) == 1 + len(table.rows)
    whole = [width(line) for line in lines(table, 10_000, colour=False)]
    assert all(width(line) <= max(most, full) for line, full in zip(shown, whole, strict=True))
    if max(whole) <= most:
        assert shown == list(lines(table, 10_000, colour=False))


@given(tables(), st.integers(20, 120))
def test_nothing_lost(table: Table, most: int) -> None:
    """Where every column is wrapped, nothing is cut."""
    heads = [head._replace(flexible=True, wrapped=True) for head in table.columns]
    shown = "".join(list(lines(Table(heads, table.rows), most, colour=False))[1:])
    assert shown.count("…") == str(table.rows).count("…")


@given(columns, st.data(), st.integers(1, 200))
def test_fitted(heads: list[Column], data: st.DataObject, most: int) -> None:
    """Columns give way until the table fits or none can give; none grows or vanishes."""
    natural = data.draw(st.lists(st.integers(1, 80), min_size=len(heads), max_size=len(heads)))
    widths = fitted(heads, natural, most)
    assert all(now <= before for now, before in zip(widths, natural, strict=True))
    assert all(w >= min(n, NARROWEST) for w, n in zip(widths, natural, strict=True))
    fits = sum(widths) + len(GAP) * (len(widths) - 1) <= most
    stuck = [n for n, head in enumerate(heads) if head.flexible and widths[n] > NARROWEST]
    assert fits or not stuck
