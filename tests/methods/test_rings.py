from graphlib import CycleError, TopologicalSorter
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learnorg.methods.rings import knots, rings, way

NAMES = st.sampled_from("abcdefg")
EDGES = st.dictionaries(NAMES, st.lists(NAMES, max_size=4))


@pytest.mark.parametrize(
    ("edges", "found"),
    [
        ({"a": ["b"], "b": ["c"]}, []),
        ({"a": ["b"], "b": ["a"]}, [("a", "b")]),
        ({"c": ["a"], "a": ["b"], "b": ["c"]}, [("a", "b", "c")]),
        ({"a": ["b"], "b": ["a", "c"], "c": ["b"]}, [("a", "b"), ("b", "c")]),
        ({"a": ["b", "c"], "b": ["d"], "c": ["d"], "d": ["a"]},
         [("a", "b", "d"), ("a", "c", "d")]),
        ({"x": ["y"], "y": ["x"], "a": ["x", "b"], "b": ["a"]}, [("a", "b"), ("x", "y")]),
        ({"a": ["a"]}, []),
        ({"a": ["b", "b"], "b": ["a", "a"]}, [("a", "b")]),
    ],
)  # fmt: skip
def test_rings(edges: dict[str, list[str]], found: list[tuple[str, ...]]) -> None:
    """Each ring is told once, from its smallest name on; what leads to itself is none."""
    assert list(rings(edges)) == found


@given(EDGES)
def test_against_the_standard_library(edges: dict[str, list[str]]) -> None:
    """There are rings exactly where nothing can be put into an order, and each is a real one."""
    found = list(rings(edges))
    others = {name: [to for to in leads if to != name] for name, leads in edges.items()}
    try:
        list(TopologicalSorter(others).static_order())
    except CycleError:
        assert found
    else:
        assert not found
    assert len(set(found)) == len(found)
    for ring in found:
        assert ring[0] == min(ring)
        assert len(set(ring)) == len(ring) > 1
        assert all(to in edges[start] for start, to in pairwise([*ring, ring[0]]))


@given(EDGES)
def test_none_is_left(edges: dict[str, list[str]]) -> None:
    """Whoever takes one link of every ring away, again and again, is left with no ring."""
    for _ in range(40):
        found = list(rings(edges))
        if not found:
            return
        for ring in found:
            edges[ring[-1]] = [to for to in edges[ring[-1]] if to != ring[0]]
    pytest.fail("rings without end")


@given(EDGES, NAMES, NAMES)
def test_way(edges: dict[str, list[str]], start: str, goal: str) -> None:
    """A way begins and ends where it should, and every step of it is there."""
    found = way(edges, start, goal)
    if found:
        assert (found[0], found[-1]) == (start, goal)
        assert all(to in edges[here] for here, to in pairwise(found))
    else:
        reached = {start}
        for _ in edges:
            reached |= {to for here in reached for to in edges.get(here, ())}
        assert goal not in reached


def test_ten_thousand() -> None:
    """A ring of ten thousand is found; no depth is too great."""
    names = [f"{n:05}" for n in range(10_000)]
    edges = {name: [names[(n + 1) % 10_000]] for n, name in enumerate(names)}
    (ring,) = rings(edges)
    assert ring == tuple(names)
    assert knots(edges) == [set(names)]


def test_entangled() -> None:
    """Of what is hopelessly entangled only so many rings are told."""
    names = [str(n) for n in range(60)]
    edges = {name: [other for other in names if other != name] for name in names}
    assert len(list(rings(edges))) == 100
    assert len(list(rings(edges, most=7))) == 7
