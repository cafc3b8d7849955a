"""DUBU: the children's grants with their planned price (report p30), UTF-8, CPR with hyphen, no id of a row."""

from ..fil import Fil
from ..poster import Bevilling
from ..skrift import dato, decimal, kroner, med_streg, paragraftekst

KOLONNER = (
    "Startdato", "Slutdato", "Ydelsesbeløb", "Antal", "Sagstype", "Sagsnummer", "Type", "Ydelsestype", "Tilbud",
    "Afgørelsesparagraf", "Foranstaltningsparagraf", "Leverandør", "Status", "Enheds angivelse", "Beregningsfrekvens",
    "Afdeling", "CPR-nr.",
)  # fmt: skip


def filer(bevillinger: list[Bevilling]) -> list[Fil]:
    """`dubu_p30`."""
    return [Fil("dubu_p30", "dubu", KOLONNER, bevillinger, _raekke)]


def _raekke(b: Bevilling) -> tuple:
    paragraf = paragraftekst(b.paragraf)
    return (
        dato(b.start), dato(b.slut), kroner(b.takst), decimal(b.antal, 3), "Barn/ung", b.sagsnr, "Foranstaltning", b.indsats,
        b.leverandoer, paragraf, paragraf, b.leverandoer, b.status, b.enhed, b.frekvens, b.organisation, med_streg(b.cpr),
    )  # fmt: skip
