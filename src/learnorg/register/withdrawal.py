"""Taking out of a file of the activity log what a commit did there, and nothing besides."""

from collections.abc import Iterable


def withdrawn(now: bytes | None, old: bytes | None, new: bytes | None) -> bytes | None:
    """
    What a file holds now without the lines that a commit brought, and with those it took out.

    The commit found `old` and left `new`. No file stands for no content. Raises `LookupError`
    where a line that it brought is not there any more.
    """
    there, before, after = (_lines(data) for data in (now, old, new))
    brought = [line for line in after if _key(line) not in _keys(before)]
    back = [line for line in before if _key(line) not in _keys(after)]
    keys = [_key(line) for line in there]
    places = [keys.index(_key(line)) if _key(line) in keys else -1 for line in brought]
    if -1 in places:
        raise LookupError(brought[places.index(-1)])
    if len(back) == len(brought):  # each line says something else
        for place, line in zip(places, back, strict=True):
            there[place] = line
    else:
        there = [line for n, line in enumerate(there) if n not in {*places}]
        there += [line for line in back if _key(line) not in keys]
    if not there and (old is None or now is None):
        return None
    return b"".join(there)


def _lines(data: bytes | None) -> list[bytes]:
    """The lines of a file, each with its end."""
    return [line + b"\n" for line in (data or b"").removesuffix(b"\n").split(b"\n") if line]


def _keys(lines: Iterable[bytes]) -> set[bytes]:
    return {_key(line) for line in lines}


def _key(line: bytes) -> bytes:
    """A line however it ends."""
    return line.rstrip(b"\r\n")
