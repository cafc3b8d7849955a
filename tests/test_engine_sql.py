"""Every expression of measures, rules and reconciliation: made of operations that all engines have, and right as T-SQL.

The T-SQL is compiled, never executed on a SQL Server. It is parsed, searched for what SQL Server 2016 lacks, read back, run on DuckDB to the
same rows, and kept under tests/golden/tsql. After a change that is meant, write the kept files anew:

    python tests/test_engine_sql.py
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

import ibis
import ibis.expr.operations as ops
import pytest
import tsql_udtryk
from afstem_koersel import PER, kommune
from afstem_prep import byg
from tegnet_felter import kommune as tegnede_felter
from tsql import Oversat, indvendinger

from lisanalysis.measures.feltgrupper import FELTER, feltgruppe
from lisanalysis.tables import Dataset

GOLDEN = Path(__file__).parent / "golden" / "tsql"
RETTES = "T-SQL'en er en anden end den, der er gemt. Er det meningen, så kør: python tests/test_engine_sql.py"
# Filter, columns, aggregates, joins, unions, CASE, row numbers and sums over rows, decimals and the plainest of texts and dates.
TILLADT = set("""
DatabaseTable InMemoryTable JoinTable JoinReference JoinLink JoinChain Field Filter Project DropColumns Aggregate Distinct Union Sort Limit SelfReference
Literal Cast Coalesce NullIf IsNull NotNull Equals NotEquals Less LessEqual Greater GreaterEqual And Or Not InValues Between
SearchedCase SimpleCase IfElse Add Subtract Multiply Divide FloorDivide Modulus Negate Abs
Sum Min Max Count CountStar CountDistinct WindowFunction WindowBoundary RowNumber SortKey Lag Lead
StringConcat Substring StrRight StringLength StringFind StringSQLLike StartsWith Uppercase ExtractYear ExtractMonth ExtractDay DateFromYMD DateDelta Alias
""".split())  # fmt: skip
_AABNE = {"FillNull", "DropNull"}  # Ibis' own words for Coalesce and a filter


def forbudte(udtryk: ibis.Table) -> list[str]:
    """Operations that are not on the list, floating numbers, and windows by value instead of by row."""
    fundet = set()
    for op in udtryk.op().find(ops.Node):
        if type(op).__name__ not in TILLADT | _AABNE:
            fundet.add(type(op).__name__)
        if isinstance(op, ops.Value) and op.dtype.is_floating() and not isinstance(op, ops.Literal):
            fundet.add("floating numbers")
        if isinstance(op, ops.WindowFunction) and op.how != "rows" and (op.start is not None or op.end is not None):
            fundet.add("a window by value")
        if isinstance(op, ops.Project | ops.Aggregate):
            fundet |= {f"the condition {n} as a column" for n, v in op.values.items() if v.dtype.is_boolean() and not isinstance(v, ops.Field | ops.Cast)}
    return sorted(fundet)


def efterproevet(navn: str, udtryk: ibis.Table, forbindelse: ibis.BaseBackend, vores: str | None = None) -> Oversat:
    """The expression as T-SQL, held to all that can be asked without a server."""
    assert forbudte(udtryk) == [], navn
    oversat = Oversat.af(udtryk)
    assert indvendinger(oversat.tekst) == [], navn
    assert oversat.uens(forbindelse, vores or ibis.to_sql(udtryk, dialect="duckdb")) == 0, navn
    return oversat


@pytest.mark.parametrize("navn", sorted(tsql_udtryk.maalenes_navne()))
def test_a_measure(navn: str, demo: Dataset) -> None:
    """On the made-up municipality. A new measure is entered in tests/tsql_udtryk.py."""
    oversat = efterproevet(navn, tsql_udtryk.maal(demo)[navn], demo.forbindelse)

    assert (GOLDEN / f"maal.{navn}.sql").read_text(encoding="utf-8") == oversat.fast, RETTES


@pytest.mark.parametrize("gruppe", FELTER)
def test_a_group_of_fields(gruppe: str) -> None:
    """Each as the trade has it."""
    data = tegnede_felter()
    oversat = efterproevet(gruppe, feltgruppe(data, gruppe), data.forbindelse)

    assert (GOLDEN / f"maal.{tsql_udtryk.FELTGRUPPE}.{gruppe}.sql").read_text(encoding="utf-8") == oversat.fast, RETTES


@pytest.mark.parametrize("navn", tsql_udtryk.regler())
def test_a_rule(navn: str) -> None:
    """On the example that it is drawn with: its finding rows to the last column."""
    data, fund, brud = tsql_udtryk.regel(tsql_udtryk.regler()[navn])
    efterproevet(navn, fund, data.forbindelse)

    assert (GOLDEN / f"regel.{navn}.sql").read_text(encoding="utf-8") == _samlet(brud), RETTES


def _samlet(brud: list[ibis.Table]) -> str:
    return ";\n\n".join(Oversat.af(t).fast for t in brud)


def test_the_reconciliation() -> None:
    """Every step of it on a municipality full of faults, against the table that the step itself left."""
    data = byg(per=PER, **kommune(3))
    aftryk = list(_aftryk(data))

    assert (GOLDEN / "afstemning.txt").read_text(encoding="utf-8").splitlines() == aftryk, RETTES


def _aftryk(data: Dataset) -> Iterator[str]:
    """Name, length and print of each step: the texts themselves are three quarters of a million letters."""
    for navn, udtryk, tabel in tsql_udtryk.afstemningen(data):
        fast = efterproevet(navn, udtryk, data.forbindelse, f"FROM {tabel.get_name()}").fast
        yield f"{navn} {len(fast)} {hashlib.sha256(fast.encode()).hexdigest()[:16]}"


@pytest.mark.parametrize(("sql", "grund"), [
    ("SELECT a = 1 AS b FROM t", "value"), ("SELECT a FROM t WHERE b", "condition"), ("SELECT DATETRUNC(month, a) FROM t", "2016"),
    ("SELECT a FROM t WHERE a IS NOT DISTINCT FROM b", "2016"), ("SELECT COALESCE(a = 1, b) FROM t", "value"),
    ("SELECT SUM(a) OVER (ORDER BY b RANGE BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) FROM t", "2016"), ("SELECT a FROM", "parse"),
    ("SELECT IIF(CASE WHEN a = 1 THEN 1 ELSE 0 END, 1, 0) AS b FROM t", "condition"), ("SELECT CASE WHEN a THEN 1 END AS b FROM t", "condition"),
])  # fmt: skip
def test_what_sql_server_would_refuse_is_refused(sql: str, grund: str) -> None:
    """The check finds what it is for."""
    assert any(grund in i for i in indvendinger(sql))


def test_ordinary_sql_passes() -> None:
    """And nothing else."""
    assert indvendinger("SELECT CASE WHEN a = 1 AND NOT (b IN (1)) THEN 'TRIM' ELSE [LEAST] END AS c FROM t WHERE (a = 1) OR a IS NULL") == []
    assert indvendinger("SELECT CASE a WHEN 1 THEN 2 END AS d FROM t") == []


def skriv() -> None:
    """Write the kept files anew, from the expressions as they are."""
    import tempfile

    from lisanalysis import sources
    from lisanalysis.settings import read_settings
    from lisanalysis.synthetic import skriv as udtraek

    GOLDEN.mkdir(parents=True, exist_ok=True)
    for fil in GOLDEN.iterdir():
        fil.unlink()
    with tempfile.TemporaryDirectory() as hjem:
        os.environ["LIS_HJEM"] = hjem
        udtraek(Path(hjem) / "demo" / "udtraek", indbyggere=1500)
        demo = sources.load(read_settings(Path(__file__).parent.parent / "parameters" / "demo"))
        for navn, udtryk in tsql_udtryk.maal(demo).items():
            (GOLDEN / f"maal.{navn}.sql").write_text(Oversat.af(udtryk).fast, encoding="utf-8")
        demo.forbindelse.disconnect()
    for gruppe in FELTER:
        (GOLDEN / f"maal.{tsql_udtryk.FELTGRUPPE}.{gruppe}.sql").write_text(Oversat.af(feltgruppe(tegnede_felter(), gruppe)).fast, encoding="utf-8")
    for navn, modul in tsql_udtryk.regler().items():
        (GOLDEN / f"regel.{navn}.sql").write_text(_samlet(tsql_udtryk.regel(modul)[2]), encoding="utf-8")
    (GOLDEN / "afstemning.txt").write_text("\n".join(_aftryk(byg(per=PER, **kommune(3)))) + "\n", encoding="utf-8")


if __name__ == "__main__":
    skriv()
