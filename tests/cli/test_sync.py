"""`sync`, between two clones."""

import json
from pathlib import Path

import pytest

from checkouts import Checkout
from cli.speaking import commits, everything, files, record
from cli.test_verbs import OTHER, OWNED, stands
from commandline import Learnorg

ID = "IMP-2611-7k3mqx"
PATH = f"register/improvements/2026/11/{ID}.yaml"


@pytest.fixture
def ours(repo: Checkout, tmp_path: Path) -> Checkout:
    """A repository that was shared with an origin."""
    stands(repo, OWNED + OTHER)
    repo.git("clone", "-q", "--bare", str(repo.path), str(tmp_path / "origin"))
    repo.git("remote", "add", "origin", str(tmp_path / "origin"))
    repo.git("fetch", "-q", "origin")
    repo.git("branch", "-qu", "origin/main")
    return repo


@pytest.fixture
def theirs(ours: Checkout, tmp_path: Path) -> Checkout:
    """Somebody else's clone."""
    ours.git("clone", "-q", str(tmp_path / "origin"), str(tmp_path / "theirs"))
    clone = Checkout(tmp_path / "theirs")
    clone.git("config", "user.name", "Bob")
    clone.git("config", "user.email", "bob@example.org")
    return clone


def test_nothing_to_share(learnorg: Learnorg, ours: Checkout) -> None:
    """Where both sides are the same, it is said, and nothing happens."""
    before = everything(ours)
    ran = learnorg("sync")
    assert ran.code == 0
    assert ran.err.splitlines() == [
        "Fetched origin/main: 0 commits of others, 0 commits of yours.",
        "Checked: 0 errors.",
        "Nothing to push: everything here is shared.",
    ]
    assert everything(ours) == before


def test_ours_goes_out(learnorg: Learnorg, ours: Checkout, theirs: Checkout) -> None:
    """What was done here is not shared until sync pushes it; each answer says so."""
    assert (
        "not yet shared: 1 commit ahead of origin/main; learnorg sync"
        in learnorg("accept", "7k3").err
    )
    ran = learnorg("sync")
    assert ran.code == 0, ran.err
    assert "Pushed to origin/main: everything here is shared now." in ran.err
    theirs.git("pull", "-q")
    assert "state: accepted\n" in record(theirs, ID)


def test_theirs_comes_in(learnorg: Learnorg, ours: Checkout, theirs: Checkout) -> None:
    """What others did comes in by fast-forward where nothing was done here."""
    learnorg("accept", "7k3", at=theirs.path)
    learnorg("sync", at=theirs.path)
    ran = learnorg("sync")
    assert "Took in 1 commit by fast-forward." in ran.err
    assert "state: accepted\n" in record(ours, ID)
    assert commits(ours) == commits(theirs)


@pytest.mark.parametrize(("wish", "how"), [("", "merge"), ("true", "rebase")])
def test_both(learnorg: Learnorg, ours: Checkout, theirs: Checkout, wish: str, how: str) -> None:
    """Work on both sides is put together as git is configured to."""
    learnorg("accept", "7k3", at=theirs.path)
    learnorg("sync", at=theirs.path)
    learnorg("set", "x2w", "owner=network")
    if wish:
        ours.git("config", "pull.rebase", wish)
    ran = learnorg("sync")
    assert ran.code == 0, ran.err
    assert f"Took in 1 commit by {how}." in ran.err
    assert "Pushed to origin/main" in ran.err
    merges = ours.git("rev-list", "--count", "--merges", "HEAD").strip()
    assert merges == ("1" if how == "merge" else "0")
    theirs.git("pull", "-q")
    assert "owner: network\n" in record(theirs, "IMP-2611-x2wbcd")


@pytest.mark.parametrize("how", ["merge", "rebase"])
def test_conflict(learnorg: Learnorg, ours: Checkout, theirs: Checkout, how: str) -> None:
    """A conflict is told with its file and how to go on or back, and then goes on."""
    learnorg("set", "7k3", "owner=network", at=theirs.path)
    learnorg("sync", at=theirs.path)
    learnorg("set", "7k3", "owner=service-desk")
    ours.git("config", "pull.rebase", str(how == "rebase").lower())
    ran = learnorg("sync")
    assert ran.code == 4
    assert f"the {how} stopped at conflicts in\n  {PATH}" in ran.err
    assert f"git {how} --continue" in ran.err
    assert f"git {how} --abort" in ran.err
    assert learnorg("sync").code == 4

    text = record(ours, ID)
    kept = text[: text.index("<<<<<<<")] + "owner: both\n"
    ours.put(PATH, kept)
    ours.git("add", PATH)
    ours.git("-c", "core.editor=true", how, "--continue")
    assert learnorg("sync").code == 0


@pytest.mark.parametrize("how", ["merge", "rebase"])
def test_identity_clash(learnorg: Learnorg, ours: Checkout, theirs: Checkout, how: str) -> None:
    """Two records of one identity are settled by `rekey`, and files besides by hand."""
    new = "IMP-2611-90bcdf"
    for side, title in ((theirs, "Theirs"), (ours, "Ours")):
        text = record(side, ID).replace(ID, new)
        side.put(PATH.replace(ID, new), text.replace("Cache build dependencies", title))
        side.put("notes.txt", f"{title}\n")
        side.git("add", ".")
        side.git("commit", "-qm", f"Make it: {title}")
    theirs.git("push", "-q")
    ours.git("config", "pull.rebase", str(how == "rebase").lower())
    ran = learnorg("sync")
    assert ran.code == 4
    assert f"Both sides made {new}: learnorg rekey {new} keeps both." in ran.err
    assert "Mend the other files and `git add` them" in ran.err
    marked = "ours between the marks is the others'" in ran.err
    assert marked is (how == "rebase")
    assert learnorg("rekey", new).code == 0
    ours.put("notes.txt", "Both\n")
    ours.git("add", "notes.txt")
    ours.git("-c", "core.editor=true", how, "--continue")
    assert learnorg("sync").code == 0


def rewritten(theirs: Checkout) -> str:
    """Rewrite the last commit at the remote; how the new one is called."""
    theirs.git("commit", "-q", "--amend", "-m", "Told otherwise")
    theirs.git("push", "-qf")
    return theirs.git("rev-parse", "--short", "HEAD").strip()


@pytest.mark.parametrize("dry", [True, False])
def test_forced_push(learnorg: Learnorg, ours: Checkout, theirs: Checkout, dry: bool) -> None:
    """Where the upstream no longer holds what it held, it is said before anything is taken in."""
    was = ours.git("rev-parse", "--short", "origin/main").strip()
    now = rewritten(theirs)
    ran = learnorg("sync", *(["--dry-run"] if dry else []))
    assert f"was rewritten by a forced push: it stood at {was}, and now stands at {now}" in ran.err
    told = ran.err.splitlines()
    assert [line.split()[0] for line in told[:2]] == ["Fetched", "origin/main"]
    assert ("was rewritten" in learnorg("sync").err) is dry
    assert "was rewritten" not in learnorg("sync").err


def test_forced_push_fetched_before(learnorg: Learnorg, ours: Checkout, theirs: Checkout) -> None:
    """That is said until it was taken in, whoever fetched it."""
    rewritten(theirs)
    ours.git("fetch", "-q")
    assert "was rewritten" in learnorg("sync", "--dry-run").err
    ours.git("merge", "-q", "--no-edit", "origin/main")
    assert "was rewritten" not in learnorg("sync", "--dry-run").err


def test_taken_back_there(learnorg: Learnorg, ours: Checkout, theirs: Checkout) -> None:
    """A remote from which the last commit was taken away is rewritten, too."""
    learnorg("note", "7k3", "ours")
    learnorg("sync")
    theirs.git("push", "-qf")
    ours.git("fetch", "-q")
    assert "was rewritten" in learnorg("sync", "--dry-run").err
    ours.git("reset", "-q", "--hard", "origin/main")
    assert "was rewritten" not in learnorg("sync").err


def test_without_reflog(learnorg: Learnorg, ours: Checkout, theirs: Checkout) -> None:
    """Where git keeps no reflog, no more is known than what this fetch did."""
    ours.git("config", "core.logAllRefUpdates", "false")
    (ours.path / ".git/logs/refs/remotes/origin/main").unlink(missing_ok=True)
    learnorg("note", "7k3", "ours")
    rewritten(theirs)
    assert "was rewritten" in learnorg("sync", "--dry-run").err
    assert learnorg("sync", "--dry-run").code == 0


def test_errors_stop_the_push(learnorg: Learnorg, ours: Checkout, theirs: Checkout) -> None:
    """A register with errors is not pushed, unless `--unchecked` says so."""
    ours.put(PATH, record(ours, ID) + "size: huge\n")
    ours.git("commit", "-qam", "Break it")
    ran = learnorg("sync")
    assert ran.code == 1
    assert "not pushed: 1 error in the register" in ran.err
    assert "learnorg sync --unchecked" in ran.err
    theirs.git("pull", "-q")
    assert commits(theirs)[0] == "What stands"
    assert learnorg("sync", "--unchecked").code == 0
    theirs.git("pull", "-q")
    assert commits(theirs)[0] == "Break it"


def test_dry_run(learnorg: Learnorg, ours: Checkout, theirs: Checkout) -> None:
    """A dry run fetches, says how far apart the sides are, and stops."""
    learnorg("accept", "7k3", at=theirs.path)
    learnorg("sync", at=theirs.path)
    tip = ours.git("rev-parse", "HEAD")
    ran = learnorg("sync", "--dry-run")
    assert "1 commit of others, 0 commits of yours" in ran.err
    assert "Nothing was merged or pushed (--dry-run)." in ran.err
    assert ours.git("rev-parse", "HEAD") == tip


def test_first_time(learnorg: Learnorg, ours: Checkout, tmp_path: Path) -> None:
    """A branch that was never pushed gets its upstream."""
    ours.git("switch", "-qc", "idea")
    ran = learnorg("sync")
    assert ran.code == 0, ran.err
    assert "idea was never pushed there" in ran.err
    assert ours.git("rev-parse", "--abbrev-ref", "@{upstream}") == "origin/idea\n"


def test_as_json(learnorg: Learnorg, ours: Checkout) -> None:
    """As JSON every step is there."""
    learnorg("accept", "7k3")
    whole = json.loads(learnorg("sync", "--format", "json").out)
    assert whole["kind"] == "sync"
    assert [step["step"] for step in whole["data"]] == ["fetch", "check", "push"]


def test_what_stands_in_the_way(learnorg: Learnorg, ours: Checkout, theirs: Checkout) -> None:
    """An edit that a merge would overwrite stops it, and stays."""
    learnorg("accept", "7k3", at=theirs.path)
    learnorg("sync", at=theirs.path)
    ours.put(PATH, record(ours, ID) + "size: M\n")
    ran = learnorg("sync")
    assert ran.code == 4
    assert "Commit or stash what stands in the way" in ran.err
    assert "size: M\n" in record(ours, ID)


def test_no_remote(learnorg: Learnorg, repo: Checkout) -> None:
    """Without a remote there is nobody to share with."""
    ran = learnorg("sync")
    assert ran.code == 4
    assert "git remote add origin ADDRESS" in ran.err


def test_several_remotes(learnorg: Learnorg, repo: Checkout) -> None:
    """Among several remotes the user chooses once."""
    repo.git("remote", "add", "one", "/nowhere")
    repo.git("remote", "add", "two", "/nowhere")
    ran = learnorg("sync")
    assert ran.code == 4
    assert "git push -u one main" in ran.err


def test_remote_gone(learnorg: Learnorg, repo: Checkout) -> None:
    """A remote that does not answer is an input/output error; what was done here is safe."""
    repo.git("remote", "add", "origin", "/nowhere")
    ran = learnorg("sync")
    assert ran.code == 5
    assert "could not fetch from origin" in ran.err


def test_without_git(learnorg: Learnorg, folder: Path) -> None:
    """
    Without git there is nothing to share.
    ---
    id: ada
    title: Ada
    state: active
    """
    ran = learnorg("sync")
    assert ran.code == 4
    assert "learnorg init --git" in ran.err


def test_half_taken_in(learnorg: Learnorg, ours: Checkout, theirs: Checkout) -> None:
    """A merge that git gives up without a conflict is taken back, and can be tried again."""
    learnorg("note", "7k3", "ours")
    theirs.put("readme.txt", "theirs\n")
    theirs.git("add", ".")
    theirs.git("commit", "-qm", "Theirs")
    theirs.git("push", "-q")
    before = files(ours.path), ours.status(), commits(ours)
    ours.hook("commit-msg", "exit 1")
    ran = learnorg("sync")
    assert ran.code == 4
    assert "git merge was refused" in ran.err
    ours.hook("commit-msg", "exit 0")
    assert (files(ours.path), ours.status(), commits(ours)) == before
    assert learnorg("sync").code == 0
    assert ours.words("readme.txt") == "theirs\n"
