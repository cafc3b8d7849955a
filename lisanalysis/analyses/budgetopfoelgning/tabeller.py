"""The answer's tables: the areas and accounts, the methods beside each other, what moved, the test on the past, and every level.

An account may hold a single citizen, so only the tables of the municipality's totals are free of citizens.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from lisanalysis.analyses.budgetopfoelgning.niveauer import KOLONNER, oere
from lisanalysis.analyses.budgetopfoelgning.regnskab import METODER, Regnskab, flyttet
from lisanalysis.analyses.result import Kolonne, Tabel

if TYPE_CHECKING:
    import pandas as pd

OMRAADER = {"boern": "Børn og unge", "voksne": "Voksne"}
_TAL = (
    Kolonne("budget", "Budget", "kr"), Kolonne("forbrug", "Forbrug til dato", "kr"), Kolonne("disponeret", "Disponeret", "kr"),
    Kolonne("forventet", "Forventet", "kr"), Kolonne("lav95", "Lav", "kr"), Kolonne("hoej95", "Høj", "kr"),
)  # fmt: skip
_INTERVAL = ("lav95", "hoej95")


def maalt(r: Regnskab) -> bool:
    """Whether there is an interval: after the year's last month nothing is drawn, and what is still to be posted is not measured."""
    return bool(r.rod["hoej95"] > r.rod["lav95"])


def konti(r: Regnskab) -> Tabel:
    """Areas and accounts with budget, forecast and the difference, the largest overspending first."""
    f = r.niveauer.frame
    rows = []
    for o in f[f["niveau"] == "omraade"].itertuples():
        rows.append((OMRAADER[o.noegle.rpartition("/")[2]], "i alt", *_tal(o)))
        egne = f[(f["niveau"] == "konto") & (f["overliggende"] == o.noegle)]
        rows += sorted((("", k.noegle.rpartition("/")[2], *_tal(k)) for k in egne.itertuples()), key=lambda x: -(x[8] if x[8] is not None else x[5]))
    kolonner = (Kolonne("omraade", "Område"), Kolonne("konto", "Konto"), *_TAL, Kolonne("afvigelse", "Forventet over (+) eller under (−) budget", "kr"))
    ramme, interval = _ramme(rows, kolonner), "Lav og høj er 95 %-intervallet. "
    if not maalt(r):
        ramme, kolonner, interval = ramme.drop(columns=list(_INTERVAL)), tuple(k for k in kolonner if k.navn not in _INTERVAL), ""
    return Tabel("konti", "Områder og konti", ramme, kolonner, fil=False, vis=40,
                 forklaring=f"{interval}Konti står efter, hvor meget de ventes at overskride budgettet.")  # fmt: skip


def _tal(n) -> tuple:  # noqa: ANN001  a row of the tree
    afvigelse = None if n.budget is None else n.forventet - n.budget
    return (n.budget, n.forbrug, n.disponeret, n.forventet, n.lav95, n.hoej95, afvigelse)


def metoder(r: Regnskab) -> Tabel:
    """The shared forecast and each simple method, with what it has missed by before."""
    rows = [("Denne prognose", r.rod["forventet"], r.proeve.fejl("samlet"))]
    for navn, titel in METODER.items():
        i_alt = r.metode(navn)
        rows.append((titel[:1].upper() + titel[1:], None if i_alt is None else oere(i_alt), r.proeve.fejl(navn)))
    kolonner = (Kolonne("metode", "Metode"), Kolonne("forventet", "Årets forbrug", "kr"), Kolonne("fejl", "Har tidligere ramt ved siden af med", "pct"))
    return Tabel("metoder", "Prognosen ved siden af de enkle metoder", _ramme(rows, kolonner), kolonner, borgerfri=True)


def siden_sidst(r: Regnskab) -> Tabel | None:
    """What moved the forecast since the month before; None where there was none."""
    dele = flyttet(r)
    if dele is None:
        return None
    rows = [*((k[:1].upper() + k[1:], v) for k, v in dele.items()), ("I alt", sum(dele.values(), Decimal("0.00")))]
    kolonner = (Kolonne("aarsag", "Hvad flyttede sig"), Kolonne("beloeb", "Ændring i forventet", "kr"))
    return Tabel("siden_sidst", "Hvad flyttede prognosen siden sidste måned", _ramme(rows, kolonner), kolonner)


def efterproevning(r: Regnskab) -> Tabel:
    """Each past forecast of the whole beside the truth."""
    f = r.proeve.rows
    f = f[f["konto"] == "alle"] if len(f) else f
    h = r.proeve.hele.faktor
    rows = []
    for x in f.itertuples():
        i_interval = abs(x.samlet - x.sand) <= h * x.halvbredde
        rows.append((int(x.aar), int(x.maaned), oere(x.sand), *(None if v != v else float(v / x.sand - 1) for v in (x.samlet, x.sager, x.trend, x.sidste_aar, x.aar_til_dato, x.disponeret)), "ja" if i_interval else "nej"))
    kolonner = (
        Kolonne("aar", "År"), Kolonne("maaned", "Lavet efter måned"), Kolonne("sand", "Blev til", "kr"), Kolonne("samlet", "Denne prognose", "pct"),
        *(Kolonne(k, v[:1].upper() + v[1:], "pct") for k, v in METODER.items()), Kolonne("i_interval", "I intervallet"),
    )  # fmt: skip
    return Tabel("efterproevning", "Prognosen prøvet på tidligere år", _ramme(rows, kolonner), kolonner, vis=30, borgerfri=True,
                 forklaring="Hver prognose er lavet med det, der var registreret og bogført dengang. Tallene er afvigelsen fra det, året endte med.")  # fmt: skip


def prognose(r: Regnskab) -> Tabel:
    """Every level down to the citizen, as the file that others read."""
    kolonner = (Kolonne("niveau", "Niveau"), Kolonne("noegle", "Nøgle"), Kolonne("overliggende", "Overliggende"), *_TAL)
    return Tabel("prognose", "Alle niveauer", r.niveauer.frame[list(KOLONNER)], kolonner, vis=0, enhed="noegle")


def _ramme(rows: list[tuple], kolonner: tuple[Kolonne, ...]) -> pd.DataFrame:
    import pandas as pd

    return pd.DataFrame(rows, columns=[k.navn for k in kolonner], dtype=object)
