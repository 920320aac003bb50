"""
Bytes become plain data, and plain data becomes bytes.

`loader` reads a file into text with a place for every word and refuses what a
stranger could hide in it; `emitter` writes a new record, and `fmt`'s canonical
form of an old one; `splice` changes the lines that an edit means and no others.
Nothing here knows what a record is: every value is text until a kind says more.
"""
