"""Names that other systems take for one another, or for something else."""

import re
import unicodedata
from collections.abc import Iterator

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
    added = [touch.path for touch in case.touches if touch.before is None and touch.after]
    if not added:
        return
    for path in added:
        for part in path.lower().split("/"):
            plain = IGNORED.sub("", part)
            if part in ("..", ".") or GIT.match(plain) or HOSTILE.search(plain):
                hint = "Name it as its identity says."
                yield Remark(f"'{part}' means something else on some systems", path=path, hint=hint)
    same: dict[str, list[str]] = {}
    for path in case.names():
        same.setdefault(_folded(path), []).append(path)
    for path in added:
        if others := [other for other in same.get(_folded(path), []) if other != path]:
            yield Remark(f"the same file as {others[0]} on some systems", path=path)


def _folded(path: str) -> str:
    return unicodedata.normalize("NFC", path).casefold()
