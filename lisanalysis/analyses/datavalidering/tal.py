"""All that is measured before a word is written, gathered per source for the traffic light."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from lisanalysis.analyses.datavalidering import aftale, kolonner, kontrolsum, leverancer, maaneder, raekker, saldo
from lisanalysis.analyses.datavalidering.erklaering import Parametre
from lisanalysis.analyses.datavalidering.trafiklys import Maaling
from lisanalysis.settings import System
from lisanalysis.tables import Dataset

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Tal:
    """The measurements: frames for the tables, one Maaling per source. None is "ikke kørt"."""

    leverancer: pd.DataFrame
    afviste: pd.DataFrame
    mod_forrige: pd.DataFrame
    maaneder: pd.DataFrame
    kontrolsummer: pd.DataFrame
    dubletter: pd.DataFrame
    dubletter_pr_tabel: pd.DataFrame
    uden_for_maaned: pd.DataFrame | None
    kolonner: pd.DataFrame
    saldo: saldo.Afstemning | None
    kilder: tuple[Maaling, ...]
    seneste: dict[str, date]
    ukendte_filer: tuple[str, ...]


def maal(data: Dataset, parametre: Parametre) -> Tal:
    """Everything the report needs, each thing measured once."""
    lev = data.leverancer()
    seneste = aftale.seneste_datoer(lev)
    aftaler = aftale.alle(data.kommune.systemer, lev, data.per)
    kopier, pr_tabel = raekker.dubletter(data)
    uden_for = raekker.uden_for_maaned(data)
    fil = dict(zip(lev["leverance_id"], lev["fil"], strict=True))
    dele = {
        "mod_forrige": leverancer.mod_forrige(lev, parametre.udsving_pct),
        "maaneder": maaneder.uden_raekker(data, seneste),
        "kontrolsummer": kontrolsum.summer(data, lev),
        "dubletter": _med_fil(kopier, fil),
        "uden_for_maaned": None if uden_for is None else _med_fil(uden_for, fil),
        "saldo": saldo.afstem(data) if not data.mangler("saldo", "postering") else None,
    }
    manglende = [(k, f) for k, a in aftaler.items() for f in (a.manglende_filer or (() if a.leveret else ("",)))]
    return Tal(
        leverancer=leverancer.liste(lev, manglende),
        afviste=data.afviste()[["fil", "linje", "kolonne", "aarsag"]],
        dubletter_pr_tabel=pr_tabel,
        kolonner=kolonner.profil(data),
        kilder=tuple(_maaling(k, data.kommune.systemer.get(k), aftaler.get(k), lev, dele) for k in _kilder(data, lev)),
        seneste=seneste,
        ukendte_filer=tuple(lev.loc[lev["kilde"] == "", "fil"]),
        **dele,
    )


def _kilder(data: Dataset, lev: pd.DataFrame) -> list[str]:
    """The systems of the agreement in its order, then those that came without one."""
    return [*data.kommune.systemer, *sorted(set(lev["kilde"]) - {"", *data.kommune.systemer})]


def _maaling(kilde: str, system: System | None, status: aftale.Status | None, lev: pd.DataFrame, dele: dict) -> Maaling:
    """What the traffic light is judged by, for one source."""
    egne = lev[lev["kilde"] == kilde]
    summer = dele["kontrolsummer"][dele["kontrolsummer"]["kilde"] == kilde]
    forrige = dele["mod_forrige"][dele["mod_forrige"]["kilde"] == kilde]
    return Maaling(
        kilde=kilde,
        navn=(system.navn if system else "") or kilde,
        kontakt=system.kontakt if system else "",
        i_aftalen=system is not None,
        leveret=status.leveret if status else True,
        raekker=int(egne["raekker"].sum()),
        afvist=int(egne["afvist"].sum()),
        dage_forsinket=status.dage_forsinket if status else 0,
        manglende_filer=status.manglende_filer if status else (),
        afviste_filer=tuple(egne.loc[egne["status"] == "afvist", "fil"]),
        advarsler=int((egne["status"] == "advarsel").sum()),
        udsving=int(forrige["udsving"].sum()),
        maaneder_uden=int(_fra(dele["maaneder"], kilde)["maaneder"].sum()),
        dubletter=len(_fra(dele["dubletter"], kilde)),
        uden_for_maaned=len(_fra(dele["uden_for_maaned"], kilde)),
        kontrolsum_afviger=any(f is not None and f != 0 for f in summer["forskel"]),
        saldo_forskel=_saldo_forskel(dele["saldo"], kilde),
    )


def _saldo_forskel(afstemning: saldo.Afstemning | None, kilde: str) -> object:
    if afstemning is None:
        return None
    return sum(abs(f) for f in _fra(afstemning.forskelle, kilde)["forskel"])


def _fra(frame: pd.DataFrame | None, kilde: str) -> pd.DataFrame:
    import pandas as pd

    return pd.DataFrame() if frame is None else frame[frame["kilde"] == kilde]


def _med_fil(frame: pd.DataFrame, fil: dict[str, str]) -> pd.DataFrame:
    """The frame with file names in place of delivery ids."""
    frame = frame.assign(fil=frame["leverance_id"].map(fil))
    if "foerste_leverance_id" in frame:
        frame = frame.assign(foerste_fil=frame["foerste_leverance_id"].map(fil))
    return frame.drop(columns=[k for k in ("leverance_id", "foerste_leverance_id") if k in frame])
