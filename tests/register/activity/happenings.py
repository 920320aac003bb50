"""Events to try the activity log with."""

import string
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from learnorg.refs import SYMBOLS
from learnorg.register.activity import VERBS, Event
from learnorg.register.activity.event import LENGTH, line
from registers import put

KB = "KB-2611-7k3mqx"
OTHER = "KB-2611-x2w90b"
FILE = "register/activity/2026-11/platform-7k3mqx9z.jsonl"
ELSEWHERE = "register/activity/2026-11/service-desk-x2w90bcd.jsonl"

ids = st.text(SYMBOLS, min_size=LENGTH, max_size=LENGTH)
words = st.text(
    st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), min_size=1, max_size=40
).filter(str.strip)


def happened(
    n: int, verb: str = "used", of: str = KB, on: str = "2026-11-20", by: str = "platform",
    result: dict[str, Any] | None = None, context: dict[str, Any] | None = None,
) -> Event:  # fmt: skip
    """An event whose id is told by a number."""
    if result is None:
        result = {"flagged": {"text": "step 3 fails"}, "voted": {"helped": True}}.get(verb, {})
    return Event(numbered(n), on, by, verb, of, result, context or {})


def numbered(n: int) -> str:
    """The id that a number stands for."""
    return f"{n:0{LENGTH}}"


def kept(root: Path, events: Sequence[Event], at: str = FILE) -> Path:
    """The file of the log that holds some events."""
    return put(root, at, b"".join(map(line, events)).decode())


@st.composite
def made(draw: st.DrawFn, by: str = "platform", month: str = "2026-11") -> Event:
    """Any event of a team in a month."""
    verb = draw(st.sampled_from(VERBS))
    result: dict[str, Any] = {}
    if verb == "flagged" or draw(st.booleans()):
        result["text"] = draw(words)
    if verb == "voted" or (verb == "used" and draw(st.booleans())):
        result["helped"] = draw(st.booleans())
    context: dict[str, Any] = {}
    if draw(st.booleans()):
        key = draw(st.text(string.ascii_letters + string.digits, min_size=1, max_size=20))
        context["for"] = f"servicenow:{key}"
    if draw(st.booleans()):
        context["own"] = draw(st.booleans())
    if verb == "fixed" and draw(st.booleans()):
        context["answers"] = draw(st.lists(ids, min_size=1, max_size=3))
    day = draw(st.integers(1, 28))
    of = draw(st.sampled_from([KB, OTHER, "resource:some-course"]))
    return Event(draw(ids), f"{month}-{day:02}", by, verb, of, result, context)
