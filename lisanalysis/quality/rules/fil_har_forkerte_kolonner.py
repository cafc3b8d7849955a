"""R52: a file whose columns are not the agreed ones, and rows whose letters were read in the wrong encoding."""

from __future__ import annotations

from datetime import date
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING

from lisanalysis.quality.beskriv import beskriv
from lisanalysis.tables.rule import Rule

if TYPE_CHECKING:
    import ibis

    from lisanalysis.quality.parametre import Parametre
    from lisanalysis.quality.regeldata import Regeldata

# What æ, ø and å turn into when UTF-8 is read as cp1252, and the mark of a letter that was lost.
FORVANSKET = ("%Ã%", "%\ufffd%")
_TEKSTER = ("indsats", "foranstaltning", "katalogydelse", "maalgruppe", "leverandoer", "tekst", "kontonavn", "sagstype", "distrikt", "tilbud")

RULE = Rule(
    id="R52",
    navn="fil_har_forkerte_kolonner",
    titel="Filens kolonner eller tegnsæt er ikke de aftalte",
    alvor="fejl",
    lov="Kommunens leveranceaftale (eksempel-layoutet eller kommunens egen sources-fil)",
    gyldig_fra=date(1990, 1, 1),
    hvorfor="En forskudt eller manglende kolonne lægger kroner på den forkerte konto, eller holder hele filen ude.",
    goer="Bed om filen i det aftalte layout og tegnsæt; er det layoutet, der er ændret, så ret kommunens sources-fil.",
    raekker=("leverance", "bevilling", "ydelse", "postering", "sag", "tilbud_takst"),
    eksempel="""
leverance
leverance_id | kilde  | fil     | raekker | indlaest | afvist | status | bemaerkning                        | brydes
l5           | prisme | p_2.csv | 0       | 0        | 0      | afvist | p_2.csv: kolonnen 'Beløb' mangler. | ja
l6           | prisme | p_1.csv | 0       | 0        | 0      | afvist | Filen er tom.                      | nej

bevilling
bevilling_id | indsats               | start_dato | brydes
i1           | LÃ¦ngerevarende ophold | 2025-01-01 | ja
i2           | Længerevarende ophold | 2025-01-01 | nej
""",
)


def brud(raekker: ibis.Table, data: Regeldata, parametre: Parametre) -> ibis.Table:
    """Files refused for their columns; rows with a text that was read in the wrong encoding."""
    if "bemaerkning" in raekker.columns:
        rows = raekker.filter(raekker.status == "afvist", raekker.bemaerkning.like("%kolonnen '%"))
        return rows.pipe(beskriv, "Filens kolonner er ikke de aftalte, så den er ikke læst")
    forvansket = [raekker[k].like(m) for k in _TEKSTER if k in raekker.columns for m in FORVANSKET]
    return raekker.filter(reduce(or_, forvansket)).pipe(beskriv, "Teksten er læst i et forkert tegnsæt: æ, ø og å er forvansket")
