"""Reviews: begun from templates, moved along their line, refused with what mends it."""

import shlex
from collections.abc import Callable
from pathlib import Path

import pytest

from checkouts import Checkout
from cli.speaking import commits, editor, record, steady
from cli.test_verbs import go, stands
from commandline import Learnorg, Ran
from learnorg.files.loader import Form, load
from learnorg.kinds.guards import Lacking, Move
from learnorg.kinds.review import TYPES
from learnorg.kinds.review.model import Review
from learnorg.kinds.review.workflow import lacking
from registers import TODAY

Expected = Callable[[str, str], None]
ID = "REV-2611-7k3mqx"

DRAFT = """
    ---
    id: REV-2611-7k3mqx
    title: Sign-in failed
    type: post-mortem
    state: draft
    dates:
      draft: 2026-11-20
    raised: 2026-11-20
    participants:
      - who: network-lead
        role: responder
    +++
    ## What happened

    <!-- What could be seen? -->

    ## Impact

    <!-- For whom? -->
"""
TOLD = """
    ---
    id: REV-2611-x2wbcd
    title: New switches
    type: change
    state: reviewed
    dates:
      draft: 2026-11-02
      in-review: 2026-11-03
      reviewed: 2026-11-04
    raised: 2026-11-02
    findings:
      - id: b7k
        what: Labels were missing
        no_action: The racks go in January.
    +++
    ## What we expected

    An hour.

    ## What happened

    Two hours.

    ## Why were we surprised?

    Cables bore other names.

    ## What went well

    Nobody noticed.
"""
OTHER = """
    ---
    id: IMP-2611-w0rdzz
    title: Shorter hand-over
    state: proposed
    raised: 2026-11-02
"""


def pasted(learnorg: Learnorg, ran: Ran, **instead: str) -> Ran:
    """What comes of the command line that a refusal offers, its placeholders filled in."""
    line = ran.err.partition("hint: ")[2].splitlines()[0]
    for name, word in instead.items():
        assert name.replace("_", " ") in line, line
        line = line.replace(name.replace("_", " "), word)
    *before, last = (shlex.split(one) for one in line.split(" && "))
    for words in before:
        assert words[0] == "learnorg"
        done = learnorg(*words[1:])
        assert done.code == 0, f"{words}: {done.err}"
    return learnorg(*last[1:])


def reviews(repo: Checkout) -> list[str]:
    """The identities of all reviews."""
    return sorted(path.stem for path in repo.path.glob("register/reviews/*/*/*.md"))


def refused(ran: Ran, code: int) -> str:
    """What a refused command said, which put nothing on stdout."""
    assert (ran.code, ran.out) == (code, ""), ran.err
    return steady(ran.err)


# ---- new ------------------------------------------------------------------------------


def test_new(learnorg: Learnorg, repo: Checkout, expected: Expected) -> None:
    """
    A review begins with what was said, moments in one form, and its type's headings below.
    ---
    id: IMP-2611-w0rdzz
    title: Shorter hand-over
    state: proposed
    raised: 2026-11-02
    """
    ran = learnorg(
        "review", "new", "Sign-in failed", "--type", "post-mortem", "--severity", "2",
        "--service", "identity", "--environment", "live", "--practice", "incident management",
        "--owner", "problem-manager", "--team", "Identity team", "--facilitator", "ben",
        "--participant", "network-lead=responder", "--participant", "service-desk-lead",
        "--started", "yesterday 23:50", "--detected", "23:58", "--mitigated", "today 0:20",
        "--resolved", "2026-11-22T01:05:30",
        "--source", "major-incident-review", "--ref", "INC0012345", "--tag", "disk",
        "--link", "relates-to=w0r", "--link", "raised-from=servicenow:INC0012345",
    )  # fmt: skip
    assert ran.code == 0, ran.err
    (identity,) = reviews(repo)
    assert ran.out == f"{identity}  Sign-in failed\n"
    name = identity.rpartition("-")[2][:3]
    assert ran.err.splitlines()[-1] == (
        f"Next: learnorg edit {name}, and when it can be discussed: learnorg review submit {name}"
    )
    expected("kept/review-new.md", steady(record(repo, identity)))
    assert commits(repo)[0] == f"{identity}: add - Sign-in failed"
    assert "review" not in learnorg("check", "--strict").out


def test_new_outside_lesson(learnorg: Learnorg, repo: Checkout) -> None:
    """A lesson from outside keeps whose it is, where it is told, and under which licence."""
    stands(repo, DRAFT)
    ran = learnorg(
        "review", "new", "A resolver loop", "--type", "outside-lesson", "--on", "2026-11-02",
        "--outside-organisation", "Elsewhere", "--outside-source", "https://example.org/1",
        "--outside-licence", "CC-BY-4.0", "-q",
    )  # fmt: skip
    text = record(repo, ran.out.strip())
    assert "\nraised: 2026-11-02\n" in text
    assert (
        "\noutside:\n  organisation: Elsewhere\n  source: https://example.org/1\n"
        "  licence: CC-BY-4.0\n" in text
    )
    assert "\n## How it is with us\n" in text


def test_new_from_own_template(learnorg: Learnorg, repo: Checkout) -> None:
    """The register's own template is taken, with what its head says where nothing was said."""
    stands(repo, DRAFT)
    repo.put(
        "templates/records/review-change.md",
        "---\ntags: [cab]\nservices: network\nowner: change-manager\n---\n\n## Ours\n",
    )
    ran = learnorg("review", "new", "New switches", "--type", "change", "--owner", "ben", "-q")
    text = record(repo, ran.out.strip())
    assert "\nowner: ben\n" in text
    assert "\nservices:\n  - network\n" in text
    assert "\ntags:\n  - cab\n" in text
    assert text.endswith("---\n\n## Ours\n")


def test_new_from_a_broken_template(learnorg: Learnorg, repo: Checkout) -> None:
    """A template of the register's own that cannot be read is refused with its place."""
    stands(repo, DRAFT)
    repo.put("templates/records/review-change.md", "---\ntags: [\n---\n")
    told = refused(learnorg("review", "new", "New switches", "--type", "change"), 2)
    assert "templates/records/review-change.md:" in told


def test_new_in_the_editor(
    learnorg: Learnorg, repo: Checkout, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The editor has the whole file, with what was said filled in; what it leaves is kept."""
    stands(repo, DRAFT)
    editor(
        tmp_path,
        monkeypatch,
        "assert 'type: change' in text and '## What we expected' in text, text\n"
        "assert path.suffix == '.md', path\n"
        "text = text.replace('title:', 'title: New switches')\n"
        "path.write_text(text + '\\n## More\\n\\nWords.\\n')\n",
    )
    ran = learnorg("review", "new", "--type", "change", "--edit", "-q")
    assert ran.code == 0, ran.err
    text = record(repo, ran.out.strip())
    assert "\ntitle: New switches\n" in text
    assert text.endswith("\n## More\n\nWords.\n")


def test_times_in_the_editor(
    learnorg: Learnorg, repo: Checkout, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A time that was said stands among those that the template asks for, which stay open."""
    stands(repo, DRAFT)
    editor(
        tmp_path,
        monkeypatch,
        "assert \"started: '2026-11-22 00:01'\\n  detected:\\n\" in text, text\n"
        "path.write_text(text.replace('  resolved:', '  resolved: 2026-11-22 10:05'))\n",
    )
    ran = learnorg(
        "review", "new", "Queue", "--type", "post-mortem", "--started", "0:01", "--edit", "-q"
    )
    assert ran.code == 0, ran.err
    times = "times:\n  started: '2026-11-22 00:01'\n  resolved: '2026-11-22 10:05'\n---\n"
    assert times in record(repo, ran.out.strip())


@pytest.mark.parametrize(
    ("line", "code", "name"),
    [
        ("review new X", 2, "no-type"),
        ("review new X --type post-mortm", 2, "other-type"),
        ("review new --type change", 2, "no-title"),
        ("review new X --type change --severity 9", 2, "severity"),
        ("review new X --type change --started noon", 2, "moment"),
        ("review new X --type change --started 'today 25:00'", 2, "no-time"),
        ("review new X --type change --started 'tomorrow 09:12'", 2, "future"),
        ("review new X --type change --participant =responder", 2, "participant"),
        ("review new X --type change --link relates-to", 2, "link"),
        ("review new X --type change --link relates=7k3", 2, "relation"),
        ("review new X --type change --link relates-to=zzz", 3, "target"),
        ("review new X --type change --started '2026-11-20 09:12' --detected 9:00", 2, "order"),
        ("review new X --type outside-lesson --outside-licence MIT", 2, "outside"),
        ("review add X", 2, "add"),
        ("review show 7k3", 2, "show"),
        ("review submit w0r", 7, "no-review"),
        ("review submit zzz", 3, "nobody"),
        ("review submit 7k3", 7, "facilitator"),
        ("review submit 7k3 --facilitator Network-Lead", 7, "responder"),
        ("review submit x2w", 7, "further"),
        ("review agree x2w", 7, "already"),
        ("review reopen 7k3 --because why", 7, "open"),
        ("review reopen x2w", 7, "no-reason"),
        ("review reopen x2w --to closed", 2, "no-way-back"),
        ("review reopen x2w --to reviewed --because why", 7, "open-already"),
        ("review close 7k3", 7, "everything"),
        ("review close 7k3 x2w", 7, "several"),
        ("review close 7k3 --say 'Impact=Nobody could sign in.'", 7, "some-said"),
        ("review agree 7k3 --say Impact", 2, "say"),
        ("review agree 7k3 --verdict perhaps", 2, "verdict"),
        ("review agree 7k3 --verdict does-not-apply", 7, "verdict-reason"),
        ("review close x2w --on 2026-11-03", 7, "too-early"),
    ],
)
def test_refusals(
    learnorg: Learnorg, repo: Checkout, line: str, code: int, name: str, expected: Expected
) -> None:
    """What cannot be done is told with what is missing and how to give it; nothing is written."""
    stands(repo, DRAFT + TOLD + OTHER)
    tip = repo.git("rev-parse", "HEAD")
    told = refused(learnorg(*shlex.split(line)), code)
    expected(f"kept/review-refused-{name}.txt", told)
    assert repo.git("rev-parse", "HEAD") == tip
    assert repo.git("status", "--porcelain") == ""


# ---- moves ----------------------------------------------------------------------------


def test_whole_way(learnorg: Learnorg, repo: Checkout, expected: Expected) -> None:
    """What a refusal to close lists, one command line to paste brings; then the review closes."""
    stands(repo, DRAFT)
    ran = learnorg("review", "close", "7k3", "--say", "Impact=Nobody could sign in.")
    assert ran.code == 7
    ran = pasted(
        learnorg, ran, NAME="ben", WORDS="Something.", WHEN="'2026-11-19 09:12'",
        WHAT_WAS_LEARNED="Disk alarms are set by hand", TITLE="Set alarms from the host list",
        HOW_ONE_WILL_TELL="no host is without one",
        WHAT_MADE_IT_POSSIBLE="detection: The alarm was set for the primary alone",
    )  # fmt: skip
    assert ran.code == 0, ran.err
    assert ran.out == f"{ID}  draft -> closed  Sign-in failed\n"
    expected("kept/review-closed.md", steady(record(repo, ID)))
    assert commits(repo)[0] == f"{ID}: close - Sign-in failed"
    listed = learnorg("check", "--select", "review-not-examined,finding-without-home").out
    assert listed == ""


@pytest.mark.parametrize("of_type", TYPES)
def test_commands_that_mend(learnorg: Learnorg, repo: Checkout, of_type: str) -> None:
    """Whatever a review of any type lacks, each command that gives it is there, and gives it."""
    stands(repo, DRAFT.replace("type: post-mortem", f"type: {of_type}"))
    go(learnorg, "review finding 7k3 Something")
    while gaps := [gap for gap in _gaps(repo) if not gap.own.startswith("lessons ")]:
        line = gaps[0].own.format(id=ID)
        line = line.replace("=WHEN", "='2026-11-19 09:12'").replace('"TITLE"', '"Alarm every host"')
        go(learnorg, line)
        assert gaps[0].what not in [gap.what for gap in _gaps(repo)]
    go(learnorg, "review close 7k3" + " --verdict ask" * (of_type == "outside-lesson"))


def _gaps(repo: Checkout) -> list[Lacking]:
    """What a review lacks before it can close."""
    plain = load(record(repo, ID).encode(), Form.MARKDOWN).plain()
    return [*lacking(Review.model_validate(plain), Move("closed", TODAY))]


def test_findings_without_a_home(learnorg: Learnorg, repo: Checkout) -> None:
    """Each finding without a home is named by its part, or its place, and the paste places it."""
    two = "severity: 2\n      - what: Nobody had the plan"
    stands(repo, TOLD.replace("no_action: The racks go in January.", two))
    ran = learnorg("review", "close", "x2w")
    assert "a home for finding #b7k: Labels were missing" in ran.err
    assert "a home for finding #2: Nobody had the plan" in ran.err
    ran = pasted(learnorg, ran, TITLE="Label the racks", HOW_ONE_WILL_TELL="none is bare")
    assert ran.code == 0, ran.err
    assert len(list(repo.path.glob("register/improvements/*/*/*.yaml"))) == 2


def test_nothing_found(learnorg: Learnorg, repo: Checkout) -> None:
    """A review in which there was nothing to find closes with a reason, kept as a note."""
    text = TOLD.split("    findings:")[0] + "    +++" + TOLD.split("+++")[1]
    stands(repo, text)
    assert learnorg("review", "close", "x2w").code == 7
    go(learnorg, "review close x2w --because 'it went as planned'")
    assert "text: 'Became closed: it went as planned'" in record(repo, "REV-2611-x2wbcd")


def test_submit_and_agree(learnorg: Learnorg, repo: Checkout) -> None:
    """Each verb brings along what its guards ask for; a time alone is on the day of the start."""
    stands(repo, DRAFT)
    go(
        learnorg,
        "review submit 7k3 --facilitator ben --severity 1 --started '2026-11-19 09:12' "
        "--on 2026-11-20 --factor 'The alarm was set for the primary alone'",
        "review agree 7k3 --detected 9:31 --resolved 10:05 --on 2026-11-21 "
        "--say 'What happened=The disk filled.' --say 'Impact=Nobody could sign in.' "
        "--say 'Why were we surprised?=We watched the primary.' --finding 'Alarms are set by hand' "
        "--say 'What went well=The failover.' --say 'Where we were lucky=It was early.'",
    )  # fmt: skip
    text = record(repo, ID)
    for line in (
        "state: reviewed", "severity: 1", "facilitator: ben", "  in-review: 2026-11-20",
        "  reviewed: 2026-11-21", "    what: Alarms are set by hand",
        "  detected: '2026-11-19 09:31'", "    what: The alarm was set for the primary alone",
    ):  # fmt: skip
        assert f"\n{line}\n" in text, line
    assert "<!--" not in text


def test_several(learnorg: Learnorg, repo: Checkout) -> None:
    """Several reviews move in one commit, or none does; each lack is mended on its own record."""
    stands(repo, DRAFT + TOLD.replace("state: reviewed", "state: draft"))
    ran = learnorg("review", "submit", "7k3", "x2w")
    assert ran.code == 7
    assert record(repo, "REV-2611-x2wbcd").count("state: draft") == 1
    assert f"learnorg set {ID} facilitator=NAME && learnorg review submit 7k3 x2w" in ran.err
    ran = pasted(learnorg, ran, NAME="ben")
    assert ran.code == 0, ran.err
    assert commits(repo)[0] == "submit 2 reviews"
    assert "facilitator" not in record(repo, "REV-2611-x2wbcd")


def test_verdict(learnorg: Learnorg, repo: Checkout) -> None:
    """A lesson that does not apply here says why, and then needs no finding to close."""
    stands(repo, """
    ---
    id: REV-2611-7k3mqx
    title: A resolver loop elsewhere
    type: outside-lesson
    state: draft
    raised: 2026-11-20
    +++
    ## What happened there

    A loop.

    ## How it is with us

    We have one resolver.
    """)  # fmt: skip
    assert "a verdict, does it apply here" in learnorg("review", "close", "7k3").err
    go(learnorg, "review close 7k3 --verdict does-not-apply --because 'we have one resolver'")
    text = record(repo, ID)
    assert (
        "\nverdict:\n  answer: does-not-apply\n  because: we have one resolver\n  by: Ada\n"
        "  on: 2026-11-22\n" in text
    )
    assert "notes:" not in text


def test_reopen(learnorg: Learnorg, repo: Checkout) -> None:
    """A closed review is taken up again with a reason; it closes anew."""
    stands(repo, TOLD)
    go(learnorg, "review close x2w --on 2026-11-05", "review reopen x2w --because 'they moved'")
    text = record(repo, "REV-2611-x2wbcd")
    assert "\nstate: in-review\n" in text
    assert "closed:" not in text
    assert "text: 'Back to in-review: they moved'" in text
    go(learnorg, "review close x2w")
    assert "\n  closed: 2026-11-22\n" in record(repo, "REV-2611-x2wbcd")


# ---- parts ----------------------------------------------------------------------------


def test_parts(learnorg: Learnorg, repo: Checkout, expected: Expected) -> None:
    """Findings, factors, words and participants are added one by one, parts with their ids."""
    stands(repo, DRAFT)
    told = []
    for line in (
        "review finding 7k3 'Disk alarms are set by hand' --severity 1",
        "review factor 7k3 'The alarm was set for the primary alone' --category detection",
        "review factor 7k3 'documentation: The runbook names the old host'",
        "review factor 7k3 'Note: nobody had rehearsed it'",
        "review say 7k3 Impact 'Nobody could sign in.'",
        "review say 7k3 impact 'For 34 minutes.'",
        "review participant 7k3 service-desk-lead witness",
    ):
        ran = learnorg(*shlex.split(line))
        assert (ran.code, ran.out) == (0, f"{ID}  Sign-in failed\n"), ran.err
        told.append(steady(ran.err))
    expected("kept/review-parts.md", steady(record(repo, ID)))
    expected("kept/review-parts.txt", "".join(told))
    before = record(repo, ID)
    go(learnorg, "review participant 7k3 service-desk-lead witness")
    assert record(repo, ID) == before


def test_mistyped(learnorg: Learnorg, repo: Checkout) -> None:
    """A heading or category that looks like a known one is kept, and told."""
    stands(repo, DRAFT)
    told = learnorg("review", "agree", "7k3", "--say", "Impct=Words").err
    assert "Did you mean 'Impact'?" in told
    ran = learnorg("review", "factor", "7k3", "Old", "--category", "desing")
    assert "'desing' is a category of its own. Did you mean 'design'?" in ran.err
    assert "category: desing" in record(repo, ID)
    assert "Did you" not in learnorg("review", "factor", "7k3", "Old", "--category", "weather").err


@pytest.mark.parametrize(
    ("heading", "meant"),
    [
        ("Why wre we surprised?", "Why were we surprised?"),
        ("impcat", "Impact"),
        ("Where were we lucky", "Where we were lucky"),
        ("Lucky", "Where we were lucky"),
    ],
)
def test_mistyped_heading(learnorg: Learnorg, repo: Checkout, heading: str, meant: str) -> None:
    """A heading that is nearly one of the review, or of its type, is refused; `--new` adds it."""
    stands(repo, DRAFT)
    before = record(repo, ID)
    ran = learnorg("review", "say", "7k3", heading, "Words")
    assert (ran.code, ran.out) == (2, "")
    assert f"Did you mean '{meant}'?" in ran.err
    assert "--new" in ran.err
    assert record(repo, ID) == before
    assert learnorg("review", "say", "7k3", heading, "Words", "--new").code == 0
    assert f"\n## {heading}\n\nWords\n" in record(repo, ID)
    assert learnorg("review", "say", "7k3", heading, "More").code == 0


@pytest.mark.parametrize("heading", ["What went badly", "Impact on partners", "Costs", "why"])
def test_another_heading(learnorg: Learnorg, repo: Checkout, heading: str) -> None:
    """A heading that is near none becomes a section, as a heading of the type does."""
    stands(repo, DRAFT)
    if heading == "why":  # all its words are in another
        assert learnorg("review", "say", "7k3", heading, "Words").code == 2
        heading = "why were we surprised?"
    assert learnorg("review", "say", "7k3", heading, "Words").code == 0
    assert f"\n## {heading}\n\nWords\n" in record(repo, ID)


def test_no_category(learnorg: Learnorg, repo: Checkout) -> None:
    """A word before a colon that is no category is told with those that are, and kept."""
    stands(repo, DRAFT)
    ran = learnorg("review", "factor", "7k3", "nonsense: hello")
    assert ran.code == 0
    assert "'nonsense' is no known category, and stays in the text. Known: detection, " in ran.err
    assert "what: 'nonsense: hello'\n" in record(repo, ID)
    ran = learnorg("review", "factor", "7k3", "desing: two hosts")
    assert "Did you mean 'design'?" in ran.err
    for words in (
        ("design: one host",),
        ("nonsense: hello", "--category", "design"),
        ("What nobody knew: the second host",),
        ("It began at 09:12",),
    ):
        assert "category" not in learnorg("review", "factor", "7k3", *words).err
    ran = learnorg("review", "agree", "7k3", "--factor", "nonsense: hello")
    assert "'nonsense' is no known category" in ran.err


def test_led_by_a_responder(learnorg: Learnorg, repo: Checkout) -> None:
    """Whoever leads a review and responded is told of at once, however both came to be."""
    told = "leads it, and responded"
    both = ("--facilitator", "ben", "--participant", "ben=responder")
    assert told in learnorg("review", "new", "Queue", "--type", "post-mortem", *both).err
    stands(repo, DRAFT.replace("    participants:", "    facilitator: ben\n    participants:"))
    assert f"ben {told}" in learnorg("review", "participant", "7k3", "ben", "responder").err


@pytest.mark.parametrize(
    ("words", "command"),
    [
        ("review factor", "review factor"),
        ("review timeline add 7k3", "review timeline add"),
        ("review timeline nonsense", "review timeline"),
        ("-C . review factor 7k3 X --nonsense", "review factor"),
        ("list --nonsense", "list"),
    ],
)
def test_help_of_the_command(learnorg: Learnorg, words: str, command: str) -> None:
    """Words that a command does not understand lead to its own help, however deep it is."""
    ran = learnorg(*shlex.split(words))
    assert ran.code == 2
    assert f"See `learnorg {command} --help`." in ran.err


def test_finding_of_a_closed_review(learnorg: Learnorg, repo: Checkout) -> None:
    """A closed review takes no finding before it is taken up again."""
    stands(repo, TOLD)
    go(learnorg, "review close x2w")
    told = refused(learnorg("review", "finding", "x2w", "More"), 7)
    assert 'learnorg review reopen ID --because "WHY"' in told


# ---- list -----------------------------------------------------------------------------


def test_list(learnorg: Learnorg, repo: Checkout) -> None:
    """A list has what is open, filtered by the words of the query; `--all` has the rest."""
    stands(repo, DRAFT + TOLD.replace("state: reviewed", "state: closed"))

    def listed(line: str) -> list[str]:
        return learnorg(*shlex.split(f"review list -q {line}")).out.split()

    assert listed("") == [ID]
    assert listed("--all") == [ID, "REV-2611-x2wbcd"]
    assert listed("type:change --all") == ["REV-2611-x2wbcd"]
    assert listed("state:closed") == ["REV-2611-x2wbcd"]
    assert listed("service:identity") == []
    go(learnorg, "set 7k3 services+=identity")
    assert listed("service:identity") == [ID]
