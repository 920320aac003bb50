"""Files that are not written as `learnorg fmt` writes them."""

import shlex
from collections.abc import Iterator

from learnorg.checks.check import Remark, Seen, over_records
from learnorg.findings import Level


@over_records(Level.INFO)
def not_canonical(seen: Seen) -> Iterator[Remark]:
    """
    A file that is not laid out as the house does it.

    Why it matters: keys in the usual order, a blank line between groups and lists with one
    item a line make for small diffs, and edits of different people do not collide.

        title: Shorter hand-over
        id: IMP-2611-7k3mqx
        tags: [night, shift]

    Instead, run `learnorg fmt`, which changes the layout only: comments, quotes and prose
    stay as they are.
    """
    from learnorg.files.canonical import is_canonical  # YAML, where a file was read anyway

    if seen.kind is not None and not is_canonical(seen.document, seen.kind.groups):
        yield Remark("not laid out in the usual way", (), f"learnorg fmt {shlex.quote(seen.path)}")
