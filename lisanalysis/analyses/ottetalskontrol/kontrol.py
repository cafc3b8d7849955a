"""Runs the loops and the rules, joins them with former runs, and keeps what the report shows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

from lisanalysis import catalogue, quality, reconcile, spor
from lisanalysis.analyses.ottetalskontrol.erklaering import Parametre
from lisanalysis.analyses.ottetalskontrol.nedad import Nedad, nedad
from lisanalysis.quality.fejlliste import fejlliste
from lisanalysis.quality.kontrol import IkkeKoert
from lisanalysis.quality.livsforloeb import VAEK, Koersel, foelg, fremdrift
from lisanalysis.tables import Dataset

if TYPE_CHECKING:
    import pandas as pd

_NUL = Decimal("0.00")
LINJER, IKKE_KOERT = "ottetalskontrol/afvigelser", "ottetalskontrol/ikke_koert"


@dataclass(frozen=True)
class Kontrol:
    """The whole control as frames: every line with its life, what agreed after an explanation, the figures, and the list to correct."""

    linjer: pd.DataFrame = field(repr=False)
    afstemt: pd.DataFrame = field(repr=False)
    ottetal: pd.DataFrame = field(repr=False)
    fejlliste: pd.DataFrame = field(repr=False)
    fremdrift: pd.DataFrame = field(repr=False)
    anker: pd.DataFrame | None = field(repr=False)
    ikke_koert: tuple[IkkeKoert, ...]
    numre: dict[str, int] = field(default_factory=dict, repr=False)
    dyreste: dict[tuple[str, str], int] = field(default_factory=dict, repr=False)
    raekker_bag: pd.DataFrame = field(default=None, repr=False)
    sidste: str = ""
    nedad: Nedad = field(default=None, repr=False)

    def efter_per(self) -> Decimal:
        """What is posted in months after the cut-off on settlements up to it: loop 2 has it, the ledger's total up to the cut-off has not."""
        senere = _NUL
        for ramme in (self.linjer, self.afstemt):
            for sloejfe, periode, forskel, liv in zip(*(ramme[k] for k in ("sloejfe", "periode", "forskel", "livsforloeb")), strict=True):
                if sloejfe == "2" and periode and periode > self.sidste and forskel is not None and forskel == forskel and liv != VAEK:
                    senere -= forskel
        return senere

    def i_alt(self, system: str, tal: str) -> Decimal | None:
        """One of the eight figures over everything, for one system; None where the system has no such figure."""
        t = self.ottetal
        fundet = t[(t["omraade"] == "alle") & (t["konto"] == "alle") & (t["system"] == system)][tal]
        kendt = [v for v in fundet if v is not None and v == v]
        return sum(kendt, _NUL) if kendt else None

    def sum_over(self, tal: str) -> Decimal | None:
        """One of the figures over everything and all systems that have it."""
        systemer = sorted(set(self.ottetal["system"]))
        kendt = [v for s in systemer if (v := self.i_alt(s, tal)) is not None]
        return sum(kendt, _NUL) if kendt else None

    def aarsager(self, sloejfe: str) -> dict[str, Decimal]:
        """The difference of a loop by cause, explained ones among them, greatest first; to the øre the loop's whole difference."""
        samlet: dict[str, Decimal] = {}
        for aarsag, forskel in self.penge(sloejfe):
            samlet[aarsag] = samlet.get(aarsag, _NUL) + forskel
        return dict(sorted(((a, b) for a, b in samlet.items() if b), key=lambda x: (-abs(x[1]), x[0])))

    def penge(self, sloejfe: str) -> Iterator[tuple[str, Decimal]]:
        """Cause and kroner of each line of a loop that accounts for a difference now; both loops have causes of the same name."""
        for ramme in (self.linjer, self.afstemt):
            for egen, aarsag, forskel, liv in zip(*(ramme[k] for k in ("sloejfe", "aarsag", "forskel", "livsforloeb")), strict=True):
                if egen == sloejfe and forskel is not None and forskel == forskel and liv != VAEK:
                    yield aarsag, forskel


def kontroller(data: Dataset, parametre: Parametre) -> Kontrol:
    """Both loops and every rule on the data as they stand, held against what former runs found."""
    import pandas as pd

    graenser = reconcile.Parametre(forskydning_maaneder=parametre.forskydning_maaneder, lukkede_maaneder=parametre.lukkede_maaneder)
    loeb = reconcile.afstem(data, graenser)
    regler = quality.kontroller(data)
    ikke_koert = tuple(ny for i in loeb.ikke_koert for ny in _som_regel(i)) + regler.ikke_koert
    fundet = pd.concat([_ramme(loeb.afvigelser), _ramme(regler.fund)], ignore_index=True)
    nu, foer = Koersel(data.per, fundet, ikke_koert), list(_tidligere(data))
    fulgt = foelg(nu, foer, data.accepterede)
    anker = None if loeb.anker is None else _ramme(loeb.anker)
    afstemt, liste = _ramme(loeb.afstemt), fejlliste(data, fulgt, catalogue.regler())
    numre, dyreste = _udvalgte(liste, fulgt, afstemt, parametre.top)
    bag = spor.bag(data, {nr: fund for i, nr in numre.items() for fund in (_linjerne(fulgt, afstemt, i),)})
    ottetal = _ramme(loeb.ottetal)
    return Kontrol(
        fulgt, afstemt, ottetal, liste, fremdrift([*foer, nu], data.accepterede), anker, ikke_koert, numre, dyreste,
        bag.assign(nr=bag["nr"].map(str)), f"{data.per:%Y-%m}", nedad(data, ottetal, parametre.top, graenser),
    )  # fmt: skip


def _udvalgte(liste: pd.DataFrame, linjer: pd.DataFrame, afstemt: pd.DataFrame, top: int) -> tuple[dict[str, int], dict[tuple[str, str], int]]:
    """The findings whose rows are shown, numbered: the dearest of all, then the dearest of each cause (`dyreste`, by loop and cause)."""
    numre = {i: nr for nr, i in enumerate(liste["afvigelse_id"].head(top), 1)}
    stoerst: dict[tuple[str, str], tuple[Decimal, str]] = {}
    for ramme in (linjer, afstemt):
        for sloejfe, aarsag, i, forskel, liv in zip(*(ramme[k] for k in ("sloejfe", "aarsag", "afvigelse_id", "forskel", "livsforloeb")), strict=True):
            if forskel is not None and forskel == forskel and liv != VAEK:
                stoerst[sloejfe, aarsag] = max(stoerst.get((sloejfe, aarsag), (_NUL, "")), (abs(forskel), i))
    dyreste = {noegle: numre.setdefault(i, len(numre) + 1) for noegle, (_, i) in sorted(stoerst.items()) if i}
    return numre, dyreste


def _linjerne(linjer: pd.DataFrame, afstemt: pd.DataFrame, afvigelse_id: str) -> pd.DataFrame:
    """A finding's own lines."""
    fundet = linjer[linjer["afvigelse_id"] == afvigelse_id]
    return fundet if len(fundet) else afstemt[afstemt["afvigelse_id"] == afvigelse_id]


def _som_regel(i: reconcile.IkkeKoert) -> Iterator[IkkeKoert]:
    """A loop, or a cause under each of its numbers, that could not be run: its former findings are neither gone nor new."""
    numre = next((r.alle_id for r in catalogue.regler() if i.aarsag and r.navn == i.aarsag and r.sloejfe == i.sloejfe), ("",))
    return (IkkeKoert(nummer, i.aarsag, i.grund, sloejfe=i.sloejfe) for nummer in numre)


def _tidligere(data: Dataset) -> Iterator[Koersel]:
    """The former runs on the shelf: their lines but those that were gone already, and what they could not run."""
    for per, linjer in data.tidligere(LINJER).items():
        if per < data.per:
            ikke = data.tidligere(IKKE_KOERT).get(per)
            grunde = () if ikke is None else tuple(
                IkkeKoert(r["regel"], r["navn"], r["grund"], sloejfe=r["sloejfe"], tabel=r["tabel"], system=r["system"], forbehold=r["forbehold"] == "ja")
                for r in ikke.fillna("").to_dict("records")
            )  # fmt: skip
            yield Koersel(per, linjer[linjer["livsforloeb"] != "vaek"].drop(columns=["livsforloeb"]).assign(livsforloeb=""), grunde)


def _ramme(tabel) -> pd.DataFrame:  # noqa: ANN001  an Ibis table
    """The rows in an order that never changes, money as exact decimals."""
    import pandas as pd

    return pd.DataFrame(tabel.order_by(list(tabel.columns)).to_pyarrow().to_pylist(), columns=list(tabel.columns), dtype=object)
