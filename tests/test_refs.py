from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learnorg.refs import (
    LENGTH,
    MINTED,
    PART,
    SHORTEST,
    SLUG,
    SYMBOLS,
    NoFreeIdentity,
    Target,
    mint,
    mint_part,
    slug,
    target,
    wanted,
)

KINDS = ("improvement", "person")
symbols = st.text(SYMBOLS, min_size=LENGTH, max_size=LENGTH)
months = st.dates(date(2000, 1, 1), date(2099, 12, 31))
identities = st.builds(lambda day, end: f"IMP-{day:%y%m}-{end}", months, symbols)


@given(months)
def test_minted(raised: date) -> None:
    """A minted identity tells its kind and the month it was raised in."""
    found = MINTED.fullmatch(mint("IMP", raised, lambda _: False))
    assert found
    assert (found[1], found[2], found[3]) == ("IMP", f"{raised:%y}", f"{raised:%m}")


def test_mint_avoids_taken() -> None:
    """An identity that is taken is not given out again."""
    drawn: list[str] = []

    def taken(identity: str) -> bool:
        drawn.append(identity)
        return len(drawn) < 5

    assert mint("IMP", date(2026, 11, 2), taken) == drawn[4]
    assert len(set(drawn)) == 5


def test_no_free_identity() -> None:
    """Minting ends when chance cannot be the reason any more."""
    with pytest.raises(NoFreeIdentity):
        mint("IMP", date(2026, 11, 2), lambda _: True)


def test_parts_differ() -> None:
    """A part's identity is short, readable, and none of its siblings'."""
    parts: list[str] = []
    for _ in range(200):
        parts.append(mint_part(parts))
    assert len(set(parts)) == 200
    assert all(PART.fullmatch(part) for part in parts)


@given(identities)
def test_wanted_exactly(identity: str) -> None:
    """An identity as it stands in files is understood."""
    assert wanted(identity).exact == identity


@given(identities)
def test_wanted_upper_case(identity: str) -> None:
    """Upper case, lower case and blanks around make no difference."""
    for typed in (identity.upper(), identity.lower(), f"  {identity} "):
        assert wanted(typed).exact == identity


@given(identities)
def test_wanted_read_aloud(identity: str) -> None:
    """Who hears o for 0, l or i for 1, is understood, in the month, too."""
    kind, _, rest = identity.partition("-")
    for ones in "liIL":
        for noughts in "oO":
            heard = rest.translate(str.maketrans("01", noughts + ones))
            assert wanted(f"{kind}-{heard}").exact == identity


@given(identities, st.integers(SHORTEST, LENGTH))
def test_wanted_beginning(identity: str, length: int) -> None:
    """Three or more symbols are a beginning; kind and month, where given, stand before it."""
    end = identity[-LENGTH:][:length]
    for before in ("", identity[4:9], identity[:9]):
        for typed in (before + end, (before + end).upper(), (before + end).lower()):
            want = wanted(typed)
            assert (want.before, want.symbols) == (before, end)


@pytest.mark.parametrize("typed", ["7k", "7k3mqxz", "", "a3x", "hand-over", "-7k3"])
def test_wanted_no_beginning(typed: str) -> None:
    """Too few symbols, too many, or letters that no identity has, are no beginning."""
    assert wanted(typed).symbols == ""


def test_wanted_kind() -> None:
    """`kind:slug` names the kind."""
    want = wanted("metric:Password-Reset-Calls")
    assert (want.kind, want.slug) == ("metric", "password-reset-calls")


@given(st.text(max_size=30))
def test_wanted_anything(typed: str) -> None:
    """Whatever is typed can be read in some way."""
    assert wanted(typed).typed == typed


@pytest.mark.parametrize(
    ("to", "found"),
    [
        ("IMP-2611-7k3mqx", Target("IMP-2611-7k3mqx")),
        ("IMP-2611-7k3mqx#b7k", Target("IMP-2611-7k3mqx", part="b7k")),
        ("lea-park", Target("lea-park")),
        ("person:lea-park", Target("lea-park", "person")),
        ("payroll:IMP-2611-7k3mqx", Target(elsewhere="payroll:IMP-2611-7k3mqx")),
        ("servicenow:INC0012345", Target(elsewhere="servicenow:INC0012345")),
        ("https://example.org/a#b", Target(elsewhere="https://example.org/a#b")),
        ("mailto:lea@example.org", Target(elsewhere="mailto:lea@example.org")),
    ],
)
def test_target(to: str, found: Target) -> None:
    """A link points to a record, to a part of one, or beyond the register."""
    assert target(to, KINDS) == found


def test_part_without_name() -> None:
    """A `#` with nothing behind it points to the record itself."""
    assert target("IMP-2611-7k3mqx#", KINDS) == Target("IMP-2611-7k3mqx")


@pytest.mark.parametrize("to", ["", "Two words", "https://", "person:", "IMP-2611-7k3mqx#oil"])
def test_no_target(to: str) -> None:
    """What has none of these forms is no place to point to."""
    assert target(to, KINDS) is None


@given(st.text(max_size=40))
def test_slug(text: str) -> None:
    """Every text that holds a letter or digit becomes a slug, and a slug stays as it is."""
    made = slug(text)
    assert made == "" or SLUG.fullmatch(made)
    assert slug(made) == made
