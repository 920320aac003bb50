"""What stands on the disk: the folders of a register, and whether a file has changed."""

import os
from array import array
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import blake2b
from stat import S_ISLNK, S_ISREG

SLACK = 20_000_000
"""Nanoseconds within which two writes may bear the same time stamp."""

SUFFIXES = (".yaml", ".yml", ".md")


@dataclass(slots=True)
class Folder:
    """A folder as it stands: its files, and one signature of all their names and stamps."""

    path: str
    names: list[str] = field(default_factory=list)
    stamps: "array[int]" = field(default_factory=lambda: array("q"))
    symlinks: list[str] = field(default_factory=list)

    @property
    def signature(self) -> bytes:
        """What is the same as long as no file in the folder was touched."""
        told = "\0".join((*self.names, "/", *self.symlinks))
        digest = blake2b(told.encode("utf-8", "surrogateescape"), digest_size=16)
        digest.update(self.stamps.tobytes())
        return digest.digest()

    def files(self) -> Iterator[tuple[str, tuple[int, int, int, int]]]:
        """Every file's name with its size, time of change, of status change, and inode."""
        stamps = self.stamps
        for n, name in enumerate(self.names):
            at = 4 * n
            yield name, (stamps[at], stamps[at + 1], stamps[at + 2], stamps[at + 3])

    def youngest(self) -> int:
        """When the file changed last was changed, in nanoseconds."""
        return max(self.stamps[2::4], default=0)


def folders(root: str, tops: tuple[str, ...]) -> Iterator[Folder]:
    """
    Every folder below the tops that holds files of records, with those files.

    Symlinks are listed, never followed; hidden files and other endings are left out.
    """
    waiting = [top for top in tops if os.path.isdir(os.path.join(root, top))]
    while waiting:
        path = waiting.pop()
        folder = Folder(path)
        _fill(folder, os.path.join(root, path), waiting)
        yield folder


def _fill(folder: Folder, full: str, waiting: list[str]) -> None:
    names, stamps = folder.names, folder.stamps
    try:
        descriptor = os.open(full, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    except OSError:
        folder.symlinks.append(".")
        return
    try:
        with os.scandir(descriptor) as entries:
            for entry in entries:
                name = entry.name
                if name.startswith("."):
                    continue
                if name.endswith(SUFFIXES):
                    at = entry.stat(follow_symlinks=False)
                    if S_ISREG(at.st_mode):
                        names.append(name)
                        stamps.extend((at.st_size, at.st_mtime_ns, at.st_ctime_ns, at.st_ino))
                        continue
                    if S_ISLNK(at.st_mode):
                        folder.symlinks.append(name)
                        continue
                if entry.is_symlink():
                    folder.symlinks.append(name)
                elif entry.is_dir(follow_symlinks=False):
                    waiting.append(f"{folder.path}/{name}")
    finally:
        os.close(descriptor)
