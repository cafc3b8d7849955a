"""Puts the list into words: what ends, what is due, who turns 18, and the money against what was set aside."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from lisanalysis.analyses import dansk
from lisanalysis.analyses.result import Afsnit, Figur, Kolonne, Noegletal, Result, Tabel
from lisanalysis.analyses.sagsbehandleroversigt.borgere import UDEN, Linje, fylder_18, linjer, med_fund, sagsbehandlere
from lisanalysis.analyses.sagsbehandleroversigt.erklaering import ANALYSE, Parametre
from lisanalysis.quality.fejlliste import dagens_fund
from lisanalysis.tables import Dataset

if TYPE_CHECKING:
    import pandas as pd

_NUL = Decimal("0.00")


def varianter(data: Dataset, parametre: Parametre) -> list[tuple[str, dict[str, str]]]:
    """One report per caseworker where none is named: the variant's name and the parameter that makes it."""
    if parametre.sagsbehandler:
        return []
    return [(s, {"sagsbehandler": s}) for s in sagsbehandlere(data, parametre.aar or data.per.year)]


def analyse(data: Dataset, parametre: Parametre) -> Result:
    """One caseworker's citizens, or all of them, in the year up to `per`."""
    aar = parametre.aar or data.per.year
    fund = dagens_fund(data)
    fundet = med_fund(linjer(data, aar, parametre.sagsbehandler), fund)
    egne = None if fund is None else fund[fund["borger_id"].isin({x.borger_id for x in fundet})]
    frem = data.per + timedelta(days=parametre.dage_frem)
    atten = fylder_18(data, {x.borger_id for x in fundet}, data.per + timedelta(days=365))
    slutter = [x for x in fundet if x.slutdato and data.per < x.slutdato <= frem]
    forfaldne = [x for x in fundet if x.naeste_opfoelgning and x.naeste_opfoelgning <= frem and (x.slutdato is None or x.slutdato > data.per)]
    return ANALYSE.result(
        data.per,
        svar=_svar(parametre, fundet, slutter, forfaldne, aar),
        noegletal=_noegletal(fundet, slutter, forfaldne, atten, egne),
        afsnit=(Afsnit("Mine borgere", (), ("forskel_pr_paragraf", "slutter", "opfoelgning", *(("fund",) if egne is not None else ()), "borgere")),),
        tabeller=(_borgere(fundet), _kort("slutter", "Slutter snart", slutter, "slutdato", "Slutter"), _kort("opfoelgning", "Opfølgning", forfaldne, "naeste_opfoelgning", "Opfølgning"), *_fund(egne, data)),
        figurer=_figurer(fundet, aar),
        goer=_goer(slutter, forfaldne, atten, egne),
        forbehold=_forbehold(data, egne),
        datagrundlag=(f"Foranstaltninger og effektuerede afregninger i {aar} til og med {dansk.dato(data.per)}.",),
        metode=(
            "Disponeret er årets disponering i afregningssystemet. Over- og underforbrug er effektueret minus disponeret for månederne til skæringsdatoen.",
            "Brugt er før egenbetaling og betaling fra andre kommuner, ligesom det disponerede er.",
        ),
        ikke_koert=_ikke_koert(fundet, egne),
    )  # fmt: skip


def _ikke_koert(fundet: list[Linje], egne: pd.DataFrame | None) -> dict[str, str]:
    sagt = {} if any(x.over_under for x in fundet) else {"forskel_pr_paragraf": "Der er hverken over- eller underforbrug at tegne."}
    return sagt if egne is not None else sagt | {"fund": "8-tals-kontrollen er ikke kørt på skæringsdatoen."}


def _svar(parametre: Parametre, fundet: list[Linje], slutter: list[Linje], forfaldne: list[Linje], aar: int) -> str:
    hvem = {"": "Alle sagsbehandlere", UDEN: "Foranstaltninger uden sagsbehandler"}.get(parametre.sagsbehandler, parametre.sagsbehandler)
    borgere = len({x.borger_id for x in fundet})
    if not fundet:
        return f"{hvem}: ingen borgere med en foranstaltning i {aar}."
    brugt, over = sum((x.forbrug for x in fundet), _NUL), sum((x.over_under for x in fundet), _NUL)
    penge = f"{dansk.beloeb(brugt)} er brugt i {aar}" + (f", {dansk.beloeb(abs(over))} {'mere' if over > 0 else 'mindre'} end disponeret" if over else ", som disponeret")
    goer = f"{dansk.stort(dansk.antal(len(slutter), 'foranstaltning slutter', 'foranstaltninger slutter'))} snart, og {dansk.antal(len(forfaldne), 'opfølgning', 'opfølgninger')} skal holdes."
    return f"{hvem}: {dansk.antal(borgere, 'borger', 'borgere')}, og {penge}. {goer}"


def _noegletal(fundet: list[Linje], slutter: list[Linje], forfaldne: list[Linje], atten: dict[str, date], egne: pd.DataFrame | None) -> tuple[Noegletal, ...]:
    def sum_(navn: str) -> Decimal:
        return sum((getattr(x, navn) for x in fundet), _NUL)

    return (
        Noegletal("antal_borgere", "Borgere", len({x.borger_id for x in fundet}), "borgere"),
        Noegletal("forbrug", "Brugt til dato", sum_("forbrug"), "kr.", "kr"),
        Noegletal("over_under", "Over (+) eller under (−) disponeret", sum_("over_under"), "kr.", "kr"),
        Noegletal("slutter_snart", "Foranstaltninger, der slutter snart", len(slutter), "foranstaltninger"),
        Noegletal("opfoelgning_forfalden", "Opfølgninger, der skal holdes", len(forfaldne), "opfølgninger"),
        Noegletal("disponeret", "Disponeret for hele året", sum_("disponeret"), "kr.", "kr", forside=False),
        Noegletal("fylder_18", "Fylder 18 inden for et år", len(atten), "borgere", forside=False),
        Noegletal("fund_at_rette", "Fund, der skal rettes", None if egne is None else len(egne), "fund", status="ikke_koert" if egne is None else "ok", forside=False),
    )


def _borgere(fundet: list[Linje]) -> Tabel:
    import pandas as pd

    kolonner = (
        Kolonne("borger_id", "Borger"), Kolonne("sagsnr", "Sag"), Kolonne("indsats_id", "Indsats"), Kolonne("paragraf", "Paragraf"), Kolonne("tilbud", "Tilbud"),
        Kolonne("startdato", "Start", "dato"), Kolonne("slutdato", "Slut", "dato"), Kolonne("disponeret", "Disponeret", "kr"), Kolonne("forbrug", "Brugt", "kr"),
        Kolonne("over_under", "Over/under", "kr"), Kolonne("naeste_opfoelgning", "Opfølgning", "dato"), Kolonne("afvigelser", "Afvigelser", "antal"),
    )  # fmt: skip
    rows = [[getattr(x, k.navn, None) for k in kolonner] for x in fundet]
    frame = pd.DataFrame(rows, columns=[k.navn for k in kolonner], dtype=object)
    return Tabel("borgere", "Alle borgere og foranstaltninger", frame, kolonner, vis=30, enhed="borger_id")


def _kort(navn: str, titel: str, fundet: list[Linje], dato: str, dato_titel: str) -> Tabel:
    import pandas as pd

    kolonner = (Kolonne("borger_id", "Borger"), Kolonne("sagsnr", "Sag"), Kolonne("paragraf", "Paragraf"), Kolonne("tilbud", "Tilbud"), Kolonne(dato, dato_titel, "dato"))
    ordnet = sorted(fundet, key=lambda x: (getattr(x, dato), x.borger_id))
    frame = pd.DataFrame([[getattr(x, k.navn) for k in kolonner] for x in ordnet], columns=[k.navn for k in kolonner], dtype=object)
    return Tabel(navn, titel, frame, kolonner, fil=False, vis=15, enhed="borger_id")


def _figurer(fundet: list[Linje], aar: int) -> tuple[Figur, ...]:
    import pandas as pd

    pr_paragraf: dict[str, Decimal] = {}
    for x in fundet:
        pr_paragraf[x.paragraf or "uden paragraf"] = pr_paragraf.get(x.paragraf or "uden paragraf", _NUL) + x.over_under
    rows = sorted(((p, b) for p, b in pr_paragraf.items() if b), key=lambda x: (-abs(x[1]), x[0]))[:8]
    if not rows:
        return ()
    stoerst = rows[0]
    return (Figur(
        "forskel_pr_paragraf", f"{stoerst[0]} ligger længst fra det disponerede", "vandret_soejle", pd.DataFrame(rows, columns=["paragraf", "over_under"]),
        "paragraf", "over_under", alt=f"Forskel mellem brugt og disponeret pr. paragraf i {aar}.", y_titel="kr.", y_format="kr", kilde="Disponering og effektuerede afregninger.",
    ),)  # fmt: skip


def _fund(egne: pd.DataFrame | None, data: Dataset) -> tuple[Tabel, ...]:
    """What is to be corrected about one's own citizens, dearest first."""
    if egne is None:
        return ()
    kolonner = (
        Kolonne("borger_id", "Borger"), Kolonne("sagsnr", "Sag"), Kolonne("alvor", "Alvor"), Kolonne("periode", "Måned", "periode"), Kolonne("beloeb", "Kroner", "kr"),
        Kolonne("beskrivelse", "Hvad"), Kolonne("gaa_til", "Ret her"),
    )  # fmt: skip
    return (Tabel("fund", "Fund, der skal rettes", egne[[k.navn for k in kolonner]].reset_index(drop=True), kolonner, vis=15, enhed="borger_id",
                  forklaring=f"Fra 8-tals-kontrollen pr. {dansk.dato(data.per)}; fejllisten har reglens egne ord og kontakten."),)  # fmt: skip


def _goer(slutter: list[Linje], forfaldne: list[Linje], atten: dict[str, date], egne: pd.DataFrame | None) -> tuple[str, ...]:
    trin = []
    if slutter:
        trin.append(f"Tag stilling til {dansk.antal(len(slutter), 'foranstaltning, der slutter', 'foranstaltninger, der slutter')}; den første {dansk.dato(min(x.slutdato for x in slutter if x.slutdato))}.")
    if forfaldne:
        trin.append(f"Hold {dansk.antal(len(forfaldne), 'opfølgning', 'opfølgninger')}.")
    if atten:
        trin.append(f"Forbered overgangen for {dansk.antal(len(atten), 'borger, der fylder 18', 'borgere, der fylder 18')} inden for et år.")
    if egne is not None and len(egne):
        trin.append(f"Ret {dansk.antal(len(egne), 'fund', 'fund')} fra 8-tals-kontrollen; det dyreste står først.")
    return tuple(trin)


def _forbehold(data: Dataset, egne: pd.DataFrame | None) -> tuple[str, ...]:
    sagt = [] if egne is not None else [f"8-tals-kontrollen er ikke kørt pr. {dansk.dato(data.per)}, så antallet af afvigelser står tomt."]
    if not data.har("disponering"):
        sagt.append("Der er ingen disponering i leverancerne: disponeret står som nul, og over- og underforbrug er hele forbruget.")
    if not data.har("bevilling"):
        sagt.append("Uden bevillinger kendes opfølgningerne ikke.")
    return tuple(sagt)
