"""What `export` and `import` show of strangers' text, and what they leave as it is."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pexpect
import pytest

from checkouts import Checkout
from cli.speaking import commits, improvements
from commandline import Learnorg

DATA = Path(__file__).parents[1] / "exchange" / "data"
LEARNORG = str(Path(sys.executable).with_name("learnorg"))
TITLE = "abc \u202e fed\u200b \x9b31m \x1b[31m café"
RAW = [*map(chr, (*range(9), *range(11, 13), *range(14, 32), *range(127, 160))), "\u202e", "\u200b"]
RECORD = "register/improvements/2026/11/IMP-2611-7k3mqx.yaml"


@pytest.fixture
def odd(repo: Checkout) -> Checkout:
    """A register with one record whose title would steer a terminal."""
    title = json.dumps(TITLE).replace("\\u001b", "\\x1b")
    repo.put("learnorg.yaml", "format: 1\n")
    repo.put(RECORD, f"id: IMP-2611-7k3mqx\ntitle: {title}\nstate: proposed\nraised: 2026-11-02\n")
    return repo


def at_terminal(folder: Path, *words: str) -> str:
    """All that a command says to a terminal."""
    child = pexpect.spawn(LEARNORG, list(words), cwd=str(folder), encoding="utf-8", timeout=20)
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0, child.before
    return str(child.before)


@pytest.mark.parametrize("form", ["csv", "json", "jsonl"])
def test_export_to_a_terminal(odd: Checkout, form: str) -> None:
    """A terminal is shown what would steer it, and is not steered."""
    shown = at_terminal(odd.path, "export", "--to", form)
    assert [char for char in RAW if char in shown] == []
    assert "\\u202e fed\\u200b" in shown
    assert "\\x0d" not in shown


@pytest.mark.parametrize("form", ["json", "jsonl"])
def test_json_keeps_it(learnorg: Learnorg, odd: Checkout, form: str) -> None:
    """In JSON nothing is raw, in a pipe or a file either, and nothing is lost."""
    out = learnorg("export", "--to", form).out
    assert [char for char in RAW if char in out] == []
    said = json.loads(out)
    assert (said["data"][0] if form == "json" else said)["title"] == TITLE


@pytest.mark.parametrize("encoding", ["utf-8", "ascii", "latin-1"])
def test_csv_keeps_it(learnorg: Learnorg, odd: Checkout, tmp_path: Path, encoding: str) -> None:
    """In a pipe and in a file CSV has its texts as they are, whatever the locale says."""
    env = os.environ | {"PYTHONIOENCODING": encoding}
    piped = subprocess.run([LEARNORG, "export"], cwd=odd.path, env=env, capture_output=True)
    assert learnorg("export", "-o", str(tmp_path / "out.csv")).code == 0
    assert piped.stdout == (tmp_path / "out.csv").read_bytes()
    assert TITLE in piped.stdout.decode()


def test_suggest_to_a_terminal(odd: Checkout, tmp_path: Path) -> None:
    """A suggested map names columns as they are, but steers no terminal."""
    (tmp_path / "s.csv").write_text("Na\u202eme,Title\nx,y\n", encoding="utf-8")
    words = ("import", "--suggest", str(tmp_path / "s.csv"))
    assert "Na\\u202eme" in at_terminal(odd.path, *words)
    piped = subprocess.run([LEARNORG, *words], cwd=odd.path, capture_output=True)
    assert '"Na\\u202eme": ' in piped.stdout.decode()


def test_names_that_are_no_text(learnorg: Learnorg, repo: Checkout, tmp_path: Path) -> None:
    """A file whose name is no UTF-8 comes in as any other, and is known again."""
    sheet = tmp_path / os.fsdecode(b"caf\xe9.csv")
    sheet.write_bytes((DATA / "csi-register.csv").read_bytes())
    for told in ("17 created", "17 unchanged"):
        ran = learnorg("import", str(sheet), "--map", "csi-register")
        assert ran.code == 0, ran.err
        assert told in ran.out
    assert len(improvements(repo)) == 17
    assert commits(repo)[0] == "Import 17 improvements from caf\\xe9.csv"
    assert learnorg("check").code == 0


@pytest.mark.parametrize(
    "words",
    [
        ("import", "\udcff.csv", "--map", "csi-register"),
        ("import", "--suggest", "\udcff.csv"),
        ("import", "learnorg.yaml", "--map", "\udcff"),
        ("import", "learnorg.yaml", "--raised-default", "\udcff"),
        ("export", "\udcff"),
        ("export", "--to", "\udcff"),
        ("export", "-o", "\udcff/x.csv"),
        ("demo", "sample", "--seed", "\udcff"),
    ],
)
def test_words_that_are_no_text(odd: Checkout, words: tuple[str, ...]) -> None:
    """Words that are no UTF-8 are refused in words of ours."""
    ran = subprocess.run(
        [LEARNORG, *map(os.fsencode, words)], cwd=odd.path, capture_output=True, text=True
    )
    assert ran.returncode in (2, 3, 5), ran.stderr
    assert "error: " in ran.stderr
    assert "Traceback" not in ran.stderr


def test_places_that_are_no_text(odd: Checkout, tmp_path: Path) -> None:
    """Files and folders may be made under a name that is no UTF-8."""
    for words in (("export", "-o", tmp_path / "\udcff"), ("demo", tmp_path / "d\udcff")):
        ran = subprocess.run([LEARNORG, *map(os.fsencode, words)], cwd=odd.path)
        assert ran.returncode == 0
    assert {path.name for path in tmp_path.iterdir()} >= {"\udcff", "d\udcff"}


def test_hints_to_be_copied(learnorg: Learnorg, odd: Checkout, tmp_path: Path) -> None:
    """A file's name in a command that is offered is quoted as a shell needs it."""
    (tmp_path / "a; b.csv").write_text("A\n1\n")
    assert "--suggest '" in learnorg("import", str(tmp_path / "a; b.csv")).err
    assert "learnorg -C 'c d' board" in learnorg("demo", "c d", "--records", "2").err
