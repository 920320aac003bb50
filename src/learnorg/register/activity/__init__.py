"""
The activity log: that knowledge was used, flagged, fixed, validated, thanked for or voted on.

Each clone appends to files of its own, one line an event, so that no two ever write one file.
It is no surveillance: an event has a day and no time, and names a team; a person only where
policy allows it and that person has said so. What git keeps besides is git's: who committed
a line, and when.

An `event` becomes a `line`, which stands in its `place`; `clone` tells the files of two clones
apart, `appending` writes, `log` keeps what was read, and `uses` answers.
"""

from learnorg.register.activity.event import VERBS, Event, event
from learnorg.register.activity.uses import Uses, ahead, events, faults, open_flags, totals

__all__ = ["VERBS", "Event", "Uses", "ahead", "event", "events", "faults", "open_flags", "totals"]
