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
class Trin:
    """One step: its name, what is to be done, what serves it here, and how one knows that it is done."""

    nr: int
    navn: str
    hvad: str
    med: str
    gjort: str


TRIN = (
    Trin(1, "Find nøglepersoner og afdelinger", "Find den, der kender hvert system, og den, der kan trække data ud. Skriv dem ind, så andre kan ringe.",
         "`kontakt` ved hvert system i `kommune.yaml`; `lis new` spørger", "alle systemer har en kontakt (`lis check`, runde 5)"),
    Trin(2, "Skab overblik over datalandskabet", "Få ét udtræk af hvert system, og se, hvilke tabeller det fylder, og hvilke spørgsmål de bærer.",
         "`lis new`, som tegner `reports/<kommune>/datalandskab/`", "alle aftalte systemer har leveret, og ingen fil er ulæst (`lis check`, runde 1 og 2)"),
    Trin(3, "Sammenlign aktivitetsdata på tværs af systemer", "Hold bevilling, afregning og bogføring op mod hinanden sammen med myndighed og økonomi. Begynd med de ti dyreste.",
         "`lis run parameters/<kommune> --only ottetalskontrol`", "runde 3 og 4 i `lis check` er bestået, og hver forskel i `ottetalskontrol` har en årsag og en, der tager den"),
    Trin(4, "Ret data og juster registreringspraksis", "Del fejllisten ud, ret i kildesystemet og aldrig i udtrækket, og aftal, hvordan det registreres fra nu af.",
         "fejllisterne i `ottetalskontrol` og `datavalidering`, rapporten `registreringspraksis`, og `accepterede.csv` til det, I har taget stilling til",
         "fundene falder fra leverance til leverance, andelen af sene registreringer falder i `registreringspraksis`, og resten står i `accepterede.csv` med begrundelse og udløb"),
    Trin(5, "Etabler løbende rapportering", "Lad leverancer og rapporter køre af sig selv, og aftal, hvem der læser hvad, og hvornår.",
         "`lis schedule parameters/<kommune> --opret`", "runde 5 i `lis check` er bestået måned efter måned, og regnearket, som rapporten erstatter, er slået fra"),
    Trin(6, "Tjek og vedligehold snitfladen til Danmarks Statistik og FLIS", "Få det indberettede med som udtræk, og hold det op mod jeres egne tal før hver frist.",
         "filerne `dst_indberettet*` og `flis_noegletal*`, og `lis run parameters/<kommune> --only dst_flis`",
         "`uforklaret` og `flis_uforklaret` er 0 eller forklaret, og det, der ikke kan indberettes (`kan_ikke_indberettes`), er rettet før fristen"),
    Trin(7, "Brug opmærkningerne fra FLIS", "Få opmærkningen af jeres egne koder udleveret som fil sammen med de øvrige udtræk, og opmærk de koder, der mangler.",
         "filen `flis_opmaerkninger*`, og tabellen med opmærkninger i `dst_flis`", "`opmaerkning_mangler` i `dst_flis` er 0: hver kode, I bruger, er opmærket"),
    Trin(8, "Hold fast ved systemskift", "Lad det gamle og det nye system levere side om side i mindst én leverance, og sig, fra hvilken dag det nye gælder.",
         "`systemskifte` i `kommune.yaml`, og `lis check` før og efter", "ingen række tælles to gange, og nøgletallene for en måned, begge systemer dækker, er de samme før og efter skiftet"),
)  # fmt: skip


@dataclass(frozen=True)
class Stade:
    """What this delivery shows about the steps."""

    systemer: int
    med_kontakt: int
    leveret: int
    saldo_koert: bool
    at_rette: int
    flere_leverancer: bool = False
    indberettet: tuple[str, ...] = ()
    opmaerkninger: bool = False
    skifter: int = 0


def trin(s: Stade) -> pd.DataFrame:
    """One row per step: nr, trin, stade (gjort, i gang, ikke begyndt), gjort and naeste."""
    import pandas as pd

    svar = (_personer, _landskab, _sammenlign, _ret, _loebende, _snitflade, _opmaerkninger, _skift)
    return pd.DataFrame([(t.nr, t.navn, *f(s)) for t, f in zip(TRIN, svar, strict=True)], columns=["nr", "trin", "stade", "gjort", "naeste"])


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
        dem, de = ("den", "den") if s.at_rette == 1 else ("dem", "de")
        return "i gang", gjort, f"Ret {dem} i kildesystemet, og aftal, hvordan {de} undgås."
    return "gjort", "Der er ingen rækker med fejl i denne leverance.", "Se på rapportens tomme kolonner: skal de udfyldes?"


def _loebende(s: Stade) -> tuple[str, str, str]:
    if s.flere_leverancer:
        return "i gang", "Der er leveret mere end én gang, og rapporten følger udviklingen.", "Aftal, hvem der læser hvad, og sæt en fast plan med lis schedule."
    return "i gang", "Denne rapport laves ved hver leverance.", "Indlæs den næste leverance oven på den første."


def _snitflade(s: Stade) -> tuple[str, str, str]:
    if s.indberettet:
        return "i gang", f"Det indberettede til {dansk.opremsning(s.indberettet)} er leveret.", "Læs dst_flis før næste frist, og ret det, der ikke kan indberettes."
    return "ikke begyndt", "Det indberettede er ikke leveret.", "Få filerne dst_indberettet og flis_noegletal med i leverancen."


def _opmaerkninger(s: Stade) -> tuple[str, str, str]:
    if s.opmaerkninger:
        return "i gang", "Opmærkningerne fra FLIS er leveret.", "Opmærk eller ret de koder, dst_flis nævner."
    return "ikke begyndt", "Opmærkningerne er ikke leveret.", "Få filen flis_opmaerkninger udleveret sammen med de øvrige udtræk."


def _skift(s: Stade) -> tuple[str, str, str]:
    naeste = "Læg det nye systems udtræk ved siden af det gamle i mindst én leverance."
    if s.skifter:
        return "i gang", f"{dansk.stort(dansk.antal(s.skifter, 'systemskifte', 'systemskifter'))} står i kommune.yaml.", naeste
    return "i gang", "Ukendte og manglende kolonner afvises ved indlæsningen.", naeste
