"""The answer's pictures: the accounts that part most from the budget, and the year month by month."""

from __future__ import annotations

from lisanalysis.analyses import dansk
from lisanalysis.analyses.budgetopfoelgning.regnskab import Regnskab
from lisanalysis.analyses.result import Figur

_FLEST = 10


def figurer(r: Regnskab) -> tuple[Figur, ...]:
    """Those that there is something to draw for."""
    return tuple(f for f in (_afvigelser(r), _metoder(r)) if f)


def _afvigelser(r: Regnskab) -> Figur | None:
    import pandas as pd

    f = r.niveauer.frame
    f = f[f["niveau"] == "konto"]
    if f["budget"].isna().all():
        return None
    f = pd.DataFrame({"konto": [n.rpartition("/")[2] for n in f["noegle"]], "afvigelse": f["forventet"] - f["budget"]})
    f = f[f["afvigelse"] != 0]
    if not len(f):
        return None
    f = f.reindex(f["afvigelse"].astype(float).abs().sort_values(ascending=False, kind="stable").index).head(_FLEST)
    stoerst = f.iloc[0]
    retning = "over" if stoerst["afvigelse"] > 0 else "under"
    return Figur(
        "afvigelser", f"Konto {stoerst['konto']} ventes længst {retning} budgettet: {dansk.beloeb(abs(stoerst['afvigelse']))}", "vandret_soejle", f.reset_index(drop=True),
        "konto", "afvigelse", alt="Forventet forbrug minus budget for de konti, der ligger længst fra.", y_titel="kr. over (+) eller under (−) budget", y_format="kr",
        kilde="Bogført forbrug, prognosen og det korrigerede budget.",
    )  # fmt: skip


def _metoder(r: Regnskab) -> Figur:
    import pandas as pd

    navne = {"sager": "Sagerne alene", "trend": "Trenden alene", "sidste_aar": "Sidste år × PL", "aar_til_dato": "År til dato × 12/m", "disponeret": "Disponering alene"}
    rows = [("Denne prognose", float(r.rod["forventet"])), *((t, v) for k, t in navne.items() if (v := r.metode(k)) is not None)]
    if r.rod["budget"] is not None:
        rows.append(("Budget", float(r.rod["budget"])))
    lav, hoej = min(rows[1:], key=lambda x: x[1]), max(rows[1:], key=lambda x: x[1])
    return Figur(
        "metoder_billede", f"De andre tal går fra {lav[0]} til {hoej[0]}", "vandret_soejle", pd.DataFrame(rows, columns=["metode", "beloeb"]), "metode", "beloeb",
        alt="Årets forbrug efter denne prognose, de enkle metoder og budgettet.", y_titel="mio. kr.", y_format="mio", kilde="Bogført forbrug, foranstaltninger og budget.", borgerfri=True,
    )  # fmt: skip
