"""Files that may have come with somebody else's clone: regular ones, and so much of them."""

import os
from pathlib import Path
from stat import S_ISFIFO, S_ISREG

from learnorg.errors import LearnorgError

LINKED = (
    "a symlink stands here; it is not followed",
    "Put the file itself here; a link may lead to what is not the register's.",
)
ODD = ("it is no regular file", "Put a file of text in its place.")


class NotRead(LearnorgError):
    """Something that is not read: it stands elsewhere, has no end, or is too large."""

    def __init__(self, where: str, why: str, hint: str) -> None:
        super().__init__(f"{where}: {why}")
        self.hint = hint


def read(path: Path, most: int, shown: str = "", *, named: bool = False) -> bytes:
    """
    The content of a regular file that has at most so many bytes; a symlink is not followed.

    A file that somebody has `named` may be a link or a pipe. Raises NotRead, with the path as
    it is `shown`, for everything else.
    """
    where = f"{shown or path}:1:1"
    # Without a wait, a pipe that nobody writes to is found to be one.
    flags = os.O_RDONLY if named else os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK
    try:
        with open(path, "rb", opener=lambda name, _: os.open(name, flags)) as file:
            mode = os.fstat(file.fileno()).st_mode
            if not (S_ISREG(mode) or (named and S_ISFIFO(mode))):
                raise NotRead(where, *ODD)
            data = file.read(most + 1)
    except OSError as wrong:
        if path.is_symlink() and not named:
            raise NotRead(where, *LINKED) from None
        told = f"it cannot be read: {wrong.strerror or wrong}"
        raise NotRead(where, told, "See that there is such a file, and who may read it.") from None
    if len(data) > most:
        hint = "Take out what does not belong there, or divide it."
        raise NotRead(where, f"it is larger than {most // 1024:,} KiB", hint)
    return data
