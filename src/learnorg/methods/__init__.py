"""
The field's formulas on plain numbers: no records, no files, no calendar but what is passed in.

Each function says what it computes, in which units, what it does with missing input, and
where the definition comes from.
"""
