"""R36: payments between municipalities on another art than theirs, and internal transfers among real expenses."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from lisanalysis.quality.beskriv import beskriv
from lisanalysis.quality.status import betalte
from lisanalysis.tables.rule import Rule

if TYPE_CHECKING:
    import ibis

    from lisanalysis.quality.parametre import Parametre
    from lisanalysis.quality.regeldata import Regeldata

TIL_KOMMUNER, FRA_KOMMUNER, INTERN = "47", "77", "9"

RULE = Rule(
    id="R36",
    navn="forkert_art",
    titel="Arten passer ikke med betalingen",
    alvor="advarsel",
    lov="Budget- og regnskabssystem for kommuner: art 4.7 og 7.7 (betalinger til og fra kommuner), art 9 (interne)",
    gyldig_fra=date(2007, 1, 1),
    hvorfor="Mellemkommunale beløb på en anden art forsvinder fra overblikket over, hvad andre kommuner skylder, og fra årsregnskabet.",
    goer="Ompostér til art 4.7 eller 7.7 i økonomisystemet, og ret kontostrengen i afregningssystemet; interne beløb hører ikke til her.",
    raekker=("postering",),
    kolonner=("art",),
    eksempel="""
afregning
afregning_id | henvisningsnr | afregningstype | status      | beloeb
a1           | h1            | mellemkommunal | effektueret | -5000.00
a2           | h2            | mellemkommunal | effektueret | -5000.00

postering
posterings_dato | regnskabsaar | bilag | linje | art | henvisningsnr | beloeb   | brydes
2025-03-10      | 2025         | B1    | 1     | 729 | h1            | -5000.00 | ja
2025-03-10      | 2025         | B2    | 1     | 779 | h2            | -5000.00 | nej
2025-03-10      | 2025         | B3    | 1     | 910 |               | 800.00   | ja
2025-03-10      | 2025         | B4    | 1     | 409 |               | 800.00   | nej
""",
)


def mangler(data: Regeldata, parametre: Parametre) -> list[str]:
    """Without the settlements, nothing says which postings are between municipalities."""
    return [] if data.har("afregning") else ["Arten på mellemkommunale betalinger: der mangler afregning."]


def brud(raekker: ibis.Table, data: Regeldata, parametre: Parametre) -> ibis.Table:
    """Postings of a mellemkommunal settlement that are not on 4.7 or 7.7 by their sign, and postings on art 9."""
    interne = raekker.filter(raekker.art.substr(0, 1) == INTERN).pipe(beskriv, "Posteringen står på en intern art")
    if not data.har("afregning"):
        return interne
    mk = betalte(data.tabel("afregning"), "mellemkommunal").filter(lambda a: a.henvisningsnr.notnull())
    mk = mk.group_by("henvisningsnr").agg(mk_kr=mk.beloeb.sum())
    rows = raekker.inner_join(mk, "henvisningsnr")
    art = rows.art.substr(0, 2)
    ind = rows.filter(rows.mk_kr < 0, rows.beloeb < 0, art != FRA_KOMMUNER).pipe(beskriv, "Betaling fra en anden kommune står ikke på art 7.7")
    ud = rows.filter(rows.mk_kr > 0, rows.beloeb > 0, art != TIL_KOMMUNER).pipe(beskriv, "Betaling til en anden kommune står ikke på art 4.7")
    return ind.union(ud).drop("mk_kr").anti_join(interne, ["kilde", "leverance_id", "raekke_nr"]).union(interne)
