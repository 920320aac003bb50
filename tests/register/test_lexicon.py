from pathlib import Path

import pytest

from learnorg.register import lexicon
from learnorg.register.lexicon import SHIPPED, BadLexicon, Lexicon
from learnorg.register.register import Register
from learnorg.register.wording import MOST
from registers import put

OWN = """
extends: existence
message: "'%s' is not how we speak"
reason: Customers read it.
instead: Say it as to a customer.
tokens: [screwed up]
"""


def names(words: Lexicon, lang: str | None = None) -> set[str]:
    return {rule.name for rule in words.rules(lang)}


def test_shipped(register: Register) -> None:
    """
    Without rules of its own, a register has those that ship.
    ---
    id: lea
    title: Lea
    """
    assert lexicon.at(register.root) is SHIPPED
    assert {"hindsight", "labels"} <= names(SHIPPED)
    assert names(SHIPPED, "de-AT") == names(SHIPPED, "de") == names(SHIPPED)
    assert names(SHIPPED, "tlh") == set()


def test_own(register: Register) -> None:
    """
    An organisation's file adds a rule, or stands in the place of ours with the same name.
    ---
    id: lea
    title: Lea
    """
    put(register.root, "templates/wording/ours.yaml", OWN)
    put(register.root, "templates/wording/hindsight.yaml", OWN)
    put(register.root, "templates/wording/README.md", "Ours.")
    words = lexicon.at(register.root)
    assert [name for name, _ in words.own] == ["hindsight", "ours"]
    assert names(words) == names(SHIPPED) | {"ours"}
    (replaced,) = (rule for rule in words.rules() if rule.name == "hindsight")
    assert replaced.message == "'%s' is not how we speak"
    assert words.usable() == words.rules()


def test_of_a_commit(register: Register) -> None:
    """
    The same files are the same rules, whether they come from a folder or from a commit.
    ---
    id: lea
    title: Lea
    """
    put(register.root, "templates/wording/ours.yaml", OWN)
    files = {
        "templates/wording/ours.yaml": OWN.encode(),
        "templates/wording/deep/er.yaml": b"no rule",
        "templates/maps/a.yaml": bytes(1 << 20),
    }
    assert lexicon.of(files) == lexicon.at(register.root)


def test_key(register: Register) -> None:
    """
    The key changes with the own rules, and with nothing else.
    ---
    id: lea
    title: Lea
    """
    keys = [lexicon.at(register.root).key]
    for text in (OWN, OWN + "\n", OWN):
        put(register.root, "templates/wording/ours.yaml", text)
        keys.append(lexicon.at(register.root).key)
    assert keys[0] == SHIPPED.key
    assert keys[1] == keys[3]
    assert len(set(keys)) == 3


def test_faults(register: Register) -> None:
    """
    Every fault of every own rule is told with its place, and then ours alone can be used.
    ---
    id: lea
    title: Lea
    """
    put(register.root, "templates/wording/a.yaml", OWN.replace("existence", "magic"))
    put(register.root, "templates/wording/b.yaml", "extends: [\n")
    words = lexicon.at(register.root)
    assert [(one.path, one.line) for one in words.faults] == [
        ("templates/wording/a.yaml", 2),
        ("templates/wording/b.yaml", 1),
    ]
    assert words.usable() == SHIPPED.rules()
    with pytest.raises(BadLexicon, match=r"(?s)wording/a.yaml:2:1: .*wording/b.yaml:1:"):
        words.rules()


def test_hostile(register: Register) -> None:
    """
    What is no file of the register, or more than a rule can be, is told and not read.
    ---
    id: lea
    title: Lea
    """
    elsewhere = put(register.root.parent, "elsewhere/x.yaml", OWN)
    folder = register.root / "templates" / "wording"
    folder.mkdir(parents=True)
    (folder / "x.yaml").symlink_to(elsewhere)
    (linked,) = lexicon.at(register.root).faults
    assert (linked.path, linked.line) == ("templates/wording/x.yaml", 1)
    assert linked.message == "a symlink stands here; it is not followed"

    (folder / "x.yaml").unlink()
    folder.rmdir()
    folder.symlink_to(elsewhere.parent)
    (linked,) = lexicon.at(register.root).faults
    assert (linked.path, linked.message) == (
        "templates/wording", "a symlink stands here; it is not followed",
    )  # fmt: skip

    large = lexicon.of({"templates/wording/x.yaml": bytes(1 << 20)})
    assert "KiB" in large.faults[0].message
    many = lexicon.of({f"templates/wording/x{n}.yaml": OWN.encode() for n in range(MOST)})
    assert f"{MOST} are the most" in many.faults[0].message


def test_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rules are made once for each language."""
    words = lexicon.of({"templates/wording/once.yaml": OWN.encode()})
    first = words.rules("en")

    def read(_: Path) -> bytes:
        raise AssertionError("a rule was read again")

    monkeypatch.setattr(Path, "read_bytes", read)
    assert words.rules("en") is first
