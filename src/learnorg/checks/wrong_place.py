"""Files that stand where no record of theirs belongs."""

from collections.abc import Iterator

from learnorg.checks.check import Remark, Seen, over_records
from learnorg.findings import Level
from learnorg.kinds import KINDS, kind_of
from learnorg.refs import stem


@over_records(Level.ERROR)
def wrong_place(seen: Seen) -> Iterator[Remark]:
    """
    A record's file does not stand where its identity says.

    Why it matters: the path is a function of the identity. A record elsewhere can exist
    twice without git noticing.

        register/improvements/IMP-2611-7k3mqx.yaml

    Instead, move it (`git mv`) to the folder of the month it was raised in, or take it out
    where it is a copy of what stands there:

        register/improvements/2026/11/IMP-2611-7k3mqx.yaml
    """
    if seen.kind is None:
        name = stem(seen.path)
        kind = kind_of(name)
        homes = ", ".join(k.folder for k in KINDS)
        yield Remark(
            "no kind of record lives in this folder",
            (),
            f"Move it to {kind.path(name)}." if kind else f"Records live in {homes}.",
        )
    elif not seen.kind.owns(seen.identity):
        form = f"{seen.kind.prefix}-2611-7k3mqx" if seen.kind.prefix else "a-slug-like-this"
        yield Remark(
            f"'{seen.identity}' is no identity of {'an' if seen.kind.name[0] in 'aeiou' else 'a'} "
            f"{seen.kind.name}",
            ("id",),
            f"Identities look like {form}; `learnorg add` makes them.",
        )
    elif seen.path != seen.kind.path(seen.identity):
        yield Remark(
            f"{seen.identity} does not belong here",
            (),
            f"Move it to {seen.kind.path(seen.identity)}, or take it out where it is a copy of "
            "what stands there.",
        )
