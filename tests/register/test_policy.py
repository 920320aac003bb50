from dataclasses import replace
from pathlib import Path

import pytest

from learnorg.files.loader import load
from learnorg.register.policy import (
    BadPolicy,
    FormatTooNew,
    NotARegister,
    find_root,
    from_plain,
    parse_policy,
    to_plain,
)
from learnorg.register.templates import find
from learnorg.settings import FORMAT, Level, Policy, Scoring, Small
from registers import put


def told(text: str) -> list[str]:
    """What is wrong with a policy, as `line:col rule: message`."""
    with pytest.raises(BadPolicy) as refusal:
        parse_policy(text.encode())
    return [f"{f.line}:{f.col} {f.rule}: {f.message}" for f in refusal.value.findings]


def test_empty() -> None:
    """An empty file is a policy: everything has a default."""
    assert parse_policy(b"") == Policy()


def test_whole() -> None:
    """What it says is what holds; one word may stand where several could."""
    text = b"""
workflow: full
small: {effort: 3}
authority: lea
levels:
  - name: team-lead
    people: [ada, jo@example.org]
rights: {approve: team-lead}
objectives: Calm
teams:
wip: {in-progress: 5}
rules: {not-canonical: off}
scoring: {sizes: {S: 1}}
"""
    assert parse_policy(text) == Policy(
        workflow="full",
        small=Small(3),
        authority=("lea",),
        levels=(Level("team-lead", ("ada", "jo@example.org")),),
        rights={"approve": "team-lead"},
        objectives=("Calm",),
        wip={"in-progress": 5},
        rules={"not-canonical": "off"},
        scoring=Scoring(sizes={"S": 1}),
    )


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("workflwo: full\n", ["1:1 unknown-key: 'workflwo' is no known key"]),
        ("workflow: heavy\n", ["1:1 wrong-field: 'workflow' cannot be 'heavy'"]),
        (
            "format: 1\nrules:\n  not-canonical: loud\n",
            ["3:3 wrong-field: 'rules.not-canonical' cannot be 'loud'"],
        ),
        (
            "rights:\n  accept: bosses\n",
            ["2:3 unknown-level: 'rights.accept': there is no level 'bosses'"],
        ),
        ("levels:\n  - people: [lea]\n", ["2:5 missing-field: 'name' is missing"]),
        ("name: [a\n", ["1:7 not-yaml: "]),
        ("name: a\nname: b\n", ["2:1 duplicate-key: "]),
    ],
)
def test_wrong(text: str, wrong: list[str]) -> None:
    """What it cannot say is told with its place."""
    found = told(text)
    assert len(found) == len(wrong)
    assert all(one.startswith(start) for one, start in zip(found, wrong, strict=True))


def test_suggestion() -> None:
    """A misspelt key is refused with the one that is near."""
    with pytest.raises(BadPolicy) as refusal:
        parse_policy(b"workflwo: full\n")
    assert refusal.value.hint == "Did you mean 'workflow'?"


def test_too_new() -> None:
    """A newer format is refused with the way to upgrade, whatever else the file says."""
    with pytest.raises(FormatTooNew):
        parse_policy(f"format: {FORMAT + 1}\nunheard-of: x\n".encode())


@pytest.mark.parametrize("text", ["format: new\n", "format: ²\n", "format: [1]\n"])
def test_no_format(text: str) -> None:
    """A format that is no number is wrong, not new."""
    assert told(text)[0].startswith("1:1 wrong-field: 'format'")


def test_there_and_back() -> None:
    """What the index keeps of a policy is that policy."""
    policy = Policy(
        name="Ours",
        levels=(Level("a", ("b", "c")), Level("d")),
        small=Small(2),
        scoring=Scoring(sizes={"S": 1.5}),
        rules={"not-canonical": "off"},
        teams=("x", "y"),
    )
    assert from_plain(to_plain(policy)) == policy
    assert from_plain(to_plain(policy) | {"of a later version": 1}) == policy
    assert replace(policy, name="") != policy


def test_find_root(tmp_path: Path) -> None:
    """The register is found from every folder in it, and not from beside it."""
    put(tmp_path, "work/learnorg.yaml", "format: 1\n")
    deep = put(tmp_path, "work/register/improvements/2026/a", "").parent
    assert find_root(deep) == find_root(tmp_path / "work") == (tmp_path / "work").resolve()
    with pytest.raises(NotARegister, match="is not inside a register"):
        find_root(tmp_path)


def test_folder_of_the_name(tmp_path: Path) -> None:
    """A folder that is called learnorg.yaml makes no register."""
    (tmp_path / "learnorg.yaml").mkdir()
    with pytest.raises(NotARegister):
        find_root(tmp_path)


def test_own_template() -> None:
    """The policy that `init` begins with is one, and says what would hold without it."""
    text = find("learnorg.yaml").read_bytes()
    assert replace(parse_policy(text), name="") == Policy()
    assert load(text).plain()["format"] == str(FORMAT)


def test_template_comments(tmp_path: Path) -> None:
    """What stands there behind # is a policy, too, once the # is taken away."""
    lines = find("learnorg.yaml").read_text().split("\n")
    stated = {line.partition(":")[0] for line in lines if line[:1].isalpha()}
    shown = [line[2:] for line in lines if (line.startswith("# ") and ":" in line) or "#  " in line]
    keys = {line.partition(":")[0] for line in shown if line[:1].islower()} - stated
    assert {"small", "levels", "rights", "scoring", "wip", "rules"} <= keys
    put(tmp_path, "learnorg.yaml", _uncommented(lines))
    policy = parse_policy((tmp_path / "learnorg.yaml").read_bytes())
    assert policy.wip == {"in-progress": 10}
    assert policy.levels == (Level("team-lead", ("service-desk-lead",)),)


def _uncommented(lines: list[str]) -> str:
    keys = ("small", "levels", "rights", "scoring", "wip", "rules")
    text: list[str] = []
    within = False
    for line in lines:
        within = line.startswith(tuple(f"# {k}:" for k in keys)) or (
            within and line.startswith("#   ")
        )
        text.append(line[2:] if within else line)
    return "\n".join(text)
