"""
A first map for a source, from its columns' names and its cells' words.

Whatever is recognised is written down, so that it can be seen and changed; what is not stands
there as a comment that asks.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from fnmatch import fnmatchcase

from learnorg.exchange import dates
from learnorg.exchange.draft import extra_name
from learnorg.exchange.endings import RESULT
from learnorg.exchange.recognising import (
    DAYS,
    Found,
    is_plumbing,
    is_section,
    marker_lines,
    other_prefixes,
    recognised,
)
from learnorg.exchange.rows import Reading
from learnorg.exchange.spellings import (
    ASSESSING,
    CANCELLED,
    DONE,
    DUPLICATES,
    PLUMBING,
    RESOLUTIONS,
    STATES,
    WORDS,
    meant,
    spelt,
)
from learnorg.exchange.targets import form
from learnorg.files.scalars import inline
from learnorg.kinds.improvement import IMPROVEMENT
from learnorg.refs import slug
from learnorg.settings import Policy

MOST_WORDS = 40
"""Different words in a column, above which it holds prose rather than words."""


def suggest(reading: Reading, policy: Policy) -> str:
    """The text of a map that brings a source in, as far as it can be recognised."""
    found = recognised(reading)
    lines = [
        f"# A first map for {inline(reading.source)}, written by `learnorg import --suggest`.",
        "# The left side of a line is the source's word, the right side is ours. Look it through,",
        "# then try it: `learnorg import … --map THIS-FILE --dry-run` writes nothing.",
    ]
    if reading.header > 1:
        lines += ["", "# The row that names the columns.", f"header: {reading.header}"]
    for part in (_key, _columns, _ignore, _dates, _states, _resolution, _duplicates, _split):
        lines += part(found)
    lines += _words(found, policy)
    return "\n".join(lines) + "\n"


def _key(found: Found) -> list[str]:
    if not found.key:
        return ["", "# No column of numbers was recognised: rows are known by what they say."]
    lines = ["", "# The source's own numbers stay valid: they become aliases of the records."]
    own, others = other_prefixes(found)
    if not others:
        return [*lines, f"key: {inline(found.key)}"]
    return [
        *lines,
        "key:",
        f"  column: {inline(found.key)}",
        "  # References write the same numbers in other ways.",
        f"  form: {inline(f'{own}*')}",
        "  also:",
        *(f"    - {inline(f'{other}*')}" for other in others),
    ]


def _columns(found: Found) -> list[str]:
    plain = [c for c in found.columns if not is_section(c) and not is_plumbing(c)]
    lines = ["", "# Columns that are not named here are kept in `extra`.", "columns:"]
    lines += list(_mapped(found, plain))
    if sections := [c for c in found.columns if is_section(c)]:
        common = [c for c in sections if found.usual(c)]
        lines += [
            "",
            "# The texts under headings; others are kept in `extra` as well.",
            "sections:",
        ]
        lines += list(_mapped(found, common))
    if markers := marker_lines(found):
        lines += ["", "# Lines that only mark where a text begins and ends.", "markers:"]
        lines += [f"  - {inline(marker)}" for marker in markers]
    if said := found.asked.get(""):
        lines += [f"  # {said}"]
    return lines


def _mapped(found: Found, columns: Sequence[str]) -> Iterator[str]:
    """A line for each column: its target, or as a comment what it could be."""
    for column in columns:
        name = inline(column.removeprefix("## "))
        if target := found.targets.get(column):
            if near := found.near.get(column):
                yield f"  # '{column}' is taken for '{near}'"
            yield f"  {name}: {target}"
        elif column not in (found.key, found.original, found.resolution):
            why = f"  ({found.asked[column]})" if column in found.asked else ""
            yield f"  # {name}: extra.{extra_name(column.removeprefix('## '))}{why}"


def _ignore(found: Found) -> list[str]:
    forms = [form for form in PLUMBING if any(fnmatchcase(c, form) for c in found.columns)]
    if not forms:
        return []
    lines = ["", "# What only serves the program that wrote it is left out.", "ignore:"]
    return lines + [f"  - {inline(form)}" for form in forms]


def _dates(found: Found) -> list[str]:
    columns = [column for column, target in found.targets.items() if form(target) in DAYS]
    texts = [cell.text for column in columns for cell in found.cells(column)]
    seen = dates.recognised(texts)
    if not texts:
        return []
    lines = ["", "# The forms that dates occur in; the first one that fits is taken."]
    lines += [f"# Mind: {doubt}." for doubt in seen.doubts]
    unread = len(texts) - seen.read
    if unread:
        lines.append(
            f"# {unread} of {len(texts)} cells have the form of no date; they are reported."
        )
    return [*lines, "dates:", *(f"  - {one}" for one in seen.forms or ("YYYY-MM-DD",))]


def _states(found: Found) -> list[str]:
    words = found.words("state")
    if not words:
        return [
            "",
            "# No column of states was recognised: what comes in is proposed; change that here.",
            "defaults:",
            "  state: proposed",
        ]
    lines = ["", f"# Our states: {', '.join(IMPROVEMENT.states)}.", "states:"]
    seen: set[str] = set()
    for word in words[:MOST_WORDS]:
        if spelt(word) in seen or spelt(word) in DUPLICATES:
            continue
        seen.add(spelt(word))
        lines += _state(word, has_outcome=bool(found.column("outcome")))
    return lines


def _state(word: str, has_outcome: bool) -> list[str]:
    """The lines for a word of the status column."""
    name, spelling = inline(word), spelt(word)
    if spelling in ASSESSING:
        say = "being assessed counts as accepted until the assessment is done"
        return [f"  {name}:", "    state: accepted", f"    say: {say}"]
    if spelling in CANCELLED:
        return [f"  {name}:", "    state: closed", "    result: withdrawn"]
    if spelling in DONE:
        if has_outcome:
            return [f"  {name}: closed"]
        return [
            "  # The work is done; what came of it, the source does not say.",
            f"  {name}:",
            "    state: closed",
            "    result: delivered",
        ]
    if state := meant(word, STATES):
        return [f"  {name}: {state}"]
    return [
        "  # Which state is this? Rows that have it are refused until it is said.",
        f"  # {name}:",
    ]


def _resolution(found: Found) -> list[str]:
    if not found.resolution:
        return []
    lines = [
        "",
        "# How what is finished was resolved; this corrects its state.",
        "resolution:",
        f"  column: {inline(found.resolution)}",
        "  words:",
    ]
    texts = Counter(cell.text.strip() for cell in found.cells(found.resolution))
    for word, _ in texts.most_common(MOST_WORDS):
        name, our = inline(word), meant(word, RESOLUTIONS)
        if our == "declined":
            because = inline(f"Resolved as {word}.")
            lines += [f"    {name}:", "      state: declined", f"      because: {because}"]
        elif our:
            lines += [f"    {name}:", "      state: closed", f"      result: {our}"]
        else:
            lines += [f"    # {name}:"]
    return lines


def _duplicates(found: Found) -> list[str]:
    words = [word for word in found.words("state") if spelt(word) in DUPLICATES]
    original = found.original or found.column("outcome") or found.column("notes")
    if not words or not original:
        return []
    return [
        "",
        "# What somebody had raised before: declined, with a link to the original.",
        "duplicates:",
        "  states:",
        *(f"    - {inline(word)}" for word in words),
        f"  original: {inline(original)}",
    ]


def _split(found: Found) -> list[str]:
    lines: list[str] = []
    for column, target in found.targets.items():
        if form(target) not in ("lines", "link"):
            continue
        texts = [cell.text for cell in found.cells(column) if cell.items is None]
        sign = next((sign for sign in (";", "|", ",") if any(sign in text for text in texts)), "")
        if sign:
            lines.append(f"  {inline(column)}: {inline(sign)}")
    return ["", "# What separates several entries in one cell.", "split:", *lines] if lines else []


def _words(found: Found, policy: Policy) -> list[str]:
    lines: list[str] = []
    for target, ours in WORDS.items():
        words = found.words(target)
        if target == "outcome.result":
            words = list(dict.fromkeys([*words, *map(_result, found.words("outcome"))]))
        if not words or (len(words) > MOST_WORDS and target != "outcome.result"):
            continue
        known = [(word, meant(word, ours)) for word in words]
        told = [f"    {inline(word)}: {our}" for word, our in known if our and word != our]
        asked = [
            f"    # {inline(word)}:"
            for word, our in known
            if not our and not _fits(word, target, policy)
        ]
        if target == "outcome.result":
            asked = []
        if told or asked:
            note = _note(target, [word for word, our in known if our])
            lines += [*note, f"  {target}:" if told else f"  # {target}:", *told, *asked]
    has_words = any(not line.lstrip().startswith("#") for line in lines)
    return ["", "words:" if has_words else "# words:", *lines] if lines else []


def _result(text: str) -> str:
    """The word that an outcome begins with."""
    whole = RESULT.fullmatch(text)
    return whole["word"] if whole else text


def _fits(word: str, target: str, policy: Policy) -> bool:
    return target == "source.type" and slug(word) in policy.all_sources


def _note(target: str, words: Sequence[str]) -> list[str]:
    if target == "priority.level" and any(word.isdigit() for word in words):
        return ["  # Numbers are taken as ITIL has them: 1 is the most urgent."]
    return []
