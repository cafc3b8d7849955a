"""KL's eight steps to data validation: where this municipality stands on each, and what is next.

Only the names of the steps are known, from Varde Kommune's list of them; what each holds is this package's reading, and the report says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lisanalysis.analyses import dansk

if TYPE_CHECKING:
    import pandas as pd

FORBEHOLD = (
    "Trinnenes navne er KL's, som Varde Kommune gengiver dem. Hvad hvert trin rummer, er vores læsning; KL's egen tekst er ikke efterprøvet."
)


@dataclass(frozen=True)
class Stade:
    """What this delivery shows about the steps."""

    systemer: int
    med_kontakt: int
    leveret: int
    saldo_koert: bool
    at_rette: int


def trin(s: Stade) -> pd.DataFrame:
    """One row per step: nr, trin, stade (gjort, i gang, ikke begyndt), gjort and naeste."""
    import pandas as pd

    return pd.DataFrame(
        [(nr, navn, *svar) for nr, (navn, svar) in enumerate(_trin(s), 1)], columns=["nr", "trin", "stade", "gjort", "naeste"]
    )


def _trin(s: Stade) -> list[tuple[str, tuple[str, str, str]]]:
    return [
        ("Find nøglepersoner og afdelinger", _personer(s)),
        ("Skab overblik over datalandskabet", _landskab(s)),
        ("Sammenlign aktivitetsdata på tværs af systemer", _sammenlign(s)),
        ("Ret data og juster registreringspraksis", _ret(s)),
        ("Etabler løbende rapportering", (
            "i gang", "Denne rapport laves ved hver leverance.", "Aftal, hvem der læser den, og hvornår.")),
        ("Tjek og vedligehold snitfladen til Danmarks Statistik og FLIS", (
            "ikke begyndt", "Rapporten ser ikke på indberetningerne.", "Hold det indberettede op mod leverancerne før næste frist.")),
        ("Brug opmærkningerne fra FLIS", (
            "ikke begyndt", "Rapporten læser ikke opmærkningerne.", "Få opmærkningerne udleveret sammen med de øvrige udtræk.")),
        ("Hold fast ved systemskift", (
            "i gang", "Ukendte og manglende kolonner afvises ved indlæsningen.",
            "Læg det nye systems udtræk ved siden af det gamle i mindst én leverance.")),
    ]  # fmt: skip


def _personer(s: Stade) -> tuple[str, str, str]:
    mangler = s.systemer - s.med_kontakt
    gjort = f"{s.med_kontakt} af {dansk.antal(s.systemer, 'system', 'systemer')} har en kontakt i kommune.yaml."
    if not mangler and s.systemer:
        return "gjort", gjort, "Hold kontakterne ved lige."
    return "i gang", gjort, f"Skriv en kontakt på {dansk.antal(mangler, 'system', 'systemer')}."


def _landskab(s: Stade) -> tuple[str, str, str]:
    gjort = f"{s.leveret} af {dansk.antal(s.systemer, 'aftalt system', 'aftalte systemer')} har leveret."
    if s.leveret >= s.systemer > 0:
        return "gjort", gjort, "Skriv nye systemer ind i kommune.yaml, når de kommer til."
    return "i gang", gjort, "Få de manglende systemer til at levere."


def _sammenlign(s: Stade) -> tuple[str, str, str]:
    if s.saldo_koert:
        return "i gang", "Saldolisten er holdt op mod posteringerne.", "Hold bevilling, afregning og bogføring op mod hinanden."
    return "ikke begyndt", "Der er ingen saldoliste at holde posteringerne op mod.", "Få økonomisystemets saldoliste med i leverancen."


def _ret(s: Stade) -> tuple[str, str, str]:
    if s.at_rette:
        gjort = f"{dansk.stort(dansk.antal(s.at_rette, 'række', 'rækker'))} med fejl er fundet og navngivet."
        return "i gang", gjort, "Ret dem i kildesystemet, og aftal, hvordan de undgås."
    return "gjort", "Der er ingen rækker med fejl i denne leverance.", "Se på rapportens tomme kolonner: skal de udfyldes?"
