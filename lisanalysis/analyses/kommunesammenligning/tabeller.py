"""The tables and the picture of the comparison. None holds a citizen; paragraphs with few citizens are left out before it comes here."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from lisanalysis.analyses import dansk
from lisanalysis.analyses.kommunesammenligning.tal import gruppens, navn, pr_indbygger, samlet
from lisanalysis.analyses.result import Figur, Kolonne, Tabel
from lisanalysis.domain.paragraf import ParagrafFejl, som_tekst

if TYPE_CHECKING:
    from lisanalysis.analyses.kommunesammenligning.svar import Sammenligning


def tabeller(s: Sammenligning) -> tuple[Tabel, ...]:
    """The paragraphs compared where there are any, and the municipalities."""
    return (*((_forskelle(s),) if s.forskelle else ()), _kommuner(s))


def figurer(s: Sammenligning) -> tuple[Figur, ...]:
    """Volume and price side by side for the paragraphs that differ most."""
    import pandas as pd

    valgte = list(s.forskelle.items())[:8]
    if not valgte:
        return ()
    rows = [(vist(p), hvad, beloeb) for p, f in valgte for hvad, beloeb in (("volumen", f.volumen), ("pris", f.pris))]
    noegle, f = valgte[0]
    mere, mest = "mere" if f.i_alt > 0 else "mindre", "volumen" if abs(f.volumen) >= abs(f.pris) else "pris"
    titel = f"{vist(noegle)} koster os {dansk.beloeb(abs(f.i_alt))} {mere} pr. indbygger, mest {mest}"
    return (Figur("forskelle_figur", titel, "vandret_soejle", pd.DataFrame(rows, columns=["paragraf", "hvad", "kr"]), "paragraf", "kr", farve="hvad",
                  alt="Forskellen pr. indbygger til de andre kommuner, delt i volumen og pris, paragraf for paragraf.", y_titel="kr. pr. indbygger",
                  y_format="kr", kilde="Egne forløb og afregninger, FLIS' nøgletal og Statistikbanken.", borgerfri=True),)  # fmt: skip


def _forskelle(s: Sammenligning) -> Tabel:
    kolonner = (
        Kolonne("paragraf", "Paragraf"), Kolonne("egen", "Vores kr. pr. indbygger", "kr"), Kolonne("anden", "De andres", "kr"),
        Kolonne("forskel", "Forskel", "kr"), Kolonne("volumen", "Heraf volumen", "kr"), Kolonne("pris", "Heraf pris", "kr"),
        Kolonne("helaarspersoner_pr_1000", "Vores helårspersoner pr. 1.000", "decimal"), Kolonne("andre_pr_1000", "De andres pr. 1.000", "decimal"),
        Kolonne("helaarspris", "Vores kr. pr. helårsperson", "kr"), Kolonne("andre_helaarspris", "De andres pr. helårsperson", "kr"),
    )  # fmt: skip
    rows = []
    for p, f in s.forskelle.items():
        e, a = s.egne[p], gruppens(s.delte, p)
        rows.append((p, f.egen, f.anden, f.i_alt, f.volumen, f.pris, 1000 * e.helaarspersoner / (s.antal or 1), 1000 * a.helaarspersoner / s.deres,
                     e.kr / e.helaarspersoner if e.helaarspersoner else None, a.kr / a.helaarspersoner if a.helaarspersoner else None))  # fmt: skip
    return _tabel("forskelle", "Paragrafferne, den største forskel først", rows, kolonner)


def _kommuner(s: Sammenligning) -> Tabel:
    """Ours first; the kroner of each are of the paragraphs that are compared."""
    kolonner = (
        Kolonne("kommune", "Kommune"), Kolonne("navn", "Navn"), Kolonne("indbyggere", "Indbyggere", "antal"), Kolonne("folketal_dato", "Folketal pr.", "dato"),
        Kolonne("kr_pr_indbygger", "Kr. pr. indbygger", "kr"),
    )  # fmt: skip
    rows = []
    for kode in sorted(s.folk, key=lambda k: (k != s.egen_kode, k)):
        tal = samlet(t for p, t in (s.egne if kode == s.egen_kode else s.delte.get(kode, {})).items() if p in s.forskelle)
        rows.append((kode, navn(kode), s.folk[kode].antal, s.folk[kode].dag, pr_indbygger(tal.kr, s.folk[kode].antal) if tal.borgere else None))
    return _tabel("kommuner_tabel", "Kommunerne og deres kr. pr. indbygger på de sammenlignede paragraffer", rows, kolonner)


def _tabel(navn: str, titel: str, rows: Sequence[tuple], kolonner: tuple[Kolonne, ...]) -> Tabel:
    import pandas as pd

    return Tabel(navn, titel, pd.DataFrame(rows, columns=[k.navn for k in kolonner], dtype=object), kolonner, vis=30, borgerfri=True)


def vist(noegle: str) -> str:
    """A paragraph as a reader writes it; what is none stands as it is."""
    try:
        return som_tekst(noegle)
    except ParagrafFejl:
        return noegle
