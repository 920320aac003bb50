"""
Timelines from elsewhere, for reviews.

`reading` takes a file of any form that is known: a sheet of moments (`sheet`), or the messages
of a Slack channel (`slack`, with `markup` and `places`). `clocks` tells what a clock elsewhere
showed, `people` keeps names out, `entries` says what comes of it all, and `merging` joins it
with what a review has already. What is left out is counted, what cannot be read is told with
its line.
"""
