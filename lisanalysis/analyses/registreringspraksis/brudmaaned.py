"""Months in which the number of starts or the delay breaks, and whether that looks like registration or like reality.

One signal says "brud i registrering eller i praksis". Two signals at once point to registration; a neighbouring paragraph that breaks the
other way in the same month points to recoding.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal

from lisanalysis.analyses import dansk
from lisanalysis.analyses.konklusion import Konklusion
from lisanalysis.analyses.registreringspraksis.delsvar import Delsvar
from lisanalysis.analyses.registreringspraksis.erklaering import Parametre
from lisanalysis.analyses.registreringspraksis.grundlag import Grundlag
from lisanalysis.analyses.result import Afsnit, Figur, Kolonne, Noegletal, Tabel
from lisanalysis.domain.paragraf import ParagrafFejl, som_tekst
from lisanalysis.law import paragraffer
from lisanalysis.statistik.brud import MINDST, Brud, andele, brud, brud_i_antal

TITEL = "Brud"
MINDST_STARTER = 4.0  # a month, on average: below that a halving is found no more often than not
_SAMME_NABO, _SAMME_FORSINKELSE = 1, 2  # months that two breaks may lie apart and still be one event


@dataclass(frozen=True)
class Fund:
    """A break in a paragraph's starts: its month, the means before and after, and the signals that go with it."""

    paragraf: str
    maaned: str
    brud: Brud
    forsinkelse: bool
    naboer: tuple[str, ...]
    lov: bool

    @property
    def dom(self) -> str:
        """omkodning, lovændring, registrering, or registrering eller praksis."""
        if self.lov:
            return "lovændring"
        if self.naboer:
            return "omkodning"
        return "registrering" if self.forsinkelse else "registrering eller praksis"


def delsvar(g: Grundlag, parametre: Parametre) -> Delsvar:
    """The breaks of each paragraph that has enough starts."""
    if len(g.maaneder) < MINDST:
        return Delsvar((), ikke_koert=((TITEL, f"Der er {len(g.maaneder)} hele måneder; brud kræver mindst {MINDST}."),))
    serier = _serier(g)
    store = {p: s for p, s in serier.items() if sum(s) / len(s) >= MINDST_STARTER}
    fund = find(g, store, parametre)
    omkodet = _omkodninger(fund)
    smaa = sorted(p for p in serier if p not in store)
    return Delsvar(
        (Afsnit(TITEL, _laesning(fund, store, smaa), (*(("starter",) if store else ()), "brud")),),
        noegletal=(Noegletal("antal_brud", "Brud i antal startede, som loven ikke forklarer", sum(not f.lov for f in fund), "brud", "antal"),
                   Noegletal("antal_omkodninger", "Heraf mulige omkodninger mellem to paragraffer", len(omkodet), "par", "antal", forside=False)),
        tabeller=(_tabel(fund),),
        figurer=(_figur(g, store, fund),) if store else (),
        konklusioner=tuple(_konklusion(f, sum(store[f.paragraf])) for f in fund),
        goer=tuple(f"Spørg, om det samme er registreret på en anden paragraf fra {dansk.maaned(m)}: {_navn(a)} og {_navn(b)}." for a, b, m in sorted(omkodet)),
        forbehold=("Et brud siger, at niveauet skiftede, ikke hvorfor. Efterspørgsel, der hænger sammen fra måned til måned, giver sjældent, "
                   "men af og til, et brud uden grund.",),
        saetning=_om_fund(fund, omkodet),
    )  # fmt: skip


def _konklusion(f: Fund, startede: int) -> Konklusion:
    return Konklusion(f"brud_{f.paragraf}_{f.maaned}", f.brud.efter - f.brud.foer, None, startede, _saetning(f), enhed="starter pr. måned")


def _om_fund(fund: list[Fund], omkodet: set) -> str:
    """How many breaks there are besides those that a new law made, and how many of them look like recoding."""
    egne = [f for f in fund if not f.lov]
    loven = f" {dansk.stort(dansk.antal(len(fund) - len(egne), 'brud følger', 'brud følger'))} af, at en paragraf trådte i kraft eller ophørte."
    if not egne:
        return loven.strip() if fund else ""
    hvor_mange = dansk.tal(len(omkodet)) if omkodet else "intet"
    return (f"Der er {dansk.antal(len(egne), 'brud', 'brud')} i antal startede; {hvor_mange} ligner omkodning mellem to paragraffer."
            f"{loven if len(fund) > len(egne) else ''}")  # fmt: skip


def find(g: Grundlag, serier: dict[str, list[int]], parametre: Parametre) -> list[Fund]:
    """Every break with its signals, by month."""
    i_antal = {p: brud_i_antal(s) for p, s in serier.items()}
    forsinket = {p: _forsinkelsesbrud(g, p, parametre) for p in serier}
    ud = []
    for p, fundne in i_antal.items():
        for b in fundne:
            naboer = tuple(sorted(n for n in _naboer(p, parametre) for nb in i_antal.get(n, ()) if _modsat(b, nb)))
            sen = any(abs(i - b.indeks) <= _SAMME_FORSINKELSE for i in forsinket[p])
            ud.append(Fund(p, g.maaneder[b.indeks], b, sen, naboer, _loven(p, g.maaneder[b.indeks])))
    return sorted(ud, key=lambda f: (f.maaned, f.paragraf))


def _serier(g: Grundlag) -> dict[str, list[int]]:
    r = g.raekker[g.raekker["startmaaned"].isin(g.maaneder) & g.raekker["paragraf"].notna()]
    talt = Counter(zip(r["paragraf"], r["startmaaned"], strict=True))
    return {p: [talt[p, m] for m in g.maaneder] for p in sorted(set(r["paragraf"]))}


def _forsinkelsesbrud(g: Grundlag, paragraf: str, parametre: Parametre) -> list[int]:
    """The months in which the share of late rows breaks."""
    r = g.kendte
    r = r[r["paragraf"] == paragraf]
    n, k = Counter(r["startmaaned"]), Counter(r.loc[r["dage"] > parametre.sent_dage, "startmaaned"])
    ud_af, sene = [n[m] for m in g.maaneder], [k[m] for m in g.maaneder]
    if not sum(ud_af) or not 0 < sum(sene) < sum(ud_af):
        return []
    return [b.indeks for b in brud(andele(sene, ud_af), [a / b if b else 0.0 for a, b in zip(sene, ud_af, strict=True)])]


def _naboer(paragraf: str, parametre: Parametre) -> list[str]:
    return [b if a == paragraf else a for a, b in parametre.par if paragraf in (a, b)]


def _modsat(en: Brud, anden: Brud) -> bool:
    return abs(en.indeks - anden.indeks) <= _SAMME_NABO and en.op != anden.op


def _loven(paragraf: str, maaned: str) -> bool:
    """Whether the paragraph, or a part of it, came into force, or ceased, in that month or the one beside it."""
    egne = [p for p in paragraffer() if p.noegle == paragraf or p.noegle.startswith(f"{paragraf}-")]
    datoer = [d for p in egne for d in (p.gyldig_fra, p.gyldig_til) if d]
    tal = int(maaned[:4]) * 12 + int(maaned[5:])
    return any(abs(d.year * 12 + d.month - tal) <= 1 for d in datoer)


def _omkodninger(fund: list[Fund]) -> set[tuple[str, str, str]]:
    """Pairs of paragraphs that break in opposite directions, each once, with the month of the first."""
    par: dict[tuple[str, str], str] = {}
    for f in fund:
        for nabo in f.naboer:
            a, b = sorted((f.paragraf, nabo))
            par.setdefault((a, b), f.maaned)
    return {(a, b, m) for (a, b), m in par.items()}


def _laesning(fund: list[Fund], store: dict, smaa: list[str]) -> tuple[str, ...]:
    ud = [_saetning(f) for f in fund]
    if store and not fund:
        ud.append(f"Der er ingen brud i {dansk.opremsning(_navn(p) for p in store)}.")
    if smaa:
        hvilke = dansk.opremsning(_navn(p) for p in smaa)
        ud.append(f"{dansk.antal(len(smaa), 'paragraf', 'paragraffer')} har for få startede til, at et brud kan ses: {hvilke}.")
    return tuple(ud)


def _saetning(f: Fund) -> str:
    retning = "steg" if f.brud.op else "faldt"
    hale = {
        "omkodning": f", samtidig med at {dansk.opremsning(_navn(n) for n in f.naboer)} gik den anden vej: det ligner omkodning",
        "registrering": ", samtidig med at forsinkelsen skiftede: det ligner registrering",
        "lovændring": "; paragraffen selv trådte i kraft eller ophørte da",
        "registrering eller praksis": ": brud i registrering eller i praksis",
    }[f.dom]
    return f"{_navn(f.paragraf)}: startede pr. måned {retning} fra {_en(f.brud.foer)} til {_en(f.brud.efter)} i {dansk.maaned(f.maaned)}{hale}."


def _en(tal: float) -> str:
    return dansk.tal(Decimal(str(tal)), 1)


def _navn(paragraf: str) -> str:
    try:
        return som_tekst(paragraf)
    except ParagrafFejl:
        return paragraf


def _tabel(fund: list[Fund]) -> Tabel:
    import pandas as pd

    raekker = [(f.maaned, f.paragraf, f.brud.foer, f.brud.efter, "ja" if f.forsinkelse else "nej", ", ".join(f.naboer), f.dom) for f in fund]
    return Tabel(
        "brud", "Brud i antal startede pr. måned",
        pd.DataFrame(raekker, columns=["maaned", "paragraf", "foer", "efter", "forsinkelse", "naboer", "dom"]),
        (Kolonne("maaned", "Måned", "periode"), Kolonne("paragraf", "Paragraf"), Kolonne("foer", "Før", "decimal"), Kolonne("efter", "Efter", "decimal"),
         Kolonne("forsinkelse", "Forsinkelsen skiftede"), Kolonne("naboer", "Modsat hos"), Kolonne("dom", "Ligner")),
    )  # fmt: skip


def _titel(fund: list[Fund]) -> str:
    egne = sum(not f.lov for f in fund)
    if fund and not egne:
        return "De brud, der er i antal startede, følger loven"
    return f"{dansk.stort(dansk.antal(egne, 'brud', 'brud'))} i antal startede"


def _figur(g: Grundlag, store: dict[str, list[int]], fund: list[Fund]) -> Figur:
    """The paragraphs that break, else the largest; at most four."""
    import pandas as pd

    brudte = list(dict.fromkeys(f.paragraf for f in fund))
    vist = (brudte or sorted(store, key=lambda p: -sum(store[p])))[:4]
    punkter = [(m, _navn(p), n) for p in vist for m, n in zip(g.maaneder, store[p], strict=True)]
    return Figur(
        "starter", _titel(fund), "linje",
        pd.DataFrame(punkter, columns=["maaned", "paragraf", "antal"]), "maaned", "antal", farve="paragraf", y_titel="startede pr. måned",
        alt=f"Startede bevillinger pr. måned for {dansk.opremsning(_navn(p) for p in vist)}.", antal="antal", kilde="Bevillinger efter startmåned.",
    )  # fmt: skip
