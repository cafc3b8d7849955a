"""The way down: the postings behind the largest contributions, with the file and line each was read from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lisanalysis.analyses.udgiftsstigning.bidrag import ENHED

if TYPE_CHECKING:
    import ibis
    import pandas as pd

KOLONNER = (
    "bidrag", "borger_id", "konto", "kontonavn", "art", "modtager", "aar", "periode", "posterings_dato", "beloeb", "bilag", "linje",
    "kilde", "leverance_id", "raekke_nr",
)


def bag(rows: ibis.Table, stoerste: pd.DataFrame, leverancer: pd.DataFrame) -> pd.DataFrame:
    """The postings of each contribution in `stoerste`, numbered from 1 as they stand there; newest year first.

    The posting's text stays out: what a person once typed there may say more than a report should.
    """
    import ibis

    if stoerste.empty:
        nummereret = rows.mutate(bidrag=ibis.literal(0)).limit(0)
    else:
        grene = [(_hoerer_til(rows, raekke), nr) for nr, raekke in enumerate(stoerste[list(ENHED)].itertuples(index=False), 1)]
        nummereret = rows.mutate(bidrag=ibis.cases(*grene, else_=0))
        nummereret = nummereret.filter(nummereret.bidrag > 0)
    orden = [nummereret.bidrag, nummereret.aar.desc(), nummereret.posterings_dato, nummereret.leverance_id, nummereret.raekke_nr]
    frame = nummereret.select(*KOLONNER).order_by(orden).execute()
    filer = dict(zip(leverancer["leverance_id"], leverancer["fil"], strict=True))
    frame["leverance_id"] = frame["leverance_id"].map(filer)
    return frame.rename(columns={"leverance_id": "fil"})


def _hoerer_til(rows: ibis.Table, noegle: tuple) -> ibis.expr.types.BooleanValue:
    """Whether a posting belongs to the contribution; an empty key matches an empty value."""
    import ibis
    import pandas as pd

    lige = [rows[k].isnull() if pd.isna(v) else rows[k] == v for k, v in zip(ENHED, noegle, strict=True)]
    return ibis.and_(*lige)
