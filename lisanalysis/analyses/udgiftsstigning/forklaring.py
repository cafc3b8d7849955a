"""The change explained by activity: one long table of effects, which every cut of the answer groups, and what the volumes were."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from lisanalysis.analyses.udgiftsstigning import aktivitet, hvem, hvorfor
from lisanalysis.analyses.udgiftsstigning.hvem import Enhed

if TYPE_CHECKING:
    import pandas as pd

NUL = Decimal("0.00")
MINDST_ANDEL = Decimal("0.5")  # of the expense that names a citizen; below this the table would mostly be correction
FAERRE_END = 5
FAA = f"færre end {FAERRE_END} borgere"
# Level → the column its keys come from. The levels of the postings come first, so that both forms of the answer agree on them.
NIVEAUER = {
    "konto": "konto", "kontonavn": "kontonavn", "art": "art", "leverandoer": "modtager", "borger": "borger_id",
    "paragraf": "paragraf", "ydelse": "ydelse", "maalgruppe": "maalgruppe", "sagsbehandler": "sagsbehandler",
}  # fmt: skip


@dataclass(frozen=True)
class Forklaring:
    """The two long tables (a row per unit and effect), the units, and the cells with how their price is known."""

    enheder: pd.DataFrame
    hvem: pd.DataFrame
    hvorfor: pd.DataFrame
    celler: dict[tuple, hvorfor.Celle]
    pl: Decimal | None

    def total(self, tabel: str) -> dict[str, Decimal]:
        """Kroner per effect, in the order they are told; an effect that was not asked for is not there."""
        frame = getattr(self, tabel)
        navne = [e for e in (hvem if tabel == "hvem" else hvorfor).EFFEKTER if e != "pl" or self.pl is not None]
        return {e: sum(frame.loc[frame["effekt"] == e, "beloeb"], NUL) for e in navne}

    @property
    def korrektioner(self) -> dict[str, Decimal]:
        """The change in the kroner that pay for no days, per kind."""
        return {s: sum(self._af(s)["i_aar"], NUL) - sum(self._af(s)["foer"], NUL) for s in aktivitet.SLAGS}

    @property
    def efterreguleret(self) -> tuple[Decimal, Decimal]:
        """Kroner paid for another year than the one they are booked in: last year's and this year's."""
        e = self._af("efterregulering")
        return sum(e["foer"], NUL), sum(e["i_aar"], NUL)

    def _af(self, slags: str) -> pd.DataFrame:
        return self.enheder[self.enheder["slags"] == slags]

    @property
    def med_dage(self) -> pd.DataFrame:
        """The units that days are paid for."""
        return self._af(aktivitet.DAGE)


def forklar(enheder: pd.DataFrame, pl: Decimal | None) -> Forklaring:
    """The effects of every unit, by who and by why."""
    smaa = _skjul_faa(enheder)
    liste = [_enhed(r) for r in smaa.itertuples(index=False)]
    return Forklaring(
        smaa, _lang(smaa, hvem.effekter(liste)), _lang(smaa, hvorfor.effekter(liste, pl)), hvorfor.celler(liste), pl
    )


def andel_med_dage(enheder: pd.DataFrame) -> Decimal | None:
    """The share of the expense on postings that name a citizen which days are paid for; None where there is no such expense."""
    borger = enheder[enheder["borger_id"].notna()]
    brutto = borger[borger["slags"] != "indtaegt"]
    i_alt = sum((abs(b) for k in ("foer", "i_aar") for b in brutto[k]), NUL)
    med = sum((b for k in ("foer", "i_aar") for b in brutto.loc[brutto["slags"] == aktivitet.DAGE, k]), NUL)
    return (med / i_alt).quantize(Decimal("0.000001")) if i_alt else None


def niveauer(frame: pd.DataFrame, effekter: tuple[str, ...]) -> pd.DataFrame:
    """niveau, noegle, effekt, beloeb, antal (postings) of every level; within each level the kroner add up to the change."""
    import pandas as pd

    dele = [_niveau(frame.assign(noegle="alle"), "kommune", effekter)]
    dele += [_niveau(frame.assign(noegle=frame[k]), n, effekter) for n, k in NIVEAUER.items() if frame[k].notna().any()]
    return pd.concat(dele, ignore_index=True)


def _niveau(frame: pd.DataFrame, niveau: str, effekter: tuple[str, ...]) -> pd.DataFrame:
    samlet = frame.groupby(["noegle", "effekt"], dropna=False, sort=False).agg(beloeb=("beloeb", "sum"), antal=("antal", "sum")).reset_index()
    stoerst = frame.groupby("noegle", dropna=False)["beloeb"].agg(lambda b: -abs(sum(b, NUL)))
    samlet["_stoerst"] = [stoerst.loc[stoerst.index.isna()].iloc[0] if k != k or k is None else stoerst[k] for k in samlet["noegle"]]
    samlet["_orden"] = samlet["effekt"].map({e: nr for nr, e in enumerate(effekter)})
    samlet = samlet.sort_values(["_stoerst", "noegle", "_orden"], na_position="last")
    return samlet.assign(niveau=niveau)[["niveau", "noegle", "effekt", "beloeb", "antal"]]


def _enhed(r: tuple) -> Enhed:
    """A row as the arithmetic takes it: the citizen, and the provider's service as the cell that has a price."""
    import pandas as pd

    celle = (r.modtager, r.paragraf, r.ydelse, r.enhed) if r.slags == aktivitet.DAGE else None
    takster = tuple(None if pd.isna(t) else t for t in (r.lav_foer, r.hoej_foer, r.lav_i_aar, r.hoej_i_aar))
    borger = None if pd.isna(r.borger_id) else r.borger_id
    return Enhed(borger, celle, r.foer, r.i_aar, int(r.dage_foer), int(r.dage_i_aar), r.maengde_foer, r.maengde_i_aar, takster, int(r.dage_ens))


def _lang(enheder: pd.DataFrame, effekter: object) -> pd.DataFrame:
    import pandas as pd

    raekker = pd.DataFrame(list(effekter), columns=["nr", "effekt", "beloeb"])
    frame = enheder[[*aktivitet.ENHED, "antal"]].iloc[raekker["nr"].tolist()].reset_index(drop=True)
    return frame.assign(effekt=raekker["effekt"], beloeb=raekker["beloeb"])


def _skjul_faa(enheder: pd.DataFrame) -> pd.DataFrame:
    """Caseworkers with few citizens stand together: what a cut says of one of them would be about a person or two."""
    borgere = enheder[enheder["slags"] == aktivitet.DAGE].groupby("sagsbehandler")["borger_id"].nunique()
    faa: Callable[[object], object] = lambda s: FAA if isinstance(s, str) and borgere.get(s, 0) < FAERRE_END else s  # noqa: E731
    return enheder.assign(sagsbehandler=[faa(s) for s in enheder["sagsbehandler"]])


def volumen(f: Forklaring) -> list[tuple[str, str, int, int, Decimal]]:
    """(group, year, citizens, days, kroner) of the new, the gone and those who stay, where days are paid for."""
    frame = f.med_dage.merge(f.med_dage.groupby("borger_id", dropna=False)[["dage_foer", "dage_i_aar"]].sum().reset_index(),
                             on="borger_id", suffixes=("", "_hele"))  # fmt: skip
    grupper = {
        "nye": frame[frame["dage_foer_hele"] == 0], "ophørte": frame[frame["dage_i_aar_hele"] == 0],
        "blivende": frame[(frame["dage_foer_hele"] > 0) & (frame["dage_i_aar_hele"] > 0)],
    }  # fmt: skip
    return [
        (navn, aar, int(g.loc[g[f"dage_{aar}"] > 0, "borger_id"].nunique()), int(g[f"dage_{aar}"].sum()), sum(g[aar], NUL))
        for navn, g in grupper.items()
        for aar in ("foer", "i_aar")
        if g[f"dage_{aar}"].sum()
    ]
