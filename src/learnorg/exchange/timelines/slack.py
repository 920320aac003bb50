"""The messages of a Slack channel, as its export or its interface writes them."""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import datetime, tzinfo
from pathlib import PurePath
from typing import Any

from learnorg.errors import LearnorgError
from learnorg.exchange.rows import NotTaken
from learnorg.exchange.timelines import clocks, markup, places
from learnorg.exchange.timelines.entries import Heard, Timeline, ordered, seen, tidy
from learnorg.exchange.timelines.people import People
from learnorg.exchange.values import file_name, line, visible
from learnorg.files import json_text
from learnorg.periods import NotADate, iso_day

LISTED = "messages"
"""The key of the list, where the file is an object."""

JOINED = "people and programs that came or went"
CHANNEL = "changes to the channel itself"
TAKEN_BACK = "messages that were changed or taken back"
PROGRAM = "messages of programs"
OTHER = "what is no message"
WORDLESS = "messages without words"

SUBTYPES = {
    **dict.fromkeys(
        ("channel_join", "channel_leave", "group_join", "group_leave", "joiner_notification",
         "app_conversation_join", "app_conversation_leave", "bot_add", "bot_remove", "bot_enable",
         "bot_disable"), JOINED,
    ),
    **dict.fromkeys(
        ("channel_name", "channel_purpose", "channel_archive", "channel_unarchive", "group_name",
         "group_purpose", "group_archive", "group_unarchive", "pinned_item", "unpinned_item",
         "channel_posting_permissions", "channel_canvas_updated", "tabbed_canvas_updated",
         "channel_convert_to_private", "channel_convert_to_public", "reminder_add",
         "huddle_thread", "sh_room_created"), CHANNEL,
    ),
    **dict.fromkeys(("message_changed", "message_deleted", "message_replied", "tombstone"),
                    TAKEN_BACK),
    **dict.fromkeys(("bot_message", "slackbot_response"), PROGRAM),
}  # fmt: skip
"""Messages that are none of a person's, with why each is left out; all others are told."""

PROFILE = ("name", "real_name", "display_name")


class NotSlack(LearnorgError):
    """A JSON file that holds no messages of a channel."""

    hint = (
        "A channel's day of a Slack export is read, `ops/2026-11-20.json`: a list of messages, "
        "or an object that holds it under `messages`."
    )

    def __init__(self, source: str, why: str) -> None:
        super().__init__(f"{source}: {why}")


def read(
    data: bytes, path: PurePath, zone: tzinfo | None, people: People, *, programs: bool
) -> Timeline:
    """What a channel's messages tell; those of programs only if wished. Raises NotSlack."""
    source = file_name(path.name)
    try:
        text = json_text.decoded(data)
        said = json_text.parsed(text, as_written=True)
    except json_text.NotRead as wrong:
        raise NotSlack(source, str(wrong)) from None
    messages = _messages(said, source)
    channel = _channel(said, path)
    left_out: Counter[str] = Counter()
    heard: list[Heard] = []
    refused: list[tuple[int, str]] = []
    for number, message in enumerate(messages):
        try:
            words = _words(message, people)
            masks = people.changes()
            if reason := _no_entry(message, words, programs):
                left_out[reason] += 1
            else:
                heard.append(Heard(_at(message, zone), words, channel, masks))
        except clocks.NotRead as wrong:
            refused.append((number, visible(str(wrong))))
    faults = list(_placed(refused, text, source))
    if faults and len(faults) == len(messages):
        raise NotSlack(source, f"no item of it is a message ({faults[0]})")
    return ordered(source, heard, left_out, faults)


def _messages(said: Any, source: str) -> list[Any]:
    listed = said.get(LISTED) if isinstance(said, dict) else said
    if not isinstance(listed, list):
        raise NotSlack(source, "it is no list of messages, and has none under `messages`")
    return listed


def _channel(said: Any, path: PurePath) -> str:
    """Where the messages stood, as far as the file or its folder tells."""
    name = said.get("name") if isinstance(said, dict) else None
    if not isinstance(name, str) or not seen(name):
        name = file_name(path.parent.name) if _is_day(path.stem) else ""
    return f"Slack #{visible(line(name)).removeprefix('#')}" if name else "Slack"


def _is_day(text: str) -> bool:
    try:
        return bool(iso_day(text))
    except NotADate:
        return False


def _no_entry(message: Mapping[str, Any], words: str, programs: bool) -> str:
    """Why a message is left out on purpose, or nothing."""
    if message.get("type", "message") != "message":
        return OTHER
    subtype = message.get("subtype")
    reason = SUBTYPES.get(subtype, "") if isinstance(subtype, str) else ""
    if message.get("hidden") is True:
        return reason or TAKEN_BACK
    if reason == PROGRAM or (not reason and message.get("bot_id")):
        reason = "" if programs else PROGRAM
    return reason or ("" if seen(words) else WORDLESS)


def _at(message: Mapping[str, Any], zone: tzinfo | None) -> datetime:
    ts = message.get("ts")
    at = clocks.epoch(ts) if isinstance(ts, str) else None
    if at is None:
        raise clocks.NotRead("its `ts` is no time as Slack has it, 1795166400.000100")
    return clocks.placed(at, zone).at


def _words(message: Any, people: People) -> str:
    """What a message says, or what is attached to one that says nothing."""
    if not isinstance(message, dict):
        raise clocks.NotRead("it is no message: no object with `ts` and `text`")
    text = message.get("text") or ""
    if not isinstance(text, str):
        raise clocks.NotRead("its `text` is no text")
    if not seen(text):
        attached = [*_said(message, "attachments", ("fallback", "title", "text"))]
        attached += [f"file: {name}" for name in _said(message, "files", ("title", "name"))]
        text = "\n".join(attached)
    words = tidy(markup.plain(text, people))
    return people.said(words, *_names(message)) if seen(words) else ""


def _said(message: Mapping[str, Any], key: str, names: tuple[str, ...]) -> Iterator[str]:
    listed = message.get(key)
    for item in listed if isinstance(listed, list) else ():
        texts = (item.get(name) for name in names) if isinstance(item, dict) else ()
        yield from [text for text in texts if isinstance(text, str) and seen(text)][:1]


def _names(message: Mapping[str, Any]) -> list[str]:
    """All that a message calls its author."""
    profile = message.get("user_profile")
    own = [message.get(key) for key in ("user", "username")]
    own += [profile.get(key) for key in PROFILE] if isinstance(profile, dict) else []
    return [name for name in own if isinstance(name, str)]


def _placed(refused: list[tuple[int, str]], text: str, source: str) -> Iterator[NotTaken]:
    if refused:  # a second look at the text, only where somebody is to be led to a line
        lines = places.lines(text, LISTED)
        yield from (NotTaken(f"{source}:{lines[number]}", why) for number, why in refused)
