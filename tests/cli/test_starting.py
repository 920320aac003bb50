"""`init`, `demo`, `doctor` and `config`."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from checkouts import Checkout
from cli.speaking import commits, everything, files
from commandline import Learnorg

MADE = [
    ".gitattributes",
    ".vscode/settings.json",
    "articles/.gitkeep",
    "learnorg.yaml",
    "register/.schemas/article.json",
    "register/.schemas/improvement.json",
    "register/.schemas/learnorg.json",
    "register/.schemas/person.json",
    "register/.schemas/resource.json",
    "register/.schemas/review.json",
    "register/.schemas/role.json",
    "register/improvements/.gitkeep",
    "register/people/.gitkeep",
    "register/resources/.gitkeep",
    "register/reviews/.gitkeep",
    "register/roles/.gitkeep",
]


@pytest.fixture
def blank(folder: Path) -> Checkout:
    """A repository without a commit, and without a register."""
    checkout = Checkout(folder)
    checkout.git("init", "-q")
    return checkout


def test_init_in_a_new_folder(learnorg: Learnorg, folder: Path) -> None:
    """`init DIR --git` makes the folder, the repository, the register and one commit."""
    ran = learnorg("init", "improvements", "--git", "--name", "Platform team")
    assert ran.code == 0, ran.err
    repo = Checkout(folder / "improvements")
    assert sorted(ran.out.split()) == sorted(files(repo.path)) == MADE
    assert commits(repo) == ["Start the improvement register"]
    assert repo.status() == []
    assert "name: Platform team\n" in (repo.words("learnorg.yaml") or "")
    assert learnorg("check", "--strict", at=repo.path).code == 0


def test_whoever_starts_it(learnorg: Learnorg, blank: Checkout) -> None:
    """Whoever starts a register is its authority, and may decide at once."""
    learnorg("init")
    assert "authority:\n  - ada@example.org\n" in (blank.words("learnorg.yaml") or "")
    learnorg("add", "One")
    (identity,) = learnorg("list", "-q").out.split()
    ran = learnorg("accept", identity, "--owner", "ada")
    assert ran.code == 0
    assert "names no authority" not in ran.err


def test_init_again(learnorg: Learnorg, blank: Checkout) -> None:
    """Running it again changes nothing and says so."""
    learnorg("init")
    before = everything(blank)
    ran = learnorg("init")
    assert (ran.code, ran.out) == (0, "")
    assert "holds a register already; nothing to add" in ran.err
    assert everything(blank) == before


def test_init_adds_what_is_missing(learnorg: Learnorg, blank: Checkout) -> None:
    """What a register lacks is added; policy and everything else stay."""
    learnorg("init")
    blank.put("learnorg.yaml", "format: 1 # ours\n")
    blank.git("rm", "-qr", "register/.schemas")
    blank.git("commit", "-qam", "Ours")
    ran = learnorg("init")
    assert sorted(ran.out.split()) == [path for path in MADE if ".schemas" in path]
    assert blank.words("learnorg.yaml") == "format: 1 # ours\n"
    assert commits(blank)[0] == "Add what the register lacks"


def test_init_among_other_things(learnorg: Learnorg, blank: Checkout) -> None:
    """In a repository with a history, what is staged or edited there stays as it is."""
    blank.put(".gitattributes", "*.png binary")
    blank.put("code.py", "pass\n")
    blank.git("add", ".")
    blank.git("commit", "-qm", "Code")
    blank.put("code.py", "1\n")
    blank.git("add", "code.py")
    blank.put("code.py", "2\n")
    blank.put("untracked", "x")
    assert learnorg("init").code == 0
    assert blank.status() == ["?? untracked", "MM code.py"]
    attributes = blank.words(".gitattributes") or ""
    assert attributes.startswith("*.png binary\n# Records")
    assert "/register/** text eol=lf\n" in attributes


def test_init_below_the_root(learnorg: Learnorg, blank: Checkout) -> None:
    """A register may stand in a folder of a larger repository."""
    blank.put("code.py", "pass\n")
    assert learnorg("init", "improvements").code == 0
    assert all(path.startswith("improvements/") for path in blank.last())
    assert learnorg("add", "One", at=blank.path / "improvements").code == 0
    assert blank.last()[0].startswith("improvements/register/improvements/2026/11/IMP-2611-")


def test_init_without_git(learnorg: Learnorg, folder: Path) -> None:
    """Without git there is a register all the same, and a clear word on what is missing."""
    ran = learnorg("init", "--no-git")
    assert ran.code == 0
    assert "There is no git repository here, so there is no history" in ran.err
    assert sorted(files(folder)) == MADE
    assert not (folder / ".git").exists()


def test_init_dry_run(learnorg: Learnorg, folder: Path) -> None:
    """A dry run names the files and makes none, not even the folder."""
    ran = learnorg("init", "improvements", "--git", "--dry-run")
    assert sorted(ran.out.split()) == MADE
    assert list(folder.iterdir()) == []


def test_init_no_commit(learnorg: Learnorg, blank: Checkout) -> None:
    """`--no-commit` leaves git to the user."""
    learnorg("init", "--no-commit")
    assert len(blank.status()) == len(MADE)


def test_init_in_a_register(learnorg: Learnorg, repo: Checkout) -> None:
    """A register does not start inside another one."""
    before = everything(repo)
    ran = learnorg("init", "register/inner")
    assert ran.code == 3
    assert f"is inside the register at {repo.path} already" in ran.err
    assert everything(repo) == before


def test_init_in_a_bare_repository(learnorg: Learnorg, folder: Path) -> None:
    """In a bare repository there is nowhere to put a register."""
    subprocess.run(["git", "init", "-q", "--bare", "."], cwd=folder, check=True)
    before = files(folder)
    ran = learnorg("init")
    assert ran.code == 4
    assert "in a repository without a work tree" in ran.err
    assert files(folder) == before


def test_init_refused(learnorg: Learnorg, blank: Checkout) -> None:
    """A policy that would be wrong from the start is refused, and nothing is made."""
    ran = learnorg("init", "--workflow", "ful")
    assert (ran.code, ran.out) == (2, "")
    assert files(blank.path) == {}


def test_policy_explained(learnorg: Learnorg, blank: Checkout) -> None:
    """Every setting of the policy is there, explained by a comment."""
    from dataclasses import fields

    from learnorg.settings import Policy

    learnorg("init")
    lines = (blank.words("learnorg.yaml") or "").split("\n")
    for field in fields(Policy):
        (at,) = (
            n
            for n, line in enumerate(lines)
            if line.startswith((f"{field.name}:", f"# {field.name}:"))
        )
        while lines[at - 1] != "" and not lines[at - 1].startswith("# "):
            at -= 1
        assert lines[at - 1].startswith("# "), field.name


def test_demo(learnorg: Learnorg, folder: Path) -> None:
    """The sample organisation is a sound register with a history, the same each time."""
    for name in ("one", "two"):
        assert learnorg("demo", name, "--records", "8", "--commits", "20").code == 0
    one, two = Checkout(folder / "one"), Checkout(folder / "two")
    assert one.git("rev-parse", "HEAD") == two.git("rev-parse", "HEAD")
    assert one.status() == []
    assert learnorg("check", at=one.path).code == 0


def test_demo_never_overwrites(learnorg: Learnorg, folder: Path) -> None:
    """The sample goes into a new folder and never over what is there."""
    (folder / "mine").mkdir()
    (folder / "mine" / "letter.txt").write_text("Dear\n")
    ran = learnorg("demo", "mine", "--records", "3")
    assert (ran.code, ran.out) == (3, "")
    assert (folder / "mine" / "letter.txt").read_text() == "Dear\n"


def about(learnorg: Learnorg) -> dict[str, tuple[str, str]]:
    """What doctor says about each thing: its health, and what mends it."""
    ran = learnorg("doctor", "--format", "json")
    found = json.loads(ran.out)["data"]
    assert ran.code == (1 if any(one["health"] == "bad" for one in found) else 0)
    return {one["about"]: (one["health"], one["mend"]) for one in found}


def test_doctor_starts_no_program(learnorg: Learnorg, folder: Path) -> None:
    """Doctor looks at a clone without starting the program that this names for its index."""
    assert learnorg("init", "--git").code == 0
    program = folder / ".git" / "evil"
    program.write_text(f"#!/bin/sh\ntouch '{folder}/ran'\n")
    program.chmod(0o755)
    with (folder / ".git" / "config").open("a") as config:
        config.write(f'[core]\n\tfsmonitor = "{program}"\n')
    learnorg("doctor")
    assert not (folder / "ran").exists()


def test_doctor(learnorg: Learnorg, blank: Checkout, monkeypatch: pytest.MonkeyPatch) -> None:
    """A fresh register is healthy; that nobody else has it is worth a note."""
    monkeypatch.setenv("PATH", f"{Path(sys.executable).parent}:{os.environ['PATH']}")
    learnorg("init")
    found = about(learnorg)
    assert {name for name, (health, _) in found.items() if health != "good"} == {"remote"}
    assert found["remote"][1] == "Name one: git remote add origin ADDRESS."


def test_doctor_finds(learnorg: Learnorg, repo: Checkout, monkeypatch: pytest.MonkeyPatch) -> None:
    """What ails a register is found, with what mends it."""
    repo.put("register/improvements/2026/11/IMP-2611-br0kkk.yaml", "id: [\n")
    repo.git("config", "--unset", "user.name")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
    found = about(learnorg)
    assert found["records"] == ("bad", "learnorg check says where and why.")
    assert found["identity"][0] == "bad"
    assert found["files"] == ("note", "learnorg init adds them and changes nothing else.")


@pytest.mark.parametrize(
    ("path", "text", "name"),
    [
        ("learnorg.yaml", "format: 1\nnmae: x\n", "register"),
        ("learnorg.yaml", "format: 9\n", "register"),
        (".git/MERGE_HEAD", "0\n", "repository"),
        (".git/HEAD", "0123456789012345678901234567890123456789\n", "repository"),
        ("../home/config/learnorg/config.yaml", "comit: each\n", "config"),
    ],
)
def test_doctor_goes_on(
    learnorg: Learnorg, repo: Checkout, path: str, text: str, name: str
) -> None:
    """One thing that is wrong is told, and the others are looked at all the same."""
    repo.put(path, text)
    found = about(learnorg)
    assert found[name][0] == "bad"
    assert found[name][1]
    assert {"learnorg", "libraries", "git"} <= set(found)


def test_doctor_anywhere(learnorg: Learnorg, folder: Path) -> None:
    """Where there is no register, doctor says that, too."""
    assert about(learnorg)["register"][0] == "bad"


def test_config(learnorg: Learnorg, somebody: Path) -> None:
    """Preferences are set, read, listed and taken back; comments in the file stay."""
    kept = somebody / "config" / "learnorg" / "config.yaml"
    assert learnorg("config", "get", "commit").out == "each\n"
    assert learnorg("config", "set", "commit", "stage").code == 0
    kept.write_text("# mine\n" + kept.read_text())
    assert learnorg("config", "set", "editor", "code --wait").code == 0
    assert kept.read_text() == "# mine\ncommit: stage\neditor: code --wait\n"
    assert learnorg("config", "get", "editor").out == "code --wait\n"
    listed = dict(line.split("\t")[:2] for line in learnorg("config", "list").out.splitlines())
    assert listed == {
        "key": "value",
        "commit": "stage",
        "editor": "code --wait",
        "colour": "auto",
        "named": "false",
        "search_misses": "false",
    }
    assert learnorg("config", "set", "commit").code == 0
    assert learnorg("config", "get", "commit").out == "each\n"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["get", "comit"], "Did you mean 'commit'?"),
        (["set", "comit", "each"], "Did you mean 'commit'?"),
        (["set", "commit", "always"], "'commit' cannot be 'always'"),
    ],
)
def test_config_refused(learnorg: Learnorg, somebody: Path, words: list[str], told: str) -> None:
    """A preference that does not exist, or cannot be so, is refused, and nothing is written."""
    ran = learnorg("config", *words)
    assert (ran.code, ran.out) == (2, "")
    assert told in ran.err
    assert not (somebody / "config").exists()


def test_preferences_change_no_verdict(learnorg: Learnorg, repo: Checkout) -> None:
    """What a user prefers never changes what a check says."""
    there = learnorg("check")
    for key, value in (("commit", "never"), ("colour", "always"), ("editor", "x")):
        learnorg("config", "set", key, value)
    assert learnorg("check") == there


class Crash(BaseException):
    """What nothing catches, as a kill."""


def test_init_interrupted(
    learnorg: Learnorg, blank: Checkout, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An `init` that was killed is finished by the next one, which says so."""

    def killed(*_: object) -> None:
        raise Crash

    with monkeypatch.context() as patched:
        patched.setattr("learnorg.history.commits.stage", killed)
        with pytest.raises(Crash):
            learnorg("init")
    ran = learnorg("init")
    assert ran.code == 0, ran.err
    assert "An interrupted change was finished: Start the improvement register" in ran.err
    assert sorted(files(blank.path)) == MADE
    assert blank.status() == []


def test_init_and_empty_folders(learnorg: Learnorg, blank: Checkout) -> None:
    """A folder that is there but empty is no folder to git, so it is still missing."""
    (blank.path / "register" / "people").mkdir(parents=True)
    assert learnorg("init").code == 0
    assert sorted(files(blank.path)) == MADE


def test_git_not_told(learnorg: Learnorg, blank: Checkout) -> None:
    """Where git's settings cannot be written the register stands all the same, and it is said."""
    lock = blank.put(".git/config.lock", "")
    before = blank.words(".git/config")
    ran = learnorg("init")
    assert ran.code == 5
    assert f"git's settings are in use: {lock} exists" in ran.err
    assert "The rest is done." in ran.err
    assert commits(blank) == ["Start the improvement register"]
    assert blank.words(".git/config") == before
    lock.unlink()
    ran = learnorg("init")
    assert (ran.code, ran.out) == (0, "")
    assert "Told this clone's git" in ran.err
    assert "merge.learnorg.driver" in blank.git("config", "--local", "--list")
    assert not lock.exists()


def test_config_on_a_bad_disk(
    learnorg: Learnorg, somebody: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A preference that may not stay on the disk is told as that; what a kill left is gone."""
    kept = somebody / "config" / "learnorg" / "config.yaml"
    learnorg("config", "set", "commit", "stage")
    left = kept.with_name(".config.yaml.0a1b2c3d.learnorg-tmp")
    left.write_text("comm")

    def failing(_: Path) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr("learnorg.files.platform.sync_folder", failing)
    ran = learnorg("config", "set", "editor", "nano")
    assert ran.code == 5
    assert "is written, but may be lost" in ran.err
    assert kept.read_text() == "commit: stage\neditor: nano\n"
    assert not left.exists()


def test_preferences_cost_no_model(folder: Path, somebody: Path) -> None:
    """Preferences that are well are read without pydantic, since every command reads them."""
    kept = somebody / "config" / "learnorg" / "config.yaml"
    kept.parent.mkdir(parents=True)
    kept.write_text("commit: stage\nnamed: true\neditor: vi\n")
    asked = (
        "import sys; from learnorg.cli.preferences import read; found = read(); "
        "print(found.commit, found.named, found.editor, 'pydantic' in sys.modules)"
    )
    ran = subprocess.run(
        [sys.executable, "-c", asked], cwd=folder, capture_output=True, text=True, check=True
    )
    assert ran.stdout == "stage True vi False\n"
