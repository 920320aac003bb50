"""New records in files that stand for no identity, or in another's place."""

from collections.abc import Iterator

from learnorg.checks.change.turn import Case, over_case
from learnorg.checks.check import Remark
from learnorg.findings import Level
from learnorg.refs import stem
from learnorg.register.intake import kind_at
from learnorg.register.places import is_record


@over_case(Level.ERROR)
def misplaced_record(case: Case) -> Iterator[Remark]:
    """
    A new or renamed file of a record that is not called as an identity of its kind, or does
    not stand where that identity belongs; no waiver answers it.

    Why it matters: the path is the identity. What stands elsewhere may say inside that it is
    another record, and is taken for it.

        # register/people/ada_home.yaml
        id: ada

    Instead, put it where its identity says, `register/people/ada.yaml`, or leave it to
    `learnorg add`.
    """
    for path, before, after in case.touches:
        kind = kind_at(path)
        if before or not after or kind is None or not is_record(path):
            continue
        name = stem(path)
        if not kind.owns(name):
            why = f"'{name}' is no identity of the kind {kind.name}"
            hint = (
                "Take it out where it is a copy of another record; what is new is named by "
                "`learnorg add`."
            )
            yield Remark(why, path=path, hint=hint)
        elif path != (home := kind.path(name)):
            hint = f"Move it to {home}, or take it out where it is a copy of what stands there."
            yield Remark(f"{name} does not belong here", path=path, hint=hint)
