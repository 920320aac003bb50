import json

from commandline import Learnorg
from reports.reviewed import RECORDS
from rules import upon


@upon(RECORDS)
def test_list(learnorg: Learnorg) -> None:
    """What waits for an answer comes first, the oldest of it; what is closed only when asked."""
    rows = [line.split("\t") for line in learnorg("lessons", "list").out.splitlines()]
    assert rows == [
        ["id", "answer", "applied", "days", "of", "title"],
        ["REV-2608-000007", "ask", "no", "100", "Harbour Books", "A bookshop loses its keys"],
        ["REV-2609-000008", "not triaged", "no", "60", "Oven and Sons", "A baker runs out of time"],
        ["REV-2601-000006", "applies", "yes", "316", "Uplands Railway", "A railway rehearses"],
        ["REV-2611-00000b", "applies", "no", "10", "Airport", "An airport applies and waits"],
    ]
    everything = learnorg("lessons", "list", "--all").out.splitlines()
    assert len(everything) == 6
    assert "does-not-apply" in everything[-2]


@upon(RECORDS)
def test_query(learnorg: Learnorg) -> None:
    """A query narrows it down; JSON has source and licence, too."""
    data = json.loads(learnorg("lessons", "list", "railway", "--format", "json").out)
    assert data["kind"] == "lesson-list"
    [one] = data["data"]
    assert (one["source"], one["licence"], one["age_days"], one["applied"]) == (
        "https://example.org/a", "CC BY 4.0", 316, True,
    )  # fmt: skip
    assert learnorg("lessons", "list", "Crane", "-q").code == 2
    assert len(learnorg("lessons", "list", "--limit", "1").out.splitlines()) == 2
