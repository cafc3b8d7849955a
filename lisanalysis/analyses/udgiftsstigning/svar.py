"""Puts the answer into words: one sentence, the figures, and what they cannot carry."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from lisanalysis.analyses import dansk
from lisanalysis.analyses.konklusion import Konklusion
from lisanalysis.analyses.result import Afsnit, Noegletal, Result
from lisanalysis.analyses.udgiftsstigning import aktivitet, billeder, forklaret, hvem, hvorfor, tabeller
from lisanalysis.analyses.udgiftsstigning.bidrag import NIVEAUER
from lisanalysis.analyses.udgiftsstigning.erklaering import ANALYSE, Parametre
from lisanalysis.analyses.udgiftsstigning.forklaring import Forklaring
from lisanalysis.analyses.udgiftsstigning.perioder import SpinkeltGrundlag
from lisanalysis.analyses.udgiftsstigning.tal import Tal, regn
from lisanalysis.errors import LawError
from lisanalysis.tables import Dataset

_FORKLARENDE = ("Hvem: nye, ophørte og blivende", "Hvorfor: brugere, dage, tilbud og pris")
_UDEN_AKTIVITET, _UDEN_BUDGET = "uden_aktivitet", "uden_budget"


def analyse(data: Dataset, parametre: Parametre) -> Result:
    """Why the account rose. Where the postings cannot carry the comparison the answer is a refusal that says what is missing."""
    valuta = data.kommune.valuta
    try:
        tal = regn(data, parametre)
    except SpinkeltGrundlag as afslag:
        svar = f"Datagrundlaget er for spinkelt til at sammenligne: der mangler {'; '.join(afslag.mangler)}."
        return ANALYSE.ikke_koert(data.per, afslag.mangler, svar=svar, valuta=valuta)
    f = tal.forklaring
    forklarende = forklaret.vist(tal, f) if f else ()
    return ANALYSE.result(
        data.per,
        svar=_svar(tal, parametre, valuta),
        noegletal=_noegletal(tal, parametre, valuta),
        afsnit=(*_afsnit(tal)[:1], *(forklaret.afsnit(tal, f, forklarende) if f else ()), *_afsnit(tal)[1:]),
        tabeller=(*tabeller.alle(tal), *(forklaret.filer(tal, f) if f else ()), *forklarende),
        figurer=(
            billeder.vandfald(tal, parametre.top, valuta), billeder.pr_maaned(tal, valuta), *(forklaret.figurer(tal, f, valuta) if f else ()),
        ),
        goer=_goer(tal, valuta),
        forbehold=_forbehold(tal, data),
        datagrundlag=_datagrundlag(tal, data, parametre),
        metode=_metode(parametre),
        valuta=valuta,
        konklusioner=_konklusioner(tal, parametre, valuta),
        ikke_koert={
            tabeller.titel(n): f"Posteringerne oplyser ikke {billeder.NAVNE[n]}." for n in NIVEAUER if n not in tal.niveauer
        } | ({} if f else {titel: tal.uden_forklaring for titel in _FORKLARENDE}),
    )


def _svar(tal: Tal, parametre: Parametre, valuta: str) -> str:
    p = tal.perioder
    slags = "funktion" if "." in parametre.konto else "konto"
    hvad = f"Udgiften på {slags} {parametre.konto}" if parametre.konto else "Udgiften på alle konti"
    if not tal.delta:
        return f"{hvad} er den samme i {p.aar} som i {p.foer} ({p})."
    vaekst = f" ({dansk.pct(abs(tal.vaekst), 1)})" if tal.vaekst is not None else ""
    foerste = f"{hvad} {_retning(tal)} {dansk.beloeb(abs(tal.delta), valuta)}{vaekst} fra {p.foer} til {p.aar} ({p})."
    forklaring = f" {forklaret.saetning(tal.forklaring, valuta)}" if tal.forklaring else ""
    return f"{foerste}{forklaring} {_stoerste_saetning(tal)}{_engangs_i_svaret(tal, valuta)}"


def _engangs_i_svaret(tal: Tal, valuta: str) -> str:
    """What looks like a one-off belongs on page one: next year it is not there."""
    if not tal.engangs:
        return ""
    return f" {dansk.beloeb(abs(tal.engangs), valuta)} {'mere' if tal.engangs > 0 else 'mindre'} ligner engangs."


def _konklusioner(tal: Tal, parametre: Parametre, valuta: str) -> tuple[Konklusion, ...]:
    """The change and each of its effects: exact amounts, so there is no interval."""
    f = tal.forklaring
    n = tal.antal_i_aar + tal.antal_foer
    hoved = Konklusion("aendring", tal.delta, None, n, _svar(tal, parametre, valuta), () if f else (_UDEN_AKTIVITET,), enhed=valuta)
    if not f:
        return (hoved,)
    dele = [(f"{tabel}_{e}", forklaret.EFFEKTNAVN[e], b) for tabel in ("hvem", "hvorfor") for e, b in f.total(tabel).items()]
    return (hoved, *(Konklusion(navn, b, None, n, dansk.saetning(f"{titel}: {dansk.beloeb(b, valuta)}"), enhed=valuta) for navn, titel, b in dele))


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
        *_forklarede(tal, nt, kr),
        *_ved_siden_af(tal, nt, kr),
    )


def _forklarede(tal: Tal, nt: Callable[..., Noegletal], kr: str) -> tuple[Noegletal, ...]:
    """The effects and the volumes; unknown, with the reason as status, where the settlements carry no explanation."""
    f, p = tal.forklaring, tal.perioder
    status = {"status": "ok" if f else _UDEN_AKTIVITET, "forside": False}
    effekter = f.total("hvem") | f.total("hvorfor") if f else {}
    volumen = {k: 0 for k in ("brugere", "brugere_sidste_aar", "dage", "dage_sidste_aar")} | _volumen(tal) if f else {}
    alle = [e for e in dict.fromkeys((*hvem.EFFEKTER, *hvorfor.EFFEKTER))]
    return (
        *(nt(f"{e}_kr", forklaret.EFFEKTNAVN[e], effekter.get(e), kr, "kr", **status | _uden_pl(e, f)) for e in alle),
        nt("efterregulering_kr", f"Betalt i {p.aar} for et andet år", f.efterreguleret[1] if f else None, kr, "kr", **status),
        nt("brugere", f"Brugere i {p.aar}", volumen.get("brugere"), "borgere", "antal", **status),
        nt("brugere_sidste_aar", f"Brugere i {p.foer}", volumen.get("brugere_sidste_aar"), "borgere", "antal", **status),
        nt("dage", f"Dage i {p.aar}", volumen.get("dage"), "dage", "antal", **status),
        nt("dage_sidste_aar", f"Dage i {p.foer}", volumen.get("dage_sidste_aar"), "dage", "antal", **status),
        nt("andel_med_dage", "Andel af udgiften på borgere, der har dage bag", tal.andel_med_dage, "andel", "pct",
           forside=False, status="ok" if tal.andel_med_dage is not None else _UDEN_AKTIVITET),
    )  # fmt: skip


def _uden_pl(effekt: str, f: Forklaring | None) -> dict[str, str]:
    return {"status": "uden_pl"} if f and effekt == "pl" and f.pl is None else {}


def _volumen(tal: Tal) -> dict[str, int]:
    frame = tal.forklaring.med_dage
    return {
        f"{navn}{hale}": int(tallet)
        for aar, hale in (("i_aar", ""), ("foer", "_sidste_aar"))
        for navn, tallet in (
            ("brugere", frame.loc[frame[f"dage_{aar}"] > 0, "borger_id"].nunique()), ("dage", frame[f"dage_{aar}"].sum())
        )
    }


def _ved_siden_af(tal: Tal, nt: Callable[..., Noegletal], kr: str) -> tuple[Noegletal, ...]:
    """Budget of the whole year and refund of the function, neither of them part of the change."""
    p, b = tal.perioder, tal.beside
    uden = {"forside": False, "status": "ok" if b.budget is not None else _UDEN_BUDGET}
    refusion = {"forside": False, "status": "ok" if b.refusion_i_aar is not None else "uden_refusion"}
    return (
        nt("budget_kr", f"Korrigeret budget for hele {p.aar}", b.budget, kr, "kr", **uden),
        nt("refusion_kr", f"Statsrefusion bogført i {p.aar}", b.refusion_i_aar, kr, "kr", **refusion),
        nt("refusion_sidste_aar", f"Statsrefusion bogført i {p.foer}", b.refusion_foer, kr, "kr", **refusion),
    )


def _afsnit(tal: Tal) -> tuple[Afsnit, ...]:
    return (
        Afsnit("Fra sidste år til i år", ("Hvert trin er ændringen hos én; det sidste trin samler resten.",), ("vandfald", "pr_maaned")),
        Afsnit("Hvem ændringen kommer fra", (_laesning(tal),), tuple(tabeller.navn(n) for n in tal.niveauer)),
        Afsnit("De største bidrag", (_engangs_saetning(tal),), ("stoerste", "uden_de_stoerste", "posteringer")),
    )


def _laesning(tal: Tal) -> str:
    return (
        f"Ny betyder, at der ikke er posteringer i {tal.perioder.foer} i de sammenlignede måneder; ophørt, at der ingen er i "
        f"{tal.perioder.aar}." + ("" if tal.forklaring else " For dem, der fortsætter, kan posteringer alene ikke skille flere dage fra en højere pris.")
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
        *_om_dage(tal),
        f"Et bidrag i {dansk.MAANEDER[p.til_og_med - 1]} mærkes ikke engangs: det kan fortsætte i måneden efter.",
    ]
    tekst += _dyre(tal, data)
    if "borger" not in tal.niveauer:
        tekst.append("Posteringerne bærer ingen borger, så nye og ophørte borgere kan ikke vises.")
    if data.kommune.kontoplan == "fri":
        tekst.append("Kontoplanen er kommunens egen: en konto, der har skiftet navn uden at være koblet, ligner et ophør og en tilgang.")
    return tuple(tekst)


def _dyre(tal: Tal, data: Dataset) -> list[str]:
    """How many citizens cost more than the first limit of the central refund, where the law's figure for the year is known."""
    p = tal.perioder
    if "borger" not in tal.niveauer:
        return []
    try:
        graense = data.lov("dyre_enkeltsager_graense_25", date(p.aar, 12, 31))
    except LawError:
        return [f"Grænsen for særligt dyre enkeltsager i {p.aar} er ikke oplyst i law.yaml, så borgere over den er ikke talt."]
    borgere = tal.niveauer["borger"]
    over = sum(kr > graense.vaerdi for kr, b in zip(borgere["i_aar"], borgere["noegle"], strict=True) if isinstance(b, str))
    return [f"{dansk.stort(dansk.antal(over, 'borger', 'borgere'))} har kostet mere end {dansk.beloeb(graense.vaerdi)} i de sammenlignede "
            f"måneder (SEL § 176); statens refusion af dem er ikke trukket fra."]  # fmt: skip


def _om_dage(tal: Tal) -> tuple[str, ...]:
    """What the days can carry, or that there are none."""
    if not tal.forklaring:
        return (
            f"{tal.uden_forklaring} Om den, der fortsætter, har fået flere dage eller en højere pris, kan derfor ikke ses her.",
        )
    k = tal.forklaring.korrektioner
    stoerst = max(k, key=lambda s: abs(k[s]))
    return (
        f"Dage og pris forklarer de kroner, der kan føres til en afregning: {dansk.pct(tal.andel_med_dage, 1)} af udgiften på borgere. "
        f"Resten er kroner uden dage; mest er {aktivitet.SLAGS[stoerst]} ({dansk.tal(k[stoerst])} kr.).",
        "Regnskabet er en fuld optælling og har ingen usikkerhed. Det siger, hvor kronerne er, ikke hvorfor borgeren fik brug for hjælpen.",
    )


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
        "Hvem: den, der bliver, deles i dage (ændring i dage × gennemsnittet af de to priser) og pris (ændring i pris × gennemsnittet af dagene).",
        "Hvorfor: brugere × dage pr. bruger × tilbud og indhold × pris, delt efter Shapley: gennemsnittet over alle rækkefølger af, hvad der "
        "ændrer sig først. Findes en leverandørs ydelse kun i det ene år, har den ingen prisændring, og ændringen er antal, dage og tilbud.",
    )
