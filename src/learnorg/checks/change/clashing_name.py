"""Names that other systems take for one another, or for something else."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

from learnorg.checks.change.turn import Case, over_case
from learnorg.checks.check import Remark
from learnorg.findings import Level
from learnorg.kinds.kind import Kind
from learnorg.refs import stem
from learnorg.register.index import TOPS
from learnorg.register.intake import kind_at
from learnorg.register.places import is_record
from learnorg.settings import FILE

HOSTILE = re.compile(r"[\x00-\x1f\x7f\\:*?\"<>|]|[. ]$|^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)")
GIT = re.compile(r"\.git(?:$|[ .]|~\d)|git~\d")
SHORTENED = re.compile(r"(?:learno|regist|templa)~\d+(?:\.[^.]{0,3})?")
"""What Windows may call the policy and the folders of a register for short."""

IGNORED = re.compile(r"[\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]")


@over_case(Level.ERROR)
def clashing_name(case: Case) -> Iterator[Remark]:
    """
    A name that differs from another one by case or by Unicode form alone, a record's by its
    folder or ending alone, or a name that a system takes for something else.

    Why it matters: on Windows and macOS the two are one file, and a checkout loses one of
    them; of two records with one identity nobody knows which is meant; a folder named `.git`
    in any spelling is run by git.

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
            taken = GIT.match(plain) or HOSTILE.search(plain) or SHORTENED.fullmatch(plain)
            if part in ("..", ".") or taken:
                hint = "Name it as its identity says."
                yield Remark(f"'{part}' means something else on some systems", path=path, hint=hint)
    names = case.names()
    same = {name: {name} for name in (FILE, *TOPS, "templates")}
    for name in {name for path in names for name in _ways(path)}:
        same.setdefault(_folded(name), set()).add(name)
    for path in added:
        for name in _ways(path):
            if others := same.get(_folded(name), set()) - {name}:
                what = "file" if name == path else "folder"
                yield Remark(f"the same {what} as {min(others)} on some systems", path=path)
                break
    yield from _twins(added, names)


def _twins(added: Sequence[str], names: Iterable[str]) -> Iterator[Remark]:
    """Records that are called like another one, whose folder or ending alone is another."""
    same: dict[tuple[Kind | None, str], set[str]] = {}
    for path in filter(is_record, names):
        same.setdefault((kind_at(path), stem(path)), set()).add(path)
    for path in filter(is_record, added):
        if kind_at(path) and (others := same.get((kind_at(path), stem(path)), set()) - {path}):
            yield Remark(f"{stem(path)} stands in {min(others)} already", path=path)


def _ways(path: str) -> Iterator[str]:
    """The folders that lead to a file, the topmost first, and itself."""
    *folders, name = path.split("/")
    yield from accumulate([*folders, name], "{}/{}".format)


def seen_as(path: str) -> str:
    """What a path is to systems that fold case and Unicode, and drop what stands at the end."""
    return "/".join(_folded(part).rstrip(". ") for part in path.split("/"))


def _folded(path: str) -> str:
    return IGNORED.sub("", unicodedata.normalize("NFC", path)).casefold()
