"""`check` on a register that is not all in order yet: baseline, waivers, mending, editors."""

import json
from pathlib import Path

import pytest

from checkouts import Checkout
from cli.speaking import everything, files
from cli.test_check import CANONICAL, SOUND, WARNED, WRONG
from cli.test_verbs import OWNED, stands
from commandline import Learnorg

ID = "IMP-2611-x2wbcd"
TEXT = f"id: {ID}\ntitle: Label the racks\n\nstate: proposed\n\nraised: 2026-11-03\n"


# ---- a baseline ---------------------------------------------------------------------------


def test_adopt(learnorg: Learnorg, repo: Checkout) -> None:
    """What stands is written and let be; what comes later is found, wherever lines went."""
    stands(repo, WRONG)
    ran = learnorg("check", "--write-baseline", "known.json")
    assert (ran.code, ran.out) == (0, "")
    assert ran.err == "3 findings written to known.json.\n1 record: nothing found.\n"
    repo.put(SOUND, "# A line above all\n" + (repo.words(SOUND) or ""))
    assert learnorg("check", "--strict", "--baseline", "known.json").code == 0
    assert learnorg("check").code == 1
    repo.put(SOUND, (repo.words(SOUND) or "") + "ownr: x\n")
    ran = learnorg("check", "--baseline", "known.json", "--format", "jsonl")
    assert [json.loads(line)["rule"] for line in ran.out.splitlines()] == ["unknown-key"]
    assert ran.code == 1


def test_mended_since(learnorg: Learnorg, repo: Checkout) -> None:
    """What is in the baseline and stands no more is told, with how to write it again."""
    stands(repo, WRONG)
    learnorg("check", "--write-baseline", "known.json")
    repo.put(SOUND, (repo.words(SOUND) or "").replace("huge", "M"))
    ran = learnorg("check", "--baseline", "known.json")
    told = "1 entry of the baseline is mended; write it again: "
    assert ran.err.splitlines()[0] == told + "learnorg check --write-baseline known.json"
    repo.put(SOUND, TEXT)
    (repo.path / "register/people").mkdir()
    for words in ([], ["--select", "dangling-link"], ["register/people"], ["learnorg.yaml"]):
        ran = learnorg("check", "--baseline", "known.json", *words)
        assert (ran.code, ran.err.splitlines()[0][:9]) == (0, "3 entries")


def test_no_silence(learnorg: Learnorg, repo: Checkout) -> None:
    """A file that cannot be read is found in spite of any baseline."""
    stands(repo, WRONG)
    repo.put("register/people/ada.yaml", "id: [\n")
    ran = learnorg("check", "--write-baseline", "known.json")
    assert ran.code == 1
    assert "[not-yaml]" in ran.out
    assert "ada" not in (repo.words("known.json") or "")


def test_ignored_stay_out(learnorg: Learnorg, repo: Checkout) -> None:
    """Rules that are ignored do not go into a baseline."""
    stands(repo, WRONG)
    learnorg("check", "--write-baseline", "known.json", "--ignore", "not-canonical")
    ran = learnorg("check", "--baseline", "known.json")
    assert [line.split()[-1] for line in ran.out.splitlines()[::2]] == ["[not-canonical]"]


@pytest.mark.parametrize("path", ["learnorg.yaml", SOUND, "register/known.json"])
def test_baseline_over_a_record(learnorg: Learnorg, repo: Checkout, path: str) -> None:
    """A baseline overwrites nothing that is the register's."""
    stands(repo, WRONG)
    repo.put("register/known.json", "")
    before = everything(repo)
    ran = learnorg("check", "--write-baseline", path)
    assert (ran.code, ran.out) == (2, "")
    assert everything(repo) == before


# ---- waivers ------------------------------------------------------------------------------


def test_waive(learnorg: Learnorg, repo: Checkout) -> None:
    """A waiver with a reason lets a finding stand; without one it does not, and is told."""
    stands(repo, WARNED)
    waived = f"# learnorg: waive improvement-without-owner, not-canonical\n{repo.words(SOUND)}"
    repo.put(SOUND, waived)
    ran = learnorg("check", "--format", "jsonl")
    found = {json.loads(line)["rule"] for line in ran.out.splitlines()}
    assert found == {"improvement-without-owner", "not-canonical", "waiver-without-reason"}
    repo.put(SOUND, waived.replace("canonical\n", "canonical because the team is formed in May\n"))
    assert learnorg("check", "--strict").out == ""


# ---- mending ------------------------------------------------------------------------------


def test_fix(learnorg: Learnorg, repo: Checkout) -> None:
    """What is beyond doubt is mended and told, in the files alone; the rest is found."""
    stands(repo, WRONG + OWNED)
    astray = "register/improvements/IMP-2611-x2w90b.yaml"
    repo.put(astray, TEXT.replace(ID, "IMP-2611-x2w90b"))
    repo.git("add", ".")
    repo.git("commit", "-qm", "Astray")
    tip = repo.git("rev-parse", "HEAD")
    ran = learnorg("check", "--fix")
    assert ran.code == 1
    assert f"{SOUND} laid out anew\n" in ran.err
    home = "register/improvements/2026/11/IMP-2611-x2w90b.yaml"
    assert f"{astray} moved to {home}\n" in ran.err
    assert "Take it back: git restore" in ran.err
    assert "[not-canonical]" not in ran.out
    assert "[dangling-link]" in ran.out
    assert repo.words(astray) is None
    assert repo.words(home) == TEXT.replace(ID, "IMP-2611-x2w90b")
    assert repo.git("rev-parse", "HEAD") == tip
    assert repo.git("diff", "--cached") == ""
    again = everything(repo)
    assert "laid out" not in learnorg("check", "--fix").err
    assert everything(repo) == again


def test_fix_diff(learnorg: Learnorg, repo: Checkout) -> None:
    """`--diff` shows what would be mended, and writes nothing."""
    stands(repo, WRONG)
    before = everything(repo)
    ran = learnorg("check", "--fix", "--diff")
    assert (ran.code, ran.err) == (0, "1 file to mend.\n")
    assert f"--- a/{SOUND}\n+++ b/{SOUND}\n" in ran.out
    assert everything(repo) == before
    stands(repo, CANONICAL)
    ran = learnorg("check", "--fix", "--diff", SOUND)
    assert (ran.code, ran.out, ran.err) == (0, "", "Nothing that can be mended.\n")


def test_fix_chosen(learnorg: Learnorg, repo: Checkout) -> None:
    """Only what would be found is mended: not what is ignored, waived, let be or elsewhere."""
    stands(repo, WRONG + OWNED)
    learnorg("check", "--write-baseline", "known.json")
    before = files(repo.path)
    for words in (
        ["--ignore", "not-canonical"],
        ["--select", "dangling-link"],
        ["--baseline", "known.json"],
        ["learnorg.yaml"],
    ):
        learnorg("check", "--fix", *words)
        assert files(repo.path) == before
    learnorg("check", "--fix", SOUND)
    changed = {path for path, data in files(repo.path).items() if before[path] != data}
    assert changed == {SOUND}


# ---- an editor ----------------------------------------------------------------------------


def test_stdin(learnorg: Learnorg, repo: Checkout) -> None:
    """An editor's text is checked as if it stood there; what does stand there is not looked at."""
    stands(repo, WRONG)
    before = everything(repo)
    words = ("check", "--stdin", "--stdin-filename")
    ran = learnorg(*words, SOUND, stdin=TEXT)
    assert (ran.code, ran.out, ran.err) == (0, "", "1 record: nothing found.\n")
    ran = learnorg(*words, SOUND, stdin=TEXT + "ownr: x\n")
    assert ran.code == 1
    assert f"{SOUND}:7:1: error: 'ownr' is no known key [unknown-key]" in ran.out
    assert everything(repo) == before


def test_stdin_from_anywhere(learnorg: Learnorg, repo: Checkout, tmp_path: Path) -> None:
    """The path may be whole, from here, or from the root, of a file that is not there yet."""
    stands(repo, CANONICAL)
    words = ("check", "--format", "jsonl", "--stdin", "--stdin-filename")
    path = f"register/improvements/2026/12/{ID}.yaml"
    below = repo.path / "register" / "improvements"
    for at, name in (
        (repo.path, path),
        (tmp_path, str(repo.path / path)),
        (below, f"2026/12/{ID}.yaml"),
        (below / "2026" / "11", f"../12/{ID}.yaml"),
    ):
        ran = learnorg(*words, name, stdin=TEXT, at=at)
        (told,) = [json.loads(line) for line in ran.out.splitlines()]
        assert (ran.code, told["path"], told["rule"]) == (1, path, "wrong-place")


def test_stdin_of_the_policy(learnorg: Learnorg, repo: Checkout) -> None:
    """The policy is checked before it is saved, too, in every form."""
    words = ("check", "--stdin", "--stdin-filename", "learnorg.yaml")
    assert learnorg(*words, stdin="format: 1\n").code == 0
    ran = learnorg(*words, "--format", "github", stdin="format: 1\nworkflw: full\n")
    assert ran.code == 1
    assert ran.out.startswith("::error file=learnorg.yaml,line=2,col=1,title=unknown-key::")


def test_stdin_chosen(learnorg: Learnorg, repo: Checkout) -> None:
    """Rules, baseline and severities hold for an editor's text as for the register."""
    stands(repo, WRONG)
    learnorg("check", "--write-baseline", "known.json")
    words = ("check", "--stdin", "--stdin-filename", SOUND)
    text = repo.words(SOUND) or ""
    assert learnorg(*words, stdin=text).code == 1
    assert learnorg(*words, "--ignore", "wrong-field", stdin=text).code == 0
    assert learnorg(*words, "--baseline", "known.json", stdin=text).out == ""
    repo.put("learnorg.yaml", "format: 1\nrules: {wrong-field: warning}\n")
    assert learnorg(*words, stdin=text).code == 0
    assert learnorg(*words, "--strict", stdin=text).code == 1


def test_stdin_bytes(learnorg: Learnorg, repo: Checkout) -> None:
    """Whatever an editor sends is told, not stumbled over."""
    words = ("check", "--stdin", "--stdin-filename", SOUND)
    for text in ("", "\0", "- a\n", "id: [\n", "x: " + "[" * 100_000, "é" * 300_000):
        ran = learnorg(*words, stdin=text)
        assert ran.code == 1
        assert ran.out.startswith(f"{SOUND}:")
