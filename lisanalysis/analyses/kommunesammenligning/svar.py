"""Puts the comparison into words: how dear we are per inhabitant, how much of it is volume, and how much is price."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from lisanalysis.analyses import dansk
from lisanalysis.analyses.kommunesammenligning import tabeller
from lisanalysis.analyses.kommunesammenligning.erklaering import ANALYSE, Parametre
from lisanalysis.analyses.kommunesammenligning.tal import Forskel, Tal, delte, egne, forskel, gruppens, indbyggere, navn, pr_indbygger, samlet
from lisanalysis.analyses.pulje import MINDST, sikker
from lisanalysis.analyses.pulje import samlet as lagt_sammen
from lisanalysis.analyses.result import Afsnit, Noegletal, Result
from lisanalysis.measures.befolkning import Folketal
from lisanalysis.measures.paragraftal import KILDER
from lisanalysis.tables import Dataset, Samling

PR_INDBYGGER, KOMMUNERNE = "Pr. indbygger", "Kommunerne"


@dataclass(frozen=True)
class Sammenligning:
    """The year's figures: ours, the others' and the inhabitants; the paragraphs that both sides have enough citizens in.

    `regnede` are those of the others whose own rows were at hand, `ude` those that were and could not be used, with the reason.
    """

    aar: int
    egne: dict[str, Tal]
    delte: dict[str, dict[str, Tal]]
    folk: dict[str, Folketal]
    egen_kode: str
    regnede: tuple[str, ...] = ()
    ude: dict[str, str] = field(default_factory=dict)

    @property
    def antal(self) -> int | None:
        """Our own inhabitants."""
        return self.folk[self.egen_kode].antal if self.egen_kode in self.folk else None

    @property
    def deres(self) -> int:
        """The others' inhabitants together."""
        return sum(self.folk[k].antal for k in self.delte)

    @property
    def paragraffer(self) -> list[str]:
        """Those that every municipality compared has with enough citizens: else a missing one would look cheap."""
        return [p for p, t in self.egne.items() if t.kan_vises and self.delte and all(p in d and d[p].kan_vises for d in self.delte.values())]

    @property
    def forskelle(self) -> dict[str, Forskel]:
        """By paragraph, the largest first."""
        if not self.antal:
            return {}
        fundet = {p: forskel(self.egne[p], self.antal, gruppens(self.delte, p), self.deres) for p in self.paragraffer}
        return dict(sorted(fundet.items(), key=lambda x: (-abs(x[1].i_alt), x[0])))


def analyse(data: Dataset | Samling, parametre: Parametre) -> Result:
    """Kroner per inhabitant against the others; our own alone where nobody's figures but the population are at hand.

    Of several municipalities together the first is ours, and the others' figures are counted from their own rows as ours are; what
    still others share through FLIS stands beside them.
    """
    egen, *andre = data if isinstance(data, Samling) else (data,)
    if not egen.har("statbank"):
        return ANALYSE.ikke_koert(egen.per, ("statbank",), valuta=egen.kommune.valuta)
    s = _sammenligning(egen, andre, parametre)
    ikke = _ikke_koert(egen, s)
    return ANALYSE.result(
        egen.per, svar=_svar(s, egen), noegletal=_noegletal(s), afsnit=_afsnit(s, ikke), tabeller=tabeller.tabeller(s),
        figurer=tabeller.figurer(s), goer=_goer(s), forbehold=_forbehold(s, egen), datagrundlag=_datagrundlag(s), metode=_metode(),
        valuta=egen.kommune.valuta, ikke_koert=ikke,
    )  # fmt: skip


def _sammenligning(data: Dataset, andre: Sequence[Dataset], p: Parametre) -> Sammenligning:
    aar = p.aar or (data.per.year if (data.per.month, data.per.day) == (12, 31) else data.per.year - 1)
    folk = indbyggere(data, min(data.per, date(aar, 12, 31)))
    regnede, ude = _regnede(andre, aar, folk)
    alle = (delte(data, aar) if data.har("flis_noegletal") else {}) | regnede
    valgte = {k: t for k, t in sorted(alle.items()) if k in folk and (not p.kommuner or k in p.kommuner)}
    har = any(data.har(t) for t in KILDER)
    med = {k: f for k, f in folk.items() if k in (*valgte, *p.kommuner, data.kommune.kode)}
    return Sammenligning(aar, egne(data, aar) if har else {}, valgte, med, data.kommune.kode, tuple(k for k in valgte if k in regnede), ude)


def _regnede(andre: Sequence[Dataset], aar: int, folk: dict[str, Folketal]) -> tuple[dict[str, dict[str, Tal]], dict[str, str]]:
    """The figures of the others whose rows are at hand, and why some cannot be used; their inhabitants are put into `folk` where ours lack them."""
    regnede, ude = {}, {}
    for d in andre:
        kode = d.kommune.kode
        if kode not in folk and d.har("statbank"):
            folk |= {k: f for k, f in indbyggere(d, min(d.per, date(aar, 12, 31))).items() if k == kode}
        if d.per < date(aar, 12, 31):
            ude[d.kommune.navn] = f"data slutter {dansk.dato(d.per)}"
        elif not d.har("afregning"):
            ude[d.kommune.navn] = "der mangler afregning"
        elif kode not in folk:
            ude[d.kommune.navn] = "der er intet folketal for den i Statistikbankens fil"
        else:
            regnede[kode] = egne(d, aar)
    return regnede, ude


def hele(s: Sammenligning) -> Forskel | None:
    """The paragraphs compared taken together, as the sum of their parts."""
    dele = list(s.forskelle.values())
    if not dele:
        return None
    return Forskel(*(sum((getattr(f, n) for f in dele), Decimal("0.00")) for n in ("egen", "anden", "volumen", "pris")))


def egen_pris(s: Sammenligning) -> Decimal | None:
    """Our own kroner per inhabitant, of all paragraphs; withheld where it, or what it tells of those not compared, stands on too few."""
    alle = lagt_sammen(t.bidrag or {} for t in s.egne.values())
    rest = lagt_sammen(t.bidrag or {} for p, t in s.egne.items() if p not in s.paragraffer)
    if not s.antal or not alle or not sikker(alle) or not sikker(rest):
        return None
    return pr_indbygger(samlet(s.egne.values()).kr, s.antal)


def _svar(s: Sammenligning, data: Dataset) -> str:
    f, egen = hele(s), egen_pris(s)
    if f is None:
        eget = f"Vi bruger {dansk.beloeb(egen)} pr. indbygger i {s.aar}. " if egen is not None else ""
        return f"{eget}Vi kan ikke sammenlignes med andre: {_hvorfor(s, data)}"
    mere = "mere" if f.i_alt > 0 else "mindre"
    dele = f"{dansk.beloeb(f.volumen)} er volumen og {dansk.beloeb(f.pris)} er pris"
    stoerst = next(iter(s.forskelle))
    return f"Vi bruger {dansk.beloeb(abs(f.i_alt))} {mere} pr. indbygger end de andre i {s.aar}: {dele}. Den største forskel er {tabeller.vist(stoerst)}."


def _hvorfor(s: Sammenligning, data: Dataset) -> str:
    if s.antal is None:
        return f"der er intet folketal for {data.kommune.navn} i Statistikbankens fil."
    if not s.egne:
        return "der er ingen forløb og afregninger for vores egen kommune."
    if not s.delte:
        return "kun folketallet er leveret for dem. Der skal deles nøgletal pr. paragraf (flis_noegletal for flere kommuner)."
    return f"ingen paragraf har mindst {MINDST} borgere i alle kommunerne."


def _noegletal(s: Sammenligning) -> tuple[Noegletal, ...]:
    f, egen = hele(s), egen_pris(s)
    felt = {"periode": str(s.aar)}
    status = "ok" if f else "ikke_koert"
    n = samlet(s.egne.values()).borgere if egen is not None else None
    return (
        Noegletal("kr_pr_indbygger", "Vores kr. pr. indbygger, alle paragraffer", egen, "kr.", "kr", n=n, status="ok" if egen is not None else "ikke_koert", **felt),
        Noegletal("andre_kr_pr_indbygger", "De andres, på de sammenlignede paragraffer", f.anden if f else None, "kr.", "kr", status=status, **felt),
        Noegletal("forskel_kr", "Forskel pr. indbygger", f.i_alt if f else None, "kr.", "kr", status=status, **felt),
        Noegletal("volumen_kr", "Heraf volumen", f.volumen if f else None, "kr.", "kr", status=status, **felt),
        Noegletal("pris_kr", "Heraf pris", f.pris if f else None, "kr.", "kr", status=status, **felt),
        Noegletal("indbyggere", "Indbyggere", s.antal, "indbyggere", status="ok" if s.antal else "ikke_koert", forside=False, **felt),
        Noegletal("kommuner", "Kommuner at sammenligne med", len(s.delte), "kommuner", forside=False, **felt),
    )  # fmt: skip


def _afsnit(s: Sammenligning, ikke: dict[str, str]) -> tuple[Afsnit, ...]:
    if PR_INDBYGGER in ikke:
        foerste = Afsnit(PR_INDBYGGER, (f"Ikke kørt. {ikke[PR_INDBYGGER]}",))
    else:
        foerste = Afsnit(PR_INDBYGGER, ("Volumen er, at flere eller færre får hjælp; pris er, at hjælpen koster mere eller mindre.",), ("forskelle_figur", "forskelle"))
    return (foerste, Afsnit(KOMMUNERNE, (), ("kommuner_tabel",)))


def _ikke_koert(data: Dataset, s: Sammenligning) -> dict[str, str]:
    return {} if s.forskelle else {PR_INDBYGGER: dansk.stort(_hvorfor(s, data))}


def _goer(s: Sammenligning) -> tuple[str, ...]:
    trin = []
    if dyre := [(p, f) for p, f in s.forskelle.items() if f.i_alt > 0]:
        noegle, f = dyre[0]
        hvad = "hvorfor flere får hjælpen" if f.volumen >= f.pris else "hvad der er i prisen"
        trin.append(f"Undersøg {tabeller.vist(noegle)}: {hvad}.")
    if not s.delte:
        trin.append("Bed de kommuner, I vil sammenlignes med, om deres nøgletal pr. paragraf, og læg dem i flis_noegletal.")
    return tuple(trin)


def _forbehold(s: Sammenligning, data: Dataset) -> tuple[str, ...]:
    sagt = ["Kommuner konterer og visiterer forskelligt: den samme hjælp kan stå på forskellige paragraffer. Se på flere sammen, før der sluttes noget."]
    gamle = [k for k, f in s.folk.items() if f.dag.year < s.aar - 1]
    if gamle:
        sagt.append(f"Folketallet for {dansk.opremsning(navn(k) for k in gamle)} er fra {min(s.folk[k].dag.year for k in gamle)}.")
    if skjulte := len(s.egne) - len(s.paragraffer):
        sagt.append(f"{dansk.stort(dansk.antal(skjulte, 'paragraf', 'paragraffer'))} er ikke sammenlignet: for få borgere, eller ikke alle har tallet.")
    if set(s.delte) - set(s.regnede):
        hvis = f"Tallene fra {dansk.opremsning(navn(k) for k in s.delte if k not in s.regnede)}" if s.regnede else "De andres tal"
        sagt.append(f"{hvis} er, som de står i FLIS; vores egne er pakkens. Rapporten dst_flis viser, hvor de to ikke er ens for os.")
    sagt += [f"{kommune} er ikke med: {hvorfor}." for kommune, hvorfor in s.ude.items()]
    return tuple(sagt)


def _datagrundlag(s: Sammenligning) -> tuple[str, ...]:
    andre = dansk.opremsning(navn(k) for k in s.delte) if s.delte else "ingen"
    return (f"Folketal fra Statistikbanken for {dansk.antal(len(s.folk), 'kommune', 'kommuner')}; nøgletal for {s.aar} fra {andre}.",
            *((f"Regnet af kommunernes egne rækker som vores: {dansk.opremsning(navn(k) for k in s.regnede)}.",) if s.regnede else ()))


def _metode() -> tuple[str, ...]:
    return (
        "Forskellen pr. indbygger deles i volumen (helårspersoner pr. indbygger til gennemsnittet af de to priser) og pris (kr. pr. helårsperson ved "
        "gennemsnittet af de to volumener); de to er tilsammen hele forskellen.",
        "De andre kommuner er taget sammen, så en stor vejer mere end en lille. En paragraf er kun med, når alle har mindst fem borgere på den.",
        "Folketallet er det nyeste til og med årets udgang.",
    )
