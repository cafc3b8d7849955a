"""The door that every Dataset leaves by: what the person's role may not see is taken away, and the log says what was opened."""

from __future__ import annotations

import os

from lisanalysis import lager
from lisanalysis.access.adgang import Adgang, hent_adgang
from lisanalysis.access.identitet import Opslag
from lisanalysis.access.log import noter
from lisanalysis.access.udsnit import begraens, borgere
from lisanalysis.errors import AccessError
from lisanalysis.settings import Settings
from lisanalysis.tables import Dataset


def udlever(settings: Settings, data: Dataset) -> Dataset:
    """The data with the person's rows only, once the log has the event. Raises AccessError for no rows, or no log."""
    ret = hent_adgang(settings)
    handling = "koersel" if os.environ.get("LIS_RAPPORT") else "indlaesning"
    om = {"tabel": f"lager {data.version}", "filter": str(ret)}
    try:
        synlig = begraens(data, ret, lager.nyeste(settings))
    except AccessError:
        noter(settings, handling, resultat="afvist", **om)
        raise
    noter(settings, handling, borgere="alle" if ret.alle else _numre(settings, data, ret), **om)
    return synlig


def udlever_paa_stedet(settings: Settings, data: Dataset) -> Dataset:
    """The data of a warehouse read where it is, once the log has the event. Raises AccessError for a role that may not see all rows.

    Which rows belong to whom is known by a load; here it is the database that decides what the login sees.
    """
    ret = hent_adgang(settings)
    ret.kraev_raekker()
    if not ret.alle:
        raise AccessError("Data, der læses på stedet, kræver en rolle, der må se alle rækker (controller). Lad databasen selv afgrænse rækkerne for loginet.")
    noter(settings, "koersel" if os.environ.get("LIS_RAPPORT") else "indlaesning", tabel=f"lager {data.version}", filter=str(ret), borgere="alle")
    return data


def _numre(settings: Settings, data: Dataset, ret: Adgang) -> list[str]:
    """The numbers of the citizens who are opened, for the log to turn into its own ids."""
    ids = [r["borger_id"] for r in borgere(data, ret, lager.nyeste(settings)).to_pyarrow().to_pylist()]
    with Opslag(settings) as kilde:
        return list(kilde.numre(ids).values()) if ids else []
