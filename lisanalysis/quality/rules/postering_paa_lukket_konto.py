"""R33: a posting on an account outside the days the kontoplan keeps it open, or on a function the law has ended."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from lisanalysis.law import funktioner
from lisanalysis.quality.beskriv import beskriv
from lisanalysis.quality.tid import AAR, dagtal
from lisanalysis.tables.rule import Rule

if TYPE_CHECKING:
    import ibis

    from lisanalysis.quality.parametre import Parametre
    from lisanalysis.quality.regeldata import Regeldata

_LAENGE = 9999 * AAR

RULE = Rule(
    id="R33",
    navn="postering_paa_lukket_konto",
    titel="Der er posteret på en konto, som ikke er åben den dag",
    alvor="advarsel",
    lov="Budget- og regnskabssystem for kommuner, den autoriserede kontoplan",
    gyldig_fra=date(2007, 1, 1),
    hvorfor="Beløbet står uden for de konti, budgettet ligger på, og følger ikke med i årsregnskabet til Danmarks Statistik.",
    goer="Ompostér beløbet til den konto, der har afløst den lukkede, i økonomisystemet, og ret kontoen i afregningssystemet.",
    raekker=("postering",),
    tabeller=("konto",),
    kolonner=("konto",),
    eksempel="""
konto
konto     | kontoalias | gyldig_fra_dato | gyldig_til_dato
538521001 | K1         | 2018-01-01      | 2024-12-31
538521002 | K2         | 2018-01-01      |

postering
posterings_dato | regnskabsaar | bilag | linje | konto     | funktion | beloeb | brydes
2025-03-10      | 2025         | B1    | 1     | 538521001 | 5.38.52  | 100.00 | ja
2025-01-15      | 2024         | B2    | 1     | 538521001 | 5.38.52  | 100.00 | nej
2025-03-10      | 2025         | B3    | 1     | 538521002 | 5.38.52  | 100.00 | nej
2025-03-10      | 2025         | B4    | 1     | 538371001 | 5.38.37  | 100.00 | ja
""",
)


def brud(raekker: ibis.Table, data: Regeldata, parametre: Parametre) -> ibis.Table:
    """Postings that no line of the kontoplan is open for on their day in the regnskabsår, or whose funktion has ended."""
    rows = raekker.mutate(dag=_dag(raekker))
    lukket = _lukket(rows, data.tabel("konto"))
    ophoert = rows.filter(_ophoert(rows)).pipe(beskriv, "Der er posteret på en funktion, som loven har nedlagt")
    noegle = ["kilde", "leverance_id", "raekke_nr"]
    return lukket.pipe(beskriv, RULE.titel).anti_join(ophoert, noegle).union(ophoert)


def _dag(t: ibis.Table) -> ibis.expr.types.IntegerValue:
    """The day as a number, moved into the regnskabsår: the supplementsperiode belongs to the account's last day."""
    import ibis

    aar = ibis.coalesce(t.regnskabsaar, t.posterings_dato.year().cast("int32")).cast("int64")
    forskudt = ((t.posterings_dato.year() > aar, aar * AAR + 1231), (t.posterings_dato.year() < aar, aar * AAR + 101))
    return ibis.cases(*forskudt, else_=dagtal(t.posterings_dato))


def _lukket(rows: ibis.Table, plan: ibis.Table) -> ibis.Table:
    """The kontoplan has several lines for an account; one of them being open is enough."""
    import ibis

    kendt = plan.select("konto").filter(plan.konto.notnull()).distinct()
    aabne = plan.select(
        "konto", fra=ibis.coalesce(dagtal(plan.gyldig_fra_dato), 0), til=ibis.coalesce(dagtal(plan.gyldig_til_dato), _LAENGE)
    ).distinct()
    par = rows.select("kilde", "leverance_id", "raekke_nr", "konto", "dag").inner_join(aabne, "konto")
    aabent = par.filter(par.fra <= par.dag, par.dag <= par.til)
    return rows.semi_join(kendt, "konto").anti_join(aabent, ["kilde", "leverance_id", "raekke_nr"])


def _ophoert(rows: ibis.Table) -> ibis.expr.types.BooleanValue:
    import ibis

    slut = [(rows.funktion == f.funktion, dagtal(f.gyldig_til)) for f in funktioner() if f.gyldig_til]
    return rows.dag > ibis.cases(*slut, else_=_LAENGE)
