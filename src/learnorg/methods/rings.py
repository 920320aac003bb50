"""Rings in what leads from one thing to another: A to B to A."""

from collections.abc import Collection, Iterator, Mapping, Sequence

Edges = Mapping[str, Sequence[str]]
"""Where each thing leads."""

MOST = 100
"""So many rings are told at once; entangled things may have more than anybody can count."""


def rings(edges: Edges, most: int = MOST) -> Iterator[tuple[str, ...]]:
    """
    The rings, each once, from its smallest name on and without coming back to it.

    Every edge that lies on a ring is on at least one of those told, if these are fewer than
    `most`; each is the shortest through one of its edges. A thing that leads to itself is
    left out.
    """
    told = 0
    for knot in knots(edges):
        covered: set[tuple[str, str]] = set()
        for start in sorted(knot):
            for to in sorted(set(edges[start]) & knot - {start}):
                if (start, to) in covered:
                    continue
                if told == most:
                    return
                ring = way(edges, to, start, knot)[:-1]
                ring = [start, *ring]
                covered.update(zip(ring, [*ring[1:], start], strict=True))
                told += 1
                first = ring.index(min(ring))
                yield (*ring[first:], *ring[:first])


def way(edges: Edges, start: str, goal: str, within: Collection[str] | None = None) -> list[str]:
    """The shortest way from one thing to another, both included; empty where there is none."""
    came: dict[str, str] = {start: ""}
    front = [start]
    while front and goal not in came:
        further = []
        for here in front:
            for to in sorted(edges.get(here, ())):
                if to not in came and (within is None or to in within):
                    came[to] = here
                    further.append(to)
        front = further
    if goal not in came:
        return []
    back = [goal]
    while came[back[-1]]:
        back.append(came[back[-1]])
    return back[::-1]


def knots(edges: Edges) -> list[set[str]]:
    """
    What hangs together in rings: the strongly connected components of two and more.

    By Tarjan's algorithm (1972) with a stack of its own, so that no chain is too long for it.
    """
    number: dict[str, int] = {}
    low: dict[str, int] = {}
    open_: dict[str, None] = {}
    found: list[set[str]] = []
    for root in sorted(edges):
        if root in number:
            continue
        number[root] = low[root] = len(number)
        open_[root] = None
        path = [(root, iter(edges[root]))]
        while path:
            here, left = path[-1]
            for to in left:
                if to not in number:
                    number[to] = low[to] = len(number)
                    open_[to] = None
                    path.append((to, iter(edges.get(to, ()))))
                    break
                if to in open_:
                    low[here] = min(low[here], number[to])
            else:
                path.pop()
                if path:
                    above = path[-1][0]
                    low[above] = min(low[above], low[here])
                if low[here] == number[here]:
                    found.append(_taken(open_, here))
    return sorted((knot for knot in found if len(knot) > 1), key=min)


def _taken(open_: dict[str, None], last: str) -> set[str]:
    """What was opened last, down to one of them, taken from the stack."""
    knot = {last}
    while (name := open_.popitem()[0]) != last:
        knot.add(name)
    return knot
