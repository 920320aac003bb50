"""Phrases: what each sign finds, and which are refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learnorg.methods.phrases import LONGEST, BadPhrase, finder, pattern

LISTS = {"person": ["engineer", "team member", "she"], "none": []}

FOUND = [
    ("error", "an error occurred", "error"),
    ("error", "an error.", "error"),
    ("error|mistake", "a mistake", "mistake"),
    ("forg*", "she forgets it", "forgets"),
    ("*ed", "it was renewed", "renewed"),
    ("the * error", "the human-made error", "the human-made error"),
    ("should (not) have", "we should not have", "should not have"),
    ("should (not) have", "we should have", "should have"),
    ("(very) careful", "be very careful", "very careful"),
    ("<person> forgot", "a team\nmember forgot", "team\nmember forgot"),
    ("<person>|he forgot", "he forgot", "he forgot"),
    ("cause ... was", "the cause was it", "cause was"),
    ("cause ... was", "the cause of last night was it", "cause of last night was"),
    ("don't", "don’t", "don’t"),
    ("we should", "we, should", "we, should"),
    ("clearly ,", "clearly, it", "clearly"),
    ("^ remind", "remind all", "remind"),
    ("improve ... $", "improve the page.", "improve the page."),
    ("n/a", "n/a", "n/a"),
]


@pytest.mark.parametrize(("phrase", "text", "words"), FOUND)
def test_found(phrase: str, text: str, words: str) -> None:
    """Each sign finds what it says."""
    found = finder([phrase], LISTS).search(text)
    assert found is not None
    assert found[0] == words


NOT_FOUND = [
    ("error", "errors"),
    ("error", "error-prone"),
    ("error", "non-error"),
    ("human error", "human. error"),
    ("human error", "humanerror"),
    ("forg*", "he has unforgotten"),
    ("cause ... was", "the cause of the second outage was it"),
    ("clearly ,", "clearly it"),
    ("^ remind", "we remind all"),
    ("improve ... $", "improve the page so that it loads"),
    ("improve ... $", "improve \ufffc"),
    ("<person> forgot", "the member forgot"),
    ("a (b) c", "a b b c"),
]


@pytest.mark.parametrize(("phrase", "text"), NOT_FOUND)
def test_not_found(phrase: str, text: str) -> None:
    """No sign finds more than it says."""
    assert finder([phrase], LISTS).search(text) is None


def test_case() -> None:
    """Phrases are for text in lower case, unless case is to count."""
    assert finder(["An Error"], {}).search("an error")
    assert finder(["<Who> erred"], {"Who": ["She"]}).search("she erred")
    assert not finder(["Sie"], {}, ignorecase=False).search("sie")
    assert finder(["Sie"], {}, ignorecase=False).search("Sie")


REFUSED = [
    ("", "no word that is to be there"),
    ("^ $", "no word that is to be there"),
    ("(perhaps) ...", "no word that is to be there"),
    ("... error", "begins with '...'"),
    (", error", "begins with ','"),
    ("a ^ b", "'^' is neither a word nor a sign"),
    ("(?:a+)+b", "brackets stand around one piece"),
    ("(a b) c", "'(a': brackets stand around one piece"),
    ("a.b", "'a.b' is neither a word nor a sign"),
    ("a|", "'' is neither a word nor a sign"),
    ("f*r", "'f*r' is neither a word nor a sign"),
    ("<persn> erred", "there is no list 'persn'. Did you mean 'person'?"),
    ("<none> erred", "the list 'none' is empty"),
    ("a " * 13, "it has 13 pieces; 12 are the most"),
    ("a (b) (c) (d) ... ... e", "more than 4 pieces that may be missing"),
    ("a" * (LONGEST + 1), "it is longer than 500 characters"),
]


@pytest.mark.parametrize(("phrase", "told"), REFUSED)
def test_refused(phrase: str, told: str) -> None:
    """A phrase that means nothing, or would take long to look for, is refused."""
    with pytest.raises(BadPhrase) as wrong:
        pattern(phrase, LISTS)
    assert told in str(wrong.value)


signs = st.sampled_from(
    ["a", "b*", "*c", "*", "(a)", "...", "<person>", "a|b", ",", "^", "$", "(", "+"]
)


@given(st.lists(signs, max_size=14).map(" ".join))
def test_any(phrase: str) -> None:
    """Any phrase is refused or can be looked for, and never finds nothing at all."""
    try:
        found = finder([phrase], LISTS)
    except BadPhrase:
        return
    assert all(one[0] for one in found.finditer("a b bb ac, she a. a b a b"))
