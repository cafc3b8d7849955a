"""The bridge from each forecast made by hand to the shared one: a step per cause, so that all end with one figure."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from lisanalysis.analyses.budgetopfoelgning.niveauer import oere, vaegt
from lisanalysis.analyses.budgetopfoelgning.regnskab import Regnskab
from lisanalysis.analyses.prognose import bevilget
from lisanalysis.analyses.result import Kolonne, Tabel
from lisanalysis.tables import Dataset

if TYPE_CHECKING:
    import pandas as pd

SKOEN, PRIS, AFGANG, TILGANG, SENT, UDEN, TREND = (
    "Eget skøn ud over det, der er bevilget", "Pris: betalt over (+) eller under (−) det bevilgede", "Åbne sager, der ventes at slutte",
    "Tilgang og overgang ved 18 år", "Sen registrering", "Udgifter uden borger og rammeaktivitet", "Trenden",
)  # fmt: skip
MANGLER, KUN_DEN, AFRUNDING = "Konti, den ikke har med", "Konti, kun den har", "Øreafrunding"


def manuelle(data: Dataset, r: Regnskab) -> pd.DataFrame:
    """The newest forecast by hand of each maker, made no later than this one: udarbejdet_af, konto, forventet_kr; empty without any."""
    import pandas as pd

    if not data.har("prognose_manuel"):
        return pd.DataFrame(columns=["udarbejdet_af", "konto", "forventet_kr"])
    dag = r.nu.stand.dag.date()
    t = data.tabel("prognose_manuel").filter(lambda x: (x.regnskabsaar == r.nu.aar) & (x.prognose_dato <= dag))
    f = t.select("udarbejdet_af", "prognose_dato", "konto", "forventet_kr").execute()
    f["udarbejdet_af"] = f["udarbejdet_af"].fillna("uden navn")
    nyeste = f.groupby("udarbejdet_af")["prognose_dato"].transform("max")
    return f[f["prognose_dato"] == nyeste].assign(konto=lambda x: x["konto"].fillna("uden konto")).drop(columns="prognose_dato")


def trin(r: Regnskab, egen: dict[str, Decimal]) -> dict[str, Decimal]:
    """From a forecast by hand (kroner by konto) to the shared one; the steps' sum is the whole difference, to the øre."""
    blade, konti = r.nu.blade, set(egen) & set(r.nu.metoder.index)
    med = blade["konto"].isin(konti)
    komponent = {k: float(blade.loc[med, k].sum()) for k in ("aabne", "tilgang", "atten", "sent", "oevrige", "ramme", "ikke_bogfoert")}
    fuldt = float(bevilget(r.nu.stand, "rate").reindex(sorted(konti)).fillna(0).sum())
    som_bevilget = float(bevilget(r.nu.stand, "bevilget").reindex(sorted(konti)).fillna(0).sum())
    brugt = float(sum(blade.loc[med, "forbrug"], Decimal(0))) + komponent["ikke_bogfoert"]
    metoder = r.nu.metoder
    trend = (1 - vaegt(r.nu, r.proeve)) * (metoder["trend"] - metoder["sager"])
    uden_for = ~metoder.index.isin(konti)
    ud = {
        MANGLER: float((metoder["sager"] + trend)[uden_for].sum()),
        KUN_DEN: -float(sum((b for k, b in egen.items() if k not in konti), Decimal(0))),
        SKOEN: brugt + som_bevilget - float(sum((b for k, b in egen.items() if k in konti), Decimal(0))),
        PRIS: fuldt - som_bevilget,
        AFGANG: komponent["aabne"] - fuldt,
        TILGANG: komponent["tilgang"] + komponent["atten"],
        SENT: komponent["sent"],
        UDEN: komponent["oevrige"] + komponent["ramme"],
        TREND: float(trend[~uden_for].sum()),
    }
    i_oere = {k: oere(v) for k, v in ud.items()}
    rest = r.rod["forventet"] - sum(egen.values(), Decimal(0)) - sum(i_oere.values(), Decimal(0))
    return i_oere | ({AFRUNDING: rest} if rest else {})


def bro(data: Dataset, r: Regnskab) -> Tabel | None:
    """Each maker's figure, the steps, and the shared figure at the end; None where nobody has made one."""
    import pandas as pd

    f = manuelle(data, r)
    if not len(f):
        return None
    rows = []
    for hvem, x in f.groupby("udarbejdet_af", sort=True):
        egen = {k: sum(b, Decimal(0)) for k, b in x.groupby("konto")["forventet_kr"]}
        rows.append((hvem, "Den manuelle prognose", sum(egen.values(), Decimal(0))))
        rows += [(hvem, navn, beloeb) for navn, beloeb in trin(r, egen).items() if beloeb]
        rows.append((hvem, "Den fælles prognose", r.rod["forventet"]))
    kolonner = (Kolonne("udarbejdet_af", "Lavet af"), Kolonne("trin", "Trin"), Kolonne("beloeb", "Beløb", "kr"))
    return Tabel(
        "bro", "Fra de manuelle prognoser til den fælles", pd.DataFrame(rows, columns=[k.navn for k in kolonner], dtype=object), kolonner, vis=40, borgerfri=True,
        forklaring="Hvert trin er det, der skal lægges til eller trækkes fra, før de to tal er ens.",
    )  # fmt: skip
