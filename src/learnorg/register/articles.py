"""Articles as reports on knowledge need them: standing, upkeep and use, from index and log."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from learnorg.kinds.article import ARTICLE, OUT
from learnorg.methods.knowledge import attention, kept_until
from learnorg.register import query as queries
from learnorg.register.activity import Uses, events, totals
from learnorg.register.course import day
from learnorg.register.query import Query
from learnorg.register.register import Register

CHECKING = frozenset({"validated", "fixed"})
"""What somebody does who has looked whether an article is right."""

SQL = """
SELECT records.id, records.title, records.type, records.state, records.owner, records.team,
    records.raised, records.due, json_extract(json, '$.governance'),
    json_extract(json, '$.validation.on'), json_extract(json, '$.dates.validated'),
    EXISTS (
        SELECT 1 FROM links l WHERE l.identity = records.id AND l.n != records.n
        AND l.kind IN ('', 'article')
    ) OR EXISTS (
        SELECT 1 FROM links l JOIN records r ON r.id = l.identity AND r.kind = 'role'
        WHERE l.n = records.n AND l.rel IN ('documents', 'teaches') AND l.identity != ''
    )
FROM records JOIN contents USING (n) WHERE {sql} ORDER BY records.id
"""


class Article(NamedTuple):
    """An article that is not archived: its standing, and how it was used up to today."""

    identity: str
    title: str
    type: str
    state: str
    owner: str
    team: str
    raised: date | None
    checked: date | None
    """The day on which somebody last found it right or fixed it."""
    validated: date | None
    """The day on which it was last found right; none while it is not validated."""
    until: date | None
    """The last day of its interval; none while it is not validated, or where no day is known."""
    linked: bool
    """Whether any other record points to it, or it says itself which need it is a source for."""
    uses: Uses
    today: date

    @property
    def out(self) -> bool:
        """Whether it is there to be used: work in progress is not."""
        return self.state in OUT

    @property
    def fresh(self) -> bool | None:
        """Whether it was reviewed within its interval; None where it has none."""
        return None if self.until is None else self.until >= self.today

    @property
    def age(self) -> int | None:
        """Days since somebody last found it right or fixed it, else since it was raised."""
        since = self.checked or self.raised
        return None if since is None else max(0, (self.today - since).days)

    @property
    def attention(self) -> int | None:
        """How soon it is to be looked at; None where no day is known."""
        if self.age is None:
            return None
        return attention(self.uses.uses, self.age, self.uses.flags_open)


def articles(register: Register, query: Query, today: date) -> list[Article]:
    """The articles that a query asks for and that are not archived, by identity."""
    clause = queries.where(query._replace(kind=ARTICLE.name), today)
    rows = register.index.rows(SQL.format(sql=f"{clause.sql} AND open"), clause.parameters)
    used, checked = totals(register), _checked(register)
    knowledge = register.policy.knowledge
    made = []
    for row in rows:
        identity, title, type_, state, owner, team, raised, due, governance, on, reached, to = row
        found_right = _latest(day(on), day(reached))
        validated = found_right if state == "validated" else None
        uses = used.get(identity, Uses())
        last = _latest(validated, day(uses.last_used))
        until = None
        if validated and governance == "compliance":
            until = day(due) or kept_until(validated, knowledge.review_every, None)
        elif validated:
            until = kept_until(last, knowledge.unused_after, day(due))
        seen = _latest(found_right, day(checked.get(identity)))
        made.append(
            Article(
                identity, title, type_, state, owner, team, day(raised), seen, validated, until,
                bool(to), uses, today,
            )
        )  # fmt: skip
    return made


def _checked(register: Register) -> Mapping[str, str]:
    """The last day on which each article was found right or fixed, as the log has it."""
    return {one.object: one.on for one in events(register) if one.verb in CHECKING}


def _latest(*days: date | None) -> date | None:
    return max((each for each in days if each), default=None)
