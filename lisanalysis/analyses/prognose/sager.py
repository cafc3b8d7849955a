"""The cases: a citizen's measures of one kind put together over renewals and changes of paragraph, and the parts they consist of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lisanalysis.analyses.prognose.orden import i_orden
from lisanalysis.errors import LisError
from lisanalysis.law import paragraf as lovens
from lisanalysis.measures.episoder import episoder
from lisanalysis.measures.helaarspris import helaarspris
from lisanalysis.tables import Dataset

if TYPE_CHECKING:
    import pandas as pd

AABEN_FRA = 2900  # a year that a system writes for "no end"


def dele(data: Dataset) -> pd.DataFrame:
    """One row per measure: sag (number), type, borger_id, ydelse, konto, paragraf, sagsbehandler, fra, til, registreret, dagspris, barn, leverandoer_cvr,
    and the case's own sag_fra, sag_til (NaT: open) and sag_registreret.

    A case is renewed, not new, when at most one day lies between two measures of the same kind for the same citizen.
    """
    import pandas as pd

    t = data.tabel("ydelse").filter(lambda r: r.start_dato.notnull())
    kolonner = ["kilde", "ydelse_id", "borger_id", "foranstaltning", "paragraf", "konto", "sagsbehandler", "start_dato", "slut_dato",
                "registreret_dato", "antal", "takst", "frekvens", "leverandoer_cvr"]  # fmt: skip
    f = i_orden(t.select(kolonner)).rename(columns={"start_dato": "fra", "slut_dato": "til", "registreret_dato": "registreret"})
    for k in ("fra", "til", "registreret"):
        f[k] = pd.to_datetime(f[k].where([x is None or getattr(x, "year", 0) < AABEN_FRA for x in f[k]], None))
    f = f.assign(
        ydelse=f["kilde"] + "/" + f["ydelse_id"], type=f["foranstaltning"].fillna(f["paragraf"]).fillna("uden navn"),
        konto=f["konto"].fillna("uden konto"), paragraf=f["paragraf"].fillna("uden paragraf"), sagsbehandler=f["sagsbehandler"].fillna("uden sagsbehandler"),
        dagspris=[float(p) / 365 if (p := helaarspris(*x)) is not None else 0.0 for x in zip(f["antal"], f["takst"], f["frekvens"], strict=True)],
    )  # fmt: skip
    f["barn"] = f["paragraf"].map({p: _barn(p) for p in f["paragraf"].unique()})
    return _med_sag(f, _sager(t)).drop(columns=["kilde", "ydelse_id", "foranstaltning", "antal", "takst", "frekvens"])


def _sager(t) -> pd.DataFrame:  # noqa: ANN001  an Ibis table
    """The episodes of each citizen and kind, by the package's own measure."""
    import ibis
    import pandas as pd

    slut = ibis.ifelse(t.slut_dato.year() >= AABEN_FRA, ibis.null("date"), t.slut_dato)
    gruppe = ibis.coalesce(t.foranstaltning, t.paragraf, ibis.literal("uden navn"))
    e = episoder(t.select("borger_id", gruppe=gruppe, fra_dato=t.start_dato, til_dato=slut))
    f = i_orden(e.select("borger_id", "gruppe", "fra_dato", "til_dato"))
    return f.assign(sag_fra=pd.to_datetime(f["fra_dato"]), sag_til=pd.to_datetime(f["til_dato"]), sag=range(len(f)))


def _med_sag(f: pd.DataFrame, sager: pd.DataFrame) -> pd.DataFrame:
    """Each measure with the case it lies in: the last of the citizen's cases of the kind that had begun by its first day.

    Cases are numbered by their first measure, so that the draws do not move with the key that the pseudonyms are made with.
    """
    import pandas as pd

    e = sager.rename(columns={"gruppe": "type"})[["borger_id", "type", "sag_fra", "sag_til", "sag"]]
    f = f.sort_values(["fra", "ydelse"]).reset_index(drop=True)
    f = pd.merge_asof(f, e.sort_values("sag_fra", kind="stable"), left_on="fra", right_on="sag_fra", by=["borger_id", "type"])
    f["sag"] = f["sag"].map({sag: nr for nr, sag in enumerate(f["sag"].dropna().unique())})
    f["sag_registreret"] = f.groupby("sag")["registreret"].transform("min")
    return f.sort_values(["sag", "fra", "ydelse"]).reset_index(drop=True)


def _barn(noegle: str) -> bool:
    """Whether a paragraph is for children, by the law's own list."""
    try:
        return lovens(noegle).omraade == "boern"
    except LisError:
        return noegle.startswith("BL-")


def fylder_18(data: Dataset) -> pd.Series:
    """Each citizen's 18th birthday as CPR has it, by borger_id; empty without CPR."""
    import pandas as pd

    if not data.har("borger"):
        return pd.Series(dtype="datetime64[ns]")
    f = i_orden(data.tabel("borger").filter(lambda r: r.foedselsdato.notnull()).select("borger_id", "foedselsdato"))
    f = f.drop_duplicates("borger_id")
    return (pd.to_datetime(f["foedselsdato"]) + pd.DateOffset(years=18)).set_axis(f["borger_id"])
