"""Two groups beside each other: nights that a citizen has in both, and who went from one to the other.

Moving from one place to another on the same day is no overlap.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from lisanalysis.measures.episoder import beskaaret
from lisanalysis.measures.graenser import mindst, stoerst

if TYPE_CHECKING:
    import ibis


def naetter_i_begge(episoder: ibis.Table, a: str, b: str, fra: date, til: date) -> ibis.Table:
    """Per citizen with days in both groups at once within the window: borger_id, fra, til and naetter of each overlap.

    A single shared day on which one episode ends and the other begins is a move and is left out.
    """
    import ibis

    t = beskaaret(episoder, fra, til)
    v = t.filter(t.gruppe == a).select("borger_id", fra_a="fra", til_a="til", start_a="fra_dato", slut_a="til_dato")
    h = t.filter(t.gruppe == b).select("borger_id", fra_b="fra", til_b="til", start_b="fra_dato", slut_b="til_dato")
    t = v.inner_join(h, ["borger_id", v.fra_a <= h.til_b, h.fra_b <= v.til_a])
    t = t.mutate(fra=stoerst(t.fra_a, t.fra_b), til=mindst(t.til_a, t.til_b))
    flytter = (t.fra == t.til) & ((t.slut_a == t.start_b) | (t.slut_b == t.start_a))
    t = t.mutate(flytter=ibis.cases((flytter, 1), else_=0)).filter(lambda r: r.flytter == 0)
    return t.select("borger_id", "fra", "til", naetter=t.til.delta(t.fra, unit="day") + 1)


def overgange(episoder: ibis.Table, a: str, b: str, fra: date, til: date, *, inden: int) -> ibis.Table:
    """Each end in `a` within the window that a start in `b` follows on the same day or at most `inden` days after.

    Columns: borger_id, slut_dato (in a), start_dato (the first such in b) and dage between. An end counts once.
    """
    v = episoder.filter(episoder.gruppe == a, episoder.til_dato >= fra, episoder.til_dato <= til)
    v = v.select("borger_id", slut_dato="til_dato")
    h = episoder.filter(episoder.gruppe == b).select("borger_id", start_dato="fra_dato")
    t = v.inner_join(h, ["borger_id"])
    t = t.mutate(dage=t.start_dato.delta(t.slut_dato, unit="day")).filter(lambda r: (r.dage >= 0) & (r.dage <= inden))
    return t.group_by(["borger_id", "slut_dato"]).agg(start_dato=t.start_dato.min(), dage=t.dage.min())
