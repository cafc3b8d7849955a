"""Why CPR numbers are needed: a reason from a short list, and a few words of one's own."""

from __future__ import annotations

from dataclasses import dataclass

from lisanalysis.access.haendelse import uden_numre
from lisanalysis.errors import AccessError

GRUNDE = {
    "sagsbehandling": "at behandle borgerens sag",
    "opfoelgning": "at følge op på en indsats eller en handleplan",
    "fejlretning": "at rette en registrering i et fagsystem eller i økonomisystemet",
    "refusion": "at hjemtage refusion for dyre enkeltsager",
    "mellemkommunal": "at opkræve eller betale en anden kommune",
    "tilsyn": "at svare ministerium, Ankestyrelse, revision eller tilsyn",
    "indsigt": "at svare en borger om egne oplysninger",
}
MINDST = 10


@dataclass(frozen=True)
class Grund:
    """A reason that may stand in the log."""

    kode: str
    tekst: str


def laes_grund(tekst: str) -> Grund:
    """The reason in `kode: ord`, as in `fejlretning: dublet i afregningen`. Raises AccessError, without the text itself."""
    kode, _, ord_ = (del_.strip() for del_ in str(tekst).partition(":"))
    if kode not in GRUNDE:
        raise AccessError(f"Grunden skal begynde med et af ordene {', '.join(GRUNDE)}, fx 'fejlretning: dublet i afregningen'.")
    if len(ord_) < MINDST:
        raise AccessError(f"Skriv efter '{kode}:' med mindst {MINDST} tegn, hvad numrene skal bruges til.")
    if uden_numre(ord_) != ord_:
        raise AccessError("Grunden må ikke indeholde et CPR-nummer: den skrives i loggen.")
    return Grund(kode, ord_)
