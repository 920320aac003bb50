"""
The register as a spreadsheet, out and back.

`workbook` writes it, its columns, choices and `bases` (what it was made from) with it. When it
comes back, `opening` reads what it says, `origins` finds what it began from, `three_way` what
somebody wants by it, and `amending` carries that out on a record by the rules of any change;
`additions` are the new rows, and `amendments` is the plan of all of it.
"""
