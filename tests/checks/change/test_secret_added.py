import time

import pytest

from checkouts import Checkout
from learnorg.checks.change.secret_added import Blackened, secret_added
from learnorg.checks.judging.judge import judge
from rules import committed, judged, swapped, upon

ID = "IMP-2611-7k3mqx"
RECORD = """
id: IMP-2611-7k3mqx
title: Shorter hand-over
state: proposed
raised: 2026-11-02
"""
PASSWORD = "hunter2hunter2"
TOKEN = "ghp_" + "a1B2" * 9
JWT = f"eyJ{'hbGciOiJIUzI1NiJ9'}.eyJ{'zdWIiOiIxMjM0In0'}.{'dozjgNryP4J3jVmNHl0w'}"


def told(repo: Checkout) -> str:
    """Everything that a verdict says of the branch."""
    verdict = judge(repo.path, "main")
    return str([(str(one), one.hint) for one in verdict.findings]) + str(verdict.words)


@upon(RECORD)
def test_yes(repo: Checkout) -> None:
    """A password in a line that a change adds is an error where it begins."""
    change = {ID: lambda text: text + f"problem: log in with password={PASSWORD}\n"}
    assert judged(secret_added, repo, change) == ["error 5:22 this looks like a password"]


@upon(RECORD + f"problem: password={PASSWORD}\n")
def test_no(repo: Checkout) -> None:
    """One that the base has already is not held against a change."""
    change = {ID: swapped("title: S", "title: A s", "raised", "owner: lea\nraised")}
    assert judged(secret_added, repo, change) == []


@pytest.mark.parametrize(
    ("line", "column", "name"),
    [
        (f"Zugriff für Müller, password: '{PASSWORD}'", 34, "a password"),
        (f"über {TOKEN} und", 19, "a token of GitHub"),
        ("-----BEGIN OPENSSH PRIVATE KEY-----", 14, "a private key"),
        ("-----BEGIN PGP PRIVATE KEY BLOCK-----", 14, "a private key"),
        ("key AKIAIOSFODNN7EXAMPLE", 18, "an access key of AWS"),
        ("glpat-abcdefghij0123456789", 14, "a token of GitLab"),
        ("xoxb-0123456789-abcdef", 14, "a token of Slack"),
        (f"Bearer {JWT}", 21, "a signed token"),
        ("https://lea:pa55@example.org/x", 14, "an address with a password"),
        ("API_KEY = 0123456789abcdef", 14, "a password"),
    ],
)
def test_edge(repo: Checkout, line: str, column: int, name: str) -> None:
    """Keys and tokens of many makers are known, and columns count characters."""
    new = RECORD.lstrip() + f"problem: |\n  {'x' * 10} {line}\n"
    assert judged(secret_added, repo, {ID: new}) == [f"error 6:{column} this looks like {name}"]


@pytest.mark.parametrize(
    "line",
    [
        "Password: customers wait too long",
        "The secret: communicate early",
        "password: ${DB_PASSWORD1}",
        "password = <your-password-1>",
        "password: ********",
        "https://example.org:8080/@lea",
        "sketch eyJust a word",
    ],
)
def test_prose(repo: Checkout, line: str) -> None:
    """What only speaks of such things is let be."""
    new = RECORD.lstrip() + f"problem: |\n  {line}\n"
    assert judged(secret_added, repo, {ID: new}) == []


@pytest.mark.parametrize(
    "more",
    [
        f"problem: password={PASSWORD}\n",
        f"extra:\n  password: {PASSWORD}\n",
        f"owner: '{TOKEN}'\n",
        f"titel: {TOKEN}\n",
        f"{TOKEN}: x\n",
        f"size: {TOKEN}\n",
        f"type: {TOKEN}{TOKEN}\n",
        f"tags: [{TOKEN}]\n",
        f"extra: {{api_key: {PASSWORD}, {PASSWORD}: {PASSWORD}}}\n",
        f"plan:\n  - do: secret={PASSWORD}\n",
        f"notes:\n  - text: {'x' * 20} secret={'9' * 80}\n",
        f"learned: 'https://lea:{PASSWORD}@example.org'\nsource: {PASSWORD}\n",
        "notes:\n  - text: |\n      -----BEGIN RSA PRIVATE KEY-----\n      MIIhunter2hunter2\n",
        f"problem: password={PASSWORD}\nproblem: twice {PASSWORD}\n",
        f"problem: password={PASSWORD}\n{PASSWORD}: &x {PASSWORD}\n",
    ],
)
@upon(RECORD)
def test_never_shown(repo: Checkout, more: str) -> None:
    """Neither findings nor words show a secret, however they quote the record."""
    committed(repo, {ID: lambda text: text + more})
    said = told(repo)
    assert "looks like" in said
    for value in (PASSWORD, "hunter2h", TOKEN, TOKEN[:12], "9" * 12):
        assert value not in said


@upon(RECORD + f"owner: '{TOKEN}'\nproblem: password={PASSWORD}\n")
def test_taken_out(repo: Checkout) -> None:
    """That one is taken out does not show it, either."""
    change = {ID: swapped(TOKEN, "lea", f"password={PASSWORD}", "a safe holds it")}
    assert judged(secret_added, repo, change) == []
    said = told(repo)
    assert "[hidden]" in said
    assert PASSWORD not in said
    assert TOKEN[:12] not in said


@upon(RECORD)
def test_taken_out_on_the_way(repo: Checkout) -> None:
    """One that a later commit takes out again is a warning, since git keeps it."""
    committed(repo, {ID: lambda text: text + f"problem: password={PASSWORD}\n"})
    commit = repo.git("rev-parse", "--short=10", "HEAD").strip()
    assert judged(secret_added, repo, {ID: swapped(PASSWORD, "?")}) == [
        f"warning 1:1 in commit {commit}: this looks like a password"
    ]
    assert PASSWORD not in told(repo)


def test_unreadable(repo: Checkout) -> None:
    """It is found in what is no record, too."""
    change = {ID: f"- password={PASSWORD}\n", "register/people/x.md": f"no head\n{TOKEN}\n"}
    assert judged(secret_added, repo, change) == [
        "error 1:3 this looks like a password",
        "error 2:1 this looks like a token of GitHub",
    ]


def test_no_record(repo: Checkout) -> None:
    """It is found in policy, signers and templates."""
    committed(repo, {"learnorg.yaml": "format: 1\n"}, branch="main")
    change = {
        "learnorg.yaml": f"format: 1  # {TOKEN}\n",
        "allowed_signers": f"{TOKEN}\n",
        "templates/x.txt": f"\npassword={PASSWORD}\n",
    }
    assert judged(secret_added, repo, change) == [
        "error 1:1 this looks like a token of GitHub",
        "error 1:14 this looks like a token of GitHub",
        "error 2:1 this looks like a password",
    ]


def test_far_out(repo: Checkout) -> None:
    """It is found at the end of a long line."""
    new = RECORD.lstrip() + f"problem: {'x ' * 20_000}{TOKEN}\n"
    assert judged(secret_added, repo, {ID: new}) == [
        "error 5:40010 this looks like a token of GitHub"
    ]


@pytest.mark.parametrize("between", [" ", "\n"])
def test_many(repo: Checkout, between: str) -> None:
    """Of a great many the first are told, that there are more, and none is shown, soon."""
    tokens = [f"ghp_{n:036}" for n in range(5_000)]
    began = time.perf_counter()
    change = {"templates/x.txt": between.join(tokens) + "\n"}
    lines = judged(secret_added, repo, change)
    assert len(lines) == 51
    assert lines[1] == ("error 1:42" if between == " " else "error 2:1") + (
        " this looks like a token of GitHub"
    )
    assert sum("and more that look like secrets than these 50" in line for line in lines) == 1
    assert "ghp_0" not in told(repo)
    assert time.perf_counter() - began < 20


def test_blackened_soon() -> None:
    """However many secrets were seen, a text is soon without them; short heads count, too."""
    blackened = Blackened()
    for n in range(20_000):
        blackened.learn(f"password={n:08}!x".encode())
    blackened.learn("password=\U0001f511\U0001f5111".encode())
    began = time.perf_counter()
    for n in range(2_000):
        assert blackened(f"see {n:08}, or so {n}") == f"see [hidden] or so {n}"
    assert blackened("a \U0001f511\U0001f5111x b") == "a [hidden] b"
    assert time.perf_counter() - began < 10


def test_too_large(repo: Checkout) -> None:
    """A file too large for a record is not searched, and that is an error of its own."""
    assert judged(secret_added, repo, {"templates/x.txt": "x" * (1 << 21)}) == [
        "error 1:1 too large to be searched for secrets"
    ]


@pytest.mark.parametrize(
    "piece",
    ["-eyJ", "password=", "-----BEGIN A ", "a://a:", "password ", "eyJaaaaaaaaaa.eyJ", "ghp_a "],
)
def test_in_time(repo: Checkout, piece: str) -> None:
    """No text keeps the search busy."""
    new = {ID: RECORD.lstrip().replace("Shorter", piece * (200_000 // len(piece)))}
    began = time.perf_counter()
    judged(secret_added, repo, new)
    assert time.perf_counter() - began < 20
