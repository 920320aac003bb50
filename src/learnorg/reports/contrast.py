"""What is different between two states of the register?"""

from collections.abc import Iterator
from typing import Any, Literal, NamedTuple

from learnorg.history.objects import Commit, contents, touched
from learnorg.kinds import BY_NAME
from learnorg.kinds.differences import Difference, differences, in_words
from learnorg.kinds.kind import Plain
from learnorg.page import Cell, Column, Page, Say, Table, Tone
from learnorg.register.index import TOPS
from learnorg.register.lookup import shortest
from learnorg.register.passages import Blobs, by_record
from learnorg.register.past import reader
from learnorg.register.places import Key, record_at
from learnorg.register.register import Register
from learnorg.register.steps import plain
from learnorg.reports.trail import field_data, spelled

AT_ONCE = 500
"""Records of which the contents are held in memory at a time."""

How = Literal["added", "removed", "changed"]
TONES: dict[How, Tone] = {"added": "good", "removed": "bad", "changed": ""}


class Changed(NamedTuple):
    """One record that is not as it was."""

    key: Key
    title: str
    how: How
    words: list[str]
    fields: list[Difference]


class Contrast(NamedTuple):
    """Every record that differs between two commits."""

    before: Commit
    after: Commit
    records: list[Changed]
    short: dict[str, str]


def derive(register: Register, before: Commit, after: Commit) -> Contrast:
    """The records that are different in two commits, wherever their files stand."""
    assert register.repository
    git = reader(register)
    above = register.repository.prefix(register.root)
    touches = touched(git, before.id, after.id, *(above + top for top in TOPS))
    found = by_record(touches, lambda path: record_at(path.removeprefix(above)))
    moved = sorted((key, blobs) for key, blobs in found.items() if blobs[0] != blobs[1])
    records = []
    for start in range(0, len(moved), AT_ONCE):
        some = moved[start : start + AT_ONCE]
        ids = {blob: key[0] for key, blobs in some for blob in blobs if blob}
        held = {blob: plain(data, ids[blob]) for blob, data in contents(git, ids)}
        records += [_changed(key, blobs, held) for key, blobs in some]
    names = [changed.key[1] for changed in records]
    return Contrast(before, after, records, shortest(register.index, names))


def _changed(key: Key, blobs: Blobs, held: dict[str, Plain]) -> Changed:
    old, new = (held[blob] if blob else {} for blob in blobs)
    title = str((new or old or {}).get("title") or "")
    fields = differences(old, new)
    if blobs[0] is None:
        state = str((new or {}).get("state") or BY_NAME[key[0]].states[0])
        return Changed(key, title, "added", [f"added as {state}"], fields)
    if blobs[1] is None:
        return Changed(key, title, "removed", ["removed"], fields)
    if old is None or new is None:
        told = "cannot be read" if new is None else "can be read again"
        return Changed(key, title, "changed", [told], fields)
    return Changed(key, title, "changed", in_words(old, new) or ["laid out anew"], fields)


def lay_out(contrast: Contrast, brief: bool = False) -> Page:
    """A table of what changed; a brief one, for a person, tells it in words."""
    if brief:
        heads = [Column("id"), Column("change", flexible=True, wrapped=True)]
        made = (_brief_rows(contrast, changed) for changed in contrast.records)
    else:
        heads = [Column(name) for name in ("id", "how", "title", "field", "before", "after")]
        made = (_rows(changed) for changed in contrast.records)
    return Page(
        "", (Table(heads, [row for rows in made for row in rows]),), "diff", _data(contrast)
    )


def _brief_rows(contrast: Contrast, changed: Changed) -> Iterator[list[Cell]]:
    name = changed.key[1]
    yield [Say(contrast.short.get(name, name), "id"), Say(changed.title or name, "strong")]
    for words in changed.words:
        yield ["", Say(f"- {words}", TONES[changed.how])]


def _rows(changed: Changed) -> Iterator[list[Cell]]:
    head: list[Cell] = [changed.key[1], changed.how, changed.title]
    for one in changed.fields:
        yield [*head, one.field, spelled(one.before), spelled(one.after)]


def _data(contrast: Contrast) -> dict[str, Any]:
    return {
        "before": contrast.before.id,
        "after": contrast.after.id,
        "records": [
            {
                "id": changed.key[1],
                "kind": changed.key[0],
                "title": changed.title,
                "how": changed.how,
                "words": changed.words,
                "fields": [field_data(one) for one in changed.fields],
            }
            for changed in contrast.records
        ],
    }
