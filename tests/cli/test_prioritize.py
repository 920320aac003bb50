"""`prioritize` and `estimate`: a ranking that can be argued about."""

import json
from typing import Any

import pytest

from checkouts import Checkout
from cli.speaking import record
from commandline import Learnorg
from learnorg.cli.estimate import question
from registers import laid_out
from test_terminal import answered, terminal

REGISTER = """
Five improvements, four of them open.
---
# path: learnorg.yaml
format: 1
scoring:
  criteria:
    customer: 3
    joy: 1
---
id: IMP-2611-hhh111
title: Cut the queue
state: accepted
raised: 2026-11-02
owner: Ada
size: S
estimates:
  value: 6-8-9
  confidence: 0.8
  effort: 2-4-8
  reach: 300
  impact: 2
  ease: 5
  time_criticality: 3
  risk_reduction: 2
  cost_of_delay: 1000
  moscow: must
  criteria:
    customer: 9
    joy: 2
  by: ada
  on: 2026-11-03
---
id: IMP-2611-bbb222
title: Label the racks
state: proposed
raised: 2026-11-03
size: S
estimates:
  value: 3
  confidence: 1
  reach: 1000
  impact: 0.25
  ease: 9
  time_criticality: 1
  risk_reduction: 8
  cost_of_delay: 100
  moscow: could
  criteria:
    customer: 2
    joy: 8
---
id: IMP-2611-ccc333
title: Move the archive
state: proposed
raised: 2026-11-04
estimates:
  value: 9
  confidence: 0.5
  effort: 20
  moscow: should
links:
  - rel: depends-on
    to: IMP-2611-hhh111
---
id: IMP-2611-ddd444
title: Nobody has looked
state: proposed
raised: 2026-11-05
problem: Nobody knows what it is worth.
---
id: IMP-2610-ggg555
title: Over and done
state: closed
raised: 2026-10-01
dates:
  closed: 2026-11-01
estimates:
  value: 10
  confidence: 1
  effort: 1
outcome:
  result: delivered
  on: 2026-11-01
"""


@pytest.fixture
def ranked(repo: Checkout) -> Checkout:
    laid_out(repo.path, REGISTER)
    repo.git("add", ".")
    repo.git("commit", "-qm", "What stands")
    return repo


def told(learnorg: Learnorg, *words: str) -> dict[str, Any]:
    ran = learnorg("prioritize", *words, "--format", "json")
    assert ran.code == 0, ran.err
    data = json.loads(ran.out)["data"]
    assert isinstance(data, dict)
    return data


@pytest.mark.parametrize(
    ("model", "scores"),
    [
        ("value-effort", {"hhh111": 1.6, "bbb222": 1.5, "ccc333": 0.225}),
        ("rice", {"hhh111": 960.0, "bbb222": 500.0}),
        ("ice", {"hhh111": 320.0, "bbb222": 270.0}),
        ("wsjf", {"bbb222": 6.0, "hhh111": 3.25}),
        ("cd3", {"hhh111": 1250.0, "bbb222": 250.0}),
        ("moscow", {"hhh111": 4.0, "ccc333": 3.0, "bbb222": 2.0}),
        ("weighted", {"hhh111": 7.25, "bbb222": 3.5}),
    ],
)
def test_models(learnorg: Learnorg, ranked: Checkout, model: str, scores: dict[str, float]) -> None:
    """Every model ranks by its own formula, at the likely numbers; what it misses is told."""
    data = told(learnorg, "--model", model)
    assert {r["id"][-6:]: r["score"] for r in data["ranked"]} == scores
    assert list(scores) == [r["id"][-6:] for r in data["ranked"]]
    missing = {u["id"][-6:] for u in data["not_scored"]}
    assert missing == {"hhh111", "bbb222", "ccc333", "ddd444"} - scores.keys()
    assert all(u["missing"] for u in data["not_scored"])


def test_policys_model(learnorg: Learnorg, ranked: Checkout) -> None:
    """Policy sets the model for every list; another policy scores everything anew."""
    assert learnorg("list", "sort:score", "-q").out.split()[0] == "IMP-2611-hhh111"
    policy = ranked.path / "learnorg.yaml"
    policy.write_text(policy.read_text() + "  model: wsjf\n")
    assert learnorg("list", "sort:score", "-q").out.split()[0] == "IMP-2611-bbb222"
    assert "6.00 = (3 + 1 + 8) / 2" in learnorg("show", "bbb222").out


def test_delay(learnorg: Learnorg, ranked: Checkout) -> None:
    """CD3 says what waiting costs in its order, and what it could cost."""
    assert told(learnorg, "--model", "cd3")["delay_cost"] == pytest.approx(80)  # 0.8 weeks x 100
    out = learnorg("prioritize", "--model", "cd3").out
    assert "waiting costs 80 in all; in the worst order it would cost\n400." in out


def test_too_many_musts(learnorg: Learnorg, ranked: Checkout) -> None:
    """Musts beyond 60 % of the effort are warned of, with the share."""
    assert "Musts take" not in learnorg("prioritize", "--model", "moscow").out
    learnorg("set", "ccc333", "estimates.moscow=must")
    assert "Musts take 92 % of the effort" in learnorg("prioritize", "--model", "moscow").out


@pytest.mark.parametrize(
    ("words", "said", "code"),
    [
        ("prioritize --model kano", "there is no model 'kano'", 2),
        ("prioritize --stability --capacity 3d", "are two questions", 2),
        ("prioritize --capacity 3x", "'3x' is no capacity", 2),
        ("prioritize --capacity 0d", "'0d' is no capacity", 2),
        ("prioritize --capacity 40d --model ice", "tells what comes first", 2),
        ("prioritize --explain ggg555", "is not in this ranking (state closed)", 3),
        ("prioritize --diff nowhere", "nowhere", 4),
        ("prioritize hhh111 --criterion speed=3", "policy weighs no criterion 'speed'", 2),
        ("prioritize hhh111 --criterion speed", "is no NAME=NUMBER", 2),
        ("prioritize hhh111 --value 9-5-3", "does not ascend", 2),
        ("prioritize hhh111 --value 5-9", "write it as low-likely-high", 2),
        ("prioritize hhh111 --value 8-9-11", "off the scale from 1 to 10", 2),
        ("estimate --skip", "name what is to be skipped", 2),
        ("estimate", "nobody is there to ask", 2),
    ],
)
def test_refused(learnorg: Learnorg, ranked: Checkout, words: str, said: str, code: int) -> None:
    """What cannot be answered is refused, with what can."""
    ran = learnorg(*words.split())
    assert said in ran.err
    assert ran.code == code
    assert ran.out == ""


def test_no_criteria(learnorg: Learnorg, repo: Checkout) -> None:
    """Without criteria in policy there is nothing to weigh."""
    ran = learnorg("prioritize", "--model", "weighted")
    assert (ran.code, "scoring: criteria:" in ran.err) == (2, True)


def test_stability(learnorg: Learnorg, ranked: Checkout) -> None:
    """The same seed gives the same answer; places, chances and toss-ups are numbers."""
    data = told(learnorg, "--stability", "--top", "1")
    assert data == told(learnorg, "--stability", "--top", "1")
    assert data != told(learnorg, "--stability", "--top", "1", "--seed", "2")
    assert [r["id"][-6:] for r in data["ranked"]] == ["hhh111", "bbb222", "ccc333"]
    assert all(r["rank_5"] <= r["rank_50"] <= r["rank_95"] for r in data["ranked"])
    assert data["ranked"][2]["in_top"] < 0.01
    assert (data["draws"], data["not_scored"]) == (2000, 1)
    words = told(learnorg, "--stability", "--model", "moscow")["ranked"]
    assert [(r["rank"], r["rank_5"]) for r in words] == [(1, None), (2, None), (3, None)]
    assert "nothing to draw from" in learnorg("prioritize", "--stability", "--model", "moscow").out
    assert "● is the place" in learnorg("prioritize", "--stability").out


def test_capacity(learnorg: Learnorg, ranked: Checkout) -> None:
    """The best set respects what depends on what, and says if it is proven."""
    data = told(learnorg, "--capacity", "24d")
    chosen = [i["id"][-6:] for i in data["items"] if i["chosen"]]
    assert chosen == ["hhh111", "ccc333"]
    assert data["proven"] is True
    assert (data["effort"], data["worth"]) == (24, pytest.approx(10.9))
    assert data["with_more"]["comes"] == ["IMP-2611-bbb222"]
    assert told(learnorg, "--capacity", "4w")["days"] == 20
    assert "No other set is worth more." in learnorg("prioritize", "--capacity", "24").out


def test_capacity_without(learnorg: Learnorg, ranked: Checkout) -> None:
    """What waits for something outside of the ranking is not considered, and that is said."""
    data = told(learnorg, "--capacity", "40d", "not:id:hhh111")
    assert data["not_considered"] == [{"id": "IMP-2611-ccc333", "waits_for": "IMP-2611-hhh111"}]


def test_explain(learnorg: Learnorg, ranked: Checkout) -> None:
    """Each number has its origin, and from where on it would change the place."""
    data = told(learnorg, "--explain", "bbb222")
    assert (data["rank"], data["of"]) == (2, 3)
    value, confidence, effort = data["inputs"]
    assert value["passes_above_at"] == pytest.approx(3.2)
    assert confidence["passes_above_at"] is None  # certain is as sure as can be
    assert effort["from"].startswith("size S, which policy takes")
    assert effort["passes_above_at"] == pytest.approx(1.875)
    assert value["set_by"] == "Ada"
    out = learnorg("prioritize", "--explain", "bbb222").out
    assert "value above 3.2 (now 3): up past hhh" in out
    assert (
        "estimate ddd --value … --confidence … --effort …"
        in learnorg("prioritize", "--explain", "ddd444").out
    )


def test_diff(learnorg: Learnorg, ranked: Checkout) -> None:
    """What moved since a commit is told with the edit that moved it, and who made it."""
    assert learnorg("prioritize", "bbb222", "--value", "6").code == 0
    assert learnorg("estimate", "ddd444", "--value", "10", "--confidence", "1", "--effort",
                    "1-1-1").code == 0  # fmt: skip
    assert (
        learnorg(
            "close",
            "ccc333",
            "--outcome",
            "withdrawn",
            "--because",
            "no need",
            "--nothing-learned",
            "-",
        ).code
        == 0
    )
    data = told(learnorg, "--diff", "HEAD~3")
    places = {p["id"][-6:]: p for p in data["places"]}
    assert (places["bbb222"]["was"], places["bbb222"]["now"]) == (2, 2)
    assert [(e["field"], e["before"], e["after"], e["who"]) for e in places["bbb222"]["edits"]] == [
        ("value", "3", "6", "Ada")
    ]
    assert (places["ddd444"]["was"], places["ddd444"]["now"]) == (None, 1)
    assert places["ddd444"]["became"] == "scored since"
    assert (places["ccc333"]["now"], places["ccc333"]["became"]) == (None, "closed")
    out = learnorg("prioritize", "--diff", "HEAD~3").out
    assert "value 3 → 6 (Ada, " in out
    assert "↓2" in out
    assert "Nothing moved." in learnorg("prioritize", "--diff", "HEAD").out


def test_diff_of_terms(learnorg: Learnorg, ranked: Checkout) -> None:
    """That policy ranks by other terms is said before anything else."""
    policy = ranked.path / "learnorg.yaml"
    policy.write_text(policy.read_text() + "  model: wsjf\n  sizes:\n    S: 3\n    M: 8\n")
    ranked.git("commit", "-qam", "Other terms")
    terms = told(learnorg, "--diff", "HEAD~1")["terms"]
    assert terms[0] == "the model was value-effort, and is wsjf"
    assert terms[1].startswith("scoring.sizes was S 2, M 8")


def test_estimate(learnorg: Learnorg, ranked: Checkout) -> None:
    """A range is kept as it was written, and the new place is told."""
    ran = learnorg("estimate", "ddd444", "--value", "9", "--confidence", "0.9", "--effort", "1-2-5")
    assert "place 1 of 4" in ran.err
    assert "  effort: 1-2-5\n" in record(ranked, "IMP-2611-ddd444")
    assert "4.05 = 9 × 0.9 / 2" in learnorg("show", "ddd444").out
    ran = learnorg("estimate", "ddd444", "--criterion", "joy=7")
    assert "  criteria:\n    joy: 7\n" in record(ranked, "IMP-2611-ddd444")


def test_estimate_missing(learnorg: Learnorg, ranked: Checkout) -> None:
    """What a score still lacks is called as the ranking calls it."""
    policy = ranked.path / "learnorg.yaml"
    policy.write_text(policy.read_text() + "  model: weighted\n")
    ranked.git("commit", "-qam", "Other terms")
    ran = learnorg("estimate", "ddd444", "--criterion", "joy=7")
    assert "not scored yet by weighted: no customer\n" in ran.err


def test_estimate_walks(ranked: Checkout) -> None:
    """At a terminal, what is not scored is asked for; what is none of it is asked again."""
    child = terminal(ranked.path, "estimate")
    child.expect("1 improvement to estimate")
    child.expect("Nobody has looked")
    child.expect("What is it worth, 1 to 10: ")
    child.sendline("lots")
    child.expect("'lots' is not a number")
    child.expect("What is it worth")
    child.sendline("11")
    child.expect("off the scale from 1 to 10")
    child.expect("What is it worth")
    child.sendline("9-5-3")
    child.expect("does not ascend")
    child.expect("What is it worth")
    child.sendline("5-7-8")
    child.expect("0 to 1: ")
    child.sendline("0.3-0.5-1.4")
    child.expect("it is to be at most 1")
    child.expect("0 to 1: ")
    child.sendline("0.5")
    child.expect("person-days: ")
    child.sendline("2")
    child.expect("place 1 of 4")
    answered(child)
    assert "  value: 5-7-8\n" in record(ranked, "IMP-2611-ddd444")
    assert ranked.status() == []


def test_question() -> None:
    """An organisation's own criterion stands in its question as it is written."""
    assert question("criteria.{x}", 10) == "{x}, 1 to 10"
    assert question("value", 5) == "What is it worth, 1 to 5"


def test_skips(ranked: Checkout, learnorg: Learnorg) -> None:
    """What is skipped stays not scored, and is asked for again once it has changed."""
    child = terminal(ranked.path, "estimate")
    child.expect("1 to 10: ")
    child.sendline("")
    child.expect("not scored")
    answered(child)
    assert "Nothing is left to ask for. 1 were skipped" in learnorg("estimate").err
    assert learnorg("estimate", "--again").code == 2  # nobody to ask, but something to
    learnorg("note", "ddd444", "It is about the cellar.")
    assert "1 improvement is not scored" in learnorg("estimate").err
    assert learnorg("estimate", "ddd444", "--skip").code == 0
    assert "1 were skipped" in learnorg("estimate").err


def test_enough(ranked: Checkout) -> None:
    """Whoever has enough ends with q; what was answered by then is kept."""
    child = terminal(ranked.path, "estimate", "--model", "ice")
    child.expect("1 of 2")
    child.expect("1 to 10: ")
    child.sendline("q")
    answered(child)
    assert ranked.status() == []


def test_estimate_one(ranked: Checkout, learnorg: Learnorg) -> None:
    """Records named without a number are asked about; what matches nothing is said to."""
    child = terminal(ranked.path, "estimate", "ddd444")
    child.expect("1 improvement to estimate")
    child.expect("Nobody has looked")
    child.expect("1 to 10: ")
    child.sendline("q")
    answered(child)
    assert "Nothing open matches 'banana'." in learnorg("estimate", "banana").err
    assert "that was asked about is scored" in learnorg("estimate", "hhh111").err
