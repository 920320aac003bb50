"""
The ends of the loop of learning: what each review, article and improvement still waits for.

Something happens, it is examined, what was found lands somewhere, that is used, and use keeps it
true. An end is one thing at one of these stages, open or closed; each module yields those of its
kind.
"""
