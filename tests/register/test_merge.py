"""Two people's versions of one record."""

import random
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from files.forms import FORMS, commented
from learnorg.files.lines import Odd
from learnorg.files.loader import Form, Refused, load
from learnorg.files.three_way import Marks
from learnorg.kinds.article import ARTICLE
from learnorg.kinds.differences import differences
from learnorg.kinds.improvement import IMPROVEMENT
from learnorg.kinds.kind import Kind
from learnorg.kinds.person import PERSON
from learnorg.kinds.review import REVIEW
from learnorg.register.merge import Merged, Versions, merged
from learnorg.settings import Policy
from torture.merges import ThreeWay, acted, born, by_fields, faults, leaves, plain, sides, three_way

BASE = """\
id: IMP-2611-7k3mqx
title: Cut password-reset calls

state: accepted
dates:
  proposed: 2026-11-02
  accepted: 2026-11-10

owner: service-desk-lead  # since the summer

raised: 2026-11-02

tags:
  - later
  - quick

# in their own words
problem: |
  Resets are 22 % of all calls.
  Callers wait.
  Nobody likes it.

measures:
  - id: m1x
    name: Calls
    baseline: 420
    target: 210

plan:
  - id: s1x
    do: Order a disk
  - id: s2x
    do: Set it up
    due: 2026-12-01

notes:
  - id: n1x
    on: 2026-11-11
    by: ada
    text: the vendor called
"""

Change = tuple[str, str]


def put(base: str, *changes: Change) -> str:
    """A text with some pieces put in the place of others."""
    for old, new in changes:
        assert base.count(old) == 1, old
        base = base.replace(old, new)
    return base


def both(
    ours: str,
    theirs: str,
    base: str = BASE,
    policy: Policy = Policy(workflow="light"),  # noqa: B008  # frozen
) -> Merged:
    """What becomes of two versions of an improvement, whichever side is which."""
    outcome = merged(Versions(base.encode(), ours.encode(), theirs.encode()), IMPROVEMENT, policy)
    again = merged(Versions(base.encode(), theirs.encode(), ours.encode()), IMPROVEMENT, policy)
    assert again.clean == outcome.clean
    assert not outcome.clean or again.data == outcome.data
    return outcome


def clean(ours: list[Change], theirs: list[Change], base: str = BASE) -> str:
    """The one record that two people's changes make."""
    outcome = both(put(base, *ours), put(base, *theirs), base)
    assert outcome.clean, outcome.data.decode()
    return outcome.data.decode()


def clash(ours: list[Change], theirs: list[Change], base: str = BASE) -> str:
    """What stands between the marks, with the marks."""
    outcome = both(put(base, *ours), put(base, *theirs), base)
    assert not outcome.clean, outcome.data.decode()
    text = outcome.data.decode()
    with pytest.raises(Refused):
        load(outcome.data)
    return text[text.index("<<<<<<<") : text.rindex(">>>>>>>")]


END = "    text: the vendor called\n"
NOTE = "{end}  - id: {id}\n    on: 2026-11-{day}\n    by: {by}\n    text: {by} was here\n"
DONE = ("disk\n", "disk\n    done: 2026-11-20\n")
TAGS = "tags:\n  - later\n  - quick\n"
BOBS = NOTE.format(end=END, id="b0b", day=20, by="bob")
ADAS = NOTE.format(end=END, id="z9z", day=19, by="ada")


def test_two_notes() -> None:
    """Two people's notes stand one after the other, the earlier one first."""
    text = clean([(END, BOBS)], [(END, ADAS)])
    assert text == put(BASE, (END, ADAS + BOBS.removeprefix(END)))


def test_first_notes() -> None:
    """So do the first two notes that a record gets."""
    base = BASE[: BASE.index("notes:")].rstrip() + "\n"
    notes = "\nnotes:\n" + ADAS.removeprefix(END)
    text = both(base + notes, base + "\nnotes:\n" + BOBS.removeprefix(END), base)
    assert text.data.decode() == base + notes + BOBS.removeprefix(END)


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (("title: Cut", "title: Halve"), ("state: accepted", "state: accepted # !")),
        (("owner: service-desk-lead  #", "owner: network  #"), ("since the summer", "soon")),
        (("owner:", "# who\nowner:"), ("service-desk-lead", "network")),
        (("  - later\n", ""), ("  - quick\n", "")),
        (("  - later\n", "  - later\n  - a\n"), ("  - quick\n", "  - b\n")),
        (("Resets are", "They are"), ("Nobody likes it.", "Nobody likes it.\n  Really.")),
        (DONE, ("Order a", "Order two")),
        (DONE, ("  - id: s2x\n    do: Set it up\n    due: 2026-12-01\n", "")),
        (("  - id: s2x", "  - id: s3x\n    do: Test\n  - id: s2x"), ("2026-12-01", "2027-01-01")),
        (("210\n", "210\n    actual: 260\n"), ("name: Calls", "name: Calls a week")),
        (("raised:", "team: Desk\n\nraised:"), ("raised:", "due: 2027-01-01\n\nraised:")),
        ((TAGS, "tags: [later, quick]\n"), ("  - quick\n", "  - quick\n  - c\n")),
        ((f"{TAGS}\n", ""), ("  - quick\n", "  - quick\n  - c\n")),
        (("text: the vendor called", "text: the vendor wrote"), ("by: ada", "by: lea")),
        (("problem: |\n", "problem: |-\n"), ("Callers wait.", "Callers wait long.")),
    ],
)  # fmt: skip
def test_different_things(ours: Change, theirs: Change) -> None:
    """Changes of different things both hold, comments and all."""
    text = clean([ours], [theirs])
    mine, others = plain(put(BASE, ours)), plain(put(BASE, theirs))
    there, before = plain(text), plain(BASE)
    for side in (mine, others):
        for key, value in side.items():
            if value != before.get(key) and mine.get(key) != others.get(key):
                if key not in ("tags", "problem", "plan", "notes", "measures"):
                    assert there[key] == value
    for _, new in (ours, theirs):
        for line in new.splitlines():
            assert line.partition("#")[2] in text


def test_sets() -> None:
    """Sets are united: what one side adds is there, what one takes away is gone."""
    text = clean(
        [("  - later\n", ""), ("  - quick\n", "  - quick\n  - x\n")],
        [("  - later\n", "  - later\n  - y\n")],
    )
    assert sorted(plain(text)["tags"]) == ["quick", "x", "y"]


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "outcome"),
    [
        ("tags: [a]\n", "tags: [a, b]\n", "tags: [c, a]  # three\n", "tags: [c, a, b]  # three\n"),
        ("tags: a\n", "tags:\n  - a\n  - b\n", "tags: [a, c]\n", "tags:\n  - a\n  - b\n  - c\n"),
        ("", "tags: b\n", "tags: c\n", "tags:\n  - b\n  - c\n"),
        ("tags:\n", "tags: b\n", "tags:\n  - c\n", "tags:\n  - b\n  - c\n"),
        ("tags:\n  - a\n  - b\n", "tags:\n  - a\n", "tags:\n  - b\n", ""),
        ("tags:  # why\n  - a\n  - b\n", "tags:  # why\n  - a\n", "tags:  # why\n  - b\n", ""),
        ("tags: [a, b]\n", "tags: [a]\n", "tags: [b]\n", "tags: []\n"),
    ],
)
def test_sets_in_any_form(base: str, ours: str, theirs: str, outcome: str) -> None:
    """A set may stand on lines, in brackets, or be a single word."""
    head = "id: IMP-2611-7k3mqx\ntitle: x\nstate: proposed\nraised: 2026-11-02\n"
    found = both(head + ours, head + theirs, head + base)
    assert (found.clean, found.data.decode()) == (True, head + outcome)


@pytest.mark.parametrize(
    ("ours", "theirs", "between"),
    [
        (
            [("service-desk-lead", "network")],
            [("service-desk-lead", "platform")],
            "owner: network  # since the summer\n=======\nowner: platform  # since the summer\n",
        ),
        (
            [("Callers wait.", "Callers wait long.")],
            [("Callers wait.", "They wait.")],
            "  Callers wait long.\n=======\n  They wait.\n",
        ),
        (
            [("    due: 2026-12-01\n", "    due: 2026-12-02\n")],
            [("    due: 2026-12-01\n", "")],
            "    due: 2026-12-02\n=======\n",
        ),
        (
            [("Order a disk", "Order two")],
            [("  - id: s1x\n    do: Order a disk\n", "")],
            "  - id: s1x\n    do: Order two\n=======\n",
        ),
        (
            [("tags:\n", "# for search\ntags:\n")],
            [(f"{TAGS}\n", "")],
            "\n# for search\ntags:\n  - later\n  - quick\n=======\n",
        ),
        (
            [("# in their own words", "# in our words")],
            [("# in their own words", "# as told")],
            "# in our words\n=======\n# as told\n",
        ),
    ],
)
def test_the_same_thing(ours: list[Change], theirs: list[Change], between: str) -> None:
    """What both changed in their own way stands between marks, and nothing else does."""
    assert clash(ours, theirs) == f"<<<<<<< ours\n{between}"


ACCEPTED = "state: accepted\n"
DATED = "  accepted: 2026-11-10\n"


def test_two_moves() -> None:
    """Two moves are a conflict, with the dates that belong to them."""
    text = clash(
        [(ACCEPTED, "state: in-progress\n"), (DATED, f"{DATED}  in-progress: 2026-11-20\n")],
        [(ACCEPTED, "state: declined\n"), (DATED, f"{DATED}  declined: 2026-11-21\n"),
         ("raised:", "outcome:\n  because: no\n\nraised:")],
    )  # fmt: skip
    assert "state: in-progress\n=======\nstate: declined\n" in text
    assert "  in-progress: 2026-11-20\n=======\n  declined: 2026-11-21\n" in text
    assert "<<<<<<< ours\n=======\n\noutcome:\n  because: no\n" in text


def test_a_move_and_a_note() -> None:
    """A move of one side and work of the other go together."""
    moved = [(ACCEPTED, "state: in-progress\n"), (DATED, f"{DATED}  in-progress: 2026-11-20\n")]
    text = clean(moved, [(END, BOBS)])
    assert text == put(BASE, *moved, (END, BOBS))


def test_no_legal_move() -> None:
    """A state that no move leads to is not taken over in silence."""
    assert "state: assessed\n=======\nstate: accepted\n" in clash(
        [(ACCEPTED, "state: assessed\n")], [(END, BOBS)]
    )


@pytest.mark.parametrize("key", ["approval", "hold", "outcome", "imported"])
def test_decisions(key: str) -> None:
    """A decision is never put together from two."""
    base = put(BASE, ("raised:", f"{key}:\n  by: lead\n  because: b\n\nraised:"))
    text = clash([("  by: lead", "  by: x")], [("  because: b", "  because: y")], base)
    assert f"{key}:\n  by: x\n  because: b\n=======\n{key}:\n  by: lead\n  because: y\n" in text


def test_goals_before_work_begins() -> None:
    """Until they are frozen, two measures' goals may change at once."""
    base = put(
        BASE,
        ("plan:", "  - id: m2x\n    name: Minutes\n    target: 8\n\nplan:"),
        ("210\n\n", "210\n"),
    )
    text = clean([("target: 210", "target: 200")], [("target: 8", "target: 9")], base)
    assert "target: 200" in text
    assert "target: 9" in text


def test_frozen_goals() -> None:
    """Once they are frozen, goals that both sides changed are for a person to settle."""
    base = put(
        BASE, (ACCEPTED, "state: in-progress\n"), ("210\n\n", "210\n"),
        ("plan:", "  - id: m2x\n    name: Minutes\n    target: 8\n\nplan:"),
    )  # fmt: skip
    text = clash([("target: 210", "target: 200")], [("target: 8", "target: 9")], base)
    assert "    target: 200\n=======\n    target: 210\n" in text
    assert "    target: 8\n=======\n    target: 9\n" in text
    clean(
        [("    target: 210", "    target: 210\n    actual: 4")], [("target: 8", "target: 9")], base
    )


def test_goals_changed_as_they_froze() -> None:
    """So are goals that one side changed while the other began to work."""
    begun = [(ACCEPTED, "state: in-progress\n"), (DATED, f"{DATED}  in-progress: 2026-11-20\n")]
    text = clash(begun, [("target: 210", "target: 200")])
    assert text.endswith("    target: 210\n=======\n    target: 200\n")


def test_first_measures() -> None:
    """Which of two first measures decides is for a person to say."""
    base = BASE[: BASE.index("measures:")] + BASE[BASE.index("plan:") :]
    ours, theirs = (
        put(base, ("plan:", f"measures:\n  - id: {name}\n    name: {name}\n\nplan:"))
        for name in ("m1x", "m2x")
    )
    assert not both(ours, theirs, base).clean


def test_steps_without_ids() -> None:
    """A step that both sides rewrote is never there twice."""
    base = put(BASE, ("  - id: s1x\n    do: Order", "  - do: Order"))
    assert "Order one" in clash(
        [("Order a disk", "Order one")], [("Order a disk", "Order two")], base
    )


def test_rules() -> None:
    """What would break a rule that both sides keep is left for a person, where it would."""

    def judge(_ours: bytes, _theirs: bytes, after: bytes) -> list[int]:
        lines = after.decode().splitlines()
        return [3] if "due: 2027-01-01" in lines and "size: S" in lines else []

    ours, theirs = BASE + "\ndue: 2027-01-01\n", BASE + "\nsize: S\n"
    versions = Versions(*(text.encode() for text in (BASE, ours, theirs)))
    found = merged(versions, IMPROVEMENT, Policy(), judge)
    assert not found.clean
    assert b"<<<<<<< ours\n\ndue: 2027-01-01\n=======\n\nsize: S\n>>>>>>> theirs\n" in found.data


def test_identity_clash() -> None:
    """Two new records of one identity are never mixed, however alike they are."""
    found = merged(
        Versions(b"", b"id: a\nx: 1\n", b"id: a\nx: 2\n"), PERSON, Policy(), marks=Marks("A", "B")
    )
    assert found.data == b"<<<<<<< A\nid: a\nx: 1\n=======\nid: a\nx: 2\n>>>>>>> B\n"
    assert not found.clean
    assert "learnorg rekey" in found.why
    assert merged(Versions(b"", b"id: a\n", b"id: a\n"), PERSON, Policy()).clean


def test_layout_of_one_side() -> None:
    """Who lays a record out anew is in nobody's way."""
    base = BASE.replace("\n\n", "\n").replace("\n  - ", "\n- ").replace("\n    ", "\n  ")
    theirs = put(
        base, ("  text: the vendor called\n", "  text: the vendor called\n- id: b0b\n  text: x\n")
    )
    found = both(BASE, theirs, base)
    assert found.clean
    assert found.data.decode() == BASE + "  - id: b0b\n    text: x\n"


def test_line_ends() -> None:
    """Windows' line ends stay, and are no difference."""
    theirs = put(BASE, (END, BOBS))
    found = both(put(BASE, (END, ADAS)).replace("\n", "\r\n"), theirs.replace("\n", "\r\n"),
                 BASE.replace("\n", "\r\n"))  # fmt: skip
    assert found.clean
    assert found.data.count(b"\r\n") == found.data.count(b"\n")


@pytest.mark.parametrize(
    ("text", "error"), [("id: [\n", Refused), ("{id: a}\n", Odd), ("id: a\nid: b\n", Refused)]
)
def test_no_record(text: str, error: type[Exception]) -> None:
    """What cannot be told into fields is for lines to merge."""
    for texts in ((text, BASE, BASE + "\n"), (BASE, text, BASE + "\n"), (BASE, BASE + "\n", text)):
        with pytest.raises(error):
            merged(Versions(*(one.encode() for one in texts)), IMPROVEMENT, Policy())


# ---- laws ---------------------------------------------------------------------------------

chances = st.randoms(use_true_random=False)


@settings(max_examples=60)
@given(chances)
def test_nothing_is_lost(chance: random.Random) -> None:
    """
    Whatever two people do: the sides may be exchanged, nothing that either added gets lost.

    What comes out clean can be read, and no rule finds in it what it found in neither side.
    """
    assert list(faults(three_way(chance))) == []


@settings(max_examples=30)
@given(chances)
def test_who_changes_nothing(chance: random.Random) -> None:
    """Who changed nothing, or the same, is in nobody's way: not a byte differs."""
    base = born(chance)
    side = acted(chance, base, 3)
    for one in (ThreeWay(base, base, side), ThreeWay(base, side, base), ThreeWay(base, side, side)):
        assert by_fields(one) == Merged(side.encode(), clean=True)


@settings(max_examples=30)
@given(chances)
def test_again(chance: random.Random) -> None:
    """Merging what was merged with either side changes nothing more."""
    case = three_way(chance)
    outcome = by_fields(case)
    if outcome.clean:
        whole = outcome.data.decode()
        for side in (case.ours, case.theirs):
            assert by_fields(ThreeWay(side, whole, side)).data == outcome.data


BY_HAND = ("owner: x", "tags:", "- n", "  - n", "  a: b", "    c: d", "  text", "", "  # d", "# f")
WRITTEN = [
    form.text
    for form in FORMS
    if form.form is Form.YAML and "\ufeff" not in form.text and ">" not in form.text
]


@st.composite
def by_hand(draw: st.DrawFn, text: str) -> str:
    """A text in which somebody struck out, doubled, changed and added lines."""
    lines = text.split("\n")
    for n in range(draw(st.integers(1, 3))):
        at = draw(st.integers(0, len(lines) - 1))
        how = draw(st.sampled_from(["out", "twice", "more", "remark", "new"]))
        match how:
            case "out" if len(lines) > 1:
                del lines[at]
            case "twice":
                lines.insert(draw(st.integers(0, len(lines))), lines[at])
            case "more":
                lines[at] += " more"
            case "remark":
                lines[at] += f"  # remark {n} {draw(st.sampled_from('xyz'))}"
            case _:
                lines.insert(at, draw(st.sampled_from(BY_HAND)))
    return "\n".join(lines).rstrip("\n") + "\n"


@settings(max_examples=150)
@given(st.data())
def test_by_hand(data: st.DataObject) -> None:
    """However people write: the sides may be exchanged, and nothing that either added is lost."""
    base = data.draw(st.sampled_from(WRITTEN) | commented())
    ours, theirs = data.draw(by_hand(base)), data.draw(by_hand(base))
    try:
        before, mine, others = plain(base), plain(ours), plain(theirs)
        outcome, again = (
            merged(Versions(*(text.encode() for text in texts)), IMPROVEMENT, Policy())
            for texts in ((base, ours, theirs), (base, theirs, ours))
        )
    except (Refused, Odd):
        return  # for lines to merge
    text = outcome.data.decode().replace("\r\n", "\n")
    settled = sides(text)
    assert sides(again.data.decode().replace("\r\n", "\n")) == settled[::-1]
    there = {line for side in settled for line in leaves(plain(side))}
    for side in (mine, others):
        for one in differences(before, side):
            assert {*leaves(one.after)} - {*leaves(one.before)} <= there
    for side in (ours, theirs):
        assert all(remark in text for remark in re.findall(r"# remark \d \w", side))


# ---- records in Markdown -------------------------------------------------------------

REVIEWED = """\
---
id: REV-2611-b7kmqx
title: Sign-in failed
type: problem

state: in-review
dates:
  draft: 2026-11-02
  in-review: 2026-11-04

raised: 2026-11-02

tags:
  - later

timeline:
  - id: d7k
    at: 2026-11-01 09:12
    what: The disk was full.

findings:
  - id: c7k
    what: Disk alarms are set by hand.
---

## What happened

The disk was full.

## Impact

Nobody could sign in.
"""

WRITTEN = """\
---
id: KB-2611-x2wbcd
title: A full disk
type: fix

state: not-validated
dates:
  wip: 2026-11-02
  not-validated: 2026-11-03

owner: lea

raised: 2026-11-02

governance: experience
---

## Issue

Sign-in fails.

## Resolution

Empty the log.
"""

VALIDATED = [
    ("state: not-validated", "state: validated"),
    ("  not-validated: 2026-11-03\n", "  not-validated: 2026-11-03\n  validated: 2026-11-20\n"),
    (
        "governance: experience\n",
        "governance: experience\nvalidation:\n  by: ben\n  on: 2026-11-20\n",
    ),
]


def of_kind(kind: Kind, base: str, ours: list[Change], theirs: list[Change]) -> Merged:
    """What becomes of two versions of a record in Markdown, whichever side is which."""
    sides = put(base, *ours).encode(), put(base, *theirs).encode()
    outcome = merged(Versions(base.encode(), *sides), kind, Policy())
    again = merged(Versions(base.encode(), *reversed(sides)), kind, Policy())
    assert again.clean == outcome.clean
    assert not outcome.clean or again.data == outcome.data
    return outcome


def finding(id_: str, what: str) -> Change:
    """A change that adds a finding behind the one that there is."""
    last = "    what: Disk alarms are set by hand.\n"
    return last, f"{last}  - id: {id_}\n    what: {what}\n"


def entry(id_: str, at: str) -> Change:
    """A change that adds an entry at the end of the timeline."""
    last = "    what: The disk was full.\n"
    return last, f"{last}  - id: {id_}\n    at: 2026-11-01 {at}\n    what: Seen.\n"


def test_two_findings() -> None:
    """Two people's findings at the same place stand one after the other."""
    ours, theirs = finding("f1x", "One disk."), finding("f2x", "Two disks.")
    outcome = of_kind(REVIEW, REVIEWED, [ours], [theirs])
    assert outcome.clean
    both = theirs[1].removeprefix(theirs[0])
    assert outcome.data.decode() == put(REVIEWED, (ours[0], ours[1] + both))


def test_two_entries() -> None:
    """Two entries of a timeline stand in the order in which they happened."""
    late, early = entry("t1x", "10:40"), entry("t2x", "09:31")
    outcome = of_kind(REVIEW, REVIEWED, [late], [early])
    assert outcome.clean
    times = re.findall(r"at: 2026-11-01 (.*)", outcome.data.decode())
    assert times == ["09:12", "09:31", "10:40"]


MOVE = [
    ("state: in-review", "state: reviewed"),
    ("  in-review: 2026-11-04\n", "  in-review: 2026-11-04\n  reviewed: 2026-11-20\n"),
]


def test_text_and_move() -> None:
    """One writes on, the other moves it and tags it: both hold, byte by byte."""
    wrote = ("Nobody could sign in.", "Nobody could sign in for an hour.")
    tagged = [*MOVE, ("  - later\n", "  - later\n  - disks\n")]
    outcome = of_kind(REVIEW, REVIEWED, [wrote], tagged)
    assert outcome.clean
    assert outcome.data.decode() == put(REVIEWED, wrote, *tagged)


def test_two_paragraphs() -> None:
    """Two people write under different headings, and a third line stays as it is."""
    first = ("## What happened\n\nThe disk was full.", "## What happened\n\nBoth disks were full.")
    second = (
        "Nobody could sign in.\n",
        "Nobody could sign in.\n\n## What went well\n\nThe hotline.\n",
    )
    outcome = of_kind(REVIEW, REVIEWED, [first], [second])
    assert outcome.clean
    assert outcome.data.decode() == put(REVIEWED, first, second)


def test_same_line() -> None:
    """The same line written in two ways is for a person, and the head is merged all the same."""
    ours = [("Nobody could", "Few could"), ("  - later\n", "  - later\n  - a\n")]
    theirs = [("Nobody could", "Some could"), ("  - later\n", "  - later\n  - b\n")]
    outcome = of_kind(REVIEW, REVIEWED, ours, theirs)
    assert not outcome.clean
    text = outcome.data.decode()
    assert "tags:\n  - later\n  - a\n  - b\n" in text
    assert text.endswith(
        "<<<<<<< ours\nFew could sign in.\n=======\nSome could sign in.\n>>>>>>> theirs\n"
    )


def test_two_moves_of_a_review() -> None:
    """Two states that a review was moved to are for a person, and the text is merged."""
    closed = [
        ("state: in-review", "state: closed"),
        ("  in-review: 2026-11-04\n", "  in-review: 2026-11-04\n  closed: 2026-11-20\n"),
    ]
    wrote = ("Nobody could", "Few could")
    outcome = of_kind(REVIEW, REVIEWED, MOVE, [*closed, wrote])
    text = outcome.data.decode()
    assert not outcome.clean
    assert "<<<<<<< ours\nstate: reviewed\n" in text
    assert text.endswith("\n---\n\n## What happened\n\nThe disk was full.\n\n## Impact\n\n"
                         "Few could sign in.\n")  # fmt: skip


@pytest.mark.parametrize(("governance", "is_clean"), [("experience", True), ("compliance", False)])
def test_validated_and_reworded(governance: str, is_clean: bool) -> None:
    """What one side verified under compliance while the other reworded it is for a person."""
    base = put(WRITTEN, ("governance: experience", f"governance: {governance}"))
    validated = [(old, new.replace("experience", governance)) for old, new in VALIDATED]
    validated[2] = (f"governance: {governance}\n", validated[2][1])
    reworded = ("Empty the log.", "Wait.")
    assert of_kind(ARTICLE, base, validated, [reworded]).clean is is_clean


def test_rules_in_markdown() -> None:
    """What breaks a rule that both sides keep is for a person, at what it is about."""

    def judge(ours: bytes, theirs: bytes, after: bytes) -> list[int]:
        return [after.decode().splitlines().index("findings:") + 1]

    sides = put(REVIEWED, *MOVE), put(REVIEWED, finding("f1x", "One disk."))
    versions = Versions(REVIEWED.encode(), *(side.encode() for side in sides))
    outcome = merged(versions, REVIEW, Policy(), judge)
    assert not outcome.clean
    assert "<<<<<<< ours\n" in outcome.data.decode()


def test_rules_about_the_text() -> None:
    """Where they are about the text, both texts are shown."""
    sides = put(REVIEWED, ("Nobody", "Few")), put(REVIEWED, *MOVE)
    versions = Versions(REVIEWED.encode(), *(side.encode() for side in sides))
    outcome = merged(versions, REVIEW, Policy(), lambda *_: [REVIEWED.count("\n")])
    text = outcome.data.decode()
    assert not outcome.clean
    assert text.index("<<<<<<<") > text.index("\n---\n")
    assert "state: reviewed\n" in text


def test_line_ends_in_markdown() -> None:
    """Line ends and a mark at the beginning stay as the sides have them."""
    texts = (REVIEWED, put(REVIEWED, ("Nobody", "Few")), put(REVIEWED, *MOVE))
    versions = Versions(*(("\ufeff" + text.replace("\n", "\r\n")).encode() for text in texts))
    outcome = merged(versions, REVIEW, Policy())
    assert outcome.clean
    whole = put(REVIEWED, ("Nobody", "Few"), *MOVE)
    assert outcome.data.decode() == "\ufeff" + whole.replace("\n", "\r\n")


def test_no_body() -> None:
    """A head without a text is merged as well, and a first text comes along."""
    head = REVIEWED[: REVIEWED.index("\n## What happened")]
    outcome = of_kind(REVIEW, head, [("title: Sign-in failed", "title: Sign-in fails")], MOVE)
    assert outcome.data.decode() == put(
        head, ("title: Sign-in failed", "title: Sign-in fails"), *MOVE
    )
    sides = head + "\n## Impact\n\nNone.\n", put(head, *MOVE)
    versions = Versions(head.encode(), *(side.encode() for side in sides))
    outcome = merged(versions, REVIEW, Policy())
    assert outcome.data.decode() == put(head, *MOVE) + "\n## Impact\n\nNone.\n"
