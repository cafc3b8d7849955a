"""The books: account strings, postings from settlements and of the house itself, month balances and budget."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from .afregning import ART_EGENBETALING, ART_MELLEMKOMMUNAL, ART_UDBETALING, EGENBETALING_GRUPPE, Afregning
from .katalog import ALLE, FORSORG
from .kommune import Kommune
from .skrift import paragraftekst, periode

MASKINNR = "BV001"
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

    @property
    def streng(self) -> str:
        return f"{self.afdeling}-{self.konto}-{self.aktivitet}-{self.art}{'CPR' if self.cpr_krav == 'skal' else ''}---"


@dataclass(frozen=True, slots=True, repr=False)
class Postering:
    """One ledger line, øre; `regnskabsaar` is the year it belongs to, also when dated in the supplementsperiode."""

    dato: date
    regnskabsaar: int
    bilag: str
    linje: int
    kontolinje: Kontolinje
    beloeb: int
    tekst: str
    ydelsesmodtager: str
    betalingsmodtager: str
    maskinnr: str
    henvisningsnr: str

    @property
    def periode(self) -> str:
        """The month of the date, moved into the regnskabsår."""
        return periode(self.dato) if self.dato.year == self.regnskabsaar else f"{self.regnskabsaar}-12"


@dataclass(frozen=True, slots=True)
class Regnskab:
    """All that Prisme delivers. Balances are øre by (year, period, konto, art); budget (year, line, oprindeligt, tillæg)."""

    kontoplan: tuple[Kontolinje, ...]
    posteringer: list[Postering]
    saldo: dict[tuple[int, str, str, str], int]
    budget: list[tuple[int, Kontolinje, int, int]]


def bogfoer(kommune: Kommune, afregninger: list[Afregning], seed: int) -> Regnskab:
    """Post what is effektueret, then the house's own lines; add up the balances; set the budget."""
    rng = np.random.default_rng([seed, 6])
    kontoplan = _kontoplan()
    linjer = {(k.konto, k.art): k for k in kontoplan}
    kladde = [_fra_afregning(a, linjer) for a in afregninger if a.bogfoert]
    kladde += _overhead(kommune, kladde, linjer, rng)
    kladde += _refusion(kommune, kladde, linjer)
    posteringer = _bilag(kladde)
    return Regnskab(kontoplan, posteringer, saldo(posteringer), _budget(kommune, posteringer, rng))


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
    _tilfoej(ud, FORSORG.konto(EGENBETALING_GRUPPE), ART_EGENBETALING, "voksne", paragraftekst(FORSORG.paragraf[1]), "skal")
    _tilfoej(ud, *REFUSION_110, "voksne", paragraftekst(FORSORG.paragraf[1]), "må ikke")
    return tuple(ud.values())


def _tilfoej(ud, konto: str, art: str, omraade: str, paragraf: str, krav: str) -> None:
    if (konto, art) not in ud:
        nr = len(ud) + 1
        alias = f"48{nr:06d}{nr * 7 % 97:02d}"
        tekst = f"{_FUNKTIONSNAVNE[konto[:5]]}, {_artnavn(art)}"
        linje = Kontolinje(konto, art, _AFDELING[omraade], f"0910{nr % 100:02d}", alias, tekst, paragraf, krav)
        ud[konto, art] = linje


def _artnavn(art: str) -> str:
    andre = {ART_EGENBETALING: "egenbetaling", ART_MELLEMKOMMUNAL: "betaling fra kommuner", REFUSION_110[1]: "statsrefusion"}
    return _UDGIFT.get(art) or andre.get(art) or next(tekst for a, _, tekst in _OVERHEAD if a == art).lower()


def _fra_afregning(a: Afregning, linjer) -> dict:
    """The interface's line. December's may be dated in January, on the old regnskabsår (supplementsperioden)."""
    forloeb = a.ydelse.forloeb
    borger = forloeb.sag.person.cpr
    return {
        "dato": a.bogfoert,
        "regnskabsaar": a.fra.year,
        "kontolinje": linjer[a.konto, a.art],
        "beloeb": a.beloeb,
        "tekst": f"{a.ydelse.paragraf} {a.fra:%m-%Y}",
        "ydelsesmodtager": borger,
        "betalingsmodtager": _betalingsmodtager(a, borger),
        "maskinnr": MASKINNR,
        "henvisningsnr": a.bilagsref,
    }


def _betalingsmodtager(a: Afregning, borger: str) -> str:
    """The provider's CVR, the foster parent's CPR, or the citizen; nobody for an income."""
    forloeb = a.ydelse.forloeb
    if a.type != "U":
        return ""
    if forloeb.leverandoer:
        return forloeb.leverandoer.cvr
    return forloeb.plejeforaelder.cpr if forloeb.plejeforaelder else borger


def _egen(dato: date, kontolinje: Kontolinje, beloeb: int, tekst: str) -> dict:
    """A line that no case system sent: no citizen, no maskinnr, no reference."""
    tom = dict.fromkeys(("ydelsesmodtager", "betalingsmodtager", "maskinnr", "henvisningsnr"), "")
    return {"dato": dato, "regnskabsaar": dato.year, "kontolinje": kontolinje, "beloeb": beloeb, "tekst": tekst} | tom


def _overhead(kommune: Kommune, kladde: list[dict], linjer, rng) -> list[dict]:
    """Salary and goods each month, on each funktion's 'ledelse og administration', as a share of its spending."""
    udgift: dict[str, int] = defaultdict(int)
    for p in kladde:
        udgift[p["kontolinje"].konto[:5]] += p["beloeb"]
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


def _refusion(kommune: Kommune, kladde: list[dict], linjer) -> list[dict]:
    """Each quarter an advance of half of what §110 has cost net, in whole thousands; the day limit is not applied."""
    netto: dict[date, int] = defaultdict(int)
    for p in kladde:
        if p["maskinnr"] and p["kontolinje"].konto.startswith("538421"):
            maaned = p["dato"].month if p["dato"].year == p["regnskabsaar"] else 12
            netto[_kvartalsslut(p["regnskabsaar"], maaned)] += p["beloeb"]
    kvartaler = [(dag, -round(netto[dag] / 200_000) * 100_000) for dag in sorted(netto) if dag <= kommune.slut]
    return [_egen(dag, linjer[REFUSION_110], b, "Statsrefusion § 110, forskud") for dag, b in kvartaler if b]


def _kvartalsslut(aar: int, maaned: int) -> date:
    naeste = (maaned - 1) // 3 * 3 + 4
    return date(aar + naeste // 13, (naeste - 1) % 12 + 1, 1) - timedelta(days=1)


def _bilag(kladde: list[dict]) -> list[Postering]:
    """In order of date; one bilag per year, day and sender, its lines numbered from 1."""
    naeste: dict[int, int] = defaultdict(int)
    bilag: dict[tuple, tuple[int, list]] = {}
    ud = []
    for p in sorted(kladde, key=lambda p: p["dato"]):
        noegle = (p["regnskabsaar"], p["dato"], p["maskinnr"])
        if noegle not in bilag:
            naeste[p["regnskabsaar"]] += 1
            bilag[noegle] = (naeste[p["regnskabsaar"]], [])
        nr, linjer = bilag[noegle]
        linjer.append(None)
        ud.append(Postering(bilag=f"B{nr:06d}", linje=len(linjer), **p))
    return ud


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
