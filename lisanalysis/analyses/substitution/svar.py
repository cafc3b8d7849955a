"""Puts the study into words: what the numbers carry, and no more."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from lisanalysis.analyses import dansk
from lisanalysis.analyses.konklusion import Konklusion
from lisanalysis.analyses.result import Afsnit, Noegletal, Result
from lisanalysis.analyses.substitution import billeder, posteringer, tabeller, tekst
from lisanalysis.analyses.substitution.afslag import MINDSTE_CELLE, Afslag
from lisanalysis.analyses.substitution.erklaering import ANALYSE, Parametre, med_kommunens
from lisanalysis.analyses.substitution.estimat import Maaling
from lisanalysis.analyses.substitution.faelles import BESLUTTET, SAMMENLIGNING
from lisanalysis.analyses.substitution.grundlag import Mangler, find
from lisanalysis.analyses.substitution.tal import Tal, regn
from lisanalysis.tables import Dataset, Samling

_ANDEL = Decimal("0.0001")


def analyse(data: Dataset | Samling, parametre: Parametre) -> Result:
    """Whether b rose when a was used less. What the data cannot carry is refused by name, with the smallest effect they could have shown.

    Of several municipalities together the first is ours; the others are counted from their own rows and join the pooled estimate.
    """
    data, *andre = data if isinstance(data, Samling) else (data,)
    valuta, parametre = data.kommune.valuta, med_kommunens(parametre, data.kommune)
    try:
        g = find(data, parametre)
        if g is None:
            return posteringer.svar(data, parametre)
    except Mangler as fejl:
        return ANALYSE.ikke_koert(data.per, fejl.navne, valuta=valuta)
    tal = regn(data, parametre, g, andre)
    svar = tekst.svar(tal, parametre)
    return ANALYSE.result(
        data.per, svar=svar, noegletal=_noegletal(tal, dansk.valutanavn(valuta)), afsnit=_afsnit(tal, parametre, valuta),
        tabeller=tabeller.alle(tal, data.kommune.kode, parametre.befolkning), figurer=billeder.alle(tal, parametre, data.kommune), goer=tekst.goer(tal, parametre),
        forbehold=tekst.forbehold(tal, parametre), datagrundlag=tekst.datagrundlag(tal, data), metode=tekst.metode(tal, parametre),
        valuta=valuta, ikke_koert=tekst.ikke_koert(tal), konklusioner=_konklusioner(tal, svar),
    )  # fmt: skip


def _noegletal(tal: Tal, kr: str) -> tuple[Noegletal, ...]:
    par, g = tal.grundlag.par, tal.grundlag
    begge = int(tal.forloeb.begge["borger_id"].nunique())
    flyttet = int(tal.forloeb.overgange["borger_id"].nunique())
    ud = [
        _virkning("theta_s", f"Flere {par.vist_b}-ophold pr. {par.vist_a}-ophold, der ikke bevilges", tal.theta_s),
        _virkning("theta_d", f"Flere {par.vist_b}-døgn pr. {par.vist_a}-døgn, der ikke bevilges", tal.theta_d, forside=False),
        _kroner("netto_kr", "Ændret udgift pr. år efter refusion", tal.netto, tal.theta_d, kr),
        _kroner("brutto_kr", "Ændret udgift pr. år før refusion", tal.brutto, tal.theta_d, kr),
        Noegletal("mde", "Mindste virkning, der kunne være påvist", _rundt(tal.theta_s.mde), "ophold pr. ophold", "decimal",
                  n=tal.theta_s.n, status=tal.theta_s.status, forside=tal.faelles is None),
    ]  # fmt: skip
    for k, gruppe, vist in (("a", par.a, par.vist_a), ("b", par.b, par.vist_b)):
        brugere = tal.brugere(gruppe)
        felter = {"paragraf": gruppe, "brugere": brugere}
        ud += [
            _talt(f"brugere_{k}", f"Brugere af {vist}", brugere, "borgere", forside=False, **felter),
            _talt(f"doegn_{k}", f"Døgn på {vist}", tal.antal(gruppe, "doegn"), "døgn", **felter),
            _talt(f"starter_{k}", f"Påbegyndte ophold på {vist}", tal.antal(gruppe, "starter"), "ophold", forside=False, **felter),
        ]
    ud += [
        _talt("brugere_i_begge", f"Borgere i {par.vist_a} og {par.vist_b} på én gang", begge, "borgere", brugere=begge, forside=False),
        _talt("naetter_i_begge", "Nætter i begge på én gang", int(tal.forloeb.begge["naetter"].sum()), "døgn", brugere=begge, forside=False),
        _talt("overgange_a_b", f"Fra {par.vist_a} til {par.vist_b} inden 90 dage", len(tal.forloeb.overgange), "overgange", brugere=flyttet, forside=False),
    ]
    raa = tal.samvariation.loc[tal.samvariation["proeve"].str.startswith("Rå"), "stoerrelse"] if len(tal.samvariation) else []
    ud.append(Noegletal("korrelation", "Rå korrelation mellem månedernes døgn (siger intet om årsag)", float(raa.iloc[0]) if len(raa) else None,
                        "", "decimal", n=len(g.maaneder), forside=False))  # fmt: skip
    if (skift := tal.forloeb.skift) is not None:
        ud.append(Noegletal("efterforsorg_skift", f"Ændring i efterforsorgs andel af døgn efter {dansk.maaned(tal.forloeb.skiftedato)}", _rundt(skift.vaerdi),
                            "andel", "pct", paragraf=par.b, lav95=skift.lav, hoej95=skift.hoej, n=skift.n, forside=False))  # fmt: skip
    return (ud[0], *_faelles(tal), *ud[1:])  # page one reads them in this order


def _faelles(tal: Tal) -> tuple[Noegletal, ...]:
    """The pooled estimates, where other municipalities' counts are known."""
    if tal.faelles is None:
        return ()
    par, k = tal.grundlag.par, tal.faelles.konklusioner
    ud = []
    for navn, enhed in (("theta_s", "ophold"), ("theta_d", "døgn")):
        titel = f"Flere kommuner tilsammen: flere {par.vist_b}-{enhed} pr. {par.vist_a}-{enhed}, der ikke bevilges"
        lav, hoej = k[navn].interval or (None, None)
        ud.append(Noegletal(f"pulje_{navn}", titel if k[navn].status == "ok" else f"{titel} (kan ikke afgøres)", _rundt(k[navn].estimat), "forhold",
                            "decimal", lav95=lav, hoej95=hoej, n=k[navn].n, status=k[navn].status, forside=navn == "theta_s"))  # fmt: skip
    med = tal.faelles.antal(BESLUTTET, SAMMENLIGNING)
    return (*ud, Noegletal("pulje_kommuner", "Kommuner i den fælles undersøgelse", med, "kommuner", forside=False))


def _virkning(navn: str, titel: str, m: Maaling, *, forside: bool = True) -> Noegletal:
    f = m.forhold if m.vises else None
    if m.status != "ok":
        titel = f"{titel} (kan ikke afgøres)"
    return Noegletal(navn, titel, _rundt(f.estimat) if f else None, "forhold", "decimal",
                     lav95=f.lav if f else None, hoej95=f.hoej if f else None, n=m.n, status=m.status, forside=forside)  # fmt: skip


def _kroner(navn: str, titel: str, k, m: Maaling, kr: str) -> Noegletal:
    return Noegletal(navn, titel if m.status == "ok" else f"{titel} (kan ikke afgøres)", k.vaerdi if k else None, kr, "kr",
                     lav95=k.lav if k else None, hoej95=k.hoej if k else None, n=m.n, status=m.status, forside=navn == "netto_kr")  # fmt: skip


def _talt(navn: str, titel: str, vaerdi: int, enhed: str, *, brugere: int, paragraf: str = "alle", forside: bool = True) -> Noegletal:
    """A count, held back where fewer than five citizens are behind it."""
    faa = 0 < brugere < MINDSTE_CELLE
    return Noegletal(navn, titel, None if faa else vaerdi, enhed, "antal", paragraf=paragraf, n=None if faa else brugere,
                     status=str(Afslag.SMALL_CELL) if faa else "ok", forside=forside)  # fmt: skip


def _rundt(v: float | None) -> Decimal | None:
    return None if v is None or v != v or abs(v) == float("inf") else Decimal(v).quantize(_ANDEL)


def _konklusioner(tal: Tal, svar: str) -> tuple[Konklusion, ...]:
    ud = []
    for navn, m in (("theta_s", tal.theta_s), ("theta_d", tal.theta_d)):
        f = m.forhold if m.vises else None
        interval = (f.lav, f.hoej) if f else None
        ud.append(Konklusion(navn, f.estimat if f else None, interval, m.n, tekst.virkning(tal, navn), tuple(map(str, m.afslag)), m.mde, "forhold"))
    n = tal.netto
    ud.append(Konklusion("netto_kr", n.vaerdi if n else None, (n.lav, n.hoej) if n else None, tal.theta_d.n, svar,
                         tuple(map(str, tal.theta_d.afslag)), None, "kr. pr. år"))  # fmt: skip
    if tal.faelles is not None:
        ud += [replace(k, navn=f"pulje_{k.navn}") for k in tal.faelles.konklusioner.values()]
    return tuple(ud)


def _afsnit(tal: Tal, p: Parametre, valuta: str) -> tuple[Afsnit, ...]:
    par = tal.grundlag.par
    return (
        Afsnit(f"{par.vist_a} og {par.vist_b} ved siden af hinanden", (tekst.udvikling(tal),),
               ("doegn_pr_maaned", "brugere_pr_maaned", "starter_pr_maaned", "udvikling")),
        Afsnit("Virkningen af beslutningen" if tal.theta_s.status == "ok" else "Virkningen af beslutningen: kan ikke afgøres",
               (tekst.virkning(tal, "theta_s"), tekst.virkning(tal, "theta_d"), tekst.kroner(tal, valuta)), ()),
        Afsnit("Samvariation, ikke årsag", (tekst.samvariation(tal),), ("samvariation",)),
        Afsnit("Borgerne bag", (tekst.borgerne(tal),), ("i_begge", "overgange", "efter_ophoer")),
        *_faelles_afsnit(tal),
        *((Afsnit("Forsorg og efterforsorg", (tekst.skift(tal),), ("forskydning",)),) if tal.forloeb.skift is not None else ()),
        *((Afsnit("Robusthed", (tekst.robusthed(tal),), ("robusthed",)),) if len(tal.robust) else ()),
    )  # fmt: skip


def _faelles_afsnit(tal: Tal) -> tuple[Afsnit, ...]:
    if tal.faelles is None:
        return ()
    afgjort = tal.faelles.konklusioner["theta_s"].status == "ok"
    titel = "Flere kommuner tilsammen" if afgjort else "Flere kommuner tilsammen: kan ikke afgøres"
    return (Afsnit(titel, tekst.faelles(tal), ("pulje",)),)
