"""An event of the activity log: its shape, made by us or read from a line."""

import json
import re
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from learnorg.errors import LearnorgError
from learnorg.periods import NotADate, iso_day
from learnorg.refs import MINTED, SLUG, SYMBOLS, target
from learnorg.spelling import did_you_mean

VERBS = ("used", "flagged", "fixed", "validated", "thanked", "voted")
"""All that an event may say of its object."""

KEYS = ("id", "on", "actor", "verb", "object", "result", "context")
NEEDED = KEYS[:5]
RESULT: Mapping[str, frozenset[str]] = {
    "text": frozenset(VERBS),
    "helped": frozenset({"used", "voted"}),
}
CONTEXT: Mapping[str, frozenset[str]] = {
    "for": frozenset(VERBS),
    "own": frozenset(VERBS),
    "answers": frozenset({"fixed"}),
}
"""What an event may tell of its outcome and its circumstances, and with which verbs."""

LENGTH = 12
ID = re.compile(rf"[{SYMBOLS}]{{{LENGTH}}}")
OBJECT = re.compile(rf"{MINTED.pattern}|[a-z]+:{SLUG.pattern}")

LONGEST_NAME = 100
LONGEST_TEXT = 1_000
LONGEST_TARGET = 2_000
MOST_ANSWERS = 50
SHOWN = 40
"""So much of what is wrong is told."""

UNSEEN = re.compile(
    r"[\x00-\x1f\x7f-\x9f\xad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    r"\ud800-\udfff]"
)
"""Control characters, invisible ones that reorder or hide text, and halves of characters."""


class Misshapen(ValueError):
    """What is no event: why, at which key, and what to do."""

    def __init__(self, why: str, key: str = "", hint: str = "") -> None:
        super().__init__(why)
        self.why, self.key, self.hint = why, key, hint


class NoSuchEvent(LearnorgError):
    """Something that the activity log cannot say."""

    def __init__(self, wrong: Misshapen) -> None:
        super().__init__(wrong.why)
        self.hint = wrong.hint or "Say it in fewer and plain words, on one line."


class Event(NamedTuple):
    """Something that a team did with a piece of knowledge on some day."""

    id: str
    """Random, so that it tells nothing and no two branches make the same."""
    on: str
    """The ISO day; there is no time of day."""
    actor: str
    """A team's slug; a person's only where policy and that person allow it."""
    verb: str
    object: str
    """An identity, `KB-2611-7k3mqx` or `resource:some-course`."""
    result: Mapping[str, Any] = {}
    """`helped`, whether it did; `text`, a few words."""
    context: Mapping[str, Any] = {}
    """`for`, the target it was used for; `own`, where the actor wrote it; `answers`, flags' ids."""


def event(
    on: date, actor: str, verb: str, of: str, *, helped: bool | None = None, text: str = "",
    used_for: str = "", own: bool = False, answers: Sequence[str] = (),
) -> Event:  # fmt: skip
    """
    A new event under an id of its own; what is empty is left out of it.

    Raises NoSuchEvent where the log cannot say it.
    """
    import secrets  # 3 ms, which reading need not pay

    told = {"helped": helped, "text": text or None}
    around = {"for": used_for or None, "own": own or None, "answers": list(answers) or None}
    said = {
        "id": "".join(secrets.choice(SYMBOLS) for _ in range(LENGTH)),
        "on": on.isoformat(), "actor": actor, "verb": verb, "object": of,
        "result": {key: value for key, value in told.items() if value is not None},
        "context": {key: value for key, value in around.items() if value is not None},
    }  # fmt: skip
    try:
        return read(said)
    except Misshapen as wrong:
        raise NoSuchEvent(wrong) from None


def line(one: Event) -> bytes:
    """An event as its file has it: JSON on a line, in UTF-8."""
    said = {key: value for key, value in one._asdict().items() if value != {}}
    return json.dumps(said, ensure_ascii=False).encode() + b"\n"


def read(said: object) -> Event:
    """The event that parsed JSON tells. Raises Misshapen where it tells none, or more than one."""
    if not isinstance(said, dict):
        raise Misshapen("this is no event, which is an object in braces, {…}")
    _only(said, KEYS)
    for key in NEEDED:
        if key not in said:
            raise Misshapen(f"'{key}' is missing")
        _words(said[key], key, LONGEST_NAME)
    _formed(said, "id", ID, f"{LENGTH} digits and consonants")
    _formed(said, "actor", SLUG, "a slug like service-desk")
    _formed(said, "object", OBJECT, "an identity like KB-2611-7k3mqx")
    _day(said["on"])
    verb = said["verb"]
    if verb not in VERBS:
        hint = did_you_mean(verb, VERBS) or f"There are: {', '.join(VERBS)}."
        raise Misshapen(f"'{_glimpse(verb)}' is no verb of the log", "verb", hint)
    result = _told(said, "result", RESULT, verb)
    context = _told(said, "context", CONTEXT, verb)
    if verb == "flagged" and "text" not in result:
        hint = 'Say it in a few words ("result": {"text": …} in the log).'
        raise Misshapen("the flag does not say what is wrong", "verb", hint)
    if verb == "voted" and "helped" not in result:
        raise Misshapen("the vote does not say whether it helped", "verb", "Add result.helped.")
    return Event(said["id"], said["on"], said["actor"], verb, said["object"], result, context)


def _told(
    said: Mapping[str, Any], key: str, known: Mapping[str, Collection[str]], verb: str
) -> Mapping[str, Any]:
    """The result or the context of an event, each part of its own form."""
    told = said.get(key, {})
    if not isinstance(told, dict):
        raise Misshapen(f"'{key}' is to be an object in braces, {{…}}", key)
    _only(told, known)
    for part, value in told.items():
        if verb not in known[part]:
            raise Misshapen(f"'{part}' does not go with '{verb}'", part)
        if part in ("helped", "own"):
            if not isinstance(value, bool):
                raise Misshapen(f"'{part}' is to be true or false", part)
        elif part == "answers":
            _ids(value)
        else:
            _words(value, part, LONGEST_TARGET if part == "for" else LONGEST_TEXT)
            if part == "for" and target(value, ()) is None:
                hint = "Write an identity, system:key such as servicenow:INC0012345, or an address."
                raise Misshapen(f"'{_glimpse(value)}' is nothing to point to", part, hint)
    return told


def _only(said: Mapping[str, Any], known: Collection[str]) -> None:
    for key in said:
        if key not in known:
            meant = did_you_mean(key, tuple(known)) if len(key) <= SHOWN else ""
            hint = meant or f"Known: {', '.join(known)}."
            raise Misshapen(f"the key '{_glimpse(key)}' is not known", key, hint)


def _words(value: object, key: str, longest: int) -> None:
    """Nothing, if a value is a text that people can read, of so many characters at most."""
    if not isinstance(value, str):
        raise Misshapen(f"'{key}' is to be a text", key)
    if not value.strip():
        raise Misshapen(f"'{key}' is empty", key)
    if len(value) > longest:
        raise Misshapen(f"'{key}' has {len(value):,} characters; {longest:,} are the most", key)
    if odd := UNSEEN.search(value):
        code = f"U+{ord(odd[0]):04X}"
        hint = "Write it on one line, without what nobody sees."
        raise Misshapen(f"'{key}' holds the control character {code}", key, hint)


def _formed(said: Mapping[str, Any], key: str, form: re.Pattern[str], like: str) -> None:
    if not form.fullmatch(said[key]):
        raise Misshapen(f"'{_glimpse(said[key])}' is to be {like}", key)


def _day(text: str) -> None:
    try:
        iso_day(text)
    except NotADate:
        hint = "Write it as 2026-11-30, without a time."
        raise Misshapen(f"'{_glimpse(text)}' is not a date", "on", hint) from None


def _ids(value: object) -> None:
    sound = isinstance(value, list) and 0 < len(value) <= MOST_ANSWERS
    if not sound or not all(isinstance(one, str) and ID.fullmatch(one) for one in value):  # type: ignore[attr-defined]  # a list by now
        raise Misshapen("'answers' is to be a list of the flags' ids", "answers")


def _glimpse(text: str) -> str:
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}…"
