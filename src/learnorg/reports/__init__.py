"""
One question a file: `derive` works the answer out as a frozen value, `lay_out` puts it on a page.

A report asks the register, knows the day it is told, and never prints.
"""

REPORTS = (
    "audit",
    "blame",
    "board",
    "contrast",
    "entry",
    "inbox",
    "listing",
    "ranking",
    "search",
    "trail",
)
"""Every question the register answers; each module is loaded when it is asked."""
