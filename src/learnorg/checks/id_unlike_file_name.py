"""Records whose identity is not the name of their file."""

from collections.abc import Iterator

from learnorg.checks.check import Remark, Seen, over_records
from learnorg.findings import Level
from learnorg.refs import stem
from learnorg.render.safe import cut


@over_records(Level.ERROR)
def id_unlike_file_name(seen: Seen) -> Iterator[Remark]:
    """
    The identity inside a file is not the file's name.

    Why it matters: the file's name is the identity, so that git itself sees it when two
    branches use the same one. A copied file that keeps its old `id` is two records in one.

        # register/improvements/2026/11/IMP-2611-x2w90b.yaml
        id: IMP-2611-7k3mqx

    Instead, let both say the same; make a new record with `learnorg add`, not by copying.
    """
    said = seen.plain.get("id")
    name = stem(seen.path)
    if seen.kind is not None and isinstance(said, str) and said != name:
        yield Remark(
            f"its id is {cut(said, 60)}, its file is called {cut(name, 60)}",
            ("id",),
            "Rename the file or correct the id, whichever is wrong.",
        )
