"""
One question a file: `derive` works the answer out as a frozen value, `lay_out` puts it on a page.

A report asks the register, knows the day it is told, and never prints.
"""

REPORTS = (
    "achievements",
    "ageing",
    "audit",
    "blame",
    "board",
    "capacity",
    "contrast",
    "due",
    "entry",
    "explanation",
    "flow",
    "forecast",
    "frames",
    "inbox",
    "listing",
    "minutes",
    "plans",
    "quadrants",
    "ranking",
    "reranking",
    "roles",
    "search",
    "similar",
    "sources",
    "stability",
    "steps",
    "stuck",
    "trail",
)
"""Every question the register answers; each module is loaded when it is asked."""
