"""Made-up articles and reviews in any number, for measuring."""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta
from itertools import accumulate, chain, islice
from random import Random
from re import findall
from typing import Any

from learnorg.files.emitter import emit
from learnorg.kinds.article import ARTICLE, TYPES
from learnorg.kinds.article import SECTIONS as ARTICLE_SECTIONS
from learnorg.kinds.kind import Kind
from learnorg.kinds.review import CATEGORIES, REVIEW
from learnorg.kinds.review import SECTIONS as REVIEW_SECTIONS
from learnorg.refs import LENGTH, SYMBOLS
from learnorg.register.records import form
from learnorg.samples.chance import chance
from learnorg.samples.chronicle import BATCH, IMPORT, Chronicle, message
from learnorg.samples.history import Commit
from learnorg.samples.organisation import Organisation
from learnorg.samples.workdays import workday

SPAN = 900
"""Days over which they were raised, so that no folder grows too large."""

RARE = 8_000
"""Words that hardly occur twice: codes of errors, devices and tickets."""

RARELY = 0.06
"""How much of the text are such words."""

BODY = (150, 450)
"""Words in a body, at least and at most: one to three kilobytes."""

SENTENCE = (6, 18)
TITLE = (4, 9)
"""Words in each, at least and at most."""


class Made:
    """Words as they are distributed in the organisation's own texts, and records of them."""

    def __init__(self, organisation: Organisation, last: date, seed: int) -> None:
        self.organisation, self.last = organisation, last
        self.random = chance(seed, "volume")
        text = " ".join(f"{c.title} {c.problem} {c.learned or ''}" for c in organisation.cases)
        counts = Counter(findall(r"[a-z]{2,}", text.lower()))
        rare = [code(self.random) for _ in range(RARE)]
        each = RARELY * counts.total() / RARE
        self.words = [*counts, *rare]
        self.weights = list(accumulate([*counts.values(), *[each] * RARE]))
        self.services = [service for case in organisation.cases for service in case.services]
        self.owners = sorted({case.owner for case in organisation.cases})
        self.taken: set[str] = set()

    def article(self) -> dict[str, Any]:
        """An article that has got some way."""
        raised = self._day()
        random = self.random
        kind = random.choice(TYPES)
        state = random.choice(("wip", "not-validated", "validated", "validated"))
        return self._head(ARTICLE, raised, kind, state) | {
            **({"validation": {"by": random.choice(self.owners), "on": raised}}
               if state == "validated" else {}),
            "body": self._body(ARTICLE_SECTIONS[kind]),
        }  # fmt: skip

    def review(self) -> dict[str, Any]:
        """A review that is open, with times, factors and findings."""
        raised = self._day()
        random = self.random
        kind = random.choice(("post-mortem", "major-incident", "problem"))
        return self._head(REVIEW, raised, kind, "in-review") | {
            "severity": random.randint(1, 5),
            "facilitator": "service-improvement-manager",
            "times": {
                "started": f"{raised} 08:{random.randint(10, 29)}",
                "detected": f"{raised} 08:{random.randint(30, 59)}",
                "resolved": f"{raised} {random.randint(9, 17):02}:{random.randint(10, 59)}",
            },
            "factors": [
                {"id": f"f{n}0", "what": self.sentence(), "category": random.choice(CATEGORIES)}
                for n in range(1, random.randint(3, 5))
            ],
            "findings": [
                {"id": f"g{n}0", "what": self.sentence()} for n in range(1, random.randint(2, 4))
            ],
            "body": self._body(REVIEW_SECTIONS[kind]),
        }

    def sentence(self) -> str:
        """Some words and a full stop."""
        return f"{self._said(*SENTENCE)}."

    def _head(self, kind: Kind, raised: date, type_: str, state: str) -> dict[str, Any]:
        random = self.random
        reached = kind.states[: kind.states.index(state) + 1]
        return {
            "id": self._identity(kind, raised),
            "title": self._said(*TITLE),
            "type": type_,
            "state": state,
            "dates": dict.fromkeys(reached, raised),
            "owner": random.choice(self.owners),
            "raised": raised,
            "services": [random.choice(self.services)],
        }

    def _body(self, headings: tuple[str, ...]) -> str:
        """About one to three kilobytes under some headings."""
        most = self.random.randint(*BODY) // len(headings)
        parts = []
        for heading in headings:
            words, sentences = 0, []
            while words < most:
                sentences.append(self.sentence())
                words += len(sentences[-1].split())
            parts.append(f"## {heading}\n\n" + "\n".join(sentences) + "\n")
        return "\n".join(parts)

    def _said(self, least: int, most: int) -> str:
        """Some words, the first with a capital letter."""
        number = self.random.randint(least, most)
        text = " ".join(self.random.choices(self.words, cum_weights=self.weights, k=number))
        return text[0].upper() + text[1:]

    def _day(self) -> date:
        ago = self.random.randint(3, SPAN)
        return workday(self.last - timedelta(days=ago), self.last)

    def _identity(self, kind: Kind, raised: date) -> str:
        while True:
            symbols = "".join(self.random.choices(SYMBOLS, k=LENGTH))
            if symbols not in self.taken:
                self.taken.add(symbols)
                return f"{kind.prefix}-{raised:%y%m}-{symbols}"


def code(random: Random) -> str:
    """A word such as `ERR-4711`, `pump12` or `0x3f2a` that logs are full of."""
    number = random.randrange(10_000)
    syllables = "".join(random.choices(("ba", "ko", "ri", "ten", "sul", "mar", "do", "vex"), k=3))
    return random.choice((f"ERR-{number}", f"{syllables}{number % 100}", f"0x{number:04x}"))


def commits(
    organisation: Organisation, chronicle: Chronicle, reviews: int, articles: int
) -> Iterator[Commit]:
    """Imports of so many reviews and articles, at the end of the last day."""
    made = Made(organisation, chronicle.last, chronicle.seed)
    records = chain(
        ((REVIEW, made.review()) for _ in range(reviews)),
        ((ARTICLE, made.article()) for _ in range(articles)),
    )
    who = organisation.authority
    when = datetime.combine(chronicle.last, time(21), UTC)
    while batch := list(islice(records, BATCH)):
        kinds = {kind.plural for kind, _ in batch}
        noun = kinds.pop() if len(kinds) == 1 else "records"
        words = message(IMPORT, "", [record for _, record in batch], noun)
        files = [_file(kind, record) for kind, record in batch]
        yield Commit(organisation.name(who), organisation.email(who), when, words, files)
        when += timedelta(minutes=1)


def _file(kind: Kind, record: Mapping[str, Any]) -> tuple[str, bytes]:
    said = {key: record[key] for key in kind.keys if key in record}
    return kind.path(record["id"]), emit(said, form(kind), kind.groups).encode()
