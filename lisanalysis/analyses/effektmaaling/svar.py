"""Puts the measurement into words: the goal, the outcome, the effect with its interval, or why it cannot be said."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import date
from decimal import Decimal

from lisanalysis.analyses import dansk
from lisanalysis.analyses.effektmaaling.erklaering import ANALYSE, Parametre
from lisanalysis.analyses.effektmaaling.maaling import MINDST_PR_SIDE, SIDSTE, Maaling, maal
from lisanalysis.analyses.effektmaaling.maalsaetning import Maalsaetning
from lisanalysis.analyses.konklusion import Konklusion
from lisanalysis.analyses.result import Afsnit, Figur, Kolonne, Noegletal, Result, Tabel
from lisanalysis.domain.paragraf import som_tekst
from lisanalysis.statistik.andel import Skoen
from lisanalysis.tables import Dataset
from lisanalysis.tables.dataset import MissingTable

NAVN = {
    "slutter_tidligt": "forløb, der slutter tidligt",
    "til_mindre_indgribende": "afsluttede forløb, der følges af noget mindre indgribende",
    "vender_tilbage": "afsluttede forløb, hvor borgeren vender tilbage inden et år",
    "kr_pr_borger": "kroner pr. borger pr. måned",
}
METODE = {"sammenligning": "Sammenligning med andre", "afbrudt_tidsserie": "Før og efter datoen", "enkelte_borgere": "Borgerne hver for sig", "udvikling": "Udviklingen"}
AFSLAG = {
    "NO_DATE": "der er ikke oplyst en dato for, hvornår indsatsen begyndte",
    "TOO_SHORT": "der skal være mindst 24 måneder og mindst 12 på hver side af datoen",
    "TOO_FEW": f"der skal være mindst {MINDST_PR_SIDE} på hver side af datoen, hvis udfald kendes",
    "NO_EVENTS": "der er ingen udfald på den ene side af datoen",
    "STRONG_AUTOCORRELATION": "månederne hænger for stærkt sammen til, at intervallet holder",
    "NO_COMPARISON": "alle har fået indsatsen, så der er ingen at sammenligne med",
    "TOO_FEW_UNITS": "der er for få enheder på hver side at sammenligne",
    "PRE_TREND": "de to grupper gik allerede hver sin vej før datoen",
    "NO_BASELINE": "der er ikke noget før at måle fra",
    "NO_CONTROL": "der er ingen borgere uden indsatsen at sammenligne med",
    "SELECTED_ON_OUTCOME": "borgerne er valgt efter det, der måles, og falder derfor af sig selv",
}


def analyse(data: Dataset, parametre: Parametre) -> Result:
    """The outcome of the effort, and its effect where the data can carry one; else the refusals by name."""
    if parametre.maal == "kr_pr_borger" and not data.har("afregning"):
        raise MissingTable(["afregning"])
    m = maal(data, parametre)
    if m.serie.empty or m.nu.vaerdi is None:
        tekst = f"Datagrundlaget er for spinkelt: ingen {NAVN[parametre.maal]} kan følges for {som_tekst(parametre.paragraf)}."
        return ANALYSE.ikke_koert(data.per, ("forløb, hvis udfald kendes",), svar=tekst)
    konklusioner = _konklusioner(m, parametre)
    return ANALYSE.result(
        data.per, svar=_svar(m, konklusioner[0], parametre), noegletal=_noegletal(m, konklusioner[0], parametre), afsnit=_afsnit(m),
        tabeller=(_metoder(konklusioner), _maalsaetninger(m), _serie(m, parametre)), figurer=(_figur(m, parametre),),
        goer=_goer(m, konklusioner[0]), forbehold=_forbehold(m, parametre), datagrundlag=_datagrundlag(m, parametre),
        metode=_metode(parametre), valuta=data.kommune.valuta, konklusioner=konklusioner,
    )  # fmt: skip


def _konklusioner(m: Maaling, parametre: Parametre) -> tuple[Konklusion, ...]:
    """The effect by the best method that there is ground for comes first; every other that was tried follows, refused or not.

    The citizens' own before and after is never the effect: without others to hold them against it only describes.
    """
    metoder, enkelte = [k for k in (_fra_did(m, parametre), _fra_its(m)) if k], _fra_enkelte(m)
    fundne = [*metoder, *([enkelte] if enkelte else [])]
    brugbare = [k for k in metoder if k.estimat is not None and not k.afslag]
    bedste = brugbare[0] if brugbare else (metoder[0] if metoder else _uden_dato(m))
    hoved = Konklusion("effekt", bedste.estimat, bedste.interval, bedste.n, bedste.tekst, bedste.afslag, bedste.mde, bedste.enhed)
    return (hoved, *fundne, *(_om_maal(maalet, nu) for maalet, nu in m.maal))


def _uden_dato(m: Maaling) -> Konklusion:
    return Konklusion("udvikling", None, None, m.antal, "Effekten er ikke målt: " + _hvorfor_ikke(m.afslag) + ".", m.afslag or ("NO_DATE",))


def _fra_did(m: Maaling, parametre: Parametre) -> Konklusion | None:
    if m.did is None:
        return None
    d, afslag = m.did, tuple(dict.fromkeys((*m.afslag, *m.did.afslag)))
    enheder = f"{dansk.antal(d.behandlede, 'enhed', 'enheder')} med indsatsen mod {d.andre} uden"
    if d.effekt is None or set(afslag) - {"PRE_TREND"}:
        return Konklusion("sammenligning", None, None, d.behandlede + d.andre, f"{enheder}: kan ikke afgøres, for {_hvorfor_ikke(afslag)}.", afslag)
    tekst = f"Sammenlignet ({enheder}) ændrede andelen sig {_pp(d.effekt)} (95 %: {_pp(d.lav)} til {_pp(d.hoej)})."
    return Konklusion("sammenligning", d.effekt, (d.lav, d.hoej), d.behandlede + d.andre, tekst, afslag, d.mde, "andel")


def _fra_its(m: Maaling) -> Konklusion | None:
    """The step in the series, in per cent of the level that trend and season would have given."""
    if m.its is None:
        return None
    i, afslag = m.its, tuple(dict.fromkeys((*m.afslag, *m.its.afslag)))
    n = int(m.serie["naevner"].sum())
    if i.rr is None or "TOO_FEW" in afslag:
        return Konklusion("afbrudt_tidsserie", None, None, n, f"Kan ikke afgøres, for {_hvorfor_ikke(afslag)}.", afslag)
    tekst = (
        f"Niveauet efter datoen er {_pct(i.rr)} i forhold til, hvad udviklingen før ville have givet (95 %: {_pct(i.lav)} til {_pct(i.hoej)})."
    )
    return Konklusion("afbrudt_tidsserie", i.rr - 1, (i.lav - 1, i.hoej - 1), n, tekst, afslag, i.mde, "relativ ændring")


def _fra_enkelte(m: Maaling) -> Konklusion | None:
    e = m.enkelte
    if e is None:
        return None
    if e.aendring is None:
        hvorfor = f"der er {dansk.antal(e.n, 'borger', 'borgere')}, der kan følges to år tilbage" if "TOO_FEW" in e.afslag else _hvorfor_ikke(e.afslag)
        return Konklusion("enkelte_borgere", None, None, e.n, f"De enkelte borgere før og efter: kan ikke afgøres, for {hvorfor}.", e.afslag)
    tekst = (f"{e.n} borgere kostede {_pct(1 + e.aendring)} i året efter i forhold til det år, der sluttede et år før forløbet "
             f"(95 %: {_pct(1 + e.lav)} til {_pct(1 + e.hoej)}). Det er ikke en virkning: {AFSLAG['NO_CONTROL']}, og den, der får hjælp, har fået "
             "brug for den.")  # fmt: skip
    return Konklusion("enkelte_borgere", e.aendring, (e.lav, e.hoej), e.n, tekst, (*e.afslag, "NO_CONTROL"), e.mde, "relativ ændring")


def _om_maal(maalet: object, nu: Skoen) -> Konklusion:
    dom = maalet.dom(nu)
    kr = maalet.maal == "kr_pr_borger"
    har = "kendes ikke" if nu.vaerdi is None else f"er {_vaerdi(nu.vaerdi, kr)} (95 %: {_vaerdi(nu.lav, kr)} til {_vaerdi(nu.hoej, kr)})"
    tekst = f"{som_tekst(maalet.paragraf)}, {NAVN[maalet.maal]}: målet er {maalet.tekst}; tallet {har}: {dom}."
    interval = None if nu.lav is None else (nu.lav, nu.hoej)
    return Konklusion(f"maal_{maalet.maal}_{maalet.paragraf}", nu.vaerdi, interval, nu.n, tekst, () if dom != "kan ikke afgøres" else ("UNDECIDED",))


def _hvorfor_ikke(afslag: tuple[str, ...]) -> str:
    return dansk.opremsning(AFSLAG[a] for a in afslag)


def _svar(m: Maaling, hoved: Konklusion, parametre: Parametre) -> str:
    """The question asked is whether it works, so that is said first; then where the figure stands."""
    kr = parametre.maal == "kr_pr_borger"
    nu = f"{dansk.stort(NAVN[parametre.maal])} efter {som_tekst(parametre.paragraf)}: {_vaerdi(m.nu.vaerdi, kr)}"
    interval = f", med et 95 %-interval fra {_vaerdi(m.nu.lav, kr)} til {_vaerdi(m.nu.hoej, kr)}" if m.nu.lav is not None else ""
    maalt = dansk.saetning(f"Det er de seneste {SIDSTE} måneder, der kan følges{interval}")
    foerst, mde = _uafgjort(hoved, parametre)
    return " ".join(filter(None, (foerst, hoved.tekst, mde, dansk.saetning(nu), maalt)))


def _uafgjort(hoved: Konklusion, parametre: Parametre) -> tuple[str, str]:
    """An interval over both sides of nothing is no answer: that, and the smallest effect that could have been seen; empty where it is one."""
    if not hoved.interval or hoved.interval[0] > 0 or hoved.interval[1] < 0:
        return "", ""
    mde = f"Kun en ændring på mindst {dansk.pct(Decimal(str(hoved.mde)))} kunne være set." if hoved.mde and math.isfinite(hoved.mde) else ""
    return f"Om indsatsen efter {som_tekst(parametre.paragraf)} virker, kan ikke afgøres med disse tal.", mde


def _noegletal(m: Maaling, hoved: Konklusion, parametre: Parametre) -> tuple[Noegletal, ...]:
    kr = parametre.maal == "kr_pr_borger"
    enhed, form = ("kr.", "kr") if kr else ("andel", "pct")
    lav, hoej = hoved.interval or (None, None)
    naaet = sum(maalet.dom(nu) == "nået" for maalet, nu in m.maal)
    felt = {"paragraf": parametre.paragraf}
    return (
        Noegletal("maal_nu", f"{dansk.stort(NAVN[parametre.maal])}, seneste {SIDSTE} måneder", m.nu.vaerdi, enhed, form, lav95=m.nu.lav,
                  hoej95=m.nu.hoej, n=m.nu.n, **felt),
        Noegletal("maal_foer", "Året før indsatsen begyndte", m.foer.vaerdi, enhed, form, lav95=m.foer.lav, hoej95=m.foer.hoej, n=m.foer.n,
                  status="ok" if m.foer.vaerdi is not None else "NO_DATE", **felt),
        Noegletal("effekt", "Ændring efter datoen", hoved.estimat, hoved.enhed or "andel", "pct", lav95=lav, hoej95=hoej, n=hoved.n,
                  status=hoved.status, **felt),
        Noegletal("mde", "Mindste ændring, der kunne være set", hoved.mde, "andel", "pct", status="ok" if hoved.mde else hoved.status, **felt),
        Noegletal("antal_forloeb", "Bag tallet", m.antal, "borgermåneder" if kr else "forløb", **felt),
        Noegletal("maal_naaet", f"Nåede mål, af {len(m.maal)}", naaet if m.maal else None, "mål", forside=False,
                  status="ok" if m.maal else "ingen_maal"),
    )  # fmt: skip


def _afsnit(m: Maaling) -> tuple[Afsnit, ...]:
    egne = ("Målene står i kommune.yaml. Et mål er nået, når hele intervallet ligger på den rigtige side; ellers kan det ikke afgøres.",)
    return (
        Afsnit("Før og efter", ("Den forventede linje er, hvad udviklingen og årstiden før datoen ville have givet.",), ("udvikling",)),
        Afsnit("Hvad tallene kan bære", (), ("metoder",)),
        *((Afsnit("De politiske mål", egne, ("maalsaetninger",)),) if m.maal else ()),
    )


_INTERVAL = (Kolonne("lav95", "95 %-intervallets nedre grænse", "decimal"), Kolonne("hoej95", "95 %-intervallets øvre grænse", "decimal"))


def _metoder(konklusioner: tuple[Konklusion, ...]) -> Tabel:
    import pandas as pd

    valgte = konklusioner[1:] or (replace(konklusioner[0], navn="udvikling"),)
    raekker = [(k.navn, k.estimat, *(k.interval or (None, None)), k.n, k.status, METODE.get(k.navn, "Mål"), k.tekst) for k in valgte]
    frame = pd.DataFrame(raekker, columns=["metode", "estimat", "lav95", "hoej95", "n", "status", "hvad", "tekst"])
    kolonner = (Kolonne("hvad", "Metode"), Kolonne("n", "Antal", "antal"), Kolonne("tekst", "Hvad der kom ud af det"))
    koder = (Kolonne("metode", "Metodens kode"), Kolonne("estimat", "Estimat", "decimal"), *_INTERVAL, Kolonne("status", "ok, eller koden for, hvorfor ikke"))
    return Tabel("metoder", "Det, der er prøvet, og hvad der kom ud af det", frame, kolonner, borgerfri=True, kun_i_filen=koder)


def _maalsaetninger(m: Maaling) -> Tabel:
    import pandas as pd

    def vist(x: Maalsaetning, *tal: float | None) -> str:
        return " til ".join("" if v is None else _vaerdi(v, x.maal == "kr_pr_borger") for v in tal).strip()

    raekker = [(x.paragraf, NAVN[x.maal], x.tekst, nu.vaerdi, nu.lav, nu.hoej, nu.n, x.dom(nu), vist(x, nu.vaerdi), "" if nu.lav is None else vist(x, nu.lav, nu.hoej))
               for x, nu in m.maal]  # fmt: skip
    navne = ["paragraf", "maal", "graense", "nu", "lav95", "hoej95", "n", "dom", "nu_vist", "interval_vist"]
    return Tabel(
        "maalsaetninger", "Målene og hvor de står", pd.DataFrame(raekker, columns=navne),
        (Kolonne("paragraf", "Paragraf"), Kolonne("maal", "Mål for"), Kolonne("graense", "Målet"), Kolonne("nu_vist", "Nu"),
         Kolonne("interval_vist", "95 %-interval"), Kolonne("n", "Antal", "antal"), Kolonne("dom", "Dom")),
        kun_i_filen=(Kolonne("nu", "Nu, som tal", "decimal"), *_INTERVAL),
    )  # fmt: skip


def _serie(m: Maaling, parametre: Parametre) -> Tabel:
    hvad = "Kroner" if parametre.maal == "kr_pr_borger" else "Udfald"
    return Tabel(
        "serie", "Måned for måned", m.serie,
        (Kolonne("periode", "Måned", "periode"), Kolonne("taeller", hvad, "kr" if hvad == "Kroner" else "antal"), Kolonne("naevner", "Ud af", "antal")),
        vis=0,
    )  # fmt: skip


def _figur(m: Maaling, parametre: Parametre) -> Figur:
    """The outcome by quarter, and the course that trend and season before the date would have given."""
    import pandas as pd

    forventet = m.its.forventet if m.its is not None and m.its.forventet is not None else [None] * len(m.serie)
    frame = m.serie.assign(forventet=forventet, kvartal=[date(int(p[:4]), (int(p[5:]) - 1) // 3 * 3 + 1, 1) for p in m.serie["periode"]])
    punkter = []
    for kvartal, g in frame.groupby("kvartal"):
        naevner = float(g["naevner"].sum())
        if naevner:
            punkter.append((kvartal, "målt", float(sum(g["taeller"])) / naevner, int(naevner)))
            if all(v is not None for v in g["forventet"]) and parametre.dag and kvartal >= parametre.dag.replace(day=1):
                punkter.append((kvartal, "forventet uden indsatsen", float(sum(g["forventet"])) / naevner, int(naevner)))
    kr = parametre.maal == "kr_pr_borger"
    return Figur(
        "udvikling", f"{dansk.stort(NAVN[parametre.maal])}: {_vaerdi(m.nu.vaerdi, kr)} i det seneste år", "linje",
        pd.DataFrame(punkter, columns=["kvartal", "serie", "vaerdi", "antal"]), "kvartal", "vaerdi",
        alt=f"{dansk.stort(NAVN[parametre.maal])} kvartal for kvartal.", farve="serie", y_format="kr" if kr else "pct", antal="antal",
        kilde=f"Bevillinger{' og afregninger' if kr else ''}, {som_tekst(parametre.paragraf)}.",
    )  # fmt: skip


def _goer(m: Maaling, hoved: Konklusion) -> tuple[str, ...]:
    raad = []
    if "NO_DATE" in hoved.afslag:
        raad.append("Find beslutningen, og skriv dagen, indsatsen begyndte, i parameteren fra.")
    if {"TOO_SHORT", "TOO_FEW", "TOO_FEW_UNITS", "NO_COMPARISON"} & set(hoved.afslag):
        raad.append("Lad nogle begynde senere end andre næste gang, så der er nogen at sammenligne med.")
    if any(maalet.dom(nu) == "ikke nået" for maalet, nu in m.maal):
        raad.append("Drøft de mål, der ikke er nået, med den ansvarlige leder.")
    return tuple(raad)


def _forbehold(m: Maaling, parametre: Parametre) -> tuple[str, ...]:
    return (
        "En tidsserie for én kommune kan ikke skille indsatsen fra andet, der skete samtidig.",
        "Den, der får en indsats, er valgt, fordi der var brug for den. Borgere med usædvanligt høje tal falder af sig selv året efter, også uden indsats.",
        *(("Et forløb, der ikke kan følges længe nok endnu, er ikke talt med.",) if parametre.maal != "kr_pr_borger" else ()),
        *(("Hvad der er mindre indgribende, er kommunens egen rækkefølge (parameteren trappe), ikke lovens.",)
          if parametre.maal == "til_mindre_indgribende" else ()),
    )  # fmt: skip


def _datagrundlag(m: Maaling, parametre: Parametre) -> tuple[str, ...]:
    hvad = "borgermåneder" if parametre.maal == "kr_pr_borger" else "forløb med kendt udfald"
    return (f"{dansk.tal(m.antal)} {hvad} efter {som_tekst(parametre.paragraf)}; måneder {m.serie['periode'].iloc[0]} til {m.serie['periode'].iloc[-1]}.",)


def _metode(parametre: Parametre) -> tuple[str, ...]:
    return (
        f"Slutter tidligt: forløbet varede højst {parametre.inden_dage} dage. Mindre indgribende: det første, der begynder inden 90 dage efter "
        "slutningen, står lavere på trappen. Vender tilbage: et nyt forløb efter samme paragraf begynder inden 365 dage.",
        "Rækkefølgen af metoder: sammenligning med enheder uden indsatsen (difference i differencer, fejl pr. enhed), ellers afbrudt tidsserie "
        "(quasi-Poisson med trend og årstid, usikkerheden gjort bredere efter månedernes sammenhæng).",
        "Enkelte borgere før og efter vises kun mod et år, der ligger før det år, borgeren blev valgt i.",
    )


def _vaerdi(v: float, kr: bool) -> str:
    return f"{dansk.tal(Decimal(str(v)))} kr." if kr else dansk.pct(Decimal(str(v)))


def _pct(rr: float) -> str:
    """A ratio as a change: 0.885 → `−12 %`."""
    return dansk.pct(Decimal(str(rr - 1)), 0) if rr < 1 else f"+{dansk.pct(Decimal(str(rr - 1)), 0)}"


def _pp(v: float) -> str:
    return f"{'+' if v > 0 else ''}{dansk.tal(Decimal(str(v * 100)), 1)} procentpoint"
