"""Finds the rows behind what is asked, on both sides, and the sums of the cells that they stand in.

All is read by way of the Dataset, so that a role's own rows are all there is. No CPR number is here: citizens stand under pseudonym.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from lisanalysis.errors import ParameterError
from lisanalysis.spor.fund import om_raekker, paa_id
from lisanalysis.spor.hent import PENGE, hent, hver_en_gang, med_bevillinger, samme_henvisning
from lisanalysis.spor.raekker import KOLONNER, andre, sider
from lisanalysis.spor.svar import Spor
from lisanalysis.spor.trin import UDEN, Udvalg, penge
from lisanalysis.tables import Dataset

if TYPE_CHECKING:
    import ibis
    import pandas as pd

NIVEAUER = ("niveau", "konto", "periode", "paragraf", "borger_id", "afregnet", "bogfoert", "forskel", "raekker")
_POSTERING = re.compile(r"(?:(?P<aar>\d{4})/)?(?P<id>[^/]*/[^/]*)")
_SPOERG = "Skriv fx data.trace(afvigelse_id=…), data.trace(konto=…, periode=…), data.trace(borger_id=…, konto=…, aar=…) eller data.trace(kilde_id=…)."


def spor(
    data: Dataset, *, afvigelse_id: str = "", kilde_id: str = "", konto: str = "", periode: str = "", paragraf: str = "", borger_id: str = "", aar: int = 0
) -> Spor:
    """The trace of a finding, of a source row's own number, or of the rows that a cell, a paragraph or a citizen's year holds.

    Raises ParameterError where nothing is asked, or what is asked for is not among the rows that the person may see.
    """
    if afvigelse_id:
        return _fundets(data, afvigelse_id)
    if kilde_id:
        return _raekkens(data, kilde_id)
    if not (konto or borger_id):
        raise ParameterError(f"Sporet mangler en begyndelse. {_SPOERG}")
    foerste, sidste = (f"{aar:04d}-01", f"{aar:04d}-12") if aar else ("", "")
    udvalg = Udvalg(fra=max(periode, foerste), til=min(filter(None, (periode, sidste)), default=""))
    valgt = {"konto": konto, "paragraf": paragraf, "borger_id": borger_id}
    raekker = hent(penge(data, udvalg, {trin: v for trin, v in valgt.items() if v}))
    if raekker.empty:
        raise ParameterError("Der er ingen rækker dér blandt dem, du må se. Kontrollér konto, periode og borger_id.")
    dele = (konto and f"konto {konto}", periode, paragraf, borger_id, str(aar or ""))
    alle = med_bevillinger(data, raekker, borger_id)
    fund = om_raekker(data, alle if borger_id else raekker)  # a grant's findings are the citizen's, not the cell's
    return Spor("Rækkerne på " + ", ".join(filter(None, dele)), fund, _niveauer(data, raekker, hele=not borger_id), alle)


def bag(data: Dataset, fund: Mapping[int, pd.DataFrame]) -> pd.DataFrame:
    """The rows of both sides behind several findings, each given by its lines: the columns of a trace, with the finding's number `nr` first."""
    import pandas as pd

    fundne = _paa_ider(data, {i for f in fund.values() for i in _ider(f)}, {t for f in fund.values() for t in f["tabel"]})
    fundne = med_bevillinger(data, fundne)  # all at once: a query per finding would cost more than the finding
    dele = [pd.DataFrame(columns=["nr", *KOLONNER], dtype=object)]
    for nr, linjer in fund.items():
        egne = _uden_fremmede_aar(fundne[fundne["kilde_id"].isin(_ider(linjer))].reset_index(drop=True), linjer)
        bevillingerne = fundne[(fundne["tabel"] == "bevilling") & fundne["kilde_id"].isin({i for i in egne["bevilling_id"] if i})]
        dele.append(hver_en_gang(egne, bevillingerne).assign(nr=nr))
    return pd.concat([d for d in dele if len(d)] or dele)[["nr", *KOLONNER]].reset_index(drop=True)


def _ider(fund: pd.DataFrame) -> set[str]:
    """The numbers that a finding's lines name, on both sides."""
    return {i for r in fund.itertuples() for i in (r.kilde_id, *(r.modpart_id or "").split("+")) if i}


def _fundets(data: Dataset, afvigelse_id: str) -> Spor:
    fund = paa_id(data, afvigelse_id)
    if fund.empty:
        raise ParameterError("Der er ingen afvigelse med det id i den nuværende kørsel blandt de rækker, du må se.")
    raekker = _uden_fremmede_aar(_paa_ider(data, _ider(fund), set(fund["tabel"])), fund)
    raekker = hver_en_gang(raekker, samme_henvisning(data, raekker, kun=("afregning",)))
    return Spor(fund["beskrivelse"].iloc[0], fund, _niveauer(data, raekker), med_bevillinger(data, raekker))


def _raekkens(data: Dataset, kilde_id: str) -> Spor:
    raekker = _paa_ider(data, {kilde_id}, set(data.tabeller))
    if raekker.empty:
        raise ParameterError("Der er ingen række med det nummer blandt dem, du må se. Skriv det, som det står i kilden; en postering som Bilag/Linje.")
    raekker = hver_en_gang(raekker, samme_henvisning(data, raekker), _bevillingens(data, raekker))
    fund = om_raekker(data, raekker)
    return Spor(f"Rækken {kilde_id} og dem, den hører sammen med", fund, _niveauer(data, raekker), med_bevillinger(data, raekker))


def _paa_ider(data: Dataset, ider: Iterable[str], tabeller: set[str]) -> pd.DataFrame:
    """The rows with one of the numbers, of the three sides and of the tables that are named; `aar/bilag/linje` takes one year's posting."""
    ider = set(ider)
    bilag = {m["id"]: m["aar"] for i in ider if (m := _POSTERING.fullmatch(i)) and m["aar"]}
    alle = sorted(ider | set(bilag))
    dele = [hent(t.filter(t.kilde_id.isin(alle))) for t in (side(data) for side in sider(data).values())]
    for navn in sorted(tabeller - set(sider(data))):
        if data.har(navn) and navn in data.tabeller and not data.tabeller[navn].afledt:
            t = andre(data, navn)
            dele.append(hent(t.filter(t.kilde_id.isin(alle))))
    fundet = hver_en_gang(*dele)
    behold = [r.kilde_id not in bilag or (r.periode or "").startswith(bilag[r.kilde_id]) for r in fundet.itertuples()]
    return fundet[behold].reset_index(drop=True)


def _uden_fremmede_aar(raekker: pd.DataFrame, fund: pd.DataFrame) -> pd.DataFrame:
    """Where a bilag's number is used anew each year, only the posting that the finding is about: by reference, else the nearest in time."""
    refs, perioder = {r for r in raekker.loc[raekker["side"] == "afregning", "henvisningsnr"] if r}, [p for p in fund["periode"] if p]
    valgt: dict[str, tuple] = {}
    for r in raekker[raekker["side"] == "postering"].itertuples():
        rang = (r.henvisningsnr not in refs, min((abs(_nr(r.periode) - _nr(p)) for p in perioder), default=0), r.Index)
        valgt[r.kilde_id] = min(valgt.get(r.kilde_id, rang), rang)
    bedste = {rang[-1] for rang in valgt.values()}
    return raekker[[i in bedste or s != "postering" for i, s in zip(raekker.index, raekker["side"], strict=True)]].reset_index(drop=True)


def _bevillingens(data: Dataset, raekker: pd.DataFrame) -> pd.DataFrame:
    """What was paid on the grants that are asked about, and the postings of it."""
    ider = sorted({i for i in raekker.loc[raekker["tabel"] == "bevilling", "kilde_id"] if i})
    if not ider or not data.har("afregning"):
        return raekker.iloc[:0]
    t = sider(data)["afregning"](data)
    betalt = hent(t.filter(t.bevilling_id.isin(ider)))
    return hver_en_gang(betalt, samme_henvisning(data, betalt))


def _niveauer(data: Dataset, raekker: pd.DataFrame, *, hele: bool = False) -> pd.DataFrame:
    """The sums of the cells that the rows stand in: each account and month, its paragraphs, their citizens. `hele` takes every branch of the
    cells, else only those that lead to the rows.
    """
    import pandas as pd

    egne = raekker[raekker["side"].isin(PENGE)]
    celler = {(r.konto, r.periode) for r in egne.itertuples() if r.konto and r.periode}
    if not celler:
        return pd.DataFrame(columns=list(NIVEAUER))
    t = penge(data)
    t = t.filter(t.konto.isin(sorted({k for k, _ in celler})), t.periode.isin(sorted({p for _, p in celler})))
    t = t.group_by("konto", "periode", "paragraf", "borger_id", "side").agg(beloeb=t.beloeb.sum().cast("decimal(38, 2)"), antal=t.count())
    grene = {(r.paragraf, r.borger_id) for r in egne.itertuples()} if not hele else None
    summer: dict[tuple, list[Any]] = defaultdict(lambda: [Decimal("0.00"), Decimal("0.00"), 0])
    for r in t.to_pyarrow().to_pylist():
        celle = (r["konto"], r["periode"])
        if celle in celler:
            for sti in _sti(celle, r["paragraf"], r["borger_id"], grene):
                summer[sti][0 if r["side"] == "afregning" else 1] += r["beloeb"]
                summer[sti][2] += r["antal"]
    orden = sorted(summer, key=lambda s: tuple(v or "" for v in s[1:]))
    return pd.DataFrame([(*s, a, b, a - b, n) for s in orden for a, b, n in (summer[s],)], columns=list(NIVEAUER), dtype=object)


def _sti(celle: tuple[str, str], paragraf: str | None, borger: str | None, grene: set[tuple] | None) -> list[tuple]:
    """The steps that a row counts in, of those that are shown."""
    trin = [("konto", *celle, None, None)]
    if grene is None or paragraf in {p for p, _ in grene}:
        trin.append(("paragraf", *celle, paragraf or UDEN["paragraf"], None))
    if grene is None or (paragraf, borger) in grene:
        trin.append(("borger", *celle, paragraf or UDEN["paragraf"], borger or UDEN["borger_id"]))
    return trin


def _nr(periode: str | None) -> int:
    return int(periode[:4]) * 12 + int(periode[5:]) if periode else 0
