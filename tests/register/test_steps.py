from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from checkouts import Checkout
from learnorg.files.emitter import emit
from learnorg.files.loader import load
from learnorg.kinds.differences import Difference
from learnorg.register.lookup import Ambiguous, NoSuchRecord
from learnorg.register.register import Register
from learnorg.register.steps import changed, meant, of_record, people, read, told, touching
from learnorg.register.trail import Trail
from pasts import ID, OTHER, SHARED, commit, kept, place, put, story, two_branches

KEY = ("improvement", ID)
NEW = "IMP-2611-90bcdf"


def opened(repo: Checkout) -> tuple[Register, Trail]:
    register = Register.open(repo.path)
    return register, Trail.of(register)


def fields(repo: Checkout) -> list[tuple[str, list[str]]]:
    """Each step's subject and words, the oldest first."""
    _, trail = opened(repo)
    found = list(reversed(of_record(trail, KEY)))
    held = read(trail, found)
    return [(step.subject, told(step, changed(step, held), held)) for step in found]


def test_fields(empty: Checkout) -> None:
    """Every step tells what it changed, field by field and in words."""
    story(empty)
    register, trail = opened(empty)
    _, _, accepted, _ = of_record(trail, KEY)
    held = read(trail, [accepted])
    assert changed(accepted, held) == [
        Difference(("state",), "proposed", "accepted"),
        Difference(("dates", "accepted"), None, "2026-11-09"),
        Difference(("owner",), None, "lea"),
    ]
    assert [words for _, words in fields(empty)] == [
        ["begins as proposed", "title Shorter hand-over", "raised 2026-11-02"],
        ["moves from proposed to accepted", "owner lea"],
        ["tags + night"],
        ["moves from accepted to declined"],
    ]
    register.index.close()


def test_merges(empty: Checkout) -> None:
    """A merge of one record tells of the fields that no parent had, and of no others."""
    lines = "id: x\nstate: proposed\n" + SHARED
    two_branches(empty, lines)
    assert fields(empty)[-1][1] == []
    empty.put(place(ID), lines.format(owner="c", day=2))
    commit(empty, "", "Ada", "2026-11-05", "--amend", "-m", "merge")
    assert fields(empty)[-1] == ("merge", ["owner a -> c"])


def test_united(empty: Checkout) -> None:
    """A merge that unites two lists tells of nothing, and of an item of its own if it has one."""
    empty.put("learnorg.yaml", "format: 1\n")
    kept(empty, "add", "2026-11-02", tags="[a]")
    empty.git("switch", "-qc", "side")
    kept(empty, "theirs", "2026-11-03", tags="[a, c]")
    empty.git("switch", "-q", "main")
    kept(empty, "ours", "2026-11-04", tags="[a, b]")
    empty.git("merge", "-q", "--no-commit", "side", ok=False)
    kept(empty, "merge", "2026-11-05", tags="[a, b, c]")
    assert fields(empty)[-1] == ("merge", [])
    put(empty, tags="[a, b, c, d]")
    commit(empty, "", "Ada", "2026-11-05", "--amend", "-m", "merge")
    _, trail = opened(empty)
    merge = of_record(trail, KEY)[0]
    assert changed(merge, read(trail, [merge])) == [Difference(("tags",), None, "d")]
    trail.close()


def both_added(repo: Checkout, alias: str = "", **fields: str) -> None:
    """Two records of one identity, of which a merge gives theirs another one."""
    repo.put("learnorg.yaml", "format: 1\n")
    commit(repo, "begin")
    repo.git("switch", "-qc", "side")
    kept(repo, "add theirs", "2026-11-03", "Ben", title="Theirs")
    kept(repo, "own theirs", "2026-11-05", "Ben", title="Theirs", owner="ben")
    repo.git("switch", "-q", "main")
    kept(repo, "add ours", "2026-11-04", title="Ours")
    repo.git("merge", "-q", "--no-commit", "side", ok=False)
    put(repo, title="Ours")
    put(repo, NEW, title="Theirs", owner="ben", aliases=alias, **fields)
    commit(repo, "Merge branch 'side'", on="2026-11-06")


def subjects(repo: Checkout, identity: str) -> list[str]:
    """What a record's steps are called, the oldest first."""
    _, trail = opened(repo)
    found = [step.subject for step in reversed(of_record(trail, ("improvement", identity)))]
    trail.close()
    return found


@pytest.mark.parametrize(("alias", "also"), [("", {}), (ID, {}), (ID, {"size": "S"})])
def test_both_added(empty: Checkout, alias: str, also: dict[str, str]) -> None:
    """Of two records that had one identity, each keeps what happened to it, and no more."""
    both_added(empty, alias, **also)
    kept(empty, "go on", "2026-11-07", title="Ours", owner="ada")
    assert subjects(empty, ID) == ["add ours", "go on"]
    assert subjects(empty, NEW) == ["add theirs", "own theirs", "Merge branch 'side'"]
    (empty.path / place(ID)).unlink()
    commit(empty, "away")
    assert subjects(empty, ID) == ["add ours", "go on", "away"]
    put(empty, at=f"register/improvements/else/{ID}.yaml", title="Ours", owner="ada")
    commit(empty, "elsewhere")
    assert subjects(empty, ID)[0] == "add ours"
    assert subjects(empty, "IMP-2611-nnnnnn") == []


def test_born_in_a_merge(empty: Checkout) -> None:
    """A record that a merge brings of its own has no past, whatever stands beside it."""
    both_added(empty)
    (empty.path / place(NEW)).unlink()
    put(empty, NEW, title="A third one")
    commit(empty, "", "Ada", "2026-11-06", "--amend", "-m", "merge")
    assert subjects(empty, NEW) == ["merge"]


def test_unreadable(empty: Checkout) -> None:
    """A version that cannot be read is told as one, and so is the one that mends it."""
    empty.put("learnorg.yaml", "format: 1\n")
    kept(empty, "add", "2026-11-02")
    empty.put(place(ID), "state: [\n")
    commit(empty, "break")
    kept(empty, "mend", "2026-11-04", state="accepted")
    (empty.path / place(ID)).unlink()
    commit(empty, "away")
    assert [words for _, words in fields(empty)][1:] == [
        ["cannot be read"], ["can be read again"], ["taken away"]
    ]  # fmt: skip


def test_rekeyed(empty: Checkout) -> None:
    """A record that got another identity keeps what happened to it before."""
    empty.put("learnorg.yaml", "format: 1\n")
    put(empty, OTHER)
    commit(empty, "add")
    (empty.path / place(OTHER)).unlink()
    put(empty, ID, aliases=f"[{OTHER}]")
    commit(empty, f"{ID}: rekey - x\n\nLearnorg-Action: rekey")
    kept(empty, "accept", "2026-11-04", state="accepted", aliases=f"[{OTHER}]")
    assert fields(empty) == [
        ("add", ["begins as proposed", "title Shorter hand-over", "raised 2026-11-02"]),
        (f"{ID}: rekey - x", [f"aliases + {OTHER}"]),
        ("accept", ["moves from proposed to accepted"]),
    ]


@pytest.mark.parametrize(
    ("before", "after", "touched"),
    [
        ("owner: lea\n", "owner: ben\n", True),
        ("owner: lea\ndue: x\n", "due: y\nowner: lea\n", False),
        ("due: x\n", "due: y\n", False),
        ("due: x\n", "owner: lea\n", True),
        ("owner: |\n  a\n\n  b\ndue: x\n", "owner: |\n  a\n\n  c\ndue: x\n", True),
        ("owner:\n- a\n- b\n", "owner:\n- a\n- c\n", True),
        ("owner: lea\r\ndue: x\r\n", "owner: lea\r\ndue: y\r\n", False),
        ("'owner': lea\n", "'owner': ben\n", True),
        ("{owner: lea, due: x}\n", "{owner: lea, due: y}\n", True),
    ],
)
def test_touching(empty: Checkout, before: str, after: str, touched: bool) -> None:
    """Steps that leave a key's lines alone are told apart without reading the rest."""
    empty.put("learnorg.yaml", "format: 1\n")
    for n, said in enumerate((before, after)):
        empty.put(place(ID), said)
        commit(empty, f"{n}")
    _, trail = opened(empty)
    (last, _) = found = of_record(trail, KEY)
    assert (last in touching(trail, found, "owner")) is touched
    trail.close()


def test_meant(empty: Checkout) -> None:
    """A record may be meant that is gone; who means several hears which."""
    empty.put("learnorg.yaml", "format: 1\n")
    put(empty)
    put(empty, "IMP-2611-7k3bbb")
    put(empty, OTHER)
    put(empty, "lea")
    commit(empty, "add")
    for name in (ID, "IMP-2611-7k3bbb", "lea"):
        (empty.path / place(name)).unlink()
    commit(empty, "away")
    register, _ = opened(empty)
    assert meant(register, "x2w") == ("improvement", OTHER)
    assert meant(register, "7K3M") == meant(register, ID) == KEY
    assert meant(register, "person:lea") == ("person", "lea")
    with pytest.raises(Ambiguous, match="IMP-2611-7k3bbb"):
        meant(register, "7k3")
    with pytest.raises(NoSuchRecord):
        meant(register, "zzz")


def test_people(register: Register) -> None:
    """
    Listed people are known by all their addresses.
    ---
    id: lea
    title: Lea
    emails: [Lea@example.org, lea@example.com]
    """
    assert people(register) == {"lea@example.org": "lea", "lea@example.com": "lea"}


# ---- replaying ---------------------------------------------------------------------------

words = st.sampled_from(["a", "b: c", "# d", "it's", "two\nlines", "7"])
parts = st.dictionaries(
    st.sampled_from(["m1x", "m2y"]),
    st.dictionaries(st.sampled_from(["name", "target"]), words, min_size=1),
    min_size=1,
)
records = st.fixed_dictionaries(
    {"state": st.sampled_from(["proposed", "accepted", "closed"])},
    optional={
        "owner": words,
        "problem": words,
        "tags": st.lists(words, min_size=1, max_size=3, unique=True),
        "estimates": st.dictionaries(st.sampled_from(["value", "effort"]), words, min_size=1),
        "measures": parts,
    },
)
acts = st.tuples(records, st.sampled_from(["edit", "rename", "squash"]))


def stored(said: dict[str, Any]) -> str:
    measures = [{"id": name, **part} for name, part in said.get("measures", {}).items()]
    return emit({"id": ID, **said} | ({"measures": measures} if measures else {}))


def replayed(trail: Trail) -> dict[str, Any]:
    """A record made of nothing but the differences that its steps tell."""
    found = list(reversed(of_record(trail, KEY)))
    held = read(trail, found)
    record: dict[str, Any] = {}
    for step in found:
        for one in changed(step, held):
            replay(record, one)
    return record


def replay(record: dict[str, Any], one: Difference) -> None:
    *above, last = one.path
    for word in above:
        record = record.setdefault(word, {})
    if last.startswith("#"):
        whole = {k: v for k, v in (one.after or {}).items() if k != "id"}
        record.update({last: whole} if one.after else {})
        if not one.after:
            del record[last]
    elif last == "tags":
        tags = record.setdefault("tags", set())
        tags -= {one.before} if isinstance(one.before, str) else set()
        tags |= {one.after} if isinstance(one.after, str) else set()
    elif one.after is None:
        del record[last]
    else:
        record[last] = one.after


def comparable(plain: dict[str, Any]) -> dict[str, Any]:
    """A record without order, and without what is empty."""
    found = dict(plain)
    if isinstance(found.get("tags"), list):
        found["tags"] = set(found["tags"])
    if isinstance(found.get("measures"), list):
        found["measures"] = {
            f"#{m['id']}": {k: v for k, v in m.items() if k != "id"} for m in found["measures"]
        }
    return {key: value for key, value in found.items() if value}


@settings(
    max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(st.lists(acts, min_size=1, max_size=5))
def test_replay(empty: Checkout, story: list[tuple[dict[str, Any], str]]) -> None:
    """Whoever replays what the steps tell of, from nothing, gets the record as it is."""
    empty.put("learnorg.yaml", "format: 1\n")
    for file in empty.path.glob("register/**/*.yaml"):
        file.unlink()
    commit(empty, "Begin")
    empty.git("branch", "-f", "before", "HEAD")
    for n, (said, how) in enumerate(story):
        there = f"register/improvements/{n}/{ID}.yaml" if how == "rename" else place(ID)
        for file in empty.path.glob("register/**/*.yaml"):
            file.unlink()
        empty.put(there, stored(said))
        commit(empty, f"{n}")
        if how == "squash":
            empty.git("reset", "-q", "--soft", "before")
            commit(empty, f"squash {n}")
    _, trail = opened(empty)
    (file,) = empty.path.glob("register/**/*.yaml")
    assert comparable(replayed(trail)) == comparable(load(file.read_bytes()).plain())
    trail.close()
