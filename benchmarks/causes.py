"""Does the 8-tals-kontrol name the right cause? Per cause: plants, found, precision and recall, against the answer sheet of planted faults.

    python benchmarks/causes.py [--seeds 9011 9012] [--plants 110] [--inhabitants 60000] [--clean 9013]

Every seed is a made-up municipality with its legitimate patterns and `--plants` faults of each kind of fault there is, those of R-rules too,
written as files, loaded as a user's are, and reconciled. The answer sheet names the faulty row. A plant is found when the control names its
cause on its row; a finding is right when the sheet has that cause for that row, or the planted fault is of an R-rule that no cause bears and moves
that money (`ogsaa`: R21 is `uforklaret`, R39 `beloeb_afvigelse`). Nothing else is excused. Kinds that no cause covers are to land in `uforklaret`. Prints also how much of the gross
difference is `uforklaret` otherwise, whether loop 2 adds up in every cell, and what a clean municipality gives. Use seeds that no test uses.
"""

from __future__ import annotations

import argparse
import os
import tempfile
from collections import Counter
from pathlib import Path

import pandas as pd
import pyarrow as pa

ROD = Path(__file__).parent.parent
MONEY = ["sloejfe", "aarsag"]


def municipality(seed: int, inhabitants: int, plants: int | None, home: Path):
    """(Dataset, answer sheet) of a municipality written into `home` and loaded from there."""
    from lisanalysis import sources
    from lisanalysis.settings import read_settings
    from lisanalysis.synthetic import skriv

    os.environ["LIS_HJEM"] = str(home)
    o = skriv(home / "demo" / "udtraek", indbyggere=inhabitants, seed=seed, fejl=plants)
    sheet = pd.read_csv(o.sandhed / "fejl.csv", sep=";", dtype=str, keep_default_na=False)
    return sources.load(read_settings(ROD / "parameters" / "demo")), sheet


def findings(data) -> tuple[pd.DataFrame, pd.DataFrame]:
    """(findings of money, every line of both files)."""
    from lisanalysis.reconcile import afstem

    answer = afstem(data, ottetal=False)
    lines = pd.concat([answer.afvigelser.to_pandas(), answer.afstemt.to_pandas()], ignore_index=True)
    return lines[lines["sloejfe"].isin(["1", "2"]) & (lines["alvor"] != "ok")], lines


def judged(found: pd.DataFrame, sheet: pd.DataFrame) -> tuple[pd.DataFrame, Counter, Counter]:
    """(plants with `hit`, findings per cause, findings per cause that the sheet does not know)."""
    plants = sheet[sheet["sloejfe"].isin(["1", "2"])].drop_duplicates(["sloejfe", "kilde_id", "aarsag"])
    rows = found.drop_duplicates([*MONEY, "kilde_id"])
    named = rows.groupby(["sloejfe", "kilde_id"])["aarsag"].agg(set).to_dict()
    shown = [named.get((p.sloejfe, p.kilde_id), set()) for p in plants.itertuples()]
    hit = [p.aarsag in causes for p, causes in zip(plants.itertuples(), shown, strict=True)]
    plants = plants.assign(hit=hit)
    allowed: dict[str, set[str]] = {}
    for p in sheet.itertuples():
        for row in (p.kilde_id, *p.modpart_id.split("+")):
            allowed.setdefault(row, set()).update({p.aarsag, p.regel}, p.ogsaa.split())
    wrong = [(r.sloejfe, r.aarsag) for r in rows.itertuples()
             if r.aarsag != "ikke_fra_fagsystem" and not allowed.get(r.kilde_id, set()) & {r.aarsag, r.regel}]  # fmt: skip
    return plants, Counter(zip(rows["sloejfe"], rows["aarsag"], strict=True)), Counter(wrong)


def unexplained(found: pd.DataFrame, sheet: pd.DataFrame) -> dict[str, tuple[float, float]]:
    """Per loop: kroner `uforklaret` on rows where nothing was planted that no cause covers, and the gross difference, each as a sum of absolutes."""
    uncovered = (sheet["aarsag"] == "uforklaret") | sheet["ogsaa"].str.split().map(lambda names: "uforklaret" in names)
    planted = set(sheet.loc[uncovered, ["kilde_id", "modpart_id"]].to_numpy().ravel())
    size = found["forskel"].astype(float).abs()
    alone = (found["aarsag"] == "uforklaret") & ~found["kilde_id"].isin(planted)
    return {s: (size[alone & (found["sloejfe"] == s)].sum(), size[found["sloejfe"] == s].sum()) for s in ("1", "2")}


def skewed_cells(data, lines: pd.DataFrame) -> int:
    """Cells (konto × month) of loop 2 where the lines do not add up to settled less posted, summed here by plain SQL."""
    con = data.forbindelse.con
    own = lines[lines["sloejfe"] == "2"]
    con.register("linjer", pa.table({"konto": pa.array(own["konto"], pa.string()), "periode": pa.array(own["periode"], pa.string()),
                                     "forskel": pa.array(own["forskel"], pa.decimal128(14, 2))}))  # fmt: skip
    cells = con.execute(f"""
        WITH alt AS (
          SELECT coalesce(konto, '') AS konto, strftime(periode_fra_dato, '%Y-%m') AS periode, beloeb AS x FROM afregning
            WHERE status = 'effektueret' AND erstattet_dato IS NULL AND periode_fra_dato <= DATE '{data.per}'
          UNION ALL SELECT coalesce(konto, ''), coalesce(regnskabsaar, year(posterings_dato)) || '-' || CASE
            WHEN year(posterings_dato) > regnskabsaar THEN '12' WHEN year(posterings_dato) < regnskabsaar THEN '01' ELSE strftime(posterings_dato, '%m') END,
            -beloeb FROM postering WHERE erstattet_dato IS NULL
          UNION ALL SELECT coalesce(konto, ''), periode, -forskel FROM linjer)
        SELECT count(*) FROM (SELECT konto, periode FROM alt GROUP BY ALL HAVING sum(x) <> 0)""").fetchall()
    con.unregister("linjer")
    return cells[0][0]


def run(seed: int, inhabitants: int, plants: int | None):
    """What one municipality shows: (plants, findings, wrong findings, unexplained, skewed cells, lines of alvor fejl)."""
    with tempfile.TemporaryDirectory() as name:
        data, sheet = municipality(seed, inhabitants, plants, Path(name))
        found, lines = findings(data)
        skewed = skewed_cells(data, lines)
    return (*judged(found, sheet), unexplained(found, sheet), skewed, int((found["alvor"] == "fejl").sum()))


def report(results: list) -> None:
    """The table per cause, and the figures of the whole."""
    plants = pd.concat([r[0] for r in results])
    findings_, wrong = sum((r[1] for r in results), Counter()), sum((r[2] for r in results), Counter())
    print("| loop | cause | plants | found | recall | findings | wrong | precision |\n|---|---|---:|---:|---:|---:|---:|---:|")
    for (loop, cause), p in plants.groupby(MONEY):
        n, w, hit = findings_[loop, cause], wrong[loop, cause], int(p["hit"].sum())
        print(f"| {loop} | {cause} | {len(p)} | {hit} | {hit / len(p):.3f} | {n} | {w} | {1 - w / n if n else 0:.3f} |")
    for loop, cause in sorted(set(wrong) - set(zip(plants["sloejfe"], plants["aarsag"], strict=True))):
        print(f"| {loop} | {cause} | 0 | | | {findings_[loop, cause]} | {wrong[loop, cause]} | |")
    for loop in ("1", "2"):
        own, gross = (sum(r[3][loop][i] for r in results) for i in range(2))
        print(f"loop {loop}: uforklaret otherwise {own:,.2f} of {gross:,.2f} kr. gross = {own / gross if gross else 0:.4%}")
    print(f"cells of loop 2 that do not add up: {sum(r[4] for r in results)}")


def main() -> None:
    """Run every seed and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, nargs="+", default=[9011, 9012])
    parser.add_argument("--clean", type=int, nargs="*", default=[9013])
    parser.add_argument("--plants", type=int, default=110)
    parser.add_argument("--inhabitants", type=int, default=60_000)
    args = parser.parse_args()
    report([run(seed, args.inhabitants, args.plants) for seed in args.seeds])
    for seed in args.clean:
        result = run(seed, args.inhabitants, None)
        print(f"clean municipality {seed}: {result[5]} lines of alvor fejl, {result[4]} cells that do not add up")


if __name__ == "__main__":
    main()
