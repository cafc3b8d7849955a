"""What others would write for the steps of `table.py`: pandas, polars and the bare engine, each a script that a process of its own runs.

Every script marks its START, after the imports, and its STOP, and prints what it found, so that the same answer can be asked of all.
"""

from __future__ import annotations

DATES = ("Afr_fra", "Afr_til", "Dispdato")
TEXTS = ("Cprnr", "Firmanr_CVR", "Betalkom", "Konto")

LOAD_PANDAS = f"""
import sys, pandas as pd
START
t = pd.read_csv(sys.argv[1], sep=";", decimal=",", dtype=dict.fromkeys({TEXTS}, "string"), parse_dates=list({DATES}), date_format="%d-%m-%Y")
t.to_parquet(sys.argv[2])
STOP
print(len(t))
"""
LOAD_POLARS = f"""
import sys, polars as pl
START
t = pl.read_csv(sys.argv[1], separator=";", decimal_comma=True, schema_overrides=dict.fromkeys({TEXTS}, pl.String))
t = t.with_columns(pl.col(list({DATES})).str.to_date("%d-%m-%Y"))
t.write_parquet(sys.argv[2])
STOP
print(len(t))
"""

# one kr. of tolerance, as everywhere; both sides raw, as Parquet
RECONCILE_PANDAS = """
import sys, pandas as pd, pyarrow.parquet as pq, pyarrow as pa
START
def side(name, total):
    t = pq.read_table(f"{sys.argv[1]}/{name}_raw.parquet")
    t = t.set_column(3, "beloeb", t.column("beloeb").cast(pa.float64())).to_pandas()
    return t.groupby(["borger_id", "konto", "m"], sort=False)["beloeb"].sum().rename(total).reset_index()
b = side("s", "x").merge(side("p", "y"), how="outer", on=["borger_id", "konto", "m"])
only_s, only_p, unequal = int(b.y.isna().sum()), int(b.x.isna().sum()), int(((b.x - b.y).abs().round(2) > 1).sum())
STOP
print(f"{only_s:,} | {only_p:,} | {unequal:,}")
"""
RECONCILE_POLARS = """
import sys, polars as pl
START
def side(name, total):
    return pl.scan_parquet(f"{sys.argv[1]}/{name}_raw.parquet").group_by("borger_id", "konto", "m").agg(pl.col("beloeb").sum().alias(total))
b = side("s", "x").join(side("p", "y"), on=["borger_id", "konto", "m"], how="full", coalesce=True).collect(engine="streaming")
d = (b["x"] - b["y"]).abs() > 1
only_s, only_p, unequal = b["y"].null_count(), b["x"].null_count(), d.sum()
STOP
print(f"{only_s:,} | {only_p:,} | {unequal:,}")
"""

# five plain checks of the settlements; ours asks all its rules, of which these are the sort
PLAIN = {
    "amount": "beloeb IS NULL", "units": "antal <= 0", "order": "periode_til_dato < periode_fra_dato", "account": "length(konto) <> 9",
    "product": "abs(antal * takst - beloeb) > 1",
}  # fmt: skip
RULES_DUCKDB = f"""
import sys, duckdb
START
con = duckdb.connect()
counts = {[f"count(*) FILTER ({c})" for c in PLAIN.values()]!r}
found = con.execute(f"SELECT {{', '.join(counts)}} FROM read_parquet(?)", [sys.argv[1]]).fetchone()
STOP
print(*found)
"""
RULES_PANDAS = """
import sys, pandas as pd, pyarrow.parquet as pq, pyarrow as pa
START
t = pq.read_table(sys.argv[1])
for name in ("beloeb", "antal", "takst"):
    t = t.set_column(t.schema.get_field_index(name), name, t.column(name).cast(pa.float64()))
t = t.to_pandas()
off = ((t.antal * t.takst - t.beloeb).abs().round(2) > 1)
found = (t.beloeb.isna().sum(), (t.antal <= 0).sum(), (t.periode_til_dato < t.periode_fra_dato).sum(), (t.konto.str.len() != 9).sum() - t.konto.isna().sum(), off.sum())
STOP
print(*map(int, found))
"""
RULES_POLARS = """
import sys, polars as pl
START
c = pl.col
t = pl.scan_parquet(sys.argv[1])
off = (c("antal").cast(pl.Float64) * c("takst").cast(pl.Float64) - c("beloeb").cast(pl.Float64)).abs().round(2) > 1
checks = [c("beloeb").is_null(), c("antal") <= 0, c("periode_til_dato") < c("periode_fra_dato"), c("konto").str.len_chars() != 9, off]
found = t.select([check.sum().alias(str(i)) for i, check in enumerate(checks)]).collect(engine="streaming").row(0)
STOP
print(*found)
"""
RULES_POINTBLANK = """
import sys, ibis, pointblank as pb
START
con = ibis.duckdb.connect()
t = con.read_parquet(sys.argv[1], table_name="t")
t = t.mutate(laengde=t.konto.length(), dage=t.periode_til_dato.delta(t.periode_fra_dato, unit="day"), afvig=(t.antal.cast("float64") * t.takst.cast("float64") - t.beloeb.cast("float64")).abs().round(2))
v = (pb.Validate(data=t).col_vals_not_null("beloeb").col_vals_gt("antal", 0, na_pass=True).col_vals_ge("dage", 0, na_pass=True)
     .col_vals_eq("laengde", 9, na_pass=True).col_vals_le("afvig", 1, na_pass=True).interrogate())
STOP
print(*(v.n_failed(i=i, scalar=True) for i in range(1, 6)))
"""
RULES_OURS = """
import sys, ibis
sys.path.insert(0, sys.argv[1])
import rules
data = rules.municipality(sys.argv[2])
alle = rules.moduler()
START
data.forbindelse.create_table("fund", obj=rules.quality.kontroller(data, regler=alle).fund, temp=True)
STOP
print(f"{len(alle)} rules, {data.forbindelse.raw_sql('SELECT count(*) FROM fund').fetchone()[0]:,} findings")
"""
RULES_ROWS = """
import sys, duckdb
sys.path.insert(0, sys.argv[1])
import rules
START
rules.make(sys.argv[2], int(sys.argv[3]))
duckdb.connect(sys.argv[2], read_only=True).execute(f"COPY (SELECT beloeb, antal, takst, periode_fra_dato, periode_til_dato, konto FROM afregning) TO '{sys.argv[4]}'")
"""

FORECAST_OURS = """
import sys
import lisanalysis as lis
from lisanalysis.analyses.find import find_analyse
find_analyse("budgetopfoelgning")
START
svar = lis.analyse("budgetopfoelgning", lis.load("demo"))
STOP
print(svar.status)
"""
FORECAST_ETS = """
import sys, warnings, pandas as pd
import lisanalysis as lis
from statsmodels.tsa.holtwinters import ExponentialSmoothing
warnings.simplefilter("ignore")
START
t = lis.load("demo").tabel("postering")
t = t.filter(t.borger_id.notnull()).mutate(aar=t.posterings_dato.year(), m=t.posterings_dato.month()).group_by("konto", "aar", "m").agg(kr=t.beloeb.sum().cast("float64")).to_pandas()
t["m"] = pd.PeriodIndex.from_fields(year=t["aar"], month=t["m"], freq="M")
wide = t.pivot(index="m", columns="konto", values="kr").asfreq("M").fillna(0.0)
for konto in wide:
    ExponentialSmoothing(wide[konto], trend="add", seasonal="add", seasonal_periods=12, initialization_method="estimated").fit().forecast(12)
STOP
print(wide.shape[1], "accounts")
"""
