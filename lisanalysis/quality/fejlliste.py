"""What to correct, where, and what it is worth: the findings as each caseworker, team and area gets them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from lisanalysis.quality.livsforloeb import FORTSAT, NY
from lisanalysis.tables import Dataset
from lisanalysis.tables.rule import Rule

if TYPE_CHECKING:
    import pandas as pd

RETTES = ("fejl", "advarsel")
UDEN = "ikke fordelt"
FUNDFIL = "ottetalskontrol/afvigelser"  # where the 8-tals-kontrol leaves its findings
KOLONNER = (
    "afvigelse_id", "alvor", "livsforloeb", "beloeb", "alder_dage", "sagsbehandler", "sagsbehandler_navn", "team", "omraade", "system", "kontakt",
    "gaa_til", "sagsnr", "borger_id", "paragraf", "konto", "periode", "regel", "aarsag", "beskrivelse", "hvorfor", "goer",
)  # fmt: skip
SAMLET = ("antal", "fejl", "nye", "beloeb", "aeldste_dage")


def fejlliste(data: Dataset, linjer: pd.DataFrame, regler: Iterable[Rule]) -> pd.DataFrame:
    """One row per finding that is to be corrected, dearest and then oldest first.

    `linjer` come from `livsforloeb.foelg`. `beloeb` is the finding's greatest difference in a cell, for a rule the row's own kroner, without
    sign; empty where no kroner are known. Accepted, gone and purely informative findings are not for correction.
    """
    aabne = aabne_linjer(linjer)
    aabne = aabne.assign(beloeb=[_beloeb(*v) for v in zip(aabne["forskel"], aabne["beloeb_kilde"], strict=True)])
    aabne = aabne.assign(_orden=[-1 if b is None else b for b in aabne["beloeb"]], alder_dage=[(data.per - d).days for d in aabne["foerste_set"]])
    aabne = aabne.sort_values(["_orden", "alder_dage", "afvigelse_id"], ascending=[False, False, True]).drop_duplicates("afvigelse_id")
    return _med_ord(_med_team(data, aabne), regler, data)[list(KOLONNER)].reset_index(drop=True)


def aabne_linjer(linjer: pd.DataFrame) -> pd.DataFrame:
    """The lines that somebody is to do something about: neither gone, accepted nor purely informative."""
    return linjer[linjer["livsforloeb"].isin([NY, FORTSAT]) & linjer["alvor"].isin(RETTES)]


def dagens_fund(data: Dataset) -> pd.DataFrame | None:
    """The findings to correct that the 8-tals-kontrol of the same day has on the shelf, one row each, dearest line first; None where it has not run.

    Read and not found anew: a finding is the same in every report. A role's own citizens are left where its rows are limited.
    """
    linjer = data.tidligere(FUNDFIL).get(data.per)
    if linjer is None:
        return None
    aabne = aabne_linjer(linjer)
    aabne = aabne.assign(beloeb=[_beloeb(*v) for v in zip(aabne["forskel"], aabne["beloeb_kilde"], strict=True)])
    aabne = aabne.assign(_orden=[-1 if b is None else b for b in aabne["beloeb"]]).sort_values(["_orden", "afvigelse_id"], ascending=[False, True])
    return _kendte(aabne.drop_duplicates("afvigelse_id").drop(columns="_orden"))


def _kendte(ramme: pd.DataFrame) -> pd.DataFrame:
    """The frame with None for all that is not known: a shelved table has words of its own for it."""
    import pandas as pd

    return pd.DataFrame({k: pd.Series([None if v is None or v != v else v for v in ramme[k]], dtype=object) for k in ramme.columns})


def samlet(liste: pd.DataFrame, efter: Literal["sagsbehandler", "team", "omraade"]) -> pd.DataFrame:
    """The list per caseworker, team or area: `antal`, how many are `fejl`, how many `nye`, their `beloeb` and the oldest; dearest first."""
    import pandas as pd

    rows = []
    for navn, dele in liste.fillna({efter: UDEN}).groupby(efter, sort=True):
        beloeb = sum((b for b in dele["beloeb"] if b is not None), Decimal("0.00"))
        fejl, nye = int((dele["alvor"] == "fejl").sum()), int((dele["livsforloeb"] == NY).sum())
        rows.append((navn, len(dele), fejl, nye, beloeb, int(dele["alder_dage"].max())))
    return pd.DataFrame(rows, columns=[efter, *SAMLET]).sort_values(["beloeb", efter], ascending=[False, True]).reset_index(drop=True)


def _beloeb(forskel: Decimal | None, kilde: Decimal | None) -> Decimal | None:
    """The kroner at stake; a frame writes an unknown amount as None or as a number that is not one."""
    kendt = next((b for b in (forskel, kilde) if b is not None and b == b), None)
    return None if kendt is None else abs(kendt)


def _med_team(data: Dataset, liste: pd.DataFrame) -> pd.DataFrame:
    """The caseworker's name and unit at the cut-off."""
    navne, teams = _ansatte(data)
    return liste.assign(sagsbehandler_navn=liste["sagsbehandler"].map(navne), team=liste["sagsbehandler"].map(teams))


def enhed_af(data: Dataset) -> dict[str, str]:
    """The organisation's own code for the unit of each caseworker at the cut-off."""
    return {r["sagsbehandler"]: r["organisation"] for r in _raekker_om_ansatte(data) if r["organisation"]}


def enhedsnavne(data: Dataset) -> dict[str, str]:
    """What each unit is called, by the organisation's own code; units of one name are told apart by it. A unit without a name is not there."""
    if not data.har("organisation"):
        return {}
    rows = data.tabel("organisation").select("organisation", "navn").distinct().to_pyarrow().to_pylist()
    navne = {r["organisation"]: r["navn"] for r in rows if r["navn"]}
    brugt = Counter(navne.values())
    return {kode: navn if brugt[navn] == 1 else f"{navn} ({kode})" for kode, navn in navne.items()}


def _raekker_om_ansatte(data: Dataset) -> list[dict[str, str]]:
    """One row per line on a caseworker that had begun by the cut-off, the latest last."""
    if not data.har("sagsbehandler"):
        return []
    s = data.tabel("sagsbehandler")
    s = s.filter(s.gyldig_fra_dato.isnull() | (s.gyldig_fra_dato <= data.per)).order_by("gyldig_fra_dato", "raekke_nr")
    return s.select("sagsbehandler", "navn", "organisation").to_pyarrow().to_pylist()


def _ansatte(data: Dataset) -> tuple[dict[str, str], dict[str, str]]:
    """Name and unit of each caseworker at the cut-off."""
    enheder, rows = enhedsnavne(data), _raekker_om_ansatte(data)
    teams = {r["sagsbehandler"]: enheder.get(r["organisation"]) or r["organisation"] for r in rows}
    return {r["sagsbehandler"]: r["navn"] for r in rows}, teams


def _med_ord(liste: pd.DataFrame, regler: Iterable[Rule], data: Dataset) -> pd.DataFrame:
    """The rule's own words, and whom to ask about the system."""
    ord_ = _opslag(regler)
    fundne = [ord_.get((s, a or r)) or ord_.get(("", r)) for s, a, r in zip(liste["sloejfe"], liste["aarsag"], liste["regel"], strict=True)]
    kontakt = {navn: system.kontakt for navn, system in data.kommune.systemer.items()}
    return liste.assign(
        hvorfor=[r.hvorfor if r else "" for r in fundne], goer=[r.goer if r else "" for r in fundne], kontakt=[kontakt.get(s, "") for s in liste["system"]]
    )


def _opslag(regler: Iterable[Rule]) -> dict[tuple[str, str], Rule]:
    """A rule by its loop and its cause or number; a cause's number stands for it also where it compares no money."""
    ud: dict[tuple[str, str], Rule] = {}
    for r in regler:
        ud[r.sloejfe, r.aarsag or r.id] = r
        for nummer in r.alle_id:
            ud.setdefault(("", nummer), r)
    return ud
