import pytest
from hypothesis import given
from hypothesis import strategies as st

from learnorg.register.placing import (
    Action,
    AllAtHome,
    HasAHome,
    NoAction,
    NoSuchFinding,
    WhichFinding,
    improvement,
    left,
    placed,
    spot,
    vague,
)
from learnorg.register.register import Register
from registers import TODAY


def test_spot(register: Register) -> None:
    """
    A finding is named by its short id, its place, or not at all where one alone has no home.
    ---
    id: REV-2611-7k3mqx
    title: Sign-in failed
    type: post-mortem
    state: draft
    raised: 2026-11-20
    findings:
      - id: b7k
        what: One
        home: IMP-2611-w0rdzz
      - what: Two
    ---
    id: REV-2611-x2wbcd
    title: New switches
    type: change
    state: draft
    raised: 2026-11-20
    findings:
      - {id: c7k, what: One}
      - {id: d7k, what: Two}
    ---
    id: REV-2611-n0nfff
    title: New switches
    type: change
    state: draft
    raised: 2026-11-20
    """
    assert spot(register, "7k3#b7k").name == "REV-2611-7k3mqx#b7k"
    assert spot(register, "7k3#1").n == 0
    assert spot(register, "7k3").finding.what == "Two"
    assert spot(register, "7k3").part not in ("", "b7k")
    assert (spot(register, "7k3").others, spot(register, "x2w#c7k").others) == (0, 1)
    for typed in ("7k3#zzz", "7k3#0", "7k3#3", "n0n#1"):
        with pytest.raises(NoSuchFinding):
            spot(register, typed)
    with pytest.raises(WhichFinding, match="#c7k One\n  #d7k Two"):
        spot(register, "x2w")
    with pytest.raises(AllAtHome):
        spot(register, "n0n")


def test_placed(register: Register) -> None:
    """
    A home is added to those there, and takes the place of a reason; a reason takes no home's.
    ---
    id: REV-2611-7k3mqx
    title: Sign-in failed
    type: post-mortem
    state: draft
    raised: 2026-11-20
    findings:
      - id: b7k
        what: One  # as they say
        home: IMP-2611-w0rdzz
      - id: c7k
        what: Two
        no_action: It goes.
    """
    one, two = spot(register, "7k3#b7k"), spot(register, "7k3#c7k")
    homes = ["IMP-2611-w0rdzz", "servicenow:CHG1"]
    assert placed(one, "servicenow:CHG1").plain["findings"][0]["home"] == homes
    assert placed(one, "IMP-2611-w0rdzz").data == one.stored.data
    assert placed(two, "KB-2611-w0rdzz").plain["findings"][1] == {
        "id": "c7k", "what": "Two", "home": ["KB-2611-w0rdzz"],
    }  # fmt: skip
    with pytest.raises(HasAHome):
        left(one, "why")
    assert b"no_action: It stays." in left(two, "It stays.").data


def test_improvement(register: Register) -> None:
    """
    An action is due by its finding's severity; a reason takes in what is vague or not bounded.
    ---
    id: REV-2611-7k3mqx
    title: Sign-in failed
    type: analysis
    severity: 2
    state: draft
    raised: 2026-11-20
    lang: de
    findings:
      - id: b7k
        what: One
        severity: 1
      - id: c7k
        what: Two
      - id: d7k
        what: Three
        severity: 5
    """

    def made(part: str, action: Action) -> str:
        at = spot(register, f"7k3#{part}")
        return (improvement(register, at, action, TODAY, "learnorg x").after or b"").decode()

    whole = Action("Alarm every host", measure="Hosts without", by="ada")
    dues = [made(part, whole).partition("due: ")[2][:10] for part in ("b7k", "c7k", "d7k")]
    assert dues == ["2026-12-07", "2026-12-22", "2026-12-22"]
    text = made("b7k", whole)
    assert "\nsource:\n  type: assessment\n  ref: REV-2611-7k3mqx#b7k\n" in text
    assert "\nlang: de\n" in text
    assert "notes:" not in text
    with pytest.raises(NoAction) as refused:
        made("b7k", Action("Improve"))
    assert refused.value.hint.startswith(
        'learnorg x --improvement "DO WHAT TO WHAT" --done-when "HOW ONE WILL TELL"\n'
    )
    assert "it is not told how one will know: asked" in made("b7k", Action("X", because="asked"))
    vague_ = Action("Improve", measure="Calls", because="asked")
    assert "although it is vague: asked" in made("b7k", vague_)
    assert "notes:" not in made("b7k", whole._replace(because="asked"))


@pytest.mark.parametrize(
    "title",
    [
        "Improve", "Be more careful", "Monitoring", "Better communication", "More training!",
        "Fix it", "Look into it", "Investigate the issue", "TBD", "Pay more attention", "???",
        "Do better", "We must do something about this", "Improve things",
    ],
)  # fmt: skip
def test_vague(title: str) -> None:
    """A verb without an object, or an object without a verb, is no action."""
    assert vague(title)


@pytest.mark.parametrize(
    "title",
    [
        "Improve monitoring", "Set disk alarms from the host list", "Fix the backup",
        "Train the service desk", "Document the failover", "Rename host42", "Label racks",
        "Festplattenalarme einrichten", "監視を設定する", "Investigate slow sign-in",
        "Check disk space hourly", "Add monitoring", "Follow up with the vendor",
    ],
)  # fmt: skip
def test_not_vague(title: str) -> None:
    """Whatever names something to act on is let be, in any language."""
    assert not vague(title)


@given(st.text(), st.from_regex(r"[a-z]{4,9}\d", fullmatch=True))
def test_an_unknown_word_is_never_vague(text: str, word: str) -> None:
    """A title with a word that we do not know is not judged."""
    assert not vague(f"{text} {word}")
