"""`ci`: what checks the register where its code is hosted."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from checkouts import Checkout
from cli.speaking import commits, everything, files
from commandline import Learnorg
from learnorg import __version__
from learnorg.files.loader import load
from learnorg.kinds.improvement import IMPROVEMENT

BIN = Path(sys.executable).parent
TOP = Path(__file__).parents[2]
WORKFLOW = ".github/workflows/learnorg.yml"
APPROVED = ".github/workflows/learnorg-approved.yml"
SCANNING = ".github/workflows/learnorg-code-scanning.yml"
FORM = ".github/ISSUE_TEMPLATE/improvement.yml"
OWNERS = ".github/CODEOWNERS"
SERVICES = "format: 1\nservices:\n  - Web shop\n  - 'yes'\n"
GITHUB = {
    WORKFLOW: "vendor.github-workflows",
    APPROVED: "vendor.github-workflows",
    SCANNING: "vendor.github-workflows",
    FORM: "vendor.github-issue-forms",
}
PIPELINE = ".gitlab/learnorg.gitlab-ci.yml"
GITLAB = {
    ".gitlab-ci.yml": "vendor.gitlab-ci",
    PIPELINE: "vendor.gitlab-ci",
}


def valid(file: Path, schema: str) -> None:
    """Hold a file to the schema that its reader publishes."""
    words = [BIN / "check-jsonschema", "--builtin-schema", schema, file]
    ran = subprocess.run(words, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stdout + ran.stderr


def without_holes(scratch: Path, *paths: Path) -> None:
    """Hold workflows to what zizmor knows of holes in them; majors are pinned, as is usual."""
    config = scratch / "zizmor.yml"
    config.write_text("rules: {unpinned-uses: {config: {policies: {'*': ref-pin}}}}\n")
    words = [BIN / "zizmor", "--offline", "--no-progress", "--persona=auditor"]
    ran = subprocess.run([*words, "--config", config, *paths], capture_output=True, text=True)
    assert ran.returncode == 0, ran.stdout + ran.stderr


def run(
    script: str, folder: Path, programs: dict[str, str], variables: dict[str, str]
) -> tuple[int, str]:
    """Run a job's script as its host does, with some programs played; its code and its talk."""
    played = folder.parent / "played"
    played.mkdir(exist_ok=True)
    for name, text in programs.items():
        (played / name).write_text(f"#!/bin/sh\n{text}\n")
        (played / name).chmod(0o755)
    ran = subprocess.run(
        ["bash", "-e", "-c", script],
        cwd=folder,
        env={**os.environ, "PATH": f"{played}:{os.environ['PATH']}", **variables},
        capture_output=True,
        text=True,
        timeout=60,
    )
    return ran.returncode, ran.stdout + ran.stderr


def test_github(learnorg: Learnorg, repo: Checkout, tmp_path: Path) -> None:
    """One commit of a workflow, a form, a template and code owners, each valid to its reader."""
    ran = learnorg("ci", "github", "--owners", "@acme/board, a@example.org", "--sarif")
    template = ".github/pull_request_template.md"
    assert sorted(ran.out.splitlines()) == sorted([*GITHUB, OWNERS, template])
    assert (ran.code, commits(repo)[0]) == (0, "Check the register in CI")
    assert repo.last() == sorted(ran.out.splitlines())
    for path, schema in GITHUB.items():
        valid(repo.path / path, schema)
    without_holes(tmp_path, *(repo.path / path for path in (WORKFLOW, APPROVED, SCANNING)))
    assert (repo.words(OWNERS) or "").splitlines()[1:] == [
        "/learnorg.yaml @acme/board a@example.org",
        "/.gitattributes @acme/board a@example.org",
        "/allowed_signers @acme/board a@example.org",
        "/register/people/ @acme/board a@example.org",
        "/.github/ @acme/board a@example.org",
    ]
    assert "require the check 'learnorg check'" in ran.err
    assert "gh label create improvement\n" in ran.err
    assert "Nobody owns" not in ran.err
    assert learnorg("check").code == 0


def test_approvers(learnorg: Learnorg, repo: Checkout) -> None:
    """Whose last word on the newest commit is yes, has approved."""
    if shutil.which("jq") is None:
        pytest.skip("jq reads the forge's answer, and is not here")
    learnorg("ci", "github")
    program = re.search(r"jq -s --arg login .*? '(.*?)' >", repo.words(WORKFLOW) or "", re.DOTALL)
    assert program
    said = [
        ("ada", "CHANGES_REQUESTED", "new"),
        ("ada", "APPROVED", "new"),
        ("ada", "COMMENTED", "new"),
        ("ben", "APPROVED", "old"),
        ("cat", "APPROVED", "new"),
        ("cat", "DISMISSED", "new"),
        ("dan", "APPROVED", "new"),
        ("dan", "CHANGES_REQUESTED", "new"),
    ]
    reviews = [{"user": {"login": w}, "state": s, "commit_id": c} for w, s, c in said]
    reviews.append({"user": None, "state": "APPROVED", "commit_id": "new"})  # who left the forge
    words = ["jq", "-s", "--arg", "login", "lea", "--arg", "head", "new", program[1]]
    text = "\n".join(map(json.dumps, reviews))
    ran = subprocess.run(words, input=text, capture_output=True, text=True, check=True)
    assert json.loads(ran.stdout) == {"author": {"login": "lea"}, "approvers": [{"login": "ada"}]}


def test_one_check_run(learnorg: Learnorg, repo: Checkout) -> None:
    """Reviews run another job than the check that is required, with the right to run it again."""
    learnorg("ci", "github")
    check, again = (
        load((repo.words(path) or "").encode()).plain() for path in (WORKFLOW, APPROVED)
    )
    assert again["on"] == {"pull_request_review": {"types": ["submitted", "dismissed"]}}
    (required,), (job,) = check["jobs"].values(), again["jobs"].values()
    assert (required["name"], job["name"]) == ("learnorg check", "learnorg check, again")
    assert (again["permissions"], job["permissions"]) == ({}, {"actions": "write"})
    assert job["if"] == "github.event.review.state != 'commented'"
    assert [*job["steps"][0]] == ["env", "run"]
    assert "${{" not in job["steps"][0]["run"]
    for path in (WORKFLOW, APPROVED):
        assert "# There are two workflows, since" in (repo.words(path) or "")


RUNS = [
    {"id": 5, "status": "completed", "pull_requests": [{"number": 12}]},
    {"id": 8, "status": "completed", "pull_requests": [{"number": 12}]},
    {"id": 9, "status": "completed", "pull_requests": [{"number": 13}]},
]
BY_HAND = "::notice::Re-run the check by hand: the approval counts then.\n"


@pytest.mark.parametrize(
    ("answers", "rerun", "told"),
    [
        ([RUNS], 0, ""),
        ([[{**RUNS[1], "status": "in_progress"}], RUNS], 0, ""),
        ([[{**RUNS[1], "pull_requests": []}]], 0, ""),  # of a fork
        ([RUNS], 1, BY_HAND),
        ([[]], 0, BY_HAND),
        ([], 0, BY_HAND),
    ],
    ids=["done", "still-running", "fork", "may-not", "no-run", "no-answer"],
)
def test_approval(
    learnorg: Learnorg,
    repo: Checkout,
    tmp_path: Path,
    answers: list[object],
    rerun: int,
    told: str,
) -> None:
    """After a review the newest check of that pull request runs again, once it has ended."""
    if shutil.which("jq") is None:
        pytest.skip("jq reads the forge's answer, and is not here")
    learnorg("ci", "github")
    job = load((repo.words(APPROVED) or "").encode()).plain()["jobs"]["again"]
    for n, answer in enumerate(answers):
        (tmp_path / f"answer-{n}").write_text(json.dumps({"workflow_runs": answer}))
    asked = tmp_path / "asked"
    asked.touch()
    programs = {
        "sleep": "",
        "gh": 'n=$(grep -c head_sha "$TMP/asked")\necho "$*" >> "$TMP/asked"\n'
        f'case "$*" in *POST*) exit {rerun};; *) cat "$TMP/answer-$n" 2>&1;; esac',
    }
    variables = {
        "TMP": str(tmp_path),
        "GITHUB_REPOSITORY": "acme/register",
        "NUMBER": "12",
        "HEAD": "abc",
    }
    code, said = run(job["steps"][0]["run"], repo.path, programs, variables)
    assert (code, said[said.find("::") :] if "::" in said else "") == (0, told)
    runs = "api repos/acme/register/actions/workflows/learnorg.yml/runs"
    again = "api --method POST repos/acme/register/actions/runs/8/rerun"
    lines = asked.read_text().splitlines()
    assert lines[0] == f"{runs}?event=pull_request&head_sha=abc"
    assert lines.count(again) == bool(answers and answers[-1])


def test_verdict_first(learnorg: Learnorg, repo: Checkout) -> None:
    """What the change does is told before what was wrong already, which is told in any case."""
    learnorg("ci", "github")
    (job,) = load((repo.words(WORKFLOW) or "").encode()).plain()["jobs"].values()
    verdict, register = job["steps"][-2:]
    assert "learnorg check --base" in verdict["run"]
    assert register == {"if": "${{ !cancelled() }}", "run": "learnorg check --format github"}


@pytest.mark.parametrize(
    ("given", "spec"),
    [
        ("", f"learnorg=={__version__}"),
        ("1.2.0rc1", "learnorg==1.2.0rc1"),
        ("acme-learnorg~=1.2", "acme-learnorg~=1.2"),
        ("git+https://git.acme.org/x/learnorg.git@v1#egg=x", None),
        ("git+ssh://git@git.acme.org:2222/x/learnorg", None),
    ],
)
def test_install(learnorg: Learnorg, repo: Checkout, given: str, spec: str | None) -> None:
    """This version is what is installed, or what `--install` says; pip gets it as one word."""
    words = ["--install", given] if given else []
    learnorg("ci", "github", "--sarif", *words)
    learnorg("ci", "gitlab", *words)
    for path in (WORKFLOW, SCANNING, PIPELINE):
        plain = load((repo.words(path) or "").encode()).plain()
        job = plain["learnorg"] if path == PIPELINE else next(iter(plain["jobs"].values()))
        variables = job.get("variables") or job["env"]
        assert variables["LEARNORG_INSTALL"] == (spec or given)
        assert 'pip install --quiet "$LEARNORG_INSTALL"\n' in (repo.words(path) or "")
        valid(repo.path / path, {**GITHUB, **GITLAB}[path])


def test_not_installable(learnorg: Learnorg, repo: Checkout) -> None:
    """What a shell or pip could take for more than a source is refused, and nothing is written."""
    before = everything(repo)
    for spec in (
        "1.0\n- run: x", "a'b", 'a"b', "a;b", "$(id)", "${{ x }}", "`id`", "a b", "a|b", "a&b",
        "a>1", "-rfile", "--index-url=https://x", ".", "./wheel", "/tmp/x", "x.whl", "file:///x",
        "http://x/y", "https://user:word@x/y", "learn\u00f6rg",
    ):  # fmt: skip
        for host in ("github", "gitlab"):
            ran = learnorg("ci", host, f"--install={spec}")
            assert (ran.code, ran.out) == (2, ""), spec
            assert "is nothing to install learnorg from" in ran.err
    assert everything(repo) == before


def test_safe_for_forks(learnorg: Learnorg, repo: Checkout) -> None:
    """A pull request from anybody gets no rights, and none of what it brings along is run."""
    learnorg("ci", "github", "--sarif")
    for path in (WORKFLOW, SCANNING):
        plain = load((repo.words(path) or "").encode()).plain()
        assert set(plain["on"]) == {"pull_request", "push"}
        assert set(plain["permissions"].values()) <= {"read"}
        assert "pull_request_target" not in (repo.words(path) or "")
        (job,) = plain["jobs"].values()
        checkout = job["steps"][0]
        assert checkout["with"] == {"fetch-depth": "0", "persist-credentials": "false"}
        assert "${{" not in str([step.get("run") for step in job["steps"]])
    assert job["permissions"] == {"contents": "read", "security-events": "write"}


def test_gitlab(learnorg: Learnorg, repo: Checkout) -> None:
    """A pipeline, templates and code owners for GitLab."""
    ran = learnorg("ci", "gitlab", "--owners", "@acme")
    assert ran.code == 0
    assert repo.last() == [
        ".gitlab-ci.yml",
        ".gitlab/CODEOWNERS",
        ".gitlab/issue_templates/Improvement.md",
        ".gitlab/learnorg.gitlab-ci.yml",
        ".gitlab/merge_request_templates/Default.md",
    ]
    for path, schema in GITLAB.items():
        valid(repo.path / path, schema)


JUDGING = "check --base FETCH_HEAD --head {head} on {base}"
REGISTER = "check"
REPORT = "check --format gitlab --output gl-code-quality-report.json"


@pytest.mark.parametrize("failing", ["", JUDGING, REGISTER])
def test_gitlab_from_a_fork(
    learnorg: Learnorg, repo: Checkout, tmp_path: Path, failing: str
) -> None:
    """The base is the target project's, never the fork's; the register is checked even so."""
    learnorg("ci", "gitlab")
    base = repo.git("rev-parse", "HEAD").strip()
    repo.git("clone", "-q", "--bare", ".", str(tmp_path / "target.git"))
    repo.put("fork.txt", "what the fork calls its main branch\n")
    repo.git("add", ".")
    repo.git("commit", "-qm", "Fork")
    head = repo.git("rev-parse", "HEAD").strip()
    repo.git("clone", "-q", "--bare", ".", str(tmp_path / "fork.git"))
    repo.git("remote", "add", "origin", str(tmp_path / "fork.git"))
    words = [line.format(base=base, head=head) for line in (JUDGING, REGISTER, REPORT)]
    programs = {
        "pip": 'test "$*" = "install --quiet learnorg==' + __version__ + '"',
        "learnorg": 'said="$*"\n'
        'case "$said" in *FETCH_HEAD*) said="$said on $(git rev-parse FETCH_HEAD)";; esac\n'
        'echo "$said" >> "$SAID"\n'
        f'test "$said" != "{failing.format(base=base, head=head)}"',
    }
    job = load((repo.words(PIPELINE) or "").encode()).plain()["learnorg"]
    said = tmp_path / "said"
    variables = {
        "SAID": str(said),
        "LEARNORG_INSTALL": job["variables"]["LEARNORG_INSTALL"],
        "CI_MERGE_REQUEST_IID": "7",
        "CI_MERGE_REQUEST_PROJECT_URL": str(tmp_path / "target"),
        "CI_MERGE_REQUEST_TARGET_BRANCH_NAME": "main",
        "CI_COMMIT_SHA": head,
    }
    code, told = run("\n".join(job["script"]), repo.path, programs, variables)
    assert (code, said.read_text().splitlines()) == (int(bool(failing)), words), told
    del variables["CI_MERGE_REQUEST_IID"]
    said.unlink()
    run("\n".join(job["script"]), repo.path, programs, variables)
    assert said.read_text().splitlines() == words[1:]


def test_other_pipeline(learnorg: Learnorg, repo: Checkout) -> None:
    """A pipeline of one's own is left alone; what to add to it is told, until it is there."""
    repo.put(".gitlab-ci.yml", "stages: [test]\n")
    repo.git("add", ".")
    repo.git("commit", "-qm", "Pipeline")
    ran = learnorg("ci", "gitlab")
    assert repo.words(".gitlab-ci.yml") == "stages: [test]\n"
    line = "- local: .gitlab/learnorg.gitlab-ci.yml"
    assert line in ran.err
    repo.put(".gitlab-ci.yml", f"stages: [test]\ninclude:\n  {line}\n")
    assert line not in learnorg("ci", "gitlab").err


@pytest.mark.parametrize("host", ["github", "gitlab"])
def test_again(learnorg: Learnorg, repo: Checkout, host: str) -> None:
    """A second run changes nothing; what somebody changed is left as it is, and told."""
    learnorg("ci", host, "--owners", "@acme/board")
    before = everything(repo)
    ran = learnorg("ci", host, "--owners", "@other/team")
    assert (ran.code, ran.out) == (0, "")
    assert "Everything is there; nothing to add." in ran.err
    assert everything(repo) == before
    path = next(path for path in files(repo.path) if path.endswith(("learnorg.yml", "-ci.yml")))
    repo.put(path, (repo.words(path) or "") + "# ours\n")
    before = everything(repo)
    assert f"{path} says something else and was left as it is." in learnorg("ci", host).err
    assert everything(repo) == before


@pytest.mark.parametrize("host", ["github", "gitlab"])
def test_dry_run(learnorg: Learnorg, repo: Checkout, host: str) -> None:
    """`--dry-run` names what would be written, `--no-commit` writes and leaves git alone."""
    before = everything(repo)
    ran = learnorg("ci", host, "--owners", "@acme", "--dry-run")
    assert "Nothing was written (--dry-run)." in ran.err
    assert everything(repo) == before
    again = learnorg("ci", host, "--owners", "@acme", "--no-commit")
    assert again.out == ran.out
    assert everything(repo)[1:] == before[1:]
    assert set(files(repo.path)) - set(before[0]) == set(ran.out.splitlines())


def test_in_a_folder(learnorg: Learnorg, repo: Checkout) -> None:
    """A register below the top is found by what is written at the top."""
    repo.put("our team/learnorg.yaml", SERVICES)
    repo.git("add", ".")
    repo.git("commit", "-qm", "Team")
    learnorg("-C", "our team", "ci", "github", "--owners", "@a", "--branch", "trunk", "--sarif")
    plain = load((repo.words(WORKFLOW) or "").encode()).plain()
    assert plain["on"]["push"]["branches"] == ["trunk"]
    assert plain["jobs"]["check"]["env"] == {
        "LEARNORG_ROOT": "our team",
        "LEARNORG_INSTALL": f"learnorg=={__version__}",
    }
    assert (repo.words(OWNERS) or "").splitlines()[1:] == [
        "/our\\ team/learnorg.yaml @a",
        "/our\\ team/.gitattributes @a",
        "/.gitattributes @a",
        "/our\\ team/allowed_signers @a",
        "/our\\ team/register/people/ @a",
        "/.github/ @a",
    ]
    assert "Nobody owns" not in learnorg("-C", "our team", "ci", "github", "-n").err
    for path, schema in GITHUB.items():
        valid(repo.path / path, schema)
    before = everything(repo)
    learnorg("-C", "our team", "ci", "github", "--owners", "@a", "--branch", "trunk", "--sarif")
    assert everything(repo) == before


def test_services(learnorg: Learnorg, repo: Checkout) -> None:
    """Where policy lists services, the form offers them."""
    repo.put("learnorg.yaml", SERVICES)
    learnorg("ci", "github")
    valid(repo.path / FORM, GITHUB[FORM])
    body = load((repo.words(FORM) or "").encode()).plain()["body"]
    (asked,) = [part for part in body if part.get("id") == "service"]
    assert asked["type"] == "dropdown"
    assert asked["attributes"]["options"] == ["Web shop", "yes"]


def test_code_owners_there(learnorg: Learnorg, repo: Checkout) -> None:
    """Code owners that are there keep their lines and their place; ours stand below, once."""
    repo.put("CODEOWNERS", "* @acme/all\n/learnorg.yaml @acme/cio")
    repo.put("learnorg.yaml", "format: 1\nevidence:\n  signers: keys\n")
    repo.put("templates/records/improvement.yaml", "title: ''\n")
    repo.git("add", ".")
    repo.git("commit", "-qm", "Owners")
    ran = learnorg("ci", "github", "--owners", "@acme/board")
    assert "CODEOWNERS: lines added at its end." in ran.err
    assert (repo.words("CODEOWNERS") or "").splitlines() == [
        "* @acme/all",
        "/learnorg.yaml @acme/cio",
        "# Who is asked about what decides over the improvement register.",
        "/.gitattributes @acme/board",
        "/keys @acme/board",
        "/register/people/ @acme/board",
        "/templates/ @acme/board",
        "/.github/ @acme/board",
    ]
    assert repo.words(OWNERS) is None


@pytest.mark.parametrize(
    ("lines", "owned"),
    [
        ("/learnorg.yaml @acme/cio", True),
        ("learnorg.* a@example.org # since 2024", True),
        ("* @acme/all", True),
        ("/* @acme/all", True),
        ("**/*.yaml @acme/all", True),
        ("* @acme/all\n/learnorg.yaml", False),
        ("*.yml @acme/all\n/docs/learnorg.yaml @acme/all\nlearnorg.yaml/ @acme/all", False),
        ("# /learnorg.yaml @acme/cio", False),
        ("", False),
    ],
)
def test_policy_owned(learnorg: Learnorg, repo: Checkout, lines: str, owned: bool) -> None:
    """Code owners of the policy are seen, whatever their pattern; the last line decides."""
    repo.put("CODEOWNERS", f"{lines}\n")
    assert ("Nobody owns" not in learnorg("ci", "github", "-n").err) is owned
    assert ("Nobody owns" not in learnorg("ci", "gitlab", "-n").err) is owned


def test_policy_owned_by_a_section(learnorg: Learnorg, repo: Checkout) -> None:
    """In GitLab's sections a line without owners has those of its section."""
    repo.put(
        ".gitlab/CODEOWNERS", "[Docs]\n*.md @a\n\n^[The policy][2] @acme/cio\n/learnorg.yaml\n"
    )
    assert "Nobody owns" not in learnorg("ci", "gitlab", "-n").err
    repo.put(".gitlab/CODEOWNERS", "[Docs]\n*.md @a\n\n[The policy]\n/learnorg.yaml\n")
    assert "Nobody owns" in learnorg("ci", "gitlab", "-n").err


def test_template_elsewhere(learnorg: Learnorg, repo: Checkout) -> None:
    """A template for pull requests that stands elsewhere is enough."""
    repo.put("docs/PULL_REQUEST_TEMPLATE.md", "## Why\n")
    ran = learnorg("ci", "github", "--no-commit")
    assert "docs/PULL_REQUEST_TEMPLATE.md is there already" in ran.err
    assert "pull_request_template" not in ran.out


def test_own_template(learnorg: Learnorg, repo: Checkout) -> None:
    """A register's own template goes before the one that ships, also where it pins nothing."""
    repo.put("templates/ci/github/pull-request.md", "## Our questions\n")
    ours = "on:\n  push:\n    branches:\n      - main\njobs:\n  ours:\n    uses: ./check.yml\n"
    repo.put("templates/ci/github/workflow.yaml", ours)
    learnorg("ci", "github", "--no-commit")
    assert repo.words(WORKFLOW) == ours
    assert repo.words(".github/pull_request_template.md") == "## Our questions\n"


def test_without_git(learnorg: Learnorg) -> None:
    """
    Without git the files are written, for whoever brings them there.
    ---
    id: lea
    title: Lea
    """
    assert learnorg("ci", "gitlab").code == 0
    assert (learnorg.folder / ".gitlab-ci.yml").exists()


ISSUE = {
    "number": 12,
    "title": "Builds are slow",
    "body": "### What happens today?\r\n\r\nBuilds take 18 minutes.\r\n### Much\r\nmore.\r\n\r\n"
    "### Which service?\r\n\r\nWeb shop, yes\r\n\r\n### What would be better?\r\n\r\n"
    "Eight minutes.\r\n\r\n### Why is it worth the effort?\r\n\r\n_No response_",
    "createdAt": "2026-11-02T10:11:12Z",
    "author": {"id": "x", "is_bot": False, "login": "ada", "name": "Ada"},
    "labels": [{"id": "l", "name": "improvement", "description": "", "color": "ededed"},
               {"id": "m", "name": "ci", "description": "", "color": "ededed"}],
    "url": "https://github.com/acme/register/issues/12",
}  # fmt: skip
LETTER = {**ISSUE, "number": 13, "title": "Labels fall off", "body": "In the heat.", "labels": [],
          "url": "https://github.com/acme/register/issues/13"}  # fmt: skip


def test_proposals(learnorg: Learnorg, repo: Checkout) -> None:
    """Issues come in by the map, once; the form's labels are the headings that it reads."""
    repo.put("learnorg.yaml", SERVICES)
    repo.put("issues.json", json.dumps([ISSUE, LETTER]))
    ran = learnorg("import", "issues.json", "--map", "github-issues", "--no-commit")
    assert (ran.code, ran.out) == (0, "issues.json: 2 created, 0 unchanged\n")
    assert [line for line in ran.err.splitlines() if line != "Written, not committed."] == []
    ran = learnorg("show", ISSUE["url"], "--format", "json")
    record = json.loads(ran.out)["data"]["record"]
    assert record["problem"] == "Builds take 18 minutes.\n### Much\nmore."
    assert record["services"] == ["Web shop", "yes"]
    assert record["vision"] == "Eight minutes."
    assert record["raised"] == "2026-11-02"
    assert record["raised_by"] == "ada"
    assert record["tags"] == ["improvement", "ci"]
    assert record["source"] == {"type": "staff-suggestion", "ref": ISSUE["url"]}
    assert "justification" not in record
    letter = json.loads(learnorg("show", LETTER["url"], "--format", "json").out)["data"]["record"]
    assert letter["problem"] == "In the heat."
    again = learnorg("import", "issues.json", "--map", "github-issues")
    assert again.out == "issues.json: 0 to create, 2 unchanged\n"
    assert learnorg("check").code == 0


def test_form_and_map() -> None:
    """Each answer of the form has its place in the map."""
    form = load((TOP / "templates/ci/github/issue-form.yaml").read_bytes()).plain()
    asked = [part["attributes"]["label"] for part in form["body"] if "id" in part]
    known = load((TOP / "templates/maps/github-issues.yaml").read_bytes()).plain()
    assert list(known["sections"]) == asked
    assert set(known["sections"].values()) <= set(IMPROVEMENT.keys)
    said = (TOP / "templates/ci/gitlab/issue.md").read_text()
    assert [line[4:] for line in said.splitlines() if line.startswith("### ")] == asked
    assert said.endswith("\n/label ~improvement\n")


@pytest.mark.parametrize(
    "path",
    ["docs/manual.md", "templates/maps/github-issues.yaml", "templates/ci/github/issue-form.yaml"],
)
def test_all_issues(path: str) -> None:
    """Wherever it is told how issues are taken out, it is all of them, closed ones too."""
    told = re.sub(r"\\\n#?\s*", "", (TOP / path).read_text())
    line = "gh issue list --label improvement --state all --limit 1000 --json number,title,body,"
    assert told.count(line) == told.count("gh issue list") == 1


def test_our_action(tmp_path: Path) -> None:
    """The action that ships with us is valid, and safe to hand words to."""
    action = TOP / "action.yml"
    valid(action, "vendor.github-actions")
    without_holes(tmp_path, action)


def test_our_hooks(learnorg: Learnorg, repo: Checkout) -> None:
    """Every hook for pre-commit runs a command that there is, on the files it is meant for."""
    text = (TOP / ".pre-commit-hooks.yaml").read_text()
    hooks = load(("hooks:\n" + text).encode()).plain()["hooks"]
    assert [hook["id"] for hook in hooks] == ["learnorg-check", "learnorg-fmt"]
    for hook in hooks:
        assert hook["language"] == "python"
        assert learnorg(*hook["entry"].split()[1:]).code == 0
        for path, meant in (
            ("register/people/ada.yaml", True),
            ("team/register/improvements/2026/11/IMP-2611-7k3mqx.yaml", True),
            ("register/.schemas/person.json", False),
            ("src/app.py", False),
        ):
            assert bool(re.search(hook["files"], path)) == meant


def test_not_an_owner(learnorg: Learnorg, repo: Checkout) -> None:
    """What no code owner is called is refused before anything is written."""
    before = everything(repo)
    for name in ("board", "@acme/board,IT", "@", "a@b", "@x#y"):
        ran = learnorg("ci", "github", "--owners", name)
        assert (ran.code, ran.out) == (2, "")
        assert "is no code owner" in ran.err
    assert everything(repo) == before


def test_interrupted(learnorg: Learnorg, repo: Checkout, monkeypatch: pytest.MonkeyPatch) -> None:
    """A run that was killed is finished by the next one, which says so."""

    class Crash(BaseException):
        """What nothing catches, as a kill."""

    def killed(*_: object) -> None:
        raise Crash

    with monkeypatch.context() as patched:
        patched.setattr("learnorg.history.commits.stage", killed)
        with pytest.raises(Crash):
            learnorg("ci", "gitlab")
    ran = learnorg("ci", "gitlab")
    assert ran.code == 0, ran.err
    assert "An interrupted change was finished: Check the register in CI" in ran.err
    assert "Everything is there; nothing to add." in ran.err
    assert repo.status() == []
