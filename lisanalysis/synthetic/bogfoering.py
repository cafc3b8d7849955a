"""The books: account strings, postings from settlements and of the house itself, month balances and budget."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np

from .afregning import ART_EGENBETALING, ART_MELLEMKOMMUNAL, ART_UDBETALING, EGENBETALING_GRUPPE
from .katalog import ALLE, FORSORG, RAMME
from .kommune import Kommune, maanedsslut
from .poster import Afregning, Postering
from .scenarie import Engangsudgift
from .skrift import paragraftekst

LEDELSE = "200"
REFUSION_110 = ("538422004", "869")
_AFDELING = {"voksne": "07310", "boern": "07110"}
_UDGIFT = {"409": "private leverandører", "479": "andre kommuner", "489": "regioner", ART_UDBETALING: "udbetalt til personer"}
_OVERHEAD = (("101", 0.045, "Løn, myndighed og ledelse"), ("229", 0.006, "Varekøb og kontorhold"))
_FUNKTIONSNAVNE = {
    "52820": "Opholdssteder mv. for børn og unge", "52821": "Forebyggende foranstaltninger", "52822": "Plejefamilier",
    "52823": "Døgninstitutioner for børn og unge", "53839": "Personlig støtte og pasning", "53842": "Botilbud, særlige sociale problemer",
    "53845": "Behandling af stofmisbrugere", "53850": "Botilbud til længerevarende ophold", "53851": "Botilbudslignende tilbud",
    "53852": "Botilbud til midlertidigt ophold", "53858": "Beskyttet beskæftigelse", "53859": "Aktivitets- og samværstilbud",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Kontolinje:
    """One full account: `streng` is afdeling-konto-aktivitet-art, the art with CPR where the posting must name a citizen."""

    konto: str
    art: str
    afdeling: str
    aktivitet: str
    alias: str
    navn: str
    paragraf: str
    cpr_krav: str
    gyldig_fra: date = date(2018, 1, 1)
    gyldig_til: date | None = None

    @property
    def streng(self) -> str:
        return f"{self.afdeling}-{self.konto}-{self.aktivitet}-{self.art}{'CPR' if self.cpr_krav == 'skal' else ''}---"


@dataclass(slots=True, repr=False, eq=False)
class Regnskab:
    """All that Prisme delivers. Balances are øre by (year, period, konto, art); budget (year, line, oprindeligt, tillæg)."""

    kontoplan: list[Kontolinje]
    posteringer: list[Postering]
    budget: list[tuple[int, Kontolinje, int, int]]

    def ny_linje(self, mal: Kontolinje, **andet) -> Kontolinje:
        """A further account like another, with the next alias."""
        linje = replace(mal, alias=_alias(len(self.kontoplan) + 1), **andet)
        self.kontoplan.append(linje)
        return linje

    def linje(self, konto: str, art: str) -> Kontolinje | None:
        """The first account of a konto and art."""
        return next((k for k in self.kontoplan if (k.konto, k.art) == (konto, art)), None)


def bogfoer(kommune: Kommune, afregninger: list[Afregning], seed: int, engangs: Engangsudgift | None, maskinnr_af) -> Regnskab:
    """Post what is effektueret, then the house's own lines; set the budget. `maskinnr_af(afregning)` is who sends it."""
    rng = np.random.default_rng([seed, 6])
    kontoplan = _kontoplan()
    linjer = {(k.konto, k.art): k for k in kontoplan}
    sendt = posteringer(afregninger, linjer, maskinnr_af)
    egne = _overhead(kommune, sendt, linjer, rng) + _refusion(kommune, sendt, linjer)
    regnskab = Regnskab(list(kontoplan), sendt + egne, [])
    if engangs:
        egen = regnskab.ny_linje(linjer["538501002", "479"], aktivitet="091199", cpr_krav="må")
        regnskab.posteringer.append(_egen(engangs.dato, egen, engangs.beloeb, "Efterbetaling jf. afgørelse, flere år"))
    regnskab.budget = _budget(kommune, regnskab.posteringer, rng)
    return regnskab


def genopfrisk(regnskab: Regnskab, afregninger: list[Afregning], maskinnr_af) -> None:
    """Let the books follow settlements that were changed, added or removed after they were posted; patterns stay."""
    linjer = {(k.konto, k.art): k for k in reversed(regnskab.kontoplan)}
    levende = {id(a) for a in afregninger}
    bogfoerte = {id(p.afregning) for p in regnskab.posteringer if p.afregning}
    regnskab.posteringer = [p for p in regnskab.posteringer if p.afregning is None or id(p.afregning) in levende]
    for p in regnskab.posteringer:
        if p.afregning and p.fast:
            p.henvisningsnr = p.afregning.ref
        elif p.afregning:
            ny = _fra_afregning(p.afregning, linjer, maskinnr_af)
            for felt in ny.__slots__:
                setattr(p, felt, getattr(ny, felt))
    regnskab.posteringer += posteringer([a for a in afregninger if id(a) not in bogfoerte], linjer, maskinnr_af)


def posteringer(afregninger: list[Afregning], linjer, maskinnr_af) -> list[Postering]:
    """One line per settlement that is paid."""
    return [_fra_afregning(a, linjer, maskinnr_af) for a in afregninger if a.bogfoert]


def saldo(posteringer: Iterable[Postering]) -> dict[tuple[int, str, str, str], int]:
    """Movement by regnskabsår, period, konto and art."""
    sum_ = defaultdict(int)
    for p in posteringer:
        sum_[p.regnskabsaar, p.periode, p.kontolinje.konto, p.kontolinje.art] += p.beloeb
    return dict(sorted(sum_.items()))


def _kontoplan() -> tuple[Kontolinje, ...]:
    """Every account of the catalogue with every art in use, in a fixed order; aliases start with 48, never a day."""
    ud: dict[tuple[str, str], Kontolinje] = {}
    for type in ALLE:
        arter = ("409", "479", "489") if type.firma else (ART_UDBETALING,)
        for gruppe in type.grupper:
            for art in (*arter, ART_MELLEMKOMMUNAL):
                _tilfoej(ud, type.konto(gruppe), art, type.omraade, paragraftekst(type.paragraf[1]), "skal")
        for art, _, _ in _OVERHEAD:
            _tilfoej(ud, type.konto(LEDELSE), art, type.omraade, "", "må ikke")
    for art, _, _ in _OVERHEAD:
        _tilfoej(ud, RAMME.konto(RAMME.grupper[0]), art, "voksne", paragraftekst(RAMME.paragraf[1]), "må ikke")
    _tilfoej(ud, FORSORG.konto(EGENBETALING_GRUPPE), ART_EGENBETALING, "voksne", paragraftekst(FORSORG.paragraf[1]), "skal")
    _tilfoej(ud, *REFUSION_110, "voksne", paragraftekst(FORSORG.paragraf[1]), "må ikke")
    return tuple(ud.values())


def _tilfoej(ud, konto: str, art: str, omraade: str, paragraf: str, krav: str) -> None:
    if (konto, art) not in ud:
        nr = len(ud) + 1
        tekst = f"{_FUNKTIONSNAVNE[konto[:5]]}, {_artnavn(art)}"
        linje = Kontolinje(konto, art, _AFDELING[omraade], f"0910{nr % 100:02d}", _alias(nr), tekst, paragraf, krav)
        ud[konto, art] = linje


def _alias(nr: int) -> str:
    return f"48{nr:06d}{nr * 7 % 97:02d}"


def _artnavn(art: str) -> str:
    andre = {ART_EGENBETALING: "egenbetaling", ART_MELLEMKOMMUNAL: "betaling fra kommuner", REFUSION_110[1]: "statsrefusion"}
    return _UDGIFT.get(art) or andre.get(art) or next(tekst for a, _, tekst in _OVERHEAD if a == art).lower()


def _fra_afregning(a: Afregning, linjer, maskinnr_af) -> Postering:
    """The interface's line, or the invoice booked by hand; both name the citizen."""
    return Postering(
        dato=a.bogfoert,
        regnskabsaar=_regnskabsaar(a),
        kontolinje=linjer[a.konto, a.art],
        beloeb=a.beloeb,
        tekst=f"Faktura {a.nr[-5:]}" if a.faktura else f"{a.paragraf} {a.fra:%m-%Y}",
        ydelsesmodtager=a.cpr,
        betalingsmodtager=_betalingsmodtager(a),
        maskinnr="" if a.faktura else maskinnr_af(a),
        henvisningsnr=a.ref,
        afregning=a,
    )


def _regnskabsaar(a: Afregning) -> int:
    """The settlement's year up to the end of the supplementsperiode; a regulering stands on the year it is disposed."""
    if a.type == "R":
        return a.dispdato.year
    supplement = maanedsslut(date(a.fra.year + 1, 2, 1))
    return a.fra.year if a.bogfoert <= supplement else a.bogfoert.year


def _betalingsmodtager(a: Afregning) -> str:
    """The provider's CVR, the foster parent's CPR, or the citizen; nobody for an income."""
    return (a.cvr or a.ydelse.plejefamilie or a.cpr) if a.type in ("U", "R") else ""


def _egen(dato: date, kontolinje: Kontolinje, beloeb: int, tekst: str) -> Postering:
    """A line that no case system sent: no citizen, no maskinnr, no reference."""
    return Postering(dato, dato.year, kontolinje, beloeb, tekst)


def _overhead(kommune: Kommune, sendt: list[Postering], linjer, rng) -> list[Postering]:
    """Salary and goods each month, on each funktion's 'ledelse og administration', as a share of its spending."""
    udgift: dict[str, int] = defaultdict(int)
    for p in sendt:
        udgift[p.kontolinje.konto[:5]] += p.beloeb
    maaneder = kommune.maaneder()
    ud = []
    for _, ultimo in maaneder:
        for funktion in sorted(udgift):
            for art, andel, tekst in _OVERHEAD:
                snit = udgift[funktion] / len(maaneder) * andel * 1.03 ** (ultimo.year - kommune.fra.year)
                beloeb = round(snit * (0.96 + 0.08 * float(rng.random())))
                if beloeb > 0:
                    ud.append(_egen(ultimo, linjer[f"{funktion}1{LEDELSE}", art], beloeb, tekst))
    return ud


def _refusion(kommune: Kommune, sendt: list[Postering], linjer) -> list[Postering]:
    """Each quarter an advance of half of what §110 has cost net, in whole thousands; the day limit is not applied."""
    netto: dict[date, int] = defaultdict(int)
    for p in sendt:
        if p.kontolinje.konto.startswith("538421"):
            maaned = p.dato.month if p.dato.year == p.regnskabsaar else 12
            netto[_kvartalsslut(p.regnskabsaar, maaned)] += p.beloeb
    kvartaler = [(dag, -round(netto[dag] / 200_000) * 100_000) for dag in sorted(netto) if dag <= kommune.slut]
    return [_egen(dag, linjer[REFUSION_110], b, "Statsrefusion § 110, forskud") for dag, b in kvartaler if b]


def ramme(kommune: Kommune, regnskab: Regnskab, pladser: int) -> dict[date, int]:
    """Post the salaries of the centre that is paid by frame; returns øre by the last day of the month."""
    linje = regnskab.linje(RAMME.konto(RAMME.grupper[0]), "101")
    beloeb = {slut: round(pladser * 14_500_00 * 1.03 ** (slut.year - kommune.fra.year)) for _, slut in kommune.maaneder()}
    regnskab.posteringer += [_egen(dag, linje, oere, "Løn, eget center") for dag, oere in beloeb.items()]
    return beloeb


def _kvartalsslut(aar: int, maaned: int) -> date:
    naeste = (maaned - 1) // 3 * 3 + 4
    return date(aar + naeste // 13, (naeste - 1) % 12 + 1, 1) - timedelta(days=1)


def bilag(posteringer: list[Postering]) -> None:
    """In order of date; one bilag per year, day and sender, its lines numbered from 1. The list is sorted in place."""
    naeste: dict[int, int] = defaultdict(int)
    aabne: dict[tuple, list] = {}
    posteringer.sort(key=lambda p: (p.dato, p.henvisningsnr[-7:]))
    for p in posteringer:
        noegle = (p.regnskabsaar, p.dato, p.maskinnr)
        if noegle not in aabne:
            naeste[p.regnskabsaar] += 1
            aabne[noegle] = [naeste[p.regnskabsaar], 0]
        aabne[noegle][1] += 1
        p.bilag, p.linje = f"B{aabne[noegle][0]:06d}", aabne[noegle][1]


def _budget(kommune: Kommune, posteringer: list[Postering], rng) -> list[tuple[int, Kontolinje, int, int]]:
    """Near what is spent, in whole thousands; but §110's last year is budgeted as the year before plus 3 %."""
    forbrug: dict[tuple[int, Kontolinje], int] = defaultdict(int)
    for p in posteringer:
        forbrug[p.regnskabsaar, p.kontolinje] += p.beloeb
    ud = []
    for aar, linje in sorted(forbrug, key=lambda n: (n[0], n[1].konto, n[1].art)):
        grundlag = forbrug[aar, linje]
        if linje.konto == FORSORG.konto("001") and aar == kommune.slut.year and (aar - 1, linje) in forbrug:
            grundlag = forbrug[aar - 1, linje] * 1.03
        oprindeligt = round(grundlag * (0.95 + 0.08 * float(rng.random())) / 100_000) * 100_000
        tillaeg = round(grundlag * 0.02 / 100_000) * 100_000 if rng.random() < 0.3 else 0
        ud.append((aar, linje, oprindeligt, tillaeg))
    return ud
