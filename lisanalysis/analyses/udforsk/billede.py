"""The picture of the table, where no point in it would tell of few citizens."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from lisanalysis.analyses.result import Figur
from lisanalysis.analyses.udforsk.erklaering import Parametre
from lisanalysis.analyses.udforsk.kilder import ANTAL, BELOEB

if TYPE_CHECKING:
    import pandas as pd

MINDST, STOERSTE, ANDEL = 5, 2, Decimal("0.85")  # citizens in a point; and the most that the two largest may make out of its kroner
FLEST_SERIER, FLEST_SOEJLER = 6, 25
TID = ("aar", "kvartal", "periode")


def tegn(frame: pd.DataFrame, parametre: Parametre, maal: tuple[str, str, bool, bool], valuta: str) -> tuple[Figur | None, str]:
    """A figure by the first two dimensions, else by the first, else the reason why there is none."""
    for dimensioner in (parametre.dimensioner[:2], parametre.dimensioner[:1]):
        if not dimensioner:
            return None, "Uden dimensioner er der ét tal og intet at tegne."
        punkter = _punkter(frame, dimensioner, parametre)
        if all(sikker for *_, sikker in punkter) and _plads(punkter, dimensioner):
            return _figur(punkter, dimensioner, parametre, maal), ""
    return None, "Billedet ville vise tal om få borgere eller have for mange punkter; tabellen viser det, der må vises."


def _punkter(frame: pd.DataFrame, dimensioner: list[str], parametre: Parametre) -> list[tuple]:
    """(keys, value, citizens, whether it may be shown) for each point, in the order of the first dimension."""
    ud = []
    for noegle, g in frame.groupby(dimensioner, sort=True):
        borgere = int(g["borger_id"].nunique())
        ud.append((noegle, _vaerdi(g, parametre, borgere), borgere, _sikker(g, borgere)))
    return ud


def _vaerdi(g: pd.DataFrame, parametre: Parametre, borgere: int) -> Decimal | int | None:
    kr, antal = sum(g[BELOEB], Decimal(0)), sum(g[ANTAL], Decimal(0))
    if parametre.maal == "borgere":
        return borgere
    if parametre.maal == "pris_pr_doegn":
        return kr / antal if antal else None
    return kr if parametre.maal in ("udgift", "afregnet") else antal


def _sikker(g: pd.DataFrame, borgere: int) -> bool:
    """Nobody, or enough citizens of whom the two largest do not make out the kroner."""
    if not borgere:
        return True
    pr_borger = sorted((abs(sum(b, Decimal(0))) for _, b in g.dropna(subset=["borger_id"]).groupby("borger_id")[BELOEB]), reverse=True)
    i_alt = sum(pr_borger, Decimal(0))
    return borgere >= MINDST and (not i_alt or sum(pr_borger[:STOERSTE], Decimal(0)) <= ANDEL * i_alt)


def _plads(punkter: list[tuple], dimensioner: list[str]) -> bool:
    """Whether the points can be told apart: few series, and not too many bars that are no time."""
    serier = len({p[0][1] for p in punkter}) if len(dimensioner) > 1 else 1
    x = len({p[0][0] for p in punkter})
    return serier <= FLEST_SERIER and (dimensioner[0] in TID or x <= FLEST_SOEJLER)


def _figur(punkter: list[tuple], dimensioner: list[str], parametre: Parametre, maal: tuple[str, str, bool, bool]) -> Figur:
    """Time runs along the bottom as a line; everything else lies as bars."""
    import pandas as pd

    data = pd.DataFrame(
        [(_x(n[0], dimensioner[0]), n[1] if len(n) > 1 else "", v, b) for n, v, b, _ in punkter], columns=["x", "serie", "vaerdi", "antal"]
    )  # fmt: skip
    kr = parametre.maal in ("udgift", "afregnet", "pris_pr_doegn")
    stoerst = max((abs(v) for v in data["vaerdi"] if v is not None), default=0)
    return Figur(
        "billede", f"{maal[0]}, {_spaend(data)}", "linje" if dimensioner[0] in TID else "vandret_soejle", data, "x", "vaerdi",
        alt=f"{maal[0]} for {len(data)} punkter.", farve="serie" if len(dimensioner) > 1 else None,
        y_format="mio" if kr and stoerst >= 10_000_000 else "kr" if kr else "decimal" if parametre.maal == "helaarspersoner" else "antal",
        antal="antal", kilde="Det valgte udsnit.",
    )  # fmt: skip


def _x(noegle: str, dimension: str) -> object:
    """A quarter as its first day, so that the axis has room for it; all else as it stands."""
    if dimension != "kvartal" or "-K" not in noegle:
        return noegle
    aar, nr = noegle.split("-K")
    return date(int(aar), int(nr) * 3 - 2, 1)


def _spaend(data: pd.DataFrame) -> str:
    """From the first to the last, or which is the largest."""
    kendt = data[[v is not None for v in data["vaerdi"]]]
    stoerst = max(kendt.itertuples(), key=lambda r: r.vaerdi, default=None)
    hvor = f"{stoerst.x.year}, {(stoerst.x.month + 2) // 3}. kvartal" if stoerst is not None and isinstance(stoerst.x, date) else getattr(stoerst, "x", "")
    return f"størst i {hvor}" if stoerst is not None else "uden værdier"
