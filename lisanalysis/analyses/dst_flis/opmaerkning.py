"""The marking of local codes with FLIS' common ones: what has no common code, what has ended, what is in use and not marked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from lisanalysis.tables import Dataset

# Where a local code can stand. Which of them a source marks is seen by where its codes are found.
STEDER = (
    ("bevilling", "indsats"), ("bevilling", "paragraf"), ("bevilling", "tilbud"), ("ydelse", "katalogydelse"), ("ydelse", "foranstaltning"),
    ("ydelse", "paragraf"), ("postering", "konto"), ("postering", "aktivitet"), ("tilbud_takst", "tilbud"),
)  # fmt: skip
UDEN_FAELLES, UDLOEBET, IKKE_OPMAERKET, FLERE = "uden_faelles_kode", "udloebet", "ikke_opmaerket", "flere_faelles_koder"
GOER = {
    UDEN_FAELLES: "Vælg den fælles kode i FLIS' opmærkning.",
    UDLOEBET: "Forny opmærkningen, eller hold op med at bruge koden.",
    IKKE_OPMAERKET: "Opmærk koden; den er i brug i de seneste data.",
    FLERE: "Afslut den ene opmærkning: to fælles koder gælder samtidig.",
}


@dataclass(frozen=True)
class Fund:
    """One local code and what is wrong with its marking."""

    kilde: str
    lokal_kode: str
    lokal_tekst: str
    aarsag: str
    i_brug: bool
    gyldig_til: date | None

    @property
    def goer(self) -> str:
        """What the data owner does about it."""
        return GOER[self.aarsag]


def fund(data: Dataset) -> list[Fund]:
    """Every local code whose marking does not hold on the cut-off date, by source and code."""
    t = data.tabel("flis_opmaerkning")
    rows = t.order_by("opmaerket_kilde", "lokal_kode", "gyldig_fra_dato", "raekke_nr").to_pyarrow().to_pylist()
    pr_kilde: dict[str, dict[str, list[dict]]] = defaultdict(lambda: defaultdict(list))
    for r in rows:
        pr_kilde[(r["opmaerket_kilde"] or "").lower()][r["lokal_kode"]].append(r)
    fundet: list[Fund] = []
    for kilde, koder in pr_kilde.items():
        brugt = _i_brug(data, _system(data, kilde), set(koder))
        for kode, dens in koder.items():
            if aarsag := _aarsag(dens, data.per):
                fundet.append(_fund(kilde, kode, dens[-1], aarsag, kode in brugt))
        fundet += [Fund(kilde, kode, "", IKKE_OPMAERKET, True, None) for kode in brugt - set(koder)]
    return sorted(fundet, key=lambda f: (f.aarsag, f.kilde, f.lokal_kode))


def _system(data: Dataset, kilde: str) -> str:
    """The source that a marking means: by the system's key, or by its name in kommune.yaml."""
    return next((k for k, s in data.kommune.systemer.items() if s.navn.lower() == kilde), kilde)


def _fund(kilde: str, kode: str, r: dict, aarsag: str, brugt: bool) -> Fund:
    return Fund(kilde, kode, r["lokal_tekst"] or "", aarsag, brugt, r["gyldig_til_dato"])


def _aarsag(rows: list[dict], dag: date) -> str:
    gaelder = [r for r in rows if (r["gyldig_fra_dato"] or date.min) <= dag <= (r["gyldig_til_dato"] or date.max)]
    if not gaelder:
        # A marking that has not begun yet is none either, but there is nothing to renew.
        return UDLOEBET if any((r["gyldig_til_dato"] or date.max) < dag for r in rows) else ""
    faelles = {r["faelles_kode"] for r in gaelder if r["faelles_kode"]}
    return UDEN_FAELLES if not faelles else FLERE if len(faelles) > 1 else ""


def _i_brug(data: Dataset, kilde: str, koder: Iterable[str]) -> set[str]:
    """The codes that the source uses in the columns where most of the marked codes are found; none where none is."""
    bedst: set[str] = set()
    traf = 0
    for tabel, kolonne in STEDER:
        if not data.har(tabel):
            continue
        t = data.tabel(tabel)
        t = t.filter(t.kilde == kilde, t[kolonne].notnull())
        brugt = set(t.select(kode=t[kolonne]).distinct().to_pyarrow()["kode"].to_pylist())
        if len(brugt & set(koder)) > traf:
            bedst, traf = brugt, len(brugt & set(koder))
    return bedst
