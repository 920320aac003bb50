"""Where the items of a list in JSON stand."""

import json

from hypothesis import given
from hypothesis import strategies as st

from learnorg.exchange.timelines.places import lines

texts = st.text('"\\[]{},: \nmes')
items = st.recursive(
    st.none() | st.integers() | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=8,
)


@given(st.lists(items, max_size=6), st.sampled_from([None, 0, 3]), st.booleans())
def test_lines(said: list[object], indent: int | None, within: bool) -> None:
    """Every item's line is the one that it begins on."""
    whole = {"a": [1, ["messages"]], "messages": said, "b": [2]} if within else said
    text = json.dumps(whole, indent=indent)
    found = lines(text, "messages")
    assert len(found) == len(said)
    if indent is None:
        assert set(found) <= {1}
    else:
        margin = " " * indent * (2 if within else 1)
        starts = [json.dumps(item, indent=indent).split("\n")[0] for item in said]
        shown = text.split("\n")
        for line, start in zip(found, starts, strict=True):
            assert shown[line - 1].rstrip(",") == margin + start
