"""The chosen table and picture, the filter in words, and the key figures over it."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from lisanalysis.analyses import dansk
from lisanalysis.analyses.konklusion import Konklusion
from lisanalysis.analyses.result import Afsnit, Format, Kolonne, Noegletal, Result, Tabel
from lisanalysis.analyses.udforsk import billede
from lisanalysis.analyses.udforsk.erklaering import ANALYSE, TABEL, Filter, Parametre
from lisanalysis.analyses.udforsk.kilder import ANTAL, BELOEB, raekker
from lisanalysis.measures.sagt import sagt
from lisanalysis.tables import Dataset, MissingTable

if TYPE_CHECKING:
    import pandas as pd

# Measure → (title, heading of what is counted, whether kroner are shown, whether the count is).
MAAL: dict[str, tuple[str, str, bool, bool]] = {
    "udgift": ("Bogført udgift", "", True, False),
    "posteringer": ("Posteringer", "Posteringer", False, True),
    "afregnet": ("Afregnet udgift", "", True, False),
    "doegn": ("Ydelsesdøgn", "Døgn", False, True),
    "helaarspersoner": ("Helårspersoner", "Helårspersoner", False, True),
    "pris_pr_doegn": ("Pris pr. ydelsesdøgn", "Døgn", True, True),
    "borgere": ("Borgere", "", False, False),
    "startede": ("Startede bevillinger", "Startede", False, True),
    "sluttede": ("Sluttede bevillinger", "Sluttede", False, True),
}
TITEL = {
    "aar": "År", "kvartal": "Kvartal", "periode": "Måned", "konto": "Konto", "kontonavn": "Kontonavn", "funktion": "Funktion", "dranst": "Dranst",
    "art": "Art", "modtager": "Modtager", "paragraf": "Paragraf", "ydelse": "Ydelse", "doegntype": "Døgntype", "leverandoer": "Leverandør",
    "betalingskommune": "Betalingskommune", "enhed": "Enhed", "sagsbehandler": "Sagsbehandler", "maalgruppe": "Målgruppe",
    "anbringelsesform": "Anbringelsesform", "omraade": "Område", "distrikt": "Distrikt", "organisation": "Organisation", "status": "Status",
    "koen": "Køn", "aldersgruppe": "Aldersgruppe",
}  # fmt: skip
UKENDT = "ikke oplyst"
_TEGN = {"=": "er", "!=": "er ikke", ">=": "er mindst", "<=": "er højst"}


def analyse(data: Dataset, parametre: Parametre) -> Result:
    """The measure by the dimensions. Raises MissingTable where the measure's table was not delivered."""
    if mangler := data.mangler(TABEL[parametre.maal]):
        raise MissingTable(mangler)
    frame = _frame(data, parametre)
    if frame.empty:
        return ANALYSE.ikke_koert(data.per, ("rækker, der opfylder filtrene",), svar="Der er ingen rækker, der opfylder filtrene.")
    celler = len(frame[list(parametre.dimensioner)].drop_duplicates()) if parametre.dimensioner else 1
    if celler > parametre.flest_celler:
        svar = f"Tabellen får {dansk.tal(celler)} celler. Vælg færre dimensioner, eller sæt et filter."
        return ANALYSE.ikke_koert(data.per, (f"højst {dansk.tal(parametre.flest_celler)} celler",), svar=svar)
    figur, uden_figur = billede.tegn(frame, parametre, MAAL[parametre.maal], data.kommune.valuta)
    return ANALYSE.result(
        data.per, svar=_svar(frame, parametre, celler, data.kommune.valuta), noegletal=_noegletal(frame, parametre, celler, data.kommune.valuta),
        afsnit=(Afsnit("Det valgte", (_i_ord(parametre),), (*(("billede",) if figur else ()), "tabel")),),
        tabeller=(_tabel(frame, parametre),), figurer=(figur,) if figur else (), forbehold=_forbehold(parametre),
        datagrundlag=(f"Tabellen {TABEL[parametre.maal]}: {_i_ord(parametre)}",), metode=(*_maalet(parametre.maal), _METODE[TABEL[parametre.maal]]),
        konklusioner=(_konklusion(frame, parametre, celler, data.kommune.valuta),),
        valuta=data.kommune.valuta, ikke_koert={"Billedet": uden_figur} if uden_figur else {},
    )  # fmt: skip


def _frame(data: Dataset, parametre: Parametre) -> pd.DataFrame:
    """One row per citizen and cell: the citizen, the dimensions as text, kroner and count."""
    t = raekker(data, parametre)
    noegler = [*parametre.dimensioner, "borger_id"]
    frame = t.group_by(noegler).agg(beloeb=t.beloeb.sum(), antal=t.antal.sum()).order_by(noegler).execute()
    for d in parametre.dimensioner:
        frame[d] = [v if isinstance(v, str) and v else UKENDT for v in frame[d]]
    frame["borger_id"] = [b if isinstance(b, str) else None for b in frame["borger_id"]]
    return frame


def _tabel(frame: pd.DataFrame, parametre: Parametre) -> Tabel:
    """The rows behind the table; publish counts them by the dimensions and hides what points at somebody."""
    titel, hoved, med_kr, med_antal = MAAL[parametre.maal]
    maal = (*((Kolonne(BELOEB, "Beløb", "kr"),) if med_kr else ()), *((Kolonne(ANTAL, hoved, "decimal"),) if med_antal else ()))
    dimensioner = parametre.dimensioner or ["i_alt"]
    ren = frame if parametre.dimensioner else frame.assign(i_alt="det hele")
    hvordan = " Prisen er beløb delt med døgn i samme række." if parametre.maal == "pris_pr_doegn" else ""
    return Tabel(
        "tabel", titel, ren[[*dimensioner, "borger_id", *(k.navn for k in maal)]],
        (*(Kolonne(d, TITEL.get(d, "I alt")) for d in dimensioner), Kolonne("borger_id", "Borger"), *maal),
        enhed="borger_id", fordel=tuple(dimensioner), vis=200, forklaring=f"»alle« er summen over en dimension.{hvordan}",
    )  # fmt: skip


def _noegletal(frame: pd.DataFrame, parametre: Parametre, celler: int, valuta: str) -> tuple[Noegletal, ...]:
    titel, hoved, med_kr, med_antal = MAAL[parametre.maal]
    vaerdi, enhed, form = _i_alt(frame, parametre, valuta)
    borgere = int(frame["borger_id"].nunique())
    return (
        Noegletal("i_alt", f"{titel} i alt", vaerdi, enhed, form, n=borgere),
        Noegletal("i_alt_doegn", hoved or "Døgn", sum(frame[ANTAL], Decimal(0)) if med_antal else None, hoved.lower() or "døgn", "decimal", n=borgere,
                  status="ok" if med_antal else "ikke_spurgt", forside=False),
        Noegletal("borgere_i_alt", "Borgere", borgere, "borgere", "antal", n=borgere),
        Noegletal("antal_celler", "Celler i tabellen", celler, "celler", "antal"),
    )  # fmt: skip


def _i_alt(frame: pd.DataFrame, parametre: Parametre, valuta: str) -> tuple[Decimal | int | None, str, Format]:
    kr, antal, enhed = sum(frame[BELOEB], Decimal(0)), sum(frame[ANTAL], Decimal(0)), dansk.valutanavn(valuta)
    if parametre.maal == "borgere":
        return int(frame["borger_id"].nunique()), "borgere", "antal"
    if parametre.maal == "pris_pr_doegn":
        return ((kr / antal).quantize(Decimal("0.01")) if antal else None), enhed, "kr"
    if MAAL[parametre.maal][2]:
        return kr, enhed, "kr"
    return antal, MAAL[parametre.maal][1].lower(), "decimal" if parametre.maal == "helaarspersoner" else "antal"


def _svar(frame: pd.DataFrame, parametre: Parametre, celler: int, valuta: str) -> str:
    vaerdi, enhed, form = _i_alt(frame, parametre, valuta)
    skrevet = "ukendt" if vaerdi is None else dansk.beloeb(vaerdi, valuta) if form == "kr" else f"{dansk.tal(vaerdi, 1 if form == 'decimal' else 0)} {enhed}"
    paa = f" fordelt på {dansk.opremsning(TITEL[d].lower() for d in parametre.dimensioner)}" if parametre.dimensioner else ""
    return f"{MAAL[parametre.maal][0]}{paa}: {skrevet} i alt."


def _konklusion(frame: pd.DataFrame, parametre: Parametre, celler: int, valuta: str) -> Konklusion:
    """The measure over all that was chosen, with the citizens behind it: a full count, so there is no interval."""
    vaerdi, enhed, _ = _i_alt(frame, parametre, valuta)
    return Konklusion("i_alt", vaerdi, None, int(frame["borger_id"].nunique()), _svar(frame, parametre, celler, valuta), enhed=enhed)


def _i_ord(parametre: Parametre) -> str:
    """The filter as a sentence."""
    dele = [_filter_i_ord(f) for f in parametre.betingelser]
    if parametre.fra or parametre.til:
        ender = [f"{ord_} {m}" for ord_, m in (("fra", parametre.fra), ("til", parametre.til)) if m]
        dele.append(f"måneden er {' '.join(ender)}")
    if TABEL[parametre.maal] == "postering" and parametre.dranst:
        dele.append(f"dranst er {dansk.opremsning(parametre.dranst)}")
    return f"Kun rækker, hvor {dansk.opremsning(dele, 12)}." if dele else "Alle rækker er med."


def _filter_i_ord(f: Filter) -> str:
    if f.vaerdier == ("",):
        return f"{TITEL[f.felt].lower()} {'ikke er' if f.tegn == '=' else 'er'} oplyst"
    vaerdier = [f"noget, der begynder med {v[:-1]}" if v.endswith("*") else v or UKENDT for v in f.vaerdier]
    return f"{TITEL[f.felt].lower()} {_TEGN[f.tegn]} {' eller '.join(vaerdier)}"


def _forbehold(parametre: Parametre) -> tuple[str, ...]:
    return (
        "Celler med få borgere, eller som kan regnes ud af andre, er skjult i tabellen; summerne er regnet på alle rækker.",
        *(("En borger, der står i flere celler, er talt i hver af dem; totalen tæller borgeren én gang.",) if parametre.dimensioner else ()),
        *(("Den, der får to ydelser samme dag, har to ydelsesdøgn den dag.",) if parametre.maal in ("doegn", "helaarspersoner", "pris_pr_doegn") else ()),
    )  # fmt: skip


def _maalet(maal: str) -> tuple[str, ...]:
    """What the measure is, in the words of the catalogue; the counts among them are said by their table alone."""
    return (sagt(_MAAL[maal]),) if maal in _MAAL else ()


# Which measure of the catalogue a name stands for.
_MAAL = {"udgift": "udgift.udgift", "afregnet": "enhedspris.afregnet", "helaarspersoner": "panel.helaarspersoner"}
_METODE = {
    "postering": "En postering tæller i sit regnskabsår og sin måned; en udgift er positiv og en indtægt negativ.",
    "afregning": "Afregninger, der er godkendt eller effektueret, og som kommunen selv betaler; måneden er den, der betales for. Et døgn tæller, når "
    "det er betalt og ikke taget tilbage.",
    "bevilling": "Bevillinger, der er givet og ikke annulleret, i den måned de begynder eller slutter.",
}
