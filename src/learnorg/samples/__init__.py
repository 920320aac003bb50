"""
The sample organisation: a register of any size, in a git repository of its own.

`organisation` reads who there is and which stories there are (`templates/demo`); `cast`
chooses the stories that a register tells, when each was raised and under which identity;
`course` lays a story's moves out over working days; `story` turns them into a record that
grows with each move; `guesses` makes up what was estimated before it was put right;
`chronicle` brings all stories into the order of time; `history` writes them as git
commits; `sample` does it all. The same seed, size and day give the
same bytes and the same commits.

What the organisation learned stands in `tales`: `almanac` settles when each takes place among
the improvements, `reviews`, `articles` and `catalogue` tell them in `turns`, and `learning`
brings those into one order, the activity log with them. `volume` makes up any number of
articles and reviews, for measuring.
"""
