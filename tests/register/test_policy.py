import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checkouts import Checkout
from learnorg.files.loader import load
from learnorg.history.repository import BareRepository
from learnorg.register.assignments import BadAssignment, parse
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
        ("autority:\n", ["1:1 unknown-key: 'autority' is no known key"]),
        ("small:\n  efort:\n", ["2:3 unknown-key: 'efort' is no known key in 'small'"]),
        (
            "levels:\n  - name: a\n    peple:\n",
            ["3:5 unknown-key: 'peple' is no known key"],
        ),
        ("rights:\n  acept: authority\n", ["2:3 unknown-key: 'acept' is no known key in 'rights'"]),
        ("rights:\n  accept:\n", ["2:3 wrong-field: 'rights.accept' has no value"]),
        ("rules:\n  not-canonical:\n", ["2:3 wrong-field: 'rules.not-canonical' has no value"]),
        ("wip:\n  accepted:\n", ["2:3 wrong-field: 'wip.accepted' has no value"]),
        ("wip:\n  accepted: 0\n", ["2:3 wrong-field: 'wip.accepted' is to be at least 1"]),
        ("wip:\n  accepted: -1\n", ["2:3 wrong-field: 'wip.accepted' is to be at least 1"]),
        ("wip:\n  accepted: 1_0\n", ["2:3 wrong-field: 'wip.accepted' is to be a whole number"]),
        ("wip:\n  acepted: 1\n", ["2:3 unknown-state: 'wip.acepted': there is no such state"]),
        (
            "wip:\n  closed: 5\n",
            ["2:3 unknown-state: 'wip.closed': what is finished has no limit"],
        ),
        ("answer_within: -1\n", ["1:1 wrong-field: 'answer_within' is to be at least 0"]),
        (
            "answer_within: 1000001\n",
            ["1:1 wrong-field: 'answer_within' is to be at most 1,000,000"],
        ),
        (
            f"answer_within: {'9' * 5000}\n",
            ["1:1 wrong-field: 'answer_within' is too large"],
        ),
        ("small:\n  effort: -0.5\n", ["2:3 wrong-field: 'small.effort' is to be at least 0"]),
        ("small:\n  effort: nan\n", ["2:3 wrong-field: 'small.effort' is to be a number"]),
        ("small:\n  effort: 1e400\n", ["2:3 wrong-field: 'small.effort' is to be a number"]),
        (
            f"small:\n  effort: {'9' * 400}\n",
            ["2:3 wrong-field: 'small.effort' is to be at most 1,000,000"],
        ),
        ("format: 0\n", ["1:1 wrong-field: 'format' is to be at least 1"]),
        ("format: -3\n", ["1:1 wrong-field: 'format' is to be at least 1"]),
        ("scoring:\n  highest: 0\n", ["2:3 wrong-field: 'scoring.highest' is to be more than 1"]),
        ("scoring:\n  highest: 1\n", ["2:3 wrong-field: 'scoring.highest' is to be more than 1"]),
        (
            "scoring:\n  highest: 1000001\n",
            ["2:3 wrong-field: 'scoring.highest' is to be at most 1,000,000"],
        ),
        (
            "scoring:\n  sizes:\n    XXL: 90\n",
            ["3:5 unknown-key: 'XXL' is no known key in 'sizes'"],
        ),
        (
            "scoring:\n  sizes:\n    S: 0\n",
            ["3:5 wrong-field: 'scoring.sizes.S' is to be more than 0"],
        ),
        ("teams:\n  - A\n  - ''\n", ["3:5 wrong-field: 'teams.2': it is empty"]),
        ("teams:\n  - A\n  -\n", ["3:4 wrong-field: 'teams.2' has no value"]),
        ("authority: ' lea'\n", ["1:1 wrong-field: 'authority.1': it begins or ends with a blank"]),
        (
            'services:\n  - "a\\nb"\n',
            ["2:5 wrong-field: 'services.1': it is to stand on one line"],
        ),
        (
            'name: "a\\x1b[31m"\n',
            ["1:1 wrong-field: 'name': it holds the control character U+001B; take it out"],
        ),
        (
            "levels:\n  - name: a\n  - name: a\n",
            ["3:5 level-twice: 'levels.2.name': there is a level 'a' already"],
        ),
        (
            "levels:\n  - name: authority\n",
            ["2:5 level-twice: 'levels.1.name': there is a level 'authority' already"],
        ),
        ("name: [a\n", ["1:7 not-yaml: "]),
        ("name: a\nname: b\n", ["2:1 duplicate-key: "]),
    ],
)
def test_wrong(text: str, wrong: list[str]) -> None:
    """What it cannot say is told with its place."""
    with pytest.raises(BadPolicy) as refusal:
        parse_policy(text.encode())
    assert all(finding.hint for finding in refusal.value.findings)
    found = told(text)
    assert len(found) == len(wrong)
    assert all(one.startswith(start) for one, start in zip(found, wrong, strict=True))


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("workflwo: full\n", "Did you mean 'workflow'?"),
        ("autority:\n", "Did you mean 'authority'?"),
        ("rights: {acept: }\n", "Did you mean 'accept'? Correct it, or take it out."),
        ("scoring: {sizes: {Z: 1}}\n", "One of: S, M, L, XL."),
        ("small: {days: 1}\n", "Keys: effort."),
        ("wip: {in-progres: 1}\n", "Did you mean 'in-progress'?"),
    ],
)
def test_suggestion(text: str, hint: str) -> None:
    """A misspelt key is refused with the one that is near, or with those there are."""
    with pytest.raises(BadPolicy) as refusal:
        parse_policy(text.encode())
    assert refusal.value.hint == hint


def test_refused_on_one_line() -> None:
    """A key with line breaks makes no line of its own in what is told."""
    with pytest.raises(BadPolicy) as refusal:
        parse_policy(b'"x\\n::error ::y":\n')
    assert str(refusal.value) == "learnorg.yaml:1:1: 'x ::error ::y' is no known key"


@pytest.mark.parametrize(
    "text",
    [
        "small: {effort: 0}\n",
        "answer_within: 0\n",
        "scoring: {highest: 1.5, sizes: {XL: 0.5}}\n",
        "wip: {accepted: 1, measuring: 1000000}\n",
        "levels: [{name: a}, {name: A, people: }]\n",
        "authority:\nsmall:\nscoring:\nrights:\nwip:\nformat:\n",
    ],
)
def test_right(text: str) -> None:
    """What is little, blank or at the end of a scale may be stated all the same."""
    assert parse_policy(text.encode())


@pytest.mark.parametrize(
    "stated", [str(FORMAT + 1), f"0{FORMAT + 1}", "1234567890", "9" * 30, "9" * 5000]
)
def test_too_new(stated: str) -> None:
    """A newer format is refused with the way to upgrade, whatever else the file says."""
    with pytest.raises(FormatTooNew) as refusal:
        parse_policy(f"format: {stated}\nunheard-of: x\n".encode())
    assert len(str(refusal.value)) < 100


@pytest.mark.parametrize(
    "text", ["format: new\n", "format: ²\n", "format: [1]\n", "format: 2.0\n", "format: +2\n"]
)
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


def test_find_root_of_a_bare_repository(empty: Checkout) -> None:
    """In a repository without a work tree there is no register to begin, and it is told so."""
    empty.git("init", "-q", "--bare", "../bare.git")
    with pytest.raises(BareRepository, match="without a work tree"):
        find_root(empty.path.parent / "bare.git" / "refs")


def test_folder_of_the_name(tmp_path: Path) -> None:
    """A folder that is called learnorg.yaml makes no register."""
    (tmp_path / "learnorg.yaml").mkdir()
    with pytest.raises(NotARegister):
        find_root(tmp_path)


@given(st.text("aZ0-_. {}=+ä\n", min_size=1, max_size=4).filter(lambda name: name == name.strip()))
def test_criteria(name: str) -> None:
    """Policy weighs what `learnorg set` can name, and nothing else."""
    try:
        sets = parse(f"estimates.criteria.{name}=3").path == ("estimates", "criteria", name)
    except BadAssignment:
        sets = False
    text = json.dumps({"scoring": {"criteria": {name: 1}}}).encode()
    try:
        weighs = name in parse_policy(text).scoring.criteria
    except BadPolicy:
        weighs = False
    assert weighs == sets


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
