"""Names that other systems take for one another, or for something else."""

import re
import unicodedata
from collections.abc import Iterator
from itertools import accumulate

from learnorg.checks.change.turn import Case, over_case
from learnorg.checks.check import Remark
from learnorg.findings import Level

HOSTILE = re.compile(r"[\x00-\x1f\x7f\\:*?\"<>|]|[. ]$|^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)")
GIT = re.compile(r"\.git(?:$|[ .]|~\d)|git~\d")
IGNORED = re.compile(r"[\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]")


@over_case(Level.ERROR)
def clashing_name(case: Case) -> Iterator[Remark]:
    """
    A name that differs from another one by case or by Unicode form alone, or that a system
    takes for something else.

    Why it matters: on Windows and macOS the two are one file, and a checkout loses one of
    them; a folder named `.git` in any spelling is run by git.

        register/people/Lea.yaml    beside    register/people/lea.yaml

    Instead, name it as its identity says, in lower case.
    """
    added = [
        touch.path
        for touch in case.touches
        if touch.before is None and touch.after and not touch.path.startswith("../")
    ]
    if not added:
        return
    for path in added:
        for part in path.lower().split("/"):
            plain = IGNORED.sub("", part)
            if part in ("..", ".") or GIT.match(plain) or HOSTILE.search(plain):
                hint = "Name it as its identity says."
                yield Remark(f"'{part}' means something else on some systems", path=path, hint=hint)
    same: dict[str, set[str]] = {}
    for name in {name for path in case.names() for name in _ways(path)}:
        same.setdefault(_folded(name), set()).add(name)
    for path in added:
        for name in _ways(path):
            if others := same.get(_folded(name), set()) - {name}:
                what = "file" if name == path else "folder"
                yield Remark(f"the same {what} as {min(others)} on some systems", path=path)
                break


def _ways(path: str) -> Iterator[str]:
    """The folders that lead to a file, the topmost first, and itself."""
    *folders, name = path.split("/")
    yield from accumulate([*folders, name], "{}/{}".format)


def _folded(path: str) -> str:
    return IGNORED.sub("", unicodedata.normalize("NFC", path)).casefold()
