"""R54: an account that no kontoplan has: digits changed about, an alias nobody knows, or text in the account's place."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from lisanalysis.law import funktioner
from lisanalysis.quality.regeldata import KanIkkeKoeres
from lisanalysis.tables.rule import Rule

if TYPE_CHECKING:
    import ibis

    from lisanalysis.quality.parametre import Parametre
    from lisanalysis.quality.regeldata import Regeldata

RULE = Rule(
    id="R54",
    navn="konto_kan_ikke_vaere_rigtig",
    titel="Kontoen findes ikke i kontoplanen",
    alvor="advarsel",
    lov="Budget- og regnskabssystem for kommuner, den autoriserede kontoplan",
    gyldig_fra=date(2007, 1, 1),
    hvorfor="Hver afregning på kontoen afvises af økonomisystemet eller lander på en konto uden budget; én forkert opsætning rammer mange.",
    goer="Ret kontoen på ydelsen eller i kontoopsætningen; ved byttede cifre er det rigtige som regel 5.28 for 5.82 og 5.38 for 5.83.",
    raekker=("konto", "ydelse", "afregning"),
    kolonner=("konto",),
    eksempel="""
konto
konto     | kontoalias | brydes
538521001 | K1         | nej
582211009 | K2         | ja
528211009 | K3         | nej

ydelse
ydelse_id | konto      | start_dato | brydes
f1        | 538521001  | 2025-01-01 | nej
f2        | 582211009  | 2025-01-01 | ja
f3        | se bilag 4 | 2025-01-01 | ja
f4        | 538501003  | 2025-01-01 | ja
""",
)


def brud(raekker: ibis.Table, data: Regeldata, parametre: Parametre) -> ibis.Table:
    """Rows whose account has its hovedfunktion's digits changed about, is no account, or is not in the delivered kontoplan."""
    import ibis

    if data.kommune.kontoplan == "fri":
        raise KanIkkeKoeres("Kommunens konti følger ikke den autoriserede kontoplan (kontoplan: fri).")
    rows = raekker.filter(raekker.konto.notnull())
    if "kontoalias" in raekker.columns or not data.har("konto"):
        rows = rows.mutate(i_planen=1)
    else:
        plan = data.tabel("konto").select("konto").filter(lambda k: k.konto.notnull()).distinct().mutate(fundet=1)
        rows = rows.left_join(plan, "konto").drop("konto_right")
        rows = rows.mutate(i_planen=ibis.coalesce(rows.fundet, 0)).drop("fundet")
    slags = ibis.cases(
        (rows.konto.substr(0, 5).isin(_byttede()), 1), (rows.konto.length().notin([8, 9]), 2),
        ((rows.i_planen == 0) & (rows.konto.length() == 9), 3), else_=0,
    )  # fmt: skip
    rows = rows.mutate(slags=slags)
    rows = rows.filter(rows.slags > 0)
    tekster = ((rows.slags == 1, "Kontoens cifre er byttet om"), (rows.slags == 2, "Kontofeltet indeholder ikke en konto"))
    return rows.mutate(beskrivelse=ibis.cases(*tekster, else_=RULE.titel))


def _byttede() -> list[str]:
    """The area's functions with the digits of the hovedfunktion changed about, where that is no function of the area."""
    kendte = {f.funktion.replace(".", "") for f in funktioner()}
    return sorted({k[0] + k[2] + k[1] + k[3:] for k in kendte} - kendte)
