"""Puts the cohort into words: who turns 18, who is not prepared, and what the coming 24 months cost."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from statistics import median

from lisanalysis.analyses import dansk
from lisanalysis.analyses.overgang_barn_voksen.erklaering import ANALYSE, Parametre
from lisanalysis.analyses.overgang_barn_voksen.forloeb import INGEN, Overgang
from lisanalysis.analyses.overgang_barn_voksen.unge import MAANEDER, Ung, budgeteffekt, kohorte, pr_maaned
from lisanalysis.analyses.result import Afsnit, Figur, Kolonne, Noegletal, Result, Tabel
from lisanalysis.domain.paragraf import som_tekst
from lisanalysis.tables import Dataset

_NUL = Decimal("0.00")


def analyse(data: Dataset, parametre: Parametre) -> Result:
    """The young people with a child measure, what is expected to follow, and the effect on the budget."""
    unge, egne = kohorte(data, parametre)
    effekt = budgeteffekt(unge, data.per)
    kendt = len(egne) >= parametre.mindst
    return ANALYSE.result(
        data.per,
        svar=_svar(unge, effekt, kendt, data),
        noegletal=_noegletal(unge, egne, effekt, kendt, data),
        afsnit=(Afsnit("Overgangene", (), ("fylder_18", "budgeteffekt", "unge", "overgange")),),
        tabeller=(_unge(unge), _overgange(egne)),
        figurer=_figurer(unge, effekt, kendt, data),
        goer=_goer(unge, data),
        forbehold=_forbehold(egne, parametre, data),
        datagrundlag=(f"{dansk.antal(len(egne), 'egen overgang', 'egne overgange')} gennem {parametre.aar_tilbage} år; {dansk.antal(len(unge), 'ung', 'unge')} er med nu.",),
        metode=_metode(parametre),
        ikke_koert=_ikke_koert(unge, kendt, data),
    )  # fmt: skip


def _snart(unge: list[Ung], data: Dataset) -> list[Ung]:
    return [u for u in unge if data.per < u.fylder_18 <= data.per + timedelta(days=365)]


def _svar(unge: list[Ung], effekt: dict[str, Decimal], kendt: bool, data: Dataset) -> str:
    snart = _snart(unge, data)
    sagt = f"{dansk.stort(dansk.antal(len(snart), 'ung', 'unge'))} fylder 18 inden for et år, og {_forberedt(snart)}." if snart else "Ingen fylder 18 inden for et år."
    if not kendt:
        return sagt + " Der er for få egne overgange til at sige, hvad der følger, og hvad det koster."
    i_alt = sum(effekt.values(), _NUL)
    return sagt + f" De kommende {MAANEDER} måneder ventes overgangene at {'koste' if i_alt >= 0 else 'spare'} {dansk.beloeb(abs(i_alt))} i alt."


def _forberedt(snart: list[Ung]) -> str:
    """How many of them are not prepared, as one says it of one, of all and of none."""
    uforberedte = sum(not u.forberedt for u in snart)
    if len(snart) == 1:
        return "er ikke forberedt" if uforberedte else "er forberedt"
    if uforberedte in (0, len(snart)):
        return "ingen af dem er forberedt" if uforberedte else "alle er forberedt"
    return f"{uforberedte} af dem er ikke forberedt"


def _noegletal(unge: list[Ung], egne: list[Overgang], effekt: dict[str, Decimal], kendt: bool, data: Dataset) -> tuple[Noegletal, ...]:
    snart = _snart(unge, data)
    huller = [o.hul_dage for o in egne if o.hul_dage is not None]
    return (
        Noegletal("fylder_18_naeste_aar", "Fylder 18 inden for et år", len(snart), "unge"),
        Noegletal("uforberedte", "Heraf ikke forberedt", sum(not u.forberedt for u in snart), "unge", n=len(snart)),
        Noegletal("budgeteffekt_24_mdr", f"Budgeteffekt, {MAANEDER} måneder", sum(effekt.values(), _NUL) if kendt else None, "kr.", "kr",
                  n=len(egne), status="ok" if kendt else "for_spinkelt"),
        Noegletal("hul_dage_median", "Dage uden foranstaltning, median", int(median(huller)) if huller else None, "dage", n=len(huller),
                  status="ok" if huller else "for_spinkelt"),
        Noegletal("egne_overgange", "Egne overgange bag tallene", len(egne), "unge"),
        Noegletal("antal_unge", "Unge på listen", len(unge), "unge", forside=False),
    )  # fmt: skip


def _unge(unge: list[Ung]) -> Tabel:
    import pandas as pd

    kolonner = (
        Kolonne("borger_id", "Borger"), Kolonne("fylder_18", "Fylder 18", "dato"), Kolonne("paragraf", "Paragraf"), Kolonne("foranstaltning", "Foranstaltning"),
        Kolonne("katalogydelse", "Katalogydelse"), Kolonne("sagsbehandler", "Sagsbehandler"), Kolonne("pris_nu", "Pris pr. år nu", "kr"),
        Kolonne("forventet_paragraf", "Ventet paragraf"), Kolonne("sandsynlighed", "Sandsynlighed", "pct"), Kolonne("forventet_pris", "Ventet pris pr. år", "kr"),
        Kolonne("forberedt", "Forberedt"), Kolonne("hul_dage", "Dage uden", "antal"),
    )  # fmt: skip
    rows = [
        (u.borger_id, u.fylder_18, u.ydelse.paragraf, u.ydelse.foranstaltning, u.ydelse.katalogydelse, u.ydelse.sagsbehandler, u.ydelse.pris,
         u.forventet, u.udsigt.andele[u.udsigt.hyppigst] if u.udsigt else None, u.forventet_pris, "ja" if u.forberedt else "nej", u.hul_dage)
        for u in unge
    ]  # fmt: skip
    frame = pd.DataFrame(rows, columns=[k.navn for k in kolonner], dtype=object)
    return Tabel("unge", "De unge efter fødselsdag", frame, kolonner, vis=20, enhed="borger_id",
                 forklaring="Den ventede paragraf er den hyppigste; den ventede pris er vejet over alle udfald.")  # fmt: skip


def _overgange(egne: list[Overgang]) -> Tabel:
    import pandas as pd

    antal: dict[tuple[str, str], int] = {}
    for o in egne:
        noegle = (o.fra.paragraf, o.til.paragraf if o.til else INGEN)
        antal[noegle] = antal.get(noegle, 0) + 1
    rows = [(fra, til, n) for (fra, til), n in sorted(antal.items(), key=lambda x: (-x[1], x[0]))]
    kolonner = (Kolonne("fra_paragraf", "Fra paragraf"), Kolonne("til_paragraf", "Til paragraf"), Kolonne("antal", "Unge", "antal"))
    return Tabel("overgange", "Kommunens egne overgange", pd.DataFrame(rows, columns=[k.navn for k in kolonner]), kolonner, vis=20)


def _figurer(unge: list[Ung], effekt: dict[str, Decimal], kendt: bool, data: Dataset) -> tuple[Figur, ...]:
    import pandas as pd

    figurer = []
    if antal := pr_maaned(unge, data.per):
        rows = [(m, status, n) for m in sorted(antal) for status, n in antal[m].items()]
        frame = pd.DataFrame(rows, columns=["periode", "status", "antal"])
        flest = max(sorted(antal), key=lambda m: sum(antal[m].values()))
        figurer.append(Figur("fylder_18", f"Flest fylder 18 i {dansk.MAANEDER[int(flest[5:]) - 1]} {flest[:4]}", "soejle", frame, "periode", "antal", farve="status",
                             alt="Unge, der fylder 18, måned for måned, forberedt og ikke forberedt.", y_titel="Unge", kilde="CPR og foranstaltninger."))  # fmt: skip
    if kendt and any(effekt.values()):
        loebende, rows = _NUL, []
        for m, b in effekt.items():
            loebende += b
            rows.append((m, loebende))
        frame = pd.DataFrame(rows, columns=["periode", "beloeb"])
        figurer.append(Figur("budgeteffekt", f"Overgangene ventes at {'koste' if loebende >= 0 else 'spare'} {dansk.beloeb(abs(loebende))} over {MAANEDER} måneder", "linje",
                             frame, "periode", "beloeb", alt="Den samlede budgeteffekt måned for måned.", y_titel="kr.", y_format="kr", kilde="Egne overgange og nuværende priser."))  # fmt: skip
    return tuple(figurer)


def _ikke_koert(unge: list[Ung], kendt: bool, data: Dataset) -> dict[str, str]:
    sagt = {} if pr_maaned(unge, data.per) else {"fylder_18": "Ingen af de unge fylder 18 efter skæringsdatoen."}
    return sagt if kendt and any(budgeteffekt(unge, data.per).values()) else sagt | {"budgeteffekt": "Der er for få egne overgange, eller ingen kommende, at regne på."}


def _goer(unge: list[Ung], data: Dataset) -> tuple[str, ...]:
    uforberedte = [u for u in _snart(unge, data) if not u.forberedt]
    if not uforberedte:
        return ()
    foerst = uforberedte[0]
    return (
        f"Hold møde om de {len(uforberedte)} unge uden voksenbevilling; den første fylder 18 den {dansk.dato(foerst.fylder_18)}."
        if len(uforberedte) > 1 else f"Hold møde om den ene unge uden voksenbevilling; 18-årsdagen er {dansk.dato(foerst.fylder_18)}.",
    )  # fmt: skip


def _forbehold(egne: list[Overgang], parametre: Parametre, data: Dataset) -> tuple[str, ...]:
    sagt = ["Sandsynlighederne er kommunens egne overgange, ikke en vurdering af den enkelte unge.", "Forberedt betyder, at der er en bevilling efter en voksenparagraf; andet arbejde kan ikke ses i data."]
    if not data.har("bevilling"):
        sagt.append("Uden bevillinger kan det ikke ses, hvem der er forberedt.")
    faa = sorted({o.fra.paragraf for o in egne if sum(x.fra.paragraf == o.fra.paragraf for x in egne) < parametre.mindst})
    if faa:
        sagt.append(f"For {dansk.opremsning([som_tekst(p) for p in faa])} er der færre end {parametre.mindst} egne overgange; dér bruges alle overgange under ét.")
    return tuple(sagt)


def _metode(parametre: Parametre) -> tuple[str, ...]:
    return (
        f"En overgang går fra den dyreste børneforanstaltning ved 18 år til den første voksenforanstaltning, der begynder senest {parametre.efter_dage} dage efter fødselsdagen; følger ingen, er udfaldet ingen.",
        "Priser er antal × takst × gange om året. Budgeteffekten begynder måneden efter fødselsdagen og er ventet voksenpris minus nuværende pris.",
        "Forberedelsen begynder efter det fyldte 16. år (BL kapitel 13); børneydelser som BL §§ 86 og 87 ophører ved 18.",
    )
