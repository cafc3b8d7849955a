"""Sensum: grants without a price, UTF-8, no id of a row."""

from collections.abc import Callable

from ..fil import Fil
from ..poster import Bevilling
from ..skrift import dato, paragraftekst

KOLONNER = (
    "CPR", "SagNavn", "SagType", "Status", "AfdelingNavn", "PrimærAnsvarlig", "HandleKommune", "BetalingsKommune",
    "OpholdsKommune", "Indsats", "IndsatsStatus", "IndsatsStartDato", "IndsatsSlutDato", "IndsatsParagraf", "OprettetDato",
    "AfslutningsÅrsag", "LeverandørNavn", "Tilbud",
)  # fmt: skip


def filer(bevillinger: list[Bevilling], opholdskommune: Callable[[Bevilling], str]) -> list[Fil]:
    """`sensum_indsatser`; where a citizen lives is known from CPR."""
    return [Fil("sensum_indsatser", "sensum", KOLONNER, bevillinger, lambda b: _raekke(b, opholdskommune(b)))]


def _raekke(b: Bevilling, opholdskommune: str) -> tuple:
    afsluttet = b.status == "Afsluttet"
    return (
        b.cpr, b.sagsnr, "Voksensag" if b.omraade == "voksne" else "Børnesag", "Lukket" if afsluttet else "Åben",
        b.organisation, b.sagsbehandler, b.handlekommune, b.betalingskommune, opholdskommune, b.indsats, b.status,
        dato(b.start), dato(b.slut), paragraftekst(b.paragraf), dato(b.oprettet), "Mål nået" if afsluttet else "",
        b.leverandoer, b.leverandoer,
    )  # fmt: skip
