"""Expressions as T-SQL: compiled, held to what SQL Server 2016 knows, and read back to be run on DuckDB.

No SQL Server runs here. What can be said without one is said: the text parses, uses nothing that came later, has no condition where a value
belongs, and means the same when sqlglot reads it back.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import ibis
import sqlglot
from sqlglot import exp
from sqlglot.optimizer.annotate_types import annotate_types
from sqlglot.optimizer.qualify import qualify

from lisanalysis.motor import sqlserver

# What came after SQL Server 2016, or never, and what Ibis has been seen to write all the same.
MANGLER = (
    "DATETRUNC", "DATE_BUCKET", "STRING_AGG", "LEAST", "GREATEST", "TRIM", "CONCAT_WS", "TRANSLATE", "GENERATE_SERIES", "ASOF", "INTERVAL",
    "CHECKSUM", "ARRAY_AGG", "JSON_ARRAY", "JSON_OBJECT", "TRUE", "FALSE", "BOOLEAN", "LATERAL", "QUALIFY", "ILIKE", "REGEXP_LIKE", "LIMIT",
    "UNNEST", "FILTER", "NULLS", "IS DISTINCT", "IS NOT DISTINCT", "RANGE BETWEEN", "WITHIN GROUP", "WITHIN", "WINDOW", "APPROX_PERCENTILE_CONT",
)  # fmt: skip
_BETINGELSE = (exp.Predicate, exp.And, exp.Or, exp.Not)
_OM = (exp.Where, exp.Having, exp.And, exp.Or, exp.Not, exp.Paren)  # what a condition may stand under
_TEKST = (exp.DataType.Type.VARCHAR, exp.DataType.Type.NVARCHAR, exp.DataType.Type.TEXT, exp.DataType.Type.CHAR, exp.DataType.Type.NCHAR)


@dataclass(frozen=True)
class Oversat:
    """An expression as SQL Server would be sent it (`tekst`), and with names that differ from run to run numbered as they come (`fast`)."""

    udtryk: ibis.Table
    tekst: str

    @classmethod
    def af(cls, udtryk: ibis.Table) -> Oversat:
        """Compile the expression."""
        return cls(udtryk, sqlserver.tsql(udtryk))

    @property
    def fast(self) -> str:
        """The text that is kept."""
        tekst = re.sub(r"\bafstemning_\d+_", "afstemning_", self.tekst)
        kendte = {navn: f"memtable_{nr}" for nr, navn in enumerate(dict.fromkeys(re.findall(r"\bibis_\w*memtable_\w+", tekst)))}
        return re.sub(r"\bibis_\w*memtable_\w+", lambda m: kendte[m[0]], tekst) + "\n"

    def uens(self, forbindelse: ibis.BaseBackend, vores: str) -> int:
        """How many rows of `vores` (a table or a query of DuckDB's) the text, read back and run there, does not share."""
        forbindelse._run_pre_execute_hooks(self.udtryk)
        for med_typer in (False, True):
            laest = _som_duckdb(self, med_typer=med_typer)
            sql = f"WITH a AS ({vores}), b AS ({laest}) SELECT count(*) FROM ((FROM a EXCEPT ALL FROM b) UNION ALL (FROM b EXCEPT ALL FROM a))"
            try:
                return int(forbindelse.raw_sql(sql).fetchall()[0][0])
            except Exception as fejl:
                if med_typer or type(fejl).__name__ != "BinderException":
                    raise
        raise AssertionError


def indvendinger(tekst: str) -> list[str]:
    """What SQL Server 2016 would not take: what does not parse, words that it lacks, and conditions where a value belongs."""
    fundet = sorted({f"{m[0]} is not in SQL Server 2016" for m in _MANGLER.finditer(_uden_tekster(tekst))})
    try:
        (saetning,) = sqlglot.parse(tekst, read="tsql")
    except (sqlglot.ParseError, ValueError):
        return [*fundet, "does not parse as one statement"]
    if not isinstance(saetning, exp.Query) or list(saetning.find_all(exp.Command)):
        fundet.append("is no query that the parser knows")
    return fundet + sorted(set(_betingelser(saetning)))


_MANGLER = re.compile(r"(?<![\w\[])(?:" + "|".join(m.replace(" ", r"\s+") for m in MANGLER) + r")(?![\w\]])", re.IGNORECASE)


def _uden_tekster(tekst: str) -> str:
    """The words of the statement: without what stands in quotes or in brackets."""
    return re.sub(r"'(?:[^']|'')*'|\[[^\]]*\]", "x", tekst)


def _betingelser(saetning: exp.Expression) -> Iterator[str]:
    """SQL Server has no type for true and false: a condition is no value, and a value is no condition."""
    for led in saetning.find_all(*_BETINGELSE):
        if not _maa_vaere_betingelse(led):
            yield f"a condition stands as a value under {type(led.parent).__name__}"
    for led in saetning.find_all(exp.Where, exp.Having, exp.And, exp.Or, exp.Not):
        for under in (led.args.get("this"), led.args.get("expression")):
            indeni = under.unnest() if isinstance(under, exp.Paren) else under
            if indeni is not None and not isinstance(indeni, (*_BETINGELSE, exp.Exists)):
                yield f"a value stands as a condition under {type(led).__name__}"
    for gren in saetning.find_all(exp.If):
        valgt = isinstance(gren.parent, exp.Case) and gren.parent.this  # CASE x WHEN 1: a value beside a value
        if not valgt and not isinstance(gren.this.unnest(), (*_BETINGELSE, exp.Exists)):
            yield "a value stands as a condition in a choice"


def _maa_vaere_betingelse(led: exp.Expression) -> bool:
    over, yderst = led.parent, led
    while isinstance(over, exp.Paren):
        over, yderst = over.parent, over
    return isinstance(over, _OM) or (isinstance(over, exp.Join) and over.args.get("on") is yderst) or (isinstance(over, exp.If) and over.this is yderst)


def _som_duckdb(oversat: Oversat, *, med_typer: bool) -> str:
    """The T-SQL read back and written for DuckDB: text added with + is joined, and a text of any length is a text.

    Whether a + adds or joins is seen from what stands beside it, or else, `med_typer`, from the types of the columns.
    """
    saetning = sqlglot.parse_one(oversat.tekst, read="tsql")
    for type_ in list(saetning.find_all(exp.DataType)):
        if type_.this in _TEKST:
            type_.replace(exp.DataType.build("varchar"))
        elif type_.this == exp.DataType.Type.FLOAT:  # 53 bits in SQL Server, 24 in DuckDB
            type_.replace(exp.DataType.build("double"))
        elif type_.this == exp.DataType.Type.BIT:  # yes or no in SQL Server, a row of bits in DuckDB
            type_.replace(exp.DataType.build("boolean"))
    skema = _skema(oversat.udtryk) if med_typer else {}
    if med_typer:
        saetning = qualify(saetning, schema=skema, dialect="tsql", validate_qualify_columns=False)
    while True:
        if med_typer:
            saetning = annotate_types(saetning, schema=skema, dialect="tsql")
        tekster = [s for s in saetning.find_all(exp.Add) if _er_tekst(s.this) or _er_tekst(s.expression)]
        for sum_ in reversed(tekster):  # the innermost first, so that the outer ones take it along
            sum_.replace(exp.DPipe(this=sum_.this.copy(), expression=sum_.expression.copy(), safe=True))
        if not tekster:
            return saetning.sql("duckdb")


def _er_tekst(led: exp.Expression) -> bool:
    led = led.unnest() if isinstance(led, exp.Paren) else led
    return isinstance(led, exp.DPipe) or (isinstance(led, exp.Literal) and led.is_string) or (led.type is not None and led.type.this in _TEKST)


def _skema(udtryk: ibis.Table) -> dict[str, dict[str, str]]:
    import ibis.expr.operations as ops

    typer = lambda t: {n: "varchar" if v.is_string() else "bigint" if v.is_integer() else str(v.__class__.__name__).lower() for n, v in t.items()}  # noqa: E731
    return {t.name: typer(t.schema) for t in udtryk.op().find(ops.PhysicalTable) if hasattr(t, "name")}
