"""Recognises a row of sums (`I alt`, `Sum`), which would count the amounts of a file twice: it is set apart, never added.

It is known by its word, in a column that the amounts are summed by; or, where it has none, by naming nothing and having for its amount
just what the file's other rows come to, in all or for its year or period.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lisanalysis.sources.text import WHOLE_ROW
from lisanalysis.tables import Column, Table

if TYPE_CHECKING:
    import duckdb

TOTAL_ROW = "Rækken ligner en sumrække (fx I alt) og ville tælle beløbene to gange."
_WORDS = ("i alt", "ialt", "sum", "total", "samlet", "hovedtotal", "subtotal", "sum i alt", "total i alt")
_TIME = ("aar", "periode", "heltal", "dato")
_SUMMED_BY = ("konto", "paragraf", "dato", "periode")


def tells(table: Table, column: Column) -> bool:
    """Whether a word like `I alt` in the column tells a row of sums: where the table's amounts are summed by it."""
    return table.beloeb is not None and (column.navn in table.noegle or column.type in _SUMMED_BY)


def is_word(text: str) -> bool:
    """Whether the text is such a word."""
    return text.lower().rstrip(" .:") in _WORDS


def word_sql(cell: str) -> str:
    """SQL that says whether a cell is such a word, as a look-up of the whole text: it is asked of every row."""
    spelled = [form(word) + end for word in _WORDS for form in (str.lower, str.upper, str.capitalize) for end in ("", ":")]
    return f"{cell} IN ({', '.join(map(repr, spelled))})"


def mark(con: duckdb.DuckDBPyConnection, table: Table, leverance_id: str) -> None:
    """Give the delivery's rows without a word the reason in `_problem`."""
    what = [k for k in map(table.__getitem__, table.noegle) if k.type not in _TIME]
    if not table.beloeb or not what or any(k.paakraevet for k in what):
        return
    when = ", ".join(k.navn for k in map(table.__getitem__, table.noegle) if k.type in _TIME)
    bare = f"coalesce({', '.join(f'{k.navn}::VARCHAR' for k in what)}) IS NULL"
    others = f"FROM lager.{table.navn} WHERE leverance_id = $id AND _problem IS NULL AND NOT ({bare})"
    con.execute(
        f"UPDATE lager.{table.navn} SET _problem = $why WHERE leverance_id = $id AND {bare} AND _problem IS NULL AND {table.beloeb} <> 0 "
        f"AND {table.beloeb} IN (SELECT sum({table.beloeb}) {others} GROUP BY GROUPING SETS (({when}), ()) HAVING count(*) > 1)",
        {"id": leverance_id, "why": f"{WHOLE_ROW}{chr(31)}{TOTAL_ROW}"},
    )
