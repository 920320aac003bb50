import json
from collections.abc import Callable

from commandline import Learnorg
from learnorg.page import Text
from learnorg.register.register import Register
from learnorg.render.terminal import show
from learnorg.reports.lessons import derive, lay_out
from registers import TODAY
from reports.reviewed import RECORDS
from rules import upon

Expected = Callable[[str, str], None]


@upon(RECORDS)
def test_what_is_known(register: Register) -> None:
    """Everything about the service, each in its section, the gravest first."""
    found = derive(register, "payments", TODAY)
    assert [one.identity for one in found.errors] == ["KB-2510-000001"]
    assert [[r.identity for r in one.reviews] for one in found.again] == [
        ["REV-2610-000003", "REV-2509-000001"],
        ["REV-2610-000003", "REV-2604-000002"],
    ]
    named = [f"{one.review.identity}#{one.finding.id}" for one in found.findings]
    assert named == ["REV-2610-000003#d2x", "REV-2610-000003#d1x", "REV-2610-000004#d1x"]
    assert [(one.identity, one.banner[:4]) for one in found.articles] == [
        ("KB-2510-000003", "neit")
    ]
    assert [one.identity for one in found.work] == ["IMP-2610-000002", "IMP-2610-000003"]
    assert [one.identity for one in found.outside] == ["REV-2601-000006"]
    assert [one.finding.id for one in found.settled] == ["d1x", "d2x"]
    assert found.reviews == 3


@upon(RECORDS)
def test_page(register: Register, expected: Expected) -> None:
    """A page of it fits what somebody reads before a change."""
    page = lay_out(derive(register, "payments", TODAY), 2)
    expected("lessons.txt", "\n".join(show(page, 80, False).splitlines()) + "\n")
    assert Text("and 1 more; --limit 0 shows all", "quiet") in page.blocks


@upon(RECORDS)
def test_nothing(register: Register) -> None:
    """Of a service that nobody has written of, that is said."""
    assert lay_out(derive(register, "payroll", TODAY)).blocks == (
        Text("Nothing is known of it yet: no review, no article, no improvement.", "quiet"),
    )


@upon(RECORDS)
def test_command(learnorg: Learnorg) -> None:
    """A service may be named without `about`, in any case; one there is not is refused."""
    bare = learnorg("lessons", "Payments", "--format", "json")
    data = json.loads(bare.out)
    assert data["kind"] == "lessons"
    assert [one["id"] for one in data["data"]["improvements"]] == [
        "IMP-2610-000002", "IMP-2610-000003",
    ]  # fmt: skip
    assert data["data"]["settled_findings"][0]["homes"][0]["told"] == "shown to work"
    assert learnorg("lessons", "about", "payments", "--format", "json").out == bare.out
    ran = learnorg("lessons", "paymnts")
    assert (ran.code, ran.out) == (3, "")
    assert "Did you mean 'payments'?" in ran.err


def test_a_service_called_like_a_command(learnorg: Learnorg) -> None:
    """
    A service that is called like a command is reached by `about`.
    ---
    # path: learnorg.yaml
    format: 1
    services: [list]
    """
    assert learnorg("lessons", "about", "list").out.startswith("Before a change to list")
    assert learnorg("lessons", "list").out == "id\tanswer\tapplied\tdays\tof\ttitle\n"
