"""Roles, articles and resources for what is asked about knowledge, and what was done with them."""

from typing import Any

from learnorg.register.activity.event import Event, line
from learnorg.register.register import Register
from registers import put

ACCOUNT, OUTLOOK, PRINTER, VPN, OLD = (
    "KB-2609-7k3mqx", "KB-2610-x2wbcd", "KB-2611-h0dbbb", "KB-2610-c10sdd", "KB-2601-r3vbbb",
)  # fmt: skip

RECORDS = """
# path: learnorg.yaml
teams: [Service desk, Platform]
knowledge: {unused_after: 30, review_every: 100}
---
# path: register/roles/desk-agent.yaml
id: desk-agent
title: Desk agent
team: Service desk
activities:
  - id: b0m
    do: Reset passwords
    needs:
      - id: jym
        topic: Unlock an account
        critical: true
        ways: [article]
        sources: [https://example.org/unlock]
        holders: [lea, Lea Braun, bo]
  - id: c4l
    do: Take calls
    needs:
      - id: gzh
        topic: Outlook asks for a password
        ways: article
        sources: [KB-2610-x2wbcd, KB-2611-h0dbbb, KB-2601-r3vbbb]
        holders: [lea, Service desk]
      - id: bjh
        topic: Speak with upset callers
        critical: true
        ways: [course, pairing]
        holders: [bo]
      - id: tpc
        topic: VPN sessions
        sources: [KB-2610-c10sdd, resource:vpn-course, resource:gone]
  - do: Watch alarms
---
# path: register/roles/clerk.yaml
id: clerk
title: Clerk
state: retired
activities: [{id: k1x, do: File, needs: [{id: k2x, topic: The archive}]}]
---
id: lea
title: Lea Braun
state: active
---
id: bo
title: Bo
state: left
---
# path: register/resources/vpn-course.yaml
id: vpn-course
title: A course on VPN
type: course
state: candidate
---
id: KB-2609-7k3mqx
title: Unlock an account in the directory
type: fix
state: validated
dates: {wip: 2026-09-02, validated: 2026-09-10}
team: Service desk
raised: 2026-09-02
validation: {by: lea, on: 2026-09-10}
links: [{rel: documents, to: role:desk-agent#jym}]
---
id: KB-2610-x2wbcd
title: Outlook asks for a password again and again
type: fix
state: validated
dates: {wip: 2026-10-02, validated: 2026-10-12}
owner: lea
team: Platform
raised: 2026-10-02
governance: compliance
validation: {by: bo, on: 2026-11-12}
---
id: KB-2611-h0dbbb
title: Printer says 0x0000011b
type: fix
state: wip
team: Service desk
raised: 2026-11-02
---
id: KB-2610-c10sdd
title: VPN drops after an hour
type: how-to
state: not-validated
raised: 2026-10-02
---
id: KB-2601-r3vbbb
title: Of old
type: fix
state: archived
raised: 2026-01-02
"""


def over(claim: str) -> str:
    """A test's docstring: its claim, and the records."""
    return f"{claim}\n---\n{RECORDS.lstrip()}"


def numbered(
    n: int, verb: str, of: str, on: str, by: str = "platform", **more: dict[str, Any]
) -> Event:
    """An event with a number for its id."""
    return Event(f"{n:012}", on, by, verb, of, more.get("result", {}), more.get("context", {}))


DONE = (
    numbered(1, "used", ACCOUNT, "2026-10-20"),
    numbered(2, "used", ACCOUNT, "2026-11-01", context={"for": "servicenow:INC1"}),
    numbered(3, "used", OUTLOOK, "2026-11-04", context={"own": True}),
    numbered(4, "flagged", ACCOUNT, "2026-11-05", result={"text": "step 3 fails"}),
    numbered(5, "flagged", OUTLOOK, "2026-11-06", result={"text": "old screenshots"}),
    numbered(6, "flagged", OUTLOOK, "2026-11-08", result={"text": "a step is missing"}),
    numbered(7, "fixed", OUTLOOK, "2026-11-10", context={"answers": [f"{5:012}", f"{6:012}"]}),
    numbered(8, "used", "resource:vpn-course", "2026-11-11"),
)
"""What was done with them this autumn."""


def done(register: Register, *events: Event) -> None:
    """Put events into the register's log."""
    months = {event.on[:7] for event in events}
    for month in months:
        text = b"".join(line(event) for event in events if event.on.startswith(month)).decode()
        put(register.root, f"register/activity/{month}/platform-bcdfgh12.jsonl", text)
