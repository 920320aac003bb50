"""What stands on the disk: the folders of a register, and whether a file has changed."""

import os
from array import array
from collections.abc import Iterator
from stat import S_ISDIR, S_ISLNK, S_ISREG

SLACK = 20_000_000
"""Nanoseconds within which two writes may bear the same time stamp."""

NOT_UTF8 = "its name is not UTF-8"
NO_FOLDER = "a folder of records belongs here, and this is a file"

SUFFIXES = (".yaml", ".yml", ".md")


class Folder:
    """A folder as it stands: its files, with the stamps that tell whether one was touched."""

    __slots__ = ("names", "odd", "path", "stamps", "symlinks")

    def __init__(self, path: str) -> None:
        self.path = path
        self.names: list[str] = []
        self.stamps = array("q")
        self.symlinks: list[str] = []
        self.odd: dict[str, str] = {}
        """What cannot be read at all, and why."""

    @property
    def signature(self) -> bytes:
        """
        All names and stamps: the same as long as no file in the folder was touched.

        Not a digest of them, since loading OpenSSL for one costs more than comparing them.
        """
        told = "\0".join((*self.names, "/", *self.symlinks, "/", *self.odd))
        return told.encode("utf-8", "surrogateescape") + b"\0" + self.stamps.tobytes()

    def files(self) -> Iterator[tuple[str, tuple[int, int, int, int]]]:
        """Every file's name with its size, time of change, of status change, and inode."""
        stamps = self.stamps
        for n, name in enumerate(self.names):
            at = 4 * n
            yield name, (stamps[at], stamps[at + 1], stamps[at + 2], stamps[at + 3])

    def youngest(self) -> int:
        """When the file changed last was changed, in nanoseconds."""
        return max(self.stamps[2::4], default=0)


def folders(
    root: str, tops: tuple[str, ...], homes: frozenset[str] = frozenset()
) -> Iterator[Folder]:
    """
    Every folder below the tops that holds files of records, with those files.

    Symlinks are listed, never followed; hidden files and other endings are left out, but for
    those in the place of a home, which is a folder that there is to be.
    """
    waiting = [top for top in tops if os.path.lexists(os.path.join(root, top))]
    while waiting:
        path = waiting.pop()
        folder = Folder(path)
        _fill(folder, os.path.join(root, path), waiting, homes)
        yield folder


def _fill(folder: Folder, full: str, waiting: list[str], homes: frozenset[str]) -> None:
    names, stamps = folder.names, folder.stamps
    try:
        descriptor = os.open(full, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    except FileNotFoundError:  # it went while we looked; so do files below
        return
    except OSError as wrong:
        if os.path.islink(full):
            folder.symlinks.append(".")
        else:
            folder.odd["."] = f"the folder cannot be entered: {wrong.strerror}"
        return
    try:
        with os.scandir(descriptor) as entries:
            for entry in entries:
                name = entry.name
                if name.startswith("."):
                    continue
                if not (name.isascii() or _is_utf8(name)):
                    shown = os.fsencode(name).decode("utf-8", "backslashreplace")
                    folder.odd[shown] = NOT_UTF8
                    continue
                if name.endswith(SUFFIXES):
                    try:
                        at = entry.stat(follow_symlinks=False)
                    except FileNotFoundError:
                        continue
                    except OSError as wrong:
                        folder.odd[name] = f"it cannot be looked at: {wrong.strerror}"
                        continue
                    if S_ISREG(at.st_mode):
                        names.append(name)
                        stamps.extend((at.st_size, at.st_mtime_ns, at.st_ctime_ns, at.st_ino))
                        continue
                    if S_ISLNK(at.st_mode):
                        folder.symlinks.append(name)
                        continue
                    if not S_ISDIR(at.st_mode):
                        folder.odd[name] = "it is no regular file"
                        continue
                if entry.is_symlink():
                    folder.symlinks.append(name)
                elif entry.is_dir(follow_symlinks=False):
                    waiting.append(f"{folder.path}/{name}")
                elif f"{folder.path}/{name}" in homes:
                    folder.odd[name] = NO_FOLDER
    finally:
        os.close(descriptor)


def _is_utf8(name: str) -> bool:
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True
