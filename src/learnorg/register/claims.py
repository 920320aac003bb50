"""When commits say to have been made, against the order in which they stand."""

from typing import NamedTuple

from learnorg.history.git import Git

DAY = 24 * 60 * 60
"""What clocks and time zones may be apart, in seconds."""


class Claims(NamedTuple):
    """Every commit of a history, with its parents and what it says of its time."""

    tip: str
    parents: dict[str, list[str]]
    when: dict[str, int]
    """In seconds."""
    days: dict[str, str]

    def newest_above(self, commit: str) -> str:
        """Whichever of a commit's parents says to be the newest; nothing where none is here."""
        here = [parent for parent in self.parents.get(commit, ()) if parent in self.when]
        return max(here, key=self.when.__getitem__, default="")

    def before(self, day: str) -> frozenset[str]:
        """
        The commits that were part of the main line before a day.

        They end with the last one that says so and is no older than what stands before it,
        since one that is may be of any day.
        """
        last, newest = "", 0
        for commit in self._main_line() if day else ():
            if self.days[commit] >= day:
                break
            if self.when[commit] >= newest - DAY:
                last = commit
            newest = max(newest, self.when[commit])
        return self.below(last) | {last} if last else frozenset()

    def below(self, commit: str) -> frozenset[str]:
        """Everything that a commit builds on."""
        found: set[str] = set()
        waiting = [*self.parents.get(commit, ())]
        while waiting:
            one = waiting.pop()
            if one not in found:
                found.add(one)
                waiting += self.parents.get(one, ())
        return frozenset(found)

    def _main_line(self) -> list[str]:
        """The first parents from the beginning on."""
        line, here = [], self.tip
        while here in self.when:
            line.append(here)
            here = next(iter(self.parents[here]), "")
        return line[::-1]


def claims(git: Git, tip: str) -> Claims:
    """What the commits up to a tip say of their time."""
    said = Claims(tip, {}, {}, {})
    if not tip:
        return said
    asked = ("rev-list", "--no-commit-header", "--format=%H|%ct|%cs|%P", tip, "--")
    with git.streamed(*asked) as answer:
        for line in answer:
            commit, seconds, day, parents = line.decode("ascii", "replace").strip().split("|")
            said.parents[commit] = parents.split()
            said.when[commit] = int(seconds or 0)
            said.days[commit] = day
    return said


def introduced(git: Git, tip: str, path: str) -> str:
    """The commit that first brought a file to the main line; empty where none did."""
    listed = git.run("rev-list", "--first-parent", tip, "--", path).line.split()
    return listed[-1] if listed else ""
