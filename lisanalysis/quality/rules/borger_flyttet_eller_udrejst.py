"""R46: the municipality goes on paying for a citizen who has moved, left the country or disappeared."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from lisanalysis.quality.beskriv import beskriv
from lisanalysis.tables.rule import Rule

if TYPE_CHECKING:
    import ibis

    from lisanalysis.quality.parametre import Parametre
    from lisanalysis.quality.regeldata import Regeldata

FORSVUNDET, UDREJST = "70", "80"

RULE = Rule(
    id="R46",
    navn="borger_flyttet_eller_udrejst",
    titel="Borgeren er flyttet, udrejst eller forsvundet, men ydelsen løber videre for kommunens regning",
    alvor="advarsel",
    lov="RSL § 9 c (handle- og betalingskommune); CPR-status 70 (forsvundet) og 80 (udrejst)",
    gyldig_fra=date(1990, 1, 1),
    hvorfor="Ydelsen betales måned efter måned, uden at nogen har taget stilling til, om en anden kommune skal betale eller hjælpen stoppe.",
    goer="Afklar betalingskommunen efter RSL § 9 c, og indhent refusionstilsagn; stop ydelsen i afregningssystemet, hvis hjælpen ikke gives.",
    raekker=("ydelse",),
    tabeller=("borger", "adressehistorik"),
    kolonner=("borger.cpr_status",),
    eksempel="""
borger
borger_id | cpr_status | cpr_status_dato
b_1       | 01         | 1990-01-01
b_2       | 80         | 2025-06-01
b_3       | 01         | 1990-01-01
b_4       | 80         | 2025-06-01

adressehistorik
borger_id | kommune | fra_dato   | til_dato
b_1       | 0999    | 2010-01-01 | 2025-04-30
b_1       | 0751    | 2025-05-01 |
b_3       | 0751    | 2025-05-01 |

tilbud_takst
tilbud_id | leverandoer_cvr | kommune
t1        | 11111111        | 0751

ydelse
ydelse_id | borger_id | leverandoer_cvr | betalingskommune | start_dato | slut_dato  | brydes
f1        | b_1       | 22222222        | 0999             | 2024-01-01 |            | ja
f2        | b_2       | 22222222        | 0999             | 2024-01-01 |            | ja
f3        | b_3       | 11111111        | 0999             | 2024-01-01 |            | nej
f4        | b_3       | 22222222        | 0999             | 2024-01-01 |            | nej
f5        | b_4       | 22222222        | 0999             | 2024-01-01 | 2025-05-31 | nej
""",
)


def brud(raekker: ibis.Table, data: Regeldata, parametre: Parametre) -> ibis.Table:
    """Ydelser paid by the municipality that run on after the citizen left, unless a tilbud or foster family brought the citizen there."""
    import ibis

    egne = raekker.filter((raekker.betalingskommune == data.kommune.kode) | raekker.betalingskommune.isnull(), raekker.start_dato <= data.per)
    egne = egne.mutate(sidste=ibis.coalesce(egne.slut_dato, ibis.literal(data.per)))
    b = data.tabel("borger").filter(lambda b: b.cpr_status.isin([FORSVUNDET, UDREJST]))
    vaek = egne.inner_join(b.select("borger_id", fra="cpr_status_dato").distinct(), "borger_id")
    vaek = vaek.filter(vaek.start_dato < vaek.fra, vaek.sidste > vaek.fra).pipe(beskriv, "Borgeren er udrejst eller forsvundet, men ydelsen løber videre")
    flyttet = _flyttet(egne, data).pipe(beskriv, "Borgeren er flyttet til en anden kommune, men ydelsen løber videre")
    return vaek.union(flyttet.anti_join(vaek, ["kilde", "leverance_id", "raekke_nr"]))


def _flyttet(egne: ibis.Table, data: Regeldata) -> ibis.Table:
    """Those whose citizen has moved to another municipality, where none of the citizen's measures of that day is."""
    a = data.tabel("adressehistorik")
    nu = a.filter(a.til_dato.isnull(), a.kommune != data.kommune.kode, a.fra_dato <= data.per)
    nu = nu.group_by("borger_id").agg(fra=nu.fra_dato.max(), til_kommune=nu.kommune.max())
    ramt = egne.inner_join(nu, "borger_id")
    ramt = ramt.filter(ramt.start_dato < ramt.fra, ramt.sidste > ramt.fra)
    medflyttet = _ophold(egne, data).inner_join(nu, "borger_id")
    sted = (medflyttet.sted == medflyttet.til_kommune) | (medflyttet.plejefamilie == 1)
    medflyttet = medflyttet.filter(sted, medflyttet.start_dato <= medflyttet.fra, medflyttet.sidste >= medflyttet.fra)
    return _uden_tilsagn(ramt.anti_join(medflyttet, "borger_id"), data).drop("til_kommune")


def _uden_tilsagn(ramt: ibis.Table, data: Regeldata) -> ibis.Table:
    """Without the citizens whose new municipality has already said that it pays."""
    if not data.har("refusionstilsagn"):
        return ramt
    t = data.tabel("refusionstilsagn")
    givet = t.filter(t.retning == "fra", t.gyldig_til_dato.isnull() | (t.gyldig_til_dato >= data.per))
    return ramt.anti_join(givet.select("borger_id", til_kommune="modpart_kommune").distinct(), ["borger_id", "til_kommune"])


def _ophold(egne: ibis.Table, data: Regeldata) -> ibis.Table:
    """The citizens' measures with the municipality they are given in, where that is known."""
    import ibis

    plejefamilie = ibis.cases((egne.plejefamilie_id.notnull(), 1), else_=0)
    rows = egne.mutate(plejefamilie=plejefamilie).select("borger_id", "leverandoer_cvr", "start_dato", "sidste", "plejefamilie")
    if not data.har("tilbud_takst"):
        return rows.mutate(sted=ibis.null("string"))
    steder = data.tabel("tilbud_takst").select("leverandoer_cvr", sted="kommune").distinct()
    return rows.left_join(steder, "leverandoer_cvr")
