import pytest
from hypothesis import given
from hypothesis import strategies as st

from learnorg.register.people import Directory, folded
from learnorg.register.register import Register


def test_directory(register: Register) -> None:
    """
    A listed person is one by slug, title, alias and address, in whatever case and blanks.
    ---
    id: ann
    title: Ann Lee
    emails: [a@x.org, ann.lee@x.org]
    aliases: [al]
    ---
    id: bo
    title: Ann Lee
    emails: a@x.org
    """
    directory = Directory(register)
    names = ("ann", "ANN", "Ann Lee", " Ann  lee", "ann-lee", "AL", "A@x.org ", "ann.lee@x.org")
    assert {directory.who(name) for name in names} == {"ann"}
    assert directory.who("Bo") == "bo"


def test_strangers(register: Register) -> None:
    """
    Who is not listed is told apart by the folded name, and an address by all of its signs.
    ---
    id: ann
    title: Ann Lee
    emails: [a.b@x.org]
    """
    directory = Directory(register)
    assert directory.who("Cy  Roe") == directory.who("cy roe") == "cy-roe"
    assert directory.who("a-b@x.org") != directory.who("a.b@x.org") == "ann"
    assert directory.who("") == ""


@pytest.mark.parametrize(
    ("one", "other"),
    [("Müller", "Möller"), ("आशा", "ईशा"), ("कमल", "कमला"), ("Анна", "Ольга"), ("!", "?")],
)
def test_other_scripts(one: str, other: str) -> None:
    """Names of any script stay apart."""
    assert folded(one) != folded(other)


@given(st.text())
def test_folded_once(name: str) -> None:
    """What is folded stays as it is, and outer blanks and capitals of ASCII do not count."""
    once = folded(name)
    assert folded(once) == once
    assert folded(f"  {name}\n") == once
