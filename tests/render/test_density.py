"""Which passages of Markdown are parsed for marks."""

import pytest
from markdown_it import MarkdownIt

from learnorg.render.density import AT_ONCE, IN_ALL, SIGNS, bound, is_dense, signs


def parsed(text: str) -> list[tuple[int, bool]]:
    """Of each passage of a text, how many tokens came of it, and whether it was too dense."""
    parser = MarkdownIt("commonmark")
    bound(parser)
    tokens = [token for token in parser.parse(text) if token.type == "inline"]
    return [(len(token.children or ()), is_dense(token)) for token in tokens]


@pytest.mark.parametrize("sign", sorted(SIGNS))
def test_signs(sign: str) -> None:
    """Each sign at which the parser stops counts, and letters do not."""
    assert signs(f"a{sign}b, c.{sign}") == 2


def test_work() -> None:
    """Twice as much of what is too dense makes no more work: nothing is made of it."""
    ((made, dense),) = parsed("a" + "[" * AT_ONCE)
    assert (made > 0, dense) == (True, False)
    for much in (AT_ONCE + 1, 2 * AT_ONCE, 40 * AT_ONCE):
        assert parsed("a" + "[" * much) == [(0, True)]


def test_apart() -> None:
    """Items and cells are passages by themselves; what goes beyond the whole is left, too."""
    assert all(not dense for _, dense in parsed("- [a](b)\n" * AT_ONCE))
    found = parsed(("a" + "[" * AT_ONCE + "\n\n") * 12)
    assert [dense for _, dense in found].count(False) == IN_ALL // AT_ONCE
