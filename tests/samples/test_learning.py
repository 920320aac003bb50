"""Reviews, articles, roles and resources of the sample, and what was done with them."""

import json
import os
import subprocess
from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from larkfield import TODAY, Sample

from commandline import Learnorg
from learnorg.findings import Level
from learnorg.kinds import ARTICLE, RESOURCE, REVIEW, ROLE
from learnorg.kinds.article import TYPES as ARTICLE_TYPES
from learnorg.kinds.article import workflow as articles
from learnorg.kinds.guards import Move
from learnorg.kinds.resource import TYPES as RESOURCE_TYPES
from learnorg.kinds.review import SOURCES
from learnorg.kinds.review import TYPES as REVIEW_TYPES
from learnorg.kinds.review import workflow as reviews
from learnorg.methods.similarity import likeness
from learnorg.methods.wording import findings
from learnorg.register.activity import VERBS, events, open_flags
from learnorg.register.register import Register
from learnorg.register.wording import rules
from learnorg.samples.organisation import Organisation
from learnorg.samples.sample import build
from learnorg.samples.tales import tales

DELIBERATE = {
    "article-cites-undone": 1,
    "article-flagged": 1,
    "article-owner-gone": 1,
    "article-past-review": 1,
}
"""What the sample's checks warn of, so that there is something to see: one of each."""


def test_variety(sample: Sample) -> None:
    """There are reviews in all states and nearly all types, articles of all types and states."""
    said = sample.records(REVIEW).values()
    assert {review["state"] for review in said} == set(REVIEW.states)
    assert set(REVIEW_TYPES) - {review["type"] for review in said} == {"process", "analysis"}
    events_ = [review for review in said if review["type"] in ("post-mortem", "major-incident")]
    assert len(events_) >= 6
    written = sample.records(ARTICLE).values()
    states = Counter(article["state"] for article in written)
    assert set(states) == set(ARTICLE.states)
    assert states["validated"] > len(written) / 2
    assert {article["type"] for article in written} == set(ARTICLE_TYPES)
    assert {one["type"] for one in sample.records(RESOURCE).values()} == set(RESOURCE_TYPES)
    assert {one["state"] for one in sample.records(RESOURCE).values()} == set(RESOURCE.states)
    assert (sample.built.reviews, sample.built.articles) == (len(said), len(written))


def test_guards_are_met(sample: Sample) -> None:
    """Every review and article has what the guards on its way ask for."""
    for review in sample.records(REVIEW).values():
        model = REVIEW.model().model_validate(review)
        begun = model.model_copy(update={"state": "draft"})
        if model.state != "draft":
            assert list(reviews.lacking(begun, Move(model.state, TODAY))) == [], model.id
    for article in sample.records(ARTICLE).values():
        model = ARTICLE.model().model_validate(article)
        if model.state in ("not-validated", "validated"):
            begun = model.model_copy(update={"state": "wip"})
            who = [article.get("validation", {}).get("by", "")]
            assert list(articles.lacking(begun, Move(model.state, TODAY), who)) == [], model.id


def test_reviews_stretch_over_two_years(sample: Sample) -> None:
    """The first review is older than the register, the last of the week before."""
    raised = sorted(date.fromisoformat(one["raised"]) for one in sample.records(REVIEW).values())
    assert raised[0] < TODAY - timedelta(days=700)
    assert raised[-1] > TODAY - timedelta(days=9)


def test_improvements_name_their_findings(sample: Sample) -> None:
    """What came of a finding names it as its source and link, and is the finding's home."""
    found = 0
    said = sample.records(REVIEW)
    for improvement in sample.improvements:
        raised = [x["to"] for x in improvement.get("links", ()) if x["rel"] == "raised-from"]
        for to in raised:
            identity, _, part = to.partition("#")
            review = said[identity]
            finding = next(one for one in review["findings"] if one["id"] == part)
            assert improvement["id"] in finding["home"]
            assert improvement["source"] == {"type": SOURCES[review["type"]], "ref": to}
            assert review["dates"]["reviewed"] <= improvement["raised"]
            found += 1
    assert found >= 10


def test_factors_come_back(sample: Sample) -> None:
    """Two factors of closed reviews are back in open ones, half a year after their cure."""
    ends = {one["id"]: one.get("outcome", {}) for one in sample.improvements}
    closed, fresh = [], []
    for review in sample.records(REVIEW).values():
        for factor in review.get("factors", ()):
            (closed if review["state"] == "closed" else fresh).append((factor["what"], review))
    cures = []
    for what, later in fresh:
        alike = likeness(what, [former for former, _ in closed])
        best = max(range(len(alike)), key=alike.__getitem__)
        if alike[best] < 0.6:
            continue
        homes = [home for one in closed[best][1]["findings"] for home in one.get("home", ())]
        cure = next(ends[home] for home in homes if home in ends)
        assert later["raised"] > str(date.fromisoformat(cure["on"]) + timedelta(days=180))
        cures.append(cure["result"])
    assert sorted(cures) == ["achieved", "delivered"]


def test_no_sentence_blames(sample: Sample) -> None:
    """No word in a review or article looks for somebody to blame."""
    wrong = rules()
    for record in (*sample.records(REVIEW).values(), *sample.records(ARTICLE).values()):
        for text in texts(record):
            assert [hit for hit in findings(text, wrong) if hit.level > Level.INFO] == []


def texts(value: Any) -> list[str]:
    """Every text in a record."""
    if isinstance(value, dict):
        return [text for part in value.values() for text in texts(part)]
    if isinstance(value, list):
        return [text for part in value for text in texts(part)]
    return [value] if isinstance(value, str) else []


def test_people_are_listed(organisation: Organisation, source: Path) -> None:
    """Owners, facilitators, holders and whoever moves something are the organisation's people."""
    for tale in tales(source).values():
        said = tale.plain
        named = {said["owner"], said.get("facilitator"), said.get("raised_by"), *tale.by.values()}
        needs = [need for one in said.get("activities", ()) for need in one["needs"]]
        named |= {holder for need in needs for holder in need.get("holders", ())}
        assert named - {None} <= set(organisation.people), tale.name


def test_roles_have_gaps_and_risks(sample: Sample) -> None:
    """Some needs are critical, some have no source, and some one holder alone."""
    said = sample.records(ROLE)
    assert len(said) == 5
    needs = [need for role in said.values() for one in role["activities"] for need in one["needs"]]
    critical = [need for need in needs if need.get("critical") == "true"]
    assert 0 < len([need for need in critical if not need.get("sources")]) < len(critical)
    assert len([need for need in critical if len(need.get("holders", ())) == 1]) > 0


def test_activity_of_many_teams(sample: Sample) -> None:
    """The log can be read, has every verb, and lines of several teams and clones."""
    register = Register.open(sample.folder)
    said = events(register)
    files = [path.stem for path in sample.folder.glob("register/activity/*/*.jsonl")]
    flags = open_flags(register)
    register.index.close()
    assert Counter(event.verb for event in said).keys() == set(VERBS)
    assert sum(event.verb == "used" for event in said) > 100
    assert len({event.actor for event in said}) >= 7
    assert len({stem for stem in files if stem.startswith("service-desk-")}) == 2
    assert len(flags) == 1
    assert any("own" in event.context for event in said if event.verb == "used")
    assert sum("own" in event.context for event in said) < len(said) / 2


def test_nothing_ahead_of_time(sample: Sample) -> None:
    """No commit holds a day after its own, and records only move on."""
    said: dict[str, tuple[str, ...]] = {}
    for when, path, text in versions(sample.folder):
        days = [line.split(": ")[1] for line in text.splitlines() if line.startswith("  on: ")]
        dated = text.partition("\ndates:\n")[2].partition("\n\n")[0].splitlines()
        reached = tuple(line.split(":")[0].strip() for line in dated)
        days += [line.split(": ")[1] for line in dated]
        assert max(days) <= when, path
        assert reached[: len(said.get(path, ()))] == said.get(path, ())
        said[path] = reached
    assert len(said) == sample.built.reviews + sample.built.articles


def versions(folder: Path) -> list[tuple[str, str, str]]:
    """Every version of each review and article: the day of its commit, path, and text."""
    own = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    git = ["git", "-C", str(folder)]
    words = ["log", "--reverse", "--format=%cs", "--raw", "--no-abbrev", "--", "*.md"]
    log = subprocess.run([*git, *words], check=True, capture_output=True, text=True, env=own)
    changed, when = [], ""
    for line in filter(None, log.stdout.splitlines()):
        if line.startswith(":"):
            changed.append((when, line.split("\t")[1], line.split()[3]))
        else:
            when = line
    asked = "".join(f"{blob}\n" for _, _, blob in changed).encode()
    batch = [*git, "cat-file", "--batch"]
    rest = subprocess.run(batch, check=True, capture_output=True, input=asked, env=own).stdout
    found = []
    for when, path, _ in changed:
        head, _, rest = rest.partition(b"\n")
        size = int(head.split()[2])
        found.append((when, path, rest[:size].decode()))
        rest = rest[size + 1 :]
    return found


@pytest.mark.parametrize(
    ("seed", "today"),
    [(2611, TODAY), (7, date(2027, 3, 1)), (8, date(2026, 7, 5)), (9, date(2028, 2, 29))],
)
def test_checks(
    source: Path, tmp_path: Path, learnorg: Learnorg, monkeypatch: pytest.MonkeyPatch,
    seed: int, today: date,
) -> None:  # fmt: skip
    """Whatever the day and the seed, no check finds an error, and warnings only on purpose."""
    monkeypatch.setenv("LEARNORG_TODAY", today.isoformat())
    build(tmp_path / "sample", source, today=today, seed=seed, with_git=False)
    ran = learnorg("check", "--format", "json", at=tmp_path / "sample")
    found = json.loads(ran.out)["data"]
    loud = Counter(one["rule"] for one in found if one["level"] != "info")
    assert loud == DELIBERATE


def test_only_around_all_improvements(source: Path, tmp_path: Path) -> None:
    """What was learned is told where all improvements are, and commits leave room for it."""
    few = build(tmp_path / "few", source, today=TODAY, records=119, with_git=False)
    assert (few.reviews, few.articles) == (0, 0)
    none = build(tmp_path / "none", source, today=TODAY, articles=0, with_git=False)
    assert (none.reviews, none.articles) == (0, 0)
    assert not (tmp_path / "none" / ROLE.folder).exists()
    many = build(tmp_path / "many", source, today=TODAY, records=130, commits=2000)
    assert (many.records, many.commits, many.reviews > 0) == (130, 2000, True)
    scarce = build(tmp_path / "scarce", source, today=TODAY, commits=300)
    assert (scarce.commits, scarce.reviews) == (300, 0)
