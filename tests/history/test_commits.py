import stat
import subprocess
from contextlib import suppress
from pathlib import Path

import pytest

from checkouts import Checkout
from learnorg.history import commits, git, trees
from learnorg.history.commits import Commit, IndexLocked, NotCommitted, commit, stage

ONE = "register/one.yaml"
TWO = "register/two.yaml"
NEW = "register/2026/11/new.yaml"


def saved(checkout: Checkout, *paths: str, message: str = "Change\n") -> Commit:
    """The commit of these paths as they stand in the work tree."""
    stage(checkout.repository, paths)
    made = commit(checkout.repository, paths, message)
    assert made
    return made


def test_exactly_our_paths(checkout: Checkout) -> None:
    """Whatever else is staged, edited, deleted, announced or new stays as it was, exactly."""
    checkout.put("staged.txt", "staged\n")
    checkout.put("other.txt", "staged other\n")
    checkout.git("add", "staged.txt", "other.txt")
    checkout.put("other.txt", "edited after staging\n")
    checkout.git("rm", "-q", "--cached", TWO)
    (checkout.path / "learnorg.yaml").unlink()
    checkout.put("announced.txt", "announced\n")
    checkout.git("add", "-N", "announced.txt")
    checkout.put("register/2026/11/untracked.yaml", "untracked\n")
    before = checkout.status()
    index = checkout.git("ls-files", "-s", "--", ".", f":!{ONE}")

    checkout.put(ONE, "id: one\nowner: night-shift leads\n")
    checkout.put(NEW, "id: new\n")
    saved(checkout, ONE, NEW)

    assert checkout.last() == [NEW, ONE]
    assert checkout.committed(ONE) == "id: one\nowner: night-shift leads\n"
    assert checkout.committed(NEW) == "id: new\n"
    assert checkout.status() == before
    assert checkout.git("ls-files", "-s", "--", ".", f":!{ONE}", f":!{NEW}") == index
    checkout.git("fsck", "--strict")


def test_same_tree_as_git_makes(checkout: Checkout) -> None:
    """The tree is the one that `git commit` would have made."""
    for path in ("a", "a.b", "a0", "register/2026.yaml", "register/2026/11/x", "register/2026-x/y"):
        if path != "a":
            checkout.put(path, path)
    paths = ["a.b", "a0", "register/2026.yaml", "register/2026/11/x", "register/2026-x/y"]
    saved(checkout, *paths)
    assert checkout.git("write-tree").strip() == checkout.git("rev-parse", "HEAD^{tree}").strip()


def test_removing(checkout: Checkout) -> None:
    """A removed file is gone from the commit, and a folder that is empty then as well."""
    (checkout.path / ONE).unlink()
    (checkout.path / TWO).unlink()
    saved(checkout, ONE, TWO)
    assert checkout.last() == [ONE, TWO]
    assert "register" not in checkout.git("ls-tree", "--name-only", "HEAD").split()
    assert checkout.status() == []


def test_first_commit(empty: Checkout) -> None:
    """A repository gets its first commit of our paths alone, which can be taken back."""
    empty.put("staged.txt", "staged\n")
    empty.git("add", "staged.txt")
    empty.put(NEW, "id: new\n")
    made = saved(empty, NEW)
    assert empty.git("ls-tree", "-r", "--name-only", "HEAD").split() == [NEW]
    assert empty.status() == ["A  staged.txt"]
    assert "commit (initial): Change" in empty.git("reflog", "-1")
    subprocess.run(made.undo, shell=True, check=True)
    assert empty.git("rev-parse", "--verify", "HEAD", ok=False) == ""


def test_undo(checkout: Checkout) -> None:
    """The command given takes the commit back, from anywhere."""
    checkout.put(ONE, "changed\n")
    made = saved(checkout, ONE)
    subprocess.run(made.undo, shell=True, check=True, capture_output=True, cwd="/")
    assert checkout.words(ONE) == "id: one\n"


def test_message_and_reflog(checkout: Checkout) -> None:
    """The message stands as it is given, with its own lines and letters, and in the reflog."""
    message = "IMP-1: accept – Früher\n\n# not a comment\n\nLearnorg-Action: accept\n"
    checkout.git("config", "i18n.commitEncoding", "latin-1")
    checkout.put(ONE, "changed\n")
    saved(checkout, ONE, message=message)
    checkout.git("config", "--unset", "i18n.commitEncoding")
    assert checkout.git("log", "-1", "--format=%B").strip() == message.strip()
    assert "commit: IMP-1: accept – Früher" in checkout.git("reflog", "-1")
    assert checkout.git("log", "-1", "--format=%an %cn").strip() == "Ada Ada"


def test_linked_work_tree(checkout: Checkout) -> None:
    """In a linked work tree, its own branch moves and no other."""
    main = checkout.git("rev-parse", "main")
    checkout.git("worktree", "add", "-q", "-b", "side", "../side")
    side = Checkout(checkout.path.parent / "side")
    side.put(ONE, "side\n")
    saved(side, ONE)
    assert side.committed(ONE) == "side\n"
    assert side.status() == []
    assert checkout.git("rev-parse", "main") == main


def test_sha256(nobody: Path, tmp_path: Path) -> None:
    """A repository with the longer kind of ids is written as well."""
    checkout = Checkout(tmp_path / "work")
    checkout.path.mkdir()
    checkout.git("init", "-q", "--object-format=sha256")
    checkout.git("config", "user.name", "Ada")
    checkout.git("config", "user.email", "ada@example.org")
    for words in ("one\n", "two\n"):
        checkout.put(ONE, words)
        assert len(saved(checkout, ONE).sha) == 64
    checkout.git("fsck", "--strict")
    assert checkout.status() == []


def test_line_ends(checkout: Checkout) -> None:
    """Attributes and filters hold: what is committed is what `git add` would have."""
    checkout.put(".gitattributes", "*.yaml text eol=crlf\n")
    checkout.put(ONE, "id: one\r\nx: y\r\n")
    saved(checkout, ONE)
    assert checkout.git("cat-file", "-s", f"HEAD:{ONE}").strip() == "13"
    assert checkout.status() == ["?? .gitattributes"]


def test_file_rights(checkout: Checkout) -> None:
    """A file's rights stay as git has them, also where their owner changed them."""
    (checkout.path / ONE).chmod(0o755)
    checkout.git("update-index", "--chmod=+x", TWO)
    checkout.git("commit", "-qm", "Executable")
    checkout.put(ONE, "changed\n")
    checkout.put(TWO, "changed\n")
    saved(checkout, ONE, TWO)
    modes = {
        path: mode[:6] for path in (ONE, TWO) if (mode := checkout.git("ls-tree", "HEAD", path))
    }
    assert modes == {ONE: "100644", TWO: "100755"}
    assert stat.S_IMODE((checkout.path / ONE).stat().st_mode) == 0o755


def test_pre_commit_sees_our_change_alone(checkout: Checkout) -> None:
    """The hook sees as staged what will be committed, and no more."""
    checkout.put("staged.txt", "staged\n")
    checkout.git("add", "staged.txt")
    checkout.hook(
        "pre-commit", "git diff --cached --name-only >seen; git diff --name-only >>seen\n"
    )
    checkout.put(ONE, "changed\n")
    saved(checkout, ONE)
    assert checkout.words("seen") == ONE + "\n"
    assert checkout.last() == [ONE]
    assert checkout.status() == ["?? seen", "A  staged.txt"]
    assert not (checkout.path / ".git" / "learnorg-index").exists()


def test_leftover_of_a_killed_git(checkout: Checkout) -> None:
    """What a killed git left of the index made for hooks is in nobody's way."""
    checkout.put(".git/learnorg-index", "half")
    checkout.put(".git/learnorg-index.lock", "")
    checkout.hook("pre-commit", "exit 0\n")
    checkout.put(ONE, "changed\n")
    assert saved(checkout, ONE)
    assert not (checkout.path / ".git" / "learnorg-index").exists()


def test_index_not_mended(checkout: Checkout, monkeypatch: pytest.MonkeyPatch) -> None:
    """If the index cannot be mended after the commit, that is said, and the commit stands."""
    monkeypatch.setattr(commits, "INDEX_WAIT", 0.1)
    checkout.put(ONE, "ours\n")
    interrupted(monkeypatch, checkout, [("reset", "-q")])
    stage(checkout.repository, [ONE])
    monkeypatch.setattr(commits, "_enter", lambda *_: stage(checkout.repository, [ONE]))
    advanced = commits._advanced

    def locked(*args: object) -> str | None:
        new = advanced(*args)  # type: ignore[arg-type]  # passed through
        checkout.put(".git/index.lock", "")
        return new

    monkeypatch.setattr(commits, "_advanced", locked)
    made = commit(checkout.repository, [ONE], "Change\n")
    assert made
    assert "Mend it with: git" in made.said


def test_pre_commit_refuses(checkout: Checkout) -> None:
    """A hook that says no leaves the change written and staged, with one command to finish."""
    checkout.put("staged.txt", "staged\n")
    checkout.git("add", "staged.txt")
    checkout.hook("pre-commit", "echo no tabs, please; test -e allowed\n")
    checkout.put(ONE, "changed\n")
    checkout.put(NEW, "new\n")
    stage(checkout.repository, [ONE, NEW])
    head = checkout.git("rev-parse", "HEAD")
    with pytest.raises(NotCommitted) as error:
        commit(checkout.repository, [ONE, NEW], "Subject\n\nBody\n")
    assert error.value.exit_code == 6
    assert "no tabs, please" in str(error.value)
    assert checkout.git("rev-parse", "HEAD") == head
    assert checkout.status() == [f"A  {NEW}", "A  staged.txt", f"M  {ONE}"]

    checkout.put("allowed", "")
    finish = error.value.hint.partition("finish with: ")[2]
    subprocess.run(finish, shell=True, check=True, capture_output=True, cwd="/")
    assert checkout.last() == [NEW, ONE]
    assert checkout.git("log", "-1", "--format=%B").strip() == "Subject\n\nBody"
    assert checkout.status() == ["?? allowed", "A  staged.txt"]


def test_finishing_many(checkout: Checkout) -> None:
    """The one command that finishes stays short when the files are many."""
    paths = [f"register/{n}.yaml" for n in range(60)]
    for path in paths:
        checkout.put(path, "x\n")
    stage(checkout.repository, paths)
    command = commits.finishing(checkout.repository, paths, "Import\n")
    assert len(command) < 1000
    subprocess.run(command, shell=True, check=True, capture_output=True)
    assert checkout.last() == sorted(paths)


def test_pre_commit_restages(checkout: Checkout) -> None:
    """What a hook stages of our files is what is committed; of other files it is not."""
    checkout.put("other.txt", "mine, unfinished\n")
    checkout.hook("pre-commit", f"echo 'tidy: yes' >>{ONE}; git add -A\n")
    checkout.put(ONE, "changed\n")
    saved(checkout, ONE)
    assert checkout.committed(ONE) == "changed\ntidy: yes\n"
    assert checkout.last() == [ONE]
    assert checkout.status() == [" M other.txt"]


def test_message_hooks(checkout: Checkout) -> None:
    """Hooks may write the message; git's own arguments are given to them."""
    checkout.hook("prepare-commit-msg", 'echo "kind: $2" >>"$1"\n')
    checkout.hook("commit-msg", 'echo "Ticket: 7" >>"$1"\n')
    checkout.put(ONE, "changed\n")
    saved(checkout, ONE, message="Subject\n\nBody\n")
    assert checkout.git("log", "-1", "--format=%B").split() == [
        *("Subject", "Body", "kind:", "message", "Ticket:", "7")
    ]


@pytest.mark.parametrize("script", ["exit 1", ': >"$1"'])
def test_commit_msg_refuses(checkout: Checkout, script: str) -> None:
    """A refused or emptied message makes no commit."""
    checkout.hook("commit-msg", script + "\n")
    checkout.put(ONE, "changed\n")
    stage(checkout.repository, [ONE])
    with pytest.raises(NotCommitted):
        commit(checkout.repository, [ONE], "Subject\n")
    assert checkout.status() == [f"M  {ONE}"]


def test_hooks_elsewhere(checkout: Checkout) -> None:
    """Hooks are found where git is told to look, and one that may not run does not."""
    checkout.hook("pre-commit", "exit 1\n")
    checkout.git("config", "core.hooksPath", "my-hooks")
    checkout.put(ONE, "changed\n")
    saved(checkout, ONE)
    hook = checkout.put("my-hooks/pre-commit", "#!/bin/sh\nexit 1\n")
    checkout.put(ONE, "changed again\n")
    saved(checkout, ONE)
    hook.chmod(0o755)
    checkout.put(ONE, "and again\n")
    with pytest.raises(NotCommitted):
        saved(checkout, ONE)


def test_post_commit(checkout: Checkout) -> None:
    """The hook for afterwards runs, and what it says is passed on; its refusal changes nothing."""
    checkout.hook("post-commit", "git log -1 --format=done:%s; exit 1\n")
    checkout.put(ONE, "changed\n")
    assert saved(checkout, ONE).said == "done:Change\n"


def test_signing(checkout: Checkout) -> None:
    """Whoever signs commits signs these; a signature that fails makes no commit."""
    gpg = checkout.put("../gpg", "#!/bin/sh\necho no key >&2\nexit 2\n")
    gpg.chmod(0o755)
    checkout.git("config", "gpg.program", str(gpg))
    checkout.git("config", "commit.gpgSign", "true")
    checkout.put(ONE, "changed\n")
    with pytest.raises(NotCommitted, match="gpg failed to sign"):
        saved(checkout, ONE)
    assert checkout.status() == [f"M  {ONE}"]
    signer = 'cat >/dev/null; echo "[GNUPG:] SIG_CREATED " >&2; echo SIGNATURE\n'
    gpg.write_text("#!/bin/sh\n" + signer)
    saved(checkout, ONE)
    assert "gpgsig SIGNATURE" in checkout.git("cat-file", "commit", "HEAD")


def interrupted(
    monkeypatch: pytest.MonkeyPatch, checkout: Checkout, meanwhile: list[tuple[str, ...]]
) -> None:
    """Other git commands, run between our commit's making and its putting in."""
    write = trees.write

    def slow(*args: object) -> str:
        root = write(*args)  # type: ignore[arg-type]  # passed through
        while meanwhile:
            checkout.git(*meanwhile.pop())
        return root

    monkeypatch.setattr(trees, "write", slow)


def test_head_moved(checkout: Checkout, monkeypatch: pytest.MonkeyPatch) -> None:
    """A commit made by somebody else meanwhile is built upon, and never taken back."""
    checkout.put("other.txt", "theirs\n")
    checkout.put(ONE, "ours\n")
    interrupted(monkeypatch, checkout, [("commit", "-qm", "Theirs", "--", "other.txt")])
    saved(checkout, ONE)
    assert checkout.git("log", "--format=%s").split() == ["Change", "Theirs", "Begin"]
    assert checkout.committed("other.txt") == "theirs\n"
    assert checkout.committed(ONE) == "ours\n"
    assert checkout.status() == []


def test_taken_along(checkout: Checkout, monkeypatch: pytest.MonkeyPatch) -> None:
    """If somebody else's commit took our change along, there is nothing left to commit."""
    checkout.put(ONE, "ours\n")
    stage(checkout.repository, [ONE])
    interrupted(monkeypatch, checkout, [("commit", "-qam", "All")])
    assert commit(checkout.repository, [ONE], "Ours\n") is None
    assert checkout.git("log", "--format=%s").split() == ["All", "Begin"]


def test_same_file_elsewhere(checkout: Checkout, monkeypatch: pytest.MonkeyPatch) -> None:
    """If somebody else committed the same file otherwise, that is not overwritten."""
    checkout.git("switch", "-qc", "side")
    checkout.put(ONE, "theirs\n")
    checkout.git("commit", "-qam", "Theirs")
    checkout.git("switch", "-q", "main")
    checkout.put(ONE, "ours\n")
    stage(checkout.repository, [ONE])
    interrupted(monkeypatch, checkout, [("update-ref", "refs/heads/main", "side")])
    with pytest.raises(NotCommitted, match="somebody else committed the same files"):
        commit(checkout.repository, [ONE], "Ours\n")
    assert checkout.committed(ONE) == "theirs\n"
    assert checkout.words(ONE) == "ours\n"


def test_merge_begun(checkout: Checkout, monkeypatch: pytest.MonkeyPatch) -> None:
    """If a rebase began meanwhile, the commit is not put into its middle."""
    checkout.git("switch", "-qc", "side")
    checkout.put("other.txt", "theirs\n")
    checkout.git("commit", "-qam", "Theirs")
    checkout.git("switch", "-q", "main")
    checkout.put(ONE, "ours\n")
    stage(checkout.repository, [ONE])
    interrupted(monkeypatch, checkout, [("checkout", "-q", "--detach", "side")])
    with pytest.raises(NotCommitted, match="no branch is checked out"):
        commit(checkout.repository, [ONE], "Ours\n")
    assert sorted(checkout.git("log", "--format=%s", "--all").split()) == ["Begin", "Theirs"]


def test_index_taken_back(checkout: Checkout, monkeypatch: pytest.MonkeyPatch) -> None:
    """If the index is set back meanwhile, it is mended, so that nothing looks reverted."""
    checkout.put(ONE, "ours\n")
    checkout.put(NEW, "new\n")
    interrupted(monkeypatch, checkout, [("reset", "-q")])
    saved(checkout, ONE, NEW)
    assert checkout.status() == []


def test_index_of_others(checkout: Checkout, monkeypatch: pytest.MonkeyPatch) -> None:
    """What somebody staged of our file meanwhile stays staged."""
    theirs = checkout.git("hash-object", "-w", "--stdin", stdin="theirs\n").strip()
    checkout.put(ONE, "ours\n")
    entry = ("update-index", "--cacheinfo", f"100644,{theirs},{ONE}")
    interrupted(monkeypatch, checkout, [entry])
    saved(checkout, ONE)
    assert checkout.committed(ONE) == "ours\n"
    assert checkout.git("cat-file", "blob", f":{ONE}") == "theirs\n"


def test_stash_between(checkout: Checkout) -> None:
    """If our change is swept out of the index before it is committed, that is said."""
    checkout.put(ONE, "ours\n")
    stage(checkout.repository, [ONE])
    checkout.git("reset", "-q")
    with pytest.raises(NotCommitted, match="out of the index"):
        commit(checkout.repository, [ONE], "Ours\n")


def test_index_in_use(checkout: Checkout, monkeypatch: pytest.MonkeyPatch) -> None:
    """Git's own lock is waited for and named, and never removed."""
    monkeypatch.setattr(commits, "INDEX_WAIT", 0.1)
    checkout.put(ONE, "ours\n")
    lock = checkout.put(".git/index.lock", "")
    for attempt in (
        lambda: commits.wait_for_index(checkout.repository),
        lambda: stage(checkout.repository, [ONE]),
    ):
        with pytest.raises(IndexLocked, match=r"index\.lock") as error:
            attempt()
        assert error.value.exit_code == 4
    assert lock.exists()


def test_ref_in_use(checkout: Checkout) -> None:
    """A branch that another git has locked for good makes no commit, and is said so."""
    checkout.put(".git/refs/heads/main.lock", "")
    checkout.put(ONE, "ours\n")
    with pytest.raises(NotCommitted, match="update-ref"):
        saved(checkout, ONE)
    assert checkout.status() == [f"M  {ONE}"]


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The git commands that are started."""
    names = []
    execute = git.Git._execute

    def counting(self: git.Git, args: tuple[str, ...], *rest: object, **how: object) -> object:
        names.append(git.command_of(args))
        return execute(self, args, *rest, **how)  # type: ignore[arg-type]  # passed through

    monkeypatch.setattr(git.Git, "_execute", counting)
    return names


def test_few_processes(checkout: Checkout, started: list[str]) -> None:
    """A commit starts few gits, however large the repository is."""
    checkout.put(ONE, "ours\n")
    saved(checkout, ONE)
    assert started == [
        "update-index",
        "config",
        "cat-file",
        "hash-object",
        "commit-tree",
        "update-ref",
    ]


def test_housekeeping(checkout: Checkout, started: list[str]) -> None:
    """Git's housekeeping is begun when it is due, and not when it is switched off."""
    for number in range(30):
        checkout.put(f".git/objects/17/{number:038}", "")
    for setting in ("6700", "0"):
        checkout.git("config", "gc.auto", setting)
        checkout.put(ONE, setting)
        with suppress(NotCommitted):
            saved(checkout, ONE)
    assert started.count("maintenance") == 1
