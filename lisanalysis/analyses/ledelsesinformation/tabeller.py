"""The tables of the answer. None holds a citizen: what too few make up has been pooled before it comes here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from lisanalysis.analyses.ledelsesinformation.beslut import vist
from lisanalysis.analyses.ledelsesinformation.budget import Budget, funktionsnavn
from lisanalysis.analyses.ledelsesinformation.grundlag import Grundlag, omraade
from lisanalysis.analyses.ledelsesinformation.kvalitet import Kvalitet
from lisanalysis.analyses.ledelsesinformation.maal import MAAL, UDFALD, Stand
from lisanalysis.analyses.pulje import OEVRIGE
from lisanalysis.analyses import dansk
from lisanalysis.analyses.result import Kolonne, Tabel
from lisanalysis.settings import System


def tabeller(g: Grundlag | None, b: Budget | None, k: Kvalitet, maal: list[Stand], systemer: Mapping[str, System]) -> tuple[Tabel, ...]:
    """Those that there is a basis for."""
    fundet = [_maal(maal)] if maal else []
    if g:
        fundet.append(_paragraffer(g))
    if b:
        fundet.append(_funktioner(b))
    return (*fundet, _leverancer(k, systemer))


def _maal(maal: list[Stand]) -> Tabel:
    """Targets are of different kinds, so each value is written in its own unit."""
    kolonner = (
        Kolonne("maal", "Mål for"), Kolonne("for_hvad", "Hvad"), Kolonne("graense", "Målet"), Kolonne("nu", "Nu"), Kolonne("dom", "Dom"),
    )  # fmt: skip
    navne = UDFALD | {navn: titel for navn, (_, _, titel) in MAAL.items()}
    rows = [(navne[s.maalsaetning.maal], vist(s.maalsaetning.for_hvad),
             s.maalsaetning.tekst, _skrevet(s), s.dom) for s in maal]  # fmt: skip
    return _tabel("maal", "Målene og hvor vi er", rows, kolonner)


def _skrevet(s: Stand) -> str:
    if s.vaerdi is None:
        return ""
    form = MAAL[s.maalsaetning.maal][1]
    return {"pct": lambda v: dansk.pct(v, 1), "kr": dansk.beloeb, "decimal": lambda v: dansk.tal(v, 1)}.get(form, dansk.tal)(s.vaerdi)


def _paragraffer(g: Grundlag) -> Tabel:
    kolonner = (
        Kolonne("paragraf", "Paragraf"), Kolonne("omraade", "Område"), Kolonne("brugere", "Brugere", "antal"), Kolonne("brugere_foer", "Brugere året før", "antal"),
        Kolonne("helaarspersoner", "Helårspersoner", "decimal"), Kolonne("helaarspersoner_foer", "Helårspersoner året før", "decimal"),
        Kolonne("pris", "Helårspris", "kr"), Kolonne("pris_foer", "Helårspris året før", "kr"), Kolonne("udgift_kr", "Udgift", "kr"),
    )  # fmt: skip
    rows = []
    for navn in sorted(g.nu, key=lambda n: (n == OEVRIGE, -(g.nu[n].kr or Decimal(0)), n)):
        nu, foer = g.nu[navn], g.foer[navn]
        rows.append((navn, "" if navn == OEVRIGE else omraade(navn), nu.borgere, foer.borgere, nu.helaarspersoner, foer.helaarspersoner, nu.pris, foer.pris, nu.kr))
    samlet = g.bestaar.get(OEVRIGE, ())
    forklaring = f"Øvrige er {len(samlet)} paragraffer, der hver for sig har for få borgere til at blive vist, eller er lagt til for at skjule dem." if samlet else ""
    return _tabel("paragraffer", "Volumen og pris de seneste 12 måneder og året før", rows, kolonner, forklaring)


def _funktioner(b: Budget) -> Tabel:
    kolonner = (
        Kolonne("funktion", "Funktion"), Kolonne("budget", "Årets budget", "kr"), Kolonne("til_dato", "Budget til dato", "kr"),
        Kolonne("forbrug", "Forbrug", "kr"), Kolonne("over", "Over (+) eller under (\u2212)", "kr"),
    )  # fmt: skip
    rows = [(funktionsnavn(x.navn) if x.navn != OEVRIGE else OEVRIGE, x.budget, x.til_dato, x.forbrug, x.over) for x in (*b.linjer, b.i_alt)]
    return _tabel("funktioner", "Forbrug og budget pr. funktion, den største afvigelse først", rows, kolonner)


def _leverancer(k: Kvalitet, systemer: Mapping[str, System]) -> Tabel:
    kolonner = (Kolonne("kilde", "Kilde"), Kolonne("skaeringsdato", "Nyeste leverance", "dato"))
    rows = [(systemer[kilde].navn if kilde in systemer and systemer[kilde].navn else kilde, dag) for kilde, dag in sorted(k.nyeste.items())]
    return _tabel("leverancer", "Nyeste leverance fra hver kilde", rows, kolonner)


def _tabel(navn: str, titel: str, rows: Sequence[tuple], kolonner: tuple[Kolonne, ...], forklaring: str = "") -> Tabel:
    import pandas as pd

    frame = pd.DataFrame(rows, columns=[k.navn for k in kolonner], dtype=object)
    return Tabel(navn, titel, frame, kolonner, vis=30, forklaring=forklaring, borgerfri=True)
