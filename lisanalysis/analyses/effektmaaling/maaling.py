"""All that is measured before a word is written: the series, the outcome now and before, and the effect or its refusals."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from lisanalysis.analyses.effektmaaling import forloeb as fl
from lisanalysis.analyses.effektmaaling.erklaering import Parametre
from lisanalysis.analyses.effektmaaling.maalsaetning import Maalsaetning, maalsaetninger
from lisanalysis.domain import periode
from lisanalysis.statistik.andel import Skoen, andel, forhold_pr_person
from lisanalysis.statistik.did import Did, did
from lisanalysis.statistik.foer_efter import FoerEfter, foer_efter
from lisanalysis.statistik.its import Its, its
from lisanalysis.tables import Dataset

if TYPE_CHECKING:
    import pandas as pd

MINDST_PR_SIDE = 30  # courses whose outcome is known, on each side of the date
SIDSTE = 12  # months that "now" is
_DAGE_TIL = {"til_mindre_indgribende": fl.VIDERE_DAGE, "vender_tilbage": fl.TILBAGE_DAGE}


@dataclass(frozen=True)
class Maaling:
    """`serie` has periode, taeller, naevner per month; `nu` and `foer` are the last year's outcome and that of the year before `fra`."""

    serie: pd.DataFrame
    antal: int
    nu: Skoen
    foer: Skoen
    its: Its | None
    did: Did | None
    enkelte: FoerEfter | None
    maal: tuple[tuple[Maalsaetning, Skoen], ...]
    afslag: tuple[str, ...]


def maal(data: Dataset, parametre: Parametre) -> Maaling:
    """The whole measurement. Raises MissingTable where the outcome needs settlements and there are none."""
    grund = _grundlag(data, parametre)
    serie = _serie(grund, data, parametre)
    afslag = () if parametre.dag else ("NO_DATE",)
    trin = _trin(serie, parametre)
    if parametre.dag and min(_kendte(serie[:trin], parametre), _kendte(serie[trin:], parametre)) < MINDST_PR_SIDE:
        afslag += ("TOO_FEW",)
    return Maaling(
        serie, len(grund),
        nu=_skoen(grund, serie["periode"].tolist()[-SIDSTE:], parametre),
        foer=_skoen(grund, serie["periode"].tolist()[max(0, trin - SIDSTE) : trin], parametre) if parametre.dag else Skoen(None, None, None, 0),
        its=_its(serie, trin) if parametre.dag else None,
        did=_did(grund, serie, trin, parametre) if parametre.dag and parametre.behandlede and parametre.maal != "kr_pr_borger" else None,
        enkelte=_enkelte(data, parametre) if parametre.maal == "kr_pr_borger" else None,
        maal=tuple((m, _nu(m, data, parametre)) for m in maalsaetninger(data.kommune.maal)),
        afslag=afslag,
    )  # fmt: skip


def _grundlag(data: Dataset, parametre: Parametre) -> pd.DataFrame:
    """What is counted: the citizens' months where the outcome is kroner, else the courses whose outcome is known, with their month."""
    if parametre.maal == "kr_pr_borger":
        return fl.borgermaaneder(data, parametre.paragraf)
    alle = fl.forloeb(data, parametre)
    kendt = alle[[v is not None and v == v for v in alle[parametre.maal]]]
    dato = "fra_dato" if parametre.maal == "slutter_tidligt" else "til_dato"
    return kendt.assign(periode=[periode.maaned(d) for d in kendt[dato]], hit=[int(v) for v in kendt[parametre.maal]])


def _serie(grund: pd.DataFrame, data: Dataset, parametre: Parametre) -> pd.DataFrame:
    """Every month of the window, also those where nothing happened."""
    import pandas as pd

    til = data.per - timedelta(days=_venter(parametre))
    sidste = periode.maaned(til) if til == periode.sidste(periode.maaned(til)) else periode.forskyd(periode.maaned(til), -1)
    foerste = max(periode.forskyd(sidste, 1 - parametre.maaneder), fl.foerste_maaned(data))
    kr = parametre.maal == "kr_pr_borger"
    taeller: Counter[str] = Counter()
    naevner = Counter(grund["periode"])
    for p, v in zip(grund["periode"], grund["beloeb" if kr else "hit"], strict=True):
        taeller[p] += v
    maaneder = list(periode.maaneder(periode.foerste(foerste), periode.sidste(sidste))) if foerste <= sidste else []
    return pd.DataFrame({"periode": maaneder, "taeller": [taeller[m] for m in maaneder], "naevner": [naevner[m] for m in maaneder]})


def _venter(parametre: Parametre) -> int:
    """Days that must pass before the outcome of a month can be known."""
    return parametre.inden_dage if parametre.maal == "slutter_tidligt" else _DAGE_TIL.get(parametre.maal, 0)


def _trin(serie: pd.DataFrame, parametre: Parametre) -> int:
    """The number of months before the effort began; a month it began within counts as after."""
    return int(sum(m < periode.maaned(parametre.dag) for m in serie["periode"])) if parametre.dag else 0


def _kendte(serie: pd.DataFrame, parametre: Parametre) -> int:
    return int(serie["naevner"].sum())


def _skoen(grund: pd.DataFrame, maaneder: list[str], parametre: Parametre) -> Skoen:
    """The outcome over these months, with an interval that follows persons."""
    g = grund[grund["periode"].isin(maaneder)]
    if parametre.maal != "kr_pr_borger":
        return andel(int(g["hit"].sum()), len(g)) if len(g) else Skoen(None, None, None, 0)
    pr = g.groupby("borger_id").agg(kr=("beloeb", "sum"), maaneder=("periode", "count"))
    return forhold_pr_person([float(x) for x in pr["kr"]], pr["maaneder"].tolist())


def _its(serie: pd.DataFrame, trin: int) -> Its:
    """Events per course (or kroner per citizen), month by month; a month without any weighs nothing."""
    maaned = int(serie["periode"].iloc[0][5:]) if len(serie) else 1
    return its([float(v) for v in serie["taeller"]], trin, eksponering=serie["naevner"].tolist(), foerste_maaned=maaned)


def _did(grund: pd.DataFrame, serie: pd.DataFrame, trin: int, parametre: Parametre) -> Did:
    """Quarters by unit: those that got the effort against those that did not."""
    import pandas as pd

    nummer = {m: (nr - trin) // 3 for nr, m in enumerate(serie["periode"])}
    g = grund[grund["periode"].isin(nummer) & grund["enhed"].notna()]
    g = g.assign(tid=[nummer[p] for p in g["periode"]])
    panel = g.groupby(["enhed", "tid"])["hit"].mean().rename("y").reset_index()
    start = [0.0 if e in parametre.behandlede else float("nan") for e in panel["enhed"]]
    return did(panel.assign(start=pd.Series(start, index=panel.index, dtype=float)))


def _enkelte(data: Dataset, parametre: Parametre) -> FoerEfter:
    """All kroner in the year after a course begins against the year that ends a year before it: those given help are chosen by need."""
    kr: dict[tuple[str, str], Decimal] = {(r.borger_id, r.periode): r.beloeb for r in fl.borgermaaneder(data).itertuples()}
    foerste, sidste = fl.foerste_maaned(data), periode.maaned(data.per)
    starter = fl.forloeb(data, parametre)
    if parametre.dag:
        starter = starter[[d >= parametre.dag for d in starter["fra_dato"]]]
    tidligere, efter = [], []
    for r in starter.drop_duplicates("borger_id").itertuples():
        m = periode.maaned(r.fra_dato)
        if periode.forskyd(m, -24) < foerste or periode.forskyd(m, 12) > sidste:
            continue
        tidligere.append(float(sum(kr.get((r.borger_id, periode.forskyd(m, -k)), 0) for k in range(13, 25))))
        efter.append(float(sum(kr.get((r.borger_id, periode.forskyd(m, k)), 0) for k in range(1, 13))))
    return foer_efter(tidligere, efter, udvalgt_paa_maalet=True, tidligere=tidligere)


def _nu(m: Maalsaetning, data: Dataset, parametre: Parametre) -> Skoen:
    """Where a target stands in the last year that can be known."""
    egne = parametre.model_copy(update={"paragraf": m.paragraf, "maal": m.maal})
    if m.maal == "kr_pr_borger" and not data.har("afregning"):
        return Skoen(None, None, None, 0)
    grund = _grundlag(data, egne)
    return _skoen(grund, _serie(grund, data, egne)["periode"].tolist()[-SIDSTE:], egne)
