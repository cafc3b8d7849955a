"""Puts the answer into words: what may be taken home, what is missing, by when, and which cases come near the limit."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from decimal import Decimal

from lisanalysis.analyses import dansk
from lisanalysis.analyses.dyre_enkeltsager.erklaering import ANALYSE, Parametre
from lisanalysis.analyses.refusionssager import Familier, Grundlag, Sag, aarene, familier, grundlag, naer_graensen, sager, ukendte_foer_67
from lisanalysis.analyses.result import Afsnit, Figur, Kolonne, Noegletal, Result, Tabel
from lisanalysis.law import Tal
from lisanalysis.measures import central_refusion
from lisanalysis.tables import Dataset

_NUL = Decimal("0.00")


def analyse(data: Dataset, parametre: Parametre) -> Result:
    """The year's refund of very expensive cases up to `per`. Raises LawError for a year without known limits."""
    aar = parametre.aar or data.per.year
    til = 12 if aar < data.per.year else data.per.month
    graenser = central_refusion.graenser(aar, opslag=data.lov)
    fam = familier(data)
    grund = grundlag(data, aarene(aar, fam), parametre.objektiv_finansiering)
    fundet = sager(data, grund, fam, aar, til)
    naer = naer_graensen(data, grund, fam, aar, til, Decimal(parametre.naer_pct) / 100)
    beregnet = sum((s.refusion.i_alt for s in fundet), _NUL)
    hjemtaget = _hjemtaget(fundet)
    return ANALYSE.result(
        data.per,
        svar=_svar(aar, fundet, beregnet, hjemtaget),
        noegletal=_noegletal(aar, fundet, naer, beregnet, hjemtaget),
        afsnit=(Afsnit("Sagerne", ("Refusionen er regnet måned for måned af en tolvtedel af årets grænser, netto efter indtægter.",),
                       ("refusion_pr_maaned", "pr_borger", "sager", "naer_graensen")),),
        tabeller=(_sager(fundet), _pr_borger(fundet), _naer(naer)),
        figurer=_figurer(aar, til, fundet),
        goer=_goer(aar, fundet, naer, data),
        forbehold=_forbehold(data, grund, fam, aar),
        datagrundlag=_datagrundlag(grund, aar),
        metode=_metode(aar, graenser, parametre, data),
        ikke_koert=_ikke_koert(fundet, hjemtaget),
    )  # fmt: skip


def _over(fundet: list[Sag]) -> list[Sag]:
    """The months of cases; the rest stand there because refund was taken home without one."""
    med = {s.husstand_id for s in fundet if s.refusion.i_alt}
    return [s for s in fundet if s.husstand_id in med]


def _hjemtaget(fundet: list[Sag]) -> Decimal | None:
    kendt = [s.hjemtaget for s in fundet if s.kvartalets is not None]
    return None if any(k is None for k in kendt) else sum(kendt, _NUL)


def _ikke_koert(fundet: list[Sag], hjemtaget: Decimal | None) -> dict[str, str]:
    sagt = {} if hjemtaget is not None else {"hjemtaget": "Der er ingen liste over hjemtaget refusion."}
    return sagt if fundet else sagt | {"refusion_pr_maaned": "Der er ingen sag over grænsen at tegne."}


def _svar(aar: int, fundet: list[Sag], beregnet: Decimal, hjemtaget: Decimal | None) -> str:
    husstande = len({s.husstand_id for s in _over(fundet)})
    if not husstande:
        taget = " " + dansk.saetning(f"Der er alligevel hjemtaget {dansk.beloeb(hjemtaget)}") if hjemtaget else ""
        return f"Ingen sag kom over grænsen for central refusion i {aar}.{taget}"
    start = f"{dansk.antal(husstande, 'sag er', 'sager er')} over grænsen i {aar}, og der kan hjemtages {dansk.beloeb(beregnet)} for dem."
    if hjemtaget is None:
        return start + " Hvad der er hjemtaget, ved vi ikke: listen er ikke leveret."
    mangler, for_meget = _hver_for_sig(fundet)
    if not mangler and not for_meget:
        return start + " Det hele er hjemtaget."
    dele = [f"{dansk.beloeb(mangler)} mangler at blive hjemtaget"] if mangler else []
    dele += [f"{dansk.beloeb(for_meget)} er hjemtaget ud over det beregnede"] if for_meget else []
    return f"{start} {', og '.join(dele)}."


def _hver_for_sig(fundet: list[Sag]) -> tuple[Decimal, Decimal]:
    """What households lack and what others were paid too much: the one does not make up for the other."""
    pr_husstand: dict[str, Decimal] = defaultdict(lambda: _NUL)
    for s in fundet:
        pr_husstand[s.husstand_id] += s.mangler or _NUL
    return sum((b for b in pr_husstand.values() if b > 0), _NUL), -sum((b for b in pr_husstand.values() if b < 0), _NUL)


def _noegletal(aar: int, fundet: list[Sag], naer: list, beregnet: Decimal, hjemtaget: Decimal | None) -> tuple[Noegletal, ...]:
    status = "ok" if hjemtaget is not None else "ikke_koert"
    mangler = None if hjemtaget is None else beregnet - hjemtaget
    over = _over(fundet)
    borgere = len({s.borger_id for s in over})
    return (
        Noegletal("refusion_mangler", "Refusion, der mangler", mangler, "kr.", "kr", n=borgere, status=status),
        Noegletal("refusion_beregnet", f"Refusion beregnet for {aar}", beregnet, "kr.", "kr", n=borgere),
        Noegletal("refusion_hjemtaget", "Refusion hjemtaget", hjemtaget, "kr.", "kr", n=borgere, status=status),
        Noegletal("antal_over_graensen", "Sager over grænsen", len({s.husstand_id for s in over}), "sager"),
        Noegletal("antal_naer_graensen", "Sager nær grænsen", len(naer), "sager"),
    )


def _sager(fundet: list[Sag]) -> Tabel:
    import pandas as pd

    rows = [
        (s.husstand_id, s.borger_id, s.aar, s.maaned, s.post.brutto, s.post.fradrag, s.post.netto, s.refusion.refusion_25,
         s.refusion.refusion_50, s.refusion.refusion_75, s.refusion.i_alt, s.hjemtaget, s.mangler, s.frist)
        for s in fundet
    ]  # fmt: skip
    navne = ["husstand_id", "borger_id", "aar", "maaned", "brutto", "fradrag", "netto", "refusion_25", "refusion_50", "refusion_75",
             "refusion_beregnet", "refusion_hjemtaget", "mangler", "frist"]  # fmt: skip
    titler = ["Husstand", "Borger", "År", "Måned", "Udgift", "Fradrag", "Netto", "25 pct.", "50 pct.", "75 pct.", "Beregnet", "Hjemtaget", "Mangler", "Frist"]
    formater = ["tekst", "tekst", "tekst", "tekst", *["kr"] * 9, "dato"]
    return Tabel(
        "sager", "Måned for måned: sådan er refusionen regnet", pd.DataFrame(rows, columns=navne),
        tuple(Kolonne(n, t, f) for n, t, f in zip(navne, titler, formater, strict=True)), vis=24, enhed="borger_id",
        forklaring="Hjemtaget, mangler og frist gælder hele kvartalet og står i dets sidste måned.",
    )  # fmt: skip


def _pr_borger(fundet: list[Sag]) -> Tabel:
    import pandas as pd

    samlet: dict[tuple[str, str], list[Decimal]] = defaultdict(lambda: [_NUL, _NUL, _NUL])
    for s in fundet:
        linje = samlet[(s.husstand_id, s.borger_id)]
        linje[0] += s.post.netto
        linje[1] += s.refusion.i_alt
        linje[2] += s.mangler or _NUL
    kendt = _hjemtaget(fundet) is not None
    ordnet = sorted(samlet.items(), key=lambda x: (-x[1][2], -x[1][1], x[0]))
    rows = [(h, b, netto, refusion, mangler if kendt else None) for (h, b), (netto, refusion, mangler) in ordnet]
    kolonner = (Kolonne("husstand_id", "Husstand"), Kolonne("borger_id", "Borger"), Kolonne("netto", "Netto", "kr"),
                Kolonne("refusion", "Refusion", "kr"), Kolonne("mangler", "Mangler", "kr"))  # fmt: skip
    frame = pd.DataFrame(rows, columns=[k.navn for k in kolonner])
    return Tabel("pr_borger", "Sagerne, det dyreste der mangler øverst", frame, kolonner, vis=15, enhed="borger_id")


def _naer(naer: list[tuple[str, Decimal]]) -> Tabel:
    import pandas as pd

    kolonner = (Kolonne("husstand_id", "Husstand"), Kolonne("dyreste_maaned", "Dyreste måned", "kr"))
    return Tabel("naer_graensen", "Sager lige under grænsen", pd.DataFrame(naer, columns=[k.navn for k in kolonner]), kolonner, enhed="husstand_id")


def _figurer(aar: int, til: int, fundet: list[Sag]) -> tuple[Figur, ...]:
    import pandas as pd

    if not fundet:
        return ()
    pr_maaned = {m: _NUL for m in range(1, til + 1)}
    for s in fundet:
        pr_maaned[s.maaned] += s.refusion.i_alt
    frame = pd.DataFrame([(dansk.MAANEDER_KORT[m - 1], b) for m, b in pr_maaned.items()], columns=["maaned", "refusion"])
    hoejest = max(pr_maaned, key=lambda m: pr_maaned[m])
    return (Figur(
        "refusion_pr_maaned", f"Refusionen var størst i {dansk.MAANEDER[hoejest - 1]}", "soejle", frame, "maaned", "refusion",
        alt=f"Beregnet refusion måned for måned i {aar}.", y_titel="kr.", y_format="kr", kilde=f"Effektuerede afregninger, {aar}.",
    ),)  # fmt: skip


def _goer(aar: int, fundet: list[Sag], naer: list, data: Dataset) -> tuple[str, ...]:
    mangler = [s for s in fundet if (s.mangler or _NUL) > 0]
    frist = central_refusion.frist(aar, opslag=data.lov)
    trin = []
    if mangler:
        trin.append(f"Hjemtag det, der mangler for {dansk.antal(len({s.borger_id for s in mangler}), 'borger', 'borgere')}, senest {dansk.dato(frist)}.")
    for_meget = {s.borger_id for s in fundet if (s.mangler or _NUL) < 0}
    if for_meget:
        trin.append(f"Se efter, hvorfor der er hjemtaget mere, end der kan beregnes, for {dansk.antal(len(for_meget), 'borger', 'borgere')}: enten mangler en udgift, eller også skal der betales tilbage.")
    if naer:
        trin.append(f"Hold øje med de {len(naer)} sager lige under grænsen." if len(naer) > 1 else "Hold øje med sagen lige under grænsen.")
    return tuple(trin)


def _trin(aar: int, data: Dataset) -> list[Tal]:
    """The year's limits as the law's list has them, with their sources."""
    graenser = central_refusion.graenser(aar, opslag=data.lov)
    return [data.lov(f"dyre_enkeltsager_graense_{t}", date(aar, 1, 1)) for t, g in zip(central_refusion.TRIN, graenser, strict=True) if g]


def _forbehold(data: Dataset, grund: Grundlag, fam: Familier, aar: int) -> tuple[str, ...]:
    sagt = ["Børn regnes sammen efter den adresse, CPR har for indehaveren af forældremyndigheden; samliv mellem voksne på adressen kan ikke ses."]
    if not fam.foedt:
        sagt.append("Uden CPR-udtræk regnes hver borger for sig, og 67-års reglen er ikke brugt.")
    if ukendte := ukendte_foer_67(grund, fam, aar):
        sagt.append(f"{dansk.antal(len(ukendte), 'borger er fyldt', 'borgere er fyldt')} 67, før leverancerne begynder. Måneden før kan ikke ses, og de er ikke regnet med: var de omfattet da, er de det stadig.")
    if grund.uden_lov_kr:
        sagt.append(f"{dansk.beloeb(grund.uden_lov_kr)} har en paragraf uden kendt lov og er ikke regnet med.")
    if grund.abl_kr:
        sagt.append(f"{dansk.beloeb(grund.abl_kr)} står på ABL og er ikke regnet med. Støtte i en almen bolig (§ 105) gives efter SEL § 85 og tæller kun, når den er registreret sådan: se efter, om der mangler refusion her.")
    if grund.ses_efter:
        sagt.append(f"{dansk.antal(len(grund.ses_efter), 'borger har', 'borgere har')} et løbende §110-år, der skal ses efter i hånden, før fradraget er sikkert.")
    if any(t.sikkerhed == "kommunen" for t in _trin(aar, data)):
        sagt.append("Grænser, som pakken ikke selv kan stå inde for, kommer fra kommunens egen law.yaml; kilden står under metode.")
    return tuple(sagt)


def _datagrundlag(grund: Grundlag, aar: int) -> tuple[str, ...]:
    antal = len({b for b, _, i, _ in grund.maaneder if i == aar})
    return (f"Effektuerede afregninger i {aar}, som kommunen selv betaler, for {dansk.antal(antal, 'borger', 'borgere')}.",)


def _metode(aar: int, graenser: tuple, parametre: Parametre, data: Dataset) -> tuple[str, ...]:
    kilder = "; ".join(dict.fromkeys(t.kilde for t in _trin(aar, data)))
    sagt = [
        f"Grænserne i {aar} er {dansk.opremsning([dansk.beloeb(g) for g in graenser if g])} pr. år. Kilde: {kilder}.",
        "Engangsudgifter er spredt over årets tolv måneder. Egenbetaling, anden indtægt og statens refusion af §110-døgn er trukket fra.",
        "SEL § 176, BL § 198, BEK 1485/2023 § 3, BEK 2430/2021 §§ 5 og 6. Fra måneden for 67-års dagen tæller kun den, der var omfattet måneden før.",
    ]
    if parametre.objektiv_finansiering:
        sagt.append(f"Uden konti med objektiv finansiering: {', '.join(parametre.objektiv_finansiering)}.")
    return tuple(sagt)
