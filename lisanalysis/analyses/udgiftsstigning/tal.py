"""All that is counted before a word is written: the change, its contributions, and the postings behind them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from lisanalysis.analyses.udgiftsstigning import bidrag, modtagere, posteringer
from lisanalysis.analyses.udgiftsstigning.erklaering import Parametre
from lisanalysis.analyses.udgiftsstigning.perioder import Perioder, SpinkeltGrundlag, vaelg
from lisanalysis.measures.udgift import bogfoert, udgift
from lisanalysis.tables import Dataset

if TYPE_CHECKING:
    import ibis
    import pandas as pd

NUL = Decimal("0.00")
ANDEL = Decimal("0.000001")  # shares are kept to six decimals; kroner are exact


@dataclass(frozen=True)
class Tal:
    """The comparison in numbers. `niveauer` holds a frame per level; a level that no posting has a key for is not there.

    `stoerste` are the contributions that pull most the way of the change, and `brutto` all that pull that way.
    """

    perioder: Perioder
    foer: Decimal
    i_aar: Decimal
    antal_i_aar: int
    antal_foer: int
    niveauer: dict[str, pd.DataFrame]
    bidrag: pd.DataFrame
    stoerste: pd.DataFrame
    posteringer: pd.DataFrame
    maaneder: pd.DataFrame
    navne: dict[str, str]

    @property
    def delta(self) -> Decimal:
        """This year less last year, over the same months."""
        return self.i_aar - self.foer

    @property
    def vaekst(self) -> Decimal | None:
        """The change as a share of last year; None where last year was nil."""
        return (self.delta / abs(self.foer)).quantize(ANDEL) if self.foer else None

    @property
    def brutto(self) -> Decimal:
        """All contributions that pull the way of the change, without those that pull against it."""
        return sum((b for b in self.bidrag["beloeb"] if b * self.delta > 0), NUL)

    @property
    def andel_stoerste(self) -> Decimal | None:
        """The largest contributions' share of `brutto`; None where nothing has changed."""
        return (sum(self.stoerste["beloeb"], NUL) / self.brutto).quantize(ANDEL) if self.brutto else None

    @property
    def uden_borger(self) -> Decimal:
        """This year's kroner on postings that name no citizen."""
        return sum(self.bidrag.loc[self.bidrag["borger_id"].isna(), "i_aar"], NUL)

    @property
    def engangs(self) -> Decimal:
        """The part of the change that is called one-off; it is still in the change."""
        return sum(self.bidrag.loc[self.bidrag["engangs"], "beloeb"], NUL)


def regn(data: Dataset, parametre: Parametre) -> Tal:
    """The whole comparison. Raises SpinkeltGrundlag where the postings cannot carry it."""
    postering = data.tabel("postering")
    perioder = vaelg(parametre, data.per, _maaneder_med_posteringer(postering))
    valgte = bidrag.udvalg(postering, parametre, fri=data.kommune.kontoplan == "fri")
    rows = bidrag.sammenlignelige(valgte, perioder)
    total = _total(rows, perioder)
    if not total["antal"]:
        raise SpinkeltGrundlag("posteringer på det valgte udsnit (konto, dranst og art)")
    delta = total["i_aar"] - total["foer"]
    alle = bidrag.bidrag(rows, perioder, delta, parametre.engangs_pct)
    stoerste = alle[[b * delta > 0 for b in alle["beloeb"]]].head(parametre.top)
    return Tal(
        perioder=perioder, foer=total["foer"], i_aar=total["i_aar"],
        antal_i_aar=int(total["antal_i_aar"]), antal_foer=int(total["antal_foer"]),
        niveauer=_niveauer(rows, perioder), bidrag=alle, stoerste=stoerste,
        posteringer=posteringer.bag(rows, stoerste, data.leverancer()),
        maaneder=_pr_maaned(rows),
        navne=modtagere.navne(data),
    )


def _maaneder_med_posteringer(postering: ibis.Table) -> set[str]:
    return set(bogfoert(postering).select("periode").distinct().execute()["periode"])


def _total(rows: ibis.Table, p: Perioder) -> dict:
    alt = rows.mutate(alt=1)
    frame = bidrag.bevaegelse(alt, ["alt"], p).execute()
    return frame.iloc[0].to_dict() if len(frame) else {"antal": 0}


def _niveauer(rows: ibis.Table, p: Perioder) -> dict[str, pd.DataFrame]:
    frames = {navn: bidrag.niveau(rows, navn, p) for navn in bidrag.NIVEAUER}
    return {navn: frame for navn, frame in frames.items() if frame["noegle"].notna().any()}


def _pr_maaned(rows: ibis.Table) -> pd.DataFrame:
    """Spending per account and month of the two years, the accounts in order."""
    return udgift(rows.drop("aar", "maaned", "periode"), noegler=("konto",)).order_by("konto", "periode").execute()
