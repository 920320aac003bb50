"""Wording rules: which there are, and what a file of one is told when it says something else."""

import os
from pathlib import Path

import pytest

from learnorg.files.bounded import NotRead
from learnorg.findings import Level
from learnorg.methods.phrases import ways
from learnorg.methods.wording import findings
from learnorg.register import templates
from learnorg.register.wording import (
    FOLDER,
    LONGEST,
    MOST,
    WAYS,
    BadWording,
    TooManyRules,
    Wording,
    read_wording,
    rules,
)
from registers import put

THEMES = {
    "accusing-questions",
    "counterfactuals",
    "empty-went-well",
    "hindsight",
    "labels",
    "nothing-went-well",
    "person-as-cause",
    "single-cause",
    "unbounded-actions",
    "weak-actions",
}

WHOLE = """\
extends: existence
level: error
message: "'%s' is not said here"
reason: It hurts.
instead: Say what happened.
lists:
  person: [engineer]
tokens:
  - blame
  - <person> failed
exceptions:
  - no blame
"""

SWAP = """\
extends: substitution
message: "'%s' for '%s'"
reason: x
instead: x
swap:
  culprit: cause
"""


def test_which_ship() -> None:
    """The same themes come along in English and in German, each with a reason and a way out."""
    english, german = rules(), rules(lang="de")
    assert {rule.name for rule in english} == {rule.name for rule in german} == THEMES
    assert all(rule.reason and rule.instead for rule in (*english, *german))
    assert {rule.level for rule in english} == {Level.INFO, Level.WARNING}


@pytest.mark.parametrize("name", sorted(templates.named(FOLDER)))
def test_shipped(name: str) -> None:
    """A file is called after its theme, and after its language unless that is English."""
    path = templates.named(FOLDER)[name]
    wording = read_wording(path.read_bytes(), str(path))
    theme, _, lang = name.partition(".")
    assert theme in THEMES
    assert wording.lang == (lang or "en")


@pytest.mark.parametrize("name", sorted(templates.named(FOLDER)))
def test_lists(name: str) -> None:
    """Every list of a rule that ships is used by one of its phrases."""
    path = templates.named(FOLDER)[name]
    wording = read_wording(path.read_bytes(), str(path))
    phrases = " ".join((*wording.tokens, *wording.swap, *wording.exceptions))
    assert [one for one in wording.lists if f"<{one}>" not in phrases] == []


@pytest.mark.parametrize(
    ("lang", "count"),
    [(None, 10), ("", 10), ("en", 10), ("en-GB", 10), ("de_AT", 10), ("DE", 10), ("fr", 0)],
)
def test_language(lang: str | None, count: int) -> None:
    """Rules are for a language; where a text names none, it is English."""
    assert len(rules(lang=lang)) == count


def test_own(tmp_path: Path) -> None:
    """An organisation's own file replaces a rule that ships, or adds one."""
    put(tmp_path, "templates/wording/labels.yaml", WHOLE)
    put(tmp_path, "templates/wording/ours.yaml", WHOLE)
    own = {rule.name: rule for rule in rules(tmp_path)}
    assert set(own) == THEMES | {"ours"}
    hits = findings("Human error. No blame, but BLAME.", [own["labels"], own["ours"]])
    assert [(hit.rule, hit.level, hit.words) for hit in hits] == [
        ("labels", Level.ERROR, "BLAME"),
        ("ours", Level.ERROR, "BLAME"),
    ]
    assert len(rules(tmp_path, "de")) == len(rules(lang="de"))


def test_case(tmp_path: Path) -> None:
    """Upper and lower case are the same, unless the rule says otherwise."""
    put(tmp_path, "templates/wording/ours.yaml", f"{WHOLE}ignorecase: false\n")
    (own,) = (rule for rule in rules(tmp_path) if rule.name == "ours")
    assert [hit.words for hit in findings("Blame, blame.", [own])] == ["blame"]


def test_swap(tmp_path: Path) -> None:
    """A substitution names what to write."""
    put(tmp_path, "templates/wording/ours.yaml", SWAP)
    (own,) = (rule for rule in rules(tmp_path) if rule.name == "ours")
    assert [hit.message for hit in findings("The culprit.", [own])] == ["'cause' for 'culprit'"]


def read(text: str) -> Wording:
    return read_wording(text.encode(), "ours.yaml")


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("extends: existence", "extends: existance", "1:1: 'extends' cannot be 'existance'. Did"),
        ("extends: existence", "extends: substitution", "8:1: 'substitution' has no `tokens`"),
        ("extends: existence", "extends: substitution", "1:1: 'substitution' needs `swap`"),
        ("extends: existence", "extends: absence", "8:1: 'absence' has no `tokens`"),
        ("level: error", "level: bad", "2:1: 'level' cannot be 'bad'"),
        ("level: error", "scope: []", "2:1: it applies nowhere"),
        ("'%s' is", "%s %s is", "3:1: it says %s 2 times; 'existence' fills in 1"),
        ("reason: It hurts.\n", "", "1:1: 'reason' is missing"),
        ("tokens:", "token:", "8:1: 'token' is no known key. Did you mean 'tokens'?"),
        ("<person> failed", "<persn> failed", "10:5: '<persn> failed': there is no list 'persn'"),
        ("- blame", "- (?:a+)+b", "9:5: '(?:a+)+b': '(?:a+)+b': brackets stand around one piece"),
        ("- no blame", "- no (blame", "12:5: 'no (blame': '(blame': brackets stand around one"),
        ("[engineer]", "[engi.neer]", "10:5: '<person> failed': 'engi.neer' is neither a word"),
        ("[engineer]", "[]", "10:5: '<person> failed': the list 'person' is empty"),
    ],
)
def test_refused(before: str, after: str, told: str) -> None:
    """A file that means nothing is refused at its place, with what may have been meant."""
    assert WHOLE.count(before) == 1
    with pytest.raises(BadWording) as wrong:
        read(WHOLE.replace(before, after))
    assert any(line.startswith(f"ours.yaml:{told}") for line in str(wrong.value).split("\n"))


def test_absence() -> None:
    """A rule about empty sections names them."""
    text = "extends: absence\nmessage: x\nreason: x\ninstead: x\n"
    assert read(f"{text}scope: Went well\n").scope == ("Went well",)
    with pytest.raises(BadWording, match="'absence' looks below headings"):
        read(text)


def test_too_long() -> None:
    """A rule whose pattern would be huge is refused before it is made."""
    many = ", ".join(f"word{n}" for n in range(2000))
    phrases = "".join(f"  - <person>|<person> <person> failed{n}\n" for n in range(2000))
    text = WHOLE.replace("[engineer]", f"[{many}]").replace("  - blame\n", phrases)
    assert len(text) < templates.MOST
    with pytest.raises(BadWording, match="the rule is too long to be applied"):
        read(text)
    swaps = "".join(f"  a{n}: b\n" for n in range(MOST + 1))
    with pytest.raises(BadWording, match="the rule is too long to be applied"):
        read(SWAP.replace("  culprit: cause\n", swaps))


def test_size() -> None:
    """The rules that ship stay well below what a rule may have."""
    for lang in ("en", "de"):
        sizes = [sum(len(found.pattern) for found, _ in rule.finds) for rule in rules(lang=lang)]
        assert max(sizes) < LONGEST / 2


def test_too_many(tmp_path: Path) -> None:
    """Nobody writes a hundred files of rules."""
    for n in range(MOST):
        put(tmp_path, f"templates/wording/r{n}.yaml", WHOLE)
    with pytest.raises(TooManyRules, match="50 are the most"):
        rules(tmp_path)


@pytest.mark.parametrize("name", sorted(templates.named(FOLDER)))
def test_ways(name: str) -> None:
    """The phrases that ship can be read in few ways."""
    wording = read(templates.named(FOLDER)[name].read_text())
    phrases = (*wording.tokens, *wording.swap, *wording.exceptions)
    assert sum(map(ways, phrases)) < WAYS / 2


def test_too_loose() -> None:
    """A rule whose phrases can be read in too many ways is refused where there are too many."""
    loose = "".join(f"  - the ... ... ... ... x{n}\n" for n in range(2))
    with pytest.raises(BadWording, match=r"^ours\.yaml:10:5: up to here .* too many ways"):
        read(WHOLE.replace("  - blame\n", loose))


def test_place(tmp_path: Path) -> None:
    """The register's own file is named from its root."""
    put(tmp_path, "templates/wording/ours.yaml", "extends: *x\n")
    with pytest.raises(BadWording, match=r"^templates/wording/ours\.yaml:1:"):
        rules(tmp_path)


@pytest.mark.parametrize("how", ["link", "huge", "pipe"])
def test_odd(tmp_path: Path, how: str) -> None:
    """A file of the register's own is read only if it is one, and of a bounded size."""
    path = tmp_path / "templates/wording/ours.yaml"
    path.parent.mkdir(parents=True)
    match how:
        case "link":
            path.symlink_to("/dev/zero")
        case "huge":
            path.write_text("#" * (templates.MOST + 1))
        case "pipe":
            os.mkfifo(path)
    with pytest.raises(NotRead):
        rules(tmp_path)
