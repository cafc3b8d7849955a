"""Puts the course into words for readers who may not see the citizens: goals, volume, price, spending, data, and three things to decide."""

from __future__ import annotations

from decimal import Decimal

from lisanalysis.analyses import dansk
from lisanalysis.analyses.ledelsesinformation import tabeller
from lisanalysis.analyses.ledelsesinformation.beslut import Valg, valg
from lisanalysis.analyses.ledelsesinformation.billeder import figurer
from lisanalysis.analyses.ledelsesinformation.budget import Budget, budget
from lisanalysis.analyses.ledelsesinformation.erklaering import ANALYSE, Parametre
from lisanalysis.analyses.ledelsesinformation.grundlag import Grundlag, grundlag, sidste_hele_maaned
from lisanalysis.analyses.ledelsesinformation.kvalitet import Kvalitet, kvalitet
from lisanalysis.analyses.ledelsesinformation.maal import IKKE_NAAET, NAAET, Stand, stand
from lisanalysis.analyses.result import Afsnit, Figur, Noegletal, Result, Tabel
from lisanalysis.domain import periode
from lisanalysis.measures.paragraftal import KILDER
from lisanalysis.tables import Dataset
from lisanalysis.tables.dataset import MissingTable

MAAL, VOLUMEN, BUDGET, DATA = "Målene", "Volumen og pris", "Forbrug og budget", "Kan tallene bruges?"


def analyse(data: Dataset, parametre: Parametre) -> Result:
    """Targets against actuals and the course of each figure; a part whose tables are missing is not run, the others are.

    Raises MissingTable where neither stays nor postings were delivered: quality alone is datavalidering's to tell.
    """
    if data.mangler(*ANALYSE.en_af) == ANALYSE.en_af:
        raise MissingTable(ANALYSE.en_af)
    g = grundlag(data, parametre.maaneder) if any(data.har(t) for t in KILDER) else None
    b = budget(data, sidste_hele_maaned(data.per)) if not data.mangler("postering", "budget") else None
    k = kvalitet(data)
    maal = stand(data.kommune.maal, g, b, k)
    valgte = valg(g, b, k, maal)
    tabs, figs, ikke = tabeller.tabeller(g, b, k, maal, data.kommune.systemer), figurer(g, b, k), _ikke_koert(data, g, b)
    return ANALYSE.result(
        data.per, svar=_svar(g, b, maal), noegletal=_noegletal(g, b, k, maal), afsnit=_afsnit(valgte, tabs, figs, ikke), tabeller=tabs, figurer=figs,
        goer=tuple(v.tekst for v in valgte), forbehold=_forbehold(g, b), datagrundlag=_datagrundlag(g), metode=_metode(), valuta=data.kommune.valuta,
        publikum=parametre.publikum, ikke_koert=ikke,
    )  # fmt: skip


def _svar(g: Grundlag | None, b: Budget | None, maal: list[Stand]) -> str:
    dele = []
    if b and b.i_alt.budget:
        dele.append(f"Vi har brugt {dansk.beloeb(abs(b.i_alt.over))} {'mere' if b.i_alt.over > 0 else 'mindre'} end budgettet til dato")
    if g and g.bestaar:
        dele.append(f"antallet af helårspersoner er {dansk.tal(g.alle_nu.helaarspersoner)}{_aendring(g.alle_nu.helaarspersoner, g.alle_foer.helaarspersoner)}")
    if bedoemt := [s for s in maal if s.dom in (NAAET, IKKE_NAAET)]:
        dele.append(f"{sum(s.dom == NAAET for s in bedoemt)} af {len(bedoemt)} mål, der kan måles her, er nået")
    return dansk.stort(dansk.opremsning(dele)) + "." if dele else "Der er ikke data nok til at sige, om vi er på kurs."


def _aendring(nu: Decimal, foer: Decimal) -> str:
    return f" ({'+' if nu > foer else ''}{dansk.pct(nu / foer - 1, 1)} på et år)" if foer else ""


def _noegletal(g: Grundlag | None, b: Budget | None, k: Kvalitet, maal: list[Stand]) -> tuple[Noegletal, ...]:
    bedoemt = [s for s in maal if s.dom in (NAAET, IKKE_NAAET)]
    har_budget = bool(b and b.i_alt.til_dato)
    brugt = b.i_alt.forbrug / b.i_alt.til_dato if b and har_budget else None
    budget_status = "ok" if har_budget else "ikke_koert"
    return (
        *_volumental(g),
        Noegletal("budget_forbrug", "Forbrug af budgettet til dato", brugt, "andel", "pct", status=budget_status),
        Noegletal("maal_naaet", f"Nåede mål, af {len(bedoemt)}", sum(s.dom == NAAET for s in bedoemt) if bedoemt else None, "mål",
                  status="ok" if bedoemt else "ingen_maal"),
        Noegletal("afviste_raekker", "Rækker, der ikke kunne læses", k.andel, "andel", "pct", status="ok" if k.andel is not None else "ikke_koert"),
        Noegletal("forbrug_kr", "Forbrug i året", b.i_alt.forbrug if b else None, "kr.", "kr", status="ok" if b else "ikke_koert", forside=False),
        Noegletal("budget_kr", "Årets budget", b.i_alt.budget if b else None, "kr.", "kr", status="ok" if b else "ikke_koert", forside=False),
    )  # fmt: skip


def _volumental(g: Grundlag | None) -> tuple[Noegletal, ...]:
    """Withheld where not even all citizens together are enough."""
    t = g.alle_nu if g and g.bestaar else None
    felt = {"n": t.borgere, "periode": f"{periode.maaned(t.fra)}/{periode.maaned(t.til)}"} if t else {"status": "for_faa_borgere" if g else "ikke_koert"}
    return (
        Noegletal("helaarspersoner", "Helårspersoner, seneste 12 måneder", t.helaarspersoner if t else None, "helårspersoner", "decimal", **felt),
        Noegletal("brugere", "Brugere, seneste 12 måneder", t.borgere if t else None, "borgere", **felt),
        Noegletal("helaarspris", "Kr. pr. helårsperson", t.pris if t else None, "kr.", "kr", **felt),
    )


def _afsnit(valgte: list[Valg], tabs: tuple[Tabel, ...], figs: tuple[Figur, ...], ikke: dict[str, str]) -> tuple[Afsnit, ...]:
    navne = {d.navn for d in (*tabs, *figs)}

    def et(titel: str, tekst: tuple[str, ...], indhold: tuple[str, ...]) -> Afsnit:
        return Afsnit(titel, (f"Ikke kørt. {ikke[titel]}",) if titel in ikke else tekst, tuple(n for n in indhold if n in navne))

    intet = () if valgte else ("Ingen af reglerne peger på noget, der skal besluttes.",)
    return (
        et(MAAL, ("Målene er dem, kommunen selv har sat.", *intet), ("maal",)),
        et(VOLUMEN, (), ("brugere_maaned", "helaarspersoner_maaned", "pris_kvartal", "paragraffer")),
        et(BUDGET, (), ("forbrug_budget", "funktioner")),
        et(DATA, (), ("afvist_andel", "leverancer")),
    )


def _ikke_koert(data: Dataset, g: Grundlag | None, b: Budget | None) -> dict[str, str]:
    ikke = {}
    if g is None:
        ikke[VOLUMEN] = f"Der mangler {dansk.opremsning(KILDER)}; en af dem er nok."
    if b is None:
        ikke[BUDGET] = f"Der mangler {dansk.opremsning(data.mangler('postering', 'budget'))}."
    if not data.kommune.maal:
        ikke[MAAL] = "Der er ingen mål i kommune.yaml."
    return ikke


def _forbehold(g: Grundlag | None, b: Budget | None) -> tuple[str, ...]:
    sagt = ["Et mål er her holdt mod tallet uden usikkerhed; mål for, hvordan det går borgerne, står i rapporten Effektmåling, hvor usikkerheden er med."]
    if b:
        sagt.append("Budgettet til dato er en tolvtedel pr. måned. Udgifter, der falder skævt over året, ser derfor for høje eller for lave ud; "
                    "hvor året lander, står i Budgetopfølgning.")  # fmt: skip
    if g:
        sagt.append("De seneste måneders forløb og afregninger kommer sent ind, så de nyeste tal er for lave.")
        if not g.har_kr:
            sagt.append("Uden afregninger er der ingen pris.")
        if not g.bestaar:
            sagt.append("Der er for få borgere til at vise volumen og pris.")
    return tuple(sagt)


def _datagrundlag(g: Grundlag | None) -> tuple[str, ...]:
    kilder = {"bevilling": "Bevillinger", "ydelse": "Foranstaltninger", "afregning": "Afregninger"}
    return (f"{kilder[g.kilde]}, som kommunen selv betaler, til og med {g.slut}.",) if g else ()


def _metode() -> tuple[str, ...]:
    return (
        "Helårspersoner er vinduets døgn delt med dets dage; en borger tæller ét døgn pr. dag og paragraf. Prisen er afregnede kroner pr. 365 døgn.",
        "Det, der kan besluttes på forsiden, findes af regler: funktioner over budgettet til dato, paragraffer, der er blevet dyrere, delt i flere borgere og højere pris, "
        "mål, der ikke er nået, og data, der ikke kan læses. De største beløb står først.",
        "Rækker på for få borgere, eller hvor to borgere udgør det meste, er lagt sammen som øvrige, så ingen række kan regnes ud af de andre.",
    )
