"""The days behind the kroner: each posting is led to the settlement it pays, and so to days, price, paragraph and caseworker.

Kroner that pay for days of the year they are booked in can be explained by days and price. All other kroner are `korrektion`, of a named
kind: income and refunds, credits, payments for another year, and postings that no settlement answers for.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from lisanalysis.analyses.udgiftsstigning.perioder import Perioder
from lisanalysis.measures.panel import maaned
from lisanalysis.measures.udgift import kroner
from lisanalysis.tables import Dataset

if TYPE_CHECKING:
    import ibis
    import pandas as pd

# What a unit is told apart by: every cut of the answer is a grouping of these.
ENHED = ("borger_id", "konto", "kontonavn", "art", "modtager", "paragraf", "sagsbehandler", "maalgruppe", "ydelse", "enhed", "slags")
KRAEVER = ("afregning",)
DAGE = "dage"
SLAGS = {
    "indtaegt": "indtægter, egenbetaling og mellemkommunal betaling",
    "kredit": "krediteringer og reguleringer",
    "efterregulering": "betalinger for et andet år end det, de er bogført i",
    "uden_aktivitet": "posteringer uden afregning bag",
}
_INDTAEGT = ("indtaegt", "egenbetaling", "mellemkommunal")


def enheder(rows: ibis.Table, data: Dataset, p: Perioder) -> pd.DataFrame:
    """Per unit and kind of kroner: foer, i_aar (exact), dage_foer, dage_i_aar, maengde_foer, maengde_i_aar, takster, antal (postings).

    `dage_ens` are days at the takst that most days of the same service of the same provider had in that month.
    `rows` are the postings of the months compared. `slags` is `dage`, or the kind of correction; only `dage` has days.
    """
    import ibis

    t = _ens_takst(_slags(_med_afregning(rows, data)))
    valgt = {"foer": t.aar == p.foer, "i_aar": t.aar == p.aar}
    maal: dict[str, ibis.Value] = {"antal": t.count(), "dage_ens": ibis.coalesce(t.ens_dage.sum(), 0).cast("int64")}
    for navn, hvor in valgt.items():
        maal |= {
            navn: kroner(t.beloeb.sum(where=hvor)),
            f"dage_{navn}": ibis.coalesce(t.talte_dage.sum(where=hvor), 0).cast("int64"),
            f"maengde_{navn}": ibis.coalesce(t.talt_maengde.sum(where=hvor), ibis.literal(Decimal("0"))).cast("decimal(38,4)"),
            f"lav_{navn}": t.takst.min(where=hvor & (t.slags == DAGE)),
            f"hoej_{navn}": t.takst.max(where=hvor & (t.slags == DAGE)),
        }
    return t.group_by(list(ENHED)).agg(**maal).order_by(list(ENHED)).execute()


def nye(enheder: pd.DataFrame) -> int:
    """Citizens with days this year and none last year."""
    hele = enheder[enheder["slags"] == DAGE].groupby("borger_id")[["dage_foer", "dage_i_aar"]].sum()
    return int(((hele["dage_foer"] == 0) & (hele["dage_i_aar"] > 0)).sum())


def _afregninger(data: Dataset) -> ibis.Table:
    """One row per reference that goes into the ledger: the days it pays for, and what for. Annulled ones pay for nothing."""
    import ibis

    a = data.tabel("afregning")
    a = a.filter(a.status != "annulleret", a.henvisningsnr.notnull())
    if data.har("ydelse"):
        y = data.tabel("ydelse").group_by("ydelse_id").agg(sagsbehandler=ibis._.sagsbehandler.max(), maalgruppe=ibis._.maalgruppe.max())
        a = a.left_join(y, "ydelse_id").drop("ydelse_id_right")
    else:
        a = a.mutate(sagsbehandler=ibis.null("string"), maalgruppe=ibis.null("string"))
    betaler = (a.afregningstype == "udgift") & (a.beloeb > 0)
    a = a.mutate(
        betaler=ibis.ifelse(betaler, 1, 0),
        indtaegt=ibis.ifelse(a.afregningstype.isin(_INDTAEGT), 1, 0),
        periode_aar=a.periode_fra_dato.year().cast("int32"),
        dage=ibis.ifelse(betaler, a.periode_til_dato.delta(a.periode_fra_dato, unit="day") + 1, 0),
        maengde=ibis.ifelse(betaler, ibis.coalesce(a.antal, ibis.literal(Decimal("0"))).cast("decimal(12,4)"), 0),
    )
    tekst = ("borger_id", "paragraf", "foranstaltning", "enhed", "sagsbehandler", "maalgruppe")
    return a.group_by("henvisningsnr").agg(
        **{f"a_{k}": a[k].max() for k in tekst},
        takst=a.takst.max(), betaler=a.betaler.max(), indtaegt=a.indtaegt.max(),
        periode_aar=a.periode_aar.max(), periode=maaned(a.periode_fra_dato).max(), periode_aar_foerst=a.periode_aar.min(), dage=a.dage.sum(), maengde=a.maengde.sum(),
    )  # fmt: skip


def _med_afregning(rows: ibis.Table, data: Dataset) -> ibis.Table:
    """The postings with what their settlement knows; of several postings of one settlement the largest carries its days."""
    import ibis

    t = rows.left_join(_afregninger(data), "henvisningsnr", rname="{name}_a")
    foerst = ibis.row_number().over(
        ibis.window(group_by=[t.henvisningsnr, t.aar], order_by=[t.beloeb.desc(), t.leverance_id, t.raekke_nr])
    )
    return t.mutate(nummer=foerst)


def _ens_takst(t: ibis.Table) -> ibis.Table:
    """`ens_dage`: the posting's days where its takst had most of the service's days in the month that is paid for, else nil."""
    import ibis

    samtidige = [t.modtager, t.paragraf, t.ydelse, t.enhed, t.periode_a]
    t = t.mutate(takstens=t.talte_dage.sum().over(ibis.window(group_by=[*samtidige, t.takst])))
    alle = t.talte_dage.sum().over(ibis.window(group_by=[t[k.get_name()] for k in samtidige]))
    return t.mutate(ens_dage=ibis.ifelse(t.takst.notnull() & (t.takstens * 2 > alle), t.talte_dage, 0))


def _slags(t: ibis.Table) -> ibis.Table:
    """The kind of each posting's kroner, and the days that count."""
    import ibis

    t = t.mutate(
        borger_id=ibis.coalesce(t.borger_id, t.a_borger_id), paragraf=t.a_paragraf, sagsbehandler=t.a_sagsbehandler,
        maalgruppe=t.a_maalgruppe, ydelse=t.a_foranstaltning, enhed=t.a_enhed,
        slags=ibis.cases(
            (t.betaler.isnull(), "uden_aktivitet"),
            (t.indtaegt == 1, "indtaegt"),
            (t.betaler == 0, "kredit"),
            ((t.periode_aar != t.aar) | (t.periode_aar_foerst != t.aar), "efterregulering"),
            (t.beloeb <= 0, "kredit"),
            ((t.nummer > 0) | (t.dage <= 0), "uden_aktivitet"),
            else_=DAGE,
        ),
    )  # fmt: skip
    betalt = t.slags == DAGE
    return t.mutate(
        talte_dage=ibis.ifelse(betalt, t.dage, 0),
        talt_maengde=ibis.ifelse(betalt, t.maengde, ibis.literal(Decimal("0")).cast("decimal(38,4)")),
    )
