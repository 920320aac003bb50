"""`find` as a person uses it: an error message pasted, a hole found and filled."""

import json
from shlex import split

from checkouts import Checkout
from cli.articles import KB, VALIDATED
from commandline import Learnorg
from learnorg.register.misses import misses
from learnorg.register.register import Register

REGISTER = f"""
    {VALIDATED.strip()}
    ---
    id: IMP-2611-g0nddd
    title: Sign-in without passwords
    state: proposed
    raised: 2026-11-02
"""


def test_pasted(learnorg: Learnorg, repo: Checkout) -> None:
    message = "[12:01:07] Fatal: sign-in fails (AADSTS50011: reply address 10.1.2.3)"
    ran = learnorg("find", message)
    assert ran.out.startswith("Nothing holds all of these words; nearest:\n")
    assert f"  {KB}  Sign-in fails with AADSTS50011  (article, validated)\n" in ran.out
    assert ran.err == ""
    told = json.loads(learnorg("find", message, "--format", "json").out)
    assert (told["nearest"], told["data"][0]["id"]) == (True, KB)
    assert learnorg("find", message, "-q").out == f"{KB}\n"


test_pasted.__doc__ = "A message from a screen finds its article." + REGISTER


def test_kind(learnorg: Learnorg, repo: Checkout) -> None:
    assert learnorg("find", "sign-in", "--kind", "article", "-q").out == f"{KB}\n"
    assert learnorg("find", "sign-in", "--kind", "articles", "-q").out == f"{KB}\n"
    assert learnorg("find", "sign-in", "kind:article", "-q").out == f"{KB}\n"
    assert learnorg("find", "sign-in", "--kind", "improvement", "-q").out == "IMP-2611-g0nddd\n"
    ran = learnorg("find", "sign-in", "--kind", "artcle")
    assert (ran.code, ran.out) == (2, "")
    assert "Did you mean 'article'?" in ran.err


test_kind.__doc__ = "Only one kind is searched where it is named." + REGISTER


def test_hole(learnorg: Learnorg, repo: Checkout) -> None:
    words = ("find", "Drawer won't open: E-33")
    ran = learnorg(*words)
    *_, command = ran.err.splitlines()
    assert json.loads(learnorg(*words, "--format", "json").out)["instead"] == command
    assert learnorg(*words, "-q").err == ""
    first, *rest = split(command)
    assert (first, learnorg(*rest).code) == ("learnorg", 0)
    assert "Drawer won't open: E-33  (article, wip)" in learnorg(*words).out


test_hole.__doc__ = "What is told where nothing is found fills the hole when it is run." + REGISTER


def test_like_options(learnorg: Learnorg, repo: Checkout) -> None:
    for text in ("-bash: sign-in fails: AADSTS50011", "--AADSTS50011:sign-in", "-o: sign-in"):
        ran = learnorg("find", text, "-q")
        assert (ran.code, ran.err) == (0, ""), text
        assert KB in ran.out, text
    assert "'-bash: what: not here'" in learnorg("find", "-bash: what: not here").out
    assert learnorg("find", "-q", "--", "-sign-in").out
    kept = repo.path.parent / "what I found.txt"
    assert learnorg("find", "sign-in", "-q", f"-o{kept}").code == 0
    assert kept.read_text(encoding="utf-8") == learnorg("find", "-aqL20", "sign-in").out
    for typo in ("--formatt", "-x", "--limt=3", "--qll"):
        ran = learnorg("find", "sign-in", typo)
        assert ran.code == 2, typo
        assert f"No such option: {typo.partition('=')[0]}" in ran.err
    assert "Invalid value for '--limit'" in learnorg("find", "sign-in", "--limit", "-b c").err


test_like_options.__doc__ = (
    "A text that begins like an option is text, and options are options." + REGISTER
)


def test_mistyped(learnorg: Learnorg, repo: Checkout) -> None:
    ran = learnorg("find", "stat:closed", "drawer")
    assert ran.err == "'stat' is no field to filter by. Did you mean 'state'?\n"


test_mistyped.__doc__ = "A filter that was mistyped is told, and no article proposed." + REGISTER


def test_misses(learnorg: Learnorg, repo: Checkout) -> None:
    learnorg("find", "drawer", "stuck")
    assert misses(Register.open(repo.path)) == []
    learnorg("config", "set", "search_misses", "true")
    for words in (["drawer", "stuck"], ["sign-in"], ["X2WB"], ["g0n"], ["sign-in", "AADSTS9"]):
        learnorg("find", *words)
    assert [one.words for one in misses(Register.open(repo.path))] == ["drawer stuck", "X2WB"]


test_misses.__doc__ = (
    "A search that found nothing is kept, if its user wishes so; a record's name is none."
    + REGISTER
)


def test_no_value(learnorg: Learnorg, repo: Checkout) -> None:
    """
    What is wrong is said of a value that compares nothing, and of filters without words.
    ---
    id: IMP-2611-g0nddd
    title: Sign-in without passwords
    state: proposed
    raised: 2026-11-02
    """
    ran = learnorg("find", "raised:>2026")
    assert "'>2026' is no value of 'raised'. Write raised:2026.., " in ran.err
    assert "Did you mean 'raised'" not in ran.err
    ran = learnorg("find", "state:proposed")
    assert (ran.code, ran.out) == (2, "")
    assert "there is no word to look for" in ran.err
    assert "`learnorg list` takes filters alone" in ran.err
