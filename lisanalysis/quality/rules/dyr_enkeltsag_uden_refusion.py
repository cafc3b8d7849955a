"""R50: a citizen dearer than the refund's first limit, for whom no refund has been posted."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from lisanalysis.errors import LawError
from lisanalysis.measures.udgift import bogfoert
from lisanalysis.quality.tid import AAR, dagtal
from lisanalysis.quality.regeldata import KanIkkeKoeres
from lisanalysis.tables.rule import Rule

if TYPE_CHECKING:
    import ibis

    from lisanalysis.quality.parametre import Parametre
    from lisanalysis.quality.regeldata import Regeldata

REFUSION, DRIFT, AARSSLUT = "5.22.07", "1", (12, 31)
ORDNING = "dyre_enkeltsager"
_HVER = ["borger_id", "aar"]

RULE = Rule(
    id="R50",
    navn="dyr_enkeltsag_uden_refusion",
    titel="Borgerens udgift er over grænsen for central refusion, men der er ingen refusion bogført",
    alvor="advarsel",
    lov="SEL § 176 og BL § 198 (særligt dyre enkeltsager)",
    gyldig_fra=date(2007, 1, 1),
    hvorfor="Staten betaler 25 til 75 procent af det, der ligger over grænserne; et krav, der ikke rejses, er kommunens eget tab.",
    goer="Regn sagens nettoudgift efter, og rejs kravet for kvartalet; bogfør refusionen på 5.22.07 med borgerens CPR-nummer.",
    raekker=("postering",),
    kolonner=("borger_id", "funktion"),
    eksempel="""
per 2022-12-31

postering
posterings_dato | regnskabsaar | bilag | linje | funktion | dranst | borger_id | beloeb     | brydes
2022-03-10      | 2022         | B1    | 1     | 5.38.50  | 1      | b_1       | 900000.00  | ja
2022-04-10      | 2022         | B2    | 1     | 5.38.50  | 1      | b_1       | 100000.00  | nej
2022-03-10      | 2022         | B3    | 1     | 5.38.50  | 1      | b_2       | 900000.00  | nej
2022-12-10      | 2022         | B4    | 1     | 5.22.07  | 2      | b_2       | -10000.00  | nej
2022-03-10      | 2022         | B5    | 1     | 5.38.50  | 1      | b_3       | 859999.99  | nej
""",
)


def mangler(data: Regeldata, parametre: Parametre) -> list[str]:
    """The years in the ledger whose limit nobody vouches for."""
    t = bogfoert(data.tabel("postering"))
    aar = {int(r["aar"]) for r in t.select("aar").distinct().to_pyarrow().to_pylist() if r["aar"]}
    ukendte = sorted(aar - set(_graenser(data)))
    return [f"Grænsen for central refusion kendes ikke for {', '.join(map(str, ukendte))}; skriv den i law.yaml."] if ukendte else []


def brud(raekker: ibis.Table, data: Regeldata, parametre: Parametre) -> ibis.Table:
    """The first posting of each citizen and year whose net spending is over the limit and who has no refund posted."""
    import ibis

    graenser = _graenser(data)
    if not graenser:
        raise KanIkkeKoeres("Grænsen for central refusion kendes ikke for noget år i posteringerne; skriv den i law.yaml.")
    rows = bogfoert(raekker).filter(lambda t: t.borger_id.notnull())
    refunderet = _refunderet(rows, data)
    drift = rows.filter(rows.dranst == DRIFT, rows.funktion != REFUSION)
    drift = drift.mutate(graense=ibis.cases(*((drift.aar == a, g) for a, g in graenser.items()), else_=ibis.null("decimal(14, 2)")))
    hver, i_orden = ibis.window(group_by=_HVER), ["posterings_dato", "bilag", "linje", "raekke_nr"]
    drift = drift.mutate(netto=drift.beloeb.sum().over(hver), nr=ibis.row_number().over(ibis.window(group_by=_HVER, order_by=i_orden)))
    fundet = drift.filter(drift.nr == 0, drift.netto > drift.graense).anti_join(refunderet, _HVER)
    fundet = fundet.mutate(beloeb_kilde=fundet.netto, beloeb_modpart=fundet.graense, saerkende=fundet.aar.cast("string"))
    return _under_aldersgraensen(fundet, data)


def _graenser(data: Regeldata) -> dict[int, Decimal]:
    """The first limit of each year that it is known for."""
    kendte = {}
    for aar in range(2007, data.per.year + 1):
        try:
            kendte[aar] = data.lov("dyre_enkeltsager_graense_25", date(aar, *AARSSLUT)).vaerdi
        except LawError:
            continue
    return kendte


def _refunderet(rows: ibis.Table, data: Regeldata) -> ibis.Table:
    """The citizens and years with refund: from the list of claims where there is one, else from the ledger."""
    if data.har("hjemtaget_refusion"):
        h = data.tabel("hjemtaget_refusion")
        return h.filter(h.ordning == ORDNING, h.borger_id.notnull()).select(*_HVER).distinct()
    bogfoert_paa_borger = rows.filter(rows.funktion == REFUSION, rows.beloeb < 0).select(*_HVER).distinct()
    if bogfoert_paa_borger.count().execute() == 0:
        raise KanIkkeKoeres("Der mangler hjemtaget_refusion, og ingen postering på 5.22.07 bærer en borger, så det kan ikke ses, hvis refusion der mangler.")
    return bogfoert_paa_borger


def _under_aldersgraensen(fundet: ibis.Table, data: Regeldata) -> ibis.Table:
    """Without those past the age: whether they keep the right depends on the year before (§ 176, stk. 3)."""
    if not data.har("borger"):
        return fundet
    alder = int(data.lov("dyre_enkeltsager_aldersgraense", data.per).vaerdi)
    b = data.tabel("borger").filter(lambda b: b.foedselsdato.notnull())
    b = b.group_by("borger_id").agg(foedt=dagtal(b.foedselsdato).max())
    rows = fundet.left_join(b, "borger_id").drop("borger_id_right")
    return rows.filter(rows.foedt.isnull() | (rows.aar.cast("int64") * AAR + 101 - rows.foedt < alder * AAR))
