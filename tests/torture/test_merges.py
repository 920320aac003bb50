"""
A share of the campaign of merges that fits into every test run.

`make merges` fights the whole of it; MERGES and MERGES_SEED change this share.
"""

import os

from merges import campaign, table

MERGES = int(os.environ.get("MERGES", "500"))
SEED = int(os.environ.get("MERGES_SEED", "0"))


def test_two_people() -> None:
    """Nothing gets lost, and changes of different things that may stand together are merged."""
    tally = campaign(MERGES, SEED)
    print("\n".join(table(tally)))
    assert not tally.wrong, "\n".join(tally.wrong)
    assert tally.counts["merges"] > MERGES * 0.9
    # One in a hundred: a comment on what the other side took away, an owner taken from work begun.
    assert tally.counts["fields false"] <= tally.counts["apart"] / 100
