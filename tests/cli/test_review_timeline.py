"""`review timeline`: what happened when, said, read from elsewhere, and shown."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from checkouts import Checkout
from cli.speaking import record, steady
from commandline import Learnorg
from learnorg.register.chronology import MOST
from registers import put

Expected = Callable[[str, str], None]

ID = "REV-2611-7k3mqx"
REGISTER = """
    ---
    id: REV-2611-7k3mqx
    title: Sign-in failed
    type: post-mortem
    state: draft
    raised: 2026-11-20
    times:
      started: 2026-11-20 09:12+01:00
    timeline:
      # what the pager said
      - id: b7k
        at: 2026-11-20 09:31+01:00
        what: "Disk alarm on the replica"  # of the second one
        source: alerts
    +++
    ## What happened

    The disk filled.
    ---
    id: REV-2611-x2wbcd
    title: New switches
    type: change
    state: draft
    raised: 2026-11-20
    ---
    id: IMP-2611-h0dbbb
    title: Queue alarms
    state: proposed
    raised: 2026-11-02
"""
SHEET = """\
Time,What,Who,Channel
2026-11-20 09:40,"Sign-in fails, says the desk",lea,telephone
2026-11-20 09:20,Calls begin to come in,ben,
2026-11-20 25:00,No such time,ben,
2026-11-20 09:31,Disk alarm on the replica,ben,pager
"""
CHANNEL = json.dumps([
    {"type": "message", "user": "U1", "ts": "1795162500.000100", "text": "<@U2> looks at it"},
    {"type": "message", "user": "U2", "ts": "1795162560.000100", "text": "It is the disk"},
    {"type": "message", "subtype": "channel_join", "user": "U3", "ts": "1795162580.000100",
     "text": "joined"},
    {"type": "message", "subtype": "bot_message", "ts": "1795162590.000100", "text": "Disk 98 %"},
])  # fmt: skip


def standing(test: Callable[..., None]) -> Callable[..., None]:
    """A test that stands on the register above."""
    test.__doc__ = f"{test.__doc__}{REGISTER}"
    return test


def entries(repo: Checkout, identity: str = ID) -> list[tuple[str, str]]:
    """Moments and words of a review's timeline, as its file has them."""
    head = record(repo, identity).partition("timeline:\n")[2].partition("\n---")[0]
    moments = re.findall(r"^ +at: '?([^'\n]*)'?$", head, re.MULTILINE)
    whats = re.findall(r"^ +what: (.*)$", head, re.MULTILINE)
    return list(zip(moments, whats, strict=True))


# ---- import -----------------------------------------------------------------------------


@standing
def test_a_sheet(learnorg: Learnorg, repo: Checkout, folder: Path, expected: Expected) -> None:
    """A sheet's rows come in by time, each once; all that does not is told, with exit code 1."""
    put(folder, "calls.csv", SHEET)
    ran = learnorg("review", "timeline", "import", "7k3", "calls.csv", "--tz", "Europe/Berlin")
    assert ran.code == 1
    expected("kept/review-timeline-import.txt", steady(f"{ran.out}---\n{ran.err}"))
    assert entries(repo) == [
        ("2026-11-20 09:20+01:00", "Calls begin to come in"),
        ("2026-11-20 09:31+01:00", '"Disk alarm on the replica"  # of the second one'),
        ("2026-11-20 09:40+01:00", "Sign-in fails, says the desk"),
    ]
    text = record(repo, ID)
    assert "# what the pager said\n" in text
    assert "lea" not in text
    assert "Timeline from calls.csv" in repo.git("log", "-1", "--format=%b")
    assert learnorg("check").code == 0

    again = learnorg("review", "timeline", "import", "7k3", "calls.csv", "--tz", "Europe/Berlin")
    assert (again.code, again.out) == (1, "")
    assert "0 entries added; 3 were there already.\n" in again.err
    assert record(repo, ID) == text


@standing
def test_a_channel(learnorg: Learnorg, repo: Checkout, folder: Path) -> None:
    """A channel's messages come in; people are told by their role, or as somebody."""
    put(folder, "ops/2026-11-20.json", CHANNEL)
    ran = learnorg("review", "timeline", "import", "x2w", "ops/2026-11-20.json",
                   "--role", "U1=incident commander", "--role", "u2=network lead")  # fmt: skip
    assert ran.code == 0
    assert "Left out, 1: messages of programs.\n" in ran.err
    assert "Left out, 1: people and programs that came or went.\n" in ran.err
    assert entries(repo, "REV-2611-x2wbcd") == [
        ("2026-11-20 08:15Z", "'incident commander: network lead looks at it'"),
        ("2026-11-20 08:16Z", "'network lead: It is the disk'"),
    ]
    assert "source: 'Slack #ops'" in record(repo, "REV-2611-x2wbcd")


@standing
def test_programs(learnorg: Learnorg, repo: Checkout, folder: Path) -> None:
    """Alerts come along if wished, and the source is called as it is told."""
    put(folder, "ops/2026-11-20.json", CHANNEL)
    ran = learnorg("review", "timeline", "import", "x2w", "ops/2026-11-20.json", "--programs",
                   "--source", "the channel")  # fmt: skip
    assert ran.code == 0
    assert ("2026-11-20 08:16:30Z", "Disk 98 %") in entries(repo, "REV-2611-x2wbcd")
    text = record(repo, "REV-2611-x2wbcd")
    assert text.count("source: the channel\n") == 3
    assert "what: somebody looks at it\n" in text


@standing
def test_source_of_a_sheet(learnorg: Learnorg, repo: Checkout, folder: Path) -> None:
    """What a sheet says of a row's source stays; the others get the name that is given."""
    put(folder, "calls.csv", SHEET.replace("25:00", "09:50"))
    words = ("import", "x2w", "calls.csv", "--tz", "UTC", "--source", "shift log")
    ran = learnorg("review", "timeline", *words)
    assert ran.code == 0
    sources = re.findall("source: (.*)", record(repo, "REV-2611-x2wbcd"))
    assert sources == ["shift log", "pager", "telephone", "shift log"]


@standing
@pytest.mark.parametrize(
    ("text", "words"),
    [
        (SHEET, ()),
        (SHEET, ("--form", "csv")),
        (SHEET.replace(",", ";"), ()),
        (CHANNEL, ()),
        (CHANNEL, ("--form", "slack")),
    ],
)
def test_standard_input(
    learnorg: Learnorg, repo: Checkout, text: str, words: tuple[str, ...]
) -> None:
    """What comes in by standard input tells its form itself, or is told."""
    words = ("import", "x2w", "-", "--tz", "Europe/Berlin", *words)
    ran = learnorg("review", "timeline", *words, stdin=text)
    assert len(entries(repo, "REV-2611-x2wbcd")) == (3 if text != CHANNEL else 2)
    assert ("not read: <stdin>:4: " in ran.err) is (text != CHANNEL)


@standing
def test_another_ending(learnorg: Learnorg, repo: Checkout, folder: Path) -> None:
    """A file whose name tells nothing is read in the form that is named."""
    put(folder, "calls.log", SHEET)
    ran = learnorg("review", "timeline", "import", "x2w", "calls.log")
    assert (ran.code, ran.out) == (2, "")
    assert "calls.log is in none of the forms" in ran.err
    ran = learnorg("review", "timeline", "import", "x2w", "calls.log", "--form", "csv")
    assert len(entries(repo, "REV-2611-x2wbcd")) == 3


@standing
def test_a_part(learnorg: Learnorg, repo: Checkout, folder: Path) -> None:
    """Of a long log the part that tells what happened is taken, and the rest is counted."""
    put(folder, "calls.csv", SHEET)
    words = ("import", "7k3", "calls.csv", "--tz", "Europe/Berlin")
    ran = learnorg("review", "timeline", *words, "--since", "9:30", "--until", "9:39")
    assert len(entries(repo)) == 1
    assert "0 entries added; 1 was there already.\n" in ran.err
    assert "Left out, 1: from before the moment that was asked for.\n" in ran.err
    assert "Left out, 1: from after the moment that was asked for.\n" in ran.err


@standing
def test_names(learnorg: Learnorg, repo: Checkout, folder: Path) -> None:
    """Names behind an @, mail addresses and telephone numbers stay out, and are counted."""
    sheet = """\
time,what,source
2026-11-20 09:20,"@ben.miller asks @lea, ben@example.org","call from +49 171 2345678"
2026-11-20 09:30,Nothing to hide @here at 10.0.0.12,pager
2026-11-20 19:30,Later @ben.miller,pager
"""
    put(folder, "calls.csv", sheet)
    words = ("import", "x2w", "calls.csv", "--role", "lea=network lead",
             "--until", "2026-11-20 12:00")  # fmt: skip
    ran = learnorg("review", "timeline", *words)
    assert ran.code == 0, ran.err
    assert [what for _, what in entries(repo, "REV-2611-x2wbcd")] == [
        "somebody asks network lead, (an address)",
        "Nothing to hide @here at 10.0.0.12",
    ]
    text = record(repo, "REV-2611-x2wbcd")
    assert "source: call from (a number)\n" in text
    assert "Changed, 2: names behind an @, now a role or somebody.\n" in ran.err
    assert "Changed, 1: mail addresses, now a role or (an address).\n" in ran.err
    assert "Changed, 1: telephone numbers, now a role or (a number).\n" in ran.err
    once = "Read the entries through for names of people, once: learnorg review timeline show x2w\n"
    assert ran.err.count(once) == 1
    again = learnorg("review", "timeline", *words)
    assert "Changed" not in again.err
    assert "Read the entries" not in again.err
    assert record(repo, "REV-2611-x2wbcd") == text


@standing
def test_names_in_a_channel(learnorg: Learnorg, repo: Checkout, folder: Path) -> None:
    """The same holds for what people type into messages without a mark of Slack's."""
    said = "<@U2> rang @Ben.Miller &lt;ben@example.org&gt; on 0171 2345678, says <!here>"
    message = {"type": "message", "user": "U1", "ts": "1795162500.000100", "text": said}
    put(folder, "ops/2026-11-20.json", json.dumps([message]))
    ran = learnorg("review", "timeline", "import", "x2w", "ops/2026-11-20.json")
    assert [what for _, what in entries(repo, "REV-2611-x2wbcd")] == [
        "somebody rang somebody <(an address)> on (a number), says @here"
    ]
    assert ran.err.count("Changed, 1: ") == 3


@standing
def test_sentences_that_came(learnorg: Learnorg, repo: Checkout, folder: Path) -> None:
    """Entries that look for somebody to blame are told with one line after the import."""
    put(folder, "calls.csv", "time,what\n2026-11-20 09:20,It was human error\n")
    ran = learnorg("review", "timeline", "import", "x2w", "calls.csv")
    assert "1 sentence to look at again: learnorg review lint x2w\n" in ran.err


@standing
def test_clocks_that_differ(learnorg: Learnorg, repo: Checkout, folder: Path) -> None:
    """An import whose moments cannot be ordered among those that are there says what helps."""
    put(folder, "calls.csv", "time,what\n2026-11-20 09:20,Calls come in\n")
    ran = learnorg("review", "timeline", "import", "7k3", "calls.csv", "--dry-run")
    assert (
        "2026-11-20 09:31+01:00 says how far its clock was from UTC, 2026-11-20 09:20 does not: "
        "their order is in doubt."
    ) in ran.err
    assert "--tz Europe/Berlin" in ran.err
    words = ("import", "7k3", "calls.csv", "--tz", "Europe/Berlin")
    assert "in doubt" not in learnorg("review", "timeline", *words).err
    learnorg("review", "timeline", "import", "x2w", "calls.csv")
    put(folder, "pages.csv", "time,what\n2026-11-20 09:22Z,Disk alarm\n")
    ran = learnorg("review", "timeline", "import", "x2w", "pages.csv")
    assert "in doubt. Write how far it was with the others: learnorg edit REV" in ran.err


@standing
def test_two_clocks(learnorg: Learnorg, repo: Checkout, folder: Path) -> None:
    """Where the one clock says its distance from UTC and the other does not, that is refused."""
    put(folder, "calls.csv", SHEET)
    ran = learnorg("review", "timeline", "import", "7k3", "calls.csv", "--since", "9:30")
    assert (ran.code, ran.out) == (2, "")
    assert "2026-11-20 09:30+01:00 says how far its clock was from UTC" in ran.err
    assert "--tz Europe/Berlin" in ran.err


@standing
def test_dry_run(learnorg: Learnorg, repo: Checkout, folder: Path) -> None:
    """A dry run shows what would come, and what would not."""
    put(folder, "calls.csv", SHEET)
    before = record(repo, ID)
    ran = learnorg(
        "review", "timeline", "import", "7k3", "calls.csv", "--tz", "Europe/Berlin", "-n"
    )
    assert ran.code == 1
    assert "+    what: Calls begin to come in\n" in ran.out
    assert "not read: calls.csv:4: " in ran.err
    assert record(repo, ID) == before


@standing
def test_too_many(learnorg: Learnorg, repo: Checkout, folder: Path) -> None:
    """More than anybody reads beside a review is refused, with the way to take a part."""
    rows = [f"2026-11-20 {n // 60:02}:{n % 60:02},Line {n}" for n in range(MOST + 1)]
    put(folder, "all.csv", "\n".join(["time,what", *rows]))
    ran = learnorg("review", "timeline", "import", "x2w", "all.csv")
    assert (ran.code, ran.out) == (7, "")
    assert f"would have a timeline of {MOST + 1} entries; {MOST} are the most" in ran.err
    assert "--since" in ran.err


@standing
@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("h0d", "calls.csv"), 7, "IMP-2611-h0dbbb is an improvement, and no review"),
        (("7k3", "nowhere.csv"), 2, "nowhere.csv:1:1: it cannot be read: No such file"),
        (("7k3", "calls.csv", "--form", "xls"), 2, "It is one of: csv, slack."),
        (("7k3", "calls.csv", "--form", "slack"), 2, "calls.csv: "),
        (("7k3", "calls.csv", "--tz", "Europe/Berlinn"), 2, "Europe/Berlin"),
        (("7k3", "calls.csv", "--role", "U1"), 2, "U01ABC=incident commander"),
        (("7k3", "calls.csv", "--since", "noon"), 2, "'noon' is no moment"),
    ],
)
def test_refused(
    learnorg: Learnorg, repo: Checkout, folder: Path, words: tuple[str, ...], code: int, said: str
) -> None:
    """What cannot be read is refused with what to do, and nothing is written."""
    put(folder, "calls.csv", SHEET)
    before = record(repo, ID)
    ran = learnorg("review", "timeline", "import", *words)
    assert (ran.code, ran.out) == (code, "")
    assert said in ran.err
    assert record(repo, ID) == before


# ---- add and show -----------------------------------------------------------------------


@standing
def test_add(learnorg: Learnorg, repo: Checkout) -> None:
    """An entry stands in its place by time, on the day and by the clock of the start."""
    ran = learnorg("review", "timeline", "add", "7k3", "9:14", "The disk is full",
                   "--source", "host log")  # fmt: skip
    assert ran.code == 0
    assert re.search(rf"Entry {ID}#\w{{3}}, at 2026-11-20 09:14\+01:00\.", ran.err)
    assert [at for at, _ in entries(repo)] == ["2026-11-20 09:14+01:00", "2026-11-20 09:31+01:00"]
    assert "    source: host log\n" in record(repo, ID)
    assert "2026-11-20 09:14+01:00: The disk is full" in repo.git("log", "-1", "--format=%b")
    again = learnorg("review", "timeline", "add", "7k3", "08:14Z", "The disk is full")
    assert (again.code, again.out) == (0, "")
    assert again.err == "Nothing to change: it is so already.\n"


@standing
def test_add_the_first(learnorg: Learnorg, repo: Checkout) -> None:
    """Where nobody said when it started, a time alone is of today; no source is made up."""
    assert learnorg("review", "timeline", "add", "x2w", "9:14", "The switch is in").code == 0
    assert entries(repo, "REV-2611-x2wbcd") == [("2026-11-22 09:14", "The switch is in")]
    assert "source" not in record(repo, "REV-2611-x2wbcd")


@standing
def test_add_by_another_clock(learnorg: Learnorg, repo: Checkout) -> None:
    """Where entries cannot be put in order, that is said."""
    learnorg("review", "timeline", "add", "x2w", "9:14", "The switch is in")
    ran = learnorg("review", "timeline", "add", "x2w", "9:15Z", "The lights are on")
    assert ran.code == 0
    assert (
        "2026-11-22 09:15Z says how far its clock was from UTC, 2026-11-22 09:14 does not: "
        "their order is in doubt."
    ) in ran.err


@standing
def test_show(learnorg: Learnorg, repo: Checkout) -> None:
    """What happened is shown by time, with the time in between; a pipe gets seconds."""
    learnorg("review", "timeline", "add", "7k3", "9:14", "The disk is full")
    ran = learnorg("review", "timeline", "show", "7k3", "--format", "table")
    assert steady(ran.out).splitlines()[1:] == [
        "2026-11-20 09:14+01:00          The disk is full                   #" + own(ran.out, 1),
        "2026-11-20 09:31+01:00  17 min  Disk alarm on the replica  alerts  #b7k",
    ]
    piped = learnorg("review", "timeline", "show", "7k3").out.splitlines()
    assert piped[0] == "at\tseconds\twhat\tsource\tentry"
    assert piped[2] == "2026-11-20 09:31+01:00\t1020\tDisk alarm on the replica\talerts\tb7k"
    empty = learnorg("review", "timeline", "show", "x2w")
    assert (empty.code, len(empty.out.splitlines())) == (0, 1)
    assert "learnorg review timeline add x2w WHEN" in empty.err


def own(shown: str, line: int) -> str:
    """The short id at the end of a line."""
    return shown.splitlines()[line].rpartition("#")[2]


@standing
def test_unsound(learnorg: Learnorg, repo: Checkout, folder: Path) -> None:
    """A review in which something is wrong is mended first, so that nothing of it is lost."""
    (file,) = folder.rglob(f"{ID}.md")
    before = file.read_text().replace("  - id: b7k", "  - see the log\n  - id: b7k")
    file.write_text(before)
    for words in (("add", "7k3", "9:14", "x"), ("import", "7k3", "-")):
        ran = learnorg("review", "timeline", *words, stdin=SHEET)
        assert (ran.code, ran.out) == (4, "")
        assert "Mend it first" in ran.err
    assert file.read_text() == before
