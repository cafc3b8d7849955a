"""The made-up municipality itself: size, time span, providers with takster, caseworkers and organisation."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np

from .katalog import ALLE, EFTER_NOEGLE, FORSORG, PRISFREMSKRIVNING, Indsatstype
from .scenarie import Prisstigning, Scenarie

NABOER = ("0573", "0561", "0510")  # real neighbours that citizens move from and to
PRISSPRING = 1.09  # the §110 provider that raises its takst in the last year
SAERLIG = "saerlig"  # the key of the outliers' own provider
_MOMSFAKTOR_OPHOLDSSTED = 9_540  # seen in a real municipality's public data: 95.4 % of the takst at opholdssteder
_FAKTURA = {"midlertidigt", "aktivitet", "beskyttet", "familiebehandling"}
_STEDER = (
    "Lærkehøj", "Åbrinken", "Søvang", "Østervang", "Møllebakken", "Ærtemarken", "Bøgely", "Enggården", "Kildevæld",
    "Skovbrynet", "Præstekær", "Hjortshøj", "Fælleden", "Kløvermarken", "Nørreåen", "Rødkælken", "Vibeholm", "Sølyst",
)  # fmt: skip
_CVR_VAEGTE = (2, 7, 6, 5, 4, 3, 2, 1)


@dataclass(frozen=True, slots=True)
class Leverandoer:
    """A provider with one tilbud; `takster` are øre per unit from a day on, in order of day."""

    navn: str
    cvr: str
    pnr: str
    tilbud_id: str
    kommune: str
    form: str
    type: Indsatstype
    takster: tuple[tuple[date, int], ...]
    pladser: int
    momsfaktor: int = 10_000  # 1/10,000 of the takst that is paid, the rest being refunded VAT
    faktura: bool = False  # sends electronic invoices straight to the ledger

    def takst_paa(self, dag: date) -> int:
        """Øre per unit in force on the day; before the first, the first."""
        return next((oere for fra, oere in reversed(self.takster) if fra <= dag), self.takster[0][1])

    def betales_paa(self, dag: date) -> int:
        """The takst net of VAT that is refunded, rounded half up to the øre."""
        return (2 * self.takst_paa(dag) * self.momsfaktor + 10_000) // 20_000


@dataclass(frozen=True, slots=True)
class Organisation:
    noegle: str
    navn: str
    omraade: str
    distrikt: str
    leder: str
    overordnet: str


@dataclass(frozen=True, slots=True)
class Sagsbehandler:
    noegle: str
    navn: str
    organisation: Organisation


@dataclass(frozen=True, slots=True)
class Kommune:
    """What all systems of the municipality share; `fra`..`slut` is the span of settlements and postings."""

    kode: str
    navn: str
    indbyggere: int
    fra: date
    slut: date
    leverandoerer: dict[str, tuple[Leverandoer, ...]]
    organisationer: tuple[Organisation, ...]
    sagsbehandlere: tuple[Sagsbehandler, ...]

    @property
    def skala(self) -> float:
        """Size relative to the catalogue's 50,000 inhabitants."""
        return self.indbyggere / 50_000

    @property
    def aar(self) -> range:
        return range(self.fra.year, self.slut.year + 1)

    def maaneder(self) -> list[tuple[date, date]]:
        """First and last day of every whole month up to the cut-off."""
        alle = [(date(a, m, 1), maanedsslut(date(a, m, 1))) for a in self.aar for m in range(1, 13)]
        return [m for m in alle if m[1] <= self.slut]

    def alle_leverandoerer(self) -> list[Leverandoer]:
        """Each provider once, in a fixed order."""
        return [lev for gruppe in self.leverandoerer.values() for lev in gruppe]

    def hos(self, type: Indsatstype) -> tuple[Leverandoer, ...]:
        """The providers of a kind of measure."""
        return self.leverandoerer[type.leverandoerer_fra or type.noegle]


def maanedsslut(dag: date) -> date:
    """The last day of the month."""
    return date(dag.year + dag.month // 12, dag.month % 12 + 1, 1) - timedelta(days=1)


def byg(kode: str, navn: str, indbyggere: int, seed: int, aar: int, slut: date, scenarie: Scenarie) -> Kommune:
    """Draw providers, takster and caseworkers of a municipality."""
    if aar < 1 or indbyggere < 1:
        raise ValueError("aar og indbyggere skal være mindst 1")
    rng = np.random.default_rng([seed, 1])
    fra = date(slut.year - aar + 1, 1, 1)
    organisationer = _organisationer()
    return Kommune(
        kode, navn, indbyggere, fra, slut,
        _leverandoerer(rng, kode, indbyggere / 50_000, range(fra.year, slut.year + 1), scenarie),
        organisationer,
        _sagsbehandlere(rng, organisationer, scenarie.pr_hold or max(2, round(4 * indbyggere / 50_000))),
    )  # fmt: skip


def _leverandoerer(rng, kode: str, skala: float, aar: range, scenarie: Scenarie) -> dict[str, tuple[Leverandoer, ...]]:
    typer = [t for t in ALLE if t.firma and not t.leverandoerer_fra]
    antal = {t.noegle: 1 if t.noegle == "efterforsorg" else max(4, round(10 * skala)) for t in typer}
    numre = iter(_cvr_numre(sum(antal.values()) + 1))
    springer = scenarie.stigning_110
    ud = {
        t.noegle: tuple(_leverandoer(rng, kode, t, nr, next(numre), aar, springer) for nr in range(antal[t.noegle]))
        for t in typer
    }
    ud[SAERLIG] = (_saerlig(kode, next(numre), aar),) if scenarie.dyre_borgere else ()
    if scenarie.prisstigning:
        _haev(ud, scenarie.prisstigning)
    return ud


def _leverandoer(rng, kode: str, type: Indsatstype, nr: int, cvr: str, aar: range, springer: bool) -> Leverandoer:
    form = ("privat", "kommune", "region")[int(rng.choice(3, p=(0.6, 0.25, 0.15)))]
    sted = _STEDER[(nr * 5 + int(rng.integers(5))) % len(_STEDER)]
    kommune = NABOER[int(rng.integers(len(NABOER)))] if form == "kommune" or rng.random() < 0.3 else kode
    pris = type.pris * float(np.exp(type.prisspredning * rng.standard_normal()))
    return Leverandoer(
        navn=f"{type.firma} {sted}" + (f" {nr // 3 + 1}" if nr > 2 else ""),
        cvr=cvr,
        pnr=f"1099{cvr[2:]}",
        tilbud_id=f"T{cvr[2:]}",
        kommune=kommune,
        form=form,
        type=type,
        takster=_takster(pris, aar, springer and type is FORSORG and nr == 0),
        pladser=int(rng.integers(6, 40)),
        momsfaktor=_MOMSFAKTOR_OPHOLDSSTED if type.noegle == "opholdssted" and form == "privat" else 10_000,
        faktura=form == "privat" and type.noegle in _FAKTURA and nr % 3 == 1,
    )


def _takster(pris: float, aar: range, springer: bool) -> tuple[tuple[date, int], ...]:
    """Regulated every 1 January; one that `springer` rises by PRISSPRING into the last year instead."""
    oere = [round(pris / PRISFREMSKRIVNING ** (aar[-1] - a)) * 100 for a in aar]
    if springer and len(aar) > 1:
        oere[-1] = round(oere[-2] * PRISSPRING / 100) * 100
    return tuple((date(a, 1, 1), o) for a, o in zip(aar, oere, strict=True))


def _saerlig(kode: str, cvr: str, aar: range) -> Leverandoer:
    """The place of the outliers: 3 mio. kr. a year in the last year."""
    type = EFTER_NOEGLE["midlertidigt"]
    navn = f"{type.firma} Stilleborg, særlig plads"
    return Leverandoer(navn, cvr, f"1099{cvr[2:]}", f"T{cvr[2:]}", kode, "privat", type, _takster(3_000_000 / 365, aar, False), 1)


def _haev(leverandoerer: dict[str, tuple[Leverandoer, ...]], p: Prisstigning) -> None:
    """Raise one provider's takst from the day on, also what it is regulated to later."""
    alle = list(leverandoerer[p.noegle])
    den = alle[p.nr]
    hos = [(fra, oere) for fra, oere in den.takster if fra < p.dato]
    nye = [(p.dato, den.takst_paa(p.dato)), *((fra, oere) for fra, oere in den.takster if fra > p.dato)]
    alle[p.nr] = replace(den, takster=(*hos, *((fra, round(oere * p.faktor / 100) * 100) for fra, oere in nye)))
    leverandoerer[p.noegle] = tuple(alle)


def _cvr_numre(antal: int) -> list[str]:
    """CVR numbers with a valid check digit in a range that is not in use (99…)."""
    gyldige = (f"{n}" for n in range(99_000_001, 100_000_000) if _cvr_gyldig(f"{n}"))
    return [next(gyldige) for _ in range(antal)]


def _cvr_gyldig(cvr: str) -> bool:
    return sum(v * int(c) for v, c in zip(_CVR_VAEGTE, cvr, strict=True)) % 11 == 0


def _organisationer() -> tuple[Organisation, ...]:
    top = Organisation("SOC", "Social og Sundhed", "", "", "Åse Sørensen", "")
    hold = (
        ("BU-N", "Børn og Unge Nord", "boern", "Nord", "Bjørn Kjær"),
        ("BU-S", "Børn og Unge Syd", "boern", "Syd", "Lærke Holm"),
        ("VO-N", "Voksne Nord", "voksne", "Nord", "Søren Ågård"),
        ("VO-S", "Voksne Syd", "voksne", "Syd", "Mette Lund"),
    )
    return (top, *(Organisation(*h, "SOC") for h in hold))


def _sagsbehandlere(rng, organisationer: tuple[Organisation, ...], pr_hold: int) -> tuple[Sagsbehandler, ...]:
    fornavne = ("Anne", "Jørgen", "Sanne", "Gøran", "Kirsten", "Pål", "Ulla", "Åge", "Tina", "Niels")
    efternavne = ("Ravn", "Mørk", "Dahl", "Kvist", "Falk", "Krogh", "Storm", "Vang")
    hold = [o for o in organisationer if o.omraade for _ in range(pr_hold)]
    return tuple(
        Sagsbehandler(
            f"SB{nr:03d}", f"{fornavne[int(rng.integers(10))]} {efternavne[int(rng.integers(8))]}", organisation
        )
        for nr, organisation in enumerate(hold, 1)
    )
