"""Taking the words out of events: what was done, on which day and by whom, is all that stays."""

from collections.abc import Collection

from learnorg.files import bounded
from learnorg.register.activity.event import Event, line
from learnorg.register.activity.lines import reading
from learnorg.register.activity.place import FOLDER, MOST, SUFFIX, place
from learnorg.register.register import Register
from learnorg.register.writer import FileChange

GONE = "(erased)"
"""What stands in place of words without which an event would be none."""


def redacted(one: Event) -> Event:
    """An event without anybody's words and without what it was for; a flag says that they went."""
    result = {key: value for key, value in one.result.items() if key != "text"}
    if one.verb == "flagged":
        result["text"] = GONE
    context = {key: value for key, value in one.context.items() if key != "for"}
    return one._replace(result=result, context=context)


def redactions(register: Register, objects: Collection[str]) -> tuple[FileChange, ...]:
    """
    What a change writes so that the log keeps no words about some objects.

    Lines about anything else stay byte for byte. Raises `bounded.NotRead` for a file in the
    log's place that cannot be looked through.
    """
    found = []
    for file in sorted((register.root / FOLDER).glob(f"*/*{SUFFIX}")):
        path = file.relative_to(register.root).as_posix()
        if place(path) is None:
            continue
        old = bounded.read(file, MOST, path)
        lines = old.split(b"\n")
        for number, event in reading(path, old).events:
            if event.object in objects and (without := redacted(event)) != event:
                end = b"\r" if lines[number - 1].endswith(b"\r") else b""
                lines[number - 1] = line(without).rstrip(b"\n") + end
        new = b"\n".join(lines)
        if new != old:
            found.append(FileChange(path, old, new))
    return tuple(found)
