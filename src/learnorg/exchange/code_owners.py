"""Files of code owners, as GitHub and GitLab read them: who is asked about which paths."""

import re
from collections.abc import Iterable, Sequence

from learnorg.errors import LearnorgError

OWNER = re.compile(r"@[A-Za-z0-9][\w.-]*(/[\w.-]+)*|[^\s@#]+@[^\s@#]+\.[^\s@#]+")

SECTION = re.compile(r"\^?\[[^\]]+\](\[\d+\])?(?P<owners>.*)")
"""The head of a section of GitLab's code owners, with those of lines that name none."""

HEAD = "# Who is asked about what decides over the improvement register.\n"


class NotAnOwner(LearnorgError):
    """A name that no code owner has."""

    hint = "Owners are @names, @org/teams or e-mail addresses, with commas between them."

    def __init__(self, name: str) -> None:
        super().__init__(f"'{name}' is no code owner")


def names(said: str) -> list[str]:
    """The owners that somebody lists, with commas or blanks between them."""
    found = [name for name in re.split(r"[\s,]+", said) if name]
    for name in found:
        if not OWNER.fullmatch(name):
            raise NotAnOwner(name)
    return found


def added(text: str, paths: Iterable[str], owners: Sequence[str]) -> str:
    """A file with a line for each path that has none yet; the lines of others stay before ours."""
    taken = {re.split(r"(?<!\\)\s", line, maxsplit=1)[0] for line in text.splitlines()}
    lines = [f"{p} {' '.join(owners)}\n" for p in map(_escaped, paths) if p not in taken]
    if not lines:
        return text
    return text + ("" if not text or text.endswith("\n") else "\n") + HEAD + "".join(lines)


def owned(text: str, path: str, *, sections: bool) -> bool:
    """Whether a path has owners: in any section, the last line that means it decides."""
    found = {"": False}
    section = default = ""
    for line in text.splitlines():
        head = SECTION.fullmatch(line.strip()) if sections else None
        if head:
            section, default = line.partition("]")[0].lower(), head["owners"].strip()
            continue
        pattern, *people = re.split(r"(?<!\\)\s+", line.partition(" #")[0].strip())
        if pattern and not pattern.startswith("#") and _means(pattern, path):
            found[section] = bool(people or default)
    return any(found.values())


def _means(pattern: str, path: str) -> bool:
    """Whether a pattern means a file, itself or by a folder above it."""
    anchored = "/" in pattern.rstrip("/")
    said = {"**/": "(.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}
    parts = re.findall(r"\*\*/|\*\*|\*|\?|\\.|.", pattern.strip("/"))
    form = "".join(said.get(part) or re.escape(part.removeprefix("\\")) for part in parts)
    start = "" if anchored or pattern.startswith("/") else "(.*/)?"
    # `docs/*` means what lies in the folder itself, `docs/` and `docs` whatever is below.
    below = "/.*" if pattern.endswith("/") else "" if anchored and form.endswith("*") else "(/.*)?"
    return re.fullmatch(f"{start}{form}{below}", path) is not None


def _escaped(pattern: str) -> str:
    return re.sub(r"([\\ #*?\[\]])", r"\\\1", pattern)
