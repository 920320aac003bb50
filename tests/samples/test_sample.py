import os
import subprocess
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from larkfield import TODAY, Sample

from learnorg.files.canonical import canonical
from learnorg.files.loader import Form, load
from learnorg.kinds import KINDS
from learnorg.kinds.improvement import IMPROVEMENT
from learnorg.kinds.kind import Kind
from learnorg.methods.rings import rings
from learnorg.methods.scoring import MOST_MUST, model, must_share
from learnorg.samples.sample import FolderInUse, TooManyCommits, build
from learnorg.settings import MODELS


def git(folder: Path, *words: str) -> str:
    own = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    command = ["git", "-C", str(folder), *words]
    return subprocess.run(command, check=True, capture_output=True, text=True, env=own).stdout


def files(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and ".git" not in path.relative_to(folder).parts
    }


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_records_are_sound(sample: Sample, kind: Kind) -> None:
    """Every record is valid, stands where its identity says, and is in canonical form."""
    paths = list((sample.folder / kind.folder).rglob(f"*{kind.suffix}"))
    assert paths
    for path in paths:
        document = load(path.read_bytes(), Form.of(path.name))
        record = kind.model().model_validate(document.plain())
        assert path == sample.folder / kind.path(record.id)
        assert canonical(document, kind.groups) == document.text


def test_proportions(sample: Sample) -> None:
    """Most records are closed, with every result, and the rest is spread over all states."""
    states = Counter(record["state"] for record in sample.improvements)
    assert states == {
        "closed": 55, "proposed": 20, "in-progress": 18, "accepted": 15, "declined": 8,
        "on-hold": 4,
    }  # fmt: skip
    results = Counter(record.get("outcome", {}).get("result") for record in sample.improvements)
    assert set(results) == {
        "achieved", "partly-achieved", "not-achieved", "delivered", "withdrawn", None,
    }  # fmt: skip


def test_variety(sample: Sample) -> None:
    """Four of five have estimates; some are overdue, some have old numbers, notes and links."""
    records = sample.improvements
    assert 90 <= sum("estimates" in record for record in records) <= 102
    assert sum("aliases" in record for record in records) >= 8
    assert sum("notes" in record for record in records) >= 30
    relations = {link["rel"] for record in records for link in record.get("links", ())}
    assert relations >= {"depends-on", "duplicates", "relates-to", "part-of"}
    late = sum(
        date.fromisoformat(step["due"]) < TODAY and "done" not in step
        for record in records
        if record["state"] == "in-progress"
        for step in record["plan"]
    )
    assert 4 <= late <= 20


def test_every_model_has_its_numbers(sample: Sample) -> None:
    """Most open improvements can be ranked by every model, and some by none."""
    rows = [record.get("estimates", {}) for record in sample.improvements if is_open(record)]
    policy = sample.policy
    for name in MODELS:
        criteria = tuple(policy.scoring.criteria.items())
        wanted = {key.partition(".")[0] for key in model(name, criteria=criteria).inputs}
        scored = [row for row in rows if wanted <= row.keys()]
        assert 0.6 < len(scored) / len(rows) < 0.9, name


def test_musts_leave_room(sample: Sample) -> None:
    """Musts stay well under the share of the effort that DSDM allows them."""
    efforts = [
        (record["estimates"]["moscow"], float(likely(record["estimates"]["effort"])))
        for record in sample.improvements
        if is_open(record) and "estimates" in record
    ]
    share = must_share(efforts)
    assert share is not None
    assert 0.1 < share < MOST_MUST - 0.1


def likely(estimate: str) -> str:
    return estimate.split("-")[1] if "-" in estimate else estimate


def is_open(record: dict[str, Any]) -> bool:
    return record["state"] not in IMPROVEMENT.finished


def test_dependencies(sample: Sample) -> None:
    """Some fifteen open improvements wait for others that are open, and none for itself."""
    waits = {
        record["id"]: {
            link["to"] for link in record.get("links", ()) if link["rel"] == "depends-on"
        }
        for record in sample.improvements
    }
    still = {record["id"] for record in sample.improvements if is_open(record)}
    assert 12 <= sum(bool(waits[name] & still) for name in still) <= 20
    assert not list(rings(waits))


def test_holds_and_due_days(sample: Sample) -> None:
    """Some are past their day; of the holds one is past its end, and one has none."""
    ends = [record["hold"].get("until") for record in sample.improvements if "hold" in record]
    days = [end for end in ends if end]
    assert len(days) == len(ends) - 1
    assert 1 <= sum(date.fromisoformat(end) < TODAY for end in days) < len(days)
    late = [r for r in sample.improvements if is_open(r) and r.get("due", "9") < str(TODAY)]
    assert 3 <= len(late) <= 12


def test_some_closed_on_time(sample: Sample) -> None:
    """Of what was closed, neither all nor nothing was done by the day it was promised for."""
    closed = [r for r in sample.improvements if r["state"] == "closed"]
    on_time = sum(record["outcome"]["on"] <= record["due"] for record in closed)
    assert 0.3 < on_time / len(closed) < 0.9


def test_steps_and_pilots(sample: Sample) -> None:
    """Steps have types, weights and several owners; pilots all three decisions, or none yet."""
    steps = [step for record in sample.improvements for step in record.get("plan", ())]
    assert {step.get("type") for step in steps} == {"mitigate", "prevent", "process", None}
    assert {"1", "2", "3"} < {step["weight"] for step in steps if "weight" in step}
    owners = [{step["owner"] for step in r["plan"]} for r in sample.improvements if "plan" in r]
    assert sum(len(each) > 1 for each in owners) >= 15
    pilots = [record["pilot"] for record in sample.improvements if "pilot" in record]
    assert {pilot.get("decision") for pilot in pilots} == {"go", "adapt", "stop", None}
    assert all({"on", "because"} <= pilot.keys() for pilot in pilots if "decision" in pilot)


def test_benefits(sample: Sample) -> None:
    """Benefits are money, hard and soft, once and a year; counted things; and intangible."""
    benefits = [each for record in sample.improvements for each in record.get("benefits", ())]
    money = [each for each in benefits if "currency" in each]
    assert {(each["per"], each["hard"]) for each in money} >= {
        ("once", "true"), ("year", "true"), ("year", "false"),
    }  # fmt: skip
    assert sum("actual" in each for each in money) >= 8
    assert any("expected" in each and "currency" not in each for each in benefits)
    assert sum("expected" not in each for each in benefits) >= 4
    assert sum("informed" in record for record in sample.improvements) >= 20


def test_ranking_was_moved_by_people(sample: Sample) -> None:
    """In most months people put the numbers of five improvements or more right."""
    log = git(sample.folder, "log", "--format=%as %s")
    lines = [line.split(" ", 2) for line in log.splitlines() if ": estimate - " in line]
    seen: set[str] = set()
    revised: dict[str, set[str]] = {}
    for day, name, _ in reversed(lines):
        if name in seen:
            revised.setdefault(day[:7], set()).add(name)
        seen.add(name)
    assert sum(len(names) >= 5 for names in revised.values()) >= 12


def test_repository_is_usable(sample: Sample) -> None:
    """The work tree is clean, the objects are sound, and the branch is main."""
    assert git(sample.folder, "status", "--porcelain", "--untracked-files=all") == ""
    git(sample.folder, "fsck", "--strict")
    assert git(sample.folder, "branch", "--show-current") == "main\n"
    assert git(sample.folder, "rev-list", "--count", "HEAD") == f"{sample.built.commits}\n"


def test_commits_say_who_and_what(sample: Sample) -> None:
    """Every commit is by a role, committed on the day it happened, with both trailers."""
    form = "%an <%ae>%x09%at %ct%x09%(trailers:key=Learnorg-Action,valueonly,separator=)%x09%s"
    lines = git(sample.folder, "log", "--reverse", f"--format={form}").splitlines()
    assert lines[0].endswith("\tinit\tinit - Begin the improvement register")
    assert lines[1].endswith("\timport\timport 4 records")  # from before the register
    actions = set()
    for line in lines[2:]:
        by, when, action, subject = line.split("\t")
        slug = by.partition(" <")[0].lower().replace(" ", "-")
        assert by.endswith(f"<{slug}@example.org>")
        assert len(set(when.split())) == 1
        assert f": {action} - " in subject
        actions.add(action)
    assert actions == {
        "add", "estimate", "accept", "edit", "start", "plan", "pilot", "note", "hold", "resume",
        "decline", "close", "submit", "agree", "place", "move", "validate", "archive", "used",
        "flag", "fix", "thank", "vote",
    }  # fmt: skip


def test_same_seed_same_commits(sample: Sample, source: Path, tmp_path: Path) -> None:
    """Built again, everything is the same to the byte, whatever the user's git is set to."""
    (tmp_path / ".gitconfig").write_text(
        "[commit]\n\tgpgsign = true\n[core]\n\tautocrlf = true\n\thooksPath = /nowhere\n"
        "[init]\n\tdefaultBranch = trunk\n"
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HOME", str(tmp_path))
        patch.setenv("GIT_AUTHOR_DATE", "2001-01-01T00:00:00Z")
        patch.setenv("TZ", "Asia/Tokyo")
        build(tmp_path / "again", source, today=TODAY)
    assert files(tmp_path / "again") == files(sample.folder)
    assert git(tmp_path / "again", "rev-parse", "HEAD") == git(sample.folder, "rev-parse", "HEAD")


def test_other_seed_other_register(sample: Sample, source: Path, tmp_path: Path) -> None:
    """Another seed gives other identities."""
    build(tmp_path / "other", source, today=TODAY, seed=7, with_git=False)
    alike = set(files(tmp_path / "other")) & set(files(sample.folder))
    assert not [path for path in alike if "improvements" in path]


def test_without_git(sample: Sample, source: Path, tmp_path: Path) -> None:
    """Without git the files are the same, and there is no repository."""
    built = build(tmp_path / "plain", source, today=TODAY, with_git=False)
    assert files(tmp_path / "plain") == files(sample.folder)
    assert not (tmp_path / "plain" / ".git").exists()
    assert built.commits == 0


@pytest.mark.parametrize(("records", "commits"), [(700, 150), (30, 400), (1, 20), (40, 2), (0, 1)])
def test_any_size(source: Path, tmp_path: Path, records: int, commits: int) -> None:
    """A sample has as many records and commits as asked for, no two of the same title."""
    built = build(tmp_path / "any", source, today=TODAY, records=records, commits=commits)
    assert (built.records, built.commits) == (records, commits)
    assert git(tmp_path / "any", "rev-list", "--count", "HEAD") == f"{commits}\n"
    plain = [
        load(path.read_bytes()).plain()
        for path in (tmp_path / "any").glob("register/improvements/*/*/*.yaml")
    ]
    assert len({record["title"] for record in plain}) == len(plain) == records
    for record in plain:
        IMPROVEMENT.model().model_validate(record)


def test_too_many_commits(source: Path, tmp_path: Path) -> None:
    """A few records are not given commits without end, and nothing is begun."""
    with pytest.raises(TooManyCommits) as wrong:
        build(tmp_path / "busy", source, today=TODAY, records=2, commits=201)
    assert wrong.value.hint == "Ask for at most 200, or for more improvements."
    assert not (tmp_path / "busy").exists()


def test_folder_in_use(source: Path, tmp_path: Path) -> None:
    """A folder that holds something is left alone."""
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(FolderInUse, match="is not empty"):
        build(tmp_path, source, today=TODAY)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]
