"""From rows to files: which files each chosen system delivers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from .afregningssystem import AFREGNINGSSYSTEMER, Afregningssystem, Fordeling
from .befolkning import Befolkning
from .bogfoering import Regnskab
from .fil import Fil, Tekstfil
from .kommune import Kommune
from .lister import Lister
from .poster import Bevilling
from .registre import Registre
from .systemer import as2007, bv, cpr, dubu, nexus, opus, prisme, sensum, stamdata
from .systemer import lister as listefiler

BEVILLINGSSYSTEMER = ("nexus", "dubu", "sensum")
ANDRE = (
    "prisme", "prisme-g69", "opus", "cpr", "adressehistorik", "rammeaktivitet", "refusionstilsagn", "hjemtaget_refusion",
    "budgetark", "prognose_manuel", "flis", "dst", "statbank",
)  # fmt: skip
SYSTEMER = BEVILLINGSSYSTEMER + AFREGNINGSSYSTEMER + ANDRE


@dataclass(slots=True, repr=False, eq=False)
class Raekker:
    """All that the systems hold, and the lists beside them."""

    kommune: Kommune
    folk: Befolkning
    registre: Registre
    fordeling: Fordeling
    regnskab: Regnskab
    lister: Lister
    opmaerkninger: list[list]
    systemer: list[Afregningssystem] = field(default_factory=list)

    def fordel(self) -> None:
        """Share the rows out to the settlement systems, with the disponering of each."""
        self.systemer = self.fordeling.dele(self.registre, self.kommune)


def filer(systemer: tuple[str, ...], r: Raekker) -> list[Fil | Tekstfil]:
    """Every file of the chosen systems, and the lists of tilbud and organisation that all municipalities have."""
    ud: list[Fil | Tekstfil] = list(stamdata.filer(r.kommune))
    for navn, egne in bevillinger(systemer, r.registre).items():
        ud += _bevillingsfiler(navn, egne, r)
    for s in r.systemer:
        if s.navn in systemer:
            ud += {"bv": bv, "as2007": as2007}[s.navn].filer(s)
    for navn in ANDRE:
        if navn in systemer:
            ud += _andre(systemer)[navn](r)
    return ud


def bevillinger(systemer: tuple[str, ...], registre: Registre) -> dict[str, list[Bevilling]]:
    """Who holds which grants: DUBU the children's and Sensum the adults' where they are, Nexus what is left."""
    valgte = [s for s in BEVILLINGSSYSTEMER if s in systemer]
    hos = {
        "boern": "dubu" if "dubu" in valgte else "nexus",
        "voksne": "sensum" if "sensum" in valgte else "nexus",
    }
    return {s: [b for b in registre.bevillinger if hos[b.omraade] == s] for s in valgte}


def _bevillingsfiler(navn: str, egne: list[Bevilling], r: Raekker) -> list[Fil]:
    if navn == "sensum":
        return sensum.filer(egne, lambda b: _bopael(b, r.kommune.slut))
    return {"nexus": nexus, "dubu": dubu}[navn].filer(egne)


def _bopael(b: Bevilling, slut: date) -> str:
    bopaele = b.stykke.forloeb.sag.person.bopaele(slut)
    return bopaele[-1].kommune if bopaele else ""


def _andre(systemer: tuple[str, ...]) -> dict[str, Callable[[Raekker], list]]:
    """The systems that need no share of the rows. G69 alone brings the kontoplan that its aliases stand in."""
    plan_med = "prisme" not in systemer
    return {
        "prisme": lambda r: prisme.filer(r.regnskab),
        "prisme-g69": lambda r: prisme.g69(r.regnskab, r.kommune.kode, r.kommune.slut)
        + ([prisme.kontoplan([*r.regnskab.kontoplan, prisme.MELLEMREGNING])] if plan_med else []),
        "opus": lambda r: opus.filer(r.regnskab),
        "cpr": lambda r: cpr.filer(r.kommune, r.folk),
        "adressehistorik": lambda r: cpr.historik(r.kommune, r.folk),
        "rammeaktivitet": lambda r: listefiler.ramme(r.lister),
        "refusionstilsagn": lambda r: listefiler.tilsagn(r.lister),
        "hjemtaget_refusion": lambda r: listefiler.hjemtaget(r.lister),
        "budgetark": lambda r: listefiler.budgetark(r.lister),
        "prognose_manuel": lambda r: listefiler.prognoser(r.lister),
        "flis": lambda r: listefiler.flis(r.kommune, r.registre.afregninger, r.opmaerkninger),
        "dst": lambda r: listefiler.dst(r.kommune, r.registre.afregninger),
        "statbank": lambda r: listefiler.statbank(r.kommune),
    }
