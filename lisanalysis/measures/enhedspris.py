"""What was settled for each group and month, so that a price per day is the same kroner over the same days everywhere."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from lisanalysis.measures.ophold import AFREGNET
from lisanalysis.measures.panel import maaned
from lisanalysis.measures.udgift import kroner

if TYPE_CHECKING:
    import ibis

UDGIFTER = ("udgift", "mellemkommunal", "regulering")


def afregnet(afregning: ibis.Table, kode: str, *, noegler: Sequence[str] = ("gruppe",)) -> ibis.Table:
    """Per `noegler` and month of the period paid for: beloeb, the gross expense settled, before the citizen's own payment and refund.

    `kode` is the municipality's own; what another municipality pays is left out. Credits and regulations are in.
    """
    t = afregning.filter(
        afregning.status.isin(list(AFREGNET)),
        afregning.afregningstype.isin(list(UDGIFTER)),
        afregning.betalingskommune.isnull() | (afregning.betalingskommune == kode),
    )
    t = t.mutate(periode=maaned(t.periode_fra_dato))
    return t.group_by([*noegler, "periode"]).agg(beloeb=kroner(t.beloeb.sum()))
