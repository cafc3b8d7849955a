"""The questions put to the person, and what their answers change. `--ja` answers what is sure, and leaves the rest out, saying so."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING

from lisanalysis.errors import ParameterError
from lisanalysis.settings import System
from lisanalysis.start import vis
from lisanalysis.start.afvigelser import Kobling, afvigelser
from lisanalysis.start.aftaler import HYPPIGHEDER, Aftale
from lisanalysis.start.filer import SVAGT, Fund
from lisanalysis.start.genkend import Genkendt, hold_op
from lisanalysis.start.layouts import layouts

if TYPE_CHECKING:
    from rich.console import Console

AFBRUDT = "Afbrudt. Intet er skrevet."


@dataclass
class Samtale:
    """The person at the keyboard, or the rule that stands in for them (`ja`)."""

    console: Console
    ja: bool
    laes: Callable[[str], str] = input

    def spoerg(self, hvad: str, ellers: str = "") -> str:
        """The answer to a question; `ellers` for an empty one, and where nobody is asked."""
        if self.ja:
            return ellers
        try:
            return self.laes(f"{hvad} [{ellers}]: " if ellers else f"{hvad}: ").strip() or ellers
        except (EOFError, KeyboardInterrupt):
            raise ParameterError(f"{AFBRUDT} Uden nogen at spørge: brug --ja, som tager de sikre forslag.") from None

    def vaelg(self, hvad: str, valg: dict[str, str], ellers: str) -> str:
        """One letter of several, asked until it is one of them."""
        tekst = ", ".join(f"{k} = {v}" for k, v in valg.items())
        while (svar := self.spoerg(f"{hvad} ({tekst})", ellers).lower()[:1]) not in valg:
            vis.linje(self.console, f"  Svar med et af: {', '.join(valg)}.")
        return svar


def om_filer(samtale: Samtale, fundne: Sequence[Fund]) -> tuple[list[Kobling], list[Fund]]:
    """Each kind of file shown and answered for: those to be read, and those that are left out."""
    laeses, udeladt = [], []
    for nr, fund in enumerate(fundne, 1):
        vis.fund(samtale.console, fund, nr, len(fundne))
        kobling = _om_fil(samtale, fund)
        if kobling is None:
            udeladt.append(fund)
        else:
            laeses.append(kobling)
    return laeses, udeladt


def _om_fil(samtale: Samtale, fund: Fund) -> Kobling | None:
    """The person's answer for one kind of file; with `ja` the proposal where it is sure."""
    genkendt = fund.genkendt
    while True:
        if genkendt is None:
            genkendt = _et_andet(samtale, fund)
            if genkendt is None:
                return None
        kobling = Kobling(fund.gruppe, genkendt.layout, _koblet(genkendt, kun_sikre=samtale.ja))
        _vis_forslag(samtale, genkendt, kobling)
        if samtale.ja:
            return kobling if _godtag(samtale, fund, genkendt, kobling) else None
        valg = {"j": "brug forslaget", "r": "ret kolonner", "a": "et andet layout", "s": "spring filen over"}
        svar = samtale.vaelg("Skal den læses sådan?", valg, "j" if fund.sikker else "s")
        if svar == "s":
            return None
        if svar == "a":
            genkendt = None
            continue
        if svar == "r":
            kobling = _ret(samtale, kobling, genkendt)
        if mangler := _paakraevede(kobling):
            vis.linje(samtale.console, f"  Filen kan ikke læses uden: {', '.join(mangler)}. Peg på kolonnerne, eller spring filen over.")
            continue
        return kobling


def _vis_forslag(samtale: Samtale, genkendt: Genkendt, kobling: Kobling) -> None:
    if genkendt.layout.slags == "tekst":
        vis.kolonner(samtale.console, genkendt.par, genkendt.rest)
    vis.forskelle(samtale.console, kobling, afvigelser(kobling))


def _koblet(genkendt: Genkendt, *, kun_sikre: bool) -> dict[str, str | None]:
    """Each heading with its place; what is not sure enough, or fits none, is not read."""
    par = {p.heading: p.plads.heading if p.sikkerhed == "sikker" or not kun_sikre else None for p in genkendt.par}
    return par | {p.heading: None for p in genkendt.rest}


def _paakraevede(kobling: Kobling) -> list[str]:
    fyldt = set(kobling.koblet.values())
    return [p.til for p in kobling.layout.pladser if p.paakraevet and p.heading not in fyldt] if kobling.layout.slags == "tekst" else []


def _godtag(samtale: Samtale, fund: Fund, genkendt: Genkendt, kobling: Kobling) -> bool:
    """Whether the sure part of the proposal is enough to read the file by; what is left out is said."""
    usikre = [p.heading for p in genkendt.par if p.sikkerhed != "sikker"]
    if usikre:
        vis.linje(samtale.console, f"  --ja: ikke sikre og derfor ikke læst: {', '.join(usikre)}. Kør uden --ja for at vælge selv.")
    if not fund.sikker:
        vis.linje(samtale.console, "  --ja: filen er ikke sikkert genkendt og læses ikke.")
        return False
    if mangler := _paakraevede(kobling):
        vis.linje(samtale.console, f"  --ja: filen læses ikke; uden sikkert svar på {', '.join(mangler)} kan den ikke læses.")
        return False
    return True


def _et_andet(samtale: Samtale, fund: Fund) -> Genkendt | None:
    """The layout that the person names; None to leave the file out."""
    kendte = {y.navn: y for y in layouts()}
    while navn := samtale.spoerg("Hvilket layout er det? (fx bv.ydelser; tom springer filen over)"):
        if navn in kendte and (genkendt := hold_op(fund.gruppe.taste, kendte[navn], mindst=SVAGT)):
            return genkendt
        naer = get_close_matches(navn, kendte, n=3, cutoff=0.4)
        vis.linje(samtale.console, f"  Det layout kan filen ikke være. Mente du {' eller '.join(naer)}?" if naer else f"  Layouts: {', '.join(kendte)}.")
    return None


def _ret(samtale: Samtale, kobling: Kobling, genkendt: Genkendt) -> Kobling:
    """The coupling after the person has pointed columns elsewhere, one at a time."""
    headings = [*(p.heading for p in genkendt.par), *(p.heading for p in genkendt.rest)]
    pladser = {p.til or p.heading: p.heading for p in kobling.layout.pladser}
    koblet = dict(kobling.koblet)
    while (nr := samtale.spoerg("Nummeret på kolonnen, der skal rettes (tom: færdig)")).isdigit():
        if not 1 <= int(nr) <= len(headings):
            continue
        til = samtale.spoerg(f"'{headings[int(nr) - 1]}' bliver til ({', '.join(pladser)}; - læses ikke)", "-")
        naer = get_close_matches(til, pladser, n=1)
        if til != "-" and not naer:
            vis.linje(samtale.console, "  Den kolonne har layoutet ikke.")
            continue
        plads = None if til == "-" else pladser[naer[0]]
        koblet = {h: None if p == plads else p for h, p in koblet.items()} | {headings[int(nr) - 1]: plads}
    return Kobling(kobling.gruppe, kobling.layout, koblet)


def om_aftaler(samtale: Samtale, aftaler: dict[str, Aftale]) -> dict[str, System]:
    """Whom to call, how often files come, and how late they may be, system by system."""
    ud = {}
    for navn, aftale in aftaler.items():
        s = aftale.system
        vis.linje(samtale.console, f"\n{s.navn or navn}" + (f" (plejer at være: {aftale.hvem})" if aftale.hvem else ""))
        kontakt = samtale.spoerg("  Hvem ringes der til, når en leverance mangler?")
        hyppighed = samtale.spoerg(f"  Hvor ofte leveres der? ({', '.join(HYPPIGHEDER)})", s.hyppighed)
        while hyppighed not in HYPPIGHEDER:
            hyppighed = samtale.spoerg(f"  En af: {', '.join(HYPPIGHEDER)}", s.hyppighed)
        frist = samtale.spoerg("  Senest hvor mange dage efter periodens udløb?", str(s.frist))
        while not frist.isdigit():
            frist = samtale.spoerg("  Et antal dage", str(s.frist))
        ud[navn] = System(navn=s.navn, kontakt=kontakt, hyppighed=hyppighed, frist=int(frist))
        if samtale.ja:
            vis.linje(samtale.console, f"  --ja: {hyppighed}, frist {frist} dage, ingen kontakt endnu; skriv den i kommune.yaml.")
    return ud
