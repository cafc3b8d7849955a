"""From which month on an extract of grants holds every course: before it only the long ones are left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lisanalysis.domain import periode

if TYPE_CHECKING:
    import ibis


def foerste_hele_maaned(bevilling: ibis.Table) -> str:
    """The month (åååå-mm) of the first end seen, or of the first start where that is later or nothing has ended.

    An extract holds no course that ended before it begins. Of those that began earlier only the ones still running are there, so a
    series that starts before this month counts too few starts, and too few that ended early.
    """
    foerst = bevilling.agg(slut=bevilling.slut_dato.min(), start=bevilling.start_dato.min()).to_pyarrow().to_pylist()[0]
    dage = [d for d in foerst.values() if d is not None]
    if not dage:
        raise ValueError("no grant has a start")
    return periode.maaned(max(dage))
