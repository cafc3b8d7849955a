"""The five test rounds of a new municipality's data, each told from what has been loaded: passed, not passed, or not tried.

KOMLIS tests in five rounds; what each of theirs holds is not published, so these are the package's own reading, and the guide says so.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from lisanalysis.analyses import dansk
from lisanalysis.analyses.datavalidering import aftale, saldo
from lisanalysis.analyses.datavalidering.leverancer import LAEST
from lisanalysis.tables import Dataset

if TYPE_CHECKING:
    import pandas as pd

BESTAAET, IKKE_BESTAAET, IKKE_PROEVET = "bestået", "ikke bestået", "ikke prøvet"
HOEJST_AFVIST, MINDST_KENDT = 0.01, 0.95
# Whose key must be found where: what ties grant, settlement, ledger and citizen together.
_NOEGLER = (
    ("afregning", "ydelse_id", "ydelse"), ("ydelse", "bevilling_id", "bevilling"), ("bevilling", "borger_id", "borger"),
    ("afregning", "borger_id", "borger"), ("postering", "henvisningsnr", "afregning"),
)  # fmt: skip


@dataclass(frozen=True)
class Runde:
    """One round: its name, how it went, and why in a sentence without values."""

    nr: int
    navn: str
    udfald: str
    hvorfor: str


def runder(data: Dataset, leverancer: pd.DataFrame, dag: date) -> tuple[Runde, ...]:
    """All five on the day `dag`; a later one is tried even where an earlier one is not passed."""
    dele = (_leverance, _indlaesning, _oekonomi, _sammenhaeng, _drift)
    navne = ("Filerne er her", "Rækkerne kan læses", "Pengene stemmer", "Systemerne hænger sammen", "Det kører hver gang")
    return tuple(Runde(nr, navn, *del_(data, leverancer, dag)) for nr, (navn, del_) in enumerate(zip(navne, dele, strict=True), 1))


def _leverance(data: Dataset, lev: pd.DataFrame, dag: date) -> tuple[str, str]:
    """Every system of the agreement has delivered, and no file was refused or left unread."""
    mangler = [s.navn or k for k, s in data.kommune.systemer.items() if not (lev["kilde"] == k).any() or (lev.loc[lev["kilde"] == k, "status"] == "mangler").all()]
    ulaest = int((~lev["status"].isin((*LAEST, "mangler"))).sum())
    if mangler or ulaest:
        dele = [f"intet fra {', '.join(mangler)}"] * bool(mangler) + [dansk.antal(ulaest, "fil er ikke læst", "filer er ikke læst")] * bool(ulaest)
        return IKKE_BESTAAET, "; ".join(dele)
    return BESTAAET, f"{dansk.antal(len(lev), 'fil', 'filer')} fra {dansk.antal(len(data.kommune.systemer), 'system', 'systemer')}"


def _indlaesning(data: Dataset, lev: pd.DataFrame, dag: date) -> tuple[str, str]:
    """At most one row in a hundred is set apart, in every file."""
    laest = lev[lev["status"].isin(LAEST) & (lev["raekker"] > 0)]
    if laest.empty:
        return IKKE_PROEVET, "der er ingen læste rækker"
    andel = laest["afvist"] / laest["raekker"]
    over = int((andel > HOEJST_AFVIST).sum())
    i_alt = f"{int(laest['afvist'].sum())} af {int(laest['raekker'].sum())} rækker er sat til side"
    return (IKKE_BESTAAET, f"{i_alt}; {dansk.antal(over, 'fil', 'filer')} over 1 %") if over else (BESTAAET, i_alt)


def _oekonomi(data: Dataset, lev: pd.DataFrame, dag: date) -> tuple[str, str]:
    """The ledger's own balance list is hit by the postings, to the øre."""
    if manglende := data.mangler("saldo", "postering"):
        return IKKE_PROEVET, f"mangler {', '.join(manglende)}"
    a = saldo.afstem(data)
    if not a.celler:
        return IKKE_PROEVET, "saldolisten og posteringerne har ingen måned til fælles"
    hvorfor = f"{a.stemmer} af {a.celler} saldi stemmer på øren"
    return (BESTAAET if a.stemmer == a.celler else IKKE_BESTAAET), hvorfor


def _sammenhaeng(data: Dataset, lev: pd.DataFrame, dag: date) -> tuple[str, str]:
    """What one system points at is found in the other: 95 % of the keys that are filled."""
    andele = list(_andele(data))
    if not andele:
        return IKKE_PROEVET, "der er ikke to systemer at holde sammen"
    hvorfor = "; ".join(f"{fra}.{noegle} findes i {til}: {100 * fundet // i_alt} %" for fra, noegle, til, fundet, i_alt in andele)
    return (BESTAAET if all(f >= MINDST_KENDT * n for *_, f, n in andele) else IKKE_BESTAAET), hvorfor


def _andele(data: Dataset) -> Iterator[tuple[str, str, str, int, int]]:
    for fra, noegle, til in _NOEGLER:
        if data.mangler(fra, til):
            continue
        a, b = data.tabel(fra), data.tabel(til)
        fyldte = a.filter(a[noegle].notnull()).select(noegle).distinct()
        if i_alt := int(fyldte.count().execute()):
            yield fra, noegle, til, int(fyldte.semi_join(b.select(noegle).distinct(), noegle).count().execute()), i_alt


def _drift(data: Dataset, lev: pd.DataFrame, dag: date) -> tuple[str, str]:
    """Nobody is behind the agreement, somebody can be called, and a second delivery has come on top of the first."""
    bagud = [k for k, s in aftale.alle(data.kommune.systemer, lev, dag).items() if s.dage_forsinket]
    uden = [k for k, s in data.kommune.systemer.items() if not s.kontakt]
    datoer = lev[lev["status"].isin(LAEST)].groupby("kilde")["skaeringsdato"].nunique()
    dele = [f"forsinket: {', '.join(bagud)}"] * bool(bagud) + [f"uden kontakt: {', '.join(uden)}"] * bool(uden)
    dele += ["der er kun én leverance af hvert system"] * (not (datoer > 1).any())
    return (IKKE_BESTAAET, "; ".join(dele)) if dele else (BESTAAET, "ingen er forsinket, og alle har en kontakt")
