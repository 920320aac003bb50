from checkouts import Checkout
from learnorg.checks.activity_unreadable import activity_unreadable
from learnorg.checks.change.activity_rewritten import MOST, activity_rewritten
from learnorg.checks.judging.judge import judge
from learnorg.history import objects
from learnorg.register.activity.event import line
from register.activity.happenings import FILE, happened
from registers import TODAY
from rules import ADA, LEA, added, committed, judged, over, swapped, told, upon

POLICY = "# path: learnorg.yaml\nformat: 1\nauthority: [ada@example.org]\n"
ONE, TWO, THREE = (line(happened(n)).decode() for n in (1, 2, 3))
LOG = f"# path: {FILE}\n{ONE}{TWO}"
FIRST = f"the event {happened(1).id} (used, 2026-11-20, line 1 before)"


@upon(POLICY, LOG)
def test_yes(repo: Checkout) -> None:
    """An event that is altered is an error, and so is one that goes."""
    changed = {FILE: swapped(ONE, ONE.replace("used", "thanked"))}
    assert judged(activity_rewritten, repo, changed, by=LEA) == [f"error 1:1 {FIRST} changes"]
    repo.git("reset", "-q", "--hard", "main")
    assert judged(activity_rewritten, repo, {FILE: TWO}, by=LEA) == [f"error 1:1 {FIRST} goes"]


@upon(POLICY, LOG)
def test_no(repo: Checkout) -> None:
    """Lines that are appended are none, in whatever order and however they are spelled."""
    respelled = TWO.replace('": "', '":"')
    change = {FILE: THREE + respelled + "\r\n" + ONE, FILE.replace("platform", "lab"): "x\n"}
    assert judged(activity_rewritten, repo, change, by=LEA) == []


@upon(POLICY, f"# path: {FILE}\n{ONE}{{broken\n{TWO}{TWO}")
def test_edge(repo: Checkout) -> None:
    """What could not be read may be mended, and what stood twice may stand once."""
    assert judged(activity_rewritten, repo, {FILE: ONE + TWO}, by=LEA) == []


@upon(POLICY, LOG)
def test_deleted(repo: Checkout) -> None:
    """A file that goes takes its events away, and a link in its place does, too."""
    committed(repo, {FILE: None}, by=LEA)
    assert len(judged(activity_rewritten, repo)) == 2
    (repo.path / FILE).symlink_to("elsewhere")
    committed(repo, {}, by=LEA)
    assert len(judged(activity_rewritten, repo)) == 2


@upon(POLICY, LOG)
def test_moved(repo: Checkout) -> None:
    """An event that goes to another file is gone from where it belongs."""
    change = {FILE: TWO, FILE.replace("7k3mqx9z", "x2w90bcd"): ONE}
    assert judged(activity_rewritten, repo, change, by=LEA) == [f"error 1:1 {FIRST} goes"]


@upon(POLICY, LOG)
def test_governing(repo: Checkout) -> None:
    """By somebody who governs the register it is a warning, unless others had a hand in it."""
    assert judged(activity_rewritten, repo, {FILE: TWO}, by=ADA) == [f"warning 1:1 {FIRST} goes"]
    committed(repo, {FILE: added(THREE)}, by=LEA)
    assert judged(activity_rewritten, repo) == [f"error 1:1 {FIRST} goes"]


@upon(POLICY, f"# path: {FILE}\n" + "".join(line(happened(n)).decode() for n in range(MOST + 5)))
def test_many(repo: Checkout) -> None:
    """Of many the first are told, and how many more there are."""
    found = judged(activity_rewritten, repo, {FILE: None}, by=LEA)
    assert len(found) == MOST + 1
    assert found[0] == "error 1:1 and 5 more events change or go"


@upon(POLICY, LOG)
def test_large(repo: Checkout) -> None:
    """A file that is too large to be looked at, afterwards or before, is an error."""
    grown = added("x" * objects.MOST)
    large = ["error 1:1 too large to be compared"]
    assert judged(activity_rewritten, repo, {FILE: grown}, by=LEA) == large
    repo.git("checkout", "-q", "main")
    repo.git("branch", "-D", "change")
    committed(repo, {FILE: grown}, branch="main")
    assert judged(activity_rewritten, repo, {FILE: ONE}, by=LEA) == large


@upon(POLICY, f"# path: {FILE}\n{ONE}{{broken\n")
def test_brought(repo: Checkout) -> None:
    """Lines that cannot be read are told of the change that brings them, and not of others."""
    assert judged(activity_unreadable, repo, {FILE: added(TWO)}, by=LEA) == []
    committed(repo, {FILE: added("{more\n"), "register/activity/x.jsonl": ONE}, by=LEA)
    assert sorted(told(activity_unreadable, over(repo))) == [
        "error 1:1 no file of the activity log belongs here",
        "error 4:2 a key in double quotes is missing here",
    ]


@upon(POLICY, LOG)
def test_known_id(repo: Checkout) -> None:
    """An event under an id that another file's event has is an error, the same line is not."""
    other = line(happened(1, "thanked", by="lab")).decode()
    there = FILE.replace("platform", "lab")
    assert judged(activity_rewritten, repo, {there: other}, by=LEA) == [
        f"error 1:1 the event {happened(1).id} says something else in {FILE}:1"
    ]
    repo.git("reset", "-q", "--hard", "main")
    again = {FILE.replace("7k3mqx9z", "x2w90bcd"): ONE}
    assert judged(activity_rewritten, repo, again, by=LEA) == []
    both = {
        there: THREE.replace("platform", "lab"),
        FILE: added(line(happened(3, "thanked")).decode()),
    }
    assert judged(activity_rewritten, repo, both, by=LEA) == [
        f"error 3:1 the event {happened(3).id} says something else in {there}:1"
    ]


@upon(POLICY, LOG)
def test_ahead(repo: Checkout) -> None:
    """Events of days to come are told of the change that brings them."""
    later = line(happened(4, on="2999-01-01")).decode()
    committed(repo, {FILE.replace("2026-11", "2999-01"): later}, by=LEA)
    every = judge(repo.path, "main", "change", None, TODAY).findings
    assert told(activity_unreadable, every) == [
        "error 1:1 an event of 2999-01-01, a day that is still to come"
    ]
