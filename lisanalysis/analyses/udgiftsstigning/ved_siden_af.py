"""What stands beside the spending: the budget of the same accounts, and the state's refund on the same function."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from lisanalysis.analyses.udgiftsstigning.erklaering import Parametre
from lisanalysis.analyses.udgiftsstigning.perioder import Perioder
from lisanalysis.measures.udgift import bogfoert, kroner
from lisanalysis.tables import Dataset

if TYPE_CHECKING:
    import ibis

REFUSION = "2"  # dranst 2: statsrefusion
_FUNKTION = 5  # digits of a konto that are its function


@dataclass(frozen=True)
class VedSidenAf:
    """Budget of the whole year, and refund booked in the months compared (income is negative). None is not known."""

    budget: Decimal | None
    refusion_foer: Decimal | None
    refusion_i_aar: Decimal | None


def ved_siden_af(data: Dataset, parametre: Parametre, p: Perioder, *, fri: bool) -> VedSidenAf:
    """Budget and refund of the accounts asked for; a free account plan knows neither."""
    if fri:
        return VedSidenAf(None, None, None)
    rows = bogfoert(data.tabel("postering"), dranst=[REFUSION])
    rows = _med_konto(rows, parametre.konto[:_FUNKTION] if "." not in parametre.konto else parametre.konto)
    rows = rows.filter(rows.maaned <= p.til_og_med, rows.aar.isin([p.aar, p.foer]))
    sum_ = rows.group_by("aar").agg(beloeb=kroner(rows.beloeb.sum())).execute()
    pr_aar = dict(zip(sum_["aar"], sum_["beloeb"], strict=True))
    return VedSidenAf(_budget(data, parametre, p.aar), pr_aar.get(p.foer, Decimal("0.00")), pr_aar.get(p.aar, Decimal("0.00")))


def _budget(data: Dataset, parametre: Parametre, aar: int) -> Decimal | None:
    if not data.har("budget"):
        return None
    t = _med_konto(data.tabel("budget").filter(lambda t: t.regnskabsaar == aar), parametre.konto)
    for kolonne, valgte in (("dranst", parametre.dranst), ("art", parametre.art)):
        if valgte:
            t = t.filter(t[kolonne].isin(list(valgte)))
    fundet = t.agg(antal=t.count(), beloeb=kroner(t.korrigeret.sum())).execute().iloc[0]
    return fundet["beloeb"] if fundet["antal"] else None


def _med_konto(rows: ibis.Table, konto: str) -> ibis.Table:
    """The rows of the account, the beginning of one, or a function written 5.38.42; empty text is all."""
    if not konto:
        return rows
    kolonne = rows.funktion if "." in konto else rows.konto
    return rows.filter(kolonne.substr(0, len(konto)) == konto)
