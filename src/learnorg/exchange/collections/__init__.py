"""
Collections of other people's lessons: lists in Markdown, as the public ones of post-mortems.

`reading` takes a file; `blocks` finds the headings, paragraphs, list items and rows of tables
in it, `wording` tells the words and links of each, `naming` what an item says of whose lesson
it is (`columns` does for rows), and `lessons` what comes of it all.
"""
