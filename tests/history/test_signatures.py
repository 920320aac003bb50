import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from checkouts import Checkout
from keys import Keys
from learnorg.checks.judging.judge import Verdict, judge
from learnorg.findings import Level
from learnorg.history.git import Git
from learnorg.history.merged import scratch
from learnorg.history.signatures import signed, signer
from rules import ADA, LEA, Changes, committed, swapped, upon

pytestmark = pytest.mark.skipif(
    shutil.which("ssh-keygen") is None, reason="keys are made and verified by ssh-keygen"
)

ID = "IMP-2611-7k3mqx"
FORGE = "Forge <noreply@forge.example>"
CHANGE: Changes = {ID: swapped("state: proposed", "state: accepted")}


@pytest.fixture
def git(repo: Checkout) -> Iterator[Git]:
    """A scratch repository beside one in which nothing is configured."""
    with scratch(repo.repository) as borrowed:
        yield borrowed


def test_known(repo: Checkout, git: Git, keys: Keys) -> None:
    """The address is given for which a key signs."""
    commit = committed(repo, {"x": "x\n"}, key=keys.of("ada"))
    signers = keys.line("lea@example.org", "lea") + keys.line("ada@example.org", "ada")
    assert signer(git, commit, signers.encode()) == "ada@example.org"


@pytest.mark.parametrize("signers", ["", "\n# nobody\n", "ada@example.org", "\0\xff garbage"])
def test_unknown(repo: Checkout, git: Git, keys: Keys, signers: str) -> None:
    """A key that signs for nobody gives none, whatever its own comment says."""
    commit = committed(repo, {"x": "x\n"}, key=keys.of("ada"))
    assert signer(git, commit, signers.encode("latin-1")) == ""
    assert signer(git, commit, keys.line("ada@example.org", "lea").encode()) == ""


def test_unsigned(repo: Checkout, git: Git, keys: Keys) -> None:
    """Nor does a commit without a signature, or one that is none."""
    commit = committed(repo, {"x": "x\n"})
    signers = keys.line("ada@example.org", "ada").encode()
    assert signer(git, commit, signers) == ""
    head, _, message = repo.git("cat-file", "commit", commit).partition("\n\n")
    told = 'Good "git" signature for ada@example.org with ED25519 key SHA256:x'
    for signature in ("-----BEGIN SSH SIGNATURE-----\n AAAA\n -----END SSH SIGNATURE-----", told):
        forged = f"{head}\ngpgsig {signature}\n\n{message}\n{told}\n"
        made = repo.git("hash-object", "-t", "commit", "-w", "--stdin", stdin=forged).strip()
        assert signer(git, made, signers) == ""


def test_changed(repo: Checkout, git: Git, keys: Keys) -> None:
    """A signature holds for the commit that it was made of."""
    commit = committed(repo, {"x": "x\n"}, key=keys.of("ada"))
    stored = repo.git("cat-file", "commit", commit).replace("author Ada", "author Eve")
    made = repo.git("hash-object", "-t", "commit", "-w", "--stdin", stdin=stored).strip()
    signers = keys.line("ada@example.org", "ada").encode()
    assert signer(git, commit, signers) == "ada@example.org"
    assert signer(git, made, signers) == ""


def test_several(repo: Checkout, git: Git, keys: Keys) -> None:
    """Many commits are looked at together, with whose they say they are."""
    first = committed(repo, {"x": "1\n"}, key=keys.of("ada"))
    second = committed(repo, {"x": "2\n"}, by=LEA)
    third = committed(repo, {"x": "3\n"}, key=keys.of("lea"))
    stored = repo.git("cat-file", "commit", first).replace("author Ada", "author Eve")
    forged = repo.git("hash-object", "-t", "commit", "-w", "--stdin", stdin=stored).strip()
    signers = keys.line("ada@example.org", "ada").encode()
    ada, lea = "ada@example.org", "lea@example.org"
    assert list(signed(git, [first, second, third, forged], signers)) == [
        (first, ada, ada, "good", ada),
        (second, lea, lea, "none", ""),
        (third, ada, ada, "unknown", ""),
        (forged, ada, ada, "bad", ""),
    ]


@pytest.mark.parametrize(
    ("options", "known"),
    [
        ('namespaces="git"', True),
        ('namespaces="file"', False),
        ('valid-after="20200101"', True),
        ('valid-before="20200101"', False),
    ],
)
def test_options(repo: Checkout, git: Git, keys: Keys, options: str, known: bool) -> None:
    """What the file says of a key holds."""
    commit = committed(repo, {"x": "x\n"}, key=keys.of("ada"))
    signers = keys.line("ada@example.org", "ada", options)
    assert signer(git, commit, signers.encode()) == ("ada@example.org" if known else "")


def test_no_program(
    repo: Checkout, git: Git, keys: Keys, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where ssh-keygen is not there, nobody is known."""
    commit = committed(repo, {"x": "x\n"}, key=keys.of("ada"))
    signers = keys.line("ada@example.org", "ada").encode()
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "git").symlink_to(str(shutil.which("git")))
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    assert signer(git, commit, signers) == ""


# ---- what a signature proves ------------------------------------------------------------

RECORD = """
id: IMP-2611-7k3mqx
title: Shorter hand-over

state: proposed

owner: lea

raised: 2026-11-02
"""
POLICY = """
# path: learnorg.yaml
format: 1
authority: ada@example.org
evidence:
  demand: signature
"""


def signing(repo: Checkout, *lines: str) -> None:
    """Put allowed signers on the base."""
    committed(repo, {"allowed_signers": "".join(lines)}, branch="main")


def verdict(repo: Checkout) -> Verdict:
    return judge(repo.path, "main", "change")


def rules(repo: Checkout) -> list[str]:
    return [one.rule for one in verdict(repo).findings]


@upon(POLICY, RECORD)
def test_signed(repo: Checkout, keys: Keys) -> None:
    """A signature of the author's proves who made a change."""
    signing(repo, keys.line("ada@example.org", "ada"))
    committed(repo, CHANGE, by="Anybody <ADA@example.org>", key=keys.of("ada"))
    assert rules(repo) == []
    assert verdict(repo).proof == "signature"


@upon(POLICY, RECORD)
def test_not_signed(repo: Checkout, keys: Keys) -> None:
    """Without one it is what the commit says, which is not enough here."""
    signing(repo, keys.line("ada@example.org", "ada"))
    committed(repo, CHANGE)
    assert rules(repo) == ["author-unproven"]
    assert verdict(repo).proof == "author"


@upon(POLICY, RECORD)
def test_signed_by_nobody(repo: Checkout, keys: Keys) -> None:
    """Nor is the signature of a key that signs for nobody."""
    signing(repo, keys.line("lea@example.org", "lea"))
    committed(repo, CHANGE, key=keys.of("ada"))
    assert rules(repo) == ["author-unproven"]


@upon(POLICY, RECORD)
def test_signed_by_another(repo: Checkout, keys: Keys) -> None:
    """Whoever signs somebody else's change proves nothing of its author."""
    signing(repo, keys.line("ada@example.org", "ada"), keys.line("lea@example.org", "lea"))
    committed(repo, CHANGE, by=ADA, key=keys.of("lea"))
    assert rules(repo) == ["author-unproven"]


@upon(POLICY, RECORD)
def test_committed_by_another(repo: Checkout, keys: Keys) -> None:
    """Nor does it where author and committer differ, whoever of them signs."""
    signing(repo, keys.line("ada@example.org", "ada"), keys.line("lea@example.org", "lea"))
    for name in ("ada", "lea"):
        repo.git("branch", "-qf", "change", "main")
        committed(repo, CHANGE, by=ADA, committer=LEA, key=keys.of(name))
        assert rules(repo) == ["author-unproven"]
        repo.git("switch", "-q", "main")


@upon(POLICY, RECORD)
def test_signers_of_the_base(repo: Checkout, keys: Keys) -> None:
    """A change does not bring the signers along by which it is judged."""
    signing(repo, keys.line("lea@example.org", "lea"))
    mine = {"allowed_signers": keys.line("ada@example.org", "mine")}
    committed(repo, {**CHANGE, **mine}, by=ADA, key=keys.of("mine"))
    assert sorted(rules(repo)) == ["author-unproven", "policy-loosened"]


@upon(POLICY + "  signers: keys/people\n", RECORD)
def test_signers_elsewhere(repo: Checkout, keys: Keys) -> None:
    """Policy says where the signers stand."""
    committed(repo, {"keys/people": keys.line("ada@example.org", "ada")}, branch="main")
    committed(repo, CHANGE, key=keys.of("ada"))
    assert rules(repo) == []
    committed(repo, {"keys/people": "\n"}, key=keys.of("ada"))
    assert rules(repo) == ["policy-loosened"]


def test_in_a_folder(repo: Checkout, keys: Keys) -> None:
    """
    They stand in the register's folder, and those beside it are nobody's.
    ---
    # path: it/learnorg.yaml
    format: 1
    evidence: {demand: signature}
    ---
    # path: it/register/people/lea.yaml
    id: lea
    title: Lea
    """
    change = {"it/register/people/lea.yaml": swapped("title: L", "title: A l")}
    for path, proof in (("allowed_signers", "author"), ("it/allowed_signers", "signature")):
        line = keys.line("ada@example.org", "ada")
        committed(repo, {path: line}, branch="main")
        repo.git("branch", "-qf", "change", "main")
        committed(repo, change, key=keys.of("ada"))
        assert judge(repo.path / "it", "main", "change").proof == proof
        repo.git("switch", "-q", "main")


@pytest.mark.parametrize(
    ("policy", "committer", "found"),
    [
        ("{demand: forge, squash: true}", FORGE, []),
        ("{demand: forge, squash: false}", FORGE, ["author-unproven"]),
        ("{demand: signature, squash: true}", FORGE, ["author-unproven"]),
        ("{demand: forge, squash: true}", LEA, ["author-unproven"]),
    ],
)
@upon(RECORD, "id: lea\ntitle: Lea\nemails: lea@example.org\n")
def test_squash(repo: Checkout, keys: Keys, policy: str, committer: str, found: list[str]) -> None:
    """
    A commit that the forge makes and signs is the author's as surely as the forge says.

    It counts where policy lets it, and a listed person is no forge.
    """
    stated = f"format: 1\nauthority: ada@example.org\nevidence: {policy}\n"
    committed(repo, {"learnorg.yaml": stated}, branch="main")
    signing(repo, keys.line("noreply@forge.example,lea@example.org", "forge"))
    address = committer.partition("<")[2].rstrip(">")
    signing(repo, keys.line(address, "forge"))
    committed(repo, CHANGE, by=ADA, committer=committer, key=keys.of("forge"))
    assert rules(repo) == found


@upon(POLICY, RECORD)
def test_several_commits(repo: Checkout, keys: Keys) -> None:
    """A record that somebody moves by a signed commit is not changed by unsigned ones, too."""
    signing(repo, keys.line("ada@example.org", "ada"))
    committed(repo, CHANGE, by=ADA, key=keys.of("ada"))
    committed(repo, {ID: swapped("title: S", "title: A s")}, by=LEA)
    (found,) = (one for one in verdict(repo).findings if one.level is Level.ERROR)
    assert found.message.startswith("changed by Lea <lea@example.org>, as the commit says")
    assert verdict(repo).proof == "author"


@upon(
    POLICY.replace("ada@example.org", "ada"),
    RECORD,
    "id: ada\ntitle: Ada\nemails: [ada@example.org, ada@home.example]\n",
)
def test_listed(repo: Checkout, keys: Keys) -> None:
    """Who signs with any of their addresses has the rights of the person."""
    signing(repo, keys.line("ada@home.example", "ada"))
    committed(repo, CHANGE, by="A <ada@home.example>", key=keys.of("ada"))
    assert rules(repo) == []


@upon(POLICY, RECORD)
def test_approved_at_the_forge(repo: Checkout, keys: Keys) -> None:
    """A signature says who made it, and the forge who approved it."""
    signing(repo, keys.line("lea@example.org", "lea"))
    committed(repo, CHANGE, by=LEA, key=keys.of("lea"))
    assert rules(repo) == ["mover-without-authority"]
    file = repo.path.parent / "actors.json"
    file.write_text('{"author": {"login": "x"}, "approvers": [{"email": "ada@example.org"}]}')
    judged = judge(repo.path, "main", "change", file)
    assert (judged.findings, judged.proof) == ([], "signature")
