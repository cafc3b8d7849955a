"""Puts the answer into words: one sentence, the figures, and what they cannot carry."""

from __future__ import annotations

from lisanalysis.analyses import dansk
from lisanalysis.analyses.result import Afsnit, Noegletal, Result
from lisanalysis.analyses.udgiftsstigning import billeder, tabeller
from lisanalysis.analyses.udgiftsstigning.bidrag import NIVEAUER
from lisanalysis.analyses.udgiftsstigning.erklaering import ANALYSE, Parametre
from lisanalysis.analyses.udgiftsstigning.perioder import SpinkeltGrundlag
from lisanalysis.analyses.udgiftsstigning.tal import Tal, regn
from lisanalysis.tables import Dataset


def analyse(data: Dataset, parametre: Parametre) -> Result:
    """Why the account rose. Where the postings cannot carry the comparison the answer is a refusal that says what is missing."""
    valuta = data.kommune.valuta
    try:
        tal = regn(data, parametre)
    except SpinkeltGrundlag as afslag:
        svar = f"Datagrundlaget er for spinkelt til at sammenligne: der mangler {'; '.join(afslag.mangler)}."
        return ANALYSE.ikke_koert(data.per, afslag.mangler, svar=svar, valuta=valuta)
    return ANALYSE.result(
        data.per,
        svar=_svar(tal, parametre, valuta),
        noegletal=_noegletal(tal, parametre, valuta),
        afsnit=_afsnit(tal),
        tabeller=tabeller.alle(tal),
        figurer=(billeder.vandfald(tal, parametre.top, valuta), billeder.pr_maaned(tal, valuta)),
        goer=_goer(tal, valuta),
        forbehold=_forbehold(tal, data),
        datagrundlag=_datagrundlag(tal, data, parametre),
        metode=_metode(parametre),
        valuta=valuta,
        ikke_koert={
            tabeller.titel(n): f"Posteringerne oplyser ikke {billeder.NAVNE[n]}." for n in NIVEAUER if n not in tal.niveauer
        },
    )


def _svar(tal: Tal, parametre: Parametre, valuta: str) -> str:
    p = tal.perioder
    slags = "funktion" if "." in parametre.konto else "konto"
    hvad = f"Udgiften på {slags} {parametre.konto}" if parametre.konto else "Udgiften på alle konti"
    if not tal.delta:
        return f"{hvad} er den samme i {p.aar} som i {p.foer} ({p})."
    vaekst = f" ({dansk.pct(abs(tal.vaekst), 1)})" if tal.vaekst is not None else ""
    foerste = f"{hvad} {_retning(tal)} {dansk.beloeb(abs(tal.delta), valuta)}{vaekst} fra {p.foer} til {p.aar} ({p})."
    return f"{foerste} {_stoerste_saetning(tal)}"


def _stoerste_saetning(tal: Tal) -> str:
    n = len(tal.stoerste)
    hvem = "Det største bidrag" if n == 1 else f"De {n} største bidrag"
    vej = "stigninger" if tal.delta > 0 else "fald"
    return f"{hvem} står for {dansk.pct(tal.andel_stoerste)} af alle {vej}."


def _retning(tal: Tal) -> str:
    return "steg" if tal.delta > 0 else "faldt"


def _noegletal(tal: Tal, parametre: Parametre, valuta: str) -> tuple[Noegletal, ...]:
    p, kr, konto = tal.perioder, dansk.valutanavn(valuta), parametre.konto or "alle"

    def nt(noegle: str, titel: str, vaerdi: object, enhed: str, format: str, **mere: object) -> Noegletal:
        return Noegletal(noegle, titel, vaerdi, enhed, format, konto=konto, **mere)

    return (
        nt("delta_kr", f"Ændring fra {p.foer} til {p.aar}", tal.delta, kr, "kr", n=tal.antal_i_aar + tal.antal_foer),
        nt("udgift_i_aar", f"Udgift i {p.aar}", tal.i_aar, kr, "kr", n=tal.antal_i_aar),
        nt("udgift_sidste_aar", f"Udgift i {p.foer}", tal.foer, kr, "kr", n=tal.antal_foer),
        nt("vaekst", "Vækst", tal.vaekst, "andel", "pct"),
        nt("andel_stoerste", f"De {parametre.top} største bidrags andel", tal.andel_stoerste, "andel", "pct"),
        nt("antal_poster", f"Posteringer i {p.aar}", tal.antal_i_aar, "posteringer", "antal", forside=False),
        nt("uden_borger_kr", f"Udgift i {p.aar} uden borger", tal.uden_borger, kr, "kr", forside=False),
        nt("engangs_kr", "Heraf engangs", tal.engangs, kr, "kr", forside=False),
    )


def _afsnit(tal: Tal) -> tuple[Afsnit, ...]:
    return (
        Afsnit("Fra sidste år til i år", ("Hvert trin er ændringen hos én; det sidste trin samler resten.",), ("vandfald", "pr_maaned")),
        Afsnit("Hvem ændringen kommer fra", (_laesning(tal),), tuple(tabeller.navn(n) for n in tal.niveauer)),
        Afsnit("De største bidrag", (_engangs_saetning(tal),), ("stoerste", "posteringer")),
    )


def _laesning(tal: Tal) -> str:
    return (
        f"Ny betyder, at der ikke er posteringer i {tal.perioder.foer} i de sammenlignede måneder; ophørt, at der ingen er i "
        f"{tal.perioder.aar}. For dem, der fortsætter, kan posteringer alene ikke skille flere dage fra en højere pris."
    )


def _engangs_saetning(tal: Tal) -> str:
    n = int(tal.bidrag["engangs"].sum())
    return f"{dansk.stort(dansk.antal(n, 'bidrag er', 'bidrag er'))} mærket engangs. Intet er trukket ud af ændringen."


def _goer(tal: Tal, valuta: str) -> tuple[str, ...]:
    raad = []
    if len(tal.stoerste):
        raad.append("Gå de største bidrag igennem med myndighedsafdelingen: er de ventet, og fortsætter de?")
    if tal.engangs:
        raad.append(f"Afgør, om {dansk.beloeb(abs(tal.engangs), valuta)}, der ligner engangs, skal holdes ude af næste års budget.")
    if tal.uden_borger and "borger" in tal.niveauer:
        raad.append(
            f"Find borgeren bag {dansk.beloeb(tal.uden_borger, valuta)}, der er bogført uden borger; "
            "beløbet kan ikke forklares på borgerniveau."
        )
    return tuple(raad)


def _forbehold(tal: Tal, data: Dataset) -> tuple[str, ...]:
    p = tal.perioder
    tekst = [
        "Tallene er bogførte beløb. En regning, der er bogført senere end sidste år, ligner et fald, og omvendt.",
        f"De seneste måneder i {p.aar} kan stadig få efterposteringer; de samme måneder i {p.foer} har fået dem.",
        "Posteringer kender hverken dage eller takster. Om den, der fortsætter, har fået flere dage eller en højere pris, kan ikke ses her.",
        f"Et bidrag i {dansk.MAANEDER[p.til_og_med - 1]} mærkes ikke engangs: det kan fortsætte i måneden efter.",
    ]
    if "borger" not in tal.niveauer:
        tekst.append("Posteringerne bærer ingen borger, så nye og ophørte borgere kan ikke vises.")
    if data.kommune.kontoplan == "fri":
        tekst.append("Kontoplanen er kommunens egen: en konto, der har skiftet navn uden at være koblet, ligner et ophør og en tilgang.")
    return tuple(tekst)


def _datagrundlag(tal: Tal, data: Dataset, parametre: Parametre) -> tuple[str, ...]:
    p = tal.perioder
    udsnit = f"konto {parametre.konto}" if parametre.konto else "alle konti"
    if parametre.dranst and data.kommune.kontoplan != "fri":
        udsnit += f", dranst {dansk.opremsning(parametre.dranst)}"
    if parametre.art:
        udsnit += f", art {dansk.opremsning(parametre.art)}"
    return (
        f"{dansk.antal(tal.antal_i_aar, 'postering', 'posteringer')} i {p.aar} og "
        f"{dansk.antal(tal.antal_foer, 'postering', 'posteringer')} i {p.foer}, {p}: {udsnit}.",
    )


def _metode(parametre: Parametre) -> tuple[str, ...]:
    return (
        "En postering tæller i sit regnskabsår: er den bogført efter årets udløb, tæller den i december, og er den bogført før "
        "årets begyndelse, tæller den i januar.",
        "Modtageren er leverandørens navn, og hvor det mangler, den, pengene gik til.",
        "De største bidrags andel er regnet af alle bidrag, der trækker samme vej som ændringen, så den højst kan være 100 procent.",
        f"Engangs er et bidrag, som kun har posteringer i én måned i ét af de to år, som ikke ligger i den sidste måned, og som fylder "
        f"mindst {parametre.engangs_pct} procent af hele ændringen.",
    )
