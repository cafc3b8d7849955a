"""The citizens that cannot be reported in a period, each with the grant that stands in the way and what to do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from lisanalysis.analyses.dst_flis.bro import MAALGRUPPE, OPHOERT, SENT, UKENDT, stand
from lisanalysis.domain.paragraf import som_tekst
from lisanalysis.measures.indberetning import Vindue, har_maalgruppe
from lisanalysis.quality.rules.bevilling_kan_ikke_indberettes import INDBERETTES
from lisanalysis.quality.status import gaeldende
from lisanalysis.tables import Dataset

UDEN_START, UDEN_PARAGRAF = "mangler_startdato", "mangler_paragraf"
HVORFOR = {
    UDEN_PARAGRAF: "Paragraffen mangler",
    UKENDT: "Loven bag paragraffen er ukendt",
    OPHOERT: "Paragraffen er ophørt",
    UDEN_START: "Startdatoen mangler",
    MAALGRUPPE: "Målgruppen mangler",
    SENT: "Registreret efter indberetningen",
}


@dataclass(frozen=True)
class Uden:
    """One grant that keeps its citizen out of the report."""

    borger_id: str
    sagsnr: str
    indsats_id: str
    paragraf: str
    aarsag: str
    goer: str


def uden(data: Dataset, vindue: Vindue, leveret: set[str]) -> list[Uden]:
    """The grants of the period that we are to report and cannot; those of another handlekommune are its to report."""
    _, fra, til, senest = vindue
    t = gaeldende(data.tabel("bevilling"))
    t = t.mutate(har_maalgruppe=har_maalgruppe(t))
    t = t.filter(t.handlekommune.isnull() | (t.handlekommune == data.kommune.kode))
    aabent = t.slut_dato.isnull() | (t.slut_dato >= fra)
    t = t.filter(aabent, t.start_dato.isnull() | (t.start_dato <= til))
    kolonner = ["borger_id", "sag_id", "bevilling_id", "paragraf", "har_maalgruppe", "start_dato", "registreret_dato"]
    rows = t.order_by("borger_id", "bevilling_id", "raekke_nr").select(kolonner).to_pyarrow().to_pylist()
    fundet = (_uden(r, til, senest, leveret | set(INDBERETTES)) for r in rows)
    return sorted((u for u in fundet if u), key=lambda u: (list(HVORFOR).index(u.aarsag), u.borger_id, u.indsats_id))


def _uden(r: dict, til: date, senest: date, med: set[str]) -> Uden | None:
    hvorfor, ny = stand(r["paragraf"], til, med) if r["paragraf"] else (UDEN_PARAGRAF, None)
    if not hvorfor:
        hvorfor = _mangel(r, senest)
    if hvorfor not in HVORFOR:
        return None
    return Uden(r["borger_id"], r["sag_id"] or "", r["bevilling_id"], r["paragraf"] or "", hvorfor, _goer(hvorfor, ny))


def _mangel(r: dict, senest: date) -> str:
    if r["start_dato"] is None:
        return UDEN_START
    if not r["har_maalgruppe"]:
        return MAALGRUPPE
    return SENT if r["registreret_dato"] and r["registreret_dato"] > senest else ""


def _goer(hvorfor: str, ny: str | None) -> str:
    if hvorfor == OPHOERT:
        return f"Flyt bevillingen til {som_tekst(ny)}." if ny else "Afgør i sagen, hvilken paragraf bevillingen fortsætter efter."
    return {
        UDEN_PARAGRAF: "Sæt paragraf på indsatsen.", UKENDT: "Sæt lov og paragraf på indsatsen.", UDEN_START: "Sæt startdato på indsatsen.",
        MAALGRUPPE: "Udfyld målgruppen på indsatsen.", SENT: "Genindberet perioden, så bevillingen kommer med.",
    }[hvorfor]  # fmt: skip

