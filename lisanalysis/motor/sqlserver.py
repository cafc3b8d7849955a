"""Expressions as T-SQL for SQL Server 2016 and later: compiled and checked, never run here.

Ibis writes `NOT x` as `IIF(x, 1, 0) = 0`, which is true where x is unknown; every other engine says unknown. No expression of ours
carries a condition as a value, so NOT can be written as SQL Server itself writes it. A number as yes or no is a condition to Ibis, and a BIT here.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import ibis
    import ibis.expr.datatypes as dt
    import ibis.expr.operations as ops
    import sqlglot.expressions as sge
    from ibis.backends.sql.compilers.mssql import MSSQLCompiler


@cache
def oversaetter() -> MSSQLCompiler:
    """The compiler of Ibis with NOT, and yes or no as a value, put right."""
    from ibis.backends.sql.compilers.mssql import MSSQLCompiler
    from sqlglot import expressions as sge

    class Oversaetter(MSSQLCompiler):
        def to_sqlglot(self, expr: ibis.Expr, **valg: Any) -> sge.Expression:
            return super(MSSQLCompiler, self).to_sqlglot(expr, **valg)  # without turning columns of yes and no, which are BIT, into choices on them

        def visit_Not(self, op: object, *, arg: sge.Expression) -> sge.Expression:  # noqa: N802  Ibis' own name
            return sge.Not(this=sge.Paren(this=arg))

        def visit_Cast(self, op: ops.Cast, *, arg: sge.Expression, to: dt.DataType) -> sge.Expression:  # noqa: N802
            if to.is_boolean() and op.arg.dtype.is_integer():
                return self.cast(arg, to)
            return super().visit_Cast(op, arg=arg, to=to)

    return Oversaetter()


def saetning(udtryk: ibis.Table) -> sge.Expression:
    """The expression as a statement of T-SQL, not yet written."""
    return oversaetter().to_sqlglot(udtryk)


def tsql(udtryk: ibis.Table) -> str:
    """The expression as SQL Server would be sent it: what a database administrator can read, or make a view of."""
    return saetning(udtryk).sql(oversaetter().dialect, pretty=True, pad=1, indent=1, max_text_width=140)
