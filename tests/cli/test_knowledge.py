"""`knowledge`: what people need to know, and how what was written down holds up."""

import json
from pathlib import Path

import pytest

from checkouts import Checkout
from cli.test_verbs import go, stands
from commandline import Learnorg
from learnorg.register.misses import remember
from learnorg.register.register import Register
from registers import TODAY, put
from reports.known import ACCOUNT, DONE, OUTLOOK, RECORDS, done


@pytest.fixture
def known(repo: Checkout) -> Checkout:
    """A repository with roles, articles, resources, and what was done with them."""
    stands(repo, f"\n---\n{RECORDS.lstrip()}")
    done(Register.open(repo.path), *DONE)
    repo.git("add", ".")
    repo.git("commit", "-qm", "What was done")
    return repo


REPORTS = ("map", "gaps", "risk", "health", "queue", "sample", "linkrate", "reuse", "search-misses")


@pytest.mark.parametrize("name", REPORTS)
def test_forms(learnorg: Learnorg, known: Checkout, name: str) -> None:
    """Every answer comes as page, JSON, Markdown, HTML, and nothing is written anywhere."""
    for form in ("table", "json", "md", "html"):
        ran = learnorg("knowledge", name, "--format", form)
        assert (ran.code, ran.err) == (0, ""), form
        assert ran.out
    whole = json.loads(learnorg("knowledge", name, "--format", "json").out)
    assert list(whole) == ["learnorg", "kind", "data"]
    assert known.status() == []


@pytest.mark.parametrize("name", ["map", "gaps", "risk", "health", "queue", "sample", "reuse"])
def test_tables(learnorg: Learnorg, known: Checkout, name: str) -> None:
    """A spreadsheet gets whole identities, and a row a line."""
    ran = learnorg("knowledge", name, "--format", "csv")
    assert ran.code == 0
    head, *rows = ran.out.splitlines()
    assert "," in head
    assert rows
    assert "7k3 " not in ran.out


def test_one_role(learnorg: Learnorg, known: Checkout) -> None:
    """One role alone can be asked for; one that is not there is refused."""
    assert "1 role, 1 need" in learnorg("knowledge", "map", "clerk").out
    assert "1 need in 1 role: 0 %" in learnorg("knowledge", "gaps", "role:clerk").out
    assert "The archive" in learnorg("knowledge", "risk", "clerk").out
    ran = learnorg("knowledge", "map", "clark")
    assert (ran.code, ran.out) == (3, "")
    assert "there is no role 'clark'" in ran.err
    assert "Did you mean 'clerk'?" in ran.err


def test_query(learnorg: Learnorg, known: Checkout) -> None:
    """Health and queue take filters and a limit, and say what is not shown."""
    ran = learnorg("knowledge", "queue", "--limit", "1")
    assert ACCOUNT in ran.out  # whole, in a pipe
    assert OUTLOOK not in ran.out
    assert "1 of 4 shown; --limit 0 shows all." in ran.err
    assert OUTLOOK in learnorg("knowledge", "health", "owner:lea").out
    ran = learnorg("knowledge", "health", "stat:open")
    assert (ran.code, ran.out) == (2, "")


def test_a_broken_log(learnorg: Learnorg, known: Checkout) -> None:
    """Where the log cannot be read in part, the rest is answered, and what is missing is told."""
    known.put("register/activity/2026-09/platform-bcdfgh12.jsonl", "{\n")
    ran = learnorg("knowledge", "reuse", "--format", "json")
    assert (ran.code, ran.err) == (0, "")
    assert json.loads(ran.out)["unreadable"][0]["rule"] == "activity-unreadable"
    assert "1 file could not be read" in learnorg("knowledge", "health").err


def test_sample(learnorg: Learnorg, known: Checkout, tmp_path: Path) -> None:
    """A sheet goes out, is filled in and comes back as a score, in either form."""
    sheet = tmp_path / "sample.md"
    go(learnorg, f"knowledge sample 2 --seed 7 --format md -o {sheet}")
    sheet.write_text(sheet.read_text().replace("[ ]", "[x]", 19))
    ran = learnorg("knowledge", "sample", "--from", str(sheet), "--format", "json")
    found = json.loads(ran.out)["data"]
    assert (found["score"], found["misses"], found["asked"]) == (0.95, 1, 20)
    table = learnorg("knowledge", "sample", "2", "--format", "csv").out
    filled = "\n".join(line + "yes" for line in table.splitlines()[1:])
    ran = learnorg("knowledge", "sample", "--from", "-", stdin=f"{table.splitlines()[0]}\n{filled}")
    assert "100 %  (0 misses in 20 answers)" in ran.out


def test_own_checklist(learnorg: Learnorg, known: Checkout) -> None:
    """A register's own checklist is asked; one that means nothing is refused with its place."""
    own = "templates/checklists/article.yaml"
    put(known.path, own, "name: Ours\ncriteria: [{name: one, asks: Is it so?}]\n")
    assert "one: Is it so?" in learnorg("knowledge", "sample").out
    assert "67 %  (1 miss in 3 answers)" in learnorg("knowledge", "sample", "3", "--score", "1").out
    put(known.path, own, "name: Ours\n")
    ran = learnorg("knowledge", "sample")
    assert (ran.code, ran.out) == (2, "")
    assert f"{own}:1:1: 'criteria' is missing" in ran.err


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("sample", "5", "--score", "51"), 2, "51 misses are more than the 50 that are asked"),
        (("sample", "--score", "1", "--from", "x"), 2, "--score and --from both tell of misses"),
        (("sample", "--from", "nowhere.md"), 3, "there is no file nowhere.md"),
        (("sample", "--from", "learnorg.yaml"), 2, "this is no checklist"),
        (("sample", "0"), 2, "0 is not in the range"),
        (("linkrate", "--period", "2027"), 2, "the period begins on 2027-01-01"),
        (("reuse", "--period", "never"), 2, "'never' is not a date"),
    ],
)
def test_refused(
    learnorg: Learnorg, known: Checkout, words: tuple[str, ...], code: int, told: str
) -> None:
    """What cannot be answered is refused with what is wrong."""
    ran = learnorg("knowledge", *words)
    assert (ran.code, ran.out) == (code, "")
    assert told in ran.err


def test_ninety_six(learnorg: Learnorg, known: Checkout) -> None:
    """Two misses in five articles by ten criteria are 96 %."""
    assert "96 %  (2 misses in 50 answers)" in learnorg("knowledge", "sample", "--score", "2").out


def test_search_misses(learnorg: Learnorg, known: Checkout) -> None:
    """What is kept is shown, until somebody has it forgotten."""
    assert "Searches are not kept" in learnorg("knowledge", "search-misses").out
    go(learnorg, "config set search_misses true")
    remember(Register.open(known.path), "vpn drops", TODAY)
    ran = learnorg("knowledge", "search-misses")
    assert "Searches are not kept" not in ran.out
    assert "vpn drops" in ran.out
    assert learnorg("knowledge", "search-misses", "--forget").err == "Forgotten.\n"
    assert learnorg("knowledge", "search-misses", "--forget").err == "Nothing was kept.\n"
    assert "vpn drops" not in learnorg("knowledge", "search-misses").out


def test_loop(learnorg: Learnorg, known: Checkout) -> None:
    """The commands that a gap offers close it."""
    assert "learnorg resource new speak-with-upset" in learnorg("knowledge", "gaps").out
    data = json.loads(learnorg("knowledge", "gaps", "--format", "json").out)["data"]
    go(learnorg, data["gaps"][0]["fill"].removeprefix("learnorg "))
    go(learnorg, "role need desk-agent#bjh --source resource:speak-with-upset-callers",
       "resource approve speak-with-upset-callers")  # fmt: skip
    data = json.loads(learnorg("knowledge", "gaps", "--format", "json").out)["data"]
    assert [gap["need"] for gap in data["gaps"]] == ["tpc"]
    assert data["coverage"]["share"] == 0.75
