"""
Wording rules: the files in `templates/wording/`, one rule in each.

An organisation replaces one by a file of the same name in its own `templates/wording/`, and adds
one by a new name. A rule of another language has the same name with the language behind it,
`single-cause.de.yaml`.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from learnorg.errors import LearnorgError
from learnorg.findings import Level
from learnorg.kinds.fields import Bool, Line, Prose
from learnorg.kinds.problems import Problem
from learnorg.kinds.record import Lines
from learnorg.kinds.shaped import Misshapen, shaped
from learnorg.methods.phrases import BadPhrase, finder, pattern, ways
from learnorg.methods.wording import EVERYWHERE, Rule
from learnorg.register import templates

FOLDER = "wording"
LANG = "en"
MOST = 50
"""So many files there may be, and so many phrases in one `swap`."""
LONGEST = 50_000
"""Characters that the patterns of one rule may have; ours have up to three quarters of that."""
WAYS = 500
"""In so many ways the phrases of one rule may lie over a sentence; ours do in half as many."""

SLOTS = {"existence": 1, "substitution": 2, "absence": 0}
"""How often a message may say `%s`."""


class BadWording(Misshapen):
    """A wording rule that cannot be applied, with every place that is to be mended."""

    hint = "See `templates/wording/` of learnorg for rules that work."


class TooManyRules(LearnorgError):
    """More files of wording rules than anybody would write."""

    hint = "Put several phrases into one rule."

    def __init__(self, count: int) -> None:
        super().__init__(f"there are {count} files in templates/{FOLDER}; {MOST} are the most")


class Wording(BaseModel):
    """One rule, in the form of the prose linter Vale, with a reason and what to write instead."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    extends: Literal["existence", "substitution", "absence"]
    """Phrases not to use, phrases with others instead, or sections that say nothing."""
    lang: Line = LANG
    scope: Lines = (EVERYWHERE,)
    """`everywhere`, `action` for what is to be done, or headings."""
    level: Literal["info", "warning", "error"] = "warning"
    message: Line
    reason: Prose
    instead: Prose
    ignorecase: Bool = True
    lists: dict[str, Lines] = Field(default_factory=dict)
    """Words under a name, for `<name>` in phrases."""
    tokens: Lines = ()
    swap: dict[str, Line] = Field(default_factory=dict)
    exceptions: Lines = ()
    """Phrases that make innocent what they overlap."""


def rules(root: Path | None = None, lang: str | None = None) -> tuple[Rule, ...]:
    """
    The rules for texts of a language such as `de` or `de-AT`, English where none is named.

    None where there are no rules for it. Raises `BadWording` for a file that means nothing.
    """
    there = templates.named(FOLDER, root)
    if len(there) > MOST:
        raise TooManyRules(len(there))
    files = {n: (templates.shown(at, root), templates.read(at, root)) for n, at in there.items()}
    return rules_in(files, lang)


def rules_in(files: Mapping[str, tuple[str, bytes]], lang: str | None = None) -> tuple[Rule, ...]:
    """The same of files: where each stands and what it holds, by its name without the ending."""
    wanted = (lang or LANG).replace("_", "-").partition("-")[0].casefold()
    found = []
    for name, (path, data) in sorted(files.items()):
        wording = read_wording(data, path)
        if wording.lang == wanted:
            found.append(rule(name.partition(".")[0], wording))
    return tuple(found)


def read_wording(data: bytes, path: str) -> Wording:
    """The rule in a file's bytes; refused with every fault and its place."""
    return shaped(Wording, data, path, BadWording, _doubts)


def rule(name: str, wording: Wording) -> Rule:
    """A rule ready to be applied."""
    lists, case = wording.lists, wording.ignorecase
    finds = [(finder([phrase], lists, case), swap) for phrase, swap in wording.swap.items()]
    if wording.tokens:
        finds.append((finder(wording.tokens, lists, case), ""))
    return Rule(
        name,
        Level.named(wording.level),
        wording.message,
        wording.reason.strip(),
        wording.instead.strip(),
        wording.scope,
        tuple(finds),
        finder(wording.exceptions, lists, case) if wording.exceptions else None,
        case,
    )


def _doubts(wording: Wording) -> Iterator[Problem]:
    """What is well written in a rule and means nothing."""
    yield from _form_doubts(wording)
    said = wording.message.count("%s")
    if said > SLOTS[wording.extends]:
        told = f"it says %s {said} times; '{wording.extends}' fills in {SLOTS[wording.extends]}"
        yield Problem(("message",), "", told, "Take one out.")
    if not wording.scope:
        yield Problem(("scope",), "", "it applies nowhere", f"Write `{EVERYWHERE}` or a heading.")
    length = loose = 0
    for at, phrase in _phrases(wording):
        try:
            length += len(pattern(phrase, wording.lists))
            loose += ways(phrase)
        except BadPhrase as wrong:
            hint = "Phrases are words, `a|b`, `wor*`, `(word)`, `<list>`, `...`, `^` and `$`."
            yield Problem(at, "", f"'{phrase}': {wrong}", hint)
        if length > LONGEST or (at[0] == "swap" and len(wording.swap) > MOST):
            hint = "Shorten the lists, or make two rules of it."
            yield Problem(at, "", "up to here the rule is too long to be applied", hint)
            return
        if loose > WAYS:
            hint = "Write fewer `...` and `(…)`, or make two rules of it."
            yield Problem(at, "", "up to here the rule can be read in too many ways", hint)
            return


def _form_doubts(wording: Wording) -> Iterator[Problem]:
    """Keys that this form of a rule needs and lacks, or has and does not need."""
    needed = {"existence": "tokens", "substitution": "swap"}.get(wording.extends, "")
    for key in ("tokens", "swap", "exceptions", "lists"):
        there = bool(getattr(wording, key))
        if key == needed and not there:
            yield Problem((key,), "", f"'{wording.extends}' needs `{key}`", "Add it.")
        elif there and key != needed and (key in ("tokens", "swap") or not needed):
            yield Problem((key,), "", f"'{wording.extends}' has no `{key}`", "Take it out.")
    if wording.extends == "absence" and EVERYWHERE in wording.scope:
        hint = "Name a heading, such as `What went well`."
        yield Problem(("scope",), "", "'absence' looks below headings", hint)


def _phrases(wording: Wording) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """All phrases of a rule with their places."""
    for n, phrase in enumerate(wording.tokens):
        yield ("tokens", n), phrase
    for phrase in wording.swap:
        yield ("swap", phrase), phrase
    for n, phrase in enumerate(wording.exceptions):
        yield ("exceptions", n), phrase
