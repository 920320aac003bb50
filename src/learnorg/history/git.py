"""The one door to the git command."""

import os
import tempfile
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple, cast

from learnorg.errors import LearnorgError
from learnorg.history.repository import Repository

MISLEADING = (
    *("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_COMMON_DIR", "GIT_NAMESPACE"),
    *("GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_QUARANTINE_PATH"),
    *("GIT_PREFIX", "GIT_IMPLICIT_WORK_TREE", "GIT_INTERNAL_SUPER_PREFIX", "GIT_CONFIG"),
    *("GIT_GRAFT_FILE", "GIT_SHALLOW_FILE", "GIT_REPLACE_REF_BASE", "GIT_NO_REPLACE_OBJECTS"),
    *("GIT_LITERAL_PATHSPECS", "GIT_GLOB_PATHSPECS", "GIT_NOGLOB_PATHSPECS"),
    *("GIT_ICASE_PATHSPECS", "GIT_ATTR_SOURCE", "GIT_DEFAULT_REF_FORMAT"),
)
"""Variables that a hook or an alias hands down, and that would lead us to other data."""

DISTRUSTING = (
    *("-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null"),
    *("-c", "safe.bareRepository=explicit", "-c", "diff.external=", "-c", "gpg.program=false"),
    *("-c", "log.showSignature=false", "-c", "log.mailmap=false", "-c", "protocol.allow=never"),
)
ALONE = {
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_CONFIG_GLOBAL": "/dev/null",
    "GIT_CONFIG_COUNT": "0",
    "GIT_CONFIG_PARAMETERS": "",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_ALLOW_PROTOCOL": "",  # for a git that knows not the line above; settings cannot lift it
    "GIT_LITERAL_PATHSPECS": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
}


class Remedy(NamedTuple):
    """How to go on after git said no, and what scripts are told."""

    mend: str
    exit_code: int = 5
    """4, where the repository is sound and its user has only to let git work in it."""


LEFT_OUT = Remedy(
    "This clone leaves contents out. Fetch them: `git fetch --refetch --no-filter`.", exit_code=4
)
REMEDIES = {
    "dubious ownership": Remedy(
        "It belongs to another user. If you trust them, tell git so: "
        "`git config --global --add safe.directory FOLDER`.",
        exit_code=4,
    ),
    "not a git repository": Remedy(
        "Its .git is damaged, or a link that leads nowhere. If the repository was moved, mend the "
        "link from there: `git worktree repair FOLDER`. `learnorg doctor` may tell more."
    ),
    "bad config": Remedy(
        "Correct that line in an editor; `git config --list` shows whether git reads it."
    ),
    "index file": Remedy(
        "Git's index is damaged. Make it anew from the last commit: `rm .git/index` and "
        "`git reset`. Files stay as they are; what was staged is staged no longer."
    ),
    "lazy fetching": LEFT_OUT,
    "promisor remote": LEFT_OUT,
    "transport '": LEFT_OUT,  # all that a git says that was killed by the end of its own fetch
    "temporary file": Remedy(
        "See that there is room on the disk, and that .git/objects may be written."
    ),
    "insufficient permission": Remedy(
        "See that the files in .git are yours: `ls -l .git/objects`."
    ),
}
"""What git says of a repository that stops every command, and what mends it."""

LOST = ("is missing", "bad object", "unable to read", "revision walk setup", "bad tree object")
"""What git says of an object that it should have."""


class GitMissing(LearnorgError):
    """The git command cannot be started."""

    exit_code = 5
    hint = "Install git (https://git-scm.com), or put it on the PATH."

    def __init__(self) -> None:
        super().__init__("git is not installed, or not on the PATH")


class GitFailed(LearnorgError):
    """A git command said no."""

    exit_code = 5

    def __init__(self, command: str, stderr: str) -> None:
        super().__init__(f"git {command} failed: {stderr.strip() or 'without a word'}")
        known = remedy(stderr) or Remedy("`learnorg doctor` and `git status` may tell more.")
        self.hint, self.exit_code = known
        self.command = command
        self.stderr = stderr


def remedy(said: str) -> Remedy | None:
    """How to go on after what git said; none where we do not know."""
    for sign, known in REMEDIES.items():
        if sign in said:
            return known
    if any(sign in said for sign in LOST):
        return Remedy(
            "The repository lacks something of its history. In a shallow clone fetch it: "
            "`git fetch --unshallow`. Else `git fsck` says what is lost; another clone may have it."
        )
    return None


class Output(NamedTuple):
    """What a git command gave."""

    code: int
    stdout: bytes
    stderr: str

    @property
    def line(self) -> str:
        """The answer of a command that gives one line."""
        return self.stdout.decode("utf-8", "surrogateescape").strip()


@dataclass(frozen=True, slots=True)
class Git:
    """The git command, with the options and variables that every call of it gets."""

    options: tuple[str, ...]
    environment: Mapping[str, str] = field(default_factory=dict)

    def run(
        self,
        *args: str,
        stdin: bytes | None = None,
        env: Mapping[str, str] | None = None,
        ok: Collection[int] = (0,),
    ) -> Output:
        """What `git ARGS` gives; an exit code that is not `ok` is an error."""
        try:
            output = self._fed(args, stdin, env or {})
        except OSError as error:  # no room for what it is fed with, or no more processes
            raise GitFailed(command_of(args), str(error)) from error
        if output.code not in ok:
            raise GitFailed(command_of(args), output.stderr)
        return output

    @contextmanager
    def streamed(self, *args: str, feed: Iterable[str] | None = None) -> Iterator[BinaryIO]:
        """What `git ARGS` gives, to be read bit by bit; however much it is, memory is not."""
        with tempfile.TemporaryFile() as fed, tempfile.TemporaryFile() as answer:
            how: dict[str, Any] = {"output_stream": answer}
            try:
                if feed is not None:
                    fed.writelines(os.fsencode(line) for line in feed)
                    fed.seek(0)
                    how["istream"] = fed
                output = self._execute(args, {}, **how)
            except OSError as error:  # no room for it
                raise GitFailed(command_of(args), str(error)) from error
            if output.code:
                raise GitFailed(command_of(args), output.stderr)
            answer.seek(0)
            yield cast(BinaryIO, answer)

    def run_hook(self, name: str, *args: str, env: Mapping[str, str]) -> Output:
        """What one of the user's hooks says, in the user's own language."""
        spoken = {name: os.environ.get(name, "") for name in ("LANGUAGE", "LC_ALL")}
        with tempfile.TemporaryFile() as said:
            # A hook may leave something running that keeps its stderr open. GitPython reads
            # stderr to its end and would wait for that; a file in its place has no end.
            output = self._execute(
                ("hook", "run", "--ignore-missing", name, "--", *args),
                {**spoken, **env},
                preexec_fn=lambda: os.dup2(said.fileno(), 2),
            )
            said.seek(0)
            return Output(output.code, b"", said.read().decode("utf-8", "replace"))

    def _fed(self, args: Sequence[str], stdin: bytes | None, env: Mapping[str, str]) -> Output:
        """What a git command gives that reads this."""
        if not stdin:
            return self._execute(args, env)
        with tempfile.TemporaryFile() as feed:
            feed.write(stdin)
            feed.seek(0)
            return self._execute(args, env, istream=feed)

    def _execute(self, args: Sequence[str], env: Mapping[str, str], **how: Any) -> Output:
        """What GitPython's command runner gives, which never goes through a shell."""
        scrub_environment()
        try:
            # Here, not above: GitPython takes 100 ms to load and starts a git of its own,
            # which commands that only read should not pay for.
            import git
        except ImportError:  # GitPython's word for a git that does not start
            raise GitMissing from None
        try:
            code, stdout, stderr = git.Git().execute(
                ["git", *self.options, *args],
                env={**self.environment, **env},
                shell=False,
                with_extended_output=True,
                with_exceptions=False,
                stdout_as_string=False,
                strip_newline_in_stdout=False,
                **how,
            )
        except git.GitCommandNotFound:
            raise GitMissing from None
        return Output(code, cast(bytes, stdout), cast(str, stderr))


def writing(repository: Repository) -> Git:
    """Git as its user set it up (settings, hooks, signature, name), and what it writes stays."""
    return Git(("-C", str(repository.work_tree), "-c", "core.fsync=all"))


def checking(git_dir: Path, work_tree: Path | None = None) -> Git:
    """
    Git that runs nothing a stranger's repository brings along, for looking only.

    It looks at what is committed: the index, which some commands read all the same, is out of
    its sight, so that a damaged or large one is in nobody's way.
    """
    work = () if work_tree is None else ("--work-tree", str(work_tree))
    unseen = {"GIT_INDEX_FILE": str(git_dir / "learnorg-no-index")}
    return Git(("--git-dir", str(git_dir), *work, *DISTRUSTING), ALONE | unseen)


def scrub_environment() -> None:
    """Our environment without the variables that would lead git to other data."""
    for name in MISLEADING:
        os.environ.pop(name, None)


def command_of(args: tuple[str, ...]) -> str:
    """The name of the git command among its arguments, past what stands before it."""
    words = iter(args)
    for word in words:
        if word == "-c":
            next(words, None)
        elif not word.startswith("-"):
            return word
    return " ".join(args)
