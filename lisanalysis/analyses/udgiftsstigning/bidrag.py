"""Shares the change out exactly: by account, name, kind, recipient and citizen, and by the three together.

All sums are made by the database in exact decimals. Within each level the contributions add up to the change.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from lisanalysis.analyses.udgiftsstigning.erklaering import Parametre
from lisanalysis.analyses.udgiftsstigning.perioder import Perioder
from lisanalysis.measures.udgift import bogfoert, kroner

if TYPE_CHECKING:
    import ibis
    import pandas as pd

# Level → the column that its keys come from.
NIVEAUER = {
    "konto": "konto",
    "kontonavn": "kontonavn",
    "art": "art",
    "leverandoer": "modtager",
    "borger": "borger_id",
}
ENHED = ("borger_id", "konto", "modtager")


def udvalg(postering: ibis.Table, parametre: Parametre, *, fri: bool) -> ibis.Table:
    """The postings asked for, with aar, maaned and `modtager` (the supplier's name, else whom the money went to).

    In a free account plan the account is a label and there is no dranst to choose by.
    """
    import ibis

    rows = bogfoert(postering, dranst=() if fri else parametre.dranst, art=parametre.art)
    rows = rows.mutate(modtager=ibis.coalesce(rows.leverandoer, rows.betalingsmodtager))
    if not parametre.konto:
        return rows
    kolonne = rows.funktion if "." in parametre.konto and not fri else rows.konto
    return rows.filter(kolonne.substr(0, len(parametre.konto)) == parametre.konto)


def sammenlignelige(rows: ibis.Table, p: Perioder) -> ibis.Table:
    """The postings of the months compared, in both years."""
    return rows.filter(rows.aar.isin([p.aar, p.foer]), rows.maaned <= p.til_og_med)


def bevaegelse(rows: ibis.Table, noegler: list[str], p: Perioder) -> ibis.Table:
    """Per key: foer, i_aar and beloeb (the change) in kroner, and the postings, months and last month of each year."""

    def aar(aarstal: int, navn: str) -> dict[str, ibis.Value]:
        valgt = rows.aar == aarstal
        return {
            navn: kroner(rows.beloeb.sum(where=valgt)),
            f"antal_{navn}": rows.count(where=valgt),
            f"maaneder_{navn}": rows.maaned.nunique(where=valgt),
            f"sidste_{navn}": rows.maaned.max(where=valgt),
        }

    samlet = rows.group_by(noegler).agg(**aar(p.foer, "foer"), **aar(p.aar, "i_aar"))
    return samlet.mutate(beloeb=samlet.i_aar - samlet.foer, antal=samlet.antal_foer + samlet.antal_i_aar)


def niveau(rows: ibis.Table, navn: str, p: Perioder) -> pd.DataFrame:
    """One level: noegle, effekt, foer, i_aar, beloeb, antal; the largest change first. An unknown key or effect is empty."""
    import ibis

    t = bevaegelse(rows.mutate(noegle=rows[NIVEAUER[navn]]), ["noegle"], p)
    t = t.mutate(niveau=ibis.literal(navn), effekt=_effekt(t.noegle.notnull(), t.antal_foer, t.antal_i_aar))
    t = t.order_by(t.beloeb.abs().desc(), t.noegle)
    return t.select("niveau", "noegle", "effekt", "foer", "i_aar", "beloeb", "antal").execute()


def bidrag(rows: ibis.Table, p: Perioder, delta: Decimal, engangs_pct: int) -> pd.DataFrame:
    """Per citizen, account and recipient: the change, whether it is a one-off, and its size; those that pull the change's way first."""

    t = bevaegelse(rows, list(ENHED), p)
    retning = -1 if delta < 0 else 1
    t = t.mutate(effekt=_borgerens_effekt(t), engangs=_engangs(t, p, delta, engangs_pct))
    t = t.order_by((t.beloeb * retning).desc(), *ENHED)
    frame = t.select(*ENHED, "effekt", "foer", "i_aar", "beloeb", "antal", "antal_foer", "antal_i_aar", "engangs").execute()
    return frame.assign(engangs=frame["engangs"] == "ja")


def _borgerens_effekt(t: ibis.Table) -> ibis.expr.types.StringColumn:
    """The effect of the citizen as a whole (without one: of the recipient), so that who changes provider is neither new nor gone.

    It is thereby the same as in the level of citizens, and the two add up to the same kroner per effect.
    """
    import ibis

    uden_borger = ibis.ifelse(t.borger_id.isnull(), t.modtager, ibis.null("string"))
    hele = ibis.window(group_by=[t.borger_id, uden_borger])
    kendt = t.borger_id.notnull() | t.modtager.notnull()
    return _effekt(kendt, t.antal_foer.sum().over(hele), t.antal_i_aar.sum().over(hele))


def _effekt(
    kendt: ibis.expr.types.BooleanValue, antal_foer: ibis.expr.types.IntegerValue, antal_i_aar: ibis.expr.types.IntegerValue
) -> ibis.expr.types.StringColumn:
    """tilgang, afgang, or empty: for one who stays postings do not tell days from price, and an unknown key tells nothing."""
    import ibis

    return ibis.cases(
        (kendt & (antal_foer == 0), "tilgang"),
        (kendt & (antal_i_aar == 0), "afgang"),
        else_=ibis.null("string"),
    )


def _engangs(t: ibis.Table, p: Perioder, delta: Decimal, engangs_pct: int) -> ibis.expr.types.StringColumn:
    """ja where the contribution lies in one month of one year only, before the last month compared, and is large enough.

    Money in the last month compared may go on in the next, so it is not called a one-off yet.
    """
    import ibis

    graense = abs(delta) * engangs_pct  # compared with 100 times the amount: no division, so no rounding
    stor = t.beloeb * (-100 if delta < 0 else 100) >= ibis.literal(graense).cast("decimal(38,2)")
    kun_i_aar = (t.antal_foer == 0) & (t.maaneder_i_aar == 1) & (t.sidste_i_aar < p.til_og_med)
    kun_foer = (t.antal_i_aar == 0) & (t.maaneder_foer == 1) & (t.sidste_foer < p.til_og_med)
    return ibis.ifelse(stor & (graense > 0) & (kun_i_aar | kun_foer), "ja", "nej")
