"""A row as the map reads it: what becomes of each kind of cell."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from incoming import FULL, LIGHT, TODAY, a_map, kept, one, planned, sheet

from learnorg.exchange.maps import Numbers
from learnorg.exchange.values import NotUnderstood, listed, measured, visible

OTHER = """
columns: {{Title: title, {}}}
defaults: {{raised: 2025-01-02, state: proposed}}
"""

PLAIN = """
columns:
  Title: title
  Raised: raised
"""


def test_unmapped_columns() -> None:
    """A column that the map does not name is kept under its name."""
    data, said = one("Title,Raised,Row Colour,優先\nA,2025-01-02,red,高\n", PLAIN)
    assert data["extra"] == {"row-colour": "red", "優先": "高"}
    assert said == [": it names no state; it comes in as proposed"]


def test_ignored_columns() -> None:
    """Only what the map leaves out on purpose is left out."""
    data, _ = one("Title,Raised,Colour\nA,2025-01-02,red\n", PLAIN + "ignore: Colour\n")
    assert "extra" not in data


def test_impossible_date() -> None:
    """A day that does not exist is reported, kept, and the record still comes in."""
    data, said = one("Title,Raised\nA,2025-02-31\n", PLAIN)
    assert data["raised"] == TODAY
    assert data["extra"] == {"raised": "2025-02-31"}
    assert "dates" not in data
    assert said[0] == "Raised: '2025-02-31' is no day of the calendar; the text is kept in `extra`"
    assert said[2] == f": no day on which it was raised is known; {TODAY} was put instead"


def test_time_of_raising() -> None:
    """A time of day, which a date does not keep, stays in `extra`."""
    data, _ = one("Title,Raised\nA,2025-01-02 21:22\n", PLAIN)
    assert (data["raised"], data["extra"]) == (date(2025, 1, 2), {"raised": "2025-01-02 21:22"})


def test_future() -> None:
    """What is said to have happened on a day to come is reported."""
    _, said = one("Title,Raised\nA,2031-01-02\n", PLAIN)
    assert said[0] == "Raised: 2031-01-02 has not come yet, and is said to have happened"


MEASURE = """
    columns:
      Title: title
      From: measures.1.baseline
      To: measures.1.target
    defaults:
      raised: 2025-01-02
      state: proposed
      measures.1.name: calls
    """


@pytest.mark.parametrize(
    ("cells", "measure"),
    [
        ("61%,85 %", {"unit": "%", "baseline": Decimal(61), "target": Decimal(85)}),
        ("08:30,6:00", {"baseline": "08:30", "target": "06:00"}),
        ("2h30m,45m", {"baseline": "2h30m", "target": "45m"}),
        ("2.70,-1", {"baseline": Decimal("2.70"), "target": Decimal(-1)}),
        ("7 min,5 min", {"unit": "min", "baseline": Decimal(7), "target": Decimal(5)}),
        ("€400,€200", {"unit": "€", "baseline": Decimal(400), "target": Decimal(200)}),
        ("007,+5", {"baseline": Decimal(7), "target": Decimal(5)}),
    ],
)
def test_quantities(cells: str, measure: dict[str, object]) -> None:
    """Numbers keep their digits, units stand apart, times of day stay times."""
    data, _ = one(f"Title,From,To\nA,{cells}\n", MEASURE)
    found = dict(data["measures"][0])
    assert found.pop("id")
    assert found == {"name": "calls"} | measure


@pytest.mark.parametrize("text", ["about 3", "3 to 5", "4k EUR", "5 or less", "n/a", "1.2.3"])
def test_no_quantity(text: str) -> None:
    """What is no quantity is reported and kept, not guessed at."""
    data, said = one(f"Title,From,To\nA,{text},\n", MEASURE)
    assert data["extra"] == {"from": text}
    assert said[0].startswith("From: '")


def test_two_units() -> None:
    """A baseline and a target in different units are not put together."""
    data, said = one("Title,From,To\nA,5 min,2 h\n", MEASURE)
    assert data["extra"] == {"to": "2 h"}
    assert "another unit" in said[1]


@pytest.mark.parametrize(
    ("text", "style", "value"),
    [
        ("1,5", Numbers(decimal=","), "1.5"),
        ("1.234,5", Numbers(decimal=",", thousands="."), "1234.5"),
        ("1,234,567", Numbers(thousands=","), "1234567"),
        ("12 345", Numbers(thousands=" "), "12345"),
    ],
)
def test_numbers_of_other_countries(text: str, style: Numbers, value: str) -> None:
    """The map says which sign parts thousands and which the decimals."""
    assert measured(text, style).value == value


@pytest.mark.parametrize("text", ["1,5", "1,23,4", "12 345"])
def test_numbers_unsaid(text: str) -> None:
    """Without the map's word, a comma is not guessed to be either."""
    with pytest.raises(NotUnderstood):
        measured(text, Numbers())


def test_words() -> None:
    """Words translate by the map, ours need no translation, others are reported and kept."""
    wanted = """
        columns:
          Title: title
          Size: size
          Scale: timescale
        defaults:
          raised: 2025-01-02
          state: proposed
        words:
          size:
            Small: S
        """
    data, said = one("Title,Size,Scale\nA,small,LONG\n", wanted)
    assert (data["size"], data["timescale"], said) == ("S", "long", [])
    data, said = one("Title,Size,Scale\nA,tiny,\n", wanted)
    assert data["extra"] == {"size": "tiny"}
    (told,) = said
    assert told.startswith("Size: 'tiny' is none of S, M, L, XL, and the map's `words: size:`")


def test_merged_words() -> None:
    """Where several words become one, the original word is kept."""
    wanted = OTHER.format("P: priority.level")
    wanted += "words: {priority.level: {High: high, '1': high}}"
    data, _ = one("Title,P\nA,1\n", wanted)
    assert (data["priority"], data["extra"]) == ({"level": "high"}, {"p": "1"})


STATES = """
    columns:
      Title: title
      Status: state
      Outcome: outcome
      Closed: dates.ended
    states:
      Done:
        state: closed
        result: delivered
      No: declined
      Wait: on-hold
      Checked: assessed
      New: proposed
    words:
      outcome.result:
        Partly: partly-achieved
    defaults:
      raised: 2025-01-02
    """


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        ("Done,Achieved: 7 min", {"result": "achieved", "evidence": "7 min"}),
        ("Done,partly - 12 min", {"result": "partly-achieved", "evidence": "12 min"}),
        ("Done,Achieved", {"result": "achieved"}),
        ("Done,Went well", {"result": "delivered", "evidence": "Went well"}),
        ("Done,", {"result": "delivered"}),
        ("No,Volume retired", {"because": "Volume retired"}),
    ],
)
def test_outcomes(cells: str, told: dict[str, str]) -> None:
    """An outcome is a result and its evidence, or the reason of what was declined."""
    data, _ = one(f"Title,Status,Outcome,Closed\nA,{cells},2025-03-01\n", STATES)
    assert data["outcome"] == told | {"on": date(2025, 3, 1)}
    assert data["dates"][data["state"]] == date(2025, 3, 1)


def test_on_hold() -> None:
    """What waits says for what."""
    data, _ = one("Title,Status,Outcome,Closed\nA,Wait,for the tool,\n", STATES)
    assert (data["state"], data["hold"]) == ("on-hold", {"because": "for the tool"})


def test_ended_and_open() -> None:
    """An end of what is open is reported and kept, not believed."""
    data, said = one("Title,Status,Outcome,Closed\nA,New,fine,2025-03-01\n", STATES)
    assert data["dates"] == {"proposed": date(2025, 1, 2)}
    assert data["extra"] == {"closed": "2025-03-01", "outcome": "fine"}
    assert len(said) == 2


def test_ended_before_it_began() -> None:
    """Days in the wrong order are reported."""
    _, said = one("Title,Status,Outcome,Closed\nA,No,x,2024-03-01\n", STATES)
    assert said == [": it ended (2024-03-01) before it was raised (2025-01-02)"]


def test_unknown_states() -> None:
    """A row of a state that the map does not know is refused: it would be a guess."""
    made = planned(sheet("Title,Status,Outcome,Closed\nA,Parked,,\n"), a_map(STATES))
    (bad,) = made.refused
    assert bad.where == "sheet.csv row 2"
    assert bad.reason.startswith("Status: 'Parked' is no state that the map knows")


def test_states_of_the_full_flow() -> None:
    """In the light flow, what was assessed comes in as accepted, and that is said."""
    text = "Title,Status,Outcome,Closed\nA,Checked,,\n"
    data, said = one(text, STATES, FULL)
    assert data["state"] == "assessed"
    data, said = one(text, STATES, LIGHT)
    assert (data["state"], data["extra"]) == ("accepted", {"status": "Checked"})
    assert said[0] == (
        "Status: 'Checked' is assessed, which the light work flow does not have; "
        "it comes in as accepted"
    )


def test_missing_items_warn() -> None:
    """Guards apply to moves: what they would have asked for is a warning here."""
    data, said = one("Title,Status,Outcome,Closed\nA,Done,Achieved,\n", STATES)
    assert data["state"] == "closed"
    assert said[-1].startswith(": it is closed and lacks an owner")
    assert "evidence of what was achieved" in said[-1]


def test_no_title() -> None:
    """ITIL's register has no title: the description's first sentence serves."""
    wanted = "columns: {Text: problem}\ndefaults: {raised: 2025-01-02, state: proposed}\n"
    data, said = one("Text,X\nResets take long. Callers wait.,\n", wanted)
    assert data["title"] == "Resets take long"
    assert said == [": it has no title; the description's first sentence serves"]


def test_nothing_said() -> None:
    """A row with neither title nor description is refused."""
    made = planned(sheet("Title,Raised\n,2025-01-02\n"), a_map(PLAIN))
    assert made.refused[0].reason == "it has neither a title nor a description"


def test_long_titles() -> None:
    """A title that is too long is cut, and kept whole."""
    data, _ = one(f"Title,Raised\n{'word ' * 90},2025-01-02\n", PLAIN)
    assert len(data["title"]) <= 300
    assert data["extra"]["title"].count("word") == 90


def test_titles_of_two_lines() -> None:
    """A line break in a title goes; the text with it is kept."""
    data, _ = one('Title,Raised\n"one\ntwo",2025-01-02\n', PLAIN)
    assert (data["title"], data["extra"]) == ("one two", {"title": "one\ntwo"})


def test_unprintable_characters() -> None:
    """Characters that no record holds are written out, and that is said."""
    data, said = one("Title,Raised\na\x0bb\x00,2025-01-02\n", PLAIN)
    assert data["title"] == "a\\x0bb\\x00"
    assert "unprintable" in said[0]


def test_checklists() -> None:
    """A list becomes steps; ticked ones are done on the last day that is known."""
    wanted = STATES.replace("Title: title", "Title: title\n      Plan: plan")
    text = (
        'Title,Plan,Status,Outcome,Closed\nA,"- [x] #1 one\n- [ ] two\n  more",Done,,2025-03-01\n'
    )
    data, _ = one(text, wanted)
    steps = [{k: v for k, v in step.items() if k != "id"} for step in data["plan"]]
    assert steps == [{"do": "one", "done": date(2025, 3, 1)}, {"do": "two more"}]


def test_lists_in_prose() -> None:
    """Text beside a list is seen, so that it can be kept."""
    items, clean = listed("Intro\n\n1. one\n2) two\n* three")
    assert ([item.text for item in items], clean) == (["one", "two", "three"], False)


def test_parts_that_lack_their_heart() -> None:
    """A source's reference without a source is kept, not dropped and not refused."""
    wanted = OTHER.format("R: source.ref")
    data, said = one("Title,R\nA,INC-7\n", wanted)
    assert data["extra"] == {"source-ref": "INC-7"}
    assert said == [": source has no `type`, so what there is of it is kept in `extra`"]


def test_what_the_model_does_not_take() -> None:
    """A part that the record's own model refuses is kept, and the record comes in."""
    wanted = """
        columns: {Title: title, B: benefits.1.kind, C: benefits.1.currency}
        defaults: {raised: 2025-01-02, state: proposed}
        """
    data, said = one("Title,B,C\nA,savings,€\n", wanted)
    assert '"currency": "€"' in data["extra"]["benefits"]
    assert "kept in `extra`" in said[0]


def test_lists_of_words() -> None:
    """Several entries in one cell are parted by the sign that the map names."""
    wanted = OTHER.format("T: tags")
    data, _ = one("Title,T\nA,x; y;x\n", wanted + "split: {T: ';'}\n")
    assert data["tags"] == ("x", "y")


def test_first_column_wins() -> None:
    """Two columns for one field: the first fills it, the other is kept."""
    wanted = OTHER.format("A: owner, B: owner")
    data, _ = one("Title,A,B\nA,Ann,Bea\n", wanted)
    assert (data["owner"], data["extra"]) == ("Ann", {"b": "Bea"})


COLUMNS = ["Title", "Raised", "Status", "Size", "From", "Tags", "Other"]
cell = st.text(
    st.characters(exclude_characters='"\r', exclude_categories=["Cs", "Cc", "Zl", "Zp"]),
    max_size=30,
)


@given(st.dictionaries(st.sampled_from(COLUMNS), cell))
def test_nothing_is_lost(cells: dict[str, str]) -> None:
    """Whatever stands in a row is in the record, in `extra`, or the row is refused."""
    wanted = a_map("""
        columns: {Title: title, Raised: raised, Size: size, From: measures.1.baseline, Tags: tags}
        """)
    header = ",".join(cells)
    line = ",".join(f'"{text}"' for text in cells.values())
    if not any(text.strip() for text in cells.values()):
        return
    made = planned(sheet(f"{header}\n{line}\n"), wanted)
    if made.refused:
        assert not made.create
        return
    (new,) = made.create
    said = " ".join(kept([new.data]).split())
    for name, text in cells.items():
        if name not in ("From", "Raised"):  # normalised: 007 is 7, 2025-1-2 is 2025-01-02
            bare = visible(text.removeprefix("'"))  # a shield, where a formula follows
            assert " ".join(bare.split()) in said


def test_rows_beyond_a_file() -> None:
    """A row with more text than a record's file may have is refused with the figures."""
    made = planned(sheet(f"Title,Raised,Long\nA,2025-01-02,{'x' * 300_000}\n"), a_map(PLAIN))
    assert [bad.reason for bad in made.refused] == [
        "its file would have 293 KiB; 240 KiB are the most"
    ]
