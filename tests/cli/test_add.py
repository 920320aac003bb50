"""Capturing an improvement."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from checkouts import Checkout
from cli.speaking import commits, editor, everything, improvements, record, steady
from commandline import Learnorg

Expected = Callable[[str, str], None]


def test_a_title_is_enough(learnorg: Learnorg, repo: Checkout, expected: Expected) -> None:
    """A title makes a proposed record of today, committed alone, and says what to do next."""
    ran = learnorg("add", "Cut password-reset calls")
    (identity,) = improvements(repo)
    assert (ran.code, ran.out) == (0, f"{identity}  Cut password-reset calls\n")
    assert "Take it back: git revert" in ran.err
    assert f"Next: learnorg show {identity[-6:-3]}" in ran.err
    expected("kept/add-title.yaml", steady(record(repo, identity)))
    assert repo.last() == [f"register/improvements/2026/11/{identity}.yaml"]
    assert repo.status() == []


def test_commit_message(learnorg: Learnorg, repo: Checkout) -> None:
    """The commit says what was done to which record, for people and for programs."""
    learnorg("add", "Cut password-reset calls")
    (identity,) = improvements(repo)
    assert repo.git("log", "-1", "--format=%B").splitlines() == [
        f"{identity}: add - Cut password-reset calls",
        "",
        "Learnorg-Action: add",
        f"Learnorg-Record: {identity}",
        "",
    ]


def test_every_field_has_a_flag(learnorg: Learnorg, repo: Checkout, expected: Expected) -> None:
    """Each flag fills its field, in the order in which the record's file has them."""
    ran = learnorg(
        *("add", "Cut password-reset calls", "--problem", "Callers wait.\nNine minutes."),
        *("--source", "audit", "--ref", "INC0012345", "--type", "fix", "--owner", "desk"),
        *("--team", "Service desk", "--sponsor", "it-director", "--raised-by", "anonymous"),
        *("--service", "identity", "--service", "desk", "--environment", "production"),
        *("--practice", "incident", "--objective", "Fewer calls", "--tag", "quick", "-t", "hr"),
        *("--justification", "Frees a day.", "--vision", "Nobody calls.", "--size", "M"),
        *("--timescale", "short", "--priority", "high", "--priority-because", "the audit"),
        *("--due", "2027-Q1", "--value", "8", "--effort", "3", "--confidence", "0.8"),
        *("--measure", "Reset calls", "--unit", "per week", "--baseline", "420"),
        *("--target", "210", "--alias", "CSI-142", "--set", "cost=4 days"),
        *("--set", "extra.cab=yes", "--on", "thursday"),
    )
    assert ran.code == 0, ran.err
    (identity,) = improvements(repo)
    expected("kept/add-everything.yaml", steady(record(repo, identity)))
    assert learnorg("check", "--strict").code == 0


def test_a_measure_without_a_name(learnorg: Learnorg, repo: Checkout) -> None:
    """A baseline without a measure's name is kept all the same."""
    learnorg("add", "One", "--baseline", "420")
    assert "    name: measure\n    baseline: 420\n" in record(repo, improvements(repo)[0])


def test_whoever_adds_it_raised_it(learnorg: Learnorg, repo: Checkout) -> None:
    """
    Git's e-mail address tells which listed person raised an improvement.
    ---
    id: service-desk-lead
    title: Service desk lead
    state: active
    emails:
      - ada@example.org
    """
    learnorg("add", "Cut password-reset calls")
    assert "raised_by: service-desk-lead\n" in record(repo, improvements(repo)[0])


def test_one_much_alike(learnorg: Learnorg, repo: Checkout) -> None:
    """
    An improvement much like one already there is added, with a hint at the other.
    ---
    id: IMP-2611-7k3mqx
    title: Cut password-reset calls
    state: proposed
    raised: 2026-11-02
    """
    ran = learnorg("add", "Cut the password reset calls")
    assert ran.code == 0
    assert "IMP-2611-7k3mqx Cut password-reset calls (proposed)" in ran.err
    assert len(improvements(repo)) == 2


def test_nothing_alike(learnorg: Learnorg, repo: Checkout) -> None:
    """
    Without a likeness nothing is hinted at.
    ---
    id: IMP-2611-7k3mqx
    title: Cut password-reset calls
    state: proposed
    raised: 2026-11-02
    """
    assert "Alike" not in learnorg("add", "Cache build dependencies").err


@pytest.mark.parametrize(
    "text",
    [
        "title: No alarm when the queue stops\ntags:\n  - night\n",
        '{"title": "No alarm when the queue stops", "tags": ["night"]}',
        '[{"title": "No alarm when the queue stops", "tags": ["night"]}]',
    ],
    ids=["yaml", "json", "json-list"],
)
def test_from_stdin(learnorg: Learnorg, repo: Checkout, text: str) -> None:
    """YAML or JSON on stdin makes a record; flags say what it does not."""
    ran = learnorg("add", "--from", "-", "--owner", "platform", stdin=text)
    assert ran.code == 0, ran.err
    there = record(repo, improvements(repo)[0])
    assert "title: No alarm when the queue stops\n" in there
    assert "owner: platform\n" in there
    assert "tags:\n  - night\n" in there


def test_several_at_once(learnorg: Learnorg, repo: Checkout) -> None:
    """A JSON list makes several records in one commit."""
    ran = learnorg("add", "--from", "-", "-q", stdin='[{"title": "One"}, {"title": "Two"}]')
    assert sorted(ran.out.split()) == improvements(repo)
    assert commits(repo) == ["add 2 improvements", "Begin"]


def test_numbers_in_json(learnorg: Learnorg, repo: Checkout) -> None:
    """JSON's numbers keep the digits they were written with."""
    learnorg("add", "--from", "-", stdin='{"title": "One", "estimates": {"effort": 0.50}}')
    assert "effort: 0.50\n" in record(repo, improvements(repo)[0])


def test_from_a_file(learnorg: Learnorg, repo: Checkout, tmp_path: Path) -> None:
    """A file does as well as stdin."""
    (tmp_path / "one.yaml").write_text("title: One\n")
    assert learnorg("add", "--from", str(tmp_path / "one.yaml")).code == 0
    assert "title: One\n" in record(repo, improvements(repo)[0])


def test_one_wrong_among_several(learnorg: Learnorg, repo: Checkout) -> None:
    """Where one of several records is wrong, none is written."""
    before = everything(repo)
    ran = learnorg("add", "--from", "-", stdin='[{"title": "One"}, {"title": "Two", "size": "9"}]')
    assert (ran.code, ran.out) == (2, "")
    assert "'size' cannot be '9'" in ran.err
    assert everything(repo) == before


def test_in_the_editor(
    learnorg: Learnorg, repo: Checkout, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`--edit` opens the template with what was said already filled in."""
    editor(
        tmp_path,
        monkeypatch,
        "assert 'owner: platform' in text, text\n"
        "path.write_text(text.replace('title:', 'title: Written in the editor', 1))\n",
    )
    ran = learnorg("add", "--edit", "--owner", "platform")
    assert ran.code == 0, ran.err
    there = record(repo, improvements(repo)[0])
    assert "title: Written in the editor\n" in there
    assert "owner: platform\n" in there


def test_editor_closed(
    learnorg: Learnorg, repo: Checkout, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An editor that is closed without a change adds nothing."""
    editor(tmp_path, monkeypatch, "")
    before = everything(repo)
    ran = learnorg("add", "--edit")
    assert (ran.code, ran.out) == (2, "")
    assert "nothing was changed in the editor" in ran.err
    assert everything(repo) == before


def test_editor_with_something_wrong(
    learnorg: Learnorg, repo: Checkout, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was written in the editor is kept in a file when it makes no record yet."""
    editor(tmp_path, monkeypatch, "path.write_text('title: Mine\\nsize: huge\\n')\n")
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)
    ran = learnorg("add", "--edit")
    assert ran.code == 2
    assert "'size' cannot be 'huge'" in ran.err
    kept = Path(ran.err.partition("kept in ")[2].strip().rstrip("."))
    assert kept.read_text() == "title: Mine\nsize: huge\n"


def test_no_commit(learnorg: Learnorg, repo: Checkout) -> None:
    """`--no-commit` writes the file and leaves git to the user."""
    ran = learnorg("add", "One", "--no-commit")
    (identity,) = improvements(repo)
    assert "Written, not committed. Take it back: git clean" in ran.err
    assert repo.status() == [f"?? register/improvements/2026/11/{identity}.yaml"]


@pytest.mark.parametrize(("wish", "sign"), [("stage", "A "), ("never", "??")])
def test_preferred_commit(learnorg: Learnorg, repo: Checkout, wish: str, sign: str) -> None:
    """Who prefers to commit themselves gets the file staged, or not even that."""
    learnorg("config", "set", "commit", wish)
    learnorg("add", "One")
    (identity,) = improvements(repo)
    assert repo.status() == [f"{sign} register/improvements/2026/11/{identity}.yaml"]
    assert commits(repo) == ["Begin"]


@pytest.mark.parametrize("wish", ["stage", "never"])
def test_take_back_as_told(learnorg: Learnorg, repo: Checkout, wish: str) -> None:
    """The command that is said to take an uncommitted change back does so."""
    before = everything(repo)
    learnorg("config", "set", "commit", wish)
    told = learnorg("add", "One").err.partition("Take it back: ")[2].splitlines()[0]
    repo.git(*told.split()[1:])
    assert everything(repo)[0] == before[0]
    assert repo.status() == []


def test_take_back_a_commit_as_told(learnorg: Learnorg, repo: Checkout) -> None:
    """The command that is said to take a commit back does so."""
    told = learnorg("add", "One").err.partition("Take it back: ")[2].splitlines()[0]
    repo.git(*told.split()[1:])
    assert improvements(repo) == []
    assert repo.status() == []


def test_other_things_staged(learnorg: Learnorg, repo: Checkout) -> None:
    """What else is staged, edited or untracked stays as it was."""
    repo.put("staged.txt", "staged\n")
    repo.git("add", "staged.txt")
    repo.put("staged.txt", "and edited\n")
    repo.put("untracked.txt", "untracked\n")
    assert learnorg("add", "One").code == 0
    assert repo.status() == ["?? untracked.txt", "AM staged.txt"]
    assert repo.git("show", ":staged.txt") == "staged\n"
    assert len(repo.last()) == 1


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ((), "an improvement needs a title"),
        (("",), "an improvement needs a title"),
        (("One", "--size", "huge"), "'size' cannot be 'huge'"),
        (("One", "--effort", "much"), "'much' is not a number"),
        (("One", "--confidence", "80"), "'estimates.confidence': it is to be at most 1"),
        (("One", "--priority-because", "the audit"), "'level' is missing"),
        (("One", "--due", "soon"), "'soon' is not a date"),
        (("One", "--on", "tomorrow"), "2026-11-23 has not come yet"),
        (("One", "--set", "sise=M"), "'sise' is no known key"),
        (("One", "--set", "nonsense"), "'nonsense' sets no field"),
        (("x" * 301,), "'title' is too long for a title"),
        (("two\nlines",), "it is to stand on one line"),
        (("One", "--from", "nowhere.yaml"), "nowhere.yaml"),
    ],
)
def test_refused(learnorg: Learnorg, repo: Checkout, words: tuple[str, ...], told: str) -> None:
    """What makes no record is refused in words, and nothing is written."""
    before = everything(repo)
    ran = learnorg("add", *words)
    assert ran.code in (2, 3)
    assert ran.out == ""
    assert told in ran.err
    assert everything(repo) == before


def test_json(learnorg: Learnorg, repo: Checkout, expected: Expected) -> None:
    """As JSON the answer is an envelope with what changed and how it is taken back."""
    ran = learnorg("add", "Cut password-reset calls", "--format", "json")
    data = json.loads(ran.out)["data"]
    assert data["records"][0]["id"] in improvements(repo)
    assert repo.git("rev-parse", "HEAD").strip() == data["commit"]
    expected("json/add-title.json", steady(ran.out))


@pytest.mark.parametrize(
    "more", ['"state": "approved"', '"approval": {"by": "cab-chair"}', '"outcome": {"on": "x"}']
)
def test_nothing_is_born_further(learnorg: Learnorg, repo: Checkout, more: str) -> None:
    """A new improvement begins as proposed, whatever is said of it."""
    before = everything(repo)
    ran = learnorg("add", "--from", "-", stdin=f'{{"title": "One", {more}}}')
    assert (ran.code, "It begins as proposed" in ran.err) == (7, True), ran.err
    assert everything(repo) == before
