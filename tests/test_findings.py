from learnorg.findings import Finding, Level


def test_line() -> None:
    """A finding reads as editors and people expect it: where, how bad, what, by which rule."""
    finding = Finding("register/a.yaml", 3, 1, "unknown-key", "'titel' is no known key")
    assert str(finding) == "register/a.yaml:3:1: error: 'titel' is no known key [unknown-key]"


def test_order() -> None:
    """Findings sort by file and place; their level changes nothing."""
    first = Finding("a", 2, 1, "z", "m", Level.INFO)
    second = Finding("a", 10, 1, "a", "m", Level.ERROR)
    third = Finding("b", 1, 1, "a", "m", Level.ERROR)
    assert sorted([third, second, first]) == [first, second, third]


def test_levels() -> None:
    """A level is found again by the name it prints, and an error is the worst."""
    assert [Level.named(str(level)) for level in Level] == list(Level)
    assert max(Level) is Level.ERROR
