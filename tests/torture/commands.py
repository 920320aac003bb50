"""
Every command that changes something, as it is disturbed: its words, its place, what it may do.

Left out, since another one goes the same way or nothing is promised:

- `assess`, `approve`, `measure`, `close`, `hold`, `resume`, `reopen`, `accept`: one function writes
  for all verbs; `start` moves as most of them do, `decline` ends and writes a reason.
- `estimate`: written as `prioritize` is. `import --apply`: as `set` of several records is.
- `plan reopen`, `plan set`, `plan remove`, `plan roles`, `pilot`: written as `plan done` is.
- `review new`: written as `add` is. `review finding`, `factor`, `say`, `participant`, `submit`,
  `agree`, `close`, `reopen`: one record, written as `note` and `start` are; so are
  `review timeline add` and `review timeline import`. `lessons triage`: as these;
  `lessons import`: several new records, written as `import` writes them.
- `article new`: written as `add` is, from a finding as `review place`. `flag`, `thank`: as `used`.
  `validate`, `archive`, `article move`, `article reopen`: as `fix` is; `article used` and the like
  are those commands themselves.
- `role activity`, `role retire`, `resource approve`, `resource retire`: one record, as `role need`;
  `resource new`: as `role new`, which is written as `person new` is.
- `knowledge search-misses --forget`: takes one file of our own away, which holds no record.
- `ci gitlab`: other files than `ci github`, by the same function.
- `add --edit`: the editor of `edit`, and then the writing of `add`.
- `list -o` and the like: all answers go into files by the function that `export -o` calls.
- `demo`: fills a new folder and refuses one that is not empty; it can be made again.
- `--install-completion`: typer writes it, into the shell's own files.
- Commands that only look keep an index and nothing else; `list` follows every fault.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import furnished
import lived_in
from faults import ALONE, FAULTS, Fault
from judge import May
from lived_in import LEARNORG, OURS

if TYPE_CHECKING:  # it lists them
    from campaign import Ground

THREE = '[{"title": "First of three"}, {"title": "Second of three"}, {"title": "Third of three"}]'
ANY_RECORD = r"register/improvements/\d{4}/\d\d/IMP-2611-[0-9a-z]{6}\.yaml"
LOG = r"register/activity/2026-11/everybody-[0-9a-z]{8}\.jsonl"
RECORDS = May(ANY_RECORD)
BY_GIT = May(rf"{ANY_RECORD}|theirs\.txt", by_git=True)
SHARING = May(rf"{ANY_RECORD}|theirs\.txt", settings=True, refs=True, by_git=True)
INIT = May(
    r"learnorg\.yaml|\.gitattributes|\.vscode/settings\.json|(register|articles)/.*", settings=True
)


@dataclass(frozen=True)
class Command:
    """A command to disturb, and what its repository has besides."""

    name: str
    words: tuple[str, ...]
    stdin: str = ""
    may: May = RECORDS
    furnish: Callable[[Path, Mapping[str, str]], object] | None = None
    """What its repository has before anything is begun."""
    prepare: Callable[["Ground", Path], object] | None = None
    """What happens before it, and is no part of how the repository looked before."""
    begun: bool = False
    again: tuple[str, ...] = ()
    """What is called after it, and is to end well with all of it done; else `list` is called."""
    program: tuple[str, ...] = LEARNORG
    env: Mapping[str, str] = field(default_factory=dict)
    """Variables of its own, in which `{where}` is the repository."""
    faults: tuple[Fault, ...] = FAULTS
    every: int = 1
    """Of its points one in so many is fought over, even in the full campaign."""
    share: int = 1
    """Of a bounded number of points it gets one in so many, where others go the same way."""


def _interrupted(ground: "Ground", where: Path) -> None:
    """What a `set` leaves that was killed between its first record and its second."""
    calls = ground.traces["set"].splitlines()
    between = next(n for n, call in enumerate(calls, 1) if call.endswith(f"/{OURS[1]}.yaml"))
    ground.run(BY_NAME["set"], where, FAULTS[0], between)


def _hooked(where: Path, _: Mapping[str, str]) -> None:
    lived_in.hooks(where)


FIRST, SECOND, _ = OURS
THEIRS = "IMP-2611-ffffff"
ALL_FAULTS = (*FAULTS, ALONE)
NO_CUT = tuple(fault for fault in ALL_FAULTS if not fault.cut)

COMMANDS = (
    Command("add", ("add", "Shorter hand-over", "--tag", "night", "--owner", "platform")),
    Command("add three", ("add", "--from", "-"), stdin=THREE),
    Command("set", ("set", *OURS[:2], "tags+=two", "owner=platform"), faults=ALL_FAULTS),
    Command("set, hooks", ("set", FIRST, "tags+=two"), furnish=_hooked),
    Command("set --no-commit", ("set", *OURS[:2], "tags+=two", "--no-commit")),
    Command("move", ("move", "in-progress", *OURS)),
    Command("import", ("import", "rows.csv", "--map", "map.yaml")),
    # From so many files on they are brought to the disk together.
    Command("import many", ("import", "many.csv", "--map", "map.yaml"), every=8),
    # Finishing what was interrupted may itself be interrupted.
    Command("list, finishing", ("list",), prepare=_interrupted, begun=True),
    # ---- one record, written as `set` writes it
    Command("note", ("note", FIRST, "Seen again"), share=12),
    Command("link", ("link", FIRST, "depends-on", SECOND), share=12),
    Command("plan add", ("plan", "add", FIRST, "Ask the others", "--due", "+2w"), share=12),
    Command("plan done", ("plan", "done", FIRST, "1"), furnish=furnished.planned, share=12),
    Command("edit", ("edit", FIRST), share=6),
    Command("start", ("start", *OURS[:2]), share=12),
    Command("decline", ("decline", FIRST, "--because", "no budget"), share=12),
    Command("prioritize", ("prioritize", FIRST, "--value", "5", "--effort", "3"), share=12),
    Command(
        "person new",
        ("person", "new", "desk-lead", "--email", "desk@example.org"),
        may=May(r"register/people/desk-lead\.yaml"),
        share=12,
    ),
    Command(
        "review place",
        ("review", "place", "REV-2611-rrrrrr", "--improvement", "Alarm every host",
         "--done-when", "no host is without an alarm"),
        may=May(rf"{ANY_RECORD}|register/reviews/2026/11/REV-2611-rrrrrr\.md"),
        furnish=furnished.reviewed,
        share=6,
    ),
    Command("used", ("used", "KB-2611-rrrrrr", "--for", "servicenow:INC1"), may=May(LOG),
            furnish=furnished.flagged, share=6),
    Command("fix", ("fix", "KB-2611-rrrrrr", "--say", "Resolution=Empty /var/log."),
            may=May(rf"articles/2026/11/KB-2611-rrrrrr\.md|{LOG}"), furnish=furnished.flagged,
            share=6),
    Command("role new", ("role", "new", "clerk", "--activity", "File"),
            may=May(r"register/roles/clerk\.yaml"), share=12),
    Command("role need", ("role", "need", "desk", "Tone", "--source", FIRST),
            may=May(r"register/roles/desk\.yaml"), furnish=furnished.role, share=12),
    Command("erase", ("erase", FIRST, "--because", "asked for"), share=12),
    Command("undo", ("undo",), furnish=furnished.done_before, share=12),
    # ---- several files, one of them gone
    Command("rekey", ("rekey", FIRST), furnish=furnished.linked, share=6),

    Command("rekey, merging", ("rekey", THEIRS), may=May(ANY_RECORD, merging=True),
            furnish=furnished.clashing, again=("rekey", THEIRS), share=6),
    # ---- written, and left to the reader to commit
    Command("fmt", ("fmt",), share=6),
    Command("check --fix", ("check", "--fix"), furnish=furnished.out_of_place, share=6),
    # ---- other files than records
    Command("ci github", ("ci", "github", "--owners", "@a/b"), may=May(r"\.github/.*"), share=6),
    Command("init", ("init",), may=INIT, furnish=furnished.ended, again=("init",), share=6),
    Command("init, again", ("init",), may=INIT, again=("init",), share=6),
    Command(
        "config set",
        ("config", "set", "editor", "nano"),
        may=May(r"own/learnorg/config\.yaml"),
        furnish=furnished.preferring,
        env={"XDG_CONFIG_HOME": "{where}/own"},
        again=("config", "set", "editor", "nano"),
        share=6,
    ),
    Command("export", ("export", "-o", "out.csv"), may=May(r"out\.csv(\.base)?"),
            furnish=furnished.exported, again=("export", "-o", "out.csv"), share=6),
    Command("baseline", ("check", "--write-baseline", "known.json"), may=May(r"known\.json"),
            again=("check", "--write-baseline", "known.json"), share=6),
    # ---- where git itself writes
    Command("sync", ("sync",), may=SHARING, furnish=furnished.shared, again=("sync",),
            faults=ALL_FAULTS, share=4),
    # Power cuts are left out: git brings to the disk neither what a rebase notes down of itself,
    # nor, without our settings, what a merge makes.
    Command("sync, rebasing", ("sync",), may=SHARING, furnish=furnished.rebasing, again=("sync",),
            faults=NO_CUT, share=4),
    Command("git merge", ("merge", "--quiet", "--no-edit", "theirs"), may=BY_GIT,
            furnish=furnished.apart, program=("git",),
            again=("merge", "--quiet", "--no-edit", "theirs"), faults=NO_CUT, share=4),
)  # fmt: skip
BY_NAME = {command.name: command for command in COMMANDS}
