"""Five improvements for what is asked about rankings, four of them open."""

from cli.test_prioritize import REGISTER
from learnorg.register.query import Query, parse

QUERY: Query = parse((), "improvement")
RECORDS = REGISTER.partition("---\n")[2]


def over(claim: str) -> str:
    """A test's docstring: its claim, and the records."""
    return f"{claim}\n---\n{RECORDS}"
