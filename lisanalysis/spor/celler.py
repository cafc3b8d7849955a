"""The way down from cells of the eight figures: their citizens, and each citizen's rows on both sides with file and line.

The rows are those that the figures themselves count, so that the citizens of a cell and the rows of a citizen add up to it, to the øre.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from lisanalysis.reconcile import Parametre
from lisanalysis.reconcile.arbejde import Arbejde
from lisanalysis.reconcile.celler import raekker
from lisanalysis.reconcile.grundlag import nummereret
from lisanalysis.reconcile.tal import maanednr
from lisanalysis.spor.hent import PENGE, hent, hver_en_gang, med_bevillinger, samme_henvisning
from lisanalysis.spor.raekker import KOLONNER, filer, sider
from lisanalysis.spor.trin import UDEN
from lisanalysis.tables import Dataset

if TYPE_CHECKING:
    import ibis
    import pandas as pd

BORGERE, RAEKKER = 10, 30  # citizens of a cell, and rows of a citizen, that are shown one by one
_NUL = Decimal("0.00")
_BORGER = ("celle", "borger_id", "antal", "afregnet", "bogfoert", "forskel", "nr")
_FELT = {"afregning": "afregnet", "postering": "bogfoert"}


class Celle(NamedTuple):
    """A cell of the eight figures, by the keys that they have in their file; empty where the figures say none."""

    omraade: str
    paragraf: str
    konto: str
    periode: str


@dataclass(frozen=True)
class Nedad:
    """`borgere`: the citizens of each cell (`celle`) with what is settled and posted, the last one all the others where they are many (`antal`);
    `nr` is the number that the citizen's rows stand under in `raekker`. Those with `i_tallet` add up to the citizen's kroner; the others are the
    grants, and what bears the same reference in other cells.
    """

    borgere: pd.DataFrame = field(repr=False)
    raekker: pd.DataFrame = field(repr=False)


def under_celler(data: Dataset, celler: Mapping[str, Celle], parametre: Parametre) -> Nedad:
    """The citizens and rows of the cells, each under the name that it is given; `parametre` are those that the figures were made with."""
    import pandas as pd

    talte = _talte(data, celler, parametre)
    borgere = [_borgerne(navn, talte[talte["celle"] == navn]) for navn in celler]
    alle = pd.concat([pd.DataFrame(columns=list(_BORGER), dtype=object), *borgere], ignore_index=True)
    fulgte = alle.loc[alle["nr"].notna(), ["celle", "borger_id", "nr"]].merge(talte, on=["celle", "borger_id"])
    return Nedad(alle, _raekkerne(data, fulgte))


def _talte(data: Dataset, celler: Mapping[str, Celle], parametre: Parametre) -> pd.DataFrame:
    """Every row that the figures count in one of the cells: `celle`, `borger_id`, `side`, `nr_i_tabel` and `beloeb`."""
    import pandas as pd

    navne = {(c.omraade, c.paragraf, c.konto, maanednr(date.fromisoformat(f"{c.periode}-01"))): navn for navn, c in celler.items()}
    rows = []
    if navne:
        with Arbejde(data.forbindelse) as arb:
            for side, t in raekker(arb, data, parametre).items():
                rows += _i_cellerne(side, t, navne) if side in PENGE else []
    return pd.DataFrame(rows, columns=["celle", "borger_id", "side", "nr_i_tabel", "beloeb"], dtype=object)


def _i_cellerne(side: str, t: ibis.Table, navne: Mapping[tuple, str]) -> list[tuple]:
    oere = t[_FELT[side]]
    t = t.filter(oere.notnull(), t.konto.isin(sorted({k[2] for k in navne})), t.maaned.isin(sorted({k[3] for k in navne})))
    t = t.select("omraade", "paragraf", "konto", "maaned", "borger", "nr", oere=_FELT[side])
    return [
        (navn, r["borger"] or UDEN["borger_id"], side, r["nr"], Decimal(r["oere"]).scaleb(-2))
        for r in t.to_pyarrow().to_pylist()
        if (navn := navne.get((r["omraade"], r["paragraf"], r["konto"], r["maaned"])))
    ]


def _borgerne(celle: str, talte: pd.DataFrame) -> pd.DataFrame:
    """The cell's citizens, those furthest apart first; a citizen with more rows than can be shown has no number."""
    import pandas as pd

    rows = []
    for borger, egne in talte.groupby("borger_id"):
        a, b = (sum(egne.loc[egne["side"] == side, "beloeb"], _NUL) for side in PENGE)
        rows.append((borger, len(egne), a, b, a - b))
    rows.sort(key=lambda r: (-abs(r[4]), -abs(r[2]), r[0]))
    ud = [(celle, r[0], 1, *r[2:], f"{celle}.{n}" if r[1] <= RAEKKER else None) for n, r in enumerate(rows[:BORGERE], 1)]
    if rest := rows[BORGERE:]:
        ud.append((celle, "", len(rest), *(sum((r[i] for r in rest), _NUL) for i in (2, 3, 4)), None))
    return pd.DataFrame(ud, columns=list(_BORGER), dtype=object)


def _raekkerne(data: Dataset, fulgte: pd.DataFrame) -> pd.DataFrame:
    """The rows of the citizens that are followed, with those that they belong together with."""
    import pandas as pd

    dele = [pd.DataFrame(columns=["nr", *KOLONNER, "i_tallet"], dtype=object)]
    egne = [_paa_plads(data, side, fulgte[fulgte["side"] == side]) for side in PENGE if (fulgte["side"] == side).any()]
    if egne:
        alle = pd.concat(egne, ignore_index=True)
        med = med_bevillinger(data, hver_en_gang(alle[list(KOLONNER)], samme_henvisning(data, alle)))
        for nr in fulgte["nr"].drop_duplicates():
            dele.append(_sammen(alle[alle["nr"] == nr], med).assign(nr=nr))
    return pd.concat([d for d in dele if len(d)] or dele, ignore_index=True)[["nr", *KOLONNER, "i_tallet"]]


def _paa_plads(data: Dataset, side: str, fulgte: pd.DataFrame) -> pd.DataFrame:
    """The rows of one side as a trace shows them, with the number that they stand under (`nr`)."""
    t = nummereret(data.tabel(side))
    t = t.filter(t.nr.isin(sorted(fulgte["nr_i_tabel"]))).left_join(filer(data), [("leverance_id", "l_id")])
    rows = {r["nr"]: (r["l_fil"], r["raekke_nr"]) for r in t.select("nr", "l_fil", "raekke_nr").to_pyarrow().to_pylist()}
    under = {rows[i]: nr for i, nr in zip(fulgte["nr_i_tabel"], fulgte["nr"], strict=True)}
    s = sider(data)[side](data)
    fundet = hent(s.filter(s.linje.isin(sorted({linje for _, linje in under}))))
    numre = [under.get((r.fil, r.linje)) for r in fundet.itertuples()]
    return fundet.assign(nr=numre)[[n is not None for n in numre]]


def _sammen(egne: pd.DataFrame, med: pd.DataFrame) -> pd.DataFrame:
    """A citizen's own rows, and of `med` the grants that they name and the rows of the same reference."""
    refs, ider = ({v for v in egne[k] if v} for k in ("henvisningsnr", "bevilling_id"))
    steder = set(zip(egne["tabel"], egne["fil"], egne["linje"], strict=True))
    valgt = [(r.tabel == "bevilling" and r.kilde_id in ider) or (r.tabel != "bevilling" and r.henvisningsnr in refs) for r in med.itertuples()]
    alle = hver_en_gang(egne[list(KOLONNER)], med[valgt])
    alle = alle.assign(i_tallet=[sted in steder for sted in zip(alle["tabel"], alle["fil"], alle["linje"], strict=True)])
    return alle.sort_values("i_tallet", ascending=False, kind="stable")
