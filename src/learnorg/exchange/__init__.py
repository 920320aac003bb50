"""
Other tools' formats, in and out.

`readers` turns a file or a folder into rows, whatever its format. `maps` says which column
means what; `translate` applies one to a row, and `plan` decides what becomes of every row
against what the register already holds. `suggest` writes a first map. `exports` takes
records out again, and `own` brings such an export back. Nothing here writes a record: a plan
is a value that the command line shows or has written.

A spreadsheet of ours goes both ways, which is the matter of `spreadsheet`.
"""
