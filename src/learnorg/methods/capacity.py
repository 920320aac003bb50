"""
The best set within a capacity: the 0/1 knapsack with dependencies.

Worth and effort become whole numbers of their smallest units, so that no sum is rounded, and a
ring of needs one piece, all or none. The capacity is relaxed to a price of effort: what is left is
a closure problem, solved by a maximum flow, whose value bounds every set from above and whose dual
says what each decision against its own choice costs at least. Dynamic programming over the pieces
then keeps, among states alike in all that undecided pieces need, those that none with as little
effort beats, and drops what cannot beat the best set found. Of too many states the most promising
go on; those left behind still count in the bound.

Kellerer, Pferschy and Pisinger, Knapsack Problems (2004), chapters 3 and 5 and section 13.2;
Picard, Maximal Closure of a Graph (1976).
"""

from collections.abc import Iterable, Iterator, Sequence
from math import gcd, lcm
from typing import NamedTuple

from learnorg.methods.closure import closure

NODES = 1_200_000
"""So many states are looked at: under a second for 300 items."""

WIDTHS = (16, 256, 2048, NODES)
"""How many states go on from a piece to the next: first few for a good set, at last all."""


class Item(NamedTuple):
    """What something is worth, its effort, and the positions of what must be in the set as well."""

    worth: float
    effort: float
    needs: tuple[int, ...] = ()


class Chosen(NamedTuple):
    """A set within a capacity, and what no set can be worth more than."""

    chosen: tuple[int, ...]
    worth: float
    effort: float
    bound: float
    proven: bool
    """No set is worth more."""


class _Piece(NamedTuple):
    """An item, or the items of a ring, in whole units; `needs` are positions of earlier pieces."""

    members: tuple[int, ...]
    worth: int
    effort: int
    needs: tuple[int, ...]


class _Relaxed(NamedTuple):
    """A price of effort, `price` / `scale`, at which the relaxed problem bounds best."""

    price: int
    scale: int
    gains: list[int]
    """What each piece gains over its effort's price, after what is paid for needs; × scale."""


class _Cut(NamedTuple):
    """A set of pieces with all that they need."""

    effort: int
    worth: int
    pieces: list[int]


class _Layer(NamedTuple):
    """One decision, with what is known of the pieces decided before and after it."""

    piece: int
    worth: int
    effort: int
    gain: int
    needs: int
    open: int
    """The set of decided pieces that undecided ones still need, this one decided."""
    rest: int
    """The effort of all undecided pieces, this one decided."""


_State = tuple[int, int, int, int]
"""Effort, worth below 0 (so that states sort), bound × scale, and the set of pieces chosen."""


def best_set(items: Sequence[Item], capacity: float, nodes: int = NODES) -> Chosen:
    """
    The set of items that is worth most within a capacity, each with all that it needs.

    Effort and capacity are decimals of one unit, from 0 up; what can never fit is left out, and
    what is worth less than 0 is taken only where it is needed. Once `nodes` states have been
    looked at, the best set found is given with its bound, so that an answer depends on nothing
    but what is asked. Raises ValueError for an effort below 0 or a number that is not finite,
    IndexError for a need that is no item.
    """
    worths, worth_unit = _whole([item.worth for item in items])
    (most, *efforts), effort_unit = _whole([max(capacity, 0), *(item.effort for item in items)])
    if any(effort < 0 for effort in efforts):
        raise ValueError("an effort is below 0")
    pieces = _pieces(items, worths, efforts, most)
    worth, chosen, bound = _search(pieces, most, nodes)
    effort = sum(pieces[n].effort for n in chosen)
    members = tuple(sorted(member for n in chosen for member in pieces[n].members))
    return Chosen(
        members, worth / worth_unit, effort / effort_unit, bound / worth_unit, bound == worth
    )


def _whole(numbers: Sequence[float]) -> tuple[list[int], int]:
    """The numbers in whole units, exactly as they are written, and how many units make 1."""
    from fractions import Fraction  # it loads decimal, which lists need not pay

    exact = [Fraction(str(number)) for number in numbers]
    unit = lcm(*(number.denominator for number in exact))
    return [number.numerator * (unit // number.denominator) for number in exact], unit


def _set(positions: Iterable[int]) -> int:
    """Positions as the bits of a number."""
    found = 0
    for position in positions:
        found |= 1 << position
    return found


def _positions(set_: int) -> Iterator[int]:
    while set_:
        lowest = set_ & -set_
        yield lowest.bit_length() - 1
        set_ ^= lowest


def _pieces(
    items: Sequence[Item], worths: Sequence[int], efforts: Sequence[int], most: int
) -> list[_Piece]:
    """What may be in the set, rings as one piece, each after all that it needs."""
    closures = _closures(items)
    of_item: dict[int, int] = {}
    pieces: list[_Piece] = []
    for item in sorted(range(len(items)), key=lambda n: closures[n].bit_count()):
        needed = list(_positions(closures[item]))
        if item in of_item or sum(efforts[n] for n in needed) > most:
            continue
        ring = tuple(n for n in needed if closures[n] == closures[item])
        needs = {of_item[need] for n in ring for need in items[n].needs if need not in ring}
        of_item.update(dict.fromkeys(ring, len(pieces)))
        worth, effort = sum(worths[n] for n in ring), sum(efforts[n] for n in ring)
        pieces.append(_Piece(ring, worth, effort, tuple(sorted(needs))))
    return pieces


def _closures(items: Sequence[Item]) -> list[int]:
    """Each item with all that it needs, and what that needs (Warshall)."""
    closures = [_set([position, *item.needs]) for position, item in enumerate(items)]
    needing = [position for position, item in enumerate(items) if item.needs]
    for through in needing:
        for position in needing:
            if closures[position] >> through & 1:
                closures[position] |= closures[through]
    return closures


def _search(pieces: Sequence[_Piece], most: int, nodes: int) -> tuple[int, list[int], int]:
    """The most worth found, its pieces, and the bound."""
    relaxed, chosen = _relaxed(pieces, most)
    worth = sum(pieces[n].worth for n in chosen)
    bound = _bound(relaxed, most) // relaxed.scale
    layers = list(_layers(pieces, relaxed.gains))
    for width in WIDTHS:
        if bound == worth:
            break
        found, left, looked = _pass(layers, relaxed, most, worth, width, nodes)
        nodes -= looked
        if found and -found[1] > worth:
            worth, chosen = -found[1], list(_positions(found[3]))
        bound = min(bound, max(worth, left // relaxed.scale))
    return worth, chosen, bound


def _bound(relaxed: _Relaxed, most: int) -> int:
    return relaxed.price * most + sum(gain for gain in relaxed.gains if gain > 0)


def _relaxed(pieces: Sequence[_Piece], most: int) -> tuple[_Relaxed, list[int]]:
    """
    The relaxation at its best price, and a set within the capacity that is best at that price.

    The price is the slope between the best sets known on either side of the capacity, until no
    set lies above that line.
    """
    relaxed, over = _priced(pieces, 0, 1)
    if over.effort <= most:
        return relaxed, over.pieces
    under = _Cut(0, 0, [])
    while True:
        rise, run = over.worth - under.worth, over.effort - under.effort
        price, scale = rise // gcd(rise, run), run // gcd(rise, run)
        relaxed, cut = _priced(pieces, price, scale)
        if scale * (cut.worth - under.worth) <= price * (cut.effort - under.effort):
            return relaxed, under.pieces
        if cut.effort <= most:
            under = cut
        else:
            over = cut


def _priced(pieces: Sequence[_Piece], price: int, scale: int) -> tuple[_Relaxed, _Cut]:
    """The best set at a price of effort, whatever the capacity."""
    gains = [scale * piece.worth - price * piece.effort for piece in pieces]
    cut = closure(gains, [piece.needs for piece in pieces])
    effort, worth = sum(pieces[n].effort for n in cut), sum(pieces[n].worth for n in cut)
    return _Relaxed(price, scale, gains), _Cut(effort, worth, cut)


def _layers(pieces: Sequence[_Piece], gains: Sequence[int]) -> Iterator[_Layer]:
    """The pieces in the order of decision, which matters little to the answer, much to the cost."""
    dependents = _dependents(pieces)
    rest = sum(piece.effort for piece in pieces)
    decided = open_ = 0
    for n in _order(pieces, gains, dependents):
        piece = pieces[n]
        decided |= 1 << n
        rest -= piece.effort
        closed = [need for need in (n, *piece.needs) if not dependents[need] & ~decided]
        open_ = (open_ | 1 << n) & ~_set(closed)
        yield _Layer(n, piece.worth, piece.effort, gains[n], _set(piece.needs), open_, rest)


def _dependents(pieces: Sequence[_Piece]) -> list[int]:
    """The set of pieces that need each directly."""
    found = [0] * len(pieces)
    for position, piece in enumerate(pieces):
        for need in piece.needs:
            found[need] |= 1 << position
    return found


def _order(
    pieces: Sequence[_Piece], gains: Sequence[int], dependents: Sequence[int]
) -> Iterator[int]:
    """Group by group, the clearest first as far as needs allow, then what leaves fewest open."""
    needs = [_set(piece.needs) for piece in pieces]
    decided = awaited = 0

    def rank(n: int) -> tuple[int, int, bool, int]:
        closed = sum(not dependents[need] & ~(decided | 1 << n) for need in pieces[n].needs)
        opened = dependents[n] != 0
        return -abs(gains[n]), opened - closed, not dependents[n] & awaited, n

    for group in sorted(_groups(pieces), key=lambda group: -max(abs(gains[n]) for n in group)):
        left = set(group)
        while left:
            n = min((n for n in left if not needs[n] & ~decided), key=rank)
            left.remove(n)
            decided |= 1 << n
            awaited |= dependents[n]
            yield n


def _groups(pieces: Sequence[_Piece]) -> list[list[int]]:
    """The pieces that depend on one another in any way, together."""
    group_of: list[list[int]] = []
    for position, piece in enumerate(pieces):
        joined = [position]
        group_of.append(joined)
        for need in piece.needs:
            other = group_of[need]
            if other is not joined:
                joined += other
                for n in other:
                    group_of[n] = joined
    return list({id(group): group for group in group_of}.values())


def _pass(
    layers: Sequence[_Layer], relaxed: _Relaxed, most: int, worth: int, width: int, nodes: int
) -> tuple[_State | None, int, int]:
    """
    The best state at the end, the highest bound left behind, and how many states were looked at.

    What is worth no more than `worth` is passed over, so that the best may be worth less.
    """
    floor = (worth + 1) * relaxed.scale
    states: list[_State] = [(0, 0, _bound(relaxed, most), 0)]
    left = looked = 0
    for position, layer in enumerate(layers):
        states = _undominated(_decided(states, layer, relaxed.price, most, floor), layer.open)
        looked += len(states)
        wide = min(width, max(1, (nodes - looked) // (len(layers) - position)))
        if len(states) > wide:
            states.sort(key=_bound_of, reverse=True)
            left = max(left, states[wide][2])
            states = sorted(states[:wide])
    return min(states, key=lambda state: state[1], default=None), left, looked


def _bound_of(state: _State) -> int:
    return state[2]


def _decided(
    states: Sequence[_State], layer: _Layer, price: int, most: int, floor: int
) -> list[_State]:
    """Every state without and with a piece, as far as either may still reach the floor."""
    piece, worth, effort, gain, needs, _, rest = layer
    bit, lost, paid = 1 << piece, max(gain, 0), min(gain, 0)
    without: list[_State] = []
    with_: list[_State] = []
    for spent, debt, bound, chosen in states:
        lower = bound - lost
        if (idle := most - spent - rest) > 0:  # capacity that nothing is left for, at its price
            lower -= price * min(idle, effort)
        if lower >= floor:
            without.append((spent, debt, lower, chosen))
        if bound + paid >= floor and spent + effort <= most and chosen & needs == needs:
            with_.append((spent + effort, debt - worth, bound + paid, chosen | bit))
    return without + with_


def _undominated(states: list[_State], open_: int) -> list[_State]:
    """In ascending effort, the states that none alike with as little effort beats."""
    states.sort()
    best: dict[int, int] = {}
    kept = []
    for state in states:
        alike = state[3] & open_
        if alike not in best or state[1] < best[alike]:
            best[alike] = state[1]
            kept.append(state)
    return kept
