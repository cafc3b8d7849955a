"""Three things to decide, found by rules from the figures shown and ranked by the kroner they are about."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from lisanalysis.analyses import dansk
from lisanalysis.analyses.ledelsesinformation.budget import Budget, funktionsnavn
from lisanalysis.analyses.ledelsesinformation.grundlag import Grundlag
from lisanalysis.analyses.ledelsesinformation.kvalitet import Kvalitet
from lisanalysis.analyses.ledelsesinformation.maal import IKKE_NAAET, MAAL, Stand
from lisanalysis.analyses.pulje import OEVRIGE
from lisanalysis.domain.paragraf import ParagrafFejl, som_tekst

ANTAL = 3
AFVIST_HOEJST = Decimal("0.01")  # more unreadable rows than this and the figures themselves are the question


@dataclass(frozen=True)
class Valg:
    """One thing to decide: what it is about, the kroner (0 where it is not about kroner), and the sentence."""

    om: str
    kr: Decimal
    tekst: str


def valg(g: Grundlag | None, b: Budget | None, k: Kvalitet, maal: list[Stand]) -> list[Valg]:
    """At most three, dearest first and one for each subject; then what is not about kroner."""
    fundet: dict[str, Valg] = {}
    for v in sorted([*_budget(b), *_udvikling(g), *_maal(maal), *_data(k)], key=lambda v: (-v.kr, v.om)):
        fundet.setdefault(v.om, v)
    return list(fundet.values())[:ANTAL]


def _budget(b: Budget | None) -> list[Valg]:
    """Functions that have spent more than the even share of their budget."""
    return [] if b is None else [
        Valg(x.navn, x.over, f"Skal {funktionsnavn(x.navn)} have et større budget eller bremses? Der er brugt {dansk.beloeb(x.over)} mere end budgettet til dato.")
        for x in b.linjer if x.over > 0 and x.navn != OEVRIGE
    ]  # fmt: skip


def _udvikling(g: Grundlag | None) -> list[Valg]:
    """Paragraphs that cost more than the year before: by more citizens, or by a higher price, whichever weighs most."""
    fundet = []
    for navn, nu in (g.nu if g else {}).items():
        foer = g.foer[navn]
        if navn == OEVRIGE or nu.pris is None or foer.pris is None or nu.kr <= foer.kr:
            continue
        flere = (nu.helaarspersoner - foer.helaarspersoner) * (nu.pris + foer.pris) / 2
        dyrere = (nu.pris - foer.pris) * (nu.helaarspersoner + foer.helaarspersoner) / 2
        if flere >= dyrere:
            antal = dansk.tal(nu.helaarspersoner - foer.helaarspersoner, 1)
            hvad = f"Skal vi bremse tilgangen til {vist(navn)}? {antal} flere helårspersoner koster {dansk.beloeb(flere)}"
        else:
            hvad = f"Skal prisen på {vist(navn)} forhandles? {dansk.beloeb(nu.pris - foer.pris)} mere pr. helårsperson koster {dansk.beloeb(dyrere)}"
        fundet.append(Valg(navn, max(flere, dyrere), f"{hvad} om året."))
    return fundet


def _maal(maal: list[Stand]) -> list[Valg]:
    return [
        Valg(s.maalsaetning.for_hvad, Decimal(0), f"Skal målet for {vist(s.maalsaetning.for_hvad)} ændres, eller skal der gøres noget? "
             f"{MAAL[s.maalsaetning.maal][2]}: målet er {s.maalsaetning.tekst} og er ikke nået.")
        for s in maal if s.dom == IKKE_NAAET
    ]  # fmt: skip


def _data(k: Kvalitet) -> list[Valg]:
    if k.andel is None or k.andel <= AFVIST_HOEJST:
        return []
    return [Valg("data", Decimal(0), f"Hvem retter data? {dansk.pct(k.andel, 1)} af rækkerne kunne ikke læses.")]


def vist(noegle: str) -> str:
    """A paragraph as a reader writes it; what is none stands as it is."""
    try:
        return som_tekst(noegle)
    except ParagrafFejl:
        return noegle
