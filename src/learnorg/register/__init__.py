"""
Every record together: read and indexed, looked up, linked, queried and changed.

A register is a folder with `learnorg.yaml` in it. Reading goes through the index, a cache
that is verified against the files each time; changing goes through one writer, which takes
a `Change` made by pure functions. Nothing here prints or asks.
"""
