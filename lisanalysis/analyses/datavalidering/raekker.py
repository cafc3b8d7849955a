"""Rows that stand twice, and rows dated outside the month their file says they are from. Named, never dropped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lisanalysis.tables import Dataset, Table

if TYPE_CHECKING:
    import ibis
    import pandas as pd

# Two rows are equal when all that the source wrote is: these columns say only where and when a row was read.
_HERKOMST = ("leverance_id", "raekke_nr", "skaeringsdato", "erstattet_dato", "postering_id")
DUBLET_KOLONNER = ("tabel", "kilde", "leverance_id", "raekke_nr", "foerste_leverance_id", "foerste_raekke_nr")
MAANED_KOLONNER = ("tabel", "kilde", "leverance_id", "raekke_nr", "filmaaned", "maaned")


def dubletter(data: Dataset) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The surplus copies of equal rows, and per table how many: tabel, grupper (sets of equal rows), raekker in them, overskydende.

    The first of a set is the row; the rest are surplus.
    """
    import pandas as pd

    optalt, kopier = [], []
    for navn, tabel in data.leverede().items():
        t = data.tabel(navn)
        grupper, raekker = _optael(t, _sammenlignes(tabel))
        if grupper:
            optalt.append((navn, grupper, raekker, raekker - grupper))
            kopier.append(_kopier(t, navn, _sammenlignes(tabel)))
    samlet = pd.concat(kopier, ignore_index=True) if kopier else pd.DataFrame(columns=list(DUBLET_KOLONNER))
    return samlet, pd.DataFrame(optalt, columns=["tabel", "grupper", "raekker", "overskydende"])


def uden_for_maaned(data: Dataset) -> pd.DataFrame | None:
    """The rows whose date lies in another month than the file's; None where no table says which month its file is for."""
    import ibis
    import pandas as pd

    fundne, koert = [], False
    for navn, tabel in data.leverede().items():
        if "filmaaned" not in tabel or not tabel.dato:
            continue
        t = data.tabel(navn)
        t = t.filter(t.filmaaned.notnull())
        koert = koert or bool(t.count().execute())
        tal = (t[tabel.dato].year() * 100 + t[tabel.dato].month()).cast("string")
        t = t.mutate(tabel=ibis.literal(navn), maaned=tal.substr(0, 4) + "-" + tal.substr(4, 2))
        t = t.filter(t.maaned != t.filmaaned).order_by("leverance_id", "raekke_nr")
        fundne.append(t.select(*MAANED_KOLONNER).execute())
    return pd.concat(fundne, ignore_index=True) if koert else None


def _sammenlignes(tabel: Table) -> list[str]:
    return [k.navn for k in tabel.lager_kolonner if k.navn not in _HERKOMST]


def _optael(t: ibis.Table, kolonner: list[str]) -> tuple[int, int]:
    """How many sets of equal rows there are, and how many rows stand in them."""
    grupper = t.group_by(kolonner).agg(n=t.count())
    flere = grupper.filter(grupper.n > 1)
    svar = flere.agg(grupper=flere.count(), raekker=flere.n.sum()).execute().iloc[0]
    return int(svar["grupper"]), int(svar["raekker"]) if svar["grupper"] else 0


def _kopier(t: ibis.Table, navn: str, kolonner: list[str]) -> pd.DataFrame:
    """All but the first row of each set, with where the first one stands."""
    import ibis

    vindue = ibis.window(group_by=kolonner, order_by=["skaeringsdato", "leverance_id", "raekke_nr"])
    t = t.mutate(
        nr=ibis.row_number().over(vindue), tabel=ibis.literal(navn),
        foerste_leverance_id=t.leverance_id.first().over(vindue), foerste_raekke_nr=t.raekke_nr.first().over(vindue),
    )  # fmt: skip
    return t.filter(t.nr > 0).select(*DUBLET_KOLONNER).order_by("leverance_id", "raekke_nr").execute()
