"""The words of the social area as small exact values: CPR, account, paragraph, municipality, period, date and money.

Floor 0 and standard library only. Each module reads one kind of word with `laes` (paragraphs with `noegle`) and refuses with a
`Ordfejl` that names the reason and never the value, so callers may count and show reasons freely.
"""
