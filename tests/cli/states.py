"""
The states that git may be in while somebody works on a register.

Each is a function of a place where a register was shared with an origin, and gives the
repository that is then worked in. Its name is the state's.
"""

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from checkouts import Checkout
from registers import laid_out

ID = "IMP-2611-7k3mqx"
FOLDER = "register/improvements/2026/11"
RECORD = f"{FOLDER}/{ID}.yaml"

REGISTER = """
    ---
    # path: learnorg.yaml
    format: 1
    answer_within: 14
    authority: ada@example.org
    ---
    # path: notes.txt
    first
    ---
    id: IMP-2611-7k3mqx
    title: Cut password-reset calls
    state: proposed
    dates:
      proposed: 2026-11-02
    owner: service-desk-lead
    raised: 2026-11-02
    ---
    id: IMP-2610-x2wbcd
    title: Cache build dependencies
    state: in-progress
    dates:
      proposed: 2026-10-05
      accepted: 2026-10-06
      in-progress: 2026-10-12
    owner: platform
    raised: 2026-10-05
    links:
      - rel: depends-on
        to: IMP-2611-7k3mqx
    ---
    id: IMP-2609-h0dbbb
    title: Queue alarms
    state: proposed
    dates:
      proposed: 2026-09-01
    owner: network
    raised: 2026-09-01
"""

NOON = {f"GIT_{who}_DATE": "2026-11-20T12:00:00Z" for who in ("AUTHOR", "COMMITTER")}


@dataclass(frozen=True)
class Place:
    """A folder with somebody's clone and the origin that it is shared with."""

    folder: Path
    patch: pytest.MonkeyPatch
    """Changes the environment for as long as a test runs."""

    @property
    def work(self) -> Checkout:
        """The clone, whose last commit is learnorg's and not shared yet."""
        return Checkout(self.folder / "work")

    @property
    def origin(self) -> Checkout:
        """What is shared."""
        return Checkout(self.folder / "origin")

    def clone(self, *options: str) -> Checkout:
        """Another clone."""
        self.origin.git("config", "uploadpack.allowFilter", "true")
        address = f"file://{self.folder}/origin"
        self.origin.git("clone", "-q", "--template=", *options, address, str(self.folder / "clone"))
        return _named(Checkout(self.folder / "clone"))


State = Callable[[Place], Checkout]


def begun(place: Place) -> None:
    """The place that every state begins with."""
    work = place.work
    laid_out(work.path, REGISTER)
    work.git("init", "-qb", "main", "--template=")
    _named(work)
    _commit(work, "Begin")
    for branch, path, text in (
        ("side", "notes.txt", "theirs\n"),
        ("clash", RECORD, (work.words(RECORD) or "").replace("Cut", "End")),
    ):
        work.git("switch", "-qc", branch, "main")
        work.put(path, text)
        _commit(work, f"Change {path}")
        work.git("switch", "-q", "main")
    work.put("notes.txt", "ours\n")
    _commit(work, "Change notes.txt")
    work.git("clone", "-q", "--bare", "--template=", "--single-branch", ".", "../origin")
    work.git("remote", "add", "origin", "../origin")
    work.git("fetch", "-q", "origin")
    work.git("branch", "-qu", "origin/main")
    words = ("set", "7k3", "title=Halve password-reset calls")
    learnorg = [sys.executable, "-m", "learnorg", *words]
    subprocess.run(learnorg, cwd=work.path, env=os.environ | NOON, check=True, capture_output=True)


def _named(repo: Checkout) -> Checkout:
    repo.git("config", "user.name", "Ada")
    repo.git("config", "user.email", "ada@example.org")
    return repo


def _commit(repo: Checkout, message: str) -> None:
    repo.git("add", "--all")
    with pytest.MonkeyPatch.context() as patch:
        for name, value in NOON.items():
            patch.setenv(name, value)
        repo.git("commit", "-qm", message)


def _edit(repo: Checkout) -> None:
    repo.put(RECORD, (repo.words(RECORD) or "") + "size: L\n")


# ---- nothing to do with our record ------------------------------------------------------


def clean(place: Place) -> Checkout:
    return place.work


def other_file_staged(place: Place) -> Checkout:
    place.work.put("notes.txt", "staged\n")
    place.work.put("more.txt", "staged\n")
    place.work.git("add", "notes.txt", "more.txt")
    return place.work


def other_file_dirty(place: Place) -> Checkout:
    place.work.put("notes.txt", "dirty\n")
    return place.work


def other_file_intended(place: Place) -> Checkout:
    place.work.put("more.txt", "to come\n")
    place.work.git("add", "--intent-to-add", "more.txt")
    return place.work


def other_record_deleted(place: Place) -> Checkout:
    (place.work.path / "register/improvements/2026/09/IMP-2609-h0dbbb.yaml").unlink()
    return place.work


def untracked_files(place: Place) -> Checkout:
    place.work.put("scratch/more.txt", "untracked\n")
    place.work.put(f"{FOLDER}/.{ID}.yaml.swp", "untracked\n")
    return place.work


def stashed(place: Place) -> Checkout:
    place.work.put("notes.txt", "for later\n")
    place.work.git("stash", "-q")
    return place.work


# ---- our record -------------------------------------------------------------------------


def record_staged(place: Place) -> Checkout:
    _edit(place.work)
    place.work.git("add", RECORD)
    return place.work


def record_edited(place: Place) -> Checkout:
    _edit(place.work)
    return place.work


def record_deleted(place: Place) -> Checkout:
    (place.work.path / RECORD).unlink()
    return place.work


def record_skipped(place: Place) -> Checkout:
    place.work.git("update-index", "--skip-worktree", RECORD)
    return place.work


def record_assumed_unchanged(place: Place) -> Checkout:
    place.work.git("update-index", "--assume-unchanged", RECORD)
    return place.work


def record_outside_sparse_checkout(place: Place) -> Checkout:
    place.work.git("sparse-checkout", "set", "--cone", "register/improvements/2026/10")
    return place.work


def others_outside_sparse_checkout(place: Place) -> Checkout:
    place.work.git("sparse-checkout", "set", "--cone", "--sparse-index", FOLDER)
    return place.work


# ---- where HEAD is ----------------------------------------------------------------------


def unborn_branch(place: Place) -> Checkout:
    place.work.git("update-ref", "-d", "refs/heads/main")
    return place.work


def new_repository(place: Place) -> Checkout:
    laid_out(place.folder / "new", REGISTER)
    new = Checkout(place.folder / "new")
    new.git("init", "-qb", "main", "--template=")
    return _named(new)


def no_repository(place: Place) -> Checkout:
    return Checkout(laid_out(place.folder / "bare-folder", REGISTER))


def detached_head(place: Place) -> Checkout:
    place.work.git("switch", "-q", "--detach")
    return place.work


def packed_refs(place: Place) -> Checkout:
    place.work.git("pack-refs", "--all")
    return place.work


def unrelated_base(place: Place) -> Checkout:
    place.work.git("switch", "-q", "--orphan", "other")
    laid_out(place.work.path, REGISTER)
    _commit(place.work, "Begin anew")
    return place.work


def empty_head(place: Place) -> Checkout:
    place.work.put(".git/HEAD", "")
    return place.work


def tag_named_as_branch(place: Place) -> Checkout:
    place.work.git("tag", "main", "HEAD~1")
    place.work.git("tag", "HEAD", "HEAD~1")
    return place.work


# ---- something is under way -------------------------------------------------------------


def merge_with_conflict(place: Place) -> Checkout:
    place.work.git("merge", "-q", "side", ok=False)
    return place.work


def merge_with_conflict_in_record(place: Place) -> Checkout:
    place.work.git("merge", "-q", "clash", ok=False)
    return place.work


def merge_settled(place: Place) -> Checkout:
    place.work.git("merge", "-q", "side", ok=False)
    place.work.put("notes.txt", "both\n")
    place.work.git("add", "notes.txt")
    return place.work


def squash_under_way(place: Place) -> Checkout:
    place.work.git("merge", "-q", "--squash", "side", ok=False)
    return place.work


def rebase(place: Place) -> Checkout:
    place.work.git("rebase", "-q", "side", ok=False)
    return place.work


def rebase_by_patches(place: Place) -> Checkout:
    place.work.git("rebase", "-q", "--apply", "side", ok=False)
    return place.work


def cherry_pick(place: Place) -> Checkout:
    place.work.git("cherry-pick", "side", ok=False)
    return place.work


def revert(place: Place) -> Checkout:
    place.work.put("notes.txt", "again\n")
    _commit(place.work, "Change notes.txt again")
    place.work.git("revert", "--no-edit", "HEAD~2", ok=False)
    return place.work


def bisection(place: Place) -> Checkout:
    place.work.git("bisect", "start", "HEAD", "HEAD~2")
    return place.work


def bisection_on_branch(place: Place) -> Checkout:
    place.work.git("bisect", "start")
    return place.work


def patches(place: Place) -> Checkout:
    (place.folder / "patch").write_text(place.work.git("format-patch", "-1", "--stdout", "side"))
    place.work.git("am", "-q", "../patch", ok=False)
    return place.work


def stash_with_conflict(place: Place) -> Checkout:
    place.work.put("notes.txt", "for later\n")
    place.work.git("stash", "-q")
    place.work.put("notes.txt", "again\n")
    _commit(place.work, "Change notes.txt again")
    place.work.git("stash", "pop", "-q", ok=False)
    return place.work


def stash_with_conflict_in_record(place: Place) -> Checkout:
    _edit(place.work)
    place.work.git("stash", "-q")
    place.work.put(RECORD, (place.work.words(RECORD) or "") + "size: S\n")
    _commit(place.work, "Say how large it is")
    place.work.git("stash", "pop", "-q", ok=False)
    return place.work


# ---- locks, rights, hooks ---------------------------------------------------------------


def index_lock(place: Place) -> Checkout:
    place.work.put(".git/index.lock", "")
    return place.work


def branch_lock(place: Place) -> Checkout:
    place.work.put(".git/refs/heads/main.lock", "")
    return place.work


def head_lock(place: Place) -> Checkout:
    place.work.put(".git/HEAD.lock", "")
    return place.work


def config_lock(place: Place) -> Checkout:
    place.work.put(".git/config.lock", "")
    return place.work


def no_identity(place: Place) -> Checkout:
    place.work.git("config", "--unset", "user.name")
    place.work.git("config", "--unset", "user.email")
    place.work.git("config", "user.useConfigOnly", "true")
    place.patch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    return place.work


def bad_date(place: Place) -> Checkout:
    place.patch.setenv("GIT_AUTHOR_DATE", "the other day")
    return place.work


def owned_by_another(place: Place) -> Checkout:
    place.patch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    return place.work


def signing_without_key(place: Place) -> Checkout:
    place.work.git("config", "commit.gpgSign", "true")
    place.work.git("config", "gpg.program", "false")
    return place.work


def pre_commit_refuses(place: Place) -> Checkout:
    place.work.hook("pre-commit", "echo 'not on a Sunday' >&2; exit 1\n")
    return place.work


def commit_msg_refuses(place: Place) -> Checkout:
    place.work.hook("commit-msg", "echo 'no ticket' >&2; exit 1\n")
    return place.work


def post_commit_fails(place: Place) -> Checkout:
    place.work.hook("post-commit", "echo 'nobody told' >&2; exit 1\n")
    return place.work


def pre_push_refuses(place: Place) -> Checkout:
    place.work.hook("pre-push", "echo 'not on a Sunday' >&2; exit 1\n")
    return place.work


def objects_closed(place: Place) -> Checkout:
    """No new object finds room: root heeds no rights, so files stand where its folder would."""
    place.work.git("gc", "-q", "--prune=now")
    for n in range(256):
        place.work.put(f".git/objects/{n:02x}", "")
    return place.work


# ---- other forms of a repository --------------------------------------------------------


def bare(place: Place) -> Checkout:
    return place.origin


def said_to_be_bare(place: Place) -> Checkout:
    place.work.git("config", "core.bare", "true")
    return place.work


def linked_worktree(place: Place) -> Checkout:
    place.work.git("worktree", "add", "-q", "../linked", "-b", "linked")
    return Checkout(place.folder / "linked")


def linked_worktree_moved(place: Place) -> Checkout:
    place.work.git("worktree", "add", "-q", "../linked", "-b", "linked")
    place.work.path.rename(place.folder / "moved")
    return Checkout(place.folder / "linked")


def submodule(place: Place) -> Checkout:
    above = Checkout(place.folder / "above")
    above.path.mkdir()
    above.git("init", "-qb", "main", "--template=")
    file = ("-c", "protocol.file.allow=always")
    above.git(*file, "submodule", "--quiet", "add", str(place.origin.path), "inside")
    return _named(Checkout(above.path / "inside"))


def shallow_clone(place: Place) -> Checkout:
    place.work.git("push", "-q", "origin", "main")
    return place.clone("--depth=1")


def clone_without_blobs(place: Place) -> Checkout:
    place.work.git("push", "-q", "origin", "main")
    return place.clone("--filter=blob:none")


def register_in_subfolder(place: Place) -> Checkout:
    laid_out(place.work.path / "org" / "learning", REGISTER)
    _commit(place.work, "Begin another")
    return Checkout(place.work.path / "org" / "learning")


def git_folder_elsewhere(place: Place) -> Checkout:
    place.work.git("init", "-q", "--separate-git-dir", "../work.git")
    return place.work


def sha256(place: Place) -> Checkout:
    laid_out(place.folder / "new", REGISTER)
    new = Checkout(place.folder / "new")
    new.git("init", "-qb", "main", "--template=", "--object-format=sha256")
    _commit(_named(new), "Begin")
    return new


def line_ends_of_windows(place: Place) -> Checkout:
    place.work.git("config", "core.autocrlf", "true")
    place.work.git("rm", "-q", "--cached", "-r", ".")
    place.work.git("reset", "-q", "--hard")
    return place.work


def split_index(place: Place) -> Checkout:
    place.work.git("update-index", "--split-index")
    return place.work


# ---- damage -----------------------------------------------------------------------------


def corrupt_index(place: Place) -> Checkout:
    place.work.put(".git/index", "DIRC, no longer")
    return place.work


def index_gone(place: Place) -> Checkout:
    (place.work.path / ".git/index").unlink()
    return place.work


def corrupt_config(place: Place) -> Checkout:
    place.work.put(".git/config", "[core\nbare = no\n")
    return place.work


def _lose(repo: Checkout, name: str) -> Checkout:
    id_ = repo.git("rev-parse", name).strip()
    (repo.path / ".git/objects" / id_[:2] / id_[2:]).unlink()
    return repo


def record_object_lost(place: Place) -> Checkout:
    return _lose(place.work, f"HEAD:{RECORD}")


def folder_object_lost(place: Place) -> Checkout:
    return _lose(place.work, f"HEAD:{FOLDER}")


def head_object_lost(place: Place) -> Checkout:
    return _lose(place.work, "HEAD")


def commit_object_lost(place: Place) -> Checkout:
    return _lose(place.work, "HEAD~1")


# ---- the others -------------------------------------------------------------------------


def _theirs(place: Place, path: str, text: str) -> None:
    other = place.clone()
    other.put(path, text)
    _commit(other, f"Change {path}")
    other.git("push", "-q")


def behind(place: Place) -> Checkout:
    place.work.git("push", "-q")
    _theirs(place, "notes.txt", "theirs\n")
    return place.work


def diverged(place: Place) -> Checkout:
    _theirs(place, "notes.txt", "theirs\n")
    return place.work


def diverged_in_record(place: Place) -> Checkout:
    _theirs(place, RECORD, (place.work.words(RECORD) or "").replace("Halve", "End"))
    return place.work


def behind_in_dirty_file(place: Place) -> Checkout:
    _theirs(place, "notes.txt", "theirs\n")
    place.work.put("notes.txt", "dirty\n")
    return place.work


def no_remote(place: Place) -> Checkout:
    place.work.git("remote", "remove", "origin")
    return place.work


def remote_gone(place: Place) -> Checkout:
    place.origin.path.rename(place.folder / "moved")
    return place.work


def remote_branch_gone(place: Place) -> Checkout:
    place.origin.git("update-ref", "-d", "refs/heads/main")
    place.work.git("config", "fetch.prune", "true")
    return place.work


def remote_refuses(place: Place) -> Checkout:
    hook = place.origin.put("hooks/pre-receive", "#!/bin/sh\necho 'by review only' >&2; exit 1\n")
    hook.chmod(0o755)
    return place.work


STATES: tuple[State, ...] = (
    clean,
    other_file_staged,
    other_file_dirty,
    other_file_intended,
    other_record_deleted,
    untracked_files,
    stashed,
    record_staged,
    record_edited,
    record_deleted,
    record_skipped,
    record_assumed_unchanged,
    record_outside_sparse_checkout,
    others_outside_sparse_checkout,
    unborn_branch,
    new_repository,
    no_repository,
    detached_head,
    packed_refs,
    unrelated_base,
    empty_head,
    tag_named_as_branch,
    merge_with_conflict,
    merge_with_conflict_in_record,
    merge_settled,
    squash_under_way,
    rebase,
    rebase_by_patches,
    cherry_pick,
    revert,
    bisection,
    bisection_on_branch,
    patches,
    stash_with_conflict,
    stash_with_conflict_in_record,
    index_lock,
    branch_lock,
    head_lock,
    config_lock,
    no_identity,
    bad_date,
    owned_by_another,
    signing_without_key,
    pre_commit_refuses,
    commit_msg_refuses,
    post_commit_fails,
    pre_push_refuses,
    objects_closed,
    bare,
    said_to_be_bare,
    linked_worktree,
    linked_worktree_moved,
    submodule,
    shallow_clone,
    clone_without_blobs,
    register_in_subfolder,
    git_folder_elsewhere,
    sha256,
    line_ends_of_windows,
    split_index,
    corrupt_index,
    index_gone,
    corrupt_config,
    record_object_lost,
    folder_object_lost,
    head_object_lost,
    commit_object_lost,
    behind,
    diverged,
    diverged_in_record,
    behind_in_dirty_file,
    no_remote,
    remote_gone,
    remote_branch_gone,
    remote_refuses,
)
