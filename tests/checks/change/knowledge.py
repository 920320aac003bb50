"""A review and two articles that tests of rules over changes stand on."""

REV = "REV-2611-b7kmqx"
KB = "KB-2611-x2wbcd"

POLICY = """
# path: learnorg.yaml
format: 1
authority: ada@example.org
"""

DRAFT = """
id: REV-2611-b7kmqx
title: Sign-in failed
type: problem
state: draft
dates:
  draft: 2026-11-02
raised: 2026-11-02
findings:
  - id: c7k
    what: Disk alarms are set by hand
    home: KB-2611-x2wbcd
+++
## What happened

The disk was full.

## Impact

Nobody could sign in.

## Why were we surprised?

The alarm was set for the primary alone.

## What went well

The hand-over.
"""

CLOSED = (
    DRAFT.replace("state: draft", "state: closed")
    .replace("  draft: 2026-11-02\n", "  draft: 2026-11-02\n  closed: 2026-11-10\n")
    .replace(
        "findings:\n",
        """\
times:
  started: 2026-11-01 09:12
timeline:
  - id: d7k
    at: 2026-11-01 09:12
    what: The disk was full
factors:
  - id: g7k
    what: The alarm was set for the primary alone
findings:
""",
    )
)

ARTICLE = """
id: KB-2611-x2wbcd
title: A full disk
type: fix
state: wip
dates:
  wip: 2026-11-02
owner: lea
raised: 2026-11-02
raised_by: ben
+++
## Issue

Sign-in fails.

## Resolution

Empty the log.
"""

VALIDATED = ARTICLE.replace("state: wip", "state: validated").replace(
    "owner:", "validation:\n  by: ben\n  on: 2026-11-10\nowner:"
)

PEOPLE = """
id: lea
title: Lea
emails: lea@example.org
---
id: ben
title: Ben
emails: ben@example.org
---
id: ada
title: Ada
emails: ada@example.org
"""


def whole(block: str) -> str:
    """A file's text, its head marked off."""
    head, _, body = block.lstrip("\n").partition("+++\n")
    return f"---\n{head}---\n\n{body}"
