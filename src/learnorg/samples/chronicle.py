"""All stories in the order of time, as the commits that their people would have made."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from heapq import heappop, heappush
from typing import Any

from learnorg.files.emitter import emit
from learnorg.kinds.improvement import IMPROVEMENT
from learnorg.samples.cast import Entry
from learnorg.samples.chance import chance
from learnorg.samples.course import Moment, course
from learnorg.samples.history import Commit
from learnorg.samples.organisation import Organisation
from learnorg.samples.story import Deed, Story

IMPORT = "import"
BATCH = 500
"""How many records one import brings in."""

LISTED = 50
"""How many records a message names."""


@dataclass(frozen=True)
class Chronicle:
    """The stories of an organisation up to a day."""

    organisation: Organisation
    entries: Sequence[Entry]
    last: date
    seed: int

    def commits(self) -> Iterator[Commit]:
        """Every deed as a commit; imported records come in many at a time."""
        waiting: list[Deed] = []
        for deed in self.in_order():
            if deed.action != IMPORT:
                yield self._commit(deed, [deed])
                continue
            waiting.append(deed)
            if len(waiting) == BATCH:
                yield self._commit(deed, waiting)
                waiting = []
        if waiting:
            # At the end of the last day, behind whatever has been yielded since they came.
            evening = datetime.combine(self.last, time(20), UTC)
            yield self._commit(replace(waiting[-1], when=evening), waiting)

    def in_order(self) -> Iterator[Deed]:
        """Every deed in the order of time, only the stories under way being kept in mind."""
        under_way: list[tuple[datetime, int, Deed, Iterator[Deed]]] = []

        def go_on(number: int, story: Iterator[Deed]) -> None:
            if deed := next(story, None):
                heappush(under_way, (deed.when, number, deed, story))

        for number, entry in enumerate(self.entries):
            while under_way and under_way[0][0].date() < entry.raised:
                _, earlier, deed, story = heappop(under_way)
                yield deed
                go_on(earlier, story)
            go_on(number, self._deeds(entry))
        while under_way:
            _, number, deed, story = heappop(under_way)
            yield deed
            go_on(number, story)

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Every record as it is in the end."""
        for entry in self.entries:
            yield _file(self._story(entry).outcome(self.course(entry)))

    def course(self, entry: Entry) -> list[Moment]:
        """The moves of one story."""
        return course(entry, self.last, chance(self.seed, "course", entry.number))

    def _story(self, entry: Entry) -> Story:
        random = chance(self.seed, "story", entry.number)
        return Story(entry, self.organisation, self.last, random)

    def _deeds(self, entry: Entry) -> Iterator[Deed]:
        deeds = self._story(entry)
        if not entry.imported:
            yield from deeds.told(self.course(entry))
            return
        deed = deeds.outcome(self.course(entry))
        origin = {"from": "service-tool.csv", "row": str(entry.number + 2)}
        yield replace(
            deed,
            action=IMPORT,
            by=self.organisation.authority,
            record={**deed.record, "imported": origin},
        )

    def _commit(self, deed: Deed, deeds: Sequence[Deed]) -> Commit:
        words = message(deed.action, deed.reason, [one.record for one in deeds])
        files = [_file(one) for one in deeds]
        return Commit(
            self.organisation.name(deed.by),
            self.organisation.email(deed.by),
            deed.when,
            words,
            files,
        )


def message(
    action: str, reason: str, records: Sequence[Mapping[str, Any]], noun: str = "improvements"
) -> str:
    """A commit's message, in the form in which learnorg itself writes it."""
    named = records[:LISTED]
    if len(records) == 1:
        subject = f"{records[0]['id']}: {action} - {records[0]['title']}"
    else:
        subject = f"{action} {len(records)} {noun}"
        reason = "\n".join(f"- {record['id']} {record['title']}" for record in named)
        if len(records) > LISTED:
            reason += f"\n- and {len(records) - LISTED} more"
    trailers = [f"Learnorg-Action: {action}"]
    trailers += [f"Learnorg-Record: {record['id']}" for record in named]
    return (
        "\n\n".join(part for part in (subject, reason.strip(), "\n".join(trailers)) if part) + "\n"
    )


def _file(deed: Deed) -> tuple[str, bytes]:
    text = emit(deed.said, groups=IMPROVEMENT.groups)
    return IMPROVEMENT.path(deed.record["id"]), text.encode()
