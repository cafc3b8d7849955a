"""One module per question, with the same stem as its notebook, its parameter files, its report and its test.

A module declares `Parametre` (a strict pydantic model), `ANALYSE` (who asks what, and which tables it needs) and
`analyse(data, parametre) -> Result`.
"""
