"""What tracks the work: due, stuck, ageing, flow, forecast, sources, similar."""

import json
from pathlib import Path

import pytest

from commandline import Learnorg
from registers import laid_out, put

REGISTER = """
The register of these tests.
---
# path: learnorg.yaml
headcount: 10
wip: {in-progress: 1}
---
id: IMP-2610-7k3mqx
title: Shorter hand-over
state: in-progress
dates: {proposed: 2026-10-01, accepted: 2026-10-02, in-progress: 2026-10-05}
owner: night-shift-lead
due: 2026-11-30
raised: 2026-10-01
raised_by: lea
source: {type: audit}
problem: The night shift learns too late what the day shift began.
plan: [{id: b7k, do: Ask both shifts, due: 2026-11-02}]
---
id: IMP-2611-8k3mqx
title: Hand-over in ten minutes
state: proposed
raised: 2026-11-20
problem: The night shift learns too late what the day shift has begun.
""" + "".join(
    f"---\nid: IMP-2609-20000{n}\ntitle: Over {n}\nstate: closed\n"
    f"dates: {{proposed: 2026-09-01, in-progress: 2026-10-0{n}, closed: 2026-10-1{n}}}\n"
    f"raised: 2026-09-01\nsource: {{type: audit}}\noutcome: {{result: achieved}}\n"
    for n in range(1, 8)
)
WORDS = ("due", "stuck", "ageing", "flow", "forecast", "sources", "similar 7k3")


@pytest.fixture
def seen(learnorg: Learnorg) -> Learnorg:
    laid_out(learnorg.folder, REGISTER)
    return learnorg


@pytest.mark.parametrize(
    ("words", "kind"),
    [("due", "due-list"), *((words, words.split()[0]) for words in WORDS[1:])],
)
def test_json(seen: Learnorg, words: str, kind: str) -> None:
    """Every answer comes as JSON of its own kind."""
    ran = seen(*words.split(), "--format", "json")
    assert ran.code == 0
    whole = json.loads(ran.out)
    assert (list(whole), whole["kind"]) == (["learnorg", "kind", "data"], kind)


@pytest.mark.parametrize("words", WORDS)
@pytest.mark.parametrize("form", ["md", "csv", "tsv", "table"])
def test_forms(seen: Learnorg, words: str, form: str) -> None:
    """Every answer comes as text, Markdown and a table for other programs."""
    ran = seen(*words.split(), "--format", form)
    assert ran.code == 0
    assert ran.out.strip()
    assert "\x1b" not in ran.out


@pytest.mark.parametrize("words", WORDS)
def test_into_a_file(seen: Learnorg, words: str) -> None:
    """An answer goes into the file that was named."""
    ran = seen(*words.split(), "--format", "json", "-o", "answer.json")
    assert (ran.code, ran.out) == (0, "")
    assert json.loads((seen.folder / "answer.json").read_text())["learnorg"] == 1


@pytest.mark.parametrize("words", [words for words in WORDS if words != "similar 7k3"])
def test_an_empty_register(learnorg: Learnorg, words: str) -> None:
    """
    Where nothing is there, that is an answer, not an error.
    ---
    # path: learnorg.yaml
    format: 1
    """
    ran = learnorg(*words.split())
    assert ran.code == 0
    assert ran.out.strip()


@pytest.mark.parametrize("words", ["due", "due -q", "stuck -q", "ageing", "flow", "forecast 3",
                                   "sources", "similar 7k3", "similar 7k3 -q"])  # fmt: skip
def test_never_in_silence(seen: Learnorg, words: str) -> None:
    """What cannot be read is told, and fails nothing."""
    put(seen.folder, "register/improvements/2026/11/IMP-2611-bbbbbb.yaml", "title: [\n")
    ran = seen(*words.split())
    assert ran.code == 0
    assert "1 file could not be read:" in ran.err


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("due", ["IMP-2610-7k3mqx"]),
        ("due --within 3d", ["IMP-2610-7k3mqx"]),
        ("due owner:nobody", []),
        ("stuck", ["IMP-2610-7k3mqx"]),
        ("stuck not:owner:night", []),
        ("ageing", ["IMP-2610-7k3mqx"]),
        ("similar 7k3", ["IMP-2611-8k3mqx"]),
    ],
)
def test_identities(seen: Learnorg, words: str, found: list[str]) -> None:
    """Identities alone are printed, each once, for other commands."""
    ran = seen(*words.split(), "-q")
    assert (ran.code, ran.out.split(), ran.err) == (0, found, "")


def test_due(seen: Learnorg) -> None:
    """What is late is counted, and the span looked at said."""
    ran = seen("due")
    assert [line.split("\t")[:4] for line in ran.out.splitlines()[1:]] == [
        ["2026-11-02", "-20", "IMP-2610-7k3mqx", "step: Ask both shifts"],
        ["2026-11-30", "8", "IMP-2610-7k3mqx", "due"],
    ]
    assert ran.err == "1 late; shown up to 2026-12-06.\n"
    assert "1 of 2 shown" in seen("due", "--limit", "1").err
    assert seen("due", "--within", "soon").code == 2


def test_stuck(seen: Learnorg) -> None:
    """What is stuck has its reasons, and how much that is of what is open is said."""
    ran = seen("stuck")
    assert ran.out.splitlines()[1].split("\t")[:4] == [
        "IMP-2610-7k3mqx", "in-progress", "48", "no move; every dated step late (1)",
    ]  # fmt: skip
    assert ran.err == (
        "1 of 2 open are stuck, as of 2026-11-22; 'no move' means for longer than 30 days "
        "(policy: stuck_after).\n"
    )


def test_ageing(seen: Learnorg) -> None:
    """What is in work stands beside how long such work took."""
    told = seen("ageing").out
    assert "Of 7 finished 2025-11-23 to 2026-11-22, half took up to 10 days" in told
    assert "1 of 1 in work are older than 85 % of that." in told


def test_flow(seen: Learnorg) -> None:
    """The flow is that of the period asked for; one to come is refused."""
    told = json.loads(seen("flow", "--period", "2026-10", "--format", "json").out)["data"]
    assert (told["closed"], told["lead_days"]["50"], told["success"]["rate"]) == (7, 43, 1)
    ran = seen("flow", "--period", "2027-Q1")
    assert (ran.code, ran.out) == (2, "")
    assert "the period begins on 2027-01-01, and today is 2026-11-22" in ran.err


@pytest.mark.parametrize(
    ("words", "asked"),
    [
        ("forecast", {"number": 2}),
        ("forecast state:proposed", {"number": 1}),
        ("forecast 12 is:open", {"number": 12}),
        ("forecast --by +6w", {"by": "2027-01-03", "weeks": 6}),
        ("forecast --by 2027-Q1 audit", {"by": "2027-03-31", "weeks": 18}),
    ],
)
def test_forecast(seen: Learnorg, words: str, asked: dict[str, object]) -> None:
    """A forecast is for a number, for all that are open, or by a day."""
    assert json.loads(seen(*words.split(), "--format", "json").out)["data"]["asked"] == asked


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("banana", ""),
        ("1O team:desk", "A number comes first, in digits: learnorg forecast 10 team:desk"),
        ("banana 3", "A number comes first, in digits: learnorg forecast 3 banana"),
        ("#1,000", "A number comes first, in digits: learnorg forecast 1000"),
        ("seven", "A number comes first, in digits: learnorg forecast 7"),
        ("8k3", "8k3 is IMP-2611-8k3mqx: learnorg show 8k3"),
        ("8k3mqz", "there is no record '8k3mqz'. Near it: IMP-2611-8k3mqx Hand-over in"),
    ],
)
def test_forecast_of_nothing(seen: Learnorg, words: str, said: str) -> None:
    """A query that finds nothing open is told as such, with how to write what may be meant."""
    ran = seen("forecast", *words.split())
    assert ran.code == 0
    assert "Nothing open matches '" in ran.out
    assert ran.err.startswith(said) if said else not ran.err


def test_counts_agree(seen: Learnorg) -> None:
    """What is open, and what is in work, is as much wherever it is told."""
    put(seen.folder, "register/improvements/2026/11/IMP-2611-9k3mqx.yaml",
        "id: IMP-2611-9k3mqx\ntitle: Waits\nstate: accepted\nraised: 2026-11-01\n")  # fmt: skip
    told = {
        words: json.loads(seen(words, "--format", "json").out)["data"]
        for words in ("flow", "ageing", "stuck", "forecast", "board")
    }
    board = {lane["state"]: lane["count"] for lane in told["board"]}
    assert told["flow"]["open"] == told["stuck"]["open"] == told["forecast"]["open"] == 3
    assert sum(board.values()) == 3
    assert told["flow"]["in_work"] == len(told["ageing"]["items"]) == board["in-progress"] == 1


def test_forecast_seed(seen: Learnorg) -> None:
    """The same seed gives the same answer."""
    told = [seen("forecast", "40", "--seed", "7", "--format", "json").out for _ in range(2)]
    assert told[0] == told[1]
    assert json.loads(told[0])["data"]["seed"] == 7


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("forecast 3 --by 2027", "a forecast takes a number or a day, not both"),
        ("forecast 0", "0 is no number of improvements to forecast"),
        ("forecast 99999999999999999999999999", "99999999999999999999 is no number"),
        ("forecast --by friday", "2026-11-27 is less than a week after 2026-11-22"),
        ("forecast --by yesterday", "2026-11-21 is less than a week after 2026-11-22"),
    ],
)
def test_forecast_refused(seen: Learnorg, words: str, told: str) -> None:
    """What no forecast can answer is refused, with what it can."""
    ran = seen(*words.split())
    assert (ran.code, ran.out) == (2, "")
    assert told in ran.err
    assert "hint:" in ran.err


def test_sources(seen: Learnorg) -> None:
    """Sources are those of a period, and who took part is told as a share of heads."""
    told = json.loads(seen("sources", "--format", "json").out)["data"]
    assert [(one["source"], one["count"]) for one in told["sources"]] == [("audit", 8), (None, 1)]
    assert (told["people"], told["participation"]) == (2, 0.2)
    told = json.loads(seen("sources", "--period", "2026-Q1", "--format", "json").out)["data"]
    assert told["raised"] == 0


def test_similar(seen: Learnorg) -> None:
    """What is alike is told with how to say that it is the same; people are not compared."""
    assert "learnorg link 7k3 relates-to 8k3" in seen("similar", "7k3").out
    put(seen.folder, "register/people/ada.yaml", "id: ada\ntitle: Ada\nstate: active\n")
    ran = seen("similar", "ada")
    assert (ran.code, ran.out) == (2, "")
    assert "ada is no improvement but of kind person" in ran.err


@pytest.mark.parametrize("words", ["due 8k3", "stuck 8k3", "ageing 8k3"])
def test_an_identity_looked_for(seen: Learnorg, words: str) -> None:
    """A word that is found nowhere, and means a record, is told as such."""
    assert "8k3 is IMP-2611-8k3mqx: learnorg show 8k3" in seen(*words.split()).err


def test_read_only(seen: Learnorg) -> None:
    """Nothing that tracks changes a file."""
    before = stand(seen.folder)
    for words in WORDS:
        seen(*words.split())
    assert stand(seen.folder) == before


def stand(folder: Path) -> dict[str, bytes]:
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in folder.rglob("*")
        if file.is_file()
    }
