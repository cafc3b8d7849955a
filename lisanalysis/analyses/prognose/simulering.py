"""The draws: open cases run off, new ones come, late ones are found, and what no case answers for goes on as it has.

All levels are sums of the same draws, so that a citizen's forecast, the account's and the municipality's are one forecast.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lisanalysis.analyses.prognose.grundlag import BLAD, UDEN_BORGER, UDEN_PARAGRAF, UDEN_SAGSBEHANDLER
from lisanalysis.analyses.prognose.kladde import Kladde
from lisanalysis.analyses.prognose.stand import Stand
from lisanalysis.analyses.prognose.tavler import tavler
from lisanalysis.statistik import tilgang
from lisanalysis.statistik.levetid import Levetavle
from lisanalysis.statistik.udvikling import faerdige, trekant

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

IKKE_KENDT, NYE, RAMME = "ikke kendt", "nye borgere", "rammeaktivitet"


@dataclass(frozen=True)
class Antagelser:
    """What the forecast assumes: draws and seed, the price rise on 1 January, and factors by paragraph that a scenario turns.

    `tilgang` and `pris` multiply the inflow and the price a day of the paragraphs they name.
    """

    traek: int = 500
    froe: int = 20260101
    pl: float = 0.0
    tilgang: Mapping[str, float] = field(default_factory=dict)
    pris: Mapping[str, float] = field(default_factory=dict)


def simuler(s: Stand, a: Antagelser) -> Kladde:
    """All draws from what was known."""
    import numpy as np
    import pandas as pd

    rng = np.random.default_rng(a.froe)
    rest = (pd.Timestamp(s.aar, 12, 31) - s.dag).days
    naeste = 366 if (s.aar + 1) % 4 == 0 else 365
    kurver = tavler(s)
    k = Kladde(a.traek)
    k.nr(s.forbrug)
    _fast(k, "ikke_bogfoert", s.ikke_bogfoert)
    _aabne(k, s, a, rng, kurver, rest, naeste)
    _nye(k, s, a, rng, kurver, rest, naeste)
    _oevrige(k, s, a, rng)
    _ramme(k, s, a)
    return k


def _fast(k: Kladde, navn: str, rows: pd.DataFrame) -> None:
    """An amount that is the same in every draw."""
    import numpy as np

    blad = np.repeat(k.nr(rows), k.traek)
    kr = np.repeat(rows["kr"].to_numpy(float), k.traek)
    k.laeg_til(navn, blad, np.tile(np.arange(k.traek), len(rows)), kr, np.zeros_like(kr))


def _aabne(k: Kladde, s: Stand, a: Antagelser, rng: np.random.Generator, kurver: dict[str, Levetavle], rest: int, naeste: int) -> None:
    """The open cases, each with one life per draw whatever the number of accounts it is paid on; then those granted to begin."""
    import numpy as np

    sager = s.linjer.drop_duplicates("sag")
    if len(sager):
        liv = np.empty((len(sager), a.traek))
        for type_, x in sager.reset_index(drop=True).groupby("type"):
            eksp = rng.exponential(1.0, (len(x), a.traek))
            liv[x.index] = kurver.get(type_, kurver[""]).rest(np.repeat(x["alder"].to_numpy()[:, None], a.traek, 1), eksp)
        loft = sager["loft"].to_numpy()[:, None]
        liv = np.where(sager["kendt_slut"].to_numpy()[:, None], loft, np.minimum(liv, loft))
        plads = dict(zip(sager["sag"], range(len(sager)), strict=True))
        _laeg_linjer(k, "aabne", s.linjer, liv[[plads[x] for x in s.linjer["sag"]]], s, a, rest, naeste)
        _passager(k, s, sager, liv, a, rng, kurver, rest, naeste)
    if len(s.kommende):
        f = s.kommende
        om = f["om_dage"].to_numpy()[:, None]
        liv = np.stack([kurver.get(t, kurver[""]).rest(np.zeros(a.traek), rng.exponential(1.0, a.traek)) for t in f["type"]])
        kendt = ((f["sag_til"] - f["sag_fra"]).dt.days + 1).to_numpy(float)[:, None]
        _laeg_linjer(k, "aabne", f, om + np.where(np.isnan(kendt), liv, kendt), s, a, rest, naeste, foer=om)


def _laeg_linjer(
    k: Kladde, navn: str, rows: pd.DataFrame, slut: np.ndarray, s: Stand, a: Antagelser, rest: int, naeste: int, foer: np.ndarray | float = 0.0
) -> None:
    """Rows paid from day `foer` to day `slut` after the cut-off, by draw."""
    import numpy as np

    rate = (rows["rate"] * rows["paragraf"].map(a.pris).fillna(1.0)).to_numpy()[:, None]
    i_aar, derefter = _dage(foer, slut, rest, naeste)
    blad = np.repeat(k.nr(rows), k.traek)
    traek = np.tile(np.arange(k.traek), len(rows))
    ny_pris = rows["leverandoer_cvr"].map(s.ny_takst.to_dict()).astype(float).fillna(1 + a.pl).to_numpy()[:, None]  # a known takst goes before the general rise
    k.laeg_til(navn, blad, traek, (rate * i_aar).ravel(), (rate * derefter * ny_pris).ravel())


def _dage(fra: np.ndarray | float, til: np.ndarray, rest: int, naeste: int) -> tuple[np.ndarray, np.ndarray]:
    """Days between two days after the cut-off that lie in the rest of the year, and in the next."""
    import numpy as np

    i_aar = np.clip(np.minimum(til, rest) - np.maximum(fra, 0), 0, None)
    derefter = np.clip(np.minimum(til, rest + naeste) - np.maximum(fra, rest), 0, None)
    return i_aar, derefter


def _passager(
    k: Kladde, s: Stand, sager: pd.DataFrame, liv: np.ndarray, a: Antagelser, rng: np.random.Generator, kurver: dict[str, Levetavle],
    rest: int, naeste: int,
) -> None:  # fmt: skip
    """Those who turn 18 with a child's measure: with the share that went on before, one of the adult measures that followed."""
    import numpy as np

    pulje = _pulje(s.starter[s.starter["ved_18"]])
    unge = np.flatnonzero(np.isfinite(sager["fylder_18"]) & (sager["fylder_18"] < rest + naeste))
    if pulje is None or not len(unge):
        return
    naede = liv[unge] >= sager["fylder_18"].to_numpy()[unge][:, None]
    hvem, traek = np.nonzero(naede & (rng.random(naede.shape) < _andel_videre(s)))
    start = sager["fylder_18"].to_numpy()[unge][hvem] + 1.0
    _nye_linjer(k, "atten", pulje, traek, start, a, rng, kurver, rest, naeste)


def _andel_videre(s: Stand) -> float:
    """The share of those whose child's measure ended at 18 lately that went on to an adult one; two in three before any was seen."""
    videre = s.starter.loc[s.starter["ved_18"], "borger_id"].nunique()
    return (videre + 2) / (videre + s.forbi_18 + 3)


@dataclass(frozen=True)
class Pulje:
    """Recent starts to draw from: the rows of each start, and how many months they were collected over."""

    rows: pd.DataFrame
    foerste: np.ndarray
    antal: np.ndarray


def _pulje(f: pd.DataFrame) -> Pulje | None:
    """The starts as a pool; None where there are none."""
    import numpy as np

    if not len(f):
        return None
    rows = f.sort_values("sag", kind="stable").reset_index(drop=True)
    _, foerste, antal = np.unique(rows["sag"], return_index=True, return_counts=True)
    return Pulje(rows.assign(sagsbehandler=IKKE_KENDT, borger_id=NYE), foerste, antal)


def _nye(k: Kladde, s: Stand, a: Antagelser, rng: np.random.Generator, kurver: dict[str, Levetavle], rest: int, naeste: int) -> None:
    """What comes in the months ahead and what came but is not registered, kind by kind."""
    import numpy as np

    til_18 = s.starter["ved_18"]
    for type_, f in s.starter[~til_18].groupby("type"):
        pulje = _pulje(f)
        bredde = _bredde(f, s)
        antal, sene = _udviklet(f, s, bredde)
        seneste = min(12, bredde)
        faktor = float(np.mean([a.tilgang.get(p, 1.0) for p in f.drop_duplicates("sag")["paragraf"]]))
        rate = tilgang.rater(rng, antal[-seneste:].sum(), seneste, a.traek) * faktor
        _kommer(k, pulje, rate, s, a, rng, kurver, rest, naeste, type_)
        _sene(k, pulje, sene, s, a, rng, kurver, rest, naeste)


def _bredde(f: pd.DataFrame, s: Stand) -> int:
    """Months of starts that can be seen, at most 24."""
    return int(min(24, len(s.serier)))


def _udviklet(f: pd.DataFrame, s: Stand, maaneder: int) -> tuple[np.ndarray, np.ndarray]:
    """Starts by month, oldest first, completed for those not registered yet; and those alone."""
    import numpy as np

    en = f.drop_duplicates("sag")
    nr = maaneder - 1 - en["maaned"].to_numpy()
    set_ = np.bincount(nr[(nr >= 0)], minlength=maaneder)[:maaneder].astype(float)
    if not s.registreret or maaneder < 6:
        return set_, np.zeros(maaneder)
    t = trekant(nr, en["forsinkelse"].to_numpy(), maaneder, min(12, maaneder))
    faerdig = np.maximum(faerdige(t), set_)
    return faerdig, faerdig - set_


def _kommer(
    k: Kladde, pulje: Pulje, rate: np.ndarray, s: Stand, a: Antagelser, rng: np.random.Generator, kurver: dict[str, Levetavle],
    rest: int, naeste: int, type_: str,
) -> None:  # fmt: skip
    import numpy as np

    maaneder = -(-(rest + naeste) // 30)
    antal = rng.poisson(rate[:, None] * (30 * 12 / 365.25), (a.traek, maaneder))
    kendte = s.kommende[(s.kommende["type"] == type_) & (s.kommende["om_dage"] < 30)]["sag"].nunique()
    antal[:, 0] = np.maximum(antal[:, 0] - kendte, 0)  # those granted to begin are counted by name already
    traek, maaned = (np.repeat(x, antal.ravel()) for x in np.divmod(np.arange(antal.size), maaneder))
    start = (maaned + rng.random(len(maaned))) * 30.0
    _nye_linjer(k, "tilgang", pulje, traek, start, a, rng, kurver, rest, naeste)


def _sene(
    k: Kladde, pulje: Pulje, sene: np.ndarray, s: Stand, a: Antagelser, rng: np.random.Generator, kurver: dict[str, Levetavle], rest: int, naeste: int
) -> None:  # fmt: skip
    """Starts that came in months gone and are not registered: their days of this year until the cut-off are still to be paid."""
    import numpy as np

    if sene.sum() <= 0.01:
        return
    antal = rng.poisson(np.repeat(sene[None, :], a.traek, 0))
    traek, maaned = (np.repeat(x, antal.ravel()) for x in np.divmod(np.arange(antal.size), len(sene)))
    start = -(len(sene) - maaned - rng.random(len(maaned))) * 30.4
    _nye_linjer(k, "sent", pulje, traek, start, a, rng, kurver, rest, naeste, fra_aarets_start=-float((s.dag - s.dag.replace(month=1, day=1)).days + 1))


def _nye_linjer(
    k: Kladde, navn: str, pulje: Pulje, traek: np.ndarray, start: np.ndarray, a: Antagelser, rng: np.random.Generator,
    kurver: dict[str, Levetavle], rest: int, naeste: int, fra_aarets_start: float = 0.0,
) -> None:  # fmt: skip
    """Events that each begin on a day and are like one drawn from the pool: its price and accounts, and a life of its kind."""
    import numpy as np

    valgt = rng.integers(len(pulje.foerste), size=len(traek))
    typer = pulje.rows["type"].to_numpy()[pulje.foerste][valgt]
    eksp, liv = rng.exponential(1.0, len(traek)), np.empty(len(traek))
    for t in np.unique(typer):
        paa = typer == t
        liv[paa] = kurver.get(t, kurver[""]).rest(np.zeros(paa.sum()), eksp[paa])
    i_aar, derefter = _dage(np.maximum(start, fra_aarets_start), start + liv, rest, naeste)
    if fra_aarets_start < 0:  # days before the cut-off count too
        i_aar = np.clip(np.minimum(start + liv, rest) - np.maximum(start, fra_aarets_start), 0, None)
    blad, rate = k.nr(pulje.rows), (pulje.rows["rate"] * pulje.rows["paragraf"].map(a.pris).fillna(1.0)).to_numpy()
    for nr in range(int(pulje.antal.max())):
        med = pulje.antal[valgt] > nr
        r = pulje.foerste[valgt[med]] + nr
        k.laeg_til(navn, blad[r], traek[med], rate[r] * i_aar[med], rate[r] * derefter[med] * (1 + a.pl))


def _oevrige(k: Kladde, s: Stand, a: Antagelser, rng: np.random.Generator) -> None:
    """What no case answers for: each month to come is like one of the last twelve."""
    import numpy as np
    import pandas as pd

    maaneder = 12 - s.dag.month if s.dag.year == s.aar else 0
    rammekonti = set(s.ramme["konto"])
    for konto in (x for x in s.oevrige.columns if x not in rammekonti):
        seneste = s.oevrige[konto].to_numpy()[-12:]
        if not seneste.any():
            continue
        blad = k.nr(pd.DataFrame([(konto, UDEN_PARAGRAF, UDEN_SAGSBEHANDLER, UDEN_BORGER)], columns=BLAD))[0]
        i_aar = rng.choice(seneste, (a.traek, maaneder)).sum(axis=1) if maaneder else np.zeros(a.traek)
        naeste = rng.choice(seneste, (a.traek, 12)).sum(axis=1) * (1 + a.pl)
        k.laeg_til("oevrige", np.full(a.traek, blad), np.arange(a.traek), i_aar, naeste)


def _ramme(k: Kladde, s: Stand, a: Antagelser) -> None:
    """The frame activity of the months to come, as it stands; a next year that nobody has written yet is this one with the price rise."""
    import numpy as np

    if not len(s.ramme):
        return
    rows = s.ramme.assign(sagsbehandler=RAMME, borger_id=RAMME)
    i_aar = rows["kr"].where(rows["nr"] < (s.aar + 1) * 12, 0.0)
    naeste = rows["kr"].where(rows["nr"].between((s.aar + 1) * 12, (s.aar + 1) * 12 + 11), 0.0)
    if not naeste.any():
        maaneder = rows.loc[i_aar != 0, "nr"].nunique()
        naeste = i_aar * (12 / maaneder if maaneder else 0.0) * (1 + a.pl)
    blad, traek = np.repeat(k.nr(rows), k.traek), np.tile(np.arange(k.traek), len(rows))
    k.laeg_til("ramme", blad, traek, np.repeat(i_aar.to_numpy(), k.traek), np.repeat(naeste.to_numpy(), k.traek))
