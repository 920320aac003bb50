"""What was measured of benefits beside what was expected of them: sentences and a table."""

from collections.abc import Iterator, Mapping
from typing import Any

from learnorg.page import Block, Cell, Column, Heading, Items, Say, Table, Text, counted
from learnorg.reports.outcomes.numbers import amount, percent, plain, rounded
from learnorg.reports.outcomes.worth import PER, Money, Other, Worth


def told(one: Money) -> str:
    """What was measured of one sort of money beside what was expected of exactly that."""
    sure = f" ({one.hard})" if one.hard else ""
    manner = f"{one.currency} {PER.get(one.per, one.per)}{sure}"
    return f"Benefits in {manner}: {'; '.join(_measured(one)) or 'no amount is given'}."


def _measured(one: Money) -> Iterator[str]:
    """What is measured, then each amount that cannot be compared with it."""
    settled, early = one.settled, one.early
    if settled.benefits:
        share = "" if one.realised.share is None else f" ({percent(one.realised.share)})"
        wanted = amount(settled.expected)
        yield f"{amount(settled.actual)} measured where {wanted} was expected{share}"
    if early.benefits:
        wanted = amount(early.expected)
        yield f"{amount(early.actual)} measured before its day is over where {wanted} was expected"
    if one.unforeseen.benefits:
        yield f"{amount(one.unforeseen.actual)} measured without an expectation"
    if one.unmeasured.benefits:
        yet = "not measured yet" if one.actual is not None else "none of it measured yet"
        yield f"{amount(one.unmeasured.expected)} expected, {yet}"


def money(worth: Worth, short: Mapping[str, str]) -> Iterator[Block]:
    """Money by its manner, then what is not money."""
    if worth.money:
        yield Heading("Benefits in money, expected and actual")
        names = ("expected", "not measured yet", "of it measured", "actual", "realised")
        heads = [Column("money", flexible=True, wrapped=True)]
        heads += [Column(name, right=True) for name in names]
        yield Table(heads, [_row(m) for m in worth.money])
        for one in worth.money:
            if notes := "; ".join(_notes(one)):
                yield Text(f"{one.called}: {notes}.", "quiet")
    if worth.other:
        yield Heading("Other benefits")
        yield Items([_other(one, short) for one in worth.other])


def _row(one: Money) -> list[Cell]:
    parts = [  # of what is expected none may be left, which is no missing number
        amount(part.expected if part.benefits or one.expected is None else 0)
        for part in (one.unmeasured, one.measured)
    ]
    share = percent(one.realised.share)
    return [one.called, amount(one.expected), *parts, amount(one.actual), share]


def _notes(one: Money) -> Iterator[str]:
    """What the realised share leaves out, or why there is none; then what usually comes of it."""
    early, late = one.early, one.realised.unmeasured
    if early.benefits:
        amounts = f"{amount(early.actual)} of {amount(early.expected)} was measured before the day"
        yield f"{amounts} to measure by is over, and is not in the realised share"
    if one.ahead:
        so_far = "nothing is measured yet, " if one.actual is None else ""
        yield f"{so_far}the next day to measure by is {one.ahead}"
    if late:
        were = "benefit is" if late == 1 else "benefits are"
        yield f"{counted(late, were, were)} not measured though no day to measure by is to come"
    if one.unforeseen.benefits:
        amounts = f"{amount(one.unforeseen.actual)} was measured without an expectation"
        yield f"{amounts}, and is not in the realised share"
    if one.realised.share is None and one.settled.benefits:
        yield "no share is realised of an expectation that is not above 0"
    elif one.expected is None and one.actual is None:
        yield "neither an expectation nor a measured amount is given"
    if one.bias is not None and one.realised.measured >= 3:
        yield f"half of the benefits came to {percent(one.bias)} of what was expected"


def _other(one: Other, short: Mapping[str, str]) -> Cell:
    kind, expected, actual, _, per, _ = one.benefit
    pieces = [
        f"{name} {amount(value)}"
        for name, value in (("expected", expected), ("actual", actual))
        if value is not None
    ]
    manner = f" {PER.get(per, per)}" if per and pieces else ""
    said = f"{', '.join(pieces) or 'not counted'}{manner}"
    name = one.source.identity
    line = f"{kind or 'benefit'}: {said}"
    return Say(f"{line} ({short[name]})", whole=f"{line} ({name})")


def data(worth: Worth) -> dict[str, Any]:
    """The benefits for programs."""
    return {
        "money": [
            {
                "currency": one.currency,
                "per": one.per or None,
                "hard": {"hard": True, "soft": False}.get(one.hard),
                "benefits": one.benefits,
                "expected": plain(one.expected),
                "actual": plain(one.actual),
                "realisation": rounded(one.realised.share),
                "not_measured_yet": one.unmeasured.benefits,
                "measuring_late": one.realised.unmeasured,
                "forecast_bias": rounded(one.bias),
                "parts": {
                    name: {key: plain(value) for key, value in part._asdict().items()}
                    for name, part in (
                        ("settled", one.settled),
                        ("measured_early", one.early),
                        ("not_measured", one.unmeasured),
                        ("not_expected", one.unforeseen),
                    )
                },
                "next_measured_by": one.ahead or None,
            }
            for one in worth.money
        ],
        "other": [
            {
                "id": one.source.identity,
                "kind": one.benefit.kind,
                "expected": plain(one.benefit.expected),
                "actual": plain(one.benefit.actual),
                "per": one.benefit.per or None,
            }
            for one in worth.other
        ],
    }
