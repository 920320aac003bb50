"""
One question a file: `derive` works the answer out as a frozen value, `lay_out` puts it on a page.

A report asks the register, knows the day it is told, and never prints.
"""

REPORTS = (
    "board",
    "entry",
    "inbox",
    "listing",
    "ranking",
    "search",
)
"""Every question the register answers; each module is loaded when it is asked."""
