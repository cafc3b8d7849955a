"""Puts the forecast into words: where the year ends, how sure that is, what moved, and what the reader should do."""

from __future__ import annotations

from decimal import Decimal

from lisanalysis.analyses import dansk
from lisanalysis.analyses.budgetopfoelgning import tabeller
from lisanalysis.analyses.budgetopfoelgning.bro import bro
from lisanalysis.analyses.budgetopfoelgning.erklaering import ANALYSE, Parametre
from lisanalysis.analyses.budgetopfoelgning.figurer import figurer
from lisanalysis.analyses.budgetopfoelgning.naeste_aar import naeste_aars_budget
from lisanalysis.analyses.budgetopfoelgning.niveauer import oere, vaegt
from lisanalysis.analyses.budgetopfoelgning.regnskab import MINDST_HISTORIK, Regnskab, historik, regnskab, tidspunkt
from lisanalysis.analyses.budgetopfoelgning.scenarier import scenarier
from lisanalysis.analyses.prognose import grundlag
from lisanalysis.analyses.result import Afsnit, Noegletal, Result
from lisanalysis.tables import Dataset

AFSNIT = (
    ("Hvor lander vi", ("afvigelser", "konti", "siden_sidst", "bro")),
    ("Hvor meget kan prognosen bære", ("metoder_billede", "metoder", "efterproevning")),
    ("Næste år og alternativerne", ("naeste_aars_budget", "scenarier")),
)


def analyse(data: Dataset, parametre: Parametre) -> Result:
    """The forecast of the year as it could be said after the month, at every level."""
    g = grundlag(data, parametre.dranst)
    aar, maaned = tidspunkt(data, parametre)
    if not len(g.bevaegelser) or historik(g, aar, maaned) < MINDST_HISTORIK or not maaned:
        return ANALYSE.ikke_koert(data.per, ["12 måneders forbrug"], _for_kort(g, aar, maaned), valuta=data.kommune.valuta)
    r = regnskab(data, parametre, g, aar, maaned)
    tegnet = figurer(r)
    mulige = (
        tabeller.konti(r), tabeller.siden_sidst(r), bro(data, r), tabeller.metoder(r), tabeller.efterproevning(r), naeste_aars_budget(data, r),
        scenarier(r, parametre.scenarier), tabeller.prognose(r),
    )  # fmt: skip
    alle = [t for t in mulige if t]
    navne = {t.navn for t in alle} | {f.navn for f in tegnet}
    return ANALYSE.result(
        data.per,
        svar=_svar(r, maaned),
        noegletal=_noegletal(r),
        afsnit=tuple(
            Afsnit(titel, (), tuple(n for n in indhold if n in navne))
            for titel, indhold in AFSNIT
        ),
        tabeller=tuple(alle), figurer=tegnet, goer=_goer(r), forbehold=_forbehold(r, parametre, data), datagrundlag=_datagrundlag(r), metode=_metode(r),
        valuta=data.kommune.valuta,
        ikke_koert=_ikke_koert(r, navne),
    )  # fmt: skip


def _for_kort(g, aar: int, maaned: int) -> str:  # noqa: ANN001
    har = max(historik(g, aar, maaned), 0) if len(g.bevaegelser) else 0
    return (
        f"Ikke kørt: der er {dansk.antal(har, 'hel måned', 'hele måneder')} med forbrug før prognosen, og der skal mindst {MINDST_HISTORIK} til. "
        "Lever de manglende måneder, eller vælg et senere tidspunkt."
    )  # fmt: skip


def _svar(r: Regnskab, maaned: int) -> str:
    """What is expected against the budget in one short sentence; then how sure it is."""
    rod = r.rod
    sagt = f"Årets forbrug ventes at blive {dansk.beloeb(rod['forventet'])}"
    tid = f"Opgjort efter {dansk.MAANEDER[maaned - 1]} {r.nu.aar}"
    maalt = tabeller.maalt(r)
    usikkert = dansk.saetning(
        f"{tid} ligger det mellem {dansk.beloeb(rod['lav95'])} og {dansk.beloeb(rod['hoej95'])}" if maalt else
        f"{tid}; usikkerheden på det, der endnu bogføres, er ikke målt"
    )  # fmt: skip
    if rod["budget"] is None:
        return f"{dansk.saetning(sagt)} {usikkert} Der er intet budget i leverancerne at holde det op imod."
    forskel = rod["forventet"] - rod["budget"]
    inden_for = rod["lav95"] <= rod["budget"] <= rod["hoej95"]
    sikkert = " Budgettet ligger inden for intervallet, så afvigelsen er ikke sikker." if inden_for else " Budgettet ligger uden for intervallet."
    return f"{sagt}, {dansk.beloeb(abs(forskel))} {'mere' if forskel > 0 else 'mindre'} end budgettet. {usikkert}{sikkert if maalt else ''}"


def _noegletal(r: Regnskab) -> tuple[Noegletal, ...]:
    rod = r.rod
    kr = {"enhed": "kr.", "format": "kr", "periode": str(r.nu.aar)}

    def metode(navn: str) -> Decimal | None:
        i_alt = r.metode(navn)
        return None if i_alt is None else oere(i_alt)

    fejl = r.proeve.fejl("samlet")
    interval = {n: float(rod[n]) for n in ("lav95", "hoej95")} if tabeller.maalt(r) else {}
    return (
        Noegletal("forventet", "Forventet forbrug i året", rod["forventet"], **kr, **interval, n=r.nu.aabne_sager),
        Noegletal("budget", "Budget", rod["budget"], **kr, status="ok" if rod["budget"] is not None else "mangler"),
        Noegletal("afvigelse", "Forventet over (+) eller under (−) budget", None if rod["budget"] is None else rod["forventet"] - rod["budget"], **kr),
        Noegletal("forbrug", "Forbrug til dato", rod["forbrug"], **kr),
        Noegletal("naeste_aar", "Samme sager og tilgang næste år", oere(r.nu.derefter.sum(axis=0).mean()), "kr.", "kr", periode=str(r.nu.aar + 1)),
        Noegletal("disponeret", "Disponeret i året", rod["disponeret"] if len(r.grundlag.disponeret) else None, **kr, forside=False),
        Noegletal("sidste_aar", "Sidste år × PL", metode("sidste_aar"), **kr, forside=False),
        Noegletal("aar_til_dato", "År til dato × 12/m", metode("aar_til_dato"), **kr, forside=False),
        Noegletal("vaegt_sager", "Sagernes vægt over for trenden", vaegt(r.nu, r.proeve), "andel", "decimal", forside=False, n=r.proeve.antal),
        Noegletal("fejl_prognose", "Prognosens gennemsnitlige fejl på tidligere år", fejl, "andel", "pct", forside=False, n=r.proeve.antal, status="ok" if fejl is not None else "for_spinkelt"),
        Noegletal("tidligere_prognoser", "Tidligere prognoser, der er prøvet efter", r.proeve.antal, "prognoser", forside=False),
    )  # fmt: skip


def _goer(r: Regnskab) -> tuple[str, ...]:
    f = r.niveauer.frame
    trin = []
    if r.rod["budget"] is not None:
        konti = f[(f["niveau"] == "konto")]
        over = [k for k in konti.itertuples() if k.lav95 > k.budget and k.budget > 0]
        over.sort(key=lambda k: -(k.forventet - k.budget))
        if over:
            hvordan = "hvor selv den lave ende ligger" if tabeller.maalt(r) else "der ventes at ligge"
            stoerst = f"den største er konto {over[0].noegle.rpartition('/')[2]} med {dansk.beloeb(over[0].forventet - over[0].budget)}"
            trin.append(dansk.saetning(f"Tag stilling til {dansk.antal(len(over), 'konto', 'konti')}, {hvordan} over budgettet; {stoerst}"))
    engangs = r.grundlag.bevaegelser
    engangs = engangs[engangs["engangs"] & (engangs["aar"] == r.nu.aar) & (engangs["dato"] <= r.nu.stand.dag)]
    if len(engangs):
        trin.append(f"{dansk.beloeb(oere(engangs['kr'].sum()))} i årets forbrug ligner engangsbetalinger: afgør, om de skal ud af næste års budget. De er ikke med i trenden.")
    if r.nu.blade["ikke_bogfoert"].sum() > 0:
        trin.append(f"Følg op på {dansk.beloeb(oere(r.nu.blade['ikke_bogfoert'].sum()))}, der er leveret og endnu ikke bogført.")
    return tuple(trin)


def _forbehold(r: Regnskab, p: Parametre, data: Dataset) -> tuple[str, ...]:
    sagt = []
    h = r.proeve.hele
    if not h.egen:
        sagt.append(f"Der er {dansk.antal(h.n, 'tidligere prognose', 'tidligere prognoser')} af hele kommunen at måle usikkerheden på, og der skal 10 til. Intervallet er derfor gennemregningernes × 1,3 og ikke afprøvet.")
    if not p.pl_pct:
        sagt.append("Der er ikke angivet nogen pris- og lønfremskrivning: næste år og sidste år × PL er regnet uden prisstigning.")
    if not r.nu.stand.registreret:
        sagt.append("Foranstaltningerne har ingen registreringsdato. Sen registrering kan ikke regnes med, og prøven på tidligere år ved mere, end man vidste dengang.")
    if not r.grundlag.fra_oekonomi:
        sagt.append("Der er ingen posteringer i leverancerne: forbruget er de effektuerede afregninger.")
    if not data.har("disponering"):
        sagt.append("Der er ingen disponering i leverancerne: kolonnen Disponeret er tom.")
    if r.nu.antal_slut < 15:
        sagt.append("Der er under 15 afsluttede forløb: hvor længe en sag varer, er usikkert.")
    sagt.append("En slutdato, der står i bevillingen i dag, regnes som slutningen; forlænges bevillingen, koster den mere. Prøven på tidligere år kender ikke disse datoer og er derfor lidt strengere.")
    sagt.append("Prognosen ser ikke politiske beslutninger, nye takster, der ikke er leveret, eller enkelte meget dyre borgere, der endnu ikke er kommet. En sagsbehandlers tal er fordeling, ikke vurdering.")
    sagt.append("Statsrefusion står på egne konti og er kun med, når dranst 2 er valgt; refusion af dyre enkeltsager regnes i analysen af samme navn.")
    return tuple(sagt)


def _datagrundlag(r: Regnskab) -> tuple[str, ...]:
    uden = r.nu.blade.loc[r.nu.blade["borger_id"] == "uden borger", "forbrug"].sum()
    i_alt = r.rod["forbrug"]
    andel = f" {dansk.pct(1 - Decimal(uden) / i_alt)} af kronerne er ført til en borger." if i_alt else ""
    return (f"{'Posteringer' if r.grundlag.fra_oekonomi else 'Effektuerede afregninger'} fra {dansk.dato(r.grundlag.data_fra)} og {dansk.antal(r.nu.aabne_sager, 'åben sag', 'åbne sager')}.{andel}",)


def _metode(r: Regnskab) -> tuple[str, ...]:
    w = Decimal(repr(round(vaegt(r.nu, r.proeve), 3)))
    return (
        "Hver åben sag løber videre, så længe lignende sager har gjort (overlevelsestavle for de seneste tre år med forsinket indgang, pr. slags foranstaltning), til den pris, der senest er betalt. Et barn med en børneforanstaltning slutter senest ved 18 år; en del fortsætter som voksen.",
        "Tilgangen trækkes af de seneste 12 måneders påbegyndte sager, løftet for sen registrering (chain ladder). Det, der er leveret og ikke bogført, lægges til. Udgifter uden borger fortsætter som de seneste 12 måneder.",
        f"Alle niveauer er summer af de samme gennemregninger. Sagerne vejer {dansk.pct(w)} og trenden (Theta på det hele, fordelt på konti som de seneste 12 måneder) resten; vægten er sat af prøven på tidligere år. Trendens del hører ikke til nogen borger og står under ikke fordelt, ligesom det budget, ingen nøgle fordeler.",
        "Intervallet er gennemregningernes, strakt eller snævret ind efter, hvor langt de tidligere prognoser ramte ved siden af. Intervaller lægges ikke sammen.",
    )  # fmt: skip


def _ikke_koert(r: Regnskab, navne: set[str]) -> dict[str, str]:
    sagt = {}
    if "afvigelser" not in navne:
        sagt["afvigelser"] = "Der er intet budget at holde prognosen op imod."
    if "siden_sidst" not in navne:
        sagt["siden_sidst"] = "Der er ingen prognose for måneden før at sammenligne med."
    if "bro" not in navne:
        sagt["bro"] = "Der er ingen manuelle prognoser for året i leverancerne at føre over i denne."
    if "scenarier" not in navne:
        sagt["scenarier"] = "Der er ikke bedt om alternativer; skriv dem i parameteren scenarier."
    return sagt
