"""Puts the list into words: the kroner at stake by deadline, what is new since last time, and what has no agreement."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from decimal import Decimal

from lisanalysis.analyses import dansk
from lisanalysis.analyses.novemberliste.erklaering import ANALYSE, Parametre
from lisanalysis.analyses.novemberliste.liste import FLYTTET, FRA, TIL, Linje, linjer
from lisanalysis.analyses.result import Afsnit, Figur, Kolonne, Noegletal, Result, Tabel
from lisanalysis.tables import Dataset

_NUL = Decimal("0.00")
SNART = 90
DOKUMENTER = (
    "Et krav hviler på: flyttehistorik fra CPR, dato og grund for hver flytning, tilbuddets paragraf og hvem der medvirkede, "
    "afgørelsen, handle- og betalingskommune i sagen, udgiften pr. periode og datoen, kravet blev rejst."
)


def analyse(data: Dataset, parametre: Parametre) -> Result:
    """The list on its day: whom others pay for, whom we pay for, and who has moved since the last list."""
    dag = date.fromisoformat(parametre.liste_dato) if parametre.liste_dato else data.per
    forrige = date.fromisoformat(parametre.forrige_liste) if parametre.forrige_liste else _aaret_foer(dag)
    fundet = linjer(data, dag, forrige, parametre.flytning_dage)
    nye = [x for x in fundet if x.ny]
    return ANALYSE.result(
        data.per,
        svar=_svar(fundet, nye, dag),
        noegletal=_noegletal(fundet, nye),
        afsnit=(Afsnit("Kravene", (DOKUMENTER,), ("frister", "liste", "nye")),),
        tabeller=(_liste("liste", "Hele listen, det dyreste først", fundet, True), _liste("nye", f"Flyttet siden {dansk.dato(forrige)}", nye, False)),
        figurer=_figurer(fundet, dag),
        goer=_goer(fundet, dag),
        forbehold=_forbehold(data),
        datagrundlag=(f"Effektuerede afregninger i de tre år før {dansk.dato(dag)}, sagernes kommuner og CPR's adresser på dagen.",),
        metode=_metode(),
        ikke_koert={} if any(x.frist and x.uopkraevet for x in fundet) else {"frister": "Der er intet krav med en frist at tegne."},
    )


def _svar(fundet: list[Linje], nye: list[Linje], dag: date) -> str:
    rest = sum((x.uopkraevet for x in fundet), _NUL)
    if not fundet:
        return f"Pr. {dansk.dato(dag)} er CPR-, handle- og betalingskommune ens i alle sager."
    snart = sum((x.uopkraevet for x in fundet if x.frist and 0 <= (x.dage_tilbage or 0) <= SNART), _NUL)
    sagt = f"{dansk.beloeb(rest)} er ikke opkrævet hos andre kommuner" if rest else "Alt, hvad andre kommuner skal betale, er opkrævet"
    sagt += f", og {dansk.beloeb(snart)} af dem kan gå tabt inden for {SNART} dage." if snart else "."
    return sagt + (f" {dansk.antal(len(nye), 'borger er', 'borgere er')} flyttet siden forrige liste." if nye else "")


def _noegletal(fundet: list[Linje], nye: list[Linje]) -> tuple[Noegletal, ...]:
    fra = [x for x in fundet if x.retning == FRA]
    snart = sum((x.uopkraevet for x in fra if x.frist and 0 <= (x.dage_tilbage or 0) <= SNART), _NUL)
    return (
        Noegletal("uopkraevet_kr", "Ikke opkrævet hos andre kommuner", sum((x.uopkraevet for x in fra), _NUL), "kr.", "kr", n=len(fra)),
        Noegletal("foraeldes_90_dage_kr", "Frist inden for 90 dage", snart, "kr.", "kr"),
        Noegletal("antal_fra", "Sager, vi kan opkræve for", len(fra), "sager"),
        Noegletal("antal_til", "Sager, andre opkræver os for", sum(x.retning == TIL for x in fundet), "sager"),
        Noegletal("uden_tilsagn", "Krav uden tilsagn", sum(not x.tilsagn for x in fra), "sager"),
        Noegletal("antal_flyttet", "Flyttet siden forrige liste", len(nye), "sager", forside=False),
    )


def _liste(navn: str, titel: str, fundet: list[Linje], fil: bool) -> Tabel:
    import pandas as pd

    kolonner = (
        Kolonne("borger_id", "Borger"), Kolonne("sagsnr", "Sag"), Kolonne("cpr_kommune", "CPR-kommune"), Kolonne("handlekommune", "Handlekommune"),
        Kolonne("betalingskommune", "Betalingskommune"), Kolonne("retning", "Retning"), Kolonne("flyttedato", "Flyttet", "dato"), Kolonne("vej", "Vej"),
        Kolonne("paragraf", "Paragraf"), Kolonne("beloeb", "Beløb", "kr"), Kolonne("opkraevet", "Opkrævet", "kr"), Kolonne("tilsagn", "Tilsagn"),
        Kolonne("krav_rejst", "Krav rejst"), Kolonne("frist", "Frist", "dato"), Kolonne("dage_tilbage", "Dage tilbage", "antal"),
    )  # fmt: skip
    frame = pd.DataFrame([[_vist(getattr(x, k.navn)) for k in kolonner] for x in fundet], columns=[k.navn for k in kolonner], dtype=object)
    return Tabel(navn, titel, frame, kolonner, fil=fil, vis=15, enhed="borger_id")


def _vist(vaerdi: object) -> object:
    return {True: "ja", False: "nej"}[vaerdi] if isinstance(vaerdi, bool) else vaerdi


def _figurer(fundet: list[Linje], dag: date) -> tuple[Figur, ...]:
    import pandas as pd

    pr_kvartal: dict[str, Decimal] = defaultdict(lambda: _NUL)
    for x in fundet:
        if x.frist and x.uopkraevet:
            pr_kvartal["forældet" if x.frist < dag else f"{x.frist.year}-K{(x.frist.month + 2) // 3}"] += x.uopkraevet
    if not pr_kvartal:
        return ()
    ordnet = sorted(pr_kvartal, key=lambda k: (k != "forældet", k))
    frame = pd.DataFrame([(k, pr_kvartal[k]) for k in ordnet], columns=["frist", "beloeb"])
    return (Figur(
        "frister", f"Første frist ligger i {ordnet[0]}" if ordnet[0] != "forældet" else "Noget af kravet er forældet", "soejle", frame, "frist", "beloeb",
        alt="Beløb, der ikke er opkrævet, efter det kvartal hvor den ældste måneds frist ligger.", y_titel="kr.", y_format="kr",
        kilde="Effektuerede afregninger og opkrævninger hos andre kommuner.",
    ),)  # fmt: skip


def _goer(fundet: list[Linje], dag: date) -> tuple[str, ...]:
    trin = []
    if foerst := [x for x in fundet if x.uopkraevet and x.frist and x.frist >= dag]:
        naermest = min(foerst, key=lambda x: x.frist or dag)
        trin.append(f"Rejs kravene i rækkefølge efter frist; den første er {dansk.dato(naermest.frist or dag)}.")
    if uden := [x for x in fundet if x.retning == FRA and not x.tilsagn]:
        trin.append(f"Indhent tilsagn i {dansk.antal(len(uden), 'sag', 'sager')}.")
    if se := [x for x in fundet if x.retning == FLYTTET]:
        trin.append(f"Afklar betalingskommunen i {dansk.antal(len(se), 'sag', 'sager')}, hvor borgeren er flyttet eller bor i en anden kommune.")
    return tuple(trin)


def _forbehold(data: Dataset) -> tuple[str, ...]:
    sagt = ["Novemberlisten er Vardes ord; hvad der hører på den, er vores læsning, og dato og regler er parametre."]
    if not data.har("adressehistorik"):
        sagt.append("Uden CPR-adresser ses kun sagernes egne kommuner: flytninger er ikke med.")
    if not data.har("refusionstilsagn"):
        sagt.append("Der er ingen liste over tilsagn; alle krav står uden.")
    if not data.har("postering"):
        sagt.append("Uden posteringer er det opkrævede taget fra afregningssystemets mellemkommunale linjer.")
    return tuple(sagt)


def _metode() -> tuple[str, ...]:
    return (
        "Retning fra: betalingskommunen er en anden. Retning til: handlekommunen er en anden. Flyttet: CPR-kommunen er en anden, eller borgeren er flyttet siden forrige liste.",
        "Opkrævet er posteringer på art 7.7 for borgeren; det trækkes fra de ældste måneder først. Fristen er for den ældste måned, der ikke er dækket.",
        "Krav skal rejses senest tre år efter hjælpen (RSL § 9 c), betaling for et tilbud senest 12 måneder efter (SEL § 174, stk. 3; BL § 195, stk. 2).",
    )


def _aaret_foer(dag: date) -> date:
    try:
        return dag.replace(year=dag.year - 1)
    except ValueError:
        return date(dag.year - 1, 2, 28)
