"""R39: a reversal that does not cancel what it reverses, or cancels it on another account."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from lisanalysis.tables.rule import Rule

if TYPE_CHECKING:
    import ibis

    from lisanalysis.quality.parametre import Parametre
    from lisanalysis.quality.regeldata import Regeldata

RULE = Rule(
    id="R39",
    navn="tilbagefoersel_gaar_ikke_op",
    titel="Tilbageførslen går ikke op med det, den tilbagefører",
    alvor="advarsel",
    lov="Budget- og regnskabssystem for kommuner: en tilbageførsel ophæver den oprindelige postering",
    gyldig_fra=date(2007, 1, 1),
    hvorfor="Resten bliver stående som forbrug, ingen kan forklare; står den på en anden konto, er to konti forkerte med samme beløb.",
    goer="Find posteringen med samme henvisningsnummer i økonomisystemet, og tilbagefør den fuldt på dens egen konto; bogfør så det rigtige.",
    raekker=("postering",),
    kolonner=("henvisningsnr",),
    eksempel="""
postering
posterings_dato | regnskabsaar | bilag | linje | konto     | borger_id | henvisningsnr | beloeb   | brydes
2025-03-10      | 2025         | B1    | 1     | 538521001 | b_1       | h1            | 1000.00  | nej
2025-03-20      | 2025         | B2    | 1     | 538521001 | b_1       | h1            | -1000.00 | nej
2025-03-20      | 2025         | B2    | 2     | 538521002 | b_1       | h1            | 1000.00  | nej
2025-03-10      | 2025         | B3    | 1     | 538521001 | b_2       | h2            | 1000.00  | nej
2025-03-20      | 2025         | B4    | 1     | 538521002 | b_2       | h2            | -1000.00 | ja
2025-03-10      | 2025         | B5    | 1     | 538521001 | b_3       | h3            | 1000.00  | nej
2025-03-20      | 2025         | B6    | 1     | 538521001 | b_3       | h3            | -100.00  | ja
2025-03-10      | 2025         | B7    | 1     | 538421092 | b_4       | h4            | -90.00   | nej
""",
)
_PAR = ["kilde", "henvisningsnr", "konto", "borger_id", "stoerrelse"]
_KONTO = ["kilde", "henvisningsnr", "konto", "borger_id"]
_REF = ["kilde", "henvisningsnr"]


def brud(raekker: ibis.Table, data: Regeldata, parametre: Parametre) -> ibis.Table:
    """Negative postings of a reference that is also posted positive, with no equal one to cancel on its own account and citizen.

    Quiet where the account's postings of the reference add up to nothing, and where a regulering of that amount was sent.
    """
    import ibis

    rows = raekker.filter(raekker.henvisningsnr.notnull())
    rows = rows.semi_join(rows.filter(rows.beloeb < 0), _REF)  # most references are never reversed
    rows = rows.mutate(minus=ibis.cases((rows.beloeb < 0, 1), else_=0), plus=ibis.cases((rows.beloeb > 0, 1), else_=0), stoerrelse=rows.beloeb.abs())
    par, konto, ref = (ibis.window(group_by=n) for n in (_PAR, _KONTO, _REF))
    rows = rows.mutate(
        minus_ens=rows.minus.sum().over(par), plus_ens=rows.plus.sum().over(par), plus_ref=rows.plus.sum().over(ref),
        paa_konto=rows.beloeb.sum().over(konto), i_alt=rows.beloeb.sum().over(ref),
    )  # fmt: skip
    fundet = rows.filter(rows.beloeb < 0, rows.plus_ref > 0, rows.minus_ens > rows.plus_ens, rows.paa_konto != 0)
    anden_konto = "Tilbageførslen står på en anden konto end det, den tilbagefører"
    fundet = fundet.mutate(beskrivelse=ibis.cases((fundet.i_alt == 0, anden_konto), else_=RULE.titel))
    if not data.har("afregning"):
        return fundet
    sendt = data.tabel("afregning").filter(lambda a: a.beloeb < 0).select("henvisningsnr", "beloeb").distinct()
    return fundet.anti_join(sendt, ["henvisningsnr", "beloeb"])
