"""Reviews with what came of them, at every stage of the loop, and what was done with articles."""

from reports.known import numbered

STOPPED, LATE, LABELS, THEIRS = (
    "REV-2610-r1xbcd", "REV-2611-r2xbcd", "REV-2611-r3xbcd", "REV-2611-r4xbcd",
)  # fmt: skip
WORKED, DECLINED, FAILED, RUNNING, DELIVERED, NEW = (
    "IMP-2610-m1xbcd", "IMP-2610-m2xbcd", "IMP-2610-m3xbcd", "IMP-2610-m4xbcd",
    "IMP-2610-m5xbcd", "IMP-2611-m6xbcd",
)  # fmt: skip
ALARMS, HEAT, RACKS, MAIL = (
    "KB-2610-k1xbcd", "KB-2611-k2xbcd", "KB-2611-k3xbcd", "KB-2611-k4xbcd",
)  # fmt: skip

RECORDS = """
# path: learnorg.yaml
services: [shop, mail, payroll]
---
id: REV-2610-r1xbcd
title: The shop stopped
type: post-mortem
state: closed
dates: {draft: 2026-10-01, in-review: 2026-10-03, reviewed: 2026-10-06, closed: 2026-10-08}
owner: lea
team: Platform
raised: 2026-10-01
services: [shop]
times: {started: 2026-10-01 09:00, detected: 2026-10-01 09:12, resolved: 2026-10-01 10:05}
factors:
  - {id: f1x, what: The alarm was set for the primary disk alone, category: detection}
  - {id: f2x, what: Nobody had rehearsed the failover}
findings:
  - {id: b1k, what: Alarms are set by hand, severity: 2, home: IMP-2610-m1xbcd}
  - {id: b2k, what: The standby is smaller, home: IMP-2610-m2xbcd}
  - {id: b3k, what: The old cluster is slow., no_action: It goes in January.}
  - {id: b4k, what: The supplier was late, home: [servicenow:CHG0000001]}
  - {id: b5k, what: Few know how alarms are set, home: [KB-2610-k1xbcd]}
  - {id: b6k, what: Logs are rotated too late, home: [IMP-2610-m3xbcd]}
---
id: REV-2611-r2xbcd
title: Mail was late
type: post-mortem
state: reviewed
dates: {draft: 2026-11-01, in-review: 2026-11-02, reviewed: 2026-11-05}
team: Service desk
raised: 2026-11-01
services: [mail]
factors:
  - {id: g1x, what: A queue had no limit}
---
id: REV-2611-r3xbcd
title: No labels for an hour
type: problem
state: in-review
dates: {draft: 2026-11-12, in-review: 2026-11-13}
owner: bo
raised: 2026-11-12
services: [shop]
factors:
  - {id: h1x, what: The alarm was set for the primary disk alone, category: detection}
findings:
  - {id: c1k, what: Labels need a second printer}
  - {id: c2k, what: Tape runs out unseen, home: [KB-2611-zzzzzz]}
---
id: REV-2611-r4xbcd
title: A railway rehearses
type: outside-lesson
state: draft
raised: 2026-11-20
outside: {organisation: A railway}
---
id: IMP-2610-m1xbcd
title: Alarms from the host list
state: closed
dates: {proposed: 2026-10-07, in-progress: 2026-10-10, closed: 2026-11-01}
owner: lea
raised: 2026-10-07
services: [shop]
outcome: {result: achieved, evidence: All have one.}
---
id: IMP-2610-m2xbcd
title: A larger standby
state: declined
dates: {proposed: 2026-10-07, declined: 2026-10-20}
raised: 2026-10-07
---
id: IMP-2610-m3xbcd
title: Rotate the logs daily
state: closed
dates: {proposed: 2026-10-07, in-progress: 2026-10-10, closed: 2026-11-12}
team: Platform
raised: 2026-10-07
outcome: {result: not-achieved}
---
id: IMP-2610-m4xbcd
title: Rehearse the failover
state: in-progress
dates: {proposed: 2026-10-07, in-progress: 2026-10-10}
owner: lea
due: 2026-11-20
raised: 2026-10-07
links: [{rel: raised-from, to: REV-2610-r1xbcd}]
---
id: IMP-2610-m5xbcd
title: Watch the standby
state: closed
dates: {proposed: 2026-10-07, closed: 2026-11-10}
owner: lea
raised: 2026-10-07
source: {type: major-incident-review, ref: REV-2610-r1xbcd#b1k}
outcome: {result: delivered}
---
id: IMP-2611-m6xbcd
title: Tell the supplier sooner
state: proposed
raised: 2026-11-15
links: [{rel: raised-from, to: REV-2610-r1xbcd#b4k}]
---
id: IMP-2611-m7xbcd
title: Nothing of the loop
state: proposed
raised: 2026-11-15
services: [shop]
---
id: KB-2610-k1xbcd
title: How alarms are set
type: how-to
state: validated
dates: {wip: 2026-10-08, validated: 2026-10-20}
owner: lea
raised: 2026-10-08
services: [shop]
validation: {by: bo, on: 2026-10-20}
---
id: KB-2611-k2xbcd
title: What heat does to labels
type: lesson
state: wip
dates: {wip: 2026-11-18}
team: Warehouse
raised: 2026-11-18
links: [{rel: learned-from, to: REV-2610-r1xbcd}]
---
id: KB-2611-k3xbcd
title: Which racks are whose
type: reference
state: validated
dates: {wip: 2026-11-10, validated: 2026-11-12}
raised: 2026-11-10
validation: {by: bo, on: 2026-11-12}
---
id: KB-2611-k4xbcd
title: Mail says 452
type: fix
state: not-validated
dates: {wip: 2026-11-13, not-validated: 2026-11-14}
owner: bo
raised: 2026-11-13
services: [mail]
---
id: KB-2601-k5xbcd
title: Of old
type: fix
state: archived
raised: 2026-01-02
"""

DONE = (
    numbered(1, "used", ALARMS, "2026-10-25", context={"for": "servicenow:INC0000001"}),
    numbered(2, "flagged", ALARMS, "2026-10-26", result={"text": "the path is old"}),
    numbered(3, "fixed", ALARMS, "2026-10-30", context={"answers": [f"{2:012}"]}),
    numbered(4, "used", ALARMS, "2026-11-02", context={"for": LABELS}),
    numbered(5, "used", ALARMS, "2026-11-03", context={"own": True}),
    numbered(6, "flagged", ALARMS, "2026-11-10", result={"text": "step 3 fails"}),
)  # fmt: skip
"""What was done with the articles this autumn."""


def over(claim: str) -> str:
    """A test's docstring: its claim, and the records."""
    return f"{claim}\n---\n{RECORDS.lstrip()}"
