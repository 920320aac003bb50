"""
Where improvements and articles come from: the reviews, and the findings in them.

Something came of a review if a finding names it as its home, if it says itself that it was
raised from the review or learned from it, or if it names the review as its source.
"""

from collections.abc import Iterable

from learnorg.kinds import BY_NAME
from learnorg.kinds.improvement import IMPROVEMENT
from learnorg.kinds.review import REVIEW
from learnorg.refs import target
from learnorg.register.register import Register
from learnorg.register.reviews import Review

LINKED = f"""
SELECT r.id, l.raw FROM links l JOIN records r USING (n)
JOIN records v ON v.id = l.identity AND v.kind = '{REVIEW.name}'
WHERE r.kind IN ('improvement', 'article') AND r.broken IS NULL
AND l.rel IN ('raised-from', 'learned-from') ORDER BY r.id, l.raw
"""

SOURCED = f"""
SELECT r.id, json_extract(c.json, '$.source.ref') FROM records r JOIN contents c USING (n)
WHERE r.kind = '{IMPROVEMENT.name}' AND r.broken IS NULL
AND json_extract(c.json, '$.source.ref') LIKE '{REVIEW.prefix}-%' ORDER BY r.id
"""


def origins(register: Register, reviews: Iterable[Review]) -> dict[str, list[str]]:
    """
    Of which reviews or findings each record came: `REV-…` or `REV-…#b7k`, by its identity.

    `reviews` are those whose findings are looked at for homes.
    """
    found: dict[str, list[str]] = {}
    for one in reviews:
        for n, finding in enumerate(one.findings, 1):
            for to in finding.home:
                at = target(to, BY_NAME)
                if at and at.identity:
                    address = f"{one.identity}#{finding.id or n}"
                    found.setdefault(at.identity, []).append(address)
    for identity, raw in (*register.index.rows(LINKED), *register.index.rows(SOURCED)):
        at = target(raw, BY_NAME)
        if at and at.identity:
            found.setdefault(identity, []).append(raw)
    return {identity: list(dict.fromkeys(named)) for identity, named in found.items()}


def review_of(address: str) -> str:
    """The review of an address such as `REV-2611-7k3mqx#b7k`."""
    return address.partition("#")[0]
