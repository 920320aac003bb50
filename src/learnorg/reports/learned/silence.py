"""Services of which nothing was examined, and nothing written or used, in some days."""

from learnorg.register.activity import events
from learnorg.register.register import Register
from learnorg.reports.outcomes.window import Window

SQL = """
SELECT t.value, r.id, r.raised, r.since, r.closed FROM terms t JOIN records r USING (n)
WHERE t.field = 'service' AND r.kind IN ('review', 'article') AND r.broken IS NULL
"""


def silent(register: Register, within: Window) -> list[str] | None:
    """
    The services of policy with no review and no article that moved, or was used, in a window.

    None where policy lists no services, so that nobody can tell.
    """
    if not register.policy.services:
        return None
    touched = {one.object for one in events(register) if one.on in within}
    heard = {
        service.casefold()
        for service, identity, *days in register.index.rows(SQL)
        if identity in touched or any(one in within for one in days)
    }
    return [one for one in register.policy.services if one.casefold() not in heard]
