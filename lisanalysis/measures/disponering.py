"""What is set aside and what has been paid, for each measure and month: the one definition behind every list and forecast."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from lisanalysis.measures.udgift import kroner

if TYPE_CHECKING:
    import ibis

BETALT = ("effektueret",)
_UDGIFT = ("udgift", "regulering")  # what is set aside is the price, so the citizen's own payment and other income do not lessen what is spent of it


def forbrug(afregning: ibis.Table, kode: str) -> ibis.Table:
    """Effected payments and corrections per kilde, ydelse_id, aar and maaned of the period paid for: `forbrug`, before income, exact.

    `kode` is the municipality's own: a mellemkommunal settlement that another pays is income, and left out like egenbetaling.
    """
    egen = afregning.betalingskommune.isnull() | (afregning.betalingskommune == kode)
    t = afregning.filter(
        afregning.status.isin(list(BETALT)), afregning.afregningstype.isin(list(_UDGIFT)) | ((afregning.afregningstype == "mellemkommunal") & egen)
    )
    t = t.mutate(aar=t.periode_fra_dato.year().cast("int32"), maaned=t.periode_fra_dato.month().cast("int32"))
    return t.group_by(["kilde", "ydelse_id", "aar", "maaned"]).agg(forbrug=kroner(t.beloeb.sum()))


def disponeret(disponering: ibis.Table) -> ibis.Table:
    """What the settlement system has set aside per kilde, ydelse_id, aar and maaned: `disponeret`, exact."""
    t = disponering
    return t.group_by(["kilde", "ydelse_id", "aar", "maaned"]).agg(disponeret=kroner(t.beloeb_disponeret.sum()))


def rest(disponering: ibis.Table, afregning: ibis.Table, kode: str) -> ibis.Table:
    """Disponeret, forbrug and the rest (disponeret less forbrug) per kilde, ydelse_id, aar and maaned.

    A month that only one side has counts zero on the other: nothing set aside, or nothing paid. `kode` as in `forbrug`.
    """
    import ibis

    nul = ibis.literal(Decimal("0.00")).cast("decimal(38,2)")
    d, f = disponeret(disponering), forbrug(afregning, kode)
    noegler = ["kilde", "ydelse_id", "aar", "maaned"]
    begge = ibis.union(
        d.select(*noegler, disponeret=d.disponeret, forbrug=nul), f.select(*noegler, disponeret=nul, forbrug=f.forbrug), distinct=False
    )
    samlet = begge.group_by(noegler).agg(disponeret=kroner(begge.disponeret.sum()), forbrug=kroner(begge.forbrug.sum()))
    return samlet.mutate(rest=samlet.disponeret - samlet.forbrug)
