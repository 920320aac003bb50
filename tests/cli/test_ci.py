"""`ci`: what checks the register where its code is hosted."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from checkouts import Checkout
from cli.speaking import commits, everything, files
from commandline import Learnorg
from learnorg.files.loader import load
from learnorg.kinds.improvement import IMPROVEMENT

BIN = Path(sys.executable).parent
TOP = Path(__file__).parents[2]
WORKFLOW = ".github/workflows/learnorg.yml"
SCANNING = ".github/workflows/learnorg-code-scanning.yml"
FORM = ".github/ISSUE_TEMPLATE/improvement.yml"
OWNERS = ".github/CODEOWNERS"
SERVICES = "format: 1\nservices:\n  - Web shop\n  - 'yes'\n"
GITHUB = {
    WORKFLOW: "vendor.github-workflows",
    SCANNING: "vendor.github-workflows",
    FORM: "vendor.github-issue-forms",
}
GITLAB = {
    ".gitlab-ci.yml": "vendor.gitlab-ci",
    ".gitlab/learnorg.gitlab-ci.yml": "vendor.gitlab-ci",
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


def test_github(learnorg: Learnorg, repo: Checkout, tmp_path: Path) -> None:
    """One commit of a workflow, a form, a template and code owners, each valid to its reader."""
    ran = learnorg("ci", "github", "--owners", "@acme/board, a@example.org", "--sarif")
    template = ".github/pull_request_template.md"
    assert sorted(ran.out.splitlines()) == sorted([*GITHUB, OWNERS, template])
    assert (ran.code, commits(repo)[0]) == (0, "Check the register in CI")
    assert repo.last() == sorted(ran.out.splitlines())
    for path, schema in GITHUB.items():
        valid(repo.path / path, schema)
    without_holes(tmp_path, repo.path / WORKFLOW, repo.path / SCANNING)
    assert (repo.words(OWNERS) or "").splitlines()[1:] == [
        "/learnorg.yaml @acme/board a@example.org",
        "/templates/ @acme/board a@example.org",
        "/.github/ @acme/board a@example.org",
    ]
    assert "require the check 'learnorg check'" in ran.err
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


def test_safe_for_forks(learnorg: Learnorg, repo: Checkout) -> None:
    """A pull request from anybody gets no rights, and none of what it brings along is run."""
    learnorg("ci", "github", "--sarif")
    for path in (WORKFLOW, SCANNING):
        plain = load((repo.words(path) or "").encode()).plain()
        assert set(plain["on"]) <= {"pull_request", "pull_request_review", "push"}
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
    assert plain["jobs"]["check"]["env"] == {"LEARNORG_ROOT": "our team"}
    assert "/our\\ team/learnorg.yaml @a\n" in (repo.words(OWNERS) or "")
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
    repo.git("add", ".")
    repo.git("commit", "-qm", "Owners")
    ran = learnorg("ci", "github", "--owners", "@acme/board")
    assert "CODEOWNERS: lines added at its end." in ran.err
    assert (repo.words("CODEOWNERS") or "").splitlines() == [
        "* @acme/all",
        "/learnorg.yaml @acme/cio",
        "# Who is asked about what decides over the improvement register.",
        "/templates/ @acme/board",
        "/.github/ @acme/board",
    ]
    assert repo.words(OWNERS) is None


def test_template_elsewhere(learnorg: Learnorg, repo: Checkout) -> None:
    """A template for pull requests that stands elsewhere is enough."""
    repo.put("docs/PULL_REQUEST_TEMPLATE.md", "## Why\n")
    ran = learnorg("ci", "github", "--no-commit")
    assert "docs/PULL_REQUEST_TEMPLATE.md is there already" in ran.err
    assert "pull_request_template" not in ran.out


def test_own_template(learnorg: Learnorg, repo: Checkout) -> None:
    """A register's own template goes before the one that ships."""
    repo.put("templates/ci/github/pull-request.md", "## Our questions\n")
    learnorg("ci", "github", "--no-commit")
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
