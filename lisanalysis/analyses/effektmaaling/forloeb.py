"""The courses of the effort, one row per episode, with what became of each where enough time has gone to know."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from lisanalysis.analyses.effektmaaling.erklaering import Parametre
from lisanalysis.measures.enhedspris import UDGIFTER
from lisanalysis.measures.episoder import episoder
from lisanalysis.measures.ophold import AFREGNET, egne, fra_bevilling, grupper
from lisanalysis.measures.panel import maaned
from lisanalysis.measures.udgift import kroner
from lisanalysis.measures.udtraek import foerste_hele_maaned
from lisanalysis.tables import Dataset

if TYPE_CHECKING:
    import pandas as pd

VIDERE_DAGE, TILBAGE_DAGE = 90, 365


def forloeb(data: Dataset, parametre: Parametre) -> pd.DataFrame:
    """Every course of the paragraph: borger_id, enhed, fra_dato, til_dato (empty: open), and the outcomes (empty: not known yet).

    `slutter_tidligt` belongs to the month of the start, the two others to the month of the end.
    """
    alle = _episoder(data, parametre)
    egne_ = alle[alle["gruppe"] == parametre.paragraf].reset_index(drop=True)
    per = data.per
    egne_["slutter_tidligt"] = [_tidligt(r, per, parametre.inden_dage) for r in egne_.itertuples()]
    pr_borger = {b: g for b, g in alle.groupby("borger_id")}
    egne_["vender_tilbage"] = [_tilbage(r, pr_borger[r.borger_id], per) for r in egne_.itertuples()]
    egne_["til_mindre_indgribende"] = [_ned(r, pr_borger[r.borger_id], per, parametre.trappe) for r in egne_.itertuples()]
    return egne_


def borgermaaneder(data: Dataset, paragraf: str = "") -> pd.DataFrame:
    """Kroner settled per citizen and month on the paragraph, or on all of them: borger_id, periode, beloeb (exact)."""
    a = data.tabel("afregning")
    a = grupper(a, "paragraf", {paragraf: [paragraf]}) if paragraf else a
    kode = data.kommune.kode
    a = a.filter(a.status.isin(list(AFREGNET)), a.afregningstype.isin(list(UDGIFTER)), a.betalingskommune.isnull() | (a.betalingskommune == kode))
    a = a.mutate(periode=maaned(a.periode_fra_dato))
    return a.group_by(["borger_id", "periode"]).agg(beloeb=kroner(a.beloeb.sum())).order_by("periode", "borger_id").execute()


def foerste_maaned(data: Dataset) -> str:
    """The first month whose courses are all there."""
    return foerste_hele_maaned(data.tabel("bevilling"))


def _episoder(data: Dataset, parametre: Parametre) -> pd.DataFrame:
    valgte = dict.fromkeys((*parametre.trappe, parametre.paragraf))
    b = grupper(data.tabel("bevilling"), "paragraf", {p: [p] for p in valgte})
    ophold = egne(fra_bevilling(b), data.kommune.kode)
    import ibis

    foerst = b.mutate(fra_dato=ibis.coalesce(b.afregning_start_dato, b.start_dato))
    foerst = foerst.group_by(["borger_id", "gruppe", "fra_dato"]).agg(enhed=foerst[parametre.enhed].max())
    alle = episoder(ophold).left_join(foerst, ["borger_id", "gruppe", "fra_dato"])
    frame = alle.select("borger_id", "gruppe", "fra_dato", "til_dato", "enhed").order_by("borger_id", "gruppe", "fra_dato").execute()
    for kolonne in ("fra_dato", "til_dato"):
        frame[kolonne] = [None if v is None or v != v else (v.date() if hasattr(v, "date") else v) for v in frame[kolonne].astype(object)]
    return frame[[f <= data.per for f in frame["fra_dato"]]]


def _tidligt(r: tuple, per: object, dage: int) -> bool | None:
    """Whether it lasted at most so many days, where it could be followed for them."""
    if r.fra_dato + timedelta(days=dage) > per:
        return None
    return _slut(r, per) is not None and (r.til_dato - r.fra_dato).days + 1 <= dage


def _slut(r: tuple, per: object) -> object | None:
    """The day it ended, where it has."""
    return r.til_dato if isinstance(r.til_dato, type(per)) and r.til_dato <= per else None


def _tilbage(r: tuple, alle: pd.DataFrame, per: object) -> bool | None:
    slut = _slut(r, per)
    if slut is None or slut + timedelta(days=TILBAGE_DAGE) > per:
        return None
    return any(g == r.gruppe and slut < f <= slut + timedelta(days=TILBAGE_DAGE) for g, f in zip(alle["gruppe"], alle["fra_dato"], strict=True))


def _ned(r: tuple, alle: pd.DataFrame, per: object, trappe: list[str]) -> bool | None:
    """Whether the first thing that began within 90 days of the end stands lower on the stair."""
    slut = _slut(r, per)
    if slut is None or slut + timedelta(days=VIDERE_DAGE) > per or r.gruppe not in trappe:
        return None
    frist = slut + timedelta(days=VIDERE_DAGE)
    senere = sorted((f, trappe.index(g)) for g, f in zip(alle["gruppe"], alle["fra_dato"], strict=True) if slut < f <= frist and g in trappe)
    return bool(senere) and senere[0][1] > trappe.index(r.gruppe)
