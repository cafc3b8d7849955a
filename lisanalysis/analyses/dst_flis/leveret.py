"""What was delivered: the quarters to Statistics Denmark, the months and years shown in FLIS."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from lisanalysis.domain import periode
from lisanalysis.measures.indberetning import Vindue
from lisanalysis.tables import Dataset


@dataclass(frozen=True)
class Leverance:
    """The periods compared, the oldest first, with the delivered citizens (`andre`: helårspersoner, kroner) by periode and paragraf."""

    vinduer: tuple[Vindue, ...]
    borgere: dict[tuple[str, str], int]
    andre: dict[tuple[str, str], tuple[Decimal | None, Decimal | None]]
    ydelser: dict[str, int]
    uden_paragraf: int


def dst(data: Dataset, antal: int, frist_dage: int) -> Leverance:
    """The last quarters reported to Statistics Denmark that have ended on the cut-off date."""
    rows = _rows(data, "dst_indberettet")
    kendte = {f"{r['aar']} {r['kvartal']}. kvt.": _kvartal(r["aar"], r["kvartal"]) for r in rows if r["kvartal"]}
    for r in rows:
        r["periode"] = f"{r['aar']} {r['kvartal']}. kvt." if r["kvartal"] else None
    return _leverance(rows, kendte, antal, frist_dage, data.per)


def flis(data: Dataset, antal: int, frist_dage: int) -> Leverance:
    """The last months or whole years shown in FLIS that have ended on the cut-off date."""
    rows = _rows(data, "flis_noegletal")
    for r in rows:
        r["periode"] = f"{r['aar']}-{r['maaned']:02d}" if r["maaned"] else str(r["aar"])
    kendte = {r["periode"]: _maaned_eller_aar(r["aar"], r["maaned"]) for r in rows}
    return _leverance(rows, kendte, antal, frist_dage, data.per)


def _rows(data: Dataset, tabel: str) -> list[dict]:
    t = data.tabel(tabel)
    return t.filter(t.kommune == data.kommune.kode).order_by("aar", "paragraf", "raekke_nr").to_pyarrow().to_pylist()


def _leverance(rows: list[dict], kendte: dict[str, tuple[date, date]], antal: int, frist_dage: int, per: date) -> Leverance:
    ordnet = sorted(((til, fra, navn) for navn, (fra, til) in kendte.items() if til <= per))[-antal:]
    vinduer = tuple((navn, fra, til, til + timedelta(days=frist_dage)) for til, fra, navn in ordnet)
    med = {v[0] for v in vinduer}
    valgte = [r for r in rows if r["periode"] in med]
    borgere = {(r["periode"], r["paragraf"]): r["antal_borgere"] for r in valgte if r["paragraf"] and r["antal_borgere"] is not None}
    andre = {(r["periode"], r["paragraf"]): (r.get("helaarspersoner"), r.get("udgift_kr")) for r in valgte if r["paragraf"]}
    ydelser: dict[str, int] = {}
    for r in valgte:
        if r["paragraf"] and r.get("antal_ydelser") is not None:
            ydelser[r["periode"]] = ydelser.get(r["periode"], 0) + r["antal_ydelser"]
    return Leverance(vinduer, borgere, andre, ydelser, sum(r["paragraf"] is None for r in valgte))


def _kvartal(aar: int, nr: int) -> tuple[date, date]:
    return date(aar, 3 * nr - 2, 1), periode.sidste(f"{aar}-{3 * nr:02d}")


def _maaned_eller_aar(aar: int, maaned: int | None) -> tuple[date, date]:
    if maaned:
        return date(aar, maaned, 1), periode.sidste(f"{aar}-{maaned:02d}")
    return date(aar, 1, 1), date(aar, 12, 31)
