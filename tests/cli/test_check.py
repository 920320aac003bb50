"""`check`, `explain` and `fmt`."""

import json
from collections.abc import Callable

import pytest

from checkouts import Checkout
from cli.speaking import everything, files
from cli.test_verbs import OTHER, OWNED, stands
from commandline import Learnorg
from learnorg.checks import CHECKS
from learnorg.checks.change import CHANGE_CHECKS
from learnorg.findings import Finding, Level
from learnorg.render.findings.text import lines
from learnorg.reports.auditing.pages import AUDITED

Expected = Callable[[str, str], None]
ID = "IMP-2611-7k3mqx"
PATH = f"register/improvements/2026/11/{ID}.yaml"
WRONG = OTHER + "    size: huge\n    links:\n      - rel: depends-on\n        to: IMP-2611-zzzzzz\n"
CANONICAL = OTHER.replace("    state: proposed", "\n    state: proposed").replace(
    "    raised:", "\n    raised:"
)
SOUND = "register/improvements/2026/11/IMP-2611-x2wbcd.yaml"
WARNED = OTHER.replace(
    "state: proposed\n    dates:\n      proposed", "state: accepted\n    dates:\n      accepted"
)


def test_nothing_found(learnorg: Learnorg, repo: Checkout) -> None:
    """A sound register: nothing on stdout, a line of summary, exit code 0."""
    stands(repo, CANONICAL)
    ran = learnorg("check")
    assert (ran.code, ran.out) == (0, "")
    assert ran.err == "1 record: nothing found.\n"


def test_findings(learnorg: Learnorg, repo: Checkout, expected: Expected) -> None:
    """Each finding has its place, level, words, rule and what to do; errors exit with 1."""
    stands(repo, WRONG)
    ran = learnorg("check")
    assert ran.code == 1
    expected("kept/check.txt", ran.out + ran.err)


def test_sparse(learnorg: Learnorg, repo: Checkout) -> None:
    """Where a part of the register is not checked out, it is said: links to it may be sound."""
    stands(repo, OWNED + OTHER)
    assert "not checked out" not in learnorg("check").err
    repo.git("sparse-checkout", "set", "templates")
    ran = learnorg("check")
    assert ran.err.startswith("Part of the register is not checked out: 2 files outside this")
    assert "`git sparse-checkout list`" in ran.err
    assert ran.out == ""


def test_strict(learnorg: Learnorg, repo: Checkout) -> None:
    """Warnings fail only where `--strict` says so."""
    stands(repo, WARNED)
    assert learnorg("check").code == 0
    assert learnorg("check", "--strict").code == 1


def test_severity_from_policy(learnorg: Learnorg, repo: Checkout) -> None:
    """Policy says how much a rule matters."""
    stands(repo, WARNED)
    repo.put("learnorg.yaml", "format: 1\nrules:\n  improvement-without-owner: error\n")
    assert learnorg("check").code == 1
    repo.put("learnorg.yaml", "format: 1\nrules:\n  improvement-without-owner: off\n")
    assert learnorg("check", "--strict").code == 0


def test_select_and_ignore(learnorg: Learnorg, repo: Checkout) -> None:
    """Rules are chosen by name."""
    stands(repo, WRONG)
    chosen = learnorg("check", "--select", "dangling-link", "--format", "jsonl").out
    assert [json.loads(line)["rule"] for line in chosen.splitlines()] == ["dangling-link"]
    ignored = learnorg("check", "--ignore", "dangling-link", "--ignore", "wrong-field")
    assert ignored.code == 0


def test_within(learnorg: Learnorg, repo: Checkout) -> None:
    """Only some files or folders are told about, named from here or from the root."""
    stands(repo, WRONG + OWNED)
    assert learnorg("check", PATH).code == 0
    assert learnorg("check", "register/improvements").code == 1
    below = repo.path / "register" / "improvements"
    assert learnorg("check", f"2026/11/{ID}.yaml", at=below).code == 0


def test_counted_within(learnorg: Learnorg, repo: Checkout) -> None:
    """The summary counts the records within the paths, each once."""
    stands(repo, CANONICAL + "    ---\n    id: ada\n    title: Ada\n\n    state: active\n")
    for words, told in (
        ([], "2 records: nothing found."),
        (["register/people"], "1 record: nothing found."),
        (["register", "register/people"], "2 records: nothing found."),
        (["learnorg.yaml"], "0 records: nothing found."),
        (["."], "2 records: nothing found."),
    ):
        assert learnorg("check", *words).err == told + "\n"


@pytest.mark.parametrize("target", ["/etc/hostname", "nowhere", SOUND])
def test_link_among_records(learnorg: Learnorg, repo: Checkout, target: str) -> None:
    """A symlink where a record should be is named as findings name it, wherever it leads."""
    stands(repo, CANONICAL)
    link = "register/improvements/2026/11/IMP-2611-000000.yaml"
    (repo.path / link).symlink_to(target if target.startswith("/") else repo.path / target)
    for at, word in ((repo.path, link), ((repo.path / link).parent, "IMP-2611-000000.yaml")):
        ran = learnorg("check", word, at=at)
        assert (ran.code, ran.err) == (1, "1 record: 1 error.\n")
        assert ran.out.startswith(f"{link}:1:1: error: ")


def test_link_to_records(learnorg: Learnorg, repo: Checkout) -> None:
    """A symlink beside the records, or to the register, stands for what it leads to."""
    stands(repo, WRONG + OWNED)
    (repo.path / "now").symlink_to("register/improvements/2026/11")
    (repo.path.parent / "linked").symlink_to(repo.path)
    (repo.path / "out").symlink_to("/etc")
    for word in ("now", "now/", "../linked", "../linked/now", "../linked/register/../register"):
        assert learnorg("check", word).code == 1
    for word in ("out", "out/hostname", "now/../../../../.."):
        assert learnorg("check", word).code == 3


LINES = "one\n::error file=x::two\r\n  ::stop-commands::three\n##[error]four\n##vso[task.x]five"


def test_folder_of_two_lines(learnorg: Learnorg, repo: Checkout) -> None:
    """A folder's name with line breaks keeps its findings apart, and makes no line of its own."""
    stands(repo, CANONICAL.replace("raised:", "aliases: [CSI-1]\n    raised:"))
    path = f"register/improvements/{LINES}/{SOUND.rpartition('/')[2]}"
    repo.put(path, repo.words(SOUND) or "")
    ran = learnorg("check", "--select", "identity-twice", "--select", "duplicate-alias")
    assert ran.code == 1
    assert len(ran.out.splitlines()) == 2
    assert ran.err == "2 records: 2 errors.\n"
    found = json.loads(learnorg("check", "--format", "json").out)["data"]
    told = {f["rule"]: f for f in found if f["rule"] in ("identity-twice", "duplicate-alias")}
    assert {f["path"] for f in told.values()} == {path}
    assert told["duplicate-alias"]["message"] == f"the alias CSI-1 is in {SOUND} already"
    assert told["identity-twice"]["message"] == f"IMP-2611-x2wbcd stands in {SOUND} already"


@pytest.mark.parametrize(
    "path", ["::error ::x", " \t::warning::x", "\n::debug::x", "##[error]x", "a ##[add-mask]x",
             "##vso[task.complete]", LINES],
)  # fmt: skip
def test_no_command(path: str) -> None:
    """Whatever a finding holds, no line of it begins a command to whoever reads a CI's log."""
    for level in Level:
        for line in lines(Finding(path, 1, 1, "rule", path, level, path)):
            assert "\n" not in line
            assert "\r" not in line
            assert not line.lstrip().startswith("::")
            assert "##[" not in line
            assert "##vso[" not in line


def test_harmless_as_written() -> None:
    """What is no command is shown as it was written."""
    finding = Finding("a::b.yaml", 1, 1, "rule", "## see [x], std::map and #[y]", Level.INFO)
    assert list(lines(finding)) == ["a::b.yaml:1:1: info: ## see [x], std::map and #[y] [rule]"]


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (["nowhere"], 3, "nowhere is not there"),
        (["/etc"], 3, "/etc is not in this register"),
        (["--select", "dangling"], 2, "dangling-link"),
        (["--ignore", "nonsense"], 2, "'nonsense'"),
    ],
)
def test_refused(
    learnorg: Learnorg, repo: Checkout, words: list[str], code: int, told: str
) -> None:
    """What cannot be checked is refused: it is never 0 when it could not look."""
    ran = learnorg("check", *words)
    assert (ran.code, ran.out) == (code, "")
    assert told in ran.err


@pytest.mark.parametrize("name", [check.name for check in CHECKS])
def test_explain(learnorg: Learnorg, name: str) -> None:
    """Every rule explains itself: what, why it matters, what to do instead."""
    ran = learnorg("explain", name)
    assert ran.code == 0
    assert ran.out.startswith(f"{name} (")
    assert "\nWhy it matters: " in ran.out
    assert "\nInstead" in ran.out


def test_explain_all(learnorg: Learnorg) -> None:
    """Without a name every rule is listed, outside of any register, too."""
    ran = learnorg("explain")
    listed = [line.split("\t")[0] for line in ran.out.splitlines()[1:]]
    assert listed == [one.name for one in (*CHECKS, *CHANGE_CHECKS, *AUDITED)]


def test_explain_nothing(learnorg: Learnorg) -> None:
    """A rule that does not exist is refused with the one that was meant."""
    ran = learnorg("explain", "danglin-link")
    assert ran.code in (2, 3)
    assert "dangling-link" in ran.err


def test_explain_in_other_words(learnorg: Learnorg) -> None:
    """A rule is found by its words, too, in any order."""
    assert "Did you mean 'unknown-source'?" in learnorg("explain", "source-unknown").err
    assert "'closed-without-outcome'" in learnorg("explain", "outcoem").err


def test_explain_in_forms(learnorg: Learnorg) -> None:
    """A rule's page comes as Markdown, too; a form that it does not come in is refused."""
    page = learnorg("explain", "unknown-team", "--format", "md").out
    assert page.startswith("# unknown-team (error)\n\nA team ")
    assert "\n\n    team: Platfrom\n\n" in page
    ran = learnorg("explain", "unknown-team", "--format", "csv")
    assert (ran.code, ran.out) == (2, "")
    assert "It comes as table, json, md, html." in ran.err


def test_fmt(learnorg: Learnorg, repo: Checkout) -> None:
    """`fmt` lays files out, keeps comments and quotes, and does not commit."""
    stands(repo, CANONICAL)
    repo.put(PATH, f"# ours\ntitle: 'Cache'   # since May\nstate: proposed\nid: {ID}\n"
                   "raised: 2026-11-02\ntags: [a, b]\n")  # fmt: skip
    repo.git("add", ".")
    repo.git("commit", "-qm", "By hand")
    ran = learnorg("fmt")
    assert (ran.code, ran.out) == (0, f"{PATH}\n")
    there = repo.words(PATH) or ""
    assert "# ours\n" in there
    assert "title: 'Cache'   # since May\n" in there.replace("'  #", "'   #")
    assert there.index("id: ") < there.index("title: ") < there.index("state: ")
    assert repo.status() == [f" M {PATH}"]
    assert learnorg("fmt", "--check").code == 0


def test_fmt_writes_nothing(learnorg: Learnorg, repo: Checkout) -> None:
    """`--check` names what would change and exits with 1; `--diff` shows it; neither writes."""
    stands(repo, OWNED)
    before = everything(repo)
    ran = learnorg("fmt", "--check")
    assert (ran.code, ran.out) == (1, f"{PATH}\n")
    ran = learnorg("fmt", "--diff")
    assert ran.code == 0
    assert f"--- a/{PATH}\n" in ran.out
    assert everything(repo) == before


def test_fmt_within(learnorg: Learnorg, repo: Checkout) -> None:
    """Only the named files are laid out."""
    stands(repo, OWNED + "    ---\n    title: Ada\n    id: ada\n    state: active\n")
    before = files(repo.path)
    learnorg("fmt", "register/people")
    after = files(repo.path)
    assert {path for path in after if after[path] != before[path]} == {"register/people/ada.yaml"}


def test_fmt_amid_what_cannot_be_read(learnorg: Learnorg, repo: Checkout) -> None:
    """A file that cannot be read is left alone and named; the others are laid out."""
    stands(repo, OWNED)
    broken = "register/improvements/2026/11/IMP-2611-br0kkk.yaml"
    repo.put(broken, "id: [\n")
    ran = learnorg("fmt")
    assert ran.out == f"{PATH}\n"
    assert f"{broken}:1:6: left alone" in ran.err
    assert repo.words(broken) == "id: [\n"


def test_fmt_in_a_merge(learnorg: Learnorg, repo: Checkout) -> None:
    """Files are laid out in the midst of a merge, too."""
    stands(repo, OWNED)
    repo.put(".git/MERGE_HEAD", repo.git("rev-parse", "HEAD"))
    assert learnorg("fmt").code == 0
