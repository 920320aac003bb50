import pytest
from hypothesis import given
from hypothesis import strategies as st

from learnorg.kinds.article import SECTIONS, TYPES
from learnorg.kinds.sections import section, sections, with_words
from learnorg.register.learned import UNDER, NothingToLearnFrom, Story, contained, story
from learnorg.register.register import Register

REVIEW = """
    ---
    id: REV-2611-7k3mqx
    title: Sign-in down for an hour
    type: {type}
    state: draft
    raised: 2026-11-10
    findings:
      - {{id: c7k, what: "{what}"}}
    +++
    ## {heading}

    It failed.

    It came back.
"""


def put(register: Register, text: str) -> Register:
    """The register with one more review."""
    head, body = text.replace("\n    ", "\n").removeprefix("\n---\n").split("+++\n")
    path = register.root / "register/reviews/2026/11/REV-2611-7k3mqx.md"
    path.parent.mkdir(parents=True)
    path.write_text(f"---\n{head}---\n\n{body}", encoding="utf-8")
    return Register.open(register.root)


@pytest.mark.parametrize("of_type", TYPES)
def test_under_headings_that_there_are(of_type: str) -> None:
    """What is taken over stands under headings of the type's own template."""
    assert set(UNDER[of_type].values()) <= set(SECTIONS[of_type])


@pytest.mark.parametrize(
    ("of_type", "heading"),
    [
        ("post-mortem", "What happened"),
        ("outside-lesson", "What happened there"),
        ("audit", "What we found"),
    ],
)
def test_what_happened(register: Register, of_type: str, heading: str) -> None:
    """Each type of review tells what happened under a heading of its own; it is taken in short."""
    there = put(register, REVIEW.format(type=of_type, heading=heading, what="It failed."))
    assert story(there, "7k3").parts["happened"] == "It failed."
    there.index.close()


@pytest.mark.parametrize(
    ("what", "title"),
    [
        ("Alarms are set by hand.", "Alarms are set by hand"),
        ("Version 1.2 fails, e.g. on Mondays", "Version 1.2 fails, e.g. on Mondays"),
        ("Alarms are set by hand. " + "So they differ. " * 9, "Alarms are set by hand"),
        ("Alarms " * 40, f"{'Alarms ' * 17}…".replace(" …", "…")),
    ],
)
def test_title(register: Register, what: str, title: str) -> None:
    """A finding's title is its words, in a line and not too long."""
    there = put(register, REVIEW.format(type="audit", heading="What we found", what=what.strip()))
    assert story(there, "7k3#c7k").title == title
    there.index.close()


def test_nothing_to_tell(register: Register) -> None:
    """
    A bare improvement gives its title, and no words; a person gives nothing at all.
    ---
    id: IMP-2611-7k3mqx
    title: Shorter hand-over
    state: proposed
    raised: 2026-11-02
    measures:
      - name: Minutes
    outcome: {evidence: ""}
    ---
    id: lea
    title: Lea
    state: active
    """
    told = story(register, "7k3")
    assert (told.title, told.to, told.parts) == ("Shorter hand-over", "IMP-2611-7k3mqx", {})
    assert told.words("fix", (), ()) == {}
    assert told.placed("KB-2611-7k3mqx") == ()
    with pytest.raises(NothingToLearnFrom):
        story(register, "lea")


LINES = st.lists(
    st.sampled_from(
        ["## Issue", "# A", "## ", "##b", "```", "~~~~ sh", "~~~~", "<!--", "-->", "x", ""]
    )
    | st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp")))
)
TEXTS = LINES.map(lambda lines: contained("\n".join(lines).strip()))


@given(
    st.dictionaries(st.sampled_from(["happened", "cause", "learned", "shown"]), TEXTS),
    st.sampled_from(TYPES),
)
def test_sections_stay(parts: dict[str, str], of_type: str) -> None:
    """Whatever is taken over, each of a type's sections is there once, and nothing is lost."""
    said = Story("IMP-2611-7k3mqx", "T", (), (), parts).words(of_type, (), ())
    body = "".join(f"## {heading}\n\n<!-- ask -->\n\n" for heading in SECTIONS[of_type])
    after = with_words(body, said)
    assert [one.heading for one in sections(after)] == list(SECTIONS[of_type])
    for part, text in parts.items():
        found = section(after, UNDER[of_type][part])
        assert found is not None
        assert text.strip() in found.text


@given(LINES)
def test_contained(lines: list[str]) -> None:
    """Only headings and an end that is missing are changed of a text, and that once."""
    text = "\n".join(lines)
    kept = contained(text)
    assert contained(kept) == kept
    assert kept.replace("#", "").startswith(text.replace("#", ""))
