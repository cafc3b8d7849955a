"""The tables by which a reader clicks from one of the eight figures down to the rows, a step at a time."""

from __future__ import annotations

from lisanalysis.analyses.ottetalskontrol.nedad import ALLE, UDEN_OMRAADE, Nedad
from lisanalysis.analyses.result import Kolonne, Tabel
from lisanalysis.spor.celler import BORGERE, RAEKKER

_PENGE = (Kolonne("afregnet", "Afregnet", "kr"), Kolonne("bogfoert", "Bogført", "kr"), Kolonne("forskel", "Forskel", "kr"))
_KONTI = (Kolonne("konto_nr", "Nr.", "anker"), Kolonne("omraade", "Område"), Kolonne("konto", "Konto"), *_PENGE, Kolonne("paragraf_nr", "Ned", "henvisning"))
_PARAGRAFFER = (Kolonne("paragraf_nr", "Nr.", "anker"), Kolonne("konto", "Konto"), Kolonne("paragraf", "Paragraf"), Kolonne("periode", "Måned", "periode"), *_PENGE,
                Kolonne("celle_nr", "Ned", "henvisning"))  # fmt: skip
_BORGERE = (Kolonne("celle_nr", "Nr.", "anker"), Kolonne("konto", "Kontonr."), Kolonne("paragraf", "Paragraf"), Kolonne("periode", "Måned", "periode"),
            Kolonne("borger_id", "Borger"), *_PENGE, Kolonne("raekke_nr", "Ned", "henvisning"))  # fmt: skip
_RAEKKER = (
    Kolonne("raekke_nr", "Nr.", "anker"), Kolonne("i_tallet", "I tallet"), Kolonne("side", "Side"), Kolonne("kilde_id", "Nummer i kilden"), Kolonne("konto", "Kontonr."),
    Kolonne("periode", "Måned", "periode"), Kolonne("borger_id", "Borger"), Kolonne("beloeb", "Kroner", "kr"), Kolonne("sted", "Fil og linje"),
)  # fmt: skip
TABELLER = ("ottetal_paragraffer", "ottetal_borgere", "ottetal_raekker")  # below the accounts, in the order they are read


def trin_ned(n: Nedad, top: int) -> tuple[Tabel, ...]:
    """The accounts, the paragraphs of those that are followed, their citizens, and the rows."""
    konti = n.konti.assign(
        omraade=[UDEN_OMRAADE.get(o, o) for o in n.konti["omraade"]], konto=["alle konti" if k == ALLE else k or "uden konto" for k in n.konti["konto"]]
    )
    steder = [f"{fil}, linje {linje}" for fil, linje in zip(n.raekker["fil"], n.raekker["linje"], strict=True)]
    raekker = n.raekker.assign(sted=steder, i_tallet=["ja" if i else "nej" for i in n.raekker["i_tallet"]])
    return (
        _tabel("ottetal_konti", "Afregnet og bogført, konto for konto", konti, _KONTI, "",
               f"Kontiene giver tilsammen området, og områderne hele kommunen. Tallet i kolonnen Ned fører videre ned til rækkerne; det har de op til {top} konti med afregning, "
               "hvor en enkelt måned er længst fra at stemme. Kommunens og områdets tal fører til den første af dem. I en notebook følger data.trace(konto=…, periode=…) "
               "enhver anden celle på samme måde, også løn og andet, som kun står i økonomisystemet."),
        _tabel("ottetal_paragraffer", "Kontoens største forskel på en paragraf i en måned", n.paragraffer, _PARAGRAFFER, "",
               "Linjerne med samme nummer giver tilsammen kontoens tal."),
        _tabel("ottetal_borgere", "Borgerne bag tallet", n.borgere, _BORGERE, "borger_id",
               f"De op til {BORGERE} borgere, hvor forskellen er størst, står hver for sig; tilsammen giver linjerne paragraffens tal i måneden. En borger med flere end {RAEKKER} "
               "rækker følges med data.trace(borger_id=…, konto=…, aar=…)."),
        _tabel("ottetal_raekker", "Borgernes rækker i begge systemer", raekker, _RAEKKER, "borger_id",
               "Rækkerne med ja giver tilsammen borgerens tal. De øvrige hører til dem: bevillingen, og det, der har samme henvisning, men står på en anden konto eller "
               "i en anden måned. Rækkerne står, som de er leveret; overskriften er linje 1."),
    )  # fmt: skip


def _tabel(navn: str, titel: str, ramme, kolonner: tuple[Kolonne, ...], enhed: str, forklaring: str) -> Tabel:  # noqa: ANN001  a frame
    """The whole of a step: what is left out of a step is not led to."""
    return Tabel(navn, titel, ramme[[k.navn for k in kolonner]].reset_index(drop=True), kolonner, fil=False, vis=len(ramme), enhed=enhed or None, forklaring=forklaring)
