"""What the sample organisation learned: its reviews, articles, roles and resources, told."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cached_property

from learnorg.kinds.article import ARTICLE
from learnorg.kinds.review import REVIEW
from learnorg.refs import SYMBOLS
from learnorg.register.activity.clone import LENGTH
from learnorg.register.activity.event import line
from learnorg.register.activity.place import home
from learnorg.samples.almanac import Almanac
from learnorg.samples.articles import Written
from learnorg.samples.cast import Entry
from learnorg.samples.catalogue import listed
from learnorg.samples.chance import chance
from learnorg.samples.chronicle import IMPORT, Chronicle, message
from learnorg.samples.history import Commit
from learnorg.samples.organisation import Organisation
from learnorg.samples.reviews import Reviewed
from learnorg.samples.tales import Tale
from learnorg.samples.turns import Turn

SETTLING = timedelta(minutes=20)
"""How soon after its beginning the register is given what is older than it."""

CLONES = 2
"""How many clones each team works in."""


@dataclass(frozen=True)
class Learning:
    """The tales of an organisation around the improvements of a chronicle."""

    organisation: Organisation
    chronicle: Chronicle
    tales: Mapping[str, Tale]

    def entries(self) -> list[Entry]:
        """The chronicle's entries, with links from improvements to the reviews they came of."""
        raised: dict[str, str] = {}
        for review in self._reviews:
            for name, finding, _ in review.raises():
                raised.setdefault(name, finding)
        return [self._linked(entry, raised) for entry in self.chronicle.entries]

    def commits(self, begun: datetime) -> Iterator[Commit]:
        """Every turn as a commit, in order; what is older than the register comes in at first."""
        older = [turn for turn in self.turns if turn.when <= begun]
        log: dict[str, bytes] = {}
        if older:
            yield self._brought(older, begun + SETTLING)
        for turn in self.turns[len(older) :]:
            yield self._commit(turn, [] if turn.noted else [turn.file()], log)

    @property
    def counts(self) -> tuple[int, int]:
        """How many reviews and articles there are."""
        kinds = [tale.kind for tale in self.tales.values()]
        return kinds.count(REVIEW), kinds.count(ARTICLE)

    @cached_property
    def turns(self) -> Sequence[Turn]:
        """Everything that was done, in the order of time."""
        found = [turn for review in self._reviews for turn in review.turns()]
        for tale in self.tales.values():
            if tale.kind is ARTICLE:
                found += Written(tale, self.almanac, self.organisation).turns()
            elif tale.kind is not REVIEW:
                found += listed(tale, self.almanac)
        return sorted(found, key=lambda turn: turn.when)

    @cached_property
    def almanac(self) -> Almanac:
        """When everything takes place."""
        return Almanac(self.chronicle, self.tales)

    @cached_property
    def _reviews(self) -> list[Reviewed]:
        return [Reviewed(t, self.almanac) for t in self.tales.values() if t.kind is REVIEW]

    def _linked(self, entry: Entry, raised: Mapping[str, str]) -> Entry:
        finding = raised.get(f"imp:{entry.case.key}")
        if entry.place or finding is None:
            return entry
        link = {"rel": "raised-from", "to": finding}
        return replace(entry, source=finding, links=(link, *entry.links))

    def _brought(self, older: Sequence[Turn], when: datetime) -> Commit:
        """The records from before the register's time, as they were when it began."""
        files = dict(turn.file() for turn in older)
        records = list({turn.record["id"]: turn.record for turn in older}.values())
        nouns = {turn.kind.plural for turn in older}
        noun = nouns.pop() if len(nouns) == 1 else "records"
        who = self.organisation.authority
        words = message(IMPORT, "", records, noun)
        return self._signed(who, when, words, list(files.items()))

    def _commit(self, turn: Turn, files: list[tuple[str, bytes]], log: dict[str, bytes]) -> Commit:
        if turn.event:
            path = home(turn.event, self._token(turn.event.actor, turn.event.on[:7]))
            log[path] = log.get(path, b"") + line(turn.event)
            files.append((path, log[path]))
        words = message(turn.action, turn.reason, [turn.record])
        return self._signed(turn.by, turn.when, words, files)

    def _token(self, team: str, month: str) -> str:
        """The token of the clone in which a team worked in a month."""
        clone = chance(month, team).randrange(CLONES)
        return "".join(chance(self.chronicle.seed, team, clone).choices(SYMBOLS, k=LENGTH))

    def _signed(
        self, who: str, when: datetime, words: str, files: list[tuple[str, bytes]]
    ) -> Commit:
        name, email = self.organisation.name(who), self.organisation.email(who)
        return Commit(name, email, when, words, files)
