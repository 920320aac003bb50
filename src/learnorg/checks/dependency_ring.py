"""Records that wait for themselves, or are parts of themselves."""

import json
from collections.abc import Iterator
from datetime import date

from learnorg.checks.check import Remark, across_register
from learnorg.findings import Level
from learnorg.kinds import BY_NAME
from learnorg.methods.rings import rings
from learnorg.refs import target
from learnorg.register.dependencies import RINGLESS, edges, told
from learnorg.register.register import Register


@across_register(Level.ERROR)
def dependency_ring(register: Register, _today: date) -> Iterator[Remark]:
    """
    Records that depend on one another in a ring, or of which each is a part of the next.

    Why it matters: each waits for the other, so none of them can begin; and of things that
    contain one another nobody can tell what belongs where.

        # in IMP-2611-7k3mqx
        links:
          - rel: depends-on
            to: IMP-2611-x2w90b
        # in IMP-2611-x2w90b
        links:
          - rel: depends-on
            to: IMP-2611-7k3mqx

    Instead, take away the link that holds least, or let both depend on a third that can begin:

        learnorg link IMP-2611-x2w90b depends-on IMP-2611-7k3mqx --remove

    `learnorg link` refuses such a link at once. A ring is told once, at the record with the
    smallest identity; of entangled ones at most a hundred at a time.
    """
    for relation in RINGLESS:
        for ring in rings(edges(register, relation)):
            path, text = _content(register, ring[0])
            last = f"learnorg link {ring[-1]} {relation} {ring[0]} --remove"
            yield Remark(
                f"'{relation}' leads in a ring: {told(ring)}",
                _place(text, relation, ring[1]),
                f"Take one of its links away, such as: {last}",
                path,
            )


def _content(register: Register, name: str) -> tuple[str, str]:
    """The path and the content of a record, by the name that links have for it."""
    kind, _, identity = name.rpartition(":")
    ((path, text),) = register.index.rows(
        "SELECT path, json FROM records JOIN contents USING (n) WHERE id = ?1 "
        "AND (?2 = '' OR kind = ?2) ORDER BY path LIMIT 1",
        (identity, kind),
    )
    return path, text


def _place(text: str, relation: str, to: str) -> tuple[str | int, ...]:
    """Where the link stands in a record's content."""
    links = json.loads(text).get("links")
    for n, link in enumerate(links if isinstance(links, list) else []):
        if isinstance(link, dict) and link.get("rel") == relation:
            at = target(str(link.get("to")), tuple(BY_NAME))
            if at is not None and at.identity == to.rpartition(":")[2]:
                return "links", n, "to"
    return ("links",)
