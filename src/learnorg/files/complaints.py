"""libyaml's complaints in the words of somebody who wants to mend a line."""

import re

Complaint = tuple[str, str, str, int, int]

# More of a line is not looked at: the search below would be slow on a hostile one.
LONG = 400

# A line's key and dashes, and the value after them.
VALUE = re.compile(r"(?P<key>[ ]*(?:-[ ]+)*(?:[^\s#'\"][^:#]*:[ ]+)?)(?P<value>\S.*)")

# A line whose colon is no colon to YAML: `owner:platform`, `owner = platform`.
NEARLY = re.compile(r"\s*(?P<key>[A-Za-z_]+)\s*[:=：](?!//)\s*(?P<value>\S.*)")

# What a merge puts around the two versions of some lines.
MARK = re.compile(r"(?:<{7}|\|{7}|={7}|>{7})(?:\s|$)")

MAX_KEY = 1024

QUOTE = "Put the value in quotes: {key}'{value}'."
DIRECTIVE = ("a line that begins with `%` is not text", "Take it out, or quote it.")
INDENT = (
    "Give the keys that belong together the same number of spaces; two more for what is inside."
)


def complaint(
    lines: list[str],
    problem: str,
    at: tuple[int, int],
    context: str,
    since: tuple[int, int],
) -> Complaint:
    """The rule, message, hint, line and column of what libyaml stumbled over."""
    # A quote or bracket that never closes is noticed far below; a lone word one line late.
    if "quoted scalar" in context or "flow" in context or "simple key" in context:
        at = since
    number, col = at
    if number > 1 and not any(line.strip() for line in lines[number - 1 :]):
        # what is missing at the end is missing after the last line that there is
        number = max((n for n, line in enumerate(lines, 1) if line.strip()), default=1)
        col = len(lines[number - 1]) + 1
    if "<document start>" in problem and lines[0].lstrip("\ufeff").startswith("%"):
        number, col = 1, 1
    line = lines[number - 1][:LONG] if 0 < number <= len(lines) else ""
    if MARK.match(line):
        said = "a mark that a merge left behind", "Keep the lines that hold, and take it out."
        return "conflict-markers", *said, number, 1
    if "<document start>" in problem:
        said = _of_end(lines, number)
    elif "expected ':'" in problem and len(lines[number - 1]) > MAX_KEY:
        said = "a key or a line without a colon is longer than any key", "Shorten the key."
    else:
        return *_told(line, col, problem, context), number, col
    return "not-yaml", *said, number, col


def _of_end(lines: list[str], number: int) -> tuple[str, str]:
    """What is wrong where the record has ended, and more follows."""
    if number == 1:
        return DIRECTIVE
    if any(line.startswith("...") for line in lines[: number - 1]):
        return "the record ends at `...` above, and more follows", "Take the line `...` out."
    if "".join(lines).lstrip("\ufeff ")[:1] in ("[", "{"):
        return (
            "the brackets that hold the record are closed above, and more follows",
            "Take it out, or put it within the brackets.",
        )
    return "the indentation does not fit the lines above", INDENT


def _told(line: str, col: int, problem: str, context: str) -> tuple[str, str, str]:
    if "\t" in line[: len(line) - len(line.lstrip())]:
        return (
            "tab-indentation",
            "a tab indents this line; YAML knows only spaces",
            "Put two spaces in the place of each tab.",
        )
    if line.lstrip().startswith(":"):
        return "not-yaml", "no key stands before the colon", "Write the name of a field before it."
    nearly = NEARLY.match(line) if "expected ':'" in problem else None
    if nearly:
        meant = f"{nearly['key']}: {nearly['value'].rstrip()}"
        hint = f"Write it as `{meant if len(meant) <= 60 else meant[:59] + '…'}`."
        return "not-yaml", "a line without a colon and a blank after it", hint
    for message, hint in (*_of_value(line, col, problem), *_of_problem(problem, context)):
        return "not-yaml", message, hint
    return (
        "not-yaml",
        f"this is not YAML: {problem}",
        "Compare with the lines around it; text with odd characters goes in quotes.",
    )


def _of_value(line: str, col: int, problem: str) -> list[tuple[str, str]]:
    """What is wrong with the value that a line gives, if that is where the trouble is."""
    found = VALUE.match(line)
    if not found or col <= found.start("value"):
        return []
    value = found["value"].rstrip()
    short = value if len(value) <= 40 else value[:39] + "…"
    quoted = QUOTE.format(key=found["key"].lstrip(), value=short.replace("'", "''"))
    first = value[0]
    if first == "%" and not found["key"].strip():
        return [DIRECTIVE]
    if first in "@`%":
        what = "value" if found["key"].strip() else "line"
        sign = "a backtick" if first == "`" else f"`{first}`"
        return [(f"a {what} cannot begin with {sign}", quoted)]
    if value.startswith("* "):
        return [
            ("an item of a list begins with `- `, not with `*`", f"Write it as `- {short[2:]}`.")
        ]
    if first in "*&!?":
        return [(f"a value that begins with `{first}` is not read as text", quoted)]
    if first in "[{" and "expected key" in problem:
        shut = "]" if first == "[" else "}"
        return [(f"`{first}` begins a list that ends at `{shut}`, and more text follows", quoted)]
    if first in "'\"" and "expected key" in problem:
        whole = len(short) > 1 and short.endswith("'")
        bare = short[1:-1].replace("'", "''") if whole else short.replace("'", "")
        return [
            (
                "text follows after the closing quote",
                f"Quote the whole value, and double an apostrophe within: '{bare}'."
                if first == "'"
                else f"Put the whole value in single quotes: '{short}'.",
            )
        ]
    if "block sequence entries are not allowed" in problem:
        return [
            (
                "a list begins on the line of its key",
                "Put each `- item` on a line of its own, two spaces in; or quote the value.",
            )
        ]
    if "mapping values are not allowed" in problem and ": " in value + " ":
        return [("`: ` within a value reads like another key", quoted)]
    return []


def _of_problem(problem: str, context: str) -> list[tuple[str, str]]:
    """What libyaml's own words come down to, for what no value explains."""
    if "quoted scalar" in context and "escape" in problem:
        return [
            (
                "a backslash in double quotes begins an escape that does not exist",
                "Use single quotes, where a backslash is a backslash, or double it: `\\\\`.",
            )
        ]
    if "hexdecimal" in problem:
        return [
            (
                "an escape in double quotes lacks its hexadecimal digits",
                "Use single quotes, where a backslash is a backslash, or double it: `\\\\`.",
            )
        ]
    if "quoted scalar" in context:
        return [
            (
                "the quote that begins here is never closed",
                "Put the same quote at the end of the value.",
            )
        ]
    if "flow sequence" in context or "flow mapping" in context:
        return [
            (
                "the bracket that begins here is not closed where it should be",
                "Put a comma between items and close the bracket; or quote it, if it is text.",
            )
        ]
    if "expected ':'" in problem:
        return [
            (
                "a line without a colon stands between keys",
                "If it goes on the text above, indent it below a `key: |`; else give it a key.",
            )
        ]
    if "block scalar" in context:
        return [
            (
                "after `|` or `>` may stand `-`, `+` or one digit, then the line ends",
                "Put the text on the next line, two spaces in; or quote it.",
            )
        ]
    if "node content" in problem and "flow" in context:
        return [
            (
                "a list in brackets is not closed, or an item is missing in it",
                "Put one comma between items and close the bracket; or quote it, if it is text.",
            )
        ]
    if "node content" in problem:
        return [
            ("a value cannot begin with this character", "Put the value in quotes: key: 'value'.")
        ]
    if "'-' indicator" in problem:
        return [
            (
                "a list ends here, and the line has no key to go on with",
                "Begin the line with `- `, or give the list a key of its own.",
            )
        ]
    if "directive" in context or "directive" in problem:
        return [DIRECTIVE]
    if "mapping values are not allowed" in problem:
        return [
            (
                "a colon stands where no key can be",
                "Mend the line above: its value went on here; or the spaces before the key.",
            )
        ]
    if "expected key" in problem:
        return [("the indentation does not fit the lines above", INDENT)]
    return []
