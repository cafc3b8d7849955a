"""FLIS' helårspersoner and spending beside the package's own, by paragraph and period."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from lisanalysis.analyses.dst_flis.leveret import Leverance
from lisanalysis.domain import periode
from lisanalysis.measures import enhedspris, ophold
from lisanalysis.measures.episoder import episoder
from lisanalysis.measures.indberetning import Vindue
from lisanalysis.measures.panel import borgermaaneder, helaarspersoner
from lisanalysis.tables import Dataset


@dataclass(frozen=True)
class Sammenligning:
    """One paragraph in one period: what FLIS shows and what we have; None where one side has no such figure."""

    periode: str
    paragraf: str
    flis_helaarspersoner: Decimal | None
    egne_helaarspersoner: Decimal
    flis_kr: Decimal | None
    egne_kr: Decimal | None


def sammenlign(data: Dataset, leveret: Leverance) -> list[Sammenligning]:
    """Every figure that FLIS shows, beside ours: kroner where settlements were delivered."""
    antal = {v[0]: _helaarspersoner(data, v) for v in leveret.vinduer}
    kr = {v[0]: _kr(data, v) for v in leveret.vinduer} if data.har("afregning") else {}
    return [
        Sammenligning(
            navn, noegle, h, antal[navn].get(noegle, Decimal(0)),
            beloeb, kr[navn].get(noegle, Decimal("0.00")) if navn in kr else None,
        )
        for (navn, noegle), (h, beloeb) in sorted(leveret.andre.items())
    ]  # fmt: skip


def _helaarspersoner(data: Dataset, vindue: Vindue) -> dict[str, Decimal]:
    """Of the grants that we pay for; a month's days over those of its year, so that months add up to the year."""
    t = data.tabel("bevilling")
    stays = ophold.egne(ophold.fra_bevilling(t.filter(t.paragraf.notnull()).mutate(gruppe=t.paragraf)), data.kommune.kode)
    tal = helaarspersoner(borgermaaneder(episoder(stays, hul=0), vindue[1], vindue[2]))
    return {r["gruppe"]: Decimal(str(r["helaarspersoner"])) for r in tal.to_pyarrow().to_pylist()}


def _kr(data: Dataset, vindue: Vindue) -> dict[str, Decimal]:
    """What was settled for the period's months."""
    t = data.tabel("afregning")
    pr_maaned = enhedspris.afregnet(t.filter(t.paragraf.notnull()).mutate(gruppe=t.paragraf), data.kommune.kode)
    med = pr_maaned.filter(pr_maaned.periode.isin(list(periode.maaneder(vindue[1], vindue[2]))))
    sum_: dict[str, Decimal] = defaultdict(lambda: Decimal("0.00"))
    for r in med.to_pyarrow().to_pylist():
        sum_[r["gruppe"]] += r["beloeb"]
    return sum_
