"""
What a register's meeting speaks of: the parts of its minutes, one a file.

What changed since the last one, what is late, and what is to be decided.
"""
