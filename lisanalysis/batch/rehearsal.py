"""Makes a warm parent ready: imports all that a report needs, and does once, on made-up rows, what every report does.

What is then in memory is the same for every child: modules, compiled page templates, fonts, figures of law, the engine's own tables of
what it can do, and the citizens that the gate knows. No row of the municipality's data is among it.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import date
from decimal import Decimal
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

from lisanalysis.settings import Settings

LIBRARIES = (
    "pandas", "pandas.core.methods.to_dict", "pyarrow.parquet", "pyarrow.dataset", "pyarrow.pandas_compat", "ibis", "ibis.backends.duckdb",
    "ibis.backends.duckdb.converter", "ibis.expr.types.groupby", "ibis.formats.numpy", "ibis.formats.pandas", "ibis.formats.pyarrow",
    "matplotlib_inline.backend_inline", "matplotlib.figure", "matplotlib.backends.backend_svg", "seaborn", "great_tables", "babel.numbers", "babel.dates",
    "pydantic", "scipy.stats", "statsmodels.api", "xlsxwriter", "openpyxl", "papermill", "nbconvert", "nbclient.exceptions", "jupyter_client.jsonutil",
    "IPython.core.completerlib", "IPython.core.logger", "IPython.core.oinspect", "bdb", "encodings.utf_8_sig", "encodings.utf_16_le", "encodings.cp1252",
)  # fmt: skip
_ROOMS = ("access", "domain", "law", "measures", "motor", "publish", "quality", "reconcile", "sources", "spor", "statistik", "tables", "templates")
_PER = date(2025, 12, 31)


def rehearse(stems: Sequence[str], settings: Settings | None, reports: Path | None) -> None:
    """All of it; without `settings` no municipality's own. What fails here fails in a report, where it is told."""
    from lisanalysis.batch.cells import new_shell

    sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]  a second's grammar, for addresses that no notebook's schema asks about
    new_shell()  # before matplotlib, which asks for it
    _import_all((*LIBRARIES, "lisanalysis.workspace", "lisanalysis.catalogue", "lisanalysis.formular", "lisanalysis.batch.report", "lisanalysis.batch.engine"))
    _import_all(name for room in _ROOMS for name in _modules(room))
    _import_all(name for stem in stems for name in _modules(f"analyses.{stem}"))
    for act in (*ACTS, lambda: _own(settings, reports)):
        with suppress(Exception):
            act()


def _modules(room: str) -> list[str]:
    """The names of a room's package and all modules in it."""
    top = f"lisanalysis.{room}"
    try:
        path = import_module(top).__path__
    except (ImportError, AttributeError):  # a single module, or a test's own analysis that is not on the path here
        return [top]
    return [top, *(m.name for m in walk_packages(path, f"{top}."))]


def _import_all(names: Iterable[str]) -> None:
    for name in names:
        with suppress(ImportError):  # an optional library that is not installed is simply not warm
            import_module(name)


def _law() -> None:
    """The figures of law, the paragraphs and the accounts, as read from their files."""
    from lisanalysis.law import funktioner, grupperinger, paragraffer, tal_navne

    for read in (tal_navne, paragraffer, funktioner, grupperinger):
        read()


def _engine() -> None:
    """A grouped sum of kroner to Arrow and to pandas, in memory; the engine and its threads are gone when it closes."""
    import ibis

    con = ibis.duckdb.connect()
    con.raw_sql("CREATE TABLE raekker AS SELECT * FROM (VALUES ('a', 1.00::DECIMAL(14,2), DATE '2025-12-31'), ('b', 2.00, NULL)) AS v(id, kr, dag)")
    t = con.table("raekker").mutate(aar=lambda r: r.dag.year().cast("int32"), kr=lambda r: r.kr.cast("decimal(38,2)"))
    sums = t.filter(t.id.notnull() & t.id.isin(["a"])).group_by(["id", "aar"]).agg(kr=t.kr.sum().cast("decimal(38,2)"))
    joined = sums.left_join(t, "id").select(sums, t.dag).order_by("id").distinct()
    joined.to_pyarrow().to_pylist()
    joined.to_pandas()
    con.disconnect()


def _page() -> None:
    """Every part of a report of one figure and one table: shown, written as files, and set as a page."""
    import nbformat

    from lisanalysis.publish import files, gate, html, workbook

    answer = _answer()
    parts = [html.del_(answer, name) for name in ("forside", "f", "t", "forbehold", "metode")]
    for write, what in ((files.noegletal_csv, answer), (files.noegletal_parquet, answer), (files.parquet_bytes, answer.tabeller[0].data)):
        write(what)
    book = workbook.rapport_xlsx(answer)
    shown = [nbformat.v4.new_output("display_data", {"text/html": part}, metadata={"lisanalysis": "t"}) for part in parts]
    cells = [nbformat.v4.new_markdown_cell("# T"), nbformat.v4.new_code_cell("x", outputs=shown)]
    page = html.rapport(nbformat.v4.new_notebook(cells=cells), titel="T", kommune="K", per=_PER)
    for name, content in (("t.html", page.encode()), ("t.xlsx", book)):
        gate.ligner_cpr(name, content)


def _answer():  # noqa: ANN202  a Result, which is imported with the rest
    import pandas as pd

    from lisanalysis.analyses.declaration import Analyse
    from lisanalysis.analyses.result import Figur, Kolonne, Noegletal, Tabel

    frame = pd.DataFrame({"navn": ["a", "b"], "kr": [Decimal("1.00"), Decimal("2.00")], "dag": [_PER, _PER]})
    columns = (Kolonne("navn", "Navn"), Kolonne("kr", "Kroner", "kr"), Kolonne("dag", "Dag", "dato"))
    figure = Figur("f", "a er mindst", "vandret_soejle", frame, "navn", "kr", alt="To søjler.", y_titel="kr.", y_format="kr")
    return Analyse("x", "T", "Ingen", "Hvad?", (), ()).result(
        _PER, svar="Sådan.", noegletal=(Noegletal("n", "N", Decimal("1.00"), "kr.", "kr"),), tabeller=(Tabel("t", "T", frame, columns),), figurer=(figure,))


def _own(settings: Settings | None, reports: Path | None) -> None:
    """The municipality's gate with its citizens, and its own figures of law."""
    if not settings or not reports:
        return
    from lisanalysis.law import tal_navne
    from lisanalysis.publish.gate import gate_for

    gate_for(settings, reports)
    tal_navne(ekstra=settings.mappe / "law.yaml")


ACTS = (_law, _engine, _page)
