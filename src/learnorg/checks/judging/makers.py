"""Who made what of a change, by the surest proof there is."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from learnorg.checks.judging.proposed import Proposed
from learnorg.files.loader import Form, Refused, load
from learnorg.history.objects import Commit, Touch, content, contents
from learnorg.history.signatures import signer
from learnorg.history.trees import Entry
from learnorg.kinds.kind import Plain
from learnorg.refs import stem
from learnorg.register.authority import Mover
from learnorg.register.evidence import PROOFS, Actor, Forge, People
from learnorg.register.evidence import forge as forge_of
from learnorg.register.places import FILES


class Making(NamedTuple):
    """The commit that brought a record to its state, or else touched it last."""

    last: Commit | None
    entered: Mapping[str, Commit] = {}
    """The newest commit that brought it to each state, where several touched it."""
    touched: Sequence[Commit] = ()


class Makers:
    """The people behind the commits of a change, as the base knows them."""

    def __init__(self, change: Proposed, actors: Path | None) -> None:
        self._change = change
        self.people = People(_listed(change))
        """Whom the base lists."""
        said = actors.read_bytes() if actors else b""
        self._forge = forge_of(said, str(actors), self.people) if actors else Forge()
        signers = content(change.git, change.base, change.prefix + change.policy.evidence.signers)
        self._signers = signers or b""
        self._known: dict[str, Actor] = {}

    @property
    def proof(self) -> str:
        """The least sure proof of those that were asked for."""
        proofs = {actor.proof for actor in self._known.values()} or {"author"}
        return min(proofs, key=PROOFS.index)

    def of(self, commit: Commit | None) -> Actor:
        """Who made a commit."""
        if commit is None:
            return self._as_told(Mover())
        if commit.id not in self._known:
            self._known[commit.id] = self._proven(commit)
        return self._known[commit.id]

    def of_policy(self) -> Actor:
        """Whoever changes what the register is judged or shown by; of several, one who may not."""
        change = self._change
        made = [
            self.of(commit)
            for id_, commit in change.commits.items()
            if any(change.is_ruled_by(each[0].path) for each in change.touches.get(id_, ()))
        ]
        if not made:  # at most a merge chose it
            ruled = any(change.is_ruled_by(touch.path) for touch in change.merged.touches)
            merge = self._merger if ruled else None
            made = [self.of(merge or next(iter(change.commits.values()), None))]
        return next((one for one in made if not one.governs(change.policy)), made[0])

    @cached_property
    def _merger(self) -> Commit | None:
        """Of the commits that merge, one of somebody who may not, or else the newest."""
        merges = [commit for commit in self._change.commits.values() if len(commit.parents) > 1]
        policy = self._change.policy
        others = (commit for commit in merges if not self.of(commit).governs(policy))
        return next(others, merges[0] if merges else None)

    def making(self) -> Callable[[str], Making]:
        """How what stands at a path was made: the commits that brought it to its states."""
        change = self._change
        several = [each for some in change.made.values() if len(some) > 1 for _, each in some]
        states = self._states(touch for each in several for touch in each)

        def making(path: str) -> Making:
            line, begins = change.line(path)
            if not begins and (merge := self._merger):  # whoever merged chose what stands there
                return Making(merge, {}, [merge, *(commit for commit, _ in line)])
            led = {commit.id for commit, _ in line}
            made = [one for one in change.made.get(path, ()) if not led or one[0] in led]
            touched = [change.commits[id_] for id_, _ in made]
            entered: dict[str, Commit] = {}
            for commit, (_, each) in zip(touched, made, strict=True):
                state = states(each[0].after)
                if all(states(touch.before) != state for touch in each):
                    entered.setdefault(state, commit)
            every = chain(entered.values(), touched, change.commits.values())
            return Making(next(every, None), entered, touched)

        return making

    def _states(self, touches: Iterable[Touch]) -> Callable[[Entry | None], str]:
        """What each version of some records says of its state."""
        asked = {e.id: t.path for t in touches for e in t[1:] if e and e.mode in FILES}
        said: dict[str, str] = {}
        for id_, data in contents(self._change.git, asked):
            try:
                said[id_] = str(load(data, Form.of(asked[id_])).plain().get("state"))
            except Refused:
                continue
        return lambda entry: said.get(entry.id, "") if entry else ""

    def _proven(self, commit: Commit) -> Actor:
        approvers = self._forge.approvers
        author = commit.author.email.lower()
        committer = commit.committer.email.lower()
        doubt = ""
        if commit.signed:
            doubt = f"the signature is of no key that {self._change.policy.evidence.signers} lists"
        if self._signers and commit.signed == "ssh":
            signed_by = signer(self._change.git, commit.id, self._signers).lower()
            if signed_by and signed_by == author == committer:
                return Actor(self.people.known(Mover(author)), "signature", approvers)
            by_forge = signed_by == committer and not self.people.known(Mover(committer)).person
            if signed_by and by_forge and self._change.policy.evidence.squash:
                return Actor(self.people.known(Mover(author)), "forge", approvers)
            if signed_by:
                doubt = f"signed by {signed_by}, for {author}, whose committer is {committer}"
        known = self.people.known(Mover(commit.author.email, commit.author.name))
        return self._as_told(known, doubt)

    def _as_told(self, author: Mover, doubt: str = "") -> Actor:
        """Whoever made something, as the forge says, or else as the commit does."""
        if self._forge.author:
            return Actor(self._forge.author, "forge", self._forge.approvers)
        return Actor(author, "author", self._forge.approvers, doubt)


def _listed(change: Proposed) -> Iterator[tuple[str, Plain]]:
    """The people whom the base lists, by their slugs."""
    for path, data in change.people():
        try:
            plain = load(data, Form.of(path)).plain()
        except Refused:
            continue
        if isinstance(plain, dict):
            yield stem(path), plain
