from learnorg.register.activity import Event, Uses, events, faults, open_flags, totals
from learnorg.register.activity.event import line
from learnorg.register.register import Register, Unreadable
from register.activity.happenings import (
    ELSEWHERE,
    FILE,
    KB,
    OTHER,
    happened,
    kept,
    numbered,
)
from registers import put

NEW = "IMP-2611-x2wbcd"
OLD = "IMP-2611-7k3mqx"


def numbers(found: list[Event]) -> list[int]:
    return [int(one.id) for one in found]


def test_nothing(register: Register) -> None:
    """Where nothing was ever done, every answer is empty."""
    assert (events(register), open_flags(register), totals(register)) == ([], [], {})
    assert faults(register) == []


def test_events(register: Register) -> None:
    """Events come by day and id, each once, as they were written."""
    first = happened(5, on="2026-11-02", context={"for": "servicenow:INC1", "own": True})
    vote = happened(2, "voted", result={"helped": False, "text": "too long"})
    last = happened(3, "used", OTHER, by="service-desk")
    kept(register.root, [vote, first, vote])
    kept(register.root, [last], ELSEWHERE)
    assert events(register) == [first, vote, last]
    assert events(register, KB) == [first, vote]
    assert events(register, since="2026-11-20") == [vote, last]
    assert events(register, KB, "2026-11-21") == []
    assert events(register, "KB-2611-000000") == []


def test_totals(register: Register) -> None:
    """Uses, those by others, votes, thanks, open flags and the last use are counted."""
    kept(
        register.root,
        [
            happened(1, on="2026-11-02"),
            happened(2, on="2026-11-05", context={"own": True}),
            happened(3, on="2026-11-03", result={"helped": True}),
            happened(4, "voted", result={"helped": False}),
            happened(5, "thanked", on="2026-11-09"),
            happened(6, "flagged"),
            happened(7, "flagged"),
            happened(8, "fixed", context={"answers": [numbered(6)]}),
            happened(9, "validated", OTHER),
        ],
    )
    assert totals(register) == {
        KB: Uses(3, 2, 1, 1, 1, 1, "2026-11-05"),
        OTHER: Uses(),
    }


def test_open_flags(register: Register) -> None:
    """A flag is open until a fix answers it; a fix that answers nothing closes none."""
    kept(
        register.root,
        [
            happened(1, "flagged", on="2026-11-05"),
            happened(2, "flagged", on="2026-11-04"),
            happened(3, "flagged", OTHER),
            happened(4, "fixed"),
            happened(5, "validated"),
        ],
    )
    assert numbers(open_flags(register, KB)) == [2, 1]
    assert numbers(open_flags(register)) == [2, 1, 3]
    answer = happened(6, "fixed", by="service-desk", context={"answers": [numbered(1)]})
    kept(register.root, [answer], ELSEWHERE)
    assert numbers(open_flags(register)) == [2, 3]
    assert totals(register)[KB].flags_open == 1
    (register.root / ELSEWHERE).unlink()
    assert numbers(open_flags(register, KB)) == [2, 1]


def test_called_otherwise(register: Register) -> None:
    """
    What was done with a record is told under the identity that it has now.
    ---
    id: IMP-2611-x2wbcd
    title: Shorter hand-over
    aliases: [IMP-2611-7k3mqx, CSI-142]
    """
    flag = happened(3, "flagged", OLD)
    kept(register.root, [happened(1, "used", OLD), happened(2, "used", NEW), flag])
    assert totals(register) == {NEW: Uses(2, 2, 0, 0, 1, 0, "2026-11-20")}
    assert [one.object for one in events(register)] == [NEW] * 3
    assert numbers(events(register, NEW)) == [1, 2, 3]
    assert open_flags(register, NEW) == [flag._replace(object=NEW)]


def test_totals_of_some(register: Register) -> None:
    """
    The uses of some objects are those of all, left out the others.
    ---
    id: IMP-2611-x2wbcd
    title: Shorter hand-over
    aliases: [IMP-2611-7k3mqx]
    """
    kept(
        register.root, [happened(1, "used", OLD), happened(2, "used", NEW), happened(3, "used", KB)]
    )
    whole = totals(register)
    assert whole.keys() == {NEW, KB}
    assert totals(register, [NEW]) == {NEW: whole[NEW]}
    assert totals(register, [KB, OLD]) == {KB: whole[KB]}
    assert totals(register, []) == {}


def test_alias_of_another(register: Register) -> None:
    """
    An alias that is another record's identity takes nothing from it.
    ---
    id: IMP-2611-x2wbcd
    title: Shorter hand-over
    aliases: [IMP-2611-7k3mqx]
    ---
    id: IMP-2611-7k3mqx
    title: Calm nights
    """
    kept(register.root, [happened(1, "used", OLD)])
    assert totals(register).keys() == {OLD}
    assert events(register, NEW) == []


def test_faults(register: Register) -> None:
    """What cannot be read is told like a record that cannot, and the rest is answered."""
    put(register.root, FILE, line(happened(1)).decode() + "{\n")
    (fault,) = faults(register)
    assert fault == Unreadable(
        FILE, 2, 2, "activity-unreadable", "it ends here, in the middle", fault.hint
    )
    assert fault.hint
    assert totals(register)[KB].uses == 1


def test_answers_of_its_own(register: Register) -> None:
    """
    A fix answers flags on what it mended, whatever that was called then, and no others.
    ---
    id: IMP-2611-x2wbcd
    title: Shorter hand-over
    aliases: [IMP-2611-7k3mqx]
    """
    answers = {"answers": [numbered(1), numbered(2)]}
    kept(register.root, [happened(1, "flagged"), happened(2, "flagged", OLD),
                         happened(3, "fixed", OTHER, context=answers)])  # fmt: skip
    assert numbers(open_flags(register)) == [1, 2]
    assert [totals(register)[one].flags_open for one in (KB, NEW)] == [1, 1]
    kept(register.root, [happened(4, "fixed", NEW, by="service-desk", context=answers)], ELSEWHERE)
    assert numbers(open_flags(register)) == [1]
    assert open_flags(register, NEW) == []
    assert [totals(register)[one].flags_open for one in (KB, NEW)] == [1, 0]
