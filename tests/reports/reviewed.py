"""Reviews of two years, for the reports about them."""

RECORDS = """
# path: learnorg.yaml
format: 1
services: [payments, mail, payroll]
---
id: REV-2509-000001
title: Payments down on a Saturday
type: major-incident
severity: 1
state: closed
dates: {draft: 2025-09-29, closed: 2025-10-16}
raised: 2025-09-29
services: [payments]
times: {started: '2025-09-27 14:00', detected: '2025-09-27 14:20', resolved: '2025-09-27 16:00'}
factors:
  - id: f1x
    what: The reminder that the certificate would run out went to a mailbox nobody reads
    category: detection
  - id: f2x
    what: The list of certificates was kept by hand
    category: documentation
findings:
  - id: d1x
    what: Certificates are to renew by themselves
    severity: 1
    factors: [f1x]
    home: IMP-2510-000001
  - id: d2x
    what: The screen tells more than the name
    home: KB-2510-000001
---
id: REV-2604-000002
title: Mail stood still
type: post-mortem
severity: 2
state: closed
dates: {draft: 2026-04-07, closed: 2026-05-07}
raised: 2026-04-07
services: [mail]
times: {started: '2026-04-06 08:00', detected: '2026-04-06 09:00', mitigated: '2026-04-06 09:30',
  resolved: '2026-04-06 11:00'}
factors:
  - {id: f1x, what: 'The disk alarm was the mean of all hosts', category: detection}
  - {id: f2x, what: 'No alarm was set for the queue', category: Detection}
  - {id: f3x, what: Nobody had rehearsed the failover}
findings:
  - {id: d1x, what: Rehearse it, severity: 3, no_action: it goes in June}
---
id: REV-2610-000003
title: No labels for a morning
type: post-mortem
severity: 2
state: in-review
raised: 2026-10-11
services: [deliveries, payments]
times: {started: '2026-10-10 06:00', detected: '2026-10-10 06:12', mitigated: '2026-10-10 08:50',
  resolved: '2026-10-10 10:25'}
factors:
  - id: f1x
    what: The reminder that the signing key would run out went to a mailbox nobody reads
    category: detection
  - {id: f2x, what: The failover had never been rehearsed}
findings:
  - {id: d1x, what: Keys are to be known, severity: 2}
  - {id: d2x, what: Packers are to hear of it, severity: 1, home: IMP-2610-000002}
---
id: REV-2610-000004
title: A quiet weekend
type: success
state: reviewed
raised: 2026-10-27
services: [payments]
factors: [{id: f1x, what: A cable was pulled on purpose, category: knowledge}]
findings: [{id: d1x, what: Pull it again, home: KB-2610-000002}]
---
id: REV-2611-000005
title: An audit that named no factor
type: audit
state: draft
raised: 2026-11-02
---
id: REV-2601-000006
title: A railway rehearses
type: outside-lesson
state: in-review
raised: 2026-01-10
services: [payments]
outside: {organisation: Uplands Railway, source: 'https://example.org/a', licence: CC BY 4.0}
verdict: {answer: applies, because: Ours are as rare, by: ada, on: 2026-01-12}
findings: [{id: d1x, what: Rehearse, home: IMP-2510-000001}]
---
id: REV-2608-000007
title: A bookshop loses its keys
type: outside-lesson
state: in-review
raised: 2026-08-14
services: [payments]
outside: {organisation: Harbour Books}
verdict: {answer: ask, because: who holds the second key?}
---
id: REV-2609-000008
title: A baker runs out of time
type: outside-lesson
state: draft
raised: 2026-09-23
outside: {organisation: Oven and Sons}
---
id: REV-2609-000009
title: A harbour has one crane
type: outside-lesson
state: closed
dates: {closed: 2026-09-25}
raised: 2026-09-23
outside: {organisation: Crane and Sons}
verdict: {answer: does-not-apply, because: we have none}
---
id: REV-2611-00000b
title: An airport applies and waits
type: outside-lesson
state: draft
raised: 2026-11-12
services: [mail]
outside: {organisation: Airport}
verdict: {answer: applies}
---
id: IMP-2510-000001
title: Renew certificates
state: closed
dates: {closed: 2026-02-02}
raised: 2025-10-02
services: [payments]
outcome: {result: achieved}
---
id: IMP-2610-000002
title: Tell packers at once
state: in-progress
raised: 2026-10-12
owner: warehouse
due: 2026-11-12
services: [payments, deliveries]
---
id: IMP-2610-000003
title: Self-checkout
state: proposed
raised: 2026-10-14
services: [payments]
---
id: KB-2510-000001
title: Card refused
type: fix
state: validated
dates: {validated: 2026-11-02}
raised: 2025-10-02
services: [payments]
---
id: KB-2510-000003
title: Limits on tries
type: reference
state: validated
dates: {validated: 2025-11-02}
raised: 2025-10-03
services: [payments]
---
id: KB-2610-000002
title: Pull the plug
type: lesson
state: not-validated
raised: 2026-10-02
services: [payments]
"""
