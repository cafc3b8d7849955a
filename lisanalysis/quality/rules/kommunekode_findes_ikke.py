"""R48: a municipality code that belongs to none: 999, or one from before 2007."""

from __future__ import annotations

from datetime import date
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING

from lisanalysis.domain.kommune import CHRISTIANSOE, NAVNE
from lisanalysis.tables.rule import Rule

if TYPE_CHECKING:
    import ibis

    from lisanalysis.quality.parametre import Parametre
    from lisanalysis.quality.regeldata import Regeldata

_KOLONNER = ("betalingskommune", "handlekommune")

RULE = Rule(
    id="R48",
    navn="kommunekode_findes_ikke",
    titel="Betalings- eller handlekommunen er ikke en af de 98 kommuner",
    alvor="advarsel",
    lov="Danmarks Statistik og CPR: kommunekoder, uændret siden 1. januar 2007",
    gyldig_fra=date(1990, 1, 1),
    hvorfor="Ingen kan opkræve en kommune, der ikke findes: beløbet bliver kommunens egen udgift.",
    goer="Vælg den rigtige betalings- eller handlekommune på sagen eller indsatsen i det system, rækken kommer fra.",
    raekker=("sag", "bevilling", "ydelse", "afregning"),
    kolonner=("betalingskommune",),
    eksempel="""
sag
sag_id | betalingskommune | handlekommune | aabnet_dato | brydes
s1     | 0573             | 0573          | 2025-01-01  | nej
s2     | 0999             | 0573          | 2025-01-01  | nej
s3     | 0567             | 0573          | 2025-01-01  | ja
s4     | 0573             | 0000          | 2025-01-01  | ja
s5     |                  | 0573          | 2025-01-01  | nej
""",
)


def brud(raekker: ibis.Table, data: Regeldata, parametre: Parametre) -> ibis.Table:
    """Rows with a code that is neither one of the 98, nor Christiansø, nor the municipality itself."""
    kendte = [*NAVNE, CHRISTIANSOE, data.kommune.kode]
    return raekker.filter(reduce(or_, (raekker[k].notin(kendte) for k in _KOLONNER if k in raekker.columns)))
