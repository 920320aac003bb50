"""
What finished improvements came to: the parts of the report of achievements, one a file.

A window of time, what one finished improvement has to tell, how many ended how, and what
they brought.
"""
