"""The way down from a total: account → paragraph → citizen → the rows as they stand in the files, each step adding up to the one above."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from lisanalysis.measures.ophold import AFREGNET
from lisanalysis.measures.udgift import bogfoert, kroner
from lisanalysis.tables import Dataset

if TYPE_CHECKING:
    import ibis
    import pandas as pd

System = Literal["postering", "afregning"]
TRIN = ("konto", "paragraf", "borger_id")
UKENDT = "ikke kendt"
_KOLONNER = {"postering": ("posterings_dato", "bilag", "linje", "tekst"), "afregning": ("periode_fra_dato", "afregning_id", "ydelse_id", "foranstaltning")}


@dataclass(frozen=True)
class Udvalg:
    """What the total is a total of: the money of one system in months (åååå-mm, both included) on accounts that begin so."""

    system: System = "postering"
    konto: str = ""
    fra: str = "0000-00"
    til: str = "9999-99"


def under(data: Dataset, udvalg: Udvalg, vej: Mapping[str, str]) -> pd.DataFrame:
    """The next step below `vej` (what has been chosen so far, by the names of TRIN): `noegle`, `beloeb`, `antal`, largest first.

    The amounts add up to the total above, to the øre; what has no account, paragraph or citizen stands as "ikke kendt".
    """
    trin = TRIN[len(vej)]
    rows = _valgt(data, udvalg, vej)
    delt = rows.group_by(noegle=rows[trin]).agg(beloeb=kroner(rows.beloeb.sum()), antal=rows.count()).execute()
    return delt.assign(stoerrelse=[abs(b) for b in delt["beloeb"]]).sort_values(["stoerrelse", "noegle"], ascending=[False, True]).drop(
        columns="stoerrelse").reset_index(drop=True)  # fmt: skip


def kilderaekker(data: Dataset, udvalg: Udvalg, vej: Mapping[str, str]) -> pd.DataFrame:
    """The rows behind the choice: `system`, `fil`, `linje_i_fil` (the heading is line 1), `beloeb`, and what the source says of each.

    For postings the settlements with the same reference follow, so that both systems' rows stand together; those are not
    part of the total and say so in `i_totalen`.
    """
    import pandas as pd

    egne = _raekker(data, udvalg.system, _valgt(data, udvalg, vej)).assign(i_totalen=True)
    if udvalg.system == "afregning" or not data.har("afregning"):
        return egne
    henviste = sorted({h for h in egne["henvisningsnr"] if isinstance(h, str)})
    andre = data.tabel("afregning").filter(lambda t: t.henvisningsnr.isin(henviste)) if henviste else None
    dele = [egne] if andre is None else [egne, _raekker(data, "afregning", andre).assign(i_totalen=False)]
    return pd.concat(dele, ignore_index=True)


def _valgt(data: Dataset, udvalg: Udvalg, vej: Mapping[str, str]) -> ibis.Table:
    import ibis

    rows = _med_paragraf(data, udvalg.system)
    for trin in TRIN:
        rows = rows.mutate(**{trin: ibis.coalesce(rows[trin], ibis.literal(UKENDT))})
    rows = rows.filter(rows.konto.startswith(udvalg.konto), rows.periode >= udvalg.fra, rows.periode <= udvalg.til)
    for trin, valgt in vej.items():
        rows = rows.filter(rows[trin] == valgt)
    return rows


def _med_paragraf(data: Dataset, system: System) -> ibis.Table:
    """The system's rows with month and paragraph; a posting's is that of the settlements with its reference, where they agree."""
    import ibis

    if system == "afregning":
        t = data.tabel("afregning").filter(lambda a: a.status.isin(AFREGNET))
        return t.mutate(periode=t.periode_fra_dato.strftime("%Y-%m"))
    rows = bogfoert(data.tabel("postering"))
    if not data.har("afregning"):
        return rows.mutate(paragraf=ibis.null("string"))
    a = data.tabel("afregning").filter(lambda t: t.henvisningsnr.notnull())
    ens = a.group_by(henvist=a.henvisningsnr).agg(paragraf=ibis.ifelse(a.paragraf.nunique() == 1, a.paragraf.min(), ibis.null("string")))
    return rows.left_join(ens, rows.henvisningsnr == ens.henvist).drop("henvist")


def _raekker(data: Dataset, system: System, rows: ibis.Table) -> pd.DataFrame:
    filer = data.leverancer().set_index("leverance_id")["fil"].to_dict()
    dato, noegle, anden, tekst = _KOLONNER[system]
    valgt = rows.select(dato=rows[dato], bilag=rows[noegle], del_=rows[anden], tekst=rows[tekst], beloeb=rows.beloeb, henvisningsnr=rows.henvisningsnr,
                        leverance_id=rows.leverance_id, linje_i_fil=rows.raekke_nr, kilde=rows.kilde)  # fmt: skip
    frame = valgt.order_by("dato", "leverance_id", "linje_i_fil").execute()
    return frame.assign(fil=[filer.get(i, "") for i in frame.pop("leverance_id")], system=frame.pop("kilde"))
