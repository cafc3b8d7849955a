"""The 8-tals-kontrol as a whole: both loops, the eight figures and the anchor, and what could not be run for want of a table."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lisanalysis.reconcile import anker, celler
from lisanalysis.reconcile.arbejde import Arbejde, uden_oprydning
from lisanalysis.reconcile.causes import SLOEJFE1, SLOEJFE2
from lisanalysis.reconcile.grundlag import AFREGNINGSSYSTEMER
from lisanalysis.reconcile.linjer import linjer, tomme
from lisanalysis.reconcile.parametre import Parametre
from lisanalysis.reconcile.sloejfe1 import sloejfe1
from lisanalysis.reconcile.sloejfe2 import sloejfe2
from lisanalysis.reconcile.stige import samlet
from lisanalysis.tables import Dataset

if TYPE_CHECKING:
    import ibis

_CIRKEL = "Bevillingerne kommer fra afregningssystemet selv, så de kan kun bekræfte sig selv; lever Nexus, DUBU eller Sensum."


@dataclass(frozen=True)
class IkkeKoert:
    """A loop (`aarsag` empty) or one of its causes that these data cannot answer, and why."""

    sloejfe: str
    aarsag: str
    grund: str


@dataclass(frozen=True)
class Afstemning:
    """What the control says, as tables of the backend: `afvigelser` and `afstemt` in the columns of AFVIGELSE, `ottetal` in those of
    `celler.KOLONNER`, `anker` with the cells where saldo and postings differ (None: no saldo was delivered).
    """

    afvigelser: ibis.Table = field(repr=False)
    afstemt: ibis.Table = field(repr=False)
    ottetal: ibis.Table = field(repr=False)
    anker: ibis.Table | None = field(repr=False)
    ikke_koert: tuple[IkkeKoert, ...]


@uden_oprydning()
def afstem(data: Dataset, parametre: Parametre | None = None, *, ottetal: bool = True) -> Afstemning:
    """Walk both loops both ways and explain every krone once. What lacks a table is "ikke kørt", never 0.

    Without `ottetal` the eight figures are not counted and their table is empty.
    """
    parametre = parametre or Parametre()
    stoppet = _stoppet(data)
    fundet = []
    for nr, sloejfe in (("1", sloejfe1), ("2", sloejfe2)):
        if nr not in stoppet:
            with Arbejde(data.forbindelse) as arb:  # a bench for each, cleared before the next
                fundet.append(arb.gem("linjer", linjer(data, sloejfe(arb, data, parametre)), bevar=True))
    with Arbejde(data.forbindelse) as arb:
        alle = samlet(fundet) if fundet else tomme()
        afvigelser, afstemt = alle.filter(alle.alvor != "ok"), alle.filter(alle.alvor == "ok")
        tael = ottetal and (data.har("afregning") or data.har("postering"))
        tal = arb.gem("ottetal", celler.ottetal(arb, data, parametre) if tael else _tom_ottetal(), bevar=True)
        forskelle = anker.forskelle(data)
        forskelle = None if forskelle is None else arb.gem("anker", forskelle, bevar=True)
    ikke_koert = tuple(IkkeKoert(nr, "", grund) for nr, grund in stoppet.items()) + _uden_tabel(data, set(stoppet))
    return Afstemning(afvigelser, afstemt, tal, forskelle, ikke_koert)


def _stoppet(data: Dataset) -> dict[str, str]:
    """The loops that cannot be walked, with the reason."""
    stoppet = {}
    for nr, tabeller in (("1", ("bevilling", "afregning")), ("2", ("afregning", "postering"))):
        if mangler := data.mangler(*tabeller):
            stoppet[nr] = f"Der mangler {', '.join(mangler)}."
        elif tomme := [t for t in tabeller if _tom(data.tabel(t))]:
            stoppet[nr] = f"Der er ingen rækker i {', '.join(tomme)} på skæringsdatoen."
    if "1" not in stoppet:
        b = data.tabel("bevilling")
        if _tom(b.filter(b.kilde.notin(AFREGNINGSSYSTEMER))):
            stoppet["1"] = _CIRKEL
    return stoppet


def _tom(t: ibis.Table) -> bool:
    return not t.limit(1).count().to_pyarrow().as_py()


def _uden_tabel(data: Dataset, stoppet: set[str]) -> tuple[IkkeKoert, ...]:
    """The causes whose own tables are missing in a loop that ran."""
    alle = [m.RULE for m in (*SLOEJFE1, *SLOEJFE2) if m.RULE.sloejfe not in stoppet]
    return tuple(IkkeKoert(r.sloejfe, r.navn, f"Der mangler {', '.join(m)}.") for r in alle if (m := data.mangler(*r.tabeller)))


def _tom_ottetal() -> ibis.Table:
    import ibis

    antal = {n: "int64" for n in ("borgere", "bevillinger", "ydelser")}
    typer = antal | {n: "decimal(18,4)" for n in ("doegn", "helaarspersoner")} | {n: "decimal(18,2)" for n in ("disponeret", "afregnet", "bogfoert")}
    return ibis.memtable([], schema={k: typer.get(k, "string") for k in celler.KOLONNER})
