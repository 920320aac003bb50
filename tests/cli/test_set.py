"""Setting fields."""

import pytest

from checkouts import Checkout
from cli.speaking import commits, everything, record
from cli.test_verbs import OTHER, OWNED, go, stands
from commandline import Learnorg

ID = "IMP-2611-7k3mqx"
RICH = (
    OWNED
    + """
    # since May
    tags:
      - quick   # they say
      - "build"
    problem: Builds take 18 minutes.
    estimates: {value: 6, effort: 2}
    plan:
      - id: s1x
        do: Order a disk
"""
)


def changed(repo: Checkout) -> list[str]:
    """The lines that the last commit takes away and adds."""
    diff = repo.git("show", "--format=", "-U0", "HEAD").splitlines()
    return [line for line in diff if line[:1] in ("+", "-") and line[:3] not in ("+++", "---")]


@pytest.mark.parametrize(
    ("words", "lines"),
    [
        (["owner=network"], ["-owner: platform", "+owner: network"]),
        (["problem="], ["-problem: Builds take 18 minutes."]),
        (["tags+=later"], ["+  - later"]),
        (["tags-=build"], ['-  - "build"']),
        (["due=2027-Q1"], ["+due: 2027-03-31"]),
        (["due=friday"], ["+due: 2026-11-27"]),
        (["raised=3w"], ["-raised: 2026-11-02", "+raised: 2026-11-01"]),
        (
            ["estimates.effort=2.50"],
            ["-estimates: {value: 6, effort: 2}", "+estimates: {value: 6, effort: 2.50}"],
        ),
        (["plan.1.owner=network"], ["+    owner: network"]),
        (["plan.s1x.owner=network"], ["+    owner: network"]),
        (["size=M", "owner=network"], ["-owner: platform", "+owner: network", "+size: M"]),
        (["title=no"], ["-title: Cache build dependencies", "+title: 'no'"]),
        (["extra.cab=yes"], ["+extra:", "+  cab: 'yes'"]),
    ],
)
def test_one_line(learnorg: Learnorg, repo: Checkout, words: list[str], lines: list[str]) -> None:
    """Setting a field touches its line and no other; comments and quotes stay."""
    stands(repo, RICH)
    ran = learnorg("set", "7k3", *words)
    assert ran.code == 0, ran.err
    assert sorted(line for line in changed(repo) if line not in "+-") == sorted(lines)


def test_a_list_in_one_go(learnorg: Learnorg, repo: Checkout) -> None:
    """Commas separate the items of a list."""
    stands(repo, OWNED)
    go(learnorg, "set 7k3 services=mail,identity")
    assert "services:\n  - mail\n  - identity\n" in record(repo, ID)


def test_the_last_item(learnorg: Learnorg, repo: Checkout) -> None:
    """A list whose last item is taken away goes, too."""
    stands(repo, RICH)
    go(learnorg, "set 7k3 tags-=build tags-=quick")
    assert "tags" not in record(repo, ID)


def test_as_it_was(learnorg: Learnorg, repo: Checkout) -> None:
    """A field set to its own value changes no byte and makes no commit."""
    stands(repo, RICH)
    before = everything(repo)
    ran = learnorg("set", "7k3", "owner=platform", "tags+=quick", "vision=")
    assert (ran.code, ran.out) == (0, "")
    assert "it is so already" in ran.err
    assert everything(repo) == before


def test_where(learnorg: Learnorg, repo: Checkout) -> None:
    """`--where` sets a field of every record that a query finds, in one commit."""
    stands(repo, OWNED + OTHER)
    ran = learnorg("set", "--where", "state:proposed", "--where", "has:owner", "tags+=triage", "-q")
    assert ran.out == f"{ID}\n"
    go(learnorg, "set --where state:proposed size=S")
    assert commits(repo)[0] == "set 2 improvements"


def test_nothing_found(learnorg: Learnorg, repo: Checkout) -> None:
    """A query that finds nothing changes nothing, which is no error."""
    stands(repo, OWNED)
    ran = learnorg("set", "--where", "state:closed", "tags+=triage")
    assert (ran.code, ran.out) == (0, "")
    assert "No record answers that query." in ran.err


def test_persons_too(learnorg: Learnorg, repo: Checkout) -> None:
    """Any kind of record is set the same way."""
    stands(repo, "\n---\nid: ada\ntitle: Ada\nstate: active\n")
    go(learnorg, "set ada role='Keeps the register'")
    assert "role: Keeps the register\n" in record(repo, "ada")


@pytest.mark.parametrize("field", ["measures.1.target=9", "measures.1.name=Other", "measures="])
def test_frozen_measures(learnorg: Learnorg, repo: Checkout, field: str) -> None:
    """After the start a measure changes only with a reason, which is kept as a note."""
    stands(repo, OWNED)
    go(learnorg, "start 7k3 --measure Minutes --baseline 18 --target 8")
    before = everything(repo)
    ran = learnorg("set", "7k3", field)
    assert (ran.code, ran.out) == (7, "")
    assert "are frozen since it became in-progress" in ran.err
    assert everything(repo) == before
    ran = learnorg("set", "7k3", field, "--because", "the build grew")
    assert ran.code == 0
    assert "Measures changed after they were frozen (" in ran.err
    assert "Measures changed after they were frozen (" in record(repo, ID)
    assert "the build grew" in record(repo, ID)


def test_what_stays_open(learnorg: Learnorg, repo: Checkout) -> None:
    """The measured value is written down whenever it is known."""
    stands(repo, OWNED)
    go(learnorg, "start 7k3 --measure Minutes --baseline 18 --target 8")
    go(learnorg, "set 7k3 measures.1.actual=9")
    assert "    actual: 9\n" in record(repo, ID)


def test_not_frozen_yet(learnorg: Learnorg, repo: Checkout) -> None:
    """Before the start measures change freely; in the full flow until the approval."""
    stands(repo, OWNED)
    go(learnorg, "accept 7k3", "set 7k3 measures.1.name=Minutes measures.1.target=8")
    repo.put("learnorg.yaml", "format: 1\nworkflow: full\n")
    repo.git("commit", "-qam", "Full")
    go(learnorg, "set 7k3 measures.1.baseline=18", "approve 7k3 --step Begin")
    assert "since it became approved" in learnorg("set", "7k3", "measures.1.target=9").err


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["7k3"], "no field was given"),
        (["owner=x"], "no record was given"),
        (["7k3", "state=closed"], "'state' is not set by hand"),
        (["7k3", "id=IMP-2611-zzzzzz"], "An identity never changes"),
        (["7k3", "ownr=x"], "Did you mean 'owner'?"),
        (["7k3", "effort=3"], "Did you mean 'estimates.effort'?"),
        (["7k3", "baseline=3"], "Did you mean 'measures.1.baseline'?"),
        (
            ["7k3", "because=x"],
            "'priority.because' or 'pilot.because' or 'hold.because' or 'outcome.because'",
        ),
        (["7k3", "estimates.efort=x"], "Did you mean 'effort'?"),
        (["7k3", "owner+=x"], "'owner' holds one value"),
        (["7k3", "tags-=late"], "'late' is not among 'tags'"),
        (["7k3", "plan.7.do=x"], "plan"),
        (["7k3", "estimates.effort=lots"], "'lots' is not a number"),
        (["7k3", "due=someday"], "'someday' is not a date"),
        (["7k3", "title="], "'title' is missing"),
        (["7k3", "raised=tomorrow"], "2026-11-23 has not come yet"),
        (["zzz", "owner=x"], "there is no record 'zzz'"),
        (["--where", "colour:red", "owner=x"], "'colour' is no field to filter by"),
        (["7k3", "title=\x1b[31mred"], "control character"),
    ],
)
def test_refused(learnorg: Learnorg, repo: Checkout, words: list[str], told: str) -> None:
    """What cannot be set is refused in words, and nothing is written."""
    stands(repo, RICH)
    before = everything(repo)
    ran = learnorg("set", *words)
    assert (ran.code in (2, 3), ran.out) == (True, ""), ran
    assert told in ran.err
    assert everything(repo) == before


@pytest.mark.parametrize(
    ("field", "hint"),
    [("tags=[a, b]", "Write tags=a,b."), ("priority=low", "priority.level=low")],
)
def test_not_as_a_whole(learnorg: Learnorg, repo: Checkout, field: str, hint: str) -> None:
    """Lists are written without brackets, and of what has parts one is set."""
    stands(repo, OWNED)
    before = everything(repo)
    ran = learnorg("set", "7k3", field)
    assert (ran.code, hint in ran.err) == (2, True), ran.err
    assert everything(repo) == before


def test_where_with_a_broken_neighbour(learnorg: Learnorg, repo: Checkout) -> None:
    """A record that cannot be read, and so not be found, is told of."""
    stands(repo, OWNED)
    repo.put("register/improvements/2026/11/IMP-2611-90b7k3.yaml", "owner: [platform\n")
    ran = learnorg("set", "--where", "owner:platform", "tags+=q")
    assert ran.code == 0
    assert "1 file could not be read" in ran.err


def test_an_alias_taken(learnorg: Learnorg, repo: Checkout) -> None:
    """An alias names one record: whoever gives it to a second one is refused, whatever the way."""
    stands(repo, OWNED + "    aliases:\n      - CSI-7\n" + OTHER)
    for words in (
        ["set", "x2w", "aliases=csi-7"],
        ["set", "7k3", "x2w", "aliases=CSI-8"],
        ["set", "--where", "state:proposed,accepted", "aliases+=CSI-9"],
        ["add", "Another", "--alias", "CSI-7"],
    ):
        ran = learnorg(*words)
        assert ran.code == 7, words
        assert "An alias names one record" in ran.err
    assert learnorg("set", "x2w", "aliases=CSI-8").code == 0
    assert learnorg("set", "7k3", "aliases=CSI-7,CSI-70").code == 0
    assert learnorg("rekey", "7k3").code == 0
