"""All that is counted before a word is written: the change, its contributions, and the postings behind them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from lisanalysis.analyses.udgiftsstigning import aktivitet, bidrag, forklaring, modtagere, posteringer
from lisanalysis.analyses.udgiftsstigning.erklaering import Parametre
from lisanalysis.analyses.udgiftsstigning.forklaring import Forklaring
from lisanalysis.analyses.udgiftsstigning.perioder import Perioder, SpinkeltGrundlag, vaelg
from lisanalysis.analyses.udgiftsstigning.ved_siden_af import VedSidenAf, ved_siden_af
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

    `stoerste` are the contributions that pull most the way of the change, and `brutto` all that pull that way. `forklaring` is None where
    the settlements do not carry it, and `uden_forklaring` then says why.
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
    beside: VedSidenAf
    forklaring: Forklaring | None
    uden_forklaring: str
    andel_med_dage: Decimal | None
    tilgang: tuple[int, int] | None  # citizens who were new last year and this; None where the year before last is not whole

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
    maaneder = _maaneder_med_posteringer(postering)
    perioder = vaelg(parametre, data.per, maaneder)
    valgte = bidrag.udvalg(postering, parametre, fri=data.kommune.kontoplan == "fri")
    rows = bidrag.sammenlignelige(valgte, perioder)
    total = _total(rows, perioder)
    if not total["antal"]:
        raise SpinkeltGrundlag("posteringer på det valgte udsnit (konto, dranst og art)")
    delta = total["i_aar"] - total["foer"]
    alle = bidrag.bidrag(rows, perioder, delta, parametre.engangs_pct)
    stoerste = alle[[b * delta > 0 for b in alle["beloeb"]]].head(parametre.top)
    forklaret, hvorfor_ikke, andel = _forklaring(rows, data, perioder, parametre)
    return Tal(
        perioder=perioder, foer=total["foer"], i_aar=total["i_aar"],
        antal_i_aar=int(total["antal_i_aar"]), antal_foer=int(total["antal_foer"]),
        niveauer=_niveauer(rows, perioder), bidrag=alle, stoerste=stoerste,
        posteringer=posteringer.bag(rows, stoerste, data.leverancer()),
        maaneder=_pr_maaned(rows),
        navne=modtagere.navne(data),
        beside=ved_siden_af(data, parametre, perioder, fri=data.kommune.kontoplan == "fri"),
        forklaring=forklaret, uden_forklaring=hvorfor_ikke, andel_med_dage=andel,
        tilgang=_tilgang(valgte, data, perioder, maaneder, forklaret) if forklaret else None,
    )


def _forklaring(rows: ibis.Table, data: Dataset, p: Perioder, parametre: Parametre) -> tuple[Forklaring | None, str, Decimal | None]:
    """The change by days and price, or the Danish reason that the settlements do not carry one; and the share that has days."""
    if data.mangler(*aktivitet.KRAEVER):
        return None, "Der er ingen afregninger, så dagene bag kronerne kendes ikke.", None
    enheder = aktivitet.enheder(rows, data, p)
    andel = forklaring.andel_med_dage(enheder)
    if andel is None or andel < forklaring.MINDST_ANDEL:
        pct = "ingen" if andel is None else f"kun {andel * 100:.0f} pct."
        return None, f"Det er {pct} af udgiften på borgere, der kan føres til en afregning med dage.", andel
    return forklaring.forklar(enheder, parametre.pl), "", andel


def _tilgang(valgte: ibis.Table, data: Dataset, p: Perioder, maaneder: set[str], f: Forklaring) -> tuple[int, int] | None:
    """How many citizens were new last year and this year, counted alike; None where the year before last is not whole."""
    foer = Perioder(p.foer, p.foer - 1, p.til_og_med)
    if any(f"{foer.foer}-{m:02d}" not in maaneder for m in range(1, 13)):
        return None
    sidste = aktivitet.enheder(bidrag.sammenlignelige(valgte, foer), data, foer)
    return aktivitet.nye(sidste), aktivitet.nye(f.enheder)


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
