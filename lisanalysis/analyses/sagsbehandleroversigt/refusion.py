"""The caseworker's citizens whose cases are over or near the limit of the state's central refund, so that they are told of in time."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from decimal import Decimal

from lisanalysis.analyses import dansk
from lisanalysis.analyses.refusionssager import Familier, aarene, familier, grundlag, naer_graensen, sager
from lisanalysis.analyses.result import Afsnit, Kolonne, Result, Tabel
from lisanalysis.analyses.sagsbehandleroversigt.erklaering import Parametre
from lisanalysis.errors import LawError
from lisanalysis.tables import Dataset

OVER, NAER = "over grænsen", "lige under grænsen"
_ANDEL = Decimal("0.9")  # as dyre_enkeltsager has it unless told otherwise


def med_refusion(svar: Result, data: Dataset, parametre: Parametre) -> Result:
    """The answer with the refund cases among its citizens; without known limits it says which figure of law is missing."""
    egne = set(svar.find("borgere").data["borger_id"])
    try:
        fundet = graensesager(data, parametre.aar or data.per.year, egne)
    except LawError as fejl:
        return replace(svar, ikke_koert={**svar.ikke_koert, "refusion": str(fejl)})
    over = len({b for b, stand, _ in fundet if stand == OVER})
    goer = (f"Sig til refusionsmedarbejderen, før noget ændres i {dansk.antal(over, 'sag', 'sager')} med central refusion.",) if over else ()
    afsnit = Afsnit("Nær en refusionsgrænse", ("Måneden er husstandens nettoudgift, når børn regnes sammen.",), ("refusion",))
    return replace(svar, tabeller=(*svar.tabeller, _tabel(fundet)), afsnit=(*svar.afsnit, afsnit), goer=(*svar.goer, *goer))


def graensesager(data: Dataset, aar: int, borgere: set[str]) -> list[tuple[str, str, Decimal]]:
    """(citizen, over or near, the case's dearest month net) of those citizens, dearest first. Raises LawError without known limits."""
    til = 12 if aar < data.per.year else data.per.month
    fam = familier(data)
    grund = grundlag(data, aarene(aar, fam), [], _husstandene(fam, borgere, aar, til))
    pr_maaned: dict[tuple[str, str, int], Decimal] = defaultdict(lambda: Decimal("0.00"))
    over = sager(data, grund, fam, aar, til)
    for s in over:
        pr_maaned[(s.husstand_id, s.lov, s.maaned)] += s.post.netto
    dyreste: dict[str, Decimal] = {}
    for (husstand, _, _), kr in pr_maaned.items():
        dyreste[husstand] = max(kr, dyreste.get(husstand, kr))
    med = {s.husstand_id for s in over if s.refusion.i_alt}
    fundet = {(s.borger_id, OVER, dyreste[s.husstand_id]) for s in over if s.husstand_id in med}
    naer = dict(naer_graensen(data, grund, fam, aar, til, _ANDEL))
    for borger, lov, i_aar, maaned in grund.maaneder:
        if i_aar == aar and maaned <= til and (husstand := fam.husstand(borger, lov, aar, maaned)[0]) in naer:
            fundet.add((borger, NAER, naer[husstand]))
    return sorted((x for x in fundet if x[0] in borgere), key=lambda x: (-x[2], x[0]))


def _husstandene(fam: Familier, borgere: set[str], aar: int, til: int) -> set[str]:
    """The citizens, and the children that any of them shares a household with in some month of the year."""
    def hjem(borger: str) -> set[str]:
        return {fam.husstand(borger, lov, aar, m)[0] for lov in ("SEL", "BL") for m in range(1, til + 1)}

    egne = {h for b in borgere if b in fam.indehavere for h in hjem(b)}
    # most lie wholly elsewhere, and need not be followed month by month
    return borgere | {b for b in fam.indehavere if not egne.isdisjoint(fam.mulige(b)) and egne & hjem(b)}


def _tabel(fundet: list[tuple[str, str, Decimal]]) -> Tabel:
    import pandas as pd

    kolonner = (Kolonne("borger_id", "Borger"), Kolonne("stand", "Står"), Kolonne("dyreste_maaned", "Sagens dyreste måned", "kr"))
    frame = pd.DataFrame(fundet, columns=[k.navn for k in kolonner], dtype=object)
    return Tabel("refusion", "Borgere over eller nær grænsen for central refusion", frame, kolonner, fil=False, vis=15, enhed="borger_id")
