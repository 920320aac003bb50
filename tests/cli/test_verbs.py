"""Working on improvements: the verbs, both work flows, guards, authority, the way back."""

import shlex
from collections.abc import Callable

import pytest

from checkouts import Checkout
from cli.speaking import commits, everything, files, record, steady
from commandline import Learnorg, Ran
from registers import laid_out

Expected = Callable[[str, str], None]
ID = "IMP-2611-7k3mqx"

PROPOSED = """
    ---
    id: IMP-2611-7k3mqx
    title: Cache build dependencies
    state: proposed
    dates:
      proposed: 2026-11-02
    raised: 2026-11-02
"""
OWNED = PROPOSED + "    owner: platform\n"
OTHER = """
    ---
    id: IMP-2611-x2wbcd
    title: Label the racks
    state: proposed
    dates:
      proposed: 2026-11-03
    raised: 2026-11-03
"""
FULL = """
    ---
    # path: learnorg.yaml
    format: 1
    workflow: full
"""


def stands(repo: Checkout, text: str) -> None:
    """Commit a register."""
    laid_out(repo.path, text)
    repo.git("add", ".")
    repo.git("commit", "-qm", "What stands")


def go(learnorg: Learnorg, *lines: str) -> None:
    """Run some command lines, each of which must succeed."""
    for line in lines:
        ran = learnorg(*shlex.split(line))
        assert ran.code == 0, f"{line}: {ran.err}"


def pasted(learnorg: Learnorg, ran: Ran, **instead: str) -> Ran:
    """What comes of the command that a refusal offers, with words in the place of its own."""
    line = ran.err.partition("hint: learnorg ")[2].splitlines()[0]
    for name, word in instead.items():
        assert name.replace("_", " ") in line, line
        line = line.replace(name.replace("_", " "), word)
    *before, last = line.split(" && learnorg ")
    for command in before:
        assert learnorg(*shlex.split(command)).code == 0, command
    return learnorg(*shlex.split(last))


def test_light_flow_to_delivered(learnorg: Learnorg, repo: Checkout, expected: Expected) -> None:
    """In the light work flow an improvement goes from proposed to closed as delivered."""
    stands(repo, PROPOSED)
    go(
        learnorg,
        "accept 7k3 --owner platform --on 2026-11-03",
        "start 7k3 --on 2026-11-05",
        "hold 7k3 --because 'waits for a disk' --until 2026-12 --on 2026-11-09",
        "resume 7k3 --on 2026-11-12",
        "note 7k3 'the disk is there' --on 2026-11-12",
        "close 7k3 --outcome delivered --learned 'Order disks early'",
    )
    expected("kept/light-flow.yaml", steady(record(repo, ID)))
    assert commits(repo)[:6] == [
        f"{ID}: {verb} - Cache build dependencies"
        for verb in ("close", "note", "resume", "hold", "start", "accept")
    ]
    assert learnorg("check", "--strict", "--ignore", "not-canonical").code == 0


def test_full_flow_to_achieved(learnorg: Learnorg, repo: Checkout, expected: Expected) -> None:
    """In the full work flow an improvement goes on to a measured benefit."""
    stands(repo, FULL + PROPOSED)
    go(
        learnorg,
        "accept 7k3 --owner platform --on 2026-11-03",
        "assess 7k3 --measure 'Build minutes' --baseline 18 --unit minutes --on 2026-11-04",
        "approve 7k3 --target 8 --step 'Order a disk' --step 'Set it up' --on 2026-11-05",
        "start 7k3 --on 2026-11-06",
        "measure 7k3 --on 2026-11-18",
        "close 7k3 --outcome achieved --actual 7 --learned 'Order disks early' --on 2026-11-20",
    )
    expected("kept/full-flow.yaml", steady(record(repo, ID)))
    assert learnorg("check", "--strict", "--ignore", "not-canonical").code == 0


def test_a_verb_walks(learnorg: Learnorg, repo: Checkout) -> None:
    """A verb walks all states between in one commit, and each bears the day."""
    stands(repo, FULL + OWNED)
    ran = learnorg(
        *("start", "7k3", "--measure", "Minutes", "--baseline", "18", "--target", "8"),
        *("--step", "Order a disk"),
    )
    assert ran.out == f"{ID}  proposed -> in-progress  Cache build dependencies\n"
    there = record(repo, ID)
    for state in ("accepted", "assessed", "approved", "in-progress"):
        assert f"  {state}: 2026-11-22\n" in there
    assert commits(repo) == [f"{ID}: start - Cache build dependencies", "What stands", "Begin"]


def test_several_at_once(learnorg: Learnorg, repo: Checkout) -> None:
    """Several improvements are moved in one commit that names them all."""
    stands(repo, PROPOSED + OTHER)
    ran = learnorg("move", "in-progress", "7k3", "x2w", "--owner", "platform")
    assert ran.code == 0, ran.err
    message = repo.git("log", "-1", "--format=%B")
    assert message.startswith("move 2 improvements\n")
    assert "- IMP-2611-x2wbcd Label the racks\n" in message
    assert len(repo.last()) == 2


def test_one_named_twice(learnorg: Learnorg, repo: Checkout) -> None:
    """An improvement named twice is moved once."""
    stands(repo, OWNED)
    assert learnorg("accept", "7k3", ID).out.count(ID) == 1


def test_all_or_none(learnorg: Learnorg, repo: Checkout) -> None:
    """Where one of several lacks something, none is moved."""
    stands(repo, OWNED + OTHER)
    before = everything(repo)
    ran = learnorg("accept", "7k3", "x2w")
    assert (ran.code, ran.out) == (7, "")
    assert everything(repo) == before
    assert pasted(learnorg, ran, NAME="network").code == 0
    assert "owner: platform\n" in record(repo, ID)
    assert "owner: network\n" in record(repo, "IMP-2611-x2wbcd")


def test_several_that_lack_different_things(learnorg: Learnorg, repo: Checkout) -> None:
    """One command gives what several improvements lack, each something else."""
    stands(repo, FULL + OWNED + OTHER)
    go(learnorg, "assess 7k3 --measure M --baseline 1")
    ran = learnorg("approve", "7k3", "x2w", "--target", "9")
    assert ran.code == 7
    assert ran.err.count("hint:") == 1
    assert len(ran.err.partition("hint: ")[2].splitlines()) == 1
    assert pasted(learnorg, ran, NAME="platform", WHAT_TO_DO="Begin", VALUE="3").code == 0


@pytest.mark.parametrize(
    ("command", "instead"),
    [
        ("accept x2w", {"NAME": "platform"}),
        ("start x2w", {"NAME": "platform"}),
        ("hold x2w", {"WHAT_IT_WAITS_FOR": "a disk"}),
        ("decline x2w", {"WHY": "no need"}),
        ("close x2w", {"NAME": "us", "RESULT": "delivered", "WHAT_WAS_LEARNED": "much"}),
        (
            "close x2w --outcome achieved",
            {"NAME": "us", "WHAT_SHOWS_IT": "the log", "WHAT_WAS_LEARNED": "much"},
        ),
    ],
)
def test_guards(learnorg: Learnorg, repo: Checkout, command: str, instead: dict[str, str]) -> None:
    """A guard lists everything that is missing at once, as a command that then works."""
    stands(repo, OTHER)
    before = everything(repo)
    ran = learnorg(*shlex.split(command))
    assert (ran.code, ran.out) == (7, "")
    assert ran.err.count("\n  - ") >= len(instead) - (1 if "RESULT" in instead else 0)
    assert everything(repo) == before
    then = pasted(learnorg, ran, **instead)
    assert then.code == 0, then.err


def test_guards_of_the_full_flow(learnorg: Learnorg, repo: Checkout) -> None:
    """From proposed to closed in one go: everything asked for is listed, and then given."""
    stands(repo, FULL + OTHER)
    ran = learnorg("close", "x2w", "--outcome", "delivered")
    assert ran.code == 7
    then = pasted(
        learnorg, ran, NAME="Minutes", WHAT_TO_DO="Begin", WHAT_WAS_LEARNED="much", VALUE="8"
    )
    assert then.code == 0, then.err


@pytest.mark.parametrize("verb", ["assess", "approve", "start", "measure", "close"])
def test_every_flag_that_is_offered_is_there(learnorg: Learnorg, repo: Checkout, verb: str) -> None:
    """Whatever a verb finds missing on its way, it also takes."""
    stands(repo, FULL + "    objectives: Speed\n" + OTHER)
    ran = learnorg(verb, "x2w")
    assert ran.code == 7
    line = ran.err.partition("hint: ")[2].replace("--objective NAME", "--objective Speed")
    line = line.replace("VALUE", "8").replace("RESULT", "delivered")
    then = learnorg(*shlex.split(line)[1:])
    assert then.code == 0, then.err


def test_an_objective_is_asked_for(learnorg: Learnorg, repo: Checkout) -> None:
    """Where policy lists objectives, accepting asks for one, and names them all."""
    stands(repo, OWNED)
    repo.put("learnorg.yaml", "format: 1\nobjectives:\n  - Fewer calls\n  - Faster builds\n")
    repo.git("commit", "-qam", "Name objectives")
    ran = learnorg("accept", "7k3")
    assert ran.code == 7
    assert "an objective it serves (Fewer calls, Faster builds)" in ran.err
    assert pasted(learnorg, ran, NAME="'Fewer calls'").code == 0
    assert "objectives:\n  - Fewer calls\n" in record(repo, ID)


def test_achieved_needs_a_met_target(learnorg: Learnorg, repo: Checkout) -> None:
    """A measure that missed its target is no achievement, unless words say why it is."""
    stands(repo, OWNED)
    go(learnorg, "start 7k3 --measure Minutes --baseline 18 --target 8")
    close = ("close", "7k3", "--outcome", "achieved", "--actual", "9", "--learned", "much")
    ran = learnorg(*close)
    assert ran.code == 7
    assert "'Minutes' is 9, the target 8" in ran.err
    then = pasted(learnorg, ran)
    assert then.code == 0, then.err
    assert "result: partly-achieved\n" in record(repo, ID)


def test_evidence_in_words(learnorg: Learnorg, repo: Checkout) -> None:
    """Evidence in words stands for a target that was missed."""
    stands(repo, OWNED)
    go(
        learnorg,
        "start 7k3 --measure Minutes --baseline 18 --target 8",
        "close 7k3 --outcome achieved --actual 9 --learned much --evidence 'the load doubled'",
    )
    assert "evidence: the load doubled\n" in record(repo, ID)


def test_nothing_learned(learnorg: Learnorg, repo: Checkout) -> None:
    """That there was nothing to learn is said with its reason."""
    stands(repo, OWNED)
    go(learnorg, "close 7k3 --outcome delivered --nothing-learned 'it was routine'")
    assert "learned: Nothing new, because it was routine\n" in record(repo, ID)


def test_decline(learnorg: Learnorg, repo: Checkout) -> None:
    """A declined improvement keeps the reason for whoever raised it."""
    stands(repo, OWNED)
    go(learnorg, "decline 7k3 --because 'the service ends'")
    there = record(repo, ID)
    assert "state: declined\n" in there
    assert "outcome:\n  on: 2026-11-22\n  because: the service ends\n" in there


def test_decline_as_duplicate(learnorg: Learnorg, repo: Checkout) -> None:
    """A duplicate is declined with a link to the one that stays, which shows it."""
    stands(repo, OWNED + OTHER)
    go(learnorg, "decline 7k3 --duplicate-of x2w")
    there = record(repo, ID)
    assert "links:\n  - rel: duplicates\n    to: IMP-2611-x2wbcd\n" in there
    assert "because: duplicates IMP-2611-x2wbcd Label the racks\n" in there
    assert f"is duplicated by {ID}" in learnorg("show", "x2w").out


def test_a_duplicate_of_nothing(learnorg: Learnorg, repo: Checkout) -> None:
    """Nothing is declined as the duplicate of a record that is not there."""
    stands(repo, OWNED)
    before = everything(repo)
    assert learnorg("decline", "7k3", "--duplicate-of", "zzz").code == 3
    assert everything(repo) == before


def test_declining_work_under_way(learnorg: Learnorg, repo: Checkout) -> None:
    """What is being worked on cannot be declined, and the legal states are named."""
    stands(repo, OWNED)
    go(learnorg, "start 7k3")
    ran = learnorg("decline", "7k3", "--because", "no")
    assert ran.code == 7
    assert "From in-progress it can become: proposed, accepted, closed, on-hold." in ran.err


def test_withdraw(learnorg: Learnorg, repo: Checkout) -> None:
    """What is given up half way is closed as withdrawn, without the states between."""
    stands(repo, FULL + OWNED)
    go(learnorg, "accept 7k3", "close 7k3 --outcome withdrawn --learned 'asked too late'")
    there = record(repo, ID)
    assert "state: closed\n" in there
    assert "measuring:" not in there


@pytest.mark.parametrize(
    ("end", "back"),
    [
        ("close 7k3 --outcome delivered --learned much", "in-progress"),
        ("decline 7k3 --because no", "proposed"),
    ],
)
def test_reopen(learnorg: Learnorg, repo: Checkout, end: str, back: str) -> None:
    """What was closed or declined is opened again with a reason, its outcome taken away."""
    stands(repo, OWNED)
    go(learnorg, end)
    ran = learnorg("reopen", "7k3")
    assert ran.code == 7
    assert "a reason for going back" in ran.err
    assert pasted(learnorg, ran, WHY="it came back").code == 0
    there = record(repo, ID)
    assert f"state: {back}\n" in there
    assert "outcome:" not in there
    assert "closed:" not in there
    assert "declined:" not in there
    assert "it came back" in there


def test_reopen_to(learnorg: Learnorg, repo: Checkout) -> None:
    """`--to` names the state to go back to."""
    stands(repo, OWNED)
    go(
        learnorg,
        "close 7k3 --outcome delivered --learned much",
        "reopen 7k3 --to accepted --because 'not done at all'",
    )
    assert "state: accepted\n" in record(repo, ID)


def test_back_a_step(learnorg: Learnorg, repo: Checkout) -> None:
    """A move to an earlier state asks for a reason and keeps it as a note."""
    stands(repo, OWNED)
    go(learnorg, "start 7k3")
    assert learnorg("move", "accepted", "7k3").code == 7
    go(learnorg, "move accepted 7k3 --because 'started too early'")
    there = record(repo, ID)
    assert "state: accepted\n" in there
    assert "text: 'Back to accepted: started too early'\n" in there


@pytest.mark.parametrize("before", ["accepted", "in-progress"])
def test_resume_where_the_hold_began(learnorg: Learnorg, repo: Checkout, before: str) -> None:
    """`resume` goes on where the hold began, and the hold is gone."""
    stands(repo, OWNED)
    go(learnorg, f"move {before} 7k3", "hold 7k3 --because 'a disk'")
    assert f"  because: a disk\n  state: {before}\n" in record(repo, ID)
    go(learnorg, "resume 7k3")
    there = record(repo, ID)
    assert f"state: {before}\n" in there
    assert "because: a disk" not in there


@pytest.mark.parametrize(
    ("command", "told"),
    [
        ("resume 7k3", "is proposed, not on hold"),
        ("reopen 7k3", "is proposed, which is open already"),
        ("assess 7k3", "cannot become assessed in the light work flow"),
        ("move proposed 7k3", "is proposed already"),
        ("accept ada", "is a person, and no improvement"),
        ("move acepted 7k3", "Did you mean 'accepted'?"),
        ("accept 7k3 --on tomorrow", "2026-11-23 has not come yet"),
        ("accept 7k3 --on 2026-11-01", "it was raised on 2026-11-02"),
        ("accept 7k3 --due someday", "'someday' is not a date"),
        ("hold 7k3 --because x --until never", "'never' is not a date"),
        ("close 7k3 --outcome great --learned x", "'outcome.result' cannot be 'great'"),
        ("accept 7k3 zzz", "there is no record 'zzz'"),
        ("start 7k3 --measure M --baseline many", "'many' is no number"),
    ],
)
def test_refused(learnorg: Learnorg, repo: Checkout, command: str, told: str) -> None:
    """What cannot be done is refused in words, and nothing is written."""
    stands(repo, OWNED + "    ---\n    id: ada\n    title: Ada\n    state: active\n")
    before = everything(repo)
    ran = learnorg(*shlex.split(command))
    assert (ran.code != 0, ran.out) == (True, "")
    assert told in ran.err
    assert everything(repo) == before


def test_dated_as_it_was(learnorg: Learnorg, repo: Checkout) -> None:
    """`--on` says when it really was, weekdays meaning the last one."""
    stands(repo, OWNED)
    go(learnorg, "accept 7k3 --on thursday")
    assert "  accepted: 2026-11-19\n" in record(repo, ID)


def test_only_its_lines(learnorg: Learnorg, repo: Checkout) -> None:
    """A move leaves comments, order and quotes as their owner left them."""
    stands(repo, OWNED)
    (path,) = [path for path in files(repo.path) if ID in path]
    repo.put(
        path,
        f"# ours\nowner: 'platform'   # since May\nid: {ID}\ntitle: \"Cache\"\nstate: proposed\n\n"
        "raised: 2026-11-02\nextra: { homemade: kept } # flow\n",
    )
    repo.git("commit", "-qam", "By hand")
    go(learnorg, "accept 7k3")
    diff = repo.git("show", "--format=", "-U0", "HEAD").splitlines()
    changed = [line for line in diff if line[:1] in "+-" and line[:3] not in ("+++", "---")]
    assert changed == ["-state: proposed", "+state: accepted", "+dates:", "+  accepted: 2026-11-22"]


AUTHORITY = """
    ---
    # path: learnorg.yaml
    format: 1
    authority: service-improvement-manager
    levels:
      - name: team-lead
        people:
          - ada-lead
      - name: board
        people: it-director
    rights:
      accept: team-lead
      decline: board
      close: authority
    ---
    id: ada-lead
    title: Ada
    state: active
    emails: ada@example.org
"""


def test_authority(learnorg: Learnorg, repo: Checkout) -> None:
    """Git's e-mail address makes the person, policy the level, the level what they may do."""
    stands(repo, AUTHORITY + OWNED)
    go(learnorg, "accept 7k3")
    go(learnorg, "start 7k3")
    before = everything(repo)
    ran = learnorg("close", "7k3", "--outcome", "delivered", "--learned", "much")
    assert (ran.code, ran.out) == (7, "")
    assert "policy lets only the authority close; you are ada-lead" in ran.err
    assert "Ask the authority: service-improvement-manager" in ran.err
    assert everything(repo) == before


def test_a_level_too_low(learnorg: Learnorg, repo: Checkout) -> None:
    """A right of a higher level is refused with who has it."""
    stands(repo, AUTHORITY + OWNED)
    ran = learnorg("decline", "7k3", "--because", "no")
    assert ran.code == 7
    assert "Ask board: it-director" in ran.err


def test_a_stranger(learnorg: Learnorg, repo: Checkout) -> None:
    """Somebody whom policy does not name decides nothing that it reserves."""
    stands(repo, AUTHORITY + OWNED)
    repo.git("config", "user.email", "somebody@example.org")
    ran = learnorg("accept", "7k3")
    assert ran.code == 7
    assert "you are Ada" in ran.err


def test_propose(learnorg: Learnorg, repo: Checkout) -> None:
    """What is another's to decide can be proposed, and it is said who is to approve it."""
    stands(repo, AUTHORITY + OWNED)
    assert "propose it on a branch: the same with --propose" in learnorg("decline", "7k3").err
    ran = learnorg("decline", "7k3", "--because", "no", "--propose")
    assert ran.code == 0, ran.err
    assert "Proposed: let board (it-director) approve the pull request." in ran.err
    assert "state: declined\n" in record(repo, ID)


def test_propose_on_the_way(learnorg: Learnorg, repo: Checkout) -> None:
    """Of several levels on the way the highest is asked, who may do what the others may."""
    stands(repo, AUTHORITY + OWNED)
    repo.git("config", "user.email", "somebody@example.org")
    words = ["move", "closed", "7k3", "--outcome", "delivered", "--learned", "much", "--propose"]
    shown = learnorg(*words, "--dry-run")
    assert (shown.code, "Proposed" in shown.err) == (0, False)
    ran = learnorg(*words)
    assert ran.code == 0, ran.err
    assert ran.err.count("Proposed: ") == 1
    assert "let the authority (service-improvement-manager) approve" in ran.err


def test_propose_what_is_ones_own(learnorg: Learnorg, repo: Checkout) -> None:
    """Whoever has the right anyway just makes the move."""
    stands(repo, AUTHORITY + OWNED)
    ran = learnorg("accept", "7k3", "--propose")
    assert (ran.code, "Proposed" in ran.err) == (0, False)


def test_propose_is_guarded(learnorg: Learnorg, repo: Checkout) -> None:
    """Guards and the life cycle hold for what is proposed, too."""
    stands(repo, AUTHORITY + OWNED)
    before = everything(repo)
    ran = learnorg("decline", "7k3", "--propose")
    assert (ran.code, "--because" in ran.err) == (7, True)
    assert learnorg("resume", "7k3", "--propose").code == 7
    assert everything(repo) == before


def test_authority_on_the_way(learnorg: Learnorg, repo: Checkout) -> None:
    """A verb that walks several states needs the right to each of them."""
    stands(repo, AUTHORITY + OWNED)
    repo.git("config", "user.email", "somebody@example.org")
    assert "lets only team-lead accept" in learnorg("start", "7k3").err


def test_the_highest(learnorg: Learnorg, repo: Checkout) -> None:
    """The authority may do whatever any level may."""
    stands(repo, AUTHORITY + OWNED)
    repo.git("config", "user.name", "Service improvement manager")
    repo.git("config", "user.email", "sim@example.org")
    go(learnorg, "decline 7k3 --because no")


def test_own_work(learnorg: Learnorg, repo: Checkout) -> None:
    """In the full flow nobody approves what they own, unless they say why."""
    stands(repo, FULL + PROPOSED)
    go(learnorg, "assess 7k3 --owner Ada --measure M --baseline 1")
    ran = learnorg("approve", "7k3", "--target", "2", "--step", "Begin")
    assert ran.code == 7
    assert "an approver other than its owner" in ran.err
    assert pasted(learnorg, ran, WHY="we are two").code == 0
    assert "approval:\n  by: Ada\n  on: 2026-11-22\n  because: we are two\n" in record(repo, ID)


def test_small_work(learnorg: Learnorg, repo: Checkout) -> None:
    """Work as small as policy says is approved beforehand, also by its owner."""
    stands(repo, FULL + "    small:\n      effort: 3\n" + PROPOSED)
    go(learnorg, "set 7k3 estimates.effort=3")
    go(learnorg, "approve 7k3 --owner Ada --measure M --baseline 1 --target 2 --step Begin")


def test_nobody_named(learnorg: Learnorg, repo: Checkout) -> None:
    """Where policy names nobody, anybody decides, and it is said."""
    stands(repo, OWNED)
    assert "names no authority" in learnorg("accept", "7k3").err


@pytest.mark.parametrize("wish", ["--no-commit", "stage"])
def test_on_from_uncommitted(learnorg: Learnorg, repo: Checkout, wish: str) -> None:
    """Who commits by hand goes on from what is in the work tree."""
    stands(repo, OWNED)
    if wish == "stage":
        go(learnorg, "config set commit stage", "accept 7k3", "start 7k3")
    else:
        go(learnorg, "accept 7k3 --no-commit", "start 7k3 --no-commit")
    assert "state: in-progress\n" in record(repo, ID)
    assert commits(repo) == ["What stands", "Begin"]


def test_own_edits_are_not_taken_along(learnorg: Learnorg, repo: Checkout) -> None:
    """An edit by hand is not committed unasked; `--include-edits` takes it along."""
    stands(repo, OWNED)
    (path,) = [path for path in files(repo.path) if ID in path]
    repo.put(path, (repo.words(path) or "").replace("Cache build", "Cache all build"))
    before = everything(repo)
    ran = learnorg("accept", "7k3")
    assert ran.code == 4
    assert f"{path} has edits that are not committed" in ran.err
    assert everything(repo) == before
    go(learnorg, "accept 7k3 --include-edits")
    assert "title: Cache all build" in (repo.committed(path) or "")
    assert repo.status() == []


def test_an_owner_whom_nobody_knows(learnorg: Learnorg, repo: Checkout) -> None:
    """Where people are listed, an owner who is none of them is told of, and not refused."""
    stands(repo, OWNED)
    assert "no listed person" not in learnorg("accept", "7k3", "--owner", "lea").err
    go(learnorg, "person new lea --title Lea")
    ran = learnorg("set", "7k3", "owner=leaa")
    assert (ran.code, "'leaa' is no listed person or team. Did you mean 'lea'" in ran.err) == (
        0,
        True,
    ), ran.err
    assert "no listed person" not in learnorg("set", "7k3", "size=M").err
    assert "no listed person" not in learnorg("set", "7k3", "owner=lea").err


def test_reopening_keeps_what_was_said(learnorg: Learnorg, repo: Checkout) -> None:
    """How an end was told stays in a note, and the next end is told anew."""
    stands(repo, OWNED)
    go(learnorg, "close 7k3 --outcome delivered --learned 'Ask HR first'")
    go(learnorg, "reopen 7k3 --because 'it came back'")
    text = record(repo, ID)
    assert "It was closed on 2026-11-22 as delivered." in text
    assert "Learned: Ask HR first" in text
    assert "\nlearned:" not in text
    ran = learnorg("close", "7k3", "--outcome", "delivered")
    assert (ran.code, "what was learned" in ran.err) == (7, True)


def test_no_duplicate_of_itself(learnorg: Learnorg, repo: Checkout) -> None:
    """Nothing is declined as its own duplicate."""
    stands(repo, OWNED)
    ran = learnorg("decline", "7k3", "--duplicate-of", "7k3")
    assert (ran.code, "cannot be linked to itself" in ran.err) == (2, True)


def test_rights_before_guards(learnorg: Learnorg, repo: Checkout) -> None:
    """Whoever may not decide is not asked for all that a decision needs first."""
    stands(repo, PROPOSED)
    repo.put("learnorg.yaml", "format: 1\nauthority: somebody-else\n")
    repo.git("commit", "-qam", "Policy")
    ran = learnorg("accept", "7k3")
    assert (ran.code, "policy lets only the authority accept" in ran.err) == (7, True), ran.err


def test_a_value_of_no_measure(learnorg: Learnorg, repo: Checkout) -> None:
    """A value without a measure asks for the measure's name; none is made up."""
    stands(repo, OWNED)
    words = ("close", "7k3", "--outcome", "partly-achieved", "--actual", "20", "--learned", "x")
    ran = learnorg(*words)
    assert (ran.code, "the measure that --actual is the value of" in ran.err) == (7, True)
    assert pasted(learnorg, ran, NAME="Calls").code == 0
    assert "name: Calls" in record(repo, ID)


def test_approved_on_the_way(learnorg: Learnorg, repo: Checkout) -> None:
    """A move that leads through approval says who approved, as one that ends there does."""
    stands(repo, FULL + OWNED)
    go(
        learnorg,
        "start 7k3 --measure Calls --baseline 420 --target 210 --step 'Tell HR' --because 'small'",
    )
    assert "approval:\n  by: Ada\n  on: 2026-11-22\n" in record(repo, ID)


def test_assessed_without_a_measure(learnorg: Learnorg, repo: Checkout) -> None:
    """Why nothing was measured stands in the record, where a judge of the change sees it."""
    stands(repo, FULL + OWNED)
    go(learnorg, "assess 7k3 --because 'cannot be measured before the new tool'")
    assert "Assessed without a measured baseline: cannot be" in record(repo, ID)
    assert learnorg("check", "--base", "HEAD~1").code == 0
