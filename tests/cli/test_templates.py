"""Templates that came with a stranger's clone, as commands meet them."""

import os
import threading
from pathlib import Path

import pytest

from checkouts import Checkout
from cli.speaking import everything
from commandline import Learnorg
from pasts import put

LINKED = "a symlink stands here; it is not followed"
ODD = "it is no regular file"
MAP = "columns:\n  Title: title\n"


def odd(path: Path, how: str) -> str:
    """Something that must not be read, and what is said of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    match how:
        case "endless":
            path.symlink_to("/dev/zero")
        case "elsewhere":
            (path.parent / "other").write_text(MAP)
            path.symlink_to("other")
        case "nowhere":
            path.symlink_to("nowhere")
        case "pipe":
            os.mkfifo(path)
            return ODD
        case "folder":
            path.mkdir()
            return "it cannot be read: Is a directory"
        case "huge":
            path.touch()
            os.truncate(path, 1 << 40)
            return "it is larger than 256 KiB"
    return LINKED


HOW = ["endless", "elsewhere", "nowhere", "pipe", "folder", "huge"]


@pytest.fixture
def work(repo: Checkout) -> Checkout:
    """A register with one record, and a sheet to import."""
    repo.put("learnorg.yaml", "format: 1\n")
    put(repo)
    repo.put("in.csv", "Title\nCalm nights\n")
    return repo


@pytest.mark.parametrize("how", HOW)
def test_framework(work: Checkout, learnorg: Learnorg, how: str) -> None:
    """A framework is read from a file of the register's own and of a bounded size alone."""
    told = odd(work.path / "templates/frameworks/ours.yaml", how)
    ran = learnorg("show", "7k3", "--as", "ours")
    assert (ran.code, ran.out) == (2, "")
    assert f"error: templates/frameworks/ours.yaml:1:1: {told}\n" in ran.err


@pytest.mark.parametrize("how", HOW)
def test_map(work: Checkout, learnorg: Learnorg, how: str) -> None:
    """So is a map that the register brings along."""
    told = odd(work.path / "templates/maps/ours.yaml", how)
    ran = learnorg("import", "in.csv", "--map", "ours", "--dry-run")
    assert (ran.code, ran.out) == (2, "")
    assert f"error: templates/maps/ours.yaml:1:1: {told}\n" in ran.err


@pytest.mark.parametrize("how", HOW)
def test_record(
    work: Checkout, learnorg: Learnorg, how: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So is what a new record begins with in an editor."""
    monkeypatch.setenv("EDITOR", "true")
    told = odd(work.path / "templates/records/improvement.yaml", how)
    ran = learnorg("add", "--edit", "Calm nights")
    assert (ran.code, ran.out) == (2, "")
    assert f"error: templates/records/improvement.yaml:1:1: {told}\n" in ran.err


@pytest.mark.parametrize("how", ["endless", "pipe", "huge"])
def test_pipeline(work: Checkout, learnorg: Learnorg, how: str) -> None:
    """So is what a pipeline is made from; nothing of it is written then."""
    told = odd(work.path / "templates/ci/github/workflow.yaml", how)
    ran = learnorg("ci", "github")
    assert ran.code == 2
    assert f"error: templates/ci/github/workflow.yaml:1:1: {told}\n" in ran.err
    assert not (work.path / ".github").exists()


def test_faults(work: Checkout, learnorg: Learnorg, monkeypatch: pytest.MonkeyPatch) -> None:
    """A template that says nothing is told with the place in it."""
    monkeypatch.setenv("EDITOR", "true")
    work.put("templates/records/improvement.yaml", "title: A\nowner: [\n")
    at = "templates/records/improvement.yaml:2:9"
    assert learnorg("add", "--edit", "Calm nights").err.startswith(f"error: {at}: ")
    path = work.put("templates/ci/github/workflow.yaml", "")
    path.write_bytes(b"name: \xe4\r\n")
    told = "error: templates/ci/github/workflow.yaml:1:1: it is not UTF-8 text\n"
    assert told in learnorg("ci", "github").err


@pytest.mark.parametrize("linked", ["templates", "templates/frameworks"])
def test_linked_folder(work: Checkout, learnorg: Learnorg, linked: str, tmp_path: Path) -> None:
    """A folder of templates that stands elsewhere is not looked into, and shells hear nothing."""
    elsewhere = tmp_path / "elsewhere"
    (elsewhere / "frameworks").mkdir(parents=True)
    place = work.path / linked
    place.parent.mkdir(exist_ok=True)
    place.symlink_to(elsewhere)
    ran = learnorg("show", "7k3", "--as", "model")
    assert (ran.code, ran.out) == (2, "")
    assert f"error: {linked}: {LINKED}\n" in ran.err


@pytest.mark.parametrize("linked", [True, False])
def test_offered(
    work: Checkout, learnorg: Learnorg, linked: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where templates stand elsewhere a shell is offered none, and hears no complaint."""
    if linked:
        (work.path / "templates").symlink_to("nowhere")
    monkeypatch.setenv("_LEARNORG_COMPLETE", "complete_bash")
    monkeypatch.setenv("COMP_WORDS", "learnorg show 7k3 --as m")
    monkeypatch.setenv("COMP_CWORD", "4")
    ran = learnorg()
    assert (ran.out.split(), ran.err) == ([] if linked else ["model"], "")


def test_named_map(work: Checkout, learnorg: Learnorg) -> None:
    """A map named by its path may be a link or a pipe; what has no end is refused."""
    work.put("map.yaml", MAP)
    (work.path / "link.yaml").symlink_to("map.yaml")
    (work.path / "zero.yaml").symlink_to("/dev/zero")
    os.mkfifo(work.path / "pipe.yaml")
    assert learnorg("import", "in.csv", "--map", "link.yaml", "--dry-run").code == 0
    ran = learnorg("import", "in.csv", "--map", "zero.yaml", "--dry-run")
    assert (ran.code, f"error: zero.yaml:1:1: {ODD}\n" in ran.err) == (2, True)
    target = (work.path / "pipe.yaml").write_text
    writer = threading.Thread(target=target, args=(MAP,), daemon=True)
    writer.start()
    assert learnorg("import", "in.csv", "--map", "pipe.yaml", "--dry-run").code == 0
    writer.join(10)


@pytest.mark.parametrize("kind", ["review", "article"])
@pytest.mark.parametrize(
    ("head", "said"),
    [
        ("state: closed", "cannot be closed already"),
        ("state: validated", "cannot be validated already"),
        ("dates: {draft: 2020-01-01}", "cannot have 'dates'"),
        ("id: REV-2611-zzzzzz", "cannot have 'id'"),
        ("imported: {from: x}", "cannot have 'imported'"),
        ("notes: [{text: x}]", "cannot have 'notes'"),
    ],
)
def test_born_further(learnorg: Learnorg, repo: Checkout, kind: str, head: str, said: str) -> None:
    """A template that makes records further than new ones are is refused with its place."""
    of_type = {"review": "problem", "article": "fix"}[kind]
    path = f"templates/records/{kind}-{of_type}.md"
    repo.put(path, f"---\ntags: [x]\n{head}\n---\n\n## Impact\n")
    before = everything(repo)
    ran = learnorg(kind, "new", "T", "--type", of_type)
    assert (ran.code, f"a new {kind} {said}" in ran.err) == (7, True), ran.err
    assert f"{path}:3:1" in ran.err
    assert everything(repo) == before


def test_validation_in_a_template(learnorg: Learnorg, repo: Checkout) -> None:
    """Nobody has found an article right that is only begun."""
    head = "validation:\n  by: bob\n  on: 2026-01-01"
    repo.put("templates/records/article-fix.md", f"---\n{head}\n---\n\n## Issue\n")
    ran = learnorg("article", "new", "T")
    assert (ran.code, "a new article cannot have 'validation'" in ran.err) == (7, True)


def test_first_state_in_a_template(learnorg: Learnorg, repo: Checkout) -> None:
    """To say what is so anyway is no fault."""
    repo.put("templates/records/review-problem.md", "---\nstate: draft\n---\n\n## Impact\n")
    assert learnorg("review", "new", "T", "--type", "problem").code == 0


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (("article", "new", "T", "--edit"), "a new article cannot be validated already"),
        (("review", "new", "T", "--type", "problem", "--edit"),
         "a new review cannot be closed already"),
    ],
)  # fmt: skip
def test_written_further(
    learnorg: Learnorg, repo: Checkout, monkeypatch: pytest.MonkeyPatch,
    command: tuple[str, ...], said: str,
) -> None:  # fmt: skip
    """What is written in the editor is no further, either."""
    state = said.split()[-2]
    monkeypatch.setenv("EDITOR", f"sed -i '2i state: {state}'")
    ran = learnorg(*command)
    assert (ran.code, said in ran.err) == (7, True), ran.err
