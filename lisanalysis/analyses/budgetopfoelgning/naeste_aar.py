"""Next year's budget from what is there: open cases, their price a year and the expected inflow, beside the plain projection."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from lisanalysis.analyses.budgetopfoelgning.niveauer import oere
from lisanalysis.analyses.budgetopfoelgning.regnskab import Regnskab
from lisanalysis.analyses.result import Kolonne, Tabel
from lisanalysis.domain import periode
from lisanalysis.tables import Dataset

if TYPE_CHECKING:
    import numpy as np


def naeste_aars_budget(data: Dataset, r: Regnskab) -> Tabel:
    """Per paragraph: open cases, their mean price a year, expected whole-year persons and kroner with interval, and the projection."""
    import pandas as pd

    b, aar = r.nu.blade, r.nu.aar + 1
    dage = periode.dage_i_aaret(aar)
    linjer = r.nu.stand.linjer
    priser = linjer.groupby("paragraf")["rate"].sum() * dage * (1 + r.antagelser.pl) / linjer.groupby("paragraf")["sag"].nunique()
    sager = linjer.groupby("paragraf")["sag"].nunique()
    ark = _budgetark(data, aar)
    fremskrevet = (b["forbrug"].astype(float) + b["rest"]).groupby(b["paragraf"]).sum() * (1 + r.antagelser.pl)
    rows = []
    for paragraf, x in b.groupby("paragraf", sort=True):
        ventet, lav, hoej = _interval(r.nu.derefter[x.index], r.proeve.konto.faktor)
        pris = priser.get(paragraf)
        personer = round(float(ventet / pris), 1) if pris and pris > 0 else None
        rows.append((paragraf, int(sager.get(paragraf, 0)), None if pris is None else oere(pris), personer, oere(ventet), oere(lav), oere(hoej), oere(fremskrevet[paragraf]), *ark.get(paragraf, (None, None))))
    i_alt, lav, hoej = _interval(r.nu.derefter, r.proeve.hele.faktor)
    rows.sort(key=lambda x: -x[4])
    sum_ark = sum((a for a, _ in ark.values()), Decimal(0)) if ark else None
    rows.append(("I alt", int(linjer["sag"].nunique()), None, None, sum((x[4] for x in rows), Decimal(0)), oere(lav), oere(hoej), sum((x[7] for x in rows), Decimal(0)), sum_ark, None))
    kolonner = (
        Kolonne("paragraf", "Paragraf"), Kolonne("aabne_sager", "Åbne sager nu", "antal"), Kolonne("helaarspris", "Helårspris", "kr"), Kolonne("helaarspersoner", "Helårspersoner", "decimal"),
        Kolonne("ventet", f"Ventet {aar}", "kr"), Kolonne("lav95", "Lav", "kr"), Kolonne("hoej95", "Høj", "kr"), Kolonne("fremskrevet", f"{aar - 1} × PL", "kr"),
        Kolonne("budgetark", "Budgetark", "kr"), Kolonne("budgetark_personer", "Helårspersoner i arket", "decimal"),
    )  # fmt: skip
    return Tabel("naeste_aars_budget", f"Budget {aar} på faktiske forhold og som fremskrivning", pd.DataFrame(rows, columns=[k.navn for k in kolonner], dtype=object), kolonner, vis=30,
                 forklaring="Det ventede bygger på de åbne sager, deres pris, hvor længe de plejer at vare, dem, der fylder 18, og den tilgang, der har været.")  # fmt: skip


def _interval(traek: np.ndarray, faktor: float) -> tuple[float, float, float]:
    """Mean and stretched 95 % interval of draws summed over leaves."""
    import numpy as np

    i_alt = traek.sum(axis=0)
    lav, hoej = np.quantile(i_alt, [0.025, 0.975])
    midt = float(i_alt.mean())
    nederst = 0.0 if i_alt.min() >= 0 else -np.inf  # what no draw has below nothing cannot cost less than nothing
    return midt, max(midt - faktor * max(midt - lav, 0), nederst), midt + faktor * max(hoej - midt, 0)


def _budgetark(data: Dataset, aar: int) -> dict[str, tuple[Decimal, float | None]]:
    """What the budget sheets of that year have by paragraph: kroner and whole-year persons."""
    if not data.har("budgetark"):
        return {}
    t = data.tabel("budgetark").filter(lambda x: (x.regnskabsaar == aar) & x.paragraf.notnull() & x.beloeb.notnull())
    t = t.group_by("paragraf").agg(beloeb=t.beloeb.sum(), personer=t.helaarspersoner.sum())
    return {x["paragraf"]: (x["beloeb"], None if x["personer"] is None else float(x["personer"])) for x in t.to_pyarrow().to_pylist()}
