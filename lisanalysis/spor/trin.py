"""The way down one step at a time: account → paragraph → citizen → the rows, each step adding up to the one above, to the øre."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Literal

from lisanalysis.errors import ParameterError
from lisanalysis.measures.udgift import kroner
from lisanalysis.spor.hent import PENGE, hent, samme_henvisning
from lisanalysis.spor.raekker import afregninger, posteringer, samlet
from lisanalysis.tables import Dataset

if TYPE_CHECKING:
    import ibis
    import pandas as pd

Side = Literal["postering", "afregning"]
TRIN = ("konto", "paragraf", "borger_id")
UDEN = {"konto": "uden konto", "paragraf": "uden paragraf", "borger_id": "uden borger"}


@dataclass(frozen=True)
class Udvalg:
    """What a total is a total of. `konto` are accounts or beginnings of them, `paragraf` paragraphs with their parts, `fra` and `til` months
    (åååå-mm, both included); `dranst` and `art` are the postings' alone. What is empty leaves nothing out.
    """

    sider: tuple[Side, ...] = PENGE
    konto: tuple[str, ...] = ()
    paragraf: tuple[str, ...] = ()
    fra: str = ""
    til: str = ""
    dranst: tuple[str, ...] = ()
    art: tuple[str, ...] = ()


def penge(data: Dataset, udvalg: Udvalg | None = None, vej: Mapping[str, str] | None = None) -> ibis.Table:
    """The payments carried out and the postings that are asked for, below `vej`: what has been chosen so far, by the names of TRIN.

    Raises ParameterError where neither side was delivered.
    """
    udvalg = udvalg or Udvalg()
    laes: dict[str, Callable[[], ibis.Table]] = {
        "afregning": lambda: afregninger(data),
        "postering": lambda: posteringer(data, dranst=udvalg.dranst, art=udvalg.art),
    }
    dele = [laes[side]() for side in udvalg.sider if data.har(side)]
    if not dele:
        raise ParameterError("Der er hverken afregninger eller posteringer at følge.")
    t = samlet(dele)
    t = t.filter(t.side.isin(list(udvalg.sider)))
    if udvalg.konto:
        t = t.filter(_en_af(*((t.konto.substr(0, len(k)) == k) for k in udvalg.konto)))
    if udvalg.paragraf:
        t = t.filter(_en_af(*((t.paragraf == p) | (t.paragraf.substr(0, len(p) + 1) == f"{p}-") for p in udvalg.paragraf)))
    t = t.filter(t.periode >= udvalg.fra) if udvalg.fra else t
    t = t.filter(t.periode <= udvalg.til) if udvalg.til else t
    for trin, valgt in (vej or {}).items():
        t = t.filter(t[trin].isnull() if valgt == UDEN[trin] else t[trin] == valgt)
    return t


def under(data: Dataset, udvalg: Udvalg, vej: Mapping[str, str]) -> pd.DataFrame:
    """The next step below `vej`: `noegle`, `beloeb`, `antal`, largest first; what has no account, paragraph or citizen is there as "uden …"."""
    import ibis

    trin = TRIN[len(vej)]
    t = penge(data, udvalg, vej)
    delt = t.group_by(noegle=ibis.coalesce(t[trin], ibis.literal(UDEN[trin]))).agg(beloeb=kroner(t.beloeb.sum()), antal=t.count()).execute()
    return delt.assign(stoerrelse=[abs(b) for b in delt["beloeb"]]).sort_values(["stoerrelse", "noegle"], ascending=[False, True]).drop(
        columns="stoerrelse").reset_index(drop=True)  # fmt: skip


def raekkerne(data: Dataset, udvalg: Udvalg, vej: Mapping[str, str]) -> pd.DataFrame:
    """The rows behind the choice in the columns of a trace, and the other side's with the same reference: those are no part of the total, and
    say so in `i_totalen`.
    """
    import pandas as pd

    egne = hent(penge(data, udvalg, vej).order_by("fra", "fil", "linje"))
    modpart = samme_henvisning(data, egne, [side for side in PENGE if side not in udvalg.sider])
    return pd.concat([egne.assign(i_totalen=True), modpart.assign(i_totalen=False)][: 2 if len(modpart) else 1], ignore_index=True)


def _en_af(*betingelser: ibis.expr.types.BooleanValue) -> ibis.expr.types.BooleanValue:
    return reduce(or_, betingelser)
