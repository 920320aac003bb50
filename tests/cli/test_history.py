"""`log`, `blame`, `diff`, `audit`, `undo` and `--as-of`: what git knows of a register."""

import json
import shlex
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from checkouts import Checkout
from cli.articles import FIX, KB, OTHER_KB, SUCCESSOR, TEAMS, VALIDATED, events
from cli.speaking import everything
from cli.test_verbs import stands
from commandline import Learnorg
from learnorg.register.trail import CACHE
from pasts import ID, OTHER, commit, kept, place, put, story, tip
from test_terminal import ESCAPE, answered, terminal

Expected = Callable[[str, str], None]


@pytest.fixture
def told(somebody: Path, empty: Checkout) -> dict[str, str]:
    """A record with a past, and its commits by what they did."""
    return story(empty)


def go(learnorg: Learnorg, command: str) -> str:
    ran = learnorg(*shlex.split(command))
    assert ran.code == 0, ran.err
    return ran.out


def data(learnorg: Learnorg, command: str) -> list[dict[str, str]]:
    found: list[dict[str, str]] = json.loads(go(learnorg, f"{command} --format json"))["data"]
    return found


# ---- log and blame -----------------------------------------------------------------------


def test_log_of_one(learnorg: Learnorg, told: dict[str, str]) -> None:
    """In a pipe there is a row for each field; for JSON there is a step with its fields."""
    lines = go(learnorg, "log 7k3").splitlines()
    assert lines[0] == "when\twho\temail\tcommit\tid\taction\tfield\tbefore\tafter\tbecause"
    assert len(lines) == 12
    assert data(learnorg, "log 7k3 --since 2026-11-10 --actor cem") == [
        {
            "commit": told["by_hand"], "when": "2026-11-10", "who": "Cem", "name": "Cem",
            "email": "cem@example.org", "id": ID, "kind": "improvement", "action": None,
            "from": "accepted", "to": "accepted", "subject": "Reword it", "because": None,
            "fields": [{"field": "tags", "before": None, "after": "night"}],
        }
    ]  # fmt: skip


def test_log_of_all(learnorg: Learnorg, told: dict[str, str]) -> None:
    """Without a record there is a row for each step, with the states before and after."""
    rows = [line.split("\t") for line in go(learnorg, "log").splitlines()]
    assert [row[6:8] for row in rows] == [
        ["from", "to"], ["accepted", "declined"], ["accepted", "accepted"],
        ["proposed", "accepted"], ["", "proposed"],
    ]  # fmt: skip
    assert len(data(learnorg, "log --state declined")) == 1
    assert len(go(learnorg, "log --limit 2 --format jsonl").splitlines()) == 2
    assert "2 of 4 shown; --limit 0 shows all." in learnorg("log", "--limit", "2").err


def test_log_at_a_terminal(told: dict[str, str], empty: Checkout) -> None:
    """A person reads words, within the width of the terminal, and in no colour if they wish."""
    shown = answered(terminal(empty.path, "log", "7k3", NO_COLOR="1"))
    assert "2026-11-09  moves from proposed to accepted  Ada  " in shown
    assert "            Why: It costs an hour a night." in shown
    assert max(map(len, shown.splitlines())) <= 80
    assert "\x1b" not in shown
    assert ESCAPE.search(answered(terminal(empty.path, "log", "7k3")))
    assert "Nothing found." in answered(terminal(empty.path, "log", "--actor", "nobody"))


def test_log_of_what_is_gone(learnorg: Learnorg, told: dict[str, str], empty: Checkout) -> None:
    """A record that is gone is found by its identity, or by the beginning of it."""
    (empty.path / place(ID)).unlink()
    commit(empty, "Away", on="2026-11-20")
    for name in ("7k3", ID):
        assert len(data(learnorg, f"log {name}")) == 5
    assert learnorg("show", "7k3").code == 3


def test_blame(learnorg: Learnorg, told: dict[str, str], empty: Checkout) -> None:
    """Every field comes with who changed it last, when, and in which commit."""
    lines = [line.split("\t") for line in go(learnorg, "blame 7k3").splitlines()]
    assert lines[0] == ["field", "value", "when", "who", "commit"]
    assert ["owner", "lea", "2026-11-09", "Ada", told["accepted"]] in lines
    shown = answered(terminal(empty.path, "blame", "7k3", NO_COLOR="1"))
    assert f"lea                2026-11-09  Ada  {told['accepted'][:10]}" in shown


def test_not_committed_yet(learnorg: Learnorg, empty: Checkout, somebody: Path) -> None:
    """What is not committed yet has no past, and that is no error."""
    empty.put("learnorg.yaml", "format: 1\n")
    put(empty)
    assert go(learnorg, "log") == go(learnorg, "log").splitlines()[0] + "\n"
    assert "Nothing of it is committed" in learnorg("blame", "7k3").err
    assert "Nothing is committed yet." in answered(terminal(empty.path, "log"))
    assert data(learnorg, "audit")["tip"] is None  # type: ignore[call-overload]  # it is an object


def test_shallow(learnorg: Learnorg, told: dict[str, str], empty: Checkout, tmp_path: Path) -> None:
    """A shallow clone answers what it can, and says where its history begins."""
    there = tmp_path / "clone"
    subprocess.run(
        ["git", "clone", "-q", "--depth", "2", f"file://{empty.path}", str(there)], check=True
    )
    for command in ("log", "log 7k3", "blame 7k3", "audit"):
        ran = learnorg(*command.split(), at=there)
        assert ran.code == 0
        assert "its history begins on 2026-11-10. For all of it: git fetch --unshallow" in ran.err


# ---- diff and as-of ----------------------------------------------------------------------


def test_diff(
    learnorg: Learnorg, told: dict[str, str], empty: Checkout, expected: Expected
) -> None:
    """What is different is told record by record, for people, pipes and programs."""
    put(empty, OTHER, title="Label the racks")
    commit(empty, "Add another one", on="2026-11-20")
    expected("json/diff.json", go(learnorg, f"diff {told['added']} --format json"))
    ran = learnorg("diff", "2026-11-08", "2026-11-12")
    assert ran.out.splitlines()[:2] == [
        "id\thow\ttitle\tfield\tbefore\tafter",
        f"{ID}\tchanged\tShorter hand-over\tstate\tproposed\tdeclined",
    ]
    assert f"1 record differs between {told['added'][:10]} of 2026-11-02 and " in ran.err
    shown = answered(terminal(empty.path, "diff", told["added"], NO_COLOR="1"))
    assert "7k3  Shorter hand-over\n     - moves from proposed to declined\n" in shown
    assert "No record differs" in answered(terminal(empty.path, "diff", "HEAD"))


def test_list_as_of(learnorg: Learnorg, told: dict[str, str], empty: Checkout) -> None:
    """A list is filtered as ever, over the records of then and on the day of then."""
    put(empty, OTHER, due="2026-11-04")
    commit(empty, "Add another one", on="2026-11-13")
    (empty.path / place(OTHER)).unlink()
    commit(empty, "Away", on="2026-11-14")
    assert go(learnorg, "list -q --all").split() == [ID]
    empty.git("branch", "-q", "old", "HEAD~1")
    assert go(learnorg, "list -q --all --as-of old").split() == [OTHER, ID]
    assert go(learnorg, "list -q is:overdue --as-of old").split() == [OTHER]
    ran = learnorg("list", "--as-of", "2026-11-10", "--columns", "state,owner")
    assert ran.out == "state\towner\naccepted\tlea\n"
    assert f"As of {told['by_hand'][:10]}, 2026-11-10: Reword it" in ran.err
    before = everything(empty)
    assert go(learnorg, "list -q --as-of yesterday") == ""
    assert everything(empty) == before


def test_day_of_then(learnorg: Learnorg, told: dict[str, str], empty: Checkout) -> None:
    """What was overdue on a day is judged on that day, also if nothing was committed on it."""
    kept(empty, "Promise", "2026-11-13", state="proposed", due="2026-11-15")
    assert go(learnorg, "list -q is:overdue --as-of 2026-11-15") == ""
    assert go(learnorg, "list -q is:overdue --as-of 2026-11-16").split() == [ID]


def test_show_as_of(learnorg: Learnorg, told: dict[str, str], empty: Checkout) -> None:
    """A record is shown as it stood, also where its file is gone since or was elsewhere."""
    (empty.path / place(ID)).unlink()
    put(empty, at=f"register/improvements/else/{ID}.yaml")
    commit(empty, "Move", on="2026-11-14")
    (empty.path / f"register/improvements/else/{ID}.yaml").unlink()
    commit(empty, "Away", on="2026-11-15")
    ran = learnorg("show", "7k3", "--as-of", told["accepted"], "--format", "json")
    assert json.loads(ran.out)["data"]["record"]["state"] == "accepted"
    assert go(learnorg, "show 7k3 --as-of HEAD~1 --format json")
    ran = learnorg("show", "7k3", "--as-of", "HEAD")
    assert (ran.code, ran.out) == (3, "")
    assert f"error: {ID} was not there in {tip(empty)[:10]} of 2026-11-15" in ran.err


@pytest.mark.parametrize("how", ["rekey", "by hand", "squashed"])
def test_show_as_of_before_a_rekey(
    learnorg: Learnorg, told: dict[str, str], empty: Checkout, how: str
) -> None:
    """A record that got another identity is shown as it stood under the one it had."""
    go(learnorg, "rekey 7k3")
    (new,) = (file.stem for file in empty.path.glob("register/improvements/*/*/*"))
    if how != "rekey":
        empty.git("commit", "-q", "--amend", "-m", "Another name")
    if how == "squashed":
        (empty.path / place(new)).write_text(empty.words(place(new)) + "size: S\n")
        empty.git("commit", "-qa", "--amend", "-m", "Squashed")
    for name in (new, ID):
        ran = learnorg("show", name, "--as-of", told["accepted"], "--format", "json")
        assert ran.code == 0, ran.err
        record = json.loads(ran.out)["data"]["record"]
        assert (record["id"], record["state"]) == (ID, "accepted")
    put(empty, title="Another one")
    commit(empty, "Take it again", on="2026-11-25")
    ran = learnorg("show", new, "--as-of", "HEAD")
    assert "Shorter hand-over" in ran.out


def test_show_as_of_before_a_merge(learnorg: Learnorg, empty: Checkout, somebody: Path) -> None:
    """A record that a merge gave another identity is not taken for the one that kept it."""
    empty.put("learnorg.yaml", "format: 1\n")
    commit(empty)
    empty.git("switch", "-qc", "side")
    theirs = kept(empty, "theirs", "2026-11-03", "Ben", title="Theirs")
    empty.git("switch", "-q", "main")
    ours = kept(empty, "ours", "2026-11-04", title="Ours")
    empty.git("merge", "-q", "side", ok=False)
    go(learnorg, f"rekey {ID}")
    empty.git("commit", "-q", "--no-edit")
    names = {file.stem for file in empty.path.glob("register/improvements/*/*/*")}
    (new,) = names - {ID}
    assert [one["subject"] for one in data(learnorg, f"log {ID}")] == ["ours"]
    assert [one["subject"] for one in data(learnorg, f"log {new}")][-1] == "theirs"
    assert "Theirs" in go(learnorg, f"show {new} --as-of {theirs}")
    assert learnorg("show", new, "--as-of", ours).code == 3


# ---- audit -------------------------------------------------------------------------------


def test_audit(learnorg: Learnorg, told: dict[str, str], empty: Checkout) -> None:
    """Errors end with 1; where there are none, the tip to keep is all that is told."""
    ran = learnorg("audit", "--witness", told["begun"])
    assert (ran.code, len(ran.out.splitlines())) == (0, 1)
    assert ran.err == f"1 record, 4 changes: nothing found.\nTip: {told['declined']}\n"
    kept(empty, "Close", "2026-11-20", state="closed")
    ran = learnorg("audit")
    assert ran.code == 1
    assert "\tdeclined -> closed: the life cycle has no such move\t" in ran.out
    assert "1 record, 5 changes: 1 error." in ran.err
    assert learnorg("audit", "--since", "2026-11-21").code == 0
    child = terminal(empty.path, "audit", NO_COLOR="1")
    child.expect("illegal-move")
    child.expect("Tip: ")


def test_rewritten(learnorg: Learnorg, told: dict[str, str], empty: Checkout) -> None:
    """A history that was rewritten below the last verified tip is told of."""
    empty.git("reset", "-q", "--hard", told["accepted"])
    ran = learnorg("audit", "--witness", told["declined"], "--format", "json")
    assert ran.code == 1
    (finding,) = json.loads(ran.out)["data"]["findings"]
    assert (finding["rule"], finding["level"]) == ("history-rewritten", "error")
    assert learnorg("audit", "--witness", told["added"]).code == 0


@pytest.mark.parametrize("command", ["audit", "diff HEAD~1"])
def test_forms(learnorg: Learnorg, told: dict[str, str], command: str) -> None:
    """The forms that the help names are those in which an answer comes."""
    said = go(learnorg, f"{command.split()[0]} --help")
    assert "table (or terminal), json, md, html, csv or tsv" in " ".join(
        said.replace("│", " ").split()
    )
    for form in ("table", "terminal", "json", "md", "html", "csv", "tsv"):
        assert go(learnorg, f"{command} --format {form}")
    assert learnorg(*command.split(), "--format", "jsonl").code == 2


# ---- undo --------------------------------------------------------------------------------


def test_undo(learnorg: Learnorg, told: dict[str, str], empty: Checkout) -> None:
    """The last change by learnorg is taken back, and with it the taking back."""
    before = empty.words(place(ID))
    go(learnorg, 'note 7k3 "the vendor called"')
    after, noted = empty.words(place(ID)), tip(empty)
    assert before != after
    shown = learnorg("undo", "--dry-run")
    assert "-    text: the vendor called" in shown.out
    assert tip(empty) == noted
    assert f"It would be: {ID}: undo note - Shorter hand-over" in shown.err
    ran = learnorg("undo", "--because", "it was the other vendor")
    assert ran.out == f"{ID}  Shorter hand-over\n"
    assert f"Undid: {ID}: note - Shorter hand-over" in ran.err
    assert empty.words(place(ID)) == before
    assert empty.git("log", "-1", "--format=%B").splitlines()[:4] == [
        f"{ID}: undo note - Shorter hand-over", "", "it was the other vendor", ""
    ]  # fmt: skip
    assert empty.status() == []
    go(learnorg, "undo -q")
    assert empty.words(place(ID)) == after
    assert empty.git("log", "-1", "--format=%s").strip() == f"{ID}: redo note - Shorter hand-over"
    assert learnorg("audit").code == 0


def test_undo_twice(learnorg: Learnorg, told: dict[str, str], empty: Checkout) -> None:
    """A second undo does the thing again, a third takes it back again; each says so."""
    go(learnorg, 'note 7k3 "the vendor called"')
    learnorg("undo")
    assert f"Did again: {ID}: note - Shorter hand-over" in learnorg("undo").err
    assert f"Undid: {ID}: redo note - Shorter hand-over" in learnorg("undo").err
    whole = json.loads(go(learnorg, "undo --format json"))
    assert whole["data"]["told"] == f"Did again: {ID}: note - Shorter hand-over"


def test_undo_of_many(learnorg: Learnorg, told: dict[str, str], empty: Checkout) -> None:
    """What touched several records, or made new ones, is taken back as a whole."""
    put(empty, OTHER)
    commit(empty, "Another", on="2026-11-20")
    tree = empty.git("rev-parse", "HEAD^{tree}")
    go(learnorg, "set 7k3 x2w size=S -q")
    assert sorted(go(learnorg, "undo -q").split()) == sorted([ID, OTHER])
    assert empty.git("rev-parse", "HEAD^{tree}") == tree
    go(learnorg, 'add "One more" -q')
    go(learnorg, "undo -q")
    assert empty.git("rev-parse", "HEAD^{tree}") == tree


@pytest.mark.parametrize("how", ["committed", "edited", "staged"])
def test_undo_of_what_changed(
    learnorg: Learnorg, told: dict[str, str], empty: Checkout, how: str
) -> None:
    """A file that was changed since is left alone, and it is said how to go on."""
    go(learnorg, 'note 7k3 "the vendor called"')
    file = empty.path / place(ID)
    file.write_text(file.read_text() + "\n# by hand\n")
    if how != "edited":
        empty.git("add", "-A")
    if how == "committed":
        empty.git("commit", "-qm", "By hand")
    before = everything(empty)
    ran = learnorg("undo")
    assert (ran.code, ran.out) == (4, "")
    assert "cannot be taken back" in ran.err
    assert "hint: " in ran.err
    assert everything(empty) == before


def test_undo_without_commit(learnorg: Learnorg, told: dict[str, str], empty: Checkout) -> None:
    """`--no-commit` writes the files and leaves git to its user."""
    go(learnorg, "undo --no-commit")
    assert tip(empty) == told["declined"]
    assert empty.status() == [f" M {place(ID)}"]


@pytest.mark.parametrize(
    "command",
    [
        ["used", KB, "--for", "servicenow:INC1", "--helped"],
        ["flag", KB, "step 3 fails"],
        ["thank", KB],
        ["validate", KB],
        ["fix", KB, "--say", "Resolution=Leave out step 3."],
    ],
    ids=lambda words: words[0],
)
@pytest.mark.parametrize("later", [False, True], ids=["last", "more-since"])
def test_undo_of_deeds(learnorg: Learnorg, repo: Checkout, command: list[str], later: bool) -> None:
    """What was noted of an article is taken out of the log, and only that; and noted again."""
    stands(repo, VALIDATED + SUCCESSOR + TEAMS)
    go(learnorg, f"thank {OTHER_KB}")
    tree = repo.git("rev-parse", "HEAD^{tree}")
    whole = json.loads(learnorg(*command, "--format", "json").out)["data"]
    assert whole["undo"] == "learnorg undo"
    done = events(repo)
    if later:  # by somebody else, without learnorg's trailer
        (log,) = repo.path.glob("register/activity/*/*.jsonl")
        line = log.read_text(encoding="utf-8").splitlines()[0]
        log.write_text(f"{log.read_text('utf-8')}{line.replace(line[8:20], '0' * 12)}\n", "utf-8")
        repo.git("commit", "-qam", "Merged")
    shown = learnorg("undo", "--dry-run")
    assert (shown.code, f'"object": "{KB}"' in shown.out) == (0, True), shown.err
    ran = learnorg("undo")
    assert ran.code == 0, ran.err
    assert KB in ran.out
    assert [one["object"] for one in events(repo)] == [OTHER_KB] * (2 if later else 1)
    if not later:
        assert repo.git("rev-parse", "HEAD^{tree}") == tree
    assert "Take it back: learnorg undo" in learnorg("undo").err
    assert sorted(map(str, events(repo))) == sorted(
        map(str, [*done, *done[:1]][: len(done) + later])
    )
    assert repo.status() == []
    assert learnorg("check").code == 0


def test_undo_of_a_line_that_went(learnorg: Learnorg, repo: Checkout) -> None:
    """A line that somebody took out meanwhile is not taken back once more."""
    stands(repo, FIX + TEAMS)
    go(learnorg, f"thank {KB}")
    go(learnorg, f"used {KB}")
    (log,) = repo.path.glob("register/activity/*/*.jsonl")
    log.write_text(log.read_text("utf-8").splitlines(keepends=True)[0], "utf-8")
    before = everything(repo)
    ran = learnorg("undo")
    assert (ran.code, "cannot be taken back" in ran.err) == (4, True)
    assert everything(repo) == before


def test_undo_of_an_erasure(learnorg: Learnorg, repo: Checkout) -> None:
    """What was erased comes back with the words in the log."""
    stands(repo, FIX + TEAMS)
    go(learnorg, f"flag {KB} 'step 3 fails'")
    tree = repo.git("rev-parse", "HEAD^{tree}")
    go(learnorg, f"erase {KB} --because 'asked for'")
    go(learnorg, "undo")
    assert repo.git("rev-parse", "HEAD^{tree}") == tree


# ---- refusals ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("command", "code", "said"),
    [
        ("log zzz", 3, "there is no record 'zzz'"),
        ("log --field ownr", 2, "Did you mean 'owner'?"),
        ("log --state acepted", 2, "Did you mean 'accepted'?"),
        ("log --since someday", 2, "'someday' is not a date"),
        ("blame zzz", 3, "there is no record 'zzz'"),
        ("diff nowhere", 4, "there is no commit 'nowhere'"),
        ("diff 2020-01-01", 3, "nothing was committed by 2020-01-01"),
        ("list --as-of nowhere", 4, "there is no commit 'nowhere'"),
        ("show 7k3 --as-of 2020", 3, "nothing was committed by 2020-12-31"),
        ("show zzz --as-of HEAD", 3, "there is no record 'zzz'"),
        ("audit --witness nonsense", 4, "there is no commit 'nonsense'"),
    ],
)
def test_refused(
    learnorg: Learnorg, told: dict[str, str], command: str, code: int, said: str
) -> None:
    """What cannot be answered is refused in words."""
    ran = learnorg(*command.split())
    assert (ran.code, ran.out) == (code, "")
    assert said in ran.err


@pytest.mark.parametrize(
    "command", ["log", "blame lea", "diff HEAD", "audit", "undo", "list --as-of HEAD"]
)
def test_without_git(learnorg: Learnorg, command: str) -> None:
    """
    Without git no history is kept, and each command says so.
    ---
    id: lea
    title: Lea
    """
    ran = learnorg(*command.split())
    assert (ran.code, ran.out) == (4, "")
    assert "there is no git repository here, so no history is kept" in ran.err


@pytest.mark.parametrize("damage", [b"garbage " * 200, b""])
def test_damaged(learnorg: Learnorg, told: dict[str, str], empty: Checkout, damage: bytes) -> None:
    """A damaged cache is made anew without a word."""
    before = learnorg("log")
    (empty.path / ".git" / "learnorg" / "root" / CACHE).write_bytes(damage)
    assert learnorg("log") == before
