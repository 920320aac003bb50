"""
Improvements as an XLSX workbook for people: a table, drop-downs, dates as dates.

Text is always written as text, so nothing in it is a formula or an address; a number whose
digits a spreadsheet would not keep is text, too. A hidden sheet tells what was exported.
"""

import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

from learnorg.errors import LearnorgError
from learnorg.exchange.exports import flat
from learnorg.exchange.spreadsheet.bases import SHEET, Base, as_rows
from learnorg.exchange.spreadsheet.choices import Choice
from learnorg.exchange.spreadsheet.columns import IN_SIGHT, arranged, sort, width
from learnorg.exchange.workbooks import number
from learnorg.methods.value import NUMBER

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

TABLE = "Improvements"
LISTS = "lists"
LONGEST = 32_767
"""UTF-16 units that a cell can hold."""
ROWS, COLUMNS = 1_048_576, 16_384
LONGEST_NAME = 255
DIGITS = 15
"""As many as a spreadsheet keeps of a number."""
FIRST_DAY = date(1900, 3, 1)
"""Spreadsheets do not agree on the days before."""
NEVER = re.compile("[\ufffe\uffff]")
"""What no XML can hold."""
SPARE = 200
"""Rows below the last one in which the drop-downs are there, too."""


class TooMany(LearnorgError):
    """More than a sheet can hold."""

    exit_code = 4
    hint = "Export fewer by a query, or with --to csv."

    def __init__(self, what: str, found: int, most: int) -> None:
        super().__init__(f"{found:,} {what}; a sheet holds {most:,}")


def to_xlsx(
    records: Sequence[Mapping[str, Any]], base: Base, choices: Mapping[str, Choice]
) -> tuple[bytes, Base]:
    """A workbook of these records, and the base with what no cell could hold."""
    rows = flats(records)
    columns = columns_of(rows)
    _refuse_vast(len(rows), len(columns))
    left_out = {row["id"]: out for row in rows if "id" in row and (out := _unheld(row))}
    base = replace(base, left_out=left_out)
    from xlsxwriter.workbook import Workbook  # only for those who want one: it takes 60 ms

    held = io.BytesIO()
    book = Workbook(held, {"in_memory": True, **dict.fromkeys(NOT_GUESSED, False)})
    book.set_properties({"created": datetime.combine(date.fromisoformat(base.day), time())})
    sheet = book.add_worksheet(TABLE)
    lists = book.add_worksheet(LISTS)
    _tell(book.add_worksheet(SHEET), base)
    _head(book, sheet, rows, columns)
    _fill(book, sheet, rows, columns, left_out)
    _offer(sheet, lists, columns, choices, len(rows))
    lists.hide()
    book.close()
    return held.getvalue(), base


NOT_GUESSED = ("strings_to_formulas", "strings_to_urls", "strings_to_numbers")


def flats(records: Sequence[Mapping[str, Any]]) -> list[dict[str, str]]:
    """Records as rows of texts."""
    return [flat(record) for record in records]


def columns_of(rows: Iterable[Mapping[str, str]]) -> list[str]:
    """The columns of a workbook of these rows."""
    return arranged(name for row in rows for name in row)


def placeholder(text: str) -> str:
    """What stands in a cell instead of a text that it cannot hold."""
    return f"({len(text):,} characters, which a cell cannot hold: see learnorg show)"


def _refuse_vast(rows: int, columns: int) -> None:
    if rows >= ROWS:
        raise TooMany("improvements", rows, ROWS - 1)
    if columns > COLUMNS:
        raise TooMany("columns", columns, COLUMNS)


def _unheld(row: Mapping[str, str]) -> frozenset[str]:
    """The columns of a record whose text no cell can hold."""
    return frozenset(name for name, text in row.items() if not _holds(text))


def _holds(text: str) -> bool:
    units = len(text) if len(text) * 2 <= LONGEST else len(text.encode("utf-16-le")) // 2
    return units <= LONGEST and not NEVER.search(text)


def _tell(sheet: "Worksheet", base: Base) -> None:
    """The hidden sheet that tells the base."""
    for at, row in enumerate(as_rows(base)):
        for column, text in enumerate(row):
            sheet.write_string(at, column, text)
    sheet.very_hidden()


def _head(
    book: "Workbook", sheet: "Worksheet", rows: Sequence[Mapping[str, str]], columns: list[str]
) -> None:
    """The row of names, as the head of a table where a table can have such names."""
    last = max(len(rows), 1)
    sheet.freeze_panes(1, columns.index("title") + 1)
    alike = len({name.casefold() for name in columns}) < len(columns)
    if alike or not all(len(n) <= LONGEST_NAME and n.isprintable() for n in columns):
        head = book.add_format({"bold": True})
        for at, name in enumerate(columns):
            sheet.write_string(0, at, name, head)
        sheet.autofilter(0, 0, last, len(columns) - 1)
        return
    named = [{"header": name} for name in columns]
    look = {"name": TABLE, "columns": named, "style": "Table Style Light 9"}
    sheet.add_table(0, 0, last, len(columns) - 1, look)


def _fill(
    book: "Workbook",
    sheet: "Worksheet",
    rows: Sequence[Mapping[str, str]],
    columns: list[str],
    left_out: Mapping[str, frozenset[str]],
) -> None:
    """The cells, each column with its width and look."""
    looks = _looks(book)
    for at, name in enumerate(columns):
        folded = {} if name in IN_SIGHT else {"level": 1, "hidden": True}
        sheet.set_column(at, at, width(name), looks[sort(name)], folded)
    # The mark stands behind what it unfolds; of a second level LibreOffice would show no mark.
    sheet.set_column(len(columns), len(columns), None, None, {"collapsed": True})
    for n, row in enumerate(rows, 1):
        out = left_out.get(row.get("id", ""), frozenset())
        for at, name in enumerate(columns):
            if text := row.get(name):
                _write(sheet, n, at, name, placeholder(text) if name in out else text, looks)
    # Numbers stand in cells of text so that 08:30 or 3-5-9 is not made into a day when typed.
    sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{ROWS}"})


def _looks(book: "Workbook") -> dict[str, "Format"]:
    """How the cells of each sort look."""
    text = {"num_format": "@", "valign": "top"}
    looks = {name: book.add_format(text) for name in ("word", "quantity", "flag")}
    wrapped = book.add_format(text | {"text_wrap": True})
    looks |= dict.fromkeys(("line", "prose", "items"), wrapped)
    looks["date"] = book.add_format({"num_format": "yyyy-mm-dd", "valign": "top", "align": "left"})
    looks["number"] = looks["quantity"]
    return looks


def _write(
    sheet: "Worksheet", row: int, at: int, name: str, text: str, looks: Mapping[str, "Format"]
) -> None:
    """A cell: a day or a number where nothing is lost by it, else text."""
    own = sort(name)
    if own == "date" and (day := _day(text)):
        sheet.write_datetime(row, at, datetime.combine(day, time()), looks[own])
    elif own in ("number", "quantity") and is_kept(text):
        sheet.write_number(row, at, float(text), looks[own])
    else:
        sheet.write_string(row, at, text, looks[own])


def _day(text: str) -> date | None:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if day >= FIRST_DAY and day.isoformat() == text else None


def is_kept(text: str) -> bool:
    """Whether a number comes back with the very digits it has, if it is written as a number."""
    if not NUMBER.fullmatch(text) or sum(map(str.isdigit, text)) > DIGITS or text == "-0":
        return False
    return number(float(text)) == text


def _offer(
    sheet: "Worksheet",
    lists: "Worksheet",
    columns: list[str],
    choices: Mapping[str, Choice],
    rows: int,
) -> None:
    """The drop-downs, from lists on a sheet of their own; only closed lists refuse."""
    from xlsxwriter.utility import xl_col_to_name

    for n, (name, choice) in enumerate(sorted(choices.items())):
        lists.write_string(0, n, name)
        for row, value in enumerate(choice.values, 1):
            lists.write_string(row, n, value)
        letters = xl_col_to_name(n, col_abs=True)
        offered: dict[str, Any] = {
            "validate": "list",
            "source": f"={LISTS}!{letters}$2:{letters}${len(choice.values) + 1}",
            "show_error": choice.closed,
        }
        if choice.closed:
            offered |= {
                "error_title": name[:32],
                "error_message": "Choose one of the list. Nothing else can be imported.",
            }
        at = columns.index(name)
        sheet.data_validation(1, at, min(rows + SPARE, ROWS - 1), at, offered)
