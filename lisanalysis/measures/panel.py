"""Episodes month by month: users, days, starts, ends and cohort-days, per citizen and summed.

The days of a window's panel are exactly the episodes' days clipped to the window.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from lisanalysis.domain import periode
from lisanalysis.measures.episoder import beskaaret
from lisanalysis.measures.graenser import mindst, stoerst
from lisanalysis.measures.hele import decimaltal

if TYPE_CHECKING:
    import ibis

_MILLION = 1_000_000


def borgermaaneder(episoder: ibis.Table, fra: date, til: date) -> ibis.Table:
    """Per citizen, group and month with at least one day: doegn, starter and slutter. `fra` and `til` bound whole months.

    A start counts in the month of the episode's own first day, an end in that of its own last day, both within the window.
    """
    import ibis

    t, m = beskaaret(episoder, fra, til), _kalender(fra, til)
    t = t.inner_join(m, [t.fra <= m.sidste, t.til >= m.foerste])
    dage = mindst(t.til, t.sidste).delta(stoerst(t.fra, t.foerste), unit="day") + 1
    t = t.mutate(
        dage=dage,
        start=ibis.ifelse((t.fra_dato >= t.foerste) & (t.fra_dato <= t.sidste), 1, 0),
        slut=ibis.ifelse(t.til_dato.notnull() & (t.til_dato >= t.foerste) & (t.til_dato <= t.sidste), 1, 0),
    )
    noegler = ["borger_id", "gruppe", "periode"]
    return t.group_by(noegler).agg(doegn=t.dage.sum(), starter=t.start.sum(), slutter=t.slut.sum())


def panel(borgermaaneder: ibis.Table) -> ibis.Table:
    """Per group and month: brugere (different citizens), doegn, starter and slutter. A month with nothing has no row."""
    t = borgermaaneder
    return t.group_by(["gruppe", "periode"]).agg(
        brugere=t.borger_id.nunique(), doegn=t.doegn.sum(), starter=t.starter.sum(), slutter=t.slutter.sum()
    )


def kohorte(episoder: ibis.Table, fra: date, til: date, *, horisont: int) -> ibis.Table:
    """Per citizen, group and start month: starter and kohortedoegn, the days within `horisont` days of the start.

    `til` is the last day observed. A cohort is complete when its month's last start has been followed for the whole
    horizon: `sidste_hele_kohorte` says which month that is.
    """
    import ibis

    t = beskaaret(episoder, date.min, til)
    t = t.filter(t.fra_dato >= fra)
    t = t.mutate(
        periode=maaned(t.fra_dato), dage=mindst(t.doegn.cast("int64"), ibis.literal(horisont, "int64"))
    )
    return t.group_by(["borger_id", "gruppe", "periode"]).agg(starter=t.count(), kohortedoegn=t.dage.sum())


def sidste_hele_kohorte(til: date, horisont: int) -> str:
    """The last month whose every start has been followed for `horisont` days, the start's own day counted, on the day `til`."""
    m = periode.maaned(til)
    while (til - periode.sidste(m)).days + 1 < horisont:
        m = periode.forskyd(m, -1)
    return m


def helaarspersoner(borgermaaneder: ibis.Table) -> ibis.Table:
    """Per group and year: the days of the year over the days of that calendar year, 365 or 366, rounded half up to six decimals."""
    import ibis

    t = borgermaaneder.mutate(aar=borgermaaneder.periode.substr(0, 4).cast("int32"))
    skudaar = ((t.aar % 4 == 0) & (t.aar % 100 != 0)) | (t.aar % 400 == 0)
    t = t.mutate(naevner=ibis.ifelse(skudaar, 366, 365))
    samlet = t.group_by(["gruppe", "aar", "naevner"]).agg(doegn=t.doegn.sum())
    milliontedele = (samlet.doegn.cast("int64") * 2 * _MILLION + samlet.naevner) // (2 * samlet.naevner)
    return samlet.select("gruppe", "aar", helaarspersoner=decimaltal(milliontedele, 6))


def maaned(dato: ibis.expr.types.DateValue) -> ibis.expr.types.StringValue:
    """`åååå-mm` of a date by whole numbers and text alone, which every backend writes alike."""
    tal = (dato.year() * 100 + dato.month()).cast("string")
    return tal.substr(0, 4) + "-" + tal.substr(4, 2)


def _kalender(fra: date, til: date) -> ibis.Table:
    """The months of the window with their first and last day."""
    import ibis

    maaneder: Sequence[str] = list(periode.maaneder(fra, til))
    return ibis.memtable(
        {"periode": maaneder, "foerste": [periode.foerste(m) for m in maaneder], "sidste": [periode.sidste(m) for m in maaneder]},
        schema={"periode": "string", "foerste": "date", "sidste": "date"},
    )
